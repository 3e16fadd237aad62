"""make bench: what awsmfa costs, beside what else there is, in one run.

    PYTHONPATH=tests /usr/bin/python3 tests/bench/bench.py build

Every figure is the least of many rounds, and the rounds of things that are compared alternate, so that a busy moment
meets all of them. Each line has its budget; a line over it makes the run fail. Nothing else in the project asserts a
time: this one is read by people, on a quiet machine.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "e2e"))

from harness import SYSTEM_PATH, Home, Person, Result, environment  # noqa: E402
from harness_shells import exports  # noqa: E402
from standin import StandIn  # noqa: E402

BUILD = Path(sys.argv[1] if len(sys.argv) > 1 else "build").absolute()
AWSMFA = BUILD / "bin" / "awsmfa"
HELPER = BUILD / "libexec" / "awsmfa" / "awsmfa-sts"
EMPTY = BUILD / "bench" / "empty"
MEASURE = BUILD / "bench" / "measure"
PYTHON = "/usr/bin/python3"
MIB = 1024  # peak memory comes in KiB

BOTOCORE = """
import sys, botocore.session
client = botocore.session.Session().create_client("sts", region_name="us-east-1", endpoint_url=sys.argv[1])
client.get_session_token(SerialNumber=sys.argv[2], TokenCode=sys.argv[3])
"""


class Run:
    """What one run took, or the least of several."""

    def __init__(self, line):
        nanoseconds, self.faults, self.peak, self.status = map(int, line.split())
        self.ms = nanoseconds / 1e6

    def keep_least(self, other):
        self.ms = min(self.ms, other.ms)
        self.faults = min(self.faults, other.faults)
        self.peak = min(self.peak, other.peak)


def measure(command, env):
    done = subprocess.run([MEASURE, *map(str, command)], env=env, capture_output=True, text=True, check=True)
    run = Run(done.stdout)
    if run.status != 0:
        sys.exit("bench: %s: exit %d\n%s" % (" ".join(map(str, command)), run.status, done.stderr))
    return run


def alternate(rounds, **contestants):
    """Runs each as often as `rounds` says, in turn. A contestant gives a command and its environment."""
    best = {}
    for _ in range(rounds):
        for name, contestant in contestants.items():
            run = measure(*contestant())
            if name in best:
                best[name].keep_least(run)
            else:
                best[name] = run
    return best


def libraries(program):
    """The names of the shared objects that the loader brings in."""
    env = {"LD_TRACE_LOADED_OBJECTS": "1"}
    text = subprocess.run([program], env=env, capture_output=True, text=True, check=True).stdout
    return [line.split()[0] for line in text.splitlines() if "=>" in line]


class Table:
    def __init__(self):
        self.over = []

    def head(self, title):
        print("\n%s" % title)

    def line(self, what, figure, beside="", value=None, most=None, least=None, unit=""):
        """One line; `value` is held against a budget, the most or the least it may be, all in `unit`."""
        verdict = ""
        if value is not None:
            ok = value <= most if least is None else value >= least
            bound = "at most %g" % most if least is None else "at least %g" % least
            verdict = "%.2f%s" % (value, unit)
            verdict = "%-10s %-14s %s" % (verdict, bound + unit, "ok" if ok else "OVER BUDGET")
            if not ok:
                self.over.append(what)
        print(("  %-30s %-24s %-30s %s" % (what, figure, beside, verdict)).rstrip(), flush=True)


class World:
    """A HOME, a server, and the environments that the contestants get."""

    def __init__(self, folder, sts):
        self.sts = sts
        self.alice = Person(sts, "alice")
        self.home = Home(Path(folder) / ("home-%d" % sts.port))
        self.home.credentials(self.alice.profile())
        self.url = {"AWS_ENDPOINT_URL": sts.url}
        if sts.https:
            self.url["AWS_CA_BUNDLE"] = sts.ca_file
        self.env = environment(self.home, **self.url)
        self.others_env = environment(
            self.home,
            AWS_ACCESS_KEY_ID=self.alice.key.id,
            AWS_SECRET_ACCESS_KEY=self.alice.key.secret,
            AWS_DEFAULT_REGION="us-east-1",
            **({"AWS_CA_BUNDLE": sts.ca_file} if sts.https else {}),
        )

    def code(self):
        return self.alice.phone.next_code()

    def session(self):
        return [AWSMFA, "env", "-q", "-t", self.code()], self.env

    def curl(self):
        form = "Action=GetSessionToken&DurationSeconds=43200&SerialNumber=%s&TokenCode=%s&Version=2011-06-15"
        command = ["/usr/bin/curl", "-q", "-sS", "--fail", "--aws-sigv4", "aws:amz:us-east-1:sts"]
        command += ["--user", "%s:%s" % (self.alice.key.id, self.alice.key.secret), *self.headers()]
        command += ["--cacert", self.sts.ca_file] if self.sts.https else []
        return [*command, "--data", form % (quote(self.alice.serial, safe=""), self.code()), self.sts.url + "/"], self.others_env

    @staticmethod
    def headers():
        kind = "Content-Type: application/x-www-form-urlencoded; charset=utf-8"
        return ["-H", "Accept: application/json", "-H", kind]

    def aws(self):
        command = ["/usr/bin/aws", "--endpoint-url", self.sts.url, "sts", "get-session-token"]
        return [*command, "--serial-number", self.alice.serial, "--token-code", self.code()], self.others_env

    def botocore(self):
        return [PYTHON, "-c", BOTOCORE, self.sts.url, self.alice.serial, self.code()], self.others_env

    def held(self):
        """The environment of a shell that has evaluated a session."""
        command, env = self.session()
        done = subprocess.run(command, env=env, capture_output=True, text=True)
        return {**env, **exports(Result(command, done.returncode, done.stdout, done.stderr), env=env)}


def start_up(table, world):
    held = world.held()
    best = alternate(
        100,
        empty=lambda: ([EMPTY], held),
        env=lambda: ([AWSMFA, "env", "-q"], held),
        status=lambda: ([AWSMFA, "status"], held),
        help=lambda: ([AWSMFA, "help"], held),
    )
    empty = best.pop("empty")
    table.head("Nothing to be done: start-up, beside an empty C program")
    table.line("empty program", "%.2f ms" % empty.ms, "%d page faults" % empty.faults)
    for name, run in best.items():
        title = {"env": "env, session still good"}.get(name, name)
        table.line(title, "%.2f ms" % run.ms, "x empty", run.ms / empty.ms, 1.4)
        table.line(title, "%d page faults" % run.faults, "", run.faults, 99)
    loaded = libraries(AWSMFA)
    extra = [name for name in loaded if not name.startswith(("libc.", "libcjson."))]
    table.line("libraries loaded", " ".join(loaded), "others than libc and cJSON", len(extra), 0)
    table.line("peak memory", "%.1f MiB" % (best["env"].peak / MIB), "", best["env"].peak / MIB, 4, unit=" MiB")


def new_session(table, world, name):
    table.head("A new MFA session, %s, beside one process of curl with the same request" % name)
    best = alternate(30, awsmfa=world.session, curl=world.curl)
    ours, curl = best["awsmfa"], best["curl"]
    table.line("awsmfa", "%.1f ms" % ours.ms, "curl %.1f ms: x curl" % curl.ms, ours.ms / curl.ms, 1.3)
    beside = "curl %.1f MiB" % (curl.peak / MIB)
    table.line("its peak memory", "%.1f MiB" % (ours.peak / MIB), beside + ": x curl", ours.peak / curl.peak, 1.2)
    table.line("libraries of the helper", str(len(libraries(HELPER))), "curl %d" % len(libraries("/usr/bin/curl")))
    rivals = {"botocore": world.botocore}
    if os.access("/usr/bin/aws", os.X_OK):
        rivals["aws sts get-session-token"] = world.aws
    for rival, run in alternate(5, **rivals).items():
        table.line(rival, "%.0f ms" % run.ms, "x awsmfa", run.ms / ours.ms, least=15)


def many_profiles(world, count):
    lines = []
    for number in range(count):
        lines += ["[profile p%06d]" % number, "region = eu-west-1", "mfa_serial = %s" % world.alice.serial]
        lines += ["role_arn = arn:aws:iam::%012d:role/engineering/operator" % number, "source_profile = default", ""]
    return "\n".join(lines)


def profiles(table, folder, sts):
    table.head("Profiles: env, session still good, with a large ~/.aws/config")
    worlds = {}
    for count in (10, 10_000, 100_000):
        world = World(tempfile.mkdtemp(dir=folder), sts)
        world.home.config(many_profiles(world, count))
        size = (world.home.aws / "config").stat().st_size
        worlds[count] = (world.held(), size)
    best = alternate(
        30, **{str(count): (lambda held=held: ([AWSMFA, "env", "-q"], held)) for count, (held, _) in worlds.items()}
    )
    few, many, most = (best[str(count)] for count in worlds)
    megabytes = ["%.1f MB" % (size / 1e6) for _, size in worlds.values()]
    table.line("10", "%.2f ms" % few.ms)
    table.line("10,000", "%.2f ms" % many.ms, megabytes[1] + ": more than 10", many.ms - few.ms, 20, unit=" ms")
    beyond = (many.peak - worlds[10_000][1] / 1024) / MIB
    table.line("", "peak %.1f MiB" % (many.peak / MIB), "without the file's size", beyond, 4, unit=" MiB")
    growth = (most.ms - few.ms) / (many.ms - few.ms)
    table.line("100,000", "%.2f ms" % most.ms, megabytes[2] + ": x 10,000", growth, 13)
    table.line("", "peak %.1f MiB" % (most.peak / MIB))
    for form in ([], ["--names"], ["--json"]):
        listing(table, {count: held for count, (held, _) in worlds.items()}, form)


def listing(table, held, form):
    best = alternate(
        20, **{str(count): (lambda env=env: ([AWSMFA, "profiles", *form], env)) for count, env in held.items()}
    )
    few, many, most = (best[str(count)] for count in held)
    name = " ".join(["profiles", *form])
    budget = 30 if "--json" in form else 20  # 2.6 MB through cJSON
    table.line(name + ", 10,000", "%.2f ms" % many.ms, "more than 10", many.ms - few.ms, budget, unit=" ms")
    table.line("", "peak %.1f MiB" % (many.peak / MIB))
    table.line(name + ", 100,000", "%.2f ms" % most.ms, "x 10,000", (most.ms - few.ms) / (many.ms - few.ms), 13)


def main():
    table = Table()
    os.environ["PATH"] = SYSTEM_PATH
    with tempfile.TemporaryDirectory(prefix="awsmfa-bench-") as folder, StandIn() as plain, StandIn(https=True) as tls:
        for sts in (plain, tls):
            sts.account.user("alice").device()
        world = World(folder, plain)
        start_up(table, world)
        new_session(table, world, "http to this machine")
        new_session(table, World(folder, tls), "https to this machine")
        profiles(table, folder, plain)
    print("\nover budget: %s" % ", ".join(table.over or ["nothing"]))
    return 1 if table.over else 0


if __name__ == "__main__":
    sys.exit(main())
