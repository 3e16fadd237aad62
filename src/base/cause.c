#include "base/cause.h"

#include <stddef.h>
#include <string.h>

static const char *const words[CAUSES] = {
	[CAUSE_NONE]			  = "none",
	[CAUSE_HOST_NOT_FOUND]		  = "host-not-found",
	[CAUSE_CONNECTION_REFUSED]	  = "connection-refused",
	[CAUSE_NO_ROUTE]		  = "no-route",
	[CAUSE_NO_CONNECTION]		  = "no-connection",
	[CAUSE_TIMED_OUT]		  = "timed-out",
	[CAUSE_BROKE_OFF]		  = "broke-off",
	[CAUSE_PROXY_NOT_FOUND]		  = "proxy-not-found",
	[CAUSE_PROXY_UNREACHABLE]	  = "proxy-unreachable",
	[CAUSE_PROXY_REFUSED]		  = "proxy-refused",
	[CAUSE_PROXY_WANTS_PASSWORD]	  = "proxy-wants-password",
	[CAUSE_CERTIFICATE_EXPIRED]	  = "certificate-expired",
	[CAUSE_CERTIFICATE_NOT_YET_VALID] = "certificate-not-yet-valid",
	[CAUSE_CERTIFICATE_OTHER_HOST]	  = "certificate-other-host",
	[CAUSE_CERTIFICATE_WEAK]	  = "certificate-weak",
	[CAUSE_CERTIFICATE_UNTRUSTED]	  = "certificate-untrusted",
	[CAUSE_CA_BUNDLE_UNUSABLE]	  = "ca-bundle-unusable",
	[CAUSE_TLS]			  = "tls",
	[CAUSE_SERVER_TROUBLE]		  = "server-trouble",
	[CAUSE_BROKEN_ANSWER]		  = "broken-answer",
	[CAUSE_CODE_REFUSED]		  = "code-refused",
	[CAUSE_DENIED]			  = "denied",
	[CAUSE_NO_USER]			  = "no-user",
	[CAUSE_TAKEN]			  = "taken",
	[CAUSE_IN_USE]			  = "in-use",
	[CAUSE_HUNG_UP]			  = "hung-up",
};

const char *
cause_word(enum cause cause)
{
	return words[cause];
}

enum cause
cause_of_word(const char *word)
{
	enum cause cause;

	for (cause = CAUSE_NONE; word != NULL && cause < CAUSES; cause++)
		if (strcmp(words[cause], word) == 0)
			return cause;
	return CAUSE_NONE;
}
