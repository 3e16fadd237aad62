"""While nothing is due the hook costs no process, says nothing, and leaves everything as a command left it."""

import re

import pytest

from harness import need
from harness_hooks import HOUR, bash_and_zsh, every_shell
from harness_terminal import STARTS

pytestmark = pytest.mark.pty
DAY = 13 * HOUR
PROCESS = re.compile(r"\b(execve|clone|clone3|fork|vfork)\(")


class Traced:
    """A shell whose every fork and exec is counted."""

    def __init__(self, hooked, shell, log, **settings):
        tracer = [
            need("strace"), "-f", "-qq", "--seccomp-bpf", "-e", "trace=execve,clone,clone3,fork,vfork", "-o", str(log)
        ]
        self.log = log
        self.terminal = hooked(shell, args=tracer + STARTS[shell], **settings)

    def processes(self):
        return len(
            [line for line in self.log.read_text().splitlines() if PROCESS.search(line) and "CLONE_THREAD" not in line]
        )

    def processes_for(self, prompts):
        """How many it starts for so many prompts and as many commands."""
        before = self.processes()
        for _ in range(prompts):
            self.terminal.type(":")
            self.terminal.expect_prompt()
        return self.processes() - before


@every_shell
def test_a_thousand_prompts_start_no_process(shell, hooked, tmp_path):
    """A fork at each prompt is what makes other hooks felt."""
    plainly = Traced(hooked, shell, tmp_path / "plain", hook=False, clock=False)
    with_hook = Traced(hooked, shell, tmp_path / "hooked", session=True, clock=False)
    assert with_hook.processes_for(1000) == plainly.processes_for(1000)


@every_shell
def test_nothing_is_shown(shell, hooked):
    """From Enter to the next prompt, byte for byte the same with a session and the hook as without."""
    shown = []
    for terminal in (hooked(shell, hook=False), hooked(shell, session=True)):
        terminal.show("true")
        for line in ("echo hello", "", "true", "false", "echo $AWS_NOTHING"):
            terminal.type(line)
            terminal.expect(r"\n")
            terminal.expect_prompt()
            shown.append(terminal.child.before)
    assert shown[:5] == shown[5:]


def test_bash_does_not_grow(hooked):
    """bash loses a few bytes whenever it expands a PS0 with a double quote in such a place: a shell lives for weeks."""
    terminal = hooked("bash", session=True)
    terminal.run(
        "size() { while read -r name value _; do [ $name = VmData: ] && echo data=$value; done </proc/$$/status; }"
    )
    terminal.run("expand() { for ((i = 0; i < 20000; i++)); do x=${PS0@P}; done; }; expand")
    before = int(re.search(r"data=(\d+)", terminal.run("size")).group(1))
    after = int(re.search(r"data=(\d+)", terminal.run("expand; size")).group(1))
    assert after - before < 200, "KiB for 20000 commands"


# --- what a command left ----------------------------------------------------------------------------

STATUS = ("(exit 7)", "$?", "7")
LEFT_IN = {
    "bash": [
        STATUS,
        ("true | false | (exit 3)", "${PIPESTATUS[*]}", "0 1 3"),
        ("echo one lastword", "$_", "lastword"),
    ],
    "zsh": [STATUS, ("true | false | (exit 3)", "$pipestatus", "0 1 3"), ("echo one lastword", "$_", "lastword")],
    "fish": [("sh -c 'exit 7'", "$status", "7"), ("true | false | sh -c 'exit 3'", "$pipestatus", "0 1 3")],
}
LEFT = [(shell, *case) for shell, cases in LEFT_IN.items() for case in cases]
what_is_left = pytest.mark.parametrize("shell, command, name, value", LEFT)


@what_is_left
def test_what_a_command_left_is_there_when_nothing_is_due(shell, command, name, value, hooked):
    terminal = hooked(shell, session=True)
    terminal.show(command)
    assert terminal.value(name) == value


@what_is_left
def test_what_a_command_left_is_there_after_the_prompt_asked(shell, command, name, value, hooked, alice):
    terminal = hooked(shell, session=True)
    terminal.begin(command)
    terminal.later(DAY)
    terminal.end()
    terminal.answer_code(alice.phone)
    terminal.expect_prompt()
    assert terminal.value(name) == value


@what_is_left
def test_what_a_command_left_is_there_for_the_command_that_asks(shell, command, name, value, hooked, alice):
    terminal = hooked(shell, session=True)
    terminal.show(command)
    terminal.later(DAY)
    assert terminal.value(name, answer=alice.phone) == value


@what_is_left
def test_what_a_command_left_is_there_after_later(shell, command, name, value, hooked):
    """Enter at the question is no reason to lose it."""
    terminal = hooked(shell, session=True)
    terminal.begin(command)
    terminal.later(DAY)
    terminal.end()
    terminal.expect("MFA code for .*: ")
    terminal.enter()
    assert terminal.value(name) == value


# --- the clock --------------------------------------------------------------------------------------


@every_shell
def test_a_clock_that_is_set_back_asks_nothing(shell, hooked, sts):
    """The session looks good for longer than it is; AWS would say so, and `awsmfa use` helps."""
    terminal = hooked(shell, session=True)
    terminal.later(-4 * HOUR)
    terminal.run_quietly("true")
    assert len(sts.sessions) == 1


@every_shell
def test_a_clock_that_is_set_back_does_not_lengthen_a_wait(shell, hooked, sts, alice):
    """After Enter the wait is five minutes, also when the clock then goes back by hours."""
    terminal = hooked(shell, session=True)
    terminal.later(DAY)
    terminal.type("true")
    terminal.expect("MFA code for .*: ")
    terminal.enter()
    terminal.later(-HOUR // 2)
    terminal.run_quietly("true")
    terminal.later(HOUR)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id


@bash_and_zsh
def test_seconds_given_another_value_does_not_matter(shell, hooked, sts, alice):
    terminal = hooked(shell, session=True)
    terminal.run_quietly("SECONDS=0")
    terminal.later(HOUR)
    terminal.run_quietly("true")
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
