"""A real shell on a real pseudo-terminal, driven as a user would: type, look, answer. It never sleeps.

    shell = terminal("zsh", hook=True)
    shell.run('awsmfa use', answer=alice.phone)     # types the next code at the question
    assert shell.run("echo hello") == "hello\\n"
    assert shell.run("false").status == 1
    shell.type("aws s3 ls"); shell.answer_code(alice.phone); shell.expect_prompt()
"""

import io
import itertools
import re
import signal

import pytest

from harness import BINARY, GENEROUS, SYSTEM_PATH, Session, assert_no_secret, environment, need, need_binary
from harness_processes import restore_pipe
from harness_shells import read_environment

PROMPT = "ready> "
QUESTION = r"MFA code for [^\r\n]*: "
COLUMNS = 200
ROWS = 50

# fish 4 without its configuration is in private mode, in which tools like zoxide keep still.
FISH_START = (
    "set -e fish_private_mode; function fish_prompt; printf '%s' 'ready> '; end; set -g fish_greeting; "
    "set -g fish_autosuggestion_enabled 0; function fish_title; end"
)
# How each shell is started without the user's or the system's start-up files.
STARTS = {
    "bash": ["bash", "--noprofile", "--norc", "-i"],
    "zsh": ["zsh", "-f", "-o", "nopromptsp", "-i"],
    "fish": ["fish", "--no-config", "-C", FISH_START, "-i"],
    "dash": ["dash", "-i"],
    "sh": ["sh", "-i"],
    "ksh": ["ksh", "-i"],
    "mksh": ["mksh", "-i"],
    "busybox": ["busybox", "sh", "-i"],
    "tcsh": ["tcsh", "-f"],
}
EVALS = {
    "fish": "awsmfa env --format fish %s | source",
    "tcsh": 'eval "`awsmfa env --format csh %s`"',
}
# Shells that do not take PS1 from the environment. In two parts, so that the echo is not the prompt.
PROMPTS = {"tcsh": 'set prompt="re""ady> "', "mksh": 'PS1="re""ady> "'}
HOOKS = {"fish": "awsmfa hook fish | source"}

ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC: titles
    r"|\x1b[ -/]*[0-~]"
)


# The line of a long wait, taken away again; on a slow machine it comes anywhere.
WAITED = re.compile(r"awsmfa: waiting for [^\r\n]* \.\.\.(?:\^C)?\r\x1b\[K")


def plain(text):
    """Terminal output as text: no escapes, no carriage returns, nothing of what was erased."""
    text = WAITED.sub("", text)
    return ESCAPES.sub("", text).replace("\r", "")


class Output(str):
    """What a command printed; `status` is its exit status."""

    status = None


class Terminal:
    """`args` replaces the start command, `env` adds to the environment, `hook=True` loads the hook."""

    def __init__(self, shell, home, sts, scratch, env=None, args=None, hook=False, columns=COLUMNS, rows=ROWS):
        pexpect = pytest.importorskip("pexpect", reason="pexpect is not installed")
        need_binary()
        self.shell = shell
        self.home = home
        self.sts = sts
        self.scratch = scratch
        self._numbers = itertools.count(1)
        self._eof = pexpect.EOF
        self._timeout = pexpect.TIMEOUT
        self.transcript = io.StringIO()
        home.freeze()
        start = args or STARTS[shell]
        self.child = pexpect.spawn(
            need(start[0]),
            start[1:],
            env=self._environment(env),
            cwd=str(home.path),
            dimensions=(rows, columns),
            encoding="utf-8",
            codec_errors="surrogateescape",
            timeout=GENEROUS,
            preexec_fn=restore_pipe,
        )
        self.child.delaybeforesend = None
        self.child.logfile_read = self.transcript
        if shell in PROMPTS:
            self.expect(r"[>#%$] ")
            self.type(PROMPTS[shell])
        self.expect_prompt()
        if hook:
            loaded = self.run(HOOKS.get(shell, 'eval "$(awsmfa hook %s)"' % shell))
            assert loaded == "" and loaded.status == 0, loaded

    def _environment(self, env):
        # Shells and SDKs keep histories and caches; none of that may land in HOME.
        settings = {
            "PATH": "%s:%s" % (BINARY.parent, SYSTEM_PATH),
            "AWS_ENDPOINT_URL": self.sts.url,
            "AWS_CA_BUNDLE": self.sts.ca_file if self.sts.https else None,
            "SHELL": "/bin/sh",
            "PS1": PROMPT,
            "ENV": "/dev/null",
            "HISTFILE": self.scratch / "history",
            "XDG_CONFIG_HOME": self.scratch / "xdg-config",
            "XDG_DATA_HOME": self.scratch / "xdg-data",
            "XDG_CACHE_HOME": self.scratch / "xdg-cache",
            "fish_features": "no-query-term",  # fish 4.9 waits 10 s for a terminal that does not say what it is
        }
        return environment(self.home, **{**settings, **(env or {})})

    # Typing and looking

    def type(self, line):
        """Types a line and Enter."""
        self.child.send(line + "\r")

    def press(self, keys):
        """Sends keys as they are: press("\\x03") is Ctrl-C."""
        self.child.send(keys)

    def expect(self, regex, timeout=GENEROUS):
        """Waits for output that matches (a dot does not match a line's end); gives the match."""
        try:
            self.child.expect([re.compile(regex)], timeout=timeout)
        except (self._timeout, self._eof) as error:
            pytest.fail("%s while waiting for %r in:\n%s" % (type(error).__name__, regex, self.seen()))
        return self.child.match

    def expect_prompt(self):
        """Waits for the next prompt; gives what was shown before it."""
        self.expect(re.escape(PROMPT))
        return plain(self.child.before)

    def expect_end(self):
        """Waits until the shell has ended; gives its exit status (-N for a signal)."""
        self.child.expect([self._eof], timeout=GENEROUS)
        self.child.wait()
        return self.child.exitstatus if self.child.signalstatus is None else -self.child.signalstatus

    def seen(self):
        """All that the terminal has shown so far."""
        return plain(self.transcript.getvalue())

    def assert_no_secret_seen(self):
        """Codes are not looked for: what the user types is visible."""
        assert_no_secret(self.sts, self.transcript.getvalue(), "the terminal", codes=False)

    # Commands

    def run(self, command, answer=None):
        """Runs a command line to its end and waits for the next prompt; `answer` is the device for a question."""
        number = next(self._numbers)
        status = "$status" if self.shell in ("fish", "tcsh", "csh") else "$?"
        # The echo of this line shows the parts, only its output shows the whole mark.
        mark = "printf '<%%s:%%s>\\n' end%d %s" % (number, status)
        self.type("%s; %s" % (command, mark) if command else mark)
        if answer is not None:
            self.answer_code(answer)
        match = self.expect(r"<end%d:(\d+)>\r?\n" % number)
        # Some shells echo a line twice when it comes early, so the output starts behind the last echo of the mark.
        # After a question the echo is gone already, and the code just typed takes its place.
        _, _, shown = plain(self.child.before).rpartition("end%d %s" % (number, status))
        _, _, shown = shown.partition("\n")
        output = Output(shown)
        output.status = int(match.group(1))
        self.expect_prompt()
        return output

    def last_status(self):
        """What `$?` is at the prompt."""
        return self.run("").status

    def answer_code(self, device, code=None):
        """Waits for the question and types the device's next code; gives the question."""
        question = self.expect(QUESTION).group(0)
        self.type(code or device.next_code())
        return question

    def evaluate(self, arguments="", answer=None):
        """The documented eval of this shell: evaluate("-p work", answer=alice.phone)."""
        line = EVALS.get(self.shell, 'eval "$(awsmfa env %s)"')
        return self.run((line % arguments).replace(" )", ")"), answer=answer)

    def env(self):
        """The environment that a child of the shell sees."""
        path = self.scratch / ("env-%d" % next(self._numbers))
        done = self.run("/usr/bin/env -0 > %s" % path)
        assert done.status == 0, done
        return read_environment(path)

    def session(self):
        return Session(self.env())

    # The end

    def close(self):
        """Kills the shell and closes the terminal: a hang-up for everything in it."""
        if self.child.closed:
            return
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
            self.child.wait()
        self.child.ptyproc.delayafterclose = 0
        self.child.close(force=True)
