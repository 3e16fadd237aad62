#include "profile/credential_process.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/capture.h"
#include "base/wiping.h"
#include "types/timestamp.h"

#define SECONDS 60
#define LIMIT (64 * 1024)

static const char *
string_of(const cJSON *object, const char *key)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);

	return cJSON_IsString(item) ? item->valuestring : NULL;
}

static bool
take(struct credentials *credentials, const cJSON *object, const char *from, struct error *err)
{
	const cJSON *version = cJSON_GetObjectItemCaseSensitive(object, "Version");
	const char *id = string_of(object, "AccessKeyId"), *secret = string_of(object, "SecretAccessKey");
	const char *token = string_of(object, "SessionToken"), *expiration = string_of(object, "Expiration");

	if (!cJSON_IsObject(object))
		return error_set(err, STATUS_LOCAL, "%s did not print a JSON object", from);
	if (!cJSON_IsNumber(version) || version->valuedouble < 1 || version->valuedouble > 1)
		return error_set(err, STATUS_LOCAL, "%s: its Version is not 1, the only one that exists", from);
	if (id == NULL || secret == NULL)
		return error_set(err, STATUS_LOCAL, "%s: %s is missing", from,
		    id == NULL ? "AccessKeyId" : "SecretAccessKey");
	if (expiration != NULL && !timestamp_parse(expiration, &credentials->expiration))
		return error_set(err, STATUS_LOCAL, "%s: Expiration '%.40s' is not a time with a time zone", from,
		    expiration);
	if (strlen(id) >= ACCESS_KEY_ID_SIZE)
		return error_set(err, STATUS_LOCAL, "%s: the AccessKeyId is too long", from);
	snprintf(credentials->access_key_id, ACCESS_KEY_ID_SIZE, "%s", id);
	secret_set(&credentials->secret_access_key, secret);
	secret_set(&credentials->session_token, token);
	return credentials_check(credentials, from, err);
}

bool
credential_process_parse(struct credentials *credentials, const char *text, const char *from, struct error *err)
{
	cJSON_Hooks wiping = { wiping_malloc, wiping_free };
	cJSON *object;
	bool ok;

	cJSON_InitHooks(&wiping);
	object = cJSON_Parse(text);
	ok = take(credentials, object, from, err);
	cJSON_Delete(object);
	return ok;
}

bool
credential_process_refuse_inside(struct error *err)
{
	const char *profile = getenv(CREDENTIAL_PROCESS_GUARD);

	if (profile == NULL)
		return true;
	error_set(err, STATUS_LOCAL,
	    "awsmfa is called from the credential_process of profile '%s', which awsmfa itself has started", profile);
	return error_hint(err, "awsmfa cannot get long-term keys from itself; give the profile keys of its own");
}

bool
credential_process_run(struct credentials *credentials, const char *command, const char *profile, const char *from,
    struct error *err)
{
	struct capture capture = { .command = command, .what = from, .seconds = SECONDS, .limit = LIMIT };
	struct secret output = SECRET_INIT;
	char guard[1200];
	bool ok;

	if (!credential_process_refuse_inside(err))
		return false;
	snprintf(guard, sizeof(guard), CREDENTIAL_PROCESS_GUARD "=%s", profile);
	capture.guard = guard;
	ok = capture_run(&capture, &output, err) &&
	    credential_process_parse(credentials, secret_text(&output), from, err);
	secret_clear(&output);
	return ok;
}
