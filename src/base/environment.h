/* environment.h - variables: as they were given to us, and as a program gets them
 *
 * AWS's tools treat an empty variable as unset, and so do the functions here that read one.
 *
 *	struct environment environment = ENVIRONMENT_INIT;
 *
 *	if (environment_build(&environment, exports.change, exports.count, err))
 *		... execve(path, argv, environment.variables) ...
 *	environment_clear(&environment);
 */
#ifndef BASE_ENVIRONMENT_H
#define BASE_ENVIRONMENT_H

#include <time.h>

#include "base/secret.h"

/* The value of a variable; NULL when unset or empty. */
const char *environment_get(const char *name);

/* Reads the epoch seconds of a variable: 1 to 11 digits, nothing else. */
bool	environment_get_time(const char *name, time_t *when);

/* A change to a variable. */
struct change {
	const char	*name;		/* of the variable: [A-Z_][A-Z0-9_]*, each once in a list */
	const char	*value;		/* NULL: unset it */
};

/* Our environment with changes made to it. What is unchanged is shared with our own. */
struct environment {
	char		**variables;	/* NAME=value, ended by NULL */
	struct secret	  text;		/* those that were set */
};

#define ENVIRONMENT_INIT { .variables = NULL }

bool	environment_build(struct environment *environment, const struct change *changes, size_t count,
	    struct error *err) MUST_CHECK;

void	environment_clear(struct environment *environment);

#endif
