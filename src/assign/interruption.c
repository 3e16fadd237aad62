#include "assign/interruption.h"

#include <signal.h>
#include <time.h>

#include "base/deadline.h"

#define TICK	50		/* milliseconds; a signal may come just before the sleep begins */

static const int caught[] = { SIGINT, SIGQUIT, SIGHUP, SIGTERM };
#define CAUGHT (sizeof(caught) / sizeof(caught[0]))

static struct sigaction before[CAUGHT];
static volatile sig_atomic_t pending;

static void
remember(int signal)
{
	pending = signal;
}

void
interruption_begin(void)
{
	struct sigaction action = { .sa_handler = remember };
	size_t i;

	pending = 0;
	sigemptyset(&action.sa_mask);
	for (i = 0; i < CAUGHT; i++) {
		sigaction(caught[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN)
			sigaction(caught[i], &action, NULL);
	}
}

void
interruption_end(void)
{
	size_t i;

	for (i = 0; i < CAUGHT; i++)
		sigaction(caught[i], &before[i], NULL);
}

int
interruption_signal(void)
{
	return pending;
}

bool
interruption_none(struct error *err)
{
	if (pending == 0)
		return true;
	error_set(err, STATUS_INTERRUPTED, "%s", "");
	err->signal = pending;
	return false;
}

bool
interruption_sleep(long milliseconds, struct error *err)
{
	struct timespec deadline = deadline_in(milliseconds), rest;
	int left;

	while ((left = deadline_left(&deadline)) > 0 && pending == 0) {
		rest = (struct timespec){ .tv_nsec = (left < TICK ? left : TICK) * 1000000L };
		nanosleep(&rest, NULL);
	}
	return interruption_none(err);
}
