"""awsmfa-sts by itself: what it sends, what it takes for an answer, what it tries again, what it leaves behind."""

import gzip
import os
import socket
import subprocess
import sys

import pytest
from harness import GENEROUS, assert_no_secret
from harness_helper import HELPER, Helper
from standin import faults
from standin.proxy import Proxy

BAD_CODE = "MultiFactorAuthentication failed with invalid MFA one time pass code. "
NOWHERE = "https://sts.nowhere.invalid/"


@pytest.fixture
def helper(sts, alice):
    with Helper(sts, alice.key) as running:
        yield running


def outcomes(sts):
    return [entry.outcome for entry in sts.requests()]


# What it asks for


@pytest.mark.parametrize("style", ["json", "xml"])
def test_one_connection_serves_all_four_actions(helper, sts, alice, style):
    """The helper lives for one run of awsmfa, which may need all of them; TLS is paid for once."""
    sts.answer = style
    role = sts.account.role("ops", mfa=True)
    found = helper.ask("ListMFADevices")
    assert (found.outcome, found.devices) == ("done", [alice.serial])
    assert helper.ask("GetCallerIdentity")["arn"] == alice.user.arn
    reply = helper.ask_with_code(alice.phone)
    assert (reply["access_key_id"], reply["session_token"]) == (sts.newest_session.id, sts.newest_session.token)
    assert int(reply["expiration"]) == sts.newest_session.expires and "skew" not in reply
    assumed = {"RoleArn": role.arn, "RoleSessionName": "alice@host"}
    reply = helper.ask("AssumeRole", assumed, keys=sts.newest_session)
    assert (reply.outcome, reply["secret_access_key"]) == ("done", sts.newest_session.secret)
    assert reply["arn"].endswith(":assumed-role/ops/alice@host")
    assert sts.connections == 1


def test_all_pages_of_devices_are_one_list(helper, sts, alice):
    serials = [alice.serial] + [alice.user.device("GAHT1234567%d" % number).serial for number in range(4)]
    sts.list_page = 2
    assert helper.ask("ListMFADevices").devices == serials
    assert len(sts.requests()) == 3


def test_a_page_that_is_refused_is_a_refusal(helper, sts):
    """Half a list would hide the device that the user wants."""
    sts.list_page = 1
    sts.account.users[0].device("GAHT12345678")
    sts.faults += [lambda exchange: exchange.process(), faults.Refuse(403, "AccessDenied", "no more")]
    reply = helper.ask("ListMFADevices")
    assert (reply.outcome, reply["message"], reply.devices) == ("refused", "no more", [])


def test_a_list_without_end_is_given_up(helper, sts):
    sts.list_page = 1
    for number in range(20):
        sts.account.users[0].device("GAHT123456%02d" % number)
    reply = helper.ask("ListMFADevices")
    assert (reply.outcome, reply.devices) == ("broken", [])
    assert reply["message"].endswith(": the list of MFA devices does not end")


def test_an_endpoint_may_have_a_path(helper, sts, alice):
    sts.path = "/sts/a%20b"
    assert helper.ask_with_code(alice.phone).outcome == "done"


def test_localhost_is_this_machine(helper, sts, alice):
    """Its address is pinned: no resolver is asked."""
    assert helper.ask_with_code(alice.phone, url="http://localhost:%d" % sts.port).outcome == "done"


@pytest.mark.parametrize(
    "wrong, reason",
    [
        ({"action": "DeleteUser"}, "knows no action 'DeleteUser'"),
        ({"url": "http://sts.example.com/"}, "plain http"),
        ({"region": "us-east-1\r\nX-Evil: 1"}, "is not a region"),
        ({"session_token": "a\r\nX-Evil: 1"}, "session token has a character"),
        ({"access_key_id": "AKIA"}, "access key id is not"),
        ({"seconds": 0}, "a limit"),
    ],
)
def test_what_makes_no_sense_is_not_sent(helper, sts, wrong, reason):
    reply = helper.ask(**wrong)
    assert reply.outcome == "broken" and reason in reply["message"]
    assert sts.connections == 0


# What it tries again


@pytest.mark.parametrize(
    "fault",
    [
        faults.Throttle(),
        faults.ServerError(500),
        faults.ServerError(503),
        faults.DropBeforeReading(),
        faults.DropAfterReading(),
        faults.Raw(b"", 429),
        faults.Html(502),
    ],
    ids=lambda fault: fault.name,
)
def test_a_passing_trouble_is_not_seen(helper, sts, alice, fault):
    """Each of these happens to AWS's own tools as well; the code has not been used by any."""
    sts.faults.append(fault)
    reply = helper.ask_with_code(alice.phone)
    assert reply.outcome == "done" and "spent" not in reply


@pytest.mark.parametrize(
    "fault",
    [faults.AnswerLost(), faults.HalfAnswer(), faults.DropMidAnswer(), faults.ServerError(503, processed=True)],
    ids=lambda fault: fault.name,
)
def test_a_code_that_an_earlier_try_used_up_is_not_called_wrong(helper, sts, alice, fault):
    """The user typed the right code: it was the network that lost the answer."""
    sts.faults.append(fault)
    reply = helper.ask_with_code(alice.phone)
    assert (reply.outcome, reply["code"], reply["message"]) == ("refused", "AccessDenied", BAD_CODE)
    assert reply["spent"] == "1"


def test_a_kept_connection_does_not_send_a_code_twice_by_itself(helper, sts, alice):
    """libcurl repeats a request of its own accord when a connection that it kept turns out to be dead."""
    assert helper.ask("GetCallerIdentity").outcome == "done"
    sts.faults.append(faults.AnswerLost())
    reply = helper.ask_with_code(alice.phone)
    assert (reply.outcome, reply["message"], reply["spent"]) == ("refused", BAD_CODE, "1")


def test_a_connection_that_the_server_closed_is_no_trouble(helper, sts, alice):
    """Noticed before anything is sent, so a wrong code is still just wrong."""
    sts.close_connections = True
    assert helper.ask("GetCallerIdentity").outcome == "done"
    reply = helper.ask_with_code(alice.phone, alice.phone.wrong_code())
    assert (reply.outcome, reply["message"]) == ("refused", BAD_CODE) and "spent" not in reply
    assert helper.ask_with_code(alice.phone).outcome == "done"


def test_a_wrong_code_is_called_wrong(helper, alice):
    reply = helper.ask_with_code(alice.phone, alice.phone.wrong_code())
    assert (reply.outcome, reply["message"], reply["http"]) == ("refused", BAD_CODE, "403")
    assert "spent" not in reply


def test_three_tries_are_enough(helper, sts, alice):
    sts.faults += [faults.Throttle() for _ in range(3)]
    reply = helper.ask_with_code(alice.phone)
    assert (reply.outcome, reply["code"], reply["message"]) == ("refused", "Throttling", "Rate exceeded")
    assert outcomes(sts) == ["Throttling"] * 3 and "spent" not in reply


def test_a_server_in_trouble_is_out_of_reach(helper, sts, alice):
    """Not a refusal: nobody has looked at what was asked."""
    sts.faults += [faults.ServerError(503) for _ in range(3)]
    reply = helper.ask_with_code(alice.phone)
    assert (reply.outcome, reply["http"], reply["spent"]) == ("unreachable", "503", "1")
    assert reply["message"].endswith(": HTTP 503: ServiceUnavailable")


def test_awsmfa_says_how_often_to_try(helper, sts, alice):
    sts.faults.append(faults.Throttle())
    assert helper.ask_with_code(alice.phone, attempts=1).outcome == "refused"
    assert len(sts.requests()) == 1


@pytest.mark.parametrize("fault", [faults.Stall(processed=True), faults.Drip()], ids=lambda fault: fault.name)
def test_the_time_of_all_tries_is_limited(helper, sts, alice, fault):
    sts.faults.append(fault)
    reply = helper.ask_with_code(alice.phone, seconds=1)
    assert (reply.outcome, reply["spent"]) == ("unreachable", "1")
    assert reply["message"].endswith(": no answer within 1 s")
    assert reply.seconds < 2


# The clock


@pytest.mark.parametrize("style", ["json", "xml"])
@pytest.mark.parametrize("offset", [3600, -3600])
def test_a_wrong_clock_is_corrected_once_and_for_all(helper, sts, alice, offset, style):
    """Laptops wake up with all kinds of clocks; the code is still good after the first refusal."""
    sts.clock_offset, sts.answer = offset, style
    reply = helper.ask_with_code(alice.phone)
    assert reply.outcome == "done" and abs(int(reply["skew"]) - offset) <= 2
    assert abs(int(reply["date"]) - sts.now()) <= 2
    assert helper.ask("GetCallerIdentity").outcome == "done"
    assert outcomes(sts) == ["SignatureDoesNotMatch", "ok", "ok"]


def test_without_a_date_the_message_tells_the_time(helper, sts, alice):
    sts.clock_offset, sts.no_date = -7200, True
    reply = helper.ask_with_code(alice.phone)
    assert reply.outcome == "done" and abs(int(reply["skew"]) + 7200) <= 2 and "date" not in reply


def test_a_date_from_a_cache_is_not_believed(helper, sts, alice):
    sts.faults.append(faults.Raw(b'{"Error":{"Code":"AccessDenied"}}', 403, headers=[("Age", "86400")]))
    assert "date" not in helper.ask_with_code(alice.phone)


def test_a_wrong_secret_is_not_blamed_on_the_clock(helper, sts, alice):
    reply = helper.ask_with_code(alice.phone, secret_access_key="x" * 40)
    assert (reply.outcome, reply["code"]) == ("refused", "SignatureDoesNotMatch")
    assert len(sts.requests()) == 1 and "skew" not in reply


# What it takes for an answer


@pytest.mark.parametrize(
    "fault, reason",
    [
        (faults.Html(200), "HTTP 200: the answer is not from AWS: <!DOCTYPE html>"),
        (faults.Raw(b"", 200), "HTTP 200: the answer is empty"),
        (faults.Big(), "HTTP 200: the answer is longer than 65536 bytes"),
        (faults.Redirect(), "HTTP 302: the answer redirects to another address"),
        (faults.Redirect(307), "HTTP 307: the answer redirects to another address"),
        (faults.Edit(SessionToken="a'; touch pwned; '"), "the session token has a character that AWS never uses"),
        (faults.Edit(SecretAccessKey="$(touch pwned)"), "the secret access key has a character"),
        (faults.Edit(AccessKeyId="ASIA`id`"), "the access key id is not 16 to 128 letters and digits"),
        (faults.Expiration("soon"), "Expiration is not what it should be"),
    ],
)
def test_what_is_no_answer_is_said_and_not_tried_again(helper, sts, alice, fault, reason):
    sts.faults.append(fault)
    reply = helper.ask_with_code(alice.phone)
    assert reply.outcome == "broken" and reason in reply["message"], reply
    assert len(sts.requests()) == 1 and sts.followed == []
    assert_no_secret(sts, reply["message"], "the message")


@pytest.mark.parametrize("style", ["json", "xml"])
@pytest.mark.parametrize("shape", ["aws", "wrapped", "moto"])
def test_every_form_of_an_error_is_read(helper, sts, alice, style, shape):
    sts.answer, sts.error_shape = style, shape
    assert helper.ask(access_key_id="AKIA" + "X" * 16)["code"] == "InvalidClientTokenId"


def test_the_words_of_aws_do_not_carry_our_secrets(helper, sts, alice):
    """Some services quote the request whose signature they could not verify, token and all."""
    helper.ask_with_code(alice.phone)
    session = sts.newest_session
    text = "The canonical string should have been 'x-amz-security-token:%s'" % session.token
    sts.faults.append(faults.Refuse(403, "SignatureDoesNotMatch", text))
    reply = helper.ask("GetCallerIdentity", keys=session)
    assert reply["message"] == "The canonical string should have been 'x-amz-security-token:[...]'"


# How it goes there


def test_a_host_that_refuses_is_named(helper, sts, alice):
    reply = helper.ask_with_code(alice.phone, url=sts.closed_url(), attempts=1)
    assert reply.outcome == "unreachable" and "spent" not in reply
    assert reply["message"].endswith(": Connection refused") and "127.0.0.1:" in reply["message"]


def test_a_host_that_nobody_knows_is_named(helper, alice):
    reply = helper.ask_with_code(alice.phone, url=NOWHERE, attempts=1)
    assert (reply.outcome, reply["message"]) == ("unreachable", "sts.nowhere.invalid: host not found")


@pytest.mark.parametrize(
    "certificate, trusted, reason",
    [
        ("good", False, "its certificate is not trusted"),
        ("wrong-host", True, "its certificate is for another host"),
        ("expired", True, "its certificate has expired, or this computer's clock is wrong"),
    ],
)
def test_a_certificate_that_is_not_right_ends_it(standin, certificate, trusted, reason):
    """Nothing has been sent, and no other try would help."""
    sts = standin(https=True, certificate=certificate)
    with Helper(sts, sts.account.user("alice").keys[0]) as helper:
        reply = helper.ask(**({} if trusted else {"ca_bundle": ""}))
    assert (reply.outcome, reply["message"]) == ("unreachable", "localhost:%d: %s" % (sts.port, reason))
    assert sts.requests() == [] and sts.connections == 1


def test_https_with_a_ca_of_the_users_own(standin):
    sts = standin(https=True)
    with Helper(sts, sts.account.user("alice").keys[0]) as helper:
        assert helper.ask().outcome == "done"
        assert helper.ask("GetCallerIdentity").outcome == "done"
        missing = helper.ask(ca_bundle="/nonexistent.pem")
    assert missing["message"] == "localhost:%d: the CA bundle /nonexistent.pem cannot be used" % sts.port
    assert len(sts.requests()) == 2


def test_the_keys_of_a_connection_are_written_nowhere(standin, tmp_path):
    sts = standin(https=True)
    with Helper(sts, sts.account.user("alice").keys[0], SSLKEYLOGFILE=str(tmp_path / "keys")) as helper:
        assert helper.ask().outcome == "done"
    assert list(tmp_path.iterdir()) == []


def test_a_proxy_sees_a_name_and_nothing_else(sts, alice):
    with Proxy() as proxy, Helper(sts, alice.key, https_proxy=proxy.url) as helper:
        reply = helper.ask_with_code(alice.phone, url=NOWHERE, attempts=1)
    assert reply["message"] == "sts.nowhere.invalid: the proxy refuses the connection (HTTP 403)"
    assert proxy.asked == ["CONNECT sts.nowhere.invalid:443 HTTP/1.1"]


def test_a_request_for_this_machine_goes_through_no_proxy(standin):
    for settings in ({}, {"https": True}):
        sts = standin(**settings)
        with Proxy() as proxy:
            env = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), proxy.url)
            with Helper(sts, sts.account.user("alice").keys[0], **env) as helper:
                assert helper.ask().outcome == "done"
        assert proxy.asked == []


@pytest.mark.parametrize(
    "proxy, reason",
    [
        ("http://127.0.0.1:1", "the proxy 127.0.0.1:1 cannot be reached: Connection refused"),
        ("http://proxy.invalid:3128", "the proxy proxy.invalid was not found"),
    ],
)
def test_a_proxy_that_is_not_there_is_named(sts, alice, proxy, reason):
    with Helper(sts, alice.key, https_proxy=proxy) as helper:
        assert helper.ask(url=NOWHERE, attempts=1)["message"] == "sts.nowhere.invalid: " + reason


# What it leaves behind


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may look into the memory of the helper")
@pytest.mark.parametrize("https", [False, True])
@pytest.mark.parametrize("style", ["json", "xml"])
def test_nothing_is_left_in_memory_between_two_requests(standin, https, style):
    """What the libraries copied is gone as well: the answer, the headers, the form."""
    sts = standin(https=https)
    sts.answer = style
    key, phone = sts.account.user("alice").keys[0], sts.account.users[0].devices[0]
    with Helper(sts, key) as helper:
        assert helper.ask_with_code(phone).outcome == "done"
        assert helper.ask("GetCallerIdentity", keys=sts.newest_session).outcome == "done"
        memory = helper.memory()
    for secret in [*sts.secrets(), "TokenCode=" + phone.spent[0]]:
        assert secret.encode() not in memory
    assert b"awsmfa/" in memory, "the wrong memory was looked at"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it ends with its next read")
def test_it_ends_with_the_program_that_started_it():
    """A killed awsmfa must not leave a process behind that knows the keys."""
    script = "import subprocess, sys; subprocess.run(sys.argv[1:], stdin=0, stdout=0)"
    ours, theirs = socket.socketpair()
    parent = subprocess.Popen([sys.executable, "-c", script, str(HELPER)], stdin=theirs)
    ours.sendall(b"action=none\n\n")
    assert ours.recv(4096).startswith(b"outcome=broken")  # it runs, and waits for the next request
    parent.kill()
    parent.wait()
    theirs.close()
    ours.settimeout(GENEROUS)
    assert ours.recv(4096) == b""  # nobody holds the other end any more
    ours.close()


def test_a_broken_talk_ends_it(sts, alice):
    helper = Helper(sts, alice.key)
    helper._socket.sendall(b"this is not a request\n\n")
    assert helper.receive() is None
    assert helper.end() == (1, "")


def test_it_says_what_it_is_when_started_by_hand():
    by_hand = subprocess.run([str(HELPER)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert (by_hand.returncode, by_hand.stdout, by_hand.stderr) == (2, "", "awsmfa-sts is started by awsmfa\n")
    version = subprocess.run([str(HELPER), "--version"], capture_output=True, text=True)
    assert version.returncode == 0 and version.stdout.startswith("awsmfa-sts ") and version.stderr == ""


def test_no_try_begins_when_the_time_is_up(helper, sts, alice):
    """The limit is on all tries together: the next one would end long after it."""
    sts.faults += [faults.ServerError(503) for _ in range(40)]
    reply = helper.ask_with_code(alice.phone, seconds=2, attempts=40)
    assert reply.outcome == "unreachable" and reply.seconds < 3.5
    assert len(sts.requests()) < 40


# Answers that are not whole, or lie


def cut_at(helper, sts, alice, at, framing):
    """One answer that is cut: no session comes of it. Gives the fault."""
    cut = faults.Cut(at, framing)
    sts.faults.append(cut)
    reply = helper.ask_with_code(alice.phone, attempts=1)
    # without its last bytes, a blank line or a newline, an answer may be whole
    if at < cut.total - 2:
        assert reply.outcome in ("unreachable", "broken"), (at, cut.total)
        assert "access_key_id" not in reply and "session_token" not in reply
    return cut.total


@pytest.mark.parametrize("style", ["json", "xml"])
@pytest.mark.parametrize("framing", ["length", "chunked", "close"])
def test_an_answer_that_is_cut_anywhere_is_no_answer(helper, sts, alice, framing, style):
    """At each byte of head and body: no session comes of it, and none of its words is believed."""
    sts.answer = style
    at, total = 0, 1
    while at < total:  # tokens differ in length
        total = cut_at(helper, sts, alice, at, framing)
        at += 1 if framing == "length" else 5
    sts.faults.append(faults.Cut(2 * total, framing))
    assert helper.ask_with_code(alice.phone, attempts=1).outcome == "done"


LIES = {
    "too long": lambda head, body: head.replace(b"Length: %d" % len(body), b"Length: %d" % (len(body) + 1)) + body,
    "too short": lambda head, body: head.replace(b"Length: %d" % len(body), b"Length: %d" % (len(body) - 5)) + body,
    "negative": lambda head, body: head.replace(b"Length: ", b"Length: -") + body,
    "no number": lambda head, body: head.replace(b"Length: ", b"Length: x") + body,
    "two lengths": lambda head, body: head.replace(b"\r\n\r\n", b"\r\nContent-Length: 5\r\n\r\n") + body,
    "no HTTP": lambda head, body: head.replace(b"HTTP/1.1", b"ICY") + body,
    "HTTP/0.9": lambda head, body: body,
    "gzip": lambda head, body: (
        head.replace(b"Content-Type", b"Content-Encoding: gzip\r\nContent-Type") + gzip.compress(body)
    ),
    "a long header": lambda head, body: head[:-2] + b"X: " + b"y" * 400000 + b"\r\n\r\n" + body,
    "many headers": lambda head, body: head[:-2] + b"X-Y: z\r\n" * 60000 + b"\r\n" + body,
    "a chunk of any size": lambda head, body: head.replace(b"Content-Length", b"Transfer-Encoding: chunked\r\nX")
    + b"ffffffffffffffff\r\n" + body,
    "a switch of protocols": lambda head, body: head.replace(b" 200 ", b" 101 ") + body,
}


@pytest.mark.parametrize("lie", LIES)
def test_an_answer_that_lies_about_itself_is_no_answer(helper, sts, alice, lie):
    """Each ends in time, takes no memory worth the name, and gives no session."""
    sts.answer = "json"
    sts.faults.append(faults.Head(LIES[lie]))
    reply = helper.ask_with_code(alice.phone, attempts=1, seconds=5)
    assert reply.outcome in ("unreachable", "broken") and reply.seconds < 6.5
    assert "access_key_id" not in reply and "session_token" not in reply
    assert helper.ask_with_code(alice.phone, attempts=1).outcome == "done", "the next request is served"
