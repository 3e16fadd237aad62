#include "profile/chain_role.h"

#include "types/record.h"

void
chain_role_read(struct role *role, const struct config *config, const char *profile, const char *arn)
{
	*role = (struct role){
		.profile = profile,
		.arn = arn,
		.session_name = config_get(config, profile, KEY_ROLE_SESSION_NAME),
		.external_id = config_get(config, profile, KEY_EXTERNAL_ID),
		.source_identity = config_get(config, profile, KEY_SOURCE_IDENTITY),
		.policy = config_get(config, profile, KEY_POLICY),
		.policy_arns = config_get(config, profile, KEY_POLICY_ARNS),
		.session_tags = config_get(config, profile, KEY_SESSION_TAGS),
		.transitive_tags = config_get(config, profile, KEY_TRANSITIVE_SESSION_TAGS),
	};
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
