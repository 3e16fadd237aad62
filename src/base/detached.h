/* detached.h - a program that goes on by itself when we stop waiting for it, or are interrupted
 *
 * For a program that must not be ended in the middle of its work. It has a session of its own, so that neither
 * Ctrl-C nor a terminal that closes reaches it, and no terminal to ask on. Nothing here ever ends it.
 *
 *	struct detached detached = { .argv = argv, .environment = variables, .lock = lock };
 *	struct timespec deadline = deadline_in(10 * 1000);
 *
 *	if (!detached_start(&detached, err))
 *		...
 *	progress_begin(&progress, PROGRESS_ALONE, "%s", argv[0]);
 *	ended = detached_wait(&detached, &deadline, &progress);
 *	progress_end(&progress);
 *	if (ended)
 *		... detached.status, detached.printed, detached.said ...
 *	detached_clear(&detached);		if it has not ended, it goes on
 */
#ifndef BASE_DETACHED_H
#define BASE_DETACHED_H

#include <sys/types.h>

#include "base/progress.h"
#include "base/secret.h"

/* What is kept of its output, bytes. The rest is read and dropped. */
#define DETACHED_PRINTED_LIMIT	(64 * 1024)
#define DETACHED_SAID_LIMIT	(16 * 1024)

struct detached {
	char *const	*argv;		/* argv[0] is the path of the program */
	char *const	*environment;
	int		 lock;		/* a descriptor that the program inherits, so that a flock(2) on it lasts
					 * as long as the program does; of our others it gets none */
	pid_t		 pid;		/* set by detached_start; 0 once it has ended */
	int		 status;	/* its exit status, or 128 + the signal's number */
	int		 out, err;	/* what it prints, to be read; 0: closed */
	struct secret	 printed;	/* on its standard output */
	struct secret	 said;		/* on its standard error */
};

/* Starts it, with nothing to read on its standard input. A program that cannot be executed is an error here. */
bool	detached_start(struct detached *detached, struct error *err) MUST_CHECK;

/* Waits for its end until DEADLINE and collects its output. False: it still runs. Once PROGRESS is due, it is
 * shown. */
bool	detached_wait(struct detached *detached, const struct timespec *deadline, struct progress *progress)
	    MUST_CHECK;

/* Wipes what it printed. */
void	detached_clear(struct detached *detached);

#endif
