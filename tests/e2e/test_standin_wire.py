"""How the stand-in speaks: formats, the wire, TLS, faults; and that the tests' own watch over HOME sees changes."""

import json
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import botocore.exceptions
import pytest
from harness import Home, Person
from harness_client import AUTH, NO_ANSWER, SESSION, Client, post, raw_request, refused, signed
from standin import answers, faults
from standin.proxy import Proxy


@pytest.fixture
def client(sts, alice):
    return Client(sts, alice.key)


# Formats


def test_json_for_those_who_ask_as_aws_writes_it(sts, alice):
    status, kind, body = signed(sts, alice, SESSION, "application/json")
    assert (status, kind) == (200, "application/json")
    assert re.search(rb'"Expiration":1\.\d{1,9}E9[,}]', body)
    tree = json.loads(body)["GetSessionTokenResponse"]
    assert tree["GetSessionTokenResult"]["Credentials"]["SessionToken"] == sts.newest_session.token
    assert tree["GetSessionTokenResult"]["Credentials"]["Expiration"] == sts.newest_session.expires
    assert tree["ResponseMetadata"]["RequestId"]
    status, kind, body = signed(sts, alice, SESSION)
    assert (status, kind) == (200, "text/xml") and b"2011-06-15" in body


def test_json_errors_have_the_shape_of_aws_or_the_wrapped_one(sts, alice):
    alice.key.active = False
    status, _, body = signed(sts, alice, SESSION, "application/json")
    assert status == 403 and json.loads(body)["Error"]["Code"] == "InvalidClientTokenId"
    sts.error_shape = "wrapped"
    _, _, body = signed(sts, alice, SESSION, "application/json")
    assert json.loads(body)["ErrorResponse"]["Error"]["Code"] == "InvalidClientTokenId"
    sts.error_shape = "moto"
    _, kind, body = signed(sts, alice, SESSION)
    assert b"<ErrorResponse><Errors><Error>" in body and kind.startswith("text/html")
    sts.answer = "json"
    assert signed(sts, alice, SESSION)[1] == "application/json"
    sts.answer = "xml"
    assert b"<ErrorResponse" in signed(sts, alice, SESSION, "application/json")[2]


def test_numbers_are_written_as_java_writes_them():
    assert answers.Instant(1515115602).number() == "1.515115602E9"
    assert answers.Instant(1790000000).number() == "1.79E9"
    assert float(answers.Instant(1795529752.25).number()) == 1795529752.25


def test_what_needs_escaping_survives_both_formats(sts, client, alice):
    hostile = "a'b`c\"<&>$(touch pwned)"
    sts.faults.append(faults.Edit(SessionToken=hostile))
    assert client.session()["SessionToken"] == hostile
    sts.faults.append(faults.Edit(SessionToken=hostile))
    body = json.loads(signed(sts, alice, SESSION, "application/json")[2])
    assert body["GetSessionTokenResponse"]["GetSessionTokenResult"]["Credentials"]["SessionToken"] == hostile


# On the wire


@pytest.mark.parametrize(
    "noticed, request_of",
    [
        ("x-amz-date is sent twice", lambda sts: post(sts, "x-amz-date: 20260101T000000Z")),
        ("the method is GET", lambda sts: post(sts, line="GET / HTTP/1.1")),
        ("instead of /", lambda sts: post(sts, line="POST /?a=b HTTP/1.1")),
        ("the Content-Type is", lambda sts: post(sts, kind="text/plain")),
        ("expect is sent", lambda sts: post(sts, "Expect: 100-continue")),
        ("transfer-encoding is sent", lambda sts: post(sts, "Transfer-Encoding: identity")),
        ("x-amz-security-token is not signed", lambda sts: post(sts, AUTH, "x-amz-security-token: t")),
        ("not of AWS's form", lambda sts: post(sts, "Authorization: Bearer x")),
        ("there is no action", lambda sts: post(sts, body="Action=Sing&Version=2011-06-15")),
        ("TokenCode is sent twice", lambda sts: post(sts, body=SESSION + "&TokenCode=1&TokenCode=2")),
        ("not a percent-encoded form", lambda sts: post(sts, body=SESSION + "&RoleArn=a:b/c")),
        ("not an HTTP/1.1 request line", lambda sts: post(sts, line="POST / HTTP/1.0")),
    ],
)
def test_what_no_correct_client_sends_is_noticed(sts, noticed, request_of):
    raw_request(sts, request_of(sts))
    assert len(sts.oddities) == 1 and noticed in sts.oddities[0].lower() + sts.oddities[0], sts.oddities
    sts.oddities.clear()


def test_a_request_without_a_signature(sts):
    assert b"<Code>MissingAuthenticationToken</Code>" in raw_request(sts, post(sts))
    assert sts.log[0].outcome == "MissingAuthenticationToken"


def test_an_unknown_parameter_is_noticed(sts, alice):
    assert signed(sts, alice, SESSION + "&Bogus=1")[0] == 400
    assert sts.oddities == ["GetSessionToken has no parameter Bogus"]
    sts.oddities.clear()


def test_a_kept_connection_serves_many_requests(sts, client):
    one = client.of("sts")
    for _ in range(3):
        one.get_caller_identity()
    assert sts.connections == 1 and len(sts.log) == 3


def test_an_endpoint_can_have_a_path(sts, client):
    sts.path = "/sts"
    assert client.arn()


# TLS


def test_https_with_the_authority(standin):
    sts = standin(https=True)
    key = sts.account.user("alice").keys[0]
    assert Client(sts, key, verify=sts.ca_file).arn().endswith(":user/alice")
    with pytest.raises(botocore.exceptions.SSLError):
        Client(sts, key).arn()


def test_the_proxy_lets_connect_through_and_writes_it_down(standin):
    sts = standin(https=True)
    key = sts.account.user("alice").keys[0]
    with Proxy() as proxy:
        assert Client(sts, key, proxy=proxy.url, verify=sts.ca_file).arn().endswith(":user/alice")
        assert len(proxy.asked) == 1 and proxy.asked[0].startswith("CONNECT localhost:%d HTTP/1." % sts.port)


@pytest.mark.parametrize("kind, words", [("wrong-host", "match"), ("expired", "expired")])
def test_certificates_that_must_be_refused(standin, kind, words):
    sts = standin(certificate=kind)
    context = ssl.create_default_context(cafile=sts.ca_file)
    with socket.create_connection(("127.0.0.1", sts.port)) as sock:
        with pytest.raises(ssl.SSLCertVerificationError, match=words):
            context.wrap_socket(sock, server_hostname="localhost")


# Faults


def test_answers_that_are_errors(sts, client, alice):
    sts.faults.append(faults.Throttle())
    with refused("Throttling", "Rate exceeded", 400):
        client.session()
    sts.faults.append(faults.ServerError(503))
    with refused("ServiceUnavailable", status=503):
        client.session()
    sts.faults.append(faults.Refuse(403, "RegionDisabledException", "STS is not activated in this region"))
    with refused("RegionDisabledException"):
        client.session()
    sts.faults.append(faults.Html(action="GetSessionToken"))
    client.arn()  # not the one that the fault waits for
    assert signed(sts, alice, SESSION)[:2] == (500, "text/html; charset=utf-8")
    assert [entry.fault for entry in sts.log] == ["Throttle", "ServerError", "Refuse", None, "Html"]


@pytest.mark.parametrize("name", ["DropBeforeReading", "DropAfterReading", "AnswerLost", "HalfAnswer", "DropMidAnswer"])
@pytest.mark.parametrize("https", [False, True])
def test_connections_that_end_early(standin, name, https):
    sts = standin(https=https)
    alice = Person(sts, "alice")
    client = Client(sts, alice.key, verify=sts.ca_file if https else None)
    sts.faults.append(getattr(faults, name)())
    with pytest.raises(NO_ANSWER):
        client.mfa_session(alice.phone)
    processed = name not in ("DropBeforeReading", "DropAfterReading")
    assert len(alice.phone.spent) == (1 if processed else 0)
    assert sts.requests("GetSessionToken", "ok") == ([sts.log[0]] if processed else [])
    client.mfa_session(alice.phone)


def test_a_stalled_request_is_released(sts, client):
    stall = faults.Stall()
    sts.faults.append(stall)
    arns = []
    thread = threading.Thread(target=lambda: arns.append(client.arn()))
    thread.start()
    stall.wait_started()
    assert sts.wait_for("GetCallerIdentity")[0].outcome is None
    stall.release()
    thread.join(60)
    assert arns and not stall.client_gone


@pytest.mark.parametrize("https", [False, True])
def test_a_stall_ends_when_the_client_gives_up(standin, https):
    sts = standin(https=https)
    stall = faults.Stall()
    sts.faults.append(stall)
    sock = socket.create_connection(("127.0.0.1", sts.port))
    if https:
        sock = ssl.create_default_context(cafile=sts.ca_file).wrap_socket(sock, server_hostname="localhost")
    sock.sendall(post(sts, AUTH))
    stall.wait_started()
    sock.close()
    stall.wait_ended()
    assert stall.client_gone
    sts.wait_for("GetSessionToken", outcome="Stall")


def test_a_dripping_answer_and_a_client_that_gives_up(sts):
    sts.faults.append(faults.Drip(pause=0.01))
    with socket.create_connection(("127.0.0.1", sts.port)) as sock:
        sock.sendall(post(sts, AUTH))
        assert sock.recv(1) == b"H"
    sts.wait_for("GetSessionToken", outcome="InvalidClientTokenId")


def test_a_huge_answer(sts, alice):
    sts.faults.append(faults.Big())
    assert len(signed(sts, alice, SESSION)[2]) > 10 * 1000 * 1000


def test_a_redirect_tells_who_followed(sts, alice):
    sts.faults.append(faults.Redirect())
    assert signed(sts, alice, SESSION)[0] == 404  # urllib follows it
    assert len(sts.followed) == 1


def test_expirations_that_cannot_be(sts, client):
    sts.faults += [faults.Expiration(-60), faults.Expiration(315360000), faults.Expiration("next tuesday")]
    assert client.session()["Expiration"].timestamp() < time.time()
    assert client.session()["Expiration"].timestamp() > time.time() + 300000000
    with pytest.raises(Exception, match="next tuesday"):
        client.session()


def test_a_function_is_a_fault_too(sts, alice):
    sts.faults.append(lambda exchange: answers.Answer(418, "short and stout", "text/plain"))
    assert signed(sts, alice, SESSION) == (418, "text/plain", b"short and stout")


def test_addresses_that_do_not_answer(sts):
    port = int(sts.closed_url().rsplit(":", 1)[1])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
    port = int(sts.silent_url().rsplit(":", 1)[1])
    socket.create_connection(("127.0.0.1", port)).close()


# Waiting and the side door


def test_waiting_for_events(sts, client):
    thread = threading.Thread(target=client.arn)
    thread.start()
    assert sts.wait_for(action="GetCallerIdentity", count=1, outcome="ok")[0].status == 200
    with pytest.raises(AssertionError, match="waited for 2 x GetCallerIdentity"):
        sts.wait_for(action="GetCallerIdentity", count=2, seconds=0.01)
    thread.join()


def test_secrets_and_codes_are_known(sts, client, alice):
    session = client.mfa_session(alice.phone)
    assert {alice.key.secret, session["SecretAccessKey"], session["SessionToken"]} <= set(sts.secrets())
    assert alice.phone.used_code() in sts.codes()


def test_many_clients_at_once_spend_a_code_once(sts, alice):
    code = alice.phone.next_code()
    outcomes = []
    turn = threading.Barrier(8)

    def ask(client):
        turn.wait()
        try:
            client.get_session_token(SerialNumber=alice.serial, TokenCode=code)
            outcomes.append("ok")
        except botocore.exceptions.ClientError as error:
            outcomes.append(error.response["Error"]["Code"])

    threads = [threading.Thread(target=ask, args=[Client(sts, alice.key).of("sts")]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["AccessDenied"] * 7 + ["ok"]


def test_the_stand_in_as_a_process():
    tests = Path(__file__).resolve().parent.parent
    command = [sys.executable, "-m", "standin", "--user", "carol", "--role", "ops", "--lifetime", "9"]
    with subprocess.Popen(command, cwd=tests, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        base = "http://127.0.0.1:%d" % int(process.stdout.readline())
        serial = "arn:aws:iam::123456789012:mfa/carol"
        with urllib.request.urlopen(base + "/_authenticator?device=" + serial) as reply:
            assert re.fullmatch(rb"\d{6}\n", reply.read())
        with urllib.request.urlopen(base + "/_set?lifetime=5") as reply:
            assert reply.read() == b"ok\n"
        process.stdin.close()
        assert process.wait(60) == 0


# The harness's own watch over HOME


def test_the_home_watch_sees_every_change(tmp_path):
    home = Home(tmp_path / "watched")
    home.credentials("[default]\n")
    home.freeze()
    home.verify()
    for change in (
        lambda path: path.write_text("[default]\n"),  # the same bytes, another time
        lambda path: path.chmod(0o644),
        lambda path: (path.parent / "new").touch(),
        lambda path: (home.path / ".cache").mkdir(),
    ):
        change(home.aws / "credentials")
        with pytest.raises(AssertionError, match="changed in HOME"):
            home.verify()
        home.allow_changes()
        home.freeze()
        home.verify()
    home.config("[default]\nregion = eu-west-1\n")  # the test's own writes are not changes
    home.verify()
