"""Where the private state of a hooked shell must never go."""

import pytest

from harness import assert_no_secret
from harness_hooks import HOUR, every_shell

pytestmark = pytest.mark.pty
HANDLER = {
    "bash": "command_not_found_handle() { env >'%s'; return 127; }",
    "zsh": "command_not_found_handler() { env >'%s'; return 127; }",
    "fish": "function fish_command_not_found; env >'%s'; end",
}


@every_shell
def test_a_missing_awsmfa_gives_its_secrets_to_no_handler(shell, hooked, sts, alice, tmp_path):
    """Distributions start a program of theirs for a command that is not found, with the assignments before it."""
    seen = tmp_path / "seen"
    terminal = hooked(shell, session=True)
    terminal.run(HANDLER[shell] % seen)
    terminal.run("set -gx PATH /usr/bin /bin" if shell == "fish" else "PATH=/usr/bin:/bin")
    terminal.run("awsmfa status")
    text = seen.read_text()
    assert "PATH=" in text, "the handler has run"
    for session in sts.sessions:
        private = [line for line in text.splitlines() if line.startswith("_AWSMFA_STATE=")]
        assert session.secret not in "".join(private)
    assert not any(
        line.startswith("_AWSMFA_STATE=") and len(line) > len("_AWSMFA_STATE=") for line in text.splitlines()
    )


@every_shell
def test_a_missing_awsmfa_at_a_renewal_gives_its_secrets_to_no_handler(shell, hooked, sts, tmp_path):
    """The same before a prompt and before a command: the hook calls it with the state and the typed line."""
    seen = tmp_path / "seen"
    terminal = hooked(shell, session="-r %s" % sts.account.role("ops", mfa=True).arn)
    terminal.run(HANDLER[shell].replace(">", ">>") % seen)
    terminal.run("set -gx PATH /usr/bin /bin" if shell == "fish" else "PATH=/usr/bin:/bin")
    terminal.later(2 * HOUR)
    terminal.run("true a-typed-line")
    text = seen.read_text()
    assert "PATH=" in text, "the handler has run"
    private = [line for line in text.splitlines() if line.startswith(("_AWSMFA_STATE=", "_AWSMFA_LINE="))]
    assert private and all(line in ("_AWSMFA_STATE=", "_AWSMFA_LINE=") for line in private)


LOGS = {
    "bash": [
        "trap 'printf \"%%s\\n\" \"$BASH_COMMAND\" >>%s' DEBUG",
        "set -T; trap 'printf \"%%s\\n\" \"$BASH_COMMAND\" >>%s' DEBUG",
        "shopt -s extdebug; trap 'printf \"%%s\\n\" \"$BASH_COMMAND\" >>%s' DEBUG",
        "set -ET; trap 'printf \"%%s\\n\" \"$BASH_COMMAND\" >>%s' DEBUG RETURN ERR",
        "set -o functrace -o errtrace; trap 'printf \"%%s\\n\" \"$BASH_COMMAND\" >>%s' ERR",
    ],
    "zsh": [
        "trap 'print -r -- \"$ZSH_DEBUG_CMD\" >>%s' DEBUG",
        "TRAPDEBUG() { print -r -- \"$ZSH_DEBUG_CMD\" >>%s }",
        "setopt debug_before_cmd; trap 'print -r -- \"$ZSH_DEBUG_CMD\" >>%s' DEBUG",
        "setopt no_debug_before_cmd; TRAPDEBUG() { print -r -- \"$ZSH_DEBUG_CMD\" >>%s }",
    ],
}


@pytest.mark.parametrize("shell, log", [(shell, log) for shell, logs in LOGS.items() for log in logs])
def test_a_trap_that_logs_each_command_sees_no_secret(shell, log, hooked, sts, alice, tmp_path):
    """Companies log what is typed by `trap 'logger "$BASH_COMMAND"' DEBUG`; the log is read by many."""
    seen = tmp_path / "seen"
    terminal = hooked(shell)
    terminal.show(log % seen)
    traps = terminal.run("trap; typeset -f TRAPDEBUG; true")
    terminal.use()
    terminal.run_quietly("true")
    terminal.later(13 * HOUR)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    terminal.run("awsmfa drop")
    assert terminal.run("trap; typeset -f TRAPDEBUG; true") == traps
    size = seen.stat().st_size if seen.exists() else 0
    terminal.run("false")
    assert seen.stat().st_size > size, "the trap is still there"
    text = seen.read_text()
    assert "_AWSMFA_STATE=" not in text.replace("_AWSMFA_STATE=$__awsmfa_secret", "")
    assert_no_secret(sts, text, "the log", codes=False)


PRINTS = {
    "bash": [
        "set -T; trap 'printf \"touch %s\\n\"' DEBUG",
        "set -T; shopt -s extdebug; trap 'echo \"touch %s\"' DEBUG",
    ],
    "zsh": ["trap 'print -r -- \"touch %s\"' DEBUG", "TRAPDEBUG() { print -r -- \"touch %s\" }"],
}


@pytest.mark.parametrize("shell, prints", [(shell, trap) for shell, traps in PRINTS.items() for trap in traps])
def test_what_a_trap_prints_is_not_evaluated(shell, prints, hooked, sts, alice, tmp_path):
    """A trap of DEBUG runs in a command substitution too (zsh; bash under `set -T`), and writes into its output."""
    made = tmp_path / "made"
    terminal = hooked(shell)
    terminal.show(prints % made)
    terminal.use()
    terminal.later(13 * HOUR)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    assert "touch %s" % made in terminal.run("awsmfa drop"), "the trap is still there"
    assert not made.exists()


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_the_trap_is_there_after_ctrl_c_at_the_question(shell, hooked, tmp_path):
    """The typed command is dropped in the middle of our function."""
    seen = tmp_path / "seen"
    terminal = hooked(shell, session=True)
    terminal.show(("set -T; " if shell == "bash" else "") + LOGS[shell][0] % seen)
    before = terminal.run("trap; echo $-")
    terminal.later(13 * HOUR)
    terminal.type("true")
    terminal.expect("MFA code for .*: ")
    terminal.press("\x03")
    terminal.expect_prompt()
    assert terminal.run("trap; echo $-") == before
    assert "echo $-" in seen.read_text()
