/* given.h - a variable that programs which we start find with another value than ours
 *
 *	given_set("AWS_PROFILE", NULL);		they do not find it at all
 *	...
 *	given_take();				in the child, before it becomes the program
 */
#ifndef BASE_GIVEN_H
#define BASE_GIVEN_H

/* Gives every program that we start NAME with VALUE; NULL: unset. For one variable: the last one wins. */
void	given_set(const char *name, const char *value);

/* Changes our own environment so. */
void	given_take(void);

#endif
