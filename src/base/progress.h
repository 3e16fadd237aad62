/* progress.h - says what awsmfa is waiting for, to someone who looks at an idle terminal
 *
 * A wait of less than a second says nothing. After that the terminal shows what it is for, in a line
 * that is erased when the wait ends:
 *
 *	awsmfa: waiting for sts.eu-west-1.amazonaws.com ...
 *
 * For something to read:
 *
 *	struct progress progress;
 *
 *	progress_begin(&progress, PROGRESS_ALONE, "%s", host);
 *	ready = progress_poll(&progress, fd, 30 * 1000);
 *	progress_end(&progress);
 *
 * For anything that is polled in another way, a lock for instance:
 *
 *	progress_begin(&progress, PROGRESS_ALONE, "another terminal, which is asking for the code");
 *	while (flock(fd, LOCK_EX | LOCK_NB) != 0 && deadline_left(&deadline) > 0) {
 *		nanosleep(&tick, NULL);
 *		progress_tick(&progress);
 *	}
 *	progress_end(&progress);
 *
 * Between begin and end nobody else may write to stderr. Nothing is said when stderr is not a terminal
 * or belongs to another job just then, nor with -q. On a terminal that cannot erase (TERM=dumb) the
 * line stays. A signal that ends the program, as Ctrl-C does, takes the line away first.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <time.h>

#include "base/error.h"

enum progress_manner {
	PROGRESS_ALONE,		/* nobody else writes to the terminal: the line is erased at the end */
	PROGRESS_BESIDE		/* a program of the user's may: its own line, once, that erases nothing; and none while
				 * that program has the terminal in a mode of its own, as for a password or a
				 * full screen */
};

struct progress {
	enum progress_manner manner;
	char		text[256];
	struct timespec	due;		/* when it is to be shown */
	bool		shown;
	bool		erasable;	/* it is on the terminal now, and to be erased */
};

/* A wait begins; the format says for what. */
void	progress_begin(struct progress *progress, enum progress_manner manner, const char *format, ...) PRINTF(3, 4);

/* Waits until FD can be read, MILLISECONDS at most; -1: without a limit. Returns what poll(2) does:
 * 1, 0 when the time is up, or -1, never for a signal that was caught. */
int	progress_poll(struct progress *progress, int fd, int milliseconds);

/* Shows the line once its time has come. */
void	progress_tick(struct progress *progress);

/* The wait is over: the line is gone. */
void	progress_end(struct progress *progress);

#endif
