"""A shell that has one of the session's variables readonly: the hook says so, fails, and loses nothing."""

import pytest

from harness_hooks import MINUTE, bash_and_zsh

SAID = "awsmfa: the variable named above is readonly, so nothing has changed"


@bash_and_zsh
@pytest.mark.parametrize("line", ["awsmfa use", 'eval "$(awsmfa env)"'])
def test_a_readonly_variable_is_said_and_nothing_changes(shell, line, hooked, alice):
    """An exit status of 0 would send the next command off with half of two sessions."""
    terminal = hooked(shell)
    terminal.run_quietly("export AWS_PROFILE=default AWS_REGION=eu-north-1; readonly AWS_SESSION_TOKEN=old")
    before = {name: value for name, value in terminal.env().items() if name.startswith("AWS")}
    shown = terminal.run(line, answer=alice.phone)
    assert shown.status == 1 and SAID in shown and "AWS_SESSION_TOKEN" in shown, shown
    assert {name: value for name, value in terminal.env().items() if name.startswith("AWS")} == before
    terminal.assert_no_secret_seen()


def test_the_code_is_not_lost(hooked, sts):
    """zsh takes the attribute away again: the session that was got for the code is still there for it."""
    terminal = hooked("zsh")
    terminal.run_quietly("typeset -r AWS_SESSION_TOKEN")
    assert terminal.run("awsmfa use", answer=terminal.phone).status == 1
    terminal.run_quietly("typeset +r AWS_SESSION_TOKEN")
    assert terminal.run("awsmfa use").status == 0
    assert terminal.session().is_of(sts.newest_session) and len(sts.sessions) == 1


@bash_and_zsh
def test_the_shell_looks_again_and_not_only_when_the_lost_session_would_have_ended(shell, hooked):
    """The times to look are those of a session that the shell has."""
    terminal = hooked(shell, session=True)
    before = terminal.looks_in()
    terminal.run_quietly("readonly AWSMFA_EXPIRES")
    assert terminal.run("awsmfa use -f", answer=terminal.phone).status == 1
    assert abs(terminal.looks_in() - before) < MINUTE


@bash_and_zsh
def test_a_drop_that_cannot_be_is_a_failure(shell, hooked):
    """All or nothing: what is said to be gone is gone."""
    terminal = hooked(shell, session=True)
    key = terminal.key()
    terminal.run_quietly("readonly AWSMFA_SAVED")
    shown = terminal.run("awsmfa drop")
    assert shown.status == 1 and SAID in shown and terminal.key() == key
