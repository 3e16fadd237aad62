/* check_json.c - what is written as JSON, and that it is whole or absent */
#include "base/json.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static void
fill(struct json *json)
{
	json_add_text(json, "text", "a \"b\"\t\xc3\xa4");
	json_add_text(json, "broken", "a\xff\x1b[2J");
	json_add_text(json, "nothing", NULL);
	json_add_bool(json, "yes", true);
	json_add_bool(json, "no", false);
	json_add_number(json, "number", 1795529752);
}

#define OBJECT "{\"text\":\"a " \
    "\\\"b\\\"\\t\xc3\xa4\",\"broken\":\"a??[2J\",\"nothing\":null,\"yes\":true,\"no\":false," \
    "\"number\":1795529752}"

static bool
write_object(struct secret *out, struct error *err)
{
	struct json json = JSON_INIT;

	fill(&json);
	return json_write(out, &json, err);
}

static bool
write_indented(struct secret *out, struct error *err)
{
	struct json json = JSON_INDENTED;

	json_add_text(&json, "a", "1:\t2");
	json_add_number(&json, "b", 3);
	return json_write(out, &json, err);
}

static bool
write_list(struct secret *out, struct error *err)
{
	struct json_list list = JSON_LIST_INIT(out);
	struct json json = JSON_INIT;
	int i;

	for (i = 0; i < 3; i++) {
		fill(&json);
		if (!json_list_add(&list, &json, err))
			return false;
	}
	return json_list_end(&list, &json, err);
}

static bool
write_empty_indented(struct secret *out, struct error *err)
{
	struct json json = JSON_INDENTED;

	return json_write(out, &json, err);
}

static bool
write_empty_object(struct secret *out, struct error *err)
{
	struct json json = JSON_INIT;

	return json_write(out, &json, err);
}

static bool
write_empty_list(struct secret *out, struct error *err)
{
	struct json_list list = JSON_LIST_INIT(out);
	struct json json = JSON_INIT;

	return json_list_end(&list, &json, err);
}

static const struct {
	const char	*name;
	bool		(*write)(struct secret *out, struct error *err);
	const char	*expected;
} documents[] = {
	{ "an object", write_object, OBJECT "\n" },
	{ "an indented object", write_indented, "{\n  \"a\": \"1:\\t2\",\n  \"b\": 3\n}\n" },
	{ "a list", write_list, "[" OBJECT "," OBJECT "," OBJECT "]\n" },
	{ "an empty object", write_empty_object, "{}\n" },
	{ "an empty indented object", write_empty_indented, "{\n}\n" },
	{ "an empty list", write_empty_list, "[]\n" },
};

START_TEST(a_document_is_written)
{
	struct secret out = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };

	secret_puts(&out, "before\n");
	ck_assert_msg(documents[_i].write(&out, &err), "%s", documents[_i].name);
	ck_assert_str_eq(secret_text(&out) + strlen("before\n"), documents[_i].expected);
	secret_clear(&out);
}
END_TEST

/* RFC 8259, section 7, and as cJSON writes them. */
static const struct { const char *text, *written; } strings[] = {
	{ "", "" },
	{ "plain: {}[],/'~ ", "plain: {}[],/'~ " },
	{ "\"", "\\\"" },
	{ "\\", "\\\\" },
	{ "a\\\"b", "a\\\\\\\"b" },
	{ "\b\f\n\r\t", "\\b\\f\\n\\r\\t" },
	{ "\x01\x1f\x7f", "\\u0001\\u001f\x7f" },
	{ "\xc3\xa4\xf0\x9f\x98\x80", "\xc3\xa4\xf0\x9f\x98\x80" },
	{ "\xc3\"", "?\\\"" },
};

START_TEST(a_string_is_escaped)
{
	struct secret out = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	struct json json = JSON_INIT;
	char expected[100];

	json_add_text(&json, "s", strings[_i].text);
	ck_assert(json_write(&out, &json, &err));
	snprintf(expected, sizeof(expected), "{\"s\":\"%s\"}\n", strings[_i].written);
	ck_assert_str_eq(secret_text(&out), expected);
	secret_clear(&out);
}
END_TEST

START_TEST(without_memory_there_is_no_document)
{
	struct secret out = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	struct json json = JSON_INIT;

	secret_puts(&out, "before\n");
	json_add_bool(&json, "first", true);
	secret_fail(&json.text);
	fill(&json);
	ck_assert(!json_write(&out, &json, &err));
	ck_assert_str_eq(secret_text(&out), "before\n");
	ck_assert_str_eq(err.message, "out of memory");
	fill(&json);			/* cleared, it can be used again */
	ck_assert(json_write(&out, &json, &err));
	secret_fail(&out);
	ck_assert(!json_write(&out, &json, &err));
	secret_clear(&out);
}
END_TEST

START_TEST(without_memory_there_is_no_list)
{
	struct secret out = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	struct json json = JSON_INIT;
	struct json_list list;

	secret_puts(&out, "before\n");
	list = (struct json_list)JSON_LIST_INIT(&out);
	fill(&json);
	ck_assert(json_list_add(&list, &json, &err));
	fill(&json);
	secret_fail(&json.text);
	ck_assert(!json_list_add(&list, &json, &err));
	ck_assert_str_eq(secret_text(&out), "before\n");
	ck_assert_str_eq(err.message, "out of memory");
	ck_assert(json.text.data == NULL && !json.text.failed);
	secret_clear(&out);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("json");
	TCase *cases = tcase_create("json");

	tcase_add_loop_test(cases, a_document_is_written, 0, COUNT(documents));
	tcase_add_loop_test(cases, a_string_is_escaped, 0, COUNT(strings));
	tcase_add_test(cases, without_memory_there_is_no_document);
	tcase_add_test(cases, without_memory_there_is_no_list);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
