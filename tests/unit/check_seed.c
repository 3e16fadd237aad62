/* check_seed.c - the secret of an MFA device, as IAM sends it */
#include "types/seed.h"

#include "unit.h"

#define SEED "CDUWWTOBG3MAMERJXSICAOBAPZIPWQMAQXFRH2VMCL3VRDVIVL5IR4GYFHHGSZU5"
#define SENT "Q0RVV1dUT0JHM01BTUVSSlhTSUNBT0JBUFpJUFdRTUFRWEZSSDJWTUNMM1ZSRFZJVkw1SVI0R1lGSEhHU1pVNQ=="

static const struct {
	const char	*sent, *seed;
} taken[] = {
	{ SENT, SEED },
	{ "QUJDREVGR0hJSktMMjM0NQ==", "ABCDEFGHIJKL2345" },		/* two to fill up */
	{ "QUJDREVGR0hJSktMMjM0NTY=", "ABCDEFGHIJKL23456" },		/* one */
	{ "QUJDREVGR0hJSktMMjM0NTY3", "ABCDEFGHIJKL234567" },		/* none */
};

START_TEST(takes)
{
	struct secret seed = SECRET_INIT;

	ck_assert_msg(seed_decode(&seed, taken[_i].sent), "%s", taken[_i].sent);
	ck_assert_str_eq(secret_text(&seed), taken[_i].seed);
	secret_clear(&seed);
}
END_TEST

static const char *const refused[] = {
	"", "=", "====", SEED, SEED "=", "QUJDREVGR0hJSktMMjM0NQ", "QUJDREVGR0hJSktMMjM0NQ=",
	"QUJDREVGR0hJSktMMjM0NQ==x",
	"QUJDREVGR0hJSktMMjM0NQ=Q", "QUJDREVGR0hJSktMMjM0NQ===", "QUJDREVGR0hJ SktMMjM0NQ==",
	"QUJDREVGR0hJSktMMjM0",			/* fifteen characters */
	"YWJjZGVmZ2hpamtsMjM0NQ==",		/* small letters */
	"QUJDREVGR0hJSktMMDE4OQ==",		/* 0189 */
	"QUJDREVGR0hJSktMMjM0NSZpc3N1ZXI9eA==",	/* &issuer=x */
	"QUJDREVGR0hJSktMADIzNA==",		/* a NUL */
	SENT SENT SENT,
};

START_TEST(refuses)
{
	struct secret seed = SECRET_INIT;

	secret_set(&seed, "before");
	ck_assert_msg(!seed_decode(&seed, refused[_i]), "%s", refused[_i]);
	ck_assert_str_eq(secret_text(&seed), "");
	secret_clear(&seed);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("seed");
	TCase *cases = tcase_create("seed");

	tcase_add_loop_test(cases, takes, 0, COUNT(taken));
	tcase_add_loop_test(cases, refuses, 0, COUNT(refused));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
