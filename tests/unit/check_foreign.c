/* check_foreign.c - profiles whose keys the AWS CLI gets, and the roles above them
 *
 * Rows marked AWS are of the table of AWS's own SDKs (assume-role tests of the Rust SDK).
 */
#include "profile/chain.h"

#include <string.h>

#include "unit.h"

#define ROLE_A "arn:aws:iam::123456789:role/RoleA"
#define ROLE_B "arn:aws:iam::123456789:role/RoleB"
#define KEYS "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n"
#define SESSION "aws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\naws_session_token = t\n"
#define WEB "role_arn = " ROLE_A "\nweb_identity_token_file = /t\n"
#define ON_B "role_arn = " ROLE_A "\nsource_profile = B\n"
#define SSO "sso_session = s\n"
#define LOGIN "login_session = arn:x\n"
#define CONTAINER "credential_source = EcsContainer\n"
#define A "[profile A]\n"
#define B "[profile B]\n"
#define ROLE_OPTION "role-arn=arn%3Aaws%3Aiam%3A%3A123456789%3Arole%2FRoleB"

static const struct {
	const char	*name, *config, *credentials, *options;
	const char	*error;			/* a part of the message; NULL: none */
	enum foreign_kind kind;
	const char	*source;
	const char	*roles[2];
} rows[] = {
	{ "AWS: Identity Center, old form",
	    "[profile A]\nsso_account_id = 0123\nsso_region = us-east-7\nsso_role_name = r\n"
	    "sso_start_url = https://foo\n", "", NULL, NULL, FOREIGN_SSO, "A", { NULL } },
	{ "AWS: Identity Center, with a session",
	    "[profile A]\nsso_session = foo\n[sso-session foo]\nsso_region = us-east-7\n", "", NULL, NULL,
	    FOREIGN_SSO, "A", { NULL } },
	{ "Identity Center by the account alone",
	    "[profile A]\nsso_account_id = 0123\n", "", NULL, NULL, FOREIGN_SSO, "A", { NULL } },
	{ "aws login",
	    A LOGIN, "", NULL, NULL, FOREIGN_LOGIN, "A", { NULL } },
	{ "AWS: web identity",
	    A WEB, "", NULL, NULL, FOREIGN_WEB_IDENTITY, "A", { NULL } },
	{ "AWS: web identity as the source of a role",
	    A ON_B B WEB, "", NULL, NULL, FOREIGN_WEB_IDENTITY, "B", { ROLE_A } },
	{ "AWS: instance metadata",
	    "[profile A]\nrole_arn = " ROLE_A "\ncredential_source = Ec2InstanceMetadata\n", "", NULL, NULL,
	    FOREIGN_INSTANCE, "A", { NULL } },
	{ "a container",
	    "[profile A]\nrole_arn = " ROLE_A "\ncredential_source = EcsContainer\n", "", NULL, NULL,
	    FOREIGN_CONTAINER, "A", { NULL } },
	{ "metadata without a role",
	    A CONTAINER, "", NULL, NULL, FOREIGN_CONTAINER, "A", { NULL } },
	{ "a role on Identity Center",
	    A ON_B "mfa_serial = x\n" B SSO, "", NULL, NULL, FOREIGN_SSO, "B", { ROLE_A } },
	{ "a chain of roles on aws login",
	    A ON_B "[profile B]\nrole_arn = " ROLE_B "\nsource_profile = C\n[profile C]\nlogin_session = arn:x\n", "",
	    NULL, NULL, FOREIGN_LOGIN, "C", { ROLE_B, ROLE_A } },
	{ "a role by option",
	    A SSO, "", ROLE_OPTION, NULL, FOREIGN_SSO, "A", { ROLE_B } },
	{ "a role by option on a role of its own",
	    A WEB, "", ROLE_OPTION, NULL, FOREIGN_WEB_IDENTITY, "A", { ROLE_B } },
	{ "a role with a source is that role, whatever login is beside it",
	    A SSO ON_B "[profile B]\nlogin_session = arn:x\n", "", NULL, NULL, FOREIGN_LOGIN, "B", { ROLE_A } },

	/* --- the order in one profile --- */
	{ "keys in the credentials file come first",
	    A SSO, "[A]\n" KEYS, NULL, NULL, FOREIGN_NONE, "A", { NULL } },
	{ "half a pair too: the other half is missing",
	    A SSO, "[A]\naws_secret_access_key = x\n", NULL, NULL, FOREIGN_NONE, "A", { NULL } },
	{ "keys of aws-mfa",
	    A SSO, "[A-long-term]\n" KEYS, NULL, NULL, FOREIGN_NONE, "A", { NULL } },
	{ "suffix none",
	    A SSO, "[A-long-term]\n" KEYS, "long-term-suffix=none", NULL, FOREIGN_SSO, "A", { NULL } },
	{ "a session in the credentials file does not",
	    A SSO, "[A]\n" SESSION, NULL, NULL, FOREIGN_SSO, "A", { NULL } },
	{ "nor one without its token",
	    A LOGIN, "[A]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\n", NULL, NULL, FOREIGN_LOGIN, "A", { NULL } },
	{ "keys in the config file come later",
	    A SSO KEYS, "", NULL, NULL, FOREIGN_SSO, "A", { NULL } },
	{ "a program comes later",
	    "[profile A]\nlogin_session = s\ncredential_process = x\n", "", NULL, NULL, FOREIGN_LOGIN, "A",
	    { NULL } },
	{ "but before metadata that no role asks for",
	    "[profile A]\ncredential_source = EcsContainer\ncredential_process = x\n", "", NULL, NULL, FOREIGN_NONE,
	    "A", { NULL } },
	{ "web identity before Identity Center",
	    A SSO WEB, "", NULL, NULL, FOREIGN_WEB_IDENTITY, "A", { NULL } },
	{ "Identity Center before aws login",
	    "[profile A]\nsso_session = s\nlogin_session = x\n", "", NULL, NULL, FOREIGN_SSO, "A", { NULL } },
	{ "metadata beside keys of the credentials file",
	    "[profile A]\nrole_arn = " ROLE_A "\ncredential_source = EcsContainer\n", "[A]\n" KEYS, NULL, NULL,
	    FOREIGN_NONE, "A", { ROLE_A } },

	/* --- what cannot be --- */
	{ "a role beside Identity Center",
	    "[profile A]\nsso_session = s\nrole_arn = " ROLE_A "\n", "", NULL,
	    "has a role_arn beside its Identity Center", FOREIGN_NONE, NULL, { NULL } },
	{ "which names itself as its source",
	    "[profile A]\nlogin_session = s\nrole_arn = " ROLE_A "\nsource_profile = A\n", "", NULL,
	    "has a role_arn beside its aws login", FOREIGN_NONE, NULL, { NULL } },
	{ "source_profile and metadata at once",
	    "[profile A]\nrole_arn = " ROLE_A "\ncredential_source = EcsContainer\nsource_profile = B\n" B KEYS, "",
	    NULL, "both source_profile and credential_source", FOREIGN_NONE, NULL, { NULL } },
};

static void
read_files(struct config *config, int row)
{
	struct error err = { .status = STATUS_DONE };
	struct secret text = SECRET_INIT;

	secret_puts(&text, rows[row].config);
	ck_assert_msg(config_parse(config, CONFIG_FILE, &text, &err), "%s: %s", rows[row].name, err.message);
	secret_puts(&text, rows[row].credentials);
	ck_assert_msg(config_parse(config, CREDENTIALS_FILE, &text, &err), "%s: %s", rows[row].name, err.message);
}

START_TEST(ends_chains)
{
	struct config config = CONFIG_INIT;
	struct wishes wishes = WISHES_INIT;
	struct error err = { .status = STATUS_DONE };
	struct chain chain;
	bool ok;
	size_t i;

	read_files(&config, _i);
	ck_assert(rows[_i].options == NULL || wishes_parse(&wishes, rows[_i].options));
	ok = chain_resolve(&chain, &config, "A", &wishes, &err);
	ck_assert_msg(ok == (rows[_i].error == NULL), "%s: %s", rows[_i].name, err.message);
	if (ok) {
		ck_assert_msg(chain.foreign == rows[_i].kind, "%s: kind %d", rows[_i].name, chain.foreign);
		ck_assert_msg(strcmp(chain.source, rows[_i].source) == 0, "%s: source %s", rows[_i].name, chain.source);
		for (i = 0; i < 2 && rows[_i].roles[i] != NULL; i++)
			ck_assert_msg(i < chain.roles && strcmp(chain.role[i].arn, rows[_i].roles[i]) == 0,
			    "%s: role %zu", rows[_i].name, i);
		ck_assert_msg(chain.roles == i, "%s: %zu roles", rows[_i].name, chain.roles);
		ck_assert_msg(chain.foreign == FOREIGN_NONE || chain.serial == NULL, "%s: a device", rows[_i].name);
	} else {
		ck_assert_msg(strstr(err.message, rows[_i].error) != NULL, "%s: %s", rows[_i].name, err.message);
		ck_assert_msg(err.brief[0] != '\0', "%s: no brief", rows[_i].name);
	}
	wishes_clear(&wishes);
	config_clear(&config);
}
END_TEST

/* Profiles that share a login share a lock. */
START_TEST(names_logins)
{
	struct config config = CONFIG_INIT;
	struct error err = { .status = STATUS_DONE };
	struct secret text = SECRET_INIT;

	secret_puts(&text, "[profile s]\nsso_session = corp\nsso_start_url = u\n[profile o]\nsso_start_url = u\n"
	    "[profile a]\nsso_account_id = 1\n[profile l]\nlogin_session = arn:x\n"
	    "[profile w]\nweb_identity_token_file = /t\n");
	ck_assert(config_parse(&config, CONFIG_FILE, &text, &err));
	ck_assert_str_eq(foreign_login_of(FOREIGN_SSO, &config, "s"), "corp");
	ck_assert_str_eq(foreign_login_of(FOREIGN_SSO, &config, "o"), "u");
	ck_assert_str_eq(foreign_login_of(FOREIGN_SSO, &config, "a"), "a");
	ck_assert_str_eq(foreign_login_of(FOREIGN_LOGIN, &config, "l"), "arn:x");
	ck_assert_str_eq(foreign_login_of(FOREIGN_WEB_IDENTITY, &config, "w"), "w");
	config_clear(&config);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("foreign");
	TCase *cases = tcase_create("foreign");

	tcase_add_loop_test(cases, ends_chains, 0, COUNT(rows));
	tcase_add_test(cases, names_logins);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
