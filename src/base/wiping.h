/* wiping.h - malloc and its family for libraries that see secrets
 *
 * A library that lets its user choose the allocator keeps no secret in memory that it gave back:
 *
 *	cJSON_Hooks hooks = { wiping_malloc, wiping_free };
 *
 *	cJSON_InitHooks(&hooks);
 *
 * curl_global_init_mem takes all five, expat's XML_ParserCreate_MM three. They behave as malloc(3) says,
 * from any thread, and wipe every block when it is freed or moved. Never pass one of their blocks
 * to free(3).
 */
#ifndef BASE_WIPING_H
#define BASE_WIPING_H

#include <stddef.h>

void	*wiping_malloc(size_t size);
void	*wiping_calloc(size_t count, size_t size);
void	*wiping_realloc(void *block, size_t size);
char	*wiping_strdup(const char *text);
void	 wiping_free(void *block);

#endif
