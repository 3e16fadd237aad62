#include "helper/sending.h"

#include "helper/sign.h"

bool
sending_begin(struct sending *sending, struct http *http, const struct sending_try *try, struct error *err)
{
	const struct job *job = try->job;
	const long connect_ms = job->connect_seconds * 1000;

	*sending = (struct sending){ .response = HTTP_RESPONSE_INIT, .authorization = SECRET_INIT };
	if (sign_job(job, try->body, try->skew, sending->date, &sending->authorization, err)) {
		sending->request = (struct http_request){
			.url = &job->url, .ca_bundle = job->ca_bundle, .date = sending->date, .body = try->body,
			.token = secret_text(&job->credentials.session_token),
			.authorization = secret_text(&sending->authorization),
			.connect_ms = connect_ms < try->left ? connect_ms : try->left, .total_ms = try->left,
		};
		sending->transfer = http_begin(http, &sending->request, &sending->response, err);
	}
	if (sending->transfer == NULL)
		secret_clear(&sending->authorization);
	return sending->transfer != NULL;
}

bool
sending_end(struct sending *sending, struct error *err)
{
	bool received;

	while (http_get_on(sending->transfer))
		http_await(sending->transfer, NULL, -1);
	received = http_end(sending->transfer, err);
	sending->transfer = NULL;
	secret_clear(&sending->authorization);
	return received;
}
