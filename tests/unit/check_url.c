/* check_url.c - which URLs are taken, and as what */
#include "types/url.h"

#include "unit.h"

static const struct {
	const char	*text;
	bool		 tls, loopback;
	const char	*host;
	int		 port;
	const char	*authority, *path;
} taken[] = {
	{ "https://sts.eu-west-1.amazonaws.com", true, false, "sts.eu-west-1.amazonaws.com", 443,
	    "sts.eu-west-1.amazonaws.com", "/" },
	{ "https://sts.amazonaws.com/", true, false, "sts.amazonaws.com", 443, "sts.amazonaws.com", "/" },
	{ "HTTPS://STS.Amazonaws.COM", true, false, "sts.amazonaws.com", 443, "sts.amazonaws.com", "/" },
	{ "https://sts.example:443/", true, false, "sts.example", 443, "sts.example", "/" },
	{ "https://sts.example:8443/a/b", true, false, "sts.example", 8443, "sts.example:8443", "/a/b" },
	{ "https://sts.example:80", true, false, "sts.example", 80, "sts.example:80", "/" },
	{ "https://host_1.corp/%7Euser/-._~!$&'()*+,;=:@", true, false, "host_1.corp", 443, "host_1.corp",
	    "/%7Euser/-._~!$&'()*+,;=:@" },
	{ "https://10.0.0.1:65535", true, false, "10.0.0.1", 65535, "10.0.0.1:65535", "/" },
	{ "https://[2001:DB8::1]", true, false, "2001:db8::1", 443, "[2001:db8::1]", "/" },
	{ "https://[2001:db8::1]:9000/x", true, false, "2001:db8::1", 9000, "[2001:db8::1]:9000", "/x" },
	{ "http://localhost", false, true, "localhost", 80, "localhost", "/" },
	{ "http://LocalHost:4566/", false, true, "localhost", 4566, "localhost:4566", "/" },
	{ "http://127.0.0.1:5000", false, true, "127.0.0.1", 5000, "127.0.0.1:5000", "/" },
	{ "http://127.255.255.254", false, true, "127.255.255.254", 80, "127.255.255.254", "/" },
	{ "http://[::1]:1", false, true, "::1", 1, "[::1]:1", "/" },
	{ "http://[0:0:0:0:0:0:0:1]", false, true, "0:0:0:0:0:0:0:1", 80, "[0:0:0:0:0:0:0:1]", "/" },
	{ "https://127.0.0.1", true, true, "127.0.0.1", 443, "127.0.0.1", "/" },
	{ "https://localhost.example", true, false, "localhost.example", 443, "localhost.example", "/" },
	{ "https://127.0.0.1.example", true, false, "127.0.0.1.example", 443, "127.0.0.1.example", "/" },
	{ "https://a", true, false, "a", 443, "a", "/" },
	{ "https://a/.b/c../.../d", true, false, "a", 443, "a", "/.b/c../.../d" },
};

START_TEST(takes)
{
	struct error err = { .status = STATUS_DONE };
	struct url url;

	ck_assert_msg(url_parse(taken[_i].text, &url, &err), "%s: %s", taken[_i].text, err.message);
	ck_assert_msg(url.tls == taken[_i].tls, "%s: tls", taken[_i].text);
	ck_assert_msg(url.loopback == taken[_i].loopback, "%s: loopback", taken[_i].text);
	ck_assert_msg(url.port == taken[_i].port, "%s: port %d", taken[_i].text, url.port);
	ck_assert_str_eq(url.host, taken[_i].host);
	ck_assert_str_eq(url.authority, taken[_i].authority);
	ck_assert_str_eq(url.path, taken[_i].path);
}
END_TEST

static const struct {
	const char	*text;
	const char	*reason;	/* a part of the message */
} refusals[] = {
	/* the scheme */
	{ "", "begins with neither" },
	{ "sts.amazonaws.com", "begins with neither" },
	{ "ftp://sts.amazonaws.com", "begins with neither" },
	{ "file:///etc/passwd", "begins with neither" },
	{ "https:/sts.amazonaws.com", "begins with neither" },
	{ "//sts.amazonaws.com", "begins with neither" },
	{ " https://sts.amazonaws.com", "begins with neither" },

	/* plain http, and what only a resolver would call loopback */
	{ "http://sts.amazonaws.com", "plain http" },
	{ "http://localhost.example", "plain http" },
	{ "http://127.0.0.1.example", "plain http" },
	{ "http://128.0.0.1", "plain http" },
	{ "http://0.0.0.0", "plain http" },
	{ "http://[::]", "plain http" },
	{ "http://[::2]", "plain http" },
	{ "http://[::ffff:127.0.0.1]", "plain http" },
	{ "http://ip6-localhost", "plain http" },
	{ "http://127.1", "names a host that" },
	{ "http://127", "names a host that" },
	{ "http://2130706433", "names a host that" },
	{ "http://0x7f.1", "names a host that" },
	{ "http://0x7f000001", "names a host that" },
	{ "http://127.0.0.0x1", "names a host that" },
	{ "http://0177.0.0.1", "names a host that" },
	{ "http://127.0.0.01", "names a host that" },
	{ "http://127.0.0.256", "names a host that" },
	{ "http://127.0.0.1.", "names a host that" },
	{ "http://127.0.0", "names a host that" },
	{ "http://127.0.0.1.1", "names a host that" },
	{ "https://10.1", "names a host that" },

	/* what would be read differently by someone else */
	{ "https://user@sts.example", "names a user" },
	{ "https://127.0.0.1:80@sts.example", "names a user" },
	{ "https://sts.example/?a=b", "has a query" },
	{ "https://sts.example?", "has a query" },
	{ "https://sts.example/#a", "has a fragment" },
	{ "https://sts.example#@localhost", "has a fragment" },
	{ "https://sts.example/a b", "a blank or a control byte" },
	{ "https://sts.example ", "a blank or a control byte" },
	{ "https://sts.example\r\nHost: x", "a blank or a control byte" },
	{ "https://sts\t.example", "a blank or a control byte" },
	{ "https://sts.example/\x7f", "a blank or a control byte" },
	{ "https://localhost\\.example", "names a host that" },

	/* hosts */
	{ "https://", "names no host" },
	{ "https:///path", "names no host" },
	{ "https://:443", "names no host" },
	{ "https://.example", "names a host that" },
	{ "https://a..b", "names a host that" },
	{ "https://a.example.", "names a host that" },
	{ "https://-a.example", "names a host that" },
	{ "https://a-.example", "names a host that" },
	{ "https://a%2eexample", "names a host that" },
	{ "https://a,b", "names a host that" },
	{ "https://\xc3\xa9.example", "names a host that" },
	{ "https://[::1", "names a host that" },
	{ "https://[]", "names a host that" },
	{ "https://[::1%lo]", "names a host that" },
	{ "https://[::g]", "names a host that" },
	{ "https://[1.2.3.4]", "names a host that" },
	{ "https://[/]", "names a host that" },
	{ "https://::1", "names no host" },

	/* ports */
	{ "https://a:", "has a port" },
	{ "https://a:0", "has a port" },
	{ "https://a:65536", "has a port" },
	{ "https://a:4294967739", "has a port" },
	{ "https://a:-1", "has a port" },
	{ "https://a:+1", "has a port" },
	{ "https://a:x", "has a port" },

	/* paths */
	{ "https://a:1x", "has a path" },
	{ "https://[::1]x", "has a path" },
	{ "https://a/%", "has a path" },
	{ "https://a/%2", "has a path" },
	{ "https://a/%2x", "has a path" },
	{ "https://a/\"", "has a path" },
	{ "https://a/.", "has a path" },
	{ "https://a/../b", "has a path" },
	{ "https://a/b/%2E./", "has a path" },
	{ "https://a/b/%2e", "has a path" },
	{ "https://a/\xc3\xa9", "has a path" },
};

START_TEST(refuses)
{
	struct error err = { .status = STATUS_DONE };
	struct url url;

	ck_assert_msg(!url_parse(refusals[_i].text, &url, &err), "%s was taken", refusals[_i].text);
	ck_assert_int_eq(err.status, STATUS_LOCAL);
	ck_assert_msg(strstr(err.message, refusals[_i].reason) != NULL, "%s: %s", refusals[_i].text, err.message);
}
END_TEST

START_TEST(quotes_what_it_refuses)
{
	struct error err;
	struct url url;

	ck_assert(!url_parse("ftp://sts.example", &url, &err));
	ck_assert_ptr_nonnull(strstr(err.message, "'ftp://sts.example'"));
}
END_TEST

START_TEST(keeps_passwords_out_of_messages)
{
	static const char *const urls[] = {
		"https://alice:hunter2@sts.example", "ftp://alice:hunter2@sts.example",
		    "https://alice:hun ter2@sts.example",
	};
	struct error err;
	struct url url;

	ck_assert(!url_parse(urls[_i], &url, &err));
	ck_assert_ptr_null(strstr(err.message, "ter2"));
	ck_assert_ptr_nonnull(strstr(err.message, "'...@sts.example'"));
}
END_TEST

/* "https://", then LENGTH times a filler in labels of at most 63, then TAIL */
static void
long_host(char *text, size_t length, const char *tail)
{
	size_t i;

	memcpy(text, "https://", 8);
	for (i = 0; i < length; i++)
		text[8 + i] = i % 64 == 63 ? '.' : 'a';
	memcpy(text + 8 + length, tail, strlen(tail) + 1);
}

START_TEST(measures_lengths)
{
	char text[2048];
	struct error err;
	struct url url;

	long_host(text, 253, ":65535/x");
	ck_assert(url_parse(text, &url, &err));
	ck_assert_uint_eq(strlen(url.host), 253);
	ck_assert_str_eq(url.authority + 253, ":65535");
	long_host(text, 254, "");
	ck_assert(!url_parse(text, &url, &err));
	long_host(text, 1500, "");
	ck_assert(!url_parse(text, &url, &err));
	memset(text + 8, 'a', 64);
	text[8 + 64] = '\0';
	ck_assert(!url_parse(text, &url, &err));
}
END_TEST

START_TEST(measures_paths)
{
	char text[2048] = "https://a/";
	struct error err;
	struct url url;

	memset(text + 10, 'x', 1022);
	ck_assert(url_parse(text, &url, &err));
	ck_assert_uint_eq(strlen(url.path), 1023);
	text[10 + 1022] = 'x';
	ck_assert(!url_parse(text, &url, &err));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("url");
	TCase *cases = tcase_create("url");

	tcase_add_loop_test(cases, takes, 0, COUNT(taken));
	tcase_add_loop_test(cases, refuses, 0, COUNT(refusals));
	tcase_add_test(cases, quotes_what_it_refuses);
	tcase_add_loop_test(cases, keeps_passwords_out_of_messages, 0, 3);
	tcase_add_test(cases, measures_lengths);
	tcase_add_test(cases, measures_paths);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
