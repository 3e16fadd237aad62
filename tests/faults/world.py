"""One world for many runs: a stand-in that takes every code, a home with profiles of each kind, sessions to hold, and
a command of `exec --refresh` that runs all the time."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from harness import BINARY, GENEROUS, Home, Person, environment
from harness_aws import AwsCli
from harness_shells import evaluate
from scenarios import CODE
from standin import StandIn
from standin.authenticator import STEP_SECONDS, totp


class World:
    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="awsmfa-faults-"))
        self.runtime, self.live = (Path(tempfile.mkdtemp(prefix="awsmfa-faults-", dir="/dev/shm")) for _ in range(2))
        self.home = Home(self.folder / "home")
        self.sts = StandIn().start()
        self.sts.account.user("alice").device()
        self.alice = Person(self.sts, "alice")
        self.alice.phone.accept = lambda code: True
        self.role = self.sts.account.role("ops", mfa=True)
        self.open_role = self.sts.account.role("open")
        self.log = self.folder / "log"
        self.newcomer = self.sts.account.user("bob")
        self.aws_cli = AwsCli(self.folder / "aws-cli", self.sts)
        self.aws_cli.log_in("corp")
        self._sessions = {}
        self._write_files()
        self._start_command()

    def close(self):
        os.close(self._end)
        self._wait_for(lambda: not list(self.live.glob("awsmfa-run.*")))
        self.sts.stop()
        for folder in (self.folder, self.runtime, self.live):
            shutil.rmtree(folder)

    def _write_files(self):
        newcomer = self.newcomer.keys[0]
        key, serial = self.alice.key, "mfa_serial = %s\n" % self.alice.serial
        document = '{"Version": 1, "AccessKeyId": "%s", "SecretAccessKey": "%s"}' % (key.id, key.secret)
        self.home.credentials(self.alice.profile() + self.alice.keys("bare") + self.alice.profile("process") +
                              "mfa_process = echo %s\n" % CODE + "[newcomer]\naws_access_key_id = %s\n"
                              "aws_secret_access_key = %s\n" % (newcomer.id, newcomer.secret))  # fmt: skip
        self.home.write("document", document)
        self.home.config(
            "[profile ops]\nrole_arn = %s\nsource_profile = default\nregion = eu-west-1\n"
            "[profile foreign]\n%scredential_process = cat %s/document\n" % (self.role.arn, serial, self.home.path) +
            "[profile corp]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Dev\n"
            "[profile on-corp]\nrole_arn = %s\nsource_profile = corp\nregion = eu-west-1\n" % self.open_role.arn
        )

    # The command of `exec --refresh`

    @staticmethod
    def _wait_for(condition):
        deadline = time.monotonic() + GENEROUS
        while not condition():
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def _start_command(self):
        """It ends when we do, whatever ends us: it reads from a pipe of ours. Not a child: those are counted."""
        there = self.folder / "environment"
        reading, self._end = os.pipe()
        words = [BINARY, "exec", "--refresh", "-p", "ops", "-t", CODE, "--", "/bin/sh", "-c",
                 "env -0 > $0.new; mv $0.new $0; cat", there]  # fmt: skip
        subprocess.run(["/bin/sh", "-c", 'exec 3<&0; "$@" <&3 3<&- >/dev/null 2>&1 &', "sh", *words], stdin=reading,
                       env={**self.env, "XDG_RUNTIME_DIR": str(self.live)}, check=True)  # fmt: skip
        os.close(reading)
        self._wait_for(there.exists)
        self._inside = dict(one.split("=", 1) for one in there.read_text().split("\0") if one)
        self._place = Path(self._inside["AWS_CONFIG_FILE"]).parent
        self._at_first = set(self._place.iterdir())
        config = (self._place / "config").read_text()
        self.number = re.search(r"\[profile ops\][^[]*run-credentials (\d+)", config).group(1)

    def inside(self):
        """The environment of that command, which has asked for nothing yet."""
        for path in set(self._place.iterdir()) - self._at_first:
            path.unlink()
        return self._inside

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
        """Empties the shared store and what runs have left, as it was before a run."""
        for path in self.runtime.iterdir():
            shutil.rmtree(path, ignore_errors=True)

    # The user who gets a device

    def take_device(self):
        self.newcomer.devices.clear()
        self.sts.account.unassigned.clear()

    def devices(self):
        """Those that IAM has made for the user, and those of them that the user has."""
        return [*self.sts.account.unassigned, *self.newcomer.devices], list(self.newcomer.devices)

    def code_of_device(self, number):
        """The code number NUMBER that its authenticator shows."""
        made = self.devices()[0]
        return totp(made[0].secret, int(self.sts.now()) // STEP_SECONDS + number) if made else CODE
