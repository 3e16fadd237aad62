"""The completions, asked in the real shells: what they offer is what the program takes, no more and no less."""

import re
import subprocess

import pytest

from harness import BINARY, GENEROUS, ROOT, environment, need, need_binary
from harness_documents import commands, formats, options_of, table

FOLDER = ROOT / "completions"

BASH = """
source %s
if [[ -n $HOOK ]]; then
	source "$HOOK"
	[[ $(type -t awsmfa) == function ]] || exit
fi
[[ $(complete -p awsmfa) == *' -F _awsmfa awsmfa' ]] || exit
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_awsmfa
printf '%%s\\n' "${COMPREPLY[@]}"
"""

# zsh completes only in a terminal: the function runs in one of its own, and every match is noted on its way in.
ZSH = r"""
zmodload zsh/zpty zsh/zselect
start() {
	PROMPT=; fpath=(%s $fpath); autoload -U compinit; compinit -C -d $DUMP
	zstyle ':completion:*' list-prompt ''; LISTMAX=0; setopt no_list_beep
	compadd() {
		local -a found
		if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then
			builtin compadd -A found "$@"
			print -rl -- $found >>$OUT
		fi
		builtin compadd "$@"
	}
	if [[ -n $HOOK ]]; then
		source $HOOK
		[[ $(whence -w awsmfa) == *function ]] || exit
	fi
	bindkey '^I' complete-word
	finish() { print done >>$OUT.end; zle kill-whole-line }
	zle -N finish; bindkey '^X' finish
	print ready >>$OUT.end
}
zpty shell 'zsh -f -i'
zpty -w shell "$(functions start); OUT=$OUT; DUMP=$DUMP; start"
until [[ -s $OUT.end ]]; do zpty -r -t shell line || zselect -t 1; done
zpty -w -n shell "$LINE"$'\t'$'\x18'
until [[ $(<$OUT.end) == *done* ]]; do zpty -r -t shell line || zselect -t 1; done
cat $OUT
"""

# A config file with what real ones have in them, and what must not be offered.
CONFIG = """\ufeff[default]
region = eu-west-1
[profile ops] ; a comment
  [ profile\tstaging ]
role_arn = arn:aws:iam::123456789012:role/ops

  [profile continued]
[profile "two words"]
[profile it's]
[forgotten]
[sso-session team]
[services local]
[profile "$(touch oops)"]
[profile not quoted]
# [profile comment]
"""
CREDENTIALS = "[default]\r\n[work-long-term]\r\naws_access_key_id = x\r\n[work]\r\n[profile wrong]\r\n[plain]"
PROFILES = {"default", "ops", "staging", "two words", "it's", "$(touch oops)", "work", "plain"}


class Shell:
    """offers("env", "--fo") is the set of what the shell offers for the last word."""

    def __init__(self, name, home, scratch, dump):
        self.name = name
        self.dump = dump
        self.home = home
        self.scratch = scratch
        self.env = {}
        self.hooked = False
        self.before = ""  # for bash: run first

    def _run(self, command, **env):
        self.home.freeze()
        full = environment(self.home, **{"PATH": "%s:/usr/bin:/bin" % BINARY.parent, **self.env, **env})
        full["HOOK"] = str(ROOT / "shell" / ("awsmfa.%s" % self.name)) if self.hooked else ""
        full["XDG_CONFIG_HOME"] = full["XDG_DATA_HOME"] = full["XDG_CACHE_HOME"] = str(self.scratch)
        done = subprocess.run(
            command,
            env=full,
            cwd=self.scratch,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=GENEROUS,
        )
        # An interactive bash complains when it has no terminal.
        said = re.sub(r"bash: (cannot set terminal process group|no job control in this shell).*\n", "", done.stderr)
        assert done.returncode == 0 and said == "", done
        return done.stdout.splitlines()

    def _bash(self, words):
        # What readline makes of the line: an = is a word of its own.
        parts = ["awsmfa"] + [part for word in words for part in re.split("(=)", word)]
        parts = [part for i, part in enumerate(parts) if part or i == len(parts) - 1]
        script = self.before + BASH % (FOLDER / "awsmfa.bash")
        interactive = ["-i"] if self.hooked else []
        shown = self._run([need("bash"), "--noprofile", "--norc", *interactive, "-c", script, "bash", *parts])
        # Names are quoted for the shell that types them.
        unquoted = self._run([need("bash"), "-c", "printf '%%s\\n' %s" % " ".join(shown)])
        return [word for word in unquoted if word]

    def _fish(self, words):
        script = "source %s; complete -C %s" % (FOLDER / "awsmfa.fish", self._quoted(" ".join(["awsmfa", *words])))
        if self.hooked:
            script = 'source "$HOOK"; functions -q awsmfa; or exit 1; ' + script
        shown = self._run([need("fish"), "--no-config", *(["-i"] if self.hooked else []), "-c", script])
        # After --name= fish gives the whole word.
        return [re.sub(r"^--[a-z-]+=", "", line.split("\t")[0]) for line in shown]

    def _zsh(self, words):
        out = self.scratch / "offered"
        for path in (out, self.scratch / "offered.end"):
            path.unlink(missing_ok=True)
        out.touch()
        line = " ".join(["awsmfa", *words])
        shown = self._run([need("zsh"), "-f", "-c", ZSH % FOLDER], OUT=str(out), LINE=line, DUMP=str(self.dump))
        return [re.sub(r"=$", "", word) for word in shown if word]

    @staticmethod
    def _quoted(text):
        return "'%s'" % text.replace("\\", "\\\\").replace("'", "\\'")

    def offers(self, *words):
        need_binary()
        offered = {"bash": self._bash, "fish": self._fish, "zsh": self._zsh}[self.name](words)
        return {re.sub(r"\\(.)", r"\1", word) if self.name != "bash" else word for word in offered}


@pytest.fixture(scope="session")
def dump(tmp_path_factory):
    """Where zsh remembers what all its completions are; to find out anew takes it a second each time."""
    return tmp_path_factory.mktemp("zsh") / "dump"


@pytest.fixture(params=["bash", "zsh", "fish"])
def shell(request, home, tmp_path, dump):
    need(request.param)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    return Shell(request.param, home, scratch, dump)


COMMANDS = commands() if BINARY.exists() else []


def long_ones(words):
    return {word for word in words if word.startswith("--")}


def test_the_commands_are_offered(shell):
    assert shell.offers("") == set(COMMANDS) | ({"--help", "--version"} if shell.name == "bash" else set())
    assert shell.offers("st") == {"status"}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_options_are_those_of_the_program(shell, command):
    """A new option that nobody can complete, and one that was taken away, both show here."""
    assert long_ones(shell.offers(command, "--")) - {"--help"} == long_ones(options_of(command, aliases=False))


@pytest.mark.parametrize("command", ["env", "use"])
def test_the_short_options_are_those_of_the_program(shell, command):
    short = {word for word in shell.offers(command, "-") if not word.startswith("--")}
    assert short - {"-h"} == {word for word in options_of(command, aliases=False) if not word.startswith("--")}


def test_every_option_with_a_value_takes_the_next_word(shell):
    """After --region comes a region, not a profile."""
    for _, option, argument, _ in table():
        if argument and option in options_of("env", aliases=False) - {"-p", "--profile", "--policy"}:
            assert not shell.offers("env", option, "") & (PROFILES | {"default"}), option


DESCRIBED = {
    "_awsmfa": (r"^\t*['\"]?([a-z]+):(.*)['\"]$", r"--([a-z-]+)[+=]*\}?['\"]*\[((?:\\.|[^\]\\])*)\]"),
    "awsmfa.fish": (r" -a ([a-z]+) -d (['\"])(.*)\2$", r" -l ([a-z-]+) (?:-a ['\"][^'\"]*['\"] )?-d (['\"])(.*)\2$"),
}


@pytest.mark.parametrize("name", DESCRIBED)
def test_the_descriptions_are_those_of_the_help(name):
    """One text for one option, wherever it is read: a second wording would be a second meaning."""
    text = (FOLDER / name).read_text(encoding="utf-8").replace("\\\n", "")
    text = re.sub(r" +-d", " -d", text)
    found = set()
    for pattern in DESCRIBED[name]:
        for groups in re.findall(pattern, text, re.MULTILINE):
            found.add((groups[0], re.sub(r"\\(.)", r"\1", groups[-1])))
    of_program = {(option.lstrip("-") or command, summary) for command, option, _, summary in table()}
    known = {row for row in of_program if len(row[0]) > 1 and not row[1].startswith("same as ")}
    assert found - {("help", "show help"), ("version", "print the version")} == known - {
        ("version", "print the version")
    }


def test_formats(shell):
    assert shell.offers("env", "--format", "") == formats()
    assert shell.offers("env", "--format=fi") == {"fish"}


def test_hook_offers_the_shells(shell):
    assert {word for word in shell.offers("hook", "") if not word.startswith("-")} == {"bash", "zsh", "fish"}
    assert shell.offers("hook", "z") == {"zsh"}


def test_drop_takes_nothing(shell, home):
    home.config(CONFIG)
    assert not shell.offers("drop", "") & PROFILES


def test_help_offers_the_commands(shell):
    assert shell.offers("help", "") == set(COMMANDS)


@pytest.mark.parametrize("line", ["env ", "env -p ", "env --profile ", "env -f --profile=", "use ", "use -p "])
def test_profiles_of_both_files(shell, home, line):
    """Exactly the names that awsmfa finds; nothing in a file is ever run."""
    home.config(CONFIG)
    home.credentials(CREDENTIALS)
    assert shell.offers(*line.split(" ")) == PROFILES
    assert not (shell.scratch / "oops").exists()


def test_the_function_of_the_hook_is_completed_like_the_program(shell, home):
    """With the hook `awsmfa` is a function, and the names of its helpers are not those of the completions."""
    home.config(CONFIG)
    shell.hooked = True
    assert shell.offers("") >= set(COMMANDS)
    assert shell.offers("use", "") == PROFILES - {"work", "plain"}
    assert "--role-arn" in shell.offers("use", "--ro")


def test_profiles_by_their_beginning(shell, home):
    home.config(CONFIG)
    assert shell.offers("env", "-p", "st") == {"staging"}


def test_the_variables_name_the_files(shell, home):
    """AWS_CONFIG_FILE and its sister are respected, with a ~ that no shell has expanded too."""
    home.config(CONFIG)
    home.write("elsewhere", "[profile far]\n")
    home.write("keys", "[near]\n")
    shell.env = {"AWS_CONFIG_FILE": "~/elsewhere", "AWS_SHARED_CREDENTIALS_FILE": home.path / "keys"}
    assert shell.offers("env", "-p", "") == {"far", "near"}


def test_no_files_no_names_no_noise(shell):
    assert shell.offers("env", "-p", "") == set()


def test_policy_offers_files(shell):
    (shell.scratch / "read-only.json").write_text("{}")
    assert shell.offers("env", "--policy", "read") == {"read-only.json"}


def test_a_syntax_error_is_no_noise_at_the_prompt(shell, home):
    """What can be read is offered; the error is for those who run a command."""
    home.config("[profile one]\n[broken\n")
    home.credentials("[two]\n")
    assert shell.offers("env", "-p", "") == {"one", "two"}


def test_without_the_program_there_is_no_noise(shell, home):
    """Completions may be installed and the program not be on PATH."""
    home.config(CONFIG)
    shell.env = {"PATH": "/usr/bin:/bin"}
    assert shell.offers("env", "-p", "") == set()

@pytest.mark.parametrize(
    "line", ["exec prin", "exec -f prin", "exec -p ops -- prin", "exec --profile=a:b --min 1h prin"]
)
def test_exec_completes_commands(shell, line):
    """After the options comes a command, whatever the options had in them."""
    offered = shell.offers(*line.split(" "))
    assert "printf" in offered and not {"ops", "--force"} & offered


@pytest.mark.parametrize("line", ["exec awsmfa status --", "exec -p x -- awsmfa status --"])
def test_exec_completes_what_the_command_completes(shell, line):
    """The options of the command, not ours. In bash the package bash-completion does it."""
    if shell.name == "bash":
        shell.before = "_command_offset() { COMPREPLY=(--json $1); }"
        assert shell.offers(*line.split(" ")) == {"--json", "2" if line.startswith("exec awsmfa") else "5"}
    else:
        assert "--json" in shell.offers(*line.split(" ")) and "--force" not in shell.offers(*line.split(" "))


def test_exec_offers_the_options_of_a_session_before_the_command(shell):
    """The same as `use`, and its own."""
    own = {"--refresh", "--only"}
    assert long_ones(shell.offers("exec", "--")) - {"--help"} == long_ones(options_of("use", aliases=False)) | own


def test_exec_offers_profiles_to_its_option_only(shell, home):
    """`awsmfa exec prod` would look for a program of that name."""
    home.config(CONFIG)
    assert shell.offers("exec", "-p", "") == PROFILES - {"work", "plain"}
    assert "staging" not in shell.offers("exec", "stag")


def test_devices_takes_a_profile(shell, home):
    """Its only argument is that of -p."""
    home.config(CONFIG)
    assert shell.offers("devices", "-p", "st") == {"staging"}
    assert not shell.offers("devices", "st") & PROFILES


def test_the_files_are_well_formed():
    """Each shell reads its file without a word."""
    for command in (
        [need("bash"), "-n", FOLDER / "awsmfa.bash"],
        [need("zsh"), "-n", FOLDER / "_awsmfa"],
        [need("fish"), "--no-execute", FOLDER / "awsmfa.fish"],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), command


def test_shellcheck_has_nothing_to_say():
    done = subprocess.run([need("shellcheck"), FOLDER / "awsmfa.bash"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
