"""The files shell/prompt.* in the real shells: they show what they say, and run nothing that a variable holds."""

import re
import subprocess
import time

import pytest

from harness import GENEROUS, ROOT, need
from harness_documents import fences, text_of
from harness_hooks import HOUR, MINUTE, every_shell

NEW = r"\(default (11h59m|12h00m)\)"
SHELLS = ["bash", "zsh", "fish"]
# Each shows the prompt once. PATH leads nowhere: a program would be missed loudly.
SHOW = {
    "bash": (["--noprofile", "--norc"], "PS1='> '\n%s\n%s\neval \"$PROMPT_COMMAND\"; printf %%s \"${PS1@P}\""),
    "zsh": (["-f"], "PROMPT='> '\n%s\n%s\nfor one in $precmd_functions; do $one; done; print -rnP -- \"$PROMPT\""),
    "fish": (["--no-config"], "%s\n%s\nfish_right_prompt; printf '> '"),
}
# Options under which a careless function breaks.
STRICT = {
    "bash": ["set -u", "set -f", "shopt -s nocasematch extglob", "IFS=0123456789", "set -o posix"],
    "zsh": [
        "setopt nounset",
        "setopt ksh_arrays sh_word_split",
        "setopt prompt_subst prompt_bang",
        "setopt extended_glob no_match",
    ],
    "fish": ["set -g fish_trace"],
}


@pytest.fixture(params=SHELLS)
def shown(request, tmp_path):
    """shown(AWSMFA_PROFILE="x") is the prompt with these variables; nothing may appear in the directory."""
    shell = request.param
    program = need(shell)
    folder = tmp_path / "here"
    folder.mkdir()

    def show(before="", **variables):
        options, script = SHOW[shell]
        script = script % (text_of("shell/prompt." + shell), before)
        env = {"PATH": "/nonexistent", "HOME": str(tmp_path), "LANG": "C.UTF-8", **variables}
        done = subprocess.run(
            [program, *options, "-c", script],
            env=env,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=GENEROUS,
        )
        assert done.returncode == 0 and done.stderr == b"", done
        assert list(folder.iterdir()) == []
        return done.stdout.decode("utf-8", "surrogateescape")

    show.shell = shell
    return show


def in_seconds(seconds):
    return str(int(time.time()) + seconds)


@pytest.mark.parametrize(
    "left, said",
    [
        (11 * HOUR + 59 * MINUTE + 30, "11h59m"),
        (3 * HOUR + 5 * MINUTE + 30, "3h05m"),
        (HOUR + 30, "1h00m"),
        (41 * MINUTE + 30, "42m"),
        (30, "1m"),
        (-1, "expired"),
        (-100 * HOUR, "expired"),
    ],
)
def test_the_time_that_is_left(shown, left, said):
    """The one number that tells whether to start a long job now."""
    assert shown(AWSMFA_PROFILE="prod", AWSMFA_EXPIRES=in_seconds(left)) == "(prod %s) > " % said


def test_without_a_session_there_is_nothing(shown):
    """A prompt that always has an empty pair of parentheses is taken out again."""
    assert shown() == "> " and shown(AWSMFA_PROFILE="prod") == "> "


def test_keys_of_the_environment_have_no_profile(shown):
    assert shown(AWSMFA_PROFILE="", AWSMFA_EXPIRES=in_seconds(-1)) == "(aws expired) > "


@pytest.mark.parametrize(
    "value",
    [
        *(
            "a[$(touch pwned)]", "$(touch pwned)", "`touch pwned`", "x[$(touch pwned)]=1", "1;touch pwned",
            "1 touch pwned",
        ),
        *(
            "", "x", "-5", "+5", " 12", "12 ", "1.5", "0x10", "2#1", "PATH", "a=1", "1,2", "12\n", "12\n13", "\n12",
            "*", "?",
        ),
        *("123456789012", "9" * 40, "1" * 100000, "\u0661\u0662", "\u00b2", "\x1b[2J", "%n", "\\", "'", '"', "]", "){"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_an_expiry_that_is_no_number_shows_nothing_and_runs_nothing(shown, value):
    """bash runs a command that stands in a subscript of a number. The variable may come from anywhere."""
    assert shown(AWSMFA_PROFILE="prod", AWSMFA_EXPIRES=value) == "> "


@pytest.mark.parametrize("value", ["0", "08", "0009", "1", "00000000000"])
def test_a_leading_zero_is_no_octal_number(shown, value):
    assert shown(AWSMFA_PROFILE="prod", AWSMFA_EXPIRES=value) == "(prod expired) > "


@pytest.mark.parametrize(
    "name",
    [
        *(
            "$(touch pwned)", "`touch pwned`", "${PATH}", "$PATH", "\\$(touch pwned)", "\\u\\h\\w", "%n%m%~", "%F{red}",
            "%{x%}",
        ),
        *(
            "%(?.a.b)", "%", "%%", "!", "!!", "\\!", "\\", "\\\\", "\\n", "'", '"', ";touch pwned", "-n", "-e", "--",
            "*", "a b", "a  b",
        ),
        *("é", "日本", "%s", "%d", "(", ")", "{", "}", "[x]", "~", "&", "|", "<", "#"),
    ],
)
def test_a_name_is_shown_as_it_is(shown, name):
    """Prompts are expanded, in each shell in its own way; a name from a file must not be."""
    assert shown(AWSMFA_PROFILE=name, AWSMFA_EXPIRES="1") == "(%s expired) > " % name


@pytest.mark.parametrize(
    "name, seen", [("a\x1b[2Jb", "a?[2Jb"), ("a\nb", "a?b"), ("a\r\x07b", "a??b"), ("\x01x\x02", "?x?"), ("\n", "?")]
)
def test_a_name_does_not_steer_the_terminal(shown, name, seen):
    assert shown(AWSMFA_PROFILE=name, AWSMFA_EXPIRES="1") == "(%s expired) > " % seen


@pytest.mark.parametrize("number", range(5))
def test_other_options_of_the_shell_change_nothing(shown, number):
    """Users set what they like."""
    options = STRICT[shown.shell]
    if number >= len(options):
        return
    for variables in ({}, {"AWSMFA_PROFILE": "$(touch pwned)%n", "AWSMFA_EXPIRES": in_seconds(HOUR + 90)}):
        expected = "($(touch pwned)%n 1h01m) > " if variables else "> "
        assert shown(options[number], **variables) == expected


def test_the_lines_of_the_page_load_what_is_installed():
    """One line for each shell, of a file that `make install` puts there; what nobody has run is not promised."""
    lines = {shell: fences("doc/prompt.md", shell)[0].strip() for shell in SHELLS}
    assert lines == {shell: "source ~/.local/share/awsmfa/prompt.%s" % shell for shell in SHELLS}
    assert "The tests do not run it" in text_of("doc/prompt.md")


# What a user may have in the start-up file before the line, and how it looks then.
OTHERS = {
    "bash": ["PROMPT_COMMAND='before=1'", "PROMPT_COMMAND=('before=1' 'more=1')", "RPROMPT=x"],
    "zsh": ["precmd_functions=(one two); one() { before=1 }; two() { more=1 }",
            "setopt ksh_arrays; precmd_functions=(one two); one() { before=1 }; two() { more=1 }; "
            "setopt no_ksh_arrays"],
    "fish": ["function fish_right_prompt; printf there; end"],
}


@pytest.mark.parametrize("shell, before", [(shell, one) for shell in SHELLS for one in OTHERS[shell]])
def test_loading_it_twice_is_loading_it_once_and_keeps_what_is_there(shell, before, tmp_path):
    """`source ~/.bashrc` is what everybody does after a change, and other tools have their place in the prompt too."""
    options, _ = SHOW[shell]
    file = ROOT / "shell" / ("prompt." + shell)
    show = {
        "bash": 'eval "${PROMPT_COMMAND[0]}"; printf %s "${PS1@P}"; printf %s "${PROMPT_COMMAND[*]}" >&2',
        "zsh": 'for one in $precmd_functions; do $one; done; print -rnP -- "$PROMPT"; '
        "print -r -- $precmd_functions >&2",
        "fish": "fish_right_prompt; printf '> '; functions fish_right_prompt >&2",
    }[shell]
    set_prompt = {"bash": "PS1='> '", "zsh": "PROMPT='> '", "fish": ""}[shell]
    script = "%s\n%s\nsource %s\nsource %s\n%s\n" % (set_prompt, before, file, file, show)
    env = {
        "PATH": "/nonexistent", "HOME": str(tmp_path), "LANG": "C.UTF-8", "AWSMFA_PROFILE": "prod",
        "AWSMFA_EXPIRES": "1",
    }
    done = subprocess.run(
        [need(shell), *options, "-c", script], env=env, capture_output=True, text=True, timeout=GENEROUS
    )
    there = "there" if shell == "fish" else ""
    assert done.returncode == 0 and done.stdout == "(prod expired) %s> " % there, done
    assert done.stderr.count("aws_segment\n" if shell == "fish" else "aws_segment") == 1, done
    if "before" in before:
        assert "more" not in before or done.stderr.count("two") + done.stderr.count("more=1") == 1, done


@pytest.mark.pty
@every_shell
def test_awsume_profile_is_what_other_prompts_show(hooked, shell):
    """starship and powerlevel10k need no module of the user's own; drop leaves what was there before."""
    terminal = hooked(shell, env={"AWSUME_PROFILE": "mine"})
    terminal.use()
    assert terminal.env()["AWSUME_PROFILE"] == "mine"
    terminal.set("AWSMFA_AWSUME", "1")
    terminal.run("awsmfa use -f", answer=terminal.phone)
    assert terminal.env()["AWSUME_PROFILE"] == "default"
    terminal.later(13 * HOUR)
    terminal.show("true", answer=terminal.phone)
    assert terminal.env()["AWSUME_PROFILE"] == "default"
    terminal.run("awsmfa drop")
    assert terminal.env()["AWSUME_PROFILE"] == "mine"


@pytest.mark.pty
@every_shell
def test_with_the_hook_in_a_terminal(hooked, sts, alice, shell, tmp_path):
    """As a user has it: the hook, the piece below it, and a day that goes by. `$?` is still the command's."""
    piece = tmp_path / "piece"
    piece.write_text(text_of("shell/prompt." + shell))
    terminal = hooked(shell)
    terminal.run("source %s" % piece)
    assert "default" not in terminal.enter()
    terminal.use()
    start = terminal.here()
    terminal.enter()
    assert re.search(NEW, terminal.shown_since(start))
    terminal.later(11 * HOUR + 30 * MINUTE)
    start = terminal.here()
    terminal.enter()
    terminal.enter()
    assert re.search(r"\(default (29m|30m)\)", terminal.shown_since(start))
    terminal.later(2 * HOUR)
    start = terminal.here()
    terminal.show("true", answer=alice.phone)
    terminal.enter()
    assert re.search(NEW, terminal.shown_since(start))
    terminal.show("false" if shell == "fish" else "(exit 7)")
    assert terminal.value("$status" if shell == "fish" else "$?") == ("1" if shell == "fish" else "7")
