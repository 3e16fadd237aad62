"""The whole way, as a user goes it: keys in a file, one code typed, and every AWS tool in this terminal works.

No file may change on the way: the `home` fixture compares all of HOME, ~/.aws byte for byte.
"""

import pytest

from harness import need, session_of
from harness_client import Client
from harness_shells import botocore_identity, cli_identity

pytestmark = pytest.mark.pty

ALICE = "arn:aws:iam::123456789012:user/alice\n"

# What aws-mfa 0.0.12 has left behind in [default]: a session that ended long ago.
LEFT_BY_AWS_MFA = """[default]
assumed_role = False
aws_access_key_id = ASIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY
aws_session_token = FwoGZXIvYXdzEXAMPLE
aws_security_token = FwoGZXIvYXdzEXAMPLE
expiration = 2018-05-15 08:00:00
"""


def assert_everyone_is(arn, sts, env):
    """Two programs that share no code with us say the same name."""
    for who in (botocore_identity(sts, env), cli_identity(sts, env)):
        assert (who.status, who.stdout) == (0, arn), who


def test_default_keys_and_a_typed_code_are_all_it_takes(terminal, home, sts, alice):
    """The promise of the first page: no set-up beyond what `aws configure` writes."""
    home.credentials(alice.keys())
    shell = terminal()
    done = shell.evaluate(answer=alice.phone)
    assert done.status == 0 and "session until" in done
    env = shell.env()
    assert session_of(env).is_of(sts.newest_session)
    assert "MFA code for default (%s)" % alice.serial in shell.seen()
    assert "hint: to save the look-up: mfa_serial = %s under [default]" % alice.serial in shell.seen()
    assert [one.action for one in sts.log] == ["ListMFADevices", "GetSessionToken"]
    assert_everyone_is(ALICE, sts, env)
    shell.assert_no_secret_seen()


def test_the_session_can_do_what_needs_mfa(terminal, home, sts, alice):
    """The reason for all of this: the account refuses the long-term keys."""
    alice.user.needs_mfa.add("iam:ListMFADevices")
    home.credentials(alice.profile())
    shell = terminal()
    assert shell.evaluate(answer=alice.phone).status == 0
    assert Client(sts, sts.newest_session).devices() == [alice.serial]


def test_a_profile_that_calls_awsmfa_asks_on_the_terminal(terminal, home, sts, alice):
    """The other way: `aws --profile mfa`. The CLI reads what awsmfa prints, and the question goes to the terminal."""
    aws = need("aws", "the AWS CLI is optional")
    home.credentials(alice.profile())
    home.config("[profile mfa]\ncredential_process = awsmfa env --format process -p default\nregion = us-east-1\n")
    shell = terminal(env={"AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "1", "AWS_PAGER": ""})
    command = "%s --profile mfa --endpoint-url %s sts get-caller-identity --query Arn --output text" % (aws, sts.url)
    done = shell.run(command, answer=alice.phone)
    assert done.status == 0 and done.endswith(ALICE) and not shell.session()
    assert sts.log.of("GetCallerIdentity")[-1].key == sts.newest_session.id


def test_the_second_command_asks_nothing(terminal, home, sts, alice):
    """The code is typed once: the same line again in the same terminal is free."""
    home.credentials(alice.profile())
    shell = terminal()
    assert shell.evaluate(answer=alice.phone).status == 0
    first, requests = shell.session(), len(sts.log)
    assert "still good" in shell.evaluate()
    assert shell.session().token == first.token and len(sts.log) == requests


def test_a_terminal_of_its_own(terminal, home, sts, alice):
    """Another terminal holds nothing, and what it gets does not disturb the first."""
    home.credentials(alice.profile())
    one, other = terminal(), terminal("zsh")
    assert one.evaluate(answer=alice.phone).status == 0
    assert not other.session()
    assert other.evaluate(answer=alice.phone).status == 0
    assert one.session().key != other.session().key
    assert other.run('eval "$(awsmfa env --drop)"').status == 0
    assert not other.session() and one.session().is_of(sts.sessions[0])


def test_a_user_of_aws_mfa_changes_nothing(terminal, home, sts, alice):
    """[default-long-term] with aws_mfa_device is read as it is; the old session beside it is no source."""
    device = "aws_mfa_device = %s\n" % alice.serial
    home.credentials(alice.keys("default-long-term") + device + "\n" + LEFT_BY_AWS_MFA)
    shell = terminal()
    assert shell.evaluate(answer=alice.phone).status == 0
    assert [(one.action, one.key) for one in sts.log] == [("GetSessionToken", alice.key.id)]
    assert_everyone_is(ALICE, sts, shell.env())


def test_a_user_of_aws_mfa_with_a_role_changes_nothing(terminal, home, sts, alice):
    """assume_role of the long-term section is assumed, as aws-mfa did."""
    ops = sts.account.role("ops", mfa=True)
    lines = "aws_mfa_device = %s\nassume_role = %s\n" % (alice.serial, ops.arn)
    home.credentials(alice.keys("default-long-term") + lines + "\n" + LEFT_BY_AWS_MFA)
    shell = terminal()
    assert shell.evaluate("--role-session-name alice", answer=alice.phone).status == 0
    assert_everyone_is("arn:aws:sts::123456789012:assumed-role/ops/alice\n", sts, shell.env())


def test_a_role_of_the_config_file(terminal, home, sts, alice):
    """The everyday profile of AWS's own documentation: role_arn, source_profile, mfa_serial."""
    ops = sts.account.role("ops", mfa=True)
    home.credentials(alice.keys())
    home.config(
        "[profile prod]\nrole_arn = %s\nsource_profile = default\nmfa_serial = %s\nrole_session_name = alice\n"
        "region = eu-central-1\n" % (ops.arn, alice.serial)
    )
    shell = terminal()
    done = shell.evaluate("prod", answer=alice.phone)
    assert done.status == 0 and "prod, role ops: session until" in done
    assert "MFA code for prod (%s)" % alice.serial in shell.seen()
    env = shell.env()
    assert env["AWS_REGION"] == env["AWS_DEFAULT_REGION"] == "eu-central-1"
    assert_everyone_is("arn:aws:sts::123456789012:assumed-role/ops/alice\n", sts, env)


def test_one_of_several_devices_is_asked_for(terminal, home, sts, alice):
    """AWS allows eight devices; only the user knows which is at hand."""
    spare = alice.user.device("GAHT12345678")
    home.credentials(alice.keys())
    shell = terminal()
    shell.type('eval "$(awsmfa env)"')
    shell.expect(r" 1  %s\r\n 2  GAHT12345678\r\nMFA device, 1 to 2 or its name: " % alice.serial)
    for typed in ("7", "0", "2x", "alice"):
        shell.type(typed)
        shell.expect("awsmfa: '%s' is not one of them\r\nMFA device, 1 to 2 or its name: " % typed)
    shell.type("2")
    assert "(GAHT12345678)" in shell.answer_code(spare)
    shell.expect("session until")
    shell.expect_prompt()
    assert shell.session().is_of(sts.newest_session)
    assert sts.newest_session.request["SerialNumber"] == "GAHT12345678"


def test_enter_at_the_choice_of_devices_is_later(terminal, home, sts, alice):
    """Nothing chosen is nothing done, and a script can tell."""
    alice.user.device("GAHT12345678")
    home.credentials(alice.keys())
    shell = terminal()
    shell.type('eval "$(awsmfa env)"')
    shell.expect("MFA device, 1 to 2 or its name: ")
    shell.type("")
    shell.expect("no MFA device chosen")
    shell.expect_prompt()
    assert shell.last_status() == 6 and not sts.sessions


def test_a_security_key_is_left_out_of_the_look_up(terminal, home, sts, alice):
    """A passkey has no codes: to offer it would be a dead end."""
    alice.user.device("arn:aws:iam::123456789012:u2f/user/alice/key-AAAA")
    alice.user.devices.reverse()
    home.credentials(alice.keys())
    shell = terminal()
    assert shell.evaluate(answer=alice.phone).status == 0
    assert "u2f" not in shell.seen() and shell.session().is_of(sts.newest_session)


def test_enter_at_the_question_is_later(terminal, home, sts, alice):
    """No phone at hand: one key ends the question, the eval fails with 6, and nothing was sent."""
    home.credentials(alice.profile())
    shell = terminal()
    shell.type('eval "$(awsmfa env)"')
    shell.expect(r"MFA code for default \([^)]*\)[^\r\n]*: ")
    shell.type("")
    shell.expect_prompt()
    assert shell.last_status() == 6 and not shell.session() and not sts.log


def test_what_is_no_code_is_asked_again_without_a_request(terminal, home, sts, alice):
    """A slip of the fingers must not cost one of the few tries that AWS allows."""
    home.credentials(alice.profile())
    shell = terminal()
    shell.type('eval "$(awsmfa env)"')
    for slip in ("12345", "1234567", "12345a"):
        shell.expect(r"MFA code for default \([^)]*\)[^\r\n]*: ")
        shell.type(slip)
        shell.expect("a code is six digits")
    shell.answer_code(alice.phone)
    shell.expect("session until")
    shell.expect_prompt()
    assert [one.code_accepted for one in sts.log] == [True]


def test_stdin_and_stdout_are_not_the_terminal(terminal, home, alice):
    """The question is for the user, wherever the program's input comes from and its output goes."""
    home.credentials(alice.profile())
    shell = terminal()
    done = shell.run("awsmfa env </dev/null 2>/dev/null | grep -c '^export AWS_SESSION_TOKEN='", answer=alice.phone)
    assert done.strip() == "1"
