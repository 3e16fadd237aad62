/* check_store.c - what terminals share: nothing odd is trusted, nothing deleted comes back, a lock guards its file */
#include "sharing/store.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/notice.h"
#include "failing_calls.h"
#include "unit.h"

#define KEY	"AKIAIOSFODNN7EXAMPLE"
#define URL	"https://sts.amazonaws.com/"

static char folder[64], path[128], lock_path[160];

static void
set_up(void)
{
	struct store store = STORE_INIT;
	struct error err;

	snprintf(folder, sizeof(folder), "/dev/shm/check_store.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	setenv("XDG_RUNTIME_DIR", folder, 1);
	notice_set_level(NOTICE_QUIET);
	failing_call(NULL, 0, 0);
	ck_assert_msg(store_open(&store, KEY, &err), "%s", err.message);
	store_close(&store);
	snprintf(path, sizeof(path), "%s/awsmfa/" KEY, folder);
	snprintf(lock_path, sizeof(lock_path), "%s.lock", path);
}

static void
tear_down(void)
{
	char name[160];

	unlink(path);
	unlink(lock_path);
	snprintf(name, sizeof(name), "%s/other", folder);
	unlink(name);
	snprintf(name, sizeof(name), "%s/awsmfa", folder);
	rmdir(name);
	rmdir(folder);
}

static void
write_file(const char *name, const char *text, mode_t mode)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	ck_assert_int_eq(fchmod(fd, mode), 0);
	close(fd);
}

static void
open_store(struct store *store)
{
	struct error err;

	ck_assert_msg(store_open(store, KEY, &err), "%s", err.message);
}

/* Opens the file once more: it holds that one session. */
static void
check_only(const char *key_id)
{
	struct store store = STORE_INIT;

	open_store(&store);
	ck_assert_uint_eq(store.sessions.count, 1);
	ck_assert_str_eq(store.sessions.list[0].session.credentials.access_key_id, key_id);
	store_close(&store);
}

/* --- the lock ----------------------------------------------------------------------------------- */

static const struct {
	const char	*name;
	mode_t		 mode;
	bool		 linked, foreign;
	const char	*said;
} oddities[] = {
	{ "open to others", 0644, false, false, "does not have mode 0600" },
	{ "set-user", 04600, false, false, "does not have mode 0600" },
	{ "sticky", 01600, false, false, "does not have mode 0600" },
	{ "two links", 0600, true, false, "has a second link" },
	{ "another user's", 0600, false, true, "belongs to another user" },
};

/* An odd lock may be held by someone who only waits for us to wait. */
START_TEST(odd_locks_are_refused)
{
	struct store store = STORE_INIT;
	struct error err;
	char other[160];

	write_file(lock_path, "", oddities[_i].mode);
	snprintf(other, sizeof(other), "%s/other", folder);
	if (oddities[_i].linked)
		ck_assert_int_eq(link(lock_path, other), 0);
	if (oddities[_i].foreign && chown(lock_path, 12345, (gid_t)-1) != 0)
		return;			/* only root can give files away */
	open_store(&store);
	ck_assert_msg(!store_lock(&store, 0, &err), "%s", oddities[_i].name);
	ck_assert_ptr_nonnull(strstr(err.message, oddities[_i].said));
	ck_assert_ptr_nonnull(strstr(err.hint, "rm "));
	store_close(&store);
}
END_TEST

static bool
has_open(pid_t pid, const char *name)
{
	char link[64], target[200];
	ssize_t length;
	int fd;

	for (fd = 3; fd < 20; fd++) {
		snprintf(link, sizeof(link), "/proc/%ld/fd/%d", (long)pid, fd);
		length = readlink(link, target, sizeof(target) - 1);
		if (length > 0 && (size_t)length == strlen(name) && memcmp(target, name, (size_t)length) == 0)
			return true;
	}
	return false;
}

/* The child's side: once something comes from FD, waits for the lock, and tells whether it is the lock of the file
 * that is there. */
static int
wait_for_lock(int fd)
{
	struct store store = STORE_INIT;
	struct stat ours, there;
	struct error err;

	char byte;

	if (read(fd, &byte, 1) != 1 || !store_open(&store, KEY, &err) || !store_lock(&store, 20, &err))
		return 2;
	return fstat(store.lock, &ours) == 0 && stat(lock_path, &there) == 0 && ours.st_ino == there.st_ino ? 0 : 1;
}

/* `drop --all` deletes it; the next terminal makes a new one, and two would ask at once. */
START_TEST(a_lock_that_was_deleted_guards_nothing)
{
	const struct timespec moment = { .tv_nsec = 1000000 };
	struct store first = STORE_INIT, second = STORE_INIT;
	struct error err;
	int status, ends[2];
	pid_t pid;

	if (access("/proc/self/fd", R_OK) != 0)
		return;
	ck_assert_int_eq(pipe(ends), 0);
	pid = fork();
	if (pid == 0)
		_exit(wait_for_lock(ends[0]));
	open_store(&first);
	ck_assert(store_lock(&first, 0, &err));
	ck_assert_int_eq(write(ends[1], "", 1), 1);
	while (!has_open(pid, lock_path))
		nanosleep(&moment, NULL);
	ck_assert_int_eq(unlink(lock_path), 0);
	open_store(&second);
	ck_assert(store_lock(&second, 0, &err));
	store_close(&first);
	store_close(&second);
	close(ends[0]);
	close(ends[1]);
	ck_assert(waitpid(pid, &status, 0) == pid && WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), 0);
}
END_TEST

START_TEST(one_asks_and_the_lock_has_our_mode)
{
	struct store first = STORE_INIT, second = STORE_INIT;
	struct error err;
	struct stat info;

	open_store(&first);
	open_store(&second);
	ck_assert(store_lock(&first, 0, &err));
	ck_assert(stat(lock_path, &info) == 0 && (info.st_mode & 07777) == 0600);
	ck_assert(!store_lock(&second, 0, &err) && err.reason == REASON_ASKED_ELSEWHERE);
	store_unlock(&first);
	ck_assert(store_lock(&second, 0, &err));
	store_close(&first);
	store_close(&second);
}
END_TEST

/* --- the file ----------------------------------------------------------------------------------- */

static void
make_session(struct session *session, const char *id)
{
	*session = (struct session)SESSION_INIT;
	snprintf(session->credentials.access_key_id, ACCESS_KEY_ID_SIZE, "%s", id);
	secret_set(&session->credentials.secret_access_key, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
	secret_set(&session->credentials.session_token, "FwoGZXIvYXdzEJr");
	session->started = time(NULL);
	session->expires = session->started + 43200;
}

static void
keep(struct store *store, const char *serial, const char *id)
{
	struct session session;
	struct error err;

	make_session(&session, id);
	ck_assert(store_lock(store, 0, &err));
	ck_assert_msg(store_keep(store, serial, URL, &session, &err), "%s", err.message);
	store_unlock(store);
	session_clear(&session);
}

/* `drop --all` in another terminal while this one asks. */
START_TEST(what_was_deleted_meanwhile_stays_deleted)
{
	struct store store = STORE_INIT;
	struct error err;
	size_t count;

	open_store(&store);
	keep(&store, "arn:aws:iam::123456789012:mfa/old", "ASIAOLDOLDOLDOLDOLD1");
	store_close(&store);
	open_store(&store);
	ck_assert_uint_eq(store.sessions.count, 1);
	ck_assert(store_empty(&count, &err) && count == 1);
	keep(&store, "arn:aws:iam::123456789012:mfa/new", "ASIANEWNEWNEWNEWNEW1");
	store_close(&store);
	check_only("ASIANEWNEWNEWNEWNEW1");
}
END_TEST

/* The same while this one has the lock, as during its question. */
START_TEST(what_was_deleted_under_the_lock_stays_deleted)
{
	struct store store = STORE_INIT;
	struct session session;
	struct error err;

	open_store(&store);
	keep(&store, "arn:aws:iam::123456789012:mfa/old", "ASIAOLDOLDOLDOLDOLD1");
	ck_assert(store_lock(&store, 0, &err));
	ck_assert_int_eq(unlink(path), 0);
	make_session(&session, "ASIANEWNEWNEWNEWNEW1");
	ck_assert(store_keep(&store, "arn:aws:iam::123456789012:mfa/new", URL, &session, &err));
	session_clear(&session);
	store_close(&store);
	check_only("ASIANEWNEWNEWNEWNEW1");
}
END_TEST

/* Rule 1: what is in front of the damage is not to be trusted either. */
START_TEST(a_damaged_file_is_refused_as_a_whole)
{
	static const char *const ends[] = { "&c=1,2,3", "&s=1", "&x=1", "&c=1234567890123456,1" };
	struct store store = STORE_INIT;
	struct stat info;
	char text[2000] = "";
	size_t i;
	int fd;

	open_store(&store);
	keep(&store, "arn:aws:iam::123456789012:mfa/alice", "ASIAOLDOLDOLDOLDOLD1");
	store_close(&store);
	fd = open(path, O_RDONLY);
	ck_assert(fstat(fd, &info) == 0 && read(fd, text, sizeof(text) - 40) == info.st_size);
	close(fd);
	for (i = 0; i < COUNT(ends); i++) {
		snprintf(text + info.st_size, 40, "&c=123456,%lld%s", 9999999999LL, ends[i]);
		write_file(path, text, 0600);
		open_store(&store);
		ck_assert_msg(store.warned && store.sessions.count == 0 && store.used[0].code[0] == '\0', "%s",
		    ends[i]);
		store_close(&store);
	}
}
END_TEST

/* It becomes the name of a file. */
START_TEST(a_key_that_leads_elsewhere_is_refused)
{
	static const char *const keys[] = {
		"", ".", "..", "../AKIAIOSFODNN7EXAMPLE", "AKIA/SFODNN7EXAMPLE", "akia.lock",
	};
	struct store store = STORE_INIT;
	struct error err = { .status = STATUS_DONE };
	size_t i;

	for (i = 0; i < COUNT(keys); i++) {
		ck_assert_msg(!store_open(&store, keys[i], &err), "%s", keys[i]);
		store_close(&store);
	}
}
END_TEST

/* --- the place ---------------------------------------------------------------------------------- */

static const struct {
	const char	*runtime;
	const char	*said;
} runtimes[] = {
	{ "run", "XDG_RUNTIME_DIR is not an absolute path: 'run'" },
	{ "/dev/shm/no such", "XDG_RUNTIME_DIR may hold only letters, digits and _./+@:-: '/dev/shm/no such'" },
	{ "/dev/shm/no'such", "XDG_RUNTIME_DIR may hold only letters" },
	{ "/dev/shm/check_store.none", "cannot open XDG_RUNTIME_DIR, /dev/shm/check_store.none" },
};

/* A hint shows the path as it is. */
START_TEST(a_runtime_directory_that_cannot_be_one)
{
	struct store_place place;
	struct error err = { .status = STATUS_DONE };

	setenv("XDG_RUNTIME_DIR", runtimes[_i].runtime, 1);
	ck_assert(!store_place_open(&place, true, &err) && err.status == STATUS_LOCAL);
	ck_assert_msg(strstr(err.message, runtimes[_i].said) == err.message, "%s", err.message);
	ck_assert_int_eq(place.directory, 0);
}
END_TEST

START_TEST(a_runtime_directory_that_is_too_long)
{
	struct store_place place;
	struct error err = { .status = STATUS_DONE };
	char name[600];

	memset(name, '/', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	setenv("XDG_RUNTIME_DIR", name, 1);
	ck_assert(!store_place_open(&place, true, &err));
	ck_assert_ptr_nonnull(strstr(err.message, "is not an absolute path"));
}
END_TEST

/* Outside of a login session: what wants to share hears why, what only empties the store has nothing to do. */
START_TEST(without_a_runtime_directory)
{
	struct store_place place;
	struct error err = { .status = STATUS_DONE };

	unsetenv("XDG_RUNTIME_DIR");
	failing_call("open", 1, ENOENT);
	ck_assert(!store_place_open(&place, true, &err) && failing_call_came());
	ck_assert_ptr_eq(strstr(err.message, "XDG_RUNTIME_DIR is not set and there is no /run/user/"), err.message);
	ck_assert_ptr_nonnull(strstr(err.hint, "mode 700"));
	failing_call("open", 1, ENOENT);
	ck_assert(store_place_open(&place, false, &err) && place.directory == 0);
	failing_call("open", 1, EACCES);
	ck_assert(!store_place_open(&place, false, &err));
}
END_TEST

static const struct {
	const char	*name;		/* "": the runtime directory; else ours in it */
	mode_t		 mode;
	bool		 foreign;
	const char	*said, *hint;
} directories[] = {
	{ "", 0755, false, "is open to others (mode 0755)", "chmod 700 " },
	{ "", 0770, false, "is open to others (mode 0770)", "chmod 700 " },
	{ "", 01700, false, "has a special mode (1700)", "chmod u=rwx,go=,ug-s,-t " },
	{ "", 0700, true, "belongs to another user", "set XDG_RUNTIME_DIR to a directory of your own" },
	{ "/awsmfa", 0701, false, "is open to others (mode 0701)", "chmod 700 " },
	{ "/awsmfa", 02700, false, "has a special mode (2700)", "chmod u=rwx,go=,ug-s,-t " },
	{ "/awsmfa", 0700, true, "belongs to another user", "set XDG_RUNTIME_DIR to a directory of your own" },
};

/* Rule 1. */
START_TEST(a_directory_that_is_not_private)
{
	struct store_place place;
	struct error err = { .status = STATUS_DONE };
	char name[100];

	snprintf(name, sizeof(name), "%s%s", folder, directories[_i].name);
	ck_assert_int_eq(chmod(name, directories[_i].mode), 0);
	if (directories[_i].foreign && chown(name, 12345, (gid_t)-1) != 0)
		return;			/* only root can give directories away */
	ck_assert(!store_place_open(&place, true, &err) && place.directory == 0);
	ck_assert_msg(strstr(err.message, directories[_i].said) != NULL, "%s", err.message);
	ck_assert_ptr_eq(strstr(err.hint, directories[_i].hint), err.hint);
	chmod(name, 0700);
}
END_TEST

static const struct {
	const char	*call;
	long		 number;
	int		 error;
	const char	*said, *hint;
} places[] = {
	{ "fstat", 1, EIO, "cannot look at ", "" },
	{ "fstat", 2, EIO, "cannot look at ", "" },
	{ "openat", 1, ENOTDIR, "cannot open ", "rm " },
	{ "openat", 1, ELOOP, "cannot open ", "rm " },
	{ "openat", 1, EMFILE, "cannot open ", "" },
	{ "fstatfs", 1, EIO, "", "set XDG_RUNTIME_DIR to a directory of your own on tmpfs" },
	{ "fstatfs", 2, EIO, "", "set XDG_RUNTIME_DIR to a directory of your own on tmpfs" },
};

START_TEST(a_place_that_cannot_be_looked_at)
{
	struct store_place place;
	struct error err = { .status = STATUS_DONE };

	failing_call(places[_i].call, places[_i].number, places[_i].error);
	ck_assert(!store_place_open(&place, true, &err) && failing_call_came());
	ck_assert_int_eq(place.directory, 0);
	ck_assert_ptr_eq(strstr(err.message, places[_i].said), err.message);
	ck_assert_ptr_eq(strstr(err.hint, places[_i].hint), err.hint);
	ck_assert(places[_i].hint[0] != '\0' || err.hint[0] == '\0');
}
END_TEST

/* --- waiting ------------------------------------------------------------------------------------ */

/* The child's side: has the lock until it has read from FD what its parent says, and tells whether that is right. */
static int
hold_lock_until(int locked, int fd, const char *terminal)
{
	struct store store = STORE_INIT;
	struct error err;
	char said[300] = "", expected[200];

	if (!store_open(&store, KEY, &err) || !store_lock(&store, 0, &err))
		return 2;
	if (terminal != NULL && dprintf(store.lock, "%ld %s\n", (long)getpid(), terminal) < 0)
		return 3;
	if (write(locked, "", 1) != 1 || read(fd, said, sizeof(said) - 1) <= 0)
		return 4;
	if (terminal == NULL)
		snprintf(expected, sizeof(expected), "awsmfa: waiting for another awsmfa, which is getting an MFA "
		    "session (process %ld)\n", (long)getpid());
	else
		snprintf(expected, sizeof(expected), "awsmfa: waiting for the terminal %s, which is getting an MFA "
		    "session (awsmfa, process %ld)\n", terminal, (long)getpid());
	return strcmp(said, expected) == 0 ? 0 : 1;
}

static const char *const terminals[] = { NULL, "/dev/pts/7" };

/* "Waiting" alone would leave the user to look through all their windows. */
START_TEST(who_waits_hears_for_whom)
{
	struct store store = STORE_INIT;
	struct error err;
	int locked[2], said[2], kept, status;
	char byte;
	pid_t pid;

	ck_assert(pipe(locked) == 0 && pipe(said) == 0);
	pid = fork();
	if (pid == 0) {
		dup2(locked[1], 2);		/* no terminal */
		_exit(hold_lock_until(locked[1], said[0], terminals[_i]));
	}
	ck_assert_int_eq(read(locked[0], &byte, 1), 1);
	open_store(&store);
	notice_set_level(NOTICE_NORMAL);
	kept = dup(2);
	dup2(said[1], 2);
	ck_assert(store_lock(&store, 30, &err));
	dup2(kept, 2);
	close(kept);
	store_close(&store);
	ck_assert(waitpid(pid, &status, 0) == pid && WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), 0);
	close(locked[0]);
	close(locked[1]);
	close(said[0]);
	close(said[1]);
}
END_TEST

/* --- calls that fail ------------------------------------------------------------------------------ */

static const struct {
	const char	*call;
	long		 number;
	const char	*said;
} writings[] = {
	{ "openat", 2, "cannot make " },	/* the first is that of reading it again */
	{ "write", 1, "cannot write " },
	{ "close", 2, "cannot write " },
	{ "renameat", 1, "cannot replace " },
};

/* Rule 2: the others still read the old one, and nothing is left beside it. */
START_TEST(what_cannot_be_written_leaves_the_old_one)
{
	struct store store = STORE_INIT;
	struct session session;
	struct error err = { .status = STATUS_DONE };
	char name[170];

	open_store(&store);
	keep(&store, "arn:aws:iam::123456789012:mfa/old", "ASIAOLDOLDOLDOLDOLD1");
	ck_assert(store_lock(&store, 0, &err));
	make_session(&session, "ASIANEWNEWNEWNEWNEW1");
	failing_call(writings[_i].call, writings[_i].number, EIO);
	ck_assert(!store_keep(&store, "arn:aws:iam::123456789012:mfa/new", URL, &session, &err));
	ck_assert_msg(failing_call_came(), "%s", writings[_i].call);
	ck_assert_int_eq(err.status, STATUS_LOCAL);
	ck_assert_msg(strstr(err.message, writings[_i].said) == err.message, "%s", err.message);
	session_clear(&session);
	store_close(&store);
	snprintf(name, sizeof(name), "%s.new", path);
	ck_assert_int_ne(access(name, F_OK), 0);
	check_only("ASIAOLDOLDOLDOLDOLD1");
}
END_TEST

static const struct {
	const char	*call;
	long		 number;
	int		 error;
	bool		 warned;
} readings[] = {
	{ "openat", 2, EACCES, true },		/* the first opens the directory */
	{ "openat", 2, ELOOP, true },
	{ "openat", 2, ENOENT, false },
	{ "fstat", 3, EIO, true },		/* two look at directories */
};

/* Rule 1: what cannot be looked at is not used; the user hears of it, unless there is nothing. */
START_TEST(what_cannot_be_read_counts_as_absent)
{
	struct store store = STORE_INIT;

	open_store(&store);
	keep(&store, "arn:aws:iam::123456789012:mfa/old", "ASIAOLDOLDOLDOLDOLD1");
	store_close(&store);
	failing_call(readings[_i].call, readings[_i].number, readings[_i].error);
	open_store(&store);
	ck_assert(failing_call_came());
	ck_assert_uint_eq(store.sessions.count, 0);
	ck_assert_int_eq(store.warned, readings[_i].warned);
	store_close(&store);
	check_only("ASIAOLDOLDOLDOLDOLD1");
}
END_TEST

static const struct {
	const char	*call;
	int		 error;
	bool		 taken;
	const char	*said;
} lockings[] = {
	{ "openat", EACCES, false, "cannot open " },
	{ "fstat", EIO, false, "cannot be inspected" },
	{ "flock", EIO, false, "another terminal is getting" },
	{ "flock", EINTR, true, NULL },			/* a window whose size changes */
	{ "ftruncate", EIO, true, NULL },		/* who has it cannot be told: still they have it */
};

START_TEST(a_lock_is_taken_or_there_is_an_error)
{
	struct store store = STORE_INIT, other = STORE_INIT;
	struct error err = { .status = STATUS_DONE };

	open_store(&store);
	open_store(&other);
	failing_call(lockings[_i].call, 1, lockings[_i].error);
	ck_assert_int_eq(store_lock(&store, 0, &err), lockings[_i].taken);
	ck_assert(failing_call_came());
	if (!lockings[_i].taken)
		ck_assert_msg(strstr(err.message, lockings[_i].said) != NULL, "%s", err.message);
	ck_assert_int_eq(store_lock(&other, 0, &err), !lockings[_i].taken);
	store_close(&store);
	store_close(&other);
}
END_TEST

/* The file of the lock was perhaps deleted: another one may ask, so it is taken again. */
START_TEST(a_lock_that_cannot_be_looked_at_is_taken_again)
{
	struct store store = STORE_INIT, other = STORE_INIT;
	struct error err;

	open_store(&store);
	open_store(&other);
	failing_call("fstat", 2, EIO);
	ck_assert(store_lock(&store, 0, &err) && failing_call_came());
	ck_assert(!store_lock(&other, 0, &err));
	store_close(&store);
	store_close(&other);
}
END_TEST

static const struct {
	const char	*call;
	int		 error;
	const char	*said;		/* NULL: it is done */
	const char	*hint;
} emptyings[] = {
	{ "fcntl", EMFILE, "cannot read ", "" },
	{ "unlinkat", EACCES, "cannot delete ", "rm -r " },
	{ "unlinkat", ENOENT, NULL, NULL },		/* another terminal was faster */
};

/* `drop --all` ends with "gone" only if it is gone. */
START_TEST(what_cannot_be_deleted_is_named)
{
	struct store store = STORE_INIT;
	struct error err = { .status = STATUS_DONE };
	size_t count;

	open_store(&store);
	keep(&store, "arn:aws:iam::123456789012:mfa/old", "ASIAOLDOLDOLDOLDOLD1");
	store_close(&store);
	unlink(lock_path);			/* it is the file that cannot be deleted */
	failing_call(emptyings[_i].call, 1, emptyings[_i].error);
	ck_assert_int_eq(store_empty(&count, &err), emptyings[_i].said == NULL);
	ck_assert(failing_call_came() && count == 0);
	if (emptyings[_i].said != NULL) {
		ck_assert_ptr_eq(strstr(err.message, emptyings[_i].said), err.message);
		ck_assert_ptr_eq(strstr(err.hint, emptyings[_i].hint), err.hint);
	}
}
END_TEST

/* The directory of a run: opened once, and every store in it has a descriptor of its own. */
START_TEST(a_store_in_the_place_of_a_run)
{
	struct store_place place;
	struct store store = STORE_INIT;
	struct error err = { .status = STATUS_DONE };

	ck_assert(store_place_open(&place, true, &err));
	ck_assert(!store_open_in(&store, &place, "../" KEY, &err));
	ck_assert_ptr_nonnull(strstr(err.message, "cannot be kept"));
	failing_call("fcntl", 1, EMFILE);
	ck_assert(!store_open_in(&store, &place, KEY, &err) && failing_call_came());
	ck_assert_ptr_nonnull(strstr(err.message, place.path));
	ck_assert_int_eq(store.place.directory, 0);
	ck_assert(store_open_in(&store, &place, KEY, &err));
	ck_assert_int_ne(store.place.directory, place.directory);
	keep(&store, "arn:aws:iam::123456789012:mfa/alice", "ASIAIOSFODNN7EXAMPLE");
	store_close(&store);
	ck_assert_int_ge(fcntl(place.directory, F_GETFD), 0);
	close(place.directory);
	check_only("ASIAIOSFODNN7EXAMPLE");
}
END_TEST

static const struct {
	long	age;			/* of the code, seconds */
	bool	counts;
} codes[] = {
	{ 0, true }, { 60, true }, { 175, true }, { 185, false }, { 3600, false },
	{ -60, true }, { -175, true }, { -185, false },		/* the clock went back */
};

/* AWS takes a code for some time; a later one with the same digits is a new code. */
START_TEST(a_code_is_used_for_three_minutes)
{
	struct store store = STORE_INIT;
	struct error err;
	char text[80];

	snprintf(text, sizeof(text), "v=1&c=123456,%lld", (long long)time(NULL) - codes[_i].age);
	write_file(path, text, 0600);
	open_store(&store);
	ck_assert_int_eq(store_has_used(&store, "123456"), codes[_i].counts);
	ck_assert(!store_has_used(&store, "654321"));
	ck_assert(store_lock(&store, 0, &err) && store_note_code(&store, "111111", &err));
	store_close(&store);
	open_store(&store);
	ck_assert_int_eq(store_has_used(&store, "123456"), codes[_i].counts);
	ck_assert_int_eq(strcmp(store.used[0].code, "123456") == 0, codes[_i].counts);	/* nor is it stored */
	ck_assert(store_has_used(&store, "111111"));
	store_close(&store);
}
END_TEST

START_TEST(a_set_user_file_is_refused)
{
	struct store store = STORE_INIT;

	write_file(path, "v=1&c=123456,9999999999", 04600);
	open_store(&store);
	ck_assert(store.warned && store.used[0].code[0] == '\0');
	store_close(&store);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store");
	TCase *cases = tcase_create("store");

	if (access("/dev/shm", W_OK) != 0)
		return EXIT_SUCCESS;
	tcase_add_checked_fixture(cases, set_up, tear_down);
	tcase_add_loop_test(cases, odd_locks_are_refused, 0, COUNT(oddities));
	tcase_add_test(cases, a_lock_that_was_deleted_guards_nothing);
	tcase_add_test(cases, one_asks_and_the_lock_has_our_mode);
	tcase_add_test(cases, what_was_deleted_meanwhile_stays_deleted);
	tcase_add_test(cases, what_was_deleted_under_the_lock_stays_deleted);
	tcase_add_test(cases, a_damaged_file_is_refused_as_a_whole);
	tcase_add_test(cases, a_key_that_leads_elsewhere_is_refused);
	tcase_add_loop_test(cases, a_code_is_used_for_three_minutes, 0, COUNT(codes));
	tcase_add_test(cases, a_set_user_file_is_refused);
	tcase_add_loop_test(cases, a_runtime_directory_that_cannot_be_one, 0, COUNT(runtimes));
	tcase_add_test(cases, a_runtime_directory_that_is_too_long);
	tcase_add_test(cases, without_a_runtime_directory);
	tcase_add_loop_test(cases, a_directory_that_is_not_private, 0, COUNT(directories));
	tcase_add_loop_test(cases, a_place_that_cannot_be_looked_at, 0, COUNT(places));
	tcase_add_loop_test(cases, who_waits_hears_for_whom, 0, COUNT(terminals));
	tcase_add_loop_test(cases, what_cannot_be_written_leaves_the_old_one, 0, COUNT(writings));
	tcase_add_loop_test(cases, what_cannot_be_read_counts_as_absent, 0, COUNT(readings));
	tcase_add_loop_test(cases, a_lock_is_taken_or_there_is_an_error, 0, COUNT(lockings));
	tcase_add_test(cases, a_lock_that_cannot_be_looked_at_is_taken_again);
	tcase_add_loop_test(cases, what_cannot_be_deleted_is_named, 0, COUNT(emptyings));
	tcase_add_test(cases, a_store_in_the_place_of_a_run);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
