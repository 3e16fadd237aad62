/* trust.h - a certificate that is not trusted: which setting says whom to trust
 *
 *	awsmfa: sts.eu-west-1.amazonaws.com: its certificate is not trusted by /etc/corp.pem, which holds no
 *		certificate (PEM)
 *	hint: REQUESTS_CA_BUNDLE names that file; AWS_CA_BUNDLE must name the certificates of who signs for that host
 *
 * Companies look into TLS with an authority of their own, and the AWS CLI finds it in a variable that nobody remembers.
 */
#ifndef AWS_TRUST_H
#define AWS_TRUST_H

#include "aws/endpoint_settings.h"

/* If the cause of ERR is a certificate that is not trusted, or a CA bundle that cannot be used: adds a hint at
 * AWS_CA_BUNDLE and at what names the bundle, and to the message that the bundle holds no certificate or cannot be
 * read. Anything else stays as it is. */
void	trust_explain(const struct endpoint_settings *settings, struct error *err);

#endif
