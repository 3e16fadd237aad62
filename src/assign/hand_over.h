/* hand_over.h - the secret, given to a command of the user's
 *
 *	ok = hand_over_run("pass otp insert aws", &address, err);
 */
#ifndef ASSIGN_HAND_OVER_H
#define ASSIGN_HAND_OVER_H

#include "base/secret.h"

/* Runs COMMAND with /bin/sh -c and writes ADDRESS and a newline to its stdin. A status other than 0 is an error. While
 * it runs, the terminal is its own; SIGTERM and SIGHUP that come to us are passed on. */
bool	hand_over_run(const char *command, const struct secret *address, struct error *err) MUST_CHECK;

#endif
