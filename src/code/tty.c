/* tty.c
 *
 *  1. The question MUST go to /dev/tty and the answer MUST come from there, never from stdin.
 *  2. The terminal MUST be left as it was found, whatever ends the question: an answer, a signal, an error.
 *  3. A caught signal MUST take effect: job control at once, and then awsmfa asks again; the others once
 *     the caller has cleaned up.
 *  4. An answer MUST never be cut: a line that is too long is no answer.
 *  5. The question MUST NOT steer the terminal, whatever name is part of it.
 *  6. A page MUST be erased before the job stops: whoever takes the terminal then must not see it.
 *  7. In a hook, waiting input MUST be left to the shell, and a terminal that is not ours to read MUST NOT stop us.
 *
 * The algorithm is that of OpenBSD's readpassphrase(3), with echo.
 */
#include "code/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/io.h"
#include "base/printable.h"

static const int caught[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU };
#define CAUGHT (sizeof(caught) / sizeof(caught[0]))

static volatile sig_atomic_t pending, asking;

/* awsmfa would notice a signal that comes just before the read only after the next key, so the terminal
 * (this opening of it, nobody else's) stops waiting for keys. */
static void
remember(int signal)
{
	int kept = errno;

	pending = signal;
	fcntl(asking, F_SETFL, O_NONBLOCK);
	errno = kept;
}

static void
catch_signals(struct sigaction before[CAUGHT])
{
	struct sigaction action = { .sa_handler = remember };	/* no SA_RESTART: a read ends */
	size_t i;

	sigemptyset(&action.sa_mask);
	for (i = 0; i < CAUGHT; i++) {
		sigaction(caught[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN)
			sigaction(caught[i], &action, NULL);
	}
}

static void
release_signals(const struct sigaction before[CAUGHT])
{
	size_t i;

	for (i = 0; i < CAUGHT; i++)
		sigaction(caught[i], &before[i], NULL);
}

static bool
is_job_control(int signal)
{
	return signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
}

#define CTRL_C 3

/* Sets lines, echo and signals as a person expects them, whatever mode the terminal is in. In a hook
 * Ctrl-C is a key that ends the line: a signal would reach the shell as well. */
static bool
set_modes(int fd, enum tty_manner manner, struct termios *before)
{
	struct termios modes;

	if (tcgetattr(fd, before) != 0)
		return false;
	modes = *before;
	modes.c_lflag |= ICANON | ECHO | ISIG;
	if (manner == TTY_IN_HOOK) {
		modes.c_lflag &= ~(tcflag_t)ISIG;
		modes.c_cc[VEOL] = CTRL_C;
	}
	modes.c_iflag |= ICRNL;
	modes.c_iflag &= ~(tcflag_t)INLCR;
	while (tcsetattr(fd, TCSADRAIN, &modes) != 0)
		if (errno != EINTR || pending != 0)
			return false;
	return true;
}

static void
reset_modes(int fd, const struct termios *before)
{
	int failures = 0;

	while (tcsetattr(fd, TCSADRAIN, before) != 0)
		if (errno != EINTR && ++failures == 3)
			return;
}

/* Takes one byte. False if it ends the line or, as Ctrl-C in a hook, the question. */
static bool
take_byte(char byte, enum tty_manner manner, struct secret *line, bool *too_long)
{
	if (manner == TTY_IN_HOOK && byte == CTRL_C)
		pending = SIGINT;
	if (pending != 0 || byte == '\n')
		return false;
	if (line->len < TTY_LINE_LIMIT)
		secret_add(line, &byte, 1);
	else
		*too_long = true;
	return true;
}

/* Reads to the end of the line. False if a signal, an error or, in a hook, Ctrl-C ended it. */
static bool
read_line(int fd, enum tty_manner manner, struct secret *line)
{
	bool too_long = false;
	char byte = '\0';
	ssize_t got;

	do {
		got = read(fd, &byte, 1);
		if (pending != 0 || (got < 0 && errno != EINTR))
			return false;
	} while (got < 0 || (got == 1 && take_byte(byte, manner, line, &too_long)));
	secret_wipe(&byte, 1);
	if (got == 0)
		io_write_quietly(fd, "\n", 1);	/* end of file does not move the cursor */
	if (too_long)
		secret_set(line, "?");
	return pending == 0;
}

/* --- a page above the question -------------------------------------------------------------------- */

static const char enter[] = "\033[?1049h", erase[] = "\033[H\033[2J", leave[] = "\033[H\033[2J\033[?1049l";

static void
draw_page(int fd, struct tty_page *page)
{
	if (page == NULL || (page->shown && !page->screen))
		return;
	if (page->screen && !page->shown)
		io_write_quietly(fd, enter, sizeof(enter) - 1);
	page->shown = true;
	if (page->screen)
		io_write_quietly(fd, erase, sizeof(erase) - 1);
	io_write_quietly(fd, secret_text(&page->text), page->text.len);
}

static void
leave_page(int fd, struct tty_page *page)
{
	if (page == NULL || !page->screen || !page->shown)
		return;
	io_write_quietly(fd, leave, sizeof(leave) - 1);
	page->shown = false;
}

/* --- the question --------------------------------------------------------------------------------- */

/* Asks and reads once. False with PENDING set, or with errno if the terminal failed. */
static bool
ask_once(int fd, struct tty_page *page, const char *question, enum tty_manner manner, struct secret *answer)
{
	struct sigaction before[CAUGHT];
	struct termios modes;
	struct error ignored;
	bool ok, changed;

	pending = 0;
	asking = fd;
	secret_clear(answer);
	if (fcntl(fd, F_SETFL, 0) != 0)
		return false;
	catch_signals(before);
	changed = set_modes(fd, manner, &modes);
	ok = changed;
	if (ok) {
		draw_page(fd, page);
		ok = io_write(fd, question, strlen(question), "the terminal", &ignored) &&
		    read_line(fd, manner, answer);
	}
	if (changed)
		reset_modes(fd, &modes);
	release_signals(before);
	return ok && pending == 0;
}

/* Whether the user typed something before the question. Half a line shows outside of canonical mode alone;
 * awsmfa reads nothing, so the shell gets it all. */
static bool
is_typed_ahead(int fd)
{
	struct termios before, modes;
	int waiting = 0;

	if (tcgetattr(fd, &before) != 0)
		return false;
	modes = before;
	modes.c_lflag &= ~(tcflag_t)ICANON;
	if (tcsetattr(fd, TCSADRAIN, &modes) != 0)
		return false;
	if (ioctl(fd, FIONREAD, &waiting) != 0)
		waiting = 0;
	reset_modes(fd, &before);
	return waiting > 0;
}

/* The caller says what the question was. */
static bool
cannot_ask(enum reason reason, struct error *err)
{
	error_set(err, STATUS_CODE_NEEDED, reason == REASON_TYPED_AHEAD ?
	    "input is waiting for the shell, so awsmfa does not ask" : "there is no terminal to ask on");
	err->reason = reason;
	return false;
}

/* Asks until there is an answer, or a signal or an error ends it. */
static bool
ask(int fd, struct tty_page *page, const char *question, enum tty_manner manner, struct secret *answer,
    struct error *err)
{
	if (manner == TTY_IN_HOOK && tcgetpgrp(fd) != getpgrp())
		return cannot_ask(REASON_NO_TERMINAL, err);
	if (manner == TTY_IN_HOOK && is_typed_ahead(fd))
		return cannot_ask(REASON_TYPED_AHEAD, err);
	while (!ask_once(fd, page, question, manner, answer)) {
		if (is_job_control(pending)) {
			leave_page(fd, page);
			raise(pending);		/* stops here; goes on when the user brings us back */
			continue;
		}
		secret_clear(answer);
		if (pending == 0)
			return cannot_ask(REASON_NO_TERMINAL, err);	/* hung up, or not ours to read */
		io_write_quietly(fd, "\n", 1);
		error_set(err, STATUS_INTERRUPTED, "%s", "");
		err->signal = manner == TTY_IN_HOOK && pending == SIGINT ? 0 : pending;
		return false;
	}
	secret_trim(answer);
	return secret_check(answer, err);
}

static bool
open_and_ask(struct tty_page *page, const char *question, enum tty_manner manner, struct secret *answer,
    struct error *err)
{
	struct secret shown = SECRET_INIT;
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
	bool ok;

	if (fd < 0)
		return cannot_ask(REASON_NO_TERMINAL, err);
	secret_set(&shown, question);
	ok = secret_check(&shown, err);
	if (ok) {
		printable_make(shown.data, true);
		ok = ask(fd, page, shown.data, manner, answer, err);
	}
	secret_clear(&shown);
	close(fd);
	return ok;
}

bool
tty_ask(const char *question, enum tty_manner manner, struct secret *answer, struct error *err)
{
	return open_and_ask(NULL, question, manner, answer, err);
}

bool
tty_ask_below(struct tty_page *page, const char *question, struct secret *answer, struct error *err)
{
	return secret_check(&page->text, err) && open_and_ask(page, question, TTY_BY_HAND, answer, err);
}

static bool
can_have_screens(void)
{
	const char *kind = getenv("TERM");

	return kind != NULL && *kind != '\0' && strcmp(kind, "dumb") != 0;
}

bool
tty_measure(struct tty_size *size)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
	struct winsize found;

	*size = (struct tty_size){ .screen = can_have_screens() };
	if (fd < 0)
		return false;
	if (ioctl(fd, TIOCGWINSZ, &found) == 0) {
		size->rows = found.ws_row;
		size->columns = found.ws_col;
	}
	close(fd);
	return true;
}

static void
write_to_terminal(const char *text)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);

	if (fd < 0)
		return;
	io_write_quietly(fd, text, strlen(text));
	close(fd);
}

void
tty_page_leave(struct tty_page *page)
{
	if (!page->screen || !page->shown)
		return;
	write_to_terminal(leave);
	page->shown = false;
}

void
tty_page_close(struct tty_page *page)
{
	tty_page_leave(page);
	secret_clear(&page->text);
}
