/* code_request.h - requests that need an MFA code: awsmfa asks for it, sends it, and asks again when AWS refuses it
 *
 *	ok = code_request_send(&run, send_session_token, &session, err);
 */
#ifndef SESSION_CODE_REQUEST_H
#define SESSION_CODE_REQUEST_H

#include "session/run.h"

/* Sends one request with CODE. *REFUSAL tells what kind of no the answer was. */
typedef bool code_request(struct run *run, const struct secret *code, struct session *session, enum refusal *refusal,
    struct error *err);

/* Sends codes until AWS accepts one, or says no for another reason, or no other code can be had. */
bool	code_request_send(struct run *run, code_request *send, struct session *session, struct error *err) MUST_CHECK;

#endif
