/* request.h - which session the user wants
 *
 * Everything is decided here, before a question is asked or a request is sent: the profile, the
 * wishes, the chain of roles, the endpoint, the durations. What cannot work is refused here.
 *
 *	struct request request = REQUEST_INIT;
 *
 *	if (!request_read(&request, &options, err))
 *		goto out;
 *	... session_obtain(&session, &how, &request, err) ...
 * out:
 *	request_clear(&request);
 */
#ifndef SESSION_REQUEST_H
#define SESSION_REQUEST_H

#include "aws/endpoint.h"
#include "base/options.h"
#include "profile/chain.h"
#include "shell/saved.h"
#include "shell/shell_session.h"
#include "shell/state.h"
#include "types/wishes.h"

/* The options that say which session; shared by the commands that get one. The first WISHES ids are
 * those of the wishes, plus one. */
enum session_option {
	OPTION_WISHES = 1,
	OPTION_PROFILE = OPTION_WISHES + WISHES,
	OPTION_TOKEN_CODE,
	OPTION_FORCE,
	OPTION_MIN,
	OPTION_NO_INPUT,
	SESSION_OPTIONS		/* the first id that a command may use for its own */
};

extern const struct option_spec session_options[];

struct request {
	struct state		 state;		/* of the hooked shell that called us */
	bool			 renewal;	/* the hook asks, for the held session, whatever else is set */
	bool			 silent;	/* no warnings on stderr: who asks has another place for them */
	struct config		 config;
	struct shell_session		 held;
	struct saved		 saved;
	const char		*profile;	/* "" for keys from the environment */
	const char		*profile_from;	/* what names it: "AWS_PROFILE"; NULL: nothing does */
	bool			 from_environment;
	struct wishes		 wishes;
	struct secret		 policy;	/* the text of --policy FILE */
	struct secret		 options;	/* the wishes, as AWSMFA_OPTIONS has them */
	struct chain		 chain;
	struct endpoint_settings endpoint;
	char			 partition[32];	/* "" unless an ARN of the profile tells it */
	long			 duration;	/* of the session that is exported, seconds; 0: the default */
	long			 minimum;	/* --min, seconds; 0: not given */
	bool			 force;
	bool			 no_input;
	bool			 share;		/* MFA sessions with the user's other terminals */
	bool			 no_wait;	/* rather fail than wait for another terminal that gets one */
	bool			 no_code;	/* rather fail than get a code, by question or mfa_process */
	bool			 any_device;	/* one without codes is no error: the user's devices are looked at */
	char			*token_code;	/* NULL: not given */
};

#define REQUEST_INIT { .state = STATE_INIT, .config = CONFIG_INIT, .held = SHELL_SESSION_INIT, .profile = "", \
	    .chain = { .source = "" } }

/* Reads it all. Warnings about the files go to stderr, once. */
bool	request_read(struct request *request, const struct options *options, struct error *err) MUST_CHECK;

/* Reads what a renewal of the held session asks for: its own profile and wishes, nothing else. The
 * state must have been read. */
bool	request_read_renewal(struct request *request, struct error *err) MUST_CHECK;

/* For lists: reads what `env PROFILE` would ask for, without a word, from the files that REQUEST->config
 * holds already. May follow itself for one profile after the other, in a request that is used for
 * nothing else. SUFFIX is that of aws-mfa's sections, NULL for its own, "none" when there is no such
 * section, which then is not looked for. PROFILE must live as long as the request; so does what was read,
 * until the next call. */
bool	request_read_named(struct request *request, const char *profile, const char *suffix, struct error *err)
	    MUST_CHECK;

/* Steps of request_read, for a check-up, which goes on where a session cannot be had. The first is
 * wanted_read (session/wanted.h); each needs those before it. */
bool	request_read_chain(struct request *request, struct error *err) MUST_CHECK;
bool	request_read_endpoint(struct request *request, struct error *err) MUST_CHECK;

void	request_clear(struct request *request);

/* The profile whose settings count: SDKs that find keys in the environment take those of `default`. */
const char *request_settings_profile(const struct request *request);

/* The name of the profile in messages. */
const char *request_name(const struct request *request);

#endif
