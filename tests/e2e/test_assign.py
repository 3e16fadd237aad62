"""`awsmfa assign`: a user without a device gets one, and the terminal is all that it takes."""

import re
from urllib.parse import unquote

import pytest
from harness_qr import photograph, read_qr, screen_of
from standin.authenticator import Phone

pytestmark = pytest.mark.pty

SERIAL = "arn:aws:iam::123456789012:mfa/alice"
FIRST, SECOND = r"First code[^\r\n]*: ", r"Second code: "
ADDRESS = re.compile(r"otpauth://totp/([^?&]+)\?secret=([A-Z2-7]{64})")
DEFAULTS = {"TERM": "xterm-256color"}


@pytest.fixture
def newcomer(alice, home):
    """alice without a device."""
    alice.user.devices.clear()
    home.credentials(alice.keys())
    return alice


@pytest.fixture
def screen(terminal):
    """A terminal of the size that every terminal has."""

    def start(shell="bash", columns=80, rows=24, env=None, **settings):
        return terminal(shell, columns=columns, rows=rows, env={**DEFAULTS, **(env or {})}, **settings)

    return start


def scan(shell, sts, tmp_path, columns=80, rows=24, theme="dark"):
    """A phone that has scanned the code on the screen; and the label that it shows."""
    text = read_qr(photograph(screen_of(shell, columns, rows), theme), tmp_path)
    label, seed = ADDRESS.fullmatch(text).groups()
    assert [seed] == sts.seeds()
    return Phone(seed, sts.now), unquote(label)


def type_codes(shell, phone):
    shell.type(phone.next_code())
    shell.expect(SECOND)
    shell.type(phone.next_code())


def assert_clean(shell, sts, columns=80, rows=24):
    """Nothing of the secret is on the screen."""
    shown = "\n".join(screen_of(shell, columns, rows).display)
    assert "\u2580" not in shown
    for seed in sts.seeds():
        assert seed[:4] not in shown


@pytest.mark.parametrize("kind", ["bash", "zsh", "fish"])
def test_scan_and_two_codes(screen, sts, newcomer, tmp_path, kind):
    """The whole way, in each shell: what a camera reads from the screen makes codes that IAM takes."""
    shell = screen(kind)
    shell.type("awsmfa assign")
    shell.expect(FIRST)
    phone, label = scan(shell, sts, tmp_path)
    assert label == "alice@123456789012"
    type_codes(shell, phone)
    shell.expect("MFA device %s is assigned" % SERIAL)
    shell.expect_prompt()
    assert [one.serial for one in newcomer.user.devices] == [SERIAL]
    assert shell.last_status() == 0
    assert_clean(shell, sts)
