"""What the stand-in saw, and waiting for it: tests wait for events, never for time."""

import threading

GENEROUS = 60  # seconds until a wait gives up; only a failing test gets there


class Entry:
    """One request."""

    def __init__(self, time, request):
        self.time = time  # by the server's clock
        self.headers = list(request.headers)
        self.user_agent = request.header("User-Agent")
        self.body = request.body
        self.action = None
        self.params = {}
        self.key = None  # access key id that it claims to be signed with
        self.region = None  # of the credential scope
        self.service = None
        self.principal = None  # ARN of the caller, once the signature was found good
        self.code = None
        self.code_accepted = None  # None: there was no code or it was not looked at
        self.session = None  # the AccessKey that was made
        self.fault = None  # name of the fault that struck it
        self.status = None
        self.outcome = None  # None while under way, "ok", an error code, or the fault's name

    def header(self, name):
        return dict((one.lower(), value) for one, value in self.headers).get(name.lower())

    def __repr__(self):
        text = "%s %s key=%s" % (self.action, self.outcome or "under way", self.key)
        if self.code is not None:
            text += " code=%s" % {None: "not judged", True: "accepted", False: "refused"}[self.code_accepted]
        return "<%s>" % text


class Log(list):
    """The list of all entries, oldest first."""

    def __init__(self):
        super().__init__()
        self.changed = threading.Condition()

    def add(self, entry):
        with self.changed:
            self.append(entry)
            self.changed.notify_all()

    def finish(self, entry, outcome, status=None):
        with self.changed:
            entry.outcome = outcome
            entry.status = status
            self.changed.notify_all()

    def of(self, action=None, outcome=None):
        """The entries with this action and outcome; without an outcome also those under way."""
        with self.changed:
            return [
                entry
                for entry in self
                if (action is None or entry.action == action) and (outcome is None or entry.outcome == outcome)
            ]

    def wait_for(self, action=None, count=1, outcome=None, seconds=GENEROUS):
        """Waits until at least `count` such requests have come; gives them."""
        with self.changed:
            came = self.changed.wait_for(lambda: len(self.of(action, outcome)) >= count, seconds)
            found = self.of(action, outcome)
        assert came, "waited for %d x %s (%s), saw %r" % (count, action or "anything", outcome or "any end", list(self))
        return found
