#include "commands/guess.h"

#include <string.h>
#include <strings.h>

#include "base/suggestion.h"
#include "commands/command.h"
#include "commands/synonyms.h"
#include "profile/aws_mfa.h"
#include "shell/caller.h"
#include "shell/line.h"

/* What the line of a hint is about. */
static bool
hint_use(const char *profile, struct error *err)
{
	struct secret line = SECRET_INIT;

	line_use(&line, caller_shell(NULL), state_is_expected(), profile);
	error_hint(err, "%s", secret_text(&line));
	secret_clear(&line);
	return false;
}

/* Offers the names of CONFIG. True if WORD is one of them. */
static bool
offer_profiles(struct suggestion *nearest, const struct config *config, const char *word)
{
	const char *name;
	size_t position = 0;

	while ((name = config_next_profile(config, &position)) != NULL)
		suggestion_offer(nearest, name);
	return aws_mfa_profile_exists(config, word, NULL);
}

static void
offer_commands(struct suggestion *nearest)
{
	size_t i;

	for (i = 0; commands[i] != NULL; i++)
		if (commands[i]->is_costly)
			suggestion_avoid(nearest, commands[i]->name);
		else if (!commands[i]->is_hidden)
			suggestion_offer(nearest, commands[i]->name);
}

bool
guess_command(const char *word, struct error *err)
{
	struct config config = CONFIG_INIT;
	struct suggestion command, profile;
	struct error ignored;
	bool is_profile, is_nearest;

	suggestion_begin(&command, word);
	offer_commands(&command);
	suggestion_begin(&profile, word);
	is_profile = config_load(&config, &ignored);
	is_profile = offer_profiles(&profile, &config, word) && is_profile;
	is_nearest = command.best != NULL && command.distance <= profile.distance;
	if (is_profile && !(is_nearest && command.distance == 0))
		hint_use(word, err);
	else if ((is_nearest && command.distance == 0) || (!synonyms_explain(word, err) && is_nearest))
		error_hint(err, "did you mean '%s'?", command.best);
	else if (err->hint[0] != '\0')
		;			/* synonyms_explain gave it */
	else if (profile.best != NULL)
		hint_use(profile.best, err);
	else
		error_hint(err, "`awsmfa help` lists the commands, `awsmfa profiles` the profiles");
	config_clear(&config);
	return false;
}

bool
guess_option(const char *word, struct error *err)
{
	struct suggestion nearest;

	suggestion_begin(&nearest, word);
	suggestion_offer(&nearest, "--help");
	suggestion_offer(&nearest, "--version");
	if (strcasecmp(word, "-v") == 0)
		return error_hint(err, "`awsmfa --version` prints the version; to print every step: awsmfa COMMAND -v");
	if (nearest.best != NULL)
		return error_hint(err, "did you mean %s?", nearest.best);
	return error_hint(err, "put options after a command: awsmfa env -p NAME");
}
