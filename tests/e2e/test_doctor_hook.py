"""`awsmfa doctor` in a shell with the hook: whether it is still in its place, and what else is there.

What is broken here is broken as other tools and start-up files do it, in a real shell on a pseudo-terminal. What
doctor says helps is typed as it stands, and then all is well.
"""

import re

import pytest

from harness_hooks import HOUR, every_shell
from harness_terminal import FISH_START

pytestmark = pytest.mark.pty

RELOAD = {
    "bash": 'eval "$(awsmfa hook bash)"',
    "zsh": 'eval "$(awsmfa hook zsh)"',
    "fish": "awsmfa hook fish | source",
}
FILES = {"bash": "~/.bashrc", "zsh": "~/.zshrc", "fish": "~/.config/fish/config.fish"}


def look(terminal, before="", arguments=""):
    """Calls doctor, on the same line as what comes before it: {(check, state): [(found, hint), ...]}."""
    shown = terminal.run("%sawsmfa doctor%s" % (before, arguments))
    found = {}
    for state, check, text, hint in re.findall(r"^(\w+) +(\w+) +(.*)\n(?: +hint: (.*)\n)?", shown, re.MULTILINE):
        found.setdefault((check, state), []).append((text, hint))
    assert shown.status == (1 if any(state == "problem" for _, state in found) else 0), shown
    assert ("network", "ok") in found, shown
    return found


def is_well(found):
    return {state for _, state in found} == {"ok"} and ("hook", "ok") in found


@every_shell
def test_a_hook_in_its_place_is_ok(shell, hooked):
    """With and without a session; the version helps who is asked for help."""
    terminal = hooked(shell)
    found = look(terminal)
    assert is_well(found), found
    assert re.match(r"loaded and active \(%s \d+\.\d+.*\)" % shell, found["hook", "ok"][0][0])
    assert found["session", "ok"] == [("this terminal holds none", "")]
    terminal.use()
    found = look(terminal)
    assert is_well(found) and found["session", "ok"][0][0].startswith("for default, ")


BROKEN = [
    ("bash", "PS0=; ", "PS0 was set again"),
    ("bash", "PS0='$(true)'; ", "PS0 was set again"),
    ("bash", "unset PS0; ", "PS0 was set again"),
    ("bash", "PROMPT_COMMAND=:; ", "PROMPT_COMMAND was set again"),
    ("bash", "unset PROMPT_COMMAND; ", "PROMPT_COMMAND was set again"),
    ("bash", "PROMPT_COMMAND=(: :); ", "PROMPT_COMMAND was set again"),
    ("bash", "trap - URG; ", "the trap of the signal URG was removed"),
    ("zsh", "precmd_functions=(); ", "precmd_functions was set again"),
    ("zsh", "precmd_functions=(true); ", "precmd_functions was set again"),
    ("zsh", "unset precmd_functions; ", "precmd_functions was set again"),
    ("zsh", "preexec_functions=(); ", "preexec_functions was set again"),
    ("fish", "functions -e __awsmfa_prompt; ", "the function __awsmfa_prompt is gone"),
    ("fish", "function __awsmfa_command; end; ", "the function __awsmfa_command is gone, or handles no event"),
]


@pytest.mark.parametrize("shell, line, said", BROKEN, ids=lambda one: one.strip("; "))
def test_a_hook_that_was_displaced_is_put_back_by_the_hint(shell, line, said, hooked, sts, alice):
    """The session would expire in silence; what is said to help helps, and it renews again."""
    terminal = hooked(shell, session=True)
    found = look(terminal, before=line)
    odd = [(check, state, one) for (check, state), several in found.items() for one in several if state != "ok"]
    assert len(odd) == 1 and odd[0][0] == "hook", found
    text, hint = odd[0][2]
    assert text.startswith(said) and hint.endswith(RELOAD[shell])
    terminal.run_quietly(hint)
    assert is_well(look(terminal))
    terminal.later(13 * HOUR)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id


BY_CHOICE = [
    ("trap '' URG", "trap -p URG", "another trap is set on the signal URG"),
    ("trap 'true' URG", "trap -p URG", "another trap is set on the signal URG"),
    ("shopt -u promptvars", "shopt -p promptvars", "the option promptvars is off"),
]


@pytest.mark.parametrize("line, shown_with, said", BY_CHOICE, ids=lambda one: one)
def test_no_hint_loosens_what_a_tool_has_set(line, shown_with, said, hooked, sts, alice):
    """Liquidprompt switches promptvars off because its prompt has the names of branches in it: with the option on, bash
    runs a branch that is called `x$(command)`. What doctor says helps without: prompts renew."""
    terminal = hooked("bash", session=True)
    terminal.run_quietly(line)
    before = terminal.run(shown_with)
    (text, hint), = look(terminal)["hook", "warning"]
    assert text.startswith(said) and hint.startswith("press Enter at an old prompt"), (text, hint)
    assert not re.search(r"shopt|trap|set |eval", hint)
    assert terminal.run(shown_with) == before
    terminal.later(13 * HOUR)
    terminal.show("", answer=alice.phone)
    assert terminal.key() == sts.newest_session.id


KEEPERS = {
    "starship": (
        '_KEPT=$PROMPT_COMMAND; starship_precmd() { local status=$?; [ -z "$_KEPT" ] || (exit $status) || :; '
        'eval "$_KEPT"; }; PROMPT_COMMAND=starship_precmd'
    ),
    "VS Code": (
        '_kept=("${PROMPT_COMMAND[@]}"); '
        '__vsc_prompt_cmd() { local one; for one in "${_kept[@]}"; do eval "$one"; done; }; '
        "unset PROMPT_COMMAND; PROMPT_COMMAND=__vsc_prompt_cmd"
    ),
    "Liquidprompt": (
        'LP_OLD=$PROMPT_COMMAND; __lp_set() { eval "$LP_OLD"; }; shopt -u promptvars; PROMPT_COMMAND=__lp_set'
    ),
}


@pytest.mark.parametrize("tool", KEEPERS)
def test_an_entry_that_a_tool_keeps_and_calls_is_in_its_place(tool, hooked, sts, alice):
    """They put the old PROMPT_COMMAND into a variable of their own and run it: prompts renew, so nothing is wrong, and
    in VS Code nobody could follow the advice to load the hook later."""
    terminal = hooked("bash", session=True)
    terminal.run_quietly(KEEPERS[tool])
    found = look(terminal)
    assert ("hook", "problem") not in found, found
    assert (("hook", "warning") in found) == (tool == "Liquidprompt"), found
    terminal.later(13 * HOUR)
    terminal.show("", answer=alice.phone)
    assert terminal.key() == sts.newest_session.id
    terminal.run_quietly("__awsmfa_unhook")
    assert terminal.run("set | grep -c __awsmfa_state") == "0\n"


def test_an_entry_that_a_tool_keeps_and_does_not_call_is_missed(hooked):
    """Kept is not called."""
    found = look(hooked("bash"), before="KEPT=$PROMPT_COMMAND; PROMPT_COMMAND=:; ")
    assert found["hook", "problem"][0][0].startswith("PROMPT_COMMAND was set again")


def test_both_points_gone_are_two_findings_and_one_hint(hooked):
    """A start-up file that sets everything anew at its end."""
    terminal = hooked("bash")
    found = look(terminal, before="PS0=; PROMPT_COMMAND=; ")
    assert [hint for _, hint in found["hook", "problem"]] == [RELOAD["bash"]] * 2
    terminal.run_quietly(RELOAD["bash"])
    assert is_well(look(terminal))


@pytest.mark.parametrize(
    "shell, line",
    [
        ("bash", "starship_precmd() { :; }; PROMPT_COMMAND=starship_precmd; "),
        ("zsh", "starship_precmd() { :; }; precmd_functions=(starship_precmd); "),
    ],
)
def test_who_took_the_place_is_named_when_it_shows(shell, line, hooked):
    """Whose line in the start-up file must come before ours."""
    found = look(hooked(shell), before=line)
    assert "after the hook was loaded, perhaps by starship: no prompt" in found["hook", "problem"][0][0]


@every_shell
def test_without_the_hook_it_says_which_line_goes_where(shell, hooked):
    """No problem: the eval works without. Exit 0."""
    terminal = hooked(shell, session=True)
    terminal.run("__awsmfa_unhook")
    found = look(terminal)
    text, hint = found["hook", "warning"][0]
    assert text == "not loaded in this %s, which has inherited a session that nothing renews" % shell
    assert hint == "add this line to the end of %s and start a new shell: %s" % (FILES[shell], RELOAD[shell])
    terminal.run(hint.partition("shell: ")[2])
    assert is_well(look(terminal))


@every_shell
def test_a_shell_within_the_shell_says_what_it_inherited(shell, hooked):
    """A session is there and looks well; nobody renews it here."""
    terminal = hooked(shell, session=True)
    inner = {"bash": "bash --norc -i", "zsh": "zsh -f -i", "fish": "fish --no-config -C \"%s\" -i" % FISH_START}[shell]
    terminal.type(inner)
    terminal.expect_prompt()
    found = look(terminal)
    assert "inherited a session that nothing renews" in found["hook", "warning"][0][0]
    assert ("session", "ok") in found


@every_shell
def test_a_hook_that_is_off_says_so(shell, hooked):
    """In its place, and silent by the user's own wish."""
    found = look(hooked(shell, env={"AWSMFA_HOOK": "off"}))
    assert found["hook", "ok"][0][0].endswith("AWSMFA_HOOK is off, so it renews nothing")


TOOLS = {
    "bash": "_direnv_hook() { :; }; alias assume='source assume'; ",
    "zsh": "_direnv_hook() { :; }; alias assume='source assume'; ",
    "fish": "function __direnv_export_eval; end; alias assume='source assume'; ",
}


@every_shell
def test_other_tools_in_the_shell_are_named(shell, hooked):
    """Not wrong, and what one wants to know first when something is."""
    terminal = hooked(shell)
    terminal.run_quietly(TOOLS[shell].rstrip("; "))
    found = look(terminal)
    assert is_well(found) and found["tools", "ok"] == [("also in this shell: direnv, granted (assume)", "")]


@pytest.mark.parametrize(
    "line",
    [
        "readonly AWS_PROFILE",
        "AWSMFA_EXPIRES=5; readonly AWSMFA_EXPIRES",
        "typeset -r AWS_SESSION_TOKEN",
        "readonly AWS_REGION=eu-west-1",
        "readonly AWS_CA_BUNDLE",
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_readonly_variable_is_found_before_an_eval_trips_over_it(shell, line, hooked):
    """`eval` of a session would stop in the middle. zsh could take the attribute away, but somebody has meant it."""
    terminal = hooked(shell)
    terminal.run_quietly(line)
    name = re.search(r"AWS\w+", line).group(0)
    text, hint = look(terminal)["hook", "problem"][0]
    assert text == "readonly variables, which no session can set: %s" % name
    assert hint == "remove the `readonly` of %s from your start-up files and start a new shell" % name


def test_a_universal_variable_of_fish_is_found(hooked):
    """It lives in a file, for all terminals, and comes back whenever the session's own is unset."""
    terminal = hooked("fish", args=["fish", "-C", FISH_START, "-i"])
    terminal.run_quietly("set -Ux AWS_PROFILE default; set -Ux AWS_REGION eu-west-1; set -Ux EDITOR vi")
    text, hint = look(terminal)["hook", "problem"][0]
    assert text.endswith(": AWS_PROFILE") and hint == "set -eU AWS_PROFILE"
    terminal.run_quietly(hint)
    assert is_well(look(terminal))


HOSTILE = {
    "bash": "set -auT -o noclobber; shopt -s extdebug; IFS=0123456789; alias printf=false; trap 'echo loud' ERR DEBUG",
    "zsh": "setopt no_unset noclobber ksh_arrays sh_word_split all_export no_glob; IFS=0123456789; alias printf=false",
    "fish": "function functions; false; end; function math; false; end; set -g IFS 0123",
}


@every_shell
def test_hostile_settings_change_nothing(shell, hooked):
    """The shell tells the same, whatever its user likes."""
    terminal = hooked(shell)
    terminal.show(HOSTILE[shell])
    shown = terminal.show("awsmfa doctor")
    assert "loaded and active (%s" % shell in shown and "problem" not in shown, shown


@every_shell
def test_tracing_shows_nothing_private(shell, hooked):
    """`set -x` in front of someone who watches the screen."""
    terminal = hooked(shell, session=True)
    terminal.type("set fish_trace 1" if shell == "fish" else "set -x")
    terminal.expect_prompt()
    terminal.type("awsmfa doctor")
    terminal.expect("loaded and active")
    terminal.assert_no_secret_seen()
    assert "_AWSMFA_STATE=" not in terminal.seen()


@every_shell
def test_only_doctor_is_told(shell, hooked, tmp_path):
    """What the shell sees of itself goes to the one process that asks for it, names without values."""
    terminal = hooked(shell)
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "awsmfa").write_text('#!/bin/sh\nprintf "told <%s> <%s>\\n" "$1" "$_AWSMFA_SEEN"\n')
    (folder / "awsmfa").chmod(0o755)
    posix = "readonly AWS_X=hunter2 MY_X=$'a\\nreadonly b=hunter2'"
    terminal.run_quietly("set -Ux AWS_X hunter2" if shell == "fish" else posix)
    terminal.run_quietly("set -gx PATH %s $PATH" % folder if shell == "fish" else "PATH=%s:$PATH" % folder)
    for command in ("status", "env", "drop", "use", "hook"):
        shown = terminal.run("awsmfa %s" % command)
        assert "told" not in shown or "told <%s> <>" % command in shown, shown
    shown = terminal.run("awsmfa doctor")
    assert re.search("told <doctor> <.?version=", shown) and "hunter2" not in shown, shown
    assert not [name for name in terminal.env() if name.startswith("_AWSMFA")]


@every_shell
def test_it_leaves_no_trace_in_the_shell(shell, hooked):
    """Neither a variable nor a status but its own."""
    terminal = hooked(shell)
    terminal.run("awsmfa doctor >/dev/null")
    before = terminal.run("set --names" if shell == "fish" else "set | sed 's/=.*//'")
    terminal.run("awsmfa doctor --json >/dev/null")
    after = terminal.run("set --names" if shell == "fish" else "set | sed 's/=.*//'")
    new = set(after.split()) - set(before.split())
    assert not {name for name in new if not name.startswith("__fish_")}  # fish's own functions are loaded on first use


@every_shell
def test_json_through_the_hook_is_one_document(shell, hooked):
    """`awsmfa doctor --json | jq` in a shell with the hook."""
    reader = "python3 -c 'import json, sys; print(len(json.load(sys.stdin)) > 9)'"
    shown = hooked(shell).run("awsmfa doctor --json | " + reader)
    assert shown == "True\n" and shown.status == 0
