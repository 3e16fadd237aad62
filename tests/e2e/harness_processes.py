"""Processes that tests start: with the signals of a terminal's foreground, and gone after the test.

    use_usual_signals()             what starts later ignores no signal, however we were started
    adopt_orphans()                 what loses its parent becomes our child, and can be found
    with no_process_left():         fails if something that the block started is there 10 seconds after it,
        ...                         but for commands that it may leave: they are ended without a word

Orphans can be found on Linux only; elsewhere nothing is looked for.
"""

import contextlib
import ctypes
import glob
import os
import re
import select
import signal
import sys
import time

import pytest

ENDING = 10  # seconds that a process may take to end after the test that started it
PR_SET_CHILD_SUBREAPER = 36
OF_PYTHON = {signal.SIGPIPE, signal.SIGXFSZ}  # ignored by Python itself; subprocess gives them back


def use_usual_signals():
    """A shell lets its background jobs ignore SIGINT, nohup SIGHUP, and children inherit that."""
    for number in signal.valid_signals() - OF_PYTHON:
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


def restore_pipe():
    """For pexpect, which does not: to be called between fork and exec."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def adopt_orphans():
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _parents():
    """The parent of every process, zombies left out."""
    parents = {}
    for name in os.listdir("/proc") if sys.platform == "linux" else ():
        if name.isdigit():
            with contextlib.suppress(OSError), open("/proc/%s/stat" % name, "rb") as file:
                state, parent = file.read().rpartition(b")")[2].split()[:2]
                if state != b"Z":
                    parents[int(name)] = int(parent)
    return parents


def memory_of(pid):
    """Everything that is written in the memory of a process, as one long piece. Root may look, the user may not."""
    pieces, folder = [], "/proc/%d/" % pid
    with open(folder + "maps") as maps, open(folder + "mem", "rb", 0) as memory:
        for line in maps:
            place, rights = line.split()[:2]
            if not rights.startswith("rw"):
                continue
            start, end = (int(part, 16) for part in place.split("-"))
            if end - start > 1 << 30:  # a sanitizer's own book-keeping
                continue
            memory.seek(start)
            pieces.append(os.read(memory.fileno(), end - start))
    return b"\0".join(pieces)


def wait_for_file(pid, name, seconds=60):
    """Waits until a process has a file open whose path has NAME, a pattern, in it. Only root may look."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for path in glob.glob("/proc/%d/fd/*" % pid):
            with contextlib.suppress(OSError):
                if re.search(name, os.readlink(path)):
                    return
        time.sleep(0.01)
    raise AssertionError("process %d has not opened %s" % (pid, name))


def descendants():
    """The processes that we have started, and those that they have."""
    parents, found, news = _parents(), set(), {os.getpid()}
    while news:
        news = {pid for pid, parent in parents.items() if parent in news} - found
        found |= news
    return found


def _command(pid):
    try:
        with open("/proc/%d/cmdline" % pid, "rb") as file:
            return file.read().replace(b"\0", b" ").decode(errors="replace").strip() or "[%d]" % pid
    except OSError:
        return "[%d]" % pid


def _has_ended(pid, deadline):
    """Waits for its end."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        left = max(0, deadline - time.monotonic())
        return bool(select.select([handle], [], [], left)[0])
    finally:
        os.close(handle)


def _end(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)  # an orphan that became ours


@contextlib.contextmanager
def no_process_left(may_leave=()):
    before = descendants()
    yield
    deadline = time.monotonic() + ENDING
    news = descendants() - before
    for pid in [pid for pid in news if _command(pid) in may_leave]:
        _end(pid)
    left = [pid for pid in news if not _has_ended(pid, deadline)]
    names = [_command(pid) for pid in left]
    for pid in left:
        _end(pid)
    if names:
        pytest.fail("left behind: %s" % ", ".join(names), pytrace=False)
