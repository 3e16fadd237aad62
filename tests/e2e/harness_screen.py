"""What a person sees: the output of awsmfa on a terminal, drawn by a terminal emulator.

    screen = picture(["profiles"], environment(home), width=80)
    assert screen.text == "profile  kind\\n..."
    assert screen.colour("problem") == "red"
"""

import fcntl
import os
import pty
import struct
import subprocess
import termios

import pytest

from harness import BINARY, GENEROUS


class Picture:
    """`lines` as they stand on the screen, without the blanks at their ends; `raw` as they were sent."""

    def __init__(self, raw, width, height, status):
        pyte = pytest.importorskip("pyte", reason="python3-pyte is not installed")
        self.raw, self.status = raw, status
        self._screen = pyte.Screen(width, height)
        pyte.Stream(self._screen).feed(raw)
        assert self._screen.cursor.y < height - 1, "the screen is too small for the picture"
        self.lines = [line.rstrip() for line in self._screen.display]
        while self.lines and not self.lines[-1]:
            self.lines.pop()

    @property
    def text(self):
        return "".join(line + "\n" for line in self.lines)

    def _first(self, word):
        for y, line in enumerate(self.lines):
            if word in line:
                return self._screen.buffer[y][line.index(word)]
        pytest.fail("%r is not on the screen:\n%s" % (word, self.text))

    def colour(self, word):
        """The colour of the first place where the word is; "default" for none."""
        return {"brown": "yellow"}.get(self._first(word).fg, self._first(word).fg)

    def is_bold(self, word):
        return self._first(word).bold

    def is_plain(self):
        """Whether nothing but letters was sent."""
        return "\x1b" not in self.raw


def _own(terminal):
    """Makes the child the session that owns the terminal, as a shell's command in the foreground is."""

    def before_exec():
        os.setsid()
        fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)

    return before_exec


def picture(arguments, env, width=80, height=60, watch=None, foreground=False):
    """Runs awsmfa on a terminal of that size. `watch` is called with all that was shown so far, whenever something
    is; `foreground` makes the terminal awsmfa's own, for what it says only there."""
    inside, outside = pty.openpty()
    fcntl.ioctl(outside, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    ours = {"stdin": subprocess.DEVNULL, "stdout": outside, "stderr": outside, "env": env}
    if foreground:
        ours["preexec_fn"] = _own(outside)
    with subprocess.Popen([str(BINARY), *arguments], **ours) as run:
        os.close(outside)
        text = b""
        while True:
            try:
                more = os.read(inside, 65536)
            except OSError:
                break
            if not more:
                break
            text += more
            if watch is not None:
                watch(text.decode("utf-8", "replace"))
        status = run.wait(GENEROUS)
    os.close(inside)
    return Picture(text.decode("utf-8"), width, height, status)
