/* cause.h - why awsmfa could not reach AWS, or AWS refused: one list, for decisions and for the wire
 *
 * Messages are for people; no code decides by their text. The function that knows why something failed
 * adds a cause to the message (error_cause), and hints and remedies switch on it:
 *
 *	if (err->cause == CAUSE_HOST_NOT_FOUND)
 *		error_hint(err, "check the name service");
 *
 * Between the two programs a cause travels as a word:
 *
 *	cause_word(CAUSE_HOST_NOT_FOUND)	"host-not-found"
 *	cause_of_word("host-not-found")		CAUSE_HOST_NOT_FOUND
 *
 * A new cause is a line here and a row in cause.c.
 */
#ifndef BASE_CAUSE_H
#define BASE_CAUSE_H

enum cause {
	CAUSE_NONE,			/* nothing depends on it */

	/* on the way to the host, or to the proxy before it */
	CAUSE_HOST_NOT_FOUND,
	CAUSE_CONNECTION_REFUSED,
	CAUSE_NO_ROUTE,
	CAUSE_NO_CONNECTION,		/* for another reason */
	CAUSE_TIMED_OUT,		/* no connection in time, or no answer */
	CAUSE_BROKE_OFF,		/* the connection, before the answer was complete */
	CAUSE_PROXY_NOT_FOUND,
	CAUSE_PROXY_UNREACHABLE,
	CAUSE_PROXY_REFUSED,
	CAUSE_PROXY_WANTS_PASSWORD,

	/* of TLS */
	CAUSE_CERTIFICATE_EXPIRED,
	CAUSE_CERTIFICATE_NOT_YET_VALID,
	CAUSE_CERTIFICATE_OTHER_HOST,
	CAUSE_CERTIFICATE_WEAK,			/* it, or one above it, is of a kind that is refused */
	CAUSE_CERTIFICATE_UNTRUSTED,
	CAUSE_CA_BUNDLE_UNUSABLE,
	CAUSE_TLS,			/* for another reason */

	/* of the answer */
	CAUSE_SERVER_TROUBLE,		/* AWS's, in its own words */
	CAUSE_BROKEN_ANSWER,		/* the answer did not come from AWS */

	/* of a refusal by AWS (STATUS_REFUSED) */
	CAUSE_CODE_REFUSED,		/* the MFA code is wrong or was used before */
	CAUSE_DENIED,			/* not allowed; with another MFA session it may be */
	CAUSE_NO_USER,			/* the service cannot tell which user asks, or knows no such user or device */
	CAUSE_TAKEN,			/* something of that name is there already */
	CAUSE_IN_USE,			/* it cannot be deleted while it is used */

	CAUSE_HUNG_UP,			/* the other program ended the conversation between two messages */
	CAUSES
};

const char *cause_word(enum cause cause);

/* CAUSE_NONE for NULL and for a word that is not in the list. */
enum cause cause_of_word(const char *word);

#endif
