/* check_program.c - this program, its helper, and what else is called awsmfa
 *
 * The hook calls `awsmfa` by name. PyPI has a program of that name; ours says "awsmfa X.Y.Z" when it
 * is asked for its version.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "assign/qr_program.h"
#include "base/environment.h"
#include "base/capture.h"
#include "base/process.h"
#include "doctor/remedy.h"
#include "shell/sh.h"

#define CHECK "program"
#define SECONDS 2
#define LIMIT 4096

/* Whether TEXT is "awsmfa X.Y.Z" and nothing else. */
static bool
is_version(const char *text)
{
	int part;

	if (strncmp(text, "awsmfa ", 7) != 0)
		return false;
	text += 7;
	for (part = 0; part < 3; part++) {
		if (strspn(text, "0123456789") == 0)
			return false;
		text += strspn(text, "0123456789");
		if (*text != (part < 2 ? '.' : '\n'))
			return false;
		text++;
	}
	return *text == '\0';
}

/* Whether a program prints what ours does; *VERSION then has it. It gets no input, and little time. */
static bool
is_awsmfa(const char *path, struct secret *version)
{
	struct secret command = SECRET_INIT;
	struct capture capture = { .what = path, .seconds = SECONDS, .limit = LIMIT };
	struct error ignored;
	bool ok;

	secret_puts(&command, "exec env -i PATH=/usr/bin:/bin ");	/* it must not see the user's keys */
	format_quote(&command, &format_sh, path);
	secret_puts(&command, " --version </dev/null 2>/dev/null");
	capture.command = secret_text(&command);
	ok = secret_check(&command, &ignored) && capture_run(&capture, version, &ignored) &&
	    is_version(secret_text(version));
	if (ok)
		secret_truncate(version, version->len - 1);
	secret_clear(&command);
	return ok;
}

/* Whether only root and the user can have put the program there: nothing else is run. */
static bool
is_trusted(const char *path)
{
	char directory[PATH_MAX];
	struct stat file, folder;

	snprintf(directory, sizeof(directory), "%.*s", (int)(strrchr(path, '/') - path) + 1, path);
	return stat(path, &file) == 0 && stat(directory, &folder) == 0 &&
	    (file.st_uid == 0 || file.st_uid == geteuid()) && (folder.st_uid == 0 || folder.st_uid == geteuid()) &&
	    (file.st_mode & 022) == 0 && (folder.st_mode & 022) == 0;
}

/* What the walk along PATH knows. */
struct walk {
	struct checkup	*checkup;
	struct stat	 self;
	char		 directory[PATH_MAX];	/* where this program is */
	bool		 found;			/* PATH has led to it */
	struct { dev_t device; ino_t number; } other[8];	/* those that were already reported */
	size_t		 others;
};

/* Whether that file was already reported, under another name; remembers it. */
static bool
is_known(struct walk *walk, const struct stat *info)
{
	size_t i;

	for (i = 0; i < walk->others; i++)
		if (walk->other[i].device == info->st_dev && walk->other[i].number == info->st_ino)
			return true;
	if (walk->others == sizeof(walk->other) / sizeof(walk->other[0]))
		return true;
	walk->other[walk->others].device = info->st_dev;
	walk->other[walk->others++].number = info->st_ino;
	return false;
}

/* A file called awsmfa that is another one. FIRST: the shell finds it before ours. */
static void
tell_other(struct walk *walk, const char *path)
{
	struct secret version = SECRET_INIT;
	struct findings *findings = &walk->checkup->findings;
	bool first = !walk->found, ours = first && is_trusted(path) && is_awsmfa(path, &version);

	if (!first)
		finding_add(findings, CHECK, FINDING_WARNING,
		    "there is another one, %s, and the shell finds this one first", path);
	else if (ours)
		finding_add(findings, CHECK, FINDING_WARNING,
		    "there is another one, %s (%s), and the shell finds that one first", path, secret_text(&version));
	else
		finding_add(findings, CHECK, FINDING_PROBLEM,
		    "%s is another program of that name, and the shell finds that one first", path);
	if (first)
		remedy_path(walk->checkup, walk->directory);
	secret_clear(&version);
}

static void
look_at(struct walk *walk, const char *directory, size_t length)
{
	char path[PATH_MAX];
	struct stat info;

	/* a relative one is another one in each directory, and nothing is run from there */
	if (length == 0 || directory[0] != '/' ||
	    (size_t)snprintf(path, sizeof(path), "%.*s/awsmfa", (int)length, directory) >= sizeof(path))
		return;
	if (stat(path, &info) != 0 || !S_ISREG(info.st_mode) || access(path, X_OK) != 0)
		return;
	if (info.st_dev == walk->self.st_dev && info.st_ino == walk->self.st_ino)
		walk->found = true;
	else if (!is_known(walk, &info))
		tell_other(walk, path);
}

/* Walks along PATH as the shell does. */
static void
check_path(struct walk *walk)
{
	const char *path = environment_get("PATH");
	size_t length = 0;

	for (; path != NULL && *path != '\0'; path += length + (path[length] == ':')) {
		length = strcspn(path, ":");
		look_at(walk, path, length);
	}
	if (walk->found)
		return;
	finding_add(&walk->checkup->findings, CHECK,
	    state_is_hooked(&walk->checkup->terminal.state) ? FINDING_PROBLEM : FINDING_WARNING,
	    "it is not in PATH, so the hook does not find it");
	remedy_path(walk->checkup, walk->directory);
}

static void
check_helper(struct checkup *checkup)
{
	char path[PATH_MAX], shown[PATH_MAX];

	if (helper_link_path(path, sizeof(path))) {	/* it is beside the program: .../bin/../libexec/... */
		finding_add(&checkup->findings, "helper", FINDING_OK, "%s",
		    realpath(path, shown) == NULL ? path : shown);
		return;
	}
	finding_add(&checkup->findings, "helper", FINDING_PROBLEM,
	    "awsmfa-sts, which sends the requests, is not where it was installed");
	finding_remedy(&checkup->findings,
	    "install awsmfa again (looked in ../libexec/awsmfa beside the program and in %s)", LIBEXEC);
}

/* Optional: nothing is wrong without it. */
static void
check_qr(struct checkup *checkup)
{
	if (!qr_program_is_there())
		finding_add(&checkup->findings, "qr", FINDING_OK,
		    "awsmfa-qr is not installed (it needs libqrencode): awsmfa assign shows the secret as text only");
}

void
check_program(struct checkup *checkup)
{
	struct walk walk = { .checkup = checkup };
	char *slash;

	if (process_path(walk.directory, sizeof(walk.directory)) && stat(walk.directory, &walk.self) == 0) {
		finding_add(&checkup->findings, CHECK, FINDING_OK, "awsmfa %s, %s", VERSION, walk.directory);
		slash = strrchr(walk.directory, '/');
		slash[slash == walk.directory ? 1 : 0] = '\0';
		check_path(&walk);
	} else {
		finding_add(&checkup->findings, CHECK, FINDING_OK, "awsmfa %s", VERSION);
	}
	check_helper(checkup);
	check_qr(checkup);
}
