"""Waits that last: the terminal says what for, and nothing of it stays; whoever reads a pipe sees nothing."""

import re
import time

import pytest

from harness import environment, wait_until
from harness_hooks import HOUR, every_shell
from harness_screen import picture
from standin import faults

LINE = r"awsmfa: waiting for 127\.0\.0\.1 \.\.\."
ERASED = LINE + r"(?:\^C)?\r\x1b\[K"


@pytest.fixture
def hanging(home, sts, alice):
    """The next request hangs until the test lets it go."""
    home.credentials(alice.profile())
    stall = faults.Stall()
    sts.faults.append(stall)
    return stall


def ask(shell, alice, more=""):
    shell.type("%s awsmfa env -t %s >/dev/null" % (more, alice.phone.next_code()))


@pytest.mark.pty
def test_a_network_that_hangs_is_named_and_the_line_goes_again(terminal, hanging, alice):
    """Ten seconds of nothing look like a program that is broken."""
    shell = terminal()
    ask(shell, alice)
    shell.expect(LINE)
    hanging.release()
    shell.expect(r"\r\x1b\[Kawsmfa: default: session until")
    shell.expect_prompt()


@pytest.mark.pty
def test_a_network_that_answers_says_nothing(terminal, home, alice):
    """A line that flashes by at every call is noise."""
    home.credentials(alice.profile())
    shell = terminal()
    started = time.monotonic()
    done = shell.run("awsmfa env -t %s >/dev/null" % alice.phone.next_code())
    quick = time.monotonic() - started < 1  # if this machine was
    assert done.status == 0 and not (quick and "waiting" in shell.transcript.getvalue())


@pytest.mark.pty
@pytest.mark.parametrize("more", ["2>&1 | cat", "2>%s"], ids=["pipe", "file"])
def test_who_is_not_a_terminal_sees_nothing(terminal, hanging, alice, tmp_path, more):
    """Logs hold what happened, not what somebody waited for."""
    shell = terminal()
    more = more.replace("%s", str(tmp_path / "log"))
    shell.type("awsmfa env -t %s %s >%s; cat %s" % (alice.phone.next_code(), more, tmp_path / "out", tmp_path / "log"))
    hanging.wait_started()
    wait_until_said_if_at_all()
    hanging.release()
    shell.expect_prompt()
    assert "waiting" not in shell.transcript.getvalue() + (tmp_path / "out").read_text()


def wait_until_said_if_at_all():
    """That nothing is said can only be seen by waiting longer than it takes to say it."""
    wait_until(time.time() + 1.5)


@pytest.mark.pty
@pytest.mark.parametrize("more", ["-q", "& wait"], ids=["quiet", "background"])
def test_quiet_and_in_the_background_nothing_is_said(terminal, hanging, alice, more):
    """-q means it, and a job in the background does not draw into what runs in front."""
    shell = terminal()
    shell.type("awsmfa env -t %s >/dev/null %s" % (alice.phone.next_code(), more))
    hanging.wait_started()
    wait_until_said_if_at_all()
    hanging.release()
    shell.expect_prompt()
    assert "waiting" not in shell.transcript.getvalue()


@pytest.mark.pty
@pytest.mark.parametrize("kind", ["dumb", ""])
def test_a_terminal_that_cannot_erase_gets_a_plain_line(terminal, hanging, alice, kind):
    """In an editor's shell an escape sequence is rubbish on the screen."""
    shell = terminal()
    ask(shell, alice, "TERM=%s" % kind)
    shell.expect(LINE + r"\r\n")
    start = len(shell.transcript.getvalue())
    hanging.release()
    shell.expect("session until")
    assert "\x1b[K" not in shell.transcript.getvalue()[start:]


@pytest.mark.pty
@pytest.mark.parametrize("columns", [20, 30, 31])
def test_a_narrow_terminal_gets_a_shorter_line(terminal, hanging, alice, columns):
    """A line that wraps could not be taken away."""
    shell = terminal()
    shell.run("stty cols %d" % columns)
    ask(shell, alice)
    shown = shell.expect(r"awsmfa: waiting[^\r\n]*").group(0)
    hanging.release()
    shell.expect(r"\r\x1b\[K")
    whole = "awsmfa: waiting for 127.0.0.1 ..."
    assert whole.startswith(shown) and len(shown) < columns
    shell.expect("session")


@pytest.mark.pty
def test_ctrl_c_takes_the_line_away(terminal, hanging, alice):
    """The prompt that comes next stands on a clean line, and the shell knows what ended the program."""
    shell = terminal()
    ask(shell, alice)
    shell.expect(LINE)
    shell.press("\x03")
    shell.expect(r"\x1b\[K")
    shell.expect_prompt()
    assert re.search(ERASED, shell.transcript.getvalue())
    assert shell.last_status() == 130


@pytest.mark.pty
@every_shell
def test_the_hook_says_why_the_prompt_does_not_come(hooked, sts, alice, shell):
    """A prompt that hangs is the worst that a hook can do; at least it says for whom."""
    role = sts.account.role("ops", mfa=True)
    terminal = hooked(shell, session="-r %s" % role.arn)
    stall = faults.Stall()
    sts.faults.append(stall)
    terminal.later(2 * HOUR)
    terminal.type("true")
    terminal.expect(LINE)
    stall.release()
    terminal.expect(r"\r\x1b\[K")
    terminal.expect_prompt()
    assert terminal.key() == sts.newest_session.id


@pytest.mark.pty
@every_shell
def test_ctrl_c_in_the_hook_takes_the_line_away_too(hooked, sts, alice, shell):
    """Whoever does not want to wait gets a clean prompt, and is left in peace for a while."""
    role = sts.account.role("ops", mfa=True)
    terminal = hooked(shell, session="-r %s" % role.arn)
    sts.faults.append(faults.Stall())
    terminal.later(2 * HOUR)
    terminal.type("")
    terminal.expect(LINE)
    terminal.press("\x03")
    terminal.expect(r"(\^C)?\r\x1b\[K")
    terminal.expect_prompt()
    assert terminal.run_quietly("echo fi''ne").strip() == "fine"


@pytest.mark.pty
@pytest.mark.parametrize("kind", ["bash", "zsh", "fish"])
def test_the_documented_eval_says_it_too(terminal, hanging, alice, kind):
    """Inside $( ) and in front of a pipe stderr is still the terminal."""
    shell = terminal(kind)
    code = "-t %s" % alice.phone.next_code()
    shell.type("awsmfa env --format fish %s | source" % code if kind == "fish" else 'eval "$(awsmfa env %s)"' % code)
    shell.expect(LINE)
    hanging.release()
    shell.expect(r"\r\x1b\[Kawsmfa: default: session until")
    shell.expect_prompt()


@pytest.mark.pty
def test_an_mfa_process_that_takes_its_time_is_named_once_and_nothing_of_its_own_is_erased(terminal, home, sts, alice):
    """It may wait for a touch or a fingerprint, and what it says itself must stay."""
    home.credentials(alice.profile() + "mfa_process = echo 'touch your key' >&2; cat code\n")
    shell = terminal()
    shell.run("mkfifo %s/code; cd %s" % (shell.scratch, shell.scratch))
    shell.type("awsmfa env >/dev/null")
    shell.expect("touch your key\r\n")
    shell.expect(r"awsmfa: waiting for mfa_process of profile 'default' \.\.\.\r\n")
    start = len(shell.transcript.getvalue())
    with open(shell.scratch / "code", "w", encoding="ascii") as fifo:
        fifo.write(alice.phone.next_code() + "\n")
    shell.expect("session until")
    shell.expect_prompt()
    assert "\x1b[K" not in shell.transcript.getvalue()[start:] and shell.seen().count("waiting") == 1


@pytest.mark.pty
@pytest.mark.parametrize("asked", ["PIN: ", ""], ids=["a question", "nothing"])
def test_the_line_is_not_glued_to_a_question_of_the_program(home, sts, alice, tmp_path, asked):
    """Someone who is asked for a PIN reads the question, and not our words behind it; nor is an empty line made."""
    process = "printf '%s' >&2; while ! [ -e %s ]; do sleep 0.1; done; cat %s" % (
        asked, tmp_path / "code", tmp_path / "code"
    )
    home.credentials(alice.profile() + "mfa_process = %s\n" % process)
    home.freeze()
    env = environment(home, AWS_ENDPOINT_URL=sts.url)

    def answer(shown):
        if "waiting for mfa_process" in shown and not (tmp_path / "code").exists():
            (tmp_path / "new").write_text(alice.phone.next_code() + "\n")
            (tmp_path / "new").rename(tmp_path / "code")

    seen = picture(["env", "--format", "json"], env, width=90, watch=answer, foreground=True)
    waiting = "awsmfa: waiting for mfa_process of profile 'default' ..."
    expected = [asked.strip(), waiting] if asked else [waiting, seen.lines[1]]
    assert seen.status == 0 and seen.lines[:2] == expected, seen.text


@pytest.mark.pty
@pytest.mark.parametrize("modes", ["-echo", "-icanon", "raw"])
def test_a_program_that_has_the_terminal_to_itself_is_not_disturbed(terminal, home, sts, alice, modes):
    """pinentry draws a box, and a password is typed without an echo: a line of ours would be in the way."""
    home.credentials(alice.profile() + "mfa_process = stty %s </dev/tty; cat code; stty sane </dev/tty\n" % modes)
    shell = terminal()
    shell.run("mkfifo %s/code; cd %s" % (shell.scratch, shell.scratch))
    shell.type("awsmfa env -v >/dev/null")
    shell.expect("for a code")
    with open(shell.scratch / "code", "w", encoding="ascii") as fifo:
        wait_until_said_if_at_all()
        fifo.write(alice.phone.next_code() + "\n")
    shell.expect("session until")
    shell.expect_prompt()
    assert "waiting" not in shell.transcript.getvalue()


@pytest.mark.pty
def test_a_credential_process_is_named_too(terminal, home, sts, alice):
    """Password managers are slow."""
    document = '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"%s"}' % (alice.key.id, alice.key.secret)
    home.config("[profile p]\nmfa_serial = %s\ncredential_process = cat keys\n" % alice.serial)
    shell = terminal()
    shell.run("mkfifo %s/keys; cd %s" % (shell.scratch, shell.scratch))
    shell.type("awsmfa env -p p -t %s >/dev/null" % alice.phone.next_code())
    shell.expect(r"awsmfa: waiting for credential_process of profile 'p' \.\.\.\r\n")
    with open(shell.scratch / "keys", "w", encoding="ascii") as fifo:
        fifo.write(document)
    shell.expect("session until")
    shell.expect_prompt()
