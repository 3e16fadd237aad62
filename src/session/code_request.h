/* code_request.h - requests that need an MFA code: awsmfa asks for it, sends it, and asks again when AWS refuses it
 *
 *	static const struct code_request request = { prepare_session_token, send_session_token };
 *
 *	ok = code_request_send(&run, &request, &session, err);
 */
#ifndef SESSION_CODE_REQUEST_H
#define SESSION_CODE_REQUEST_H

#include "session/run.h"

struct code_request {
	/* Lets the helper connect while the user types, or while IAM is asked for the device. */
	void	(*prepare)(struct run *run);

	/* Sends the request with CODE. */
	bool	(*send)(struct run *run, const struct secret *code, struct session *session, struct error *err);
};

/* Sends codes until AWS accepts one, or refuses for another reason, or awsmfa can get no other code. */
bool	code_request_send(struct run *run, const struct code_request *request, struct session *session,
	    struct error *err) MUST_CHECK;

#endif
