"""make pictures: what a terminal shows during a day with awsmfa, recorded from a real bash on a real pseudo-terminal.

    PYTHONPATH=tests /usr/bin/python3 doc/pictures/record.py build doc/pictures

Writes terminal-light.svg and terminal-dark.svg, the same bytes whenever it is run. The program is the one in build/bin.
The server is the stand-in of the tests, under the name of AWS's own; shell, program and server have a clock that this
script sets before each line, so that a night is over in no time.
"""

import codecs
import ctypes
import hashlib
import mmap
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time

from screen import Screen, draw
from standin import StandIn, certificates, wire
from standin.proxy import Gateway

SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
PATIENCE = 30  # seconds until a step counts as hanging
COLUMNS = 80
HOST = "sts.eu-west-1.amazonaws.com"
MORNING = 1935822725  # 2031-05-06 08:32:05 UTC: later than the start of any certificate made today
MINUTE, HOUR = 60, 3600

# A program that uses the session, as any with an AWS SDK does.
WHOAMI = """\
#!%s
import botocore.session
print(botocore.session.Session().create_client("sts").get_caller_identity()["Arn"])
"""

BASHRC = """\
PS1='\\[\\e[32m\\]\\A\\[\\e[m\\] ~ $ '
eval "$(awsmfa hook bash)"
"""


class Clock:
    """The time of everybody here; `set` makes it that time, from which it runs on."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "clock")
        with open(self.path, "wb") as file:
            file.write(bytes(ctypes.sizeof(ctypes.c_long)))
        with open(self.path, "r+b") as file:
            self._page = mmap.mmap(file.fileno(), 0)
        self.library = os.path.join(folder, "clock.so")
        source = os.path.join(os.path.dirname(__file__), "..", "..", "tests", "e2e", "clock.c")
        compiler = os.environ.get("CC", "cc").split()
        subprocess.run([*compiler, "-shared", "-fPIC", "-O1", "-o", self.library, source], check=True)

    def set(self, when, sts):
        sts.clock_offset = when - int(time.time())
        self._page[:] = struct.pack("l", sts.clock_offset)


class Terminal:
    """bash on a terminal of its own, whose screen is kept."""

    def __init__(self, env, folder):
        self.screen = Screen(COLUMNS)
        self.decoder = codecs.getincrementaldecoder("utf-8")()  # a read may end within a letter
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGPIPE):
                signal.signal(number, signal.SIG_DFL)
            os.chdir(folder)
            rc = os.path.join(folder, ".bashrc")
            os.execve(shutil.which("bash", path=SYSTEM_PATH), ["bash", "--rcfile", rc, "--noediting", "-i"], env)
        self.wait(r" \$ $")

    def wait(self, ending):
        """Waits until the screen ends so."""
        deadline = time.monotonic() + PATIENCE
        while not re.search(ending, self.screen.text()):
            ready, _, _ = select.select([self.fd], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                sys.exit("record.py: nothing happened for %d seconds:\n%s" % (PATIENCE, self.screen.text()))
            self.screen.feed(self.decoder.decode(os.read(self.fd, 65536)))

    def type(self, text):
        os.write(self.fd, (text + "\r").encode())

    def run(self, line, phone=None):
        """Types a line, and a code if there is a phone, and waits for the next prompt."""
        self.type(line)
        if phone is not None:
            self.wait(re.escape(line) + r"\n(.*\n)*MFA code for .*: $")
            line = phone.next_code()
            self.type(line)
        self.wait(re.escape(line) + r"\n(.*\n)*.* \$ $")

    def close(self):
        os.close(self.fd)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def write(path, text, mode=0o600):
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with open(path, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(text)


def install(build, folder, clock):
    """awsmfa in a place of its own, for its helper gets nothing of our environment and needs the clock as well."""
    os.makedirs(folder + "/bin")
    shutil.copy(os.path.join(build, "bin", "awsmfa"), folder + "/bin")
    helper = os.path.abspath(os.path.join(build, "libexec", "awsmfa", "awsmfa-sts"))
    script = "#!/bin/sh\nLD_PRELOAD=%s CLOCK_OFFSET=%s exec %s \"$@\"\n" % (clock.library, clock.path, helper)
    write(folder + "/libexec/awsmfa/awsmfa-sts", script, 0o700)


def play(terminal, clock, sts, phone):
    """A day, line by line, each at its time."""
    for when, line, asks in (
        (MORNING, "awsmfa use", True),
        (MORNING + 2 * MINUTE, "awsmfa use ops", False),
        (MORNING + 2 * MINUTE + 30, "awsmfa status", False),
        (MORNING + 24 * HOUR, "aws-whoami    # the next morning, at the prompt of yesterday", True),
    ):
        clock.set(when, sts)
        terminal.run(line, phone if asks else None)


def record(build, folder):
    """The screen at the end of the day."""
    certificates.NAMES["aws"] = "DNS:" + HOST
    check = wire.check_form
    wire.check_form = lambda request, path, hosts: check(request, path, [*hosts, HOST])
    with StandIn(certificate="aws") as sts, Gateway(sts.port) as proxy:
        clock = Clock(folder)
        clock.set(MORNING, sts)
        alice = sts.account.user("alice")
        phone = alice.device()
        phone.secret = hashlib.sha256(b"a picture").digest()[:20]
        role = sts.account.role("ops", mfa=True)
        key = alice.keys[0]
        home, tools = os.path.join(folder, "home"), os.path.join(folder, "bin")
        write(home + "/.bashrc", BASHRC)
        write(
            home + "/.aws/credentials",
            "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n" % (key.id, key.secret),
        )
        write(
            home + "/.aws/config",
            "[default]\nregion = eu-west-1\nmfa_serial = %s\n\n"
            "[profile ops]\nrole_arn = %s\nsource_profile = default\nregion = eu-west-1\n"
            "role_session_name = alice\n"
            % (phone.serial, role.arn),
        )
        install(build, folder, clock)
        write(tools + "/aws-whoami", WHOAMI % sys.executable, 0o700)
        env = {"PATH": "%s:%s" % (tools, SYSTEM_PATH), "HOME": home, "USER": "alice"}
        env |= {"TERM": "xterm", "LANG": "C.UTF-8", "TZ": "UTC", "HISTFILE": "/dev/null"}
        env |= {"https_proxy": proxy.url, "AWS_CA_BUNDLE": sts.ca_file, "AWS_STS_REGIONAL_ENDPOINTS": "regional"}
        env |= {"LD_PRELOAD": clock.library, "CLOCK_OFFSET": clock.path}
        terminal = Terminal(env, home)
        try:
            play(terminal, clock, sts, phone)
        finally:
            terminal.close()
        if sts.oddities:
            sys.exit("record.py: the server saw what no correct client sends: %s" % sts.oddities)
        return terminal.screen


def main():
    build, target = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="awsmfa-picture-") as folder:
        screen = record(build, folder)
    for theme in ("light", "dark"):
        write(os.path.join(target, "terminal-%s.svg" % theme), draw(screen, theme), 0o644)


if __name__ == "__main__":
    main()
