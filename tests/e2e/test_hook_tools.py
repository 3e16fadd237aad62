"""Other tools in the same shell, and other hands on the same variables.

The tools themselves run in test_tools.py, other versions of the shells by `make shells`. No test covers macOS and the
BSDs, where fish has no /proc/uptime, and a function named `builtin` or `command`, behind which nothing can be called.
"""

import pytest

from harness import need
from harness_hooks import HOUR, every_shell

pytestmark = pytest.mark.pty
DAY = 13 * HOUR
FOREIGN_KEY = "AKIAI44QH8DHBEXAMPLE"


def load(terminal, tool):
    line = {
        "awsmfa": "awsmfa hook %s",
        "direnv": "direnv hook %s",
        "zoxide": "zoxide init %s",
    }[tool] % terminal.shell
    done = terminal.run(line + " | source" if terminal.shell == "fish" else 'eval "$(%s)"' % line)
    # zoxide's last line is a question whose answer no is a 1, where zsh's compinit has not run.
    assert done == "" and (done.status == 0 or tool == "zoxide"), done


@every_shell
@pytest.mark.parametrize("order", ["awsmfa direnv zoxide", "direnv awsmfa zoxide", "zoxide direnv awsmfa"])
def test_direnv_and_zoxide_in_the_same_shell(shell, order, hooked, sts, alice, tmp_path):
    """In whatever order .bashrc loads them, all three go on working."""
    need("direnv")
    need("zoxide")
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / ".envrc").write_text("export FROM_DIRENV=yes\n")
    terminal = hooked(shell, hook=False, env={"_ZO_DATA_DIR": str(tmp_path / "zoxide"), "DIRENV_LOG_FORMAT": ""})
    for tool in order.split():
        load(terminal, tool)
    terminal.use()
    terminal.run("direnv allow %s" % folder)
    terminal.run("cd %s" % folder)
    assert terminal.value("$FROM_DIRENV") == "yes"
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    terminal.show("cd /; sh -c 'exit 7'")
    assert terminal.value("$status" if shell == "fish" else "$?") == "7"
    assert terminal.value("$FROM_DIRENV") == ""
    assert str(folder) in terminal.run("zoxide query -l project")
    terminal.begin("true")
    terminal.later(DAY)
    terminal.end()
    terminal.answer_code(alice.phone)
    terminal.expect_prompt()
    assert terminal.key() == sts.newest_session.id


@every_shell
def test_a_profile_from_direnv_is_said_once_a_value(shell, hooked, alice, home, tmp_path):
    need("direnv")
    home.credentials(alice.profile() + alice.profile("other"))
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / ".envrc").write_text("export AWS_PROFILE=other\n")
    terminal = hooked(shell, session=True, env={"DIRENV_LOG_FORMAT": ""})
    load(terminal, "direnv")
    terminal.run("direnv allow %s" % folder)
    shown = "".join(
        terminal.show(line) for line in ("cd %s" % folder, "true", "cd /", "true", "cd %s" % folder, "true")
    )
    assert shown.count("awsmfa: AWS_PROFILE is now 'other'") == 1, shown


@every_shell
@pytest.mark.parametrize("variable", ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"])
def test_another_profile_beside_the_session_is_said_once_and_nothing_is_switched(
    shell, variable, hooked, sts, alice, home
):
    """Some SDKs prefer the variable, others the keys: the user should know, and decide."""
    home.credentials(alice.profile() + alice.profile("other") + alice.profile("third"))
    terminal = hooked(shell, session=True)
    form = "set -gx %s %s" if shell == "fish" else "export %s=%s"
    for value in ("other", "third"):
        shown = terminal.show(form % (variable, value))
        assert shown.count("awsmfa: ") == 1 and "%s is now '%s'" % (variable, value) in shown
        assert "hint: awsmfa use %s\n" % value in shown
        terminal.run_quietly("true")
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    after = terminal.env()
    assert after[variable] == "third" and after["AWSMFA_PROFILE"] == "default"
    terminal.run_quietly("true")


@every_shell
def test_the_profile_of_the_session_is_nothing_to_talk_about(shell, hooked):
    terminal = hooked(shell, session=True)
    terminal.set("AWS_PROFILE", "default")
    terminal.run_quietly("true")


@every_shell
def test_keys_of_another_tool_are_left_alone(shell, hooked, sts):
    """Said once; no question when our session would have expired."""
    terminal = hooked(shell, session=True)
    shown = terminal.show(
        ("set -gx AWS_ACCESS_KEY_ID %s" if shell == "fish" else "export AWS_ACCESS_KEY_ID=%s") % FOREIGN_KEY
    )
    assert shown.count("awsmfa: ") == 1 and "another tool" in shown
    terminal.run_quietly("true")
    terminal.later(DAY)
    terminal.run_quietly("true")
    assert terminal.env()["AWS_ACCESS_KEY_ID"] == FOREIGN_KEY
    assert len(sts.sessions) == 1


@every_shell
def test_a_session_that_the_user_unset_is_not_renewed(shell, hooked, sts):
    terminal = hooked(shell, session=True)
    terminal.unset("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
    terminal.later(DAY)
    terminal.run_quietly("true")
    assert len(sts.sessions) == 1


@every_shell
def test_a_window_of_tmux_renews_what_it_inherits(shell, hooked, sts, alice, tmp_path):
    """tmux's own server passes the environment on; the new window is a terminal of its own."""
    tmux = need("tmux") + " -L test -f /dev/null"
    terminal = hooked(shell, session=True, env={"TMUX_TMPDIR": str(tmp_path)})
    inner = {
        "bash": "exec bash --norc -i",
        "zsh": "exec zsh -f -i",
        "fish": "exec fish --no-config -i",
    }[shell]
    terminal.type("%s new-session 'echo in''side; %s'" % (tmux, inner))
    terminal.expect("inside")
    terminal.type("awsmfa hook fish | source" if shell == "fish" else 'eval "$(awsmfa hook %s)"' % shell)
    terminal.type("echo ready''now")
    terminal.expect("readynow")
    terminal.later(DAY)
    terminal.type("echo key'='$AWS_ACCESS_KEY_ID'.'")
    terminal.answer_code(alice.phone)
    assert terminal.expect(r"key=(\w+)\.").group(1) == sts.newest_session.id
    terminal.type("exit")
    terminal.expect("exited")
    terminal.answer_code(alice.phone)  # the terminal around it has a session of its own, as old
    terminal.expect_prompt()


@pytest.mark.parametrize(
    "shell, tool",
    [
        ("zsh", "precmd_functions=(note)"),
        ("zsh", "preexec_functions=(note)"),
        ("bash", "PROMPT_COMMAND=note"),
    ],
)
def test_a_subshell_that_kept_the_terminal(shell, tool, hooked, sts, alice):
    """zsh 5.9.2 leaves the terminal to `( ... & )`, as atuin has it before each prompt: the question still comes."""
    terminal = hooked(shell, hook=False)
    terminal.type("function note { ( sleep 0.1 >/dev/null 2>&1 & ); }; " + tool)
    terminal.expect_prompt()
    terminal.run('eval "$(awsmfa hook %s)"' % shell)
    terminal.use()
    terminal.begin("true")
    terminal.later(DAY)
    terminal.end()
    terminal.answer_code(alice.phone)
    terminal.expect_prompt()
    assert terminal.session().is_of(sts.newest_session)
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    assert len(sts.sessions) == 3
