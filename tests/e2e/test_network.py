"""What the network can do to it: nothing, slowly, half, wrong, or by somebody else. AWS unreachable is exit 5."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess

import pytest
from harness import BINARY, Awsmfa, Person, need
from harness_processes import descendants
from harness_shells import exports
from standin import faults, wire
from standin.listener import Listener
from standin.proxy import Gateway, Proxy

pty = pytest.mark.pty
MAY_BE_SPENT = "hint: the first attempt may have used this code; wait for the next one"


@pytest.fixture(autouse=True)
def profile(home, alice):
    home.credentials(alice.profile())


def failure(result, status, *words):
    """Checks that nothing but the failure came of it; gives the line."""
    assert result.status == status, result
    assert result.stdout == "(exit %d);\n" % status, result
    line = [line for line in result.lines if line.startswith("awsmfa: ")][-1]
    for word in words:
        assert word in line, "%r is not in %r" % (word, line)
    return line


def get(awsmfa, alice, *arguments, **more):
    return awsmfa("env", "-t", alice.phone.next_code(), *arguments, **more)


# --- nobody there ---------------------------------------------------------------------------------


def test_refused_connection_is_5_and_named(awsmfa, alice, sts):
    """The first thing to know is which host did not answer."""
    url = sts.closed_url()
    result = get(awsmfa, alice, env={"AWS_ENDPOINT_URL": url})
    failure(result, 5, url[len("http://") :], "Connection refused")
    assert MAY_BE_SPENT not in result.lines
    assert result.lines[-1].startswith("hint: ") and "AWS_ENDPOINT_URL" in result.lines[-1]


def test_unknown_host_is_5_and_named(awsmfa, alice):
    """No network at all looks like this."""
    result = get(awsmfa, alice, env={"AWS_ENDPOINT_URL": "https://sts.nowhere.invalid"})
    failure(result, 5, "sts.nowhere.invalid", "host not found")
    assert MAY_BE_SPENT not in result.lines
    assert result.lines[-1].startswith("hint: ") and "AWS_ENDPOINT_URL" in result.lines[-1]


def test_region_leads_to_its_own_host(awsmfa, alice):
    """A regional endpoint, seen from outside: through a proxy that goes nowhere."""
    with Proxy() as proxy:
        for region, host in [
            ("eu-central-1", "sts.eu-central-1.amazonaws.com"),
            ("cn-north-1", "sts.cn-north-1.amazonaws.com.cn"),
            ("us-gov-west-1", "sts.us-gov-west-1.amazonaws.com"),
        ]:
            proxy.asked.clear()
            env = {"AWS_ENDPOINT_URL": None, "HTTPS_PROXY": proxy.url}
            result = get(awsmfa, alice, "--region", region, env=env)
            failure(result, 5, host, "HTTP 403")
            assert set(proxy.asked) == {"CONNECT %s:443 HTTP/1.1" % host}


def test_silence_ends_within_the_time_of_a_try(awsmfa, alice, sts):
    """A captive portal that swallows packets: 10 s for a connection, 30 s in all, not the kernel's two minutes."""
    secure = sts.silent_url().replace("http:", "https:")
    stall = faults.Stall()
    sts.faults.append(stall)
    connecting = awsmfa.start("env", "-t", alice.phone.next_code(), env={"AWS_ENDPOINT_URL": secure})
    waiting = awsmfa.start("env", "-t", alice.phone.next_code())
    result = waiting.finish(45)
    failure(result, 5, "no answer within 30 s")
    assert MAY_BE_SPENT in result.lines
    result = connecting.finish(45)
    line = failure(result, 5, "no connection within ")
    assert 1 <= int(re.search(r"within (\d+) s", line).group(1)) <= 10
    assert MAY_BE_SPENT not in result.lines


# --- half of it -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault", [faults.HalfAnswer, faults.DropMidAnswer, faults.AnswerLost], ids=lambda one: one.__name__
)
def test_lost_answer_has_spent_the_code_and_says_so(awsmfa, alice, sts, fault):
    """AWS has taken the code and the session is lost: "wrong code" would have users look for an error of theirs."""
    sts.faults.append(fault())
    result = get(awsmfa, alice)
    failure(result, 4, "invalid MFA one time pass code")
    assert result.lines[-1] == MAY_BE_SPENT
    assert [entry.code_accepted for entry in sts.log] == [True, False]


@pytest.mark.parametrize("fault", [faults.DropBeforeReading, faults.DropAfterReading], ids=lambda one: one.__name__)
def test_broken_connection_is_tried_again(awsmfa, alice, sts, fault):
    """A router that forgets a connection must not cost a command."""
    sts.faults += [fault(), fault()]
    result = get(awsmfa, alice)
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.key


def test_three_broken_connections_are_5(awsmfa, alice, sts):
    """There is an end to patience."""
    sts.faults += [faults.DropAfterReading() for _ in range(4)]
    result = get(awsmfa, alice)
    failure(result, 5, "the connection broke off")
    assert MAY_BE_SPENT in result.lines
    assert len(sts.log) == 3


def test_endless_answer_in_drops_is_given_up(awsmfa, alice, sts):
    """One byte at a time keeps every idle timer quiet; the limit is on the whole."""
    sts.faults.append(faults.Drip(0.2))
    running = awsmfa.start("env", "-t", alice.phone.next_code())
    failure(running.finish(45), 5, "no answer within 30 s")


def test_slow_answer_is_waited_for(awsmfa, alice, sts):
    """A slow AWS is a working AWS."""
    stall = faults.Stall()
    sts.faults.append(stall)
    running = awsmfa.start("env", "-t", alice.phone.next_code())
    stall.wait_started()
    stall.release()
    assert exports(running.finish())["AWS_ACCESS_KEY_ID"] == sts.newest_session.key


def test_slow_answer_does_not_make_the_session_longer(awsmfa, alice, sts):
    """AWS counts from its own moment: a hook that believes the session seconds too long lets a command fail with it."""
    sts.lifetime = {"GetSessionToken": 900}
    sts.faults.append(faults.Drip(seconds=5))
    env = exports(get(awsmfa, alice))
    assert int(env["AWSMFA_EXPIRES"]) <= sts.newest_session.expires + 1
    assert 899 <= int(env["AWSMFA_EXPIRES"]) - int(env["AWSMFA_STARTED"]) <= 901


# --- wrong ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_server_error_is_tried_again(awsmfa, alice, sts, status):
    """AWS's own advice for 5xx, and the code is still good when AWS had not looked at it."""
    sts.faults += [faults.ServerError(status), faults.ServerError(status)]
    assert exports(get(awsmfa, alice))["AWS_ACCESS_KEY_ID"] == sts.newest_session.key


def test_server_error_that_lasts_is_5_not_4(awsmfa, alice, sts):
    """AWS did not say no. It did not say anything."""
    sts.faults += [faults.ServerError(503) for _ in range(3)]
    result = get(awsmfa, alice)
    failure(result, 5, "HTTP 503", "ServiceUnavailable")
    assert MAY_BE_SPENT in result.lines


def test_server_error_after_the_code_was_taken_says_so(awsmfa, alice, sts):
    """The retry is refused, and it was not the user's fault."""
    sts.faults.append(faults.ServerError(500, processed=True))
    result = get(awsmfa, alice)
    failure(result, 4, "invalid MFA one time pass code")
    assert MAY_BE_SPENT in result.lines


@pty
def test_spent_code_is_asked_for_again_with_the_reason(terminal, alice, sts):
    """At a terminal the way out is the next code."""
    sts.faults.append(faults.AnswerLost())
    shell = terminal()
    shell.type('out=$(awsmfa env) && eval "$out"; echo "status=<$?>"')
    shell.answer_code(alice.phone)
    shell.expect("the first attempt may have used this code")
    shell.answer_code(alice.phone)
    shell.expect("status=<0>")
    shell.expect_prompt()
    assert shell.session().is_of(sts.newest_session)


def test_a_helper_that_is_lost_may_have_sent_the_code(awsmfa, alice, sts):
    """Nobody is left who knows; AWS may have taken it."""

    def kill(exchange):
        for pid in descendants():
            with contextlib.suppress(OSError), open("/proc/%d/comm" % pid) as name:
                if name.read() == "awsmfa-sts\n":
                    os.kill(pid, signal.SIGKILL)
        return exchange.process()

    kill.action = "GetSessionToken"
    sts.faults.append(kill)
    result = get(awsmfa, alice)
    failure(result, 1, "awsmfa-sts ended without an answer")
    assert MAY_BE_SPENT in result.lines


def test_throttling_is_tried_again_and_the_code_is_not_called_spent(awsmfa, alice, sts):
    """AWS has not looked at a request that it throttles."""
    sts.faults += [faults.Throttle(), faults.Throttle()]
    assert exports(get(awsmfa, alice))["AWS_ACCESS_KEY_ID"] == sts.newest_session.key
    sts.faults += [faults.Throttle() for _ in range(3)]
    result = get(awsmfa, alice)
    failure(result, 4, "Throttling: Rate exceeded")
    assert MAY_BE_SPENT not in result.lines


def test_refusal_is_not_tried_again(awsmfa, alice, sts):
    """No is no; asked three times, AWS locks the door."""
    sts.faults.append(faults.Refuse(403, "AccessDenied", "no"))
    failure(get(awsmfa, alice), 4, "AccessDenied: no")
    assert len(sts.log) == 1


@pytest.mark.parametrize("status", [200, 403, 404, 500])
def test_page_of_html_is_5_and_quoted(awsmfa, alice, sts, status):
    """The sentence of a captive portal tells more than any code of ours could."""
    sts.faults += [faults.Html(status) for _ in range(3)]
    failure(get(awsmfa, alice), 5, "HTTP %d" % status, "not from AWS", "Sorry")


def test_page_that_echoes_the_request_is_not_quoted(awsmfa, alice, sts):
    """A debugging proxy shows what it got: the code, the signature."""

    def echo(exchange):
        return faults.Raw(b"<pre>" + exchange.request.body + b"</pre>", 404, "text/html")(exchange)

    sts.faults.append(echo)
    line = failure(get(awsmfa, alice), 5, "HTTP 404", "cannot be read")
    assert "TokenCode" not in line


def test_aws_message_that_echoes_the_code_is_masked(awsmfa, alice, sts):
    """AWS quotes the value that it found wrong."""
    code = alice.phone.next_code()
    sts.faults.append(faults.Refuse(400, "ValidationError", "Value '%s' at 'tokenCode' is bad" % code))
    failure(awsmfa("env", "-t", code), 4, "Value '[...]' at 'tokenCode' is bad")


@pytest.mark.parametrize("body", [b"", b" \n", b"{}", b"[]", b"null", b"<a/>", b"{", b"<", b"\x00", b"\xff\xfe"])
@pytest.mark.parametrize("status", [200, 403])
def test_answer_that_is_none_is_5(awsmfa, alice, sts, body, status):
    """Whatever it is, it is no session, and it does not end the program."""
    sts.faults += [faults.Raw(body, status) for _ in range(3)]
    failure(get(awsmfa, alice), 5, "HTTP %d" % status)


def test_endless_answer_is_cut_off(awsmfa, alice, sts):
    """Ten megabytes: no memory for it, no time for it."""
    sts.faults.append(faults.Big())
    result = get(awsmfa, alice)
    failure(result, 5, "longer than 65536 bytes")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_not_followed(awsmfa, alice, sts, status):
    """The request holds a code and a signature for one host; nobody else gets it."""
    sts.faults.append(faults.Redirect(status))
    failure(get(awsmfa, alice), 5, "HTTP %d" % status, "another address")
    assert sts.followed == [] and len(sts.log) == 1


@pytest.mark.parametrize("status", [301, 307])
def test_a_redirect_is_none_of_aws_whatever_its_body_says(awsmfa, alice, sts, status):
    """An error of AWS comes with 4xx or 5xx; a proxy must not make one up and have its words believed."""
    error = b"<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>"
    sts.faults.append(faults.Raw(error, status))
    failure(get(awsmfa, alice), 5, "HTTP %d" % status, "another address")


# --- clocks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "offset, words", [(1230, "20 min slow"), (-1230, "20 min fast"), (86400, "slow"), (-86400, "fast")]
)
def test_wrong_clock_is_corrected_and_said(awsmfa, alice, sts, offset, words):
    """A laptop that slept, a virtual machine: the session comes, and the user learns why other tools fail."""
    sts.clock_offset = offset
    result = get(awsmfa, alice)
    env = exports(result)
    assert env["AWS_ACCESS_KEY_ID"] == sts.newest_session.key
    assert re.search("the clock of this machine is .*%s" % words, result.stderr), result.stderr
    assert len(sts.log) == 2
    # By the local clock the session lives as long as by AWS's.
    assert abs(int(env["AWSMFA_EXPIRES"]) - int(env["AWSMFA_STARTED"]) - 43200) <= 2


@pytest.mark.parametrize("offset", [600, -600])
def test_clock_within_the_tolerance_is_no_matter(awsmfa, alice, sts, offset):
    """AWS allows a quarter of an hour; the session's life is still counted right."""
    sts.clock_offset = offset
    result = get(awsmfa, alice)
    env = exports(result)
    assert len(result.lines) == 1 and len(sts.log) == 1
    assert abs(int(env["AWSMFA_EXPIRES"]) - int(env["AWSMFA_STARTED"]) - 43200) <= 2


def test_wrong_clock_without_a_date_is_corrected_by_the_message(awsmfa, alice, sts):
    """A proxy took the Date away, but AWS's message has the time too."""
    sts.clock_offset, sts.no_date = 1800, True
    result = get(awsmfa, alice)
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.key
    assert "the clock of this machine" in result.stderr


def test_clock_is_corrected_once_only(awsmfa, alice, sts):
    """A server that always answers "expired" must not make us turn in circles."""

    def expired(exchange):
        now = exchange.sts.now()
        exchange.now = now + 3600 * (len(exchange.sts.log) + 1)
        text = "Signature expired: 20210502T144040Z is now earlier than 20210502T173143Z (20210502T174643Z - 15 min.)"
        return faults.Refuse(403, "SignatureDoesNotMatch", text)(exchange)

    sts.faults += [expired for _ in range(5)]
    result = get(awsmfa, alice)
    failure(result, 4, "SignatureDoesNotMatch")
    assert len(sts.log) == 2


def test_without_a_date_a_session_that_looks_expired_names_the_clock(awsmfa, alice, sts):
    """Then nobody can tell the life of the session, and the clock is the suspect."""
    sts.no_date, sts.lifetime = True, {"GetSessionToken": -5}
    result = get(awsmfa, alice)
    assert result.status == 1 and result.stdout == "(exit 1);\n"
    assert "already expired on the clock of this machine" in result.stderr
    assert "set the clock" in result.stderr


# --- TLS ------------------------------------------------------------------------------------------


@pytest.fixture
def secure(standin, home):
    """A stand-in that speaks TLS, with an awsmfa that knows it: secure(certificate="expired")."""

    def start(**settings):
        sts = standin(https=True, **settings)
        alice = Person(sts, "alice")
        home.credentials(alice.profile())
        return sts, alice, Awsmfa(home, sts)

    return start


def test_own_authority_by_variable(secure):
    """A company's own proxy or LocalStack: AWS_CA_BUNDLE, as every SDK has it."""
    sts, alice, awsmfa = secure()
    result = get(awsmfa, alice)
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.key
    assert "from localhost (AWS_ENDPOINT_URL)" in result.stderr


def test_own_authority_by_profile(secure, home):
    """ca_bundle of the profile, and it goes along with the session."""
    sts, alice, awsmfa = secure()
    home.config("[default]\nca_bundle = %s\n" % sts.ca_file)
    result = get(awsmfa, alice, env={"AWS_CA_BUNDLE": None})
    assert exports(result)["AWS_CA_BUNDLE"] == sts.ca_file


@pytest.mark.parametrize(
    "certificate, ca, words",
    [
        ("good", False, "its certificate is not trusted"),
        ("wrong-host", True, "its certificate is for another host"),
        ("expired", True, "its certificate has expired, or this computer's clock is wrong"),
    ],
)
def test_certificate_that_is_not_right_is_5_before_any_request(secure, certificate, ca, words):
    """Somebody between us and AWS gets no request, and so no code."""
    sts, alice, awsmfa = secure(certificate=certificate)
    if not ca:
        del awsmfa.env["AWS_CA_BUNDLE"]
    result = get(awsmfa, alice)
    failure(result, 5, "localhost", words)
    assert sts.log == [] and MAY_BE_SPENT not in result.lines


@pytest.mark.parametrize("kind, words", [
    ("rsa-1024", "its certificate is too weak: RSA with 1024 bits"),
    ("sha1", "its certificate is too weak: signed with a hash that is broken"),
    ("client", "its certificate is too weak: it is not for a server"),
    ("no-san", "its certificate is too weak: it has no subjectAltName"),
    ("rsa-kx", "its certificate is too weak: RSA key exchange"),
    ("tls1.0", "TLS failed"),
    ("tls1.1", "TLS failed"),
    ("null", "TLS failed"),
])
def test_tls_of_yesterday_is_5_before_any_request(secure, kind, words):
    """An own authority may sign what no browser takes any more; a code and a key are worth no less than a page."""
    sts, alice, awsmfa = secure(certificate=kind)
    result = get(awsmfa, alice)
    failure(result, 5, "localhost", words)
    assert sts.log == [] and MAY_BE_SPENT not in result.lines


def test_an_authority_in_between_is_fine(secure):
    """As companies have them: the server sends its own certificate and that of the authority above."""
    sts, alice, awsmfa = secure(certificate="below")
    assert exports(get(awsmfa, alice))["AWS_ACCESS_KEY_ID"] == sts.newest_session.key


@pytest.mark.parametrize("kind, words", [
    ("below-rsa-1024", "its certificate is too weak: RSA with 1024 bits"),
    ("below-sha1", "its certificate is too weak: signed with a hash that is broken"),
    ("below-no-ca", "its certificate is not trusted: the one that signed it is not of an authority"),
    ("below-expired", "its certificate has expired, or this computer's clock is wrong"),
    ("below-path", "its certificate is not trusted: an authority above it may not sign it (path length, or names)"),
])
def test_a_chain_with_one_weak_link_is_5_before_any_request(secure, kind, words):
    """The server's own certificate and the authority you trust are good, and the one in between could be anybody's."""
    sts, alice, awsmfa = secure(certificate=kind)
    result = get(awsmfa, alice)
    failure(result, 5, "localhost", words)
    assert sts.log == [] and MAY_BE_SPENT not in result.lines


def test_authority_that_is_not_there_is_named(secure, tmp_path):
    """A path with a typing error."""
    sts, alice, awsmfa = secure()
    result = get(awsmfa, alice, env={"AWS_CA_BUNDLE": tmp_path / "none.pem"})
    failure(result, 5, "none.pem")
    assert sts.log == []


def make_authority(path):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
         "/CN=other", "-keyout", str(path.with_suffix(".key")), "-out", str(path)],
        check=True, capture_output=True,
    )  # fmt: skip


def test_system_authorities_are_not_enough_beside_an_own_one(secure, tmp_path):
    """AWS_CA_BUNDLE means these and no other."""
    sts, alice, awsmfa = secure()
    other = tmp_path / "other.pem"
    make_authority(other)
    failure(get(awsmfa, alice, env={"AWS_CA_BUNDLE": other}), 5, "not trusted by", "other.pem")
    assert sts.log == []


def test_the_directory_of_authorities_is_not_read_beside_an_own_one(secure, tmp_path):
    """libcurl has a directory of its own, which it would read beside AWS_CA_BUNDLE: a server that only that trusts."""
    sts, alice, awsmfa = secure()
    certs, other = tmp_path / "certs", tmp_path / "other.pem"
    certs.mkdir()
    shutil.copy(sts.ca_file, certs / "own.pem")
    make_authority(other)
    mount = [need("unshare"), "-m", "sh", "-c", 'mount --bind "$0" /etc/ssl/certs && exec "$@"', str(certs)]
    if subprocess.run([*mount, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("no mount namespace can be made here")
    if get(awsmfa, alice, env={"AWS_CA_BUNDLE": None}, wrapper=mount).status != 0:
        pytest.skip("this libcurl reads no directory of authorities")
    seen = len(sts.log)
    failure(get(awsmfa, alice, env={"AWS_CA_BUNDLE": other}, wrapper=mount), 5, "not trusted by", "other.pem")
    assert len(sts.log) == seen


# --- URLs -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url, words",
    [
        ("http://sts.example.com", "plain http, which awsmfa sends only to this machine"),
        ("http://localhost.example.com", "plain http, which awsmfa sends only to this machine"),
        ("http://127.0.0.1.example.com", "plain http, which awsmfa sends only to this machine"),
        ("http://10.0.0.1:4566", "plain http, which awsmfa sends only to this machine"),
        ("http://[::2]", "plain http, which awsmfa sends only to this machine"),
        ("http://0.0.0.0:%d", "plain http, which awsmfa sends only to this machine"),
        ("http://2130706433:%d", "neither a host name nor an address"),
        ("http://0x7f.1:%d", "neither a host name nor an address"),
        ("http://127.1:%d", "neither a host name nor an address"),
        ("http://127.0.0.010:%d", "neither a host name nor an address"),
        ("http://127.0.0.1@evil.example:%d", "names a user"),
        ("http://alice:password@127.0.0.1:%d", "names a user"),
        ("http://127.0.0.1:%d/?Action=x", "has a query"),
        ("http://127.0.0.1:%d/#x", "has a fragment"),
        ("http://127.0.0.1:%d/../x", "has a path"),
        ("http://127.0.0.1:%d/a b", "a blank"),
        ("http://127.0.0.1:%d\\@evil", "names a user"),
        ("http://127.0.0.1:99999", "has a port"),
        ("http://", "names no host"),
        ("ftp://127.0.0.1:%d", "neither https:// nor http://"),
        ("file:///etc/passwd", "neither https:// nor http://"),
        ("gopher://127.0.0.1:%d", "neither https:// nor http://"),
        ("127.0.0.1:%d", "neither https:// nor http://"),
        ("https://sts.amazonaws.com\tX: y", "control byte"),
    ],
)
@pytest.mark.parametrize("place", ["option", "variable", "profile"])
def test_url_that_is_not_plain_is_refused_before_any_request(awsmfa, alice, sts, home, url, words, place):
    """What curl would read in its own way, or what sends a code in the clear, is no endpoint."""
    url = url.replace("%d", str(sts.port))
    arguments, env = [], {"AWS_ENDPOINT_URL": None}
    if place == "option":
        arguments = ["--endpoint-url", url]
    elif place == "variable":
        env["AWS_ENDPOINT_URL_STS"] = url
    else:
        home.config("[default]\nendpoint_url = %s\n" % url)
    result = get(awsmfa, alice, *arguments, env=env)
    failure(result, 1, words)
    assert sts.connections == 0
    assert "password" not in result.stderr


@pytest.mark.parametrize("url", ["http://127.0.0.1:%d", "http://localhost:%d/", "HTTP://LocalHost:%d"])
def test_plain_http_to_this_machine_is_fine(awsmfa, alice, sts, url):
    """LocalStack and moto."""
    result = get(awsmfa, alice, "--endpoint-url", url % sts.port)
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.key
    assert re.search(r"from (127.0.0.1|localhost) \(--endpoint-url\)", result.stderr)


@pytest.mark.parametrize(
    "arrange, said",
    [
        (lambda home, url: ({"AWS_ENDPOINT_URL": url}, []), "AWS_ENDPOINT_URL"),
        (lambda home, url: ({"AWS_ENDPOINT_URL_STS": url}, []), "AWS_ENDPOINT_URL_STS"),
        (lambda home, url: ({}, ["--endpoint-url", url]), "--endpoint-url"),
        (
            lambda home, url: (home.config("[default]\nendpoint_url = %s\n" % url) and {}, []),
            "endpoint_url of profile 'default'",
        ),
        (
            lambda home, url: (
                home.config("[default]\nservices = s\n[services s]\nsts =\n  endpoint_url = %s\n" % url) and {}, []
            ),
            "services s",
        ),
    ],
    ids=["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS", "option", "profile", "services"],
)
def test_host_that_is_not_of_aws_is_named_with_what_set_it(awsmfa, alice, sts, home, arrange, said):
    """A config file that somebody sent may send the code elsewhere; the user sees where."""
    env, arguments = arrange(home, sts.url)
    result = get(awsmfa, alice, *arguments, env={"AWS_ENDPOINT_URL": None, **env})
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.key
    assert re.search(r", from 127\.0\.0\.1 \(.*%s.*\)" % re.escape(said), result.stderr), result.stderr


@pty
def test_host_that_is_not_of_aws_is_named_in_the_question(terminal, alice, sts):
    """Before the code is typed, not after."""
    shell = terminal()
    shell.type('eval "$(awsmfa env)"')
    assert " at 127.0.0.1 (AWS_ENDPOINT_URL): " in shell.answer_code(alice.phone)
    shell.expect_prompt()


# --- proxies --------------------------------------------------------------------------------------


PROXIES = ["http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy", "HTTP_PROXY"]


@pytest.mark.parametrize("variable", PROXIES)
def test_plain_http_ignores_every_proxy(awsmfa, alice, sts, variable):
    """A proxy would read the code. And it could not reach this machine."""
    with Proxy() as proxy:
        result = get(awsmfa, alice, env={variable: proxy.url})
        assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.key
        assert proxy.asked == []


@pytest.fixture
def example(secure, monkeypatch):
    """A stand-in called sts.example.com, which only a proxy can find."""
    sts, alice, awsmfa = secure(certificate="wrong-host")
    check = wire.check_form
    monkeypatch.setattr(
        wire, "check_form", lambda request, path, hosts: check(request, path, [*hosts, "sts.example.com"])
    )
    awsmfa.env["AWS_ENDPOINT_URL"] = "https://sts.example.com"
    return sts, alice, awsmfa


@pytest.mark.parametrize("variable", ["https_proxy", "HTTPS_PROXY", "ALL_PROXY"])
def test_https_goes_through_the_proxy_by_connect(example, variable):
    """All that the proxy learns is the name of the host."""
    sts, alice, awsmfa = example
    code = alice.phone.next_code()
    with Gateway(sts.port) as proxy:
        result = awsmfa("env", "-t", code, env={variable: proxy.url})
        assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.key
        assert set(proxy.asked) == {"CONNECT sts.example.com:443 HTTP/1.1"}
        for head in proxy.heads:
            assert code not in head and alice.key.id not in head and "Authorization" not in head


def test_https_is_never_given_to_http_proxy(example):
    """http_proxy is for plain http, which goes nowhere but here."""
    sts, alice, awsmfa = example
    with Gateway(sts.port) as proxy:
        awsmfa.env["AWS_ENDPOINT_URL"] = "https://sts.example.invalid"
        failure(get(awsmfa, alice, env={"http_proxy": proxy.url, "HTTP_PROXY": proxy.url}), 5, "host not found")
        assert proxy.asked == []


def test_no_proxy_is_honoured(example):
    """The user's own exception."""
    sts, alice, awsmfa = example
    with Gateway(sts.port) as proxy:
        awsmfa.env["AWS_ENDPOINT_URL"] = "https://sts.example.invalid"
        env = {"https_proxy": proxy.url, "no_proxy": "example.invalid"}
        failure(get(awsmfa, alice, env=env), 5, "host not found")
        assert proxy.asked == []


def test_certificate_is_checked_through_a_proxy_too(example):
    """A proxy that answers itself is somebody in the middle."""
    sts, alice, awsmfa = example
    with Gateway(sts.port) as proxy:
        awsmfa.env["AWS_ENDPOINT_URL"] = "https://sts.example.org"
        failure(get(awsmfa, alice, env={"https_proxy": proxy.url}), 5, "its certificate is for another host")
        assert sts.log == []


@pytest.mark.parametrize(
    "status, words", [(403, "the proxy refuses"), (407, "user and a password"), (502, "the proxy refuses")]
)
def test_proxy_that_refuses_is_5_and_told_from_aws(example, status, words):
    """It is the proxy's administrator who must be asked, not AWS's."""
    sts, alice, awsmfa = example
    with Gateway(sts.port, refuse=status) as proxy:
        failure(get(awsmfa, alice, env={"https_proxy": proxy.url}), 5, words, "HTTP %d" % status)
    assert sts.log == []


def test_proxy_that_is_not_there_is_5_and_named(example):
    """A VPN that is switched off."""
    sts, alice, awsmfa = example
    url = sts.closed_url()
    failure(get(awsmfa, alice, env={"https_proxy": url}), 5, "the proxy", url[len("http://") :])


@pytest.mark.parametrize("scheme", ["socks4", "socks4a", "socks5", "socks5h", "SOCKS5", "ftp"])
@pytest.mark.parametrize("variable", ["https_proxy", "ALL_PROXY"])
def test_proxy_that_is_not_asked_with_connect_is_refused(example, scheme, variable):
    """CONNECT is what is promised and tested. The value may hold a password, so the line says the kind and no more."""
    sts, alice, awsmfa = example
    with Gateway(sts.port) as proxy:
        url = "%s://user:Geheim@127.0.0.1:%d" % (scheme, proxy.port)
        line = failure(get(awsmfa, alice, env={variable: url}), 5, variable, "kind %s," % scheme.lower())
        assert "Geheim" not in line and proxy.asked == [] and sts.log == []


def test_proxy_of_that_kind_is_no_matter_to_an_exempt_host(example):
    """no_proxy goes before what the proxy is."""
    sts, alice, awsmfa = example
    awsmfa.env["AWS_ENDPOINT_URL"] = "https://sts.example.invalid"
    env = {"ALL_PROXY": "socks5h://127.0.0.1:%d" % sts.port, "no_proxy": "example.invalid"}
    failure(get(awsmfa, alice, env=env), 5, "host not found")


class NoTls(Listener):
    """A proxy of http, which the user takes for one of https."""

    def _serve(self, client):
        with client:
            client.recv(4096)
            client.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


@pytest.mark.parametrize("kind, words", [
    ("wrong-host", "its certificate is for another host"),
    ("expired", "its certificate is not trusted"),
    (None, "TLS"),
])
def test_https_proxy_that_fails_is_named(example, standin, kind, words):
    """It is another machine than AWS's, and another administrator."""
    sts, alice, awsmfa = example
    if kind is None:
        with NoTls() as proxy:
            url = "https://127.0.0.1:%d" % proxy.port
            failure(get(awsmfa, alice, env={"https_proxy": url}), 5, "the proxy " + url)
    else:
        url = standin(https=True, certificate=kind).url
        failure(get(awsmfa, alice, env={"https_proxy": url}), 5, "the proxy " + url, words)
    assert sts.log == []


@pytest.mark.parametrize("place", ["variable", "profile"])
@pytest.mark.parametrize("kind", ["fifo", "zero", "directory", "socket"])
def test_authority_that_is_no_file_is_said_at_once(secure, home, tmp_path, kind, place):
    """A FIFO would hold us for the time of a try, and a device without end for all memory there is."""
    sts, alice, awsmfa = secure()
    path = tmp_path / kind
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "directory":
        path.mkdir()
    elif kind == "socket":
        socket.socket(socket.AF_UNIX).bind(os.path.relpath(path))
    else:
        path = "/dev/zero"
    if place == "profile":
        home.credentials(alice.profile() + "ca_bundle = %s\n" % path)
    result = get(awsmfa, alice, env={"AWS_CA_BUNDLE": path if place == "variable" else None}, timeout=10)
    failure(result, 5, str(path), "cannot be used")
    assert sts.log == []


def test_https_to_this_machine_ignores_the_proxy(secure):
    """A proxy elsewhere has another localhost."""
    sts, alice, awsmfa = secure()
    with Proxy() as proxy:
        result = get(awsmfa, alice, env={"https_proxy": proxy.url})
        assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.key
        assert proxy.asked == []


def test_a_helper_that_never_answers_is_ended(awsmfa, alice, tmp_path):
    """The limits are the helper's; one that does not keep them must not hang a prompt either."""
    place = tmp_path / "stuck"
    shutil.copytree(BINARY.parent, place / "bin")
    helper = place / "libexec" / "awsmfa" / "awsmfa-sts"
    helper.parent.mkdir(parents=True)
    helper.write_text("#!/bin/sh\nexec sleep 600\n")
    helper.chmod(0o755)
    instead = ["sh", "-c", 'shift; exec "$0" "$@"', place / "bin" / "awsmfa"]
    result = awsmfa("doctor", wrapper=instead, timeout=45)
    assert result.status == 1 and "awsmfa-sts did not answer within 14 s" in result.stdout
