"""`awsmfa assign`: a user without a device gets one, and the terminal is all that it takes."""

import re

import pytest
from harness import need
from harness_assign import FIRST, SERIAL, assert_clean, scan, type_codes
from harness_qr import screen_of
from harness_shells import botocore_identity, cli_identity
from standin import faults
from standin.authenticator import Phone

pytestmark = pytest.mark.pty


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


@pytest.mark.parametrize("columns", [80, 60])
@pytest.mark.parametrize("length", [12, 30, 64])
def test_names_of_any_length(screen, sts, home, tmp_path, columns, length):
    """The name on the phone gives way; the code, the text and the question stay on a usual screen."""
    name = ("n" * length)[:length]
    key = sts.account.user(name).keys[0]
    home.credentials("[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n" % (key.id, key.secret))
    shell = screen(columns=columns)
    shell.type("awsmfa assign")
    shell.expect(FIRST)
    phone, label = scan(shell, sts, tmp_path, columns)
    assert label == name + "@123456789012" if (columns, length) == (80, 12) else name.startswith(label)
    shown = screen_of(shell, columns, 24).display
    text = re.sub(r"\s", "", "".join(shown))
    assert sts.seeds()[0] in text and "Firstcode" in text
    type_codes(shell, phone)
    shell.expect("is assigned")
    shell.expect_prompt()
    assert_clean(shell, sts, columns)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("kind", ["xterm-256color", "xterm", "linux", "screen", "tmux-256color"])
def test_every_terminal_shows_black_on_white(screen, sts, newcomer, tmp_path, theme, kind):
    """A scanner wants dark on light, whatever colours the user likes."""
    shell = screen(env={"TERM": kind})
    shell.type("awsmfa assign")
    shell.expect(FIRST)
    scan(shell, sts, tmp_path, theme=theme)
    shell.type("")
    shell.expect_prompt()


def seed_typed(shell, columns=80, rows=24):
    """The secret, as a person reads it from the screen."""
    text = "\n".join(screen_of(shell, columns, rows).display)
    groups = re.findall(r"\b[A-Z2-7]{4}\b", text)
    assert len(groups) == 16, text
    return "".join(groups)


@pytest.mark.parametrize(
    "options, env, rows",
    [
        ("--no-qr", {}, 24),
        ("", {"TERM": "dumb"}, 24),
        ("", {"TERM": ""}, 24),
        ("", {"LANG": "C"}, 24),
        ("", {"LC_ALL": "C"}, 24),
        ("", {}, 16),
    ],
)
def test_without_a_code_there_is_the_text(screen, sts, newcomer, options, env, rows):
    """Where a drawing would be rubble: the secret in groups of four, for fingers."""
    shell = screen(env=env, rows=rows)
    shell.type("awsmfa assign " + options)
    shell.expect(FIRST)
    assert "\u2580" not in shell.seen() and "\u2588" not in shell.seen()
    phone = Phone(seed_typed(shell, rows=rows), sts.now)
    type_codes(shell, phone)
    shell.expect("is assigned")
    shell.expect_prompt()
    if "TERM" not in env:
        assert_clean(shell, sts, rows=rows)
    else:
        assert "\x1b[?1049h" not in shell.transcript.getvalue()


def test_code_and_text_one_after_the_other(screen, sts, newcomer, tmp_path):
    """40 columns: the code fits, and the text does below it no more."""
    shell = screen(columns=40, rows=22)
    shell.type("awsmfa assign")
    shell.expect("Press Enter when you have scanned it: ")
    phone, _ = scan(shell, sts, tmp_path, 40, 22)
    shell.type("")
    shell.expect(FIRST)
    assert seed_typed(shell, 40, 22) == sts.seeds()[0]
    type_codes(shell, phone)
    shell.expect("is assigned")


def test_the_secret_is_gone_before_anything_is_sent(screen, sts, newcomer, tmp_path):
    """While IAM thinks about the codes, nobody needs to see it any more."""
    stall = faults.Stall(action="EnableMFADevice")
    sts.faults.append(stall)
    shell = screen()
    shell.type("awsmfa assign")
    shell.expect(FIRST)
    phone, _ = scan(shell, sts, tmp_path)
    type_codes(shell, phone)
    stall.wait_started()
    shell.expect(re.escape("\x1b[2J"))
    assert_clean(shell, sts)
    stall.release()
    shell.expect("is assigned")


def test_what_comes_next(screen, sts, newcomer, tmp_path):
    """The hints are lines that work: the mfa_serial line, and a session with the third code."""
    shell = screen(hook=True)
    shell.type("awsmfa assign")
    shell.expect(FIRST)
    phone, _ = scan(shell, sts, tmp_path)
    type_codes(shell, phone)
    shell.expect(r"hint:\S* to save the look-up: mfa_serial = %s under \[default\] in ~/\.aws/config" % SERIAL)
    shell.expect(r"hint:\S* with the next code \(a code works once\): awsmfa use\r")
    shell.expect_prompt()
    shell.type("awsmfa use")
    shell.answer_code(phone)
    shell.expect("session until")
    shell.expect_prompt()
    assert shell.session().is_of(sts.newest_session)


def test_in_tmux(screen, sts, newcomer, tmp_path):
    """tmux draws the code as it is, gives the screen back as it was, and keeps nothing of it in its history."""
    tmux = need("tmux") + " -L assign -f /dev/null"
    shell = screen(env={"TMUX_TMPDIR": tmp_path, "TERM": "xterm-256color"})
    # a status line would take the place of the question
    inner = "bash --noprofile --norc"
    shell.type("%s new-session '%s' \\; set -g status off" % (tmux, inner))
    shell.expect("ready> ")
    shell.type("echo 'what was ''there'; awsmfa assign")
    shell.expect("First code")
    shell.expect(r"\): ")
    phone, _ = scan(shell, sts, tmp_path)
    shell.type(phone.next_code())
    shell.expect("Second code")
    shell.type(phone.next_code())
    shell.expect("is assigned")
    shell.expect("with the next code")
    shell.type("tmux capture-pane -p -S - > %s; exit" % (tmp_path / "pane"))
    shell.expect("exited")
    pane = (tmp_path / "pane").read_text()
    assert "what was there" in pane and "is assigned" in pane
    assert "\u2580" not in pane and sts.seeds()[0][:4] not in pane


def test_the_article_from_its_first_line_to_its_last(screen, home, sts, newcomer, tmp_path):
    """Keys, an MFA device, a session, and the AWS CLI that uses it: in one terminal, without a browser."""
    shell = screen("bash", hook=True)
    shell.type("awsmfa use")
    shell.expect("the user of default has no MFA device")
    shell.expect(r"hint:\S* add a virtual MFA device \(authenticator app\): awsmfa assign\r")
    shell.expect_prompt()
    shell.type("clear; awsmfa assign")
    shell.expect(FIRST)
    phone, _ = scan(shell, sts, tmp_path)
    type_codes(shell, phone)
    shell.expect("is assigned")
    shell.expect_prompt()
    shell.type("awsmfa use")
    shell.answer_code(phone)
    shell.expect("session until")
    shell.expect_prompt()
    env = shell.env()
    for who in (botocore_identity(sts, env), cli_identity(sts, env)):
        assert (who.status, who.stdout) == (0, "arn:aws:iam::123456789012:user/alice\n"), who
