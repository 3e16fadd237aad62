"""Where one answer does not depend on another, awsmfa does not wait twice: STS is greeted while IAM tells the device.

A line to AWS takes 30 to 150 ms each way and back. With TLS, the first answer of a host takes three round trips: to
connect, to greet, to ask. IAM and STS are two hosts.
"""

import pytest
from harness import Awsmfa, Person
from harness_helper import Helper
from standin import faults
from standin.relay import Relay

pty = pytest.mark.pty


class Hosts:
    """IAM and STS, each at the end of a line of its own, with the same user."""

    def __init__(self, server, home, milliseconds=0):
        self.server, self.home = server, home
        self.alice = Person(server, "alice")
        self.iam, self.sts = Relay(server, milliseconds), Relay(server, milliseconds)
        self.crossed = {}  # by action: the round trips to IAM and to STS until it was answered

    def __enter__(self):
        self.iam.__enter__()
        self.sts.__enter__()
        self.home.credentials(self.alice.keys())
        self.env = {"AWS_ENDPOINT_URL_IAM": self.iam.url, "AWS_ENDPOINT_URL_STS": self.sts.url}
        self.awsmfa = Awsmfa(self.home, self.server)
        return self

    def __exit__(self, *_):
        self.iam.__exit__()
        self.sts.__exit__()

    def watch(self, action, greeted=0):
        """Notes the round trips when ACTION is asked for; the answer waits until so many hosts have been GREETED."""

        def watched(exchange):
            self.server.wait_until_greeted(greeted, seconds=20)
            self.crossed[action] = (self.iam.round_trips, self.sts.round_trips)
            return exchange.process()

        watched.action = action
        self.server.faults.append(watched)

    def run(self, *args):
        return self.awsmfa(*args, env=self.env)

    @property
    def asked(self):
        return [entry.action for entry in self.server.log]


@pytest.fixture(params=["http", "https"])
def hosts(request, standin, home):
    with Hosts(standin(https=request.param == "https"), home) as hosts:
        yield hosts


@pytest.fixture
def far(standin, home):
    with Hosts(standin(https=True), home, milliseconds=20) as hosts:
        yield hosts


# --- the device, then the session -----------------------------------------------------------------


def test_sts_is_greeted_while_iam_is_asked(hosts):
    """IAM answers when STS has been greeted, which is told nothing before there is a code and a device."""
    hosts.watch("ListMFADevices", greeted=2)
    result = hosts.run("env", "-t", hosts.alice.phone.next_code())
    assert result.status == 0, result
    assert hosts.crossed
    assert hosts.asked == ["ListMFADevices", "GetSessionToken"] and hosts.server.connections == 2


def round_trips_for_a_session(far):
    """Those to IAM, and those to STS that came behind its answer."""
    iam, greeted = far.crossed["ListMFADevices"]
    _, sts = far.crossed["GetSessionToken"]
    return iam + (sts - greeted)


def test_four_round_trips_for_the_device_and_the_session(far):
    """Three for IAM, meanwhile those to greet STS, and one for the session."""
    far.watch("ListMFADevices", greeted=2)
    far.watch("GetSessionToken")
    result = far.run("env", "-t", far.alice.phone.next_code())
    assert result.status == 0, result
    assert round_trips_for_a_session(far) <= 4


@pty
def test_one_round_trip_is_left_behind_a_typed_code(far, terminal):
    """Whoever types is no slower than one who gives the code at once."""
    far.watch("ListMFADevices", greeted=2)
    far.watch("GetSessionToken")
    shell = terminal("bash", env={**far.env, "AWS_CA_BUNDLE": far.server.ca_file, "AWS_ENDPOINT_URL": None})
    assert shell.run("awsmfa env >/dev/null", answer=far.alice.phone).status == 0
    assert round_trips_for_a_session(far) <= 4
    assert far.asked == ["ListMFADevices", "GetSessionToken"] and far.server.connections == 2


def test_one_host_for_both_has_one_connection(standin, home):
    """LocalStack and the like: what IAM was asked over is good for STS."""
    server = standin(https=True)
    alice = Person(server, "alice")
    home.credentials(alice.keys())
    result = Awsmfa(home, server)("env", "-t", alice.phone.next_code())
    assert result.status == 0, result
    assert server.connections == 1 and len(server.log) == 2


@pytest.mark.parametrize("other", ["http://localhost:%d", "http://127.0.0.1:%d/"])
def test_two_names_of_one_server_are_one_host(standin, home, other):
    """A server that takes one connection after the other would wait for ours, which waits for its answer."""
    server = standin()
    alice = Person(server, "alice")
    home.credentials(alice.keys())
    found = []

    def count(exchange):
        found.append(server.connections)
        return exchange.process()

    count.action = "ListMFADevices"
    server.faults.append(count)
    env = {"AWS_ENDPOINT_URL_IAM": other % server.port, "AWS_ENDPOINT_URL_STS": server.url}
    result = Awsmfa(home, server)("env", "-t", alice.phone.next_code(), env=env)
    assert result.status == 0 and found == [1], result


def test_a_device_that_is_known_costs_one_connection(hosts):
    """There is nothing to wait for meanwhile."""
    hosts.home.credentials(hosts.alice.profile())
    result = hosts.run("env", "-t", hosts.alice.phone.next_code())
    assert result.status == 0 and hosts.server.connections == 1, result


def test_the_role_goes_over_what_was_prepared(hosts):
    ops = hosts.server.account.role("ops", mfa=True)
    hosts.watch("ListMFADevices", greeted=2)
    result = hosts.run("env", "-r", ops.arn, "-t", hosts.alice.phone.next_code())
    assert result.status == 0, result
    assert hosts.asked[0] == "ListMFADevices" and hosts.asked[-1] == "AssumeRole"
    assert hosts.server.connections == 2


def test_a_refused_look_up_sends_no_code(hosts):
    """The connection to STS was made in vain, and no more than that."""
    refusal = faults.Refuse(403, "AccessDenied", "no", action="ListMFADevices")
    hosts.server.faults.append(refusal)
    result = hosts.run("env", "-t", "123456")
    assert result.status == 4 and "no MFA device is configured, and looking it up failed" in result.stderr, result
    assert "GetSessionToken" not in hosts.asked


def test_sts_out_of_reach_is_said_of_sts(hosts):
    """The device is found meanwhile: what failed early fails again, and is told once."""
    hosts.env["AWS_ENDPOINT_URL_STS"] = hosts.server.closed_url()
    result = hosts.run("env", "-t", "123456")
    assert result.status == 5 and "Connection refused" in result.stderr, result
    assert hosts.env["AWS_ENDPOINT_URL_STS"][len("http://") :] in result.stderr
    assert hosts.asked == ["ListMFADevices"]


def test_iam_out_of_reach_is_said_of_iam(hosts):
    hosts.env["AWS_ENDPOINT_URL_IAM"] = hosts.server.closed_url()
    result = hosts.run("env", "-t", "123456")
    assert result.status == 5 and "Connection refused" in result.stderr, result
    assert hosts.env["AWS_ENDPOINT_URL_IAM"][len("http://") :] in result.stderr
    assert hosts.asked == []


def test_trouble_of_iam_is_tried_again(hosts):
    """A busy IAM costs a second try beside the connection that waits, and no code."""
    hosts.server.faults.append(faults.ServerError(503, action="ListMFADevices"))
    result = hosts.run("env", "-t", hosts.alice.phone.next_code())
    assert result.status == 0, result
    assert hosts.asked == ["ListMFADevices", "ListMFADevices", "GetSessionToken"]


def test_a_wrong_clock_is_corrected_before_the_code_goes_out(hosts):
    """IAM has told the time: the one request with the code is signed with it."""
    hosts.server.clock_offset = 3600
    result = hosts.run("env", "-t", hosts.alice.phone.next_code())
    assert result.status == 0, result
    assert hosts.asked == ["ListMFADevices", "ListMFADevices", "GetSessionToken"]


# --- doctor ---------------------------------------------------------------------------------------


def test_doctor_greets_iam_while_sts_is_asked(far):
    """Three round trips for STS, and one for each question to IAM: five, not seven."""
    far.watch("GetCallerIdentity", greeted=2)
    far.watch("ListMFADevices")
    result = far.run("doctor")
    assert "STS answers" in result.stdout and "(looked up in IAM" in result.stdout, result
    assert far.asked == ["GetCallerIdentity", "ListAccessKeys", "ListMFADevices"] and far.server.connections == 2
    greeted, sts = far.crossed["GetCallerIdentity"]
    iam, _ = far.crossed["ListMFADevices"]
    assert sts + (iam - greeted) <= 5


def test_doctor_asks_iam_nothing_with_keys_that_sts_does_not_know(hosts):
    unknown = "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = %s\n"
    hosts.home.credentials(unknown % ("x" * 40))
    result = hosts.run("doctor")
    assert result.status == 1, result
    assert hosts.asked == ["GetCallerIdentity"]


# --- the helper by itself -------------------------------------------------------------------------


@pytest.fixture
def prepared(hosts):
    """The helper, which may be connecting to STS for a request of another length."""
    with Helper(hosts.server, hosts.alice.key) as helper:
        helper.prepare(hosts.alice.phone, url=hosts.sts.url, unsized=1)
        yield helper


def test_others_are_answered_meanwhile(prepared, hosts):
    """Before the connection stands, and after: then the request that was prepared has it."""
    assert prepared.ask("ListMFADevices").outcome == "done"
    hosts.server.wait_until_greeted(2)
    assert prepared.ask("ListAccessKeys").outcome == "done"
    assert prepared.ask("GetCallerIdentity", url=hosts.sts.url).outcome == "done"
    before = hosts.server.connections
    long = {"SerialNumber": hosts.alice.serial, "TokenCode": hosts.alice.phone.next_code(), "DurationSeconds": 43200}
    reply = prepared.ask(parameters=long, url=hosts.sts.url)
    assert reply.outcome == "done", reply
    assert hosts.server.connections == before


def test_what_is_to_be_prepared_is_never_sent(prepared, hosts):
    """There is one connection to prepare: a second wish is passed over, and gets no answer."""
    prepared.prepare(hosts.alice.phone, url=hosts.iam.url)
    prepared.prepare(hosts.alice.phone, url=hosts.sts.url)
    assert prepared.ask("ListMFADevices").outcome == "done"
    prepared.prepare(hosts.alice.phone, url=hosts.iam.url)
    assert prepared.ask_with_code(hosts.alice.phone, url=hosts.sts.url).outcome == "done"
    assert hosts.asked == ["ListMFADevices", "GetSessionToken"]


def test_what_makes_no_sense_is_refused_meanwhile(prepared, hosts):
    assert prepared.ask("DeleteUser").outcome == "broken"
    assert prepared.ask_with_code(hosts.alice.phone, url=hosts.sts.url).outcome == "done"
    assert hosts.asked == ["GetSessionToken"]


def test_a_host_that_closed_meanwhile_costs_no_code(prepared, hosts):
    """The user chose among the devices for long."""
    assert prepared.ask("ListMFADevices").outcome == "done"
    hosts.server.wait_until_greeted(2)
    hosts.server.close_all()
    reply = prepared.ask_with_code(hosts.alice.phone, url=hosts.sts.url)
    assert reply.outcome == "done" and "spent" not in reply
    assert hosts.asked == ["ListMFADevices", "GetSessionToken"]


def test_an_answer_that_takes_long_does_not_hold_up_the_other(prepared, hosts):
    """IAM stalls and STS is greeted meanwhile; in the end both are served."""
    stall = faults.Stall(action="ListMFADevices")
    hosts.server.faults.append(stall)
    prepared.send("ListMFADevices")
    stall.wait_started()
    hosts.server.wait_until_greeted(2)
    stall.release()
    assert prepared.receive().outcome == "done"
    assert prepared.ask_with_code(hosts.alice.phone, url=hosts.sts.url).outcome == "done"
