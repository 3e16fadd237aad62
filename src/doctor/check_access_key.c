/* check_access_key.c - how old the access key is, if IAM says so
 *
 * A user may list their own keys in most accounts, in some only with an MFA code; then there is nothing to say.
 */
#include <time.h>

#include "aws/iam.h"
#include "doctor/remedy.h"

#define DAY	(24 * 60 * 60L)
#define OLD	90	/* days: the age at which AWS's own check "access key rotation" and Trusted Advisor warn */

void
check_access_key(struct checkup *checkup)
{
	struct error err = { .status = STATUS_DONE };
	time_t created;
	long days;

	if (!checkup->is_known || checkup->keys.credentials.session_token.len > 0 ||
	    !iam_access_key_created(&checkup->link, &checkup->keys, &created, &err) || created == 0)
		return;
	days = (long)(time(NULL) - created) / DAY;
	if (days < OLD) {
		finding_add(&checkup->findings, "age", FINDING_OK, "the access key is %ld day%s old",
		    days < 0 ? 0 : days, days == 1 ? "" : "s");
		return;
	}
	finding_add(&checkup->findings, "age", FINDING_WARNING,
	    "the access key is %ld days old; AWS advises to replace one every %d days", days, OLD);
	finding_remedy(&checkup->findings, "aws iam create-access-key; replace the old key with the new one, and if "
	    "`awsmfa doctor` accepts that: aws iam delete-access-key --access-key-id %s",
	    checkup->keys.credentials.access_key_id);
}
