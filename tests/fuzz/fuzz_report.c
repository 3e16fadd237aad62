/* fuzz_report.c - what a hooked shell reports of itself, judged by each shell's own file */
#include "fuzz.h"
#include "shell/report.h"
#include "shell/shells.h"

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	static const char *const fields[] = {
		"version", "names", "tools", "ps0", "prompt", "urg", "options", "wants", "precmd", "preexec",
		"handlers",
	};
	static const char *const hooked[] = { "bash", "zsh", "fish" };
	const struct shell_hook *hook;
	struct report report = REPORT_INIT;
	struct hook_place place;
	const char *names;
	char *text = fuzz_text(bytes, len);
	size_t i;

	report_parse(&report, text);
	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		require(report_get(&report, fields[i]) == NULL ||
		    strlen(report_get(&report, fields[i])) <= strlen(text));
		report_has_word(report_text(&report, fields[i]), "AWS_PROFILE");
	}
	for (i = 0; i < sizeof(hooked) / sizeof(hooked[0]); i++) {
		hook = shells_find_hooked(hooked[i])->hook;
		place = (struct hook_place)HOOK_PLACE_INIT;
		hook->judge(&place, &report);
		require_printable(place.prompt);
		require_printable(place.command);
		names = report_text(&report, "names");
		hook->is_fixed(names, strcspn(names, "\n"), true);
	}
	report_clear(&report);
	free(text);
	return 0;
}
