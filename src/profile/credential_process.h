/* credential_process.h - long-term keys that a program of the user prints
 *
 *	if (!credential_process_run(&credentials, command, "prod", "credential_process of profile 'prod'", err))
 *		...
 *
 * The protocol is the AWS SDKs and Tools reference's, "process credential provider": one JSON
 * object on stdout, Version 1, AccessKeyId and SecretAccessKey, for a session SessionToken too.
 * The command runs with sh -c, as in most SDKs, with the terminal's stdin and stderr.
 */
#ifndef PROFILE_CREDENTIAL_PROCESS_H
#define PROFILE_CREDENTIAL_PROCESS_H

#include "types/credentials.h"

/* In the environment of every credential_process that we start: the profile it is for. */
#define CREDENTIAL_PROCESS_GUARD "AWSMFA_CREDENTIAL_PROCESS"

/* Whether this awsmfa was not started by a credential_process that awsmfa started; else an error, whatever it was
 * asked to do: the outer one waits for it, and may wait for ever. */
bool	credential_process_refuse_inside(struct error *err) MUST_CHECK;

/* Runs COMMAND for PROFILE and takes the keys it prints. FROM names it in messages. Inside a
 * credential_process it runs nothing, as above. */
bool	credential_process_run(struct credentials *credentials, const char *command, const char *profile,
	    const char *from, struct error *err) MUST_CHECK;

/* Takes the keys out of TEXT, as credential_process_run does with what the command prints. */
bool	credential_process_parse(struct credentials *credentials, const char *text, const char *from, struct error *err)
	    MUST_CHECK;

#endif
