/* command.h - what a command is
 *
 * A command is one file that begins with its entry, and one line in the table of commands.c. Help,
 * suggestions, and the tests that compare manual and completions with the program read the entry.
 */
#ifndef COMMANDS_COMMAND_H
#define COMMANDS_COMMAND_H

#include "base/options.h"

struct command {
	const char	*name;
	const char	*arguments;		/* "[PROFILE]"; "": none */
	const char	*summary;		/* one line */
	const char	*description;		/* for its help, in the imperative: what users should know */

	/* Appends to the description what is not known before the program runs; NULL: nothing. */
	void		(*describe)(struct secret *out);

	const char	*example;		/* the last line of its help */
	const struct option_spec *const *options;	/* NULL-ended list of tables */
	enum options_order order;		/* OPTIONS_FIRST: its argument is a command with options of its own */

	/* Runs it. Appends to OUT what goes to stdout, which main prints whole at the end; after a failure
	 * OUT holds nothing that belongs to a success. */
	bool		(*run)(const struct options *options, struct secret *out, struct error *err);

	/* Appends what main prints after a failure with STATUS; NULL: nothing. OPTIONS may be incomplete. */
	void		(*failed)(const struct options *options, int status, struct secret *out);

	bool		is_hidden;		/* not for users: in no list and no suggestion */
	bool		is_for_hook;		/* the function of a hook evaluates its stdout */
	bool		is_costly;		/* it uses up a code or loses a session: in no suggestion */

	/* Whether a shell evaluates its stdout, so that help must not go there. */
	bool		(*is_evaluated)(void);
};

extern const struct command command_env, command_use, command_drop, command_exec, command_status, command_profiles,
    command_devices, command_assign, command_doctor, command_hook, command_renew, command_run_credentials,
    command_help, command_version;

/* All commands in the order of the manual, ended by NULL. */
extern const struct command *const commands[];

/* Refuses arguments if the command takes none, and hints at -p if it has that option. */
bool	command_check_arguments(const struct command *command, const struct options *options, struct error *err)
	    MUST_CHECK;

/* The command of that name; NULL with an error that suggests the nearest one. */
const struct command *command_find(const char *name, struct error *err);

#endif
