"""What `make coverage` promises: so much of src/ runs in the tests, and all of what a secret must not leak through.

    python3 check.py COVERAGE.json

COVERAGE.json is gcovr's. Lines that no test can reach are in unreachable.txt beside this file, each with a reason:

    src/base/io.c: return false; | the reason

They count as reached, and only while they are not. Fails if a promise is broken, if a line of that list is no longer
there, and if a test does reach it.
"""

import collections
import fnmatch
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LINES, BRANCHES = 98, 92  # percent of src/
WHOLE = ["src/base/secret.c", "src/shell/*.c", "src/sharing/store*.c"]  # every line
NEAR = 95  # percent of lines of a file; those with less are named


def unreachable():
    """For each file the texts of its lines that no test can reach."""
    found = collections.defaultdict(list)
    for line in (ROOT / "tests" / "coverage" / "unreachable.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            place, reason = line.split(" | ")
            name, text = place.split(": ", 1)
            assert reason.strip(), line
            found[name].append(text.strip())
    return found


class File:
    def __init__(self, entry, excused):
        self.name = entry["file"]
        source = (ROOT / self.name).read_text().splitlines()
        lines = [line for line in entry["lines"] if not line.get("gcovr/noncode")]
        self.missing, self.stale = [], list(excused)
        for line in lines:
            text = source[line["line_number"] - 1].strip()
            if line["count"] == 0 and text in excused:
                if text in self.stale:
                    self.stale.remove(text)
            elif line["count"] == 0:
                self.missing.append(line["line_number"])
        self.lines = len(lines)
        branches = [branch["count"] for line in lines for branch in line["branches"]]
        self.branches, self.taken = len(branches), sum(1 for count in branches if count)

    @property
    def reached(self):
        return 100 * (self.lines - len(self.missing)) / self.lines if self.lines else 100


def main(path):
    excused = unreachable()
    files = [File(entry, excused.pop(entry["file"], [])) for entry in json.loads(Path(path).read_text())["files"]]
    lines = 100 * (1 - sum(len(file.missing) for file in files) / sum(file.lines for file in files))
    branches = 100 * sum(file.taken for file in files) / sum(file.branches for file in files)
    for file in sorted(files, key=lambda file: file.reached):
        if file.reached < NEAR:
            print("%s: %.0f %% of its lines; not %s" % (file.name, file.reached, ", ".join(map(str, file.missing))))
    broken = ["%s: line %d is not reached" % (file.name, number) for file in files for number in file.missing
              if any(fnmatch.fnmatch(file.name, pattern) for pattern in WHOLE)]  # fmt: skip
    broken += ["unreachable.txt: %s: %s: reached, or no longer there" % (file.name, text)
               for file in files for text in file.stale]  # fmt: skip
    broken += ["unreachable.txt: no such file: %s" % name for name in excused]
    broken += ["%.2f %% of lines, less than %d" % (lines, LINES)] if lines < LINES else []
    broken += ["%.2f %% of branches, less than %d" % (branches, BRANCHES)] if branches < BRANCHES else []
    print("\n".join(broken + ["coverage: %.2f %% of lines, %.2f %% of branches in src/" % (lines, branches)]))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
