"""What awsmfa refuses before it asks AWS or you anything: the line that says why, and the line that helps."""

import os
import subprocess

import pytest
from harness import BINARY
from standin import faults

ROLE = "arn:aws:iam::123456789012:role/%s"
HOOKED = {"_AWSMFA_SHELL": "bash"}


def chain(length):
    """A profile p0 that takes so many roles, one on top of the other."""
    sections = "[profile p%d]\nrole_arn = %s\nsource_profile = p%d\n"
    return "".join(sections % (i, ROLE % ("r%d" % i), i + 1) for i in range(length))


def passing(length):
    """The same of profiles that only name the next one."""
    return "".join("[profile p%d]\nsource_profile = p%d\nregion = eu-west-1\n" % (i, i + 1) for i in range(length))


# Arguments, what the config file has, more environment, the status, and what is said.
ROWS = {
    "a hook for no shell": (
        ["hook", "tclsh"], "", {}, 2, ["there is no hook for 'tclsh'", "hint: bash, zsh or fish"],
    ),
    "too many roles": (
        ["env", "-p", "p0"], chain(17), {}, 1, ["profile 'p0': more than 16 roles in a chain", "config:50: "],
    ),
    "too many profiles": (["env", "-p", "p0"], passing(20), {}, 1, ["p0"]),
    "a wish for a role where there is none": (
        ["env", "--external-id", "abc"], "", {}, 2,
        ["--external-id is for a role, and default has none", "hint: name the role with --role-arn"],
    ),
    "a previous session whose options are damaged": (
        ["use", "-"], "", {**HOOKED, "_AWSMFA_STATE": "b=default,no-such-wish%3D1"}, 1,
        ["the options of the session before this one are damaged"],
    ),
    "an option of another command for a previous session": (
        ["use", "-", "--duration", "x"], "", {**HOOKED, "_AWSMFA_STATE": "b=default,"}, 2,
        ["takes no option that changes it", "hint: name the profile instead of -"],
    ),
    "a keyed file with a long id": (
        ["env", "-p", "long", "-t", "123456"],
        "[profile long]\naws_access_key_id = %s\naws_secret_access_key = x\n" % ("A" * 200), {}, 1,
        ["the access key id is too long"],
    ),
    "keys in variables with a long id": (
        ["env", "-t", "123456"], "", {"AWS_ACCESS_KEY_ID": "A" * 200, "AWS_SECRET_ACCESS_KEY": "x"}, 1,
        ["the access key id is too long"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", list(ROWS.values()), ids=list(ROWS))
def test_a_refusal_says_why_and_what_helps(awsmfa, home, sts, alice, row):
    """One look at the message is enough; nothing was sent."""
    args, config, env, status, said = row
    home.credentials(alice.profile())
    home.config(config)
    result = awsmfa(*args, env=env)
    assert result.status == status, result
    for text in said:
        assert text in result.stderr, result
    assert not sts.log


def test_without_a_question_several_devices_are_named(awsmfa, home, sts, alice):
    """A script must not wait for an answer: the line to write is the hint."""
    alice.user.device("GAHT12345678")
    home.credentials(alice.keys())
    result = awsmfa("env", "--no-input", "-t", "123456")
    assert result.status == 6
    assert "the user has 2 MFA devices, and --no-input forbids asking which" in result.stderr
    assert "hint: " in result.stderr and "mfa_serial" in result.stderr


@pytest.mark.parametrize("profile", ["default", "work"])
def test_without_a_device_the_way_to_one_is_named(awsmfa, home, alice, profile):
    """The hint can be typed as it is, for the very profile."""
    alice.user.devices.clear()
    home.credentials(alice.keys(profile))
    result = awsmfa("env", "-p", profile, "-t", "123456")
    way = "awsmfa assign" + ("" if profile == "default" else " -p work")
    assert result.status == 1 and way in result.stderr, result
    assert way + " -p" not in result.stderr


class MadeAndNotSaid(faults.Fault):
    """IAM makes the device, and its answer has none in it."""

    def __call__(self, exchange):
        exchange.edit = lambda result: result["VirtualMFADevice"].pop("SerialNumber")
        return exchange.process()


@pytest.mark.pty
def test_a_device_that_iam_has_made_and_not_named_is_deleted(terminal, home, sts, alice):
    """An answer that is no use is as none: the device may be there, and nobody would know of it."""
    alice.user.devices.clear()
    home.credentials(alice.keys())
    sts.faults.append(MadeAndNotSaid(action="CreateVirtualMFADevice"))
    said = terminal().run("awsmfa assign")
    assert "mfa/alice is deleted again" in said
    assert sts.requests("DeleteVirtualMFADevice") and not sts.account.unassigned


@pytest.mark.pty
@pytest.mark.parametrize("who", ["root", "role"])
def test_only_users_get_a_device(terminal, home, sts, alice, who):
    """The root user's device is made in the console, and a role has none: said before anything is made."""
    key = alice.key
    if who == "root":
        key = sts.account.user("root", root=True).keys[0]
    home.credentials("[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n" % (key.id, key.secret))
    if who == "role":
        answer = (
            "<GetCallerIdentityResponse><GetCallerIdentityResult>"
            "<Arn>arn:aws:sts::123456789012:assumed-role/ops/x</Arn>"
            "<UserId>AROAIOSFODNN7EXAMPLE:x</UserId><Account>123456789012</Account></GetCallerIdentityResult>"
            "</GetCallerIdentityResponse>"
        )
        sts.faults.append(faults.Raw(answer.encode(), action="GetCallerIdentity"))
    said = terminal().run("awsmfa assign")
    assert "is not an IAM user, and only users have MFA devices here" in said
    assert ("hint: the root user adds a device in the AWS console" in said) == (who == "root")
    assert not sts.requests("CreateVirtualMFADevice")


@pytest.mark.pty
def test_devices_on_a_screen_mark_the_one_that_is_used(terminal, home, alice):
    """The star is the device that awsmfa asks for."""
    alice.user.device("GAHT12345678")
    home.credentials(alice.profile())
    lines = terminal().run("awsmfa devices").splitlines()
    (marked,) = [line for line in lines if "*" in line]
    assert alice.serial in marked or "alice" in marked


def test_the_program_for_qr_codes_is_for_awsmfa():
    """A secret that somebody types at it would be in the shell's history: it takes one from a pipe alone."""
    program = BINARY.parent.parent / "libexec" / "awsmfa" / "awsmfa-qr"
    if not os.access(program, os.X_OK):
        pytest.skip("awsmfa-qr is not built: libqrencode is optional")
    done = subprocess.run([program], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "awsmfa-qr is started by awsmfa\n")
    done = subprocess.run([program], input="x", stdout=subprocess.PIPE, text=True)
    assert done.returncode == 0 and set(done.stdout) == {"0", "1", "\n"}
    done = subprocess.run([program, "--version"], capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.startswith("awsmfa-qr ")
