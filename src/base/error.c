#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool
error_set(struct error *err, enum status status, const char *format, ...)
{
	va_list args;

	*err = (struct error){ .status = status };
	va_start(args, format);
	vsnprintf(err->message, sizeof(err->message), format, args);
	va_end(args);
	return false;
}

bool
error_set_errno(struct error *err, enum status status, const char *format, ...)
{
	int cause = errno;
	size_t used;
	va_list args;

	*err = (struct error){ .status = status };
	va_start(args, format);
	vsnprintf(err->message, sizeof(err->message), format, args);
	va_end(args);
	used = strlen(err->message);
	snprintf(err->message + used, sizeof(err->message) - used, ": %s", strerror(cause));
	return false;
}

bool
error_cause(struct error *err, enum cause cause)
{
	err->cause = cause;
	return false;
}

bool
error_hint(struct error *err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(err->hint, sizeof(err->hint), format, args);
	va_end(args);
	return false;
}

bool
error_brief(struct error *err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(err->brief, sizeof(err->brief), format, args);
	va_end(args);
	return false;
}

bool
error_prefix(struct error *err, const char *format, ...)
{
	char rest[sizeof(err->message)];
	size_t used;
	va_list args;

	memcpy(rest, err->message, sizeof(rest));
	va_start(args, format);
	vsnprintf(err->message, sizeof(err->message), format, args);
	va_end(args);
	used = strlen(err->message);
	snprintf(err->message + used, sizeof(err->message) - used, ": %s", rest);
	return false;
}

bool
error_memory(struct error *err)
{
	return error_set(err, STATUS_LOCAL, "out of memory");
}
