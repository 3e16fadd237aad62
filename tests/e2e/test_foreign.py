"""Profiles whose keys the user's own AWS CLI gets: Identity Center, `aws login`, web identity, metadata; by hand."""

import hashlib
import json
import os
import re
import signal
import time
from pathlib import Path

import pytest

from harness import GENEROUS, need
from harness_shells import botocore_identity
from harness_walk import HOUR, MINUTE, Shell

USER = "arn:aws:iam::123456789012:user/alice"
SSO = "sso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Dev\n"
LOGIN = "login_session = %s\n" % USER
KINDS = {
    "Identity Center": SSO,
    "Identity Center, old form": "sso_start_url = https://x.awsapps.com/start\nsso_account_id = 123456789012\n",
    "aws login": LOGIN,
    "web identity": "role_arn = arn:aws:iam::123456789012:role/web\nweb_identity_token_file = /t\n",
    "instance": "role_arn = arn:aws:iam::123456789012:role/i\ncredential_source = Ec2InstanceMetadata\n",
    "container": "role_arn = arn:aws:iam::123456789012:role/c\ncredential_source = EcsContainer\n",
    "instance without a role": "credential_source = Ec2InstanceMetadata\n",
}
every_kind = pytest.mark.parametrize("lines", list(KINDS.values()), ids=list(KINDS))
LOGINS = ["corp", "https://x.awsapps.com/start", USER]


def profile(name, lines):
    return "[%s]\n%s" % ("default" if name == "default" else "profile " + name, lines)


def role_on(source, role, name="ops", **more):
    lines = {"role_arn": role.arn, "source_profile": source, **more}
    return profile(name, "".join("%s = %s\n" % item for item in lines.items()))


@pytest.fixture
def cli(aws_cli):
    """The stand-in, where alice is logged in everywhere."""
    for login in LOGINS:
        aws_cli.log_in(login)
    return aws_cli


@pytest.fixture
def shell(awsmfa, cli):
    return Shell(awsmfa, AWS_ENDPOINT_URL=awsmfa.sts.url, **cli_variables(awsmfa, cli))


def cli_variables(awsmfa, cli):
    awsmfa.env.update(cli.env)
    return {}


def sent(sts):
    return [one.action for one in sts.log]


# --- the session ---------------------------------------------------------------------------------


@every_kind
def test_its_session_is_what_the_aws_cli_gives(shell, home, sts, cli, lines):
    """People without access keys want `awsmfa use` too: one place where the variables stay fresh."""
    home.config(profile("dev", lines + "region = eu-west-1\n"))
    said = shell.env("dev")
    assert shell.session.is_of(sts.newest_session) and not sts.log
    assert shell.session.expires == sts.newest_session.expires
    assert shell.vars["AWSMFA_PROFILE"] == "dev" and shell.vars["AWS_REGION"] == "eu-west-1"
    assert re.fullmatch(r"awsmfa: dev: session until .* \(15 min\)\n", said.stderr)
    assert botocore_identity(sts, shell.vars).stdout == sts.newest_session.owner.arn + "\n"


@every_kind
def test_a_role_is_assumed_with_it_without_a_code(shell, home, sts, alice, cli, lines):
    """AWS takes no code from a session, so mfa_serial is not sent, and nothing is asked."""
    ops = sts.account.role("ops")
    home.config(profile("dev", lines) + role_on("dev", ops, mfa_serial=alice.serial, external_id="E-17"))
    shell.env("ops")
    assert sent(sts) == ["AssumeRole"] and shell.session.is_of(sts.newest_session)
    request = sts.log[0]
    assert request.key == sts.sessions[0].id and request.params["RoleArn"] == ops.arn
    assert request.params["ExternalId"] == "E-17" and request.params["DurationSeconds"] == str(HOUR)
    assert not {"SerialNumber", "TokenCode"} & set(request.params)
    assert cli.exports[0]["arguments"][2] == "--profile=dev"


def test_a_chain_of_roles_on_identity_center(shell, home, sts, cli):
    """Each role with the one below it, an hour each."""
    one, two = sts.account.role("one"), sts.account.role("two")
    home.config(profile("dev", SSO) + role_on("dev", one, "one") + role_on("one", two, "two"))
    shell.env("two")
    assert [request.params["RoleArn"] for request in sts.log] == [one.arn, two.arn]
    assert shell.session.is_of(sts.newest_session) and cli.runs == 1


@pytest.mark.parametrize("lines", [KINDS["web identity"], KINDS["instance"]], ids=["web identity", "instance"])
def test_the_role_of_the_profile_itself_is_part_of_the_answer(shell, home, sts, cli, lines):
    """The AWS CLI has assumed it; assuming it again would be another session, or be refused."""
    ops = sts.account.role("ops")
    home.config(profile("dev", lines) + role_on("dev", ops))
    shell.env("ops")
    assert [request.params["RoleArn"] for request in sts.log] == [ops.arn]


def test_a_role_by_option_is_assumed_with_it(shell, home, sts, cli):
    """-r and all that belongs to a role: these are for us, not for the AWS CLI."""
    ops = sts.account.role("ops", external_id="E-17", source_identity=True)
    home.config(profile("dev", SSO))
    options = ["-r", ops.arn, "--external-id", "E-17", "--role-session-name", "me@home", "--source-identity", "alice"]
    shell.env("dev", *options, "-d", "15m", "--policy", "{}", "--policy-arn", "arn:aws:iam::aws:policy/ReadOnlyAccess")
    params = sts.log[0].params
    assert params["ExternalId"] == "E-17" and params["RoleSessionName"] == "me@home"
    assert params["DurationSeconds"] == "900" and params["Policy"] == "{}" and params["SourceIdentity"] == "alice"


def test_it_is_printed_again_while_it_is_good(shell, home, sts, cli):
    """A Python program of a second is nothing to wait for twice."""
    home.config(profile("dev", SSO))
    shell.env("dev")
    assert "still good" in shell.env("dev").stderr
    assert "still good" in shell.env().stderr and cli.runs == 1
    shell.env("dev", "-f")
    assert cli.runs == 2


def test_a_role_asks_the_aws_cli_whatever_session_is_held(shell, home, sts, cli):
    """Who logged in anew in between wants the roles of that login."""
    home.config(profile("dev", SSO) + role_on("dev", sts.account.role("ops")))
    shell.env("dev")
    shell.env("ops")
    assert cli.runs == 2 and sts.log[0].params["RoleArn"].endswith("/ops")


def test_exec_and_process_have_it_too(awsmfa, home, sts, cli):
    """One command, and programs that know only profile names."""
    home.config(profile("dev", LOGIN))
    ran = awsmfa("exec", "-p", "dev", "--", "/usr/bin/env", env=cli.env)
    assert ran.status == 0 and "AWS_ACCESS_KEY_ID=%s\n" % sts.newest_session.id in ran.stdout
    process = awsmfa("env", "dev", "--format", "process", env=cli.env)
    document = json.loads(process.stdout)
    assert document["AccessKeyId"] == sts.newest_session.id and document["Expiration"].endswith("Z")
    assert document["SessionToken"] == sts.newest_session.token and document["Version"] == 1


def test_settings_travel_and_drop_takes_all_away(shell, home, sts, cli):
    """FIPS, dual-stack and the CA bundle would be lost with AWS_PROFILE."""
    home.config(profile("dev", LOGIN + "region = eu-west-1\nuse_fips_endpoint = true\nca_bundle = /ca.pem\n"))
    shell.set(AWS_PROFILE="dev")
    shell.env()
    assert shell.vars["AWS_USE_FIPS_ENDPOINT"] == "true" and shell.vars["AWS_CA_BUNDLE"] == "/ca.pem"
    assert "AWS_PROFILE" not in shell.vars
    shell.drop()
    assert shell.vars == {"AWS_ENDPOINT_URL": sts.url, "AWS_PROFILE": "dev"}


def test_sharing_changes_nothing(shell, home, sts, cli):
    """There is no MFA session to share, and the AWS CLI keeps what it has for all terminals anyway."""
    home.config(profile("dev", SSO) + role_on("dev", sts.account.role("ops"), awsmfa_share="true"))
    assert shell.env("ops").stderr.count("\n") == 1
    assert sorted(path.suffix for path in (cli.runtime / "awsmfa").iterdir()) == [".lock"]


# --- the order in one profile ---------------------------------------------------------------------


@pytest.mark.parametrize("where", ["[dev]", "[dev-long-term]"])
def test_long_term_keys_of_the_credentials_file_come_first(shell, home, sts, alice, cli, where):
    """Whoever put keys there means them."""
    home.credentials(alice.keys(where[1:-1]) + "mfa_serial = %s\naws_mfa_device = %s\n" % (alice.serial, alice.serial))
    home.config(profile("dev", SSO))
    shell.env("dev", "-t", alice.phone.next_code())
    assert sent(sts) == ["GetSessionToken"] and cli.runs == 0


def test_a_session_in_the_credentials_file_hides_nothing(shell, home, sts, alice, cli):
    """yawsso and others copy the session of Identity Center there: it is over in an hour."""
    keys = alice.keys("dev").replace("AKIA", "ASIA") + "aws_session_token = x\n"
    home.credentials(keys)
    home.config(profile("dev", SSO))
    shell.env("dev")
    assert shell.session.is_of(sts.newest_session)


@pytest.mark.parametrize("more", ["keys", "process"])
def test_keys_of_the_config_file_and_a_program_come_later(shell, home, sts, alice, cli, more):
    """As in the AWS CLI."""
    lines = alice.keys("x").partition("\n")[2] if more == "keys" else "credential_process = /bin/false\n"
    home.config(profile("dev", lines + SSO))
    shell.env("dev")
    assert shell.session.is_of(sts.newest_session) and cli.runs == 1


@pytest.mark.parametrize("lines", [SSO, LOGIN], ids=["Identity Center", "aws login"])
def test_a_role_in_the_very_profile_is_refused(shell, home, sts, cli, lines):
    """The AWS CLI would take the profile for a role without a source, and say so in other words."""
    home.config(profile("dev", lines + "role_arn = %s\n" % sts.account.role("ops").arn))
    said = shell.env("dev", status=1)
    assert "profile 'dev' has a role_arn beside its" in said.stderr
    assert "source_profile = dev" in said.lines[-1] and cli.runs == 0


# --- how it is run ---------------------------------------------------------------------------------


def test_the_command_and_its_surroundings(shell, home, sts, cli):
    """What `drop` would leave, nothing of ours, no terminal, nothing to read."""
    home.config(profile("dev", SSO) + profile("other", LOGIN))
    shell.set(AWS_PROFILE="other")
    shell.env()
    shell.set(AWSMFA_HOOK="lazy", MINE="yes")
    shell.env("dev", stdin="typed ahead\n")
    run = cli.exports[-1]
    assert run["arguments"] == ["configure", "export-credentials", "--profile=dev", "--format", "process"]
    assert run["input"] == "" and not run["terminal"] and run["path"] == cli.program
    there = run["environment"]
    assert there["AWS_CLI_AUTO_PROMPT"] == "off" and there["MINE"] == "yes" and there["AWSMFA_HOOK"] == "lazy"
    assert there["AWS_PROFILE"] == "other", "what the session had put aside is back"
    ours = [name for name in there if name.startswith(("AWSMFA_", "_AWSMFA_"))]
    assert set(ours) == {"AWSMFA_HOOK", "AWSMFA_CREDENTIAL_PROCESS"}
    assert not [name for name in there if name.startswith(("AWS_ACCESS", "AWS_SECRET", "AWS_SESSION", "AWS_CRED"))]


def test_it_keeps_no_descriptor_of_ours(awsmfa, home, cli, tmp_path):
    """A shell that waits for the end of a pipe would wait for a program that goes on in the background."""
    home.config(profile("dev", SSO))
    (cli.bin / "aws").rename(cli.bin / "real")
    lines = "#!/bin/sh\nls -l /proc/$$/fd >%s\nexec %s \"$@\"\n" % (tmp_path / "fds", cli.bin / "real")
    (cli.bin / "aws").write_text(lines)
    (cli.bin / "aws").chmod(0o755)
    wrapper = ["/bin/sh", "-c", 'exec "$@" 7>&1 8</etc/passwd', "sh"]
    assert awsmfa("env", "dev", "--format", "json", env=cli.env, wrapper=wrapper).status == 0
    text = (tmp_path / "fds").read_text()
    assert "passwd" not in text and " 7 ->" not in text and "awsmfa/aws-" in text


@pytest.mark.parametrize("entry", ["", ".", "node_modules/.bin", "./node_modules/.bin"])
def test_a_relative_entry_of_path_does_not_count(awsmfa, home, cli, tmp_path, entry):
    """Otherwise a repository one has just cloned would say which program is run with one's login."""
    home.config(profile("dev", SSO))
    place = tmp_path / "repository"
    folder = place / entry
    folder.mkdir(parents=True)
    (folder / "aws").write_text("#!/bin/sh\ntouch %s\n" % (tmp_path / "stolen"))
    (folder / "aws").chmod(0o755)
    done = awsmfa("env", "dev", "--format", "json", env={**cli.env, "PATH": "%s:%s" % (entry, cli.path)}, cwd=place)
    assert done.status == 0 and not (tmp_path / "stolen").exists()
    path = cli.exports[0]["environment"]["PATH"]
    assert all(one.startswith("/") for one in path.split(":")), "a script would find its interpreter there"


@pytest.mark.parametrize("name", ["-x", "a b", "--format", "é", "a=b", "$(touch x)"])
def test_any_name_of_a_profile_is_one_argument(awsmfa, home, sts, cli, name):
    """Nothing of it is for a shell, or an option."""
    home.config('[profile "%s"]\n%s' % (name, SSO))
    cli.set(fail="no", status=255)
    awsmfa("env", "-p", name, "--format", "json", env=cli.env)
    assert [one["arguments"][2] for one in cli.exports] == ["--profile=" + name]


def test_two_at_once_are_one_after_the_other(awsmfa, home, cli):
    """A refresh token is good for one use: the second run would end the login."""
    home.config(profile("dev", LOGIN))
    cli.hold("writing")
    both = [awsmfa.start("env", "dev", "--format", "json", env=cli.env) for _ in range(2)]
    cli.wait_until_at("writing")
    cli.release("writing")
    keys = [json.loads(one.finish().stdout)["AWS_ACCESS_KEY_ID"] for one in both]
    assert cli.runs == 2 and keys[0] == keys[1]


def test_two_profiles_of_one_login_are_one_after_the_other(awsmfa, home, cli):
    """All profiles of an sso-session share its token."""
    home.config(profile("dev", SSO) + profile("prod", SSO))
    cli.hold("running")
    both = [awsmfa.start("env", name, "--format", "json", env=cli.env) for name in ("dev", "prod")]
    cli.wait_until_at("running")
    cli.release("running")
    assert [one.finish().status for one in both] == [0, 0] and cli.runs == 2


def test_other_logins_do_not_wait(awsmfa, home, cli):
    """One that hangs is nobody else's business."""
    home.config(profile("dev", SSO) + profile("home", LOGIN))
    cli.hold("writing")
    slow = awsmfa.start("env", "dev", "--format", "json", env=cli.env)
    cli.wait_until_at("writing")
    other = awsmfa.start("env", "home", "--format", "json", env=cli.env)
    cli.wait_until_at("writing", 2)
    cli.release("writing")
    assert slow.finish().status == other.finish().status == 0


def test_one_that_hangs_is_not_waited_for_again(awsmfa, home, cli):
    """A run of more than a minute: say which process it is, and go on at once."""
    home.config(profile("dev", SSO))
    cli.hold("running")
    slow = awsmfa.start("env", "dev", "--format", "json", env=cli.env)
    cli.wait_until_at("running")
    (lock,) = (cli.runtime / "awsmfa").iterdir()
    os.utime(lock, (time.time() - MINUTE, time.time() - MINUTE))
    done = awsmfa("env", "dev", "--format", "json", env=cli.env, timeout=20)
    pid = cli.exports[0]["pid"]
    assert done.status == 1 and "(process %d), is still running" % pid in done.lines[0]
    assert done.lines[1] == "hint: if it hangs: kill %d" % pid
    cli.release("running")
    assert slow.finish().status == 0 and cli.runs == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_it_goes_on_when_awsmfa_is_ended(awsmfa, home, cli, number):
    """Ctrl-C while it writes its cache would cost the login. It keeps its lock, so that the next run waits."""
    home.config(profile("dev", LOGIN))
    cli.hold("writing")
    first = awsmfa.start("env", "dev", "--format", "json", env=cli.env)
    cli.wait_until_at("writing")
    first.signal(number)
    assert first.finish().status == -number
    second = awsmfa.start("env", "dev", "--format", "json", env=cli.env)
    cli.release("writing")
    assert second.finish().status == 0 and cli.runs == 2


@pytest.mark.pty
def test_a_wait_is_named_and_ctrl_c_ends_it(terminal, home, cli):
    """Ten seconds of nothing look like a program that is broken; Ctrl-C reaches awsmfa, and not the AWS CLI."""
    home.config(profile("dev", LOGIN))
    shell = terminal(env=cli.env)
    cli.hold("writing")
    shell.type("awsmfa env dev >/dev/null")
    shell.expect(r"awsmfa: waiting for the AWS CLI, %s \.\.\." % re.escape(cli.program))
    shell.press("\x03")
    shell.expect_prompt()
    cli.release("writing")
    assert shell.run("awsmfa env dev >/dev/null").status == 0 and cli.runs == 2


@pytest.mark.pty
def test_it_goes_on_when_the_terminal_is_closed(terminal, home, awsmfa, cli):
    """A lid that is shut at the wrong moment must not cost the login."""
    home.config(profile("dev", LOGIN))
    shell = terminal(env=cli.env)
    cli.hold("writing")
    shell.type("awsmfa env dev >/dev/null")
    cli.wait_until_at("writing")
    shell.close()
    cli.release("writing")
    cli.wait_until_idle()
    assert awsmfa("env", "dev", "--format", "json", env=cli.env).status == 0


def test_what_it_leaves_behind_holds_no_lock(awsmfa, home, cli, tmp_path):
    """A wrapper may start an agent that stays: nobody must wait for that."""
    home.config(profile("dev", SSO))
    (cli.bin / "aws").rename(cli.bin / "real")
    (cli.bin / "aws").write_text(
        "#!/bin/sh\nsleep 20 &\necho $! >%s\nexec %s \"$@\"\n" % (tmp_path / "pid", cli.bin / "real")
    )
    (cli.bin / "aws").chmod(0o755)
    started = time.monotonic()
    for _ in range(2):
        assert awsmfa("env", "dev", "-f", "--format", "json", env=cli.env).status == 0
        os.kill(int((tmp_path / "pid").read_text()), signal.SIGKILL)  # it is still there
    assert time.monotonic() - started < 15


def test_one_that_awsmfa_has_started_starts_none(awsmfa, home, cli):
    """A credential_process that leads back would wait for the lock of its own run."""
    home.config(profile("dev", SSO))
    done = awsmfa("env", "dev", "--format", "json", env={**cli.env, "AWSMFA_CREDENTIAL_PROCESS": "dev"})
    assert done.status == 1 and "started" in done.stderr and cli.runs == 0


# --- the place of the lock ------------------------------------------------------------------------


def test_a_runtime_directory_of_another_user_is_not_written_to(awsmfa, home, cli, tmp_path):
    """sudo keeps XDG_RUNTIME_DIR: root's directory there would be in the user's way."""
    if os.geteuid() != 0:
        pytest.skip("only root can make a directory of another user")
    home.config(profile("dev", SSO))
    other = tmp_path / "other"
    other.mkdir(mode=0o700)
    os.chown(other, 12345, 12345)
    login = Path("/run/user/%d" % os.geteuid())
    place = login / "awsmfa" if login.is_dir() else Path("/tmp/awsmfa-%d" % os.geteuid())
    begun = time.time()
    assert awsmfa("env", "dev", "--format", "json", env={**cli.env, "XDG_RUNTIME_DIR": other}).status == 0
    assert list(other.iterdir()) == []
    assert max(lock.stat().st_mtime for lock in place.glob("*.lock")) > begun - 1, "every terminal comes to this one"


@pytest.mark.parametrize("what", ["link", "mode"])
def test_a_lock_place_that_is_not_ones_own_is_passed_over(awsmfa, home, cli, tmp_path, what):
    """In a directory that others can write to, they could hold the lock, or have it written elsewhere."""
    home.config(profile("dev", SSO))
    place = cli.runtime / "awsmfa"
    if what == "link":
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        place.symlink_to(tmp_path / "elsewhere")
    else:
        place.mkdir(mode=0o755)
        place.chmod(0o755)
    assert awsmfa("env", "dev", "--format", "json", env=cli.env).status == 0
    assert list(place.iterdir()) == []


# --- what cannot be wished for ---------------------------------------------------------------------

WISHES = [
    ["-d", "1h"], ["--policy", "{}"], ["--policy-arn", "arn:aws:iam::aws:policy/ReadOnlyAccess"],
    ["--external-id", "E-17"],
    ["--source-identity", "alice"], ["--role-session-name", "me"], ["-s", "GAHT12345678"], ["-t", "123456"],
]


@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: wish[0])
@pytest.mark.parametrize("command", ["env", "exec"])
def test_a_wish_that_the_aws_cli_cannot_be_given_is_refused(awsmfa, home, sts, cli, wish, command):
    """A session that is other than asked for, without a word, would be worse than none."""
    home.config(profile("dev", SSO))
    rest = ["--format", "json"] if command == "env" else ["--", "/usr/bin/touch", "ran"]
    done = awsmfa(command, "-p", "dev", *wish, *rest, env=cli.env)
    assert done.status == 2 and "Identity Center" in done.stderr and len(done.lines) == 2
    assert cli.runs == 0 and not sts.log and not (home.path / "ran").exists()


@pytest.mark.parametrize("wish", [["-s", "GAHT12345678"], ["-t", "123456"]], ids=lambda wish: wish[0])
def test_a_code_is_refused_for_a_role_too(awsmfa, home, sts, cli, wish):
    """AWS takes none from a session; a code that is given means that something else was meant."""
    home.config(profile("dev", SSO) + role_on("dev", sts.account.role("ops")))
    done = awsmfa("env", "ops", *wish, "--format", "json", env=cli.env)
    assert done.status == 2 and "needs none" in done.stderr and cli.runs == 0 and not sts.log


@pytest.mark.parametrize("role", [False, True])
def test_lines_that_include_profile_brings_are_for_awsmfa_alone(everywhere, home, sts, cli, awsmfa, role):
    """The AWS CLI does not know include_profile, so it would say that there is no such login, or take another one."""
    awsmfa.env.update(cli.env)
    path = home.config(
        "[profile base]\nsso_session = corp\nsso_account_id = 123456789012\n"
        "[profile dev]\ninclude_profile = base\nsso_role_name = Dev\n"
        "[profile ops]\nsource_profile = dev\nrole_arn = %s\n" % sts.account.role("ops").arn
    )
    everywhere(
        "ops" if role else "dev",
        "%s:2: profile 'dev' gets its sso_session from include_profile, which the AWS CLI does not know" % path,
        "write the sso_session line into profile 'dev' too",
        "sso_session comes from include_profile",
    )
    assert cli.runs == 0


@pytest.mark.parametrize("how", ["option", "profile"])
def test_a_role_on_it_for_more_than_an_hour_is_refused(awsmfa, home, sts, cli, how):
    """AWS's limit for role chaining, said before anything is run."""
    more = {"duration_seconds": 7200} if how == "profile" else {}
    home.config(profile("dev", SSO) + role_on("dev", sts.account.role("ops", max_session=7200), **more))
    options = ["-d", "2h"] if how == "option" else []
    done = awsmfa("env", "ops", *options, "--format", "json", env=cli.env)
    assert done.status == (2 if how == "option" else 1) and "1 h at most" in done.stderr and cli.runs == 0


def test_the_duration_of_the_profile_itself_is_for_the_aws_cli(shell, home, cli):
    """duration_seconds of a web identity profile: the AWS CLI reads it by itself."""
    home.config(profile("dev", KINDS["web identity"] + "duration_seconds = 43200\nmfa_serial = GAHT12345678\n"))
    shell.env("dev")


def test_variables_of_aws_mfa_are_not_about_it(shell, home, sts, cli):
    """Left in a start-up file, they are about MFA sessions."""
    home.config(profile("default", LOGIN))
    shell.set(MFA_DEVICE="GAHT12345678", MFA_STS_DURATION="7200", AWS_MFA_SERIAL="GAHT12345678")
    shell.env()
    assert shell.session.is_of(sts.newest_session) and shell.vars["AWSMFA_OPTIONS"] == ""


def test_min_is_kept(awsmfa, home, cli):
    """A job of an hour must not start with a session of minutes."""
    home.config(profile("dev", SSO) + profile("home", LOGIN))
    done = awsmfa("exec", "-p", "dev", "--min", "45m", "--", "/usr/bin/touch", "ran", env=cli.env)
    assert done.status == 1 and re.search("1[45] min left", done.stderr) and not (home.path / "ran").exists()
    done = awsmfa("exec", "-p", "home", "--min", "45m", "--", "/usr/bin/touch", "ran", env=cli.env)
    assert done.status == 2 and "longer than the session can last" in done.stderr and cli.runs == 1


# --- failures --------------------------------------------------------------------------------------

FAILURES = {
    "no program": (
        1, "PATH has no program `aws` (awsmfa cannot see an alias or a function", "install version 2: https://"
    ),
    "version 1": (1, "is version 1 of the AWS CLI, or an early version 2", "install version 2.9 or newer: https://"),
}


@pytest.mark.parametrize("what", FAILURES)
def test_an_aws_cli_that_is_missing_or_old_is_said_to_be(awsmfa, home, cli, tmp_path, what):
    """One line, and what to do: nobody knows version 1 from version 2 by its usage text."""
    status, said, hint = FAILURES[what]
    home.config(profile("dev", SSO))
    cli.set(version=1)
    (tmp_path / "empty").mkdir()
    more = {"PATH": str(tmp_path / "empty")} if what == "no program" else {}
    done = awsmfa("env", "dev", "--format", "json", env={**cli.env, **more})
    assert done.status == status and len(done.lines) == 2
    assert said in done.lines[0] and "'dev'" in done.lines[0] and done.lines[1].startswith("hint: " + hint)


def test_an_aws_cli_before_aws_login_is_said_to_be(awsmfa, home, cli):
    """It passes over login_session and finds no credentials."""
    home.config(profile("dev", LOGIN))
    cli.set(fail="An error occurred (Configuration): Unable to retrieve credentials: no credentials found", status=253)
    done = awsmfa("env", "dev", "--format", "json", env=cli.env)
    assert done.status == 1 and "does not know `aws login`" in done.lines[0] and "2.32 or newer" in done.lines[1]


LOGGED_OUT = [
    (SSO, 255, "Error loading SSO Token: Token for corp does not exist", "aws sso login --profile 'a b'"),
    (SSO, 255, "Error when retrieving token from sso: Token has expired and refresh failed",
     "aws sso login --profile 'a b'"),
    (SSO, 255, "The SSO session associated with this profile has expired or is otherwise invalid. "
     "To refresh this SSO session run aws sso login with the corresponding profile.", "aws sso login --profile 'a b'"),
    (SSO, 254,
     "An error occurred (UnauthorizedException) when calling the GetRoleCredentials operation: Session token not found",
     "aws sso login --profile 'a b'"),
    (LOGIN, 253, "An error occurred (Configuration): Unable to retrieve credentials: Error loading login session "
     "token: Unable to load a existing login session for session x, Please reauthenticate with 'aws login'.",
     "aws login --profile 'a b'"),
    (LOGIN, 255, "Your session has expired. Please reauthenticate using 'aws login'.", "aws login --profile 'a b'"),
    (LOGIN, 255, "Unable to refresh login credentials because of a change in your password. "
     "Please reauthenticate with your new password using 'aws login'.", "aws login --profile 'a b'"),
]


@pytest.mark.parametrize("lines, status, said, hint", LOGGED_OUT)
def test_who_is_logged_out_is_told_how_to_log_in(awsmfa, home, cli, lines, status, said, hint):
    """The line can be typed as it stands."""
    home.config('[profile "a b"]\n' + lines)
    cli.set(fail=said, status=status)
    done = awsmfa("env", "-p", "a b", "--format", "json", env=cli.env)
    assert done.status == 1 and done.lines[0].startswith("awsmfa: profile 'a b' is not logged in: ")
    assert done.lines[1:] == ["hint: " + hint] and "[ERROR]" not in done.stderr and "(Configuration)" not in done.stderr


OTHER_FAILURES = [
    (255, 'Could not connect to the endpoint URL: "https://portal.sso.eu-west-1.amazonaws.com/"', 5,
     "did not reach AWS"),
    (254, "An error occurred (ForbiddenException) when calling the GetRoleCredentials operation: No access", 4,
     "No access"),
    (253, "An error occurred (Configuration): Unable to retrieve credentials: the profile is odd", 1,
     "the profile is odd"),
    (1, "", 1, "it says nothing"),
    (1, "\x1b]0;x\x07 an error\nTraceback\n", 1, "an error"),
]


@pytest.mark.parametrize("status, said, ours, shown", OTHER_FAILURES)
def test_other_failures_are_told_in_its_own_words(awsmfa, home, cli, status, said, ours, shown):
    """With the status that scripts know: 4 is AWS's no, 5 is AWS not reached."""
    home.config(profile("dev", SSO))
    cli.set(fail=said, status=status)
    done = awsmfa("env", "dev", "--format", "json", env=cli.env)
    assert done.status == ours and shown in done.lines[0] and "'dev'" in done.lines[0] and "\x1b" not in done.stderr


ANSWERS = [
    ({"SessionToken": None, "Expiration": None}, None, "long-term keys"),
    ({"SessionToken": None}, None, "long-term keys"),
    ({"Expiration": None}, None, "does not say when it ends"),
    ({"Expiration": "2020-01-01T00:00:00+00:00"}, None, "the clock of this machine"),
    ({"Expiration": "tomorrow"}, None, "'tomorrow' is not a time"),
    ({"Version": 2}, None, "Version is not 1"),
    ({"SecretAccessKey": None}, None, "SecretAccessKey is missing"),
    ({}, "AWS_ACCESS_KEY_ID=x", "did not print a JSON object"),
    ({}, "x" * 100000, "did not print a JSON object"),
    ({"SessionToken": "a'b"}, None, "session token"),
]


@pytest.mark.parametrize("edit, printed, said", ANSWERS)
def test_an_answer_that_is_no_session_is_refused(awsmfa, home, cli, edit, printed, said):
    """What is evaluated, exported and renewed must be whole."""
    home.config(profile("dev", SSO))
    cli.set(edit=edit, print=printed)
    done = awsmfa("env", "dev", "--format", "json", env=cli.env)
    assert done.status == 1 and said in done.stderr and "dev" in done.stderr and done.stdout == ""


def test_a_role_that_refuses_it_is_awss_no(awsmfa, home, sts, cli):
    """A role that wants MFA cannot be assumed with a session that has none."""
    home.config(profile("dev", SSO) + role_on("dev", sts.account.role("ops", mfa=True)))
    done = awsmfa("env", "ops", "--format", "json", env=cli.env)
    assert done.status == 4 and "not authorized" in done.stderr and "MFA code" not in done.stderr


# --- where it is not run ----------------------------------------------------------------------------


def test_lists_doctor_and_status_never_run_it(awsmfa, home, sts, cli):
    """They look at files; a login may be over, and it may take its time."""
    home.config(profile("dev", SSO) + profile("home", LOGIN) + role_on("dev", sts.account.role("ops")))
    for args in (["profiles"], ["profiles", "--json"], ["profiles", "--names"], ["status"], ["doctor", "-p", "dev"],
                 ["doctor", "-p", "ops", "--json"], ["devices", "-p", "dev"], ["help"]):
        awsmfa(*args, env=cli.env)
    assert cli.log == []


def test_profiles_says_what_they_are(awsmfa, home, sts, alice, cli, tmp_path):
    """And that the program is missing, where it is."""
    texts = "".join(profile(name.replace(" ", "-").replace(",", ""), lines) for name, lines in KINDS.items())
    home.config(texts + role_on("aws-login", sts.account.role("ops"), mfa_serial=alice.serial))
    rows = json.loads(awsmfa("profiles", "--json", env=cli.env).stdout)
    assert [one["kind"] for one in rows] == [
        "identity_center", "identity_center", "aws_login", "web_identity", "instance_metadata", "container_metadata",
        "instance_metadata", "role",
    ]
    assert {one["problem"] for one in rows} == {None} and {one["mfa_serial"] for one in rows} == {None}
    (tmp_path / "empty").mkdir()
    rows = json.loads(awsmfa("profiles", "--json", env={"PATH": str(tmp_path / "empty")}).stdout)
    assert {one["problem"] for one in rows} == {"needs the AWS CLI, and PATH has no `aws`"}


def test_doctor_says_which_program_it_would_be(awsmfa, home, sts, cli, tmp_path):
    """The path, not more; and what helps if there is none."""
    home.config(profile("dev", SSO) + role_on("dev", sts.account.role("ops")))
    found = {one["check"]: one for one in json.loads(awsmfa("doctor", "-p", "ops", "--json", env=cli.env).stdout)}
    assert found["keys"]["state"] == "skipped" and cli.program in found["keys"]["found"]
    assert "Identity Center of profile 'dev'" in found["profile"]["found"]
    assert found["device"]["state"] == "skipped" and "no code" in found["device"]["found"]
    (tmp_path / "empty").mkdir()
    done = awsmfa("doctor", "-p", "dev", "--json", env={**cli.env, "PATH": str(tmp_path / "empty")})
    found = {one["check"]: one for one in json.loads(done.stdout)}
    assert found["keys"]["state"] == "problem" and "install version 2" in found["keys"]["remedy"]


@every_kind
def test_devices_says_that_it_has_none(awsmfa, home, sts, cli, lines):
    """Nobody is asked: neither IAM, nor the AWS CLI."""
    home.config(profile("dev", lines))
    done = awsmfa("devices", "-p", "dev", env=cli.env)
    assert done.status == 1 and done.stderr.startswith("awsmfa: profile 'dev' has no MFA device: ")
    assert not sts.log and cli.runs == 0


# --- the real one -----------------------------------------------------------------------------------


def real(cli):
    """PATH with the AWS CLI of the system, if that is version 2."""
    need("aws", "the AWS CLI is optional")
    return {**cli.env, "PATH": "/usr/bin:/bin", "AWS_EC2_METADATA_DISABLED": None}


def cached_sso_session(home, seconds, sts):
    """What the AWS CLI keeps of Identity Center between two runs."""
    session = sts.foreign_session("Dev", seconds)
    keys = {"accountId": "123456789012", "roleName": "Dev", "startUrl": "https://x.awsapps.com/start"}
    name = hashlib.sha1(json.dumps(keys, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(session.expires))
    document = {"ProviderType": "sso", "Credentials": {
        "AccessKeyId": session.id, "SecretAccessKey": session.secret, "SessionToken": session.token, "Expiration": when,
    }}
    home.write(".aws/cli/cache/%s.json" % name, json.dumps(document))
    return session


REAL_SSO = (
    "sso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = 123456789012\n"
    "sso_role_name = Dev\nregion = eu-west-1\n"
)


def test_the_real_aws_cli_gives_what_it_has_of_identity_center(awsmfa, home, sts, cli):
    """Version 2 of this system, with a session in its cache."""
    session = cached_sso_session(home, 2 * HOUR, sts)
    home.config(profile("dev", REAL_SSO))
    done = awsmfa("env", "dev", "--format", "json", env=real(cli))
    if "version 1" in done.stderr:
        pytest.skip("the AWS CLI of this system is version 1")
    assert done.status == 0, done
    assert json.loads(done.stdout)["AWS_ACCESS_KEY_ID"] == session.id
    assert int(json.loads(done.stdout)["AWSMFA_EXPIRES"]) == session.expires


def test_the_real_aws_cli_says_who_is_logged_out(awsmfa, home, cli):
    """Its own words, and ours about them."""
    home.config(profile("dev", REAL_SSO))
    done = awsmfa("env", "dev", "--format", "json", env=real(cli))
    if "version 1" in done.stderr:
        pytest.skip("the AWS CLI of this system is version 1")
    assert done.status == 1 and "profile 'dev' is not logged in: Error loading SSO Token" in done.lines[0]
    assert done.lines[1] == "hint: aws sso login --profile dev"


def test_the_real_aws_cli_gives_what_a_container_has(awsmfa, home, sts, cli):
    """From an endpoint on this machine, as in ECS."""
    home.config(profile("dev", "credential_source = EcsContainer\nregion = eu-west-1\n"))
    more = {"AWS_CONTAINER_CREDENTIALS_FULL_URI": sts.base_url + "/_container"}
    done = awsmfa("env", "dev", "--format", "json", env={**real(cli), **more}, timeout=GENEROUS)
    if "version 1" in done.stderr:
        pytest.skip("the AWS CLI of this system is version 1")
    assert done.status == 0, done
    assert json.loads(done.stdout)["AWS_ACCESS_KEY_ID"] == sts.newest_session.id
    assert sts.newest_session.expires - time.time() > 50 * MINUTE
