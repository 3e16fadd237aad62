"""`awsmfa exec --refresh`: commands that run longer than a session, as SDKs see them."""

import datetime
import json
import os
import re
import shutil
import stat
import subprocess
import time

import pytest

from harness import BINARY, environment, need
from harness_refresh import told
from harness_walk import Shell
from standin import faults
from standin.authenticator import totp

OPS = r"arn:aws:sts::\d+:assumed-role/ops/.*"
AUDIT = r"arn:aws:sts::\d+:assumed-role/audit/.*"
ALICE = r"arn:aws:iam::\d+:user/alice"


def codes_in_a_row(person, sts, path):
    """A command that gives the next code each time, four times."""
    now = int(sts.now()) // 30
    path.write_text("".join("%s\n" % totp(person.phone.secret, now + step) for step in range(4)))
    return "head -n1 %s; sed -i 1d %s" % (path, path)


def codes(sts):
    return [entry.code for entry in sts.log if entry.code is not None]


def counts(sts):
    return len(codes(sts)), len(sts.requests("GetSessionToken")), len(sts.requests("AssumeRole"))


# --- the point -----------------------------------------------------------------------------------


def test_three_profiles_outlive_their_sessions_on_one_code(refreshing, sts):
    """A long job with several profiles: no call fails while role sessions come and go, and one code is all."""
    sts.lifetime = {"AssumeRole": 3}
    result = refreshing(
        """
clients = {name: client(name) for name in ("default", "ops", "audit")}
found, end = {name: set() for name in clients}, time.time() + 16
while time.time() < end:
    for name, one in clients.items():
        found[name].add(arn(one))
    time.sleep(0.05)
tell(**{name: sorted(arns) for name, arns in found.items()})
""",
        "-p",
        "ops",
    )
    assert result.status == 0, result
    (found,) = told(result)
    for name, pattern in (("default", ALICE), ("ops", OPS), ("audit", AUDIT)):
        assert len(found[name]) == 1 and re.fullmatch(pattern, found[name][0]), found
    used, got, assumed = counts(sts)
    assert (used, got) == (1, 1)
    assert 2 * 5 <= assumed <= 2 * 10  # five lives and more of each role


def test_the_aws_cli_outlives_its_sessions(refreshing, sts):
    """The other client that everyone has: each of its runs is a new process."""
    sts.lifetime = {"AssumeRole": 3}
    aws = need("aws")
    result = refreshing(
        """
found, end = set(), time.time() + 12
while time.time() < end:
    for name in ("ops", "audit"):
        done = subprocess.run([%r, "--profile", name, "--region", "eu-west-1", "--endpoint-url", URL, "sts",
            "get-caller-identity", "--query", "Arn", "--output", "text"], capture_output=True, text=True)
        found.add(done.stdout.strip() or done.stderr.strip())
tell(found=sorted(found))
"""
        % aws,
        "-p",
        "audit",
    )
    (facts,) = told(result)
    assert [bool(re.fullmatch(one, arn)) for one, arn in zip((AUDIT, OPS), facts["found"], strict=True)] == [True, True]
    assert counts(sts)[:2] == (1, 1)


@pytest.mark.parametrize("share", [(), ("--share",)], ids=["alone", "sharing"])
def test_fifty_clients_at_once_send_one_request_for_each_role(refreshing, sts, share):
    """AWS counts requests, and a parallel build has many SDK processes: of all that ask at once, one assumes."""
    result = refreshing(
        """
ask = lambda n: subprocess.run([BINARY, "run-credentials", str(n)], capture_output=True, text=True)
found, together = [], threading.Barrier(50)
def one(number):
    together.wait()
    done = ask(1 + number % 3)
    found.append((number % 3, json.loads(done.stdout)["AccessKeyId"] if done.returncode == 0 else done.stderr))
threads = [threading.Thread(target=one, args=(n,)) for n in range(50)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
tell(found=sorted(set(map(tuple, found))), count=len(found))
""",
        "-p",
        "ops",
        *share,
    )
    (facts,) = told(result)
    assert facts["count"] == 50 and len(facts["found"]) == 3, facts
    assert counts(sts) == (1, 1, 2)


def test_settings_of_all_kinds_stay_and_names_may_be_odd(refreshing, home, sts, alice, ops):
    """The made config is the user's own but for credentials: what else a profile sets still holds, under its name."""
    home.config(
        "[default]\nregion = eu-west-1\n"
        '[profile "my prod"]\nrole_arn = %s\nsource_profile = default\nregion = us-west-2\nduration_seconds = 14400\n'
        "s3 =\n  max_concurrent_requests = 3\n  addressing_style = path\nservices = local\noutput = text\n"
        "[services local]\nec2 =\n  endpoint_url = http://127.0.0.1:4566\n" % ops.arn
    )
    result = refreshing(
        """
session = botocore.session.Session(profile="my prod")
tell(**session.get_scoped_config(), arn=call())
print(open(os.environ["AWS_CONFIG_FILE"]).read())
""",
        "-p",
        "my prod",
    )
    (facts,) = told(result)
    assert facts["region"] == "us-west-2" and facts["output"] == "text" and facts["services"] == "local"
    assert facts["s3"] == {"max_concurrent_requests": "3", "addressing_style": "path"}
    assert re.fullmatch(OPS, facts["arn"])
    assert "[services local]\nec2 =\n  endpoint_url = http://127.0.0.1:4566\n" in result.stdout
    assert re.search(r"^credential_process = [A-Za-z0-9/._-]+ run-credentials \d+$", result.stdout, re.MULTILINE)
    assert "awsmfa: role sessions last 1 h with --refresh, which renews them" in result.lines
    assert sts.requests("AssumeRole")[0].params["DurationSeconds"] == "3600"


def test_a_program_whose_path_has_blanks_is_reached_by_a_link(refreshing, tmp_path, sts):
    """SDKs split the line, each in its own way: what they get needs no quotes."""
    tree = tmp_path / "my tools"
    shutil.copytree(BINARY.parent.parent, tree, ignore=shutil.ignore_patterns("obj", "tests", "gen"))
    command = [str(tree / "bin" / "awsmfa"), "exec", "--refresh", "-p", "ops", *refreshing.code(), "--"]
    command += refreshing.command("tell(arn=call())")
    env = environment(refreshing.home, **refreshing.awsmfa.env)
    refreshing.home.freeze()
    done = subprocess.run(command, env=env, capture_output=True, text=True, start_new_session=True, timeout=60)
    assert re.fullmatch(OPS, json.loads(done.stdout)["arn"]), done


# --- what COMMAND finds --------------------------------------------------------------------------


def test_no_secret_is_in_the_environment_or_the_config(refreshing, sts, alice):
    """Sessions are in the stores of the run alone, each file for its owner only."""
    result = refreshing(
        """
place = os.environ["AWSMFA_RUN"]
names = [place] + [os.path.join(place, name) for name in os.listdir(place)]
tell(env=dict(os.environ), modes={os.path.basename(n): oct(os.stat(n).st_mode & 0o7777) for n in names})
tell(**{name: open(os.path.join(place, name)).read() for name in ("config", "credentials", "record")})
""",
        "-p",
        "ops",
    )
    facts, files = told(result)
    place = os.path.basename(facts["env"]["AWSMFA_RUN"])
    modes = facts["modes"]
    assert modes.pop(place) == "0o700" and modes.pop("config") == modes.pop("credentials") == "0o400"
    assert set(modes.values()) == {"0o600"}
    assert files["credentials"] == ""
    for secret in [*sts.secrets(), alice.key.secret]:
        for text in (*facts["env"].values(), files["config"], files["record"]):
            assert secret not in text


@pytest.mark.parametrize(
    "name, value",
    [
        ("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "x"),
        ("AWS_SESSION_TOKEN", "x"),
        ("AWS_DEFAULT_PROFILE", "audit"),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", "/token"),
        ("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/pod"),
        ("AWS_ROLE_SESSION_NAME", "pod"),
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/"),
        ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/creds"),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "x"),
        ("AWS_CREDENTIAL_FILE", "/keys"),
    ],
)
def test_no_other_identity_is_in_reach(refreshing, name, value):
    """A pod's or a container's identity must not step in when an answer fails."""
    result = refreshing("tell(env=dict(os.environ))", "-p", "ops", env={name: value, "AWS_EC2_METADATA_DISABLED": None})
    (facts,) = told(result)
    assert name not in facts["env"] and facts["env"]["AWS_EC2_METADATA_DISABLED"] == "true"
    assert facts["env"]["AWS_PROFILE"] == "ops" and facts["env"]["AWS_SDK_LOAD_CONFIG"] == "1"


def test_a_failed_answer_falls_through_to_nobody(refreshing, home, sts, alice, ops):
    """Another user's keys, keys under [default], a profile of nothing: each says why, none becomes somebody else."""
    sts.account.user("bob").device()
    bob = sts.account.user("bob").keys[0]
    home.credentials(
        alice.profile("work")
        + "[bob]\naws_access_key_id = %s\naws_secret_access_key = %s\n" % (bob.id, bob.secret)
        + "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n" % (bob.id, bob.secret)
    )
    home.config(
        "[profile empty]\nregion = eu-west-1\n"
        "[profile outside]\nrole_arn = %s\ncredential_source = Environment\n" % ops.arn
    )
    names = ("work", "bob", "default", "outside", "empty", "missing")
    result = refreshing("tell(**{name: call(name) for name in %r})" % (names,), "-p", "work")
    (facts,) = told(result)
    assert re.fullmatch(ALICE, facts["work"])
    for name in ("bob", "default", "outside"):
        assert "profile '%s' has other keys than this run" % name in facts[name], facts
    assert "profile 'empty' has no access key" in facts["empty"]
    assert "could not be found" in facts["missing"]
    assert {entry.key for entry in sts.log if entry.action == "GetCallerIdentity"} == {
        sts.newest_session.id
    }, "bob's keys were used"


def test_only_gives_the_command_one_profile(refreshing):
    """What was given is all that it can name."""
    for options in (["--only"], ["--policy", "{}"], ["--policy-arn", "arn:aws:iam::aws:policy/ReadOnlyAccess"]):
        result = refreshing("print(open(os.environ['AWS_CONFIG_FILE']).read())", "-p", "ops", *options)
        assert re.findall(r"^\[.*\]$", result.stdout, re.MULTILINE) == ["[profile ops]"], result


def test_only_alone_is_refused(awsmfa):
    result = awsmfa("exec", "--only", "true")
    assert result.status == 2 and result.lines == ["awsmfa: --only needs --refresh"]


def test_aws_configure_fails_inside(refreshing, runtime_dir):
    """Settings that would be lost with the run are refused, loudly."""
    aws = need("aws")
    if os.geteuid() == 0:
        pytest.skip("root may write every file")
    result = refreshing("sys.exit(subprocess.call([%r, 'configure', 'set', 'region', 'x']))" % aws)
    assert result.status != 0


def test_an_endpoint_of_the_command_does_not_break_the_answers(refreshing, sts):
    """LocalStack's users set AWS_ENDPOINT_URL: that is for their calls, not for whom we ask for a session."""
    sts.lifetime = {"AssumeRole": 3}
    result = refreshing(
        """
changes = {"AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_CA_BUNDLE": "/nowhere", "AWS_REGION": "mars-1", "HOME": "/"}
changes.update(XDG_RUNTIME_DIR="/nowhere", AWSMFA_SHARE="1", MFA_ASSUME_ROLE="x", AWS_USE_FIPS_ENDPOINT="true")
time.sleep(3)
os.environ.update(changes)
os.chdir("/")
done = subprocess.run([BINARY, "run-credentials", "1"], capture_output=True, text=True)
tell(status=done.returncode, said=done.stderr)
""",
        "-p",
        "ops",
    )
    assert told(result) == [{"status": 0, "said": ""}]
    assert len(sts.requests("AssumeRole")) == 2


def test_sdks_hear_of_an_earlier_end(refreshing, sts):
    """Go and C++ use a session to its last moment, when a request may be too late: they are told a minute less."""
    result = refreshing(
        """
done = subprocess.run([BINARY, "run-credentials", "1"], capture_output=True, text=True)
tell(**json.loads(done.stdout))
""",
        "-p",
        "ops",
    )
    (facts,) = told(result)
    end = datetime.datetime.fromisoformat(facts["Expiration"].replace("Z", "+00:00")).timestamp()
    assert facts["AccessKeyId"] == sts.newest_session.id
    assert 58 <= sts.newest_session.expires - end <= 62


def test_variables_of_aws_alone_are_enough(refreshing):
    """tox and others pass on only what begins with AWS_."""
    result = refreshing(
        """
env = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
done = subprocess.run([BINARY, "run-credentials", "1"], env=env, capture_output=True, text=True)
tell(status=done.returncode, said=done.stderr)
""",
        "-p",
        "ops",
    )
    assert told(result) == [{"status": 0, "said": ""}]


# --- which profiles ------------------------------------------------------------------------------


def test_keys_from_the_environment_are_profile_default(refreshing, home, alice):
    """CI has its keys in variables: inside they are a profile, and the variables are gone."""
    home.credentials("")
    home.config("")
    keys = {"AWS_ACCESS_KEY_ID": alice.key.id, "AWS_SECRET_ACCESS_KEY": alice.key.secret}
    keys["AWS_MFA_SERIAL"] = alice.serial
    result = refreshing("tell(arn=call(), env=dict(os.environ))", env=keys)
    (facts,) = told(result)
    assert re.fullmatch(ALICE, facts["arn"]) and facts["env"]["AWS_PROFILE"] == "default"
    assert "AWS_ACCESS_KEY_ID" not in facts["env"]


def test_keys_from_the_environment_are_found_inside(refreshing, home, alice, sts):
    """Only their id is known inside: what is stored can be used, and a new code is not asked for in vain."""
    home.credentials("")
    home.config("")
    keys = {"AWS_ACCESS_KEY_ID": alice.key.id, "AWS_SECRET_ACCESS_KEY": alice.key.secret}
    keys["AWS_MFA_SERIAL"] = alice.serial
    result = refreshing(
        """
run = lambda *words: subprocess.run([BINARY, *words], capture_output=True, text=True)
same = json.loads(run("env", "--format", "json").stdout)
named = json.loads(run("env", "--format", "json", "default").stdout)
nested = run("exec", "--refresh", "--", BINARY, "env", "--format", "json")
tell(same=same["AWSMFA_KEY_ID"], named=named["AWSMFA_KEY_ID"], nested=json.loads(nested.stdout)["AWSMFA_KEY_ID"],
    new=run("env", "--force", "--format", "json").stderr, longer=run("env", "-d", "2h", "--format", "json").stderr,
    devices=run("devices").stderr, doctor=json.loads(run("doctor", "--json").stdout))
""",
        env=keys,
    )
    (facts,) = told(result)
    assert facts["same"] == facts["named"] == facts["nested"] == sts.newest_session.id
    for name in ("new", "longer", "devices"):
        assert "the long-term keys were in the environment when this run began" in facts[name], facts
    assert [one["state"] for one in facts["doctor"] if one["check"] in ("profile", "keys")] == ["ok", "warning"]
    assert counts(sts) == (1, 1, 0)


def test_keys_that_the_command_sets_are_its_own(refreshing, home, alice):
    """A script that sets keys of its own inside means those."""
    home.credentials("")
    home.config("")
    keys = {"AWS_ACCESS_KEY_ID": alice.key.id, "AWS_SECRET_ACCESS_KEY": alice.key.secret}
    result = refreshing(
        """
other = {"AWS_ACCESS_KEY_ID": "AKIAI44QH8DHBEXAMPLE", "AWS_SECRET_ACCESS_KEY": "x"}
done = subprocess.run([BINARY, "env", "--format", "json", "--no-input"], capture_output=True, text=True,
    env={**os.environ, **other})
tell(status=done.returncode, said=done.stderr)
""",
        env={**keys, "AWS_MFA_SERIAL": alice.serial},
    )
    (facts,) = told(result)
    assert facts["status"] == 6 and "an MFA code is needed" in facts["said"], facts


def test_a_session_of_other_keys_inside_never_becomes_the_runs(refreshing, home, alice, sts):
    """A script inside works as Bob for a while: when his session is over, it is not Alice's that takes its place."""
    home.credentials("")
    home.config("")
    bob = sts.account.user("bob")
    device, key = bob.device(), bob.keys[0]
    keys = {"AWS_ACCESS_KEY_ID": alice.key.id, "AWS_SECRET_ACCESS_KEY": alice.key.secret}
    result = refreshing(
        """
env = {name: value for name, value in os.environ.items() if name not in ("AWS_PROFILE", "AWS_MFA_SERIAL")}
env |= {"AWS_ACCESS_KEY_ID": %r, "AWS_SECRET_ACCESS_KEY": %r}
run = lambda *words: subprocess.run([BINARY, "env", "--format", "json", *words], env=env, capture_output=True,
    text=True)
first = json.loads(run("-t", %r, "-d", "15m").stdout)
for name, value in first.items():
    env.pop(name, None)
    if value is not None:
        env[name] = value
again = run("-d", "12h", "--no-input")
tell(first=first["AWSMFA_KEY_ID"], status=again.returncode, out=again.stdout, said=again.stderr)
"""
        % (key.id, key.secret, device.next_code()),
        env={**keys, "AWS_MFA_SERIAL": alice.serial},
    )
    (facts,) = told(result)
    assert facts["first"] == sts.newest_session.id
    assert facts["status"] == 1 and facts["out"] == "" and "set AWS_ACCESS_KEY_ID" in facts["said"], facts


def test_default_in_the_files_is_not_the_environments(refreshing, home, alice, sts):
    """A nested run of another user: its profile default is that of the files."""
    bob = sts.account.user("bob")
    device, key = bob.device(), bob.keys[0]
    home.config("")
    home.credentials(
        "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\nmfa_serial = %s\n"
        "[work]\nregion = eu-west-1\naws_access_key_id = %s\naws_secret_access_key = %s\nmfa_serial = %s\n"
        % (key.id, key.secret, device.serial, key.id, key.secret, device.serial)
    )
    keys = {"AWS_ACCESS_KEY_ID": alice.key.id, "AWS_SECRET_ACCESS_KEY": alice.key.secret}
    result = refreshing(
        """
who = "import botocore.session; print(botocore.session.Session(profile='default').create_client('sts', "
who += "region_name='eu-west-1', endpoint_url=%%r).get_caller_identity()['Arn'])" %% URL
done = subprocess.run([BINARY, "exec", "--refresh", "-p", "work", "-t", %r, "--", sys.executable, "-c", who],
    capture_output=True, text=True)
tell(nested=done.stdout + done.stderr, own=call("default"))
"""
        % device.next_code(),
        env={**keys, "AWS_MFA_SERIAL": alice.serial},
    )
    (facts,) = told(result)
    assert ":user/bob" in facts["nested"] and ":user/alice" in facts["own"], facts


def test_profiles_of_aws_mfa_are_served(refreshing, home, alice):
    """[work-long-term] is where aws-mfa's users have their keys; inside, `work` is a profile like any other."""
    home.config("")
    home.credentials(alice.keys("work-long-term") + "aws_mfa_device = %s\n" % alice.serial)
    result = refreshing("tell(work=call('work'))", "-p", "work")
    (facts,) = told(result)
    assert re.fullmatch(ALICE, facts["work"])


def test_a_profile_that_asks_awsmfa_is_served(refreshing, home, ops):
    """The line of the manual for programs elsewhere works inside too, without a lock-up or a code."""
    home.config(
        "[profile ops]\nrole_arn = %s\nsource_profile = default\n"
        "[profile mfa]\ncredential_process = awsmfa env --format process --share -p ops\n" % ops.arn
    )
    (facts,) = told(refreshing("tell(mfa=call('mfa'))"))
    assert re.fullmatch(OPS, facts["mfa"])


def test_another_device_is_not_served(refreshing, home, alice, ops):
    """A role may demand the very device that its profile names."""
    home.config(
        "[profile other]\nrole_arn = %s\nsource_profile = default\n"
        "mfa_serial = arn:aws:iam::123456789012:mfa/other\n" % ops.arn
    )
    (facts,) = told(refreshing("tell(other=call('other'))"))
    assert "profile 'other' has another MFA device than this run" in facts["other"]


def test_another_sts_is_not_served(refreshing, home, alice, ops):
    """The session of one endpoint is never sent to another one."""
    home.config(
        "[profile local]\nrole_arn = %s\nsource_profile = default\nendpoint_url = http://127.0.0.1:1\n"
        "[default]\nendpoint_url = %s\n" % (ops.arn, refreshing.sts.url)
    )
    result = refreshing("tell(local=call('local'))", env={"AWS_ENDPOINT_URL": None})
    (facts,) = told(result)
    assert "profile 'local' has another STS than this run" in facts["local"]


def test_another_partition_is_another_sts(refreshing, home):
    """A role of AWS China is not assumed at an STS outside of it."""
    home.config("[profile china]\nrole_arn = arn:aws-cn:iam::123456789012:role/ops\nsource_profile = default\n")
    (facts,) = told(refreshing("tell(china=call('china'))"))
    assert "profile 'china' has another STS than this run" in facts["china"]


def test_a_device_that_was_looked_up_serves_the_roles_too(refreshing, home, alice):
    """Without mfa_serial nothing names the partition of the run; it is that of the keys."""
    home.credentials(alice.keys())
    (facts,) = told(refreshing("tell(found=call('ops'))"))
    assert re.fullmatch(OPS, facts["found"])


def test_a_held_session_that_ends_soon_is_no_base_of_a_run(refreshing, awsmfa, alice, sts):
    """A command for hours does not begin with the last minutes of the session in the shell."""
    shell = Shell(awsmfa)
    shell.env("-t", alice.phone.next_code())
    shell.leave(5 * 60)
    (facts,) = told(refreshing("tell(found=call())", env=shell.vars))
    assert re.fullmatch(ALICE, facts["found"]) and counts(sts)[:2] == (2, 2)


def test_foreign_profiles_stay_as_they_are(refreshing, home):
    """SDKs know Identity Center, metadata and other programs themselves."""
    home.config(
        "[profile sso]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = x\n"
        "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.awsapps.com/start\n"
        "[profile above]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = sso\n"
        "[profile machine]\nrole_arn = arn:aws:iam::1:role/x\ncredential_source = Ec2InstanceMetadata\n"
        "[profile vault]\ncredential_process = vault-keys\n"
    )
    lines = "tell(env=dict(os.environ), config=open(os.environ['AWS_CONFIG_FILE']).read())"
    result = refreshing(lines, env={"AWS_EC2_METADATA_DISABLED": None})
    (facts,) = told(result)
    sections = facts["config"].split("\n\n")
    for text in (
        "[profile sso]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = x",
        "[profile above]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = sso",
        "[profile machine]\nrole_arn = arn:aws:iam::1:role/x\ncredential_source = Ec2InstanceMetadata",
        "[profile vault]\ncredential_process = vault-keys",
    ):
        assert text in sections
    assert "[sso-session corp]\nsso_region = eu-west-1\n" in facts["config"]
    assert "AWS_EC2_METADATA_DISABLED" not in facts["env"]  # the machine's profile needs it


@pytest.mark.parametrize("foreign", ["sso_session = corp\nsso_account_id = 1\nsso_role_name = x", "login_session = x"])
def test_the_metadata_of_the_machine_is_for_its_profiles_alone(refreshing, home, foreign):
    """A program that finds no keys would look there, and be somebody else."""
    corp = "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.awsapps.com/start\n"
    home.config("[profile other]\n%s\n%s" % (foreign, corp))
    (facts,) = told(refreshing("tell(env=dict(os.environ))", env={"AWS_EC2_METADATA_DISABLED": None}))
    assert facts["env"]["AWS_EC2_METADATA_DISABLED"] == "true"


# --- the end of the MFA session ------------------------------------------------------------------


# --- what it begins with -------------------------------------------------------------------------


def test_a_session_of_the_shell_is_enough(refreshing, sts, alice):
    """A code has been typed a moment ago, in this very shell, for this very key: it is not asked for again."""
    shell = Shell(refreshing.awsmfa)
    shell.env("-t", alice.phone.next_code())
    (facts,) = told(refreshing("tell(ops=call())", "-p", "ops", code=False, env=shell.vars))
    assert re.fullmatch(OPS, facts["ops"]) and counts(sts) == (1, 1, 1)


def test_a_role_session_of_the_shell_does_not_renew_itself(refreshing, sts, alice):
    """A role session assumes nothing: where the MFA session is not, a code is needed, and the run says so."""
    shell = Shell(refreshing.awsmfa)
    shell.env("-p", "ops", "-t", alice.phone.next_code())
    result = refreshing("tell()", "-p", "ops", "--no-input", code=False, env=shell.vars)
    assert result.status == 6 and result.stdout == ""


def test_a_region_is_for_all_profiles(refreshing):
    """What you ask for wins over what a profile says, as it does without --refresh."""
    lines = "tell(region=[os.environ.get(name) for name in ('AWS_REGION', 'AWS_DEFAULT_REGION')])"
    (facts,) = told(refreshing(lines, "-p", "ops", "--region", "sa-east-1"))
    assert facts["region"] == ["sa-east-1"] * 2


@pytest.fixture
def corp(refreshing, home, aws_cli, awsmfa):
    """A profile of Identity Center, in which the user is logged in; gives its lines."""
    lines = "sso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Dev\n"
    home.config("[profile corp]\n" + lines)
    aws_cli.log_in("corp")
    awsmfa.env["PATH"] = aws_cli.path
    return lines


def test_a_profile_of_another_kind_renews_itself(refreshing, corp, aws_cli):
    """SDKs know Identity Center: the command gets the profile as it is, and that it works is tried before."""
    lines = "tell(profile=os.environ['AWS_PROFILE'], config=open(os.environ['AWS_CONFIG_FILE']).read())"
    (facts,) = told(refreshing(lines, "-p", "corp", code=False))
    assert facts["profile"] == "corp" and aws_cli.runs == 1
    section = facts["config"].split("[profile corp]\n")[1].split("\n\n")[0] + "\n"
    assert section == corp


@pytest.mark.parametrize("wish", [("--duration", "30m"), ("--role-session-name", "alice")])
def test_wishes_for_a_role_on_another_kind_are_refused(refreshing, home, corp, ops, aws_cli, wish):
    """The SDK renews it, and has never heard of them."""
    role = "[profile on-corp]\nrole_arn = %s\nsource_profile = corp\nregion = eu-west-1\n" % ops.arn
    home.config("[profile corp]\n" + corp + role)
    result = refreshing("tell()", "-p", "on-corp", *wish, code=False)
    assert result.status == 2 and aws_cli.runs == 0
    assert result.lines == [
        "awsmfa: %s: with --refresh COMMAND renews a profile of Identity Center itself" % wish[0],
        "hint: put it into a profile, or leave out --refresh",
    ]


def test_what_cannot_be_renewed_is_served_to_its_end(refreshing, sts):
    """The last minutes of a session are as good as the first; then each answer says what has happened."""
    sts.lifetime = {"GetSessionToken": 20, "AssumeRole": 20}
    result = refreshing(
        """
one, good, found = client(), set(), ""
while "ended" not in found: good.add(found); found = arn(one); time.sleep(0.1)
tell(good=sorted(good - {""}), bad=found, when=time.time())
"""
    )
    (facts,) = told(result)
    assert len(facts["good"]) == 1 and re.fullmatch(ALICE, facts["good"][0])
    assert "the MFA session of this run has ended" in facts["bad"]
    assert facts["when"] > sts.newest_session.expires - 2
    assert result.lines[-1] == (
        "awsmfa: while COMMAND ran: the MFA session of this run has ended, and profile 'default' needs a new code"
    )


def test_mfa_process_goes_on_without_a_question(refreshing, home, sts, alice, tmp_path):
    """Whoever lets a program give codes has a run without an end; it gets no terminal and no input."""
    program = tmp_path / "code"
    program.write_text(
        "#!/bin/sh\n[ -t 0 ] || ! read x || exit 3\n(: </dev/tty) 2>/dev/null && exit 4\necho noise >&2\n"
        "%s\n" % codes_in_a_row(alice, sts, tmp_path / "codes")
    )
    program.chmod(0o755)
    home.credentials(alice.profile() + "mfa_process = %s\n" % program)
    sts.lifetime = {"GetSessionToken": 6}
    result = refreshing(
        """
found, end, one = set(), time.time() + 9, client()
while time.time() < end:
    found.add(arn(one))
    time.sleep(0.1)
tell(found=sorted(found))
""",
        code=False,
    )
    (facts,) = told(result)
    assert len(facts["found"]) == 1 and re.fullmatch(ALICE, facts["found"][0]), facts
    assert 2 <= len(sts.requests("GetSessionToken")) <= 4
    assert "noise" not in result.stderr.split("until")[-1]


# Asks as an SDK does: twice once the first session is due. Of 18 seconds that is after 12; its end is told as 15.
ASK_WHEN_DUE = """
import datetime
text = open(os.environ["AWS_CONFIG_FILE"]).read()
line = text.split("[%s]")[1].split("credential_process = ")[1].splitlines()[0]
def ask():
    return json.loads(subprocess.run(line, shell=True, capture_output=True, text=True).stdout)
first = ask()
end = datetime.datetime.fromisoformat(first["Expiration"].replace("Z", "+00:00")).timestamp()
time.sleep(max(0, end - 2.5 - time.time()))
tell(found=[one["AccessKeyId"] for one in (first, ask(), ask())])
"""


class GoesWell(faults.Fault):
    def __call__(self, exchange):
        return exchange.process()


@pytest.mark.parametrize("profile, action", [("profile ops", "AssumeRole"), ("default", "GetSessionToken")])
def test_a_renewal_that_fails_takes_nothing_away(refreshing, home, sts, alice, ops, tmp_path, profile, action):
    """AWS is out of order for a moment: what is still good is served, and AWS is left alone for a while."""
    home.credentials(alice.profile() + "mfa_process = %s\n" % codes_in_a_row(alice, sts, tmp_path / "codes"))
    sts.lifetime = {action: 18}
    sts.faults += [GoesWell(action), faults.Refuse(403, "AccessDenied", "Not now.", action=action)]
    name = profile.removeprefix("profile ")
    (facts,) = told(refreshing(ASK_WHEN_DUE % profile, "-p", name, code=False))
    assert len(set(facts["found"])) == 1
    assert len(sts.requests(action)) == 2


def wait_for(path):
    """The line of a command that waits for a file of the test's."""
    return "while not os.path.exists(%r): time.sleep(0.02)\n" % str(path)


def wait_until_there(path):
    while not path.exists():
        time.sleep(0.02)


def test_a_run_whose_sts_is_another_now_sends_no_code_there(refreshing, home, sts, standin, alice, tmp_path):
    """You change endpoint_url while it runs: a code of the old one's device is none of the new one's business."""
    other = standin()
    home.credentials(alice.profile() + "mfa_process = %s\n" % codes_in_a_row(alice, sts, tmp_path / "codes"))
    home.config("[default]\nendpoint_url = %s\n" % sts.url)
    sts.lifetime = {"GetSessionToken": 15}
    lines = "one = client(); arn(one); open(%r, 'w').close()\n" % str(tmp_path / "first") + wait_for(tmp_path / "go")
    lines += "found = ''\nwhile 'changed' not in found: found = call(); time.sleep(0.1)\ntell(found=found)"
    running = refreshing.start(lines, code=False, env={"AWS_ENDPOINT_URL": None})
    wait_until_there(tmp_path / "first")
    home.config("[default]\nendpoint_url = %s\n" % other.url)
    (tmp_path / "go").touch()
    (facts,) = told(running.finish(180))
    assert "the keys or the STS of profile 'default' have changed since the run began" in facts["found"]
    assert other.log == []


def test_a_session_that_ends_while_a_new_one_fails_is_not_served(refreshing, home, alice, sts, tmp_path):
    """An SDK would send it, and tell of a token that has expired instead of what went wrong."""
    program, code = tmp_path / "program", tmp_path / "code"
    program.write_text("#!/bin/sh\n/bin/cat %s && /bin/rm %s && exit\nsleep 4; exit 1\n" % (code, code))
    program.chmod(0o755)
    code.write_text(alice.phone.next_code() + "\n")
    home.credentials(alice.profile() + "mfa_process = %s\n" % program)
    sts.lifetime = {"GetSessionToken": 9}
    lines = """
import datetime
def answer():
    done = subprocess.run([BINARY, "run-credentials", "1"], capture_output=True, text=True)
    ends = json.loads(done.stdout)["Expiration"] if done.returncode == 0 else ""
    return done.returncode, ends, ends <= datetime.datetime.utcnow().strftime("%Y-%m-%dT%H:%M:%SZ")
found = answer()
while found[0] == 0 and not found[2]: time.sleep(0.1); found = answer()
tell(status=found[0])
"""
    (facts,) = told(refreshing(lines, code=False))
    assert facts["status"] != 0


def test_what_the_files_of_a_run_held_is_overwritten(refreshing, sts, tmp_path):
    """Somebody may still have a file open when the run ends, and the pages of memory go to others."""
    running = refreshing.start("open(%r, 'w').close()\n" % str(tmp_path / "first") + wait_for(tmp_path / "go"))
    wait_until_there(tmp_path / "first")
    (run,) = refreshing.left()
    files = [open(path, "rb") for path in run.iterdir() if path.is_file()]
    held = [file.read() for file in files]
    (tmp_path / "go").touch()
    assert running.finish().status == 0
    assert any(sts.newest_session.id.encode() in text for text in held)
    for file in files:
        with file:
            file.seek(0)
            assert file.read().strip(b"\0") == b""


# --- inside --------------------------------------------------------------------------------------


def test_awsmfa_works_inside_as_outside(refreshing, sts, alice):
    """A script that calls awsmfa itself finds the user's own files, and needs no second code."""
    result = refreshing(
        """
run = lambda *words: subprocess.run([BINARY, *words], capture_output=True, text=True)
listed, env, status, nested = (
    run("profiles", "--names"), run("env", "--format", "json", "audit"), run("status", "--json"),
    run("exec", "--refresh", "-p", "audit", "--", "sh", "-c", "echo $AWSMFA_RUN $AWS_PROFILE"))
same = run("env", "--format", "json")
tell(names=listed.stdout.split(), env=json.loads(env.stdout)["AWSMFA_PROFILE"], status=status.returncode,
    nested=nested.stdout.split(), same=json.loads(same.stdout)["AWSMFA_PROFILE"], own=os.environ["AWSMFA_RUN"])
""",
        "-p",
        "ops",
    )
    (facts,) = told(result)
    assert facts["names"] == ["default", "ops", "audit"] and facts["env"] == "audit" and facts["status"] == 3
    assert facts["same"] == "ops" and facts["nested"][1] == "audit" and facts["nested"][0] != facts["own"]
    assert len(codes(sts)) == 1


def test_files_that_the_command_names_are_its_own(refreshing, tmp_path):
    """A script that sets AWS_CONFIG_FILE for one call means that file, inside of a run as anywhere else."""
    own = tmp_path / "own"
    own.write_text("[profile mine]\nregion = eu-west-1\n")
    lines = "names = lambda **env: subprocess.run([BINARY, 'profiles', '--names'], capture_output=True, text=True, "
    lines += "env={**os.environ, **env}).stdout.split()\ntell(own=names(AWS_CONFIG_FILE=%r), all=names())" % str(own)
    (facts,) = told(refreshing(lines))
    assert "mine" in facts["own"] and "ops" not in facts["own"] and "ops" in facts["all"]


def test_programs_of_awsmfa_inside_find_what_was_outside(refreshing, home, alice, tmp_path):
    """An mfa_process that calls `aws` must not run into the config of the run, which would ask it again."""
    program, seen = tmp_path / "code", tmp_path / "seen"
    program.write_text(
        "#!/bin/sh\necho \"$AWS_PROFILE:$AWS_CONFIG_FILE:$AWS_SHARED_CREDENTIALS_FILE\" >>%s\necho %s\n"
        % (seen, alice.phone.next_code())
    )
    program.chmod(0o755)
    home.credentials(alice.profile() + "mfa_process = %s\n" % program)
    refreshing(
        "subprocess.run([BINARY, 'env', '--force', '--format', 'json'], capture_output=True)",
        "-p",
        "ops",
        env={"AWS_PROFILE": "audit"},
    )
    assert seen.read_text().splitlines()[-1] == "audit::"


def test_after_the_run_its_variables_say_so(refreshing, awsmfa):
    """A tmux server that was started inside outlives the run: what it hands on must not look like a broken file."""
    (facts,) = told(refreshing("tell(**{n: v for n, v in os.environ.items() if n.startswith('AWS')})"))
    result = awsmfa("env", "--format", "json", env=facts)
    assert result.status == 1 and "the run of `awsmfa exec --refresh` that this belongs to has ended" in result.lines[0]
    assert result.lines[1] == "hint: unset AWSMFA_RUN AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE AWS_PROFILE"


def test_sessions_that_end_with_keys_of_a_session_are_refused(refreshing, home, sts, alice, ops):
    """Nobody can renew keys that a tool wrote into the file."""
    home.credentials(
        "[default]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\naws_session_token = y\n"
    )
    result = refreshing("pass", "-p", "ops", code=False)
    assert result.status == 1 and "keys of a session, which awsmfa cannot renew" in result.lines[0]


def test_a_store_is_for_its_owner(refreshing, runtime_dir):
    """The directory of a run and what it is made in are checked like the store of all terminals."""
    os.chmod(runtime_dir, 0o700)
    (facts,) = told(refreshing("tell(place=os.environ['AWSMFA_RUN'])"))
    assert os.path.dirname(facts["place"]) == str(runtime_dir)
    assert stat.S_IMODE(os.stat(runtime_dir).st_mode) == 0o700


def test_a_machine_without_a_memory_file_system_is_refused(refreshing, tmp_path, sts):
    """Nothing at rest: where there is only a disk, no code is asked for and nothing is written."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["stat", "-f", "-c", "%T", disk], capture_output=True, text=True).stdout.strip() == "tmpfs":
        pytest.skip("the temporary directory of this machine is in memory")
    mount = 'mkdir -p /run/user && mount --bind "$1" /dev/shm && mount --bind "$1" /run/user || exit 77'
    script = mount + '; shift; exec "$@"'
    del refreshing.awsmfa.env["XDG_RUNTIME_DIR"]
    result = refreshing.awsmfa(
        "exec", "--refresh", *refreshing.code(), "--", "true",
        wrapper=[need("unshare"), "-m", "sh", "-c", script, "sh", str(disk)],
    )  # fmt: skip
    if result.status == 77 or "unshare" in result.stderr:
        pytest.skip("this user may not mount here")
    assert result.status == 1 and "no place in memory for the sessions" in result.lines[0], result
    assert result.lines[1] == "hint: set XDG_RUNTIME_DIR to a directory of your own, mode 700, on tmpfs"
    assert not sts.log and list(disk.iterdir()) == []


# --- doctor --------------------------------------------------------------------------------------


def test_doctor_names_runs_at_work_and_what_killed_ones_left(refreshing, awsmfa, runtime_dir):
    """Sessions of a killed run stay in memory until the next one: doctor says so, with the line that removes them."""
    left = runtime_dir / "awsmfa-run.killed"
    left.mkdir(mode=0o700)
    result = refreshing("print(subprocess.run([BINARY, 'doctor', '--json'], capture_output=True, text=True).stdout)")
    found = [finding for finding in json.loads(result.stdout) if finding["check"] == "runs"]
    assert [finding["state"] for finding in found] == ["ok"]  # the run has removed the other one
    left.mkdir(mode=0o700)
    found = [one for one in json.loads(awsmfa("doctor", "--json").stdout) if one["check"] == "runs"]
    assert [finding["state"] for finding in found] == ["warning"] and str(left) in found[0]["found"]
    subprocess.run(found[0]["remedy"], shell=True, check=True)
    assert refreshing.left() == []


def test_doctor_says_what_a_logout_would_end(refreshing):
    """systemd removes the runtime directory with the user's last session, and the run's sessions with it."""
    user = "/run/user/%d" % os.geteuid()
    mount = 'mount -t tmpfs none /run && mkdir -p /run/systemd/system "$1" && chmod 700 "$1" || exit 77'
    script = mount + '; shift; exec "$@"'
    refreshing.awsmfa.env["XDG_RUNTIME_DIR"] = user
    result = refreshing.awsmfa(
        "exec", "--refresh", *refreshing.code(), "--", BINARY, "doctor", "--json",
        wrapper=[need("unshare"), "-m", "sh", "-c", script, "sh", user],
    )  # fmt: skip
    if result.status == 77 or "unshare" in result.stderr:
        pytest.skip("this user may not mount here")
    (found,) = [one for one in json.loads(result.stdout) if one["check"] == "runs"]
    assert found["state"] == "warning" and "loses its sessions when you log out" in found["found"]
    assert found["remedy"] == "loginctl enable-linger"
