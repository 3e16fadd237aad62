"""One world for many runs: a stand-in that takes every code, a home with profiles of each kind, sessions to hold."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from harness import BINARY, Home, Person, environment
from harness_shells import evaluate
from scenarios import CODE
from standin import StandIn


class World:
    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="awsmfa-faults-"))
        self.runtime = Path(tempfile.mkdtemp(prefix="awsmfa-faults-", dir="/dev/shm"))
        self.home = Home(self.folder / "home")
        self.sts = StandIn().start()
        self.sts.account.user("alice").device()
        self.alice = Person(self.sts, "alice")
        self.alice.phone.accept = lambda code: True
        self.role = self.sts.account.role("ops", mfa=True)
        self.log = self.folder / "log"
        self._sessions = {}
        self._write_files()

    def close(self):
        self.sts.stop()
        shutil.rmtree(self.folder)
        shutil.rmtree(self.runtime)

    def _write_files(self):
        key, serial = self.alice.key, "mfa_serial = %s\n" % self.alice.serial
        document = '{"Version": 1, "AccessKeyId": "%s", "SecretAccessKey": "%s"}' % (key.id, key.secret)
        self.home.credentials(self.alice.profile() + self.alice.keys("bare") + self.alice.profile("process") +
                              "mfa_process = echo %s\n" % CODE)  # fmt: skip
        self.home.write("document", document)
        self.home.config(
            "[profile ops]\nrole_arn = %s\nsource_profile = default\nregion = eu-west-1\n"
            "[profile foreign]\n%scredential_process = cat %s/document\n" % (self.role.arn, serial, self.home.path)
        )

    @property
    def env(self):
        return environment(self.home, AWS_ENDPOINT_URL=self.sts.url, AWS_MAX_ATTEMPTS="2")

    def _run(self, *args, **env):
        done = subprocess.run([BINARY, *args], env={**self.env, **env}, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, start_new_session=True)  # fmt: skip
        assert done.returncode == 0, done
        return done.stdout

    def _get(self, profile):
        """The variables and the private state of a hooked shell after `awsmfa use PROFILE`."""
        if profile not in self._sessions:
            text = self._run("use", profile, "-t", CODE, _AWSMFA_SHELL="bash", _AWSMFA_STATE="")
            more = '\nexport STATE="${__awsmfa_state[0]}"\n'
            after = evaluate("bash", text + more).env
            state = after.pop("STATE")
            self._sessions[profile] = {name: value for name, value in after.items() if re.match("AWS", name)}, state
        return self._sessions[profile]

    def session(self, profile="default"):
        return self._get(profile)[0]

    def state(self, profile="default"):
        return self._get(profile)[1]

    def share(self):
        """Puts a session into the shared store."""
        if not list(self.runtime.glob("awsmfa/%s" % self.alice.key.id)):
            self._run("env", "-t", CODE, XDG_RUNTIME_DIR=str(self.runtime), AWSMFA_SHARE="1")

    def forget(self):
        """Empties the shared store, as it was before a run."""
        shutil.rmtree(self.runtime / "awsmfa", ignore_errors=True)
