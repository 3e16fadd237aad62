"""`awsmfa status`: what this terminal holds and for how long, without asking anyone."""

import json
import re
import time

import pytest

from harness import environment
from harness_hooks import every_shell
from harness_screen import picture
from harness_shells import read_environment
from harness_walk import HOUR, MINUTE, Shell


@pytest.fixture
def shell(awsmfa, home, sts, alice):
    """A shell with a role's session: profile prod, region eu-west-1."""
    ops = sts.account.role("ops", path="/team/")
    home.credentials(alice.profile())
    home.config("[profile prod]\nrole_arn = %s\nsource_profile = default\nregion = eu-west-1\n" % ops.arn)
    shell = Shell(awsmfa)
    shell.env("-t", alice.phone.next_code(), "prod")
    sts.log.clear()
    return shell


ROLE = "arn:aws:iam::123456789012:role/team/ops"


# --- states --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "left, state, status",
    [
        (50 * MINUTE, "valid", 0),
        (5 * MINUTE + 30, "valid", 0),
        (5 * MINUTE, "due", 0),
        (30, "due", 0),
        (0, "expired", 3),
        (-HOUR, "expired", 3),
    ],
)
def test_the_state_follows_the_time_left(shell, left, state, status):
    """0 while the session works, 3 when it does not: `awsmfa status || ...` in a script."""
    shell.leave(left)
    result = shell.run("status", "--json")
    assert (result.status, result.stderr) == (status, "")
    facts = json.loads(result.stdout)
    assert facts["state"] == state and facts["seconds_left"] in (max(left, 0), max(left - 1, 0), max(left - 2, 0))
    assert shell.run("status").status == status


def test_without_a_session_it_says_so(awsmfa):
    """The state of every new terminal."""
    result = awsmfa("status")
    assert (result.status, result.stdout, result.stderr) == (3, "no session\n", "")
    facts = json.loads(awsmfa("status", "--json").stdout)
    assert facts == {
        "profile": None,
        "state": "none",
        "expires": None,
        "seconds_left": 0,
        "role_arn": None,
        "region": None,
    }


def test_the_users_own_keys_are_no_session(awsmfa, alice):
    """Nothing in the environment is ours without our mark."""
    keys = {"AWS_ACCESS_KEY_ID": alice.key.id, "AWS_SECRET_ACCESS_KEY": alice.key.secret}
    result = awsmfa("status", env=keys)
    assert (result.status, result.stdout) == (3, "no session\n")


def test_replaced_keys_are_said_to_be_so(shell):
    """The profile would be a lie now."""
    shell.set(AWS_ACCESS_KEY_ID="ASIAIOSFODNN7EXAMPLE")
    result = shell.run("status")
    assert result.status == 3 and result.stdout.startswith("replaced: another tool has put other keys into this shell")
    facts = shell.facts()
    assert facts["state"] == "replaced" and facts["profile"] is facts["expires"] is facts["role_arn"] is None


# --- text ----------------------------------------------------------------------------------------


def test_the_text_has_what_one_wants_to_know(shell):
    """Profile, role, account, region, until when in local time, how long."""
    lines = dict(line.split(None, 1) for line in shell.run("status").stdout.splitlines())
    assert {name: lines[name] for name in ("profile", "role", "account", "region")} == {
        "profile": "prod",
        "role": ROLE,
        "account": "123456789012",
        "region": "eu-west-1",
    }
    assert re.fullmatch(r"(\d{4}-\d\d-\d\d )?\d\d:\d\d, in (1 h|59 min)", lines["expires"]) and len(lines) == 5


def test_the_time_is_the_users(shell):
    """Half an hour east of UTC the clock on the wall says something else."""
    env = {**shell.vars, "TZ": "XXX-00:30"}
    when = time.gmtime(int(shell.vars["AWSMFA_EXPIRES"]) + 30 * MINUTE)
    assert time.strftime("%H:%M, in ", when) in shell.awsmfa("status", env=env).stdout


def test_an_expired_session_says_for_how_long(shell):
    """"expired 14:15, 2 h ago", and not a negative number."""
    shell.leave(-2 * HOUR)
    line = shell.run("status").stdout.splitlines()[-1]
    assert re.fullmatch(r"expired  (\d{4}-\d\d-\d\d )?\d\d:\d\d, 2 h ago", line)


def test_a_due_session_says_that_it_is(shell):
    """The hook renews it at the next prompt, or cannot."""
    shell.leave(3 * MINUTE)
    assert shell.run("status").stdout.splitlines()[-1].endswith("min (due)")


def test_an_mfa_session_is_of_the_account_of_its_device(awsmfa, home, alice):
    """Which account is this? The ARN of the device says it, without a role."""
    home.credentials(alice.profile())
    shell = Shell(awsmfa)
    shell.env("-t", alice.phone.next_code())
    lines = [line.split() for line in shell.run("status").stdout.splitlines()]
    assert [line[0] for line in lines] == ["profile", "account", "expires"] and lines[1][1] == "123456789012"
    assert shell.facts()["role_arn"] is None and shell.facts()["region"] is None


def test_no_account_is_guessed(awsmfa, home, sts, alice):
    """No ARN at hand, no account shown."""
    home.credentials(alice.keys())
    shell = Shell(awsmfa)
    shell.env("-t", alice.phone.next_code())
    assert [line.split()[0] for line in shell.run("status").stdout.splitlines()] == ["profile", "expires"]


def test_a_role_given_by_option_is_shown(awsmfa, home, sts, alice):
    """It is not in any file; the variables know it."""
    ops = sts.account.role("ops")
    home.credentials(alice.profile())
    shell = Shell(awsmfa)
    shell.env("-t", alice.phone.next_code(), "-r", ops.arn)
    assert shell.facts()["role_arn"] == ops.arn


def test_files_that_have_become_unreadable_do_not_matter(shell, home):
    """The state stands in the variables; what the files would add is left out."""
    home.config("[broken\n")
    result = shell.run("status")
    assert result.status == 0 and "profile  prod" in result.stdout


def test_a_value_cannot_steer_the_terminal(shell):
    """Variables are anybody's: an escape sequence is shown as question marks."""
    shell.set(AWS_REGION="\x1b[2Jeu", AWSMFA_PROFILE="a\rb\x9b")
    text = shell.run("status").stdout
    assert "\x1b" not in text and "\r" not in text and "\x9b" not in text and "?[2Jeu" in text


# --- json ----------------------------------------------------------------------------------------


def test_json_is_one_object_of_six_members(shell):
    """For prompts, status bars and scripts; the names are the contract's."""
    result = shell.run("status", "--json")
    facts = json.loads(result.stdout)
    left = facts.pop("seconds_left")
    assert facts == {
        "profile": "prod",
        "state": "valid",
        "expires": shell.vars["AWS_CREDENTIAL_EXPIRATION"],
        "role_arn": ROLE,
        "region": "eu-west-1",
    }
    assert HOUR - 60 < left <= HOUR and result.stdout.count("\n") == 1


def test_json_quotes_what_needs_it(shell):
    """A profile may be called anything."""
    shell.set(AWSMFA_PROFILE='a"b\\c é')
    assert shell.facts()["profile"] == 'a"b\\c é'


def test_json_of_a_name_that_is_no_utf8_is_still_json(shell):
    """A reader that dies on a byte shows nothing at all."""
    shell.set(AWSMFA_PROFILE="a\udcffb")
    result = shell.run("status", "--json")
    text = result.stdout.encode("utf-8", "surrogateescape")
    facts = json.loads(text.decode("utf-8"))
    assert facts["state"] == "valid" and facts["profile"].startswith("a")


# --- the terminal, the network -------------------------------------------------------------------


@pytest.mark.pty
@pytest.mark.parametrize(
    "left, bar",
    [
        (HOUR, "[##########]"),
        (30 * MINUTE - 60, "[#####.....]"),
        (MINUTE, "[#.........]"),
        (0, "[..........]"),
    ],
)
def test_a_terminal_gets_a_bar(terminal, shell, left, bar):
    """A look is enough; the words beside it say the same, so no colour is needed."""
    shell.leave(left)
    here = terminal(env=shell.vars)
    shown = here.run("awsmfa status")
    assert bar in shown and re.search(r"in \d+ |ago", shown)
    assert shown.status == (3 if left == 0 else 0)


@pytest.mark.pty
@pytest.mark.parametrize("left, colour", [(HOUR, "green"), (MINUTE, "yellow"), (0, "red")])
def test_the_bar_has_the_colour_of_its_state(home, shell, left, colour):
    """Colour says again what is written beside it, and nothing to someone who does not want it."""
    shell.leave(left)
    for more in ({}, {"NO_COLOR": "1"}):
        seen = picture(["status"], environment(home, **shell.vars, **more))
        assert seen.colour("#" if left else "....") == ("default" if more else colour)


@pytest.mark.pty
def test_production_has_the_colour_that_the_profile_says(home, shell):
    """awsmfa_color = red in the profile: nobody mistakes this terminal for another."""
    home.config((home.aws / "config").read_text() + "awsmfa_color = red\n")
    assert picture(["status"], environment(home, **shell.vars)).colour("prod") == "red"
    assert "\x1b" not in shell.run("status").stdout


@pytest.mark.pty
@pytest.mark.parametrize("state", ["none", "expired", "replaced"])
def test_without_a_session_a_person_is_told_what_to_type(home, shell, state):
    """The next question of everybody who reads "no session"."""
    if state == "expired":
        shell.leave(-HOUR)
    elif state == "replaced":
        shell.set(AWS_ACCESS_KEY_ID="ASIAIOSFODNN7EXAMPLE")
    variables = {} if state == "none" else shell.vars
    seen = picture(["status"], environment(home, **variables), width=120)
    assert seen.status == 3 and seen.lines[-1].startswith('hint: eval "$(awsmfa env)"')
    assert shell.awsmfa("status", env=variables).stderr == "", "a script has its answer"
    assert picture(["status", "--json"], environment(home, **variables), width=200).text.count("\n") == 1


@pytest.mark.pty
@every_shell
def test_with_the_hook_that_is_one_word(hooked, shell):
    """What the hint says works here."""
    terminal = hooked(shell)
    assert "hint: awsmfa use\n" in terminal.run("awsmfa status")
    terminal.use()
    assert "hint" not in terminal.run("awsmfa status")


def test_a_pipe_gets_none(shell):
    """`awsmfa status | grep expires` is for words."""
    assert "[" not in shell.run("status").stdout


@pytest.mark.pty
def test_an_sdk_can_hold_the_session_while_status_reports_it(terminal, shell):
    """What `status` reads is what every child of the shell sees."""
    here = terminal(env=shell.vars)
    done = here.run("awsmfa status --json > %s/status; /usr/bin/env -0 > %s/env" % (here.scratch, here.scratch))
    assert done.status == 0
    facts = json.loads((here.scratch / "status").read_text())
    assert facts["expires"] == read_environment(here.scratch / "env")["AWS_CREDENTIAL_EXPIRATION"]


def test_no_state_needs_the_network(shell, sts):
    """It stands in prompts: not one request in all of them."""
    for left in (50 * MINUTE, MINUTE, -MINUTE):
        shell.leave(left)
        shell.run("status")
        shell.run("status", "--json")
    shell.set(AWS_ACCESS_KEY_ID="ASIAIOSFODNN7EXAMPLE")
    shell.run("status")
    shell.drop()
    shell.run("status")
    assert list(sts.log) == []
