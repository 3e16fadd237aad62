"""`awsmfa profiles`: what the files hold, as `awsmfa env` would see it, without asking or running anything."""

import json
import re
import subprocess

import pytest

import harness_documents as documents
from harness import BINARY, SYSTEM_PATH, environment
from harness_screen import picture
from harness_walk import Shell

ACCOUNT = "arn:aws:iam::123456789012:"
CONFIG = (
    """\
[default]
region = eu-west-1
[profile ops]
role_arn = ACCOUNT:role/team/ops
source_profile = default
region = us-east-1
[profile far]
role_arn = ACCOUNT:role/far
source_profile = ops
[profile corp]
sso_session = corp
[profile web]
role_arn = ACCOUNT:role/web
web_identity_token_file = /token
[profile vault]
credential_process = touch oops
mfa_serial = ACCOUNT:mfa/vault
[profile ec2]
role_arn = ACCOUNT:role/ec2
credential_source = Ec2InstanceMetadata
[profile env]
role_arn = ACCOUNT:role/env
credential_source = Environment
[sso-session corp]
sso_region = eu-west-1
[services local]
[profile settings]
region = eu-west-3
"""
).replace("ACCOUNT:", ACCOUNT)


def rows(result):
    """The fields by profile; the lines of a pipe are for cut and awk."""
    assert result.status == 0, result
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert all(len(line) == 7 for line in lines)
    return {line[0]: [None if one == "-" else one for one in line[1:]] for line in lines}


def problems(awsmfa):
    return {name: fields[5] for name, fields in rows(awsmfa("profiles")).items()}


@pytest.fixture
def files(home, alice, awsmfa, aws_cli):
    awsmfa.env["PATH"] = aws_cli.path
    home.config(CONFIG)
    home.credentials(
        alice.profile()
        + alice.keys("work-long-term")
        + "aws_mfa_device = %s\nassume_role = %srole/work\n" % (alice.serial, ACCOUNT)
        + alice.keys("old-long-term")
        + "[old]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = s\naws_session_token = t\n"
        + "expiration = 2018-01-01 00:00:00\n"
        + alice.keys("session")
        + "aws_session_token = token\n"
    )


def test_every_kind_of_profile(awsmfa, files, alice, sts):
    """One line a profile, in the order of the files: kind, device, role, region, source, problem."""
    found = rows(awsmfa("profiles"))
    assert found == {
        "default": ["long-term keys", alice.serial, None, "eu-west-1", None, None],
        "ops": ["role", alice.serial, ACCOUNT + "role/team/ops", "us-east-1", "default", None],
        "far": ["role", alice.serial, ACCOUNT + "role/far", None, "ops", None],
        "corp": ["Identity Center", None, None, None, None, None],
        "web": ["web identity", None, ACCOUNT + "role/web", None, None, None],
        "vault": ["credential_process", ACCOUNT + "mfa/vault", None, None, None, None],
        "ec2": ["instance metadata", None, ACCOUNT + "role/ec2", None, "Ec2InstanceMetadata", None],
        "env": ["role", None, ACCOUNT + "role/env", None, "Environment", None],
        "settings": ["no keys", None, None, "eu-west-3", None, "no access key"],
        "work": ["role", alice.serial, ACCOUNT + "role/work", None, None, None],
        "old": ["aws-mfa keys", None, None, None, None, None],
        "session": ["session", None, None, None, None, "a session, not long-term keys"],
    }
    assert list(found)[:3] == ["default", "ops", "far"]
    assert list(sts.log) == [], "no network"


def test_the_keys_of_one_role_of_aws_mfa_are_no_other_s(awsmfa, home, alice):
    """Keys are looked at once for all roles on top of them."""
    role = "aws_mfa_device = %s\nassume_role = %srole/work\n" % (alice.serial, ACCOUNT)
    home.credentials(alice.keys("one-long-term") + role + "[two-long-term]\n" + role)
    found = problems(awsmfa)
    assert found["one"] is None and found["two"] == "no keys in [two-long-term]"


def test_nothing_is_run_and_no_secret_is_shown(awsmfa, files, home, alice):
    """A list is looked at over shoulders and pasted into chats: not one byte of a key, in any form."""
    for option in ([], ["--json"], ["--names"]):
        result = awsmfa("profiles", *option)
        assert alice.key.secret not in result.stdout and alice.key.id not in result.stdout
        assert result.stderr == ""
    assert not (home.path / "oops").exists()


def test_names_are_the_names_and_nothing_else(awsmfa, files):
    """What completions and pickers read."""
    result = awsmfa("profiles", "--names")
    assert result.status == 0 and result.stderr == ""
    assert result.stdout.splitlines() == list(rows(awsmfa("profiles")))


def test_names_are_exact(awsmfa, home):
    """A picker hands the name back: no byte of it may have changed."""
    names = ["two words", "it's", '"', "$(touch oops)", "-dash", "größe", "日本", "a\x9b", "é"]
    home.credentials("".join("[%s]\n" % name for name in names).encode("utf-8") + b"[no\xff]\n")
    result = awsmfa("profiles", "--names")
    raw = result.stdout.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    assert raw.split("\n")[:-1] == names + ["no\udcff"]


@pytest.mark.parametrize(
    "text, problem",
    [
        ("role_arn = ACCOUNT:role/x\n", "neither source_profile nor keys"),
        ("role_arn = ACCOUNT:role/x\nsource_profile = gone\n", "source_profile 'gone' does not exist"),
        ("role_arn = ACCOUNT:role/x\nsource_profile = x\n", "a cycle: x -> x"),
        ("role_arn = ACCOUNT:role/x\nsource_profile = e\n[profile e]\n", "the source 'e' has no access key"),
        ("role_arn = ACCOUNT:role/x\nsource_profile = a\ncredential_source = Environment\n[profile a]\n", "both "),
        ("role_arn = ACCOUNT:role/x\ncredential_source = Moon\n", "credential_source 'Moon' is unknown"),
        ("role_arn = ops\nsource_profile = default\n", "role_arn is not the ARN of a role"),
        ("role_arn = ACCOUNT:role/x\nsource_profile = default\nexternal_id = a b\n", "external_id is not what AWS"),
        ("role_arn = ACCOUNT:role/x\nsource_profile = default\nduration_seconds = 9\n", "the duration '9' is out"),
        ("role_arn = ACCOUNT:role/x\nsource_profile = default\nregion = eu_west\n", "'eu_west' is not the name"),
        ("role_arn = ACCOUNT:role/x\nsource_profile = default\nmax_attempts = x\n", "'x' is not a number of attempts"),
        ("mfa_serial = ACCOUNT:user/alice\ncredential_process = x\n",
         "the MFA device is the ARN of a user, not of an MFA device"),
        ("mfa_serial = ACCOUNT:u2f/user/a/key\ncredential_process = x\n", "the MFA device is a security key"),
        ("aws_access_key_id = AKIAIOSFODNN7EXAMPLE\n", "aws_secret_access_key is missing"),
        ("aws_secret_access_key = x\n", "aws_access_key_id is missing"),
        ("aws_access_key_id = AKIA\naws_secret_access_key = x\n", "the access key id is not 16 to 128"),
    ],
)
def test_what_env_refuses_is_the_problem(awsmfa, home, alice, text, problem):
    """Found in the list, not at the moment when the session is needed; and `env` agrees."""
    home.credentials(alice.profile())
    home.config("[profile x]\n" + text.replace("ACCOUNT:", ACCOUNT))
    found = problems(awsmfa)
    assert found["x"].startswith(problem) and len(found["x"]) < 90
    assert found["default"] is None
    assert awsmfa("env", "x", "--no-input").status == 1


def test_a_good_profile_is_good_for_env_too(awsmfa, files, alice):
    """No problem in the list, no refusal before the code."""
    for name, problem in problems(awsmfa).items():
        if problem is None and name not in ("vault", "env", "corp", "web", "ec2"):
            assert awsmfa("env", name, "--no-input").status == 6, name
        elif problem is not None:
            assert awsmfa("env", name, "--no-input").status == 1, name


def test_the_variables_count_as_for_env(awsmfa, home, alice):
    """AWS_MFA_SERIAL for every profile without a device, MFA_* for those of aws-mfa."""
    home.credentials(alice.keys() + alice.keys("work-long-term"))
    env = {"AWS_MFA_SERIAL": alice.serial, "MFA_DEVICE": "GAHT12345678", "MFA_ASSUME_ROLE": ACCOUNT + "role/w"}
    found = rows(awsmfa("profiles", env=env))
    assert found["default"][:3] == ["long-term keys", alice.serial, None]
    assert found["work"][:3] == ["role", "GAHT12345678", ACCOUNT + "role/w"]


# --- json ----------------------------------------------------------------------------------------


def test_json_has_every_field_for_every_profile(awsmfa, files, alice):
    """For jq and for pickers: nothing to guess, null where there is nothing."""
    result = awsmfa("profiles", "--json")
    assert result.status == 0 and result.stdout.count("\n") == 1
    found = {one["profile"]: one for one in json.loads(result.stdout)}
    assert list(found) == list(rows(awsmfa("profiles")))
    assert found["ops"] == {
        "profile": "ops",
        "kind": "role",
        "mfa_serial": alice.serial,
        "role_arn": ACCOUNT + "role/team/ops",
        "region": "us-east-1",
        "source_profile": "default",
        "credential_source": None,
        "problem": None,
        "held": False,
    }
    assert {tuple(one) for one in found.values()} == {tuple(found["ops"])}
    kinds = {name: one["kind"] for name, one in found.items()}
    assert (kinds["default"], kinds["old"], kinds["corp"]) == ("long_term_keys", "aws_mfa_keys", "identity_center")
    assert found["session"]["problem"] == "a session, not long-term keys"


def test_json_of_names_that_are_no_utf8_is_still_json(awsmfa, home):
    """One old file in another encoding must not take the list away."""
    home.credentials(b"[gr\xf6\xdfe]\nregion = \xff\n[a\"b\\c]\n")
    text = awsmfa("profiles", "--json").stdout.encode("utf-8", "surrogateescape").decode("utf-8")
    assert [one["profile"] for one in json.loads(text)] == ["gr??e", 'a"b\\c']


# --- files ---------------------------------------------------------------------------------------


def test_without_profiles_it_says_where_it_looked(awsmfa, home):
    """An empty list is no failure; the line on stderr leaves a pipe alone."""
    result = awsmfa("profiles")
    assert (result.status, result.stdout) == (0, "")
    assert result.lines == ["awsmfa: no profiles in ~/.aws/config or ~/.aws/credentials"]
    assert (awsmfa("profiles", "--json").stdout, awsmfa("profiles", "--names").stdout) == ("[]\n", "")
    assert awsmfa("profiles", "--names").stderr == ""


@pytest.mark.parametrize("broken", ["config", "credentials"])
def test_a_syntax_error_takes_no_name_away_that_can_be_read(awsmfa, home, broken):
    """While a file is being edited, Tab still completes; the table says the file and the line."""
    good = {"config": "[profile one]\n[broken\n", "credentials": "[three]\n"}
    if broken == "credentials":
        good = {"config": "[profile one]\n", "credentials": "[three]\n[broken\n[four]\n"}
    home.config(good["config"])
    home.credentials(good["credentials"])
    result = awsmfa("profiles", "--names")
    assert result.status == 1 and result.stdout == "one\nthree\n"
    for option in ([], ["--json"]):
        result = awsmfa("profiles", *option)
        assert (result.status, result.stdout) == (1, "")
        assert re.match(r"awsmfa: .*/\.aws/%s:2: " % broken, result.lines[0]), result


def test_a_file_that_cannot_be_read_is_said(awsmfa, home):
    """Else the list would look complete."""
    home.credentials("[one]\n")
    result = awsmfa("profiles", env={"AWS_CONFIG_FILE": "/nowhere"})
    assert result.status == 0 and result.stdout.startswith("one\t")
    assert result.lines == ["awsmfa: /nowhere: cannot be read: No such file or directory"]


def test_json_and_names_are_two_things(awsmfa):
    """Neither is guessed."""
    result = awsmfa("profiles", "--json", "--names")
    assert result.status == 2 and result.lines[0] == "awsmfa: use --json or --names, not both"


def test_a_value_cannot_forge_a_line_or_steer_the_terminal(awsmfa, home):
    """A tab or an escape sequence in a file is a question mark in the list."""
    home.config("[profile a\x9b2J]\nregion = x\ty\x1b[2J\nmfa_serial = one\n  two\n[profile ok]\n")
    result = awsmfa("profiles")
    assert set(rows(result)) == {"a??2J", "ok"}
    assert "\x1b" not in result.stdout and "\x9b" not in result.stdout


# --- the terminal --------------------------------------------------------------------------------


# As in a company with some accounts: most roles in one of them, one elsewhere, one with a name of AWS's own length.
COMPANY = (
    """\
[default]
region = eu-west-1
[profile prod-admin]
role_arn = ACCOUNT:role/admin
source_profile = default
region = eu-west-1
awsmfa_color = red
[profile prod-readonly]
role_arn = ACCOUNT:role/team/platform/readonly
source_profile = default
region = eu-west-1
[profile staging]
role_arn = arn:aws:iam::999988887777:role/OrganizationAccountAccessRole
source_profile = default
region = eu-central-1
[profile corp]
output = json
[profile broken]
role_arn = ACCOUNT:role/x
source_profile = nowhere
"""
).replace("ACCOUNT:", ACCOUNT)

PICTURES = {
    60: """\
profile        kind            role   region        source
default        long-term keys         eu-west-1
prod-admin     role            admin  eu-west-1     default
prod-readonly  role                   eu-west-1     default
  role team/platform/readonly
staging        role                   eu-central-1  default
  role OrganizationAccountAccessRole, account 999988887777
corp           no keys
  no access key
broken         role            x                    nowhere
  source_profile 'nowhere' does not exist
MFA device: alice, wherever there is one
account: 123456789012, unless another is shown
""",
    80: """\
profile        kind            role                    region        source
default        long-term keys                          eu-west-1
prod-admin     role            admin                   eu-west-1     default
prod-readonly  role            team/platform/readonly  eu-west-1     default
staging        role                                    eu-central-1  default
  role OrganizationAccountAccessRole, account 999988887777
corp           no keys
  no access key
broken         role            x                                     nowhere
  source_profile 'nowhere' does not exist
MFA device: alice, wherever there is one
account: 123456789012, unless another is shown
""",
    120: """\
profile        kind            role                           account       MFA device  region        source
default        long-term keys                                               alice       eu-west-1
prod-admin     role            admin                                        alice       eu-west-1     default
prod-readonly  role            team/platform/readonly                       alice       eu-west-1     default
staging        role            OrganizationAccountAccessRole  999988887777  alice       eu-central-1  default
corp           no keys
  no access key
broken         role            x                                                                      nowhere
  source_profile 'nowhere' does not exist
account: 123456789012, unless another is shown
""",
}


@pytest.fixture
def company(home, alice):
    home.config(COMPANY)
    home.credentials(alice.profile())


def on_screen(home, width, **env):
    """What a terminal of that width shows."""
    home.freeze()
    seen = picture(["profiles"], environment(home, **env), width)
    assert seen.status == 0, seen.text
    return seen


@pytest.mark.pty
@pytest.mark.parametrize("width", sorted(PICTURES))
def test_the_table_is_readable_on_every_screen(home, sts, company, width):
    """The picture is the promise: names as they are typed, nothing cut or wrapped, a problem below its profile."""
    assert on_screen(home, width).text == PICTURES[width]


@pytest.mark.pty
@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 120, 200])
def test_nothing_is_cut_whatever_the_width(home, sts, files, width):
    """What is not on the screen is not known; a list that leaves something out is read as a whole one."""
    seen = on_screen(home, width)
    words = set(seen.text.replace(",", " ").replace(":", " ").split())
    expected = (
        "default ops far corp web vault ec2 env settings work old session team/ops us-east-1 eu-west-3 "
        "Ec2InstanceMetadata"
    )
    assert set(expected.split()) <= words, seen.text
    assert "..." not in seen.text


@pytest.mark.pty
def test_an_account_is_shown_where_it_says_something(home, sts, alice):
    """One account for all is no news; where no account is that of most, each row has its own."""
    home.credentials(alice.profile())
    home.config("[profile ops]\nrole_arn = %srole/ops\nsource_profile = default\n" % ACCOUNT)
    assert "123456789012" not in on_screen(home, 120).text
    other = ACCOUNT.replace("123456789012", "210987654321")
    home.config("[profile ops]\nrole_arn = %srole/ops\nsource_profile = default\n" % other)
    seen = on_screen(home, 120)
    assert re.search(r"^default .* 123456789012 ", seen.text, re.MULTILINE)
    assert re.search(r"^ops .* 210987654321 ", seen.text, re.MULTILINE) and "unless" not in seen.text


@pytest.mark.pty
def test_the_held_profile_is_marked(awsmfa, home, sts, files, alice):
    """Which of these am I? In JSON it is `held`; a pipe's first field stays the name."""
    shell = Shell(awsmfa)
    shell.env("-t", alice.phone.next_code(), "default")
    seen = on_screen(home, 200, **shell.vars)
    assert [line for line in seen.lines if line.startswith("*")] == [
        next(one for one in seen.lines if "default " in one[:12])
    ]
    assert seen.colour("default") == "green"
    assert [one["profile"] for one in json.loads(shell.run("profiles", "--json").stdout) if one["held"]] == ["default"]
    assert "*" not in shell.run("profiles").stdout


@pytest.mark.pty
def test_colour_is_for_those_who_want_it(home, sts, company):
    """Production is red where the profile says so, the head is bold; NO_COLOR and a simple terminal get none of it."""
    seen = on_screen(home, 80)
    assert (seen.colour("prod-admin"), seen.colour("prod-readonly")) == ("red", "default")
    assert seen.is_bold("profile") and not seen.is_bold("prod-admin")
    assert seen.colour("no access key") == "yellow"
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": None}):
        assert on_screen(home, 80, **env).is_plain()
    assert on_screen(home, 80, NO_COLOR="1").text == seen.text


def test_the_line_of_the_manual(awsmfa, files, home):
    """`cut` needs no option to read the list: names and roles."""
    [line] = [one for one in documents.manual_blocks(documents.text_of(documents.MANUAL)) if "profiles" in one]
    env = environment(home, PATH="%s:%s" % (BINARY.parent, SYSTEM_PATH))
    done = subprocess.run(["/bin/sh", "-c", line], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[:2] == ["default\t-", "ops\t%srole/team/ops" % ACCOUNT]
