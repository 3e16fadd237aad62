#include "session/share_setting.h"

#include <string.h>
#include <strings.h>

#include "base/environment.h"
#include "base/visible.h"
#include "profile/blame.h"

/* Reads true or false, in upper or lower case, 1 or 0. */
static bool
read_word(const char *word, bool *yes)
{
	*yes = strcasecmp(word, "true") == 0 || strcmp(word, "1") == 0;
	return *yes || strcasecmp(word, "false") == 0 || strcmp(word, "0") == 0;
}

static bool
refuse_key(const struct config *config, const char *profile, const char *key, struct error *err)
{
	char shown[VISIBLE_SIZE];

	error_set(err, STATUS_LOCAL, "awsmfa_share of profile '%s' is neither true nor false: '%s'", profile,
	    visible_text(shown, sizeof(shown), key));
	error_brief(err, "awsmfa_share is neither true nor false");
	error_hint(err, "write awsmfa_share = true, or remove the line");
	return blame_value(config, key, err);
}

bool
share_setting_read(struct plan *plan, struct error *err)
{
	const struct config *config = &plan->config;
	const char *variable = environment_get("AWSMFA_SHARE"), *key = NULL, *profile = plan->profile;

	plan->shares = false;
	if (!plan->from_environment)
		key = config_get(config, profile, KEY_AWSMFA_SHARE);
	if (key == NULL && !plan->chain.from_environment) {
		profile = plan->chain.source;
		key = config_get(config, profile, KEY_AWSMFA_SHARE);
	}
	if (plan->wishes.value[WISH_SHARE] != NULL) {
		plan->shares = true;
		return true;
	}
	if (variable != NULL && !read_word(variable, &plan->shares)) {
		error_set(err, STATUS_LOCAL, "AWSMFA_SHARE is neither 1 nor 0: '%.40s'", variable);
		return error_hint(err, "export AWSMFA_SHARE=1");
	}
	return variable != NULL || key == NULL || read_word(key, &plan->shares) ||
	    refuse_key(config, profile, key, err);
}
