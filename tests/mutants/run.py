"""Makes small mistakes in awsmfa, one at a time, and counts how many of them the tests notice.

    python3 run.py FOLDER REACH [--number N] [--seed S]

FOLDER gets a copy of the tree, in which the mistakes are made; REACH is what reach.py has written. Draws N mistakes
(40) of those in changes.py, from the rooms that a secret, a session or shell code goes through and from the hooks, no
two in one file while there are others. Each is compiled; then come the unit tests, and of the end-to-end tests those
that reach the line, the quick ones first. A test that fails must fail twice. Prints each mistake that nobody notices.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

from changes import applied, changes
from reach import PYTEST

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = "aws assign code helper profile refresh session sharing shell types".split()
SECRETS = ["src/base/%s.c" % name for name in "secret wiping process io io_read percent".split()]
HOOKS = ["shell/awsmfa.bash", "shell/awsmfa.zsh", "shell/awsmfa.fish"]
PROGRAMS = ["all", "build/watched/bin/awsmfa"]
MINUTE = 60
NO_TESTS = 5  # pytest's status
OURS = re.compile(r"(?!AWSMFA_BIN)AWS|MAKE|MFLAGS|.*_proxy", re.I)  # not of those who test it elsewhere
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+?::.*?)(?: - .*)?$", re.M)


class Tree:
    """The copy in which the mistakes are made, built."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        for name in os.fsdecode(files).split("\0")[:-1]:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name, follow_symlinks=False)
        self.units = sorted("build/tests/%s" % path.stem for path in (folder / "tests" / "unit").glob("check_*.c"))
        self.drivers = sorted("build/tests/%s" % path.stem for path in (folder / "tests" / "unit").glob("driver_*.c"))

    def run(self, *command, seconds=30 * MINUTE):
        env = {**os.environ, "AWSMFA_BIN": str(self.folder / "build" / "watched" / "bin" / "awsmfa")}
        for name in [name for name in env if OURS.match(name)]:
            del env[name]
        running = subprocess.Popen(
            command, cwd=self.folder, env=env, text=True, errors="replace", start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            said, _ = running.communicate(timeout=seconds)
            return running.returncode, said
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, 9)
            return 1, running.communicate()[0] + "no end within %d s" % seconds

    def build(self):
        return self.run("make", "-s", "-j%d" % os.cpu_count(), *PROGRAMS, *self.drivers, *self.units)

    def unit(self):
        """The unit test that fails; None."""
        for program in self.units:
            if self.run(program, seconds=5 * MINUTE)[0] != 0:
                return program.rpartition("/")[2]
        return None

    def e2e(self, name, seconds):
        """The test that fails twice in the file NAME, which usually takes so many SECONDS; None."""
        for options in (["-x"], []):
            status, said = self.run(*PYTEST, *options, "tests/e2e/" + name, seconds=2 * MINUTE + 5 * seconds)
            failed = FAILED.findall(said)
            if not failed:
                return None if status in (0, NO_TESTS) else "%s: %s" % (name, said[-200:])
            if self.run(*PYTEST, *failed[:9])[0] != 0:
                return failed[0].rpartition("/")[2]
        return None


def candidates():
    """The mistakes that can be made, by file."""
    paths = [str(path.relative_to(ROOT)) for room in ROOMS for path in sorted((ROOT / "src" / room).glob("*.c"))]
    found = {path: list(changes(path, (ROOT / path).read_text())) for path in paths + SECRETS + HOOKS}
    return {path: ways for path, ways in found.items() if ways}


def drawn(seed):
    """All of them in an order of chance: first one of each file, a large file rather early."""
    chance = random.Random(seed)
    ways = candidates()
    for one in ways.values():
        chance.shuffle(one)
    while ways:
        order = sorted(ways, key=lambda path: chance.random() ** (1 / len(ways[path])), reverse=True)
        for path in order:
            yield ways[path].pop()
        ways = {path: rest for path, rest in ways.items() if rest}


def who_may_notice(change, reached):
    """The files of tests that reach the line, the quick ones first. Of a hook no lines are counted."""
    if change.path in HOOKS:
        names = [name for name in reached if re.search("hook|shells|state_stays|prompt|profile_offer|secrecy", name)]
    else:
        names = [name for name, (_, lines) in reached.items() if change.line in lines.get(change.path, ())]
    return sorted(names, key=lambda name: reached[name][0])


def judge(tree, change, reached):
    """Who notices CHANGE, "" for nobody; None if it is no program."""
    place = tree.folder / change.path
    whole = place.read_text()
    place.write_text(applied(whole, change))
    try:
        if (change.path in HOOKS and tree.run(place.suffix[1:], "-n", place)[0] != 0) or tree.build()[0] != 0:
            return None
        found = tree.unit()
        for name in who_may_notice(change, reached) if found is None else ():
            found = tree.e2e(name, reached[name][0])
            if found is not None:
                break
        return found or ""
    finally:
        place.write_text(whole)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("reach", type=Path)
    parser.add_argument("--number", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    reached = json.loads(given.reach.read_text())
    tree = Tree(given.folder.resolve())
    status, said = tree.build()
    if status != 0:
        sys.exit(said)
    made = noticed = 0
    for change in drawn(given.seed):
        found = judge(tree, change, reached)
        if found is None:
            continue
        made += 1
        noticed += found != ""
        print("%2d  %s  %s" % (made, "noticed by %s:" % found if found else "NOT NOTICED:", change), flush=True)
        if made == given.number:
            break
    print("mutants: %d of %d noticed (seed %d)" % (noticed, made, given.seed))


if __name__ == "__main__":
    main()
