#include "doctor/finding.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/printable.h"

const char *const finding_state_names[] = {
	[FINDING_OK] = "ok", [FINDING_WARNING] = "warning", [FINDING_PROBLEM] = "problem",
	[FINDING_SKIPPED] = "skipped",
};

void
finding_add(struct findings *findings, const char *check, enum finding_state state, const char *format, ...)
{
	struct finding *list = reallocarray(findings->list, findings->count + 1, sizeof(*list)), *finding;
	va_list args;

	if (list == NULL) {
		findings->failed = true;
		return;
	}
	findings->list = list;
	finding = &list[findings->count++];
	*finding = (struct finding){ .check = check, .state = state };
	va_start(args, format);
	vsnprintf(finding->found, sizeof(finding->found), format, args);
	va_end(args);
	printable_make(finding->found, false);
}

void
finding_remedy(struct findings *findings, const char *format, ...)
{
	struct finding *finding;
	va_list args;

	if (findings->count == 0)
		return;
	finding = &findings->list[findings->count - 1];
	va_start(args, format);
	vsnprintf(finding->remedy, sizeof(finding->remedy), format, args);
	va_end(args);
	printable_make(finding->remedy, false);
}

void
finding_add_error(struct findings *findings, const char *check, enum finding_state state, const struct error *err)
{
	finding_add(findings, check, state, "%s", err->message);
	if (err->hint[0] != '\0')
		finding_remedy(findings, "%s", err->hint);
}

bool
findings_need_mending(const struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->count; i++)
		if (findings->list[i].state == FINDING_PROBLEM)
			return true;
	return false;
}

void
findings_clear(struct findings *findings)
{
	free(findings->list);
	*findings = (struct findings)FINDINGS_INIT;
}
