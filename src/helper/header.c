#include "helper/header.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "types/timestamp.h"

/* The value in LINE if it is the header NAME, cut to SIZE; NULL otherwise. */
static const char *
value_of(char *value, size_t size, const char *name, const char *line, size_t len)
{
	size_t name_len = strlen(name);

	if (len <= name_len || line[name_len] != ':' || strncasecmp(line, name, name_len) != 0)
		return NULL;
	snprintf(value, size, "%.*s", (int)(len - name_len - 1), line + name_len + 1);
	return value;
}

void
header_take(struct header_facts *facts, const char *line, size_t len)
{
	char value[64];
	time_t when;

	if (len >= 5 && memcmp(line, "HTTP/", 5) == 0)		/* the last of several heads wins */
		*facts = (struct header_facts){ .date = 0 };
	if (value_of(value, sizeof(value), "Age", line, len) != NULL)
		facts->cached = true;
	if (value_of(value, sizeof(value), "Date", line, len) != NULL) {
		when = curl_getdate(value, NULL);
		facts->date = when > 0 && when <= TIMESTAMP_LAST ? when : 0;
	}
}

time_t
header_date(const struct header_facts *facts)
{
	return facts->cached ? 0 : facts->date;
}
