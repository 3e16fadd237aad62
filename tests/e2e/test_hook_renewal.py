"""An expired session is renewed before the next command runs, also if its prompt is from this morning."""

import re
import time

import pytest

from harness_hooks import ALL_SHELLS, HOUR, MINUTE, every_shell

pytestmark = pytest.mark.pty
DAY = 13 * HOUR  # longer than a session

# By the real clock, since AWS would refuse a signature from tomorrow.
IDENTITY = """#!/usr/bin/env -S -u LD_PRELOAD /usr/bin/python3
import os
import botocore.session
url = os.environ["AWS_ENDPOINT_URL"]
client = botocore.session.Session().create_client("sts", region_name="us-east-1", endpoint_url=url)
print("arn=" + client.get_caller_identity()["Arn"])
"""


@pytest.fixture
def aws(tmp_path):
    """A program that asks AWS who it is, as `aws sts get-caller-identity` does; gives the PATH it is in."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "aws").write_text(IDENTITY)
    (folder / "aws").chmod(0o755)
    return folder


# --- the promise, with sessions that really expire --------------------------------------------------


@every_shell
@pytest.mark.parametrize("how", ["use", "eval", "inherited"])
def test_old_prompt_runs_the_command_with_the_new_session(shell, how, hooked, sts, alice):
    """First the question, then the command, whichever way the session came into the shell."""
    sts.lifetime = 6
    terminal = hooked(shell, clock=False, hook=how != "inherited")
    if how == "use":
        terminal.use()
    else:
        assert terminal.evaluate(answer=alice.phone).status == 0
    if how == "inherited":
        terminal.run_quietly("awsmfa hook fish | source" if shell == "fish" else 'eval "$(awsmfa hook %s)"' % shell)
    first = terminal.key()
    assert first == sts.newest_session.id
    sts.wait_until_expired()
    sts.lifetime = None
    assert terminal.key(answer=alice.phone) == sts.newest_session.id != first
    assert terminal.session().is_of(sts.newest_session)


@every_shell
def test_the_program_that_is_typed_talks_to_aws_with_the_new_session(shell, hooked, sts, alice, aws):
    """The point of it all: the request is signed with keys that are good."""
    terminal = hooked(shell, session=True)
    terminal.later(DAY)
    done = terminal.run("%s/aws sts get-caller-identity" % aws, answer=alice.phone)
    assert "arn=%s\n" % alice.user.arn in done
    assert sts.requests("GetCallerIdentity")[-1].key == sts.newest_session.id
    assert len(sts.sessions) == 2


@every_shell
def test_a_child_of_the_typed_line_has_the_new_session(shell, hooked, sts, alice):
    terminal = hooked(shell, session=True)
    terminal.later(DAY)
    done = terminal.run("/usr/bin/env | /bin/grep '^AWS_ACCESS_KEY_ID='", answer=alice.phone)
    assert "AWS_ACCESS_KEY_ID=%s\n" % sts.newest_session.id in done
    assert len(sts.sessions) == 2


LINES = {
    "pipeline": "echo key=$AWS_ACCESS_KEY_ID | /bin/cat",
    "subshell": "(echo key=$AWS_ACCESS_KEY_ID)",
    "subshell with a child": "( /usr/bin/env | /bin/sed -n s/AWS_ACCESS_KEY_ID=/key=/p )",
    "function": "show() { echo key=$AWS_ACCESS_KEY_ID; }; show",
    "command substitution": "echo $(echo key=$AWS_ACCESS_KEY_ID)",
    "background and wait": "{ echo key=$AWS_ACCESS_KEY_ID & } 2>/dev/null; wait",
    "and-or list": "false || echo key=$AWS_ACCESS_KEY_ID",
    "assignment": "a=key=$AWS_ACCESS_KEY_ID; echo $a",
    "arithmetic first": "(( 1 )) && echo key=$AWS_ACCESS_KEY_ID",
    "test first": "[[ -n $AWS_ACCESS_KEY_ID ]] && echo key=$AWS_ACCESS_KEY_ID",
}
FISH_LINES = {
    "pipeline": LINES["pipeline"],
    "function": "function show; echo key=$AWS_ACCESS_KEY_ID; end; show",
    "command substitution": "echo (echo key=$AWS_ACCESS_KEY_ID)",
    "block": "begin; echo key=$AWS_ACCESS_KEY_ID; end",
    "and-or list": "false; or echo key=$AWS_ACCESS_KEY_ID",
}
KINDS = [(shell, kind) for shell in ("bash", "zsh") for kind in LINES] + [("fish", kind) for kind in FISH_LINES]


@pytest.mark.parametrize("shell, kind", KINDS)
def test_every_kind_of_line_is_renewed_for(shell, kind, hooked, sts, alice):
    """A DEBUG trap in bash would miss ( subshells ); ours must not."""
    terminal = hooked(shell, session=True)
    terminal.later(DAY)
    done = terminal.run((FISH_LINES if shell == "fish" else LINES)[kind], answer=alice.phone)
    assert re.search(r"key=(\w+)", done).group(1) == sts.newest_session.id
    assert len(sts.sessions) == 2


LONG_LINES = {
    "bash": "history -s \"$(printf '%0200000d' 1)\"; __awsmfa_renew command",
    "zsh": "__awsmfa_renew command \"$(printf '%0200000d' 1)\"",
    "fish": "__awsmfa_clock; __awsmfa_renew command (printf '%0200000d' 1)",
}


@every_shell
def test_a_line_of_any_length_is_looked_at(shell, hooked):
    """A pasted line may be longer than what the kernel lets a program be given."""
    terminal = hooked(shell, session=True)
    terminal.run_quietly(LONG_LINES[shell])
    assert terminal.looks_in("command") > 11 * HOUR


LOOPS = {
    "bash": ["for i in 1 2; do", "echo key$i=$AWS_ACCESS_KEY_ID", "done"],
    "zsh": ["for i in 1 2; do", "echo key$i=$AWS_ACCESS_KEY_ID", "done"],
    "fish": ["for i in 1 2", "echo key$i=$AWS_ACCESS_KEY_ID", "end"],
}
HERE = ["/bin/cat <<END", "key2=$AWS_ACCESS_KEY_ID", "END"]


@pytest.mark.parametrize("shell, lines", [*LOOPS.items(), ("bash", HERE), ("zsh", HERE)])
def test_a_command_of_several_lines_is_renewed_for_once(shell, lines, hooked, sts, alice):
    """The question comes when the last line is there, not in the middle of the typing."""
    terminal = hooked(shell, session=True)
    terminal.later(DAY)
    for line in lines:
        terminal.type(line)
    terminal.answer_code(alice.phone)
    assert terminal.expect(r"\nkey2=(\w+)").group(1) == sts.newest_session.id
    terminal.expect_prompt()
    assert len(sts.sessions) == 2


NOTHING = [("bash", ""), ("bash", "# a remark"), ("zsh", ""), ("fish", ""), ("fish", "# a remark")]


@pytest.mark.parametrize("shell, line", NOTHING)
def test_a_line_that_runs_nothing_asks_at_the_next_prompt(shell, line, hooked, sts, alice):
    """Nothing runs, so nothing needs a session yet; the prompt that follows asks."""
    terminal = hooked(shell, session=True)
    terminal.later(DAY)
    terminal.type(line)
    terminal.answer_code(alice.phone)
    terminal.expect_prompt()
    assert terminal.key() == sts.newest_session.id
    assert len(sts.sessions) == 2


@every_shell
def test_a_prompt_after_expiry_asks(shell, hooked, sts, alice):
    """The session expires while a long command runs: the next prompt asks, and says for whom."""
    sts.lifetime = 5
    terminal = hooked(shell, session=True, clock=False)
    terminal.type("echo run''ning; /bin/cat")
    terminal.expect("running")
    sts.wait_until_expired()
    sts.lifetime = None
    terminal.press("\x04")
    question = terminal.answer_code(alice.phone)
    assert "default" in question and alice.serial in question
    assert "session until" in terminal.expect_prompt()
    assert terminal.key() == sts.newest_session.id
    assert len(sts.sessions) == 2


@every_shell
def test_an_expired_session_is_not_renewed_for_what_ends_it(shell, hooked, sts, alice):
    """Nobody wants to type a code in order to leave, or to change to another profile with another code."""
    terminal = hooked(shell, session=True)
    terminal.later(DAY)
    assert terminal.run("awsmfa drop") == "awsmfa: default: session dropped\n"
    assert not terminal.session()
    terminal.use()
    terminal.later(DAY)
    terminal.type("exit")
    assert terminal.expect_end() == 0
    assert len(sts.sessions) == 2


LEAVERS = [
    (shell, line) for shell in ALL_SHELLS
    for line in ("false || exit 1", "echo key=$AWS_ACCESS_KEY_ID; awsmfa status")
]  # fmt: skip


@pytest.mark.parametrize("shell, line", LEAVERS)
def test_a_line_that_only_contains_exit_or_awsmfa_is_renewed_for(shell, line, hooked, sts, alice):
    """`terraform apply || exit 1` needs the session as much as `terraform apply`."""
    terminal = hooked(shell, session=True)
    terminal.later(DAY)
    terminal.type(line.replace("false", "test -z $AWS_ACCESS_KEY_ID"))
    terminal.answer_code(alice.phone)
    if "exit" in line:
        assert terminal.expect_end() == 1
    else:
        shown = terminal.expect_prompt()
        assert "key=%s\n" % sts.newest_session.id in shown
    assert len(sts.sessions) == 2


SKIPPED = ["awsmfa drop && echo key=$AWS_ACCESS_KEY_ID", "aws sso login", "aws login --remote", "aws configure list"]


@every_shell
@pytest.mark.parametrize("line", SKIPPED)
def test_what_brings_or_ends_a_session_is_not_preceded_by_a_renewal(shell, line, hooked, sts, alice):
    """A code typed for a session that the line replaces is wasted. The prompt after it tries at once."""
    terminal = hooked(shell, session=True)
    terminal.run_quietly("function aws; echo ran; end" if shell == "fish" else "aws() { echo ran; }")
    terminal.later(DAY)
    terminal.type(line)
    if "drop" in line:
        assert "MFA code" not in terminal.expect_prompt()
        assert len(sts.sessions) == 1
        return
    terminal.expect("ran\\r?\\n")
    terminal.answer_code(alice.phone)
    terminal.expect_prompt()
    assert terminal.key() == sts.newest_session.id and len(sts.sessions) == 2


@every_shell
def test_a_role_is_not_renewed_in_silence_before_a_login(shell, hooked, sts, alice):
    """It would only make the login wait for AWS; the prompt after it renews."""
    role = sts.account.role("ops", mfa=True)
    terminal = hooked(shell, session="-r %s" % role.arn)
    terminal.run_quietly("function aws; echo ran; end" if shell == "fish" else "aws() { echo ran; }")
    old = terminal.key()
    terminal.later(2 * HOUR)
    terminal.run_quietly("aws sso login")
    assert terminal.key() != old and len(sts.requests("AssumeRole")) == 2
@every_shell
@pytest.mark.parametrize("point", ["prompt", "command"])
def test_the_question_says_why_it_comes(shell, hooked, sts, alice, point):
    """Nobody has typed awsmfa: without a reason a question for a code looks like someone else's."""
    terminal = hooked(shell, session=True)
    expires = int(terminal.env()["AWSMFA_EXPIRES"])
    terminal.later(DAY)
    start = terminal.here()
    terminal.type("" if point == "prompt" else "true")
    terminal.answer_code(alice.phone, "12")
    terminal.answer_code(alice.phone)
    terminal.expect_prompt()
    lines = [line for line in terminal.shown_since(start).splitlines() if "awsmfa: " in line or "MFA code" in line]
    when = time.strftime("%H:%M", time.gmtime(expires))
    assert re.search(r"awsmfa: session of default expired (\S+ )?%s; Enter: later$" % when, lines[0]), lines
    assert lines[1].startswith("MFA code for default (") and "six digits" in lines[2]


# --- what is asked for again ------------------------------------------------------------------------


@every_shell
def test_the_renewal_asks_for_exactly_the_same_role(shell, hooked, sts, alice, home):
    """`-p x --role-arn R --external-id E` is what the user wanted, also an hour later."""
    role = sts.account.role("ops", mfa=True, external_id="E-17")
    home.credentials(alice.profile() + alice.profile("x"))
    wishes = "-p x --role-arn %s --external-id E-17 --role-session-name me@home --region eu-north-1 -d 900" % role.arn
    terminal = hooked(shell, session=wishes)
    first = sts.requests("AssumeRole")[-1]
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    again = sts.requests("AssumeRole")[-1]
    assert again is not first and again.params == first.params
    assert again.params["ExternalId"] == "E-17" and again.region == first.region == "eu-north-1"
    after = terminal.env()
    assert after["AWSMFA_PROFILE"] == "x" and after["AWS_REGION"] == "eu-north-1"


@every_shell
def test_a_policy_travels_as_text_and_the_serial_with_it(shell, hooked, sts, alice, home, tmp_path):
    """The file may be gone at the next renewal, the wish is not."""
    role = sts.account.role("ops", mfa=True)
    home.credentials(alice.keys())
    policy = tmp_path / "policy.json"
    policy.write_text('{"Version": "2012-10-17", "Statement": []}')
    wishes = "--role-arn %s --policy %s -s %s -d 900" % (role.arn, policy, alice.serial)
    terminal = hooked(shell, session=wishes)
    policy.unlink()
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    first, again = sts.requests("AssumeRole")
    assert again.params == first.params and "Statement" in again.params["Policy"]


@every_shell
def test_a_role_is_renewed_without_a_word(shell, hooked, sts, alice):
    """The MFA session behind it lives for twelve hours; the role's hour ends ten times in between."""
    role = sts.account.role("ops", mfa=True)
    terminal = hooked(shell, session="-r %s" % role.arn)
    for count in (2, 3, 4):
        terminal.later(HOUR - 2 * MINUTE)  # within the margin, not expired
        terminal.run_quietly("true")
        terminal.later(HOUR + MINUTE)  # expired at an old prompt
        terminal.run_quietly("true")
        assert terminal.key() == sts.newest_session.id
    assert len(sts.requests("GetSessionToken")) == 1
    assert len(sts.requests("AssumeRole")) == 7


@every_shell
def test_no_code_is_asked_for_while_the_session_lives(shell, hooked, sts):
    """A minute before the end is no time for a question: it would come twice as often as needed."""
    terminal = hooked(shell, session=True)
    terminal.later(12 * HOUR - MINUTE)
    terminal.run_quietly("true")
    assert len(sts.sessions) == 1


@every_shell
def test_the_next_look_is_when_it_ends(shell, hooked, sts):
    """Each by the clock of its shell: fish counts from boot."""
    terminal = hooked(shell, session=True)
    assert abs(terminal.looks_in("prompt") - 12 * HOUR) < MINUTE
    assert abs(terminal.looks_in("command") - 12 * HOUR) < MINUTE


@every_shell
def test_a_program_that_gives_the_code_renews_in_silence(shell, hooked, sts, give_code):
    """mfa_process needs nobody at the keyboard, but counts as a question: only once the session has expired."""
    terminal = hooked(shell)
    assert terminal.run("awsmfa use").status == 0
    give_code()
    terminal.later(12 * HOUR - MINUTE)
    terminal.run_quietly("true")
    assert len(sts.sessions) == 1
    terminal.later(DAY)
    assert terminal.key() == sts.newest_session.id
    assert len(sts.sessions) == 2
    assert "MFA code" not in terminal.seen()
