"""What can go wrong between a client and AWS, one small callable each.

    sts.faults.append(faults.Throttle())                    # the next request, whatever it is
    sts.faults.append(faults.HalfAnswer(action="AssumeRole"))   # the next AssumeRole
    stall = faults.Stall()
    sts.faults.append(stall); ...; stall.wait_started(); ...; stall.release()
    sts.faults.append(lambda exchange: exchange.process())  # a function will do too

A fault is called with the Exchange instead of the normal processing. It may call `exchange.process()`, which
judges the request and gives the answer AWS would send; it returns the answer to be sent, or raises Dropped.
"""

import socket
import threading

from . import wire
from .answers import Answer, Instant
from .errors import Dropped, Refusal

GENEROUS = 60  # seconds a test waits for an event that must come


class Fault:
    early = False  # strikes before the request has been read

    def __init__(self, action=None):
        self.action = action

    @property
    def name(self):
        return type(self).__name__

    def __call__(self, exchange):
        raise NotImplementedError


class Throttle(Fault):
    def __call__(self, exchange):
        return exchange.refuse(Refusal(400, "Throttling", "Rate exceeded"))


class Refuse(Fault):
    """Any error of AWS's: Refuse(403, "RegionDisabledException", "...")."""

    def __init__(self, status, code, message, action=None):
        super().__init__(action)
        self.refusal = Refusal(status, code, message)

    def __call__(self, exchange):
        return exchange.refuse(self.refusal)


class ServerError(Fault):
    """500 or 503 with AWS's error document; with `processed` the code is spent all the same."""

    def __init__(self, status=500, processed=False, action=None):
        super().__init__(action)
        self.status = status
        self.processed = processed

    def __call__(self, exchange):
        if self.processed:
            exchange.process()
        code = "ServiceUnavailable" if self.status == 503 else "InternalFailure"
        return exchange.refuse(Refusal(self.status, code, "We encountered an internal error. Please try again."))


class Raw(Fault):
    """Any body: Raw(b"...", 200, "text/xml")."""

    def __init__(self, body, status=200, content_type="text/xml", headers=(), action=None):
        super().__init__(action)
        self.answer = Answer(status, body, content_type, headers)

    def __call__(self, exchange):
        return self.answer


class Html(Raw):
    """What a load balancer or a captive portal says."""

    def __init__(self, status=500, action=None):
        body = "<!DOCTYPE html>\n<html><head><title>Sorry</title></head><body><h1>Sorry</h1></body></html>\n"
        super().__init__(body, status, "text/html; charset=utf-8", action=action)


class Big(Fault):
    """An endless answer: ten million bytes of blank in front of it, or of `filler`."""

    def __init__(self, size=10 * 1000 * 1000, filler=b" ", action=None):
        super().__init__(action)
        self.size = size
        self.filler = filler

    def __call__(self, exchange):
        answer = exchange.process()
        answer.body = self.filler * self.size + answer.body
        return answer


class Redirect(Fault):
    """302 (or 307) to another loopback address; `sts.followed` lists who went there."""

    def __init__(self, status=302, action=None):
        super().__init__(action)
        self.status = status

    def __call__(self, exchange):
        target = exchange.sts.base_url + "/_redirected"
        return Answer(self.status, "", "text/html", [("Location", target)])


class DropBeforeReading(Fault):
    """The connection is reset when the request arrives."""

    early = True

    def __call__(self, exchange):
        exchange.connection.reset()
        raise Dropped("dropped before reading")


class DropAfterReading(Fault):
    """The request was read, not processed; the client cannot know."""

    def __call__(self, exchange):
        exchange.connection.reset()
        raise Dropped("dropped after reading")


class AnswerLost(Fault):
    """The request was processed, the code is spent, and no answer comes."""

    def __call__(self, exchange):
        exchange.process()
        exchange.connection.reset()
        raise Dropped("the answer was lost")


class HalfAnswer(Fault):
    """The head promises everything, half of the body comes, then the end (or a reset)."""

    def __init__(self, reset=False, action=None):
        super().__init__(action)
        self.reset = reset

    def __call__(self, exchange):
        answer = exchange.process()
        exchange.send_head(answer)
        exchange.connection.send(answer.body[: len(answer.body) // 2])
        if self.reset:
            exchange.connection.reset()
        raise Dropped("half an answer")


class DropMidAnswer(HalfAnswer):
    """Half of the body, then a reset."""

    def __init__(self, action=None):
        super().__init__(True, action)


class Cut(Fault):
    """A good answer that ends after so many bytes, head included. `total` is then what it would have had.

    Its end is told by its length, by "chunked" pieces of seven bytes, or by the "close" of the connection.
    """

    def __init__(self, at, framing="length", action=None):
        super().__init__(action)
        self.at = at
        self.framing = framing
        self.total = None

    def _whole(self, answer, now):
        text = wire.head(answer, len(answer.body), now, True)
        if self.framing == "length":
            return text + answer.body
        length = b"Content-Length: %d" % len(answer.body)
        if self.framing == "close":
            return text.replace(length, b"X-Nothing: 0") + answer.body
        pieces = [answer.body[start : start + 7] for start in range(0, len(answer.body), 7)]
        body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
        return text.replace(length, b"Transfer-Encoding: chunked") + body + b"0\r\n\r\n"

    def __call__(self, exchange):
        whole = self._whole(exchange.process(), exchange.now)
        self.total = len(whole)
        exchange.connection.send(whole[: self.at])
        raise Dropped("cut")


class Head(Fault):
    """A good answer whose head is changed by a function: Head(lambda head, body: ...), which gives all bytes."""

    def __init__(self, change, action=None):
        super().__init__(action)
        self.change = change

    def __call__(self, exchange):
        answer = exchange.process()
        exchange.connection.send(self.change(wire.head(answer, len(answer.body), exchange.now, True), answer.body))
        raise Dropped("a head of its own")


class Stall(Fault):
    """Holds the request until `release()` is called or the client has gone.

    By default it is processed after that; `processed=True` processes it first and holds the answer.
    """

    def __init__(self, processed=False, action=None):
        super().__init__(action)
        self.processed = processed
        self.started = threading.Event()
        self.ended = threading.Event()
        self.client_gone = False
        self._wake, self._waker = socket.socketpair()

    def release(self):
        self._waker.send(b"x")

    def wait_started(self):
        assert self.started.wait(GENEROUS), "no request came to be stalled"

    def wait_ended(self):
        assert self.ended.wait(GENEROUS), "the stalled request was neither released nor given up"

    def __call__(self, exchange):
        answer = exchange.process() if self.processed else None
        self.started.set()
        try:
            self.client_gone = exchange.connection.wait_gone(wake=self._wake)
        finally:
            self.ended.set()
        if self.client_gone:
            raise Dropped("the client gave up")
        return answer or exchange.process()


class Drip(Fault):
    """Sends the answer one byte at a time with a pause after each, until the client has gone or has it all.

    The whole answer takes at least `seconds`, if they are given, whatever its length.
    """

    def __init__(self, pause=0.2, action=None, seconds=None):
        super().__init__(action)
        self.pause = pause
        self.seconds = seconds

    def __call__(self, exchange):
        answer = exchange.process()
        exchange.send_head(answer)
        pause = self.pause if self.seconds is None else self.seconds / len(answer.body)
        for number in range(len(answer.body)):
            exchange.connection.send(answer.body[number : number + 1])
            if exchange.connection.wait_gone(seconds=pause):
                break
        raise Dropped("dripped")


class Edit(Fault):
    """Changes the values of a good answer: Edit(SessionToken="a'b", SecretAccessKey="$(touch pwned)")."""

    def __init__(self, action=None, **values):
        super().__init__(action)
        self.values = values

    def __call__(self, exchange):
        def edit(result):
            for name, value in self.values.items():
                place = result["Credentials"] if name in result.get("Credentials", {}) else result
                place[name] = value

        exchange.edit = edit
        return exchange.process()


class Expiration(Fault):
    """Another Expiration: seconds from now (-60, 10 years), or a text (garbage)."""

    def __init__(self, value, action=None):
        super().__init__(action)
        self.value = value

    def __call__(self, exchange):
        value = self.value
        if not isinstance(value, str):
            value = Instant(int(exchange.sts.now()) + value)
        return Edit(Expiration=value)(exchange)
