/* options.h - the command line, read with tables
 *
 * A command declares its options once; parsing, help, suggestions and the tests that compare
 * manual and completions with the program all read the same table.
 *
 *	enum { OPTION_PROFILE = 1, OPTION_FORCE };
 *	static const struct option_spec table[] = {
 *		{ OPTION_PROFILE, 'p', "profile", "NAME", "use this profile", NULL },
 *		{ OPTION_FORCE | OPTION_COSTLY, 'f', "force", NULL, "always get a new session", NULL },
 *		{ 0 }
 *	};
 *	if (!options_parse(&options, tables, OPTIONS_ANYWHERE, argc, argv, err))
 *		return false;
 *	name = options.value[OPTION_PROFILE];		NULL: not given
 *
 * `--name value`, `--name=value`, `-n value`, `-nvalue` and clusters of flags (`-fq`) are
 * understood, `--` ends the options, and arguments may come between them, unless they are another
 * command with options of its own.
 */
#ifndef BASE_OPTIONS_H
#define BASE_OPTIONS_H

#include "base/secret.h"

#define OPTION_COUNT	48	/* ids are smaller than that */
#define OPTION_HELP	47	/* -h, --help: known everywhere, in no table */
#define OPTION_QUIET	46	/* -q and -v, of the commands that have them in their table, are for main: */
#define OPTION_VERBOSE	45	/* it sets how much awsmfa prints (base/notice.h) */
#define OPTION_RETIRED	(-1)	/* an id: the option exists to say what to use instead */
#define OPTION_COSTLY	0x100	/* added to an id: it uses up a code or loses a session, and is never suggested */

struct option_spec {
	int		 id;		/* where its value goes, and OPTION_COSTLY; 0 ends the table */
	char		 letter;	/* the short form; 0: none */
	const char	*name;		/* the long form, without dashes */
	const char	*argument;	/* what it takes, as help shows it; NULL: a flag; retired: the advice */
	const char	*help;		/* one line; NULL: not listed */
	const char	*aliases;	/* other long forms, separated by blanks; NULL: none */
};

/* Where options may come. */
enum options_order {
	OPTIONS_ANYWHERE,
	OPTIONS_FIRST		/* the first argument ends them: what follows it is another command's */
};

struct options {
	char		 *value[OPTION_COUNT];	/* by id; a flag's is "" when given; the last one wins */
	char		**arguments;		/* words that are no options, at the front of argv; a NULL ends them */
	int		  count;
};

/* Reads ARGV, without the command's name, by TABLES (a NULL-ended list). The values point into
 * ARGV, whose elements are moved; ARGV[ARGC] is NULL. The first mistake is STATUS_USAGE and suggests
 * the nearest option, unless that is a costly one: nobody is led to one by a slip. The rest is read
 * anyway, so that OPTIONS tells in which form to fail. */
bool	options_parse(struct options *options, const struct option_spec *const *tables, enum options_order order,
	    int argc, char **argv, struct error *err) MUST_CHECK;

#endif
