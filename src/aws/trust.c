#include "aws/trust.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/io.h"

#define MOST_BYTES	((size_t)16 * 1024 * 1024)	/* of a CA bundle; the system's have a quarter of one */

PRINTF(2, 3)
static void
append(struct error *err, const char *format, ...)
{
	size_t used = strlen(err->message);
	va_list args;

	va_start(args, format);
	vsnprintf(err->message + used, sizeof(err->message) - used, format, args);
	va_end(args);
}

/* Says in the message if the bundle is none. */
static void
look_into_bundle(const char *path, struct error *err)
{
	struct secret text = SECRET_INIT;
	struct error why = { .status = STATUS_DONE };
	struct stat info;

	if (!io_read_file(path, MOST_BYTES, &text, &info, &why))
		append(err, ": %s", why.brief[0] != '\0' ? why.brief : strerror(errno));
	else if (strstr(secret_text(&text), "CERTIFICATE-----") == NULL)
		append(err, ", which holds no certificate (PEM)");
	secret_clear(&text);
}

static void
hint_at_bundle(const struct endpoint_settings *settings, struct error *err)
{
	char place[BLAME_SIZE];

	if (settings->ca_bundle == NULL) {
		error_hint(err,
		    "if a proxy of your company signs for that host: export AWS_CA_BUNDLE=FILE, its certificates");
		return;
	}
	look_into_bundle(settings->ca_bundle, err);
	error_hint(err, "%s%s names that file; AWS_CA_BUNDLE must name the certificates of who signs for that host",
	    blame_place(place, settings->config, settings->ca_text), settings->ca_from);
}

void
trust_explain(const struct endpoint_settings *settings, struct error *err)
{
	if (err->cause == CAUSE_CERTIFICATE_UNTRUSTED || err->cause == CAUSE_CA_BUNDLE_UNUSABLE)
		hint_at_bundle(settings, err);
}
