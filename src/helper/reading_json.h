/* reading_json.h - an answer in JSON, as STS gives it to those who accept application/json */
#ifndef HELPER_READING_JSON_H
#define HELPER_READING_JSON_H

#include "helper/reading.h"

/* Reads TEXT to its end. False when it is not well-formed, or when reading->wrong was set. */
bool	reading_json(struct reading *reading, const char *text, size_t len) MUST_CHECK;

#endif
