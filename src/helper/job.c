/* job.c
 *
 *  1. What goes into a header or the signature MUST be free of control characters.
 */
#include "helper/job.h"

#include <stdio.h>
#include <string.h>

#include "base/percent.h"
#include "types/region.h"

/* The value of KEY; "" when it is left out. */
static const char *
value_of(const struct wire *message, const char *key)
{
	const char *value = wire_get(message, key);

	return value == NULL ? "" : value;
}

static bool
take_action(struct job *job, const struct wire *message, struct error *err)
{
	const char *name = value_of(message, "action"), *service = value_of(message, "service");

	job->action = action_find(service, name);
	return job->action != NULL ||
	    error_set(err, STATUS_LOCAL, "awsmfa-sts knows no action '%.64s' of service '%.16s'", name, service);
}

/* Copies the value of KEY. False when it is too long. */
static bool
take_text(char *to, size_t size, const struct wire *message, const char *key)
{
	int length = snprintf(to, size, "%s", value_of(message, key));

	return length >= 0 && (size_t)length < size;
}

static bool
take_limit(long *limit, const struct wire *message, const char *key, long usual)
{
	long long value = wire_get_number(message, key, usual);

	*limit = (long)value;
	return value >= 1 && value <= 600;
}

static bool
take_region(struct job *job, const struct wire *message, struct error *err)
{
	if (!take_text(job->region, sizeof(job->region), message, "region") || !region_is_valid(job->region))
		return error_set(err, STATUS_LOCAL, "'%.64s' is not a region", value_of(message, "region"));
	return true;
}

static bool
take_credentials(struct credentials *credentials, const struct wire *message, struct error *err)
{
	if (!take_text(credentials->access_key_id, sizeof(credentials->access_key_id), message, "access_key_id"))
		credentials->access_key_id[0] = '\0';
	secret_set(&credentials->secret_access_key, value_of(message, "secret_access_key"));
	secret_set(&credentials->session_token, value_of(message, "session_token"));
	return credentials_check(credentials, "the credentials to sign with", err);
}

/* Writes the form: the query protocol's two fixed fields, and the parameters in their order. */
static void
write_form(struct job *job, const struct wire *message)
{
	static const char prefix[] = "parameter.";
	const char *key, *value;
	size_t position = 0;

	secret_printf(&job->body, "Action=%s&Version=%s", job->action->name, job->action->version);
	while (wire_next(message, &position, &key, &value)) {
		if (strncmp(key, prefix, sizeof(prefix) - 1) != 0)
			continue;
		key += sizeof(prefix) - 1;
		secret_add(&job->body, "&", 1);
		percent_encode(&job->body, key);
		secret_add(&job->body, "=", 1);
		percent_encode(&job->body, value);
		if (strcmp(key, "TokenCode") == 0 || strcmp(key, "AuthenticationCode1") == 0)
			secret_set(&job->code, value);
		else if (strcmp(key, "AuthenticationCode2") == 0)
			secret_set(&job->second_code, value);
	}
}

bool
job_read(struct job *job, const struct wire *message, struct error *err)
{
	job_clear(job);
	if (!take_action(job, message, err) || !url_parse(value_of(message, "url"), &job->url, err) ||
	    !take_region(job, message, err) || !take_credentials(&job->credentials, message, err))
		return false;
	if (!take_text(job->ca_bundle, sizeof(job->ca_bundle), message, "ca_bundle"))
		return error_set(err, STATUS_LOCAL, "the path of the CA bundle is too long");
	if (!take_limit(&job->connect_seconds, message, "connect_seconds", 10) ||
	    !take_limit(&job->seconds, message, "seconds", 30) ||
	    !take_limit(&job->attempts, message, "attempts", 3))
		return error_set(err, STATUS_LOCAL, "a limit of the request is not a number from 1 to 600");
	job->unsized = wire_get(message, "unsized") != NULL;
	write_form(job, message);
	return secret_check(&job->body, err) && secret_check(&job->code, err) &&
	    secret_check(&job->second_code, err);
}

void
job_clear(struct job *job)
{
	credentials_clear(&job->credentials);
	secret_clear(&job->body);
	secret_clear(&job->code);
	secret_clear(&job->second_code);
	*job = (struct job)JOB_INIT;
}
