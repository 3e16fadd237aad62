/* check_proxy.c - which proxy the environment names */
#include "helper/proxy.h"

#include <string.h>

#include "unit.h"

static const char *const names[] = { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };

static const struct {
	const char	*values[4];		/* of NAMES */
	const char	*variable;		/* NULL: no proxy */
	const char	*scheme, *host;
	int		 port;
	bool		 spoken;
} rows[] = {
	{ { NULL }, NULL, NULL, NULL, 0, false },
	{ { "" }, NULL, NULL, NULL, 0, false },			/* libcurl takes it for none */
	{ { "proxy:3128" }, "https_proxy", "http", "proxy:3128", 3128, true },
	{ { "http://proxy" }, "https_proxy", "http", "proxy", 1080, true },
	{ { "HTTPS://Proxy/" }, "https_proxy", "https", "Proxy", 443, true },
	{ { "https://proxy:8443/x" }, "https_proxy", "https", "proxy:8443", 8443, true },
	{ { "http://user:pa@ss@proxy:8080" }, "https_proxy", "http", "proxy:8080", 8080, true },
	{ { "user:secret@proxy" }, "https_proxy", "http", "proxy", 1080, true },
	{ { "socks5h://proxy:1080" }, "https_proxy", "socks5h", "proxy:1080", 1080, false },
	{ { "http://[::1]" }, "https_proxy", "http", "[::1]", 1080, true },
	{ { "https://[::1]/" }, "https_proxy", "https", "[::1]", 443, true },
	{ { "http://[::1]:3128" }, "https_proxy", "http", "[::1]:3128", 3128, true },
	{ { "a-scheme-that-is-far-too-long://x" }, "https_proxy", "a-scheme-that-i", "x", 1080, false },
	{ { NULL, "one:1", "two:2", "three:3" }, "HTTPS_PROXY", "http", "one:1", 1, true },
	{ { "", NULL, "two:2", "three:3" }, "all_proxy", "http", "two:2", 2, true },
	{ { NULL, NULL, NULL, "three:3" }, "ALL_PROXY", "http", "three:3", 3, true },
};

START_TEST(is_found_as_libcurl_finds_it)
{
	struct proxy proxy;
	size_t i;

	for (i = 0; i < COUNT(names); i++)
		if (rows[_i].values[i] == NULL)
			unsetenv(names[i]);
		else
			setenv(names[i], rows[_i].values[i], 1);
	ck_assert_int_eq(proxy_find(&proxy), rows[_i].variable != NULL);
	if (rows[_i].variable == NULL)
		return;
	ck_assert_str_eq(proxy.variable, rows[_i].variable);
	ck_assert_str_eq(proxy.scheme, rows[_i].scheme);
	ck_assert_str_eq(proxy.host, rows[_i].host);
	ck_assert_int_eq(proxy.port, rows[_i].port);
	ck_assert_int_eq(proxy_is_spoken(&proxy), rows[_i].spoken);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("proxy");
	TCase *cases = tcase_create("proxy");

	tcase_add_loop_test(cases, is_found_as_libcurl_finds_it, 0, COUNT(rows));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
