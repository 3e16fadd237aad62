#include "types/arn.h"

#include <stddef.h>
#include <string.h>

/* Copies the field up to the next colon. Returns what follows the colon, or NULL. */
static const char *
field(const char *text, char *to, size_t size)
{
	size_t length = strcspn(text, ":");

	if (text[length] != ':' || length >= size)
		return NULL;
	memcpy(to, text, length);
	to[length] = '\0';
	return text + length + 1;
}

bool
arn_parse(const char *text, struct arn *arn)
{
	char region[64];

	*arn = (struct arn){ .resource = "" };
	if (strncmp(text, "arn:", 4) != 0)
		return false;
	text = field(text + 4, arn->partition, sizeof(arn->partition));
	if (text != NULL)
		text = field(text, arn->service, sizeof(arn->service));
	if (text != NULL)
		text = field(text, region, sizeof(region));
	if (text != NULL)
		text = field(text, arn->account, sizeof(arn->account));
	if (text == NULL || *text == '\0' || arn->partition[0] == '\0')
		return false;
	arn->resource = text;
	return true;
}

bool
arn_is_role(const char *text)
{
	struct arn arn;
	const char *end = text;
	size_t length;

	while (*end > ' ' && *end <= '~')
		end++;
	length = (size_t)(end - text);
	return *end == '\0' && length >= 20 && length <= 2048 && arn_parse(text, &arn) &&
	    strcmp(arn.service, "iam") == 0 && strncmp(arn.resource, "role/", 5) == 0;
}
