#include "helper/answer.h"

#include <string.h>

bool
answer_add_page(struct answer *answer, const struct answer *next)
{
	if (next->members > ANSWER_MEMBERS - answer->members)
		return false;
	wire_append(&answer->result, &next->result);
	answer->members += next->members;
	memcpy(answer->marker, next->marker, sizeof(answer->marker));
	return true;
}

void
answer_clear(struct answer *answer)
{
	wire_clear(&answer->result);
	secret_clear(&answer->message);
	secret_wipe(answer, sizeof(*answer));
	*answer = (struct answer)ANSWER_INIT;
}
