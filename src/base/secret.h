/* secret.h - bytes that must not outlive their use
 *
 * A secret grows as it is written to and is wiped whenever it moves, is replaced or is cleared: the
 * caller cannot forget. Use it also as the buffer for everything that may contain a secret:
 * the shell code of `env`, a request, an answer, a config file.
 *
 *	struct secret text = SECRET_INIT;
 *
 *	secret_puts(&text, "export AWS_SECRET_ACCESS_KEY=");
 *	secret_printf(&text, "'%s';\n", ...);
 *	if (!secret_check(&text, err))		out of memory shows here, once, not at every line
 *		goto out;
 *	...
 * out:
 *	secret_clear(&text);			fine on one that was never written to
 *
 * Pass it by pointer; never copy the struct. No format of printf takes one, on purpose.
 */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include <stddef.h>

#include "base/error.h"

struct secret {
	char	*data;		/* NUL-terminated; NULL while nothing was written */
	size_t	 len;		/* bytes before the NUL */
	size_t	 size;		/* bytes allocated, all of them wiped */
	bool	 failed;	/* a write failed: the contents are gone and writing does nothing */
};

#define SECRET_INIT	{ 0 }

/* Makes room for LEN more bytes, so that nothing moves until they are written. */
void	secret_reserve(struct secret *secret, size_t len);

/* Appends LEN bytes. */
void	secret_add(struct secret *secret, const void *bytes, size_t len);

/* Appends a string. */
void	secret_puts(struct secret *secret, const char *text);

/* Appends formatted text. What printf cannot format is a failed write. */
void	secret_printf(struct secret *secret, const char *format, ...) PRINTF(2, 3);

/* Replaces the contents by TEXT; NULL empties it. TEXT must not point into SECRET. */
void	secret_set(struct secret *secret, const char *text);

/* The contents as a string, "" while empty. Valid until the next write. */
const char *secret_text(const struct secret *secret);

/* Wipes the contents and lets every later write do nothing, as a failed one does. */
void	secret_fail(struct secret *secret);

/* Whether every write so far succeeded; if not, ERR says that memory ran out. */
bool	secret_check(const struct secret *secret, struct error *err) MUST_CHECK;

/* Shortens it to LEN bytes and wipes the rest. */
void	secret_truncate(struct secret *secret, size_t len);

/* Takes blanks off both ends, those of base/blank.h. */
void	secret_trim(struct secret *secret);

/* Moves the contents of FROM to TO, whose own are wiped; FROM is then empty. */
void	secret_move(struct secret *to, struct secret *from);

/* Wipes and frees. May be called again, and on a zeroed struct. */
void	secret_clear(struct secret *secret);

/* Wipes SIZE bytes in a way that the compiler cannot leave out. */
void	secret_wipe(void *bytes, size_t size);

/* Wipes what functions that have returned have left below the caller's frame. The loader saves registers there when a
 * library calls a function for the first time, and with them what was copied last. */
void	secret_wipe_stack(void);

#endif
