/* state.h - what a hooked shell keeps for us, and for us alone
 *
 * The shell holds one opaque text in a variable that no child ever sees, hands it to each call of
 * awsmfa in the environment of that one process, and takes a new one from what awsmfa prints. In it
 * are the terminal's MFA sessions, so that roles need no code, and what the hook must remember.
 *
 *	struct state state = STATE_INIT;
 *
 *	state_read(&state);				takes it out of our environment
 *	base = mfa_sessions_find(&state.mfa, key_id, NULL, url);
 *	state_write(&text, &state);			for the shell to keep
 *	state_clear(&state);
 */
#ifndef SHELL_STATE_H
#define SHELL_STATE_H

#include "sharing/mfa_sessions.h"
#include "shell/shells.h"

#define STATE_VARIABLE "_AWSMFA_STATE"
#define STATE_SHELL_VARIABLE "_AWSMFA_SHELL"

/* Whether there was a session when the hook was loaded. The hook's text begins with INHERITED_UNSEEN. */
enum state_inherited {
	INHERITED_NONE,			/* or it was judged, and `alive` says how */
	INHERITED_UNSEEN,		/* not looked at yet */
	INHERITED_EXPIRED		/* it had expired at the first prompt, and nobody has said so yet */
};

struct state {
	const struct shell *shell;		/* whose hook called us; NULL: nobody's */
	struct mfa_sessions mfa;	/* of this terminal alone */
	struct credentials environment_keys;	/* long-term keys that a session replaced in the environment */

	char		 device_key[ACCESS_KEY_ID_SIZE];	/* the long-term key whose device was looked up */
	char		 device[SERIAL_SIZE];			/* that device */
	char		 origin[2048];		/* the STS that the terminal's session came from */

	bool		 has_previous;		/* the shell held another session before this one, or before `drop`: */
	struct secret	 previous_profile;	/* of this profile, "" for keys from the environment, */
	struct secret	 previous_options;	/* with these wishes, as AWSMFA_OPTIONS had them */

	enum state_inherited inherited;
	char		 alive[ACCESS_KEY_ID_SIZE];	/* the session that was valid in this terminal */
	time_t		 wait;			/* neither ask nor try before that time; 0: whenever it is due */
	int		 put_off;		/* times in a row that the user chose "later" */
	int		 failed;		/* times in a row that a renewal failed */
	int		 unreached;		/* times in a row that AWS was not reached */
	char		 aws_cli[1024];		/* the AWS CLI that a command of the user's found; "": none yet */
	bool		 logged_out;		/* the hook waits until the user logs in with the AWS CLI */
	char		 told[256];		/* each AWS_PROFILE and foreign key already mentioned, a line each */
};

#define STATE_INIT { .shell = NULL }

/* Whether a hook called us. */
bool	state_is_hooked(const struct state *state);

/* The same before the state was read: whether a shell's hook evaluates what we print. */
bool	state_is_expected(void);

/* The shell whose hook that is; NULL: nobody's. */
const struct shell *state_expected_shell(void);

/* The form in which that shell's code is written. */
const struct format *state_format(const struct state *state);

/* Takes the state out of the environment, which is wiped of it and does not pass it on. A damaged
 * one is treated as absent. */
void	state_read(struct state *state);

/* The device that was looked up for the long-term key KEY; NULL: none yet. */
const char *state_device(const struct state *state, const char *key);

/* Keeps PROFILE and OPTIONS as those of the session before this one; what is too long is forgotten. */
void	state_keep_previous(struct state *state, const char *profile, const char *options);

/* Whether the hook has mentioned WHAT before; from now on it has. The list has one per line, and starts again when it
 * is full. */
bool	state_is_told(struct state *state, const char *what);

/* Forgets all sessions and keys. */
void	state_forget(struct state *state);

/* Appends the text that state_read reads. Sessions that have expired are left out. */
void	state_write(struct secret *out, const struct state *state);

void	state_clear(struct state *state);

#endif
