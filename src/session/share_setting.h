/* share_setting.h - whether this user's terminals share their MFA sessions
 *
 * Only if the user asks for it: --share, AWSMFA_SHARE=1, or awsmfa_share = true in the profile or in the
 * one that its roles are assumed from; the first of these that is set decides.
 */
#ifndef SESSION_SHARE_SETTING_H
#define SESSION_SHARE_SETTING_H

#include "session/plan.h"

/* Sets plan->shares. A word that is neither yes nor no is an error (STATUS_LOCAL). */
bool	share_setting_read(struct plan *plan, struct error *err) MUST_CHECK;

#endif
