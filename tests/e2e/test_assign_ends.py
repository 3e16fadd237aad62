"""`awsmfa assign`, ended early: at every point no device is left, or it is named; the screen is clean."""

import os
import re
import signal

import pytest
from harness_assign import FIRST, SECOND, SERIAL, assert_clean, scan, type_codes
from standin import faults

pytestmark = pytest.mark.pty

DELETED = "the MFA device %s is deleted again" % SERIAL
# A process of our own whose pid is known, since signals go to it.
START = "sh -c 'echo pid:$$:; exec awsmfa assign'"


def begin(shell):
    """Starts it; gives its pid."""
    shell.type(START)
    return int(shell.expect(r"pid:(\d+):").group(1))


def end(shell, sts, status):
    """The prompt is back, the screen is clean, and nobody has a device."""
    shell.expect_prompt()
    assert_clean(shell, sts)
    assert shell.last_status() == status
    assert sts.account.unassigned == []
    assert sts.account.user("alice").devices == []


def count(sts, action):
    return len(sts.requests(action))


@pytest.mark.parametrize("kind", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("at", [FIRST, SECOND])
@pytest.mark.parametrize("key, status", [("\r", 6), ("\x03", 130), ("\x1c", 131), ("\x04", 6)])
def test_a_key_that_gives_up(screen, sts, newcomer, tmp_path, kind, at, key, status):
    """Enter, Ctrl-C, Ctrl-\\ and Ctrl-D at either question."""
    shell = screen(kind)
    shell.type("awsmfa assign")
    shell.expect(FIRST)
    if at == SECOND:
        phone, _ = scan(shell, sts, tmp_path)
        shell.type(phone.next_code())
        shell.expect(SECOND)
    shell.press(key)
    shell.expect(DELETED)
    end(shell, sts, status)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_at_the_question(screen, sts, newcomer, number):
    """`kill`, or the session manager that logs out."""
    shell = screen()
    pid = begin(shell)
    shell.expect(FIRST)
    os.kill(pid, number)
    shell.expect(DELETED)
    end(shell, sts, 128 + number)


def test_a_terminal_that_is_closed(screen, sts, newcomer):
    """The window is gone, and so is the device."""
    shell = screen()
    shell.type("awsmfa assign")
    shell.expect(FIRST)
    shell.close()
    sts.wait_for("DeleteVirtualMFADevice", outcome="ok")
    assert sts.account.unassigned == []


@pytest.mark.parametrize("processed", [False, True])
@pytest.mark.parametrize("how", ["key", "term", "group"])
def test_interrupted_while_iam_makes_the_device(screen, sts, newcomer, processed, how):
    """The worst moment: IAM has the request, and awsmfa knows no device yet."""
    stall = faults.Stall(processed, action="CreateVirtualMFADevice")
    sts.faults.append(stall)
    shell = screen()
    pid = begin(shell)
    stall.wait_started()
    if how == "key":
        shell.press("\x03")
        shell.expect(r"\^C")
    elif how == "term":
        os.kill(pid, signal.SIGTERM)
    else:
        os.killpg(pid, signal.SIGTERM)  # the helper, too
        sts.wait_for("DeleteVirtualMFADevice")
    stall.release()
    shell.expect_prompt()
    stall.wait_ended()
    assert count(sts, "CreateVirtualMFADevice") == 1 and sts.account.unassigned == []
    assert shell.last_status() == {"key": 130}.get(how, 143)


@pytest.mark.parametrize("fault, made", [(faults.AnswerLost, True), (faults.DropAfterReading, False),
                                         (faults.ServerError, False), (faults.Html, False)])
def test_no_answer_to_create(screen, sts, newcomer, fault, made):
    """It is not sent again; what it may have made is deleted."""
    sts.faults.append(fault(action="CreateVirtualMFADevice"))
    shell = screen()
    shell.type("awsmfa assign")
    shell.expect_prompt()
    assert (DELETED in shell.seen()) == made
    assert count(sts, "CreateVirtualMFADevice") == 1 and count(sts, "DeleteVirtualMFADevice") == 1
    end_status = shell.last_status()
    assert end_status == 5 and sts.account.unassigned == []


def test_no_answer_to_create_and_no_list(screen, sts, newcomer):
    """A device of that name may have been there before: it is named, and not deleted."""
    newcomer.user.denied.add("iam:ListVirtualMFADevices")
    sts.faults.append(faults.AnswerLost(action="CreateVirtualMFADevice"))
    shell = screen()
    shell.type("awsmfa assign")
    shell.expect("cannot tell whether the MFA device %s is there" % SERIAL)
    shell.expect_prompt()
    assert shell.last_status() == 5 and count(sts, "DeleteVirtualMFADevice") == 0


def test_a_list_that_cannot_be_read_is_no_end(screen, sts, newcomer):
    """An account with more devices than awsmfa reads: IAM itself tells whether the name is free."""
    sts.faults.append(faults.Html(404, action="ListVirtualMFADevices"))
    shell = screen()
    shell.type("awsmfa assign")
    shell.expect(FIRST)
    shell.press("\r")
    shell.expect(DELETED)
    end(shell, sts, 6)


def test_three_pairs_that_aws_refuses(screen, sts, newcomer, tmp_path):
    """Then something is wrong with the phone, and the device goes."""
    shell = screen()
    shell.type("awsmfa assign")
    for _ in range(3):
        shell.expect(FIRST)
        phone, _ = scan(shell, sts, tmp_path)
        shell.type(phone.next_code())
        shell.expect(SECOND)
        phone.next_code()
        shell.type(phone.next_code())
    shell.expect(DELETED)
    shell.expect("InvalidAuthenticationCode")
    shell.expect("one directly after the other")
    end(shell, sts, 4)
    assert count(sts, "EnableMFADevice") == 3


def test_a_slip_is_asked_for_again(screen, sts, newcomer, tmp_path):
    """What is no code is not sent, nor is the same one twice; a pair that AWS refused may be followed by a good one."""
    shell = screen()
    shell.type("awsmfa assign")
    shell.expect(FIRST)
    phone, _ = scan(shell, sts, tmp_path)
    shell.type("12345")
    shell.expect("A code is six digits")
    shell.expect(FIRST)
    first = phone.next_code()
    shell.type(first[:3] + " " + first[3:])
    shell.expect(SECOND)
    shell.type(first)
    shell.expect("That is the first code again")
    shell.expect(SECOND)
    shell.type("000000")
    shell.expect("AWS refused them")
    shell.expect(FIRST)
    scan(shell, sts, tmp_path)
    type_codes(shell, phone)
    shell.expect("is assigned")
    shell.expect_prompt()
    assert count(sts, "EnableMFADevice") == 2 and shell.last_status() == 0


def test_enable_without_an_answer_that_succeeded(screen, sts, newcomer, tmp_path):
    """The list of devices decides, and the user is not sent round again with a phone that has the device."""
    sts.faults.append(faults.AnswerLost(action="EnableMFADevice"))
    shell = screen()
    shell.type("awsmfa assign")
    shell.expect(FIRST)
    phone, _ = scan(shell, sts, tmp_path)
    type_codes(shell, phone)
    shell.expect("is assigned")
    shell.expect_prompt()
    assert shell.last_status() == 0 and count(sts, "EnableMFADevice") == 1
    assert [one.serial for one in newcomer.user.devices] == [SERIAL]


def test_enable_without_an_answer_that_did_not(screen, sts, newcomer, tmp_path):
    sts.faults.append(faults.DropAfterReading(action="EnableMFADevice"))
    shell = screen()
    shell.type("awsmfa assign")
    shell.expect(FIRST)
    phone, _ = scan(shell, sts, tmp_path)
    type_codes(shell, phone)
    shell.expect(DELETED)
    end(shell, sts, 5)
    assert count(sts, "EnableMFADevice") == 1


def test_enable_without_an_answer_and_no_list(screen, sts, newcomer, tmp_path):
    """IAM deletes no device that is assigned: what it answers tells the end."""
    sts.faults.append(faults.AnswerLost(action="EnableMFADevice"))
    shell = screen()
    shell.type("awsmfa assign")
    shell.expect(FIRST)
    newcomer.user.denied.add("iam:ListMFADevices")
    phone, _ = scan(shell, sts, tmp_path)
    type_codes(shell, phone)
    shell.expect("the MFA device %s is assigned: `awsmfa devices` shows it" % SERIAL)
    shell.expect_prompt()


def test_interrupted_while_iam_assigns(screen, sts, newcomer, tmp_path):
    """Too late to take back, and awsmfa says so."""
    stall = faults.Stall(action="EnableMFADevice")
    sts.faults.append(stall)
    shell = screen()
    shell.type("awsmfa assign")
    shell.expect(FIRST)
    phone, _ = scan(shell, sts, tmp_path)
    type_codes(shell, phone)
    stall.wait_started()
    shell.press("\x03")
    shell.expect(r"\^C")
    stall.release()
    shell.expect("is assigned")
    shell.expect_prompt()
    assert [one.serial for one in newcomer.user.devices] == [SERIAL]


REFUSALS = [
    (409, "LimitExceeded", "Cannot exceed quota for MFADevicesPerUser: 8", "AWS allows 8 for each user"),
    (409, "EntityTemporarilyUnmodifiable", "busy", "wait a minute"),
    (409, "ConcurrentModification", "busy", "try again"),
    (404, "NoSuchEntity", "gone", None),
    (403, "AccessDenied", "not authorized to perform: iam:EnableMFADevice", "must allow iam:CreateVirtualMFADevice"),
]


@pytest.mark.parametrize("action", ["CreateVirtualMFADevice", "EnableMFADevice"])
@pytest.mark.parametrize("status, code, message, hint", REFUSALS)
def test_each_refusal_has_its_line(screen, sts, newcomer, tmp_path, action, status, code, message, hint):
    """AWS's own words, and what to do."""
    sts.faults.append(faults.Refuse(status, code, message, action=action))
    shell = screen()
    shell.type("awsmfa assign")
    if action == "EnableMFADevice":
        shell.expect(FIRST)
        phone, _ = scan(shell, sts, tmp_path)
        type_codes(shell, phone)
        shell.expect(DELETED)
    shell.expect("%s: %s" % (code, re.escape(message)))
    if hint:
        shell.expect(r"hint:\S* .*" + hint)
    end(shell, sts, 4)


def test_a_device_that_iam_does_not_let_go(screen, sts, newcomer):
    """AWS's policy for self-managed MFA wants MFA to delete a device: it is named, with the line that deletes it."""
    newcomer.user.needs_mfa.add("iam:DeleteVirtualMFADevice")
    shell = screen()
    shell.type("awsmfa assign")
    shell.expect(FIRST)
    shell.type("")
    shell.expect("the MFA device %s is left, and nobody has it: .*AccessDenied" % SERIAL)
    deletes = "aws iam delete-virtual-mfa-device --serial-number %s" % SERIAL
    shell.expect("%s; until then: awsmfa assign --name alice-2" % deletes)
    shell.expect_prompt()
    assert_clean(shell, sts)
    assert shell.last_status() == 6


def test_a_device_that_cannot_be_deleted_for_want_of_a_network(screen, sts, newcomer):
    """The next try finds it, and the user is told so."""
    shell = screen(env={"AWS_MAX_ATTEMPTS": "1"})
    shell.type("awsmfa assign")
    shell.expect(FIRST)
    sts.faults.append(faults.DropAfterReading(action="DeleteVirtualMFADevice"))
    shell.type("")
    shell.expect("the MFA device %s is left" % SERIAL)
    shell.expect("`awsmfa assign` finds it")
    shell.expect_prompt()
    assert_clean(shell, sts)


def leave_one(shell, sts):
    """kill -9: nothing can be done about that."""
    pid = begin(shell)
    shell.expect(FIRST)
    os.kill(pid, signal.SIGKILL)
    shell.expect_prompt()
    assert [one.serial for one in sts.account.unassigned] == [SERIAL]


def test_a_device_that_was_left_is_replaced_after_a_yes(screen, sts, newcomer, tmp_path):
    """The name is free again, and the old secret is dead."""
    shell = screen()
    leave_one(shell, sts)
    old = sts.seeds()
    shell.type("clear; awsmfa assign")
    shell.expect(r"The MFA device %s exists, and nobody has it. Replace it\? \[y/N\] " % SERIAL)
    shell.type("y")
    shell.expect(FIRST)
    assert sts.seeds() != old
    phone, _ = scan(shell, sts, tmp_path)
    type_codes(shell, phone)
    shell.expect("is assigned")


@pytest.mark.parametrize("answer", ["", "n", "\x03"])
def test_without_a_yes_it_stays(screen, sts, newcomer, answer):
    """It may be someone else's, who is looking for the phone."""
    shell = screen()
    leave_one(shell, sts)
    shell.type("awsmfa assign")
    shell.expect(r"Replace it\? \[y/N\] ")
    if answer == "\x03":
        shell.press(answer)
    else:
        shell.type(answer)
        shell.expect("awsmfa assign --name alice-2")
    shell.expect_prompt()
    assert [one.serial for one in sts.account.unassigned] == [SERIAL]
    assert shell.last_status() == (130 if answer == "\x03" else 1)


def test_one_that_may_not_be_deleted_is_not_replaced(screen, sts, newcomer):
    shell = screen()
    leave_one(shell, sts)
    newcomer.user.denied.add("iam:DeleteVirtualMFADevice")
    shell.type("awsmfa assign")
    shell.expect(r"Replace it\? \[y/N\] ")
    shell.type("yes")
    shell.expect("cannot replace the MFA device")
    shell.expect("awsmfa assign --name alice-2")
    shell.expect_prompt()
    assert shell.last_status() == 4


def test_stopped_and_continued(screen, sts, newcomer, tmp_path):
    """Ctrl-Z gives the terminal to the shell: the secret must not be on it. `fg` draws it again."""
    shell = screen()
    shell.type("awsmfa assign")
    shell.expect(FIRST)
    shell.press("\x1a")
    shell.expect_prompt()
    assert_clean(shell, sts)
    assert shell.run("echo here").strip() == "here"
    shell.type("fg")
    shell.expect(FIRST)
    phone, _ = scan(shell, sts, tmp_path)
    type_codes(shell, phone)
    shell.expect("is assigned")
    shell.expect_prompt()
    assert_clean(shell, sts)
    raw = shell.transcript.getvalue()
    assert raw.count("\x1b[?1049h") == raw.count("\x1b[?1049l") == 2
