/* witness.h - whether a signal was sent to our whole process group or to us alone
 *
 * The kernel does not say, and the difference matters to whoever passes signals on: what was sent to the group has
 * reached everybody already. A small process in the group does nothing but report what it was sent.
 *
 *	struct witness witness;
 *
 *	sigprocmask(SIG_BLOCK, &set, NULL);		first: it inherits the mask
 *	witness_start(&witness, &set, held);
 *	if (sigwaitinfo(&set, &info) > 0 && !witness_saw(&witness, info.si_signo))
 *		kill(child, info.si_signo);
 *	witness_end(&witness);
 */
#ifndef BASE_WITNESS_H
#define BASE_WITNESS_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

struct witness {
	pid_t	pid;		/* 0: there is none */
	int	reports;
};

/* Starts it for the signals of SET, which are blocked. It ends with us, however that happens, and does not keep the
 * descriptor HELD. Without it, witness_saw says no. */
void	witness_start(struct witness *witness, const sigset_t *set, int held);

/* Whether it was sent the signal NUMBER, too, by a process: waits a moment for its word. */
bool	witness_saw(const struct witness *witness, int number);

void	witness_end(struct witness *witness);

#endif
