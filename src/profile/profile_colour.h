/* profile_colour.h - the colour in which a profile's name is shown
 *
 *	[profile prod]
 *	awsmfa_color = red
 *
 *	notice_say_of("prod", profile_colour(&config, "prod"), ": session until ...");
 */
#ifndef PROFILE_PROFILE_COLOUR_H
#define PROFILE_PROFILE_COLOUR_H

#include "base/colour.h"
#include "profile/config.h"

/* What awsmfa_color of PROFILE says; COLOUR_NONE: nothing, or a word that is no colour. */
enum colour profile_colour(const struct config *config, const char *profile);

/* That word; NULL: there is none, or it is a colour. */
const char *profile_colour_unknown(const struct config *config, const char *profile);

#endif
