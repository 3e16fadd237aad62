/* hook_mode.h - how eager the hook is, by AWSMFA_HOOK
 *
 *	AWSMFA_HOOK=lazy	hook_mode_read()	HOOK_LAZY
 */
#ifndef SESSION_HOOK_MODE_H
#define SESSION_HOOK_MODE_H

#include <stddef.h>

enum hook_mode {
	HOOK_EAGER,		/* at a prompt and before any command */
	HOOK_LAZY,		/* before commands that use AWS */
	HOOK_OFF,
	HOOK_UNKNOWN		/* any other word: as eager */
};

/* The words of the first three, in their order; NULL ends them. */
extern const char *const hook_mode_words[];

/* What AWSMFA_HOOK says; eager if it says nothing. */
enum hook_mode hook_mode_read(void);

#endif
