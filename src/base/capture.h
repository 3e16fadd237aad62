/* capture.h - what a command that the user wrote prints
 *
 *	const struct capture capture = {
 *		.command = "ykman oath accounts code --single aws", .what = "mfa_process of profile 'prod'",
 *		.seconds = 30, .limit = 4096,
 *	};
 *
 *	if (!capture_run(&capture, &out, err))
 *		...
 */
#ifndef BASE_CAPTURE_H
#define BASE_CAPTURE_H

#include "base/error.h"
#include "base/secret.h"

struct capture {
	const char	*command;	/* run by /bin/sh -c, stdin and stderr inherited */
	const char	*guard;		/* NAME=value to add to its environment; NULL: nothing */
	const char	*what;		/* its name in messages: "mfa_process of profile 'prod'" */
	int		 seconds;	/* awsmfa ends it after that long */
	size_t		 limit;		/* more bytes on stdout are an error */
};

/* Runs a command that the user wrote and takes its stdout into OUT. A status other than 0 is an
 * error that names it. */
bool	capture_run(const struct capture *capture, struct secret *out, struct error *err) MUST_CHECK;

#endif
