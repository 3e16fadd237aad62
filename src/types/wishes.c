#include "types/wishes.h"

#include <string.h>

#include "base/percent.h"

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

static size_t
wish_by_name(const char *name, size_t length)
{
	size_t wish;

	for (wish = 0; wish < WISHES; wish++)
		if (strncmp(wish_names[wish], name, length) == 0 && wish_names[wish][length] == '\0')
			break;
	return wish;
}

/* One NAME=VALUE of LENGTH bytes. The text was reserved before, so what points into it stays. */
static bool
parse_one(struct wishes *wishes, const char *pair, size_t length)
{
	size_t name = strcspn(pair, "=&"), wish, start = wishes->text.len;

	if (pair[name] != '=')
		return false;
	wish = wish_by_name(pair, name);
	if (wish == WISHES || wishes->value[wish] != NULL)
		return false;
	if (!percent_decode(&wishes->text, pair + name + 1, length - name - 1))
		return false;
	secret_add(&wishes->text, "", 1);
	if (wishes->text.failed)
		return false;
	wishes->value[wish] = wishes->text.data + start;
	return true;
}

bool
wishes_parse(struct wishes *wishes, const char *text)
{
	size_t length;

	wishes_clear(wishes);
	secret_reserve(&wishes->text, strlen(text) + WISHES + 1);
	while (*text != '\0') {
		length = strcspn(text, "&");
		if (!parse_one(wishes, text, length)) {
			wishes_clear(wishes);
			return false;
		}
		text += length + (text[length] == '&');
	}
	return true;
}

void
wishes_write(struct secret *out, const struct wishes *wishes)
{
	const char *separator = "";
	size_t wish;

	for (wish = 0; wish < WISHES; wish++) {
		if (wishes->value[wish] == NULL)
			continue;
		secret_printf(out, "%s%s=", separator, wish_names[wish]);
		percent_encode(out, wishes->value[wish]);
		separator = "&";
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
