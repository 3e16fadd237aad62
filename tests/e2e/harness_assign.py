"""A user who gets an MFA device: the phone that scans the screen, and the codes.

    shell.type("awsmfa assign")
    shell.expect(FIRST)
    phone, label = scan(shell, sts, tmp_path)
    type_codes(shell, phone)
"""

import re
from urllib.parse import unquote

import pytest
from harness import BINARY
from harness_qr import photograph, read_qr, screen_of
from standin.authenticator import Phone

QR = BINARY.parent.parent / "libexec" / "awsmfa" / "awsmfa-qr"
SERIAL = "arn:aws:iam::123456789012:mfa/alice"
FIRST, SECOND = r"First code[^\r\n]*: ", r"Second code: "
ADDRESS = re.compile(r"otpauth://totp/([^?&]+)\?secret=([A-Z2-7]{64})")


def scan(shell, sts, tmp_path, columns=80, rows=24, theme="dark"):
    """A phone that has scanned the code on the screen; and the label that it shows."""
    if not QR.exists():
        pytest.skip("awsmfa-qr is not built: libqrencode is optional")
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
