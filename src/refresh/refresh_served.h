/* refresh_served.h - which profiles of the user's files a run of `exec --refresh` answers for
 *
 *	struct refresh_served served = {
 *		.plan = &plan, .base = &first.base, .key_from = ..., .only = false, .process = "/usr/bin/awsmfa",
 *	};
 *
 *	refresh_served_write(&served, &config_text, &record_text)
 *
 * Served: profiles whose keys and device are those of the run's MFA session, and roles on them. As they are: those
 * for which SDKs need no key of the user's files (Identity Center, metadata, another credential_process, and roles
 * on these). All others get an entry whose answer is an error that says why.
 */
#ifndef REFRESH_REFRESH_SERVED_H
#define REFRESH_REFRESH_SERVED_H

#include "session/plan.h"
#include "session/terminal.h"
#include "sharing/refresh_record.h"

struct refresh_served {
	struct plan		*plan;		/* of the run; only its config is moved, and put back */
	const struct terminal	*terminal;
	const struct refresh_base *base;
	const char		*process;	/* the program that answers: a path that needs no quotes */
	bool			 only;		/* the profile of PLAN alone */
	bool			 metadata;	/* set: a profile that stays as it is uses the metadata of a machine */
	size_t			 count;		/* set: entries in the record */
};

/* Appends the sections to CONFIG and a line for each that calls us to RECORD. */
bool	refresh_served_write(struct refresh_served *served, struct secret *config, struct secret *record,
	    struct error *err) MUST_CHECK;

/* The name under which COMMAND finds the profile of PLAN. */
const char *refresh_served_name(const struct plan *plan);

#endif
