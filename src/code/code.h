/* code.h - MFA codes, wherever the user gives them
 *
 *	struct code_source source = {
 *		.profile = "prod", .serial = "arn:...:mfa/alice", .given = options->value[...],
 *	};
 *	struct secret code = SECRET_INIT;
 *
 *	do {
 *		if (!code_get(&source, &code, err))
 *			break;
 *		...send it...
 *	} while (refused && code_again(&source, "the reason"));
 *	secret_clear(&code);
 *	code_source_clear(&source);
 *
 * Order: --token-code, the profile's mfa_process, a question on the terminal. A code is six digits after
 * blanks (base/blank.h) and hyphens are taken out: authenticators show "123 456", and that is what people
 * paste. A code works once, so code_get never gives a code twice.
 */
#ifndef CODE_CODE_H
#define CODE_CODE_H

#include "code/tty.h"
#include "sharing/store.h"

#define CODE_STEP 30		/* seconds that a code is shown (RFC 6238) */

struct code_source {
	char		*given;		/* --token-code; "-": one line of stdin; NULL: not given. Wiped once read */
	const char	*mfa_process;	/* command; NULL: none */
	const char	*process_from;	/* the profile that has it */
	const char	*profile;	/* for the question */
	const char	*serial;
	const char	*host;		/* a host that is not AWS's own, with what set it; NULL: AWS's */
	const struct store *store;	/* knows the codes that other terminals have used; closed if nobody shares */
	bool		 no_input;	/* never ask */
	enum tty_manner	 manner;

	int		 tries;		/* codes given out so far */
	char		 remark[256];	/* printed before the next question */
	struct secret	 used;		/* the codes given out, a blank after each */
};

/* Whether GIVEN can be a value of --token-code, so that a slip of the finger needs no request. NULL can. */
bool	code_check_given(const char *given, struct error *err) MUST_CHECK;

/* Whether there is anything to get a code from: an option, a program, or someone to ask. */
bool	code_is_to_be_had(const struct code_source *source);

/* Gets a code of exactly six digits. On the terminal awsmfa asks again for anything else; from elsewhere
 * that is an error. STATUS_CODE_NEEDED if the user puts it off or nobody can be asked. */
bool	code_get(struct code_source *source, struct secret *code, struct error *err) MUST_CHECK;

/* AWS refused the last code: whether code_get may give another one. Two more from the terminal, one more from an
 * mfa_process after the next step begins (waits for it, but never in a hook), none from an option. */
bool	code_again(struct code_source *source, const char *remark) MUST_CHECK;

/* Takes blanks and hyphens out of CODE, as above; whether six digits are left. */
bool	code_tidy(struct secret *code);

/* What the mfa_process of SOURCE prints now, used before or not: it may be a new device's. */
bool	code_of_process(const struct code_source *source, struct secret *code, struct error *err) MUST_CHECK;

void	code_source_clear(struct code_source *source);

#endif
