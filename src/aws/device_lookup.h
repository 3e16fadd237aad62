/* device_lookup.h - which MFA device the user has, asked from IAM
 *
 * For profiles that do not say: ListMFADevices needs no set-up and is allowed by AWS's own policy
 * for users who manage their MFA themselves.
 */
#ifndef AWS_DEVICE_LOOKUP_H
#define AWS_DEVICE_LOOKUP_H

#include "aws/iam.h"
#include "code/tty.h"

struct device_lookup {
	struct helper_link	*link;
	const struct keys	*keys;
	const char		*profile;	/* for messages and advice; "" for keys from the environment */
	const char		*config_path;	/* where mfa_serial would be saved */
	bool			 no_input;	/* never ask which of several */
	enum tty_manner		 manner;
};

/* All MFA devices of the user of KEYS, of any kind, in AWS's order. */
bool	device_lookup_list(struct helper_link *link, const struct keys *keys, struct device devices[DEVICES_LIMIT],
	    size_t *count, struct error *err) MUST_CHECK;

/* The ARN that the user's device usually has, as a guess to check; with placeholders if the user is unknown. */
void	device_lookup_guess(struct helper_link *link, const struct keys *keys, char guess[SERIAL_SIZE]);

/* The same for LOOKUP; no permission is an error that says what to configure. */
bool	device_lookup_find_all(const struct device_lookup *lookup, struct device devices[DEVICES_LIMIT], size_t *count,
	    struct error *err) MUST_CHECK;

/* Leaves those of COUNT devices that can give codes; how many. */
size_t	device_lookup_keep_usable(struct device devices[DEVICES_LIMIT], size_t count);

/* Says that none of the ALL devices of the user can give a code. Returns false. */
bool	device_lookup_none_usable(const struct device_lookup *lookup, size_t all, struct error *err);

/* Writes how the user of PROFILE ("": of keys from the environment) gets a device that gives codes; ANOTHER: beside
 * those that give none. Returns TEXT. */
const char *device_lookup_way(char *text, size_t size, const char *profile, bool another);

/* Writes what to configure so that SERIAL is used, and where. */
void	device_lookup_advise(char *text, size_t size, const struct device_lookup *lookup, const char *serial);

/* Finds the device and says how to save the look-up. Of several that give codes, the user chooses
 * on the terminal. None, or no permission: an error that says exactly what to configure. */
bool	device_lookup_choose(const struct device_lookup *lookup, char serial[SERIAL_SIZE], struct error *err)
	    MUST_CHECK;

#endif
