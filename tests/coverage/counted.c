/* counted.c - linked into each program of `make coverage`: counts that would be lost are written
 *
 * gcov writes its counts when a program calls exit. Ours also end by executing another, by _exit in a child, and by a
 * signal that they send themselves; and the witness (src/base/witness.h) is killed while it waits. The linker puts
 * these functions in front (--wrap), which write the counts first.
 *
 * While they are written no call fails, though tests/faults/faults.c be loaded: what it makes fail are our calls. Its
 * variable is weak here, so that it need not be.
 */
#include <errno.h>
#include <signal.h>
#include <stddef.h>

void	__gcov_dump(void);
void	__gcov_reset(void);

extern int faults_paused __attribute__((weak));

static void
pause_faults(int more)
{
	if (&faults_paused != NULL)
		faults_paused += more;
}

static void
write_counts(void)
{
	int kept = errno;

	pause_faults(1);
	__gcov_dump();
	__gcov_reset();
	pause_faults(-1);
	errno = kept;
}

/* Before gcov's own, which has a priority. */
__attribute__((destructor)) static void
end(void)
{
	pause_faults(1);
}

#define COUNTED(type, name, types, names)	\
type	__real_##name types;			\
type	__wrap_##name types;			\
type						\
__wrap_##name types				\
{						\
	write_counts();				\
	return __real_##name names;		\
}

COUNTED(int, raise, (int number), (number))
COUNTED(int, execv, (const char *path, char *const argv[]), (path, argv))
COUNTED(int, execvp, (const char *path, char *const argv[]), (path, argv))
COUNTED(int, execve, (const char *path, char *const argv[], char *const environment[]), (path, argv, environment))
COUNTED(int, sigtimedwait, (const sigset_t *set, siginfo_t *info, const struct timespec *time), (set, info, time))

__attribute__((noreturn)) void	__real__exit(int status);
__attribute__((noreturn)) void	__wrap__exit(int status);

void
__wrap__exit(int status)
{
	write_counts();
	__real__exit(status);
}
