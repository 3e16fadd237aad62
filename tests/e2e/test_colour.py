"""Colour where git has it, and never the only carrier of meaning."""

import json

import pytest

from harness import environment
from harness_hooks import every_shell
from harness_screen import picture

NONE = [{"NO_COLOR": "1"}, {"TERM": "dumb"}]


@pytest.fixture
def seen(home, sts, alice):
    """seen("doctor", NO_COLOR="1") is the screen of that command."""
    home.credentials(alice.profile())

    def run(*arguments, **env):
        home.freeze()
        return picture(arguments, environment(home, AWS_ENDPOINT_URL=sts.url, **env), width=150)

    return run


@pytest.mark.pty
def test_the_words_of_doctor(seen, home):
    """A look at the left edge finds what is wrong."""
    (home.aws / "credentials").chmod(0o644)
    screen = seen("doctor", "-p", "default", AWSMFA_HOOK="bogus")
    assert (screen.colour("ok "), screen.colour("problem"), screen.colour("hint:")) == ("green", "red", "yellow")
    assert screen.colour("other users") == "default"
    for env in NONE:
        plain = seen("doctor", "-p", "default", AWSMFA_HOOK="bogus", **env)
        assert plain.is_plain() and plain.text.count("problem") == screen.text.count("problem") == 2


@pytest.mark.pty
def test_a_hint_is_yellow(seen):
    """As git's is. The line before it is as plain as ever."""
    screen = seen("env", "-p", "nosuch")
    assert screen.colour("hint:") == "yellow" and screen.colour("awsmfa:") == "default"
    for env in NONE:
        assert seen("env", "-p", "nosuch", **env).is_plain()


@pytest.mark.pty
def test_a_red_profile_is_red_when_its_session_begins(terminal, home, alice):
    """The one line that everybody reads says "production" in red."""
    home.credentials(alice.profile("prod") + "awsmfa_color = red\n")
    shell = terminal()
    shell.evaluate("prod", answer=alice.phone)
    assert "awsmfa: \x1b[31mprod\x1b[m: session until" in shell.transcript.getvalue()
    shell.run("export NO_COLOR=1")
    shell.evaluate("prod")
    assert "awsmfa: prod: session still good" in shell.transcript.getvalue()


def test_a_pipe_gets_letters_alone(awsmfa, home, alice):
    """Whatever reads them."""
    home.credentials(alice.profile("prod") + "awsmfa_color = red\n")
    for arguments in (["doctor", "-p", "prod"], ["profiles"], ["devices", "-p", "prod"], ["env", "nosuch"]):
        result = awsmfa(*arguments, env={"TERM": "xterm-256color"})
        assert "\x1b" not in result.stdout + result.stderr


@pytest.mark.parametrize(
    "word, known", [("red", True), ("magenta", True), ("Red", False), ("pink", False), ("31", False)]
)
def test_a_colour_that_is_none_is_said_by_doctor(awsmfa, home, alice, word, known):
    """It stops nothing; but someone waits for red."""
    home.credentials(alice.profile() + "awsmfa_color = %s\n" % word)
    found = [one for one in json.loads(awsmfa("doctor", "--json").stdout) if "awsmfa_color" in one["found"]]
    assert bool(found) != known
    if found:
        assert found[0]["state"] == "warning" and "red" in found[0]["remedy"] and word in found[0]["found"]


@pytest.mark.pty
@every_shell
def test_a_hook_has_colour_too(hooked, shell):
    """Its hints go to the same terminal."""
    terminal = hooked(shell)
    terminal.run("awsmfa use nosuch")
    assert "\x1b[33mhint:\x1b[m " in terminal.transcript.getvalue()
