"""Runs every scenario with the Nth call of each class failing, for N from 1 until nothing fails, and judges the end.

    python3 run.py LIBRARY [--sample K] [--grow PERCENT] [--only NAME,...] [--classes NAME,...] [--jobs N]

After each run: an exit status of the documented table and no signal, standard output whole, empty or exactly the
failure statement (a renewal always says when to look again), no secret on stderr, the terminal as it was, no process
left, and an end in time. --sample K tries every Kth N only, --grow 50
lets the steps between them grow with N. Prints the figures, and fails if anything was violated.
"""

import argparse
import collections
import ctypes
import multiprocessing
import multiprocessing.util
import os
import re
import select
import signal
import subprocess
import sys
import termios
import time
import zlib
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent.parent / "e2e")]

import scenarios  # noqa: E402
from harness import BINARY, assert_no_secret  # noqa: E402
from world import World  # noqa: E402

CLASSES = (
    "malloc read write short eintr open close fcntl fork exec pipe socketpair socket poll rename unlink mkdir flock"
    " fstat mmap sigaction tcgetattr tcsetattr ioctl waitpid getrandom nanosleep clock dup limit"
).split()
ONCE_ONLY = {"eintr", "short"}  # for ever, an interrupted call is no call
QUESTION = re.compile(rb"MFA code for|or its name: |First code[^\r\n]*: |Second code: |when you have scanned it: ")
LATEST = 45  # seconds that anything may take
STATUSES = {0, 1, 2, 3, 4, 5, 6, 130}


class Run:
    """One run, with the fault in `fault`: (program, class, number, lasting); None for the reference."""

    def __init__(self, world, library, scenario, fault):
        self.world, self.scenario, self.fault = world, scenario, fault
        env = {**world.env, **scenario.env}
        if "XDG_RUNTIME_DIR" not in env and scenario.needs in (scenarios.shared, scenarios.shared_already):
            world.forget()
        if scenario.needs is not None:
            env.update(scenario.needs(world))
        world.log.write_bytes(b"")
        if fault is not None:
            program, name, number, lasting = fault
            env.update(LD_PRELOAD=library, FAULT_PROGRAM=program, FAULT_CLASS=name, FAULT_AT=str(number),
                       FAULT_LOG=str(world.log))  # fmt: skip
            if lasting:
                env["FAULT_LASTING"] = "1"
        begun = time.monotonic()
        self.problem = None
        words = [world.number if word == "NUMBER" else word for word in scenario.args]
        (self._on_terminal if scenario.question else self._alone)([str(BINARY), *words], env)
        self.seconds = time.monotonic() - begun
        self.injected = world.log.stat().st_size
        self._end_children()

    def _alone(self, command, env):
        child = subprocess.Popen(command, env=env, cwd=self.world.home.path, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)  # fmt: skip
        self._talk(child, None)

    def _on_terminal(self, command, env):
        master, slave = os.openpty()
        termios.tcsetwinsize(slave, (24, 80))
        before = termios.tcgetattr(slave)

        def take_terminal():
            import fcntl

            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        process = subprocess.Popen(command, env=env, cwd=self.world.home.path, stdin=slave, stdout=subprocess.PIPE,
                                   stderr=slave, start_new_session=True, preexec_fn=take_terminal)  # fmt: skip
        self._talk(process, master)
        cannot = self.fault is not None and self.fault[1] == "tcsetattr" and self.fault[3]
        if termios.tcgetattr(slave) != before and not cannot:
            self.problem = "the terminal is not as it was"
        os.close(master)
        os.close(slave)

    def _talk(self, process, master):
        """Reads until the program has ended, and answers each question."""
        out, err, asked = b"", b"", 0
        sources = {process.stdout.fileno()} | ({master} if master is not None else {process.stderr.fileno()})
        deadline = time.monotonic() + LATEST
        while process.stdout.fileno() in sources or process.poll() is None:
            ready = select.select(sources, [], [], 0.05)[0]
            for fd in ready:
                piece = os.read(fd, 65536)
                if not piece:
                    sources.discard(fd)
                elif fd == process.stdout.fileno():
                    out += piece
                else:
                    err += piece
            while master is not None and len(QUESTION.findall(err)) > asked:
                asked += 1
                os.write(master, self._answer(QUESTION.findall(err)[asked - 1], asked))
            if time.monotonic() > deadline:
                self.problem = "hangs"
                os.killpg(process.pid, signal.SIGKILL)
                break
        process.wait()
        if master is None and process.stderr.fileno() in sources:
            while select.select([process.stderr], [], [], 0)[0]:
                piece = os.read(process.stderr.fileno(), 65536)
                if not piece:
                    break
                err += piece
        process.stdout.close()
        if process.stderr is not None:
            process.stderr.close()
        self.status = process.returncode
        self.stdout, self.stderr = out.decode("utf-8", "replace"), err.decode("utf-8", "replace")

    def _answer(self, question, asked):
        """What the user types at the question, which is number ASKED."""
        if question.startswith((b"First", b"Second")) and asked < 5:
            return self.world.code_of_device(asked).encode() + b"\n"
        return scenarios.CODE.encode() + b"\n" if question == b"MFA code for" and asked < 3 else b"\n"

    def _end_children(self):
        """What the program left has become our child."""
        deadline = time.monotonic() + 3
        while True:
            try:
                pid = os.waitpid(-1, os.WNOHANG)[0]
            except ChildProcessError:
                return
            if pid == 0 and time.monotonic() > deadline:
                break
            if pid == 0:
                time.sleep(0.002)
        self.problem = self.problem or "a process is left"
        for path in Path("/proc/self/task").glob("*/children"):
            for pid in path.read_text().split():
                os.kill(int(pid), signal.SIGKILL)
                os.waitpid(int(pid), 0)

    def violation(self, reference):
        """What is wrong with the end; None: nothing."""
        if self.problem is not None:
            return self.problem
        allowed = STATUSES | ({126, 127} if self.scenario.kind == "exec" else set())
        if self.status not in allowed:
            return "exit status %d" % self.status
        if self.seconds > LATEST - 5:
            return "takes %d s" % self.seconds
        try:
            assert_no_secret(self.world.sts, self.stderr, "stderr", codes=False)
        except AssertionError:
            return "a secret is on stderr"
        # what cannot be written is not there
        mute = self.fault is not None and self.fault[0] == "awsmfa" and self.fault[1] in ("write", "close")
        if self.stdout == "" and self.scenario.kind != "assign":
            return self._silence(mute)
        if mute and (self.status == 1 or self.scenario.kind == "assign"):
            return None
        return scenarios.JUDGES[self.scenario.kind](self, reference, self.status)


    def _silence(self, mute):
        """Whether nothing on standard output is right. Before a hook asks it moves its times: a renewal without any
        memory leaves them there."""
        if mute or (self.status != 0 and self.scenario.kind != "renew"):
            return None
        if "cannot be read" in self.stderr and self.scenario.kind == "text":  # as if there were no file
            return None
        no_memory = self.status == 1 and self.fault is not None and self.fault[1] == "malloc" and self.fault[3]
        return None if no_memory else "nothing printed"


def programs(scenario):
    return ["awsmfa", "awsmfa-sts"] if scenario.helper else ["awsmfa"]


def explore(job):
    """All N of one scenario, program, class and manner: (injections, the violations)."""
    library, scenario, program, name, lasting, sample, growth = job
    world = explore.world
    reference = explore.references.setdefault(scenario.name, Run(world, library, scenario, None))
    problem = reference.violation(reference)
    assert problem is None, (scenario.name, problem, reference.stdout, reference.stderr)
    injected, violations = 0, []
    number = 1 + zlib.crc32(("%s %s %s" % (scenario.name, program, name)).encode()) % sample
    while True:
        run = Run(world, library, scenario, (program, name, number, lasting))
        if run.injected == 0 and run.violation(reference) is None:
            break
        injected += 1
        if run.seconds > 3:
            after = " and all after" if lasting else ""
            which = (scenario.name, program, name, number, after, run.seconds)
            print("slow: %s, %s, %s %d%s: %d s" % which, flush=True)
        problem = run.violation(reference)
        if problem is not None:
            shown = (run.status, run.stdout[-150:], run.stderr[-300:])
            violations.append((scenario.name, program, name, number, lasting, problem, *shown))
        number += max(sample, number * growth // 100)
        if len(violations) >= 20:  # the same again and again
            break
    return scenario.name, name, injected, violations


def begin(counter):
    explore.world = World()
    multiprocessing.util.Finalize(None, explore.world.close, exitpriority=0)
    explore.references = {}
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("library")
    parser.add_argument("--sample", type=int, default=1)
    parser.add_argument("--grow", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--classes", default="")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() + 1)
    args = parser.parse_args()
    wanted = [one for one in scenarios.ALL if not args.only or one.name in args.only.split(",")]
    names = args.classes.split(",") if args.classes else CLASSES
    jobs = [
        (str(Path(args.library).resolve()), scenario, program, name, lasting, args.sample, args.grow)
        for scenario in wanted for program in programs(scenario) for name in names
        for lasting in ((False,) if name in ONCE_ONLY else (False, True))
    ]  # fmt: skip
    total, violations, per_class, per_scenario = 0, [], collections.Counter(), collections.Counter()
    begun = time.monotonic()
    with multiprocessing.Pool(args.jobs, begin, (None,)) as pool:
        for scenario, name, injected, found in pool.imap_unordered(explore, jobs):
            total += injected
            per_class[name] += injected
            per_scenario[scenario] += injected
            violations += found
            for one in found:
                print("violation: %s, %s, %s %d%s: %s (exit %s)\n\tstdout: %r\n\tstderr: %r" % (
                    one[0], one[1], one[2], one[3], " and all after" if one[4] else "", one[5], one[6], one[7], one[8]),
                    flush=True)  # fmt: skip
        pool.close()
        pool.join()
    print("by class: " + ", ".join("%s %d" % one for one in per_class.most_common()))
    print("by scenario: " + ", ".join("%s %d" % one for one in per_scenario.most_common()))
    print("faults: %d injections in %d scenarios and %d classes, %d violations, %d s" % (
        total, len(wanted), sum(1 for one in per_class.values() if one), len(violations), time.monotonic() - begun))
    return 1 if violations or total == 0 else 0


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    sys.exit(main())
