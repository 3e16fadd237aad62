#include "profile/nearest.h"

#include "base/suggestion.h"
#include "base/visible.h"

const char *
nearest_profile(const struct config *config, const char *name)
{
	char seen[VISIBLE_SIZE];
	struct suggestion nearest;
	const char *candidate;
	size_t position = 0;

	suggestion_begin(&nearest, visible_without_hidden(seen, sizeof(seen), name));
	while ((candidate = config_next_profile(config, &position)) != NULL)
		suggestion_offer(&nearest, candidate);
	return nearest.best;
}

bool
nearest_hint(const struct config *config, const char *name, struct error *err)
{
	const char *nearest = nearest_profile(config, name);
	char shown[VISIBLE_SIZE];

	if (nearest != NULL)
		error_hint(err, "did you mean '%s'?", visible_text(shown, sizeof(shown), nearest));
	return false;
}
