"""Which session a shell gets, when it gets a new one, and what stands in its variables before, meanwhile and after."""

import json
import re

import pytest

from harness import UNTIL, Awsmfa, Person, session_of
from harness_client import Client
from harness_walk import HOUR, MINUTE, Shell

KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
ROLE = "arn:aws:iam::123456789012:role/ops"


@pytest.fixture
def shell(awsmfa):
    return Shell(awsmfa)


@pytest.fixture
def code(alice):
    """The next code of alice's phone, as arguments: shell.env(*code())."""
    return lambda: ("-t", alice.phone.next_code())


def profiles(alice, *names):
    return "".join(alice.profile(name) for name in names)


# --- profile -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "args, variables, expected",
    [
        (["-p", "a"], {"AWS_PROFILE": "b", "AWS_DEFAULT_PROFILE": "c"}, "a"),
        (["a"], {"AWS_PROFILE": "b", "AWS_DEFAULT_PROFILE": "c"}, "a"),
        ([], {"AWS_PROFILE": "b", "AWS_DEFAULT_PROFILE": "c"}, "b"),
        ([], {"AWS_DEFAULT_PROFILE": "c"}, "c"),
        ([], {"AWS_PROFILE": "", "AWS_DEFAULT_PROFILE": "c"}, "c"),
        ([], {"AWS_PROFILE": "", "AWS_DEFAULT_PROFILE": ""}, "default"),
        ([], {}, "default"),
    ],
    ids=["option", "argument", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "empty is unset", "both empty", "nothing"],
)
def test_the_profile_is_the_first_that_is_named(shell, home, alice, code, args, variables, expected):
    """The order of AWS's own tools: what is typed wins over what was set, and `default` is the last resort."""
    home.credentials(profiles(alice, "a", "b", "c", "default"))
    shell.set(**variables)
    shell.env(*code(), *args)
    assert shell.session.profile == expected


@pytest.mark.parametrize(
    "args, variables, expected",
    [
        ([], {}, "a"),
        ([], {"AWS_DEFAULT_PROFILE": "c"}, "c"),
        ([], {"AWS_PROFILE": "b"}, "b"),
        (["-p", "default"], {}, "default"),
    ],
    ids=["nothing", "AWS_DEFAULT_PROFILE", "AWS_PROFILE", "option"],
)
def test_a_bare_env_stays_with_the_held_profile(shell, home, alice, code, args, variables, expected):
    """Who works as `a` and renews works as `a`; a variable that the user sets names another one."""
    home.credentials(profiles(alice, "a", "b", "c", "default"))
    shell.env(*code(), "a")
    shell.set(**variables)
    shell.env(*code(), "--force", *args)
    assert shell.session.profile == expected


def test_two_profile_variables_that_differ_get_a_warning(shell, home, alice, code):
    """AWS's own tools do not agree on which of the two counts."""
    home.credentials(profiles(alice, "a", "b"))
    shell.set(AWS_PROFILE="a", AWS_DEFAULT_PROFILE="b")
    assert "AWS_PROFILE is 'a' and AWS_DEFAULT_PROFILE is 'b'; awsmfa uses AWS_PROFILE" in shell.env(*code()).stderr


@pytest.mark.parametrize("args, other", [([], "a"), (["-p", "b"], "b")], ids=["the same", "an option"])
def test_two_profile_variables_are_no_trouble_otherwise(shell, home, alice, code, args, other):
    """A warning that comes without need is one that nobody reads."""
    home.credentials(profiles(alice, "a", "b"))
    shell.set(AWS_PROFILE="a", AWS_DEFAULT_PROFILE=other)
    assert len(shell.env(*code(), *args).lines) == 1


@pytest.mark.parametrize(
    "typed, meant", [("prdo", "prod"), ("pro", "prod"), ("PROD", "prod"), ("Pord", "prod"), ("xyz", None), ("pa", None)]
)
def test_an_unknown_profile_gets_the_nearest_one(shell, home, sts, alice, typed, meant):
    """A typing error is exit 1 and one look; nothing is asked or sent."""
    home.credentials(alice.profile("prod"))
    result = shell.env("-p", typed, status=1)
    assert "profile '%s' is neither in" % typed in result.lines[0]
    assert result.lines[1:] == ["hint: did you mean '%s'?" % meant if meant else "hint: awsmfa profiles lists them"]
    assert not sts.log


def test_a_section_without_its_prefix_is_explained(shell, home, alice):
    """[work] in the config file is the commonest slip with AWS's grammar."""
    home.credentials(alice.profile())
    home.config("[work]\nregion = eu-west-1\n")
    assert "must be called [profile work]" in shell.env("-p", "work", status=1).stderr


def test_without_any_file_the_first_step_is_named(shell):
    """A new machine: the way in is one command of AWS's own."""
    result = shell.env(status=1)
    assert "profile 'default' is neither in" in result.stderr and "aws configure" in result.stderr


# --- wishes --------------------------------------------------------------------------------------


def test_a_renewal_asks_for_the_same_again(shell, home, sts, alice, code):
    """The options that made the session are not typed twice."""
    ops = sts.account.role("ops", external_id="x-1")
    home.credentials(alice.profile())
    details = ["--external-id", "x-1", "--role-session-name", "al", "--region", "eu-west-2"]
    shell.env(*code(), "-r", ops.arn, "-d", "20m", *details)
    shell.age(HOUR)
    shell.env(*code())
    wanted = sts.newest_session.request
    assert (wanted["RoleArn"], wanted["ExternalId"], wanted["DurationSeconds"]) == (ops.arn, "x-1", "1200")
    assert (wanted["RoleSessionName"], sts.log[-1].region) == ("al", "eu-west-2")
    assert shell.vars["AWS_REGION"] == "eu-west-2"


def test_naming_the_profile_starts_from_a_clean_list(shell, home, sts, alice, code):
    """`awsmfa env -p default` is how one gets back to what the profile says."""
    ops = sts.account.role("ops")
    home.credentials(alice.profile())
    shell.env(*code(), "-r", ops.arn, "-d", "20m")
    assert shell.vars["AWSMFA_OPTIONS"] != ""
    shell.env(*code(), "-p", "default")
    assert shell.vars["AWSMFA_OPTIONS"] == "" and "RoleArn" not in sts.newest_session.request


def test_naming_one_option_starts_from_a_clean_list(shell, home, sts, alice, code):
    """What is typed is the whole wish: nobody remembers what was typed this morning."""
    ops = sts.account.role("ops")
    home.credentials(alice.profile())
    shell.env(*code(), "-r", ops.arn, "--region", "eu-west-2")
    shell.env(*code(), "-d", "30m")
    assert shell.vars["AWSMFA_OPTIONS"] == "duration=30m" and "AWS_REGION" not in shell.vars
    assert sts.newest_session.request["DurationSeconds"] == "1800"


def test_options_that_are_no_wish_keep_the_list(shell, home, sts, alice, code):
    """--force, -q, --min and a code say how, not what."""
    ops = sts.account.role("ops")
    home.credentials(alice.profile())
    shell.env(*code(), "-r", ops.arn)
    shell.env(*code(), "--force", "-q", "--min", "10m")
    assert sts.newest_session.request["RoleArn"] == ops.arn


@pytest.mark.parametrize("variables, kept", [({"AWS_PROFILE": "a"}, True), ({"AWS_PROFILE": "b"}, False)])
def test_the_list_belongs_to_the_held_profile(shell, home, alice, code, variables, kept):
    """A role that was asked for in one profile must not follow into another."""
    home.credentials(profiles(alice, "a", "b"))
    shell.env(*code(), "-p", "a", "-d", "30m")
    shell.set(**variables)
    shell.env(*code(), "--force")
    assert shell.vars["AWSMFA_OPTIONS"] == ("duration=30m" if kept else "")


@pytest.mark.parametrize("damage", ["nonsense", "duration", "role-arn=%zz", "color=red", "duration=1h&duration=2h"])
def test_a_damaged_list_is_said_and_not_used(shell, home, sts, alice, code, damage):
    """Half of a wish is a session that nobody asked for."""
    home.credentials(alice.profile())
    shell.env(*code(), "-d", "30m")
    shell.set(AWSMFA_OPTIONS=damage)
    assert "AWSMFA_OPTIONS of this session is damaged; awsmfa does not use it" in shell.env(*code()).stderr
    assert shell.vars["AWSMFA_OPTIONS"] == "" and "DurationSeconds" in sts.newest_session.request
    assert sts.newest_session.request["DurationSeconds"] == "43200"


def test_a_policy_travels_as_text(shell, home, sts, alice, code, tmp_path):
    """The file may be gone, or another one, when the hook renews from another directory."""
    ops = sts.account.role("ops")
    policy = tmp_path / "policy.json"
    policy.write_text('{\n  "Statement": [{"Effect": "Allow", "Action": "s3:*"}]\n}\n')
    home.credentials(alice.profile())
    shell.env(*code(), "-r", ops.arn, "--policy", policy)
    text = sts.newest_session.request["Policy"]
    policy.unlink()
    shell.env(*code(), "--force")
    assert sts.newest_session.request["Policy"] == text and '"s3:*"' in text


def test_wishes_survive_every_byte(shell, home, sts, alice, code):
    """What was typed comes back as it was typed, through an eval and a variable."""
    ops = sts.account.role("ops")
    policy = '{"Statement": "it\'s $HOME `x` & a=b %41 \\\\ é"}'
    home.credentials(alice.profile())
    shell.env(*code(), "-r", ops.arn, "--policy", policy)
    first = sts.newest_session.request["Policy"]
    shell.env(*code(), "--force")
    assert first == policy == sts.newest_session.request["Policy"]


# --- ours, and still good ------------------------------------------------------------------------


def test_a_good_session_is_printed_again(shell, home, sts, alice, code):
    """Start-up files may call it every time: no question, no request, the same session."""
    home.credentials(alice.profile())
    shell.env(*code())
    before, requests = dict(shell.vars), len(sts.log)
    result = shell.env("--no-input")
    assert shell.vars == before and len(sts.log) == requests
    assert len(result.lines) == 1 and "default: session still good until" in result.lines[0]


@pytest.mark.parametrize("args", [["-p", "other"], ["-d", "1h"], ["-r", ROLE], ["--force"]], ids=" ".join)
def test_another_wish_is_another_session(shell, home, sts, alice, code, args):
    """The held session is printed only when it is what was asked for."""
    sts.account.role("ops")
    home.credentials(profiles(alice, "default", "other"))
    shell.env(*code())
    first = shell.session.key
    shell.env(*code(), *args)
    assert shell.session.key != first and shell.session.is_of(sts.newest_session)


@pytest.mark.parametrize(
    "duration, margin", [("12h", 5 * MINUTE), ("1h", 5 * MINUTE), ("30m", 3 * MINUTE), ("15m", 90)]
)
def test_the_margin_is_five_minutes_or_a_tenth(shell, home, alice, code, duration, margin):
    """A session of 15 minutes that counted as due for 5 of them would cost a code every 10."""
    home.credentials(alice.profile())
    shell.env(*code(), "-d", duration)
    shell.leave(margin + 20)
    assert shell.facts()["state"] == "valid"
    shell.env("--no-input")
    shell.leave(margin)
    assert shell.facts()["state"] == "due"
    shell.env("--no-input", status=6)
    shell.leave(0)
    assert shell.facts()["state"] == "expired"


def test_min_gets_a_new_session_when_less_is_left(shell, home, alice, code):
    """Before a long job: at least two hours, please."""
    home.credentials(alice.profile())
    shell.env(*code())
    first = shell.session.key
    shell.leave(HOUR)
    shell.env("--no-input", "--min", "30m")
    assert shell.session.key == first
    shell.env("--no-input", "--min", "2h", status=6)
    shell.env(*code(), "--min", "2h")
    assert shell.session.key != first


def test_min_says_what_is_enough(shell, home, alice, code):
    """Two minutes are enough for who asks for one, margin or not."""
    home.credentials(alice.profile())
    shell.env(*code())
    shell.leave(2 * MINUTE)
    shell.env("--no-input", status=6)
    shell.env("--no-input", "--min", "1m")


@pytest.mark.parametrize(
    "args, longest",
    [
        (["--min", "13h"], "12 h"),
        (["--min", "2h", "-d", "1h"], "1 h"),
        (["--min", "61m", "-r", ROLE], "1 h"),
    ],
    ids=["an MFA session", "-d", "a role"],
)
def test_min_above_what_there_can_be_is_a_mistake(shell, home, sts, alice, args, longest):
    """It could only renew for ever; said before a question and a request."""
    home.credentials(alice.profile())
    result = shell.env(*args, status=2)
    assert "is longer than the session can last, %s" % longest in result.stderr and not sts.log


@pytest.mark.parametrize("text", ["", "x", "5 m", "-1", "1d", "90m1h", "99999999"])
@pytest.mark.parametrize("option", ["--min", "--duration"])
def test_a_time_that_is_none_is_a_mistake(shell, home, sts, alice, option, text):
    """3600, 900s, 45m, 12h, 1h30m; nothing is guessed."""
    home.credentials(alice.profile())
    assert option.strip("-")[:3] in shell.env("%s=%s" % (option, text), status=2).stderr and not sts.log


@pytest.mark.parametrize(
    "text, seconds", [("3600", 3600), ("900s", 900), ("45m", 2700), ("36h", 129600), ("1h30m", 5400)]
)
def test_a_duration_is_asked_for_as_it_is_written(shell, home, sts, alice, code, text, seconds):
    """Every form of the contract, up to AWS's own limits."""
    home.credentials(alice.profile())
    shell.env(*code(), "-d", text)
    assert sts.newest_session.request["DurationSeconds"] == str(seconds)
    assert shell.session.expires - shell.session.started in (seconds, seconds - 1)


@pytest.mark.parametrize("text", ["899", "14m", "36h1s", "37h"])
def test_a_duration_beyond_the_limits_is_refused_before_the_code(shell, home, sts, alice, text):
    """AWS would say so only after the code is spent."""
    home.credentials(alice.profile())
    result = shell.env("-d", text, status=2)
    assert "out of range" in result.stderr and "900s to 36h" in result.stderr and not sts.log


@pytest.mark.parametrize("expires", ["", "soon", "1e9", "-5", "123456789012", " 1795529752", "99999999999"])
def test_a_time_that_cannot_be_makes_the_session_not_ours(shell, home, alice, code, expires):
    """AWSMFA_EXPIRES decides without a network; a broken one must not keep a session alive for ever."""
    home.credentials(alice.profile())
    shell.env(*code())
    shell.set(AWSMFA_EXPIRES=expires)
    assert shell.facts()["state"] == "none"
    shell.env("--no-input", status=6)


@pytest.mark.parametrize("ahead, state", [(20, "valid"), (25, "none")])
def test_a_session_that_ends_in_more_than_36_hours_is_not_ours(shell, home, alice, code, ahead, state):
    """No session of AWS lives that long: the clock or the variable is wrong, and 12 h from now on it still would be."""
    home.credentials(alice.profile())
    shell.env(*code())
    shell.age(-ahead * HOUR)
    assert shell.facts()["state"] == state


@pytest.mark.parametrize("name", ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWSMFA_KEY_ID", "AWSMFA_EXPIRES"])
def test_a_session_with_a_part_missing_is_not_ours(shell, home, alice, code, name):
    """Half a session works nowhere: it is not printed again."""
    home.credentials(alice.profile())
    shell.env(*code())
    shell.set(**{name: None})
    assert shell.facts()["state"] == "none"
    shell.env(*code(), "-p", "default")
    assert shell.facts()["state"] == "valid"


# --- keys of somebody else -----------------------------------------------------------------------


@pytest.fixture
def replaced(shell, home, sts, alice, code):
    """Our session, then another tool's export over it. Gives that tool's session."""
    home.credentials(profiles(alice, "default", "work"))
    home.config("[profile work]\nregion = eu-west-1\n")
    shell.set(AWS_PROFILE="work")
    shell.env(*code(), "-d", "2h")
    other = Client(sts, alice.key).mfa_session(alice.phone)
    shell.set(**dict(zip(KEYS, (other["AccessKeyId"], other["SecretAccessKey"], other["SessionToken"]))))
    return [shell.vars[name] for name in KEYS]


def test_foreign_keys_are_never_reported_as_ours(shell, replaced):
    """`status` would name a profile and a time that have nothing to do with them."""
    facts = shell.facts()
    assert facts["state"] == "replaced" and facts["profile"] is None and facts["expires"] is None
    text = shell.run("status")
    assert text.status == 3 and "another tool has put other keys" in text.stdout and "work" not in text.stdout


def test_foreign_keys_are_never_printed_again(shell, sts, code, replaced):
    """`env` gets a session of its own; profile and wishes of the lost one are not read."""
    shell.env("--no-input", status=6)
    shell.env(*code())
    assert shell.session.is_of(sts.newest_session)
    assert (shell.session.profile, shell.vars["AWSMFA_OPTIONS"]) == ("default", "")


def test_foreign_keys_are_never_dropped(shell, replaced):
    """What another tool has set is that tool's to remove; only our marks go."""
    shell.set(AWS_CREDENTIAL_EXPIRATION="2031-01-02T03:04:05Z")
    result = shell.drop()
    assert [shell.vars[name] for name in KEYS] == replaced
    assert shell.vars["AWS_CREDENTIAL_EXPIRATION"] == "2031-01-02T03:04:05Z"
    assert not [name for name in shell.vars if name.startswith("AWSMFA_")]
    assert "another tool has put other keys into this shell; they stay" in result.stderr


# --- keys in the environment ---------------------------------------------------------------------


def test_keys_of_the_environment_are_long_term_keys(shell, sts, alice, code):
    """A container or a secrets manager gives them: no file is needed at all."""
    shell.set(AWS_ACCESS_KEY_ID=alice.key.id, AWS_SECRET_ACCESS_KEY=alice.key.secret)
    result = shell.env(*code())
    assert shell.session.is_of(sts.newest_session) and shell.session.profile == ""
    assert sts.log[0].key == alice.key.id
    assert len([one for one in result.lines if "long-term keys in this shell's environment are replaced" in one]) == 1
    assert shell.run("status").stdout.startswith("profile  (keys from the environment)")


def test_keys_of_the_environment_are_said_to_be_replaced_once(shell, alice, code):
    """The second line would be wrong: nothing is replaced any more."""
    shell.set(AWS_ACCESS_KEY_ID=alice.key.id, AWS_SECRET_ACCESS_KEY=alice.key.secret)
    shell.env(*code())
    assert "replaced" not in shell.env().stderr


def test_a_renewal_says_where_the_keys_came_from(shell, home, sts, alice, code):
    """They are gone, and no other keys may serve: they would be another user's."""
    home.credentials(Person(sts, "alice").profile())
    shell.set(AWS_ACCESS_KEY_ID=alice.key.id, AWS_SECRET_ACCESS_KEY=alice.key.secret)
    shell.env(*code())
    shell.leave(0)
    result = shell.env(*code(), status=1)
    assert "came from the environment" in result.stderr and "hint: set AWS_ACCESS_KEY_ID" in result.stderr


def test_keys_set_anew_renew_it(shell, sts, alice, code):
    """What the hint says works."""
    shell.set(AWS_ACCESS_KEY_ID=alice.key.id, AWS_SECRET_ACCESS_KEY=alice.key.secret)
    shell.env(*code())
    shell.set(AWS_ACCESS_KEY_ID=alice.key.id, AWS_SECRET_ACCESS_KEY=alice.key.secret, AWS_SESSION_TOKEN=None)
    shell.env(*code())
    assert shell.session.is_of(sts.newest_session) and len(sts.sessions) == 2


def test_a_named_profile_leaves_that_session_behind(shell, home, alice, code):
    """From the environment's keys to a profile is one word."""
    home.credentials(alice.profile("work"))
    shell.set(AWS_ACCESS_KEY_ID=alice.key.id, AWS_SECRET_ACCESS_KEY=alice.key.secret)
    shell.env(*code())
    shell.env(*code(), "work")
    assert shell.session.profile == "work"


@pytest.mark.parametrize("name", ["-p", "AWS_PROFILE", "AWS_DEFAULT_PROFILE"])
def test_a_named_profile_beats_keys_in_the_environment(shell, home, sts, alice, code, name):
    """Who names a profile means its keys."""
    bob = sts.account.user("bob").keys[0]
    home.credentials(alice.profile("work"))
    shell.set(AWS_ACCESS_KEY_ID=bob.id, AWS_SECRET_ACCESS_KEY=bob.secret)
    args = ["-p", "work"] if name == "-p" else []
    shell.set(**({} if args else {name: "work"}))
    shell.env(*code(), *args)
    assert sts.log[-1].key == alice.key.id


def test_a_session_in_the_environment_is_no_long_term_key(shell, home, sts, alice, code):
    """With AWS_SESSION_TOKEN beside them they are some session, of whatever tool: the default profile serves."""
    home.credentials(alice.profile())
    shell.set(AWS_ACCESS_KEY_ID="ASIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY="x" * 40, AWS_SESSION_TOKEN="token")
    shell.env(*code())
    assert sts.log[-1].key == alice.key.id and shell.session.profile == "default"


@pytest.mark.parametrize("missing", ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])
def test_half_a_key_pair_is_none(shell, home, sts, alice, code, missing):
    """A leftover variable must not hide the profile."""
    home.credentials(alice.profile())
    shell.set(AWS_ACCESS_KEY_ID="AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY="x" * 40)
    shell.set(**{missing: None})
    shell.env(*code())
    assert sts.log[-1].key == alice.key.id


def test_the_environments_keys_use_the_default_profiles_region(shell, home, sts, alice, code):
    """As SDKs do that find keys in the environment."""
    home.config("[default]\nregion = eu-central-1\n")
    shell.set(AWS_ACCESS_KEY_ID=alice.key.id, AWS_SECRET_ACCESS_KEY=alice.key.secret)
    shell.env(*code())
    assert sts.log[-1].region == shell.vars["AWS_REGION"] == "eu-central-1"


def test_of_several_sources_of_keys_the_first_is_used(shell, home, sts, alice):
    """[P-long-term], then P of the credentials file, then credential_process, then P of the config file."""
    bob, carol, dave = (Person(sts, name) for name in named(sts, "bob", "carol", "dave"))
    document = {"Version": 1, "AccessKeyId": bob.key.id, "SecretAccessKey": bob.key.secret}
    process = "echo '%s'" % json.dumps(document)
    config = "[profile p]\ncredential_process = %s\n%s" % (process, dave.keys("x").split("\n", 1)[1])
    sections = [alice.keys("p-long-term"), carol.keys("p"), None]
    home.config(config)
    for owner in (alice, carol, bob):
        home.credentials("".join(one for one in sections if one))
        shell.env("-p", "p", "-s", owner.serial, "-t", owner.phone.next_code())
        assert sts.log[-1].key == owner.key.id
        sections.pop(0)
    home.config(config.replace("credential_process", "credential_process_was"))
    shell.env("-p", "p", "-s", dave.serial, "-t", dave.phone.next_code())
    assert sts.log[-1].key == dave.key.id


def named(sts, *names):
    """Users with a device each."""
    for name in names:
        sts.account.user(name).device()
    return names


# --- region --------------------------------------------------------------------------------------


def regions(shell):
    """AWS_REGION, AWS_DEFAULT_REGION, AWSMFA_REGION."""
    return [shell.vars.get(name) for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWSMFA_REGION")]


@pytest.fixture
def europe(home, alice):
    """The profile default in eu-west-1, west in us-west-2, and nowhere without a region."""
    home.credentials(profiles(alice, "default", "west", "nowhere"))
    home.config("[default]\nregion = eu-west-1\n[profile west]\nregion = us-west-2\n")


def test_the_profiles_region_comes_with_the_session(shell, europe, sts, code):
    """Without AWS_PROFILE the region would be lost; AWS's tools disagree on which variable they read."""
    shell.env(*code())
    assert regions(shell) == ["eu-west-1"] * 3 and sts.log[-1].region == "eu-west-1"
    shell.drop()
    assert regions(shell) == [None] * 3


@pytest.mark.parametrize("name", ["AWS_REGION", "AWS_DEFAULT_REGION"])
def test_a_region_of_the_users_is_not_touched(shell, europe, sts, code, name):
    """One variable set by hand says where this terminal works: neither of the two changes, before or after."""
    shell.set(**{name: "ap-south-1"})
    before = regions(shell)
    shell.env(*code())
    assert regions(shell) == before and sts.log[-1].region == "ap-south-1"
    shell.drop()
    assert regions(shell) == before


def test_a_region_of_the_users_that_happens_to_be_the_profiles(shell, europe, code):
    """Equal is not ours: it stays when the session goes."""
    shell.set(AWS_REGION="eu-west-1")
    shell.env(*code())
    assert regions(shell) == ["eu-west-1", None, None]
    shell.drop()
    assert regions(shell) == ["eu-west-1", None, None]


def test_the_region_option_overrides_and_drop_restores(shell, europe, sts, code):
    """Asked for in so many words, and undone with the session."""
    shell.set(AWS_REGION="ap-south-1", AWS_DEFAULT_REGION="ap-south-2")
    shell.env(*code(), "--region", "us-east-2")
    assert regions(shell) == ["us-east-2"] * 3 and sts.log[-1].region == "us-east-2"
    shell.env()
    shell.drop()
    assert regions(shell) == ["ap-south-1", "ap-south-2", None]


def test_drop_after_the_user_unset_our_region(shell, europe, code):
    """What the session replaced comes back with it; the user's own hand on one of the two changes nothing of that."""
    shell.set(AWS_REGION="ap-south-1")
    shell.env(*code(), "--region", "us-east-2")
    shell.set(AWS_REGION=None)
    shell.drop()
    assert regions(shell) == ["ap-south-1", None, None]


def test_the_region_option_over_one_variable_restores_one(shell, europe, code):
    """What was unset is unset again."""
    shell.set(AWS_DEFAULT_REGION="ap-south-2")
    shell.env(*code(), "--region", "us-east-2")
    assert regions(shell) == ["us-east-2"] * 3
    shell.drop()
    assert regions(shell) == [None, "ap-south-2", None]


def test_without_the_region_option_the_users_region_is_back(shell, europe, sts, code):
    """A clean list of wishes means the region of before, not the one of the last wish."""
    shell.set(AWS_REGION="ap-south-1")
    shell.env(*code(), "--region", "us-east-2")
    shell.env(*code(), "-p", "default")
    assert regions(shell) == ["ap-south-1", None, None] and sts.log[-1].region == "ap-south-1"


def test_our_region_is_no_input(shell, europe, sts, code):
    """Else the first profile's region would stick to every later one."""
    shell.env(*code())
    shell.env(*code(), "west")
    assert regions(shell) == ["us-west-2"] * 3 and sts.log[-1].region == "us-west-2"


def test_our_region_goes_when_the_profile_has_none(shell, europe, sts, code):
    """A region that nobody chose for this profile is worse than none."""
    shell.env(*code())
    shell.env(*code(), "nowhere")
    assert regions(shell) == [None] * 3 and sts.log[-1].region == "us-east-1"


def test_a_profile_without_a_region_sets_none(shell, europe, code):
    """Nothing is invented."""
    shell.env(*code(), "nowhere")
    assert regions(shell) == [None] * 3
    shell.drop()
    assert regions(shell) == [None] * 3


@pytest.mark.parametrize("name", ["AWS_REGION", "AWS_DEFAULT_REGION"])
def test_a_region_that_the_user_sets_later_is_the_users(shell, europe, sts, code, name):
    """Then ours is in the way in the other variable, and goes."""
    shell.env(*code())
    shell.set(**{name: "ap-south-1"})
    shell.env(*code(), "--force")
    expected = ["ap-south-1" if name == one else None for one in ("AWS_REGION", "AWS_DEFAULT_REGION")]
    assert regions(shell) == [*expected, None] and sts.log[-1].region == "ap-south-1"
    shell.drop()
    assert regions(shell) == [*expected, None]


def test_drop_leaves_a_region_that_the_user_set_later(shell, europe, code):
    """Ours is only what still has our value."""
    shell.env(*code())
    shell.set(AWS_REGION="ap-south-1")
    shell.drop()
    assert regions(shell) == ["ap-south-1", None, None]


def test_a_region_that_the_user_set_later_wins_over_a_saved_one(shell, europe, code):
    """The newest word of the user counts."""
    shell.set(AWS_REGION="ap-south-1")
    shell.env(*code(), "--region", "us-east-2")
    shell.set(AWS_REGION="ca-central-1")
    shell.drop()
    assert shell.vars["AWS_REGION"] == "ca-central-1"


@pytest.mark.parametrize(
    "args, variables, said",
    [
        (["--region", "eu-west-1.evil.example"], {}, "--region"),
        ([], {"AWS_REGION": "eu west"}, "AWS_REGION: "),
        (["-p", "evil"], {}, "region of profile 'evil'"),
    ],
)
def test_a_region_that_is_none_is_refused(shell, home, sts, alice, args, variables, said):
    """A region becomes part of a host name: a value from a file must not choose the host."""
    home.credentials(profiles(alice, "default", "evil"))
    home.config("[profile evil]\nregion = x.evil.example/\n")
    shell.set(**variables)
    result = shell.env(*args, status=1)
    assert said in result.stderr and "is not the name of a region" in result.stderr and not sts.log


# --- saved ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before",
    [
        {"AWS_PROFILE": "work"},
        {"AWS_DEFAULT_PROFILE": "work"},
        {"AWS_PROFILE": "work", "AWS_DEFAULT_PROFILE": "other"},
        {},
    ],
    ids=["AWS_PROFILE", "AWS_DEFAULT_PROFILE", "both", "none"],
)
def test_drop_restores_the_profile_variables(shell, home, alice, code, before):
    """They must go while the session is there (some SDKs prefer them), and come back with its end."""
    home.credentials(profiles(alice, "work", "other", "default"))
    shell.set(**before)
    shell.env(*code())
    assert "AWS_PROFILE" not in shell.vars and "AWS_DEFAULT_PROFILE" not in shell.vars
    shell.drop()
    assert shell.vars == before


def test_found_unset_keeps_what_was_saved(shell, home, alice, code):
    """The second `env` finds no AWS_PROFILE, because the first one removed it."""
    home.credentials(profiles(alice, "work"))
    shell.set(AWS_PROFILE="work")
    shell.env(*code())
    shell.env(*code(), "--force")
    shell.env()
    shell.drop()
    assert shell.vars == {"AWS_PROFILE": "work"}


def test_found_set_replaces_what_was_saved(shell, home, alice, code):
    """The user's newer word."""
    home.credentials(profiles(alice, "work", "other"))
    shell.set(AWS_PROFILE="work")
    shell.env(*code())
    shell.set(AWS_PROFILE="other")
    shell.env(*code())
    shell.drop()
    assert shell.vars == {"AWS_PROFILE": "other"}


def test_drop_does_not_overwrite_what_is_set_now(shell, home, alice, code):
    """A profile chosen after the session began is the user's choice."""
    home.credentials(profiles(alice, "work", "other"))
    shell.set(AWS_PROFILE="work")
    shell.env(*code())
    shell.set(AWS_PROFILE="other")
    shell.drop()
    assert shell.vars == {"AWS_PROFILE": "other"}


@pytest.mark.parametrize("name", ["it's", "a b&c=d:e", "ü%41$HOME", "-p", '"x"\\'])
def test_a_saved_name_comes_back_byte_for_byte(shell, home, alice, code, name):
    """Profile names are free text."""
    home.credentials(profiles(alice, "default"))
    shell.set(AWS_PROFILE=name)
    shell.env(*code(), "-p", "default")
    shell.drop()
    assert shell.vars == {"AWS_PROFILE": name}


def test_the_users_own_settings_are_not_ours_to_drop(shell, home, alice, code):
    """AWSMFA_HOOK and its like begin as our variables do, but the user set them."""
    home.credentials(alice.profile())
    mine = {"AWSMFA_HOOK": "lazy", "AWSMFA_COMMANDS": "aws", "AWSMFA_SHARE": "0"}
    shell.set(**mine)
    shell.env(*code())
    shell.drop()
    assert shell.vars == mine


@pytest.mark.parametrize(
    "damage", ["nonsense", "AWS_PROFILE", "AWS_PROFILE=%zz", "PATH=/evil", "&&=&:", "AWS_PROFILE=%0a"]
)
def test_a_damaged_saved_list_does_no_harm(shell, home, alice, code, damage):
    """The variable can be set by anybody who starts the shell: nothing but the known names comes out of it."""
    home.credentials(alice.profile())
    shell.env(*code())
    shell.set(AWSMFA_SAVED=damage)
    result = shell.run("env", "--drop")
    assert result.status in (0, 1), result
    assert "evil" not in result.stdout and "\n\n" not in result.stdout
    if result.status == 0:
        shell.drop()
        assert shell.vars == {}


# --- settings that travel ------------------------------------------------------------------------

ENDPOINT_SETTINGS = [
    ("use_fips_endpoint", "AWS_USE_FIPS_ENDPOINT"),
    ("use_dualstack_endpoint", "AWS_USE_DUALSTACK_ENDPOINT"),
]


@pytest.mark.parametrize("key, variable", ENDPOINT_SETTINGS)
def test_an_endpoint_setting_of_the_profile_travels_and_goes(shell, home, alice, code, key, variable):
    """It would be lost with AWS_PROFILE, and a program would talk to an endpoint that it must not use."""
    home.credentials(profiles(alice, "default", "plain"))
    shell.env(*code())  # before the setting: such an endpoint and the stand-in's exclude each other
    home.config("[default]\n%s = True\n" % key)
    shell.env()
    assert shell.vars[variable] == "true"
    shell.env()
    assert shell.vars[variable] == "true"
    shell.env(*code(), "plain")
    assert variable not in shell.vars
    shell.env(*code(), "plain", "--force")


@pytest.mark.parametrize("key, variable", ENDPOINT_SETTINGS)
def test_an_endpoint_setting_is_dropped_with_the_session(shell, home, alice, code, key, variable):
    """Marked as ours while it has our value; the user's own is left alone."""
    home.credentials(alice.profile())
    shell.env(*code())
    home.config("[default]\n%s = true\n" % key)
    shell.env()
    kept = dict(shell.vars)
    shell.drop()
    assert shell.vars == {}
    shell.vars = {**kept, variable: "false"}
    shell.drop()
    assert shell.vars == {variable: "false"}


def test_a_setting_of_the_users_is_not_touched(shell, home, alice, code):
    """A variable that the user has set wins over the profile in every SDK; so it does here."""
    home.credentials(alice.profile())
    home.config("[default]\nuse_fips_endpoint = true\n")
    shell.set(AWS_USE_FIPS_ENDPOINT="false")
    shell.env(*code())
    assert shell.vars["AWS_USE_FIPS_ENDPOINT"] == "false"
    shell.drop()
    assert shell.vars == {"AWS_USE_FIPS_ENDPOINT": "false"}


def test_the_ca_bundle_of_the_profile_travels_and_goes(home, standin):
    """Behind a company's proxy nothing works without it."""
    sts = standin(https=True)
    alice = Person(sts, "alice")
    awsmfa = Awsmfa(home, sts)
    del awsmfa.env["AWS_CA_BUNDLE"]
    shell = Shell(awsmfa)
    home.credentials(profiles(alice, "default", "other"))
    home.write("ca.pem", open(sts.ca_file, "rb").read())
    home.config("[default]\nca_bundle = ~/ca.pem\n[profile other]\nca_bundle = %s\n" % sts.ca_file)
    shell.env("-t", alice.phone.next_code())
    assert shell.vars["AWS_CA_BUNDLE"] == str(home.path / "ca.pem")
    shell.env("-t", alice.phone.next_code(), "other")
    assert shell.vars["AWS_CA_BUNDLE"] == str(sts.ca_file)
    shell.drop()
    assert "AWS_CA_BUNDLE" not in shell.vars


@pytest.mark.parametrize(
    "config, said",
    [
        ("endpoint_url = %s\n", "endpoint_url of profile"),
        ("services = s\n[services s]\nsts =\n  endpoint_url = %s\n", "services of profile"),
        ("endpoint_url = %s\nservices = s\n[services s]\n", "endpoint_url and services of profile"),
    ],
    ids=["endpoint_url", "services", "both"],
)
def test_a_setting_that_cannot_travel_is_named_once(awsmfa, home, sts, alice, code, config, said):
    """Other programs will not see it: better to know than to wonder."""
    awsmfa.env.pop("AWS_ENDPOINT_URL")
    shell = Shell(awsmfa)
    home.credentials(alice.profile())
    home.config("[default]\n" + config % sts.url)
    result = shell.env(*code())
    assert len([one for one in result.lines if said + " 'default' does not come with the session" in one]) == 1
    assert shell.session.is_of(sts.newest_session)
    assert "does not come" not in shell.env().stderr


def test_the_old_name_of_the_token_is_exported_on_request(shell, home, alice, code):
    """boto 2 knows only AWS_SECURITY_TOKEN; everyone else reads it first, so it must be the same or absent."""
    home.credentials(alice.profile())
    shell.set(AWSMFA_SECURITY_TOKEN="1", AWS_SECURITY_TOKEN="stale")
    shell.env(*code())
    assert shell.vars["AWS_SECURITY_TOKEN"] == shell.session.token
    shell.drop()
    assert shell.vars == {"AWSMFA_SECURITY_TOKEN": "1"}


@pytest.mark.parametrize("wish", [None, "0", ""])
def test_a_stale_token_under_the_old_name_is_removed(shell, home, alice, code, wish):
    """botocore would take it instead of ours, and every request would be refused."""
    home.credentials(alice.profile())
    shell.set(AWSMFA_SECURITY_TOKEN=wish, AWS_SECURITY_TOKEN="stale", AWS_ACCOUNT_ID="1", AWS_SESSION_EXPIRATION="x")
    shell.env(*code())
    assert not {"AWS_SECURITY_TOKEN", "AWS_ACCOUNT_ID", "AWS_SESSION_EXPIRATION"} & set(shell.vars)


def test_drop_leaves_a_foreign_token_under_the_old_name(shell, home, alice, code):
    """Ours is only what has our value."""
    home.credentials(alice.profile())
    shell.set(AWSMFA_SECURITY_TOKEN="1")
    shell.env(*code())
    shell.set(AWS_SECURITY_TOKEN="of another tool")
    shell.drop()
    assert shell.vars["AWS_SECURITY_TOKEN"] == "of another tool"


# --- drop ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("left", [HOUR, 2 * MINUTE, -MINUTE], ids=["valid", "due", "expired"])
def test_drop_removes_the_session_in_every_state(shell, home, alice, code, left):
    """Expired credentials stay set until the user says so; then they go."""
    home.credentials(alice.profile())
    home.config("[default]\nregion = eu-west-1\n")
    shell.env(*code())
    shell.leave(left)
    assert shell.drop().lines == ["awsmfa: default: session dropped"]
    assert shell.vars == {}
    assert shell.facts()["state"] == "none"


def test_drop_without_a_session_changes_nothing(shell, alice):
    """Harmless: the user's own keys, profile and region stay."""
    mine = {"AWS_ACCESS_KEY_ID": alice.key.id, "AWS_SECRET_ACCESS_KEY": alice.key.secret}
    mine.update(AWS_PROFILE="work", AWS_REGION="eu-west-1", AWS_CREDENTIAL_EXPIRATION="2031-01-02T03:04:05Z")
    shell.set(**mine)
    assert shell.drop().stderr == ""
    assert shell.vars == mine


def test_drop_twice_is_drop_once(shell, home, alice, code):
    """A logout script need not know."""
    home.credentials(profiles(alice, "work"))
    shell.set(AWS_PROFILE="work")
    shell.env(*code())
    shell.drop()
    shell.drop()
    assert shell.vars == {"AWS_PROFILE": "work"}


def test_drop_needs_no_configuration(shell, home, sts, alice, code):
    """The way out stays open with broken or missing files and without a network."""
    home.credentials(alice.profile())
    shell.env(*code())
    home.config("[broken\n\0")
    home.credentials("= no key\n")
    shell.env("--no-input", status=1)
    shell.set(AWS_ENDPOINT_URL=sts.closed_url(), AWS_CONFIG_FILE="/nonexistent/config")
    requests = len(sts.log)
    shell.drop()
    assert not session_of(shell.vars) and len(sts.log) == requests


def test_drop_needs_no_home(shell, home, alice, code):
    """Not even that."""
    home.credentials(alice.profile())
    shell.env(*code())
    result = shell.awsmfa("env", "--drop", env={**shell.vars, "HOME": None})
    assert result.status == 0 and "unset AWS_ACCESS_KEY_ID" in result.stdout


def test_a_nested_shell_restores_from_what_it_inherited(shell, home, alice, code):
    """It has a copy of the variables, and the outer shell is not touched."""
    home.credentials(profiles(alice, "work"))
    shell.set(AWS_PROFILE="work")
    shell.env(*code())
    nested = Shell(shell.awsmfa, **shell.vars)
    nested.drop()
    assert nested.vars == {"AWS_PROFILE": "work"} and shell.session


# --- where the output goes -----------------------------------------------------------------------


def test_help_into_a_pipe_is_nothing_to_evaluate(shell):
    """`eval "$(awsmfa env --help)"` shows the help and does nothing."""
    result = shell.env("--help")
    assert result.stdout == "(exit 0);\n" and result.stderr.startswith("usage: awsmfa env")


@pytest.mark.pty
def test_help_on_a_terminal_is_on_stdout(terminal):
    """There it is for the eyes, and for `| less` of who reads stderr."""
    shell = terminal()
    done = shell.run("awsmfa env --help 2>/dev/null")
    assert done.status == 0 and done.startswith("usage: awsmfa env") and "(exit" not in done


@pytest.mark.pty
@pytest.mark.parametrize("args, hint", [("", 'eval "$(awsmfa env)"'), ("--drop", 'eval "$(awsmfa env --drop)"')])
def test_env_on_a_terminal_shows_no_secret(terminal, home, sts, alice, args, hint):
    """Who forgets the eval must not find a secret on the screen and in its scrollback; nor spend a code."""
    home.credentials(alice.profile())
    shell = terminal()
    assert shell.evaluate(answer=alice.phone).status == 0
    requests = len(sts.log)
    done = shell.run("awsmfa env %s" % args)
    assert done.status == 2 and "hint: " + hint in done and len(sts.log) == requests
    shell.assert_no_secret_seen()


@pytest.mark.pty
def test_a_format_says_that_the_terminal_is_meant(terminal, home, sts, alice):
    """`--format json` is typed by who wants to see it."""
    home.credentials(alice.profile())
    shell = terminal()
    done = shell.run("awsmfa env --format dotenv", answer=alice.phone)
    assert done.status == 0 and "AWS_ACCESS_KEY_ID=%s\n" % sts.newest_session.id in done


def test_quiet_says_only_what_went_wrong(shell, home, alice, code):
    """For start-up files."""
    home.credentials(alice.keys())
    assert shell.env("-q", *code()).stderr == ""
    assert shell.env("-q").stderr == ""
    assert len(shell.env("-q", "-p", "nosuch", status=1).lines) == 2  # with its hint
    assert shell.env("-q", "--drop").stderr == ""


def test_verbose_says_every_step_and_no_secret(shell, home, alice, code):
    """For who wonders what it does; `awsmfa` checks every stderr of every test for secrets."""
    home.credentials(alice.keys())
    said = shell.env("-v", *code()).stderr
    assert "looking it up" in said and re.search(r"ListMFADevices: asking 127\.0\.0\.1, signed for us-east-1", said)


def test_success_is_one_line_with_profile_and_time(shell, home, alice, code):
    """Profile, until when, how long: what one wants to know, once."""
    home.credentials(alice.profile())
    (line,) = shell.env(*code(), "-d", "1h30m").lines
    until = UNTIL + r" \(1 h (30|29) min\)"
    assert re.fullmatch(r"awsmfa: default: session until %s, from 127\.0\.0\.1 \(AWS_ENDPOINT_URL\)" % until, line)
