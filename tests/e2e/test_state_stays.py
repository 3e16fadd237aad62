"""What the hook hands over stays between its shell and awsmfa: driven without a shell, through the environment."""

import pytest

from harness_client import Client
from harness_shells import exports

ID, SECRET = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI0K7MDENG0bPxRfiCYEXAMPLEKEY"
STATE = {"_AWSMFA_SHELL": "bash", "_AWSMFA_STATE": "k=%s,%s" % (ID, SECRET)}


@pytest.fixture
def held(home, awsmfa, alice):
    """The variables of a session of alice's."""
    home.credentials(alice.profile())
    return exports(awsmfa("env", "-t", alice.phone.next_code()))


def session_only(env):
    return {name: value for name, value in env.items() if name.startswith("AWS")}


@pytest.mark.parametrize("format", ["json", "sh", "fish", "csh"])
def test_drop_in_another_form_gives_no_keys_away(format, awsmfa, held):
    """Only the hook's own shell gets back the long-term keys that it put aside."""
    result = awsmfa("env", "--drop", "--format", format, env={**session_only(held), **STATE})
    assert result.status == 0
    assert SECRET not in result.stdout


def test_drop_into_a_file_gives_no_keys_away(awsmfa, held, tmp_path):
    """A file stays when the shell is gone."""
    kept = tmp_path / "kept"
    run = awsmfa.start(
        "env", "--drop", env={**session_only(held), **STATE}, wrapper=["/bin/sh", "-c", '"$@" >%s' % kept, "sh"]
    )
    assert run.finish().status == 0
    assert "unset" in kept.read_text()
    assert SECRET not in kept.read_text()


def test_the_hooked_shell_gets_its_keys_back(awsmfa, held):
    """The counterpart: it is its own."""
    result = awsmfa("env", "--drop", env={**session_only(held), **STATE})
    assert "export AWS_SECRET_ACCESS_KEY='%s'" % SECRET in result.stdout


def test_half_a_pair_of_long_term_keys_is_an_error_before_any_question(home, awsmfa, sts):
    """The code would be spent for nothing."""
    home.credentials("[p-long-term]\naws_access_key_id = %s\n" % ID)
    result = awsmfa("env", "-p", "p", "-t", "123456")
    assert result.status == 1
    assert "aws_secret_access_key is missing" in result.stderr
    assert sts.log == []


def test_a_program_s_code_goes_to_no_other_sts_when_nobody_looks(home, awsmfa, sts, alice, held):
    """In a shell that inherited its session nobody knows where it came from: then only AWS's own may be asked."""
    home.credentials(alice.profile() + "mfa_process = echo 123456\n")
    sts.log.clear()
    expired = {**session_only(held), "AWSMFA_EXPIRES": "1000000000", "AWSMFA_STARTED": "999990000"}
    state = {"_AWSMFA_SHELL": "bash", "_AWSMFA_STATE": "a=%s" % held["AWS_ACCESS_KEY_ID"]}
    home.allow_changes()
    result = awsmfa("renew", "bash", "prompt", env={**expired, **state})
    assert result.status == 0
    assert "the settings now name" in result.stderr
    assert sts.log == []


def test_keys_of_a_session_go_to_no_other_sts_when_nobody_looks(home, awsmfa, sts, alice, ops):
    """They need no code, so nobody is asked: a role of theirs is renewed where it came from, or not at all."""
    keys = Client(sts, alice.key).mfa_session(alice.phone)
    home.credentials(
        "[default]\naws_access_key_id = %(AccessKeyId)s\naws_secret_access_key = %(SecretAccessKey)s\n"
        "aws_session_token = %(SessionToken)s\n" % keys
    )
    home.config("[profile ops]\nrole_arn = %s\nsource_profile = default\n" % ops.arn)
    held = exports(awsmfa("env", "ops"))
    sts.log.clear()
    expired = {**session_only(held), "AWSMFA_EXPIRES": "1000000000", "AWSMFA_STARTED": "999990000"}
    state = {"_AWSMFA_SHELL": "bash", "_AWSMFA_STATE": "a=%s" % held["AWS_ACCESS_KEY_ID"]}
    result = awsmfa("renew", "bash", "prompt", env={**expired, **state})
    assert result.status == 0 and "the settings now name" in result.stderr
    assert sts.log == []


def test_use_without_the_hook_repeats_what_was_asked_for(awsmfa, home):
    """A hint that leads to another profile's session is worse than none."""
    result = awsmfa("use", "ops")
    assert result.status == 2
    assert 'eval "$(awsmfa env ops)"' in result.stderr


def test_an_empty_list_of_policies_is_no_list(home, awsmfa, sts, alice):
    """The session would be as wide as the role."""
    home.credentials(alice.profile())
    result = awsmfa("env", "-t", "123456", "-r", "arn:aws:iam::123456789012:role/ops", "--policy-arn", " , ")
    assert result.status == 1
    assert sts.log == []
