/* refresh_entry.h - one profile of a run's record: all that it takes to answer for it
 *
 * The entry is a plan (session/plan.h) as far as an answer needs one: roles, endpoint, durations. So an answer reads
 * no config file, and a profile that somebody edits meanwhile stays what it was when COMMAND began.
 *
 *	refresh_entry_write(&text, &plan);		one line
 *	refresh_entry_refuse(&text, "old", err);	a profile whose answer is an error
 *
 *	struct refresh_entry entry = REFRESH_ENTRY_INIT;
 *
 *	if (!refresh_entry_read(&entry, line, err))	the error of the latter, too
 *		...
 *	entry.plan.chain.role[0].arn
 *	refresh_entry_clear(&entry);
 */
#ifndef REFRESH_REFRESH_ENTRY_H
#define REFRESH_REFRESH_ENTRY_H

#include "session/plan.h"
#include "types/record.h"

#define REFRESH_ENTRY_PARTS (CHAIN_LIMIT + 8)

struct refresh_entry {
	struct plan	plan;				/* points into PART */
	bool		has_mfa_process;
	const char	*wishes;			/* as AWSMFA_OPTIONS has them */
	struct record	part[REFRESH_ENTRY_PARTS];
	size_t		parts;
};

#define REFRESH_ENTRY_INIT { .plan = PLAN_INIT, .wishes = "" }

void	refresh_entry_write(struct secret *out, const struct plan *plan);

void	refresh_entry_refuse(struct secret *out, const char *profile, const struct error *err);

/* Reads a LINE of the record. A refusal's error is the one that was written. */
bool	refresh_entry_read(struct refresh_entry *entry, const char *line, struct error *err) MUST_CHECK;

void	refresh_entry_clear(struct refresh_entry *entry);

#endif
