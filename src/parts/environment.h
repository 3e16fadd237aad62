/* environment.h - variables, as they were given to us
 *
 * AWS's tools take a variable that is empty for one that is unset; so does everything here.
 */
#ifndef PARTS_ENVIRONMENT_H
#define PARTS_ENVIRONMENT_H

#include <stdbool.h>
#include <time.h>

/* The value of a variable; NULL when unset or empty. */
const char *environment_get(const char *name);

/* Reads the epoch seconds of a variable: 1 to 11 digits, nothing else. */
bool	environment_get_time(const char *name, time_t *when);

#endif
