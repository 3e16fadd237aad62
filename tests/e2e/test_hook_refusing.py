"""Who says no is left alone for a while, and so is who cannot be asked or cannot reach AWS."""

import os
import re
import signal
import time

import pytest

from harness_hooks import HOUR, MINUTE, bash_and_zsh, every_shell
from standin import faults

pytestmark = pytest.mark.pty
DAY = 13 * HOUR
QUESTION = "MFA code for .*: "
CTRL_C, CTRL_D, CTRL_Z = "\x03", "\x04", "\x1a"


def expired(hooked, shell, **settings):
    """A terminal with a prompt from this morning."""
    terminal = hooked(shell, session=True, **settings)
    terminal.later(DAY)
    return terminal


# --- Enter: later -----------------------------------------------------------------------------------


@every_shell
def test_enter_puts_it_off_for_5_15_and_then_60_minutes(shell, hooked, sts, alice):
    """One line says when it asks again, it does not ask before, and it does after."""
    terminal = expired(hooked, shell)
    for minutes, said in ((5, "5 min"), (15, "15 min"), (60, "1 h"), (60, "1 h")):
        terminal.type("echo still")
        terminal.expect(QUESTION)
        shown = terminal.enter()
        assert re.findall("awsmfa: .*", shown) == [
            "awsmfa: not renewed; asks again in %s; to renew now: awsmfa use" % said
        ]
        assert "\nstill\n" in shown
        terminal.run_quietly("true")
        terminal.later(minutes * MINUTE - 20)
        terminal.run_quietly("true")
        terminal.later(30)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    terminal.later(DAY)
    terminal.type("true")
    terminal.expect(QUESTION)
    assert "in 5 min" in terminal.enter()


@every_shell
def test_awsmfa_use_renews_at_once(shell, hooked, sts):
    terminal = expired(hooked, shell)
    terminal.type("true")
    terminal.expect(QUESTION)
    terminal.enter()
    terminal.use()
    assert terminal.key() == sts.newest_session.id and len(sts.sessions) == 2


@every_shell
def test_nothing_that_the_user_sets_brings_the_question_back_early(shell, hooked):
    """The hook looks when AWS_PROFILE changes, but Enter was an answer."""
    terminal = expired(hooked, shell)
    terminal.type("true")
    terminal.expect(QUESTION)
    terminal.enter()
    terminal.show("set -gx AWS_PROFILE default" if shell == "fish" else "export AWS_PROFILE=default")
    terminal.run_quietly("true")


@every_shell
def test_end_of_file_is_later_too(shell, hooked):
    terminal = expired(hooked, shell)
    terminal.type("echo still")
    terminal.expect(QUESTION)
    terminal.press(CTRL_D)
    shown = terminal.expect_prompt()
    assert "asks again in 5 min" in shown and "\nstill\n" in shown


@every_shell
def test_ctrl_z_is_a_wrong_key_and_nothing_more(shell, hooked, sts, alice):
    """Nothing stops, the shell is not left behind a stopped question."""
    terminal = expired(hooked, shell)
    terminal.type("true")
    terminal.expect(QUESTION)
    terminal.press(CTRL_Z + "\r")
    terminal.expect("six digits")
    terminal.answer_code(alice.phone)
    terminal.expect_prompt()
    assert terminal.key() == sts.newest_session.id


@every_shell
def test_three_wrong_codes_put_it_off(shell, hooked, sts, alice):
    """Three are enough to see that it is no slip; the next prompt does not ask a fourth time."""
    terminal = expired(hooked, shell)
    terminal.type("echo still")
    wrong = alice.phone.wrong_code()
    for code in (wrong, alice.phone.used_code(), alice.phone.wrong_code(wrong)):
        terminal.answer_code(alice.phone, code)
    shown = terminal.expect_prompt()
    assert "tries again in 5 min" in shown and "\nstill\n" in shown
    terminal.run_quietly("true")


# --- Ctrl-C -----------------------------------------------------------------------------------------

TRAPS = [None, "trap 'echo trapped' INT", "trap '' INT"]


@bash_and_zsh
@pytest.mark.parametrize("trap", TRAPS, ids=["no trap", "a trap", "ignored"])
def test_ctrl_c_drops_the_typed_command(shell, trap, hooked, sts):
    """The command would run with what has expired; who presses Ctrl-C does not want it. The shell lives."""
    terminal = hooked(shell, session=True)
    if trap:
        terminal.run_quietly(trap)
    traps = terminal.run("trap")
    terminal.later(DAY)
    terminal.type("echo did''run")
    terminal.expect(QUESTION)
    terminal.press("12" + CTRL_C)
    shown = terminal.expect_prompt()
    assert "didrun" not in shown
    assert shown.count("awsmfa: ") == 1 and "asks again in 5 min" in shown
    assert "alive" in terminal.run_quietly("echo alive")
    assert terminal.run("trap") == traps
    assert len(sts.sessions) == 1


@bash_and_zsh
def test_a_trap_of_int_works_again_after_ctrl_c_at_the_question(shell, hooked):
    terminal = hooked(shell, session=True)
    terminal.run_quietly("trap 'echo trap''ped' INT")
    terminal.later(DAY)
    terminal.type("true")
    terminal.expect(QUESTION)
    terminal.press(CTRL_C)
    terminal.expect_prompt()
    assert "trapped" in terminal.show("kill -INT $$")


def test_ctrl_c_in_fish_puts_it_off_and_the_command_runs(hooked):
    """fish has no way to stop a command before it runs."""
    terminal = expired(hooked, "fish")
    terminal.type("echo did''run")
    terminal.expect(QUESTION)
    terminal.press(CTRL_C)
    shown = terminal.expect_prompt()
    assert "didrun" in shown and "asks again in 5 min" in shown
    terminal.run_quietly("true")


@every_shell
def test_ctrl_c_at_a_prompt_gives_the_prompt(shell, hooked):
    terminal = hooked(shell, session=True)
    terminal.begin("true")
    terminal.later(DAY)
    terminal.end()
    terminal.expect(QUESTION)
    terminal.press(CTRL_C)
    assert re.search("^awsmfa: .*asks again in 5 min", terminal.expect_prompt(), re.M), "on a line of its own"
    terminal.run_quietly("true")


@every_shell
def test_ctrl_c_at_a_prompt_leaves_the_status_of_the_line_before(shell, hooked):
    """$? is the line's that ran, whatever the hook did in between."""
    terminal = hooked(shell, session=True)
    terminal.begin("sh -c 'exit 37'")
    terminal.later(DAY)
    terminal.end()
    terminal.expect(QUESTION)
    terminal.press(CTRL_C)
    terminal.expect_prompt()
    assert "status=37" in terminal.run("echo status=$%s" % ("status" if shell == "fish" else "?"))


@every_shell
def test_the_terminal_is_as_it_was_after_each_answer(shell, hooked, alice):
    terminal = hooked(shell, session=True)
    before = terminal.run("stty -a")
    for answer in ("\r", CTRL_C, CTRL_D, alice.phone.next_code() + "\r"):
        terminal.later(DAY)
        terminal.type("true")
        terminal.expect(QUESTION)
        terminal.press(answer)
        terminal.expect_prompt()
        assert terminal.run("stty -a") == before


# --- type-ahead -------------------------------------------------------------------------------------


@every_shell
def test_a_line_typed_ahead_reaches_the_shell(shell, hooked, sts, alice):
    """It was typed for the shell while a command ran: never an answer to a question that came later."""
    terminal = hooked(shell, session=True)
    terminal.begin("true")
    terminal.later(DAY)
    terminal.end()
    terminal.type('echo "got=$AWS_ACCESS_KEY_ID"')
    terminal.answer_code(alice.phone)
    assert terminal.expect(r"got=(\w+)\r?\n").group(1) == sts.newest_session.id
    assert len(sts.requests("GetSessionToken")) == 2


@every_shell
def test_half_a_line_typed_ahead_reaches_the_shell(shell, hooked, sts, alice):
    terminal = hooked(shell, session=True)
    terminal.begin("true")
    terminal.later(DAY)
    terminal.press(CTRL_D + "echo ha''lf")
    terminal.expect_prompt()
    terminal.press("\r")
    terminal.answer_code(alice.phone)
    terminal.expect("half")
    terminal.expect_prompt()
    assert len(sts.requests("GetSessionToken")) == 2


@every_shell
@pytest.mark.parametrize("bracketed", [True, False])
def test_pasted_lines_all_run(shell, bracketed, hooked, sts, alice):
    """No line of a paste is eaten by the question."""
    terminal = expired(hooked, shell)
    lines = "echo on''e\recho tw''o\recho thr''ee"
    terminal.press("\x1b[200~%s\x1b[201~\r" % lines if bracketed else lines + "\r")
    terminal.answer_code(alice.phone)
    terminal.expect("three")
    terminal.expect_prompt()
    shown = terminal.seen()
    assert shown.index("\none\n") < shown.index("\ntwo\n") < shown.index("\nthree\n"), shown
    assert len(sts.requests("GetSessionToken")) == 2


# --- nobody there -----------------------------------------------------------------------------------


EXPIRE_WITHOUT_TERMINAL = {
    "bash": 'bash --norc -i -c \'eval "$(awsmfa hook bash)"; __awsmfa_prompt;'
    " export AWSMFA_EXPIRES=$((EPOCHSECONDS-5));"
    " __awsmfa_prompt_at=(0); __awsmfa_prompt; echo at=$((__awsmfa_prompt_at-EPOCHSECONDS))'",
    "zsh": 'zsh -f -i -c \'eval "$(awsmfa hook zsh)"; __awsmfa_prompt; export AWSMFA_EXPIRES=$((EPOCHSECONDS-5));'
    " __awsmfa_prompt_at=(0); __awsmfa_prompt; echo at=$((${__awsmfa_prompt_at}-EPOCHSECONDS))'",
    "fish": "fish --no-config -i -c 'awsmfa hook fish | source; __awsmfa_prompt;"
    " set -gx AWSMFA_EXPIRES (math (date +%s) - 5); set __awsmfa_prompt_at 0; __awsmfa_prompt; __awsmfa_clock;"
    ' echo at=(math "round($__awsmfa_prompt_at - $__awsmfa_now)")\'',
}


@every_shell
def test_without_a_terminal_nobody_is_asked(shell, hooked):
    """A shell whose terminal is gone says nothing and tries again after five minutes."""
    terminal = hooked(shell, session=True)
    done = terminal.run(
        "setsid -w %s </dev/null 2>%s | cat" % (EXPIRE_WITHOUT_TERMINAL[shell], terminal.scratch / "errors")
    )
    found = re.search(r"at=(\d+)\n", done)
    assert found and 290 <= int(found.group(1)) <= 301, (done, (terminal.scratch / "errors").read_text())
    assert "awsmfa" not in (terminal.scratch / "errors").read_text()


@bash_and_zsh
def test_in_the_background_nobody_is_asked(shell, hooked):
    """A question from the background would stop the job; it is not asked, and the answer comes all the same."""
    terminal = hooked(shell, session=True)
    terminal.run("export _AWSMFA_SHELL=%s _AWSMFA_STATE=a=$AWS_ACCESS_KEY_ID AWSMFA_EXPIRES=1700000000" % shell)
    answer = terminal.scratch / "answer"
    terminal.run("{ command awsmfa renew %s prompt >%s & } 2>/dev/null; wait" % (shell, answer))
    assert answer.read_text().endswith(": awsmfa-end;\n")
    assert "MFA code for default" not in terminal.seen().split("_AWSMFA_SHELL", 1)[1]


# --- the network ------------------------------------------------------------------------------------


@every_shell
def test_a_hanging_network_gives_the_prompt_back_within_ten_seconds(shell, hooked, sts, alice):
    terminal = expired(hooked, shell)
    stall = faults.Stall()
    sts.faults.append(stall)
    terminal.type("echo still")
    terminal.answer_code(alice.phone)
    stall.wait_started()
    began = time.monotonic()
    shown = terminal.expect_prompt()
    assert time.monotonic() - began < 12
    assert "\nstill\n" in shown and "tries again in 1 min" in shown
    stall.wait_ended()
    terminal.run_quietly("true")


@every_shell
def test_aws_out_of_reach_is_tried_after_1_5_and_15_minutes(shell, hooked, sts, alice):
    """The role's hour is over and the café has no network: one line each time, and silence in between."""
    role = sts.account.role("ops", mfa=True)
    terminal = hooked(shell, session="-r %s" % role.arn)
    terminal.later(2 * HOUR)
    for minutes in (1, 5, 15, 15):
        sts.faults.extend(faults.DropBeforeReading() for _ in range(3))
        shown = terminal.show("echo still")
        assert shown.count("awsmfa: ") == 1 and "tries again in %d min" % minutes in shown, shown
        assert "\nstill\n" in shown, shown
        sts.faults.clear()
        terminal.run_quietly("true")
        terminal.later(minutes * MINUTE - 20)
        terminal.run_quietly("true")
        terminal.later(30)
    terminal.run_quietly("true")
    assert terminal.key() == sts.newest_session.id and len(sts.sessions) == 3


@every_shell
def test_an_outage_does_not_lengthen_the_wait_of_a_refusal(shell, hooked, sts, alice):
    """Each has its own row of waits, and a session that was got begins them anew."""
    role = sts.account.role("ops", mfa=True)
    terminal = hooked(shell, session="-r %s" % role.arn)
    terminal.later(2 * HOUR)

    def fail(fault, count, minutes):
        sts.faults.extend(fault() for _ in range(count))
        assert "tries again in %d min" % minutes in terminal.show("true")
        sts.faults.clear()
        terminal.later(minutes * MINUTE + 10)

    def refuse():
        return faults.Refuse(403, "RegionDisabledException", "not here")

    fail(faults.DropBeforeReading, 3, 1)
    fail(refuse, 1, 5)
    fail(faults.DropBeforeReading, 3, 5)
    fail(refuse, 1, 15)
    assert terminal.key() == sts.newest_session.id
    terminal.later(2 * HOUR)
    fail(faults.DropBeforeReading, 3, 1)
    fail(refuse, 1, 5)


@every_shell
def test_ctrl_c_while_the_network_hangs_gives_the_prompt(shell, hooked, sts, alice):
    terminal = expired(hooked, shell)
    stall = faults.Stall()
    sts.faults.append(stall)
    terminal.type("true")
    terminal.answer_code(alice.phone)
    stall.wait_started()
    terminal.press(CTRL_C)
    terminal.expect_prompt()
    stall.wait_ended()
    assert stall.client_gone
    terminal.run_quietly("true")


@every_shell
def test_a_refusal_is_said_once_and_tried_again_later(shell, hooked, sts, alice):
    terminal = expired(hooked, shell)
    sts.faults.append(faults.Refuse(403, "AccessDenied", "an administrator said no"))
    terminal.type("echo still")
    terminal.answer_code(alice.phone)
    shown = terminal.expect_prompt()
    assert "tries again in 5 min" in shown and "\nstill\n" in shown
    terminal.run_quietly("true")


# --- the question is killed -------------------------------------------------------------------------


@every_shell
def test_a_killed_question_leaves_shell_and_terminal_in_order(shell, hooked, sts, alice):
    """Whatever kills awsmfa, keys work as before and nothing loops."""
    terminal = hooked(shell, session=True)
    before = terminal.run("stty -a")
    terminal.later(DAY)
    terminal.type("echo still")
    terminal.expect(QUESTION)
    (asking,) = terminal.processes("awsmfa")
    os.kill(asking, signal.SIGKILL)
    terminal.expect("still\r?\n")
    terminal.expect_prompt()
    assert terminal.run("stty -a") == before
    terminal.run_quietly("true")
    terminal.later(6 * MINUTE)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
