"""The question for the code: where it is asked, what counts as an answer, and how it leaves the terminal."""

import os
import re
import select
import signal
import subprocess

import pytest
from harness import assert_no_secret, need
from harness_shells import exports
from standin import faults

pty = pytest.mark.pty
QUESTION = r"MFA code for [^\r\n]*: "


@pytest.fixture(autouse=True)
def profile(home, alice):
    home.credentials(alice.profile())


def codes_sent(sts):
    return [entry.code for entry in sts.requests("GetSessionToken")]


# --- asking again ---------------------------------------------------------------------------------


@pty
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "dash", "tcsh"])
def test_one_code_puts_the_session_into_the_shell(terminal, alice, sts, shell):
    """The whole point, once in each family of shells."""
    shell = terminal(shell)
    done = shell.evaluate(answer=alice.phone)
    assert done.status == 0, done
    assert shell.session().is_of(sts.newest_session)
    shell.assert_no_secret_seen()


@pty
def test_question_names_profile_and_device(terminal, alice, home):
    """Who has two authenticators must know which one to look at."""
    home.credentials(alice.profile("work"))
    shell = terminal()
    shell.type('eval "$(awsmfa env work)"')
    question = shell.answer_code(alice.phone)
    assert question == "MFA code for work (%s) at 127.0.0.1 (AWS_ENDPOINT_URL): " % alice.serial
    shell.expect_prompt()


@pty
def test_wrong_code_is_asked_for_again_two_more_times(terminal, alice, sts):
    """A slip must not cost the whole command, but three wrong codes are no slip."""
    shell = terminal()
    wrong = alice.phone.wrong_code()
    codes = [wrong, "%06d" % (int(wrong) + 1), "%06d" % (int(wrong) + 2)]
    shell.type('eval "$(awsmfa env)"; echo "status=<$?>"')
    for number, code in enumerate(codes):
        if number:
            shell.expect("wrong or already used .a code works once.; the next one comes in at most 30 s")
        shell.answer_code(alice.phone, code)
    shell.expect("status=<4>")
    assert codes_sent(sts) == codes


@pty
def test_right_code_after_two_wrong_ones_is_a_session(terminal, alice, sts):
    """The third try is a real one, and the status of the command tells so."""
    shell = terminal()
    wrong = alice.phone.wrong_code()
    shell.type('out=$(awsmfa env) && eval "$out"; echo "status=<$?>"')
    shell.answer_code(alice.phone, wrong)
    shell.answer_code(alice.phone, "%06d" % (int(wrong) + 1))
    shell.answer_code(alice.phone)
    shell.expect("status=<0>")
    shell.expect_prompt()
    assert shell.session().is_of(sts.newest_session)


@pty
def test_used_code_is_asked_for_again(terminal, alice, sts):
    """The code that the authenticator still shows, ten seconds after the last session."""
    shell = terminal()
    used = alice.phone.used_code()
    shell.type('eval "$(awsmfa env)"; echo "status=<$?>"')
    shell.answer_code(alice.phone, used)
    shell.expect("already used")
    shell.answer_code(alice.phone)
    shell.expect("status=<0>")
    assert len(codes_sent(sts)) == 2


@pty
def test_code_that_was_sent_is_not_sent_again(terminal, alice, sts):
    """AWS would say no again, and after some of those nothing at all. Also not when another one came between."""
    shell = terminal()
    wrong = alice.phone.wrong_code()
    other = "%06d" % (int(wrong) + 1)
    shell.type('eval "$(awsmfa env)"; echo "status=<$?>"')
    shell.answer_code(alice.phone, wrong)
    shell.answer_code(alice.phone, wrong)
    shell.expect("that code was used already")
    shell.answer_code(alice.phone, other)
    shell.answer_code(alice.phone, wrong)
    shell.expect("that code was used already")
    shell.answer_code(alice.phone)
    shell.expect("status=<0>")
    assert codes_sent(sts)[:2] == [wrong, other] and len(codes_sent(sts)) == 3


@pty
@pytest.mark.parametrize(
    "typed", ["12345", "1234567", "12345a", "12 456", "１２３４５６", "1" * 300, "-12345", "+12345", "$(id)"]
)
def test_what_is_not_six_digits_is_asked_again_without_a_request(terminal, alice, sts, typed):
    """Only what can be a code may cost a try."""
    shell = terminal()
    shell.type('eval "$(awsmfa env)"; echo "status=<$?>"')
    shell.answer_code(alice.phone, typed)
    shell.expect("a code is six digits; Enter alone gives up")
    assert sts.log == []
    shell.answer_code(alice.phone)
    shell.expect("status=<0>")
    assert len(sts.log) == 1


@pty
def test_typing_errors_do_not_count_as_tries(terminal, alice, sts):
    """Three times five digits and then the right six: a session."""
    shell = terminal()
    shell.type('eval "$(awsmfa env)"; echo "status=<$?>"')
    for typed in ("1", "22", "333", "4444"):
        shell.answer_code(alice.phone, typed)
    shell.answer_code(alice.phone)
    shell.expect("status=<0>")


@pty
@pytest.mark.parametrize("form", ["%s", "  %s", "%s  ", "\t %s \t"])
def test_leading_zeros_and_blanks_around(terminal, alice, sts, form):
    """A tenth of all codes begins with a zero; a code that was copied has blanks around it."""
    shell = terminal()
    shell.type('stty -ixon; eval "$(awsmfa env)"; echo "status=<$?>"')
    shell.answer_code(alice.phone, form.replace("\t", " ") % "000123")
    shell.answer_code(alice.phone, form.replace("\t", " ") % alice.phone.next_code())
    shell.expect("status=<0>")
    assert codes_sent(sts)[0] == "000123"


# --- later ----------------------------------------------------------------------------------------


@pty
@pytest.mark.parametrize("keys", ["\r", "   \r", "\x04"], ids=["Enter", "blanks", "Ctrl-D"])
def test_later_is_6_without_a_request(terminal, sts, keys):
    """The phone is in the other room: that is no error of anybody."""
    shell = terminal()
    shell.type('eval "$(awsmfa env)"; echo "status=<$?>"')
    shell.expect(QUESTION)
    shell.press(keys)
    shell.expect("status=<6>")
    shell.expect_prompt()
    assert sts.log == []
    assert not shell.session()
    assert shell.run("echo alive") == "alive\n"


@pty
def test_later_after_a_wrong_code_is_6(terminal, alice):
    """Also then it is the user who has put it off."""
    shell = terminal()
    shell.type('eval "$(awsmfa env)"; echo "status=<$?>"')
    shell.answer_code(alice.phone, alice.phone.wrong_code())
    shell.expect(QUESTION)
    shell.press("\r")
    shell.expect("status=<6>")


# --- the terminal, and nothing else ---------------------------------------------------------------


@pty
def test_question_goes_to_the_terminal_whatever_is_redirected(terminal, alice, sts, tmp_path):
    """Inside $(...) stdout is a pipe, and a script may have taken the other two."""
    out, err = tmp_path / "out", tmp_path / "err"
    shell = terminal()
    shell.type("awsmfa env </dev/null >%s 2>%s; echo \"status=<$?>\"" % (out, err))
    shell.answer_code(alice.phone)
    shell.expect("status=<0>")
    assert out.read_text().count("MFA code") == err.read_text().count("MFA code") == 0
    assert sts.newest_session.token in out.read_text()
    assert_no_secret(sts, err.read_text(), "stderr")


@pty
def test_answer_on_stdin_is_not_read(terminal, alice, sts):
    """A script's own input is the script's; only `-t -` may take a line of it."""
    shell = terminal()
    shell.type("{ awsmfa env >/dev/null; cat; } <<< 'left alone'")
    shell.answer_code(alice.phone)
    shell.expect("left alone")
    assert len(sts.log) == 1


@pty
def test_terminal_in_raw_mode_gets_a_question_all_the_same(terminal, alice, sts):
    """A full-screen program that asks for a session must not have to know about terminals."""
    shell = terminal()
    shell.type("stty raw -echo; awsmfa env >/dev/null; state=$?; stty -a; stty sane; echo \"status=<$state>\"")
    shell.answer_code(alice.phone)
    seen = shell.expect("status=<0>")
    assert seen
    modes = shell.seen()
    assert "-icanon" in modes and "-echo" in modes, "the modes are not as they were found"
    assert len(codes_sent(sts)) == 1


def modes_of(shell):
    """`stty -g` of the terminal itself, not of what a line editor makes of it while it waits for a line."""
    return re.search(r"[0-9a-f]+(:[0-9a-f]+){10,}", shell.run("stty -g < /dev/tty")).group(0)


@pty
@pytest.mark.parametrize("shell", ["bash", "dash", "zsh", "ksh"])
def test_interrupt_gives_the_terminal_back_and_the_shell_lives(terminal, sts, shell):
    """Ctrl-C at the question is the most natural thing in the world."""
    shell = terminal(shell)
    before = modes_of(shell)
    shell.type('eval "$(awsmfa env)"')
    shell.expect(QUESTION)
    shell.press("\x03")
    shell.expect_prompt()
    assert modes_of(shell) == before
    assert shell.run("echo alive") == "alive\n"
    assert sts.log == []


@pty
def test_interrupt_is_130_for_the_shell(terminal):
    """The status that every shell gives to a program that Ctrl-C has ended."""
    shell = terminal("bash")
    shell.type("awsmfa env --format sh")
    shell.expect(QUESTION)
    shell.press("\x03")
    shell.expect_prompt()
    assert shell.last_status() == 130


@pty
def test_quit_is_a_signal_without_a_core(terminal, home):
    """Ctrl-backslash would dump core, with the keys in it."""
    shell = terminal("bash")
    shell.type("ulimit -c unlimited; awsmfa env --format sh")
    shell.expect(QUESTION)
    shell.press("\x1c")
    shell.expect_prompt()
    assert shell.last_status() == 128 + signal.SIGQUIT
    assert "core dumped" not in shell.seen()
    home.verify()


@pty
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_stop_and_continue_asks_again(terminal, alice, sts, shell):
    """Ctrl-Z to look something up, fg, and the question is there again."""
    shell = terminal(shell)
    before = modes_of(shell)
    shell.type("awsmfa env --format sh > /dev/null")
    shell.expect(QUESTION)
    shell.press("\x1a")
    shell.expect_prompt()
    assert modes_of(shell) == before
    shell.type("fg")
    shell.answer_code(alice.phone)
    shell.expect_prompt()
    assert shell.last_status() == 0
    assert modes_of(shell) == before
    assert len(codes_sent(sts)) == 1


@pty
def test_question_from_the_background_waits_for_the_foreground(terminal, alice, sts):
    """A job in the background must not take the keys that are meant for the shell."""
    shell = terminal("bash")
    shell.type("awsmfa env --format sh > /dev/null &")
    shell.expect_prompt()
    shell.type("until jobs | grep -q Stopped; do :; done; echo is-stopped | tr a-z A-Z")
    shell.expect("IS-STOPPED")
    shell.expect_prompt()
    assert QUESTION not in shell.seen()
    shell.type("fg")
    shell.answer_code(alice.phone)
    shell.expect_prompt()
    assert shell.last_status() == 0


def asking(terminal, shell="bash"):
    """A shell whose child awsmfa asks right now; gives the shell, its modes before, and the child's pid."""
    shell = terminal(shell)
    before = modes_of(shell)
    shell.type("awsmfa env --format sh")
    shell.expect(QUESTION)
    return shell, before, child_of(shell.child.pid)


def child_of(parent, name="awsmfa"):
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/stat" % pid) as file:
                text = file.read()
        except OSError:
            continue
        comm, _, rest = text.partition("(")[2].rpartition(")")
        if comm == name and int(rest.split()[1]) == parent:
            return int(pid)
    pytest.fail("%d has no child %s" % (parent, name))


@pty
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signal_while_asking_leaves_the_terminal_sane(terminal, number):
    """However it ends, what is typed next must be visible."""
    shell, before, pid = asking(terminal)
    os.kill(pid, number)
    shell.expect_prompt()
    assert shell.last_status() == 128 + number
    assert modes_of(shell) == before
    assert shell.run("echo alive") == "alive\n"


@pty
def test_signal_puts_raw_modes_back(terminal):
    """As found means as found, not as we like them; dash, unlike bash, does not mend it behind a killed program."""
    shell = terminal("dash")
    shell.type("stty raw -echo; awsmfa env >/dev/null; state=$?; stty -a; stty sane; echo \"status=<$state>\"")
    shell.expect(QUESTION)
    os.kill(child_of(shell.child.pid), signal.SIGTERM)
    shell.expect("status=<143>")
    assert "-icanon" in shell.seen() and "-echo " in shell.seen()


@pty
def test_hang_up_ends_it(terminal, sts):
    """A closed window must not leave a process that waits for ever, nor its helper."""
    shell, _, pid = asking(terminal)
    watch = os.pidfd_open(pid)
    shell.close()
    assert select.select([watch], [], [], 60)[0], "awsmfa outlives its terminal"
    os.close(watch)
    assert sts.log == []


@pty
def test_type_ahead_is_taken_as_the_answer(terminal, alice, sts):
    """Who types the code before the question appears must not type it again."""
    shell = terminal("dash")  # a line editor would take it: it reads ahead in modes of its own
    shell.type('eval "$(awsmfa env)"; echo "status=<$?>"\r' + alice.phone.next_code())
    shell.expect("status=<0>")
    assert len(codes_sent(sts)) == 1


# --- nothing steers the terminal ------------------------------------------------------------------

EVIL = {
    "escape": "\x1b]0;owned\x07\x1b[31m",
    "C1 of UTF-8": "\u009b31m\u009d0;owned\u009c",
    "delete and backspace": "\x7f\x08\x08",
    "carriage return": "\rMFA code for bank: ",
}


def steering(text):
    """What is left of a terminal's output that a terminal would obey, but for line ends and the colour of a hint."""
    text = text.replace("\x1b[33mhint:\x1b[m", "hint:")
    return re.findall(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f\u0080-\u009f]", text)


@pty
@pytest.mark.parametrize("kind", ["C1 of UTF-8", "escape"])
def test_profile_name_does_not_steer_the_terminal(terminal, alice, home, kind):
    """A config file that somebody sent must not rename windows or hide what is asked."""
    home.config(("[profile p%sq]\n" % EVIL[kind]) + alice.profile("x").split("\n", 1)[1])
    shell = terminal("dash", env={"AWS_PROFILE": "p%sq" % EVIL[kind]})
    shell.type('eval "$(awsmfa env)"; echo "status=<$?>"')
    shell.expect("status=<[0-9]>|" + QUESTION)
    assert steering(shell.transcript.getvalue()) == []


@pytest.mark.parametrize("kind", EVIL)
@pytest.mark.parametrize("place", ["profile", "serial", "role", "region", "message", "html"])
def test_messages_do_not_steer_the_terminal(home, alice, sts, awsmfa, kind, place):
    """Whoever wrote it, file or server: stderr has letters only."""
    text, arguments = "x%sy" % EVIL[kind], []
    if place == "profile":
        arguments = ["-p", text]
    elif place == "serial":
        home.credentials(alice.profile().replace("mfa/alice", "mfa/" + text))
    elif place == "role":
        arguments = ["-r", "arn:aws:iam::123456789012:role/" + text]
    elif place == "region":
        home.config("[default]\nregion = %s\n" % text)
    elif place == "message":
        sts.faults.append(
            faults.Refuse(403, "AccessDenied", text.replace("\x1b", "\u009b").replace("\x07", "").replace("\x08", ""))
        )
    else:
        sts.faults += [faults.Raw(text.encode(), 403, "text/html")]
    result = awsmfa("env", "-t", alice.phone.next_code(), *arguments)
    assert result.status != 0
    assert steering(result.stderr) == [] and "\r" not in result.stderr
    assert result.stderr.count("\n") == len(result.lines)


def test_names_in_any_language_stay_readable(home, alice, awsmfa):
    """Only what steers is replaced."""
    home.credentials(alice.profile("büro-東京-🔑"))
    result = awsmfa("env", "-p", "büro-東京-🔑", "-t", alice.phone.next_code())
    assert "büro-東京-🔑: session until" in result.stderr


# --- -t -------------------------------------------------------------------------------------------


@pty
def test_wrong_code_by_option_is_4_without_a_question(terminal, alice, sts):
    """A script gives a code; it must not hang at a question that nobody reads."""
    shell = terminal()
    done = shell.run('eval "$(awsmfa env -t %s)"' % alice.phone.wrong_code())
    assert done.status == 4
    assert "MFA code for" not in done and len(sts.log) == 1


@pytest.mark.parametrize("stdin", ["%s\n", "%s", "  %s \r\n", "%s\nmore\n"])
def test_code_from_stdin(awsmfa, alice, sts, stdin):
    """`ykman oath ... | awsmfa env -t -`: no argument that `ps` could show."""
    result = awsmfa("env", "-t", "-", stdin=stdin % alice.phone.next_code())
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.key


@pytest.mark.parametrize("stdin", ["", "\n", "12345\n", "nothing found\n"])
def test_no_code_on_stdin_is_2(awsmfa, sts, stdin):
    """An OTP program that failed must not look like a wrong code."""
    result = awsmfa("env", "-t", "-", stdin=stdin)
    assert result.status == 2 and sts.log == []
    assert "not six digits" in result.stderr


def test_endless_line_on_stdin_is_refused(awsmfa, sts):
    """Somebody piped the wrong file."""
    result = awsmfa("env", "-t", "-", stdin="1" * 100000)
    assert result.status == 1 and "longer than" in result.stderr and sts.log == []


def test_slip_in_the_code_costs_no_look_up(awsmfa, home, alice, sts):
    """`-t 12345` is a slip of the finger; IAM need not hear of it."""
    home.credentials(alice.keys())
    result = awsmfa("env", "-t", "12345")
    assert result.status == 2 and sts.log == []


def test_leading_zero_by_option_is_kept(awsmfa, sts):
    """A number would lose it."""
    awsmfa("env", "-t", "000123")
    assert codes_sent(sts) == ["000123"]


# --- mfa_process ----------------------------------------------------------------------------------


@pytest.fixture
def process(home, alice, awsmfa):
    def run(command, *arguments, **more):
        home.credentials(alice.profile() + "mfa_process = %s\n" % command)
        return awsmfa("env", *arguments, **more)

    return run


@pytest.mark.parametrize(
    "command", ["echo %s", "printf '  %s \\r\\n'", "printf '%s\\nsecond line\\n'", "echo %s; echo x >&2"]
)
def test_code_of_mfa_process(process, alice, sts, command):
    """The first line, blanks around it removed; its stderr is the user's."""
    result = process(command % alice.phone.next_code())
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.key
    assert ("x" in result.lines) == command.endswith(">&2")


def test_option_wins_over_mfa_process(process, alice, sts, tmp_path):
    """The user who types a code has a reason."""
    mark = tmp_path / "mark"
    result = process("touch %s; echo 123456" % mark, "-t", alice.phone.next_code())
    assert result.status == 0 and not mark.exists()


@pytest.mark.parametrize(
    "command, words",
    [
        ("exit 3", "failed with status 3"),
        ("echo 123456; exit 1", "failed with status 1"),
        ("kill -9 $$", "failed with status 137"),
        ("true", "did not print a code"),
        ("echo 12345", "did not print a code"),
        ("echo no such token", "did not print a code"),
        ("echo; echo 123456", "did not print a code"),
        ("/nonexistent/otp 2>/dev/null", "failed with status 127"),
        ("head -c 1100 /dev/zero", "more than 1024 bytes"),
        ("yes", "more than 1024 bytes"),
        ("trap '' TERM; yes; yes; yes", "more than 1024 bytes"),
    ],
)
def test_mfa_process_that_fails_is_1_without_a_request(process, sts, command, words):
    """It is named, and nothing that it printed is sent or shown."""
    result = process(command)
    assert result.status == 1
    assert "mfa_process of profile 'default'" in result.stderr and words in result.stderr
    assert sts.log == []


@pty
def test_no_question_behind_a_failed_mfa_process(terminal, home, alice, sts):
    """Who has set one up does not expect to type."""
    home.credentials(alice.profile() + "mfa_process = exit 3\n")
    shell = terminal()
    done = shell.evaluate()
    assert done.status == 1 and "MFA code for" not in done and sts.log == []


@pty
def test_mfa_process_has_the_terminal(terminal, home, alice, sts):
    """`ykman` asks for a touch, `op` for a password: on stderr and the terminal."""
    home.credentials(alice.profile() + "mfa_process = printf 'touch the key: ' >&2; read code </dev/tty; echo $code\n")
    shell = terminal()
    shell.type('eval "$(awsmfa env)"; echo "status=<$?>"')
    shell.expect("touch the key: ")
    shell.type(alice.phone.next_code())
    shell.expect("status=<0>")


HURRY = r"""
#include <time.h>

int
nanosleep(const struct timespec *wanted, struct timespec *left)
{
	(void)wanted;
	(void)left;
	return 0;
}
"""


@pytest.fixture(scope="module")
def hurry(tmp_path_factory):
    """A library in front of libc's that makes every wait for the next code end at once."""
    folder = tmp_path_factory.mktemp("hurry")
    (folder / "hurry.c").write_text(HURRY)
    command = [need("cc"), "-shared", "-fPIC", "-o", str(folder / "hurry.so"), str(folder / "hurry.c")]
    subprocess.run(command, check=True)
    return str(folder / "hurry.so")


def test_refused_code_of_mfa_process_is_fetched_once_more_after_the_next_step(process, alice, sts, tmp_path, hurry):
    """A code that was just used is the one it prints for the rest of its half minute."""
    state = tmp_path / "called"
    used, fresh = alice.phone.used_code(), alice.phone.next_code()
    command = "if test -e %s; then echo %s; else touch %s; echo %s; fi" % (state, fresh, state, used)
    result = process(command, env={"LD_PRELOAD": hurry})
    assert result.status == 0, result
    assert codes_sent(sts) == [used, fresh]
    assert re.search(r"awsmfa: waiting \d+ s for the next code", result.stderr)


def test_second_refused_code_of_mfa_process_is_4(process, alice, sts, tmp_path, hurry):
    """The secret in the password store is the wrong one: twice is enough to know."""
    state = tmp_path / "called"
    wrong = alice.phone.wrong_code()
    other = "%06d" % (int(wrong) + 1)
    command = "if test -e %s; then echo %s; else touch %s; echo %s; fi" % (state, other, state, wrong)
    result = process(command, env={"LD_PRELOAD": hurry})
    assert result.status == 4
    assert codes_sent(sts) == [wrong, other]


def test_mfa_process_that_prints_the_same_code_is_1_and_it_is_not_sent_again(process, alice, sts, hurry):
    """A constant instead of a command."""
    wrong = alice.phone.wrong_code()
    result = process("echo %s" % wrong, env={"LD_PRELOAD": hurry})
    assert result.status == 1 and "a code that AWS has already seen" in result.stderr
    assert codes_sent(sts) == [wrong]


# --- nobody to ask --------------------------------------------------------------------------------


def test_no_terminal_is_6_and_says_what_there_is_instead(awsmfa, sts):
    """cron, an editor's task, a container."""
    result = awsmfa("env")
    assert result.status == 6 and sts.log == []
    assert "-t -" in result.stderr and "mfa_process" in result.stderr


@pty
def test_no_input_is_6_though_there_is_a_terminal(terminal, sts):
    """A script that must never wait for a person."""
    shell = terminal()
    done = shell.evaluate("--no-input")
    assert done.status == 6 and "MFA code for" not in done and sts.log == []


@pty
def test_no_session_on_the_screen(terminal, sts):
    """Without the eval the secrets would be in the scrollback of the terminal, and the code would be gone."""
    shell = terminal()
    done = shell.run("awsmfa env")
    assert done.status == 2 and 'hint: eval "$(awsmfa env)"' in done
    assert "MFA code for" not in done and sts.log == []
