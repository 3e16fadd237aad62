#include "commands/profile_table.h"

#include <stdio.h>
#include <string.h>

#include "commands/table.h"
#include "profile/profile_colour.h"
#include "types/arn.h"

static const struct table_column for_screens[] = {
	{ "", TABLE_FIXED },		/* marks the profile of this terminal's session */
	{ "profile", TABLE_NAME },
	{ "kind", TABLE_FIXED },
	{ "role", 0 },
	{ "account", 0 },
	{ "MFA device", 0 },
	{ "region", 0 },
	{ "source", 0 },
	{ "", TABLE_BELOW },
	{ NULL, 0 }
};

static const struct table_column for_programs[] = {
	{ "profile", 0 }, { "kind", 0 }, { "MFA device", 0 }, { "role", 0 }, { "region", 0 }, { "source", 0 },
	{ "problem", 0 }, { NULL, 0 }
};

typedef char account[sizeof(((struct arn *)NULL)->account)];

/* The account in which a profile acts, as an ARN of it says; "": none does. */
static void
find_account(account found, const struct profile_facts *facts)
{
	const char *text = facts->role_arn != NULL ? facts->role_arn : facts->mfa_serial;
	struct arn arn = { .account = "" };

	if (text == NULL || !arn_parse(text, &arn))
		arn.account[0] = '\0';
	memcpy(found, arn.account, sizeof(account));
}

/* What is behind PREFIX in the resource of an ARN; all of TEXT where there is no such thing. */
static const char *
name_in(const char *text, const char *prefix)
{
	size_t length = strlen(prefix);
	struct arn arn;

	return text != NULL && arn_parse(text, &arn) && strncmp(arn.resource, prefix, length) == 0 ?
	    arn.resource + length : text;
}

static const char *
source_of(const struct profile_facts *facts)
{
	return facts->source_profile != NULL ? facts->source_profile : facts->credential_source;
}

/* --- the usual account -------------------------------------------------------------------------- */

/* The account that more than half of all have, of those that have one; "" when there is none. Boyer and Moore's
 * majority vote, and a count. */
static void
find_majority(account usual, const account *accounts, size_t count)
{
	size_t votes = 0, named = 0, i;

	usual[0] = '\0';
	for (i = 0; i < count; i++) {
		if (accounts[i][0] == '\0')
			continue;
		named++;
		if (votes == 0)
			memcpy(usual, accounts[i], sizeof(account));
		votes = strcmp(usual, accounts[i]) == 0 ? votes + 1 : votes - 1;
	}
	for (i = votes = 0; i < count; i++)
		if (accounts[i][0] != '\0' && strcmp(usual, accounts[i]) == 0)
			votes++;
	if (votes * 2 <= named)
		usual[0] = '\0';
}

/* Looks at all profiles. *DIFFER: some have another account than USUAL. */
static void
find_usual(account usual, bool *differ, struct profile_list *list)
{
	struct secret accounts = SECRET_INIT;
	struct profile_facts facts;
	const char *name;
	account one;
	size_t i;

	while ((name = profile_list_next(list)) != NULL) {
		profile_list_look(list, name, &facts);
		find_account(one, &facts);
		secret_add(&accounts, one, sizeof(one));
	}
	list->position = 0;
	usual[0] = '\0';
	find_majority(usual, (const account *)accounts.data, accounts.len / sizeof(account));
	*differ = false;
	for (i = 0; i < accounts.len; i += sizeof(account))
		*differ = *differ || (accounts.data[i] != '\0' && strcmp(accounts.data + i, usual) != 0);
	secret_clear(&accounts);
}

/* --- rows --------------------------------------------------------------------------------------- */

static void
add_for_screen(struct table *table, const struct profile_list *list, const char *name,
    const struct profile_facts *facts, const account usual)
{
	const bool held = profile_list_is_held(list, name);
	enum colour colour = profile_colour(&list->plan.config, name);
	account own;

	find_account(own, facts);
	if (colour == COLOUR_NONE && held)
		colour = COLOUR_GREEN;
	table_add_coloured(table, held ? "*" : NULL, COLOUR_GREEN);
	table_add_coloured(table, name, colour);
	table_add(table, facts->kind);
	table_add(table, name_in(facts->role_arn, "role/"));
	table_add(table, strcmp(own, usual) == 0 ? NULL : own);
	table_add(table, name_in(facts->mfa_serial, "mfa/"));
	table_add(table, facts->region);
	table_add(table, source_of(facts));
	table_add_coloured(table, facts->problem, COLOUR_YELLOW);
}

static bool
write_for_screen(struct secret *out, struct profile_list *list, size_t width, bool *any, struct error *err)
{
	struct table table = TABLE_INIT(for_screens, out, width);
	struct profile_facts facts;
	const char *name;
	account usual;
	char foot[80];
	bool differ;

	find_usual(usual, &differ, list);
	for (; (name = profile_list_next(list)) != NULL; *any = true) {
		profile_list_look(list, name, &facts);
		add_for_screen(&table, list, name, &facts, usual);
	}
	if (!table_end(&table, err))
		return false;
	if (differ && usual[0] != '\0') {
		snprintf(foot, sizeof(foot), "account: %.15s, unless another is shown", usual);
		colour_add(out, colour_is_wanted(1), COLOUR_FAINT, foot);
		secret_puts(out, "\n");
	}
	return secret_check(out, err);
}

static bool
write_for_programs(struct secret *out, struct profile_list *list, bool *any, struct error *err)
{
	struct table table = TABLE_INIT(for_programs, out, 0);
	struct profile_facts facts;
	const char *name;

	for (; (name = profile_list_next(list)) != NULL; *any = true) {
		profile_list_look(list, name, &facts);
		table_add(&table, name);
		table_add(&table, facts.kind);
		table_add(&table, facts.mfa_serial);
		table_add(&table, facts.role_arn);
		table_add(&table, facts.region);
		table_add(&table, source_of(&facts));
		table_add(&table, facts.problem);
	}
	return table_end(&table, err);
}

bool
profile_table_write(struct secret *out, struct profile_list *list, bool *any, struct error *err)
{
	size_t width = table_screen_width();

	*any = false;
	return width > 0 ? write_for_screen(out, list, width, any, err) : write_for_programs(out, list, any, err);
}
