/* command_line.c - a typed line is looked at, word for word, as far as it takes to tell what runs first */
#include "session/command_line.h"

#include <string.h>

#define PART_ENDS ";&|()`\n"

static const char default_commands[] =
    "aws aws2 awslocal sam cdk copilot eb ecs-cli eksctl kubectl k9s helm kustomize argocd flux terraform tofu "
    "terragrunt terramate pulumi packer ansible ansible-playbook chalice serverless sls sst zappa s3cmd s5cmd rclone "
    "docker-credential-ecr-login session-manager-plugin ssm-session gossm steampipe prowler cfn-lint rain";

/* Words that run what follows them. */
static const char *const carriers[] = {
	"sudo", "env", "time", "command", "builtin", "exec", "nohup", "nice", "xargs", "watch", "doas", "noglob",
	"nocorrect", "if", "then", "else", "elif", "while", "until", "do", "and", "or", "not", "begin", "!", "{",
	"stdbuf", "timeout", "setsid",
};

static bool
is_among(const char *words, const char *word, size_t length)
{
	size_t size;

	for (; *words != '\0'; words += size) {
		words += strspn(words, " \t\n,:");
		size = strcspn(words, " \t\n,:");
		if (size == length && strncmp(words, word, length) == 0)
			return true;
	}
	return false;
}

static bool
is_carrier(const char *word, size_t length)
{
	size_t i;

	for (i = 0; i < sizeof(carriers) / sizeof(carriers[0]); i++)
		if (strncmp(carriers[i], word, length) == 0 && carriers[i][length] == '\0')
			return true;
	return false;
}

/* The length of the word at TEXT, which does not reach beyond END. Blanks in quotes belong to it. */
static size_t
word_length(const char *text, const char *end)
{
	const char *at = text, *close;

	while (at < end && strchr(" \t\n<>", *at) == NULL) {
		close = *at == '"' || *at == '\'' ? memchr(at + 1, *at, (size_t)(end - at - 1)) : NULL;
		at = close == NULL ? at + 1 : close + 1;
	}
	return (size_t)(at - text);
}

/* Whether a word is the name of one of COMMANDS, whatever path, quotes or backslash it has. */
static bool
names_any(const char *word, size_t length, const char *commands)
{
	size_t start;

	while (length > 0 && strchr("\"'", word[length - 1]) != NULL)
		length--;
	for (start = length; start > 0 && strchr("/\\\"'", word[start - 1]) == NULL; start--)
		continue;
	return length > start && is_among(commands, word + start, length - start);
}

/* Whether a word may come before the name of the program: an assignment, an option, a number, or a
 * word that runs the next one. */
static bool
leads_on(const char *word, size_t length)
{
	return *word == '-' || memchr(word, '=', length) != NULL || is_carrier(word, length) ||
	    strspn(word, "0123456789.smhd") >= length;
}

/* Whether a word is awsmfa, and the next one exec: that needs a session like any other program, and
 * one that was renewed before stays in the shell. */
static bool
is_exec(const char *word, size_t length, const char *end)
{
	const char *next = word + length;

	if (!names_any(word, length, "awsmfa"))
		return false;
	while (next < end && strchr(" \t", *next) != NULL)
		next++;
	return word_length(next, end) == 4 && strncmp(next, "exec", 4) == 0;
}

/* Whether the first program of a part of the line, LENGTH bytes long, is one of COMMANDS. */
static bool
part_runs(const char *part, size_t length, const char *commands)
{
	const char *end = part + length;
	size_t size;

	for (; part < end; part += size) {
		part += strspn(part, " \t\n<>");
		if (part >= end)
			return false;
		size = word_length(part, end);
		if (is_exec(part, size, end))
			return is_among(commands, "aws", 3);
		if (names_any(part, size, commands))
			return true;
		if (!leads_on(part, size))
			return false;
	}
	return false;
}

static bool
runs_any(const char *line, const char *commands)
{
	size_t length;

	while (*line != '\0') {
		length = strcspn(line, PART_ENDS);
		if (part_runs(line, length, commands))
			return true;
		line += length + (line[length] != '\0');
	}
	return false;
}

bool
command_line_runs_aws(const char *line, const char *commands)
{
	if (line == NULL || *line == '\0')
		return true;
	return runs_any(line, commands == NULL || *commands == '\0' ? default_commands : commands);
}

/* --- what needs no renewal ---------------------------------------------------------------------- */

/* The first part of LINE that has a command in it; LENGTH is how long it is. */
static const char *
first_part(const char *line, size_t *length)
{
	line += strspn(line, " \t\n;(");
	*length = strcspn(line, PART_ENDS);
	return line;
}

/* exit or logout, and nothing else that runs. */
static bool
only_leaves(const char *line)
{
	size_t length;
	const char *part = first_part(line, &length), *rest = part + length;

	rest += strspn(rest, " \t\n;");
	return part_runs(part, length, "exit logout") && (*rest == '\0' || *rest == '#');
}

/* The part behind its assignments and words like `command`; LENGTH becomes shorter. */
static const char *
skip_leaders(const char *part, size_t *length)
{
	const char *end = part + *length;
	size_t size;

	for (;;) {
		part += strspn(part, " \t");
		size = part < end ? word_length(part, end) : 0;
		if (size == 0 || !leads_on(part, size) || (size == 1 && *part == '.'))
			break;
		part += size;
	}
	*length = part < end ? (size_t)(end - part) : 0;
	return part;
}

/* eval "$(awsmfa ...)", eval `awsmfa ...`, eval (awsmfa ...), source <(awsmfa ...) */
static bool
takes_in_awsmfa(const char *part, size_t length)
{
	const char *end = part + length;

	part = skip_leaders(part, &length);
	length = word_length(part, end);
	if (!names_any(part, length, "eval source") && (length != 1 || *part != '.'))
		return false;
	part += length;
	part += strspn(part, " \t\"$<");
	if (part != end || strspn(end, "(`") == 0)
		return false;
	return part_runs(end + 1, strcspn(end + 1, PART_ENDS), "awsmfa");
}

/* The word at *AT, LENGTH bytes long; *AT moves behind it. NULL: the command ends there. */
static const char *
next_word(const char **at, size_t *length)
{
	const char *word;

	*at += strspn(*at, " \t");
	word = *at;
	*length = strcspn(word, " \t\n;&|<>()");
	*at += *length;
	return *length > 0 ? word : NULL;
}

/* The same without the options of the AWS CLI itself, which may come before a command of it. */
static const char *
next_argument(const char **at, size_t *length)
{
	static const char valued[] = "--profile --region --output --endpoint-url --ca-bundle --color "
	    "--cli-read-timeout --cli-connect-timeout";
	const char *word = next_word(at, length);
	size_t ignored;

	while (word != NULL && *word == '-') {
		if (is_among(valued, word, *length))
			(void)next_word(at, &ignored);
		word = next_word(at, length);
	}
	return word;
}

static bool
is_word(const char *word, size_t length, const char *wanted)
{
	return word != NULL && strlen(wanted) == length && strncmp(word, wanted, length) == 0;
}

bool
command_line_logs_in(const char *line)
{
	const char *part, *word;
	size_t length;

	if (line == NULL)
		return false;
	part = first_part(line, &length);
	part = skip_leaders(part, &length);
	word = next_word(&part, &length);
	if (word == NULL || !names_any(word, length, "aws"))
		return false;
	word = next_argument(&part, &length);
	if (is_word(word, length, "login") || is_word(word, length, "configure"))
		return true;
	if (!is_word(word, length, "sso"))
		return false;
	word = next_argument(&part, &length);
	return is_word(word, length, "login");
}

bool
command_line_skips_renewal(const char *line)
{
	const char *part;
	size_t length;

	if (line == NULL)
		return false;
	part = first_part(line, &length);
	return only_leaves(line) || part_runs(part, length, "awsmfa") || takes_in_awsmfa(part, length) ||
	    command_line_logs_in(line);
}
