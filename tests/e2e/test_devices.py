"""`awsmfa devices`: which devices the user has, and which of them can give a code."""

import json

import pytest

from harness import Person
from harness_walk import Shell

ACCOUNT = "arn:aws:iam::123456789012:"
KEY = ACCOUNT + "u2f/user/alice/key-ABCDEFGH"
NO_DEVICE = "awsmfa: mfa_serial of profile 'default' is not one of the user's devices: '%s'"
HINT = "hint: set it to a device that gives codes"
HERE = "awsmfa: the list comes from 127.0.0.1 (AWS_ENDPOINT_URL)"


def rows(result):
    assert result.status == 0, result
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert all(len(line) == 6 for line in lines)
    return {line[0]: [None if one == "-" else one for one in line[1:]] for line in lines}


def actions(sts):
    return [one.action for one in sts.log]


@pytest.fixture
def three(alice):
    """alice with an app, a security key and a hardware token."""
    alice.user.device(KEY)
    alice.user.device("GAHT12345678")
    return alice


def test_what_each_device_is(awsmfa, home, sts, three):
    """The passkey of the console gives no code, and nothing in its ARN says so to a beginner."""
    home.credentials(three.profile())
    found = rows(awsmfa("devices"))
    since = {fields.pop(2) for fields in found.values()}
    assert found == {
        three.serial: ["alice", "authenticator app", "yes", "mfa_serial of profile 'default'"],
        KEY: ["key-ABCDEFGH", "security key or passkey", "no", None],
        "GAHT12345678": [None, "hardware token", "yes", None],
    }
    assert len(since) == 1 and since.pop().count("-") == 2
    assert actions(sts) == ["ListMFADevices"], "no code, no session"


def test_json_has_every_field(awsmfa, home, three):
    """For scripts that write mfa_serial."""
    home.credentials(three.keys())
    result = awsmfa("devices", "--json")
    found = json.loads(result.stdout)
    assert result.status == 0 and result.stdout.count("\n") == 1
    assert [one["serial_number"] for one in found] == [three.serial, KEY, "GAHT12345678"]
    assert {tuple(one) for one in found} == {
        ("serial_number", "name", "kind", "enable_date", "gives_codes", "configured")
    }
    assert [one["kind"] for one in found] == ["virtual", "security_key", "hardware_token"]
    assert [one["gives_codes"] for one in found] == [True, False, True]
    assert [one["name"] for one in found] == ["alice", "key-ABCDEFGH", None]
    assert found[0]["enable_date"].endswith("Z") and not found[0]["configured"]


def test_a_role_means_the_user_behind_it(awsmfa, home, sts, alice):
    """The device is the user's, whatever role it leads to."""
    bob = sts.account.user("bob")
    bob.device()
    ops = sts.account.role("ops")
    home.credentials(alice.profile() + Person(sts, "bob").keys("bob"))
    home.config("[profile ops]\nrole_arn = %s\nsource_profile = bob\n" % ops.arn)
    assert list(rows(awsmfa("devices", "-p", "ops"))) == [bob.devices[0].serial]
    assert list(rows(awsmfa("devices", env={"AWS_PROFILE": "bob"}))) == [bob.devices[0].serial]
    assert "AssumeRole" not in actions(sts)


@pytest.mark.parametrize(
    "serial, said",
    [
        (ACCOUNT + "mfa/other", NO_DEVICE % (ACCOUNT + "mfa/other")),
        (ACCOUNT + "user/alice", NO_DEVICE % (ACCOUNT + "user/alice")),
        (KEY, None),
    ],
)
def test_a_wrong_serial_is_what_one_comes_here_with(awsmfa, home, three, serial, said):
    """`env` refuses it; the list that shows the right one must not."""
    home.credentials(three.keys() + "mfa_serial = %s\n" % serial)
    result = awsmfa("devices")
    assert three.serial in rows(result)
    place = "awsmfa: ~/.aws/credentials:4: "
    assert result.lines == [HERE] + ([said.replace("awsmfa: ", place)] if said else []) + [HINT]


def test_a_user_without_a_device_is_told_how_to_get_one(awsmfa, home, sts, alice):
    """An empty list is an answer: exit 0, and nothing in the pipe."""
    alice.user.devices.clear()
    home.credentials(alice.keys())
    result = awsmfa("devices")
    assert (result.status, result.stdout) == (0, "")
    assert result.lines[:2] == [HERE, "awsmfa: the user of default has no MFA device"]
    assert result.lines[2] == "hint: add a virtual MFA device (authenticator app): awsmfa assign"
    assert awsmfa("devices", "--json").stdout == "[]\n"


def test_only_security_keys(awsmfa, home, alice):
    """They are listed, with what to add."""
    alice.user.devices.clear()
    alice.user.device(KEY)
    home.credentials(alice.keys())
    result = awsmfa("devices")
    assert list(rows(result)) == [KEY] and result.lines[1] == (
        "hint: add a virtual MFA device (authenticator app) as well: awsmfa assign --another")


def test_a_service_that_wants_the_name_of_the_user(awsmfa, home, sts, alice):
    """The same way as the look-up of `env`."""
    sts.list_needs_user_name = True
    home.credentials(alice.keys())
    assert list(rows(awsmfa("devices"))) == [alice.serial]
    assert actions(sts) == ["ListMFADevices", "GetCallerIdentity", "ListMFADevices"]


def test_denied_without_mfa_says_what_to_do(awsmfa, home, sts, alice):
    """Accounts that want MFA for everything: the device is needed to list the devices."""
    alice.user.needs_mfa.add("iam:ListMFADevices")
    home.credentials(alice.keys())
    result = awsmfa("devices")
    assert (result.status, result.stdout) == (4, "")
    assert "cannot list the MFA devices of the user of default" in result.lines[0]
    assert "iam:ListMFADevices" in result.lines[0]
    assert "may require MFA" in result.lines[1] and alice.serial in result.lines[1]


def test_denied_without_mfa_the_session_of_the_shell_is_used(awsmfa, home, sts, alice):
    """What the hint says works."""
    alice.user.needs_mfa.add("iam:ListMFADevices")
    home.credentials(alice.keys())
    shell = Shell(awsmfa)
    shell.env("-t", alice.phone.next_code(), "-s", alice.serial)
    assert list(rows(shell.run("devices"))) == [alice.serial]


def test_denied_whatever_happens(awsmfa, home, sts, alice):
    """Then no session helps, and none is suggested."""
    alice.user.denied.add("iam:ListMFADevices")
    home.credentials(alice.profile())
    shell = Shell(awsmfa)
    shell.env("-t", alice.phone.next_code())
    result = shell.run("devices")
    assert result.status == 4 and "policy of the user" in result.lines[1]


@pytest.mark.parametrize(
    "text, status, said",
    [
        ("[corp]\nsso_session = x\n", 1, "has no MFA device"),
        ("[corp]\nregion = x\n", 1, "no access key"),
        ("[other]\n", 1, "is neither in"),
    ],
)
def test_a_profile_without_keys_is_refused_as_by_env(awsmfa, home, sts, text, status, said):
    """One set of messages for one set of mistakes."""
    home.credentials(text)
    result = awsmfa("devices", "-p", "corp")
    assert result.status == status and said in result.lines[0] and actions(sts) == []


def test_unreachable_is_exit_5(awsmfa, home, alice):
    """As for every request."""
    home.credentials(alice.keys())
    result = awsmfa("devices", env={"AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_MAX_ATTEMPTS": "1"})
    assert result.status == 5 and result.stdout == ""


def test_the_profile_is_an_option(awsmfa):
    """The hint is the line that was meant."""
    result = awsmfa("devices", "prod")
    assert result.status == 2 and result.lines[1] == "hint: awsmfa devices -p prod"
