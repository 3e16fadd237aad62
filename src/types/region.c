#include "types/region.h"

#include <string.h>

bool
region_is_valid(const char *region)
{
	size_t length = strlen(region);
	const char *byte = region;

	while ((*byte >= 'a' && *byte <= 'z') || (*byte >= '0' && *byte <= '9') || *byte == '-')
		byte++;
	/* a label of a host name neither begins nor ends with '-', RFC 1123 */
	return *byte == '\0' && length >= 1 && length <= 63 && region[0] != '-' && region[length - 1] != '-';
}

/* Takes every MARK out of TEXT. Returns whether there was one. */
static bool
take_out(char *text, const char *mark)
{
	size_t length = strlen(mark);
	bool any = false;

	while ((text = strstr(text, mark)) != NULL) {
		memmove(text, text + length, strlen(text + length) + 1);
		any = true;
	}
	return any;
}

bool
region_without_fips(char plain[REGION_SIZE], const char *region)
{
	size_t length = strlen(region);
	bool prefix, suffix;

	if (length >= REGION_SIZE)
		return false;
	memcpy(plain, region, length + 1);
	prefix = take_out(plain, "fips-");
	suffix = take_out(plain, "-fips");
	return prefix || suffix;
}
