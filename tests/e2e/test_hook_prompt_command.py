"""PROMPT_COMMAND of bash after others have been at it: what they add runs, the hook renews, both can be taken out."""

import pytest

from harness_hooks import HOUR

pytestmark = pytest.mark.pty
DAY = 13 * HOUR

# What a start-up file says behind the hook's line. Each adds a command that notes that it ran.
RAN = "ran=$((ran+1))"
STRINGS = {
    "+= without a separator": "PROMPT_COMMAND+='%s'",
    "+= with ;": "PROMPT_COMMAND+=';%s'",
    "+= with ; and a blank": "PROMPT_COMMAND+='; %s'",
    "+= with a newline": "PROMPT_COMMAND+=$'\\n%s'",
    "+= with a ; behind it": "PROMPT_COMMAND+='%s;'",
    "behind ;": "PROMPT_COMMAND=\"$PROMPT_COMMAND; \"'%s'",
    "behind &&": "PROMPT_COMMAND=\"$PROMPT_COMMAND && \"'%s'",
    "behind, if there is one": "PROMPT_COMMAND=\"${PROMPT_COMMAND:+$PROMPT_COMMAND; }\"'%s'",
    "before ;": "PROMPT_COMMAND='%s'\"; $PROMPT_COMMAND\"",
    "before ; without a blank": "PROMPT_COMMAND='%s'\";$PROMPT_COMMAND\"",
    "before &&": "PROMPT_COMMAND='%s'\" && $PROMPT_COMMAND\"",
    "before a newline": "PROMPT_COMMAND='%s'$'\\n'\"$PROMPT_COMMAND\"",
    "before without a separator": "PROMPT_COMMAND='%s'\"$PROMPT_COMMAND\"",
    "before, if there is one": "PROMPT_COMMAND='%s'\"${PROMPT_COMMAND:+; $PROMPT_COMMAND}\"",
    "exported": "export PROMPT_COMMAND=\"$PROMPT_COMMAND; \"'%s'",
    "in braces": "PROMPT_COMMAND=\"{ $PROMPT_COMMAND; }; \"'%s'",
}
ARRAYS = {
    "array += (x)": "PROMPT_COMMAND+=('%s')",
    "array (x ...)": "PROMPT_COMMAND=('%s' \"${PROMPT_COMMAND[@]}\")",
    "array (... x)": "PROMPT_COMMAND=(\"${PROMPT_COMMAND[@]}\" '%s')",
}
BEFORE = {
    "nothing": "unset PROMPT_COMMAND", "a string": "PROMPT_COMMAND='had=$?'", "an array": "PROMPT_COMMAND=('had=$?' :)"
}
# What is joined to a string of the user's own without a separator is theirs to mend.
WAYS = [
    (before, way) for before in BEFORE for way in [*STRINGS, *ARRAYS]
    if (before, way) != ("a string", "before without a separator")
]  # fmt: skip


def joined(hooked, before, setting):
    """A terminal in which the start-up file has `before`, the hook, and `setting`."""
    terminal = hooked("bash", hook=False)
    done = terminal.show("%s; eval \"$(awsmfa hook bash)\"; %s" % (BEFORE[before], setting))
    assert "bash: " not in done
    return terminal


def count(terminal, name):
    """The value of a counter, read twice: it grows by one at each prompt."""
    return int(terminal.value("$((%s))" % name))


def works(terminal, sts, alice):
    """The hook renews at a prompt (PS0 is not what is looked at here) and at a command."""
    terminal.use()
    terminal.run_quietly("true")
    terminal.begin("true")
    terminal.later(DAY)
    terminal.end()
    terminal.answer_code(alice.phone)
    terminal.expect_prompt()
    assert terminal.key() == sts.newest_session.id
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id


def no_error(terminal):
    seen = terminal.seen()
    assert "syntax error" not in seen and "not found" not in seen and "bash: " not in seen, seen


@pytest.mark.parametrize("before, way", WAYS)
def test_a_command_that_is_added_runs_and_the_hook_too(before, way, hooked, sts, alice):
    """`PROMPT_COMMAND+="history -a"` made one word of two commands: neither ran, at any prompt."""
    setting = {**STRINGS, **ARRAYS}[way] % RAN
    terminal = joined(hooked, before, setting)
    ran = count(terminal, "ran")
    assert count(terminal, "ran") == ran + 1
    terminal.show("(exit 7)")
    if before != "nothing" and "before" not in way and "(x" not in way:
        assert terminal.value("$had") == "7"
    ran = count(terminal, "ran")
    terminal.show("false")
    assert count(terminal, "ran") == ran + 2, "it runs after a command that failed, too"
    works(terminal, sts, alice)
    no_error(terminal)


COMPOUND = [RAN + "; had=1", "ran=$((ran+1)) true; " + RAN, "printf ''; " + RAN, "noted"]


@pytest.mark.parametrize("added", COMPOUND)
def test_what_is_added_without_a_separator_may_be_any_command(added, hooked):
    terminal = joined(hooked, "nothing", "noted() { %s; }; PROMPT_COMMAND+='%s'" % (RAN, added))
    ran = count(terminal, "ran")
    assert count(terminal, "ran") == ran + 1
    no_error(terminal)


@pytest.mark.parametrize("separator", ["; ", ";", "$'\\n'", ""])
@pytest.mark.parametrize("status", [0, 7])
def test_what_is_added_behind_sees_the_status_of_the_command(status, separator, hooked):
    """Prompts that show a status append themselves like this."""
    separator = separator if separator.startswith("$") else '"%s"' % separator
    terminal = joined(hooked, "nothing", "PROMPT_COMMAND=\"$PROMPT_COMMAND\"%s'c=$?'" % separator)
    terminal.show("true")
    terminal.show("(exit %d)" % status)
    assert terminal.value("$c") == str(status)


def test_what_is_added_behind_sees_the_status_also_when_the_hook_looks(hooked):
    """A profile variable that has changed makes it look; then the status goes through functions of ours."""
    terminal = joined(hooked, "nothing", "PROMPT_COMMAND=\"$PROMPT_COMMAND\"'; c=$?'")
    terminal.show("export AWS_PROFILE=other; (exit 7)")
    assert terminal.value("$c") == "7"


@pytest.mark.parametrize("way", [*STRINGS, *ARRAYS])
def test_under_errexit_and_nounset_the_shell_lives(way, hooked):
    """With `set -eu` a status that is not 0 would end the shell, and an unset name would end the line."""
    terminal = joined(hooked, "nothing", "ran=0; " + {**STRINGS, **ARRAYS}[way] % RAN)
    terminal.show("set -eu")
    for line in ("! true", "true", "false || true"):
        terminal.show(line)
    assert count(terminal, "ran") > 3
    no_error(terminal)


def test_a_trap_of_err_does_not_fire_for_us(hooked):
    """A command that failed is reported once, not again by the status that the hook hands on."""
    terminal = joined(hooked, "nothing", "trap 'failed=$((failed+1))' ERR")
    terminal.show("failed=0")
    terminal.show("false")
    assert terminal.value("$failed") == "1"


@pytest.mark.parametrize("way", STRINGS)
def test_a_shell_within_without_the_hook_runs_what_was_added(way, hooked):
    """An exported PROMPT_COMMAND comes into shells that have no function of ours."""
    terminal = joined(hooked, "nothing", STRINGS[way] % RAN)
    terminal.show("export PROMPT_COMMAND")
    terminal.show("exec bash --norc --noprofile -i")
    ran = count(terminal, "ran")
    assert count(terminal, "ran") == ran + 1
    no_error(terminal)


@pytest.mark.parametrize("ifs", ["_", "a", "0123456789", ""])
def test_no_ifs_takes_the_entry_apart(ifs, hooked, sts, alice):
    """An expansion is split at whatever IFS holds, the name of a function too."""
    terminal = hooked("bash", session=True)
    terminal.show("IFS='%s'" % ifs)
    terminal.begin("true")
    terminal.later(DAY)
    terminal.end()
    terminal.answer_code(alice.phone)
    terminal.expect_prompt()
    no_error(terminal)
    assert len(sts.sessions) == 2


# --- PS0 ------------------------------------------------------------------------------------------

BEHIND = """behind() { PS0=${PS0//'$(:)'}'$(:)'; }; """


@pytest.mark.parametrize("joined_with", [
    "PROMPT_COMMAND=([0]=behind); %s",
    "%s; PROMPT_COMMAND=(\"${PROMPT_COMMAND[@]}\" behind)",
    "%s; PROMPT_COMMAND+='; behind'",
])  # fmt: skip
def test_what_others_put_behind_ours_in_ps0_does_not_end_bash(joined_with, hooked, sts, alice):
    """kitty's integration puts `$(...)` at the end of PS0 before each prompt. A trap that comes due while bash parses
    that ended the shell: the terminal closed at the first command after the session had expired."""
    terminal = hooked("bash", hook=False)
    terminal.show(BEHIND + joined_with % 'eval "$(awsmfa hook bash)"')
    terminal.use()
    for _ in range(2):  # prompts at which the hook sees it, and moves its entry to the end
        terminal.enter()
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    assert "loaded and active" in terminal.show("awsmfa doctor")
    terminal.show("__awsmfa_unhook")
    assert terminal.run("set | grep -c __awsmfa_state") == "0\n"


def test_until_it_is_the_last_again_the_signal_is_not_sent(hooked, sts, alice):
    """No question before that command: it comes at the prompt after it."""
    terminal = hooked("bash", session=True)
    terminal.show("PS0+='$(:)'; PROMPT_COMMAND=:")
    terminal.later(DAY)
    terminal.run_quietly("true")
    terminal.show('eval "$(awsmfa hook bash)"', answer=alice.phone)
    assert terminal.session().is_of(sts.newest_session)


# --- taking it out ----------------------------------------------------------------------------------


@pytest.mark.parametrize("before, way", WAYS)
def test_unhook_leaves_what_was_joined_to_it(before, way, hooked):
    """Two separators with nothing between them would be a syntax error at each prompt."""
    terminal = joined(hooked, before, {**STRINGS, **ARRAYS}[way] % RAN)
    terminal.show("__awsmfa_unhook")
    ran = count(terminal, "ran")
    assert count(terminal, "ran") == ran + 1
    assert "awsmfa" not in terminal.run("declare -p PROMPT_COMMAND")
    no_error(terminal)


@pytest.mark.parametrize(
    "text", ["a=1; $PROMPT_COMMAND; b=1", "a=1;$PROMPT_COMMAND;b=1;", "a=1 && $PROMPT_COMMAND && b=1"]
)
def test_unhook_in_the_middle_of_a_string(text, hooked):
    """bash-git-prompt, kitty and ghostty join what they find to theirs."""
    terminal = joined(hooked, "nothing", 'PROMPT_COMMAND="%s"' % text)
    terminal.show("__awsmfa_unhook; a=0 b=0")
    assert terminal.value("$a$b") == "11"
    no_error(terminal)


# --- what doctor says -------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", [
    'PROMPT_COMMAND="x${PROMPT_COMMAND#?}"',
    "PROMPT_COMMAND=__awsmfa_prompthistory",
    "PROMPT_COMMAND='my__awsmfa_prompt'",
])  # fmt: skip
def test_doctor_does_not_call_a_broken_entry_good(setting, hooked):
    """The name is there, and what runs is another command."""
    terminal = hooked("bash")
    shown = terminal.show("%s; awsmfa doctor" % setting)
    assert "PROMPT_COMMAND was set again" in shown
    assert "in its place" not in shown
    terminal.show('eval "$(awsmfa hook bash)"')
    assert "loaded and active" in terminal.show("awsmfa doctor")


@pytest.mark.parametrize("way", [*STRINGS, *ARRAYS])
def test_doctor_calls_an_entry_good_that_was_joined_well(way, hooked):
    terminal = joined(hooked, "nothing", {**STRINGS, **ARRAYS}[way] % RAN)
    assert "loaded and active" in terminal.show("awsmfa doctor")
