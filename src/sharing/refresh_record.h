/* refresh_record.h - what a run of `exec --refresh` was started with, for those who come later
 *
 * A file of the run's directory. Its first line is about the run, each further one about one profile of the made
 * config, which names it by its number. All lines are records (types/record.h). No secret is in it: sessions are in
 * the stores.
 *
 *	struct refresh_record record = REFRESH_RECORD_INIT;
 *
 *	if (!refresh_record_read(&record, &place, err))
 *		...
 *	refresh_record_enter(&record);			our environment is now that of the start
 *	line = refresh_record_line(&record, 3);		NULL: there is no such profile
 *	refresh_record_clear(&record);
 */
#ifndef SHARING_REFRESH_RECORD_H
#define SHARING_REFRESH_RECORD_H

#include "sharing/refresh_place.h"
#include "types/device.h"
#include "types/record.h"

/* The MFA session that the run began with. */
struct refresh_base {
	char	key[ACCESS_KEY_ID_SIZE];	/* the long-term key that it was made with; "": the run has none */
	char	serial[SERIAL_SIZE];		/* the device; "": not known */
	char	url[2048];			/* the STS it came from */
	bool	from_environment;		/* the key was in a variable, and is in no file */
	bool	shares;				/* sessions are in the store of the user's terminals */
};

struct refresh_record {
	struct secret		 text;		/* lines, each NUL-ended */
	struct refresh_base	 base;
	char			 profile[1100];	/* AWS_PROFILE of COMMAND */
};

#define REFRESH_RECORD_INIT { .profile = "" }

/* Appends the first line. VARIABLES is the environment that belongs to it, without a session. */
void	refresh_record_begin(struct secret *out, const struct refresh_base *base, const char *profile,
	    char *const *variables);

bool	refresh_record_read(struct refresh_record *record, const struct store_place *place, struct error *err)
	    MUST_CHECK;

/* Line NUMBER, 1 for the first profile; NULL: there is none. */
const char *refresh_record_line(const struct refresh_record *record, size_t number);

/* Replaces in our environment all that decides where awsmfa looks and whom it asks with what was there at the start.
 * Proxies stay those of the present. */
bool	refresh_record_enter(const struct refresh_record *record, struct error *err) MUST_CHECK;

/* The value that NAME had at the start, to be freed; NULL: it was not set. */
char	*refresh_record_variable(const struct refresh_record *record, const char *name);

void	refresh_record_clear(struct refresh_record *record);

#endif
