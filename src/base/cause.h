/* cause.h - why AWS was not reached, or said no: one list, for decisions and for the wire
 *
 * Messages are for people, and nobody takes a decision from one. Whoever knows why something failed
 * says it as a cause beside the message (error_cause), and hints and remedies switch on it:
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
	CAUSE_BROKE_OFF,		/* the connection did, before the answer was whole */
	CAUSE_PROXY_NOT_FOUND,
	CAUSE_PROXY_UNREACHABLE,
	CAUSE_PROXY_REFUSED,
	CAUSE_PROXY_WANTS_PASSWORD,

	/* of TLS */
	CAUSE_CERTIFICATE_EXPIRED,
	CAUSE_CERTIFICATE_NOT_YET_VALID,
	CAUSE_CERTIFICATE_OTHER_HOST,
	CAUSE_CERTIFICATE_WEAK,			/* trusted, but of a kind that is refused today */
	CAUSE_CERTIFICATE_UNTRUSTED,
	CAUSE_CA_BUNDLE_UNUSABLE,
	CAUSE_TLS,			/* for another reason */

	/* of the answer */
	CAUSE_SERVER_TROUBLE,		/* AWS's, in its own words */
	CAUSE_BROKEN_ANSWER,		/* whoever answered is not AWS */

	/* of AWS's no (STATUS_REFUSED) */
	CAUSE_CODE_REFUSED,		/* the MFA code is wrong or was used before */
	CAUSE_DENIED,			/* not allowed; with another MFA session it may be */
	CAUSE_NO_USER,			/* the service does not know for whom it is asked */

	CAUSE_HUNG_UP,			/* the other program ended the talk where one may end it */
	CAUSES
};

const char *cause_word(enum cause cause);

/* CAUSE_NONE for NULL and for a word that is none of the list. */
enum cause cause_of_word(const char *word);

#endif
