/* region.h - the name of an AWS region: eu-west-1 */
#ifndef TYPES_REGION_H
#define TYPES_REGION_H

#include <stdbool.h>

#define REGION_SIZE 64

/* Whether REGION may become part of a host name: [a-z0-9-]{1,63}, without a '-' at either end. Does not say whether
 * AWS has it. */
bool	region_is_valid(const char *region);

/* Takes the FIPS mark out of REGION: fips-us-east-1 and us-east-1-fips are names that older SDKs had for the FIPS
 * endpoints of us-east-1. botocore takes out "fips-" and "-fips" wherever they are. False: REGION has no such mark, or
 * does not fit. */
bool	region_without_fips(char plain[REGION_SIZE], const char *region);

#endif
