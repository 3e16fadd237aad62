"""Shells with the hook, which tests let hours go by in:

    shell = hooked("zsh", session=True)             # `awsmfa use` has been answered with a code
    shell.later(13 * HOUR)                          # the prompt that is shown is from this morning
    assert shell.key(answer=alice.phone) == sts.newest_session.id

The clock is another one for the shell and what it starts (clock.c). `hooked(..., clock=False)` leaves the real
clock, for tests in which a session of seconds really expires.
"""

import ctypes
import functools
import mmap
import os
import re
import shutil
import struct
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from harness import need
from harness_terminal import Terminal, plain

MINUTE, HOUR = 60, 3600
ALL_SHELLS = ["bash", "zsh", "fish"]
NEVER = 99999999999

every_shell = pytest.mark.parametrize("shell", ALL_SHELLS)
bash_and_zsh = pytest.mark.parametrize("shell", ["bash", "zsh"])


@functools.lru_cache(maxsize=None)
def clock_library():
    """clock.c, compiled once for each process of tests."""
    folder = tempfile.mkdtemp(prefix="awsmfa-clock-")
    library = os.path.join(folder, "clock.so")
    source = Path(__file__).parent / "clock.c"
    compiler = need(os.environ.get("CC", "cc").split()[-1], "the clock of the hook tests is compiled")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, str(source)], check=True)
    return library


def remove_clock_library():
    if clock_library.cache_info().currsize:
        shutil.rmtree(os.path.dirname(clock_library()), ignore_errors=True)


class Clock:
    """How far a terminal's time is ahead of ours, seconds."""

    def __init__(self, path):
        self.path = path
        path.write_bytes(bytes(ctypes.sizeof(ctypes.c_long)))
        with open(path, "r+b") as file:
            self._page = mmap.mmap(file.fileno(), 0)

    @property
    def offset(self):
        return struct.unpack("l", self._page)[0]

    @offset.setter
    def offset(self, seconds):
        self._page[:] = struct.pack("l", int(seconds))

    def environment(self):
        return {"LD_PRELOAD": clock_library(), "CLOCK_OFFSET": str(self.path)}


class HookedTerminal(Terminal):
    """A terminal whose shell has loaded the hook; `phone` answers the question of `use`."""

    def __init__(self, shell, home, sts, scratch, phone, session=False, clock=True, env=None, hook=True, **settings):
        self.phone = phone
        self.clock = Clock(Path(tempfile.mkstemp(prefix="clock-", dir=scratch)[1])) if clock else None
        more = self.clock.environment() if clock else {}
        super().__init__(shell, home, sts, scratch, env={**more, **(env or {})}, hook=hook, **settings)
        if session:
            self.use("" if session is True else session)

    # Time

    def now(self):
        return time.time() + (self.clock.offset if self.clock else 0)

    def later(self, seconds):
        """Lets time go by, while the shell waits at its prompt."""
        self.clock.offset += seconds

    def looks_in(self, point="prompt"):
        """Seconds until the hook looks again, NEVER for not at all."""
        name = "__awsmfa_%s_at" % point
        shown = self.run("echo at=$%s" % name)
        when = float(re.search(r"at=([\d.]+)", shown).group(1))
        if when >= NEVER:
            return NEVER
        if self.shell == "fish":
            boot = time.clock_gettime(time.CLOCK_BOOTTIME)
            return when - boot - (self.clock.offset if self.clock else 0)
        return when - self.now()

    # What a user does

    def use(self, arguments="", phone=None):
        done = self.run("awsmfa use %s" % arguments, answer=phone or self.phone)
        assert done.status == 0, done
        return done

    def set(self, name, value):
        """Exports a variable in the shell's own way."""
        form = "set -gx %s '%s'" if self.shell == "fish" else "export %s='%s'"
        done = self.run_quietly(form % (name, value))
        assert done == "" and done.status == 0, done

    def unset(self, *names):
        self.run_quietly("; ".join(("set -e %s" if self.shell == "fish" else "unset %s") % name for name in names))

    def key(self, answer=None):
        """The access key id that a typed command expands."""
        return re.search(r"key=(\w*)", self.run('echo "key=$AWS_ACCESS_KEY_ID"', answer=answer)).group(1)

    def begin(self, command):
        """Starts a command line that waits first; `end` lets it go on."""
        self.type("echo wait''ing; /bin/cat; " + command)
        self.expect("waiting")

    def end(self):
        self.press("\x04")

    # What is shown

    def shown_since(self, start):
        return plain(self.transcript.getvalue()[start:])

    def here(self):
        return len(self.transcript.getvalue())

    def run_quietly(self, command):
        """Runs a command; neither a question nor a word of ours may be shown up to the next prompt."""
        start = self.here()
        output = self.run(command)
        shown = self.shown_since(start)
        assert "MFA code" not in shown and "awsmfa: " not in shown, shown
        return output

    def enter(self):
        """Presses Enter at the prompt and gives what is shown up to the next prompt."""
        return self.show("")

    def show(self, line, answer=None):
        """Types a line and gives what is shown up to the next prompt. Nothing is added to the line, so that what it
        leaves in `$?` and the like is there for the next."""
        self.type(line)
        if answer is not None:
            self.answer_code(answer)
        return self.expect_prompt()

    def value(self, expression, answer=None):
        """What an expression is at the next command."""
        shown = self.show('echo "<""%s>"' % expression, answer)
        return re.search(r"\n<(.*)>\n", shown).group(1)

    # Processes

    def processes(self, *names):
        """The ids of the processes of that name in this terminal."""
        return [pid for pid, comm, leader in _processes() if comm in names and leader == self.child.pid]

    def processes_named(self, *names):
        """What /proc shows of the environment and the arguments of those processes."""
        found = [Path("/proc/%d" % pid) for pid in self.processes(*names)]
        return [
            "\n".join((path / name).read_bytes().decode("utf-8", "replace") for name in ("environ", "cmdline"))
            for path in found
        ]


def _processes():
    for path in Path("/proc").glob("[0-9]*"):
        try:
            stat = (path / "stat").read_text()
        except OSError:
            continue
        before, _, after = stat.rpartition(")")
        yield int(path.name), before.partition("(")[2], int(after.split()[3])
