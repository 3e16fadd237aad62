#include "profile/chain_role.h"

#include "types/record.h"

static void
read_details(struct role *role, const struct config *config, const char *profile)
{
	role->session_name = config_get(config, profile, KEY_ROLE_SESSION_NAME);
	role->external_id = config_get(config, profile, KEY_EXTERNAL_ID);
	role->source_identity = config_get(config, profile, KEY_SOURCE_IDENTITY);
	role->policy = config_get(config, profile, KEY_POLICY);
	role->policy_arns = config_get(config, profile, KEY_POLICY_ARNS);
	role->session_tags = config_get(config, profile, KEY_SESSION_TAGS);
	role->transitive_tags = config_get(config, profile, KEY_TRANSITIVE_SESSION_TAGS);
}

void
chain_role_read(struct role *role, const struct config *config, const char *profile, const char *arn)
{
	static const uint64_t details = CONFIG_KEY_BIT(KEY_ROLE_SESSION_NAME) | CONFIG_KEY_BIT(KEY_EXTERNAL_ID) |
	    CONFIG_KEY_BIT(KEY_SOURCE_IDENTITY) | CONFIG_KEY_BIT(KEY_POLICY) | CONFIG_KEY_BIT(KEY_POLICY_ARNS) |
	    CONFIG_KEY_BIT(KEY_SESSION_TAGS) | CONFIG_KEY_BIT(KEY_TRANSITIVE_SESSION_TAGS);

	*role = (struct role){ .profile = profile, .arn = arn };
	if (config_may_have(config, profile, details))
		read_details(role, config, profile);
}

void
chain_role_apply(struct role *role, const struct wishes *wishes)
{
	if (wishes->value[WISH_ROLE_ARN] != NULL)
		*role = (struct role){
			.profile = "",
			.arn = wishes->value[WISH_ROLE_ARN],
			.session_name = role->session_name,
		};
	if (wishes->value[WISH_ROLE_SESSION_NAME] != NULL)
		role->session_name = wishes->value[WISH_ROLE_SESSION_NAME];
	if (wishes->value[WISH_EXTERNAL_ID] != NULL)
		role->external_id = wishes->value[WISH_EXTERNAL_ID];
	if (wishes->value[WISH_SOURCE_IDENTITY] != NULL)
		role->source_identity = wishes->value[WISH_SOURCE_IDENTITY];
	if (wishes->value[WISH_POLICY] != NULL)
		role->policy = wishes->value[WISH_POLICY];
	if (wishes->value[WISH_POLICY_ARN] != NULL)
		role->policy_arns = wishes->value[WISH_POLICY_ARN];
}

void
chain_role_write(struct secret *out, const struct role *role, const char *session_name)
{
	record_begin(out, "r");
	record_field(out, '=', role->arn);
	record_field(out, ',', session_name);
	record_field(out, ',', role->external_id);
	record_field(out, ',', role->source_identity);
	record_field(out, ',', role->policy);
	record_field(out, ',', role->policy_arns);
	record_field(out, ',', role->session_tags);
	record_field(out, ',', role->transitive_tags);
}
