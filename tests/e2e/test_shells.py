"""The documented line of every shell: it sets a session, a failure of it is a failure, and --drop takes it back.

awsmfa runs inside the shell here, as in a user's start-up file or script.
"""

import os
import re
import subprocess

import pytest

from harness import BINARY, GENEROUS, SYSTEM_PATH, Result, assert_no_secret, environment, need, session_of
from harness_shells import read_environment

POSIX = ["sh", "dash", "bash", "zsh", "ksh", "mksh", "busybox"]
ALL = [*POSIX, "fish", "tcsh"]
STARTS = {
    "bash": ["bash", "--noprofile", "--norc"],
    "zsh": ["zsh", "-f"],
    "busybox": ["busybox", "sh"],
    "fish": ["fish", "--no-config"],
    "tcsh": ["tcsh", "-f"],
}
EVALS = {
    "fish": "awsmfa env --format fish %s | source",
    "tcsh": 'eval "`awsmfa env --format csh %s`"',
}


def line(shell, args=""):
    """The documented line of this shell."""
    return EVALS.get(shell, 'eval "$(awsmfa env %s)"') % args


class Script:
    """Runs scripts in a shell with awsmfa on PATH: script("dash", "...", CODE=code).env is what was left at its end."""

    def __init__(self, home, sts, folder):
        self.home, self.sts, self.folder = home, sts, folder

    def __call__(self, shell, text, start=None, **variables):
        self.home.freeze()
        start = start or STARTS.get(shell, [shell])
        left = self.folder / "left"
        left.write_text("")
        script = self.folder / "script"
        script.write_text("%s\n" % text)
        env = environment(
            self.home,
            PATH="%s:%s" % (BINARY.parent, SYSTEM_PATH),
            AWS_ENDPOINT_URL=self.sts.url,
            XDG_CONFIG_HOME=self.folder / "config",
            XDG_DATA_HOME=self.folder / "data",
            XDG_CACHE_HOME=self.folder / "cache",
            LEFT=left,
            **variables,
        )
        done = subprocess.run(
            [need(start[0]), *start[1:], script],
            env=env,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=GENEROUS,
            start_new_session=True,
        )
        assert_no_secret(self.sts, done.stderr, "stderr")
        result = Result([shell, text], done.returncode, done.stdout, done.stderr)
        result.env = read_environment(left)
        return result


@pytest.fixture
def script(home, sts, tmp_path):
    return Script(home, sts, tmp_path)


LEAVE = '/usr/bin/env -0 >"$LEFT"'


# --- success -------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ALL)
def test_the_documented_line_sets_the_session(script, home, sts, alice, shell):
    """The main job, in every shell that the documents name."""
    home.credentials(alice.profile())
    text = "%s\n%s" % (line(shell, "-t $CODE"), LEAVE)
    done = script(shell, text, CODE=alice.phone.next_code(), AWS_PROFILE="default")
    assert done.status == 0 and done.stdout == "", done
    assert session_of(done.env).is_of(sts.newest_session) and "AWS_PROFILE" not in done.env
    assert len(done.lines) == 1 and done.lines[0].startswith("awsmfa: default: session until")


@pytest.mark.parametrize("shell", ALL)
def test_the_status_of_a_successful_eval_is_0(script, home, alice, shell):
    """`eval ... && aws s3 ls` must go on; in fish an unset of what is not set would leave a 4."""
    home.credentials(alice.profile())
    status = "$status" if shell in ("fish", "tcsh") else "$?"
    done = script(shell, "%s\necho %s" % (line(shell, "-q -t $CODE"), status), CODE=alice.phone.next_code())
    assert done.stdout == "0\n" and done.stderr == "", done


@pytest.mark.parametrize("shell", ALL)
def test_drop_puts_back_what_was_there(script, home, alice, shell):
    """After --drop the shell is the one it was: its profile and region, and not one variable of ours."""
    home.credentials(alice.profile() + alice.profile("it's"))
    text = "%s\n%s\n%s" % (line(shell, "-q --region eu-west-3 -t $CODE"), line(shell, "-q --drop"), LEAVE)
    before = {"AWS_PROFILE": "it's", "AWS_REGION": "eu-north-1", "AWSMFA_HOOK": "lazy"}
    done = script(shell, text, CODE=alice.phone.next_code(), **before)
    assert done.status == 0 and done.stdout == done.stderr == "", done
    kept = {"AWS_ENDPOINT_URL", "AWS_EC2_METADATA_DISABLED"}
    assert {name: done.env[name] for name in done.env if name.startswith("AWS") and name not in kept} == before


@pytest.mark.pty
@pytest.mark.parametrize("shell", ALL)
def test_a_person_types_the_code_in_every_shell(terminal, home, sts, alice, shell):
    """The question reaches the terminal from inside a command substitution, whatever the shell does to it."""
    home.credentials(alice.profile())
    here = terminal(shell)
    assert here.evaluate(answer=alice.phone).status == 0
    assert here.session().is_of(sts.newest_session)
    assert here.evaluate("--drop").status == 0 and not here.session()
    assert here.run("echo still here") == "still here\n"
    here.assert_no_secret_seen()


# --- what is said to whom ------------------------------------------------------------------------


HOOK_LINES = {
    "bash": '; to load the hook: eval "$(awsmfa hook bash)" in ~/.bashrc',
    "zsh": '; to load the hook: eval "$(awsmfa hook zsh)" in ~/.zshrc',
    "fish": "; to load the hook: awsmfa hook fish | source in ~/.config/fish/config.fish",
}


@pytest.mark.pty
@pytest.mark.skipif(not os.path.exists("/proc/self/comm"), reason="only Linux tells the name of the parent process")
@pytest.mark.parametrize("shell", [one for one in ALL if one != "busybox"])
def test_a_hint_is_a_line_of_the_shell_in_which_it_is_read(terminal, home, sts, alice, shell):
    """Whoever forgets the eval copies the hint; in fish and tcsh that of bash would only fail."""
    home.credentials(alice.profile())
    here = terminal(shell)
    shown = here.run("awsmfa env default")
    assert shown.status == 2 and "\nhint: %s\n" % line(shell, "default") in shown, shown
    shown = here.run("awsmfa env --drop")
    assert "\nhint: %s\n" % line(shell, "--drop") in shown, shown
    shown = here.run("awsmfa drop")
    assert "\nhint: %s\n" % line(shell, "--drop") in shown, shown
    shown = here.run("awsmfa use default")
    assert "\nhint: for now: %s%s\n" % (line(shell, "default"), HOOK_LINES.get(shell, "")) in shown, shown
    shown = here.run("awsmfa hook")
    loader, _, file = HOOK_LINES.get(shell, "").removeprefix("; to load the hook: ").partition(" in ")
    assert ("at the end of %s: %s" % (file, loader) if file else loader) in shown
    assert not sts.log


@pytest.mark.pty
@pytest.mark.parametrize("shell", ["bash", "fish", "tcsh"])
def test_the_hint_works_as_it_stands(terminal, home, sts, alice, shell):
    """A name that needs quotes gets those of its shell."""
    home.credentials(alice.profile("it's"))
    here = terminal(shell)
    name = '"it\'s"'
    hint = re.search("hint: (.*)\n", here.run("awsmfa env " + name)).group(1)
    assert here.run(hint, answer=alice.phone).status == 0
    assert here.session().is_of(sts.newest_session)


def test_without_a_shell_to_see_the_hint_has_both_forms(awsmfa):
    """Started by a program, nobody knows who reads it."""
    result = awsmfa("drop")
    hint = 'hint: eval "$(awsmfa env --drop)" (fish: awsmfa env --format fish --drop | source)'
    assert result.status == 2 and hint in result.lines


# --- failure -------------------------------------------------------------------------------------


def provoke(status, sts, alice, shell):
    """The documented line, made to fail with this exit status, and the variables that it needs."""
    args, variables = {
        1: ("-p nosuch", {}),
        2: ("--frobnicate", {}),
        4: ("-t $CODE", {"CODE": alice.phone.used_code()}),
        5: ("-t $CODE", {"CODE": alice.phone.next_code(), "AWS_ENDPOINT_URL_STS": sts.closed_url()}),
        6: ("--no-input", {}),
    }[status]
    return line(shell, args), variables


@pytest.mark.parametrize("status", [1, 2, 4, 5, 6])
@pytest.mark.parametrize("shell", [one for one in ALL if one != "tcsh"])
def test_a_failed_eval_returns_the_exit_status(script, home, sts, alice, shell, status):
    """`$(...)` swallows a status; the printed statement brings it back, so that scripts see what went wrong."""
    home.credentials(alice.profile())
    failing, variables = provoke(status, sts, alice, shell)
    result = "$status" if shell == "fish" else "$?"
    done = script(shell, "%s\necho %s\n%s" % (failing, result, LEAVE), **variables)
    assert done.stdout == "%d\n" % status, done
    assert not [name for name in done.env if name.startswith("AWSMFA_")] and not session_of(done.env)
    assert done.stderr.startswith("awsmfa: ")


@pytest.mark.parametrize("status", [1, 2, 4, 5, 6])
def test_a_failed_eval_is_a_failure_in_tcsh(script, home, sts, alice, status):
    """csh has no subshell that could carry a number out: 1 is what it can say."""
    home.credentials(alice.profile())
    failing, variables = provoke(status, sts, alice, "tcsh")
    done = script("tcsh", "%s\necho $status\n%s" % (failing, LEAVE), **variables)
    assert done.stdout == "1\n" and not session_of(done.env), done


READONLY = {
    "one that the session unsets": "export AWS_PROFILE=default; readonly AWS_PROFILE",
    "one that it sets": "export AWS_SESSION_TOKEN=old; readonly AWS_SESSION_TOKEN",
    "one that is not set": "readonly AWS_CREDENTIAL_EXPIRATION",
    "its last one": "export AWSMFA_EXPIRES=1; readonly AWSMFA_EXPIRES",
}


@pytest.mark.parametrize("which", READONLY)
@pytest.mark.parametrize("shell", [*POSIX, "yash", "bash --posix"])
def test_a_readonly_variable_fails_the_eval_and_nothing_changes(script, home, alice, shell, which):
    """bash would go on, and leave half of two sessions behind an exit status of 0."""
    home.credentials(alice.profile())
    name = re.search("AWS[A-Z_]+", READONLY[which]).group(0)
    variables = "/usr/bin/env | grep ^AWS | sort"
    lines = [
        "export AWS_REGION=eu-north-1 AWS_ACCESS_KEY_ID=theirs AWS_SECRET_ACCESS_KEY=x",
        READONLY[which],
        variables + " >before",
        line(shell, "-q -p default -t $CODE"),
        "echo $?",
        variables + " | diff before - && echo same",
    ]
    start = shell.split() if " " in shell else STARTS.get(shell)
    done = script(shell, "\n".join(lines), start=start, CODE=alice.phone.next_code())
    assert done.stdout == "1\nsame\n", done
    said, *ours = done.lines
    assert name in said and re.search("read-?only|is read only", said), done
    assert ours == ["awsmfa: the variable named above is readonly, so nothing has changed"]


@pytest.mark.parametrize("shell", POSIX)
def test_a_readonly_variable_stops_a_script_with_set_e(script, home, alice, shell):
    """A deployment must not go on with the credentials of before."""
    home.credentials(alice.profile())
    text = "set -e; readonly AWS_SECRET_ACCESS_KEY\n%s\necho went on" % line(shell, "-q -t $CODE")
    done = script(shell, text, CODE=alice.phone.next_code())
    assert (done.status, done.stdout) == (1, ""), done


@pytest.mark.parametrize("shell", POSIX)
def test_a_readonly_variable_fails_a_drop(script, home, alice, shell):
    """All or nothing holds for the way out, too."""
    home.credentials(alice.profile())
    lines = [line(shell, "-q -t $CODE"), "readonly AWSMFA_SAVED", line(shell, "--drop"), "echo $? $AWS_ACCESS_KEY_ID"]
    done = script(shell, "\n".join(lines), CODE=alice.phone.next_code())
    assert re.match(r"1 ASIA\w+\n$", done.stdout), done


@pytest.mark.parametrize("shell", POSIX)
def test_set_e_stops_the_script_at_a_failure(script, home, alice, shell):
    """A deployment must not go on with the credentials of before; its log shows the reason and the status."""
    home.credentials(alice.profile())
    done = script(shell, "set -e\n%s\necho went on" % line(shell, "--no-input"))
    assert (done.status, done.stdout) == (6, ""), done
    assert "--no-input" in done.stderr


@pytest.mark.parametrize("shell", POSIX)
@pytest.mark.parametrize("options", ["-e", "-u", "-eu", "-f", "-C"])
def test_strict_scripts_run_it(script, home, sts, alice, shell, options):
    """Nothing printed reads a variable that may be missing, or returns a false status on the way."""
    home.credentials(alice.profile())
    text = "set %s\n%s\n%s\nLAST=$?; %s" % (options, line(shell, "-q -t $CODE"), ":", LEAVE.replace(">", ">|"))
    done = script(shell, text, CODE=alice.phone.next_code())
    assert done.status == 0 and done.stderr == "", done
    assert session_of(done.env).is_of(sts.newest_session)
    done = script(shell, "set %s\n%s\necho done" % (options, line(shell, "--drop")))
    assert (done.status, done.stdout, done.stderr) == (0, "done\n", ""), done


@pytest.mark.parametrize("shell", ["bash", "zsh", "ksh", "mksh"])
def test_pipefail_and_an_assignment_see_the_failure(script, home, alice, shell):
    """The careful form of the manual: a missing awsmfa, too, fails before anything is evaluated."""
    home.credentials(alice.profile())
    text = 'set -o pipefail\nout=$(%s) && eval "$out"\necho $?'
    assert script(shell, text % "awsmfa env --no-input").stdout == "6\n"
    assert script(shell, text % "no-such-program env").stdout == "127\n"


@pytest.mark.parametrize("shell", POSIX)
def test_the_line_works_without_quotes_for_ordinary_values(script, home, sts, alice, shell):
    """Half of the world writes eval $(...): the statements end in semicolons, so the words still make sense."""
    home.credentials(alice.profile())
    text = "eval $(awsmfa env -q -t $CODE)\n" + LEAVE
    done = script(shell, text, CODE=alice.phone.next_code(), AWS_PROFILE="default")
    assert done.status == 0 and session_of(done.env).is_of(sts.newest_session), done


@pytest.mark.parametrize("shell", POSIX)
def test_help_in_an_eval_does_nothing(script, shell):
    """A user who wonders inside the eval must not execute a help text."""
    done = script(shell, "%s\necho $?" % line(shell, "--help"))
    assert done.stdout == "0\n" and done.stderr.startswith("usage: awsmfa env"), done


@pytest.mark.parametrize("shell", ["fish", "tcsh"])
def test_help_in_an_eval_does_nothing_here_either(script, shell):
    """The same where the eval is written differently."""
    done = script(shell, "%s\necho $status" % line(shell, "--help"))
    assert done.stdout == "0\n" and done.stderr.startswith("usage: awsmfa env"), done


@pytest.mark.parametrize("shell", ["bash", "zsh", "ksh", "mksh", "dash"])
def test_a_function_of_the_same_name_as_a_variable_is_no_trouble(script, home, sts, alice, shell):
    """`unset NAME` takes a function in some shells when there is no such variable; ours must still set the session."""
    home.credentials(alice.profile())
    text = "AWS_PROFILE() { :; }\n%s\n%s" % (line(shell, "-q -t $CODE"), LEAVE)
    done = script(shell, text, CODE=alice.phone.next_code())
    assert done.status == 0 and session_of(done.env).is_of(sts.newest_session), done


# --- fish's universal variables ------------------------------------------------------------------


@pytest.fixture
def fish_with_universal(script, tmp_path):
    """A fish whose AWS_PROFILE is universal: it lives in a file, for all terminals."""
    done = script("fish", "set -Ux AWS_PROFILE work; set -U AWS_REGION eu-south-1", start=["fish"])
    assert done.status == 0
    return tmp_path / "config" / "fish" / "fish_variables"


def test_a_universal_variable_of_fish_stays_on_disk_and_is_named(script, home, sts, alice, fish_with_universal):
    """A bare `set -e` would delete the user's setting in every terminal; unmentioned it would beat our session."""
    home.credentials(alice.profile("work"))
    before = fish_with_universal.read_bytes()
    assert b"AWS_PROFILE" in before
    text = "%s\necho $status $AWS_PROFILE\n%s" % (line("fish", "-q -t $CODE"), LEAVE)
    done = script("fish", text, start=["fish"], CODE=alice.phone.next_code())
    assert done.stdout == "0 work\n", done
    said = "awsmfa: the universal variable AWS_PROFILE stays in the way; to remove it: set -eU AWS_PROFILE"
    assert said in done.lines
    assert session_of(done.env).is_of(sts.newest_session)
    assert fish_with_universal.read_bytes() == before


def test_a_drop_in_fish_leaves_universal_variables_on_disk(script, home, alice, fish_with_universal):
    """Taking the session out must not take the user's settings with it."""
    home.credentials(alice.profile("work"))
    before = fish_with_universal.read_bytes()
    text = "%s\n%s\necho $AWS_REGION" % (line("fish", "-q -t $CODE --region eu-west-1"), line("fish", "--drop"))
    done = script("fish", text, start=["fish"], CODE=alice.phone.next_code())
    assert done.status == 0 and done.stdout == "eu-south-1\n", done
    assert fish_with_universal.read_bytes() == before


def test_fish_without_universal_variables_says_nothing(script, home, alice):
    """The usual case has no noise."""
    home.credentials(alice.profile())
    done = script("fish", line("fish", "-t $CODE"), start=["fish"], CODE=alice.phone.next_code())
    assert done.status == 0 and not re.search("universal", done.stderr), done
