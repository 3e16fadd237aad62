/* check_config_aws.c - the case table that AWS's SDKs share, and where we differ from it
 *
 * Names, inputs and outcomes are those of the SDKs' profile-parser-tests.json (Apache License 2.0), written
 * as C. An outcome lists the merged profiles as NAME{KEY=VALUE;KEY=VALUE}, in the order of their first
 * appearance; sub-properties stand in their parent's value, one a line.
 */
#include "check_config.h"
#include "profile/config_table.h"
#include "unit.h"

static const struct {
	const char	*name;
	const char	*config, *credentials;	/* NULL: no such file */
	const char	*aws;			/* what AWS says comes out */
	const char	*ours;			/* what comes out here; NULL: the same */
	const char	*reason;		/* why it is not the same */
} rows[] = {
	{ .name = "Empty files have no profiles.",
	    .config = "",
	    .aws = "" },
	{ .name = "Empty profiles have no properties.",
	    .config = "[profile foo]",
	    .aws = "foo{}" },
	{ .name = "Profile names support alphanumeric characters and - / . % @ _ : +",
	    .config = "[profile some-thing:long/the_one%only.foo@bar+]\n[profile foo!bar]",
	    .aws = "some-thing:long/the_one%only.foo@bar+{}",
	    .ours = "some-thing:long/the_one%only.foo@bar+{} foo!bar{}",
	    .reason = "botocore reads any name, and a name in another script is no mistake" },
	{ .name = "Profile definitions must end with brackets.",
	    .config = "[profile foo",
	    .aws = "error" },
	{ .name = "Profile names should be trimmed.",
	    .config = "[profile \tfoo \t]",
	    .aws = "foo{}" },
	{ .name = "Tabs can separate profile names from profile prefix.",
	    .config = "[profile\tfoo]",
	    .aws = "foo{}" },
	{ .name = "Properties must be defined in a profile.",
	    .config = "name = value",
	    .aws = "error",
	    .ours = "",
	    .reason = "botocore refuses, JavaScript and Go skip: a stray line must not cost all profiles; warned of" },
	{ .name = "Profiles can contain properties.",
	    .config = "[profile foo]\nname = value",
	    .aws = "foo{name=value}" },
	{ .name = "Windows style line endings are supported.",
	    .config = "[profile foo]\r\nname = value",
	    .aws = "foo{name=value}" },
	{ .name = "Equals signs are supported in property values.",
	    .config = "[profile foo]\nname = val=ue",
	    .aws = "foo{name=val=ue}" },
	{ .name = "Unicode characters are supported in property values.",
	    .config = "[profile foo]\nname = \360\237\230\202",
	    .aws = "foo{name=\360\237\230\202}" },
	{ .name = "Profiles can contain multiple properties.",
	    .config = "[profile foo]\nname = value\nname2 = value2",
	    .aws = "foo{name=value;name2=value2}" },
	{ .name = "Profiles can contain multiple properties.",
	    .config = "[profile foo]\nname = value\nname2 = value2",
	    .aws = "foo{name=value;name2=value2}" },
	{ .name = "Property keys and values are trimmed.",
	    .config = "[profile foo]\nname \t=  \tvalue \t",
	    .aws = "foo{name=value}" },
	{ .name = "Property values can be empty.",
	    .config = "[profile foo]\nname =",
	    .aws = "foo{name=}" },
	{ .name = "Property key cannot be empty.",
	    .config = "[profile foo]\n= value",
	    .aws = "error" },
	{ .name = "Property definitions must contain an equals sign.",
	    .config = "[profile foo]\nkey : value",
	    .aws = "error",
	    .ours = "foo{key=value}",
	    .reason = "botocore and Go take ':' as well; warned of" },
	{ .name = "Multiple profiles can be empty.",
	    .config = "[profile foo]\n[profile bar]",
	    .aws = "foo{} bar{}" },
	{ .name = "Multiple profiles can have properties.",
	    .config = "[profile foo]\nname = value\n[profile bar]\nname2 = value2",
	    .aws = "foo{name=value} bar{name2=value2}" },
	{ .name = "Blank lines are ignored.",
	    .config = "\t \n[profile foo]\n\t\n \nname = value\n\t \n[profile bar]\n \t",
	    .aws = "foo{name=value} bar{}" },
	{ .name = "Pound sign comments are ignored.",
	    .config = "# Comment\n[profile foo] # Comment\nname = value # Comment with # sign",
	    .aws = "foo{name=value}" },
	{ .name = "Semicolon sign comments are ignored.",
	    .config = "; Comment\n[profile foo] ; Comment\nname = value ; Comment with ; sign",
	    .aws = "foo{name=value}" },
	{ .name = "All comment types can be used together.",
	    .config = "# Comment\n[profile foo] ; Comment\nname = value # Comment with ; sign",
	    .aws = "foo{name=value}" },
	{ .name = "Comments can be empty.",
	    .config = ";\n[profile foo];\nname = value ;\n",
	    .aws = "foo{name=value}" },
	{ .name = "Comments can be adjacent to profile names.",
	    .config = "[profile foo]; Adjacent semicolons\n[profile bar]# Adjacent pound signs",
	    .aws = "foo{} bar{}" },
	{ .name = "Comments adjacent to values are included in the value.",
	    .config = "[profile foo]\nname = value; Adjacent semicolons\nname2 = value# Adjacent pound signs",
	    .aws = "foo{name=value; Adjacent semicolons;name2=value# Adjacent pound signs}" },
	{ .name = "Property values can be continued on the next line.",
	    .config = "[profile foo]\nname = value\n -continued",
	    .aws = "foo{name=value\n-continued}" },
	{ .name = "Property values can be continued with multiple lines.",
	    .config = "[profile foo]\nname = value\n -continued\n -and-continued",
	    .aws = "foo{name=value\n-continued\n-and-continued}" },
	{ .name = "Continuations are trimmed.",
	    .config = "[profile foo]\nname = value\n \t -continued \t ",
	    .aws = "foo{name=value\n-continued}" },
	{ .name = "Continuation values include pound comments.",
	    .config = "[profile foo]\nname = value\n -continued # Comment",
	    .aws = "foo{name=value\n-continued # Comment}" },
	{ .name = "Continuation values include semicolon comments.",
	    .config = "[profile foo]\nname = value\n -continued ; Comment",
	    .aws = "foo{name=value\n-continued ; Comment}" },
	{ .name = "Continuations cannot be used outside of a profile.",
	    .config = " -continued",
	    .aws = "error",
	    .ours = "",
	    .reason = "as for properties outside of a profile" },
	{ .name = "Continuations cannot be used outside of a property.",
	    .config = "[profile foo]\n -continued",
	    .aws = "error" },
	{ .name = "Continuations reset with profile definitions.",
	    .config = "[profile foo]\nname = value\n[profile foo]\n -continued",
	    .aws = "error" },
	{ .name = "Duplicate profiles in the same file merge properties.",
	    .config = "[profile foo]\nname = value\n[profile foo]\nname2 = value2",
	    .aws = "foo{name=value;name2=value2}" },
	{ .name = "Duplicate properties in a profile use the last one defined.",
	    .config = "[profile foo]\nname = value\nname = value2",
	    .aws = "foo{name=value2}" },
	{ .name = "Duplicate properties in duplicate profiles use the last one defined.",
	    .config = "[profile foo]\nname = value\n[profile foo]\nname = value2",
	    .aws = "foo{name=value2}" },
	{ .name = "Duplicate properties in duplicate profiles use the last one defined (case insensitive).",
	    .config = "[profile foo]\nName = value\n[profile foo]\nname = value2",
	    .aws = "foo{name=value2}" },
	{ .name = "Default profile with profile prefix overrides default profile without prefix "
	    "when profile prefix is first.",
	    .config = "[profile default]\nname = value\n[default]\nname2 = value2",
	    .aws = "default{name=value}" },
	{ .name = "Default profile with profile prefix overrides default profile without prefix "
	    "when profile prefix is last.",
	    .config = "[default]\nname2 = value2\n[profile default]\nname = value",
	    .aws = "default{name=value}" },
	{ .name = "Invalid profile names are ignored.",
	    .config = "[profile in valid]\nname = value",
	    .credentials = "[in valid 2]\nname2 = value2",
	    .aws = "",
	    .ours = "in valid 2{name2=value2}",
	    .reason = "botocore and Go read a name with blanks in the credentials file" },
	{ .name = "Invalid property names are ignored.",
	    .config = "[profile foo]\nin valid = value",
	    .aws = "foo{}" },
	{ .name = "All valid profile name characters are supported.",
	    .config = "[profile ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_]",
	    .aws = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_{}" },
	{ .name = "All valid property name characters are supported.",
	    .config = "[profile foo]\nABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_ = value",
	    .aws = "foo{abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789-_=value}" },
	{ .name = "Properties can have sub-properties.",
	    .config = "[profile foo]\ns3 =\n name = value",
	    .aws = "foo{s3=\nname = value}" },
	{ .name = "Invalid sub-property definitions cause an error.",
	    .config = "[profile foo]\ns3 =\n invalid",
	    .aws = "error",
	    .ours = "foo{s3=}",
	    .reason = "nothing we read is a sub-property of a profile: not worth losing all profiles for; warned of" },
	{ .name = "Sub-property definitions can have an empty value.",
	    .config = "[profile foo]\ns3 =\n name =",
	    .aws = "foo{s3=\nname =}" },
	{ .name = "Sub-property definitions cannot have an empty name.",
	    .config = "[profile foo]\ns3 =\n = value",
	    .aws = "error",
	    .ours = "foo{s3=}",
	    .reason = "as above" },
	{ .name = "Sub-property definitions can have an invalid name.",
	    .config = "[profile foo]\ns3 =\n in valid = value",
	    .aws = "foo{s3=\nin valid = value}" },
	{ .name = "Sub-properties can have blank lines that are ignored",
	    .config = "[profile foo]\ns3 =\n name = value\n\t \n name2 = value2",
	    .aws = "foo{s3=\nname = value\nname2 = value2}" },
	{ .name = "Profiles duplicated in multiple files are merged.",
	    .config = "[profile foo]\nname = value",
	    .credentials = "[foo]\nname2 = value2",
	    .aws = "foo{name=value;name2=value2}" },
	{ .name = "Default profiles with mixed prefixes in the config file ignore the one without prefix when merging.",
	    .config = "[profile default]\nname = value\n[default]\nname2 = value2\n[profile default]\nname3 = value3",
	    .aws = "default{name=value;name3=value3}" },
	{ .name = "Default profiles with mixed prefixes merge with credentials",
	    .config = "[profile default]\nname = value\n[default]\nname2 = value2\n[profile default]\nname3 = value3",
	    .credentials = "[default]\nsecret=foo",
	    .aws = "default{name=value;name3=value3;secret=foo}" },
	{ .name = "Duplicate properties between files uses credentials property.",
	    .config = "[profile foo]\nname = value",
	    .credentials = "[foo]\nname = value2",
	    .aws = "foo{name=value2}" },
	{ .name = "Config profiles without prefix are ignored.",
	    .config = "[foo]\nname = value",
	    .aws = "" },
	{ .name = "Credentials profiles with prefix are ignored.",
	    .credentials = "[profile foo]\nname = value",
	    .aws = "" },
	{ .name = "Comment characters adjacent to profile decls",
	    .config = "[profile foo]; semicolon\n[profile bar]# pound",
	    .aws = "foo{} bar{}" },
	{ .name = "Invalid continuation",
	    .config = "[profile foo]\nname = value\n[profile foo]\n -continued",
	    .aws = "error" },
	{ .name = "sneaky profile name",
	    .config = "[profilefoo]\nname = value\n[profile bar]",
	    .aws = "bar{}" },
	{ .name = "profile name with extra whitespace",
	    .config = "[   profile foo    ]\nname = value\n[profile bar]",
	    .aws = "foo{name=value} bar{}" },
	{ .name = "profile name with extra whitespace in credentials",
	    .credentials = "[   foo    ]\nname = value\n[profile bar]",
	    .aws = "foo{name=value}" },
	{ .name = "properties from an invalid profile name are ignored",
	    .config = "[profile foo]\nname = value\n[profile in valid]\nx = 1\n[profile bar]\nname = value2",
	    .aws = "foo{name=value} bar{name=value2}" },
	{ .name = "sso-session with properties",
	    .config = "[sso-session foo]\nname = value\n[profile bar]",
	    .aws = "bar{}" },
	{ .name = "sso-session without the space before the name is a profile",
	    .credentials = "[sso-sessionfoo]\nname = value\n[bar]",
	    .aws = "sso-sessionfoo{name=value} bar{}" },
	{ .name = "A typo'd sso-session will be ignored",
	    .config = "[sso-sesion foo]\nname = value\n[profile bar]",
	    .aws = "bar{}" },
};

/* Whether an earlier property of the profile has the key of the INDEXth. */
static bool
shown_before(const struct config *config, const struct config_section *first, size_t index, const char *key)
{
	const struct config_section *section;
	const struct config_property *property;
	size_t i;

	for (section = first; section != NULL; section = config_table_next(config, section))
		for (i = section->first; i < section->first + section->count && i < index; i++) {
			property = &config->property[i];
			if (property->parent == 0 &&
			    strcmp(config_table_text(config, section->file, property->key), key) == 0)
				return true;
		}
	return false;
}

/* "KEY=VALUE", the value being the one that counts. */
static void
show_property(const struct config *config, const char *profile, const char *key, struct secret *out)
{
	const struct config_property *where, *sub;
	const char *value = value_named(config, profile, key), *text = config->file[CONFIG_FILE].text.data;

	secret_printf(out, "%s%s=%s", out->data[out->len - 1] == '{' ? "" : ";", key, value == NULL ? "" : value);
	where = config_get_property(config, CONFIG_FILE, profile, key);
	for (sub = config->property; where != NULL && sub < config->property + config->properties; sub++)
		if (sub->parent == where->key)
			secret_printf(out, "\n%s =%s%s", text + sub->key, text[sub->value] == '\0' ? "" : " ",
			    text + sub->value);
}

static void
show_profile(const struct config *config, const char *profile, struct secret *out)
{
	const struct config_section *first = config_table_first(config, false, profile), *section;
	const char *key;
	size_t i;

	secret_printf(out, "%s%s{", out->len == 0 ? "" : " ", profile);
	for (section = first; section != NULL; section = config_table_next(config, section))
		for (i = section->first; i < section->first + section->count; i++) {
			key = config_table_text(config, section->file, config->property[i].key);
			if (config->property[i].parent == 0 && !shown_before(config, first, i, key))
				show_property(config, profile, key, out);
		}
	secret_puts(out, "}");
}

static void
show(const struct config *config, struct secret *out)
{
	const char *profile;
	size_t position = 0;

	while ((profile = config_next_profile(config, &position)) != NULL)
		show_profile(config, profile, out);
}

START_TEST(row)
{
	const char *expected = rows[_i].ours == NULL ? rows[_i].aws : rows[_i].ours;
	struct secret seen = SECRET_INIT;
	struct config config;
	struct error err;

	if (parse_files(&config, rows[_i].config, rows[_i].credentials, &err))
		show(&config, &seen);
	else
		secret_puts(&seen, "error");
	ck_assert_msg(strcmp(secret_text(&seen), expected) == 0, "%s: %s", rows[_i].name, secret_text(&seen));
	if (err.status != STATUS_DONE)
		ck_assert_msg(strncmp(err.message, "config:", 7) == 0, "%s: %s", rows[_i].name, err.message);
	secret_clear(&seen);
	config_clear(&config);
}
END_TEST

/* A difference that is none any more must leave the table. */
START_TEST(every_difference_is_one)
{
	ck_assert_msg((rows[_i].ours == NULL) == (rows[_i].reason == NULL), "%s", rows[_i].name);
	if (rows[_i].ours != NULL)
		ck_assert_msg(strcmp(rows[_i].ours, rows[_i].aws) != 0, "%s", rows[_i].name);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("config, AWS's table");
	TCase *cases = tcase_create("aws");

	tcase_add_loop_test(cases, row, 0, COUNT(rows));
	tcase_add_loop_test(cases, every_difference_is_one, 0, COUNT(rows));
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
