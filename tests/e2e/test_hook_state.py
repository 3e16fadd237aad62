"""The function `awsmfa` and the private state: what the shell keeps is seen by awsmfa alone."""

import re

import pytest

from harness_hooks import HOUR, bash_and_zsh, every_shell
from harness_shells import read_environment

pytestmark = pytest.mark.pty
DAY = 13 * HOUR
PRIVATE = re.compile(r"_awsmfa", re.IGNORECASE)


def private_names(environment):
    return [name for name in environment if PRIVATE.search(name)]


def base(sts):
    """The MFA session that is kept: made for a role, so that it is exported nowhere."""
    return next(one for one in sts.sessions if one.owner.arn.split(":")[5].startswith("user/"))


# --- nobody else sees it ----------------------------------------------------------------------------


@every_shell
@pytest.mark.parametrize("when", ["", "before", "after"])
def test_no_child_sees_the_state(shell, when, hooked, sts, alice, ops):
    """Also not under `set -a`, which exports whatever is assigned."""
    export_all = {"bash": "set -a", "zsh": "setopt allexport", "fish": "true"}[shell]
    terminal = hooked(shell, hook=False)
    if when == "before":
        terminal.run(export_all)
    terminal.run("awsmfa hook fish | source" if shell == "fish" else 'eval "$(awsmfa hook %s)"' % shell)
    if when == "after":
        terminal.run(export_all)
    terminal.use("-r %s" % ops.arn)
    for _ in range(2):
        environment = terminal.env()
        assert private_names(environment) == []
        assert base(sts).secret not in "".join(environment.values())
        terminal.later(2 * HOUR)
        terminal.run_quietly("true")


@pytest.mark.parametrize("shell, setting", [
    ("bash", ""), ("zsh", ""), ("fish", ""), ("bash", "set -a"), ("bash", "set -aT"), ("zsh", "setopt all_export"),
])
def test_what_awsmfa_starts_does_not_see_the_state(shell, setting, hooked, sts, alice, ops, home, tmp_path):
    """mfa_process is the user's program and has the user's environment, not our secrets, whatever the shell exports."""
    script = tmp_path / "code.sh"
    seen = tmp_path / "seen"
    home.credentials(alice.keys())
    home.config("[default]\nmfa_serial = %s\nmfa_process = sh %s\n" % (alice.serial, script))
    terminal = hooked(shell)
    terminal.run(setting or "true")
    script.write_text("echo %s\n" % alice.phone.next_code())
    assert terminal.run("awsmfa use -r %s" % ops.arn).status == 0
    script.write_text("/usr/bin/env -0 >%s; echo %s\n" % (seen, alice.phone.next_code()))
    assert terminal.run("awsmfa use -f").status == 0
    environment = read_environment(seen)
    assert environment["AWS_ACCESS_KEY_ID"] and private_names(environment) == []
    assert base(sts).secret not in "".join(environment.values())
    script.write_text("/usr/bin/env -0 >%s; echo %s\n" % (seen, alice.phone.next_code()))
    terminal.later(DAY)
    terminal.run("true typed")
    environment = read_environment(seen)
    assert private_names(environment) == [] and "true typed" not in "".join(environment.values())


@every_shell
def test_proc_shows_no_kept_secret_while_a_question_waits(shell, hooked, sts, alice, ops):
    """The block that the kernel shows is wiped before anything else happens; argv never had it."""
    terminal = hooked(shell, session="-r %s" % ops.arn)
    terminal.type("awsmfa use -f -r %s" % ops.arn)
    terminal.expect("MFA code for .*: ")
    shown = terminal.processes_named("awsmfa", "awsmfa-sts")
    assert shown
    for process in shown:
        assert base(sts).secret not in process and base(sts).token not in process
    terminal.enter()


@bash_and_zsh
def test_names_and_values_of_the_state_are_not_in_the_output_of_export(shell, hooked, sts, ops):
    terminal = hooked(shell, session="-r %s" % ops.arn)
    assert "__awsmfa" not in terminal.run("export -p | /bin/grep __awsmfa | /bin/grep -v -e PROMPT_COMMAND -e PS0")


# --- what is printed, and for whom ------------------------------------------------------------------


@every_shell
def test_private_assignments_only_go_where_they_are_evaluated(shell, hooked, sts, ops, tmp_path):
    """A file, `--format sh` and another shell's form are clean."""
    terminal = hooked(shell, session="-r %s" % ops.arn)
    mine = " --format fish" if shell == "fish" else ""
    out = tmp_path / "out"
    terminal.run("awsmfa env%s >%s" % (mine, out))
    assert "AWS_SECRET_ACCESS_KEY" in out.read_text() and "__awsmfa" not in out.read_text()
    for form in ("sh", "dash", "ksh", "csh", "json", "process", "bash", "zsh", "fish"):
        terminal.run("awsmfa env --format %s | /bin/grep -c __awsmfa >%s" % (form, out))
        assert int(out.read_text()) == (0 if form != shell else 4), form
    terminal.run("command awsmfa env%s | /bin/grep -c __awsmfa >%s" % (mine, out))
    assert out.read_text() == "0\n"


@every_shell
def test_awsmfa_alone_is_use(shell, hooked, sts, alice):
    terminal = hooked(shell)
    assert terminal.run("awsmfa", answer=alice.phone).status == 0
    assert terminal.session().is_of(sts.newest_session)
    assert "still good" in terminal.run("awsmfa")


@every_shell
def test_the_function_gives_the_status_of_the_command(shell, hooked, alice):
    terminal = hooked(shell)
    assert terminal.run("awsmfa status").status == 3
    assert terminal.run("awsmfa use -p nobody").status == 1
    assert terminal.run("awsmfa use --no-such-option").status == 2
    assert terminal.run("awsmfa use --no-input").status == 6
    assert terminal.run("awsmfa nonsense").status == 2
    assert "awsmfa" in terminal.run("awsmfa version")
    terminal.type("awsmfa use")
    terminal.expect("MFA code for .*: ")
    terminal.enter()
    assert terminal.last_status() in (0, 6)
    assert not terminal.session()


@every_shell
def test_without_the_hook_use_and_drop_say_what_to_do(shell, hooked):
    terminal = hooked(shell)
    for command in ("use", "drop"):
        done = terminal.run("command awsmfa %s" % command)
        assert done.status == 2 and "needs the hook" in done and "hint: " in done


@every_shell
def test_a_failed_use_changes_nothing(shell, hooked, sts, alice):
    terminal = hooked(shell, session=True)
    before = {name: value for name, value in terminal.env().items() if name.startswith("AWS")}
    assert terminal.run("awsmfa use -f -p nobody").status == 1
    assert {name: value for name, value in terminal.env().items() if name.startswith("AWS")} == before


# --- what it is good for ----------------------------------------------------------------------------


@every_shell
def test_all_roles_of_a_terminal_share_one_code(shell, hooked, sts, alice, ops, audit):
    """Also through the eval by hand, which has the function in its command substitution."""
    terminal = hooked(shell, session="-r %s" % ops.arn)
    assert "MFA code" not in terminal.run("awsmfa use -r %s" % audit.arn)
    assert terminal.evaluate("-r %s" % ops.arn).status == 0
    assert terminal.run("awsmfa use -s %s -r %s -d 900" % (alice.serial, audit.arn)).status == 0
    assert len(sts.requests("GetSessionToken")) == 1 and len(sts.requests("AssumeRole")) == 4


@every_shell
def test_another_terminal_starts_a_session_of_its_own(shell, hooked, sts, ops):
    first, second = hooked(shell, session="-r %s" % ops.arn), hooked(shell, session="-r %s" % ops.arn)
    assert len(sts.requests("GetSessionToken")) == 2
    assert first.key() != second.key()


@every_shell
def test_drop_forgets(shell, hooked, sts, alice, ops):
    """After it neither the environment nor the private state has a session, and nothing is renewed."""
    terminal = hooked(shell, session="-r %s" % ops.arn)
    terminal.run("awsmfa drop")
    left = terminal.env()
    assert [name for name in left if name.startswith(("AWS_A", "AWS_S", "AWSMFA"))] == []
    assert base(sts).secret not in terminal.run("set | /bin/grep -a awsmfa_state; true")
    terminal.later(DAY)
    terminal.run_quietly("true")
    terminal.use("-r %s" % ops.arn)
    assert len(sts.requests("GetSessionToken")) == 2


@every_shell
def test_drop_puts_the_profile_back(shell, hooked, sts, alice, home):
    home.credentials(alice.profile("work"))
    terminal = hooked(shell)
    terminal.set("AWS_PROFILE", "work")
    terminal.use()
    assert "AWS_PROFILE" not in terminal.env()
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    terminal.run("awsmfa drop")
    assert terminal.env()["AWS_PROFILE"] == "work"


@every_shell
def test_keys_from_the_environment_renew_and_come_back(shell, hooked, sts, alice, home):
    """The session takes their place, so the hook keeps them; only a shell without it loses them."""
    home.credentials("")
    keys = {"AWS_ACCESS_KEY_ID": alice.key.id, "AWS_SECRET_ACCESS_KEY": alice.key.secret}
    terminal = hooked(shell, env=keys)
    assert "replaced" not in terminal.use()
    held = terminal.session()
    assert held.is_of(sts.newest_session) and held.profile == ""
    terminal.later(DAY)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id
    assert len(sts.requests("ListMFADevices")) == 1
    terminal.run("awsmfa drop")
    left = terminal.env()
    assert {name: left.get(name) for name in keys} == keys and "AWS_SESSION_TOKEN" not in left


@every_shell
def test_a_code_is_not_lost_because_a_role_is_refused(shell, hooked, sts, alice, ops):
    ops.trusted = []
    terminal = hooked(shell)
    assert terminal.run("awsmfa use -r %s" % ops.arn, answer=alice.phone).status == 4
    assert not terminal.session()
    assert "MFA code" not in terminal.run("awsmfa use")
    assert terminal.session().is_of(sts.newest_session)
    assert len(sts.requests("GetSessionToken")) == 1


@every_shell
def test_the_same_after_the_eval_by_hand(shell, hooked, sts, alice, ops):
    ops.trusted = []
    terminal = hooked(shell)
    terminal.evaluate("-r %s" % ops.arn, answer=alice.phone)
    assert not terminal.session()
    assert terminal.evaluate().status == 0
    assert len(sts.requests("GetSessionToken")) == 1


@every_shell
def test_a_silent_renewal_goes_to_the_same_endpoint_only(shell, hooked, sts, standin, give_code):
    """A code that a program gives is not sent to whatever AWS_ENDPOINT_URL says meanwhile."""
    terminal = hooked(shell)
    terminal.run("awsmfa use")
    other = standin()
    terminal.set("AWS_ENDPOINT_URL", other.url)
    terminal.later(DAY)
    shown = terminal.show("true")
    assert "the settings now name" in shown
    assert other.requests() == [] and len(sts.sessions) == 1


@every_shell
def test_a_session_of_unknown_origin_is_renewed_in_silence_at_aws_alone(shell, hooked, sts, give_code):
    """Inherited, it came from anywhere; a program's code must not go to whatever a variable names."""
    terminal = hooked(shell, hook=False)
    assert terminal.evaluate().status == 0
    terminal.run_quietly("awsmfa hook fish | source" if shell == "fish" else 'eval "$(awsmfa hook %s)"' % shell)
    terminal.enter()
    give_code()
    terminal.later(DAY)
    shown = terminal.show("true")
    assert "the settings now name" in shown and "elsewhere, perhaps" in shown
    assert len(sts.sessions) == 1


@every_shell
def test_a_held_session_is_no_base_at_another_endpoint(shell, hooked, sts, standin):
    """The exported MFA session is the base of a role, without a code: so it must not go where a variable points now."""
    terminal = hooked(shell, session=True)
    other = standin()
    role = other.account.role("ops", mfa=True)
    terminal.set("AWS_ENDPOINT_URL", other.url)
    terminal.type("awsmfa use -r %s" % role.arn)
    terminal.expect("MFA code for .* at ")
    terminal.enter()
    assert other.requests() == [] and len(sts.sessions) == 1
