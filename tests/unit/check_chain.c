/* check_chain.c - from a profile to keys and roles
 *
 * The first table is AWS's own for its SDKs (assume-role tests of the Rust SDK), as far as it is
 * about long-term keys; where we differ on purpose, the row says why.
 */
#include "profile/chain.h"
#include "profile/keys.h"

#include <string.h>

#include "unit.h"

#define ROLE_A "arn:aws:iam::123456789:role/RoleA"
#define ROLE_B "arn:aws:iam::123456789:role/RoleB"
#define KEYS(id) "aws_access_key_id = " id "\naws_secret_access_key = secret" id "\n"
#define ID_B "BBBBBBBBBBBBBBBB"
#define ID_C "CCCCCCCCCCCCCCCC"
#define ID_S "ASIAIOSFODNN7EXAMPLE"	/* of a session */
#define ID_X "XXXXXXXXXXXXXXXX"		/* a bug if it comes out */

static const struct {
	const char	*name;
	const char	*config, *credentials;
	const char	*options;		/* AWSMFA_OPTIONS; NULL: none */
	const char	*error;			/* a part of the message; NULL: no error */
	const char	*key;			/* the access key id that the chain begins with */
	const char	*roles[3];		/* in the order they are assumed */
} chains[] = {
	{ "a role backed by static keys",
	    "[profile A]\nrole_arn = " ROLE_A "\nsource_profile = B\n[profile B]\n" KEYS(ID_B), "", NULL,
	    NULL, ID_B, { ROLE_A } },
	{ "own keys are ignored when source_profile is given",
	    "[profile A]\n" KEYS(ID_X) "role_arn = " ROLE_A "\nsource_profile = B\n[profile B]\n" KEYS(ID_B), "", NULL,
	    NULL, ID_B, { ROLE_A } },
	{ "a profile that names itself uses its own keys for the role",
	    "[profile A]\n" KEYS(ID_B) "role_arn = " ROLE_A "\nsource_profile = A\n", "", NULL,
	    NULL, ID_B, { ROLE_A } },
	{ "role_arn without source_profile",
	    "[profile A]\nrole_arn = " ROLE_A "\n", "", NULL,
	    "neither source_profile nor keys", NULL, { NULL } },
	{ "source_profile and credential_source at once",
	    "[profile A]\nrole_arn = " ROLE_A "\ncredential_source = Environment\nsource_profile = B\n[profile B]\n"
	    KEYS(ID_B), "", NULL, "contains both source_profile and credential_source", NULL, { NULL } },
	{ "the secret is missing",
	    "[profile A]\nrole_arn = " ROLE_A "\nsource_profile = B\n[profile B]\naws_access_key_id = " ID_B "\n", "",
	    NULL, "aws_secret_access_key is missing", NULL, { NULL } },
	{ "the id is missing",
	    "[profile A]\nrole_arn = " ROLE_A "\nsource_profile = B\n[profile B]\naws_secret_access_key = x\n", "",
	    NULL, "aws_access_key_id is missing", NULL, { NULL } },
	{ "an empty source profile",
	    "[profile A]\nrole_arn = " ROLE_A "\nsource_profile = B\n[profile B]\n", "", NULL,
	    "profile 'B' has no access key", NULL, { NULL } },
	{ "a profile without any credentials",
	    "[profile A]\nec2_metadata_service_endpoint_mode = IPv6\n", "", NULL,
	    "profile 'A' has no access key", NULL, { NULL } },
	{ "a source profile that does not exist",
	    "[profile A]\nrole_arn = " ROLE_A "\nsource_profile = B\n", "", NULL,
	    "the source_profile 'B' of profile 'A' does not exist", NULL, { NULL } },
	{ "a chain of two roles",
	    "[profile A]\nrole_arn = " ROLE_A "\nsource_profile = B\n[profile B]\nrole_arn = " ROLE_B
	    "\nsource_profile = C\n[profile C]\n" KEYS(ID_C), "", NULL,
	    NULL, ID_C, { ROLE_B, ROLE_A } },
	{ "a source with static keys uses them, not its role",
	    "[profile A]\nrole_arn = " ROLE_A "\n" KEYS(ID_X) "source_profile = B\n[profile B]\nrole_arn = " ROLE_B
	    "\nsource_profile = C\n" KEYS(ID_B) "[profile C]\n" KEYS(ID_X), "", NULL,
	    NULL, ID_B, { ROLE_A } },
	{ "an endless loop",
	    "[profile A]\nrole_arn = " ROLE_A "\nsource_profile = B\n[profile B]\nrole_arn = " ROLE_B
	    "\nsource_profile = A\n", "", NULL, "A -> B -> A", NULL, { NULL } },
	{ "an endless loop in spite of the outer profile's keys",
	    "[profile A]\n" KEYS(ID_X) "role_arn = " ROLE_A "\nsource_profile = B\n[profile B]\nrole_arn = " ROLE_B
	    "\nsource_profile = A\n", "", NULL,
	    /* AWS's table says error; the rule that a source with keys ends the chain says otherwise,
	     * but A was visited */
	    "A -> B -> A", NULL, { NULL } },

	/* --- aws-mfa's sections --- */
	{ "aws-mfa's section holds the keys", "", "[A-long-term]\n" KEYS(ID_B), NULL, NULL, ID_B, { NULL } },
	{ "the session that aws-mfa wrote is no source",
	    "", "[A]\n" KEYS(ID_X) "aws_session_token = t\nexpiration = 2018-01-01 00:00:00\n[A-long-term]\n"
	    KEYS(ID_B), NULL, NULL, ID_B, { NULL } },
	{ "nor is it when it is all there is",
	    "", "[A]\n" KEYS(ID_X) "aws_session_token = t\nassumed_role = False\n", NULL,
	    "holds a session that aws-mfa wrote", NULL, { NULL } },
	{ "aws-mfa's assume_role", "", "[A-long-term]\n" KEYS(ID_B) "assume_role = " ROLE_A "\n", NULL, NULL, ID_B,
	    { ROLE_A } },
	{ "role_arn wins over assume_role",
	    "[profile A]\nrole_arn = " ROLE_B "\n", "[A-long-term]\n" KEYS(ID_B) "assume_role = " ROLE_A "\n", NULL,
	    NULL, ID_B, { ROLE_B } },
	{ "another suffix", "", "[A-keys]\n" KEYS(ID_B) "[A]\n" KEYS(ID_X), "long-term-suffix=keys", NULL, ID_B,
	    { NULL } },
	{ "suffix none: the section itself", "", "[A-long-term]\n" KEYS(ID_X) "[A]\n" KEYS(ID_B),
	    "long-term-suffix=none", NULL, ID_B, { NULL } },
	{ "a source profile of aws-mfa's kind",
	    "[profile A]\nrole_arn = " ROLE_A "\nsource_profile = B\n", "[B-long-term]\n" KEYS(ID_B), NULL,
	    NULL, ID_B, { ROLE_A } },

	/* --- a source_profile without a role --- */
	{ "a profile that has nothing but a source stands for it",
	    "[profile A]\nsource_profile = B\n[profile B]\n" KEYS(ID_B), "", NULL, NULL, ID_B, { NULL } },
	{ "an empty role_arn is none", "[profile A]\nrole_arn =\nsource_profile = B\n[profile B]\n" KEYS(ID_B), "",
	    NULL,
	    NULL, ID_B, { NULL } },
	{ "the source's role is its session", "[profile A]\nsource_profile = B\n[profile B]\nrole_arn = " ROLE_B
	    "\nsource_profile = C\n[profile C]\n" KEYS(ID_C), "", NULL, NULL, ID_C, { ROLE_B } },
	{ "with the source's own keys, as for B itself",
	    "[profile A]\nsource_profile = B\n[profile B]\nrole_arn = " ROLE_B "\n"
	    KEYS(ID_B), "", NULL, NULL, ID_B, { ROLE_B } },
	{ "two of them in a row",
	    "[profile A]\nsource_profile = B\n[profile B]\nsource_profile = C\n[profile C]\n" KEYS(ID_C), "",
	    NULL, NULL, ID_C, { NULL } },
	{ "one between two roles",
	    "[profile A]\nrole_arn = " ROLE_A "\nsource_profile = B\n[profile B]\nsource_profile = C\n"
	    "[profile C]\n" KEYS(ID_C), "", NULL, NULL, ID_C, { ROLE_A } },
	{ "own keys win, as in the AWS CLI", "[profile A]\nsource_profile = B\n" KEYS(ID_B) "[profile B]\n" KEYS(ID_X),
	    "", NULL,
	    NULL, ID_B, { NULL } },
	{ "one that names itself has its own keys", "[profile A]\nsource_profile = A\n" KEYS(ID_B), "", NULL, NULL,
	    ID_B, { NULL } },
	{ "one that names itself and has none", "[profile A]\nsource_profile = A\n", "", NULL,
	    "profile 'A' has no access key", NULL,
	    { NULL } },
	{ "a circle", "[profile A]\nsource_profile = B\n[profile B]\nsource_profile = A\n", "", NULL, "config:4: ",
	    NULL, { NULL } },
	{ "a circle, in words", "[profile A]\nsource_profile = B\n[profile B]\nsource_profile = A\n", "", NULL,
	    "A -> B -> A", NULL,
	    { NULL } },
	{ "a slip", "[profile A]\nsource_profile = Bse\n[profile Base]\n" KEYS(ID_B), "", NULL,
	    "config:2: the source_profile 'Bse' of profile 'A' does not exist", NULL, { NULL } },
	{ "aws-mfa's role of the source", "[profile A]\nsource_profile = B\n",
	    "[B-long-term]\n" KEYS(ID_B) "assume_role = " ROLE_B "\n",
	    NULL, NULL, ID_B, { ROLE_B } },
	{ "a role by option is assumed with the source", "[profile A]\nsource_profile = B\n[profile B]\n" KEYS(ID_B),
	    "",
	    "role-arn=arn%3Aaws%3Aiam%3A%3A123456789%3Arole%2FRoleA", NULL, ID_B, { ROLE_A } },

	/* --- include_profile --- */
	{ "a common part that names the source",
	    "[profile common]\nsource_profile = root\n[profile root]\ninclude_profile = common\n"
	    KEYS(ID_B) "[profile A]\ninclude_profile = common\nrole_arn = " ROLE_A "\n", "", NULL, NULL, ID_B,
	    { ROLE_A } },
	{ "the same for the source itself",
	    "[profile common]\nsource_profile = A\n[profile A]\ninclude_profile = common\n" KEYS(ID_B),
	    "", NULL, NULL, ID_B, { NULL } },
	{ "a circle of it", "[profile A]\ninclude_profile = B\n[profile B]\ninclude_profile = A\n", "", NULL,
	    "config:2: the include_profile of profile 'A' leads back", NULL, { NULL } },

	/* --- options --- */
	{ "a role by option", "", "[A]\n" KEYS(ID_B), "role-arn=arn%3Aaws%3Aiam%3A%3A123456789%3Arole%2FRoleB", NULL,
	    ID_B, { ROLE_B } },
	{ "a role by option replaces the profile's, not its source",
	    "[profile A]\nrole_arn = " ROLE_A "\nsource_profile = B\n[profile B]\n" KEYS(ID_B), "",
	    "role-arn=arn%3Aaws%3Aiam%3A%3A123456789%3Arole%2FRoleB", NULL, ID_B, { ROLE_B } },

	/* --- sources of keys --- */
	{ "keys of the credentials file win over the config file",
	    "[profile A]\n" KEYS(ID_X), "[A]\n" KEYS(ID_B), NULL, NULL, ID_B, { NULL } },
	{ "credential_process wins over keys of the config file",
	    "[profile A]\n" KEYS(ID_X) "credential_process = printf '{\"Version\": 1, \"AccessKeyId\": \"" ID_B
	    "\", \"SecretAccessKey\": \"s\"}'\n", "", NULL, NULL, ID_B, { NULL } },
	{ "keys of the credentials file win over credential_process",
	    "[profile A]\ncredential_process = exit 9\n", "[A]\n" KEYS(ID_B), NULL, NULL, ID_B, { NULL } },
	{ "a session in the file begins a role", "[profile A]\nrole_arn = " ROLE_A "\nsource_profile = B\n",
	    "[B]\n" KEYS(ID_B) "aws_session_token = t\n", NULL, NULL, ID_B, { ROLE_A } },
	{ "a session in the file is no session of ours", "", "[A]\n" KEYS(ID_B) "aws_session_token = t\n", NULL,
	    "credentials:4: [A] holds a session, not long-term keys", NULL, { NULL } },
	{ "nor is one whose token has its older name", "", "[A]\n" KEYS(ID_B) "aws_security_token = t\n", NULL,
	    "credentials:4: [A] holds a session, not long-term keys", NULL, { NULL } },
	{ "which begins a role too", "[profile A]\nrole_arn = " ROLE_A "\nsource_profile = B\n",
	    "[B]\n" KEYS(ID_B) "aws_security_token = t\n", NULL, NULL, ID_B, { ROLE_A } },
	{ "a session without its token", "", "[A]\n" KEYS(ID_S), NULL,
	    "credentials:2: [A] holds the keys of a session (ASIA...) without its session token", NULL, { NULL } },
	{ "begins no role either", "[profile A]\nrole_arn = " ROLE_A "\nsource_profile = B\n", "[B]\n" KEYS(ID_S), NULL,
	    "credentials:2: [B] holds the keys of a session (ASIA...)", NULL, { NULL } },
	{ "in aws-mfa's section", "", "[A-long-term]\n" KEYS(ID_S), NULL, "[A-long-term] holds the keys of a session",
	    NULL, { NULL } },
	{ "from a program", "[profile A]\ncredential_process = printf '{\"Version\": 1, \"AccessKeyId\": \"" ID_S
	    "\", \"SecretAccessKey\": \"s\"}'\n", "", NULL, "holds the keys of a session (ASIA...)", NULL, { NULL } },
	{ "a program of its own begins the role",
	    "[profile A]\nrole_arn = " ROLE_A "\ncredential_process = printf '{\"Version\": 1, \"AccessKeyId\": \"" ID_B
	    "\", \"SecretAccessKey\": \"s\"}'\n", "", NULL, NULL, ID_B, { ROLE_A } },
	{ "a program of its own, named as the source",
	    "[profile A]\nrole_arn = " ROLE_A "\nsource_profile = A\n"
	    "credential_process = printf '{\"Version\": 1, \"AccessKeyId\": \"" ID_B
	    "\", \"SecretAccessKey\": \"s\"}'\n", "", NULL, NULL, ID_B, { ROLE_A } },
	{ "a program of its own is not passed by for a source_profile",
	    "[profile A]\nsource_profile = X\ncredential_process = printf '{\"Version\": 1, \"AccessKeyId\": \"" ID_B
	    "\", \"SecretAccessKey\": \"s\"}'\n", "[X]\n" KEYS(ID_X), NULL, NULL, ID_B, { NULL } },
	{ "awsmfa as its own source", "[profile A]\ncredential_process = awsmfa env --format process -p B\n",
	    "[B]\n" KEYS(ID_B), NULL,
	    "config:2: credential_process of profile 'A' is awsmfa, which cannot get long-term keys from itself", NULL,
	    { NULL } },
	{ "a value that is wrong", "", "[A]\naws_access_key_id = AKIA\naws_secret_access_key = s\n", NULL,
	    "credentials:2: [A]: the access key id is not", NULL, { NULL } },
	{ "a character that cannot be seen in the secret", "",
	    "[A]\naws_access_key_id = " ID_B "\naws_secret_access_key = s\xe2\x80\x8b\n",
	    NULL, "credentials:3: [A]: the secret access key has a character that AWS never uses (U+200B)", NULL,
	    { NULL } },
	{ "in the token", "", "[A]\n" KEYS(ID_B) "aws_session_token = t\xc2\xa0t\n", NULL,
	    "credentials:4: [A]: the session token has a character that AWS never uses (U+00A0)", NULL, { NULL } },
};

static bool
resolve(struct config *config, struct chain *chain, struct keys *keys, struct wishes *wishes, int row,
    struct error *err)
{
	struct secret text = SECRET_INIT;

	config->file[CONFIG_FILE].path = "config";
	config->file[CREDENTIALS_FILE].path = "credentials";
	secret_puts(&text, chains[row].config);
	ck_assert_msg(config_parse(config, CONFIG_FILE, &text, err), "%s: %s", chains[row].name, err->message);
	secret_puts(&text, chains[row].credentials);
	ck_assert_msg(config_parse(config, CREDENTIALS_FILE, &text, err), "%s: %s", chains[row].name, err->message);
	if (chains[row].options != NULL)
		ck_assert_msg(wishes_parse(wishes, chains[row].options), "%s: wishes", chains[row].name);
	return chain_resolve(chain, config, "A", wishes, err) && keys_find(keys, config, chain, err);
}

START_TEST(resolves)
{
	struct config config = CONFIG_INIT;
	struct wishes wishes = WISHES_INIT;
	struct error err = { .status = STATUS_DONE };
	struct keys keys = KEYS_INIT;
	struct chain chain;
	bool ok = resolve(&config, &chain, &keys, &wishes, _i, &err);
	size_t i;

	if (chains[_i].error != NULL) {
		ck_assert_msg(!ok, "%s: accepted", chains[_i].name);
		ck_assert_msg(strstr(err.message, chains[_i].error) != NULL, "%s: '%s'", chains[_i].name, err.message);
		ck_assert_msg(err.status == STATUS_LOCAL, "%s: status", chains[_i].name);
	} else {
		ck_assert_msg(ok, "%s: %s", chains[_i].name, err.message);
		ck_assert_msg(strcmp(keys.credentials.access_key_id, chains[_i].key) == 0, "%s: key %s",
		    chains[_i].name, keys.credentials.access_key_id);
		for (i = 0; chains[_i].roles[i] != NULL; i++)
			ck_assert_msg(i < chain.roles && strcmp(chain.role[i].arn, chains[_i].roles[i]) == 0,
			    "%s: role %zu", chains[_i].name, i);
		ck_assert_msg(chain.roles == i, "%s: %zu roles", chains[_i].name, chain.roles);
	}
	keys_clear(&keys);
	wishes_clear(&wishes);
	config_clear(&config);
}
END_TEST

static const struct {
	const char	*name, *config;
	const char	*duration;		/* NULL: not set */
} durations[] = {
	{ "the profile's",
	    "[profile A]\nduration_seconds = 1\nrole_arn = " ROLE_A "\nsource_profile = B\n[profile B]\n" KEYS(ID_B),
	    "1" },
	{ "not that of the source of a role",
	    "[profile A]\nrole_arn = " ROLE_A "\nsource_profile = B\n[profile B]\nduration_seconds = 2\n" KEYS(ID_B),
	    NULL },
	{ "that of the role which A stands for",
	    "[profile A]\nsource_profile = B\n[profile B]\nduration_seconds = 2\nrole_arn = " ROLE_B
	    "\nsource_profile = C\n[profile C]\nduration_seconds = 3\n" KEYS(ID_C), "2" },
	{ "A's own before it",
	    "[profile A]\nduration_seconds = 1\nsource_profile = B\n[profile B]\nduration_seconds = 2\n" KEYS(ID_B),
	    "1" },
	{ "an included one", "[profile A]\ninclude_profile = B\n" KEYS(ID_B) "[profile B]\nduration_seconds = 2\n",
	    "2" },
};

START_TEST(finds_duration)
{
	struct config config = CONFIG_INIT;
	struct wishes wishes = WISHES_INIT;
	struct error err = { .status = STATUS_DONE };
	struct secret text = SECRET_INIT;
	struct chain chain;

	secret_puts(&text, durations[_i].config);
	ck_assert(config_parse(&config, CONFIG_FILE, &text, &err));
	ck_assert_msg(chain_resolve(&chain, &config, "A", &wishes, &err), "%s: %s", durations[_i].name, err.message);
	ck_assert_pstr_eq(chain.duration, durations[_i].duration);
	config_clear(&config);
}
END_TEST

static const struct {
	const char	*name, *config, *credentials, *options;
	const char	*serial, *from;		/* NULL: not configured */
} devices[] = {
	{ "none", "[profile A]\n", "", NULL, NULL, NULL },
	{ "the profile's", "[profile A]\nmfa_serial = one\n", "", NULL, "one", "mfa_serial of profile 'A'" },
	{ "the source's when the profile has none",
	    "[profile A]\nrole_arn = " ROLE_A "\nsource_profile = B\n[profile B]\nmfa_serial = two\n" KEYS(ID_B),
	    "", NULL, "two", "mfa_serial of profile 'B'" },
	{ "the profile's before the source's",
	    "[profile A]\nmfa_serial = one\nrole_arn = " ROLE_A "\nsource_profile = B\n[profile B]\nmfa_serial = two\n"
	    KEYS(ID_B), "", NULL, "one", "mfa_serial of profile 'A'" },
	{ "the source's when the profile stands for it",
	    "[profile A]\nsource_profile = B\n[profile B]\nmfa_serial = two\n" KEYS(ID_B),
	    "", NULL, "two", "mfa_serial of profile 'B'" },
	{ "an included one", "[profile A]\ninclude_profile = B\n[profile B]\nmfa_serial = two\n", "", NULL, "two",
	    "mfa_serial of profile 'A'" },
	{ "aws-mfa's", "", "[A-long-term]\naws_mfa_device = three\n", NULL, "three",
	    "aws_mfa_device of [A-long-term]" },
	{ "mfa_serial before aws-mfa's", "[profile A]\nmfa_serial = one\n", "[A-long-term]\naws_mfa_device = three\n",
	    NULL, "one", "mfa_serial of profile 'A'" },
	{ "the option before all", "[profile A]\nmfa_serial = one\n", "", "serial-number=four", "four",
	    "the serial number you gave" },
};

START_TEST(finds_device)
{
	struct config config = CONFIG_INIT;
	struct wishes wishes = WISHES_INIT;
	struct error err = { .status = STATUS_DONE };
	struct secret text = SECRET_INIT;
	struct chain chain;

	secret_puts(&text, devices[_i].config);
	ck_assert(config_parse(&config, CONFIG_FILE, &text, &err));
	secret_puts(&text, devices[_i].credentials);
	ck_assert(config_parse(&config, CREDENTIALS_FILE, &text, &err));
	ck_assert(devices[_i].options == NULL || wishes_parse(&wishes, devices[_i].options));
	ck_assert_msg(chain_resolve(&chain, &config, "A", &wishes, &err), "%s: %s", devices[_i].name, err.message);
	if (devices[_i].serial == NULL) {
		ck_assert_msg(chain.serial == NULL, "%s: %s", devices[_i].name, chain.serial);
	} else {
		ck_assert_msg(chain.serial != NULL && strcmp(chain.serial, devices[_i].serial) == 0, "%s: serial",
		    devices[_i].name);
		ck_assert_str_eq(chain.serial_from, devices[_i].from);
	}
	wishes_clear(&wishes);
	config_clear(&config);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("chain");
	TCase *cases = tcase_create("chain");

	tcase_add_loop_test(cases, resolves, 0, COUNT(chains));
	tcase_add_loop_test(cases, finds_duration, 0, COUNT(durations));
	tcase_add_loop_test(cases, finds_device, 0, COUNT(devices));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
