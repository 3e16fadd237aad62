/* foreground.h - runs a command as if we were not there, and outlives it
 *
 *	struct foreground foreground = { .path = path, .argv = argv, .environment = variables, .held = fd };
 *
 *	if (!foreground_run(&foreground, err))
 *		...				it could not be started
 *	... clean up: signals wait meanwhile ...
 *	return foreground_end(&foreground, err);	true: it ended with 0
 *
 * The command stays in our process group, so it is in the foreground where we are, and what the terminal sends reaches
 * it directly: we neither die of that nor send it again. If it stops, we stop.
 */
#ifndef BASE_FOREGROUND_H
#define BASE_FOREGROUND_H

#include <signal.h>

#include "base/error.h"

struct foreground {
	const char	*path;
	char *const	*argv;
	char *const	*environment;
	int		 held;		/* a descriptor that the command inherits, as a high number; its flock(2) is
					 * then the command's too */
	int		 status;	/* its exit status; with a signal, what a shell makes of it */
	int		 signal;	/* the signal that ended it; 0: none */
	sigset_t	 mask;		/* ours, before */
};

/* Starts the command and waits for its end. It begins with the umask, limits, signals and directory that we were
 * started with. STATUS_NOT_FOUND, STATUS_CANNOT_EXECUTE: it cannot be run. Signals are blocked afterwards. */
bool	foreground_run(struct foreground *foreground, struct error *err) MUST_CHECK;

/* Lets signals in again; those that came meanwhile were the command's. Fills ERR, without a message, so that main
 * ends as the command did. */
bool	foreground_end(const struct foreground *foreground, struct error *err) MUST_CHECK;

#endif
