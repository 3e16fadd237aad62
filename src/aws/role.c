#include "aws/role.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/visible.h"
#include "profile/blame.h"
#include "types/arn.h"

#define WORD "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"

/* The limits of the STS API reference, AssumeRole. */
static const struct limit {
	const char	*key;
	size_t		 shortest, longest;
	const char	*allowed;	/* NULL: any printable */
} limits[] = {
	{ "role_session_name", 2, 64, WORD "+=,.@-" },
	{ "external_id", 2, 1224, WORD "+=,.@:/-" },
	{ "source_identity", 2, 64, WORD "+=,.@-" },
	{ "policy", 1, 2048, NULL },
};

static bool
is_within(const struct limit *limit, const char *value)
{
	size_t length = strlen(value);

	return length >= limit->shortest && length <= limit->longest &&
	    (limit->allowed == NULL || strspn(value, limit->allowed) == length);
}

static bool
refuse_value(const struct role *role, const struct limit *limit, const char *value, struct error *err)
{
	char where[200] = "", shown[VISIBLE_SIZE];

	if (role->profile[0] != '\0')
		snprintf(where, sizeof(where), "profile '%.150s': ", role->profile);
	error_set(err, STATUS_LOCAL, "%s%s '%s' is not what AWS accepts", where, limit->key,
	    visible_text(shown, 80, value));
	error_brief(err, "%s is not what AWS accepts", limit->key);
	if (limit->allowed == NULL)
		return error_hint(err, "%zu to %zu characters", limit->shortest, limit->longest);
	return error_hint(err, "%zu to %zu characters: letters, digits and _%s", limit->shortest, limit->longest,
	    limit->allowed + strlen(WORD));
}

static bool
refuse_arn(const struct role *role, struct error *err)
{
	char shown[VISIBLE_SIZE];

	visible_text(shown, sizeof(shown), role->arn);
	if (role->profile[0] == '\0')
		error_set(err, STATUS_LOCAL, "'%s' is not the ARN of a role", shown);
	else
		error_set(err, STATUS_LOCAL, "profile '%s': '%s' is not the ARN of a role", role->profile, shown);
	error_brief(err, "role_arn is not the ARN of a role");
	return error_hint(err, "it looks like arn:aws:iam::123456789012:role/NAME");
}

bool
role_check(const struct role *role, const struct config *config, struct error *err)
{
	const char *value[] = { role->session_name, role->external_id, role->source_identity, role->policy };
	size_t i;

	if (!arn_is_role(role->arn)) {
		refuse_arn(role, err);
		return blame_value(config, role->arn, err);
	}
	for (i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		if (value[i] != NULL && !is_within(&limits[i], value[i])) {
			refuse_value(role, &limits[i], value[i], err);
			return blame_value(config, value[i], err);
		}
	/* a list without a policy would leave the session as wide as the role */
	if (role->policy_arns != NULL && role->policy_arns[strspn(role->policy_arns, ", \t")] == '\0') {
		error_set(err, STATUS_LOCAL, "the list of policy ARNs is empty");
		error_brief(err, "the list of policy ARNs is empty");
		return blame_value(config, role->policy_arns, err);
	}
	return true;
}

/* USER@HOST with every character that a session name cannot have made a '-', at most 64 long. */
static void
default_session_name(char name[ROLE_SESSION_NAME_SIZE])
{
	const char *user = getenv("USER") != NULL ? getenv("USER") : getenv("LOGNAME");
	char host[256] = "";
	char *byte;

	if (user == NULL || *user == '\0')
		user = "awsmfa";
	if (gethostname(host, sizeof(host) - 1) != 0 || host[0] == '\0')
		snprintf(host, sizeof(host), "localhost");
	snprintf(name, ROLE_SESSION_NAME_SIZE, "%.32s@%.31s", user, host);
	for (byte = name; *byte != '\0'; byte++)
		if (strchr(WORD "+=,.@-", *byte) == NULL)
			*byte = '-';
}

/* TEXT without the blanks at both ends. */
static char *
trimmed(char *text)
{
	size_t length;

	text += strspn(text, " \t");
	length = strlen(text);
	while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
		text[--length] = '\0';
	return text;
}

/* Puts LIST, separated by commas, as NAME.member.1, .2, …; with "=" in SPLIT, as .Key and .Value.
 * Blanks around the commas and the "=" are ignored, as in aws-vault. */
static void
put_list(struct wire *message, const char *list, const char *name, const char *field, bool split)
{
	char key[80], item[2200];
	size_t length, number = 0;
	char *first, *value;

	for (; list != NULL && *list != '\0'; list += length + (list[length] == ',')) {
		length = strcspn(list, ",");
		snprintf(item, sizeof(item), "%.*s", (int)(length < 2100 ? length : 2100), list);
		first = trimmed(item);
		if (*first == '\0')
			continue;
		number++;
		value = split ? strchr(first, '=') : NULL;
		if (value != NULL)
			*value++ = '\0';
		snprintf(key, sizeof(key), "parameter.%s.member.%zu%s", name, number, field);
		wire_put(message, key, trimmed(first));
		if (!split)
			continue;
		snprintf(key, sizeof(key), "parameter.%s.member.%zu.Value", name, number);
		wire_put(message, key, value == NULL ? "" : trimmed(value));
	}
}

const char *
role_session_name(char name[ROLE_SESSION_NAME_SIZE], const struct role *role)
{
	if (role->session_name != NULL)
		return role->session_name;
	default_session_name(name);
	return name;
}

void
role_put(struct wire *message, const struct role *role)
{
	char name[ROLE_SESSION_NAME_SIZE];

	wire_put(message, "parameter.RoleArn", role->arn);
	wire_put(message, "parameter.RoleSessionName", role_session_name(name, role));
	if (role->external_id != NULL)
		wire_put(message, "parameter.ExternalId", role->external_id);
	if (role->source_identity != NULL)
		wire_put(message, "parameter.SourceIdentity", role->source_identity);
	if (role->policy != NULL)
		wire_put(message, "parameter.Policy", role->policy);
	put_list(message, role->policy_arns, "PolicyArns", ".arn", false);
	put_list(message, role->session_tags, "Tags", ".Key", true);
	put_list(message, role->transitive_tags, "TransitiveTagKeys", "", false);
}
