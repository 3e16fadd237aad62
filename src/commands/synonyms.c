#include "commands/synonyms.h"

#include <string.h>
#include <strings.h>

#include "base/secret.h"
#include "shell/caller.h"
#include "shell/line.h"

/* From aws-mfa, aws-vault, awsume, granted, saml2aws, aws-sso, leapp, the AWS CLI, and what fingers know from git, ssh
 * and direnv. */
static const struct {
	const char	*words;		/* between blanks */
	enum { START, DROP, SAY } about;
	const char	*text;		/* what follows the line that starts or drops a session; else all of the hint */
} rows[] = {
	{ "login signin sign-in auth authenticate assume assume-role role session start get get-session-token token "
	  "mfa switch activate on", START, " starts a session in this shell" },
	{ "refresh reload relogin", START, " renews a session that has expired; the hook does so by itself" },
	{ "export exports credentials creds export-credentials eval print source", START,
	  " puts a session into the environment of this shell" },
	{ "logout signout sign-out unset unuse unassume clear remove rm delete deactivate end stop off kill", DROP,
	  " removes the session from this shell" },
	{ "list ls show-profiles list-profiles profile accounts roles", SAY, "awsmfa profiles lists the profiles" },
	{ "whoami who id identity info current get-caller-identity caller-identity active", SAY,
	  "awsmfa status shows the session of this shell; aws sts get-caller-identity asks AWS" },
	{ "run with -- cmd command", SAY, "awsmfa exec -p NAME -- COMMAND runs one command with a session" },
	{ "serials serial mfa-devices list-mfa-devices", SAY, "awsmfa devices lists your MFA devices" },
	{ "enroll enrol register pair enable enable-mfa-device create-virtual-mfa-device add-device qr", SAY,
	  "awsmfa assign gives your user an MFA device" },
	{ "check diagnose diag health debug test verify validate", SAY, "awsmfa doctor finds what is wrong" },
	{ "init shell-init install-hook shell", SAY, "awsmfa hook bash prints the hook: see awsmfa help hook" },
	{ "console web open browser url", SAY, "awsmfa does not open the AWS console; it gives sessions to shells" },
	{ "configure config setup set add new import write edit", SAY,
	  "awsmfa writes no files: put your access key into ~/.aws/credentials with `aws configure`" },
	{ "rotate rotate-keys rotate-key", SAY,
	  "awsmfa changes no access keys: aws iam create-access-key, then delete the old one" },
	{ "code otp totp generate", SAY, "awsmfa makes no codes; your MFA device does" },
	{ "sso sso-login", SAY, "awsmfa signs nobody in to IAM Identity Center: aws sso login" },
	{ "serve server daemon proxy ec2 ecs agent", SAY,
	  "awsmfa runs no server; `man awsmfa` tells how programs find a session with credential_process" },
	{ "completion completions complete autocomplete", SAY,
	  "make install installs the completions of bash, zsh and fish" },
	{ "prompt ps1 starship", SAY,
	  "share/awsmfa/prompt.bash, prompt.zsh and prompt.fish show the session in your prompt: source one" },
	{ "man manual docs", SAY, "man awsmfa" },
	{ "update upgrade self-update", SAY, "awsmfa does not update itself" },
};

static bool
is_among(const char *words, const char *word)
{
	size_t length;

	for (; *words != '\0'; words += length + (words[length] == ' ')) {
		length = strcspn(words, " ");
		if (length == strlen(word) && strncasecmp(words, word, length) == 0)
			return true;
	}
	return false;
}

/* A hint that begins with the line to type in this shell. */
static void
hint_line(size_t row, struct error *err)
{
	const bool hooked = state_is_expected();
	struct secret line = SECRET_INIT;

	if (rows[row].about == START)
		line_use(&line, caller_shell(NULL), hooked, NULL);
	else if (hooked)
		secret_puts(&line, "awsmfa drop");
	else
		line_env(&line, caller_shell(NULL), "--drop", NULL);
	error_hint(err, "%s%s", secret_text(&line), rows[row].text);
	secret_clear(&line);
}

bool
synonyms_explain(const char *word, struct error *err)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!is_among(rows[i].words, word))
			continue;
		if (rows[i].about == SAY)
			error_hint(err, "%s", rows[i].text);
		else
			hint_line(i, err);
		return true;
	}
	return false;
}
