/* device_making.h - the device at IAM: made, assigned, or deleted again
 *
 *	ok = device_making_begin(&assignment, err) && ... && device_making_finish(&assignment, codes, err);
 *	if (!ok)
 *		device_making_undo(&assignment, err);
 */
#ifndef ASSIGN_DEVICE_MAKING_H
#define ASSIGN_DEVICE_MAKING_H

#include "assign/assignment.h"

/* Makes the device. If its name is taken by a device of nobody, asks whether to replace that. */
bool	device_making_begin(struct assignment *assignment, struct error *err) MUST_CHECK;

/* Assigns it with two codes. Without an answer, the list of the user's devices decides. */
bool	device_making_finish(struct assignment *assignment, const struct secret codes[2], struct error *err) MUST_CHECK;

/* Deletes it, and says so; or names it and what to do, if that fails. ERR, why this is done, stays as it is. */
void	device_making_undo(struct assignment *assignment, const struct error *err);

#endif
