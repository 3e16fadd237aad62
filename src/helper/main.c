/* awsmfa-sts - signs a request to AWS, sends it and reads the answer, for awsmfa
 *
 *  1. It MUST be hardened before it reads anything, and say nothing but replies.
 *  2. It MUST end with the program that started it.
 *  3. A key that interrupts awsmfa MUST NOT interrupt a request: awsmfa decides whether it can do without the answer.
 *  4. What one request left behind MUST be wiped before the next is read.
 *
 * awsmfa starts it with a socket as standard input, possibly while the user still types the code;
 * the libraries are loaded by the time the first request comes. Both speak as types/wire.h says.
 */
#include <cjson/cJSON.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/process.h"
#include "base/wiping.h"
#include "helper/exchange.h"
#include "helper/prepare.h"
#include "types/wire.h"

#define TALK	0	/* the descriptor, for both directions */

static bool
is_started_by_awsmfa(void)
{
	struct stat info;

	return fstat(TALK, &info) == 0 && S_ISSOCK(info.st_mode);
}

/* The terminal sends these to both. */
static void
ignore_keys(void)
{
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
}

static void
die_with_parent(void)
{
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

/* Connects for the request in MESSAGE. Whether the one that follows was read, and has taken its place. */
static bool
prepare(struct caller *caller, struct wire *message)
{
	struct job job = JOB_INIT;
	struct error ignored;
	bool is_read;

	is_read = job_read(&job, message, &ignored);
	wire_clear(message);
	is_read = is_read && prepare_connection(caller, &job, TALK, message);
	job_clear(&job);
	return is_read;
}

/* Serves until the other side hangs up. Returns the exit status. */
static int
serve(struct caller *caller)
{
	struct wire message = WIRE_INIT;
	struct error err = { .status = STATUS_DONE };

	while (wire_receive(&message, TALK, &err)) {
		if (wire_get(&message, "prepare") != NULL && !prepare(caller, &message))
			continue;
		exchange_answer(caller, &message);
		if (!wire_send(&message, TALK, &err))
			break;
	}
	wire_clear(&message);
	return err.cause == CAUSE_HUNG_UP ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main(int argc, char **argv)
{
	cJSON_Hooks wiping = { .malloc_fn = wiping_malloc, .free_fn = wiping_free };
	struct caller caller = { .http = NULL };
	struct error err;
	int status;

	if (!process_begin(&err))
		return EXIT_FAILURE;
	if (argc == 2 && strcmp(argv[1], "--version") == 0)
		return printf("awsmfa-sts " VERSION "\n") > 0 && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
	if (!is_started_by_awsmfa()) {
		fputs("awsmfa-sts is started by awsmfa\n", stderr);
		return STATUS_USAGE;
	}
	die_with_parent();
	ignore_keys();
	unsetenv("SSLKEYLOGFILE");	/* GnuTLS would write the keys of every connection to that file */
	cJSON_InitHooks(&wiping);
	caller.http = http_open();
	if (caller.http == NULL)
		return EXIT_FAILURE;
	status = serve(&caller);
	http_close(caller.http);
	process_end(status);
}
