"""`awsmfa exec --refresh` beside COMMAND: signals, stops, the end, and what a killed run leaves."""

import os
import re
import signal
import subprocess

import pytest

from harness import BINARY, COUNTED, GENEROUS, environment, need
from harness_refresh import told
from standin import faults

COUNTING = """
counted = []
signal.signal(signal.SIGINT, lambda *_: counted.append("INT"))
signal.signal(signal.SIGTERM, lambda *_: counted.append("TERM"))
signal.signal(signal.SIGUSR1, lambda *_: counted.append("USR1"))
signal.signal(signal.SIGCONT, lambda *_: os.write(1, b"onward\\n"))
print("re" + "ady", flush=True)
end = time.time() + float(os.environ.get("COUNT", "2"))
while not counted and time.time() < end + 50:
    time.sleep(0.05)
time.sleep(0.5)
print("coun" + "ted", *counted, flush=True)
"""


def ready(running, line=b"ready"):
    """Waits until the command says so; the rest of its output is left."""
    assert running.process.stdout.readline().strip() == line
    return running


# --- the end -------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [0, 1, 9, 127, 255])
def test_the_status_is_the_commands(refreshing, status):
    assert refreshing("sys.exit(%d)" % status, "-p", "ops").status == status


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV, signal.SIGINT, signal.SIGPIPE])
def test_the_signal_is_the_commands(refreshing, number):
    """A caller that looks at how the command died sees just that."""
    lines = "signal.signal(%d, signal.SIG_DFL) if %d != 9 else 0\nos.kill(os.getpid(), %d)" % (number, number, number)
    result = refreshing(lines, "-p", "ops")
    assert result.status == -number and result.stderr.count("\n") == 1


def test_a_command_that_is_not_there_needs_no_code(refreshing, awsmfa, sts):
    result = awsmfa("exec", "--refresh", "--", "no-such-command")
    assert result.status == 127 and not sts.log


def test_a_script_without_an_interpreter_line_leaves_nothing(refreshing, tmp_path):
    """It cannot be executed after all: that is said, and the directory goes."""
    script = tmp_path / "script"
    script.write_text("#!/nowhere/sh\n")
    script.chmod(0o755)
    result = refreshing.awsmfa("exec", "--refresh", *refreshing.code(), "--", script)
    assert result.status == 126 and "cannot run" in result.stderr and refreshing.left() == []


def test_the_command_starts_as_it_would_alone(refreshing, awsmfa):
    """Umask, limits, signals, descriptors are the caller's; one descriptor more, high up, says that the run lives."""
    lines = """
import resource
ignored = [n for n in range(1, 32) if signal.getsignal(n) == signal.SIG_IGN]
descriptors = sorted(int(name) for name in os.listdir("/proc/self/fd"))
mask = os.umask(0)
tell(core=resource.getrlimit(resource.RLIMIT_CORE), ignored=ignored, mask=mask, fds=descriptors,
    blocked=sorted(signal.pthread_sigmask(signal.SIG_BLOCK, [])), group=os.getpgrp() == os.getpgid(os.getppid()))
"""
    (there,) = told(refreshing(lines))
    command = refreshing.command(lines)
    (alone,) = told(awsmfa("exec", *refreshing.code(), "--", *command))
    more = [fd for fd in there.pop("fds") if fd not in alone["fds"]]
    alone.pop("fds")
    assert there.pop("group") and len(more) == 1 and more[0] >= 100
    alone.pop("group")
    assert there == alone


# --- signals of other processes --------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGUSR1])
def test_a_signal_to_awsmfa_alone_is_passed_on_once(refreshing, number):
    """`timeout`, systemd and CI systems signal the process that they have started: awsmfa."""
    running = ready(refreshing.start(COUNTING, "-p", "ops"))
    running.signal(number)
    assert running.finish().stdout.strip() == "counted %s" % number.name[3:]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_the_group_reaches_the_command_once(refreshing, number):
    """`kill %1` of a shell signals all of the job: a second interrupt makes Terraform drop its state."""
    running = ready(refreshing.start(COUNTING, "-p", "ops"))
    os.killpg(running.pid, number)
    assert running.finish().stdout.strip() == "counted %s" % number.name[3:]


def test_a_signal_of_the_command_to_its_group_is_not_passed_on(refreshing):
    """An editor stops its whole group, a script ends it: what comes from the group was meant for it."""
    lines = COUNTING.replace('print("re" + "ady", flush=True)', "os.kill(0, signal.SIGUSR1)")
    assert refreshing(lines, "-p", "ops").stdout.strip() == "counted USR1"


def test_ignored_signals_stay_ignored(refreshing, awsmfa):
    """nohup: the terminal closes, and the command goes on."""
    lines = "tell(hup=signal.getsignal(signal.SIGHUP) == signal.SIG_IGN)\nos.kill(0, signal.SIGHUP)\ntell(alive=True)"
    words = ["exec", "--refresh", *refreshing.code(), "--", *refreshing.command(lines)]
    assert told(awsmfa(*words, wrapper=["nohup"])) == [{"hup": True}, {"alive": True}]


# --- the terminal ----------------------------------------------------------------------------------


@pytest.fixture
def on_a_terminal(refreshing, terminal, runtime_dir, tmp_path):
    def start(lines, shell="bash", options="-p ops "):
        one = terminal(shell, env={"XDG_RUNTIME_DIR": runtime_dir})
        script = tmp_path / "command.py"
        words = refreshing.command(lines)
        script.write_text("#!%s\n%s" % (words[0], words[2]))
        script.chmod(0o755)
        one.type("awsmfa exec --refresh %s-t %s -- %s" % (options, refreshing.code()[1], script))
        return one

    return start


@pytest.mark.pty
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_ctrl_c_reaches_the_command_once(on_a_terminal, shell):
    """The terminal sends it to both; awsmfa neither dies of it nor sends it again."""
    one = on_a_terminal(COUNTING, shell)
    one.expect("ready")
    one.press("\x03")
    one.expect("counted INT\r?\n")
    one.expect_prompt()
    assert one.last_status() == 0


@pytest.mark.pty
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_ctrl_z_stops_both_and_fg_goes_on(on_a_terminal, shell, refreshing):
    """A job that stops gives the prompt back, and goes on where it was."""
    one = on_a_terminal(COUNTING, shell)
    one.expect("ready")
    one.press("\x1a")
    one.expect_prompt()
    assert len(refreshing.left()) == 1
    one.type("fg")
    one.expect("onward")  # the shell names the job before it gives it the terminal
    one.press("\x03")
    one.expect("counted INT\r?\n")
    one.expect_prompt()
    assert refreshing.left() == []


@pytest.mark.pty
def test_ctrl_c_while_the_role_is_assumed_ends_all(on_a_terminal, refreshing, sts):
    """Nothing runs yet: no command, no session in memory, and the shell learns how awsmfa died."""
    stall = faults.Stall(action="AssumeRole")
    sts.faults.append(stall)
    one = on_a_terminal(COUNTING)
    stall.wait_started()
    one.press("\x03")
    one.expect_prompt()
    assert one.last_status() == 130 and "ready" not in one.seen().splitlines()
    assert [list(path.iterdir()) for path in refreshing.left()] == [[]]
    stall.wait_ended()
    assert stall.client_gone
    assert refreshing("pass", "-p", "ops").status == 0 and refreshing.left() == []


@pytest.mark.pty
def test_ctrl_c_during_an_answer_is_the_commands_alone(on_a_terminal, sts):
    """The SDK that waits for its credentials still gets them: Terraform interrupts its plan, not its state file."""
    lines = """
signal.signal(signal.SIGINT, lambda *_: print("coun" + "ted", flush=True))
print("audit", call("audit"), flush=True)
"""
    stall = faults.Stall(action="AssumeRole")
    sts.faults.append(stall)
    one = on_a_terminal(lines, options="")
    stall.wait_started()
    one.press("\x03")
    one.expect("counted")
    stall.release()
    one.expect("audit arn:aws:sts::[0-9]+:assumed-role/audit/")
    one.expect_prompt()
    assert one.last_status() == 0 and one.seen().count("counted") == 1


@pytest.mark.pty
def test_an_interrupt_that_ends_the_command_ends_a_loop_of_the_shell(on_a_terminal, refreshing):
    """bash asks how the command died before it goes on with a loop: of the same signal."""
    one = on_a_terminal("signal.signal(signal.SIGINT, signal.SIG_DFL)\nprint('re' + 'ady', flush=True)\ntime.sleep(60)")
    one.expect("ready")
    one.press("\x03")
    one.expect_prompt()
    assert one.last_status() == 130 and refreshing.left() == []


@pytest.mark.pty
def test_the_hook_works_in_a_shell_inside(refreshing, terminal, runtime_dir, sts, alice):
    """`exec --refresh -- bash`: the hook is loaded there, renews nothing by itself, and awsmfa use works."""
    one = terminal("bash", env={"XDG_RUNTIME_DIR": runtime_dir})
    hook = 'eval "$(awsmfa hook bash)"'
    one.type("awsmfa exec --refresh -p ops -t %s -- bash --norc" % alice.phone.next_code())
    one.type("PS1='inside''> '")
    one.expect("inside> ")
    one.type(hook + "; awsmfa use audit; echo got=$AWSMFA_PROFILE,$AWS_PROFILE.")
    one.expect(r"got=audit,\.")
    one.type("awsmfa drop; echo back=$AWS_PROFILE.")
    one.expect(r"back=ops\.")
    one.type("exit")
    one.expect_prompt()
    assert len([entry for entry in sts.log if entry.code]) == 1


# --- killed ----------------------------------------------------------------------------------------


def test_when_awsmfa_is_killed_the_command_goes_on_and_the_next_run_cleans_up(refreshing, awsmfa):
    """The run lives as long as its command does; then the next one removes what is left, and nobody asks for a pid."""
    lines = """
print("re" + "ady", flush=True)
sys.stdin.readline()
done = subprocess.run([BINARY, "run-credentials", "1"], capture_output=True, text=True)
tell(status=done.returncode)
"""
    running = ready(refreshing.start(lines, "-p", "ops", stdin="go\n"))
    (place,) = refreshing.left()
    running.signal(signal.SIGKILL)
    refreshing("pass", "-p", "ops")
    assert refreshing.left() == [place]  # somebody holds it
    stdout, _ = running.process.communicate(b"go\n", GENEROUS)
    assert b'{"status": 0}' in stdout
    assert refreshing.left() == [place]
    refreshing("pass", "-p", "ops")
    assert refreshing.left() == []


# What a run does to its directory and its processes, from the first look to the last file.
CALLS = "mkdir openat flock fchmod write renameat symlinkat clone clone3 vfork wait4 pwrite64 unlinkat rmdir exit_group"


@pytest.mark.plain  # leaks cannot be looked for below strace
@pytest.mark.parametrize("call", CALLS.split())
def test_a_run_that_was_killed_at_any_point_is_removed_by_the_next(refreshing, awsmfa, call):
    """Whatever it was doing, the N-th call of each kind for every N: nothing stays when the next run has begun."""
    strace = need("strace")
    if COUNTED and call in ("openat", "write"):
        pytest.skip("gcov opens and writes hundreds of files")
    env = environment(refreshing.home, **awsmfa.env)
    for when in range(1, 200):
        trap = [strace, "-o", "/dev/null", "-e", "inject=?%s:signal=KILL:when=%d" % (call, when)]
        words = ["exec", "--refresh", "-p", "ops", *refreshing.code(), "--", "true"]
        done = subprocess.run([*trap, str(BINARY), *words], env=env, capture_output=True, timeout=GENEROUS)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done
    assert when < 199
    refreshing("pass", "-p", "ops")
    assert refreshing.left() == []


def test_nothing_is_left_when_the_question_is_declined(refreshing, awsmfa):
    result = awsmfa("exec", "--refresh", "--no-input", "--", "true")
    assert result.status == 6 and refreshing.left() == []


def test_files_that_the_command_leaves_in_the_directory_go_with_it(refreshing, tmp_path):
    """A program may write beside the config that it was given; that is no reason to leave sessions there."""
    lines = """
os.chdir(os.environ["AWSMFA_RUN"])
os.makedirs("cache/deep/er")
os.symlink(%r, "cache/link")
for name in ("mine", "cache/mine", "cache/deep/er/mine"):
    open(name, "w").write("x")
""" % str(tmp_path)
    (tmp_path / "kept").write_text("x")
    assert refreshing(lines, "-p", "ops").status == 0
    assert refreshing.left() == [] and (tmp_path / "kept").read_text() == "x"


def test_a_file_that_has_another_name_keeps_its_bytes(refreshing, runtime_dir):
    """What is removed there is overwritten first; a hard link to a file of the user's loses only that name."""
    kept = runtime_dir / "kept"
    kept.write_text("x")
    assert refreshing("os.link(%r, os.environ['AWSMFA_RUN'] + '/linked')" % str(kept), "-p", "ops").status == 0
    assert refreshing.left() == [] and kept.read_text() == "x"
    kept.unlink()


def test_nothing_is_removed_from_another_file_system(refreshing, tmp_path):
    """What is mounted there is somebody's: the directory stays until a run finds it without."""
    if subprocess.run(["mount", "-t", "tmpfs", "none", tmp_path], stderr=subprocess.DEVNULL).returncode != 0:
        pytest.skip("mounting is not allowed here")
    subprocess.run(["umount", tmp_path], check=True)
    lines = """
place = os.environ["AWSMFA_RUN"] + "/mounted"
os.mkdir(place)
subprocess.run(["mount", "-t", "tmpfs", "none", place], check=True)
open(place + "/kept", "w").write("x")
"""
    mounted = None
    try:
        result = refreshing("import subprocess" + lines, "-p", "ops")
        assert result.status == 0, result.stderr
        (left,) = refreshing.left()
        mounted = left / "mounted"
        assert sorted(file.name for file in left.iterdir()) == ["mounted"] and (mounted / "kept").read_text() == "x"
    finally:
        if mounted is not None:
            subprocess.run(["umount", mounted], check=True)
    refreshing("pass", "-p", "ops")
    assert refreshing.left() == []


def test_a_directory_of_somebody_else_is_left_alone(refreshing, runtime_dir):
    """A link of that name, or a directory with another mode, is not ours to remove."""
    strange = runtime_dir / "awsmfa-run.strange"
    strange.mkdir(mode=0o755)
    (runtime_dir / "awsmfa-run.link").symlink_to("/etc")
    refreshing("pass", "-p", "ops")
    assert strange.exists() and os.path.exists("/etc/passwd")
    strange.rmdir()
    (runtime_dir / "awsmfa-run.link").unlink()
    assert re.search("awsmfa-run", str(strange))
