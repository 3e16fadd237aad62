#include "session/profile_list.h"

#include <string.h>

#include "profile/aws_cli.h"
#include "profile/aws_cli_failure.h"
#include "session/planning.h"

static const char suffix[] = "-long-term";

/* Whether NAME is that of a section of aws-mfa. */
static bool
is_long_term(const char *name, size_t length)
{
	return length >= sizeof(suffix) && length < SECTION_NAME_SIZE &&
	    strcmp(name + length - strlen(suffix), suffix) == 0;
}

bool
profile_list_read(struct profile_list *list, struct error *err)
{
	const struct config *config = &list->plan.config;
	bool ok = planning_load_files(&list->plan, err);
	const char *name;
	size_t position = 0;

	list->suffix = "none";
	while ((name = config_next_profile(config, &position)) != NULL)
		if (is_long_term(name, strlen(name)))
			list->suffix = NULL;
	if (!ok)
		return false;
	return terminal_read(&list->terminal, err);
}

const char *
profile_list_next(struct profile_list *list)
{
	const struct config *config = &list->plan.config;
	const char *name;
	size_t length;

	while ((name = config_next_profile(config, &list->position)) != NULL) {
		length = strlen(name);
		if (!is_long_term(name, length))
			return name;
		memcpy(list->name, name, length - strlen(suffix));
		list->name[length - strlen(suffix)] = '\0';
		if (!config_has_profile(config, list->name))
			return list->name;
	}
	return NULL;
}

/* What the profile has by itself, in the order in which `env` looks. */
static const char *
kind_of_keys(const struct config *config, const char *name)
{
	bool is_session = keys_are_of_session(config, name);
	bool written = is_session && aws_mfa_holds_session(config, name);
	const char *kind = is_session ? "session" : "long-term keys";

	if (!written && (config_get_from(config, CREDENTIALS_FILE, name, KEY_AWS_ACCESS_KEY_ID, NULL) != NULL ||
	    config_get_from(config, CREDENTIALS_FILE, name, KEY_AWS_SECRET_ACCESS_KEY, NULL) != NULL))
		return kind;
	if (config_get(config, name, KEY_CREDENTIAL_PROCESS) != NULL)
		return "credential_process";
	if (written || config_get_from(config, CONFIG_FILE, name, KEY_AWS_ACCESS_KEY_ID, NULL) != NULL ||
	    config_get_from(config, CONFIG_FILE, name, KEY_AWS_SECRET_ACCESS_KEY, NULL) != NULL)
		return kind;
	return "no keys";
}

static const char *
kind_of(const struct profile_list *list, const char *name, bool is_aws_mfa, const char *role_arn)
{
	const struct chain *chain = &list->plan.chain;

	if (chain->foreign != FOREIGN_NONE && chain->roles == 0)	/* a role_arn is that of the answer */
		return foreign_name(chain->foreign);
	if (role_arn != NULL)
		return "role";
	return is_aws_mfa ? "aws-mfa keys" : kind_of_keys(&list->plan.config, name);
}

/* Whether the AWS CLI is there; one look is enough for all profiles. */
static bool
check_aws_cli(struct profile_list *list, struct error *err)
{
	const struct chain *chain = &list->plan.chain;
	char path[1024];

	if (list->aws_cli == AWS_CLI_UNKNOWN)
		list->aws_cli = aws_cli_find(path, sizeof(path)) ? AWS_CLI_FOUND : AWS_CLI_MISSING;
	return list->aws_cli == AWS_CLI_FOUND || aws_cli_failure_missing(chain->source, chain->foreign, err);
}

/* Many profiles use the keys of one; these are checked once. */
static bool
check_keys(struct profile_list *list, struct error *err)
{
	const struct chain *chain = &list->plan.chain;
	const char *process;

	if (chain->foreign != FOREIGN_NONE)
		return check_aws_cli(list, err);
	if (chain->from_environment || (list->good_source != NULL && chain->roles > 0 &&
	    strcmp(chain->source, list->good_source) == 0))
		return true;
	if (!keys_find_in_files(&list->keys, &list->plan.config, chain, &process, err))
		return false;
	if (chain->roles > 0 && chain->source != list->name)	/* its text changes */
		list->good_source = chain->source;
	return true;
}

/* Whether `env` would get as far as its first question or request. */
static bool
check(struct profile_list *list, const char *name, struct error *err)
{
	static const struct manner manner = { .occasion = FOR_LIST };
	const struct asked asked = { .profile = name, .wishes.value[WISH_LONG_TERM_SUFFIX] = list->suffix };

	return planning_make(&list->plan, &asked, &list->terminal, &manner, err) && check_keys(list, err);
}

/* The role that aws-mfa's section of NAME has; NULL: none. */
static const char *
aws_mfa_role(const struct profile_list *list, const char *name)
{
	const struct config *config = &list->plan.config;
	char section[SECTION_NAME_SIZE];

	return aws_mfa_section(section, config, name, list->suffix) ? config_get(config, section, KEY_ASSUME_ROLE) :
	    NULL;
}

void
profile_list_look(struct profile_list *list, const char *name, struct profile_facts *facts)
{
	const struct config *config = &list->plan.config;
	const struct chain *chain = &list->plan.chain;
	bool is_aws_mfa = aws_mfa_has_section(config, name, list->suffix);
	struct error *err = &list->err;
	bool is_passed;

	*facts = (struct profile_facts){
		.mfa_serial = config_get(config, name, KEY_MFA_SERIAL),
		.role_arn = config_get(config, name, KEY_ROLE_ARN),
		.region = config_get(config, name, KEY_REGION),
		.source_profile = config_get(config, name, KEY_SOURCE_PROFILE),
		.credential_source = config_get(config, name, KEY_CREDENTIAL_SOURCE),
	};
	list->plan.chain.serial = list->plan.chain.passed = NULL;
	list->plan.chain.foreign = FOREIGN_NONE;
	if (!check(list, name, err))
		facts->problem = err->brief[0] == '\0' ? err->message : err->brief;
	if (chain->serial != NULL || chain->foreign != FOREIGN_NONE)	/* whose roles need no code */
		facts->mfa_serial = chain->serial;
	if (facts->role_arn == NULL && is_aws_mfa)
		facts->role_arn = aws_mfa_role(list, name);
	is_passed = chain->passed != NULL && strcmp(chain->passed, name) == 0;
	if (is_passed && chain->roles > 0)
		facts->role_arn = chain->role[chain->roles - 1].arn;
	if (list->plan.wishes.value[WISH_ROLE_ARN] != NULL)		/* MFA_ASSUME_ROLE */
		facts->role_arn = list->plan.wishes.value[WISH_ROLE_ARN];
	if (is_passed)				/* it is what its source is */
		is_aws_mfa = chain->long_term[0] != '\0';
	facts->kind = kind_of(list, is_passed ? chain->source : name, is_aws_mfa, facts->role_arn);
}

bool
profile_list_is_held(const struct profile_list *list, const char *name)
{
	return shell_session_is_ours(&list->terminal.held) && strcmp(list->terminal.held.profile, name) == 0;
}

void
profile_list_clear(struct profile_list *list)
{
	keys_clear(&list->keys);
	terminal_clear(&list->terminal);
	plan_clear(&list->plan);
}
