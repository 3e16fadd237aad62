"""make bench: what awsmfa costs, beside what else there is, in one run.

    PYTHONPATH=tests /usr/bin/python3 tests/bench/bench.py build [ROW...]

Contestants take turns, and every figure is the median of the rounds' own ratios or differences (rounds.py), so that
a busy machine weighs on all of them. Each line has its budget; a line over it makes the run fail. Nothing else in the
project asserts a time. ROWs: start sessions typing cold refresh profiles hooks terminals; all of them unless some are named.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import hooks
from rounds import Rounds, Table
from world import World

from harness import SYSTEM_PATH  # noqa: E402
from standin import StandIn  # noqa: E402
from standin.relay import Relay

BUILD = Path(sys.argv[1] if len(sys.argv) > 1 else "build").absolute()
AWSMFA = BUILD / "bin" / "awsmfa"
STATIC = BUILD / "static" / "bin" / "awsmfa"
HELPER = BUILD / "libexec" / "awsmfa" / "awsmfa-sts"
EMPTY = BUILD / "bench" / "empty"
IN_NAMESPACE = "AWSMFA_BENCH_NAMESPACE"
SYSTEM_STORE = "/etc/ssl/certs/ca-certificates.crt"


def libraries(program):
    """The names of the shared objects that the loader brings in."""
    env = {"LD_TRACE_LOADED_OBJECTS": "1"}
    text = subprocess.run([program], env=env, capture_output=True, text=True, check=True).stdout
    return [line.split()[0] for line in text.splitlines() if "=>" in line]


# --- start-up -------------------------------------------------------------------------------------


def start(table, folder, plain, tls):
    held = World(folder, AWSMFA, plain).held()
    commands = {"env": ["env", "-q"], "status": ["status"], "hook": ["hook", "bash"], "help": ["help"]}
    runs = {name: (lambda rest=rest: ([AWSMFA, *rest], held)) for name, rest in commands.items()}
    if STATIC.exists():
        runs["static"] = lambda: ([STATIC, "env", "-q"], held)
    rounds = Rounds(100, empty=lambda: ([EMPTY], held), **runs)
    table.head("Nothing to be done: start-up, beside an empty C program")
    table.line("empty program", "%.2f ms" % rounds.ms("empty"), "%d page faults" % rounds.faults("empty"))
    for name in runs:
        title = {"env": "env, session still good", "static": "the same, STATIC=1"}.get(name, name)
        most = 1.02 if name == "static" else 1.25
        table.line(title, "%.2f ms" % rounds.ms(name), "x empty", rounds.ratio(name, "empty"), most)
        table.line("", "%d page faults" % rounds.faults(name), "", rounds.faults(name), 70)
    loaded = libraries(AWSMFA)
    extra = [name for name in loaded if not name.startswith(("libc.", "libcjson."))]
    table.line("libraries loaded", " ".join(loaded), "others than libc and cJSON", len(extra), 0)
    table.line("peak memory", "%.1f MiB" % rounds.peak("env"), "", rounds.peak("env"), 4, unit=" MiB")


# --- sessions -------------------------------------------------------------------------------------


def enter_namespace():
    """Starts again in a mount namespace, so that the system's trust store can have the stand-in's certificate."""
    if os.environ.get(IN_NAMESPACE) or not os.access("/usr/bin/unshare", os.X_OK):
        return
    how = ["-m"] if os.geteuid() == 0 else ["-rm"]
    if subprocess.run(["unshare", *how, "true"], stderr=subprocess.DEVNULL).returncode == 0:
        os.environ[IN_NAMESPACE] = "1"
        os.execvp("unshare", ["unshare", *how, sys.executable, *sys.argv])


def mount_store(folder, sts):
    """The certificates of this machine, and the stand-in's among them, for this namespace alone."""
    if not os.environ.get(IN_NAMESPACE) or not os.access(SYSTEM_STORE, os.R_OK):
        return False
    path = Path(folder) / "store.crt"
    path.write_bytes(Path(SYSTEM_STORE).read_bytes() + Path(sts.ca_file).read_bytes())
    return subprocess.run(["mount", "--bind", path, SYSTEM_STORE]).returncode == 0


def session(table, world, name, budget):
    rounds = Rounds(30, awsmfa=world.session, curl=world.curl)
    beside = "curl %.1f ms: x curl" % rounds.ms("curl")
    table.line(name, "%.1f ms" % rounds.ms("awsmfa"), beside, rounds.ratio("awsmfa", "curl"), budget)
    ours, curl = rounds.peak("awsmfa"), rounds.peak("curl")
    table.line("", "%.1f MiB" % ours, "curl %.1f MiB: x curl" % curl, ours / curl, 1.15)


def sessions(table, folder, plain, tls):
    table.head("A new MFA session, beside one process of curl with the same request")
    session(table, World(folder, AWSMFA, plain), "http", 1.25)
    session(table, World(folder, AWSMFA, tls), "https, one certificate", 1.25)
    world = World(folder, AWSMFA, tls)
    if mount_store(folder, tls):
        world = World(folder, AWSMFA, tls, store=None)
        session(table, world, "https, the system's trust store", 1.05)
    else:
        table.line("https, the system's trust store", "not measured", "needs a mount namespace")
    rivals = {"botocore": world.botocore}
    if os.access("/usr/bin/aws", os.X_OK):
        rivals["aws sts get-session-token"] = world.aws
    for rival, contestant in rivals.items():
        rounds = Rounds(5, awsmfa=world.session, rival=contestant)
        least = 17 if rival.startswith("aws") else None
        table.line(
            rival, "%.0f ms" % rounds.ms("rival"), "x awsmfa", rounds.ratio("rival", "awsmfa"), least=least or 10
        )
    table.line("libraries of the helper", str(len(libraries(HELPER))), "curl %d" % len(libraries("/usr/bin/curl")))


def typed(world, wait):
    """Milliseconds from Enter behind the code to the end of the command, on a terminal."""
    import pexpect

    child = pexpect.spawn(str(AWSMFA), ["exec", "/bin/true"], env=world.env, timeout=60)
    child.delaybeforesend = None
    child.expect("MFA code")
    time.sleep(wait)
    code = world.code()
    start_time = time.monotonic()
    child.send(code + "\r")
    child.expect(pexpect.EOF)
    took = (time.monotonic() - start_time) * 1000
    child.close()
    if child.exitstatus != 0:
        sys.exit("bench: %r" % child.before)
    return took


def typing(table, folder, plain, tls):
    table.head("From Enter behind the code to the prompt, over a line with that round trip")
    mounted = mount_store(folder, tls)
    for milliseconds in (0, 30, 100):
        with Relay(tls, milliseconds) as relay:
            world = World(folder, AWSMFA, tls, store=None if mounted else "")
            world.env["AWS_ENDPOINT_URL"] = relay.url
            took = [typed(world, 1.5) for _ in range(5)]
        over = statistics.median(took) - milliseconds
        table.line(
            "%d ms" % milliseconds, "%.0f ms" % statistics.median(took), "over one round trip", over, 15, unit=" ms"
        )


def cold(table, folder, plain, tls):
    table.head("Nothing is connected yet, IAM and STS are two hosts: what a line with that round trip adds, in round trips")
    doctor = World(folder, AWSMFA, tls)
    session = World(folder, AWSMFA, tls)
    session.home.credentials(session.person.keys())
    runs = {
        "look-up + session": (4, session, lambda: ["env", "-q", "-t", session.code()]),
        "doctor": (5, doctor, lambda: ["doctor"]),
    }
    for name, (budget, world, arguments) in runs.items():
        took = {}
        for milliseconds in (0, 30, 100):
            with Relay(tls, milliseconds) as iam, Relay(tls, milliseconds) as sts:
                env = {**world.env, "AWS_ENDPOINT_URL_IAM": iam.url, "AWS_ENDPOINT_URL_STS": sts.url}
                took[milliseconds] = statistics.median(timed([str(AWSMFA), *arguments()], env) for _ in range(7))
        for milliseconds in (30, 100):
            crossed = round((took[milliseconds] - took[0]) / milliseconds, 1)
            figure = "%.0f ms" % took[milliseconds]
            table.line("%s, %d ms" % (name, milliseconds), figure, "round trips", crossed, budget + 0.5)


def timed(command, env):
    """Milliseconds that the command takes. 1 is doctor's, which has something to say about every machine."""
    start_time = time.monotonic()
    done = subprocess.run(command, env=env, capture_output=True)
    if done.returncode != 0 and not (done.returncode == 1 and command[1] == "doctor"):
        sys.exit("bench: %r" % done)
    return (time.monotonic() - start_time) * 1000


# --- exec --refresh -------------------------------------------------------------------------------


def refresh(table, folder, plain, tls):
    table.head("exec --refresh: until COMMAND has ended, beside exec alone; an answer, beside an empty C program")
    world = World(folder, AWSMFA, plain)
    with tempfile.TemporaryDirectory(prefix="awsmfa-bench-", dir="/dev/shm") as runtime:
        held = {**world.held(), "XDG_RUNTIME_DIR": runtime}
        rounds = Rounds(
            50,
            alone=lambda: ([AWSMFA, "exec", "-q", "--", "/bin/true"], held),
            refresh=lambda: ([AWSMFA, "exec", "-q", "--refresh", "--", "/bin/true"], held),
        )
        more = rounds.more("refresh", "alone")
        table.line("start and end", "%.1f ms" % rounds.ms("refresh"), "more than exec alone", more, 5, unit=" ms")
        inside = [AWSMFA, "exec", "-q", "--refresh", "--", "/bin/sh", "-c", "env -0; read line"]
        with subprocess.Popen(inside, env=held, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
            text = b""
            while b"AWSMFA_RUN=" not in text or not text.endswith(b"\0"):
                text += run.stdout.read1()
            env = dict(pair.split("=", 1) for pair in text.decode().split("\0")[:-1])
            rounds = Rounds(
                100, empty=lambda: ([EMPTY], env), answer=lambda: ([AWSMFA, "run-credentials", "1"], env)
            )
            run.communicate(b"\n")
    table.line("an answer", "%.2f ms" % rounds.ms("answer"), "x empty", rounds.ratio("answer", "empty"), 2)


# --- profiles -------------------------------------------------------------------------------------


def many_profiles(world, count):
    lines = []
    for number in range(count):
        lines += ["[profile p%06d]" % number, "region = eu-west-1", "mfa_serial = %s" % world.person.serial]
        lines += ["role_arn = arn:aws:iam::%012d:role/engineering/operator" % number, "source_profile = default", ""]
    return "\n".join(lines)


def profiles(table, folder, plain, tls):
    table.head("Profiles: commands with a large ~/.aws/config, over the same with 10 profiles")
    held, size = {}, {}
    for count in (10, 10_000, 100_000):
        world = World(tempfile.mkdtemp(dir=folder), AWSMFA, plain)
        world.home.config(many_profiles(world, count))
        size[count] = (world.home.aws / "config").stat().st_size / 2**20
        held[count] = world.held()
    forms = {
        "env": ["env", "-q"],
        "profiles": ["profiles"],
        "--names": ["profiles", "--names"],
        "--json": ["profiles", "--json"],
    }
    for name, rest in forms.items():
        rounds = Rounds(20, **{str(count): (lambda env=env: ([AWSMFA, *rest], env)) for count, env in held.items()})
        more = rounds.more("10000", "10")
        most = 10 if name == "--names" else 20
        table.line("%s, 10,000" % name, "%.1f ms" % rounds.ms("10000"), "more than 10", more, most, unit=" ms")
        growth = rounds.more("100000", "10") / more
        table.line("%s, 100,000" % name, "%.1f ms" % rounds.ms("100000"), "x 10,000", growth, 13)
        beyond = rounds.peak("100000") - 2 * size[100_000]
        table.line("", "peak %.1f MiB" % rounds.peak("100000"), "without twice the file", beyond, 4, unit=" MiB")


# --- hooks and terminals ---------------------------------------------------------------------------


def run_hooks(table, folder, plain, tls):
    world = World(folder, AWSMFA, plain)
    env = {
        **world.held(),
        "PATH": "%s:%s" % (AWSMFA.parent, SYSTEM_PATH),
        "XDG_CONFIG_HOME": folder,
        "XDG_DATA_HOME": folder,
    }
    hooks.report(table, env)
    table.head("Loading the hook, beside other tools' lines for a start-up file")
    lines = {
        "awsmfa": 'eval "$(awsmfa hook bash)"',
        "direnv": 'eval "$(direnv hook bash)"',
        "zoxide": 'eval "$(zoxide init bash)"',
    }
    folders = env["PATH"].split(":")
    known = {
        name: line for name, line in lines.items() if any(os.access("%s/%s" % (f, name), os.X_OK) for f in folders)
    }
    runs = {name: (lambda line=line: (["/bin/bash", "--norc", "-i", "-c", line], env)) for name, line in known.items()}
    rounds = Rounds(30, bash=lambda: (["/bin/bash", "--norc", "-i", "-c", ":"], env), **runs)
    for name in runs:
        table.line(name, "%.1f ms" % rounds.more(name, "bash"), "more than bash alone")


def at_once(command, env, count=50):
    start_time = time.monotonic()
    running = [subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL) for _ in range(count)]
    for one in running:
        one.wait()
    return (time.monotonic() - start_time) * 1000


def terminals(table, folder, plain, tls):
    table.head("50 terminals at the same moment, the session still good")
    held = World(folder, AWSMFA, plain).held()
    pairs = [(at_once([str(AWSMFA), "env", "-q"], held), at_once([str(EMPTY)], held)) for _ in range(9)]
    ours = statistics.median(one for one, _ in pairs)
    ratio = statistics.median(one / other for one, other in pairs)
    table.line("env", "%.0f ms for all" % ours, "x empty programs", ratio, 1.5)


ROWS = {
    "start": start, "sessions": sessions, "typing": typing, "cold": cold, "refresh": refresh, "profiles": profiles,
    "hooks": run_hooks, "terminals": terminals,
}


def main():
    enter_namespace()
    table = Table()
    os.environ["PATH"] = SYSTEM_PATH
    Rounds.measure = BUILD / "bench" / "measure"
    with tempfile.TemporaryDirectory(prefix="awsmfa-bench-") as folder, StandIn() as plain, StandIn(https=True) as tls:
        for sts in (plain, tls):
            sts.account.user("alice").device()
        try:
            for row in sys.argv[2:] or ROWS:
                ROWS[row](table, folder, plain, tls)
        finally:
            subprocess.run(["umount", SYSTEM_STORE], stderr=subprocess.DEVNULL)
    print("\nover budget: %s" % ", ".join(table.over or ["nothing"]))
    return 1 if table.over else 0


if __name__ == "__main__":
    sys.exit(main())
