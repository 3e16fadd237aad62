"""Speaks to awsmfa-sts as awsmfa does: lines over a socketpair, as src/types/wire.h has them."""

import os
import socket
import subprocess
import time
from urllib.parse import quote, unquote

from harness import BINARY, GENEROUS, PASSED_ON, environment
from harness_processes import memory_of

HELPER = BINARY.parent.parent / "libexec" / "awsmfa" / "awsmfa-sts"


class Reply(dict):
    """One answer, by its keys; `devices` has what may come more than once."""

    def __init__(self, lines, seconds):
        super().__init__(reversed(lines))  # of two lines the first counts
        self.devices = [value for key, value in lines if key == "device"]
        self.seconds = seconds

    @property
    def outcome(self):
        return self["outcome"]


class Helper:
    """A running awsmfa-sts. `env` is added to what awsmfa leaves of the environment: nothing."""

    def __init__(self, sts, keys, **env):
        self.sts = sts
        self.keys = keys
        self._socket, other = socket.socketpair()
        kept = {name: value for name, value in environment("/").items() if PASSED_ON.fullmatch(name)}
        self.process = subprocess.Popen(
            [str(HELPER)],
            stdin=other,
            stdout=other,
            stderr=subprocess.PIPE,
            env={**kept, **env},
            start_new_session=True,
        )
        other.close()
        self._answers = self._socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        status, said = self.end()
        if kind is None:
            assert (status, said) == (0, ""), said

    def end(self):
        """Hangs up. Gives the exit status and what it said on stderr, which is nothing."""
        self._answers.close()
        self._socket.close()
        _, said = self.process.communicate(timeout=GENEROUS)
        return self.process.returncode, said.decode()

    def send(self, action="GetSessionToken", parameters=None, keys=None, **fields):
        """Sends a request; the fields of wire.h replace the usual ones."""
        keys = keys or self.keys
        service = "iam" if action.startswith("List") else "sts"
        lines = {
            "action": action,
            "service": service,
            "url": self.sts.url,
            "region": "us-east-1",
            "access_key_id": keys.id,
            "secret_access_key": keys.secret,
            "session_token": keys.token or "",
            "ca_bundle": self.sts.ca_file if self.sts.https else "",
            "connect_seconds": 10,
            "seconds": 30,
            "attempts": 3,
            **fields,
        }
        lines.update(("parameter." + name, value) for name, value in (parameters or {}).items())
        text = "".join("%s=%s\n" % (name, quote(str(value), safe="")) for name, value in lines.items())
        self._socket.sendall(text.encode("ascii") + b"\n")

    def receive(self):
        """The next answer; None when the helper has hung up."""
        lines, start = [], time.monotonic()
        for line in self._answers:
            if line == b"\n":
                return Reply(lines, time.monotonic() - start)
            name, _, value = line.decode("ascii").rstrip("\n").partition("=")
            lines.append((name, unquote(value)))
        return None

    def ask(self, *args, **fields):
        self.send(*args, **fields)
        return self.receive()

    def prepare(self, phone, **fields):
        """What comes while the user types: the same request, without the code."""
        self.send(parameters={"SerialNumber": phone.serial, "TokenCode": "000000"}, prepare=1, **fields)

    def ask_with_code(self, phone, code=None, **fields):
        code = code or phone.next_code()
        return self.ask(parameters={"SerialNumber": phone.serial, "TokenCode": code}, **fields)

    def memory(self):
        """Everything that is written in its memory, as one long piece. Root may look, the user may not."""
        return memory_of(self.process.pid)
