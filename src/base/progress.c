#include "base/progress.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/io.h"
#include "base/notice.h"
#include "base/printable.h"

#define PATIENCE 1000		/* milliseconds until awsmfa mentions a wait */

static const char erase[] = "\r\033[K";

static const int ending[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };
#define ENDING (sizeof(ending) / sizeof(ending[0]))

static struct sigaction before[ENDING];

void
progress_begin(struct progress *progress, enum progress_manner manner, const char *format, ...)
{
	size_t used;
	va_list args;

	*progress = (struct progress){ .manner = manner, .due = deadline_in(PATIENCE) };
	used = (size_t)snprintf(progress->text, sizeof(progress->text), "awsmfa: waiting for ");
	va_start(args, format);
	vsnprintf(progress->text + used, sizeof(progress->text) - used - 4, format, args);
	va_end(args);
	printable_make(progress->text, false);
	used = strlen(progress->text);
	snprintf(progress->text + used, sizeof(progress->text) - used, " ...");
}

/* --- the line ----------------------------------------------------------------------------------- */

/* Whether stderr is the terminal, and ours to write to now. */
static bool
has_terminal(void)
{
	return tcgetpgrp(2) == getpgrp();
}

/* Whether another program reads keys or draws on the terminal in its own way. */
static bool
is_in_use(void)
{
	struct termios modes;

	return tcgetattr(2, &modes) != 0 || (modes.c_lflag & (ICANON | ECHO)) != (ICANON | ECHO);
}

static bool
can_erase(void)
{
	const char *kind = getenv("TERM");

	return kind != NULL && *kind != '\0' && strcmp(kind, "dumb") != 0;
}

/* SA_RESETHAND has put the default back, and it takes effect when we return. */
static void
erase_and_end(int signal)
{
	int kept = errno;

	if (has_terminal() && write(2, erase, sizeof(erase) - 1) < 0)	/* nothing more than that is safe here */
		errno = kept;
	raise(signal);
}

static void
catch_signals(void)
{
	struct sigaction action = { .sa_handler = erase_and_end, .sa_flags = (int)SA_RESETHAND };
	size_t i;

	sigemptyset(&action.sa_mask);
	for (i = 0; i < ENDING; i++) {
		sigaction(ending[i], NULL, &before[i]);
		if (before[i].sa_handler == SIG_DFL)
			sigaction(ending[i], &action, NULL);
	}
}

static void
release_signals(void)
{
	size_t i;

	for (i = 0; i < ENDING; i++)
		sigaction(ending[i], &before[i], NULL);
}

/* A line that wraps cannot be erased: it is cut, between two characters. */
static size_t
length_that_fits(const char *text)
{
	size_t length = strlen(text);
	struct winsize size;

	if (ioctl(2, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || length < size.ws_col)
		return length;
	for (length = size.ws_col - 1; length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80;)
		length--;
	return length;
}

/* Goes to the beginning of a line, wherever the cursor is: another program may have left a question there, and
 * nobody can ask where it is without taking keys away from that program. From the left edge, one blank less than
 * the screen is wide stays on the line; from anywhere else it ends on the next one. */
static void
go_to_line_start(void)
{
	char blanks[512];
	struct winsize size;

	if (!can_erase() || ioctl(2, TIOCGWINSZ, &size) != 0 || size.ws_col < 2 || size.ws_col > sizeof(blanks)) {
		io_write_quietly(2, "\n", 1);
		return;
	}
	memset(blanks, ' ', sizeof(blanks));
	blanks[size.ws_col - 1] = '\r';
	io_write_quietly(2, blanks, size.ws_col);
}

static void
show(struct progress *progress)
{
	size_t length = strlen(progress->text);

	if (progress->manner == PROGRESS_BESIDE)
		go_to_line_start();
	progress->shown = true;
	progress->erasable = progress->manner == PROGRESS_ALONE && can_erase();
	if (progress->erasable) {
		catch_signals();
		length = length_that_fits(progress->text);
	} else {
		progress->text[length++] = '\n';
	}
	io_write_quietly(2, progress->text, length);
}

/* --- waiting ------------------------------------------------------------------------------------ */

void
progress_tick(struct progress *progress)
{
	if (progress->shown || deadline_left(&progress->due) > 0)
		return;
	if (notice_is_quiet() || !has_terminal() || (progress->manner == PROGRESS_BESIDE && is_in_use()))
		progress->due = deadline_in(PATIENCE);	/* it may be ours later */
	else
		show(progress);
}

int
progress_poll(struct progress *progress, int fd, int milliseconds)
{
	struct timespec deadline = deadline_in(milliseconds < 0 ? 0 : milliseconds);
	struct pollfd ready = { .fd = fd, .events = POLLIN };
	int wait, left, found;

	do {
		left = milliseconds < 0 ? -1 : deadline_left(&deadline);
		wait = progress->shown ? left : deadline_left(&progress->due);
		if (left >= 0 && wait > left)
			wait = left;
		found = poll(&ready, 1, wait);
		if (found > 0 || (found < 0 && errno != EINTR))
			return found;
		progress_tick(progress);
	} while (left != 0);
	return 0;
}

void
progress_end(struct progress *progress)
{
	if (progress->erasable) {
		io_write_quietly(2, erase, sizeof(erase) - 1);
		release_signals();
	}
	progress->shown = progress->erasable = false;
}
