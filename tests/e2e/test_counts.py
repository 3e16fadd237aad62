"""What each command costs, in things that can be counted: processes, files, libraries, system calls, page faults,
connections. Times are for `make bench`: a machine under load would fail them."""

import os
import re
import subprocess

import pytest

from harness import AS_INSTALLED as BINARY
from harness import COUNTED, environment, need
from harness_walk import Shell

OPENED = re.compile(r'\bopen(?:at)?\((?:AT_FDCWD, )?"([^"]+)"')
INSTRUMENTED = "asan" in str(BINARY) or os.environ.get("ASAN_OPTIONS") or COUNTED
OF_THE_LOADER = re.compile(
    r"/etc/ld\.so|/(lib|usr)/.*\.so|/etc/localtime|/usr/share/zoneinfo|/dev/(null|tty)|/proc/|/sys/"
)


@pytest.fixture
def traced(awsmfa, home, tmp_path):
    """Runs awsmfa and returns the system calls of it and of what it starts, a line each."""
    if INSTRUMENTED:
        pytest.skip("a sanitizer has calls of its own, and so has gcov")

    def run(*args, status=0, env=None):
        log = tmp_path / "calls"
        result = awsmfa(*args, env=env, wrapper=[need("strace"), "-f", "-qq", "-o", str(log)])
        if "ptrace" in result.stderr or not log.exists():
            pytest.skip("strace may not trace here")
        assert result.status == status, result
        return log.read_text().splitlines()

    return run


def started(calls):
    return len([one for one in calls if re.search(r"\b(fork|vfork|clone3?)\(", one) and "CLONE_THREAD" not in one])


def opened(calls):
    """The files that are awsmfa's own wish, of those that are there."""
    names = [OPENED.search(one).group(1) for one in calls if OPENED.search(one) and "ENOENT" not in one]
    return [name for name in names if not OF_THE_LOADER.match(name)]


@pytest.fixture
def held(home, alice, awsmfa):
    """A shell that holds a session of default."""
    home.credentials(alice.profile())
    home.config("[default]\nregion = eu-west-1\n")
    shell = Shell(awsmfa)
    shell.env("-t", alice.phone.next_code())
    return shell


def test_a_session_that_is_still_good_costs_two_files(traced, held, home, sts):
    """It is what every new command line of a script pays."""
    calls = traced("env", env=held.vars)
    assert started(calls) == 0 and len(sts.log) == 1
    assert sorted(opened(calls)) == [str(home.aws / "config"), str(home.aws / "credentials")]
    assert len(calls) <= 80, "\n".join(calls)


@pytest.mark.parametrize("args", [["env", "--drop"], ["version"], ["hook", "bash"], ["help"]], ids=" ".join)
def test_what_needs_no_file_opens_none(traced, held, args):
    calls = traced(*args, env=held.vars)
    assert started(calls) == 0 and opened(calls) == []
    assert len(calls) <= 70, "\n".join(calls)


def test_two_libraries(traced, held):
    """The C library and cJSON: whatever else is needed is the helper's, which starts when AWS is asked."""
    calls = traced("env", env=held.vars)
    names = {os.path.basename(name) for name in map(str, OPENED.findall("\n".join(calls))) if ".so" in name}
    assert {name.split(".so")[0] for name in names if not name.startswith("ld.so")} <= {"libc", "libcjson"}


def test_few_pages(held, home, tmp_path):
    """Beyond what an empty program needs; each page fault is a third of a microsecond or more."""
    if INSTRUMENTED:
        pytest.skip("a sanitizer has pages of its own, and so has gcov")
    source, empty = tmp_path / "empty.c", tmp_path / "empty"
    source.write_text("int main(void) { return 0; }\n")
    subprocess.run([need("cc"), "-O2", "-o", empty, source], check=True)
    env = environment(home, **held.vars)
    assert faults([str(BINARY), "env"], env) - faults([str(empty)], env) <= 40


def faults(command, env):
    """The fewest of several runs. The process is made by vfork, so that no page of ours is counted."""
    counted = []
    for _ in range(5):
        null = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in range(3)]
        child = os.posix_spawn(command[0], command, env, file_actions=null)
        _, status, usage = os.wait4(child, 0)
        assert status == 0
        counted.append(usage.ru_minflt)
    return min(counted)


def test_a_new_session_costs_one_process_and_one_connection(traced, home, sts, alice):
    home.credentials(alice.profile())
    calls = traced("env", "-t", alice.phone.next_code(), env={"AWS_ENDPOINT_URL": sts.url})
    assert started(calls) == 1 and len([one for one in calls if "execve(" in one and "ENOENT" not in one]) == 2
    assert sts.connections == 1 and len(sts.log) == 1


def test_a_role_costs_no_second_connection(traced, home, sts, alice, ops):
    home.credentials(alice.profile())
    home.config("[profile ops]\nrole_arn = %s\nsource_profile = default\n" % ops.arn)
    calls = traced("env", "-t", alice.phone.next_code(), "ops", env={"AWS_ENDPOINT_URL": sts.url})
    assert started(calls) == 1 and sts.connections == 1 and len(sts.log) == 2


def test_a_refusal_for_want_of_a_code_starts_nothing(traced, home, sts, alice):
    """Scripts run `env --no-input` to ask whether there is a session."""
    home.credentials(alice.profile())
    calls = traced("env", "--no-input", status=6)
    assert started(calls) == 0 and sts.connections == 0
    home.credentials(alice.keys())  # nor to look for a device that nobody will be asked for
    calls = traced("env", "--no-input", status=6)
    assert started(calls) == 0 and sts.connections == 0
