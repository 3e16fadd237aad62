#include "types/wishes.h"

#include <string.h>

#include "types/record.h"

const char *const wish_names[WISHES] = {
	[WISH_ROLE_ARN]		 = "role-arn",
	[WISH_ROLE_SESSION_NAME] = "role-session-name",
	[WISH_EXTERNAL_ID]	 = "external-id",
	[WISH_SOURCE_IDENTITY]	 = "source-identity",
	[WISH_POLICY]		 = "policy",
	[WISH_POLICY_ARN]	 = "policy-arn",
	[WISH_DURATION]		 = "duration",
	[WISH_REGION]		 = "region",
	[WISH_ENDPOINT_URL]	 = "endpoint-url",
	[WISH_SERIAL_NUMBER]	 = "serial-number",
	[WISH_LONG_TERM_SUFFIX]	 = "long-term-suffix",
	[WISH_SHARE]		 = "share",
};

/* Takes one wish in. The text was reserved before, so what points into it stays. */
static bool
take(struct wishes *wishes, const struct record *record)
{
	size_t wish = 0, start = wishes->text.len;

	while (wish < WISHES && strcmp(wish_names[wish], record->name) != 0)
		wish++;
	if (wish == WISHES || wishes->value[wish] != NULL || record->sign != '=' || record->fields != 1)
		return false;
	secret_add(&wishes->text, record->field[0], strlen(record->field[0]) + 1);
	if (wishes->text.failed)
		return false;
	wishes->value[wish] = wishes->text.data + start;
	return true;
}

bool
wishes_parse(struct wishes *wishes, const char *text)
{
	struct record record = RECORD_INIT;
	bool ok = true;

	wishes_clear(wishes);
	secret_reserve(&wishes->text, strlen(text) + WISHES + 1);
	while (ok && record_next(&record, &text))
		ok = take(wishes, &record);
	record_clear(&record);
	if (!ok)
		wishes_clear(wishes);
	return ok;
}

void
wishes_write(struct secret *out, const struct wishes *wishes)
{
	size_t wish;

	for (wish = 0; wish < WISHES; wish++) {
		if (wishes->value[wish] == NULL)
			continue;
		record_begin(out, wish_names[wish]);
		record_field(out, '=', wishes->value[wish]);
	}
}

bool
wishes_any(const struct wishes *wishes)
{
	size_t wish;

	for (wish = 0; wish < WISHES; wish++)
		if (wishes->value[wish] != NULL)
			return true;
	return false;
}

void
wishes_clear(struct wishes *wishes)
{
	secret_clear(&wishes->text);
	*wishes = (struct wishes)WISHES_INIT;
}
