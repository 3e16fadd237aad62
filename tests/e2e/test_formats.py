"""What `env` prints: its shape for shells, and the other formats as the programs read them that they are for."""

import datetime
import json
import re
import shlex

import botocore.session
import pytest

from harness import BINARY, environment, session_of
from harness_shells import botocore_identity, evaluate, exports
from harness_walk import Shell

SHELLS_OF_SH = ["sh", "bash", "zsh", "dash", "ksh"]
EVERY = [*SHELLS_OF_SH, "fish", "csh", "tcsh", "dotenv", "process", "json"]
KEYS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_CREDENTIAL_EXPIRATION"]
ALICE = "arn:aws:iam::123456789012:user/alice\n"


@pytest.fixture
def shell(awsmfa, home, sts, alice):
    """A shell with a session of a profile that has a region."""
    home.credentials(alice.profile())
    home.config("[default]\nregion = eu-west-1\n")
    shell = Shell(awsmfa)
    shell.env("-t", alice.phone.next_code())
    return shell


# --- the POSIX form ------------------------------------------------------------------------------


def test_the_order_is_the_contracts(shell):
    """A shell that is interrupted half way must never have our key id without what belongs to it."""
    guard, unset, *statements, end = shell.run("env").stdout.splitlines()
    unset_names = "AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SECURITY_TOKEN AWS_SESSION_EXPIRATION AWS_ACCOUNT_ID"
    assert unset == "unset %s;" % unset_names
    names = [re.match(r"export ([A-Z_]+)='[^']*';$", one).group(1) for one in statements]
    assert guard == "if (unset -v %s %s); then" % (unset_names, " ".join(names))
    said = "awsmfa: the variable named above is readonly, so nothing has changed"
    assert end == "else echo '%s' >&2; (exit 1); fi;" % said
    assert names == [
        "AWS_REGION",
        "AWS_DEFAULT_REGION",
        "AWSMFA_REGION",
        "AWSMFA_PROFILE",
        "AWSMFA_OPTIONS",
        "AWSMFA_SAVED",
        "AWSMFA_STARTED",
        "AWSMFA_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_CREDENTIAL_EXPIRATION",
        "AWS_ACCESS_KEY_ID",
        "AWSMFA_EXPIRES",
    ]


def test_the_values_are_those_of_the_session(shell, sts):
    """Key id twice, one instant twice, in the two forms that are read."""
    made, env = sts.newest_session, shell.vars
    assert session_of(env).is_of(made) and env["AWSMFA_KEY_ID"] == made.id
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", env["AWS_CREDENTIAL_EXPIRATION"])
    expiration = datetime.datetime.strptime(env["AWS_CREDENTIAL_EXPIRATION"], "%Y-%m-%dT%H:%M:%S%z")
    assert int(expiration.timestamp()) == int(env["AWSMFA_EXPIRES"])
    assert abs(int(env["AWSMFA_EXPIRES"]) - made.expires) <= 2


def test_the_local_zone_does_not_move_the_time(shell):
    """What is exported is UTC, whatever the user's clock shows."""
    result = shell.awsmfa("env", env={**shell.vars, "TZ": "America/St_Johns"})
    assert "export AWS_CREDENTIAL_EXPIRATION='%s';" % shell.vars["AWS_CREDENTIAL_EXPIRATION"] in result.stdout


@pytest.mark.parametrize("name", SHELLS_OF_SH)
def test_the_shells_of_the_posix_form_are_its_names(shell, name):
    """Who wonders what to write writes the name of the shell."""
    assert shell.run("env", "--format", name).stdout == shell.run("env").stdout


def test_tcsh_and_csh_are_one(shell):
    """The same for csh."""
    assert shell.run("env", "--format", "tcsh").stdout == shell.run("env", "--format", "csh").stdout


@pytest.mark.parametrize("name, reader", [("sh", "dash"), ("fish", "fish"), ("csh", "tcsh")])
def test_every_shells_form_means_the_same(shell, name, reader):
    """The variables afterwards are the same ones, in whatever shell."""
    stale = {"AWS_PROFILE": "x", "AWS_SECURITY_TOKEN": "x", "AWS_ACCOUNT_ID": "x"}
    done = evaluate(reader, shell.run("env", "--format", name).stdout, stale)
    assert done.status == 0 and done.stderr == "", done
    assert {one: value for one, value in done.env.items() if one.startswith("AWS")} == shell.vars


def test_fish_never_gets_a_bare_erase(shell):
    """`set -e NAME` would delete a universal variable on disk, in every terminal; without `true` the status is 4."""
    for args in ([], ["--drop"]):
        text = shell.run("env", "--format", "fish", *args).stdout
        assert re.search(r"set -eg AWS", text) and not re.search(r"set -e(?!g|U)", text)
        assert text.endswith("true;\n") and "set -qU AWS" in text


@pytest.mark.parametrize("name", EVERY)
def test_a_failure_prints_what_fails_and_nothing_else(awsmfa, home, alice, name):
    """No half output, whoever reads it."""
    home.credentials(alice.profile())
    result = awsmfa("env", "--format", name, "--no-input")
    expected = {"fish": "command sh -c 'exit 6';\n", "csh": "false;\n", "tcsh": "false;\n"}
    expected.update(dict.fromkeys(SHELLS_OF_SH, "(exit 6);\n"), dotenv="", process="", json="")
    assert (result.status, result.stdout) == (6, expected[name])


def test_an_unknown_format_names_the_known_ones(awsmfa):
    """And fails the eval that it may stand in."""
    result = awsmfa("env", "--format", "nu")
    assert (result.status, result.stdout) == (2, "(exit 2);\n")
    assert all(name in result.lines[1] for name in EVERY)


# --- dotenv --------------------------------------------------------------------------------------


def test_dotenv_is_four_lines_as_the_aws_cli_writes_them(shell):
    """For `docker run --env-file` and systemd: no quotes, no export, in the CLI's order."""
    text = shell.run("env", "--format", "dotenv").stdout
    assert text == "".join("%s=%s\n" % (name, shell.vars[name]) for name in KEYS)
    assert text.endswith("Z\n")


def test_dotenv_can_be_sourced_by_a_shell(shell, sts):
    """`set -a; . ./file` is how many people read such a file."""
    done = evaluate("dash", "set -a\n" + shell.run("env", "--format", "dotenv").stdout)
    assert done.status == 0 and session_of(done.env).is_of(sts.newest_session)


def test_dotenv_of_a_drop_is_empty(shell):
    """Nothing can be unset there."""
    assert shell.run("env", "--drop", "--format", "dotenv").stdout == ""


# --- process -------------------------------------------------------------------------------------


def test_process_is_the_document_of_credential_process(shell):
    """Version 1, the four members by their names, and a time with its zone."""
    text = shell.run("env", "--format", "process").stdout
    members = ["Version", "AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"]
    assert list(json.loads(text)) == members and text.endswith("}\n")
    assert list(json.loads(text).values()) == [1, *(shell.vars[name] for name in KEYS)]


def test_process_says_nothing_when_all_is_well(shell, home, alice, ops):
    """The SDK for C++ reads stdout and stderr as one, and what is not JSON then are no credentials."""
    home.config("[profile ops]\nrole_arn = %s\nsource_profile = default\n" % ops.arn)
    for profile in ("default", "ops"):
        result = shell.run("env", "-p", profile, "--format", "process")
        assert result.stderr == "" and json.loads(result.stdout)["Version"] == 1


def test_process_names_a_host_that_got_a_code(awsmfa, home, alice):
    """That a code has gone elsewhere than to AWS is never left out."""
    home.credentials(alice.profile())
    result = awsmfa("env", "--format", "process", "-t", alice.phone.next_code())
    assert "from 127.0.0.1 (AWS_ENDPOINT_URL)" in result.lines[-1]


def test_process_tells_nothing_of_the_way(awsmfa, home, alice):
    """Which device was found, how to save the look-up: one line about the host is all that comes beside it."""
    home.credentials(alice.keys())
    result = awsmfa("env", "--format", "process", "-t", alice.phone.next_code())
    assert json.loads(result.stdout)["Version"] == 1
    assert len(result.lines) == 1 and "session until" in result.lines[0]
    told = awsmfa("env", "--format", "process", "-v", "-t", alice.phone.next_code())
    assert any("MFA device" in line for line in told.lines)


def test_botocore_takes_awsmfa_as_credential_process(shell, sts, tmp_path, monkeypatch):
    """The recipe of the documents, with the real reader: botocore starts it and uses what it prints."""
    config = tmp_path / "config"
    command = "%s env -p default --format process" % shlex.quote(str(BINARY))
    config.write_text("[profile outer]\ncredential_process = %s\nregion = us-east-1\n" % command)
    for name, value in {**environment(shell.awsmfa.home, **shell.awsmfa.env, **shell.vars)}.items():
        monkeypatch.setenv(name, value)
    # botocore itself reads its own files; the awsmfa that it starts reads those of HOME.
    session = botocore.session.Session(profile="outer")
    session.set_config_variable("config_file", str(config))
    session.set_config_variable("credentials_file", str(tmp_path / "none"))
    keys = session.get_credentials().get_frozen_credentials()
    assert (keys.access_key, keys.secret_key, keys.token) == (
        sts.newest_session.id,
        sts.newest_session.secret,
        sts.newest_session.token,
    )


def test_process_prints_the_terminals_session_only_for_its_profile(shell, home, sts, alice):
    """What the caller asked for, or nothing: another profile's session would be the wrong account."""
    home.credentials(alice.profile() + alice.profile("other"))
    requests = len(sts.log)
    assert shell.run("env", "-p", "default", "--format", "process").status == 0 and len(sts.log) == requests
    other = shell.run("env", "-p", "other", "--format", "process", "--no-input")
    assert (other.status, other.stdout) == (6, "")


def test_process_of_a_drop_is_a_mistake_not_half_a_document(shell):
    """There are no credentials to print."""
    result = shell.run("env", "--drop", "--format", "process")
    assert result.status != 0 and result.stdout == ""


# --- json ----------------------------------------------------------------------------------------


def test_json_has_every_variable_and_null_for_unset(shell):
    """What nushell, elvish, xonsh, PowerShell and editors load: the same changes as the shells get."""
    found = json.loads(shell.run("env", "--format", "json").stdout)
    assert {name: value for name, value in found.items() if value is not None} == shell.vars
    assert {name for name, value in found.items() if value is None} == {
        "AWS_PROFILE",
        "AWS_DEFAULT_PROFILE",
        "AWS_SECURITY_TOKEN",
        "AWS_SESSION_EXPIRATION",
        "AWS_ACCOUNT_ID",
    }


def test_json_of_a_drop_is_all_null_but_what_comes_back(shell):
    """The way out for those shells too."""
    shell.set(AWSMFA_SAVED="AWS_PROFILE=work")
    found = json.loads(shell.run("env", "--drop", "--format", "json").stdout)
    assert found.pop("AWS_PROFILE") == "work"
    assert set(found.values()) == {None} and set(shell.vars) == set(found)


def test_json_loaded_into_an_environment_works(shell, sts):
    """Proved by an SDK that sees nothing else."""
    found = json.loads(shell.run("env", "--format", "json").stdout)
    env = {name: value for name, value in found.items() if value is not None}
    assert botocore_identity(sts, env).stdout == ALICE


# --- values that no shell may run ----------------------------------------------------------------


@pytest.mark.parametrize(
    "reader, name", [("dash", "sh"), ("bash", "sh"), ("zsh", "sh"), ("fish", "fish"), ("tcsh", "csh")]
)
@pytest.mark.parametrize(
    "profile", ["it's", "a b", "$(touch pwned)", "`touch pwned`", "!x", "ü\\", "a'; touch pwned; '"]
)
def test_a_profile_of_any_name_is_a_value(awsmfa, home, alice, reader, name, profile):
    """Profile names come from a file: in the output they are text, whatever they look like."""
    home.credentials(alice.profile(profile))
    result = awsmfa("env", "-p", profile, "-t", alice.phone.next_code(), "--format", name)
    env = exports(result, shell=reader)
    assert env["AWSMFA_PROFILE"] == profile
