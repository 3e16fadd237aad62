/* faults.c - a library in front of libc's in which the Nth call of a class fails
 *
 *	FAULT_PROGRAM=awsmfa FAULT_CLASS=read FAULT_AT=3 FAULT_LOG=/path LD_PRELOAD=faults.so awsmfa env
 *
 * Calls count from when the libraries are loaded, in the program of that name (awsmfa or awsmfa-sts) and, until they
 * execute another, in the processes that it forks. With FAULT_LASTING all later calls of the class fail too. A
 * failure that was injected becomes one byte of FAULT_LOG: if there is none, the program made fewer calls. awsmfa
 * cleans the environment of its helper; the variables of this library are put back when it is executed.
 *
 * While faults_paused is not 0 nothing fails and nothing counts: tests/coverage/counted.c writes its counts then.
 *
 * The classes and their errors are in the table below. "eintr" interrupts once, "short" writes and reads one byte:
 * both must change nothing.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);

enum class {
	MALLOC, READ, WRITE, SHORT, EINTR_, OPEN, CLOSE, FCNTL, FORK, EXEC, PIPE, SOCKETPAIR, SOCKET, POLL, RENAME,
	UNLINK, MKDIR, FLOCK, FSTAT, MMAP, SIGACTION, TCGETATTR, TCSETATTR, IOCTL, WAITPID, GETRANDOM, NANOSLEEP, CLOCK,
	DUP, LIMIT, CLASSES
};

static const struct {
	const char	*name;
	int		 error;
} classes[CLASSES] = {
	[MALLOC] = { "malloc", ENOMEM },	[READ] = { "read", EIO },	[WRITE] = { "write", ENOSPC },
	[SHORT] = { "short", 0 },		[EINTR_] = { "eintr", EINTR },	[OPEN] = { "open", EMFILE },
	[CLOSE] = { "close", EIO },		[FCNTL] = { "fcntl", EINVAL },	[FORK] = { "fork", EAGAIN },
	[EXEC] = { "exec", ENOMEM },		[PIPE] = { "pipe", EMFILE },	[SOCKETPAIR] = { "socketpair", EMFILE },
	[SOCKET] = { "socket", EMFILE },	[POLL] = { "poll", ENOMEM },	[RENAME] = { "rename", EIO },
	[UNLINK] = { "unlink", EACCES },	[MKDIR] = { "mkdir", ENOSPC },	[FLOCK] = { "flock", ENOLCK },
	[FSTAT] = { "fstat", EIO },		[MMAP] = { "mmap", ENOMEM },	[SIGACTION] = { "sigaction", EINVAL },
	[TCGETATTR] = { "tcgetattr", EIO },	[TCSETATTR] = { "tcsetattr", EIO }, [IOCTL] = { "ioctl", EIO },
	[WAITPID] = { "waitpid", ECHILD },	[GETRANDOM] = { "getrandom", ENOSYS },
	[NANOSLEEP] = { "nanosleep", EINVAL },	[CLOCK] = { "clock", EINVAL },	[DUP] = { "dup", EMFILE },
	[LIMIT] = { "limit", EPERM },
};

int faults_paused;

static enum class chosen = CLASSES;
static long at;
static bool lasting;
static char log_path[256];
static char kept[5][300];		/* NAME=value, for the helper */

/* --- deciding ----------------------------------------------------------------------------------- */

static void
note(void)
{
	int kept_errno = errno, fd = (int)syscall(SYS_openat, AT_FDCWD, log_path, O_WRONLY | O_APPEND | O_CLOEXEC, 0);

	if (fd >= 0) {
		syscall(SYS_write, fd, ".", 1L);
		syscall(SYS_close, fd);
	}
	errno = kept_errno;
}

/* Whether this call, of CLASS, is one that fails; sets errno then. */
static bool
fails(enum class class)
{
	if (class != chosen || at <= 0 || faults_paused != 0)
		return false;
	if (at > 1) {
		at--;
		return false;
	}
	if (!lasting)
		at = 0;
	note();
	if (classes[class].error != 0)
		errno = classes[class].error;
	return true;
}

static void
keep(int i, const char *name)
{
	const char *value = getenv(name);

	if (value != NULL)
		snprintf(kept[i], sizeof(kept[i]), "%s=%s", name, value);
}

__attribute__((constructor)) static void
begin(void)
{
	const char *class = getenv("FAULT_CLASS"), *program = getenv("FAULT_PROGRAM"), *count = getenv("FAULT_AT");
	char path[300] = "";
	const char *slash;
	int i;

	keep(0, "FAULT_CLASS");
	keep(1, "FAULT_PROGRAM");
	keep(2, "FAULT_AT");
	keep(3, "FAULT_LASTING");
	keep(4, "FAULT_LOG");
	if (class == NULL || program == NULL || count == NULL || getenv("FAULT_LOG") == NULL ||
	    readlink("/proc/self/exe", path, sizeof(path) - 1) < 0)
		return;
	slash = strrchr(path, '/');
	if (slash == NULL || strcmp(slash + 1, program) != 0)
		return;
	snprintf(log_path, sizeof(log_path), "%s", getenv("FAULT_LOG"));
	lasting = getenv("FAULT_LASTING") != NULL;
	at = strtol(count, NULL, 10);
	for (i = 0; i < CLASSES; i++)
		if (strcmp(classes[i].name, class) == 0)
			chosen = (enum class)i;
}

#define REAL(name)						\
	static __typeof__(&name) real;				\
	if (real == NULL)					\
		*(void **)&real = dlsym(RTLD_NEXT, #name)

/* --- memory ------------------------------------------------------------------------------------- */

void *
malloc(size_t size)
{
	return fails(MALLOC) ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return fails(MALLOC) ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *block, size_t size)
{
	return fails(MALLOC) ? NULL : __libc_realloc(block, size);
}

void *
mmap(void *start, size_t size, int rights, int flags, int fd, off_t offset)
{
	if (fails(MMAP))
		return MAP_FAILED;
	return (void *)syscall(SYS_mmap, start, size, rights, flags, fd, offset);
}

/* --- reading and writing -------------------------------------------------------------------------- */

ssize_t
read(int fd, void *bytes, size_t size)
{
	REAL(read);
	if (fails(READ) || fails(EINTR_))
		return -1;
	return real(fd, bytes, size > 1 && fails(SHORT) ? 1 : size);
}

ssize_t
recv(int fd, void *bytes, size_t size, int flags)
{
	REAL(recv);
	if (fails(READ) || fails(EINTR_))
		return -1;
	return real(fd, bytes, size > 1 && fails(SHORT) ? 1 : size, flags);
}

ssize_t
write(int fd, const void *bytes, size_t size)
{
	REAL(write);
	if (fails(WRITE) || fails(EINTR_))
		return -1;
	return real(fd, bytes, size > 1 && fails(SHORT) ? 1 : size);
}

ssize_t
send(int fd, const void *bytes, size_t size, int flags)
{
	REAL(send);
	if (fails(WRITE))
		return -1;
	return real(fd, bytes, size > 1 && fails(SHORT) ? 1 : size, flags);
}

ssize_t
sendmsg(int fd, const struct msghdr *message, int flags)
{
	REAL(sendmsg);
	return fails(WRITE) ? -1 : real(fd, message, flags);
}

int
close(int fd)
{
	REAL(close);
	if (fails(CLOSE)) {
		real(fd);
		errno = EIO;
		return -1;
	}
	return real(fd);
}

/* --- opening --------------------------------------------------------------------------------------- */

#define MODE(mode, last) do {							\
	va_list list;								\
	va_start(list, last);							\
	mode = (last & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(list, mode_t) : 0;	\
	va_end(list);								\
} while (0)

int
open(const char *path, int flags, ...)
{
	mode_t mode;

	MODE(mode, flags);
	if (fails(OPEN) || fails(EINTR_))
		return -1;
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
	mode_t mode;

	MODE(mode, flags);
	if (fails(OPEN) || fails(EINTR_))
		return -1;
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags | O_LARGEFILE, mode);
}

int
openat(int folder, const char *path, int flags, ...)
{
	mode_t mode;

	MODE(mode, flags);
	if (fails(OPEN) || fails(EINTR_))
		return -1;
	return (int)syscall(SYS_openat, folder, path, flags, mode);
}

FILE *
fopen(const char *path, const char *mode)
{
	REAL(fopen);
	return fails(OPEN) ? NULL : real(path, mode);
}

DIR *
fdopendir(int fd)
{
	REAL(fdopendir);
	return fails(OPEN) ? NULL : real(fd);
}

#define LIKE_FCNTL(name)	\
int	\
name(int fd, int command, ...)	\
{	\
	va_list list;	\
	long argument;	\
	va_start(list, command);	\
	argument = va_arg(list, long);	\
	va_end(list);	\
	return fails(FCNTL) ? -1 : (int)syscall(SYS_fcntl, fd, command, argument);	\
}

LIKE_FCNTL(fcntl)
LIKE_FCNTL(fcntl64)

/* One that takes arguments, fails with -1 and has no more to it. */
#define FAILING(class, name, types, names)	\
int						\
name types					\
{						\
	REAL(name);				\
	return fails(class) ? -1 : real names;	\
}

FAILING(PIPE, pipe, (int ends[2]), (ends))
FAILING(PIPE, pipe2, (int ends[2], int flags), (ends, flags))
FAILING(SOCKETPAIR, socketpair, (int a, int b, int c, int ends[2]), (a, b, c, ends))
FAILING(SOCKET, socket, (int a, int b, int c), (a, b, c))
FAILING(RENAME, rename, (const char *a, const char *b), (a, b))
FAILING(RENAME, renameat, (int a, const char *b, int c, const char *d), (a, b, c, d))
FAILING(UNLINK, unlink, (const char *a), (a))
FAILING(UNLINK, unlinkat, (int a, const char *b, int c), (a, b, c))
FAILING(MKDIR, mkdir, (const char *a, mode_t b), (a, b))
FAILING(MKDIR, mkdirat, (int a, const char *b, mode_t c), (a, b, c))
FAILING(FLOCK, flock, (int a, int b), (a, b))
FAILING(FSTAT, fstat, (int a, struct stat *b), (a, b))
FAILING(FSTAT, stat, (const char *restrict a, struct stat *restrict b), (a, b))
FAILING(FSTAT, lstat, (const char *restrict a, struct stat *restrict b), (a, b))
FAILING(FSTAT, fstatat, (int a, const char *restrict b, struct stat *restrict c, int d), (a, b, c, d))
FAILING(FSTAT, fstatfs, (int a, struct statfs *b), (a, b))
FAILING(FSTAT, access, (const char *a, int b), (a, b))
FAILING(SIGACTION, sigaction, (int a, const struct sigaction *restrict b, struct sigaction *restrict c), (a, b, c))
FAILING(TCGETATTR, tcgetattr, (int a, struct termios *b), (a, b))
FAILING(TCSETATTR, tcsetattr, (int a, int b, const struct termios *c), (a, b, c))
FAILING(NANOSLEEP, nanosleep, (const struct timespec *a, struct timespec *b), (a, b))
FAILING(CLOCK, clock_gettime, (clockid_t a, struct timespec *b), (a, b))
FAILING(DUP, dup2, (int a, int b), (a, b))
FAILING(LIMIT, setrlimit, (__rlimit_resource_t a, const struct rlimit *b), (a, b))
FAILING(LIMIT, getrlimit, (__rlimit_resource_t a, struct rlimit *b), (a, b))

int
ioctl(int fd, unsigned long request, ...)
{
	va_list list;
	long argument;

	va_start(list, request);
	argument = va_arg(list, long);
	va_end(list);
	return fails(IOCTL) ? -1 : (int)syscall(SYS_ioctl, fd, request, argument);
}

int
poll(struct pollfd *fds, nfds_t count, int wait)
{
	REAL(poll);
	return fails(POLL) || fails(EINTR_) ? -1 : real(fds, count, wait);
}

time_t
time(time_t *where)
{
	struct timespec now = { 0 };

	if (fails(CLOCK))
		return -1;
	syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
	if (where != NULL)
		*where = now.tv_sec;
	return now.tv_sec;
}

ssize_t
getrandom(void *bytes, size_t size, unsigned int flags)
{
	REAL(getrandom);
	return fails(GETRANDOM) ? -1 : real(bytes, size, flags);
}

pid_t
fork(void)
{
	REAL(fork);
	return fails(FORK) ? -1 : real();
}

pid_t
waitpid(pid_t pid, int *status, int options)
{
	REAL(waitpid);
	return fails(WAITPID) || fails(EINTR_) ? -1 : real(pid, status, options);
}

/* --- executing --------------------------------------------------------------------------------------- */

static bool
is_helper(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL && strcmp(slash + 1, "awsmfa-sts") == 0;
}

/* The environment with the variables of this library, for the helper alone. */
static int
execute(const char *path, char *const *argv, char *const *environment)
{
	static char *whole[1000];
	static char preload[400];
	int count = 0, i;
	Dl_info self;

	if (fails(EXEC))
		return -1;
	for (i = 0; environment[i] != NULL && count < 980; i++)
		whole[count++] = environment[i];
	if (is_helper(path) && kept[0][0] != '\0' && dladdr((void *)execute, &self) != 0) {
		snprintf(preload, sizeof(preload), "LD_PRELOAD=%s", self.dli_fname);
		whole[count++] = preload;
		for (i = 0; i < 5; i++)
			if (kept[i][0] != '\0')
				whole[count++] = kept[i];
	}
	whole[count] = NULL;
	return (int)syscall(SYS_execve, path, argv, whole);
}

int
execv(const char *path, char *const argv[])
{
	extern char **environ;

	return execute(path, argv, environ);
}

int
execve(const char *path, char *const argv[], char *const environment[])
{
	return execute(path, argv, environment);
}

int
execvp(const char *path, char *const argv[])
{
	REAL(execvp);
	return fails(EXEC) ? -1 : real(path, argv);
}
