"""What the AWS CLI gives is renewed by the hook without a word, and a login that is over is asked for once."""

import re
import time

import pytest

from harness import wait_until
from harness_hooks import MINUTE, every_shell
from standin import faults

pytestmark = pytest.mark.pty
USER = "arn:aws:iam::123456789012:user/alice"
CONFIG = """[profile dev]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Dev
[profile home]
login_session = %s
""" % USER
ROLE = "[profile ops]\nrole_arn = %s\nsource_profile = %s\n"
LOGINS = {"dev": "corp", "home": USER}
COMMANDS = {"dev": "aws sso login --profile dev", "home": "aws login --profile home"}
both = pytest.mark.parametrize("profile", ["dev", "home"])


@pytest.fixture
def cli(aws_cli):
    for login in LOGINS.values():
        aws_cli.log_in(login)
    return aws_cli


@pytest.fixture
def started(hooked, home, sts, cli):
    """A terminal in which the session of a profile was got: started("zsh", "dev")."""

    def start(shell, profile, clock=True, role_on=None, **settings):
        home.config(CONFIG + (ROLE % (sts.account.role("ops").arn, role_on) if role_on else ""))
        env = {**cli.env, **settings.pop("env", {})}
        terminal = hooked(shell, clock=clock, env=env, **settings)
        done = terminal.run("awsmfa use %s" % profile)
        assert done.status == 0, done
        return terminal

    return start


def expire(terminal, sts):
    """The session ends while the prompt waits; by the real clock, since AWS would refuse another one's signature."""
    sts.wait_until_expired()


# --- silent renewals --------------------------------------------------------------------------------


@every_shell
@both
def test_it_is_renewed_in_silence_through_four_expirations(shell, profile, started, sts, cli):
    """A session of `aws login` lives a quarter of an hour: a day has forty of them."""
    cli.set(lifetime=5)
    terminal = started(shell, profile, clock=False)
    keys = [terminal.key()]
    for _ in range(4):
        expire(terminal, sts)
        terminal.run_quietly("true")
        keys.append(terminal.key())
        assert keys[-1] == sts.newest_session.id
    assert len(set(keys)) == 5 and "MFA code" not in terminal.seen()


@every_shell
@both
def test_a_role_on_it_is_renewed_in_silence_through_four_expirations(shell, profile, started, sts, cli):
    """The role's hour ends, and the session under it has been renewed by then."""
    sts.lifetime = 5
    terminal = started(shell, "ops", clock=False, role_on=profile)
    keys = [terminal.key()]
    for _ in range(4):
        expire(terminal, sts)
        terminal.run_quietly("true")
        keys.append(terminal.key())
        assert keys[-1] == sts.newest_session.id
    assert len(set(keys)) == 5 and len(sts.requests("AssumeRole")) == 5


@every_shell
def test_it_is_renewed_before_the_typed_command_runs(shell, started, sts, cli):
    """The prompt is of before; the command must not run with what has ended."""
    cli.set(lifetime=5)
    terminal = started(shell, "home", clock=False)
    first = terminal.key()
    expire(terminal, sts)
    assert terminal.key() == sts.newest_session.id != first


@every_shell
def test_it_is_renewed_within_its_margin(shell, started, cli, sts):
    """A tenth of its life before the end, so that a command that is typed then has minutes."""
    terminal = started(shell, "home")
    first = terminal.key()
    assert abs(terminal.looks_in("prompt") - 15 * MINUTE * 0.9) < MINUTE / 2
    cli.set(lifetime=2700)  # by the clock of the stand-in, which is not that of the shell
    terminal.later(15 * MINUTE - 80)
    terminal.run_quietly("true")
    assert terminal.key() == sts.newest_session.id != first


@every_shell
@pytest.mark.parametrize("mode", ["lazy", "eager"])
def test_lazy_and_eager_renew_it_alike(shell, mode, started, sts, cli):
    """There is no question that could be in the way."""
    cli.set(lifetime=5)
    terminal = started(shell, "dev", clock=False, env={"AWSMFA_HOOK": mode})
    expire(terminal, sts)
    terminal.run_quietly("true")
    assert terminal.key() == sts.newest_session.id and cli.runs == 2


@every_shell
def test_an_answer_that_ends_no_later_is_no_renewal(shell, started, sts, cli):
    """The AWS CLI keeps what it has until its own margin: ask again, but not at each prompt."""
    terminal = started(shell, "home")
    cli.set(refreshes=False)
    terminal.later(15 * MINUTE - 80)
    terminal.run_quietly("true")
    assert cli.runs == 2
    assert abs(terminal.looks_in("prompt") - MINUTE) < 10
    terminal.run_quietly("true")
    assert cli.runs == 2 and len(sts.sessions) == 1


@every_shell
def test_the_aws_cli_of_the_hook_has_no_terminal_and_nothing_of_ours(shell, started, sts, cli):
    """The private state holds sessions; and nobody may be asked behind the user's back."""
    cli.set(lifetime=5)
    terminal = started(shell, "dev", clock=False)
    expire(terminal, sts)
    terminal.run_quietly("true")
    run = cli.exports[-1]
    assert cli.runs == 2 and not run["terminal"] and run["input"] == ""
    ours = {name for name in run["environment"] if "AWSMFA" in name}
    assert ours <= {"AWSMFA_CREDENTIAL_PROCESS"}
    assert not {"AWS_ACCESS_KEY_ID", "AWS_SESSION_TOKEN"} & set(run["environment"])


# --- which program ---------------------------------------------------------------------------------


@every_shell
def test_the_hook_runs_the_program_that_the_command_found(shell, started, sts, cli, tmp_path, home):
    """Neither a repository's `aws` at a prompt, nor one that came into PATH since."""
    cli.set(lifetime=5)
    terminal = started(shell, "dev", clock=False, columns=600)
    place = tmp_path / "repository"
    for folder in (place / "node_modules" / ".bin", place / "bin"):
        folder.mkdir(parents=True)
        (folder / "aws").write_text("#!/bin/sh\ntouch %s\n" % (tmp_path / "stolen"))
        (folder / "aws").chmod(0o755)
    terminal.run_quietly("cd %s" % place)
    terminal.set("PATH", "./node_modules/.bin:%s:%s" % (place / "bin", cli.path))
    expire(terminal, sts)
    terminal.run_quietly("true")
    assert terminal.key() == sts.newest_session.id and not (tmp_path / "stolen").exists()
    assert {one["path"] for one in cli.exports} == {cli.program}


@every_shell
def test_a_shell_that_inherited_the_session_runs_none(shell, hooked, home, sts, cli):
    """No command of that shell has found a program: it says how to go on, and the command renews."""
    home.config(CONFIG)
    cli.set(lifetime=8)
    terminal = hooked(shell, clock=False, env=cli.env, hook=False)
    assert terminal.evaluate("home").status == 0
    terminal.run_quietly("awsmfa hook fish | source" if shell == "fish" else 'eval "$(awsmfa hook %s)"' % shell)
    expire(terminal, sts)
    shown = terminal.enter() + terminal.enter()
    assert "needs the AWS CLI, and none was run in this shell yet: not renewed" in shown
    assert "to renew now: awsmfa use" in shown and cli.runs == 1
    assert terminal.run("awsmfa use").status == 0
    assert terminal.key() == sts.newest_session.id


@every_shell
def test_a_command_in_that_shell_is_enough(shell, hooked, home, sts, cli):
    """`awsmfa use` finds the program also while the session is still good."""
    home.config(CONFIG)
    cli.set(lifetime=12)
    terminal = hooked(shell, clock=False, env=cli.env, hook=False)
    assert terminal.evaluate("home").status == 0
    terminal.run_quietly("awsmfa hook fish | source" if shell == "fish" else 'eval "$(awsmfa hook %s)"' % shell)
    assert "still good" in terminal.run("awsmfa use") and cli.runs == 1
    expire(terminal, sts)
    terminal.run_quietly("true")
    assert terminal.key() == sts.newest_session.id and cli.runs == 2


# --- a login that is over ---------------------------------------------------------------------------


@every_shell
@both
def test_the_hint_logs_in_and_the_prompt_after_it_renews(shell, profile, started, sts, cli):
    """The line that is shown is typed as it stands, and nothing more is needed."""
    cli.set(lifetime=5)
    terminal = started(shell, profile, clock=False)
    cli.log_out(LOGINS[profile])
    expire(terminal, sts)
    shown = terminal.show("true")
    hint = re.search(r"to renew now: (.*)\n", shown).group(1)
    assert "profile '%s' is not logged in: " % profile in shown and hint == COMMANDS[profile]
    assert "tries again in 5 min" in shown
    runs = cli.runs
    terminal.run_quietly("true")
    assert cli.runs == runs, "not at each prompt"
    terminal.type(hint)
    assert "Successfully logged in" in terminal.expect_prompt()
    assert terminal.key() == sts.newest_session.id
    assert [one["arguments"][0] for one in cli.log[runs:]][:2] == [hint.split()[1], "configure"]


@every_shell
def test_a_line_that_logs_in_is_not_preceded_by_a_renewal(shell, started, sts, cli):
    """It would fail, and say so while the user is already at it."""
    cli.set(lifetime=5)
    terminal = started(shell, "home", clock=False)
    cli.log_out(USER)
    expire(terminal, sts)
    terminal.type("aws login --profile home")
    shown = terminal.expect_prompt()
    assert "not renewed" not in shown and "Successfully logged in" in shown
    assert [one["arguments"][0] for one in cli.log] == ["configure", "login", "configure"]
    assert terminal.key() == sts.newest_session.id


@every_shell
@both
def test_the_hint_of_the_command_logs_in(shell, profile, hooked, home, sts, cli):
    """By hand: `awsmfa use`, the hint, `awsmfa use`."""
    home.config(CONFIG)
    cli.log_out(LOGINS[profile])
    terminal = hooked(shell, env=cli.env)
    done = terminal.run("awsmfa use %s" % profile)
    assert done.status == 1
    hint = re.search(r"hint: (.*)\n", done).group(1)
    assert hint == COMMANDS[profile] and terminal.run(hint).status == 0
    assert terminal.run("awsmfa use %s" % profile).status == 0
    assert terminal.key() == sts.newest_session.id


@every_shell
def test_a_network_that_is_away_is_tried_again_soon(shell, started, sts, cli):
    """A laptop that wakes up has none for some seconds."""
    cli.set(lifetime=5)
    terminal = started(shell, "dev", clock=False)
    cli.set(fail='Could not connect to the endpoint URL: "https://portal.sso.eu-west-1.amazonaws.com/"')
    expire(terminal, sts)
    shown = terminal.show("true")
    assert "did not reach AWS" in shown and "tries again in 1 min" in shown and "awsmfa use" in shown


# --- one that takes its time ------------------------------------------------------------------------


@every_shell
def test_a_hook_that_gives_up_does_not_end_it(shell, started, sts, cli):
    """Ten seconds are enough for a prompt; the AWS CLI writes its cache in peace, and the next look finds it."""
    cli.set(lifetime=15)
    terminal = started(shell, "home", clock=False)
    cli.hold("writing")
    expire(terminal, sts)
    shown = terminal.show("true")
    assert "the AWS CLI has not answered within 10 s for profile 'home'; it goes on: not renewed" in shown
    assert "tries again in 1 min" in shown and 30 < terminal.looks_in("prompt") <= MINUTE
    cli.release("writing")
    cli.wait_until_idle()
    cli.set(lifetime=900)
    assert terminal.run("awsmfa use").status == 0
    assert terminal.key() == sts.newest_session.id


@every_shell
def test_two_terminals_run_it_one_after_the_other(shell, started, sts, cli):
    """After lunch all panes wake up at once, and the refresh token is good for one of them."""
    cli.set(lifetime=6)
    terminals = [started(shell, "home", clock=False), started(shell, "home", clock=False)]
    cli.hold("writing")
    expire(terminals[0], sts)
    cli.set(lifetime=900)
    for terminal in terminals:
        terminal.type("true")
    cli.wait_until_at("writing", 2)  # the first time was for `use`
    cli.release("writing")
    shown = [terminal.expect_prompt() for terminal in terminals]
    assert not [text for text in shown if "awsmfa: " in text]
    assert {terminal.key() for terminal in terminals} == {sts.newest_session.id}


@pytest.mark.parametrize("shell", ["bash"])
def test_a_request_has_what_is_left_of_fifteen_seconds(shell, started, sts, cli):
    """A prompt waits fifteen seconds at most, whoever is slow."""
    sts.lifetime = 5
    terminal = started(shell, "ops", clock=False, role_on="dev")
    expire(terminal, sts)
    stall = faults.Stall()
    sts.faults.append(stall)
    cli.set(lifetime=2000)
    cli.hold("running")
    terminal.type("true")
    cli.wait_until_at("running", 2)
    began = time.monotonic()
    terminal.expect("waiting for the AWS CLI")
    wait_until(time.time() + 7)
    cli.release("running")
    terminal.expect_prompt()
    assert time.monotonic() - began < 15.5
    stall.release()


def test_a_role_is_not_renewed_from_another_sts(started, home, sts, cli, standin):
    """Settings that have changed since would send the session of the AWS CLI elsewhere, and nobody would see it."""
    sts.lifetime = 5
    terminal = started("bash", "ops", clock=False, role_on="dev")
    other = standin()
    terminal.set("AWS_ENDPOINT_URL", other.url)
    expire(terminal, sts)
    shown = terminal.show("true")
    assert "the settings now name" in shown and not other.log and cli.runs == 1
