/* finding.h - what a check-up found, a line each
 *
 *	struct findings findings = FINDINGS_INIT;
 *
 *	finding_add(&findings, "files", FINDING_PROBLEM, "other users can read %s", path);
 *	finding_remedy(&findings, "chmod 600 %s", path);	of the finding that was added last
 *	...
 *	if (findings_need_mending(&findings))
 *		...
 *	findings_clear(&findings);
 *
 * What is found is for people and for scripts, so it never holds a secret; what could steer a
 * terminal is shown as '?'. If possible a remedy is a line to type, which works unchanged.
 */
#ifndef DOCTOR_FINDING_H
#define DOCTOR_FINDING_H

#include <stddef.h>

#include "base/error.h"

enum finding_state {
	FINDING_OK,
	FINDING_WARNING,	/* odd, or will surprise someone; nothing has to be done */
	FINDING_PROBLEM,	/* something does not work until the user fixes it */
	FINDING_SKIPPED		/* could not be checked; the text says why */
};

/* "ok", "warning", "problem", "skipped". */
extern const char *const finding_state_names[];

struct finding {
	const char		*check;		/* "files", "clock", ... */
	enum finding_state	 state;
	char			 found[1536];
	char			 remedy[1536];	/* "": none is needed, or none is known */
};

struct findings {
	struct finding	*list;
	size_t		 count;
	bool		 failed;	/* memory ran out */
};

#define FINDINGS_INIT { .list = NULL }

void	finding_add(struct findings *findings, const char *check, enum finding_state state, const char *format, ...)
	    PRINTF(4, 5);

/* Says what to do about the finding that was added last. */
void	finding_remedy(struct findings *findings, const char *format, ...) PRINTF(2, 3);

/* The same from an error and its hint. */
void	finding_add_error(struct findings *findings, const char *check, enum finding_state state,
    const struct error *err);

/* Whether any of them is a problem. */
bool	findings_need_mending(const struct findings *findings);

void	findings_clear(struct findings *findings);

#endif
