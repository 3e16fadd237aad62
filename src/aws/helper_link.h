/* helper_link.h - the talk with awsmfa-sts, which makes the requests to AWS
 *
 * This program links neither TLS nor HTTP. The helper is started once, early, so that it loads while the
 * user types the code, and serves all requests of a run over one connection.
 *
 *	struct helper_link link = { .settings = &settings };
 *	struct wire message = WIRE_INIT;
 *
 *	if (!helper_link_start(&link, err))
 *		...
 *	wire_put(&message, "parameter.DurationSeconds", "43200");
 *	ok = helper_link_ask(&link, ENDPOINT_STS, "GetSessionToken", &keys, &message, err);
 *	wire_get(&message, "access_key_id") ...
 *	wire_clear(&message);
 *	helper_link_stop(&link);
 *
 * sts.h and iam.h have a function for each request, which does that.
 */
#ifndef AWS_HELPER_LINK_H
#define AWS_HELPER_LINK_H

#include "aws/endpoint.h"
#include "base/process.h"
#include "profile/keys.h"
#include "types/wire.h"

struct helper_link {
	const struct endpoint_settings	*settings;
	bool		 hurried;		/* a prompt waits: shorter limits */
	int		 most_seconds;		/* for a request, if that is less; 0: the usual */
	bool		 once;			/* a request is sent once: what it makes must not be made twice */
	bool		 tells_clock;		/* the caller speaks of the clock: no warning about it */
	int		 fd;			/* 0: not started */
	const char	*prepared;		/* the action that it may be connecting for; NULL: none */
	struct program	 program;
	long		 skew;			/* of our clock, as last told by the helper; seconds */
	bool		 spent;			/* the last request failed, and may have used up its code */
	bool		 dated;			/* the last answer told the server's time, which was */
	long		 ahead;			/* so many seconds ahead of ours */
};

/* Where the helper is; false when it is not there. PATH then tells where it was looked for last. */
bool	helper_link_path(char *path, size_t size) MUST_CHECK;

/* Starts the helper. Does nothing when it runs. */
bool	helper_link_start(struct helper_link *link, struct error *err) MUST_CHECK;

/* Asks SERVICE to do ACTION, signed with KEYS, with the parameters in MESSAGE, and receives the answer into
 * it (types/wire.h). Starts the helper if need be. Errors: STATUS_REFUSED with AWS's words,
 * STATUS_UNREACHABLE, both with their cause, and STATUS_LOCAL. */
bool	helper_link_ask(struct helper_link *link, enum endpoint_service service, const char *action,
	    const struct keys *keys, struct wire *message, struct error *err) MUST_CHECK;

/* Sends what helper_link_ask is going to send, without its code, so that the connection stands when the code
 * has been typed, or when what is asked first has been answered: that goes over another connection, to another host.
 * Nothing goes to AWS before that, and nothing is told: what fails now fails again then. ACTION must stay. */
void	helper_link_prepare(struct helper_link *link, enum endpoint_service service, const char *action,
	    const struct keys *keys, struct wire *message);

/* Whether STS and IAM are two hosts. If they are one, what is asked first makes the connection for both. */
bool	helper_link_has_two_hosts(const struct helper_link *link);

/* Ends the talk and waits for the helper. */
void	helper_link_stop(struct helper_link *link);

#endif
