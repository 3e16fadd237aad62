/* check_sharing.c - whether this terminal shares its MFA sessions, and where they are stored */
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/environment.h"
#include "doctor/remedy.h"
#include "session/share_setting.h"
#include "sharing/store_place.h"

#define CHECK "sharing"

/* Looks at each file of the place. Returns how many are not as awsmfa left them. */
static int
check_files_of(struct checkup *checkup, const struct store_place *place)
{
	DIR *directory = fdopendir(fcntl(place->directory, F_DUPFD_CLOEXEC, 3));
	const struct dirent *entry;
	struct secret name = SECRET_INIT;
	struct stat info;
	const char *why;
	int odd = 0;

	while (directory != NULL && (entry = readdir(directory)) != NULL) {
		if (entry->d_name[0] == '.' ||
		    fstatat(place->directory, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
			continue;
		why = store_place_oddity(&info);
		if (why == NULL)
			continue;
		finding_add(&checkup->findings, CHECK, FINDING_PROBLEM, "%s/%s %s and is not used", place->path,
		    entry->d_name, why);
		remedy_word(&name, checkup, entry->d_name);
		finding_remedy(&checkup->findings, "rm -r %s/%s", place->path, secret_text(&name));
		secret_clear(&name);
		odd++;
	}
	if (directory != NULL)
		closedir(directory);
	return odd;
}

static void
check_place(struct checkup *checkup)
{
	struct error err = { .status = STATUS_DONE };
	struct store_place place;

	if (!store_place_open(&place, false, &err)) {
		finding_add_error(&checkup->findings, CHECK, FINDING_PROBLEM, &err);
		return;
	}
	if (place.directory == 0)
		finding_add(&checkup->findings, CHECK, FINDING_OK, "nothing is shared yet");
	else if (check_files_of(checkup, &place) == 0)
		finding_add(&checkup->findings, CHECK, FINDING_OK, "through %s, in memory and yours alone", place.path);
	if (place.directory != 0)
		close(place.directory);
}

static void
tell_odd_word(struct checkup *checkup, const struct error *err)
{
	finding_add_error(&checkup->findings, CHECK, FINDING_PROBLEM, err);
	if (environment_get("AWSMFA_SHARE") != NULL)	/* it goes before the file */
		remedy_set(checkup, "AWSMFA_SHARE", "1");
}

void
check_sharing(struct checkup *checkup)
{
	struct error err = { .status = STATUS_DONE };

	if (!checkup->has_chain)
		finding_add(&checkup->findings, CHECK, FINDING_SKIPPED,
		    "without a profile, doctor cannot tell whether you want it");
	else if (!share_setting_read(&checkup->plan, &err))
		tell_odd_word(checkup, &err);
	else if (checkup->plan.shares)
		check_place(checkup);
	else
		finding_add(&checkup->findings, CHECK, FINDING_OK,
		    "off: each terminal has its own MFA session");
}
