/* iam.h - AWS's Identity and Access Management, as awsmfa asks it
 *
 *	struct device devices[DEVICES_LIMIT];
 *	size_t count;
 *
 *	if (!iam_list_mfa_devices(&link, &keys, "", devices, &count, err))
 *		...
 *
 * A no of AWS is STATUS_REFUSED, with its kind in err->cause; if AWS was not reached, STATUS_UNREACHABLE.
 */
#ifndef AWS_IAM_H
#define AWS_IAM_H

#include "aws/helper_link.h"
#include "types/device.h"

#define DEVICES_LIMIT 16

struct device {
	char	serial[SERIAL_SIZE];
	time_t	since;			/* EnableDate; 0: unknown */
};

/* The MFA devices of USER; "": of the caller. At most DEVICES_LIMIT, in AWS's order. */
bool	iam_list_mfa_devices(struct helper_link *link, const struct keys *keys, const char *user,
	    struct device devices[DEVICES_LIMIT], size_t *count, struct error *err) MUST_CHECK;

/* Lets the helper connect for iam_access_key_created, while it asks another host (helper_link_has_two_hosts). */
void	iam_prepare_access_key_created(struct helper_link *link, const struct keys *keys);

/* When the access key of KEYS, which are long-term ones, was made; 0: IAM does not say. */
bool	iam_access_key_created(struct helper_link *link, const struct keys *keys, time_t *created,
	    struct error *err) MUST_CHECK;

#endif
