"""The set-ups that other tools leave behind: what doc/coming-from.md says of them is so."""

import re

import pytest

import harness_documents as documents
from harness import SYSTEM_PATH
from harness_shells import exports

PAGE = "doc/coming-from.md"


@pytest.fixture
def other_tool(tmp_path):
    """A program of that name on PATH that prints `text` and notes its arguments."""

    def make(name, text):
        folder = tmp_path / "tools"
        folder.mkdir(exist_ok=True)
        (folder / "text").write_text(text)
        (folder / name).write_text('#!/bin/sh\nprintf "%%s\\n" "$*" >%s/arguments\ncat %s/text\n' % (folder, folder))
        (folder / name).chmod(0o755)
        return folder

    return make


def document(person, token=""):
    more = ', "SessionToken": "%s"' % token if token is not None else ""
    return '{"Version": 1, "AccessKeyId": "%s", "SecretAccessKey": "%s"%s}' % (person.key.id, person.key.secret, more)


def path_with(folder):
    return {"PATH": "%s:%s" % (folder, SYSTEM_PATH)}


def test_keys_in_the_keyring_of_aws_vault(awsmfa, home, sts, alice, other_tool):
    """The block of the page, with this account's ARNs: its keyring gives the keys, and a role costs no code."""
    block = documents.fences(PAGE, "ini")[0]
    role = sts.account.role("prod", mfa=True)
    block = block.replace("arn:aws:iam::123456789012:mfa/jonsmith", alice.serial)
    block = block.replace("arn:aws:iam::123456789012:role/prod", role.arn)
    home.config(block)
    tools = other_tool("aws-vault", document(alice, token=None))
    held = exports(awsmfa("env", "-p", "jonsmith", "-t", alice.phone.next_code(), env=path_with(tools)))
    assert (tools / "arguments").read_text() == "export --no-session --format=json jonsmith\n"
    held = {name: value for name, value in held.items() if name.startswith("AWS")}
    result = awsmfa("env", "prod", env={**path_with(tools), **held})
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.id and len(sts.requests("GetSessionToken")) == 1


def test_the_keys_of_aws_vault_in_the_config_file_are_read_as_they_are(awsmfa, home, sts, alice):
    """mfa_serial repeated in every profile, tags, a source identity and an mfa_process: one code all the same."""
    role = sts.account.role("ops", mfa=True, tags=True, source_identity=True)
    home.credentials(alice.keys("jonsmith"))
    home.config(
        "[default]\nregion = eu-west-1\n[profile jonsmith]\nmfa_serial = %s\nmfa_process = echo %s\n"
        "[profile ops]\nsource_profile = jonsmith\ninclude_profile = jonsmith\nrole_arn = %s\nmfa_serial = %s\n"
        "session_tags = team=blue,cost=42\ntransitive_session_tags = team\nsource_identity = jon\n"
        % (alice.serial, alice.phone.next_code(), role.arn, alice.serial)
    )
    exports(awsmfa("env", "-p", "ops"))
    params = sts.requests("AssumeRole")[-1].params
    assert params["SourceIdentity"] == "jon" and params["TransitiveTagKeys.member.1"] == "team"
    assert {params["Tags.member.1.Key"], params["Tags.member.2.Key"]} == {"team", "cost"}


def test_a_section_that_awsume_wrote_is_no_source_of_keys(awsmfa, home, sts, alice):
    """It holds a session: GetSessionToken would refuse it, so the message says what it is instead."""
    home.credentials(
        alice.profile()
        + "[autoawsume-prod]\nmanager = awsume\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = abc\n"
        "aws_session_token = def\nautoawsume = true\nexpiration = 2020-07-06 20:36:25\n"
    )
    result = awsmfa("env", "-p", "autoawsume-prod", "-t", "123456")
    assert result.status == 1 and "holds a session" in result.stderr and not sts.log
    assert awsmfa("env", "-t", alice.phone.next_code()).status == 0


@pytest.mark.parametrize("token", [None, ""])
def test_keys_in_the_keyring_of_granted(awsmfa, home, sts, alice, other_tool, token):
    """A token that is there and empty is none."""
    home.config(
        "[profile work]\ncredential_process = granted credential-process --profile=work\n"
        "mfa_serial = %s\n" % alice.serial
    )
    tools = other_tool("granted", document(alice, token))
    exports(awsmfa("env", "-p", "work", "-t", alice.phone.next_code(), env=path_with(tools)))


def test_a_session_from_granted_is_said_to_be_one(awsmfa, home, sts, alice, other_tool):
    """No MFA session can be made from a session; AWS's own words for that help nobody."""
    home.config(
        "[profile work]\ncredential_process = granted credential-process --profile=work\n"
        "mfa_serial = %s\n" % alice.serial
    )
    tools = other_tool("granted", document(alice, "token"))
    result = awsmfa("env", "-p", "work", "-t", "123456", env=path_with(tools))
    assert result.status == 1 and "holds a session, not long-term keys" in result.stderr and not sts.log


def test_the_page_names_only_what_there_is():
    """Every command and option of awsmfa on the page is one."""
    known = set(documents.commands())
    options = {row[1] for row in documents.table() if row[1]}
    for line in documents.text_of(PAGE).splitlines():
        for span in re.findall(r"`([^`]*)`", line):
            if "awsmfa " not in span:
                continue
            words = span.split("awsmfa ", 1)[1].rstrip('")').split(" -- ")[0].split()
            assert words[0] in known, span
            assert {word for word in words if word.startswith("-")} <= options, span
