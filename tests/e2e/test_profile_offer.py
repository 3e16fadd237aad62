"""Nobody has named a profile, and there is no [default]: the keys are there, under names that only the user knows."""

import json

import pytest

from harness_hooks import every_shell

ACCOUNT = "arn:aws:iam::123456789012:"
REASON = "no profile is named, and there is no [default]"


@pytest.fixture
def one(home, alice):
    home.credentials(alice.profile("work"))
    home.config("[profile corp]\noutput = json\n[profile half]\nrole_arn = %srole/x\n" % ACCOUNT)


@pytest.fixture
def several(home, alice):
    home.credentials(alice.profile("work") + alice.profile("private"))
    home.config("[profile corp]\noutput = json\n[profile half]\nrole_arn = %srole/x\n" % ACCOUNT)


def test_the_only_one_is_named(awsmfa, one, sts):
    """Not "put your key under [default]": it is there. What cannot be served is not counted."""
    result = awsmfa("env")
    assert result.status == 1 and result.stdout == "(exit 1);\n"
    assert result.lines[0] == "awsmfa: " + REASON and 'eval "$(awsmfa env work)"' in result.lines[1]
    assert awsmfa("devices").lines == ["awsmfa: " + REASON, "hint: awsmfa devices -p work"]
    assert not sts.log


@pytest.mark.parametrize("args", [["env"], ["env", "--no-input"], ["exec", "true"], ["devices"]], ids=" ".join)
def test_without_a_terminal_all_are_listed(awsmfa, several, sts, args):
    """A script's log shows at once which one it could have named."""
    result = awsmfa(*args)
    assert result.status == 1 and not sts.log
    assert result.lines == ["awsmfa: " + REASON, "hint: name one with -p: work, private"]


def test_doctor_says_the_same(awsmfa, home, alice):
    """And the line that it gives looks at the profile that is meant."""
    home.credentials(alice.profile("work"))
    [finding] = [one for one in json.loads(awsmfa("doctor", "--json").stdout) if one["state"] == "problem"]
    assert (finding["check"], finding["found"], finding["remedy"]) == ("profile", REASON, "awsmfa doctor -p work")
    assert awsmfa("doctor", "-p", "work").status == 0
    home.credentials(alice.profile("work") + alice.profile("private"))
    [finding] = [one for one in json.loads(awsmfa("doctor", "--json").stdout) if one["state"] == "problem"]
    assert finding["remedy"] == "name one with -p: work, private"


def test_a_home_without_keys_is_told_how_to_get_some(awsmfa, home):
    """There is nothing to choose from."""
    home.config("[profile corp]\noutput = json\n")
    result = awsmfa("env")
    assert result.status == 1 and "aws configure" in result.lines[1]


@pytest.mark.parametrize(
    "env, named", [({"AWS_PROFILE": "gone"}, "gone"), ({"AWS_DEFAULT_PROFILE": "gone"}, "gone"), ({}, "default")]
)
def test_a_name_is_never_replaced_by_another(awsmfa, several, env, named):
    """A name that somebody gave is wrong or right; a question would hide which."""
    result = awsmfa("env", *([] if env else ["default"]), env=env)
    assert result.status == 1 and "profile '%s' is neither in" % named in result.lines[0]


@pytest.mark.pty
@pytest.mark.parametrize("answer, chosen", [("2", "private"), ("private", "private"), ("1", "work")])
def test_at_a_terminal_one_is_chosen(terminal, several, sts, alice, answer, chosen):
    """By number or by name, as with devices; what is neither is said, and asked again."""
    shell = terminal()
    shell.type('eval "$(awsmfa env)"')
    shell.expect(r"awsmfa: %s\r\n 1  work\r\n 2  private\r\nprofile, 1 to 2 or its name: " % REASON.replace("[", r"\["))
    for wrong in ("3", "0", "Work", "-1", "99999999999999999999"):
        shell.type(wrong)
        shell.expect("awsmfa: '%s' is not one of them\r\nprofile, 1 to 2 or its name: " % wrong)
    shell.type(answer)
    assert "MFA code for %s (" % chosen in shell.answer_code(alice.phone)
    shell.expect_prompt()
    assert shell.session().profile == chosen and shell.session().is_of(sts.newest_session)
    assert "still good" in shell.evaluate(), "the session that is held names its profile"


@pytest.mark.pty
def test_a_profile_whose_name_is_a_number(terminal, home, sts, alice):
    """The name goes before the number: it is what the user calls it."""
    home.credentials(alice.profile("2") + alice.profile("b"))
    shell = terminal()
    shell.type('eval "$(awsmfa env)"')
    shell.expect("its name: ")
    shell.type("2")
    shell.answer_code(alice.phone)
    shell.expect_prompt()
    assert shell.session().profile == "2"


@pytest.mark.pty
def test_enter_chooses_none(terminal, several, sts):
    """And nothing has happened."""
    shell = terminal()
    shell.type('eval "$(awsmfa env)"')
    shell.expect("its name: ")
    shell.type("")
    shell.expect("awsmfa: no profile chosen\r\n")
    shell.expect_prompt()
    assert shell.last_status() == 1 and not sts.log


@pytest.mark.pty
@every_shell
def test_with_the_hook_it_is_the_same_and_is_not_remembered(terminal, several, sts, alice, shell):
    """The session is of the profile that was chosen; a new shell, or one without a session, asks again."""
    one = terminal(shell, hook=True)
    for answer, chosen in (("2", "private"), ("work", "work")):
        one.type("awsmfa use")
        one.expect("profile, 1 to 2 or its name: ")
        one.type(answer)
        one.answer_code(alice.phone)
        one.expect_prompt()
        assert one.session().profile == chosen
        one.run("awsmfa drop")


@pytest.mark.pty
@every_shell
def test_the_hint_for_the_only_one_works(terminal, one, sts, alice, shell):
    """In the words of the shell that asked."""
    shell = terminal(shell, hook=True)
    assert "hint: awsmfa use work\n" in shell.run("awsmfa use")
    assert shell.run("awsmfa use work", answer=alice.phone).status == 0
