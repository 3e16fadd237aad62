"""Aliases, functions, variables and programs that get in the way: nothing of theirs runs, and no secret is shown."""

import re

import pytest

from harness_hooks import HOUR, MINUTE, NEVER, bash_and_zsh, every_shell

pytestmark = pytest.mark.pty
DAY = 13 * HOUR


def load(terminal):
    line = "awsmfa hook fish | source" if terminal.shell == "fish" else 'eval "$(awsmfa hook %s)"' % terminal.shell
    return terminal.show(line)


# --- variables --------------------------------------------------------------------------------------

EXPIRES = ["a[$(touch pwned)]", "(touch pwned)", "", "abc", "9" * 31, "-1", "1e3", " 12", "0x7fffffff", "1700000000\n"]


@every_shell
@pytest.mark.parametrize("value", EXPIRES)
@pytest.mark.parametrize("when", ["inherited", "set later"])
def test_no_value_of_awsmfa_expires_runs_or_says_anything(shell, value, when, hooked, sts):
    """Arithmetic in bash and zsh runs what stands in a subscript. Nothing is new in HOME, where the shell is."""
    session = {
        "AWS_ACCESS_KEY_ID": "ASIAIOSFODNN7EXAMPLE", "AWSMFA_KEY_ID": "ASIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "abc", "AWS_SESSION_TOKEN": "def", "AWSMFA_PROFILE": "default",
    }  # fmt: skip
    if when == "inherited":
        terminal = hooked(shell, hook=False, env={**session, "AWSMFA_EXPIRES": value})
        assert load(terminal).count("\n") == 1
    else:
        terminal = hooked(shell, env=session)
        terminal.set("AWSMFA_EXPIRES", value.strip("\n"))
    terminal.run_quietly("true")
    terminal.later(DAY)
    terminal.run_quietly("true")
    assert terminal.looks_in() == NEVER and sts.requests() == []


@every_shell
def test_digits_that_look_octal_are_a_time_long_ago(shell, hooked, sts):
    """`(( 0099 ))` is an error in bash; here it is an inherited session that has expired."""
    terminal = hooked(shell, session=True)
    terminal.set("AWSMFA_EXPIRES", "0099")
    shown = terminal.show(
        {"bash": "exec bash --norc -i", "zsh": "exec zsh -f -i", "fish": "exec bash --norc -i"}[shell]
    )
    terminal.shell = "zsh" if shell == "zsh" else "bash"
    load(terminal)
    terminal.type("true")
    shown = terminal.expect_prompt()
    assert shown.count("awsmfa: ") == 1 and "has expired" in shown
    terminal.run_quietly("true")


@every_shell
def test_our_own_names_from_the_environment_count_for_nothing(shell, hooked, sts, alice):
    """Nobody exports them, so what comes that way is not ours."""
    evil = "a[$(touch pwned)]"
    names = ["__awsmfa_" + name for name in ("state", "seen", "prompt_at", "command_at", "now", "ps0", "int", "due")]
    terminal = hooked(shell, env=dict.fromkeys(names, evil))
    terminal.use()
    terminal.run_quietly("true")
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    assert "__awsmfa" not in "\n".join(name for name in terminal.env() if name not in names)


@every_shell
def test_values_with_quotes_survive_a_renewal(shell, hooked, sts, alice, home):
    """The profile's name is the user's own: it is quoted for the very shell."""
    name = "it's $(touch pwned) `x` \\ \" \\' ; end"
    home.credentials(alice.keys(name))
    quoted = "'%s'" % (
        name.replace("\\", "\\\\").replace("'", "\\'") if shell == "fish" else name.replace("'", "'\\''")
    )
    terminal = hooked(shell, session="-s %s -p %s" % (alice.serial, quoted))
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    assert terminal.env()["AWSMFA_PROFILE"] == name


# --- aliases and functions --------------------------------------------------------------------------

NAMES = [
    "command", "local", "printf", "return", "trap", "export", "unset", "set", "kill", "history", "declare", "typeset",
    "test", "emulate", "setopt", "unfunction", "zmodload", "integer", "shopt", "stty", "eval", "builtin",
]  # fmt: skip
SHOW = r"\builtin echo key=$AWS_ACCESS_KEY_ID"


def take_names(terminal, when, lines):
    """Loads the hook, and lets the names be taken before or after."""
    if when == "after":
        load(terminal)
    for line in lines:
        terminal.show(line)
    if when == "before":
        terminal.show(r'\eval "$(\command awsmfa hook %s)"' % terminal.shell)


def renewed(terminal, sts, alice):
    """A session and its renewal, by lines that use no name that could be taken."""
    terminal.show("awsmfa use", answer=alice.phone)
    terminal.later(DAY)
    shown = terminal.show(SHOW, answer=alice.phone)
    assert "key=%s\n" % sts.newest_session.id in shown
    assert len(sts.sessions) == 2


@bash_and_zsh
@pytest.mark.parametrize("when", ["before", "after"])
def test_aliases_of_every_builtin(shell, when, hooked, sts, alice):
    terminal = hooked(shell, hook=False)
    take_names(terminal, when, [r"\alias %s='touch pwned; false'" % name for name in NAMES])
    renewed(terminal, sts, alice)
    terminal.show("awsmfa drop")
    assert terminal.show(SHOW).endswith("key=\n")


@bash_and_zsh
@pytest.mark.parametrize("when", ["before", "after"])
def test_functions_with_the_names_of_builtins(shell, when, hooked, sts, alice):
    """But for `builtin` and `command`: where those are taken, nothing can be called by name."""
    terminal = hooked(shell, hook=False)
    names = [name for name in NAMES if name not in ("builtin", "command", "eval")]
    words = ("declare", "export", "integer", "local", "typeset")  # of zsh's grammar, there
    names = [name for name in names if shell == "bash" or name not in words]
    take_names(terminal, when, ["function %s { \\builtin echo pw''ned; }" % name for name in names])
    renewed(terminal, sts, alice)
    assert "pwned" not in terminal.seen()


def test_functions_with_the_names_of_builtins_in_fish(hooked, sts, alice):
    """fish keeps the names of its grammar to itself (test, string, set, read, …); the others can be taken."""
    terminal = hooked("fish", hook=False)
    for name in ("source", "math", "path", "functions", "emit", "true", "echo"):
        terminal.show("function %s; builtin printf 'pw%%s' ned; end" % name)
    terminal.show("awsmfa hook fish | builtin source")
    terminal.use()
    terminal.later(DAY)
    done = terminal.show("builtin printf 'key=%s\\n' $AWS_ACCESS_KEY_ID", answer=alice.phone)
    assert "key=%s\n" % sts.newest_session.id in done
    assert "pwned" not in terminal.seen()


# --- tracing: the fixture looks for secrets in all that a terminal has shown -------------------------

TRACES = [
    ("bash", "set -x"), ("bash", "set -v"), ("bash", "set -xv; BASH_XTRACEFD=2"), ("zsh", "set -x"), ("zsh", "set -v"),
    ("zsh", "setopt xtrace verbose"), ("fish", "set -g fish_trace 1"), ("fish", "set -gx fish_trace 1"),
]  # fmt: skip


@pytest.mark.parametrize("shell, trace", TRACES)
def test_a_traced_shell_shows_no_secret(shell, trace, hooked, sts, alice):
    """`set -x` is for debugging, and its output ends up in bug reports."""
    role = sts.account.role("ops", mfa=True)
    terminal = hooked(shell)
    terminal.show(trace)
    terminal.show("awsmfa use", answer=alice.phone)
    terminal.show("awsmfa use -r %s" % role.arn)
    terminal.later(2 * HOUR)
    terminal.show("true")
    terminal.later(DAY)
    terminal.show("true", answer=alice.phone)
    terminal.show("awsmfa drop")
    assert len(sts.requests("AssumeRole")) == 3
    terminal.assert_no_secret_seen()


# --- awsmfa is gone, or is another program ----------------------------------------------------------


def other_awsmfa(terminal, text, mode=0o755):
    """Puts another program of that name in front."""
    folder = terminal.scratch / "other"
    folder.mkdir()
    (folder / "awsmfa").write_text(text)
    (folder / "awsmfa").chmod(mode)
    return folder


@every_shell
@pytest.mark.parametrize("how", ["missing", "not executable"])
def test_without_awsmfa_the_shell_goes_on(shell, how, hooked, sts, alice):
    """Removed while shells are open: one message of the shell's own every five minutes, no loop."""
    terminal = hooked(shell, session=True)
    folder = other_awsmfa(terminal, "#!/bin/sh\n", mode=0o644)
    path = "/usr/bin:/bin" if how == "missing" else "%s:/usr/bin:/bin" % folder
    terminal.run_quietly("set -gx PATH (string split : %s)" % path if shell == "fish" else "PATH=%s" % path)
    terminal.later(DAY)
    assert "\nstill\n" in terminal.show("echo still")
    for _ in range(3):
        assert terminal.show("echo still").count("\n") == 2
    terminal.later(6 * MINUTE)
    assert "\nstill\n" in terminal.show("echo still")


ANSWERS = {
    "garbage": "echo 'touch pwned'",
    "cut": "echo \"__awsmfa_prompt_at=(0);\"; echo 'export AWS_ACCESS_KEY_ID=x;'; printf ': awsmfa-en'",
    "the end in the middle": "echo ': awsmfa-end;'; echo 'touch pwned'",
    "nothing": "true",
    "failure": "echo 'touch pwned'; exit 1",
    "crash": "echo 'touch pwned'; kill -SEGV $$",
}


@every_shell
@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_that_is_not_whole_is_not_evaluated(shell, answer, hooked, sts):
    """PyPI has another awsmfa; and a full pipe or a kill may cut ours."""
    terminal = hooked(shell, session=True)
    key = terminal.key()
    folder = other_awsmfa(terminal, "#!/bin/sh\n%s\n" % ANSWERS[answer])
    terminal.run_quietly("set -gx PATH %s $PATH" % folder if shell == "fish" else "PATH=%s:$PATH" % folder)
    terminal.later(DAY)
    assert "\nstill\n" in terminal.show("echo still")
    assert terminal.show("echo still").count("\n") == 2
    assert terminal.key() == key
    assert 290 < terminal.looks_in() <= 301


# --- readonly ---------------------------------------------------------------------------------------

NAMES = "answer state line last entry i name seen text rest status secret options".split()
READONLY = {"bash": "readonly %s=mine", "zsh": "readonly %s=mine", "fish": "set -g %s mine"}


@every_shell
@pytest.mark.parametrize("when", ["before", "after"])
def test_no_name_of_the_users_is_in_the_way(shell, when, hooked, sts, alice):
    """`readonly state` once emptied what the hook keeps. What users have named, and fixed, is theirs."""
    special = {"bash": [], "zsh": ["status", "options"], "fish": ["status"]}[shell]
    names = [name for name in NAMES if name not in special]
    terminal = hooked(shell, hook=False)
    for step in ("names", "hook") if when == "before" else ("hook", "names"):
        if step == "hook":
            assert "mine" not in load(terminal)
        else:
            terminal.run_quietly("; ".join(READONLY[shell] % name for name in names))
    terminal.use()
    terminal.run_quietly("true")
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    assert "loaded and active" in terminal.show("awsmfa doctor")
    assert terminal.run("awsmfa drop").status == 0
    assert not terminal.session()
    assert "read-only" not in terminal.seen() and "readonly variable" not in terminal.seen()
    for name in names:
        assert terminal.value("$%s" % name) == "mine"
    terminal.run_quietly("__awsmfa_unhook")
    assert "readonly" not in terminal.seen().replace("readonly %s" % names[0], "").replace("; readonly", "")
