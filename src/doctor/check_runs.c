/* check_runs.c - the runs of `exec --refresh`: what killed ones have left, and whether logging out would end one */
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/environment.h"
#include "doctor/remedy.h"
#include "sharing/refresh_place.h"

#define CHECK "runs"

/* Whether systemd removes the user's runtime directory with the last session of theirs. */
static bool
ends_at_logout(void)
{
	const char *directory = environment_get("XDG_RUNTIME_DIR");
	const struct passwd *user = getpwuid(geteuid());
	char path[300];

	if (user == NULL || directory == NULL || strncmp(directory, "/run/user/", 10) != 0 ||
	    access("/run/systemd/system", F_OK) != 0)
		return false;
	snprintf(path, sizeof(path), "/var/lib/systemd/linger/%.200s", user->pw_name);
	return access(path, F_OK) != 0;
}

void
check_runs(struct checkup *checkup)
{
	size_t used, left;
	char path[512];

	refresh_place_count(&used, &left, path, sizeof(path));
	if (left > 0) {
		finding_add(&checkup->findings, CHECK, FINDING_WARNING,
		    "%zu killed run%s of `exec --refresh` left sessions in memory, one in %s", left,
		    left == 1 ? "" : "s", path);
		finding_remedy(&checkup->findings, "rm -r %s", path);
	}
	if (used > 0 && ends_at_logout()) {
		finding_add(&checkup->findings, CHECK, FINDING_WARNING,
		    "a command of `exec --refresh` loses its sessions when you log out");
		finding_remedy(&checkup->findings, "loginctl enable-linger");
	} else if (used > 0) {
		finding_add(&checkup->findings, CHECK, FINDING_OK, "%zu command%s of `exec --refresh` at work", used,
		    used == 1 ? "" : "s");
	}
}
