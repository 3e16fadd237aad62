/* profile_table.h - the list of profiles for people, and for cut and awk
 *
 * On a terminal a name is enough, where the files have an ARN: a role is "team/ops", a device "alice". The account
 * is shown where it is another than that of most.
 */
#ifndef COMMANDS_PROFILE_TABLE_H
#define COMMANDS_PROFILE_TABLE_H

#include "session/profile_list.h"

/* Appends the profiles of LIST, which has been read, to OUT. *ANY: whether there are any. */
bool	profile_table_write(struct secret *out, struct profile_list *list, bool *any, struct error *err) MUST_CHECK;

#endif
