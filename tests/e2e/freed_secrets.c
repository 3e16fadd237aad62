/* freed_secrets.c - a library in front of libc's that finds secrets in memory which a program gives back
 *
 *	FREED_SECRETS=/path/secrets FREED_REPORT=/path/report LD_PRELOAD=freed_secrets.so awsmfa env
 *
 * FREED_SECRETS has one secret a line. Each is looked for, by its first and its last 12 bytes (a code of
 * six digits as a whole), in every block that is freed or reallocated, in every mapping that is
 * unmapped, and at the end in everything that can still be written to. A find becomes a line of
 * FREED_REPORT: which secret, where, and the module that gave the block back.
 *
 *	1 free libgnutls.so.30
 *	2 exit [heap]
 *
 * The last lines tell the state of the process: "dumpable 0", "core 0".
 *
 * The secrets are kept disguised here, so that this library's own memory is no find.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define DISGUISE	0x5a
#define NEEDLES		32
#define LENGTH		12
#define WINDOW		65536

extern void *__libc_malloc(size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void __libc_free(void *block);

static struct {
	int		number;
	size_t		length;
	unsigned char	bytes[LENGTH];
} needles[NEEDLES];
static int count, report = -1;
static unsigned char window[WINDOW];

/* --- looking ------------------------------------------------------------------------------------ */

static bool
is_at(const unsigned char *place, int i)
{
	size_t j;

	for (j = 0; j < needles[i].length; j++)
		if ((place[j] ^ DISGUISE) != needles[i].bytes[j])
			return false;
	return true;
}

static void
say(int number, const char *where, const char *module)
{
	char line[256];
	int length = snprintf(line, sizeof(line), "%d %s %s\n", number, where, module);

	if (write(report, line, (size_t)length) != length)
		abort();
}

static void
look(const void *block, size_t size, const char *where, const char *module)
{
	const unsigned char *bytes = block;
	size_t at;
	int i;

	for (i = 0; i < count; i++)
		for (at = 0; at + needles[i].length <= size; at++)
			if (is_at(bytes + at, i)) {
				say(needles[i].number, where, module);
				break;
			}
}

static const char *
module_of(void *caller)
{
	Dl_info info;
	const char *slash;

	if (dladdr(caller, &info) == 0 || info.dli_fname == NULL)
		return "unknown";
	slash = strrchr(info.dli_fname, '/');
	return slash == NULL ? info.dli_fname : slash + 1;
}

/* --- what gives memory back ----------------------------------------------------------------------- */

void
free(void *block)
{
	if (block != NULL && count > 0)
		look(block, malloc_usable_size(block), "free", module_of(__builtin_return_address(0)));
	__libc_free(block);
}

/* Always moves: the old block is then given back, as it may be at any time. */
void *
realloc(void *block, size_t size)
{
	void *moved;
	size_t old;

	if (block == NULL || count == 0)
		return __libc_realloc(block, size);
	old = malloc_usable_size(block);
	look(block, old, "realloc", module_of(__builtin_return_address(0)));
	moved = __libc_malloc(size);
	if (moved == NULL)
		return NULL;
	memcpy(moved, block, old < size ? old : size);
	__libc_free(block);
	return moved;
}

/* Reads through the kernel, which says no where we would crash. */
static void
look_through(const char *start, size_t size, const char *where, const char *module)
{
	size_t at, step = WINDOW - LENGTH;

	for (at = 0; at < size; at += step) {
		struct iovec from = { (char *)start + at, size - at < WINDOW ? size - at : WINDOW },
		    to = { window, WINDOW };
		ssize_t got = process_vm_readv(getpid(), &to, 1, &from, 1, 0);

		if (got > 0)
			look(window, (size_t)got, where, module);
	}
	memset(window, 0, sizeof(window));
}

int
munmap(void *start, size_t size)
{
	static int (*real)(void *, size_t);

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "munmap");
	if (count > 0)
		look_through(start, size, "munmap", module_of(__builtin_return_address(0)));
	return real(start, size);
}

/* --- begin and end ----------------------------------------------------------------------------------- */

static void
add(int number, const unsigned char *bytes, size_t length)
{
	size_t i;

	if (count == NEEDLES)
		abort();
	needles[count].number = number;
	needles[count].length = length;
	for (i = 0; i < length; i++)
		needles[count].bytes[i] = bytes[i] ^ DISGUISE;
	count++;
}

__attribute__((constructor))
static void
begin(void)
{
	const char *secrets = getenv("FREED_SECRETS"), *place = getenv("FREED_REPORT");
	unsigned char *line = window;
	int fd, number = 1;
	ssize_t got;

	if (secrets == NULL || place == NULL)
		return;
	report = fcntl(open(place, O_WRONLY | O_CREAT | O_APPEND, 0600), F_DUPFD_CLOEXEC, 100);
	fd = open(secrets, O_RDONLY | O_CLOEXEC);
	got = read(fd, window, sizeof(window));
	close(fd);
	while (line < window + got) {
		size_t length = (size_t)((unsigned char *)memchr(line, '\n', (size_t)(window + got - line)) - line);

		add(number, line, length < LENGTH ? length : LENGTH);
		if (length > LENGTH)
			add(number, line + length - LENGTH, LENGTH);
		line += length + 1;
		number++;
	}
	memset(window, 0, sizeof(window));
}

__attribute__((destructor))
static void
end(void)
{
	char line[600], permissions[8], name[400];
	struct rlimit core;
	unsigned long start, stop;
	FILE *maps;

	if (count == 0)
		return;
	getrlimit(RLIMIT_CORE, &core);
	snprintf(line, sizeof(line), "dumpable %d\ncore %llu\n", prctl(PR_GET_DUMPABLE),
	    (unsigned long long)core.rlim_cur);
	if (write(report, line, strlen(line)) < 0)
		abort();
	maps = fopen("/proc/self/maps", "re");
	while (maps != NULL && fgets(line, sizeof(line), maps) != NULL) {
		name[0] = '\0';
		if (sscanf(line, "%lx-%lx %7s %*s %*s %*s %399s", &start, &stop, permissions, name) >= 3 &&
		    permissions[1] == 'w')
			look_through((const char *)start, stop - start, "exit", name[0] == '\0' ? "mapping" : name);
	}
}

/* Destructors do not run then. */
__attribute__((noreturn)) void
_exit(int status)
{
	end();
	syscall(SYS_exit_group, status);
	__builtin_unreachable();
}
