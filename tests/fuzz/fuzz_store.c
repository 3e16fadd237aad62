/* fuzz_store.c - whatever the shared file holds, it is taken as a whole or refused as a whole */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/notice.h"
#include "fuzz.h"
#include "sharing/store.h"

#define KEY "AKIAIOSFODNN7EXAMPLE"

static char folder[] = "/dev/shm/awsmfa-fuzz-XXXXXX", path[128];

static void
set_up(void)
{
	struct store store = STORE_INIT;
	struct error err;

	require(mkdtemp(folder) != NULL);
	setenv("XDG_RUNTIME_DIR", folder, 1);
	notice_set_level(NOTICE_QUIET);
	require(freopen("/dev/null", "w", stdout) != NULL);
	require(store_open(&store, KEY, &err));
	store_close(&store);
	snprintf(path, sizeof(path), "%s/awsmfa/" KEY, folder);
}

static void
put(const unsigned char *bytes, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	require(fd >= 0 && fchmod(fd, 0600) == 0 && write(fd, bytes, len) == (ssize_t)len && close(fd) == 0);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	struct store store = STORE_INIT;
	struct error err;
	size_t i;

	if (path[0] == '\0')
		set_up();
	if (len > STORE_FILE_LIMIT)
		return 0;
	put(bytes, len);
	require(store_open(&store, KEY, &err));
	require(store.sessions.count <= MFA_SESSIONS);
	for (i = 0; i < STORE_CODES; i++)
		require(strlen(store.used[i].code) < sizeof(store.used[i].code));
	require(!store.warned || (store.sessions.count == 0 && store.used[0].code[0] == '\0'));
	store_has_used(&store, "123456");
	require(store_note_code(&store, "123456", &err) && store_has_used(&store, "123456"));
	require(!store.warned || store.sessions.count == 0);
	store_close(&store);
	require(store_open(&store, KEY, &err) && !store.warned);	/* what we write is whole */
	store_close(&store);
	return 0;
}
