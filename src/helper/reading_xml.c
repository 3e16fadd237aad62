/* reading_xml.c - expat's events, told to a reading
 *
 *  1. A DOCTYPE MUST end the reading: without one there are no entities to expand, and no file or
 *     host to fetch them from. AWS never sends one.
 *  2. Every block expat allocates MUST be wiped when freed, and so MUST the text between.
 *  3. Depth MUST be bounded, which the reading does; size is bounded by whoever received the body.
 */
#include "helper/reading_xml.h"

#include <expat.h>
#include <limits.h>

#include "base/wiping.h"

struct xml {
	struct reading	*reading;
	XML_Parser	 parser;
	struct secret	 text;		/* since the last tag */
	bool		 leaf;		/* the last tag opened something */
};

static void XMLCALL
opens(void *data, const XML_Char *name, const XML_Char **attributes)
{
	struct xml *xml = data;

	(void)attributes;
	reading_open(xml->reading, name);
	secret_clear(&xml->text);
	xml->leaf = true;
	if (xml->reading->wrong != NULL)
		XML_StopParser(xml->parser, XML_FALSE);
}

static void XMLCALL
closes(void *data, const XML_Char *name)
{
	struct xml *xml = data;

	(void)name;
	reading_close(xml->reading, xml->leaf ? secret_text(&xml->text) : NULL);
	secret_clear(&xml->text);
	xml->leaf = false;
	if (xml->reading->wrong != NULL)
		XML_StopParser(xml->parser, XML_FALSE);
}

static void XMLCALL
has_text(void *data, const XML_Char *text, int length)
{
	struct xml *xml = data;

	secret_add(&xml->text, text, (size_t)length);
	if (xml->text.failed)
		XML_StopParser(xml->parser, XML_FALSE);
}

static void XMLCALL
has_doctype(void *data, const XML_Char *name, const XML_Char *system_id, const XML_Char *public_id, int internal)
{
	struct xml *xml = data;

	(void)name;
	(void)system_id;
	(void)public_id;
	(void)internal;
	XML_StopParser(xml->parser, XML_FALSE);
}

bool
reading_xml(struct reading *reading, const char *text, size_t len)
{
	static const XML_Memory_Handling_Suite wiping = { wiping_malloc, wiping_realloc, wiping_free };
	struct xml xml = { .reading = reading, .text = SECRET_INIT };
	bool ok;

	if (len > INT_MAX)
		return false;
	xml.parser = XML_ParserCreate_MM(NULL, &wiping, NULL);
	if (xml.parser == NULL)
		return false;
	XML_SetUserData(xml.parser, &xml);
	XML_SetElementHandler(xml.parser, opens, closes);
	XML_SetCharacterDataHandler(xml.parser, has_text);
	XML_SetStartDoctypeDeclHandler(xml.parser, has_doctype);
	ok = XML_Parse(xml.parser, text, (int)len, XML_TRUE) == XML_STATUS_OK;
	XML_ParserFree(xml.parser);
	secret_clear(&xml.text);
	return ok && reading->wrong == NULL;
}
