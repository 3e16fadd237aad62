/* check_json.c - what is written as JSON, and that it is whole or absent
 *
 * cJSON is given an allocator that fails once, at each of its allocations in turn.
 */
#include "base/json.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "unit.h"

static long allocations_left;	/* until one fails */
static long blocks;		/* that nobody has freed yet */

static void *
counted_malloc(size_t size)
{
	void *block = allocations_left-- == 0 ? NULL : malloc(size);

	if (block != NULL)
		blocks++;
	return block;
}

static void
counted_free(void *block)
{
	if (block != NULL)
		blocks--;
	free(block);
}

/* The allocation after so many others fails; json.c has set its own hooks by then. */
static void
fail_after(long allocations)
{
	cJSON_Hooks hooks = { counted_malloc, counted_free };
	struct json json = JSON_INIT;

	json_add_bool(&json, "first", true);
	json_clear(&json);
	cJSON_InitHooks(&hooks);
	allocations_left = allocations;
	blocks = 0;
}

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
	struct json json = JSON_INIT;

	json_add_text(&json, "a", "1:\t2");
	json_add_number(&json, "b", 3);
	return json_write_indented(out, &json, err);
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
	return json_list_end(&list, err);
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

	return json_list_end(&list, err);
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

START_TEST(without_memory_there_is_no_document)
{
	struct secret out = SECRET_INIT;
	struct error err = { .status = STATUS_DONE };
	bool ok = false;
	long n;

	secret_puts(&out, "before\n");
	for (n = 0; !ok && n < 1000; n++) {
		fail_after(n);
		ok = documents[_i].write(&out, &err);
		if (!ok) {
			ck_assert_msg(strcmp(secret_text(&out), "before\n") == 0, "%s, allocation %ld: '%s'",
			    documents[_i].name, n, secret_text(&out));
			ck_assert_str_eq(err.message, "out of memory");
		}
		ck_assert_msg(blocks == 0, "%s, allocation %ld: %ld blocks are left", documents[_i].name, n, blocks);
	}
	ck_assert_str_eq(secret_text(&out) + strlen("before\n"), documents[_i].expected);
	secret_clear(&out);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("json");
	TCase *cases = tcase_create("json");

	tcase_add_loop_test(cases, a_document_is_written, 0, COUNT(documents));
	tcase_add_loop_test(cases, without_memory_there_is_no_document, 0, COUNT(documents));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
