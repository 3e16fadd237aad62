"""While the user types the code, everything that needs no code is done: and nothing else is."""

import time

import pytest
from harness_helper import Helper
from standin import StandIn, faults
from standin.relay import Relay


@pytest.fixture(params=["http", "https"])
def server(request):
    with StandIn(https=request.param == "https") as running:
        running.account.user("alice").device()
        yield running


@pytest.fixture
def phone(server):
    return server.account.users[0].devices[0]


@pytest.fixture
def helper(server):
    with Helper(server, server.account.users[0].keys[0]) as running:
        yield running


def test_the_connection_stands_before_the_code(helper, server, phone):
    """No request has gone out, and the request with the code takes that connection."""
    helper.prepare(phone)
    server.wait_until_greeted()
    assert server.log == []
    assert helper.ask_with_code(phone).outcome == "done"
    assert server.connections == 1 and len(server.log) == 1


def test_the_code_may_come_before_the_connection(helper, server, phone):
    """Someone types faster than the helper loads: two messages wait, and each is read by itself."""
    helper.prepare(phone)
    assert helper.ask_with_code(phone).outcome == "done"
    assert server.connections == 1 and len(server.log) == 1


def test_the_time_of_a_request_begins_with_its_code(helper, server, phone):
    """Whoever looks for the phone for a minute has all the time of a request left: a code that is sent and given up at
    once would be spent for nothing, and sent again."""
    begun = time.monotonic()
    helper.prepare(phone, seconds=1)
    server.wait_until_greeted()
    while time.monotonic() - begun < 2.5:  # more than the request has, and what libcurl rounds
        time.sleep(0.1)
    assert helper.ask_with_code(phone, seconds=1).outcome == "done"
    assert server.connections == 1 and len(server.log) == 1


def test_one_round_trip_is_left(server, phone):
    """The line to AWS is long: after Enter it is crossed once."""
    with Relay(server, milliseconds=20) as relay, Helper(server, server.account.users[0].keys[0]) as helper:
        helper.prepare(phone, url=relay.url)
        server.wait_until_greeted()
        before = relay.round_trips
        reply = helper.ask_with_code(phone, url=relay.url)
        assert reply.outcome == "done", reply
        assert relay.round_trips - before <= 1


def test_what_comes_next_has_the_connection_too(helper, server, phone):
    """Roles after the session: TLS is paid for once."""
    helper.prepare(phone)
    server.wait_until_greeted()
    helper.ask_with_code(phone)
    assert helper.ask("GetCallerIdentity").outcome == "done"
    assert server.connections == 1


def test_a_server_that_closes_costs_no_code(helper, server, phone):
    """The user took long: the code goes over a fresh connection and does not count as spent."""
    helper.prepare(phone)
    server.wait_until_greeted()
    server.close_all()
    reply = helper.ask_with_code(phone)
    assert reply.outcome == "done" and "spent" not in reply
    assert server.connections == 2 and len(server.log) == 1


def test_another_request_has_its_own_connection(helper, server, phone):
    """Only the request that was prepared goes over what was prepared."""
    helper.prepare(phone)
    server.wait_until_greeted()
    assert helper.ask("GetCallerIdentity").outcome == "done"
    assert [entry.action for entry in server.log] == ["GetCallerIdentity"]


def test_a_server_that_cannot_be_reached_is_said_for_the_request(helper, server, phone):
    """What fails ahead of time is nobody's business yet."""
    url = server.closed_url() + "/"
    helper.prepare(phone, url=url)
    reply = helper.ask_with_code(phone, url=url)
    assert reply.outcome == "unreachable" and reply["cause"] == "connection-refused" and "spent" not in reply


def test_a_refused_code_is_asked_for_again(helper, server, phone):
    """The first try is like any other: what AWS says of it comes back, and the next one works."""
    helper.prepare(phone)
    server.wait_until_greeted()
    reply = helper.ask_with_code(phone, code="000000")
    assert reply.outcome == "refused" and reply["code"] == "AccessDenied"
    assert helper.ask_with_code(phone).outcome == "done"
    assert server.connections == 1


def test_who_hangs_up_is_not_waited_for(server, phone):
    """The user gave up at the question: the helper is gone at once, and said nothing to AWS."""
    helper = Helper(server, server.account.users[0].keys[0])
    helper.prepare(phone)
    server.wait_until_greeted()
    assert helper.end() == (0, "")
    assert server.log == []


def test_a_code_that_may_be_lost_is_said_to_be_spent(helper, server, phone):
    """The request went out and no answer came in all its time: the code may be gone, and nothing else is."""
    server.faults.append(faults.Stall())
    helper.prepare(phone, seconds=1)
    server.wait_until_greeted()
    reply = helper.ask_with_code(phone, seconds=1)
    assert reply.outcome == "unreachable" and reply["cause"] == "timed-out" and reply["spent"] == "1"
    assert helper.ask("GetCallerIdentity")["arn"] == server.account.users[0].arn
