/* ask.h - requests that need an MFA code: it is asked for and sent, and asked for again when refused
 *
 *	ok = ask_and_send(&run, send_session_token, &session, err);
 */
#ifndef SESSION_CODE_REQUEST_H
#define SESSION_CODE_REQUEST_H

#include "session/run.h"

/* The MFA device as far as it is known without asking IAM; NULL: not at all. */
const char *known_device(const struct run *run);

/* Sends one request with CODE. *REFUSAL tells what kind of no the answer was. */
typedef bool send_with_code(struct run *run, const struct secret *code, struct session *session, enum refusal *refusal,
    struct error *err);

/* Sends codes until AWS accepts one, or says no for another reason, or no other code can be had. */
bool	ask_and_send(struct run *run, send_with_code *send, struct session *session, struct error *err) MUST_CHECK;

#endif
