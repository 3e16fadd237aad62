#include "types/region.h"

#include <string.h>

bool
region_is_valid(const char *region)
{
	size_t length = strlen(region);

	return length >= 1 && length <= 63 && strspn(region, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}
