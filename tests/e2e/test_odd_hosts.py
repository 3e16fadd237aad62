"""Regions that are names of endpoints, hosts that nobody finds, and authorities that a company put there."""

import pytest

from harness import Awsmfa, Person
from harness_everywhere import findings, problems
from harness_shells import exports
from harness_walk import Shell
from standin import wire
from standin.proxy import Gateway


# --- FIPS pseudo-regions -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "region, plain, host",
    [
        ("fips-us-east-1", "us-east-1", "sts-fips.us-east-1.amazonaws.com"),
        ("us-west-2-fips", "us-west-2", "sts-fips.us-west-2.amazonaws.com"),
        ("us-gov-west-1-fips", "us-gov-west-1", "sts.us-gov-west-1.amazonaws.com"),
    ],
)
@pytest.mark.parametrize("place", ["profile", "option", "variable"])
def test_a_region_of_the_fips_kind_is_the_real_one(awsmfa, home, alice, region, plain, host, place):
    """botocore takes the mark out and asks the FIPS endpoint; as a host name nobody has it."""
    home.credentials(alice.profile())
    home.config("[default]\nregion = %s\n" % (region if place == "profile" else "eu-west-1"))
    args = ["--region", region] if place == "option" else []
    env = {"AWS_ENDPOINT_URL": None, "AWS_MAX_ATTEMPTS": "1", "https_proxy": "http://127.0.0.1:9"}
    env.update({"AWS_REGION": region} if place == "variable" else {})
    result = awsmfa("env", "-v", "-t", "123456", *args, env=env)
    assert "awsmfa: GetSessionToken: asking %s, signed for %s" % (host, plain) in result.lines, result
    if place != "option":
        assert "%s (" % plain in [one["found"] for one in findings(awsmfa, env=env) if one["check"] == "region"][0]


@pytest.fixture
def fips(home, standin, monkeypatch):
    """AWS's FIPS host of us-east-1, played by a stand-in that only a proxy finds; gives a shell and its user."""
    sts = standin(certificate="fips")
    check, host = wire.check_form, "sts-fips.us-east-1.amazonaws.com"
    monkeypatch.setattr(wire, "check_form", lambda request, path, hosts: check(request, path, [*hosts, host]))
    alice = Person(sts, "alice")
    home.credentials(alice.profile())
    with Gateway(sts.port) as proxy:
        awsmfa = Awsmfa(home, sts)
        awsmfa.env.update(AWS_ENDPOINT_URL=None, https_proxy=proxy.url)
        yield Shell(awsmfa), alice


@pytest.mark.parametrize("place", ["profile", "option"])
def test_it_is_exported_as_the_region_and_the_wish_for_fips(fips, home, place):
    """Every program understands the two variables, not every one the mark; `drop` takes both away."""
    shell, alice = fips
    home.config("[default]\nregion = %s\n" % ("fips-us-east-1" if place == "profile" else "eu-west-1"))
    shell.env("-t", alice.phone.next_code(), *(["--region", "us-east-1-fips"] if place == "option" else []))
    assert shell.session.is_of(shell.awsmfa.sts.newest_session)
    assert (shell.vars["AWS_REGION"], shell.vars["AWS_DEFAULT_REGION"]) == ("us-east-1", "us-east-1")
    assert shell.vars["AWS_USE_FIPS_ENDPOINT"] == "true"
    assert "still good" in shell.env("--no-input").stderr and shell.vars["AWS_USE_FIPS_ENDPOINT"] == "true"
    shell.drop()
    assert shell.vars == {}


def test_the_users_own_region_of_the_fips_kind_stays(fips, home):
    """What the user has set is not touched."""
    shell, alice = fips
    home.config("[default]\nregion = eu-west-1\n")
    shell.set(AWS_REGION="fips-us-east-1")
    shell.env("-t", alice.phone.next_code())
    assert shell.vars["AWS_REGION"] == "fips-us-east-1"
    assert "AWS_USE_FIPS_ENDPOINT" not in shell.vars and "AWS_DEFAULT_REGION" not in shell.vars


@pytest.mark.parametrize(
    "arrange, hint",
    [
        (lambda home: ([], {"path": home.config("[default]\n\nregion = eu-wst-1\n")}),
         "check the region eu-wst-1 ({path}:3: region of profile 'default'), and the name service"),
        (lambda home: ([], {"AWS_REGION": "eu-wst-1"}), "check the region eu-wst-1 (AWS_REGION), and the name service"),
        (lambda home: (["--region", "eu-wst-1"], {}), "check the region eu-wst-1 (--region), and the name service"),
        (lambda home: ([], {"AWS_ENDPOINT_URL": "https://sts.example.invalid"}),
         "check AWS_ENDPOINT_URL, which names the host, and the name service"),
        (lambda home: ([], {"path": home.config("[default]\nendpoint_url = https://sts.example.invalid\n")}),
         "check {path}:2: endpoint_url of profile 'default', which names the host, and the name service"),
    ],
)  # fmt: skip
def test_a_host_that_is_not_found_is_traced_to_its_setting(awsmfa, home, alice, arrange, hint):
    """Nobody types a host: it follows from a region or a URL, somewhere."""
    home.credentials(alice.profile())
    args, env = arrange(home)
    path = home.shown(env.pop("path", None))
    result = awsmfa("env", "-t", "123456", *args, env={"AWS_ENDPOINT_URL": None, "AWS_MAX_ATTEMPTS": "1", **env})
    assert result.status == 5 and result.lines[-1] == "hint: " + hint.format(path=path), result


def test_an_arn_of_a_partition_that_is_none_names_its_line(awsmfa, home, alice):
    """A letter too many behind `arn:aws`; without a region the host would follow from it."""
    home.credentials(alice.keys())
    path = home.shown(home.config("[default]\nmfa_serial = arn:awss:iam::123456789012:mfa/alice\n"))
    result = awsmfa("env", "-t", "123456", env={"AWS_ENDPOINT_URL": None})
    assert "awsmfa: %s:2: partition 'awss' is not known" % path in result.lines


def test_fips_beside_an_endpoint_of_ones_own_names_its_line(awsmfa, home, alice):
    home.credentials(alice.profile())
    path = home.shown(home.config("[default]\nregion = fips-us-east-1\nendpoint_url = https://sts.example\n"))
    result = awsmfa("env", "-t", "123456", env={"AWS_ENDPOINT_URL": None})
    said = "%s:3: endpoint_url of profile 'default' is set (sts.example), so a FIPS endpoint cannot be chosen" % path
    assert "awsmfa: " + said in result.lines


# --- whom to trust -----------------------------------------------------------------------------


@pytest.fixture
def corporate(home, standin):
    """An STS behind a company's proxy that signs for every host; gives awsmfa and alice."""
    sts = standin(https=True)
    alice = Person(sts, "alice")
    home.credentials(alice.profile())
    awsmfa = Awsmfa(home, sts)
    del awsmfa.env["AWS_CA_BUNDLE"]
    return awsmfa, alice


def test_the_authority_that_the_aws_cli_finds_is_found(corporate, home, tmp_path):
    """REQUESTS_CA_BUNDLE, last of three, as in botocore."""
    awsmfa, alice = corporate
    sts, empty = awsmfa.sts, tmp_path / "empty.pem"
    empty.write_text("")
    result = awsmfa("env", "-t", alice.phone.next_code(), env={"REQUESTS_CA_BUNDLE": sts.ca_file})
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.id and "AWS_CA_BUNDLE" not in exports(result)
    assert problems(awsmfa, env={"REQUESTS_CA_BUNDLE": sts.ca_file}) == []
    assert awsmfa("env", "-t", "123456", env={"REQUESTS_CA_BUNDLE": sts.ca_file, "AWS_CA_BUNDLE": empty}).status == 5
    home.config("[default]\nca_bundle = %s\n" % empty)
    assert awsmfa("env", "-t", "123456", env={"REQUESTS_CA_BUNDLE": sts.ca_file}).status == 5


@pytest.mark.parametrize("how", ["AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "ca_bundle"])
@pytest.mark.parametrize("content", ["", "no certificate\n", None])
def test_a_bundle_without_a_certificate_is_said_to_hold_none(corporate, home, tmp_path, how, content):
    """An empty download, or a page of HTML that says "log in"."""
    awsmfa, _ = corporate
    bundle = tmp_path / "bundle.pem"
    if content is not None:
        bundle.write_text(content)
    place, env = "", {}
    if how == "ca_bundle":
        place = home.shown("%s:2: " % home.config("[default]\nca_bundle = %s\n" % bundle))
    else:
        env = {how: bundle}
    result = awsmfa("env", "-t", "123456", env=env)
    assert result.status == 5
    said = ", which holds no certificate (PEM)" if content is not None else " cannot be used: No such file or directory"
    assert "%s%s" % (bundle, said) in result.lines[-2], result
    assert result.lines[-1].startswith("hint: %s%s names that file; AWS_CA_BUNDLE must name " % (place, how))


def test_every_failure_of_trust_names_the_variable(corporate, tmp_path):
    awsmfa, _ = corporate
    hint = "hint: if a proxy of your company signs for that host: export AWS_CA_BUNDLE=FILE, its certificates"
    assert awsmfa("env", "-t", "123456").lines[-1] == hint
