/* file_warnings.h - what is odd about the files, told on stderr
 *
 *	file_warnings_tell(&config, &about);		what matters to these profiles, and to all
 *	file_warnings_tell_modes(&config);		whether others can read or change them
 */
#ifndef PROFILE_FILE_WARNINGS_H
#define PROFILE_FILE_WARNINGS_H

#include "profile/config.h"

/* Profiles that a command is about; NULL or "": none. */
struct file_warnings_about {
	const char	*profile;
	const char	*source;
	const char	*long_term;
};

/* Prints the warnings about these profiles and those about a whole file. */
void	file_warnings_tell(const struct config *config, const struct file_warnings_about *about);

/* Whether FILE holds a secret access key or a session token. */
bool	file_warnings_holds_secret(const struct config *config, enum config_file file);

/* Tells whether others can read the keys, or change what awsmfa runs and whom it asks. That is for regular
 * files: a pipe is nobody else's, and /dev/null holds nothing. */
void	file_warnings_tell_modes(const struct config *config);

#endif
