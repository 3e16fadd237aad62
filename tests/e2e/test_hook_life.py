"""Loading the hook, loading it again, shells within shells, and taking it out."""

import re
import subprocess

import pytest

from harness import BINARY, ROOT, SYSTEM_PATH, need
from harness_hooks import ALL_SHELLS, HOUR, bash_and_zsh, every_shell

DAY = 13 * HOUR
INNER = {"bash": "bash --norc -i", "zsh": "zsh -f -o nopromptsp -i", "fish": "fish --no-config -i"}
PROMPT_OF_FISH = "function fish_prompt; printf 're%s' 'ady> '; end"  # the others have PS1 from the environment


def hook_line(shell):
    return "awsmfa hook fish | source" if shell == "fish" else 'eval "$(awsmfa hook %s)"' % shell


def text_of(shell):
    return subprocess.run([str(BINARY), "hook", shell], capture_output=True, text=True, check=True).stdout


# --- loading ----------------------------------------------------------------------------------------


@pytest.mark.pty
@every_shell
def test_loading_twice_is_loading_once(shell, hooked, sts, alice):
    """And the session that the shell holds is still its own."""
    role = sts.account.role("ops", mfa=True)
    terminal = hooked(shell, session="-r %s" % role.arn)
    for _ in range(2):
        assert terminal.run_quietly(hook_line(shell)) == ""
    if shell == "bash":
        assert terminal.run("echo $PROMPT_COMMAND").count("__awsmfa_prompt") == 1
        assert terminal.run("echo $PS0").count("__awsmfa_due") == 1
    if shell == "zsh":
        assert terminal.run("print -l $precmd_functions $preexec_functions").split() == [
            "__awsmfa_prompt", "__awsmfa_command"
        ]
    terminal.later(2 * HOUR)
    terminal.run_quietly("true")
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    assert len(sts.requests("GetSessionToken")) == 2


@pytest.mark.pty
@every_shell
def test_a_newer_version_takes_the_place_of_the_older(shell, hooked, sts, alice):
    """After an upgrade, the next `source ~/.bashrc` is enough."""
    terminal = hooked(shell, session=True)
    other = terminal.scratch / "newer"
    text = text_of(shell)
    text = text.replace("300", "200").replace("]+`__awsmfa_wake`", "]+`\\builtin : newer; __awsmfa_wake`")
    other.write_text(text)
    terminal.run_quietly("source %s" % other)
    if shell == "bash":
        assert terminal.run("echo $PS0").count("awsmfa_due") == 1
    terminal.run_quietly("set -gx PATH /usr/bin" if shell == "fish" else "PATH=/usr/bin")
    terminal.later(DAY)
    terminal.show("true")
    assert 190 < terminal.looks_in() < 201


@pytest.mark.pty
@pytest.mark.parametrize("kind", ["PROMPT_COMMAND='a=1'$'\\n''%s'", "PROMPT_COMMAND=('%s' 'a=1')"])
def test_this_version_takes_the_place_of_0_1_0(kind, hooked):
    """What that version put into PROMPT_COMMAND and PS0 is in many a running shell."""
    terminal = hooked("bash", hook=False)
    terminal.run("__awsmfa_prompt() { :; }; " + kind % "${__awsmfa_state+__awsmfa_prompt}")
    old = "${__awsmfa_due[EPOCHSECONDS>=${__awsmfa_command_at-0}]+$(\\builtin kill -URG \"$$\")}"
    terminal.run("PS0='<mine>%s'; trap '__awsmfa_command \"$_\"' URG" % old)
    terminal.show(hook_line("bash"))
    shown = terminal.run("echo \"$PS0${PROMPT_COMMAND[*]}\"")
    assert shown.count("awsmfa_due") == 1 and shown.count("__awsmfa_prompt") == 1 and "kill" not in shown, shown
    terminal.show("__awsmfa_unhook; a=0")
    assert "[1]" in terminal.show("echo [$a]")


@pytest.mark.parametrize("shell", ALL_SHELLS)
@pytest.mark.parametrize("strict", [True, False])
def test_a_shell_that_is_not_interactive_is_left_alone(shell, strict, home):
    """Scripts that read .bashrc get nothing: no output, no failure, no function."""
    need(shell)
    of_shell = {"bash": "set -eu -o pipefail; ", "zsh": "setopt errexit nounset pipefail; ", "fish": ""}
    options = of_shell[shell] if strict else ""
    check = "functions -q awsmfa; and echo loaded" if shell == "fish" else "typeset -f awsmfa >/dev/null && echo loaded"
    start = {"bash": ["bash", "--norc"], "zsh": ["zsh", "-f"], "fish": ["fish", "--no-config"]}[shell]
    line = "%s%s; %s; true" % (options, hook_line(shell), check)
    env = {"PATH": "%s:%s" % (BINARY.parent, SYSTEM_PATH), "HOME": str(home)}
    done = subprocess.run([*start, "-c", line], capture_output=True, text=True, env=env, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("shell", ALL_SHELLS)
def test_the_text_parses(shell, tmp_path):
    need(shell)
    assert text_of(shell) == (ROOT / "shell" / ("awsmfa.%s" % shell)).read_text()
    path = tmp_path / "hook"
    path.write_text(text_of(shell))
    check = {"bash": ["bash", "-n"], "zsh": ["zsh", "-f", "-n"], "fish": ["fish", "--no-execute"]}[shell]
    done = subprocess.run([*check, str(path)], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_fish_before_3_5_can_read_the_text():
    """It looks `path` up while it reads: one such word, anywhere, and nothing of the hook is loaded."""
    for line in text_of("fish").splitlines():
        assert "builtin path" not in line or line.strip().startswith("builtin eval '"), line


def test_shellcheck_has_nothing_to_say():
    done = subprocess.run(
        [need("shellcheck"), "-s", "bash", str(ROOT / "shell" / "awsmfa.bash")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.pty
@every_shell
def test_loading_reads_nothing_and_prints_nothing(shell, hooked):
    """As under powerlevel10k's instant prompt, where stdin is /dev/null and output goes to a file."""
    terminal = hooked(shell, hook=False)
    before = terminal.run("stty -a")
    out = terminal.scratch / "out"
    line = hook_line(shell)
    wrapped = "begin; %s; end </dev/null >%s 2>&1" if shell == "fish" else "{ %s; } </dev/null >%s 2>&1"
    terminal.run(wrapped % (line, out))
    assert out.read_text() == ""
    assert terminal.run("stty -a") == before
    terminal.use()


@pytest.mark.pty
@bash_and_zsh
def test_the_installed_file_can_be_sourced_by_a_function(shell, hooked, sts, alice):
    """Plugin managers source files inside a function, where `typeset` is local."""
    terminal = hooked(shell, hook=False)
    terminal.run("load() { source %s; }; load" % (ROOT / "shell" / ("awsmfa.%s" % shell)))
    terminal.use()
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id


# --- shells within shells ---------------------------------------------------------------------------


def enter_shell(terminal, shell, prefix="", hook=True):
    """Starts a shell within, with a prompt that the harness knows, and the hook."""
    terminal.type(prefix + INNER[shell])
    if shell == "fish":
        terminal.type(PROMPT_OF_FISH)
    terminal.expect_prompt()
    terminal.shell = shell
    if hook:
        terminal.run_quietly(hook_line(shell))


@pytest.mark.pty
@pytest.mark.parametrize("outer", ALL_SHELLS)
@pytest.mark.parametrize("inner", ALL_SHELLS)
def test_a_shell_within_inherits_and_renews(outer, inner, hooked, sts, alice):
    """It does not ask while the session is good, and asks for itself when it is not."""
    terminal = hooked(outer, session=True)
    enter_shell(terminal, inner)
    assert terminal.key() == sts.newest_session.id
    terminal.run_quietly("true")
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    assert len(sts.sessions) == 2


@pytest.mark.pty
@pytest.mark.parametrize("inner", ALL_SHELLS)
def test_exec_of_a_shell_keeps_the_session(inner, hooked, sts, alice):
    terminal = hooked("bash", session=True)
    enter_shell(terminal, inner, prefix="exec ")
    assert terminal.key() == sts.newest_session.id
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id


@pytest.mark.pty
@pytest.mark.parametrize("options", ["", "set -u", "set -eu"])
def test_exported_prompt_variables_do_no_harm_in_a_shell_without_the_hook(options, hooked, sts):
    """kitty's users export PROMPT_COMMAND; the entry must be nothing where its function is not."""
    terminal = hooked("bash", session=True)
    terminal.run_quietly("export PROMPT_COMMAND PS0")
    enter_shell(terminal, "bash", hook=False)
    if options:
        terminal.show(options)
    terminal.later(DAY)
    assert terminal.show("echo fine").endswith("\nfine\n")
    assert terminal.show("").count("\n") == 1


@pytest.mark.pty
@pytest.mark.parametrize("options", ["", "set -u"])
def test_an_exported_array_or_ps0_meets_a_shell_with_the_hook(options, hooked, sts, alice):
    terminal = hooked("bash", session=True)
    terminal.run_quietly("export PROMPT_COMMAND PS0")
    enter_shell(terminal, "bash")
    if options:
        terminal.run_quietly(options)
    assert terminal.run("echo $PS0").count("awsmfa_due") == 1
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id


# --- taking it out ----------------------------------------------------------------------------------

EVERYTHING = {
    "bash": "declare -p | grep -v BASH_EXECUTION; declare -f; trap; echo \"$PS0|${PROMPT_COMMAND[*]}\"",
    "zsh": "typeset -p | grep -v HISTCMD; typeset -f; trap",
    "fish": "set; functions -a",
}


@pytest.mark.pty
@every_shell
def test_unhook_removes_everything(shell, hooked):
    terminal = hooked(shell, session=True)
    terminal.run_quietly("__awsmfa_unhook")
    out = terminal.scratch / "everything"
    terminal.run(("begin; %s; end >%s" if shell == "fish" else "{ %s; } >%s") % (EVERYTHING[shell], out))
    shown = out.read_text(errors="replace")
    left = [line for line in shown.splitlines() if "__awsmfa" in line and "unhook" not in line]
    assert left == []
    terminal.later(DAY)
    terminal.run_quietly("true")


@pytest.mark.pty
@pytest.mark.parametrize("setting", ["PROMPT_COMMAND='a=1' PS0='<mine>'", "PROMPT_COMMAND=('a=1' 'b=1') PS0='<mine>'"])
def test_unhook_leaves_what_others_have_set(setting, hooked):
    terminal = hooked("bash", hook=False)
    terminal.run(setting)
    before = re.sub(r"\[[012]\]", "[n]", terminal.run("declare -p PROMPT_COMMAND PS0"))
    terminal.run(hook_line("bash"))
    terminal.run("__awsmfa_unhook")
    after = re.sub(r"\[[012]\]", "[n]", terminal.run("declare -p PROMPT_COMMAND PS0"))
    assert after == before
