"""Who is asked, and when: eager, lazy and off, one terminal and many, a session of our own and one of another tool."""

import pytest

from harness_hooks import HOUR, MINUTE, NEVER, every_shell

pytestmark = pytest.mark.pty
DAY = 13 * HOUR


# --- modes ------------------------------------------------------------------------------------------


@every_shell
def test_lazy_asks_only_before_a_command_that_uses_aws(shell, hooked, sts, alice):
    terminal = hooked(shell, session=True, env={"AWSMFA_HOOK": "lazy"})
    terminal.later(DAY)
    terminal.run_quietly("echo hello")
    terminal.run_quietly("cd /")
    command = "aws() { true; }; aws" if shell != "fish" else "function aws; end; aws"
    assert terminal.run(command, answer=alice.phone).status == 0
    assert len(sts.sessions) == 2


@every_shell
def test_awsmfa_commands_names_the_commands_of_lazy(shell, hooked, sts, alice):
    terminal = hooked(shell, session=True, env={"AWSMFA_HOOK": "lazy", "AWSMFA_COMMANDS": "mytool other"})
    terminal.later(DAY)
    terminal.run_quietly("true aws || aws")
    define = "function mytool; echo ran; end" if shell == "fish" else "mytool() { echo ran; }"
    terminal.run_quietly(define.replace("mytool", "unrelated"))
    assert "ran" in terminal.run("%s; FOO=1 mytool" % define, answer=alice.phone)
    assert len(sts.sessions) == 2


def test_lazy_sees_through_an_alias_of_zsh(hooked, sts, alice):
    terminal = hooked("zsh", session=True, env={"AWSMFA_HOOK": "lazy"})
    terminal.run_quietly("alias who='aws'; function aws { echo ran; }")
    terminal.later(DAY)
    assert "ran" in terminal.run("who", answer=alice.phone)


@every_shell
def test_lazy_renews_a_role_in_silence(shell, hooked, sts, alice):
    role = sts.account.role("ops", mfa=True)
    terminal = hooked(shell, session="-r %s" % role.arn, env={"AWSMFA_HOOK": "lazy"})
    terminal.later(2 * HOUR)
    terminal.run_quietly("true")
    assert len(sts.requests("AssumeRole")) == 2


@every_shell
def test_off_never_asks_nor_renews(shell, hooked, sts, alice):
    role = sts.account.role("ops", mfa=True)
    terminal = hooked(shell, session="-r %s" % role.arn, env={"AWSMFA_HOOK": "off"})
    terminal.later(2 * HOUR)
    terminal.run_quietly("aws --version >/dev/null 2>&1")
    terminal.later(DAY)
    terminal.run_quietly("true")
    assert len(sts.sessions) == 2


@every_shell
def test_off_can_be_undone(shell, hooked, sts, alice):
    """The hook looks at AWSMFA_HOOK again after five minutes at most."""
    terminal = hooked(shell, session=True, env={"AWSMFA_HOOK": "off"})
    terminal.later(DAY)
    terminal.run_quietly("true")
    terminal.unset("AWSMFA_HOOK")
    terminal.later(6 * MINUTE)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id


# --- terminals --------------------------------------------------------------------------------------


@every_shell
def test_two_terminals_with_two_profiles_do_not_see_each_other(shell, hooked, sts, alice, home):
    home.credentials(alice.profile("one") + alice.profile("two"))
    one, two = hooked(shell, session="one"), hooked(shell, session="two")
    one.later(DAY)
    assert two.run_quietly("true").status == 0
    assert one.key(answer=alice.phone) == sts.newest_session.id
    assert two.key() == sts.sessions[1].id
    assert one.env()["AWSMFA_PROFILE"] == "one" and two.env()["AWSMFA_PROFILE"] == "two"


@every_shell
def test_two_terminals_that_expire_together_ask_on_their_own(shell, hooked, sts, alice):
    """A code works once, so the second terminal is told to wait for the next one."""
    one, two = hooked(shell, session=True), hooked(shell, session=True)
    one.later(DAY)
    two.later(DAY)
    code = alice.phone.next_code()
    one.type("true")
    one.answer_code(alice.phone, code)
    one.expect_prompt()
    two.type("true")
    two.answer_code(alice.phone, code)
    two.expect("wrong or already used")
    two.answer_code(alice.phone)
    two.expect_prompt()
    assert one.key() == sts.sessions[2].id and two.key() == sts.sessions[3].id


@every_shell
def test_a_terminal_that_never_had_a_session_is_never_asked(shell, hooked, sts):
    terminal = hooked(shell)
    for _ in range(3):
        terminal.run_quietly("aws --version >/dev/null 2>&1")
        terminal.later(DAY)
    assert terminal.looks_in() == NEVER and sts.requests() == []


@every_shell
def test_an_inherited_session_that_has_expired_counts_as_none(shell, hooked, sts, alice):
    """A tmux pane and an editor's terminal inherit yesterday's session: one line, no question. powerlevel10k's instant
    prompt objects to every line before the first prompt, so it comes after that."""
    morning = hooked(shell, session=True).env()
    held = {name: value for name, value in morning.items() if name.startswith("AWS")}
    held["AWSMFA_EXPIRES"] = str(int(held["AWSMFA_STARTED"]) - 60)
    held["AWSMFA_STARTED"] = str(int(held["AWSMFA_EXPIRES"]) - 12 * HOUR)
    terminal = hooked(shell, env=held, hook=False)
    terminal.type("awsmfa hook fish | source" if shell == "fish" else 'eval "$(awsmfa hook %s)"' % shell)
    assert "awsmfa: " not in terminal.expect_prompt()
    shown = terminal.run("")
    assert shown.count("awsmfa: ") == 1 and "has expired; to start a new one: awsmfa use" in shown
    terminal.set("AWS_PROFILE", "other")  # the hook looks again, and has said it
    assert "awsmfa: " not in terminal.run("true")
    terminal.unset("AWS_PROFILE")
    terminal.later(DAY)
    terminal.run_quietly("true")
    assert terminal.looks_in() == NEVER
    terminal.use()
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id


@every_shell
@pytest.mark.parametrize("line", ["", "true"], ids=["prompt", "command"])
def test_the_first_prompt_of_a_shell_is_silent(shell, line, hooked, sts, alice):
    """What is to be said about an inherited session waits for the first command or the second prompt."""
    held = {name: value for name, value in hooked(shell, session=True).env().items() if name.startswith("AWS")}
    terminal = hooked(shell, env={**held, "AWS_PROFILE": "other"}, hook=False)
    terminal.type("awsmfa hook fish | source" if shell == "fish" else 'eval "$(awsmfa hook %s)"' % shell)
    assert "awsmfa: " not in terminal.expect_prompt()
    terminal.type(line)
    shown = terminal.expect_prompt()
    assert shown.count("awsmfa: AWS_PROFILE is now 'other'") == 1
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id


@every_shell
def test_a_session_set_without_the_function_is_left_alone(shell, hooked, sts, alice):
    """`command awsmfa` and direnv set sessions that are theirs: no question when those expire, until `awsmfa use`."""
    terminal = hooked(shell)
    line = "command awsmfa env --format fish | source" if shell == "fish" else 'eval "$(command awsmfa env)"'
    assert terminal.run(line, answer=alice.phone).status == 0
    terminal.later(DAY)
    terminal.run_quietly("true")
    terminal.use()
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id


@every_shell
def test_the_eval_by_hand_is_noticed_at_once(shell, hooked, sts, alice):
    """A session got by eval through the function is renewed like one got by use."""
    terminal = hooked(shell)
    assert terminal.evaluate(answer=alice.phone).status == 0
    assert abs(terminal.looks_in() - 12 * HOUR) < MINUTE


def test_bash_without_epochseconds_counts_from_seconds(hooked, sts, alice):
    """As before bash 5.0; SECONDS follows a clock that jumps."""
    terminal = hooked("bash", hook=False)
    terminal.run("unset EPOCHSECONDS")
    terminal.run_quietly('eval "$(awsmfa hook bash)"')
    terminal.use()
    terminal.run_quietly("true")
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id


@every_shell
def test_a_mode_that_is_none_is_said_once_and_eager_counts(shell, hooked, sts, alice):
    """A slip in a start-up file must not change in silence what is asked and when."""
    terminal = hooked(shell, session=True)
    terminal.set("AWSMFA_HOOK", "lasy")
    for times in (1, 0):
        start = terminal.here()
        terminal.later(DAY)
        terminal.show("true", answer=alice.phone)
        said = "awsmfa: AWSMFA_HOOK='lasy' is neither eager, lazy nor off; the hook is eager"
        assert terminal.shown_since(start).count(said) == times
