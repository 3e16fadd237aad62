/* remedy.h - remedies that are a line to type in the caller's shell (shell/line.h)
 *
 * Each is added to the finding that was added last.
 *
 *	remedy_unset(checkup, "AWS_PROFILE");		unset AWS_PROFILE; in fish set -e AWS_PROFILE
 */
#ifndef DOCTOR_REMEDY_H
#define DOCTOR_REMEDY_H

#include "doctor/checkup.h"

/* Unset NAMES, which are separated by blanks; set NAME to VALUE; put DIRECTORY first in PATH. */
void	remedy_unset(struct checkup *checkup, const char *names);
void	remedy_set(struct checkup *checkup, const char *name, const char *value);
void	remedy_path(struct checkup *checkup, const char *directory);

/* Get a session: `awsmfa use`, or without the hook the eval. */
void	remedy_session(struct checkup *checkup);

/* Appends TEXT to OUT as one word for the caller's shell. */
void	remedy_word(struct secret *out, const struct checkup *checkup, const char *text);

#endif
