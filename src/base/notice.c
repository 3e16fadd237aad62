#include "base/notice.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/colour.h"
#include "base/home.h"
#include "base/io.h"
#include "base/printable.h"

static enum notice_level shown = NOTICE_NORMAL;

void
notice_set_level(enum notice_level level)
{
	shown = level;
}

bool
notice_hush(void)
{
	if (shown != NOTICE_NORMAL)
		return false;
	shown = NOTICE_QUIET;
	return true;
}

__attribute__((format(printf, 2, 0)))
static void
print(const char *before, const char *format, va_list args)
{
	char line[2304];
	size_t start = (size_t)snprintf(line, sizeof(line), "%s", before);
	size_t length;

	vsnprintf(line + start, sizeof(line) - start - 1, format, args);
	home_shorten(line + start);
	printable_make(line + start, false);
	length = strlen(line);
	line[length++] = '\n';
	io_write_quietly(2, line, length);
}

void
notice_warn(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print("awsmfa: ", format, args);
	va_end(args);
}

void
notice_say(const char *format, ...)
{
	va_list args;

	if (shown < NOTICE_NORMAL)
		return;
	va_start(args, format);
	print("awsmfa: ", format, args);
	va_end(args);
}

void
notice_say_of(const char *name, enum colour colour, const char *format, ...)
{
	const bool coloured = colour != COLOUR_NONE && colour_is_wanted(2);
	char harmless[512], before[sizeof(harmless) + 32];
	va_list args;

	if (shown < NOTICE_NORMAL)
		return;
	snprintf(harmless, sizeof(harmless), "%s", name);
	printable_make(harmless, false);
	snprintf(before, sizeof(before), "awsmfa: %s%s%s", coloured ? colour_on(colour) : "", harmless,
	    coloured ? colour_off : "");
	va_start(args, format);
	print(before, format, args);
	va_end(args);
}

void
notice_step(const char *format, ...)
{
	va_list args;

	if (shown < NOTICE_VERBOSE)
		return;
	va_start(args, format);
	print("awsmfa: ", format, args);
	va_end(args);
}

void
notice_hint(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print(colour_is_wanted(2) ? "\033[33mhint:\033[m " : "hint: ", format, args);
	va_end(args);
}

void
notice_error(const struct error *err)
{
	if (err->message[0] != '\0')
		notice_warn("%s", err->message);
	if (err->hint[0] != '\0')
		notice_hint("%s", err->hint);
}

bool
notice_is_quiet(void)
{
	return shown == NOTICE_QUIET;
}
