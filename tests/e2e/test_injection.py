"""Generated values, given to each real shell in every form that awsmfa has: they arrive, and nothing else happens.

The working directory is full of names that a pattern or an option could become; a file that is made, changed or read, a
command that runs, a variable, option or alias that is new: each is a failure.

    INJECTION_CASES=10000 INJECTION_SEED=7 pytest ... test_injection.py      more of them, and others
"""

import os
import re
import subprocess

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
OWN = {"_", "OLDPWD", "PIPESTATUS", "BASH_LINENO", "pipestatus", "status", "history", "LINENO", "backslash_quote", "_AST_FEATURES"}


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
    count = FEW if row == "csh" else CASES
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
