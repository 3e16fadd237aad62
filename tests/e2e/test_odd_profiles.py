"""Profiles that the AWS CLI alone would not serve, or that cannot be served: followed where aws-vault follows, else
refused before anything is sent, by every command alike."""

import json
import re

import pytest

from harness import BINARY
from harness_everywhere import findings, lines_of, problems, rows
from harness_shells import exports


# --- source_profile without role_arn -----------------------------------------------------------


@pytest.mark.parametrize("role_arn", ["", "role_arn =\n", "role_arn = # not yet\n"])
def test_a_profile_with_nothing_but_a_source_is_its_sources_session(shell, home, sts, alice, role_arn):
    """aws-vault's users have many: one set of keys, and a profile for each region."""
    home.credentials(alice.profile("base"))
    home.config(
        "[profile dev]\nsource_profile = base\nregion = eu-west-3\n%s[profile base]\nregion = us-east-1\n" % role_arn
    )
    said = shell.env("-v", "-t", alice.phone.next_code(), "dev").lines
    assert said.count("awsmfa: profile dev has no role: the session is that of its source_profile, base") == 1
    assert shell.session.is_of(sts.newest_session) and sts.log[0].key == alice.key.id
    assert (shell.session.profile, shell.session.region) == ("dev", "eu-west-3")
    assert "still good" in shell.env("dev", "--no-input").stderr
    held = shell.run("exec", "-p", "dev", "--no-input", "--", "printenv", "AWS_ACCESS_KEY_ID", "AWS_REGION")
    assert held.stdout.split() == [sts.newest_session.id, "eu-west-3"]


def test_it_is_said_with_v_alone(shell, home, alice):
    home.credentials(alice.profile("base"))
    home.config("[profile dev]\nsource_profile = base\n")
    assert "source_profile" not in shell.env("-t", alice.phone.next_code(), "dev").stderr


def test_the_role_of_the_source_is_the_session(shell, home, sts, alice, ops):
    """Its life and its device are those of the source too, where the profile does not say."""
    home.credentials(alice.profile())
    home.config(
        "[profile dev]\nsource_profile = ops\nregion = eu-west-3\n"
        "[profile ops]\nrole_arn = %s\nsource_profile = default\nduration_seconds = 900\n" % ops.arn
    )
    shell.env("-t", alice.phone.next_code(), "dev")
    assert [one.action for one in sts.log] == ["GetSessionToken", "AssumeRole"]
    assert sts.newest_session.request["DurationSeconds"] == "900"
    assert (shell.session.profile, shell.session.region) == ("dev", "eu-west-3")


def test_lists_and_looks_follow_the_source(awsmfa, home, alice, ops):
    home.credentials(alice.profile("base"))
    home.config("[profile dev]\nsource_profile = base\n[profile on]\nsource_profile = ops\n"
                "[profile ops]\nrole_arn = %s\nsource_profile = base\n" % ops.arn)
    dev, on = rows(awsmfa)["dev"], rows(awsmfa)["on"]
    assert (dev["kind"], dev["problem"], dev["mfa_serial"], dev["source_profile"]) == (
        "long_term_keys", None, alice.serial, "base"
    )
    assert (on["kind"], on["problem"], on["role_arn"]) == ("role", None, ops.arn)
    listed = json.loads(awsmfa("devices", "--json", "-p", "dev").stdout)
    assert [one["serial_number"] for one in listed] == [alice.serial]
    assert problems(awsmfa, "-p", "dev") == []
    assert "dev (the command), keys of profile 'base'" in str(findings(awsmfa, "-p", "dev"))


@pytest.mark.pty
def test_the_hook_renews_it_under_its_own_name(hooked, home, sts, alice):
    """The session is renewed for the profile that was asked for, not for its source."""
    home.credentials(alice.profile() + alice.profile("base"))
    home.config("[profile dev]\nsource_profile = base\nregion = eu-west-3\n")
    terminal = hooked("bash", session="dev")
    terminal.later(13 * 3600)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    assert len(sts.sessions) == 2
    assert (terminal.session().profile, terminal.session().region) == ("dev", "eu-west-3")


@pytest.mark.pty
def test_a_slip_in_source_profile_is_guessed(everywhere, home, alice):
    """`defualt`: the line is named, and what was meant."""
    home.credentials(alice.profile())
    path = home.config("[profile dev]\nregion = eu-west-1\nsource_profile = defualt\n")
    everywhere("dev", "%s:3: the source_profile 'defualt' of profile 'dev' does not exist" % path,
               "did you mean 'default'?", "source_profile 'defualt' does not exist")


@pytest.mark.pty
def test_sources_that_lead_in_a_circle(everywhere, home, alice):
    home.credentials(alice.profile())
    path = home.config("[profile a]\nsource_profile = b\n[profile b]\nsource_profile = a\n")
    everywhere("a", "%s:4: the source_profile of profile 'b' leads back to itself: a -> b -> a" % path,
               "the last profile of a chain must have keys of its own", "a cycle: a -> b -> a")


# --- include_profile ---------------------------------------------------------------------------


def test_the_common_part_of_aws_vaults_manual(shell, home, sts, alice):
    """Region, device and source come from `common`, which `root` includes as well; the keys are root's own."""
    home.credentials(alice.keys("root"))
    roles = [sts.account.role(name, mfa=True).arn for name in ("developers", "administrators")]
    home.config(
        "[profile common]\nregion=eu-west-3\nmfa_serial=%s\nsource_profile = root\n\n"
        "[profile root]\ninclude_profile = common\n\n"
        "[profile dev]\ninclude_profile = common\nrole_arn=%s\n\n"
        "[profile staging]\ninclude_profile = dev\nrole_arn=%s\nregion=us-west-2\n"
        % (alice.serial, *roles)
    )
    shell.env("-t", alice.phone.next_code(), "root")
    assert shell.session.region == "eu-west-3" and sts.log[0].key == alice.key.id
    for name, role, region in (("dev", roles[0], "eu-west-3"), ("staging", roles[1], "us-west-2")):
        shell.env(name, "-t", alice.phone.next_code())
        assert sts.log[-1].params["RoleArn"] == role and shell.session.region == region
    found = rows(shell.awsmfa)
    assert {name: (one["kind"], one["mfa_serial"], one["problem"]) for name, one in found.items()} == {
        "common": ("long_term_keys", alice.serial, None), "root": ("long_term_keys", alice.serial, None),
        "dev": ("role", alice.serial, None), "staging": ("role", alice.serial, None),
    }  # fmt: skip
    assert problems(shell.awsmfa, "-p", "staging") == []


def test_an_include_that_is_not_there_is_said(awsmfa, home, alice):
    """aws-vault says nothing, and the region is missing."""
    home.credentials(alice.profile())
    path = home.shown(home.config("[default]\ninclude_profile = comon\n[profile common]\nregion = eu-west-3\n"))
    said = "%s:2: include_profile 'comon' does not exist; did you mean 'common'?" % path
    assert said in lines_of(awsmfa("env", "-t", alice.phone.next_code()))
    assert said in [home.shown(one["found"]) for one in findings(awsmfa)]


@pytest.mark.pty
def test_includes_in_a_circle(everywhere, home):
    path = home.config("[profile a]\ninclude_profile = b\n[profile b]\ninclude_profile = a\n")
    result = "%s:2: the include_profile of profile 'a' leads back to where it was: a -> b -> a" % path
    everywhere("a", result, "remove one of these lines", "a cycle of include_profile: a -> b -> a")


# --- keys of a session -------------------------------------------------------------------------


SESSION_KEYS = (
    "aws_access_key_id = ASIAIOSFODNN7EXAMPLE\n"
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY\n"
)
PUT_UNDER = "awsmfa makes sessions from the access key of an IAM user (AKIA...); put it under [p-long-term]"


@pytest.mark.pty
@pytest.mark.parametrize(
    "more, line, message, brief",
    [
        ("", 2, "[p] holds the keys of a session (ASIA...) without its session token", "a session without its token"),
        ("aws_session_token = t\n", 4, "[p] holds a session, not long-term keys", "a session, not long-term keys"),
        ("aws_security_token = t\n", 4, "[p] holds a session, not long-term keys", "a session, not long-term keys"),
    ],
)
@pytest.mark.parametrize("file", ["credentials", "config"])
def test_the_keys_of_a_session_are_no_long_term_keys(everywhere, awsmfa, home, file, more, line, message, brief):
    """A code was spent on them, and then AWS was blamed."""
    section = "[p]\n" if file == "credentials" else "[profile p]\n"
    path = home.write(".aws/" + file, section + SESSION_KEYS + more)
    everywhere("p", "%s:%d: %s" % (path, line, message), PUT_UNDER, brief, check="keys")
    assert rows(awsmfa)["p"]["kind"] == "session"


def test_half_a_session_begins_no_role(awsmfa, home, sts, ops):
    path = home.shown(home.credentials("[p]\n" + SESSION_KEYS))
    home.config("[profile r]\nrole_arn = %s\nsource_profile = p\n" % ops.arn)
    result = awsmfa("env", "-t", "123456", "r")
    assert lines_of(result) == ["%s:2: [p] holds the keys of a session (ASIA...) without its session token" % path,
                                "hint: set the aws_session_token that belongs to them beside them"]
    assert not sts.log


def test_a_session_under_the_old_name_of_its_token_begins_a_role(shell, home, sts, alice):
    """Tools from boto's days write aws_security_token alone."""
    ops = sts.account.role("ops")
    home.credentials(alice.profile())
    shell.env("-t", alice.phone.next_code())
    made = sts.newest_session
    home.credentials(
        "[s]\naws_access_key_id = %s\naws_secret_access_key = %s\naws_security_token = %s\n"
        % (made.id, made.secret, made.token)
    )
    home.config("[profile r]\nrole_arn = %s\nsource_profile = s\n" % ops.arn)
    shell.drop()
    shell.env("r", "--no-input")
    assert sts.log[-1].action == "AssumeRole" and sts.log[-1].key == made.id


@pytest.mark.parametrize("token", [{}, {"AWS_SECURITY_TOKEN": "t"}, {"AWS_SESSION_TOKEN": "t"}])
def test_the_keys_of_a_session_in_the_environment_are_no_long_term_keys(awsmfa, home, sts, alice, token):
    """They belong to someone's session: the profile counts, and the keys are not put aside to come back."""
    home.credentials(alice.profile())
    keys = {"AWS_ACCESS_KEY_ID": "ASIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "x", **token}
    result = awsmfa("env", "-t", alice.phone.next_code(), env=keys)
    assert exports(result)["AWSMFA_PROFILE"] == "default" and sts.log[0].key == alice.key.id


def test_the_keys_of_a_session_as_the_source_of_a_role(awsmfa, home, sts, ops):
    """credential_source = Environment: with a token they do, without it no request is sent."""
    home.config("[profile r]\nrole_arn = %s\ncredential_source = Environment\n" % ops.arn)
    keys = {"AWS_ACCESS_KEY_ID": "ASIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "x"}
    result = awsmfa("env", "-t", "123456", "r", env=keys)
    assert lines_of(result)[0] == "the environment holds the keys of a session (ASIA...) without its session token"
    assert not sts.log
    found = problems(awsmfa, env=keys)
    assert "its token is missing: AWS refuses them" in str(found)
    awsmfa("env", "r", "--no-input", env={**keys, "AWS_SECURITY_TOKEN": "old-name"})
    assert (sts.log[-1].action, sts.log[-1].key) == ("AssumeRole", "ASIAIOSFODNN7EXAMPLE")


# --- awsmfa as its own credential_process ------------------------------------------------------


@pytest.mark.pty
@pytest.mark.parametrize("named", ["-p default ", "", "--profile=default --share "])
def test_the_manuals_recipe_is_not_for_awsmfa_itself(everywhere, home, alice, named):
    """`awsmfa use mfa`, the slip of one day; the profile with the keys is meant."""
    home.credentials(alice.profile())
    path = home.config("[profile mfa]\ncredential_process = awsmfa env --format process %s\n" % named)
    message = "%s:2: credential_process of profile 'mfa' is awsmfa, which cannot get long-term keys from itself" % path
    everywhere("mfa", message, "awsmfa use default", "awsmfa cannot get keys from itself: use 'default'", check="keys")


def test_its_hint_works_when_it_is_typed(hooked, home, sts, alice):
    home.config("[profile mfa]\ncredential_process = awsmfa env --format process -p work\n")
    home.credentials(alice.profile("work"))
    terminal = hooked("bash")
    home.allow_changes()
    home.credentials(alice.profile("work"))
    shown = terminal.run("awsmfa use mfa")
    hint = re.search("hint: (awsmfa use work)\n", shown).group(1)
    assert terminal.run(hint, answer=alice.phone).status == 0 and terminal.session().is_of(sts.newest_session)


def test_as_the_source_of_a_role_the_profile_with_the_keys_is_named(awsmfa, home, sts, alice, ops):
    home.credentials(alice.profile())
    home.config("[profile mfa]\ncredential_process = awsmfa env --format process -p default\n"
                "[profile prod]\nrole_arn = %s\nsource_profile = mfa\n" % ops.arn)
    result = awsmfa("env", "prod", "-t", "123456")
    assert lines_of(result)[-1] == "hint: name the profile with the keys: source_profile = default" and not sts.log


@pytest.mark.parametrize(
    "asked",
    [
        ["env", "-p", "bob", "--format", "process"],
        ["status"],
        ["profiles"],
        ["doctor"],
        ["exec", "--", "true"],
        ["env", "--drop"],
    ],
)
def test_behind_a_wrapper_awsmfa_stops_at_once(awsmfa, home, sts, alice, tmp_path, asked):
    """Whatever it was asked: the outer one waits for it, with the user's terminal."""
    wrapper = tmp_path / "keys"
    wrapper.write_text("#!/bin/sh\nexec '%s' %s\n" % (BINARY, " ".join(asked)))
    wrapper.chmod(0o755)
    home.config("[default]\ncredential_process = %s\n" % wrapper)
    home.credentials(alice.profile("bob"))
    result = awsmfa("env", "-t", "123456")
    assert result.status == 1 and not sts.log
    said = "awsmfa is called from the credential_process of profile 'default', which awsmfa itself has started"
    assert said in result.stderr
    assert "credential_process of profile 'default' failed with status 1" in result.stderr


def test_a_wrapper_may_load_the_hook(awsmfa, home, sts, alice, tmp_path):
    """`bash -lc` reads the start-up files, and the hook's line is in one of them."""
    keys = '{"Version": 1, "AccessKeyId": "%s", "SecretAccessKey": "%s"}' % (alice.key.id, alice.key.secret)
    wrapper = tmp_path / "keys"
    wrapper.write_text("#!/bin/sh\n'%s' hook bash >/dev/null && printf '%%s' '%s'\n" % (BINARY, keys))
    wrapper.chmod(0o755)
    home.config("[default]\nmfa_serial = %s\ncredential_process = %s\n" % (alice.serial, wrapper))
    result = awsmfa("env", "-t", alice.phone.next_code())
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.id and "credential_process" not in result.stderr
