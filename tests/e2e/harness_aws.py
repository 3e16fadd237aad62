"""A stand-in for the AWS CLI (standin/aws_cli.py), which a test puts into PATH and turns:

    aws_cli.log_in("corp")                      # as `aws sso login` does for the sso-session corp
    awsmfa("env", "dev", env=aws_cli.env)
    assert aws_cli.runs == 1
    aws_cli.set(lifetime=5)                     # how long the sessions live that it gives; 900 without
    aws_cli.set(refreshes=False)                # it keeps the session it has to its end, and longer
    aws_cli.set(fail="no", status=255)          # it says so and ends
    aws_cli.hold("running")                     # it waits there until `release`; "writing": while it writes its cache
    aws_cli.set(edit={"SessionToken": None}, print="{}", version=1)

After the test no run may have been ended in the middle, and no two at once have used the same login.
"""

import json
import os
import time
import urllib.parse

from harness import BINARY, GENEROUS, SYSTEM_PATH
from standin import StandIn

PROGRAM = """#!/usr/bin/python3
import runpy, sys
runpy.run_path(%r, init_globals={"FOLDER": %r, "PROGRAM": sys.argv[0]}, run_name="__main__")
"""


def _program():
    import standin

    return os.path.join(os.path.dirname(os.path.abspath(standin.__file__)), "aws_cli.py")


class AwsCli:
    def __init__(self, folder, sts: StandIn):
        self.folder = folder
        self.folder.mkdir()
        self.bin = folder / "bin"
        self.runtime = folder / "run"
        self.runtime.mkdir(mode=0o700)
        self.settings = {
            "sts": sts.base_url, "lifetime": 900, "refreshes": True, "version": 2, "fail": None, "status": 255,
            "edit": {}, "print": None,
        }
        self.set()
        self.install(self.bin)

    def install(self, folder):
        """Writes a program `aws` into the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "aws"
        path.write_text(PROGRAM % (_program(), str(self.folder)))
        path.chmod(0o755)
        return path

    @property
    def program(self):
        return str(self.bin / "aws")

    @property
    def path(self):
        return "%s:%s:%s" % (self.bin, BINARY.parent, SYSTEM_PATH)

    @property
    def env(self):
        return {"PATH": self.path, "XDG_RUNTIME_DIR": str(self.runtime)}

    def set(self, **settings):
        self.settings.update(settings)
        new = self.folder / "settings.new"
        new.write_text(json.dumps(self.settings))
        new.rename(self.folder / "settings.json")

    # Logins

    def _cache(self, login):
        return self.folder / ("login-" + urllib.parse.quote(login, safe=""))

    def log_in(self, login):
        self._cache(login).write_text(json.dumps({"refresh": os.urandom(8).hex()}))

    def log_out(self, login):
        self._cache(login).unlink()

    # Points at which it waits

    def hold(self, point):
        (self.folder / ("hold-" + point)).touch()

    def release(self, point):
        (self.folder / ("hold-" + point)).unlink()

    def wait_until_at(self, point, times=1):
        """Waits until it has come to the point so often."""
        end = time.monotonic() + GENEROUS
        while self._lines("points").count(point) < times:
            assert time.monotonic() < end, "the AWS CLI was not run %d times: %s" % (times, self._lines("points"))
            time.sleep(0.02)

    def wait_until_idle(self):
        end = time.monotonic() + GENEROUS
        while list(self.folder.glob("*.running")):
            assert time.monotonic() < end, "the AWS CLI still runs"
            time.sleep(0.02)

    # What it saw

    def _lines(self, name):
        path = self.folder / name
        return path.read_text().splitlines() if path.exists() else []

    @property
    def log(self):
        """Its runs: arguments, environment, terminal, input, pid."""
        return [json.loads(line) for line in self._lines("log")]

    @property
    def exports(self):
        """The runs that export credentials."""
        return [one for one in self.log if one["arguments"][:2] == ["configure", "export-credentials"]]

    @property
    def runs(self):
        return len(self.exports)

    def verify(self):
        """Lets those go on that still wait."""
        for path in self.folder.glob("hold-*"):
            path.unlink()
        self.wait_until_idle()
        assert self._lines("oddities") == []
