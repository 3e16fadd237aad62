/* notice.h - one-line messages on stderr
 *
 *	notice_warn("%s:%d: key '%s' is set twice; awsmfa uses the last one", path, line, key);
 *	notice_say("%s: session until %s (%s)", profile, until, life);
 *
 * Each is one write, "awsmfa: " in front. Paths in the home directory are shown as ~/... (base/home.h). What could
 * steer the terminal is shown as '?' (base/printable.h): neither a config file nor a server can send it escape
 * sequences. Colour is added after that (base/colour.h). Nothing here ever goes to stdout.
 */
#ifndef BASE_NOTICE_H
#define BASE_NOTICE_H

#include "base/colour.h"
#include "base/error.h"

enum notice_level {
	NOTICE_QUIET,		/* -q: warnings only */
	NOTICE_NORMAL,
	NOTICE_VERBOSE		/* -v: steps as well */
};

void	notice_set_level(enum notice_level level);

/* From NOTICE_NORMAL to NOTICE_QUIET; another level stays. Returns whether it was NOTICE_NORMAL. */
bool	notice_hush(void);

/* Something is wrong, or will surprise the user; always shown. */
void	notice_warn(const char *format, ...) PRINTF(1, 2);

/* The result, or a fact worth knowing; hidden with -q. */
void	notice_say(const char *format, ...) PRINTF(1, 2);

/* The same about NAME, which begins the line and has COLOUR where the terminal has it. */
void	notice_say_of(const char *name, enum colour colour, const char *format, ...) PRINTF(3, 4);

/* One step of the way; shown with -v only. */
void	notice_step(const char *format, ...) PRINTF(1, 2);

/* "hint: what to do"; always shown, so callers that only advise check notice_is_quiet() first. */
void	notice_hint(const char *format, ...) PRINTF(1, 2);

/* The message of ERR and its hint, each on a line; what is empty is left out. Always shown. */
void	notice_error(const struct error *err);

bool	notice_is_quiet(void);

#endif
