/* measure.c - runs a program once and prints what that took
 *
 *	measure PROGRAM ARGUMENT...		"1893211 57 1640 0": ns, page faults, peak KiB, status
 *
 * A small program of its own, since a child's peak memory begins with that of whoever started it.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long
nanoseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

int
main(int argc, char **argv)
{
	struct rusage usage = { 0 };
	long long start = nanoseconds();
	int status = 0, null;
	pid_t child;

	if (argc < 2)
		return 2;
	child = vfork();
	if (child == 0) {
		null = open("/dev/null", O_RDWR);
		dup2(null, 0);
		dup2(null, 1);
		execv(argv[1], argv + 1);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) != child)
		return 1;
	printf("%lld %ld %ld %d\n", nanoseconds() - start, usage.ru_minflt, usage.ru_maxrss,
	    WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	return 0;
}
