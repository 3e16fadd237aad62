"""Calls of the system that fail: a sample of `make faults`, which tries each of them in turn."""

import re
import subprocess
import sys

import pytest
from harness import AS_INSTALLED as BINARY
from harness import ROOT, environment, need

SOME = "env-role,env-mfa-process,use,drop,renew-role,renew-command,exec,status-json,env-share"

pytestmark = [pytest.mark.pty, pytest.mark.plain]


def test_whatever_fails_the_end_is_clean(tmp_path):
    """A documented status, output whole or absent, the terminal as it was, no process left, and an end in time."""
    library = tmp_path / "faults.so"
    source = ROOT / "tests" / "faults" / "faults.c"
    subprocess.run([need("cc"), "-O1", "-shared", "-fPIC", "-o", library, source], check=True)
    command = [
        sys.executable, ROOT / "tests" / "faults" / "run.py", library, "--grow", "90", "--jobs", "2", "--only", SOME
    ]
    done = subprocess.run(command, env=environment(tmp_path, AWSMFA_BIN=BINARY), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    figures = re.search(r"faults: (\d+) injections in 9 scenarios and \d+ classes, 0 violations", done.stdout)
    assert int(figures.group(1)) > 150
