#include "session/hook_mode.h"

#include <string.h>

#include "base/environment.h"

const char *const hook_mode_words[] = { [HOOK_EAGER] = "eager", [HOOK_LAZY] = "lazy", [HOOK_OFF] = "off", NULL };

enum hook_mode
hook_mode_read(void)
{
	const char *word = environment_get("AWSMFA_HOOK");
	enum hook_mode mode;

	for (mode = HOOK_EAGER; word != NULL && mode <= HOOK_OFF; mode++)
		if (strcmp(word, hook_mode_words[mode]) == 0)
			return mode;
	return word == NULL ? HOOK_EAGER : HOOK_UNKNOWN;
}
