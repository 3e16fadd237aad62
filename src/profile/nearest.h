/* nearest.h - the profile that a mistyped name most likely means
 *
 *	nearest_profile(&config, "prodution")		"production"; NULL: none is near enough
 */
#ifndef PROFILE_NEAREST_H
#define PROFILE_NEAREST_H

#include "profile/config.h"

/* The profile of CONFIG whose name is nearest to NAME; NULL: none is near enough. */
const char *nearest_profile(const struct config *config, const char *name);

/* Adds "did you mean 'X'?" as the hint, if there is such an X. Returns false. */
bool	nearest_hint(const struct config *config, const char *name, struct error *err);

#endif
