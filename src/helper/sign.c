#include "helper/sign.h"

#include <time.h>

#include "helper/http.h"
#include "helper/sigv4.h"

bool
sign_job(const struct job *job, const struct secret *body, long long skew, char date[TIMESTAMP_SIZE],
    struct secret *authorization, struct error *err)
{
	const time_t when = time(NULL) + (time_t)skew;
	const char *token = secret_text(&job->credentials.session_token);
	const struct sigv4_header headers[] = {
		{ "content-type", HTTP_FORM },
		{ "host", job->url.authority },
		{ "x-amz-date", timestamp_compact(date, when) },
		{ "x-amz-security-token", token },
	};
	const struct sigv4_request what = {
		.method = "POST", .path = job->url.path, .query = "", .headers = headers,
		.header_count = *token == '\0' ? 3 : 4, .body = body, .when = when, .region = job->region,
		.service = job->action->service, .credentials = &job->credentials,
	};

	return sigv4_authorization(&what, authorization, err);
}
