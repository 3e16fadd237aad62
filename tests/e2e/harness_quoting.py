"""Real shells that evaluate what the drivers of tests/unit print, away from the user's files."""

import os
import pathlib
import shutil
import subprocess

import pytest
from harness import BINARY

DRIVER = BINARY.parent.parent / "tests" / "driver_format"
UTF8, C = "C.UTF-8", "C"

SH = 'eval "$("$DRIVER" sh < "$INPUT")"'
FISH = '"$DRIVER" fish < "$INPUT" | source'
CSH = 'eval "`$DRIVER csh < $INPUT`"'
ELVISH = """
var all = ("$E:DRIVER" json < $E:INPUT | from-json)
keys $all | each {|name| if (eq $all[$name] $nil) { unset-env $name } else { set-env $name $all[$name] } }
""".replace('"$E:DRIVER"', "(external $E:DRIVER)")
XONSH = """
import json
for name, value in json.loads($($DRIVER json < $INPUT)).items():
    ${...}[name] = value
"""

SHELLS = {
    "dash": (["dash"], SH, UTF8),
    "dash, C": (["dash"], SH, C),
    "bash": (["bash", "--norc"], SH, UTF8),
    "bash, C": (["bash", "--norc"], SH, C),
    "bash, histexpand": (["bash", "--norc", "-o", "history", "-o", "histexpand"], SH, UTF8),
    "bash --posix": (["bash", "--norc", "--posix"], SH, UTF8),
    "zsh": (["zsh", "-f"], SH, UTF8),
    "zsh, C": (["zsh", "-f"], SH, C),
    "zsh, rcquotes": (["zsh", "-f", "-o", "rcquotes"], SH, UTF8),
    "zsh, csh junkie": (["zsh", "-f", "-o", "cshjunkiequotes", "-o", "cshjunkiehistory"], SH, UTF8),
    "zsh, globsubst": (["zsh", "-f", "-o", "globsubst", "-o", "shwordsplit", "-o", "extendedglob"], SH, UTF8),
    "ksh": (["ksh"], SH, UTF8),
    "ksh, C": (["ksh"], SH, C),
    "mksh": (["mksh"], SH, UTF8),
    "busybox sh": (["busybox", "sh"], SH, UTF8),
    "yash": (["yash", "--norcfile"], SH, UTF8),
    "fish": (["fish", "--no-config"], FISH, UTF8),
    "fish, C": (["fish", "--no-config"], FISH, C),
    "tcsh": (["tcsh", "-f"], CSH, UTF8),
    "tcsh, C": (["tcsh", "-f"], CSH, C),
    "tcsh, backslash_quote": (["tcsh", "-f"], "set backslash_quote\n" + CSH, UTF8),
    "tcsh, interactive": (["tcsh", "-f", "-i"], CSH, UTF8),
    "elvish": (["elvish", "-norc"], ELVISH, UTF8),
    "xonsh": (["xonsh", "--no-rc"], XONSH, UTF8),
}

POSIX = ["dash", "bash", "bash --posix", "zsh", "ksh", "mksh", "busybox sh", "yash"]


def each(names):
    return pytest.mark.parametrize("shell", list(names), indirect=True)


def is_utf8(value):
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


def is_ascii(value):
    return max(value, default=0) < 0x80


def holds(shell, value):
    """Whether the shell can hold the value at all, in any quotes; what csh and JSON cannot is refused."""
    if shell.argv[0] == "tcsh":
        return is_ascii(value) or (is_utf8(value) and len(value) < 2048)
    return shell.argv[0] not in ("yash", "elvish", "xonsh") or is_utf8(value)


class Shell:
    """One real shell; what it leaves in its environment is what counts. It works in the directory `place`."""

    def __init__(self, name, home, place=None):
        self.argv, self.load, self.locale = SHELLS[name]
        if shutil.which(self.argv[0]) is None:
            pytest.skip(f"{self.argv[0]} is not installed")
        self.name, self.home, self.place = name, home, place or home

    def run(self, script, pairs=(), unsets=(), **variables):
        """Runs SCRIPT, in which `self.load` evaluates the driver's text for PAIRS and UNSETS."""
        data = self.home / "input"
        data.write_bytes(b"".join(b"-%s\0\0" % name.encode() for name in unsets) +
                         b"".join(b"%s\0%s\0" % pair for pair in pairs))
        return self.run_alone(script, DRIVER=str(DRIVER), INPUT=str(data), **variables)

    def run_alone(self, script, **variables):
        """Runs SCRIPT, text or bytes."""
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.home), "TERM": "dumb", "LC_ALL": self.locale, **variables,
        }
        file = pathlib.Path(self.home / "script")
        file.write_bytes((script.encode() if isinstance(script, str) else script) + b"\n")
        by_stdin = self.argv[0] == "tcsh"
        return subprocess.run(
            self.argv if by_stdin else [*self.argv, str(file)],
            stdin=file.open() if by_stdin else subprocess.DEVNULL,
            capture_output=True, cwd=self.place, env=environment, timeout=120,
        )

    def environment_after(self, pairs=(), unsets=(), **variables):
        show = {"elvish": "exec env -0", "xonsh": "$[env -0]"}.get(self.name, "env -0")
        done = self.run(f"{self.load}\n{show}", pairs, unsets, **variables)
        assert b"=" in done.stdout, done.stderr.decode(errors="replace")[-2000:]
        found = dict(line.split(b"=", 1) for line in done.stdout.split(b"\0") if b"=" in line)
        return found, done.stderr
