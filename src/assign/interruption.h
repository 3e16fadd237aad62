/* interruption.h - signals that end awsmfa only once it has put away what it made
 *
 *	interruption_begin();
 *	ok = make(...) && interruption_none(err) && ask(...) && ...
 *	if (!ok)
 *		unmake(...);
 *	interruption_end();
 *
 * main raises the signal again (err->signal). One that was ignored before stays ignored.
 */
#ifndef ASSIGN_INTERRUPTION_H
#define ASSIGN_INTERRUPTION_H

#include "base/error.h"

/* From here on SIGINT, SIGQUIT, SIGHUP and SIGTERM are remembered. */
void	interruption_begin(void);
void	interruption_end(void);

/* Whether none has come; if one has, STATUS_INTERRUPTED with the signal. */
bool	interruption_none(struct error *err) MUST_CHECK;

/* Waits that many milliseconds; false, as above, if one comes. */
bool	interruption_sleep(long milliseconds, struct error *err) MUST_CHECK;

/* The signal that has come; 0: none. */
int	interruption_signal(void);

#endif
