/* process.h - what surrounds the program: its own hardening, its path, and the programs it starts
 *
 *	if (!process_begin(err))			first thing in main
 *		...
 *	struct program program = {
 *		.argv = argv, .environment = NULL, .in = 0, .out = pipe_write_end,
 *	};
 *	if (!process_start(&program, err))
 *		...
 *	status = process_wait(&program);
 *
 * A program of the user's gets the umask, limits, signal dispositions and mask that awsmfa itself was
 * started with, and the descriptors: of awsmfa's own, only the two named here.
 */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include <stddef.h>
#include <sys/types.h>
#include <time.h>

#include "base/secret.h"

/* Hardens, and sees to what the program cannot work without: no closed standard descriptor that a later open could
 * take, and a stack that is large enough. */
bool	process_begin(struct error *err) MUST_CHECK;

/* No core dump, not traceable by other processes of the user, umask 077, SIGPIPE and SIGXFSZ ignored (a write
 * then fails, and is checked), SIGCHLD not. */
void	process_harden(void);

/* Puts back what these two changed, as far as a program we start can see it. */
void	process_restore(void);

/* Ends at once: whoever waits for us does not wait until every library has given back what goes with the process. What
 * is secret must have been wiped, and what is to be printed flushed. A build that looks for leaks ends as usual. */
_Noreturn void	process_end(int status);

/* The absolute path of the running program, as the kernel names it (never argv[0] or PATH).
 * False if the system cannot tell. */
bool	process_path(char *path, size_t size) MUST_CHECK;

/* Makes a pipe, which programs that we start do not inherit. False with errno. */
bool	process_pipe(int ends[2]) MUST_CHECK;

struct program {
	char *const	*argv;		/* argv[0] is the path of the program */
	char *const	*environment;	/* NULL: our own */
	int		 in;		/* becomes descriptor 0 */
	int		 out;		/* becomes descriptor 1 */
	bool		 hardened;	/* it is one of ours: it keeps the limits that we have set for ourselves */
	pid_t		 pid;		/* set by process_start */
};

/* Starts it. A program that cannot be executed is an error here, not an exit status later. */
bool	process_start(struct program *program, struct error *err) MUST_CHECK;

/* Waits for its end. Returns the exit status, or 128 + the signal's number. */
int	process_wait(struct program *program);

/* The same until DEADLINE (base/deadline.h). False when the time is up and the program still runs. */
bool	process_wait_until(struct program *program, const struct timespec *deadline, int *status) MUST_CHECK;

#endif
