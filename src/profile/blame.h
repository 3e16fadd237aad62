/* blame.h - which line of which file a value is from
 *
 * A message about a value says where to correct it:
 *
 *	value = config_get(&config, "prod", KEY_ROLE_ARN);
 *	...
 *	error_set(err, STATUS_LOCAL, "'%s' is not the ARN of a role", value);
 *	return blame_value(&config, value, err);
 *		/home/alice/.aws/config:7: 'ops' is not the ARN of a role
 *
 * The value is known by its address, so whoever got it from config_get need not remember how, and one that came from
 * an option or a variable is not blamed on a file.
 */
#ifndef PROFILE_BLAME_H
#define PROFILE_BLAME_H

#include "profile/config.h"

#define BLAME_SIZE 512

/* Puts "PATH:LINE: " in front of the message if VALUE is one that CONFIG gave away, else nothing. VALUE may be NULL.
 * Returns false. */
bool	blame_value(const struct config *config, const char *value, struct error *err);

/* Writes "PATH:LINE: " to PLACE, "" if VALUE is not from a file. CONFIG and VALUE may be NULL. Returns PLACE. */
const char *blame_place(char place[BLAME_SIZE], const struct config *config, const char *value);

#endif
