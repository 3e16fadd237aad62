"""What users of other tools have reported, tried here: each case names the report.

Most of these were files that one tool reads and another does not. The user's question is always the same: do I get the
session that the files describe, and if not, does the message say which line to change?
"""

import json

import pytest

from harness_everywhere import lines_of, problems, rows
from harness_shells import exports

KEYS = "aws_access_key_id = %s\naws_secret_access_key = %s\n"
DEVICE = "mfa_serial = %s\n"


def actions(sts):
    return [one.action for one in sts.log]


@pytest.fixture
def env(awsmfa, alice):
    """`env` with a good code; returns the variables."""

    def run(*args, **settings):
        result = awsmfa("env", "-t", alice.phone.next_code(), *args, env=settings)
        assert result.status == 0, result
        return exports(result)

    return run


# --- the device -------------------------------------------------------------------------------------


@pytest.mark.parametrize("report", ["aws-vault 164", "aws-vault 1250", "granted 123"])
def test_a_role_uses_the_device_of_its_source(report, env, home, sts, alice, ops):
    """`mfa_serial` is written once, beside the keys that it belongs to."""
    home.credentials(alice.keys("company"))
    home.config(
        "[profile company]\n%s[profile build]\nrole_arn = %s\nsource_profile = company\n"
        % (DEVICE % alice.serial, ops.arn)
    )
    env("build")
    assert actions(sts) == ["GetSessionToken", "AssumeRole"]


@pytest.mark.parametrize("report", ["aws-vault 381", "aws-vault 648"])
def test_a_role_that_names_the_device_needs_none_in_its_source(report, env, home, sts, alice, ops):
    home.credentials(alice.keys("root"))
    home.config("[profile admin]\nrole_arn = %s\nsource_profile = root\n%s" % (ops.arn, DEVICE % alice.serial))
    env("admin")
    assert actions(sts) == ["GetSessionToken", "AssumeRole"]


def test_device_in_one_file_and_keys_in_the_other(env, home, sts, alice, ops):
    """aws-vault 526."""
    home.credentials(alice.keys("mfa"))
    home.config(
        "[profile mfa]\nregion = eu-west-1\n%s[profile iamtest]\nsource_profile = mfa\nrole_arn = %s\n"
        % (DEVICE % alice.serial, ops.arn)
    )
    assert env("iamtest")["AWSMFA_PROFILE"] == "iamtest" and actions(sts)[-1] == "AssumeRole"


def test_an_unknown_key_that_once_named_a_parent_does_no_harm(env, home, sts, alice, ops):
    """aws-vault 527: parent_profile beside source_profile."""
    home.credentials(alice.profile("root"))
    home.config("[default]\n[profile dev]\nrole_arn = %s\nparent_profile = root\nsource_profile = root\n" % ops.arn)
    env("dev")
    assert actions(sts) == ["GetSessionToken", "AssumeRole"]


@pytest.mark.parametrize("report", ["aws-mfa 25", "aws-mfa 46", "aws-mfa 62"])
def test_the_arn_of_the_user_as_device_is_refused_before_a_code(report, awsmfa, home, sts, alice):
    """The console shows that one first, and AWS answers that the code is wrong."""
    home.credentials(alice.keys())
    user = alice.serial.replace(":mfa/", ":user/")
    result = awsmfa("env", "-t", "123456", "-s", user)
    assert result.status in (1, 2) and "names a user, not an MFA device" in result.stderr
    assert alice.serial in result.lines[-1] and not sts.log


# --- where the keys are ------------------------------------------------------------------------------


@pytest.mark.parametrize("report", ["awsume 127", "1Password shell-plugins 299"])
def test_a_source_without_a_role_is_followed(report, env, home, sts, alice, ops):
    home.credentials(alice.keys())
    home.config(
        "[profile shared]\nsource_profile = default\n%s[profile dev]\nsource_profile = shared\nrole_arn = %s\n"
        % (DEVICE % alice.serial, ops.arn)
    )
    env("dev")
    assert actions(sts) == ["GetSessionToken", "AssumeRole"]


def test_a_profile_section_in_the_credentials_file_is_named(awsmfa, home, sts, alice):
    """awsume 76: [profile terraform] in ~/.aws/credentials worked in an older version of that tool."""
    home.credentials("[profile terraform]\n" + KEYS % (alice.key.id, alice.key.secret))
    result = awsmfa("env", "-t", "123456", "terraform")
    said = (
        "~/.aws/credentials:1: [profile terraform] is ignored: "
        "the credentials file has [terraform], without 'profile'"
    )
    assert result.status == 1 and said in lines_of(result) and not sts.log


@pytest.mark.parametrize("report", ["oh-my-zsh 8511", "wazuh 20352"])
def test_a_section_without_profile_in_the_config_file_is_named(report, awsmfa, home, sts, alice):
    home.config("[master]\n" + KEYS % (alice.key.id, alice.key.secret))
    result = awsmfa("env", "-t", "123456", "master")
    assert result.status == 1 and "must be called [profile master]" in result.stderr and not sts.log


def test_the_keys_of_a_program_are_long_term_keys_and_need_the_code(env, home, sts, alice, ops, tmp_path):
    """awsume 146 and 308: no code was asked for, and AWS refused the role."""
    answer = {"Version": 1, "AccessKeyId": alice.key.id, "SecretAccessKey": alice.key.secret}
    (tmp_path / "keys.json").write_text(json.dumps(answer))
    home.config(
        "[default]\ncredential_process = cat %s\n%s[profile accountb]\nrole_arn = %s\nsource_profile = default\n%s"
        % (tmp_path / "keys.json", DEVICE % alice.serial, ops.arn, DEVICE % alice.serial)
    )
    env("accountb")
    assert actions(sts) == ["GetSessionToken", "AssumeRole"]


def test_the_base_profile_is_a_session_too(env, home, sts, alice):
    """granted 405: the long-term keys themselves were exported."""
    home.credentials(alice.keys("edge-prod"))
    home.config("[profile edge-prod]\nregion = us-west-2\n%s" % (DEVICE % alice.serial))
    assert env("edge-prod")["AWS_ACCESS_KEY_ID"] == sts.newest_session.id


def test_a_home_without_default_works(env, home, sts, alice):
    """SanderKnape/assume 4: no [default], and the file was emptied."""
    home.credentials(alice.profile("work"))
    assert env("work")["AWS_ACCESS_KEY_ID"] == sts.newest_session.id


def test_duration_beside_the_keys_changes_no_file(env, home, sts, alice, ops):
    """awsume 72: the keys were gone from the file after a day. `home` compares every file after each test."""
    home.credentials(alice.keys("identity"))
    home.config(
        "[profile identity]\nduration_seconds = 43200\n[profile admin]\nsource_profile = identity\nrole_arn = %s\n%s"
        % (ops.arn, DEVICE % alice.serial)
    )
    env("admin")
    assert sts.newest_session.request.get("DurationSeconds", "3600") == "3600"  # the role's own


# --- how the files look ------------------------------------------------------------------------------


@pytest.mark.parametrize("report", ["aws-cli 2658", "aws-cli 6874", "onelogin 7"])
def test_a_header_glued_to_the_line_above_is_named(report, awsmfa, home, sts, alice):
    """Tools append to a file that does not end with a newline."""
    home.config("[default]\nregion = eu-west-1[other]\noutput = json\n")
    home.credentials(alice.profile())
    result = awsmfa("env", "-t", "123456")
    assert result.status == 1 and not sts.log
    assert "~/.aws/config:2: " in result.stderr and "eu-west-1[other]" in result.stderr


def test_blanks_before_a_property_and_text_behind_a_header(env, home, sts, alice):
    """smithy-rs 1488: the AWS CLI reads both."""
    home.config("[profile one]\n region = eu-west-3\n[profile two] /* s3://path/to/bucket */\nregion = eu-west-1\n")
    home.credentials(alice.profile("one") + alice.profile("two"))
    assert env("one")["AWS_REGION"] == "eu-west-3"
    assert env("two")["AWS_REGION"] == "eu-west-1"


def test_a_profile_that_is_there_twice(awsmfa, home, sts, alice):
    """aws-cli 9261: "Unable to parse config file". AWS's rules merge the two."""
    home.config("[profile test]\nregion = eu-central-1\n\n[profile test]\nregion = eu-west-1\n")
    home.credentials(alice.profile("test"))
    result = awsmfa("env", "-t", alice.phone.next_code(), "test")
    assert exports(result)["AWS_REGION"] == "eu-west-1"


@pytest.mark.parametrize(
    "header", ["[ profile  foo ]", "[profile foo ]", "[profile\tfoo]", "  [profile foo]", "[profile 'foo']"]
)
def test_blanks_in_a_header(header, env, home, sts, alice):
    """aws-vault 1172 and 1219."""
    home.config(header + "\nregion = eu-west-3\n")
    home.credentials(alice.profile("foo"))
    assert env("foo")["AWS_REGION"] == "eu-west-3"


def test_lines_of_blanks(env, home, sts, alice):
    """aws-sdk-java-v2 2248, and a devops-helpers that kept the blank behind `=`."""
    home.config("[default]\n \t \nregion =   eu-west-3 \n   \n\t\noutput = json\n")
    home.credentials(alice.profile())
    assert env()["AWS_REGION"] == "eu-west-3"


def test_a_comment_behind_a_header(env, home, sts, alice):
    """aws-sdk-ruby 837: the profile was lost."""
    home.credentials(alice.profile().replace("[default]", "[default] # this is my default"))
    assert env()["AWS_ACCESS_KEY_ID"] == sts.newest_session.id


def test_a_number_sign_in_a_value_is_a_part_of_it(awsmfa, home, alice):
    """granted 739 and 766: the start URL of Identity Center has `/#/` in it."""
    home.config(
        "[profile sso]\nsso_start_url = https://x.awsapps.com/start/#/\nsso_account_id = 123456789012\n"
        "[default]\ncredential_process = /bin/false#1\n"
    )
    assert rows(awsmfa)["sso"]["kind"] == "identity_center"
    assert "/bin/false#1" in awsmfa("env", "-t", "123456").stderr


# --- what is exported ---------------------------------------------------------------------------------


def test_a_day_and_a_half_whatever_the_time_zone(env, home, sts, alice):
    """aws-mfa 64: 36 hours became one, east of Greenwich."""
    home.credentials(alice.profile())
    got = env("-d", "129600", TZ="Asia/Kolkata")
    assert int(got["AWSMFA_EXPIRES"]) - int(got["AWSMFA_STARTED"]) == 129600


def test_a_role_by_its_arn_leaves_no_profile_behind(env, home, sts, alice, ops):
    """granted 555: AWS_PROFILE was the ARN, and the next command did not find that profile."""
    home.credentials(alice.profile())
    assert "AWS_PROFILE" not in env("-r", ops.arn)


def test_a_role_on_a_role_of_instance_metadata_is_for_the_aws_cli(awsmfa, home, sts, ops):
    """aws-sdk-go 2579: source_profile names a profile with credential_source."""
    home.config(
        "[profile ci]\nrole_arn = %s\ncredential_source = Ec2InstanceMetadata\n"
        "[profile eks]\nrole_arn = %s\nsource_profile = ci\n" % (ops.arn, ops.arn)
    )
    assert rows(awsmfa)["ci"]["kind"] == "instance_metadata" and rows(awsmfa)["eks"]["kind"] == "role"
    assert [one for one in problems(awsmfa, "-p", "eks") if one["check"] == "profile"] == []
