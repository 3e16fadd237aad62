"""A shell that never ends: every `env` is evaluated by a real dash, and its variables are there for the next command.

    shell = Shell(awsmfa)
    shell.env("-t", alice.phone.next_code())
    assert shell.session.is_of(sts.newest_session)
    shell.age(12 * HOUR)                        # as if the session had been there that long
    shell.env("--no-input", status=6)           # a failure changes no variable: checked every time
"""

import json
import re
import time

from harness import session_of
from harness_shells import evaluate

MINUTE, HOUR = 60, 3600
OURS = re.compile(r"(AWS|AWSMFA|MFA)_")


class Shell:
    """`vars` are the variables of AWS and of awsmfa that this shell exports."""

    def __init__(self, awsmfa, **variables):
        self.awsmfa = awsmfa
        self.vars = dict(variables)

    def set(self, **variables):
        """Sets variables as the user would; None unsets."""
        self.vars = {name: value for name, value in {**self.vars, **variables}.items() if value is not None}

    def run(self, *args, stdin=None):
        """Runs awsmfa with the variables of this shell; nothing is evaluated."""
        return self.awsmfa(*args, env=self.vars, stdin=stdin)

    def env(self, *args, status=0, stdin=None):
        """The documented eval of `awsmfa env ARGS`, which must return `status`; gives the Result."""
        result = self.run("env", *args, stdin=stdin)
        assert result.status == status, result
        done = evaluate("dash", result.stdout, self.vars)
        assert done.status == status and done.stdout == "" and done.stderr == "", (result, done)
        after = {name: value for name, value in done.env.items() if OURS.match(name)}
        if status != 0:
            assert after == self.vars, "a failure changed variables"
        self.vars = after
        return result

    def drop(self):
        return self.env("--drop")

    @property
    def session(self):
        return session_of(self.vars)

    def facts(self):
        """What `status --json` says, as a dict."""
        return json.loads(self.run("status", "--json").stdout)

    def age(self, seconds):
        """Lets the session be older than it is, for awsmfa; the stand-in goes on accepting it."""
        for name in ("AWSMFA_STARTED", "AWSMFA_EXPIRES"):
            self.vars[name] = str(int(self.vars[name]) - seconds)

    def leave(self, seconds):
        """Lets the session have this many seconds left."""
        self.age(self.left() - seconds)

    def left(self):
        return int(self.vars["AWSMFA_EXPIRES"]) - int(time.time())
