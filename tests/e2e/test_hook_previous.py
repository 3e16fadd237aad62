"""`awsmfa use -`: back to what the shell held before, as `cd -`."""

import pytest

from harness_hooks import every_shell

pytestmark = pytest.mark.pty
NONE = "awsmfa: this shell has held no other session to go back to"


@pytest.fixture
def roles(home, sts, alice):
    """Two roles of the same user: from one to the other needs no code."""
    parts = [alice.profile()]
    for name in ("ops", "audit"):
        arn = sts.account.role(name, mfa=True).arn
        parts.append("[%s]\nrole_arn = %s\nsource_profile = default\n" % (name, arn))
    return "".join(parts)


@pytest.fixture
def with_roles(hooked, home, roles):
    def start(shell, **settings):
        home.credentials(roles)
        return hooked(shell, **settings)

    return start


@every_shell
def test_there_and_back_again(with_roles, sts, shell):
    """The most frequent change of all, and it needs neither a name nor a code."""
    terminal = with_roles(shell, session="ops")
    terminal.run("awsmfa use audit")
    for profile in ("ops", "audit", "ops"):
        done = terminal.run("awsmfa use -")
        assert done.status == 0 and done.startswith("awsmfa: %s, role %s: session" % (profile, profile))
        assert terminal.session().profile == profile
    assert len(sts.requests("GetSessionToken")) == 1


@every_shell
def test_the_wishes_come_with_it(with_roles, shell):
    """The session before was what it was with its options."""
    terminal = with_roles(shell, session="ops --region eu-north-1 -d 30m")
    wishes = terminal.env()["AWSMFA_OPTIONS"]
    terminal.run("awsmfa use ops")
    assert terminal.env()["AWSMFA_OPTIONS"] != wishes
    terminal.run("awsmfa use -")
    env = terminal.env()
    assert (env["AWSMFA_OPTIONS"], env["AWS_REGION"]) == (wishes, "eu-north-1")


@every_shell
def test_drop_is_a_change(with_roles, shell):
    """Whoever dropped the wrong one gets it back. The code is asked for again: drop forgets the MFA session."""
    terminal = with_roles(shell, session="ops")
    terminal.run("awsmfa drop")
    assert not terminal.session()
    terminal.run("awsmfa use -", answer=terminal.phone)
    assert terminal.session().profile == "ops"


@every_shell
def test_the_same_again_is_no_change(with_roles, shell):
    """`use ops` twice, a renewal, and a failure leave what was before as it is."""
    terminal = with_roles(shell, session="audit")
    terminal.run("awsmfa use ops")
    terminal.run("awsmfa use ops")
    terminal.later(3600)
    terminal.enter()
    assert terminal.run("awsmfa use nosuch").status == 1
    terminal.run("awsmfa use -")
    assert terminal.session().profile == "audit"


@every_shell
def test_without_one_before_it_is_a_mistake(with_roles, shell):
    """Exit 2, as for any line that cannot be meant."""
    terminal = with_roles(shell)
    for _ in range(2):
        done = terminal.run("awsmfa use -")
        assert done.status == 2 and NONE in done
        terminal.use("ops") if not terminal.session() else None
    assert terminal.session().profile == "ops"


@every_shell
def test_other_wishes_are_another_session(with_roles, shell):
    """`use - -d 1h` could mean two things; it is refused, and nothing has changed."""
    terminal = with_roles(shell, session="audit")
    terminal.run("awsmfa use ops")
    done = terminal.run("awsmfa use - -d 30m")
    assert done.status == 2 and "takes no option that changes it" in done
    assert terminal.session().profile == "ops"
    assert terminal.run("awsmfa use - -q") == "" and terminal.session().profile == "audit"


@every_shell
def test_eval_is_a_change_too(with_roles, shell):
    """In the shell's own form, which the hook's function hands the state to."""
    terminal = with_roles(shell, session="audit")
    terminal.evaluate("ops")
    terminal.run("awsmfa use -")
    assert terminal.session().profile == "audit"


def test_a_profile_called_minus_is_named_with_p(hooked, home, alice):
    """As everywhere in this program."""
    terminal = hooked("bash")
    home.credentials(alice.profile() + alice.profile("-"))
    terminal.use("-p -")
    assert terminal.session().profile == "-"


def test_without_the_hook_it_says_what_is_missing(awsmfa, home, alice):
    """There is no line that would do it."""
    home.credentials(alice.profile())
    result = awsmfa("use", "-")
    assert result.status == 2 and "needs the hook" in result.lines[0]
    assert "for now" not in result.stderr and "help hook" in result.lines[1]


@every_shell
def test_another_shell_knows_nothing_of_it(with_roles, shell):
    """What was before is this shell's own business, as all that the hook keeps."""
    terminal = with_roles(shell, session="audit")
    terminal.run("awsmfa use ops")
    assert "audit" not in "".join("%s=%s" % pair for pair in terminal.env().items())
