/* answer.h - what AWS said, whatever form it came in
 *
 *	struct answer answer = ANSWER_INIT;
 *
 *	if (!answer_parse(&answer, ANSWER_SESSION, 200, &body, err))
 *		the body is not an answer of AWS: broken
 *	else if (answer.code[0] != '\0')
 *		AWS refused: answer.code "AccessDenied", answer.message "MultiFactorAuthentication failed ..."
 *	else
 *		answer.credentials
 *	answer_clear(&answer);
 *
 * The format is told by the first byte that is not blank: '{' is JSON, as STS gives it to those who
 * accept application/json, '<' is XML, the documented form, which is all that IAM, MinIO and moto
 * speak. The Content-Type is often wrong and never looked at.
 *
 * The JSON and XML readers know nothing of AWS: they tell a `struct reading` what opens and closes,
 * in the same words, and the rules stand once, in answer.c:
 *
 *	<Credentials><AccessKeyId>ASIA...</AccessKeyId></Credentials>
 *	{"Credentials": {"AccessKeyId": "ASIA..."}}
 *
 *	reading_open(r, "Credentials");  reading_open(r, "AccessKeyId");
 *	reading_close(r, "ASIA...");  reading_close(r, NULL);
 *
 * The elements of a JSON array open as "member", the name that XML gives them.
 */
#ifndef HELPER_ANSWER_H
#define HELPER_ANSWER_H

#include <time.h>

#include "base/secret.h"
#include "types/credentials.h"

#define ANSWER_DEVICE_LIMIT	64	/* a user has at most 8; more than this is refused */
#define ANSWER_DEPTH		16	/* of nesting; AWS's answers have 5 */

/* What a good answer must hold; a reader of one action never sees the parts of another. */
enum answer_kind {
	ANSWER_SESSION,		/* GetSessionToken, AssumeRole */
	ANSWER_IDENTITY,	/* GetCallerIdentity */
	ANSWER_MFA_DEVICES	/* ListMFADevices */
};

struct listed_device {
	char	serial[257];	/* an ARN or a hardware serial, 9 to 256 characters */
	time_t	since;		/* its EnableDate; 0: unknown */
};

struct answer {
	struct credentials	credentials;	/* expiration by the server's clock */
	char			arn[2049];	/* of the caller, or of the assumed role */
	char			account[13];
	char			user_id[129];
	struct listed_device		devices[ANSWER_DEVICE_LIMIT];
	size_t			device_count;
	char			marker[1025];	/* where the next page of devices begins; "": there is none */
	char			code[129];	/* AWS's error code; "": a result */
	struct secret		message;	/* AWS's words, which may quote the request */
};

#define ANSWER_INIT { .credentials = CREDENTIALS_INIT }

/* Reads the BODY of an answer with the status HTTP. True for a result that has all that KIND demands
 * (with a 2xx status) and for an error of AWS (with 4xx or 5xx). Otherwise ERR tells what came
 * instead, without quoting anything that may be secret. STATUS_UNREACHABLE. */
bool	answer_parse(struct answer *answer, enum answer_kind kind, int http, const struct secret *body,
	    struct error *err) MUST_CHECK;

void	answer_clear(struct answer *answer);

/* An answer while it is read. */
struct reading {
	struct answer	*answer;
	char		 names[ANSWER_DEPTH][32];	/* what is open; one that is longer is nothing we know */
	int		 depth;
	unsigned	 seen;				/* which fields have had their value */
	bool		 lists_devices;
	bool		 truncated;
	const char	*wrong;				/* what is wrong with it; NULL: nothing so far */
	const char	*field;				/* ... and where; NULL: nowhere in particular */
};

/* An element or a key opens. Nothing more needs to be told once `wrong` is set. */
void	reading_open(struct reading *reading, const char *name);

/* It closes. TEXT is its value; NULL: it held others, or nothing. */
void	reading_close(struct reading *reading, const char *text);

/* Reads TEXT to its end. False when it is not well-formed, or when reading->wrong was set. */
bool	answer_read_json(struct reading *reading, const char *text, size_t len) MUST_CHECK;
bool	answer_read_xml(struct reading *reading, const char *text, size_t len) MUST_CHECK;

#endif
