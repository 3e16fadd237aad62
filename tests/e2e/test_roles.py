"""Roles: which keys they are assumed with, what is asked of STS, and how few codes it takes."""

import json
import shlex

import pytest

from harness import BINARY, Person
from harness_client import Client
from harness_shells import exports
from harness_walk import HOUR, Shell
from standin import faults

ACCOUNT = "arn:aws:iam::123456789012:"


@pytest.fixture
def shell(awsmfa):
    return Shell(awsmfa)


@pytest.fixture
def code(alice):
    """The next code of alice's phone, as arguments: shell.env(*code())."""
    return lambda: ("-t", alice.phone.next_code())


def role_profile(name, role, source="default", **more):
    """A profile of the config file: more.items() are further lines."""
    lines = ["[profile %s]" % name, "role_arn = %s" % role.arn]
    lines += ["source_profile = %s" % source] if source else []
    return "\n".join(lines + ["%s = %s" % item for item in more.items()]) + "\n"


def actions(sts):
    return [one.action for one in sts.log]


# --- one role ------------------------------------------------------------------------------------


def test_a_role_is_assumed_with_an_mfa_session(shell, home, sts, alice, code):
    """One code for all roles of the day: that is what the MFA session between is for."""
    ops = sts.account.role("ops", mfa=True)
    home.credentials(alice.profile())
    home.config(role_profile("prod", ops))
    shell.env(*code(), "prod")
    assert actions(sts) == ["GetSessionToken", "AssumeRole"]
    base, role = sts.sessions
    assert base.request["DurationSeconds"] == "43200" and role.request["DurationSeconds"] == "3600"
    assert sts.log[1].key == base.id and shell.session.is_of(role)
    assert shell.session.expires - shell.session.started in (HOUR, HOUR - 1)


def test_the_default_session_name_says_who_and_where(shell, home, sts, alice, code):
    """CloudTrail shows it: USER@HOST, with nothing in it that AWS refuses."""
    ops = sts.account.role("ops")
    home.credentials(alice.profile())
    home.config(role_profile("prod", ops))
    shell.set(USER=None)
    for user, expected in (("alice", "alice@"), ("alice b/ö", "alice-b---@")):
        result = shell.awsmfa("env", "prod", *code(), "-f", env={"USER": user})
        assert result.status == 0, result
        assert sts.newest_session.request["RoleSessionName"].startswith(expected)


def test_the_details_of_a_profile_are_sent(shell, home, sts, alice, code):
    """external_id, role_session_name, source_identity, duration_seconds, session tags: as they are written."""
    ops = sts.account.role("ops", external_id="x:1/2", source_identity=True, tags=True)
    home.credentials(alice.profile())
    home.config(
        role_profile(
            "prod",
            ops,
            external_id="x:1/2",
            role_session_name="al.ice",
            source_identity="alice@corp",
            duration_seconds="1800",
            session_tags="team=a+b, cost center = 12 = 3,empty=",
            transitive_session_tags="team, empty",
        )
    )
    shell.env(*code(), "prod")
    sent = sts.newest_session.request
    assert (sent["ExternalId"], sent["RoleSessionName"]) == ("x:1/2", "al.ice")
    assert (sent["SourceIdentity"], sent["DurationSeconds"]) == ("alice@corp", "1800")
    assert sent["Tags"] == [
        {"Key": "team", "Value": "a+b"},
        {"Key": "cost center", "Value": "12 = 3"},
        {"Key": "empty", "Value": ""},
    ]
    assert sent["TransitiveTagKeys"] == ["team", "empty"]


@pytest.mark.parametrize("form", ["text", "file", "relative file"])
def test_a_policy_is_given_as_text_or_file(awsmfa, home, sts, alice, code, form, tmp_path):
    """JSON on the command line for a quick look, a file for what is kept."""
    ops = sts.account.role("ops")
    text = '{"Version": "2012-10-17",\n\t"Statement": [{"Effect": "Deny", "Action": "*", "Resource": "a=b&c"}]}'
    (tmp_path / "p.json").write_text(text)
    policy = {"text": text, "file": tmp_path / "p.json", "relative file": "p.json"}[form]
    home.credentials(alice.profile())
    result = awsmfa("env", *code(), "-r", ops.arn, "--policy", policy, cwd=tmp_path)
    assert result.status == 0 and sts.newest_session.request["Policy"] == text, result


def test_managed_policies_are_a_list(shell, home, sts, alice, code):
    """Up to ten, in one option, separated by commas."""
    ops = sts.account.role("ops")
    home.credentials(alice.profile())
    names = ["arn:aws:iam::aws:policy/%s" % name for name in ("ReadOnlyAccess", "job-function/Billing")]
    shell.env(*code(), "-r", ops.arn, "--policy-arn", ",".join(names))
    assert sts.newest_session.request["PolicyArns"] == [{"arn": one} for one in names]


def test_options_win_over_the_profile(shell, home, sts, alice, code):
    """What is typed now counts more than what was written once."""
    ops = sts.account.role("ops", external_id="typed", source_identity=True)
    home.credentials(alice.profile())
    home.config(role_profile("prod", ops, external_id="file", role_session_name="file", duration_seconds="900"))
    typed = ["--external-id", "typed", "--role-session-name", "typed", "--source-identity", "typed", "-d", "20m"]
    shell.env(*code(), "prod", *typed)
    sent = sts.newest_session.request
    assert {sent["ExternalId"], sent["RoleSessionName"], sent["SourceIdentity"]} == {"typed"}
    assert sent["DurationSeconds"] == "1200"


def test_a_role_given_by_option_brings_nothing_of_the_profiles_role(shell, home, sts, alice, code):
    """The external id is a secret between two parties: it is not sent to a third."""
    ops, other = sts.account.role("ops"), sts.account.role("other", tags=True)
    home.credentials(alice.profile())
    home.config(role_profile("prod", ops, external_id="of-ops", session_tags="a=b", duration_seconds="7200"))
    shell.env(*code(), "prod", "-r", other.arn)
    sent = sts.newest_session.request
    assert sent["RoleArn"] == other.arn and sent["DurationSeconds"] == "3600"
    assert "ExternalId" not in sent and "Tags" not in sent


@pytest.mark.parametrize("option", ["-r", "--role-arn", "--assume-role", "--assume"])
def test_aws_mfas_names_for_the_role_work(shell, home, sts, alice, code, option):
    """Scripts written for aws-mfa go on."""
    ops = sts.account.role("ops")
    home.credentials(alice.profile())
    shell.env(*code(), option, ops.arn)
    assert sts.newest_session.request["RoleArn"] == ops.arn


@pytest.mark.parametrize(
    "line, said",
    [
        ("role_arn = ops", "'ops' is not the ARN of a role"),
        ("role_arn = %suser/alice" % ACCOUNT, "is not the ARN of a role"),
        ("role_arn = %srole/x\nexternal_id = a b" % ACCOUNT, "external_id 'a b' is not what AWS accepts"),
        ("role_arn = %srole/x\nrole_session_name = a" % ACCOUNT, "role_session_name 'a' is not what AWS accepts"),
        ("role_arn = %srole/x\nsource_identity = ö!" % ACCOUNT, "source_identity 'ö!' is not what AWS accepts"),
        ("role_arn = %srole/x\nduration_seconds = soon" % ACCOUNT, "duration_seconds 'soon' is not a time"),
        ("role_arn = %srole/x\nduration_seconds = 60" % ACCOUNT, "duration_seconds '60' is out of range"),
        ("role_arn = %srole/x\nduration_seconds = 43201" % ACCOUNT, "duration_seconds '43201' is out of range"),
    ],
)
def test_what_aws_would_refuse_is_refused_before_the_code(shell, home, sts, alice, line, said):
    """A code spent on a typing error is half a minute of waiting."""
    home.credentials(alice.profile())
    home.config("[profile prod]\nsource_profile = default\n%s\n" % line)
    result = shell.env("prod", status=1)
    assert said in result.stderr and "profile 'prod'" in result.stderr and not sts.log


@pytest.mark.parametrize("option", ["role-session-name", "external-id", "source-identity", "policy", "policy-arn"])
def test_what_only_a_role_understands_is_a_mistake_without_one(shell, home, sts, alice, option):
    """A source identity, or a policy that is to limit a session, must not be dropped without a word."""
    home.credentials(alice.profile())
    value = "{}" if option == "policy" else "arn:aws:iam::aws:policy/ReadOnlyAccess"
    result = shell.env("--%s" % option, value, status=2)
    assert "--%s is for a role, and default has none" % option in result.stderr and not sts.log


# --- longer than an hour -------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["option", "duration_seconds"])
def test_more_than_an_hour_is_assumed_directly(shell, home, sts, alice, code, how):
    """AWS gives a role that is assumed with a session an hour at most, so the code goes to AssumeRole itself."""
    ops = sts.account.role("ops", mfa=True, max_session=4 * HOUR)
    home.credentials(alice.profile())
    more = {"duration_seconds": "7200"} if how == "duration_seconds" else {}
    home.config(role_profile("prod", ops, **more))
    result = shell.env(*code(), "prod", *(["-d", "2h"] if how == "option" else []))
    assert actions(sts) == ["AssumeRole"] and sts.log[0].key == alice.key.id
    assert sts.newest_session.request["SerialNumber"] == alice.serial
    assert sts.newest_session.request["DurationSeconds"] == "7200"
    assert "hint: -d 1h shares one code" in result.lines


def test_exactly_an_hour_shares_the_code(shell, home, sts, alice, code):
    """The limit is 3600 seconds, not 3599."""
    ops = sts.account.role("ops", mfa=True)
    home.credentials(alice.profile())
    result = shell.env(*code(), "-r", ops.arn, "-d", "1h")
    assert actions(sts) == ["GetSessionToken", "AssumeRole"] and "shares one code" not in result.stderr


@pytest.mark.parametrize("how, status", [("option", 2), ("duration_seconds", 1)])
def test_more_than_an_hour_in_a_chain_is_refused_before_any_request(shell, home, sts, alice, how, status):
    """No way leads there, and AWS would say so after the code is spent."""
    one, two = sts.account.role("one"), sts.account.role("two", max_session=4 * HOUR)
    more = {"duration_seconds": "7200"} if how == "duration_seconds" else {}
    home.credentials(alice.profile())
    home.config(role_profile("one", one) + role_profile("two", two, "one", **more))
    result = shell.env("two", *(["-d", "2h"] if how == "option" else []), status=status)
    assert "another role assumes lasts 1 h at most" in result.stderr and not sts.log


# --- chains --------------------------------------------------------------------------------------


def test_a_chain_of_two_is_assumed_in_order(shell, home, sts, alice, code):
    """The inner role first, with the MFA session; the outer one with the inner role's session."""
    one = sts.account.role("one", mfa=True)
    two = sts.account.role("two", trusted=[one], external_id="x2")
    home.credentials(alice.profile())
    home.config(role_profile("one", one) + role_profile("two", two, "one", external_id="x2"))
    shell.env(*code(), "two")
    assert [one.request.get("RoleArn") for one in sts.sessions] == [None, one.arn, two.arn]
    assert [entry.key for entry in sts.log] == [alice.key.id, sts.sessions[0].id, sts.sessions[1].id]
    assert shell.session.is_of(sts.newest_session) and "ExternalId" not in sts.sessions[1].request


def test_a_chain_of_three_and_its_length(shell, home, sts, alice, code):
    """`--duration` is about the session that is exported; what is between gets what AWS allows."""
    roles = [sts.account.role("r%d" % number) for number in range(3)]
    home.credentials(alice.profile())
    home.config("".join(role_profile("r%d" % n, roles[n], "r%d" % (n - 1) if n else "default") for n in range(3)))
    shell.env(*code(), "r2", "-d", "15m")
    assert [one.request["DurationSeconds"] for one in sts.sessions] == ["43200", "3600", "3600", "900"]
    assert [one.request.get("RoleArn") for one in sts.sessions[1:]] == [one.arn for one in roles]


@pytest.mark.parametrize("length, said", [(16, None), (17, "more than 16 roles in a chain")])
def test_sixteen_roles_are_a_chain_and_no_more(shell, home, sts, alice, length, said):
    """Longer ones are a mistake in a loop that made the file; the profile with the keys does not count."""
    home.credentials(alice.profile())
    arn = ACCOUNT + "role/r%d"
    lines = ["[profile r%d]\nrole_arn = %s\nsource_profile = %s\n" % (n, arn % n, "r%d" % (n - 1) if n else "default")
             for n in range(length)]  # fmt: skip
    home.config("".join(lines))
    result = shell.env("r%d" % (length - 1), "--no-input", status=1 if said else 6)
    assert said is None or said in result.stderr


@pytest.mark.parametrize(
    "sources, path",
    [
        ({"a": "a"}, "a -> a"),
        ({"a": "b", "b": "a"}, "a -> b -> a"),
        ({"a": "b", "b": "c", "c": "b"}, "a -> b -> c -> b"),
    ],
)
def test_a_cycle_is_reported_with_its_path(shell, home, sts, sources, path):
    """Somebody has to find the line in the file."""
    role = sts.account.role("ops")
    home.config("".join(role_profile(name, role, source) for name, source in sources.items()))
    assert "leads back to itself: " + path in shell.env("a", status=1).stderr and not sts.log


def test_a_profile_that_is_its_own_source_uses_its_keys(shell, home, sts, alice, code):
    """AWS's rule: source_profile may name the same profile when it has keys."""
    ops = sts.account.role("ops", mfa=True)
    home.credentials(alice.profile("prod"))
    home.config(role_profile("prod", ops, "prod"))
    shell.env(*code(), "prod")
    assert shell.session.is_of(sts.newest_session) and sts.newest_session.request["RoleArn"] == ops.arn


def test_a_source_with_keys_uses_them_whatever_role_it_names(shell, home, sts, alice, code):
    """AWS's rule: the source's own role_arn is for who names that profile."""
    ops, inner = sts.account.role("ops"), sts.account.role("inner")
    home.credentials(alice.profile("base"))
    home.config(role_profile("base", inner, None) + role_profile("prod", ops, "base"))
    shell.env(*code(), "prod")
    assert [one.request.get("RoleArn") for one in sts.sessions] == [None, ops.arn]


@pytest.mark.parametrize(
    "config, said",
    [
        ("role_arn = {r}\nsource_profile = nosuch", "source_profile 'nosuch' of profile 'p' does not exist"),
        ("role_arn = {r}", "has a role_arn but neither source_profile nor keys"),
        ("role_arn = {r}\nsource_profile = default\ncredential_source = Environment", "contains both"),
        ("role_arn = {r}\ncredential_source = Magic", "credential_source 'Magic' is unknown"),
        ("region = eu-west-1", "profile 'p' has no access key"),
    ],
)
def test_a_profile_that_cannot_serve_says_why_and_what_does(shell, home, sts, alice, config, said):
    """Instead of a riddle."""
    home.credentials(alice.profile())
    home.config("[profile p]\n%s\n" % config.format(r=ACCOUNT + "role/ops"))
    result = shell.env("-p", "p", status=1)
    assert said in result.stderr and not sts.log


# --- the device ----------------------------------------------------------------------------------


def test_mfa_serial_of_the_source_profile_serves(shell, home, sts, alice, code):
    """Written once beside the keys, it is good for every role."""
    ops = sts.account.role("ops", mfa=True)
    home.credentials(alice.profile("base"))
    home.config(role_profile("prod", ops, "base"))
    shell.env(*code(), "prod")
    assert "ListMFADevices" not in actions(sts)


def test_the_serial_is_the_first_that_is_set(shell, home, sts, alice):
    """Option, MFA_DEVICE, the profile's mfa_serial, its source's, aws_mfa_device, AWS_MFA_SERIAL."""
    ops = sts.account.role("ops")
    devices = {name: alice.user.device("HARDWARE%s" % number) for number, name in enumerate("abcdef")}
    serial = {name: device.serial for name, device in devices.items()}
    config = role_profile("prod", ops, "base", mfa_serial=serial["c"])
    config += "[profile base]\nmfa_serial = %s\n" % serial["d"]
    keys = alice.keys("base-long-term") + "aws_mfa_device = %s\n" % serial["e"]
    home.credentials(keys + alice.keys("prod-long-term").split("\n")[0] + "\n")
    home.config(config)
    shell.set(MFA_DEVICE=serial["b"], AWS_MFA_SERIAL=serial["f"])

    def used(name, *args):
        shell.env("prod", "-f", "-t", devices[name].next_code(), *args)
        return [one for one in sts.log if one.action == "GetSessionToken"][-1].params["SerialNumber"] == serial[name]

    assert used("a", "-s", serial["a"])
    assert used("b")
    shell.set(MFA_DEVICE=None)
    assert used("c")
    home.config(config.replace("mfa_serial = %s" % serial["c"], ""))
    assert used("d")
    home.config(role_profile("prod", ops, "base"))
    assert used("e")
    home.credentials(alice.keys("base-long-term"))
    assert used("f")


@pytest.mark.parametrize(
    "serial, said",
    [
        (ACCOUNT + "user/alice", "names a user, not an MFA device"),
        (ACCOUNT + "u2f/user/alice/KEY-AAAA", "is a security key or passkey and gives no code"),
        ("short", "is not the serial number of an MFA device"),
        ("has blanks in it", "is not the serial number of an MFA device"),
    ],
)
def test_a_serial_that_cannot_be_one_is_refused_before_the_code(shell, home, sts, alice, serial, said):
    """`:user/` for `:mfa/` is the commonest slip: AWS's own words for it do not help."""
    home.credentials(alice.keys() + "mfa_serial = %s\n" % serial)
    result = shell.env(status=1)
    assert said in result.stderr and not sts.log
    if ":user/alice" in serial:
        assert ACCOUNT + "mfa/alice" in result.stderr


# --- the exported MFA session as base ------------------------------------------------------------


@pytest.fixture
def two_roles(home, sts, alice):
    """Profiles dev and prod with a role each, on the keys and device of default."""
    dev, prod = sts.account.role("dev", mfa=True), sts.account.role("prod", mfa=True)
    home.credentials(alice.profile())
    home.config(role_profile("dev", dev) + role_profile("prod", prod))


def test_the_held_mfa_session_serves_a_role_without_a_code(shell, sts, two_roles, code):
    """The code of this morning's `awsmfa env` is enough for `awsmfa env prod`."""
    shell.env(*code())
    base = sts.newest_session
    shell.env("prod", "--no-input")
    assert actions(sts) == ["GetSessionToken", "AssumeRole"] and sts.log[-1].key == base.id
    assert shell.session.profile == "prod" and shell.session.is_of(sts.newest_session)


def test_the_held_session_needs_no_keys(shell, home, sts, alice, code, tmp_path):
    """A credential_process may ask for a password: not when its answer is not needed."""
    ops, asked = sts.account.role("ops", mfa=True), tmp_path / "asked"
    home.config(process_profile(alice, "echo x >>%s; printf %%s '%s'" % (asked, document(alice.key))))
    shell.env(*code())
    shell.env("-r", ops.arn, "--no-input")
    assert asked.read_text() == "x\n" and shell.session.is_of(sts.newest_session)


def test_the_session_of_the_environments_keys_serves_a_role(shell, sts, alice, code):
    """They are gone from the environment, but the code for them was given."""
    ops = sts.account.role("ops", mfa=True)
    shell.set(AWS_ACCESS_KEY_ID=alice.key.id, AWS_SECRET_ACCESS_KEY=alice.key.secret)
    shell.env(*code())
    shell.env("-r", ops.arn, "--no-input")
    assert sts.log[-1].key == sts.sessions[0].id and shell.session.is_of(sts.newest_session)


def test_the_session_of_the_environments_keys_serves_no_profile(shell, home, sts, alice, code):
    """The profile's keys are another user's, as far as anybody knows."""
    ops = sts.account.role("ops")
    home.credentials(alice.profile())
    shell.set(AWS_ACCESS_KEY_ID=alice.key.id, AWS_SECRET_ACCESS_KEY=alice.key.secret)
    shell.env(*code())
    shell.env("-p", "default", "-r", ops.arn, "--no-input", status=6)


def test_a_held_role_session_is_no_base(shell, sts, two_roles, code):
    """A role's session must not open other roles: it is another principal, without MFA."""
    shell.env(*code(), "dev")
    requests = len(sts.log)
    shell.env("prod", "--no-input", status=6)
    assert len(sts.log) == requests, "the role's session was tried"


def test_force_never_takes_the_held_session(shell, sts, two_roles, code):
    """--force means a new code."""
    shell.env(*code())
    shell.env("prod", "--force", "--no-input", status=6)
    shell.env("prod", "--force", *code())
    assert actions(sts)[-2:] == ["GetSessionToken", "AssumeRole"]


def test_an_expired_mfa_session_is_no_base(shell, sts, two_roles, code):
    """It would only be refused."""
    shell.env(*code())
    shell.leave(0)
    shell.env("prod", "--no-input", status=6)


def test_more_than_an_hour_needs_a_code_of_its_own(shell, home, sts, alice, code):
    """The held session could not carry it."""
    ops = sts.account.role("ops", mfa=True, max_session=2 * HOUR)
    home.credentials(alice.profile())
    shell.env(*code())
    shell.env("-r", ops.arn, "-d", "2h", "--no-input", status=6)


@pytest.mark.parametrize("device", ["configured", "looked up"])
def test_other_keys_need_another_code(shell, home, sts, alice, code, device):
    """The held session is alice's; a role of bob's keys must not be assumed as alice."""
    ops = sts.account.role("ops")
    sts.account.user("bob").device()
    bob = Person(sts, "bob")
    configured = alice.profile() + bob.profile("bob")
    home.credentials(configured if device == "configured" else alice.keys() + bob.keys("bob"))
    home.config(role_profile("prod", ops, "bob"))
    shell.env(*code())
    shell.env("prod", "--no-input", status=6)


def test_keys_of_another_section_need_another_code(shell, home, sts, alice, code):
    """The held session is of alice's keys; with another suffix the same profile's keys are bob's."""
    ops = sts.account.role("ops")
    sts.account.user("bob").device()
    home.credentials(alice.keys("work-long-term") + Person(sts, "bob").keys("work-other"))
    shell.set(AWS_MFA_SERIAL=alice.serial)
    shell.env(*code(), "-p", "work")
    shell.env("-p", "work", "-r", ops.arn, "--long-term-suffix", "other", "--no-input", status=6)
    shell.env("-p", "work", "-r", ops.arn, "--no-input")


def test_another_device_needs_another_code(shell, home, sts, alice, code):
    """A role may be bound to a device; what the user named is what is used."""
    ops = sts.account.role("ops")
    spare = alice.user.device("GAHT12345678")
    home.credentials(alice.profile())
    shell.env(*code())
    shell.env("-r", ops.arn, "-s", spare.serial, "--no-input", status=6)
    shell.env("-r", ops.arn, "-s", spare.serial, "-t", spare.next_code())


def test_another_sts_needs_another_code(shell, home, standin, alice, code):
    """A session of one service is nothing that another one should see."""
    other = standin()
    home.credentials(alice.profile())
    shell.env(*code())
    shell.env("-r", ACCOUNT + "role/ops", "--endpoint-url", other.url, "--no-input", status=6)
    assert not other.log


def test_a_session_that_is_not_ours_is_no_base(shell, sts, alice, two_roles, code):
    """Another tool's session, whatever our marks beside it say."""
    shell.env(*code())
    foreign = Client(sts, alice.key).mfa_session(alice.phone)
    shell.set(AWS_ACCESS_KEY_ID=foreign["AccessKeyId"], AWS_SECRET_ACCESS_KEY=foreign["SecretAccessKey"])
    shell.set(AWS_SESSION_TOKEN=foreign["SessionToken"])
    shell.env("prod", "--no-input", status=6)


def make_older(shell, sts, seconds=HOUR):
    """The MFA session of this shell, and what AWS knows of it, are of an hour ago."""
    sts.newest_session.mfa_at -= seconds
    shell.set(AWSMFA_STARTED=str(int(shell.vars["AWSMFA_STARTED"]) - seconds))


def test_a_role_that_wants_a_newer_code_is_tried_once_more(shell, home, sts, alice, code):
    """aws:MultiFactorAuthAge: the old session is refused, a new code is not."""
    fresh = sts.account.role("fresh", mfa=True, max_age=300)
    home.credentials(alice.profile())
    shell.env(*code())
    make_older(shell, sts)
    result = shell.env("-r", fresh.arn, *code())
    assert actions(sts) == ["GetSessionToken", "AssumeRole", "GetSessionToken", "AssumeRole"]
    assert [one.outcome for one in sts.log] == ["ok", "AccessDenied", "ok", "ok"]
    assert "the role refuses this terminal's MFA session; it may want a newer one" in result.stderr
    assert "AccessDenied" not in result.stderr  # said once it is final


def test_without_a_question_such_a_role_stays_refused(shell, home, sts, alice, code):
    """The session of before stays as it is."""
    fresh = sts.account.role("fresh", mfa=True, max_age=300)
    home.credentials(alice.profile())
    shell.env(*code())
    make_older(shell, sts)
    shell.env("-r", fresh.arn, "--no-input", status=6)
    assert shell.facts()["state"] == "valid"


def test_a_role_that_aws_has_no_answer_for_takes_no_second_code(shell, home, sts, alice, ops, code):
    """AWS is in trouble; the MFA session, though of an hour ago, is not why."""
    home.credentials(alice.profile())
    shell.env(*code())
    make_older(shell, sts)
    sts.faults += [faults.ServerError(action="AssumeRole") for _ in range(3)]
    shell.env("-r", ops.arn, *code(), status=5)
    assert actions(sts) == ["GetSessionToken"] + 3 * ["AssumeRole"]


def test_a_denied_role_takes_no_second_code(shell, home, sts, alice, code):
    """A mistyped role, seconds after the session: no newer code could help, so none is asked for or used."""
    wrong = sts.account.role("wrong", trusted=["nobody"])
    home.credentials(alice.profile())
    shell.env(*code())
    result = shell.env("-r", wrong.arn, *code(), status=4)
    assert actions(sts) == ["GetSessionToken", "AssumeRole"]
    assert result.stderr.count("AccessDenied") == 1


def test_a_denied_role_takes_no_second_code_of_a_new_session(shell, home, sts, alice, code):
    """The same when the session is got on the way to the role."""
    wrong = sts.account.role("wrong", trusted=["nobody"])
    home.credentials(alice.profile())
    shell.env("-r", wrong.arn, *code(), status=4)
    assert actions(sts) == ["GetSessionToken", "AssumeRole"]


@pytest.mark.pty
def test_a_role_that_wants_a_newer_code_asks_for_it(terminal, home, sts, alice):
    """The same with a person: one question, and it says for what."""
    fresh = sts.account.role("fresh", mfa=True, max_age=300)
    home.credentials(alice.profile())
    home.config(role_profile("prod", fresh))
    shell = terminal()
    assert shell.evaluate(answer=alice.phone).status == 0
    sts.newest_session.mfa_at -= HOUR
    shell.run("export AWSMFA_STARTED=$((AWSMFA_STARTED - 3600))")
    done = shell.evaluate("prod", answer=alice.phone)
    assert done.status == 0 and shell.session().is_of(sts.newest_session)
    assert "MFA code for prod (%s)" % alice.serial in shell.seen()


def test_a_refused_role_names_the_role(shell, home, sts, alice, code):
    """Of a chain one wants to know which link; no variable changes."""
    one, two = sts.account.role("one"), sts.account.role("two", trusted=["nobody"])
    home.credentials(alice.profile())
    home.config(role_profile("one", one) + role_profile("two", two, "one"))
    result = shell.env(*code(), "two", status=4)
    assert "role %s" % two.arn in result.lines[0] and "AccessDenied" in result.lines[0]


# --- other sources of keys -----------------------------------------------------------------------


def test_credential_source_environment(shell, home, sts, alice, code):
    """Keys from a secrets manager, the role from the file."""
    ops = sts.account.role("ops", mfa=True)
    home.config(role_profile("prod", ops, None, credential_source="Environment", mfa_serial=alice.serial))
    shell.set(AWS_ACCESS_KEY_ID=alice.key.id, AWS_SECRET_ACCESS_KEY=alice.key.secret)
    result = shell.env(*code(), "prod")
    assert shell.session.is_of(sts.newest_session) and shell.session.profile == "prod"
    assert "long-term keys in this shell's environment are replaced" in result.stderr


def test_credential_source_environment_without_keys(shell, home, sts):
    """Which variable is missing, before anything else."""
    home.config(role_profile("prod", sts.account.role("ops"), None, credential_source="Environment"))
    result = shell.env("prod", status=1)
    assert "AWS_ACCESS_KEY_ID is not set" in result.stderr and not sts.log


def document(key, **more):
    """What a credential_process prints."""
    token = {"SessionToken": key.token} if key.token else {}
    return json.dumps({"Version": 1, "AccessKeyId": key.id, "SecretAccessKey": key.secret, **token, **more})


def process_profile(alice, command):
    return "[default]\nmfa_serial = %s\ncredential_process = %s\n" % (alice.serial, command)


def test_credential_process_gives_the_long_term_keys(shell, home, sts, alice, code):
    """From a password manager or a keyring: then no file holds them at all."""
    home.config(process_profile(alice, "printf %%s '%s'" % document(alice.key)))
    shell.env(*code())
    assert sts.log[0].key == alice.key.id and shell.session.is_of(sts.newest_session)


def test_a_credential_process_is_the_source_of_a_role(shell, home, sts, alice, ops, code):
    """The keys of a password manager serve roles as those of a file do: one code, and the role's session."""
    home.write("document", document(alice.key))
    home.credentials("")
    home.config(process_profile(alice, "cat %s/document" % home.path) + role_profile("ops", ops, "default"))
    shell.env("ops", *code())
    assert actions(sts) == ["GetSessionToken", "AssumeRole"]
    assert shell.session.is_of(sts.newest_session) and sts.log[0].key == alice.key.id


@pytest.mark.parametrize(
    "command",
    [
        '"{dir}/my tool" "a b" c',
        "'{dir}/my tool' 'a b' c",
        "{dir}/my\\ tool a\\ b c",
        "X='a b'; \"{dir}/my tool\" \"$X\" c | cat",
        "cd '{dir}' && './my tool' 'a b' \"c\" # not for AWS",
    ],
)
def test_credential_process_is_read_by_a_shell(shell, home, alice, code, command, tmp_path):
    """Blanks, quotes, pipes and variables work as they do in every SDK that starts it with sh."""
    tool = tmp_path / "my tool"
    judge = "[ $# = 2 ] && [ \"$1\" = 'a b' ] && [ \"$2\" = c ]"
    tool.write_text("#!/bin/sh\n%s && printf %%s '%s'\n" % (judge, document(alice.key)))
    tool.chmod(0o755)
    home.config(process_profile(alice, command.format(dir=tmp_path)))
    shell.env(*code())


@pytest.mark.parametrize(
    "command, said",
    [
        ("exit 3", "failed with status 3"),
        ("kill -TERM $$", "failed with status 143"),
        ("no-such-program-here", "failed with status 127"),
        ("true", "did not print a JSON object"),
        ("echo hello", "did not print a JSON object"),
        ("echo '[]'", "did not print a JSON object"),
        ("echo '{}'", "its Version is not 1"),
        ("echo '{\"Version\": 2}'", "its Version is not 1"),
        ("echo '{\"Version\": \"1\"}'", "its Version is not 1"),
        ("echo '{\"Version\": 1}'", "AccessKeyId is missing"),
        ("echo '{\"Version\": 1, \"AccessKeyId\": \"AKIAIOSFODNN7EXAMPLE\"}'", "SecretAccessKey is missing"),
        ("head -c 70000 /dev/zero", "printed more than 65536 bytes"),
        ("yes", "printed more than 65536 bytes"),
    ],
)
def test_a_credential_process_that_fails_says_how(shell, home, sts, alice, command, said):
    """It is another program: the message names it, the profile, and never what it printed."""
    home.config(process_profile(alice, command))
    result = shell.env(status=1)
    assert "credential_process of profile 'default'" in result.stderr and said in result.stderr and not sts.log


def test_a_credential_process_with_a_bad_time_is_refused(shell, home, alice):
    """A time without a zone could be hours off."""
    text = document(alice.key, Expiration="2031-01-02T03:04:05")
    home.config(process_profile(alice, "echo '%s'" % text))
    assert "is not a time with a time zone" in shell.env(status=1).stderr


def test_a_credential_process_may_speak_on_stderr(shell, home, alice, code):
    """Prompts and warnings of a password manager reach the user."""
    home.config(process_profile(alice, "echo unlock me >&2; printf %%s '%s'" % document(alice.key)))
    assert "unlock me" in shell.env(*code()).lines


def test_a_credential_process_that_gives_a_session_cannot_begin_one(shell, home, sts, alice):
    """GetSessionToken needs an IAM user's keys; STS would answer so only after a code."""
    Client(sts, alice.key).session()
    home.config(process_profile(alice, "printf %%s '%s'" % document(sts.newest_session)))
    requests = len(sts.log)
    assert "holds a session, not long-term keys" in shell.env(status=1).stderr and len(sts.log) == requests


def test_a_credential_process_that_gives_a_session_can_begin_a_role(shell, home, sts, alice):
    """AssumeRole takes a session, so a role needs no code then."""
    ops = sts.account.role("ops")
    Client(sts, alice.key).session()
    home.config(process_profile(alice, "printf %%s '%s'" % document(sts.newest_session)) + role_profile("prod", ops))
    shell.env("prod", "--no-input")
    assert sts.log[-1].key == sts.sessions[0].id and shell.session.is_of(sts.newest_session)


def test_a_credential_process_that_calls_awsmfa_is_stopped(shell, home, sts, alice):
    """The one recipe that everybody tries once; it would start itself for ever."""
    command = "%s env -p default --format process" % shlex.quote(str(BINARY))
    home.config(process_profile(alice, command))
    result = shell.env(status=1)
    said = "credential_process of profile 'default' is awsmfa, which cannot get long-term keys from itself"
    assert said in result.stderr
    assert result.lines[-1] == "hint: give the profile keys of its own" and not sts.log


def test_a_credential_process_may_not_call_awsmfa_for_another_profiles_session_either(shell, home, sts):
    """Two questions on one terminal, one of them waiting for the other; a source_profile does that without."""
    sts.account.user("bob").device()
    bob = Person(sts, "bob")
    ops = sts.account.role("ops", mfa=True)
    command = "%s env -q -p bob -t %s --format process" % (shlex.quote(str(BINARY)), bob.phone.next_code())
    home.credentials(bob.profile("bob"))
    home.config(role_profile("prod", ops, "inner") + "[profile inner]\ncredential_process = %s\n" % command)
    result = shell.env("prod", "--no-input", status=1)
    assert result.lines[-1] == "hint: name the profile with the keys: source_profile = bob" and not sts.log
    home.config(role_profile("prod", ops, "bob"))
    shell.env("prod", "-t", bob.phone.next_code())
    assert actions(sts) == ["GetSessionToken", "AssumeRole"] and sts.log[0].key == bob.key.id


# --- aws-mfa's configuration ---------------------------------------------------------------------

SESSION_IN_THE_FILE = """[default]
aws_access_key_id = ASIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY
aws_session_token = FwoGZXIvYXdzEXAMPLE
"""


@pytest.mark.parametrize(
    "section, args",
    [
        ("work-long-term", []),
        ("work-keys", ["--long-term-suffix", "keys"]),
        ("work-keys", ["--long-suffix=keys"]),
        ("work", ["--long-term-suffix", "none"]),
        ("work", ["--long-term-suffix", "NONE"]),
        ("work", []),
    ],
)
def test_the_suffix_of_the_long_term_section(shell, home, sts, alice, code, section, args):
    """aws-mfa's option, `none` included; it is kept for the renewal."""
    home.credentials(alice.keys(section) + "aws_mfa_device = %s\n" % alice.serial)
    shell.set(AWS_MFA_SERIAL=alice.serial)
    shell.env(*code(), "-p", "work", *args)
    shell.env(*code(), "--force")
    assert [one.key for one in sts.log] == [alice.key.id] * 2 and shell.session.profile == "work"


def test_the_suffix_none_passes_the_long_term_section_by(shell, home, sts, alice, code):
    """With `none` the keys are in the section itself."""
    sts.account.user("bob").device()
    home.credentials(alice.profile("work") + Person(sts, "bob").keys("work-long-term"))
    shell.env(*code(), "-p", "work", "--long-term-suffix", "none")
    assert sts.log[0].key == alice.key.id


def test_a_role_may_have_a_long_term_section_as_its_source(shell, home, sts, alice, code):
    """Half of the file is aws-mfa's, half is AWS's: they go together."""
    ops = sts.account.role("ops", mfa=True)
    home.credentials(alice.keys("base-long-term") + "aws_mfa_device = %s\n" % alice.serial)
    home.config(role_profile("prod", ops, "base"))
    shell.env(*code(), "prod")
    assert actions(sts) == ["GetSessionToken", "AssumeRole"]


@pytest.mark.parametrize("field", ["expiration = 2018-05-15 08:00:00", "assumed_role = True"])
def test_a_session_that_aws_mfa_wrote_is_no_source(shell, home, sts, field):
    """It has run out, and where the real keys belong is in the message."""
    home.credentials(SESSION_IN_THE_FILE + field + "\n")
    result = shell.env(status=1)
    assert "holds a session that aws-mfa wrote" in result.stderr and "[default-long-term]" in result.stderr
    assert not sts.log


def test_another_session_in_the_file_is_not_sent_to_getsessiontoken(shell, home, sts):
    """Whoever wrote it: keys with a token are no long-term keys."""
    home.credentials(SESSION_IN_THE_FILE)
    assert "holds a session, not long-term keys" in shell.env(status=1).stderr and not sts.log


@pytest.fixture
def mfa_variables(shell, sts, alice):
    """MFA_DEVICE, MFA_STS_DURATION and MFA_ASSUME_ROLE as a user of aws-mfa exports them."""
    ops = sts.account.role("ops", max_session=2 * HOUR)
    shell.set(MFA_DEVICE=alice.serial, MFA_STS_DURATION="1800", MFA_ASSUME_ROLE=ops.arn)
    return ops


@pytest.mark.parametrize("named", [[], ["-p", "work"]], ids=["no profile named", "a long-term section"])
def test_aws_mfas_variables_apply(shell, home, sts, alice, code, mfa_variables, named):
    """Between option and file, as in aws-mfa."""
    home.credentials(alice.keys("work-long-term" if named else "default"))
    shell.env(*code(), *named)
    sent = sts.newest_session.request
    assert (sent["RoleArn"], sent["DurationSeconds"]) == (mfa_variables.arn, "1800")
    assert sts.sessions[0].request["SerialNumber"] == alice.serial


def test_what_aws_mfas_variables_gave_is_kept(shell, home, sts, alice, code, mfa_variables):
    """The hook's renewal sees the same session, whatever has become of the variables."""
    home.credentials(alice.keys())
    shell.env(*code())
    shell.set(MFA_DEVICE=None, MFA_STS_DURATION=None, MFA_ASSUME_ROLE=None)
    shell.age(HOUR)
    shell.env(*code())
    assert sts.newest_session.request["RoleArn"] == mfa_variables.arn
    assert sts.sessions[-2].request["SerialNumber"] == alice.serial


@pytest.mark.parametrize("how", ["option", "AWS_PROFILE", "held"])
def test_aws_mfas_variables_do_not_touch_a_named_profile_of_awss_own(shell, home, sts, alice, code, how):
    """MFA_ASSUME_ROLE in a start-up file must not turn every profile into that role."""
    ops = sts.account.role("ops")
    home.credentials(alice.profile("work"))
    if how == "held":
        shell.env(*code(), "work")
    elif how == "AWS_PROFILE":
        shell.set(AWS_PROFILE="work")
    shell.set(MFA_DEVICE="GAHT12345678", MFA_STS_DURATION="1800", MFA_ASSUME_ROLE=ops.arn)
    shell.env(*code(), "--force", *(["work"] if how == "option" else []))
    sent = sts.newest_session.request
    assert "RoleArn" not in sent and sent["DurationSeconds"] == "43200" and sent["SerialNumber"] == alice.serial


def test_options_win_over_aws_mfas_variables(shell, home, sts, alice, code, mfa_variables):
    """Typed is typed."""
    other = sts.account.role("other")
    home.credentials(alice.keys())
    shell.env(*code(), "-r", other.arn, "-d", "20m")
    assert sts.newest_session.request["RoleArn"] == other.arn
    assert sts.newest_session.request["DurationSeconds"] == "1200"


@pytest.mark.parametrize("text", ["soon", "60", "200000"])
def test_a_duration_variable_that_makes_no_sense_is_said(shell, home, sts, alice, text):
    """aws-mfa died with a traceback here."""
    home.credentials(alice.profile())
    shell.set(MFA_STS_DURATION=text)
    result = shell.env(status=1)
    assert "'%s'" % text in result.stderr and not sts.log


@pytest.mark.parametrize(
    "option, said",
    [
        (["--setup"], "aws configure"),
        (["--short-term-suffix", "x"], "sessions are kept in the shell"),
        (["--short-suffix=x"], "sessions are kept in the shell"),
        (["--log-level", "DEBUG"], "use -v to print every step"),
    ],
    ids=lambda one: one[0] if isinstance(one, list) else "",
)
def test_a_retired_option_of_aws_mfa_names_our_way(shell, option, said):
    """The hand types what it has typed for years."""
    result = shell.env(*option, status=2)
    assert "does not exist here" in result.lines[0] and result.lines[1].startswith("hint: ") and said in result.lines[1]


@pytest.mark.parametrize("option", ["--token-code", "--token", "--mfa-token", "-t"])
def test_the_code_has_aws_mfas_names_too(shell, home, sts, alice, option):
    """Three names in the wild, one meaning."""
    home.credentials(alice.profile())
    shell.env(option, alice.phone.next_code())
    assert shell.session.is_of(sts.newest_session)


def test_the_code_may_come_from_stdin(shell, home, sts, alice):
    """Not in `ps`, and from a pipe: oathtool ... | awsmfa env -t -"""
    home.credentials(alice.profile())
    shell.env("-t", "-", stdin=" %s \nmore\n" % alice.phone.next_code())
    assert shell.session.is_of(sts.newest_session)


@pytest.mark.parametrize("given", ["12345", "1234567", "12345x", ""])
def test_a_given_code_that_is_none_is_a_mistake(shell, home, sts, alice, given):
    """Said without a request."""
    home.credentials(alice.profile())
    assert "six digits" in shell.env("-t", given, status=2).stderr and not sts.log


def test_mfa_process_gives_the_code(shell, home, sts, alice, code):
    """For aws-vault's users: oathtool or a password manager knows the code."""
    home.credentials(alice.profile() + "mfa_process = printf ' %s \\nsecond line\\n' \"$CODE\"\n")
    result = shell.awsmfa("env", env={"CODE": code()[1]})
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.id


def test_mfa_process_of_the_source_profile_serves_a_role(shell, home, sts, alice, code):
    """As mfa_serial does."""
    ops = sts.account.role("ops", mfa=True)
    home.credentials(alice.profile() + 'mfa_process = echo "$CODE"\n')
    home.config(role_profile("prod", ops))
    result = shell.awsmfa("env", "prod", "--no-input", env={"CODE": code()[1]})
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.id


def test_a_given_code_goes_before_mfa_process(shell, home, alice, code):
    """Typed is typed."""
    home.credentials(alice.profile() + "mfa_process = exit 1\n")
    shell.env(*code())


@pytest.mark.parametrize("command, said", [("exit 7", "failed with status 7"), ("echo hello", "did not print a code")])
def test_an_mfa_process_that_fails_is_exit_1(shell, home, sts, alice, command, said):
    """No question behind it: who set it up wants no question."""
    home.credentials(alice.profile() + "mfa_process = %s\n" % command)
    result = shell.env(status=1)
    assert "mfa_process of profile 'default'" in result.stderr and said in result.stderr and not sts.sessions
