"""Generated values, given to each real shell in every form that awsmfa has: they arrive, and nothing else happens.

The working directory is full of names that a pattern or an option could become; a file that is made, changed or read, a
command that runs, a variable, option or alias that is new: each is a failure.

    INJECTION_CASES=10000 INJECTION_SEED=7 pytest ... test_injection.py      more of them, and others
"""

import os
import re
import subprocess
import time
from urllib.parse import quote_from_bytes

import pytest
from harness import BINARY, ROOT
from harness_injection import Ground, Values
from harness_quoting import DRIVER, SHELLS, Shell, each, holds, is_ascii

PLAYER = DRIVER.parent / "driver_shell"
CASES = int(os.environ.get("INJECTION_CASES", "300"))
FEW = CASES if "INJECTION_CASES" in os.environ else CASES // 5  # where each case takes a process
SEED = int(os.environ.get("INJECTION_SEED", "1"))
BATCH = 250

EVALUATING = [name for name in SHELLS if name not in ("elvish", "xonsh")]


def batches(values, size=BATCH, room=400_000):
    """Neighbours, as many as one environment has room for."""
    batch, used = [], 0
    for value in values:
        if batch and (len(batch) == size or used + len(value) > room):
            yield batch
            batch, used = [], 0
        batch.append(value)
        used += len(value)
    yield batch


@pytest.fixture
def ground(tmp_path):
    ground = Ground(tmp_path)
    yield ground
    ground.verify()


@pytest.fixture
def shell(request, ground, tmp_path):
    return Shell(request.param, tmp_path, ground.place)


# --- variables: what `env`, `env --drop` and a renewal print -----------------------------------------------

# Whatever else a shell can be made to hold: the names of its variables, its options and aliases.
STATE = {
    "bash": "compgen -v; echo $-; alias; trap",
    "zsh": 'print -l -- "${(@ko)parameters}"; setopt; alias; trap',
    "fish": "set -n; functions -n",
    "tcsh": "set | env LC_ALL=C sed 's/[ \t].*//'; alias",
    "sh": "set | LC_ALL=C sed 's/=.*//; s/\\[0]$//'; echo $-; alias; trap",
}
OWN = {
    "_", "OLDPWD", "PIPESTATUS", "BASH_LINENO", "pipestatus", "status", "history", "LINENO", "backslash_quote",
    "_AST_FEATURES",
}  # fmt: skip


def look(shell, number):
    name = shell.argv[0]
    if name in ("elvish", "xonsh") or shell.name == "tcsh, interactive":
        return ""
    return "\n%s\necho '@@@%d'\n" % (STATE.get(name, STATE["sh"]), number)


def portions(shell, values):
    """tcsh takes 4 KiB of what is not ASCII, and ksh 93u+m breaks a character of many."""
    if shell.argv[0] == "ksh":
        yield from batches([value for value in values if len(value) < 2048])
        yield from ([value] for value in values if len(value) >= 2048)
    elif shell.argv[0] == "tcsh":
        yield from batches([value for value in values if is_ascii(value)])
        yield from batches([value for value in values if not is_ascii(value)], 40, 600)
    else:
        yield from batches(values)


class Outcome:
    """What a shell said of itself before and after, and its environment in the end."""

    def __init__(self, done):
        before, middle, self.environment = [], [], done.stdout
        if b"@@@1\n" in done.stdout:
            before, middle = re.split(rb"@@@1\n", done.stdout, maxsplit=1)
            middle, self.environment = re.split(rb"@@@2\n", middle, maxsplit=1)
            before, middle = before.split(b"\n"), middle.split(b"\n")
        self.new = {name.decode(errors="replace") for name in set(middle) - set(before)} - OWN
        self.gone = {name.decode(errors="replace") for name in set(before) - set(middle)} - OWN
        self.variables = dict(one.split(b"=", 1) for one in self.environment.split(b"\0") if b"=" in one)
        for name in (b"_", b"SHLVL", b"OLDPWD", b"XONSH_CAPTURE_ALWAYS"):
            self.variables.pop(name, None)
        self.said = done.stderr
        assert self.variables, done


def evaluate(shell, ground, pairs, unsets, load=None):
    show = {"elvish": "exec env -0", "xonsh": "$[env -0]"}.get(shell.name, "env -0")
    script = look(shell, 1) + (shell.load if load is None else load) + look(shell, 2) + show
    return Outcome(shell.run(script, pairs, unsets, PATH=ground.path, **{name: "old" for name in unsets}))


@each(SHELLS)
def test_variables_get_their_values_and_nothing_else_changes(shell, ground):
    """A profile's name, a path of yours or a server's answer, as the eval of `env` or a renewal gets it."""
    unsets = [] if shell.argv[0] in ("elvish", "xonsh") else ["GONE", "GONE_TOO"]
    usual = evaluate(shell, ground, [], [], "").variables
    cases = 0
    for portion in portions(shell, Values("env " + shell.name, SEED).take(CASES, lambda value: holds(shell, value))):
        pairs = [(b"V%d" % number, value) for number, value in enumerate(portion)]
        found = evaluate(shell, ground, pairs, unsets)
        assert found.variables == {**usual, **dict(pairs)}
        assert (found.new - {name.decode() for name, _ in pairs}, found.gone - set(unsets)) == (set(), set())
        assert shell.name == "tcsh, interactive" or found.said == b""
        cases += len(portion)
    assert cases == CASES


# --- words: what a person copies from a message, and what is printed by way of the shell ----------------------

NOTE = {
    "fish": b"function %s; printf '%%s\\0' (count $argv) $argv >>$NOTED; end\n",
    "sh": b"%s() { printf '%%s\\0' \"$#\" \"$@\" >>\"$NOTED\"; }\n",
}
ROWS = {"bash": "bash", "zsh": "zsh", "fish": "fish", "tcsh": "csh"}  # of other shells: sh
EVAL = {"fish": b"cat $WORDS | source", "sh": b'eval "$(cat "$WORDS")"'}


def ask_driver(values, *words):
    return subprocess.run([PLAYER, *words], input=b"".join(value + b"\0" for value in values),
                          stdout=subprocess.PIPE, check=True).stdout  # fmt: skip


def as_noted(calls):
    """How the words of some calls are noted."""
    return b"".join(b"%d\0" % len(words) + b"".join(word + b"\0" for word in words) for words in calls)


def run_noting(shell, ground, script, notes, **variables):
    notes.write_bytes(b"")
    done = shell.run_alone(script, PATH=ground.path, NOTED=str(notes), **variables)
    assert (done.stdout, done.stderr) == (b"", b"") or shell.name == "tcsh, interactive"
    return notes.read_bytes()


def holds_word(shell, value):
    return holds(shell, value) and (b"\n" not in value or shell.name != "zsh, csh junkie")


@each(name for name in EVALUATING if not name.startswith("tcsh"))
def test_any_bytes_are_one_word(shell, ground, tmp_path):
    """Also what never gets so far: the quoting does not rely on the check before it.

    In csh, and in a zsh that is to quote as csh does, no word has a newline.
    """
    values = Values("word " + shell.name, SEED, control=True).take(CASES, lambda value: holds_word(shell, value))
    kind, row = "fish" if shell.argv[0] == "fish" else "sh", ROWS.get(shell.argv[0], "sh")
    words = tmp_path / "words"
    for batch in batches(values):
        words.write_bytes(ask_driver(batch, "quoted", row))
        notes = run_noting(shell, ground, NOTE[kind] % b"note" + EVAL[kind], tmp_path / "notes", WORDS=str(words))
        assert notes == as_noted([value] for value in batch)


@each(EVALUATING)
def test_a_line_from_a_message_names_the_profile_that_it_shows(shell, ground, tmp_path):
    """The line is typed: `awsmfa use NAME`, or the eval of `awsmfa env NAME`, where NAME is in quotes within quotes.

    The quotes of csh's eval protect nothing inside: a name that needs that is set before, as AWS_PROFILE.
    """
    row = ROWS.get(shell.argv[0], "sh")
    count = FEW // 4 if row == "csh" else CASES  # in four shells, with two processes a case
    values = Values("line " + shell.name, SEED, control=True).take(count, lambda value: 0 < len(value) < 700)
    kind = "fish" if row == "fish" else "sh"
    os.symlink(PLAYER, ground.tools / "awsmfa")
    prelude = b"unsetenv AWS_PROFILE\n" if row == "csh" else NOTE[kind] % b"awsmfa"
    form = [b"--format", row.encode()] if row in ("fish", "csh") else []
    for batch in batches(values):
        script = prelude + ask_driver(batch, "lines", row)
        calls, before = [], []
        for value in ask_driver(batch, "shown").split(b"\0")[:-1]:
            name = use = [b"-p", value] if value.startswith(b"-") else [value]
            if row == "csh" and set(value) & set(b"'\"`$\\!"):
                name, before = [], [b"AWS_PROFILE=" + value]
            calls += [[b"use", *use], [b"env", *form, *name, *before]]
        assert run_noting(shell, ground, script, tmp_path / "notes") == as_noted(calls)


# --- hooks: the files of shell/, with a player in the place of awsmfa --------------------------------------

HOOKED = {
    "bash": (
        ["bash", "--norc", "-i"],
        """
command_not_found_handle() { echo "$*" >>"$RAN"; }
source "$HOOK"
%s
for ((i = 0; i < COUNT; i++)); do CASE=$i __awsmfa_renew prompt; done
CASE=0 __awsmfa_renew prompt
%s
for ((i = 0; i < COUNT; i++)); do CASE=$i awsmfa use; printf '\\0'; done
""",
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        """
command_not_found_handler() { echo "$*" >>"$RAN"; }
source "$HOOK"
i=0
%s
for ((i = 0; i < COUNT; i++)); do CASE=$i __awsmfa_renew prompt; done
CASE=0 __awsmfa_renew prompt
%s
for ((i = 0; i < COUNT; i++)); do CASE=$i awsmfa use; printf '\\0'; done
""",
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        """
function fish_command_not_found; echo "$argv" >>"$RAN"; end
source $HOOK
__awsmfa_clock
set -gx CASE 0
set i 0
%s
for i in (seq 0 (math $COUNT - 1)); set CASE $i; __awsmfa_renew prompt; end
set CASE 0; __awsmfa_renew prompt
%s
for i in (seq 0 (math $COUNT - 1)); set CASE $i; awsmfa use; printf '\\0'; end
""",
    ),
}
MAY_CHANGE = {"AWSMFA_PROFILE", "i", "argv", "MATCH", "MBEGIN", "MEND", "match", "mbegin", "mend"}


def is_variable(value):
    return all(byte >= 0x20 and byte != 0x7F for byte in value)


@pytest.mark.parametrize("shell", HOOKED)
def test_a_hook_keeps_exports_and_prints_what_it_is_told(shell, ground, tmp_path):
    """The state that it hands back, the variable that it exports, and a text for people: byte for byte."""
    one = Shell(shell, tmp_path, ground.place)
    one.argv, script = HOOKED[shell]
    os.symlink(PLAYER, ground.tools / "awsmfa")
    values = Values("hook " + shell, SEED, control=True).take(FEW)
    for batch in batches(values):
        texts, notes = tmp_path / "texts", tmp_path / "notes"
        texts.write_bytes(b"".join(value + b"\0" for value in batch))
        notes.write_bytes(b"")
        done = one.run_alone(
            script % (look(one, 1), look(one, 2)), HOOK="%s/shell/awsmfa.%s" % (ROOT, shell), COUNT=str(len(batch)),
            RAN=str(ground.ran), INPUT=str(texts), NOTED=str(notes), PATH=ground.path,
        )  # fmt: skip
        kept, before = [], (b"", b"", b"")
        for value in batch:
            kept.append(before)
            short = value if 2 * len(value) <= 8192 else b""
            before = (short, short, value if is_variable(value) else before[2])
        assert notes.read_bytes() == as_noted([*kept, before])
        found = Outcome(done)
        assert (found.new - MAY_CHANGE, found.gone) == (set(), set())
        assert found.environment == b"".join(value + b"\0" for value in batch)


# --- the program itself: `env --drop`, `exec` and completions -------------------------------------------------

RESTORED = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION"]
REPLACED = ["AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT", "AWS_CA_BUNDLE", "AWSUME_PROFILE"]
SESSION = {
    "AWS_ACCESS_KEY_ID": "ASIAIOSFODNN7EXAMPLE", "AWSMFA_KEY_ID": "ASIAIOSFODNN7EXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "AWS_SESSION_TOKEN": "token",
    "AWSMFA_PROFILE": "default", "AWSMFA_EXPIRES": str(int(time.time()) + 3600),
}  # fmt: skip


def program(*args, env):
    done = subprocess.run([BINARY, *args], env=env, stdin=subprocess.DEVNULL, capture_output=True)
    assert done.returncode == 0, done
    return done.stdout


@each(["dash", "bash", "zsh", "fish", "tcsh"])
def test_drop_restores_what_the_user_had(shell, ground, tmp_path):
    """What a session has replaced comes back by way of one variable, in which it is percent-encoded."""
    row = ROWS.get(shell.argv[0], "sh")
    load = {**EVAL, "csh": b'eval "`cat $WORDS`"'}.get(row, EVAL["sh"])
    names, words = RESTORED + REPLACED, tmp_path / "words"
    usual = evaluate(shell, ground, [], [], "").variables
    for name in (b"DRIVER", b"INPUT"):
        usual.pop(name)
    values = Values("drop " + shell.name, SEED).take(CASES, lambda value: holds(shell, value) and 0 < len(value) < 200)
    for batch in batches(values, len(names)):
        pairs = dict(zip(names, batch))
        held = {**SESSION, **{name: "ours" for name in REPLACED if name in pairs}}
        held["AWSMFA_SAVED"] = "&".join(["%s=%s" % (name, quote_from_bytes(pairs[name], "")) for name in pairs] +
                                        ["%s:ours" % name for name in REPLACED if name in pairs])  # fmt: skip
        words.write_bytes(program("env", "--drop", "--format", row, env=held))
        done = shell.run_alone(load + b"\nenv -0", PATH=ground.path, WORDS=str(words), **held)
        found = Outcome(done)
        assert found.variables.pop(b"WORDS") and found.said == b""
        assert found.variables == {**usual, **{name.encode(): value for name, value in pairs.items()}}


def test_exec_gives_its_command_every_word_and_variable(ground, tmp_path, home, alice):
    """No shell is in between: what would have to be quoted for one arrives as it is."""
    home.credentials(alice.profile())
    player, notes = ground.tools / "awsmfa", tmp_path / "notes"
    os.symlink(PLAYER, player)
    values = Values("exec", SEED, control=True).take(CASES)
    base = {**SESSION, "HOME": str(home), "PATH": ground.path, "NOTED": str(notes)}
    for batch in batches(values):
        variables = {b"V%d" % number: value for number, value in enumerate(batch)}
        env = {**{os.fsencode(name): os.fsencode(value) for name, value in base.items()}, **variables}
        notes.write_bytes(b"")
        for command in ([player, *batch], ["env", "-0"]):
            done = subprocess.run([BINARY, "exec", "--", *command], env=env, cwd=ground.place, capture_output=True)
            assert done.returncode == 0, done.stderr
        assert notes.read_bytes() == as_noted([batch])
        found = dict(one.split(b"=", 1) for one in done.stdout.split(b"\0")[:-1])
        assert {name: found.get(name) for name in variables} == variables


BASH_COMPLETION = """
source %s/completions/awsmfa.bash
for quote in '' \\' '"'; do
    COMP_WORDS=(awsmfa env -p "$quote") COMP_CWORD=3
    _awsmfa
    for reply in "${COMPREPLY[@]}"; do
        [[ -n $quote && $reply == *"$quote" ]] || reply+=$quote  # as readline does
        printf 'note %%s\\n' "$quote$reply"
    done
done
""" % ROOT
ZSH_COMPLETION = """
_wanted() { print -rNn -- "${names[@]}"; printf '\\0'; }
eval "$(sed '/^_awsmfa "/d' %s/completions/_awsmfa)"
_awsmfa_profiles
""" % ROOT
FISH_COMPLETION = """
source %s/completions/awsmfa.fish
complete --escape -C 'awsmfa env --profile '
""" % ROOT


def complete(shell, ground, script, home):
    done = shell.run_alone(script, PATH=ground.path, HOME=str(home))
    assert done.stderr == b""
    return done.stdout


@each(["bash, histexpand", "zsh", "fish"])
def test_completions_are_the_names_whatever_they_are(shell, ground, tmp_path, home):
    """Tab puts a name of the files on your line, in the quotes that you have begun; then you press Enter.

    zsh quotes what it is given; `test_completed_words.py` types there. fish offers a name that begins with a dot
    only where one is typed, and its `complete` leaves a tilde at the beginning as it is.
    """
    os.symlink(BINARY, ground.tools / "awsmfa")
    values, cases = Values("name " + shell.name, SEED), 0
    while cases < CASES:
        batch = values.take(BATCH, lambda value: 0 < len(value) < 190 and not set(value) & set(b"[]"))
        home.credentials(b"".join(b"[%s]\n" % value for value in batch))
        names = program("profiles", "--names", env={"HOME": str(home)}).split(b"\n")[:-1]
        cases += len(names)
        if shell.argv[0] == "zsh":
            assert complete(shell, ground, ZSH_COMPLETION, home).split(b"\0")[:-1] == names
        elif shell.argv[0] == "fish":
            words = complete(shell, ground, FISH_COMPLETION, home).splitlines()
            words, names = ([one for one in list if one[:1] not in (b"~", b".")] for list in (words, names))
            lines = b"".join(b"note %s\n" % word.split(b"\t")[0] for word in words)
            notes = run_noting(shell, ground, NOTE["fish"] % b"note" + lines, tmp_path / "notes")
            assert sorted(notes.split(b"\0")[1::2]) == sorted(names)
        else:
            lines = complete(shell, ground, BASH_COMPLETION, home)
            notes = run_noting(shell, ground, NOTE["sh"] % b"note" + lines, tmp_path / "notes")
            assert notes == 3 * as_noted([name] for name in names)
