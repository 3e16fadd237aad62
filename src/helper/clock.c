#include "helper/clock.h"

#include <time.h>

#include <ctype.h>
#include <string.h>

#include "types/timestamp.h"

bool
clock_is_suspect(const char *code)
{
	static const char *const codes[] = {
		"SignatureDoesNotMatch", "InvalidSignatureException", "RequestExpired", "RequestInTheFuture",
		"RequestTimeTooSkewed",
	};
	size_t i;

	for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (strcmp(codes[i], code) == 0)
			return true;
	return false;
}

/* Reads "(20210502T174643Z - 15 min.)" at TEXT. */
static bool
read_stamp(const char *text, time_t *when)
{
	char stamp[17];
	size_t digits;

	if (strlen(text) < 1 + 16 || text[0] != '(')
		return false;
	memcpy(stamp, text + 1, 16);
	stamp[16] = '\0';
	text += 17;
	if (strncmp(text, " - ", 3) != 0 && strncmp(text, " + ", 3) != 0)
		return false;
	text += 3;
	for (digits = 0; isdigit((unsigned char)text[digits]); digits++)
		;
	return digits > 0 && strncmp(text + digits, " min.)", 6) == 0 && timestamp_parse_compact(stamp, when);
}

bool
clock_of_server(time_t date, const char *message, time_t *server)
{
	if (date > 0) {
		*server = date;
		return true;
	}
	for (; *message != '\0'; message++)
		if (read_stamp(message, server))
			return true;
	return false;
}

bool
clock_is_off(long long seconds)
{
	return seconds >= 240 || seconds <= -240;
}

long
clock_ms(void)
{
	struct timespec now = { 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &now);		/* POSIX leaves it no reason to fail */
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
