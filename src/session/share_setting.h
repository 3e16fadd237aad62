/* sharing.h - whether this user's terminals share their MFA sessions
 *
 * Only where it was asked for: --share, AWSMFA_SHARE=1, or awsmfa_share = true in the profile or in the
 * one that its roles stand on; the first of these that says anything.
 */
#ifndef SESSION_SHARE_SETTING_H
#define SESSION_SHARE_SETTING_H

#include "session/request.h"

/* Sets request->share. A word that is neither yes nor no is an error (STATUS_LOCAL). */
bool	request_read_sharing(struct request *request, struct error *err) MUST_CHECK;

#endif
