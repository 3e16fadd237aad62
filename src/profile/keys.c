#include "profile/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/environment.h"
#include "base/utf8.h"
#include "profile/blame.h"
#include "profile/credential_process.h"
#include "profile/own_command.h"

/* The three values as they are written somewhere; NULL: not there. */
struct key_set {
	const char	*id, *secret, *token;
};

/* --- what is wrong with them -------------------------------------------------------------------- */

/* The value of SET that credentials_check refuses. */
static const char *
find_wrong(const struct key_set *set)
{
	if (!credentials_id_is_valid(set->id))
		return set->id;
	return credentials_text_is_valid(set->secret) ? set->token : set->secret;
}

/* Adds to the message which character beyond ASCII is in VALUE, if one is: pasted along, it often cannot be seen. */
static void
tell_character(const char *value, struct error *err)
{
	size_t used = strlen(err->message);

	while (*value > ' ' && *value <= '~')
		value++;
	if (utf8_character(value) != 0)
		snprintf(err->message + used, sizeof(err->message) - used, " (U+%04lX)", utf8_character(value));
}

static bool
refuse_half(const struct key_set *set, const char *owner, struct error *err)
{
	const char *missing = set->id == NULL ? "aws_access_key_id" : "aws_secret_access_key";

	error_set(err, STATUS_LOCAL, "%s: %s is missing", owner, missing);
	error_brief(err, "%s is missing", missing);
	return error_hint(err, "keys come in pairs: set both in the same section");
}

/* Takes SET, which OWNER has: "[prod]". */
static bool
take(struct keys *keys, const struct key_set *set, const char *owner, struct error *err)
{
	if (set->id == NULL || set->secret == NULL)
		return refuse_half(set, owner, err);
	if (strlen(set->id) >= ACCESS_KEY_ID_SIZE) {
		error_set(err, STATUS_LOCAL, "%s: the access key id is too long", owner);
		return error_brief(err, "the access key id is too long");
	}
	snprintf(keys->credentials.access_key_id, ACCESS_KEY_ID_SIZE, "%s", set->id);
	secret_set(&keys->credentials.secret_access_key, set->secret);
	secret_set(&keys->credentials.session_token, set->token);
	if (credentials_check(&keys->credentials, owner, err))
		return true;
	if (find_wrong(set) != NULL)
		tell_character(find_wrong(set), err);
	return false;
}

/* Whether CHAIN can begin with KEYS. A session can only begin a role, and only a whole one. */
static bool
check_kind(const struct keys *keys, const struct chain *chain, const char *owner, struct error *err)
{
	bool has_token = keys->credentials.session_token.len > 0;

	if (!has_token && !credentials_id_is_temporary(keys->credentials.access_key_id))
		return true;
	if (has_token && chain->roles > 0)
		return true;
	error_set(err, STATUS_LOCAL, has_token ? "%s holds a session, not long-term keys" :
	    "%s holds the keys of a session (ASIA...) without its session token", owner);
	error_brief(err, has_token ? "a session, not long-term keys" : "a session without its token");
	if (chain->roles > 0)
		return error_hint(err, "set the aws_session_token that belongs to them beside them");
	return error_hint(err,
	    "awsmfa makes sessions from the access key of an IAM user (AKIA...); put it under [%s-long-term]",
	    chain->source);
}

/* --- the files ---------------------------------------------------------------------------------- */

static void
read_set(struct key_set *set, const struct config *config, enum config_file file, const char *section)
{
	set->id = config_get_from(config, file, section, KEY_AWS_ACCESS_KEY_ID, NULL);
	set->secret = config_get_from(config, file, section, KEY_AWS_SECRET_ACCESS_KEY, NULL);
	set->token = config_get_from(config, file, section, KEY_AWS_SESSION_TOKEN, NULL);
	if (set->token == NULL)
		set->token = config_get_from(config, file, section, KEY_AWS_SECURITY_TOKEN, NULL);
}

/* The value of SET by which an error says where to look. */
static const char *
find_culprit(const struct key_set *set)
{
	if (set->id == NULL || set->secret == NULL)
		return set->id == NULL ? set->secret : set->id;
	if (!credentials_id_is_valid(set->id) || !credentials_text_is_valid(set->secret))
		return find_wrong(set);
	return set->token == NULL ? set->id : set->token;
}

/* Takes the keys of SECTION from FILE. *FOUND tells whether there were any. */
static bool
from_file(struct keys *keys, const struct config *config, enum config_file file, const struct chain *chain,
    bool *found, struct error *err)
{
	const char *section = chain->long_term[0] != '\0' ? chain->long_term : chain->source;
	struct key_set set;
	char owner[210];

	read_set(&set, config, file, section);
	*found = set.id != NULL || set.secret != NULL;
	if (!*found)
		return true;
	snprintf(keys->from, sizeof(keys->from), "[%.200s] in %.290s", section, config->file[file].path);
	snprintf(owner, sizeof(owner), "[%.200s]", section);
	return (take(keys, &set, owner, err) && check_kind(keys, chain, owner, err)) ||
	    blame_value(config, find_culprit(&set), err);
}

static bool
from_long_term(struct keys *keys, const struct config *config, const struct chain *chain, struct error *err)
{
	bool found;

	if (!from_file(keys, config, CREDENTIALS_FILE, chain, &found, err))
		return false;
	if (!found && !from_file(keys, config, CONFIG_FILE, chain, &found, err))
		return false;
	if (found)
		return true;
	error_set(err, STATUS_LOCAL, "[%s] has no aws_access_key_id and aws_secret_access_key", chain->long_term);
	error_brief(err, "no keys in [%s]", chain->long_term);
	return error_hint(err, "put the keys of your IAM user there, or remove the section");
}

/* Whether PROCESS can give keys: awsmfa itself would ask for a code, and then for the keys again. */
static bool
check_process(const char *process, const struct chain *chain, struct error *err)
{
	char name[OWN_COMMAND_NAME_SIZE];

	if (!own_command_find(process, name))
		return true;
	error_set(err, STATUS_LOCAL,
	    "credential_process of profile '%s' is awsmfa, which cannot get long-term keys from itself", chain->source);
	error_brief(err, "awsmfa cannot get keys from itself: use '%s'", name);
	if (strcmp(name, chain->source) == 0)
		return error_hint(err, "give the profile keys of its own");
	if (chain->roles > 0 || chain->passed != NULL)
		return error_hint(err, "name the profile with the keys: source_profile = %s", name);
	return error_hint(err, "awsmfa use %s", name);
}

static bool
none_found(const struct config *config, const struct chain *chain, struct error *err)
{
	if (aws_mfa_holds_session(config, chain->source)) {
		error_set(err, STATUS_LOCAL, "[%s] in %s holds a session that aws-mfa wrote, not long-term keys",
		    chain->source, config->file[CREDENTIALS_FILE].path);
		error_brief(err, "a session that aws-mfa wrote, not long-term keys");
		return error_hint(err, "put the access key of your IAM user under [%s-long-term] in the same file",
		    chain->source);
	}
	error_set(err, STATUS_LOCAL, "profile '%s' has no access key", chain->source);
	if (chain->roles > 0 || chain->passed != NULL)
		error_brief(err, "the source '%s' has no access key", chain->source);
	else
		error_brief(err, "no access key");
	return error_hint(err,
	    "put aws_access_key_id and aws_secret_access_key under [%s] in %s (`aws configure` does it)",
	    chain->source, config->file[CREDENTIALS_FILE].path);
}

bool
keys_find_in_files(struct keys *keys, const struct config *config, const struct chain *chain, const char **process,
    struct error *err)
{
	const char *profile = chain->source, *command = NULL;
	bool found = false;

	*process = NULL;
	if (chain->long_term[0] != '\0')
		return from_long_term(keys, config, chain, err);
	if (!aws_mfa_holds_session(config, profile) &&
	    !from_file(keys, config, CREDENTIALS_FILE, chain, &found, err))
		return false;
	if (!found)
		command = config_get(config, profile, KEY_CREDENTIAL_PROCESS);
	if (command != NULL && !check_process(command, chain, err))
		return blame_value(config, command, err);
	*process = command;
	if (command != NULL)
		return true;
	if (!found && !from_file(keys, config, CONFIG_FILE, chain, &found, err))
		return false;
	return found || none_found(config, chain, err);
}

bool
keys_find(struct keys *keys, const struct config *config, const struct chain *chain, struct error *err)
{
	const char *process;

	if (!keys_find_in_files(keys, config, chain, &process, err))
		return false;
	if (process == NULL)
		return true;
	snprintf(keys->from, sizeof(keys->from), "credential_process of profile '%.200s'", chain->source);
	return credential_process_run(&keys->credentials, process, chain->source, keys->from, err) &&
	    check_kind(keys, chain, keys->from, err);
}

bool
keys_are_of_session(const struct config *config, const char *profile)
{
	const char *id = config_get(config, profile, KEY_AWS_ACCESS_KEY_ID);

	return (id != NULL && credentials_id_is_temporary(id)) ||
	    config_get(config, profile, KEY_AWS_SESSION_TOKEN) != NULL ||
	    config_get(config, profile, KEY_AWS_SECURITY_TOKEN) != NULL;
}

/* --- the environment ---------------------------------------------------------------------------- */

/* botocore reads AWS_SECURITY_TOKEN too, the older name. */
static void
read_environment(struct key_set *set)
{
	set->id = environment_get("AWS_ACCESS_KEY_ID");
	set->secret = environment_get("AWS_SECRET_ACCESS_KEY");
	set->token = environment_get("AWS_SESSION_TOKEN");
	if (set->token == NULL)
		set->token = environment_get("AWS_SECURITY_TOKEN");
}

bool
keys_are_in_environment(void)
{
	struct key_set set;

	read_environment(&set);
	return set.id != NULL && set.secret != NULL && set.token == NULL && !credentials_id_is_temporary(set.id);
}

bool
keys_from_environment(struct keys *keys, struct error *err)
{
	struct key_set set;

	read_environment(&set);
	snprintf(keys->from, sizeof(keys->from), "the environment");
	if (set.id == NULL || set.secret == NULL)
		return error_set(err, STATUS_LOCAL, "the environment: %s is not set",
		    set.id == NULL ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY");
	if (!take(keys, &set, keys->from, err))
		return false;
	if (set.token != NULL || !credentials_id_is_temporary(set.id))
		return true;
	error_set(err, STATUS_LOCAL,
	    "the environment holds the keys of a session (ASIA...) without its session token");
	return error_hint(err, "set AWS_SESSION_TOKEN too, or the access key of an IAM user (AKIA...) instead");
}

void
keys_clear(struct keys *keys)
{
	credentials_clear(&keys->credentials);
	keys->from[0] = '\0';
}
