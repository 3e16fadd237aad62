/* duration.h - TIME as users write it and as we say it
 *
 *	duration_parse("1h30m", &seconds)	5400
 *	duration_parse("3600", &seconds)	3600
 *	duration_say(text, sizeof(text), 5400)	"1 h 30 min"
 */
#ifndef TYPES_DURATION_H
#define TYPES_DURATION_H

#include <stdbool.h>
#include <stddef.h>

#define MINUTE	60L
#define HOUR	3600L
#define DAY	86400L

/* Reads 3600, 900s, 45m, 12h or 1h30m (from the largest unit down, each once) into SECONDS. False for
 * anything else and for more than ten days. */
bool	duration_parse(const char *text, long *seconds);

/* Writes SECONDS for people: "11 h 58 min", "4 min", "20 s". A negative time is written as 0. Returns TEXT. */
const char *duration_say(char *text, size_t size, long seconds);

#endif
