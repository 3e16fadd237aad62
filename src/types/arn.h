/* arn.h - arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE
 *
 *	struct arn arn;
 *
 *	if (arn_parse("arn:aws:iam::123456789012:mfa/alice", &arn))
 *		arn.account is "123456789012", arn.resource "mfa/alice"
 */
#ifndef TYPES_ARN_H
#define TYPES_ARN_H

#include <stdbool.h>

struct arn {
	char		 partition[32];
	char		 service[32];
	char		 account[16];
	const char	*resource;	/* points into the text that was parsed */
};

/* Takes TEXT apart; false when it is not an ARN with all its colons. */
bool	arn_parse(const char *text, struct arn *arn);

/* Whether TEXT is the ARN of an IAM role, as AssumeRole takes it (20 to 2048 characters). */
bool	arn_is_role(const char *text);

#endif
