"""What the user and other tools have set up stays as it is: traps, options, arrays, PS0, jobs."""

import re

import pytest

from harness_hooks import HOUR, bash_and_zsh, every_shell

pytestmark = pytest.mark.pty
DAY = 13 * HOUR


def load(terminal):
    line = "awsmfa hook fish | source" if terminal.shell == "fish" else 'eval "$(awsmfa hook %s)"' % terminal.shell
    done = terminal.run(line)
    assert done == "" and done.status == 0, done


def renews(terminal, sts, alice):
    """The whole way: a session, its end, a typed command with the next one."""
    terminal.use()
    terminal.run_quietly("true")
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    terminal.run_quietly("true")


def no_private_name(terminal):
    return not [name for name in terminal.env() if "awsmfa_" in name]


# --- bash: PROMPT_COMMAND and PS0 -------------------------------------------------------------------

KINDS = {
    "unset": ("unset PROMPT_COMMAND", "declare -- PROMPT_COMMAND="),
    "empty": ("PROMPT_COMMAND=", "declare -- PROMPT_COMMAND="),
    "string": ("PROMPT_COMMAND='ran=$((ran+1))'", "declare -- PROMPT_COMMAND="),
    "exported": ("export PROMPT_COMMAND='ran=$((ran+1))'", "declare -x PROMPT_COMMAND="),
    "string;": ("PROMPT_COMMAND='ran=$((ran+1));'", "declare -- PROMPT_COMMAND="),
    "string ; ": ("PROMPT_COMMAND='ran=$((ran+1)) ; '", "declare -- PROMPT_COMMAND="),
    "newline": ("PROMPT_COMMAND=$'ran=$((ran+1))\\n'", "declare -- PROMPT_COMMAND="),
    "remark": ("PROMPT_COMMAND='ran=$((ran+1)) # mine'", "declare -- PROMPT_COMMAND="),
    "background": ("PROMPT_COMMAND='ran=$((ran+1)); { :& } 2>/dev/null'", "declare -- PROMPT_COMMAND="),
    "array": ("PROMPT_COMMAND=('ran=$((ran+1))' 'true')", "declare -a PROMPT_COMMAND="),
}


@pytest.mark.parametrize("kind", KINDS)
def test_prompt_command_keeps_its_kind_and_goes_on_working(kind, hooked, sts, alice):
    """Other tools append to the kind they know; changing it breaks them."""
    setting, declared = KINDS[kind]
    terminal = hooked("bash", hook=False)
    terminal.run(setting)
    load(terminal)
    assert terminal.run("declare -p PROMPT_COMMAND").startswith(declared)
    if "ran" in setting:
        before = int(terminal.value("$ran"))
        assert int(terminal.value("$ran")) == before + 1
    renews(terminal, sts, alice)
    assert "ready> " not in terminal.run("true")


@pytest.mark.parametrize("setting", [
    """PROMPT_COMMAND=('a=$? b="${PIPESTATUS[*]}"' 'c=$? d="${PIPESTATUS[*]}"')""",
    """PROMPT_COMMAND='c=$? d="${PIPESTATUS[*]}"'""",
])  # fmt: skip
def test_what_stands_in_prompt_command_sees_the_status_of_the_command(setting, hooked):
    terminal = hooked("bash", hook=False)
    terminal.run(setting)
    load(terminal)
    terminal.show("true | false | (exit 3)")
    assert terminal.value("$c=$d") == "3=0 1 3"


def test_what_comes_after_us_in_a_string_sees_the_status(hooked):
    """As zoxide and others append themselves."""
    terminal = hooked("bash", session=True)
    terminal.run("PROMPT_COMMAND=\"$PROMPT_COMMAND\"$'\\n''c=$?'")
    terminal.show("(exit 7)")
    assert terminal.value("$c") == "7"


def test_ps0_of_the_user_is_kept(hooked, sts, alice):
    terminal = hooked("bash", hook=False)
    terminal.run("PS0='<mine>'")
    terminal.show('eval "$(awsmfa hook bash)"')
    assert "<mine>" in terminal.show("true")
    renews(terminal, sts, alice)
    assert "<mine>" in terminal.show("true")


def test_ps0_set_later_keeps_us(hooked, sts, alice):
    """Starship and VS Code set PS0 after us: the next prompt adds ours again."""
    terminal = hooked("bash", session=True)
    terminal.run("PS0='<theirs>'")
    assert "<theirs>" in terminal.show("true")
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    assert terminal.run("echo $PS0").count("awsmfa_due") == 1


@pytest.mark.parametrize("ps0", ["$(true)", "$(echo one)$(echo two)", "`true`", "${x[$(echo 0)]}"])
def test_ps0_of_the_user_may_run_commands(ps0, hooked, sts, alice):
    """starship's timer does: bash must not come to our trap while it reads such a part."""
    terminal = hooked("bash", session=True)
    terminal.run("PS0='%s'" % ps0)
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    assert "unexpected" not in terminal.seen()


@pytest.mark.parametrize("when", ["before", "after"])
def test_without_promptvars_only_prompts_renew(when, hooked, sts, alice):
    """PS0 would be shown as it stands, so it must not have our text."""
    terminal = hooked("bash", hook=False)
    if when == "before":
        terminal.run("shopt -u promptvars")
    load(terminal)
    terminal.use()
    if when == "after":
        terminal.show("shopt -u promptvars")
    assert "awsmfa_due" not in terminal.show("true")
    terminal.later(DAY)
    terminal.type("true")
    terminal.answer_code(alice.phone)
    terminal.expect_prompt()
    assert terminal.key() == sts.newest_session.id


# --- traps ------------------------------------------------------------------------------------------


def test_a_trap_of_urg_is_kept_and_prompts_alone_renew(hooked, sts, alice):
    """The one way into the shell before a command is taken; the user's trap goes first."""
    terminal = hooked("bash", hook=False)
    terminal.run("trap 'echo urgent' URG")
    load(terminal)
    terminal.use()
    assert terminal.run("trap -p URG") == "trap -- 'echo urgent' SIGURG\n"
    assert "urgent" in terminal.run("kill -URG $$")
    terminal.later(DAY)
    terminal.type("true")
    terminal.answer_code(alice.phone)
    assert "urgent" not in terminal.expect_prompt()
    assert terminal.key() == sts.newest_session.id


def test_a_trap_of_urg_set_later_is_kept(hooked, sts, alice):
    terminal = hooked("bash", session=True)
    terminal.run("trap 'echo urgent' URG")
    terminal.later(DAY)
    terminal.type("true")
    terminal.answer_code(alice.phone)
    terminal.expect_prompt()
    assert terminal.key() == sts.newest_session.id
    assert terminal.run("trap -p URG") == "trap -- 'echo urgent' SIGURG\n"
    terminal.later(DAY)
    assert "urgent" not in terminal.show("true", answer=alice.phone)


def test_urg_without_a_trap_does_no_harm(hooked, sts, alice):
    terminal = hooked("bash", session=True)
    terminal.run("trap - URG")
    terminal.later(DAY)
    terminal.show("true", answer=alice.phone)
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id


@pytest.mark.parametrize("setting", [
    "trap 'debugged=$((debugged+1))' DEBUG",
    "shopt -s extdebug; trap 'debugged=$((debugged+1))' DEBUG",
    "set -o functrace; trap 'debugged=$((debugged+1))' DEBUG",
    "trap 'failed=$((failed+1))' ERR",
    "set -o errtrace; trap 'failed=$((failed+1))' ERR",
])  # fmt: skip
def test_traps_of_debug_and_err_stay_and_fire(setting, hooked, sts, alice):
    terminal = hooked("bash", hook=False)
    terminal.run(setting)
    traps = terminal.run("trap -p DEBUG ERR")
    load(terminal)
    renews(terminal, sts, alice)
    assert terminal.run("trap -p DEBUG ERR") == traps
    terminal.run("debugged=0 failed=0; true; false")
    counted = "$failed" if "ERR" in setting else "$((debugged > 0))"
    assert terminal.value(counted) == "1"


@bash_and_zsh
def test_traps_are_the_same_after_a_renewal(shell, hooked, sts, alice):
    terminal = hooked(shell, session=True)
    terminal.run("trap 'echo int' INT; trap 'echo usr' USR1; trap 'echo chld >/dev/null' CHLD; trap 'true' WINCH")
    traps = terminal.run("trap")
    terminal.later(DAY)
    terminal.show("true", answer=alice.phone)
    assert terminal.run("trap") == traps


# --- options ----------------------------------------------------------------------------------------

BASH_OPTIONS = [
    "set -u", "set -e", "set -a", "set -C", "set -f", "set -o posix", "set -o vi", "set -o emacs", "set +o history",
    "set -eu -o pipefail", "set -T", "set -E", "set -b", "set -P", "set +H", "set +B", "set +m",
    "shopt -s nullglob failglob", "shopt -s extglob", "shopt -s lastpipe", "shopt -s expand_aliases nocasematch",
    "shopt -s inherit_errexit", "shopt -s localvar_inherit", "shopt -s xpg_echo", "shopt -s compat31",
    "shopt -s nocaseglob dotglob", "IFS=:", "IFS=", "unset IFS", "POSIXLY_CORRECT=1",
    "HISTCONTROL=ignoreboth HISTTIMEFORMAT='%F '", "HISTIGNORE='*'", "CDPATH=/ GLOBIGNORE='*'", "BASH_XTRACEFD=2",
    "shopt -s assoc_expand_once", "shopt -s patsub_replacement",
]  # fmt: skip
ZSH_OPTIONS = [
    "nounset", "errexit", "allexport", "noclobber", "ksharrays", "shwordsplit", "rcquotes", "globsubst",
    "warncreateglobal", "warnnestedvar", "posixbuiltins", "kshtypeset", "noglobalexport", "cshjunkiequotes",
    "cshjunkieloops", "nomultios", "nobareglobqual", "vi", "errreturn", "posixidentifiers", "posixtraps",
    "posixaliases", "posixstrings", "localoptions", "kshglob", "extendedglob", "nullglob", "nonomatch", "octalzeroes",
    "cbases", "forcefloat", "typesetsilent", "shnullcmd", "cshnullcmd", "nopromptsubst", "promptsubst", "promptbang",
    "interactivecomments", "ignorebraces", "ignoreclosebraces",
    "nounset errexit allexport", "noequals", "magicequalsubst", "nofunctionargzero", "aliasfuncdef", "nomonitor",
    "histignorespace", "pipefail", "singlelinezle", "noaliases", "appendcreate", "clobberempty", "rematchpcre",
]  # fmt: skip


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("option", BASH_OPTIONS)
def test_every_option_of_bash(option, when, hooked, sts, alice):
    """Set before the hook is loaded, or after: the whole way works, and the option is as it was."""
    terminal = hooked("bash", hook=False)
    if when == "after":
        load(terminal)
    terminal.run(option)
    shown = terminal.run("set +o; shopt -p; echo \"[$IFS]\"")
    if when == "before":
        load(terminal)
    renews(terminal, sts, alice)
    assert terminal.run("set +o; shopt -p; echo \"[$IFS]\"") == shown
    assert no_private_name(terminal)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("option", ZSH_OPTIONS)
def test_every_option_of_zsh(option, when, hooked, sts, alice):
    terminal = hooked("zsh", hook=False)
    if when == "after":
        load(terminal)
    terminal.run("setopt %s" % option)
    shown = terminal.run("setopt")
    if when == "before":
        load(terminal)
    renews(terminal, sts, alice)
    assert terminal.run("setopt") == shown
    assert no_private_name(terminal)


@bash_and_zsh
def test_digits_in_ifs(shell, hooked, sts, alice):
    """Every number would be taken apart where an expansion is not quoted."""
    terminal = hooked(shell, hook=False)
    terminal.show("IFS=0123456789")
    terminal.show('eval "$(awsmfa hook %s)"' % shell)
    terminal.show("awsmfa use", answer=alice.phone)
    terminal.show("true")
    terminal.later(DAY)
    shown = terminal.show('echo "key=$AWS_ACCESS_KEY_ID"', answer=alice.phone)
    assert "key=%s\n" % sts.newest_session.id in shown
    assert len(sts.sessions) == 2


@bash_and_zsh
def test_a_failure_under_errexit_does_not_end_the_shell(shell, hooked, sts, alice):
    terminal = hooked(shell, session=True)
    terminal.run_quietly("set -e")
    terminal.run_quietly("! true")
    terminal.run_quietly("false || true")
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    terminal.later(DAY)
    terminal.type("true")
    terminal.expect("MFA code for .*: ")
    terminal.enter()
    terminal.run_quietly("echo alive")


@every_shell
def test_vi_mode(shell, hooked, sts, alice):
    terminal = hooked(shell, session=True)
    terminal.run({"bash": "set -o vi", "zsh": "bindkey -v", "fish": "true"}[shell])
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id


def test_a_line_that_history_does_not_record_is_renewed_for(hooked, sts, alice):
    """Debian's .bashrc has HISTCONTROL=ignoreboth: a leading blank keeps a line out of the history."""
    terminal = hooked("bash", session=True)
    terminal.run_quietly("HISTCONTROL=ignoreboth")
    terminal.later(DAY)
    done = terminal.run(" echo key=$AWS_ACCESS_KEY_ID", answer=alice.phone)
    assert "key=%s\n" % sts.newest_session.id in done


def test_lazy_asks_when_it_cannot_know_the_line(hooked, sts, alice):
    """Without a history bash does not tell what is typed: better asked than failed."""
    terminal = hooked("bash", session=True, env={"AWSMFA_HOOK": "lazy"})
    terminal.run_quietly("set +o history; history -c")
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id


@pytest.mark.parametrize("options", ["set -av", "set -e", "set -uET", "set -aex"])
def test_a_bash_without_local_options_keeps_them_too(options, hooked, sts, alice):
    """bash before 4.4, as macOS has: what a function switches off stays off, so that the hook switches it on again."""
    terminal = hooked("bash", session=True)
    terminal.run("__awsmfa_local=(__awsmfa_nothing); " + options)

    def shown():
        return re.search(r"<(\w+)>\n", terminal.run("echo \"<$->\"")).group(1)

    before = shown()
    for line in ("awsmfa status >/dev/null", "awsmfa use", "awsmfa doctor >/dev/null"):
        terminal.run(line)
        assert shown() == before
    terminal.begin("true")
    terminal.later(DAY)
    terminal.end()
    terminal.answer_code(alice.phone)
    terminal.expect_prompt()
    assert shown() == before
    terminal.assert_no_secret_seen()
    assert terminal.session().is_of(sts.newest_session)


# --- jobs -------------------------------------------------------------------------------------------


@every_shell
def test_a_background_job_survives_and_none_is_ours(shell, hooked, sts, alice):
    terminal = hooked(shell, session=True)
    terminal.show("/bin/sleep 600 &")
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    jobs = terminal.run("jobs")
    assert jobs.count("sleep 600") == 1 and "awsmfa" not in jobs, jobs
    assert len([line for line in jobs.splitlines() if line.strip()]) == (2 if shell == "fish" else 1), jobs
    terminal.run("kill (jobs -p)" if shell == "fish" else "kill %1")


@every_shell
def test_a_session_given_to_one_command_wins_for_it(shell, hooked, sts, alice):
    terminal = hooked(shell, session=True)
    terminal.later(DAY)
    done = terminal.run("AWS_SESSION_TOKEN=one-shot /usr/bin/env | /bin/grep ^AWS_SESSION_TOKEN=", answer=alice.phone)
    assert "AWS_SESSION_TOKEN=one-shot\n" in done
    assert terminal.session().is_of(sts.newest_session)
