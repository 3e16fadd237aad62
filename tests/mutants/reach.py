"""Which end-to-end tests reach a line of src/: a file of tests at a time, counted with gcov.

    python3 reach.py BINARY OBJECTS > reach.json

BINARY is an awsmfa built with --coverage, OBJECTS the folder of its objects. Writes, for each file of tests, the
seconds that it takes and the lines that it reaches: {"test_code.py": [12.5, {"src/code/code.c": [31, 32]}]}.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TESTS = ROOT / "tests" / "e2e"
NOT_OF_THE_PROGRAM = {"test_%s.py" % name for name in "documents install interface tools pictures standin".split()}
PYTEST = ["/usr/bin/python3", "-m", "pytest", "-q", "-n", "5", "-c", "tests/e2e/pytest.ini"]  # in the root of a tree


def files():
    return sorted(path.name for path in TESTS.glob("test_*.py") if path.name not in NOT_OF_THE_PROGRAM)


def test(binary, name):
    """Runs one file of tests; what fails has reached its lines too."""
    subprocess.run([*PYTEST, TESTS / name], cwd=ROOT, env={**os.environ, "AWSMFA_BIN": str(binary)},
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # fmt: skip


def lines_reached(objects):
    """Each line that was counted in OBJECTS."""
    counts = [str(path) for path in objects.rglob("*.gcda")]
    done = subprocess.run(["gcov", "--json-format", "--stdout", *counts], cwd=ROOT, capture_output=True, text=True)
    found = {}
    for text in done.stdout.splitlines():
        for entry in json.loads(text)["files"]:
            reached = {line["line_number"] for line in entry["lines"] if line["count"] > 0}
            if reached and entry["file"].startswith("src/"):
                found.setdefault(entry["file"], set()).update(reached)
    return {name: sorted(lines) for name, lines in found.items()}


def reach(binary, objects):
    found = {}
    for name in files():
        for count in objects.rglob("*.gcda"):
            count.unlink()
        began = time.monotonic()
        test(binary, name)
        found[name] = [round(time.monotonic() - began, 1), lines_reached(objects)]
        print("%5.0f s  %s" % (found[name][0], name), file=sys.stderr, flush=True)
    return found


if __name__ == "__main__":
    json.dump(reach(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()), sys.stdout)
