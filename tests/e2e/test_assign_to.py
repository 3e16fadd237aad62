"""`awsmfa assign`: secrets that go to a program, further devices, and who gets none."""

import re
import signal
import subprocess
import time

import pytest
from harness import GENEROUS, ROOT, SYSTEM_PATH, need
from harness_assign import FIRST, SERIAL, scan, type_codes
from standin.authenticator import STEP_SECONDS, Phone

DELETED = "the MFA device %s is deleted again" % SERIAL
DEAD = "awsmfa: the command of --to has a secret that is of no use now; delete it there: "

# A program that keeps an address, and one that makes codes of it: the next one each time it is asked.
KEEP = """#!/bin/sh
exec cat > {folder}/address
"""
CODES = """#!/usr/bin/python3
import os, re, sys
sys.path.insert(0, {tests!r})
from standin.authenticator import totp
import base64, time
seed = re.search("secret=([A-Z2-7]+)", open({folder!r} + "/address").read()).group(1)
step = int(time.time()) // 30
with open({folder!r} + "/runs", "a") as file:
    file.write("x")
print(totp(base64.b32decode(seed), step))
"""


@pytest.fixture
def vault(tmp_path):
    """The folder of the two programs."""
    folder = tmp_path / "vault"
    folder.mkdir()
    for name, text in (("keep", KEEP), ("codes", CODES)):
        path = folder / name
        path.write_text(text.format(folder=str(folder), tests=str(ROOT / "tests")))
        path.chmod(0o755)
    return folder


def test_a_program_keeps_the_secret_and_gives_the_codes(awsmfa, home, sts, newcomer, vault):
    """No terminal, nothing shown: for pass, YubiKeys and password managers. The second code is waited for."""
    home.credentials(newcomer.keys() + "mfa_process = %s/codes\n" % vault)
    result = awsmfa("assign", "--to", vault / "keep", timeout=2 * GENEROUS)
    assert result.status == 0 and result.stdout == "", result
    address = (vault / "address").read_text()
    assert re.fullmatch(r"otpauth://totp/alice%40123456789012\?secret=[A-Z2-7]{64}\n", address)
    assert [one.serial for one in newcomer.user.devices] == [SERIAL]
    assert sts.seeds()[0] not in result.stderr and "otpauth" not in result.stderr
    assert "MFA device %s is assigned" % SERIAL in result.stderr
    codes = sts.requests("EnableMFADevice")[0].params
    assert codes["AuthenticationCode1"] != codes["AuthenticationCode2"]


@pytest.mark.pty
def test_without_mfa_process_the_codes_are_typed(terminal, sts, newcomer, vault):
    """ykman has no command that prints codes without a touch, say."""
    shell = terminal()
    shell.type("awsmfa assign --to %s/keep" % vault)
    shell.expect("The command has the secret. Now two codes from it.")
    shell.expect(FIRST)
    seed = re.search("secret=(.*)", (vault / "address").read_text()).group(1)
    type_codes(shell, Phone(seed, sts.now))
    shell.expect("is assigned")
    shell.expect_prompt()
    assert seed not in shell.seen() and "\x1b[?1049h" not in shell.transcript.getvalue()


@pytest.mark.parametrize("command, status", [("exit 3", 3), ("no-such-program", 127), ("kill -9 $$", 137)])
def test_a_command_that_fails_ends_it(awsmfa, home, sts, newcomer, vault, command, status):
    """A secret that nobody has is of no use to anybody."""
    home.credentials(newcomer.keys() + "mfa_process = %s/codes\n" % vault)
    result = awsmfa("assign", "--to", command)
    assert result.status == 1
    assert "awsmfa: the command of --to failed with status %d" % status in result.lines
    assert "awsmfa: " + DELETED in result.lines and DEAD + command in result.lines
    assert sts.account.unassigned == []


def test_after_to_a_dead_secret_is_named(awsmfa, home, sts, newcomer, vault):
    """Nothing else tells the user that the entry in the vault is for nothing."""
    home.credentials(newcomer.keys() + "mfa_process = echo no code\n")
    result = awsmfa("assign", "--to", vault / "keep")
    assert result.status == 1 and DEAD + str(vault / "keep") in result.lines
    assert "mfa_process of profile 'default' did not print a code" in result.stderr
    assert sts.account.unassigned == []


@pytest.mark.leaves("sleep 1000")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_the_command_runs(awsmfa, home, sts, newcomer, vault, number):
    """It is passed on, and the device goes."""
    home.credentials(newcomer.keys() + "mfa_process = %s/codes\n" % vault)
    waiting = vault / "waiting"
    running = awsmfa.start(
        "assign", "--to", "trap 'exit 9' TERM HUP; : >%s; sleep 1000 >/dev/null 2>&1 & wait" % waiting
    )
    end = time.monotonic() + GENEROUS
    while not waiting.exists():
        assert time.monotonic() < end
        time.sleep(0.01)
    running.signal(number)
    result = running.finish()
    assert result.status == -number and "awsmfa: " + DELETED in result.lines
    assert sts.account.unassigned == []


def test_a_signal_while_the_second_code_is_waited_for(awsmfa, home, sts, newcomer, vault):
    """Half a minute is long enough to change one's mind."""
    home.credentials(newcomer.keys() + "mfa_process = %s/codes\n" % vault)
    running = awsmfa.start("assign", "--to", vault / "keep")
    end = time.monotonic() + GENEROUS
    while not (vault / "runs").exists():
        assert time.monotonic() < end
        time.sleep(0.01)
    running.signal(signal.SIGINT)
    result = running.finish()
    assert result.status == -signal.SIGINT and "awsmfa: " + DELETED in result.lines
    assert DEAD + str(vault / "keep") in result.lines


def test_the_secret_goes_nowhere_else(awsmfa, home, sts, newcomer, vault):
    """Not to the command's arguments or variables, nor to mfa_process, nor to -v."""
    home.credentials(newcomer.keys() + "mfa_process = env > %s/env; tr '\\0' ' ' < /proc/$PPID/cmdline > %s/argv; "
                     "exit 1\n" % (vault, vault))
    result = awsmfa("assign", "-v", "--to", "env > %s/env1; tr '\\0' ' ' < /proc/$PPID/cmdline > %s/argv1; %s/keep"
                    % (vault, vault, vault))
    seed = re.search("secret=(.*)", (vault / "address").read_text()).group(1)
    assert result.status == 1 and seed not in result.stderr
    for name in ("env", "argv", "env1", "argv1"):
        text = (vault / name).read_text()
        assert text and seed not in text


@pytest.fixture
def password_store(tmp_path):
    """pass with a key of its own."""
    gpg, pass_ = need("gpg"), need("pass")
    otp = "/usr/lib/password-store/extensions/otp.bash"
    if subprocess.run(["test", "-e", otp], check=False).returncode:
        pytest.skip("pass-extension-otp is not installed")
    env = {"PATH": SYSTEM_PATH, "HOME": str(tmp_path / "pass"), "GNUPGHOME": str(tmp_path / "gnupg"),
           "PASSWORD_STORE_DIR": str(tmp_path / "store")}
    for name in ("pass", "gnupg"):
        (tmp_path / name).mkdir(mode=0o700)
    run = {"env": env, "check": True, "capture_output": True}
    subprocess.run([gpg, "--batch", "--passphrase", "", "--quick-gen-key", "alice", "default", "default"], **run)
    subprocess.run([pass_, "init", "alice"], **run)
    yield {name: env[name] for name in ("GNUPGHOME", "PASSWORD_STORE_DIR")}
    subprocess.run(["gpgconf", "--kill", "all"], env=env, check=False)


def test_pass_is_a_device(awsmfa, home, sts, newcomer, password_store):
    """The recipe of the manual, with the real programs: secret in, codes out, and a session with the third one."""
    need("oathtool")
    home.credentials(newcomer.keys() + "mfa_process = pass otp aws/alice\n")
    result = awsmfa("assign", "--to", "pass otp insert aws/alice", env=password_store, timeout=3 * GENEROUS)
    assert result.status == 0, result
    assert [one.serial for one in newcomer.user.devices] == [SERIAL]
    time.sleep(STEP_SECONDS - time.time() % STEP_SECONDS + 0.1)  # a code works once
    assert awsmfa("env", env=password_store).status == 0


# --- further devices -----------------------------------------------------------------------------


def test_a_user_with_a_device_is_told_which(awsmfa, home, sts, alice):
    """Nobody loses a device, or gets two, by a slip."""
    home.credentials(alice.keys())
    result = awsmfa("assign")
    assert result.status == 1
    assert result.lines[-2:] == [
        "awsmfa: the user of default has an MFA device already: %s" % SERIAL,
        "hint: to add one more, for which AWS wants a code of the first: awsmfa assign --another",
    ]
    assert [one.action for one in sts.log] == ["GetCallerIdentity", "ListMFADevices"]


@pytest.fixture
def strict(alice):
    """AWS's policy for self-managed MFA, as far as it goes."""
    alice.user.needs_mfa |= {"iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "iam:DeleteVirtualMFADevice"}
    return alice


@pytest.mark.pty
def test_another_needs_a_code_of_the_first(screen, home, sts, strict, tmp_path):
    """One code of the old device, then two of the new one; name and label are those of --name."""
    home.credentials(strict.keys())
    shell = screen()
    shell.type("awsmfa assign --another --name spare")
    shell.answer_code(strict.phone)
    shell.expect(FIRST)
    phone, label = scan(shell, sts, tmp_path)
    assert label == "spare@123456789012"
    type_codes(shell, phone)
    shell.expect("MFA device .*:mfa/spare is assigned")
    shell.expect_prompt()
    assert [one.serial.rpartition("/")[2] for one in strict.user.devices] == ["alice", "spare"]
    signed = {one.action: one.key for one in sts.log}
    assert signed["EnableMFADevice"] == signed["CreateVirtualMFADevice"] == sts.newest_session.id


@pytest.mark.pty
def test_another_with_the_session_of_the_shell(screen, home, sts, strict, tmp_path):
    """If the shell has an MFA session, the user not asked for a code again."""
    home.credentials(strict.profile())
    shell = screen()
    assert shell.evaluate(answer=strict.phone).status == 0
    shell.type("clear; awsmfa assign --another --name spare")
    shell.expect(FIRST)
    phone, _ = scan(shell, sts, tmp_path)
    type_codes(shell, phone)
    shell.expect(":mfa/spare is assigned")
    shell.expect_prompt()
    assert len(sts.sessions) == 1


def test_another_with_the_mfa_process_of_the_first(awsmfa, home, sts, strict, vault):
    """mfa_process is the old device's; the new one's codes are typed, for which there is no terminal here."""
    home.credentials(strict.profile() + "mfa_process = echo %s\n" % strict.phone.next_code())
    result = awsmfa("assign", "--another", "--to", vault / "keep")
    assert result.status == 6 and "there is no terminal to ask for the two codes on" in result.lines[-2]
    assert not sts.requests("GetSessionToken"), "the code is not wasted"


def test_another_of_a_user_with_a_passkey_only(awsmfa, home, sts, alice):
    """A passkey gives no code, so there is no MFA session: the long-term keys must do, or IAM says no."""
    alice.user.devices.clear()
    alice.user.device("arn:aws:iam::123456789012:u2f/user/alice/key-AAAA")
    home.credentials(alice.keys())
    result = awsmfa("assign")
    assert result.status == 1 and result.lines[-1] == (
        "hint: it gives no codes; to add one that does: awsmfa assign --another")


# --- refused -------------------------------------------------------------------------------------


def test_the_root_user_is_refused(awsmfa, home, sts):
    """Its device is a matter of the console."""
    root = sts.account.user("root", root=True).keys[0]
    home.credentials("[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n" % (root.id, root.secret))
    result = awsmfa("assign")
    assert result.status == 1 and ":root is not an IAM user" in result.lines[0]
    assert "AWS console" in result.lines[1] and [one.action for one in sts.log] == ["GetCallerIdentity"]


def test_a_role_is_refused(awsmfa, home, sts, alice):
    """A role has no device."""
    session = sts.foreign_session("dev", 900)
    env = {"AWS_ACCESS_KEY_ID": session.id, "AWS_SECRET_ACCESS_KEY": session.secret, "AWS_SESSION_TOKEN": session.token}
    home.config("[profile dev]\ncredential_process = echo '{\"Version\": 1, \"AccessKeyId\": \"%s\","
                " \"SecretAccessKey\": \"%s\", \"SessionToken\": \"%s\"}'\n" % tuple(env.values()))
    result = awsmfa("assign", "-p", "dev")
    assert result.status == 1 and not sts.requests("CreateVirtualMFADevice"), result


def test_a_profile_of_the_aws_cli_is_refused(awsmfa, home, sts):
    """IAM knows no user there."""
    home.config("[profile corp]\nsso_session = x\n")
    result = awsmfa("assign", "-p", "corp")
    assert result.status == 1 and "is not of an IAM user" in result.lines[0] and sts.log == []


def test_no_terminal(awsmfa, sts, newcomer):
    """Nothing is made that nobody could see."""
    result = awsmfa("assign")
    assert result.status == 6 and "there is no terminal to show the secret on" in result.lines[-2]
    assert "--to COMMAND" in result.lines[-1] and not sts.requests("CreateVirtualMFADevice")


@pytest.mark.parametrize("name", ["", "a b", "a/b", "x" * 201, "\u00fc"])
def test_a_name_that_iam_does_not_take(awsmfa, sts, newcomer, name):
    result = awsmfa("assign", "--name", name)
    assert result.status == 2 and "cannot be the name of an MFA device" in result.lines[0] and sts.log == []


@pytest.mark.parametrize("command", ["", " "])
def test_an_empty_command(awsmfa, sts, newcomer, command):
    result = awsmfa("assign", "--to", command)
    assert result.status == 2 and sts.log == []


@pytest.mark.pty
def test_a_policy_that_binds_the_name(screen, sts, newcomer):
    """Older policies allow mfa/${aws:username} alone."""
    newcomer.user.own_name_only = True
    shell = screen()
    shell.type("awsmfa assign --name phone")
    shell.expect("AccessDenied")
    shell.expect("try without --name")
    shell.expect_prompt()
    assert shell.last_status() == 4


@pytest.mark.pty
def test_a_name_that_somebody_has(screen, home, sts, newcomer):
    """The device of another user is not touched."""
    sts.account.user("bob").device("arn:aws:iam::123456789012:mfa/alice")
    shell = screen()
    shell.type("awsmfa assign")
    shell.expect("EntityAlreadyExists")
    shell.expect("awsmfa assign --name alice-2")
    shell.expect_prompt()
    assert shell.last_status() == 4


def test_list_denied(awsmfa, sts, newcomer):
    newcomer.user.denied.add("iam:ListMFADevices")
    result = awsmfa("assign")
    assert result.status == 4 and "cannot list the MFA devices of alice" in result.stderr
    assert "iam:EnableMFADevice" in result.lines[-1]


def test_no_network(awsmfa, sts, newcomer):
    result = awsmfa("assign", env={"AWS_ENDPOINT_URL": sts.closed_url(), "AWS_MAX_ATTEMPTS": "1"})
    assert result.status == 5


@pytest.mark.pty
def test_a_host_that_is_not_awss_own_is_named(screen, sts, newcomer, tmp_path):
    """In the question and in the success line, as everywhere."""
    shell = screen()
    shell.type("awsmfa assign")
    shell.expect(r"First code for 127\.0\.0\.1 \(AWS_ENDPOINT_URL\): ")
    phone, _ = scan(shell, sts, tmp_path)
    type_codes(shell, phone)
    shell.expect(r"is assigned, by 127\.0\.0\.1 \(AWS_ENDPOINT_URL\)")
