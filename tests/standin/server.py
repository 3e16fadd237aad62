"""The stand-in itself: accepts connections, judges requests, keeps the log.

    with StandIn() as sts:                      # http://127.0.0.1:PORT
    with StandIn(https=True) as sts:            # https://localhost:PORT, sts.ca_file is its CA
    with StandIn(certificate="wrong-host") as sts:

What a test may turn, at any time:

    sts.clock_offset = 600      the server's clock is ahead of ours; Date, expiry and skew follow it
    sts.lifetime = 3            every session lives 3 seconds, whatever was asked for; {"AssumeRole": 3} only these
    sts.no_date = True          answers have no Date header
    sts.answer = "xml"          or "json", or "accept" (as AWS: JSON for `Accept: application/json`)
    sts.error_shape = "wrapped" or "moto", or "aws"
    sts.region, sts.iam_region  the only region accepted in a signature for sts, for iam; None accepts all
    sts.list_needs_user_name    ListMFADevices without UserName is answered as moto does, 404
    sts.list_page = 2           devices per page of ListMFADevices
    sts.next_secret = b"..."    the 40 bytes that the next virtual MFA device gets; None: random ones
    sts.path = "/sts"           the endpoint has a path
    sts.faults.append(...)      see faults.py
"""

import math
import socket
import ssl
import threading
import time
import uuid

from . import certificates, control, limits, signature, wire
from .actions import Call
from .answers import render_error, render_result
from .connection import Connection
from .errors import Dropped, Odd, Refusal
from .identities import AccessKey, Account, Registry, RoleSession, new_token
from .log import Entry, Log


class Exchange:
    """One request on its way to its answer. Faults work on this."""

    def __init__(self, sts, connection, request=None, entry=None):
        self.sts = sts
        self.connection = connection
        self.request = request
        self.entry = entry
        self.edit = None  # a function that changes a good result before it is written
        self.now = sts.now()

    def _style(self):
        if self.sts.answer != "accept":
            return self.sts.answer
        return "json" if "application/json" in (self.request.header("Accept") or "") else "xml"

    def _service(self):
        return limits.SERVICE_OF.get(self.entry.action, "sts")

    def process(self):
        """Judges the request; gives the answer AWS would send."""
        self.now = self.sts.now()
        try:
            result = self.sts.judge(self.request, self.entry, self.now)
        except Refusal as refusal:
            return self.refuse(refusal)
        if self.edit is not None:
            self.edit(result)
        answer = render_result(self._style(), self._service(), self.entry.action, result, str(uuid.uuid4()))
        self.sts.log.finish(self.entry, "ok", answer.status)
        return answer

    def refuse(self, refusal):
        """The answer for an error."""
        if isinstance(refusal, Odd):
            self.sts.oddities.append(refusal.message)
        style, shape = self._style(), self.sts.error_shape
        answer = render_error(style, self._service(), refusal, str(uuid.uuid4()), shape)
        if self.entry.outcome is None:
            self.sts.log.finish(self.entry, refusal.code, answer.status)
        return answer

    def send_head(self, answer, close=False):
        date = None if self.sts.no_date else self.now
        self.connection.send(wire.head(answer, len(answer.body), date, close))

    def send(self, answer):
        self.send_head(answer, self.sts.close_connections)
        self.connection.send(answer.body)


class StandIn:
    def __init__(self, https=False, certificate=None, account_id="123456789012"):
        self.https = https or certificate is not None
        self.certificate = certificate or "good"
        self.clock_offset = 0
        self.lifetime = None
        self.no_date = False
        self.answer = "accept"
        self.error_shape = "aws"
        self.region = None
        self.iam_region = None
        self.list_needs_user_name = False
        self.list_page = None
        self.next_secret = None
        self.path = "/"
        self.close_connections = False
        self.faults = []
        self.log = Log()
        self.oddities = []  # a test that leaves any has failed
        self.followed = []  # requests that followed a redirect
        self.handshake_failures = []
        self.connections = 0
        self.relayed = []  # ports of relays that lead here
        self.greeted = 0  # connections that stand, TLS included
        self.sessions = []  # every session made, oldest first
        self.registry = Registry()
        self.accounts = []
        self.account = self.add_account(account_id)
        self.port = None
        self._listener = None
        self._thread = None
        self._open = set()
        self._others = []  # listeners that never answer
        self._lock = threading.RLock()
        self._stopping = False

    # Life

    def start(self):
        context = certificates.server_context(self.certificate) if self.https else None
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, args=(context,), daemon=True)
        self._thread.start()
        return self

    def stop(self):
        self._stopping = True
        # A connection of our own wakes the thread that waits for one.
        socket.create_connection(("127.0.0.1", self.port)).close()
        self._thread.join()
        for sock in [self._listener, *self._others]:
            sock.close()
        with self._lock:
            for connection in self._open:
                connection.abort()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    # What a test asks for

    @property
    def base_url(self):
        # The https certificate names localhost first, as a real endpoint has a name.
        return "https://localhost:%d" % self.port if self.https else "http://127.0.0.1:%d" % self.port

    @property
    def url(self):
        return self.base_url + (self.path if self.path != "/" else "")

    def _other_url(self, sock):
        self._others.append(sock)
        sock.bind(("127.0.0.1", 0))
        return "http://127.0.0.1:%d" % sock.getsockname()[1]

    def closed_url(self):
        """An address that refuses connections for as long as the stand-in runs: bound, never listening."""
        return self._other_url(socket.socket())

    def silent_url(self):
        """An address that takes connections and says nothing."""
        sock = socket.socket()
        url = self._other_url(sock)
        sock.listen(16)
        return url

    @property
    def ca_file(self):
        return certificates.authority().ca_file

    @property
    def newest_session(self):
        return self.sessions[-1]

    def now(self):
        return time.time() + self.clock_offset

    def add_account(self, account_id, partition="aws"):
        account = Account(account_id, self.now, self.registry, partition)
        self.accounts.append(account)
        return account

    def foreign_session(self, name, seconds):
        """A session that another service gives, as Identity Center does for its role of that name."""
        role = self.find_role(self.account.arn("iam", "role/foreign-" + name)) or self.account.role("foreign-" + name)
        session = AccessKey(RoleSession(role, "alice"), token=new_token(), expires=math.floor(self.now() + seconds))
        self.registry.add(session)
        self.sessions.append(session)
        return session

    def device(self, serial):
        for account in self.accounts:
            for user in account.users:
                for device in user.devices:
                    if device.serial == serial:
                        return device
        return None

    def find_role(self, arn):
        found = [role for account in self.accounts for role in account.roles if role.arn == arn]
        return found[0] if found else None

    def requests(self, action=None, outcome=None):
        return self.log.of(action, outcome)

    def wait_for(self, action=None, count=1, outcome=None, seconds=60):
        return self.log.wait_for(action, count, outcome, seconds)

    def wait_until_greeted(self, count=1, seconds=60):
        """Waits until that many connections stand, TLS included."""
        end = time.monotonic() + seconds
        while self.greeted < count:
            assert time.monotonic() < end, "%d connections, not %d" % (self.greeted, count)
            time.sleep(0.01)

    def close_all(self):
        """Ends every open connection, as a server does that has waited long enough."""
        with self._lock:
            still_open = list(self._open)
        for connection in still_open:
            connection.abort()

    def wait_until_expired(self, session=None, margin=1.0):
        """The one wait for time: until the session is over here and by a clock that counts whole seconds."""
        left = (session or self.newest_session).expires + margin - self.now()
        if left > 0:
            threading.Event().wait(left)

    def secrets(self):
        """Every secret access key and token there is."""
        found = [key.secret for key in self.registry.all()]
        return found + [key.token for key in self.registry.all() if key.token]

    def seeds(self):
        """The secret of every MFA device that IAM has made here, as people type it."""
        found = [one for account in self.accounts for one in account.unassigned]
        found += [one for account in self.accounts for user in account.users for one in user.devices]
        return [one.seed() for one in found if len(one.secret) == 40]

    def codes(self):
        """Every code that was shown or accepted."""
        devices = [one for account in self.accounts for user in account.users for one in user.devices]
        return {code for device in devices for code in device.shown | set(device.spent)}

    # Judging

    def judge(self, request, entry, now):
        """The result of a request as a dict; raises Refusal."""
        service = limits.SERVICE_OF[entry.action]
        region = self.region if service == "sts" else self.iam_region
        with self._lock:
            key = signature.check(request, service, self.registry, now, region)
            entry.principal = key.owner.arn
            return Call(self, key, entry.action, entry.params, entry, now).run()

    def _read_entry(self, request, entry):
        """Fills the entry; raises Refusal for what is wrong before the signature is looked at."""
        try:
            entry.params = request.params()
        finally:
            entry.action = entry.params.get("Action")
            entry.code = entry.params.get("TokenCode")
            self.log.add(entry)
        hosts = ["%s:%d" % (name, port) for name in ("127.0.0.1", "localhost") for port in (self.port, *self.relayed)]
        wire.check_form(request, self.path, hosts)
        if entry.action not in limits.OPERATIONS:
            raise Odd("there is no action %s" % entry.action)
        parts = signature.parse(request)
        entry.key, entry.region, entry.service = parts["key"], parts["region"], parts["service"]

    def _take_fault(self, action, early=False):
        with self._lock:
            for fault in self.faults:
                wanted = getattr(fault, "action", None)
                if getattr(fault, "early", False) == early and wanted in (None, action):
                    self.faults.remove(fault)
                    return fault
        return None

    # Connections

    def _accept(self, context):
        while True:
            sock, _ = self._listener.accept()
            if self._stopping:
                sock.close()
                return
            self.connections += 1
            connection = Connection(sock)
            with self._lock:
                self._open.add(connection)
            threading.Thread(target=self._serve, args=(connection, context), daemon=True).start()

    def _serve(self, connection, context):
        try:
            connection.start(context)
            self.greeted += 1
            while connection.waits() and not self._stopping:
                self._serve_one(connection)
                if self.close_connections:
                    break
        except ssl.SSLError as error:
            # With TLS 1.3 a client's objection to the certificate arrives after the handshake.
            self.handshake_failures.append(str(error))
        except (Dropped, OSError, ValueError):
            pass  # the client has gone, or a fault ended the connection
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def _serve_one(self, connection):
        fault = self._take_fault(None, early=True)
        if fault is not None:
            fault(Exchange(self, connection))
        try:
            request = wire.read_request(connection.stream, "https" if self.https else "http")
        except Odd as odd:
            self.oddities.append(odd.message)
            raise Dropped(odd.message) from None
        if request.target.startswith("/_"):
            connection.send(control.answer(self, request))
            return
        entry = Entry(self.now(), request)
        exchange = Exchange(self, connection, request, entry)
        try:
            self._read_entry(request, entry)
        except Refusal as refusal:
            exchange.send(exchange.refuse(refusal))
            return
        fault = self._take_fault(entry.action)
        entry.fault = fault and getattr(fault, "name", "function")
        try:
            answer = fault(exchange) if fault else exchange.process()
            if entry.outcome is None:
                self.log.finish(entry, entry.fault, answer.status)
        except Dropped as dropped:
            if entry.outcome is None:
                self.log.finish(entry, entry.fault or str(dropped))
            raise
        exchange.send(answer)
