#include "profile/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/environment.h"
#include "profile/credential_process.h"

/* A session that keys_find can use only to begin a role. */
static bool
refuse_session(const struct keys *keys, const struct chain *chain, struct error *err)
{
	if (keys->credentials.session_token.len == 0 || chain->roles > 0)
		return true;
	error_set(err, STATUS_LOCAL, "%s holds a session, not long-term keys", keys->from);
	error_brief(err, "a session, not long-term keys");
	return error_hint(err, "awsmfa makes sessions from the access key of an IAM user; put it under [%s-long-term]",
	    chain->source);
}

static bool
take(struct keys *keys, const char *id, const char *secret, const char *token, struct error *err)
{
	if (id == NULL || secret == NULL) {
		error_set(err, STATUS_LOCAL, "%s: %s is missing", keys->from,
		    id == NULL ? "aws_access_key_id" : "aws_secret_access_key");
		error_brief(err, "%s is missing", id == NULL ? "aws_access_key_id" : "aws_secret_access_key");
		return error_hint(err, "keys come in pairs: set both in the same section");
	}
	if (strlen(id) >= ACCESS_KEY_ID_SIZE)
		return error_set(err, STATUS_LOCAL, "%s: the access key id is too long", keys->from);
	snprintf(keys->credentials.access_key_id, ACCESS_KEY_ID_SIZE, "%s", id);
	secret_set(&keys->credentials.secret_access_key, secret);
	secret_set(&keys->credentials.session_token, token);
	return credentials_check(&keys->credentials, keys->from, err);
}

/* Takes the keys of SECTION from FILE. *FOUND tells whether there were any. */
static bool
from_file(struct keys *keys, const struct config *config, enum config_file file, const char *section, bool *found,
    struct error *err)
{
	const char *id = config_get_from(config, file, section, "aws_access_key_id", NULL);
	const char *secret = config_get_from(config, file, section, "aws_secret_access_key", NULL);
	const char *token = config_get_from(config, file, section, "aws_session_token", NULL);

	*found = id != NULL || secret != NULL;
	if (!*found)
		return true;
	snprintf(keys->from, sizeof(keys->from), "[%.200s] in %.290s", section, config->file[file].path);
	return take(keys, id, secret, token, err);
}

static bool
from_long_term(struct keys *keys, const struct config *config, const char *section, struct error *err)
{
	bool found;

	if (!from_file(keys, config, CREDENTIALS_FILE, section, &found, err))
		return false;
	if (!found && !from_file(keys, config, CONFIG_FILE, section, &found, err))
		return false;
	if (found)
		return true;
	error_set(err, STATUS_LOCAL, "[%s] has no aws_access_key_id and aws_secret_access_key", section);
	error_brief(err, "no keys in [%s]", section);
	return error_hint(err, "put the keys of your IAM user there, or remove the section");
}

static bool
none_found(const struct config *config, const struct chain *chain, struct error *err)
{
	if (aws_mfa_holds_session(config, chain->source)) {
		error_set(err, STATUS_LOCAL, "[%s] in %s holds a session that aws-mfa wrote, not long-term keys",
		    chain->source, config->file[CREDENTIALS_FILE].path);
		error_brief(err, "a session that aws-mfa wrote, no long-term keys");
		return error_hint(err, "put the access key of your IAM user under [%s-long-term] in the same file",
		    chain->source);
	}
	error_set(err, STATUS_LOCAL, "profile '%s' has no access key", chain->source);
	if (chain->roles > 0)
		error_brief(err, "the source '%s' has no access key", chain->source);
	else
		error_brief(err, "no access key");
	return error_hint(err,
	    "put aws_access_key_id and aws_secret_access_key under [%s] in %s (`aws configure` does it)",
	    chain->source, config->file[CREDENTIALS_FILE].path);
}

static bool
from_process(struct keys *keys, const char *profile, const char *command, struct error *err)
{
	snprintf(keys->from, sizeof(keys->from), "credential_process of profile '%.200s'", profile);
	return credential_process_run(&keys->credentials, command, profile, keys->from, err);
}

bool
keys_find_in_files(struct keys *keys, const struct config *config, const struct chain *chain, const char **process,
    struct error *err)
{
	const char *profile = chain->source;
	bool found = false;

	*process = NULL;
	if (chain->long_term[0] != '\0')
		return from_long_term(keys, config, chain->long_term, err) && refuse_session(keys, chain, err);
	if (!aws_mfa_holds_session(config, profile) &&
	    !from_file(keys, config, CREDENTIALS_FILE, profile, &found, err))
		return false;
	if (!found)
		*process = config_get(config, profile, "credential_process");
	if (*process != NULL)
		return true;
	if (!found && !from_file(keys, config, CONFIG_FILE, profile, &found, err))
		return false;
	return found ? refuse_session(keys, chain, err) : none_found(config, chain, err);
}

bool
keys_find(struct keys *keys, const struct config *config, const struct chain *chain, struct error *err)
{
	const char *process;

	if (!keys_find_in_files(keys, config, chain, &process, err))
		return false;
	return process == NULL || (from_process(keys, chain->source, process, err) && refuse_session(keys, chain, err));
}

bool
keys_are_in_environment(void)
{
	return environment_get("AWS_ACCESS_KEY_ID") != NULL && environment_get("AWS_SECRET_ACCESS_KEY") != NULL &&
	    environment_get("AWS_SESSION_TOKEN") == NULL;
}

bool
keys_from_environment(struct keys *keys, struct error *err)
{
	const char *id = environment_get("AWS_ACCESS_KEY_ID"), *secret = environment_get("AWS_SECRET_ACCESS_KEY");

	snprintf(keys->from, sizeof(keys->from), "the environment");
	if (id == NULL || secret == NULL)
		return error_set(err, STATUS_LOCAL, "the environment: %s is not set",
		    id == NULL ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY");
	return take(keys, id, secret, environment_get("AWS_SESSION_TOKEN"), err);
}

void
keys_clear(struct keys *keys)
{
	credentials_clear(&keys->credentials);
	keys->from[0] = '\0';
}
