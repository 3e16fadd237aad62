#include "session/manner.h"

#include "session/asked.h"

struct manner
manner_by_hand(const struct options *options)
{
	return (struct manner){
		.occasion = BY_HAND, .may_ask = options->value[OPTION_NO_INPUT] == NULL, .may_wait = true,
		.may_get_code = true,
	};
}

bool
manner_tells(const struct manner *manner)
{
	return manner->occasion == BY_HAND || manner->occasion == FOR_DEVICES;
}
