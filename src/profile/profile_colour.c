#include "profile/profile_colour.h"

enum colour
profile_colour(const struct config *config, const char *profile)
{
	return colour_find(config_get(config, profile, KEY_AWSMFA_COLOR));
}

const char *
profile_colour_unknown(const struct config *config, const char *profile)
{
	const char *word = config_get(config, profile, KEY_AWSMFA_COLOR);

	return colour_find(word) == COLOUR_NONE ? word : NULL;
}
