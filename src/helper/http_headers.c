#include "helper/http_headers.h"

struct headers {
	struct curl_slist	*list;
	bool			 failed;
};

static void
add(struct headers *headers, const char *line)
{
	struct curl_slist *longer = curl_slist_append(headers->list, line);

	if (longer == NULL)
		headers->failed = true;
	else
		headers->list = longer;
}

static void
add_value(struct headers *headers, const char *name, const char *value)
{
	struct secret line = SECRET_INIT;

	secret_printf(&line, "%s: %s", name, value);
	if (line.failed)
		headers->failed = true;
	else
		add(headers, secret_text(&line));
	secret_clear(&line);
}

/* libcurl wants to know the length before it connects, else it would send chunks. If the answer comes before libcurl
 * has seen that there is no more to send, it closes the connection behind it. */
static void
add_length(struct headers *headers, size_t length)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%zu", length);
	add_value(headers, "Content-Length", digits);
	add(headers, "Transfer-Encoding:");
}

struct curl_slist *
http_headers(const struct http_request *request)
{
	struct headers headers = { .list = NULL };

	add_value(&headers, "Host", request->url->authority);
	add_value(&headers, "Content-Type", HTTP_FORM);
	add_value(&headers, "X-Amz-Date", request->date);
	if (request->token[0] != '\0')
		add_value(&headers, "X-Amz-Security-Token", request->token);
	add_value(&headers, "Authorization", request->authorization);
	add_value(&headers, "Accept", "application/json");
	add(&headers, "Expect:");	/* libcurl would add one */
	if (request->unsized)
		add_length(&headers, request->body->len);
	if (!headers.failed)
		return headers.list;
	curl_slist_free_all(headers.list);
	return NULL;
}
