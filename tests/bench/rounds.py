"""Rounds of contestants in turn, and what they say: ratios within a round, so that a busy machine weighs on all.

    rounds = Rounds(40, empty=lambda: ([EMPTY], env), env=lambda: ([AWSMFA, "env", "-q"], env))
    rounds.ratio("env", "empty")        # the median of the rounds' ratios
    rounds.faults("env")                # page faults, the least
"""

import statistics
import subprocess
import sys
from pathlib import Path

MIB = 1024  # peak memory comes in KiB


class Run:
    """What one run of a program took."""

    def __init__(self, line):
        nanoseconds, self.faults, self.peak, self.status = map(int, line.split())
        self.ms = nanoseconds / 1e6


class Rounds:
    measure = Path("build/bench/measure")

    def __init__(self, count, **contestants):
        """Each contestant is a function that gives a command and its environment, anew for each run."""
        self.runs = {name: [] for name in contestants}
        for _ in range(count):
            for name, contestant in contestants.items():
                self.runs[name].append(self._run(*contestant()))

    def _run(self, command, env):
        done = subprocess.run([self.measure, *map(str, command)], env=env, capture_output=True, text=True, check=True)
        run = Run(done.stdout)
        if run.status != 0:
            sys.exit("bench: %s: exit %d\n%s" % (" ".join(map(str, command)), run.status, done.stderr))
        return run

    def ms(self, name):
        return statistics.median(run.ms for run in self.runs[name])

    def ratio(self, name, other):
        return statistics.median(a.ms / b.ms for a, b in zip(self.runs[name], self.runs[other]))

    def more(self, name, other):
        """Milliseconds that one takes longer."""
        return statistics.median(a.ms - b.ms for a, b in zip(self.runs[name], self.runs[other]))

    def faults(self, name):
        return min(run.faults for run in self.runs[name])

    def peak(self, name):
        """MiB."""
        return min(run.peak for run in self.runs[name]) / MIB


class Table:
    """Lines of a figure and its budget; `over` has the names of those that miss it."""

    def __init__(self):
        self.over = []

    @staticmethod
    def head(title):
        print("\n%s" % title)

    def line(self, what, figure, beside="", value=None, most=None, least=None, unit=""):
        """`value` is held against a budget, the most or the least it may be, all in `unit`."""
        verdict = ""
        if value is not None:
            ok = value <= most if least is None else value >= least
            bound = "at most %g" % most if least is None else "at least %g" % least
            verdict = "%-10s %-16s %s" % ("%.2f%s" % (value, unit), bound + unit, "ok" if ok else "OVER BUDGET")
            if not ok:
                self.over.append(what)
        print(("  %-34s %-22s %-30s %s" % (what, figure, beside, verdict)).rstrip(), flush=True)
