/* region.h - the name of an AWS region: eu-west-1 */
#ifndef TYPES_REGION_H
#define TYPES_REGION_H

#include <stdbool.h>

/* Whether REGION may become part of a host name: [a-z0-9-]{1,63}. Not whether AWS has it. */
bool	region_is_valid(const char *region);

#endif
