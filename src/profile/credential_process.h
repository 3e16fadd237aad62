/* credential_process.h - long-term keys that a program of the user prints
 *
 * The protocol is the AWS SDKs and Tools reference's, "process credential provider": one JSON
 * object on stdout, Version 1, AccessKeyId and SecretAccessKey, for a session SessionToken too.
 * The command runs by sh -c, as in most SDKs, with the terminal's stdin and stderr.
 */
#ifndef PROFILE_CREDENTIAL_PROCESS_H
#define PROFILE_CREDENTIAL_PROCESS_H

#include "types/credentials.h"

/* In the environment of every credential_process that we start: the profile it is for. */
#define CREDENTIAL_PROCESS_GUARD "AWSMFA_CREDENTIAL_PROCESS"

/* Runs COMMAND for PROFILE and takes the keys it prints. FROM names it in messages. When awsmfa is
 * itself running inside a credential_process of that kind, nothing is run: it would never end. */
bool	credential_process_run(struct credentials *credentials, const char *command, const char *profile,
	    const char *from, struct error *err) MUST_CHECK;

/* Takes the keys out of TEXT; what credential_process_run does with the output. */
bool	credential_process_parse(struct credentials *credentials, const char *text, const char *from, struct error *err)
	    MUST_CHECK;

#endif
