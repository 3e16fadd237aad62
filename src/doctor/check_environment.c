/* check_environment.c - variables that conflict, and the session that they hold */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/environment.h"
#include "base/suggestion.h"
#include "doctor/remedy.h"
#include "session/hook_mode.h"
#include "types/duration.h"
#include "types/timestamp.h"

#define CHECK "environment"

static bool
differ(const char *one, const char *other)
{
	return one != NULL && other != NULL && strcmp(one, other) != 0;
}

/* Some SDKs prefer the profile to the keys: they would act as someone else. */
static void
check_profile_beside_keys(struct checkup *checkup, const char *name)
{
	const struct shell_session *held = &checkup->terminal.held;
	const char *profile = environment_get(name);

	if (profile == NULL || environment_get("AWS_ACCESS_KEY_ID") == NULL ||
	    (shell_session_is_ours(held) && strcmp(held->profile, profile) == 0))
		return;
	finding_add(&checkup->findings, CHECK, FINDING_WARNING,
	    "%s is '%s', and keys%s are set too: some programs use one, some the other",
	    name, profile, shell_session_is_ours(held) ? " of another profile" : "");
	remedy_unset(checkup, name);
}

static void
check_profiles(struct checkup *checkup)
{
	const char *one = environment_get("AWS_PROFILE"), *other = environment_get("AWS_DEFAULT_PROFILE");

	if (differ(one, other)) {
		finding_add(&checkup->findings, CHECK, FINDING_WARNING,
		    "AWS_PROFILE is '%s' and AWS_DEFAULT_PROFILE is '%s': some programs use one, some the other",
		    one, other);
		remedy_unset(checkup, "AWS_DEFAULT_PROFILE");
	}
	check_profile_beside_keys(checkup, "AWS_PROFILE");
	check_profile_beside_keys(checkup, "AWS_DEFAULT_PROFILE");
}

/* Parts of a set of keys. botocore reads AWS_SECURITY_TOKEN before AWS_SESSION_TOKEN. */
static void
check_key_set(struct checkup *checkup)
{
	const char *id = environment_get("AWS_ACCESS_KEY_ID"), *secret = environment_get("AWS_SECRET_ACCESS_KEY");
	const char *token = environment_get("AWS_SESSION_TOKEN"), *old = environment_get("AWS_SECURITY_TOKEN");
	const char *half = id != NULL ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY";
	const char *other_half = id != NULL ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID";

	if ((id == NULL) != (secret == NULL)) {
		finding_add(&checkup->findings, CHECK, FINDING_PROBLEM,
		    "%s is set without %s: boto and the AWS CLI fail", half, other_half);
		remedy_unset(checkup, half);
	}
	if (id != NULL && secret != NULL && token == NULL && old == NULL && credentials_id_is_temporary(id)) {
		finding_add(&checkup->findings, CHECK, FINDING_PROBLEM,
		    "the keys here are those of a session (ASIA...), and its token is missing: AWS refuses them");
		remedy_unset(checkup, "AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY");
	}
	if (token != NULL && id == NULL && secret == NULL) {
		finding_add(&checkup->findings, CHECK, FINDING_WARNING,
		    "AWS_SESSION_TOKEN is set without the keys it belongs to");
		remedy_unset(checkup, "AWS_SESSION_TOKEN");
	}
	if (old != NULL && (token == NULL ? id == NULL || !credentials_id_is_temporary(id) : differ(old, token))) {
		finding_add(&checkup->findings, CHECK, FINDING_PROBLEM,
		    "AWS_SECURITY_TOKEN differs from AWS_SESSION_TOKEN: boto and the AWS CLI send it, AWS refuses it");
		remedy_unset(checkup, "AWS_SECURITY_TOKEN");
	}
}

/* What other keys have left: after that time boto refuses the keys, whatever they are. */
static void
check_expiration(struct checkup *checkup)
{
	const char *expiration = environment_get("AWS_CREDENTIAL_EXPIRATION");
	time_t when;

	if (expiration == NULL || environment_get("AWS_ACCESS_KEY_ID") == NULL ||
	    shell_session_is_ours(&checkup->terminal.held) ||
	    !timestamp_parse(expiration, &when) || when > time(NULL))
		return;
	finding_add(&checkup->findings, CHECK, FINDING_PROBLEM,
	    "AWS_CREDENTIAL_EXPIRATION is %s, which has passed: boto and the AWS CLI refuse the keys",
	    expiration);
	remedy_unset(checkup, "AWS_CREDENTIAL_EXPIRATION");
}

/* Other tools that put keys into shells, each with the variable that it leaves. */
static const char *
other_tool(const struct saved *saved)
{
	static const struct { const char *variable; const char *tool; } marks[] = {
		{ "AWS_VAULT", "aws-vault" },
		{ "GRANTED_SSO", "granted" }, { "GRANTED_SSO_ROLE_NAME", "granted" },
		{ "GRANTED_AWS_ROLE_PROFILE", "granted" },
		{ "AWSUME_PROFILE", "awsume" }, { "AWSUME_EXPIRATION", "awsume" }, { "AWSUME_COMMAND", "awsume" },
		{ "AWSU_PROFILE", "awsu" }, { "AWS_SSO_PROFILE", "aws-sso" }, { "AWSRUNAS_PROFILE", "aws-runas" },
	};
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (saved_user_value(saved, marks[i].variable) != NULL)
			return marks[i].tool;
	return NULL;
}

/* A session in the variables that is not ours: nothing renews it, and a new one of ours replaces it. */
static void
check_foreign_session(struct checkup *checkup)
{
	const struct shell_session *held = &checkup->terminal.held;
	const char *tool = other_tool(&checkup->terminal.saved);
	const char *id = environment_get("AWS_ACCESS_KEY_ID");
	bool foreign = id != NULL && (environment_get("AWS_SESSION_TOKEN") != NULL ||
	    (environment_get("AWS_SECURITY_TOKEN") != NULL && credentials_id_is_temporary(id)));

	if (held->state == SHELL_SESSION_REPLACED) {
		finding_add(&checkup->findings, CHECK, FINDING_WARNING,
		    "%s%s has put other keys here, so nothing renews awsmfa's session",
		    tool == NULL ? "another tool" : tool, tool == NULL ? " or you" : "");
		remedy_session(checkup);
	} else if (held->state == SHELL_SESSION_NONE && foreign) {
		finding_add(&checkup->findings, CHECK, FINDING_WARNING,
		    "the keys and the token here come from %s, not from awsmfa",
		    tool == NULL ? "another tool" : tool);
		remedy_unset(checkup, environment_get("AWS_SESSION_TOKEN") != NULL ?
		    "AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN" :
		    "AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SECURITY_TOKEN");
	} else if (tool != NULL) {
		finding_add(&checkup->findings, CHECK, FINDING_OK,
		    "%s has left its variables here; they do no harm", tool);
	}
}

/* --- our own settings --------------------------------------------------------------------------- */

/* The word that a slip of the finger would make of another one, else all there are. */
static void
check_settings(struct checkup *checkup)
{
	const char *hook = environment_get("AWSMFA_HOOK");
	struct suggestion nearest;
	size_t i;

	if (hook_mode_read() != HOOK_UNKNOWN)
		return;
	finding_add(&checkup->findings, CHECK, FINDING_PROBLEM,
	    "AWSMFA_HOOK is '%s', which is no mode: the hook is eager", hook);
	suggestion_begin(&nearest, hook);
	for (i = 0; hook_mode_words[i] != NULL; i++)
		suggestion_offer(&nearest, hook_mode_words[i]);
	if (nearest.best != NULL)
		remedy_set(checkup, "AWSMFA_HOOK", nearest.best);
	else
		finding_remedy(&checkup->findings, "the words are eager, lazy and off");
}

static void
check_ca_bundle(struct checkup *checkup)
{
	const struct endpoint_settings *settings = &checkup->plan.endpoint;

	if (!checkup->has_endpoint || settings->ca_bundle == NULL || strcmp(settings->ca_from, "ca_bundle") == 0 ||
	    access(settings->ca_bundle, R_OK) == 0)
		return;
	finding_add(&checkup->findings, CHECK, FINDING_PROBLEM, "%s names %s, which cannot be read",
	    settings->ca_from, settings->ca_bundle);
	finding_remedy(&checkup->findings, "let %s name a file of certificates that you can read",
	    settings->ca_from);
}

void
check_environment(struct checkup *checkup)
{
	size_t before = checkup->findings.count;

	check_profiles(checkup);
	check_key_set(checkup);
	check_expiration(checkup);
	check_foreign_session(checkup);
	check_settings(checkup);
	check_ca_bundle(checkup);
	if (checkup->findings.count == before)
		finding_add(&checkup->findings, CHECK, FINDING_OK, "no variables conflict");
}

void
check_session(struct checkup *checkup)
{
	const struct shell_session *held = &checkup->terminal.held;
	const char *profile = *held->profile == '\0' ? "the keys of the environment" : held->profile;
	long left = session_remaining(&held->session, time(NULL));
	char text[40];

	duration_say(text, sizeof(text), labs(left));
	switch (held->state) {
	case SHELL_SESSION_NONE:
	case SHELL_SESSION_REPLACED:
		finding_add(&checkup->findings, "session", FINDING_OK, "this terminal holds none");
		break;
	case SHELL_SESSION_EXPIRED:
		finding_add(&checkup->findings, "session", FINDING_WARNING, "for %s, expired %s ago", profile, text);
		remedy_session(checkup);
		break;
	case SHELL_SESSION_DUE:
	case SHELL_SESSION_VALID:
		finding_add(&checkup->findings, "session", FINDING_OK, "for %s, %s left", profile, text);
		break;
	}
}
