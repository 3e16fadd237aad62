"""Runs awsmfa in a world of its own, and looks after it: nothing changed in HOME, no secret on stderr."""

import os
import re
import signal
import stat
import subprocess
import threading
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
BINARY = Path(os.environ.get("AWSMFA_BIN") or ROOT / "build" / "bin" / "awsmfa").absolute()
# Without tests/e2e/unwiped.c: for what looks at malloc itself, or at the program as it is installed.
AS_INSTALLED = BINARY.parents[2] / "bin" / "awsmfa" if BINARY.parents[1].name == "watched" else BINARY
COUNTED = "coverage" in BINARY.parts  # by gcov, which opens files of its own
SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
GENEROUS = 60  # seconds until a child counts as hanging

# When a session ends, as awsmfa shows it; the day stands before the time only if it is not today's.
UNTIL = r"(?:\d{4}-\d\d-\d\d )?\d\d:\d\d"

# What the test programs of `make asan` and `make coverage` need to find.
PASSED_ON = re.compile(r"(ASAN|UBSAN|LSAN|MSAN)_OPTIONS|LLVM_PROFILE_FILE|GCOV_PREFIX(_STRIP)?")


def need_binary():
    if not os.access(BINARY, os.X_OK):
        pytest.fail("%s is missing: run make first" % BINARY, pytrace=False)


def need(tool, why=None):
    """Gives the tool's path, or skips the test with its name."""
    for folder in SYSTEM_PATH.split(":"):
        path = os.path.join(folder, tool)
        if os.access(path, os.X_OK):
            return path
    pytest.skip("%s is not installed%s" % (tool, ": " + why if why else ""))


def environment(home, **more):
    """The whole environment of a child. A value of None leaves the variable out."""
    env = {
        "PATH": SYSTEM_PATH,
        "HOME": str(home),
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    env.update({name: value for name, value in os.environ.items() if PASSED_ON.fullmatch(name)})
    env.update(more)
    return {name: str(value) for name, value in env.items() if value is not None}


class Home:
    """A fresh HOME. From the first command on, nothing in it may change but by this class."""

    def __init__(self, path):
        self.path = path
        self.path.mkdir(mode=0o700)
        self.aws = path / ".aws"
        self._before = None

    def __str__(self):
        return str(self.path)

    def shown(self, text):
        """What people see of a text with paths in it: ~ where one begins."""
        return re.sub(r"(?<![^\s(])%s/" % re.escape(str(self.path)), "~/", str(text))

    def credentials(self, text, mode=0o600):
        return self.write(".aws/credentials", text, mode)

    def config(self, text, mode=0o600):
        return self.write(".aws/config", text, mode)

    def write(self, name, text, mode=0o600):
        """Writes a file below HOME; also between two commands of a test."""
        self.verify()
        path = self.path / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(text, encoding="utf-8")
        path.chmod(mode)
        if self._before is not None:
            self._before = self._look()
        return path

    def freeze(self):
        """The state to compare with: what there is before the first command."""
        if self._before is None:
            self._before = self._look()

    def allow_changes(self):
        """For a test that changes HOME by other means: it compares from here on."""
        self._before = None

    def verify(self):
        if self._before is None:
            return
        now = self._look()
        names = sorted(set(now) | set(self._before))
        changed = [name for name in names if now.get(name) != self._before.get(name)]
        assert not changed, "changed in HOME: " + ", ".join(self._describe(name, now) for name in changed)

    def _describe(self, name, now):
        if name not in self._before:
            return "%s is new" % name
        if name not in now:
            return "%s is gone" % name
        return "%s: %r became %r" % (name, self._before[name][:2], now[name][:2])

    def _look(self):
        """Everything below HOME; in ~/.aws with contents, mode and times."""
        found = {}
        for folder, folders, files in os.walk(self.path):
            for name in [".", *folders, *files]:
                path = Path(folder) / name
                shown = str(path.relative_to(self.path))
                inside = shown == ".aws" or shown.startswith(".aws/")
                found[shown] = self._state(path) if inside else ()
        return found

    @staticmethod
    def _state(path):
        info = path.lstat()
        content = None
        if stat.S_ISLNK(info.st_mode):
            content = os.readlink(path)
        elif stat.S_ISREG(info.st_mode):
            content = path.read_bytes()
        return (oct(info.st_mode), info.st_mtime_ns, content)


class Person:
    """A user of the stand-in with what a test needs of them."""

    def __init__(self, sts, name):
        self.user = sts.account.user(name)
        self.key = self.user.keys[0]
        self.phone = self.user.devices[0]
        self.serial = self.phone.serial

    def keys(self, section="default"):
        """A section for ~/.aws/credentials."""
        return "[%s]\naws_access_key_id = %s\naws_secret_access_key = %s\n" % (section, self.key.id, self.key.secret)

    def profile(self, section="default"):
        """The section with the device: all that awsmfa needs."""
        return self.keys(section) + "mfa_serial = %s\n" % self.serial


class Result:
    """How a command ended. `status` is the exit status, -N for signal N."""

    def __init__(self, args, status, stdout, stderr):
        self.args = args
        self.status = status
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        return "<%s: exit %s\nstdout: %s\nstderr: %s>" % (" ".join(self.args), self.status, self.stdout, self.stderr)

    @property
    def lines(self):
        """The lines of stderr."""
        return self.stderr.splitlines()


class Running:
    """awsmfa at work: for tests that do something meanwhile."""

    def __init__(self, command, owner, env, cwd, stdin):
        self.args = command
        self._owner = owner
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=env,
            cwd=cwd,
            start_new_session=True,  # no controlling terminal: /dev/tty cannot be opened
        )
        self._stdin = stdin

    @property
    def pid(self):
        return self.process.pid

    def signal(self, number=signal.SIGTERM):
        self.process.send_signal(number)

    def finish(self, timeout=GENEROUS):
        data = self._stdin.encode("utf-8") if isinstance(self._stdin, str) else self._stdin
        try:
            stdout, stderr = self.process.communicate(data, timeout)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            stdout, stderr = self.process.communicate()
            pytest.fail("%s hangs\nstdout: %r\nstderr: %r" % (" ".join(self.args), stdout, stderr))
        out = stdout.decode("utf-8", "surrogateescape")
        result = Result(self.args, self.process.returncode, out, stderr.decode("utf-8", "surrogateescape"))
        self._owner.check(result)
        return result


class Awsmfa:
    """awsmfa("env", "-p", "work", env={...}, stdin="123456\\n") runs it to its end.

    `env` adds to the environment (None removes); `awsmfa.env` holds what every call of the test gets.
    """

    def __init__(self, home, sts):
        need_binary()
        self.home = home
        self.sts = sts
        self.env = {"AWS_ENDPOINT_URL": sts.url}
        if sts.https:
            self.env["AWS_CA_BUNDLE"] = sts.ca_file

    def start(self, *args, env=None, stdin=None, cwd=None, wrapper=()):
        """Starts it; `wrapper` is a command in front of it (strace, prlimit)."""
        self.home.freeze()
        command = [*wrapper, str(BINARY), *[str(arg) for arg in args]]
        full = environment(self.home, **{**self.env, **(env or {})})
        return Running(command, self, full, cwd or self.home.path, stdin)

    def __call__(self, *args, env=None, stdin=None, cwd=None, wrapper=(), timeout=GENEROUS):
        return self.start(*args, env=env, stdin=stdin, cwd=cwd, wrapper=wrapper).finish(timeout)

    def check(self, result):
        assert_no_secret(self.sts, result.stderr, "stderr")


def assert_no_secret(sts, text, where, codes=True):
    """No secret access key, no token and no code of the stand-in may be in the text."""
    for secret in sts.secrets():
        assert secret not in text, "a secret is on %s: %s" % (where, text)
    for code in sts.codes() if codes else ():
        assert not re.search(r"(?<!\d)%s(?!\d)" % code, text), "the code %s is on %s: %s" % (code, where, text)


class Session:
    """The session that an environment holds; falsy when there is none."""

    def __init__(self, env):
        self.key = env.get("AWS_ACCESS_KEY_ID")
        self.secret = env.get("AWS_SECRET_ACCESS_KEY")
        self.token = env.get("AWS_SESSION_TOKEN")
        self.expiration = env.get("AWS_CREDENTIAL_EXPIRATION")
        self.region = env.get("AWS_REGION")
        self.profile = env.get("AWSMFA_PROFILE")
        self.key_id = env.get("AWSMFA_KEY_ID")
        self.expires = int(env["AWSMFA_EXPIRES"]) if env.get("AWSMFA_EXPIRES", "").isdigit() else None
        self.started = int(env["AWSMFA_STARTED"]) if env.get("AWSMFA_STARTED", "").isdigit() else None

    def __bool__(self):
        return bool(self.key and self.secret and self.token)

    def is_of(self, made):
        """Whether these are exactly the keys of one session of the stand-in."""
        return (self.key, self.secret, self.token) == (made.id, made.secret, made.token)


def session_of(env):
    return Session(env)


def wait_until(epoch):
    """The one wait for time: until the local clock has passed an instant."""
    left = epoch - time.time()
    if left > 0:
        threading.Event().wait(left + 0.01)
