"""Fills the tables in doc/hooks.md with what runs have shown.

    python3 tests/table.py tools RESULTS.xml...         make tools: of the tools that ran; the rows of others stay
    python3 tests/table.py shells NAME=RESULTS.xml...   make shells: a row for each system

RESULTS.xml are what pytest writes with --junitxml. A table is between <!-- NAME --> and <!-- end of NAME -->.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from pathlib import Path

PAGE = Path(__file__).parent.parent / "doc" / "hooks.md"
SHELLS = ["bash", "zsh", "fish"]
CASE = re.compile(r"test_the_hook_beside_a_tool\[(.*)-(bash|zsh|fish)-(before|after)\]")


def outcomes(path):
    """The name of each test, and whether it passed, failed or was skipped."""
    for case in ElementTree.parse(path).iter("testcase"):
        kinds = {child.tag for child in case}
        word = "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
        yield case.get("name"), word


def rows_of_tools(paths):
    """tool -> its row; a tool that was skipped in all runs has none."""
    sys.path.insert(0, str(Path(__file__).parent / "e2e"))
    from harness_tools import TOOLS

    found = defaultdict(dict)
    for path in paths:
        for name, word in outcomes(path):
            case = CASE.fullmatch(name)
            if case and word != "skipped":
                found[case.group(1)][case.group(2), case.group(3)] = word
    rows = {}
    for tool, cases in found.items():
        shells = [shell for shell in SHELLS if (tool, shell) in TOOLS]
        run = [shell for shell in shells if cases.get((shell, "before")) == cases.get((shell, "after")) == "passed"]
        failed = [shell for shell in shells if shell not in run]
        told = [shell for shell in run if TOOLS[tool, shell].after == "told"]
        note = "in either order" if not told else "in %s load the hook after it, or doctor says so" % " and ".join(told)
        note += "; FAILS in %s" % ", ".join(failed) if failed else ""
        rows[tool] = "| %s | %s | %s |" % (tool, ", ".join(run), note)
    return rows


def row_of_system(name, path):
    counts = defaultdict(int)
    for _, word in outcomes(path):
        counts[word] += 1
    return "| %s | %d | %s | %d |" % (name, counts["passed"], counts["failed"] or "none", counts["skipped"])


def replace(name, rows):
    """Puts new rows into a table; what has none keeps its old one."""
    text = PAGE.read_text(encoding="utf-8")
    table = re.search(r"(?<=<!-- %s -->\n).*?(?=<!-- end of %s -->)" % (name, name), text, re.DOTALL)
    head, line, *old = table.group(0).strip().splitlines()
    kept = {row.split("|")[1].strip(): row for row in old}
    new = "\n".join([head, line, *[row for _, row in sorted({**kept, **rows}.items(), key=lambda one: one[0].lower())]])
    PAGE.write_text(text[: table.start()] + new + "\n" + text[table.end() :], encoding="utf-8")


def main():
    name, *words = sys.argv[1:]
    if name == "tools":
        replace(name, rows_of_tools(words))
    else:
        pairs = [word.split("=", 1) for word in words]
        replace(name, {title: row_of_system(title, path) for title, path in pairs})


if __name__ == "__main__":
    main()
