/* timestamp.h - points in time, as AWS writes them and as people read them
 *
 * Epoch seconds inside; the forms below at the edges. No locale, and only timestamp_local knows of
 * time zones.
 */
#ifndef TYPES_TIMESTAMP_H
#define TYPES_TIMESTAMP_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#define TIMESTAMP_SIZE 32
#define TIMESTAMP_LAST 253402300799	/* the last second of 9999: all forms have a year of four digits */

/* Reads RFC 3339: 2026-11-24T14:15:52Z, with or without a fraction, "Z" or an offset, one of which
 * is required. False for anything else, leap seconds and years outside 1970 to 9999 included. */
bool	timestamp_parse(const char *text, time_t *when);

/* Writes 2026-11-24T14:15:52Z, the only form that every SDK reads. Returns TEXT. */
const char *timestamp_utc(char text[TIMESTAMP_SIZE], time_t when);

/* Writes 20261124T141552Z, as signatures and AWS's messages have it. Returns TEXT. */
const char *timestamp_compact(char text[TIMESTAMP_SIZE], time_t when);

/* Reads the compact form. */
bool	timestamp_parse_compact(const char *text, time_t *when);

/* Writes the local time of day, 14:15, with the date in front when WHEN is not on the day of NOW.
 * Returns TEXT. */
const char *timestamp_local(char text[TIMESTAMP_SIZE], time_t when, time_t now);

#endif
