/* reading_xml.h - an answer in XML, the documented form, which is all that IAM, MinIO and moto speak */
#ifndef HELPER_READING_XML_H
#define HELPER_READING_XML_H

#include "helper/reading.h"

/* Reads TEXT to its end. False when it is not well-formed, or when reading->wrong was set. */
bool	reading_xml(struct reading *reading, const char *text, size_t len) MUST_CHECK;

#endif
