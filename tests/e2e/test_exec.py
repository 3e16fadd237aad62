"""`awsmfa exec`: a command finds the session, everything else is as if awsmfa had not been there."""

import json
import os
import re
import signal
import subprocess

import pytest

from harness import BINARY, GENEROUS, SYSTEM_PATH, UNTIL, environment, need, session_of
from harness_hooks import HOUR, every_shell
from harness_shells import evaluate
from harness_walk import MINUTE, OURS, Shell

ROLE = "arn:aws:iam::123456789012:role/ops"


@pytest.fixture
def shell(awsmfa):
    return Shell(awsmfa)


@pytest.fixture
def held(shell, home, sts, alice):
    """A shell with an MFA session of `default`; `ops` is a role that costs no code with it."""
    sts.account.role("ops", mfa=True)
    home.credentials(alice.profile())
    home.config(
        "[default]\nregion = eu-west-1\n"
        "[profile ops]\nrole_arn = %s\nsource_profile = default\nregion = eu-central-1\n" % ROLE
    )
    shell.env("-t", alice.phone.next_code())
    sts.log.clear()
    return shell


def variables(text):
    """What `env -0` has printed."""
    return dict(part.split("=", 1) for part in text.split("\0") if part)


def ours(env):
    return {name: value for name, value in env.items() if OURS.match(name)}


# --- the session ---------------------------------------------------------------------------------


def test_a_command_runs_with_a_new_session(shell, home, sts, alice):
    """The whole point: one line, a code, and the command is who it should be."""
    home.credentials(alice.profile())
    result = shell.run("exec", "-t", alice.phone.next_code(), "env", "-0")
    assert result.status == 0 and session_of(variables(result.stdout)).is_of(sts.newest_session)
    assert re.fullmatch(r"awsmfa: default: session until %s \(12 h\), from .*\n" % UNTIL, result.stderr)


def test_a_held_session_is_used_without_a_word(held, sts):
    """A wrapper that chatters spoils every log it is used in; and nothing is asked or sent."""
    result = held.run("exec", "env", "-0")
    assert (result.status, result.stderr) == (0, "") and not sts.log
    assert session_of(variables(result.stdout)).is_of(sts.newest_session)
    assert held.run("exec", "-v", "true").lines[1:] == ["awsmfa: the session that this shell holds is still good"]


@pytest.mark.parametrize(
    "variables_of_user",
    [
        {},
        {"AWS_PROFILE": "default", "AWS_DEFAULT_PROFILE": "default"},
        {"AWS_REGION": "us-west-2"},
        {"AWS_SECURITY_TOKEN": "old", "AWS_ACCOUNT_ID": "1", "AWS_SESSION_EXPIRATION": "x"},
        {"AWSMFA_SECURITY_TOKEN": "1"},
        {"EMPTY": "", "NEWLINES": "a\n\nb", "AWS_PAGER": "", "AWSMFA_HOOK": "lazy"},
    ],
    ids=lambda one: " ".join(one) or "none",
)
def test_the_environment_is_what_env_exports(held, variables_of_user):
    """Two ways to the same session must not differ in a variable: the command would behave differently."""
    held.set(**variables_of_user)
    printed = evaluate("dash", held.run("env").stdout, environment(held.awsmfa.home, **held.awsmfa.env, **held.vars))
    found = variables(held.run("exec", "/usr/bin/env", "-0").stdout)
    assert {**found, "PWD": ""} == {**printed.env, "PWD": ""}


NEW = re.compile(
    r"AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|CREDENTIAL_EXPIRATION)|AWSMFA_(KEY_ID|STARTED|EXPIRES)"
)


@pytest.mark.parametrize("options", [["-p", "ops"], ["-r", ROLE, "-d", "20m"], ["--region", "us-west-2"]], ids=" ".join)
def test_a_new_session_exports_what_env_would(held, alice, options):
    """The same for a session that is made for this run: only what is new in every session may differ."""
    start = environment(held.awsmfa.home, **held.awsmfa.env, **held.vars)

    def both(*command):
        code = ["-t", alice.phone.next_code()] if "--region" in options else []  # another wish, and no role
        return held.run(command[0], *options, *code, *command[1:]).stdout

    found, printed = variables(both("exec", "env", "-0")), evaluate("dash", both("env"), start).env
    assert {**found, "PWD": ""}.keys() == {**printed, "PWD": ""}.keys()
    assert [name for name in ours(found) if not NEW.fullmatch(name) and found[name] != printed[name]] == []


def test_the_variables_of_the_shell_stay(held):
    """exec is for those who do not want to change their shell: nothing is printed that could."""
    before = dict(held.vars)
    result = held.run("exec", "-p", "ops", "true")
    assert (result.status, result.stdout, held.vars) == (0, "", before)


def test_a_role_costs_no_code_where_an_mfa_session_is_held(held, sts):
    """Going to production for one command is the everyday use."""
    result = held.run("exec", "-p", "ops", "--no-input", "--", "env", "-0")
    env = variables(result.stdout)
    assert session_of(env).is_of(sts.newest_session) and sts.newest_session.request["RoleArn"] == ROLE
    assert (env["AWS_REGION"], env["AWSMFA_PROFILE"]) == ("eu-central-1", "ops")


def test_min_is_the_life_at_the_start(held, sts, alice):
    """A job of 45 minutes must not begin with a session of 30."""
    held.leave(30 * MINUTE)
    code = alice.phone.next_code()
    result = held.run("exec", "--min", "45m", "-t", code, "env", "-0")
    assert session_of(variables(result.stdout)).is_of(sts.newest_session) and len(sts.requests("GetSessionToken")) == 1
    sts.log.clear()
    assert held.run("exec", "--min", "20m", "true").status == 0 and not sts.log


def test_keys_of_the_environment_are_replaced_for_the_command_alone(shell, home, sts, alice):
    """The shell keeps its keys, so nothing is said of keys that are gone."""
    home.config("")
    shell.set(AWS_ACCESS_KEY_ID=alice.key.id, AWS_SECRET_ACCESS_KEY=alice.key.secret)
    result = shell.run("exec", "-s", alice.serial, "-t", alice.phone.next_code(), "env", "-0")
    assert session_of(variables(result.stdout)).is_of(sts.newest_session) and "replaced" not in result.stderr


def test_the_aws_cli_is_who_it_should_be(held, sts, alice):
    """With the real client: `awsmfa exec aws sts get-caller-identity --output text`."""
    aws = need("aws", "the AWS CLI is optional")
    command = [aws, "--endpoint-url", sts.url, "sts", "get-caller-identity", "--output", "text", "--query", "Arn"]
    held.set(AWS_PAGER="", AWS_MAX_ATTEMPTS="1")
    held.awsmfa.home.allow_changes()
    assert held.run("exec", "--", *command).stdout == alice.user.arn + "\n"
    role = held.run("exec", "-p", "ops", "--role-session-name", "al", *command)
    assert role.stdout == "arn:aws:sts::123456789012:assumed-role/ops/al\n"


def test_six_at_a_time(held, sts):
    """make -j: they share the session, and nobody waits for anybody."""
    started = [held.awsmfa.start("exec", "env", "-0", env=held.vars) for _ in range(6)]
    results = [one.finish() for one in started]
    assert {session_of(variables(one.stdout)).key for one in results} == {sts.newest_session.id} and not sts.log


# --- the command line ----------------------------------------------------------------------------

ARGUMENTS = 'import json, sys; print(json.dumps(sys.argv[1:]))'


@pytest.mark.parametrize(
    "arguments",
    [
        ["", "", "a b"],
        ["a\nb\n", "\t", "\\", "'", '"', "$HOME", "`x`", "*", "é", "~"],
        ["--profile", "x", "-p", "y", "--help", "-h", "--version", "-q", "--"],
        ["--", "--", "-t", "123456"],
        ["x" * 100000],
    ],
    ids=["empty", "special", "options", "dashes", "long"],
)
@pytest.mark.parametrize("dashes", [[], ["--"]], ids=["plain", "dashes"])
def test_arguments_come_through_untouched(held, arguments, dashes):
    """No shell reads them in between, and an option behind the command is the command's."""
    result = held.run("exec", *dashes, "/usr/bin/python3", "-c", ARGUMENTS, *arguments)
    assert json.loads(result.stdout) == arguments


def test_arguments_that_are_no_text_come_through(held):
    """A file name is bytes."""
    result = held.run("exec", "printf", "%s", b"\xff\xfe".decode("utf-8", "surrogateescape"))
    assert result.stdout.encode("utf-8", "surrogateescape") == b"\xff\xfe"


@pytest.mark.parametrize("args", [[], ["--"], ["-p", "ops"], ["-p", "ops", "--"]], ids=" ".join)
def test_without_a_command_it_is_wrong_usage(held, sts, args):
    """exit 2 and an example; nothing is asked for."""
    result = held.run("exec", *args)
    assert result.status == 2 and result.stdout == "" and not sts.log
    assert result.lines == ["awsmfa: exec needs a command", "hint: awsmfa exec -p prod -- terraform plan"]


@pytest.mark.parametrize(
    "args", [["--profle", "x", "true"], ["-Z", "true"], ["--format", "sh", "true"], ["--setup", "true"]]
)
def test_an_option_that_is_none_is_wrong_usage(held, args):
    """Before the command every word counts; a slip must not run anything."""
    assert held.run("exec", *args).status == 2


# --- 126, 127 ------------------------------------------------------------------------------------


@pytest.fixture
def things(tmp_path):
    """What a path may lead to besides a program."""
    folder = tmp_path / "things"
    folder.mkdir()
    for name, text, mode in (
        ("data", "x", 0o644),
        ("lost", "#!/nonexistent/interpreter\n", 0o755),
        ("plain", "echo plain $1\n", 0o755),
        ("false", "x", 0o644),
        ("broken", b"\x7fELF\x02\x01\x01" + bytes(200), 0o755),
    ):
        path = folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        path.chmod(mode)
    (folder / "folder").mkdir()
    return folder


@pytest.mark.parametrize(
    "command, status, said",
    [
        ("no-such-command", 127, "there is no command 'no-such-command' in PATH"),
        ("", 127, "the name of the command is empty"),
        ("./no/such", 127, "cannot run ./no/such: No such file or directory"),
        ("{}/none", 127, "cannot run {}/none: No such file or directory"),
        ("{}/folder", 126, "cannot run {}/folder: Is a directory"),
        ("{}/data/x", 126, "cannot run {}/data/x: Not a directory"),
        ("data", 127, "there is no command 'data' in PATH"),
        ("folder", 127, "there is no command 'folder' in PATH"),
    ],
)
def test_a_command_that_is_not_there(shell, home, sts, alice, things, command, status, said):
    """The statuses of every shell, one line, and no question for a session that nobody needs."""
    home.credentials(alice.profile())
    result = shell.run("exec", command.format(things))
    assert (result.status, result.stdout, result.lines) == (status, "", ["awsmfa: " + said.format(things)])
    assert not sts.log


def test_a_file_that_may_not_be_run(held, things):
    """126, by a path and along PATH."""
    result = held.run("exec", things / "data")
    assert (result.status, result.lines) == (126, ["awsmfa: cannot run %s/data: Permission denied" % things])
    held.set(PATH="/nonexistent:%s" % things)
    result = held.run("exec", "data")
    assert (result.status, result.lines) == (126, ["awsmfa: cannot run %s/data: Permission denied" % things])


def test_what_cannot_be_run_is_passed_by_in_path(held, things):
    """As in a shell: the next one of that name counts."""
    held.set(PATH="%s:%s" % (things, SYSTEM_PATH))
    result = held.run("exec", "false")
    assert (result.status, result.stderr) == (1, "")


def test_an_interpreter_that_is_missing_is_named_as_the_reason(held, things):
    """`No such file` of a file that one can see is a riddle."""
    result = held.run("exec", things / "lost")
    assert result.status == 126
    assert result.lines[1] == "hint: the interpreter in its first line does not exist"


def test_a_script_without_an_interpreter_is_run_by_sh(held, things):
    """As every shell does, and execvp(3)."""
    assert held.run("exec", things / "plain", "it").stdout == "plain it\n"


def test_no_program_at_all(held, things):
    """A damaged program is no success."""
    assert held.run("exec", things / "broken").status in (2, 126, 127)


@pytest.mark.parametrize(
    "args, hint",
    [
        (["ops"], "awsmfa exec -p ops -- COMMAND"),
        (["ops", "--", "aws"], "awsmfa exec -p ops -- aws"),
        (["ops", "aws", "s3", "ls"], "awsmfa exec -p ops -- aws ..."),
        (["old", "aws"], "awsmfa exec -p old -- aws"),
        (["two words", "--", "my tool"], "awsmfa exec -p 'two words' -- 'my tool'"),
    ],
)
def test_a_profile_in_the_place_of_the_command(held, home, alice, args, hint):
    """env and use take it there, so everybody will write it once."""
    home.credentials(alice.profile() + alice.keys("old-long-term") + alice.keys("two words"))
    result = held.run("exec", *args)
    said = "awsmfa: there is no command '%s' in PATH, only a profile of that name" % args[0]
    assert result.status == 127 and result.lines == [said, "hint: " + hint]


def test_path_is_the_users(held, things):
    """PATH decides, an empty element is the working directory, and without PATH the usual places are looked at."""
    held.set(PATH=":/nonexistent")
    assert held.awsmfa("exec", "plain", "here", env=held.vars, cwd=things).stdout == "plain here\n"
    held.set(PATH=None)
    assert held.awsmfa("exec", "echo", "found", env={**held.vars, "PATH": None}).stdout == "found\n"


# --- when there is no session --------------------------------------------------------------------


@pytest.mark.parametrize(
    "args, variables_of_user, status",
    [
        ([], {}, 6),
        (["--no-input"], {}, 6),
        (["-p", "nope"], {}, 1),
        (["-d", "5m"], {}, 2),
        (["-t", "000000"], {}, 4),
        (["-t", "12345"], {}, 2),
        (["-t", "123456"], {"AWS_ENDPOINT_URL_STS": "http://127.0.0.1:1"}, 5),
    ],
)
def test_without_a_session_the_command_does_not_run(shell, home, sts, alice, tmp_path, args, variables_of_user, status):
    """It would run as somebody else, or as nobody. From cron: no terminal, exit 6."""
    home.credentials(alice.profile())
    shell.set(**variables_of_user)
    result = shell.run("exec", *args, "touch", tmp_path / "ran")
    assert result.status == status and not (tmp_path / "ran").exists()
    assert result.stdout == "" and result.lines[0].startswith("awsmfa: ")


# --- the command's own life ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "script, status", [("exit 0", 0), ("exit 3", 3), ("exit 255", 255), ("kill -TERM $$", -15), ("kill -KILL $$", -9)]
)
def test_the_status_is_the_commands_own(held, script, status):
    """A signal too: the caller sees the process die of it, not a number that stands for it."""
    assert held.run("exec", "sh", "-c", script).status == status


def test_it_is_the_same_process(held):
    """What the caller signals and waits for is the command itself; no shell and no awsmfa stays in between."""
    running = held.awsmfa.start("exec", "sh", "-c", "echo $$ $PPID", env=held.vars)
    assert running.finish().stdout.split() == [str(running.pid), str(os.getpid())]


def test_a_signal_reaches_the_command(held):
    """Ctrl-C in a script, `timeout`, a supervisor: none has to know of awsmfa."""
    running = held.awsmfa.start("exec", "sleep", "1000", env=held.vars)
    path = "/proc/%d/comm" % running.pid
    while open(path, encoding="ascii").read() != "sleep\n":
        os.sched_yield()
    running.signal(signal.SIGTERM)
    assert running.finish().status == -signal.SIGTERM


CHILDREN = """
import os
try:
    print(os.wait())
except ChildProcessError:
    print("none")
"""


def test_the_command_has_no_child_that_it_did_not_start(shell, home, alice):
    """A shell or a supervisor that waits for any child would find our helper, or wait for ever."""
    home.credentials(alice.profile() + "mfa_process = echo %s\n" % alice.phone.next_code())
    result = shell.run("exec", "/usr/bin/python3", "-c", CHILDREN)
    assert result.stdout == "none\n" and "hint" not in result.stderr  # which is for codes that somebody typed


def test_stdin_is_the_commands(shell, home, alice):
    """`-t -` takes one line of it and not a byte more, also from a pipe that holds everything already."""
    home.credentials(alice.profile())
    result = shell.run("exec", "-t", "-", "cat", stdin="%s\nline one\nline two" % alice.phone.next_code())
    assert (result.status, result.stdout) == (0, "line one\nline two")


def test_stdin_is_not_touched_otherwise(held):
    """A pipe into the command goes through."""
    assert held.run("exec", "cat", stdin="a\n\nb").stdout == "a\n\nb"


# How a process was started, as the kernel shows it to the process itself.
LOOK = r"""
cat /proc/self/status /proc/self/limits | grep -E '^(Umask|Sig(Pnd|Blk|Ign|Cgt)|NoNewPrivs|Max )' || true
find /proc/self/fd -printf '%f %l\n' | sed 's/\[[0-9]*\]//; s/[0-9]*\/fd/N\/fd/'
pwd; ulimit -a; nice; ps -o sid=,tty= $$ | sed 's/[0-9]/N/g'
""".strip()

# Starts a program with an umask, limits, ignored and blocked signals, closed and additional descriptors.
STARTER = """
import os, resource, signal, sys
os.umask(0o027)
soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (4096 if hard == resource.RLIM_INFINITY or hard >= 4096 else hard, hard))
resource.setrlimit(resource.RLIMIT_NOFILE, (200, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
for number in range(1, 32):
    if number not in (signal.SIGKILL, signal.SIGSTOP):
        signal.signal(number, signal.SIG_IGN if number in IGNORED else signal.SIG_DFL)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2, signal.SIGALRM])
os.dup2(1, 9)
os.set_inheritable(9, True)
for number in CLOSED:
    os.close(number)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.mark.plain
@pytest.mark.parametrize(
    "ignored",
    [[], [signal.SIGPIPE, signal.SIGCHLD, signal.SIGINT, signal.SIGHUP, signal.SIGTSTP]],
    ids=["default", "ignored"],
)
@pytest.mark.parametrize("closed", [[], [0], [2], [0, 2], [0, 1, 2]], ids=str)
@pytest.mark.parametrize("new", [False, True], ids=["held", "new"])
def test_everything_is_inherited(held, alice, tmp_path, ignored, closed, new):
    """nohup, a supervisor's limits, a job server's pipe: what was arranged for the command reaches it."""
    if new:
        code = alice.phone.next_code()
        held.awsmfa.home.credentials(alice.profile() + "mfa_process = echo %s\n" % code)
    seen = {}
    env = environment(held.awsmfa.home, **held.awsmfa.env, **held.vars)
    for name, start in (("plain", []), ("exec", [str(BINARY), "exec", *(["-f"] if new else [])])):
        out = tmp_path / name
        script = STARTER.replace("IGNORED", str([int(one) for one in ignored])).replace("CLOSED", str(closed))
        look = "{ %s\n} >%s 2>&1" % (LOOK, out)
        command = ["/usr/bin/python3", "-c", script, *start, "/bin/sh", "-c", look]
        done = subprocess.run(
            command, env=env, cwd=held.awsmfa.home.path, stdin=subprocess.DEVNULL, capture_output=True, timeout=GENEROUS
        )
        assert done.returncode == 0, done
        seen[name] = out.read_text().replace(name, "")
    assert "SigBlk:\t0000000000002800" in seen["plain"] and "Umask:\t0027" in seen["plain"] and "\n9 " in seen["plain"]
    assert seen["exec"] == seen["plain"]


def test_the_command_may_be_traced_and_dumped_again(held):
    """awsmfa forbids it for itself; a debugger of the user's must find the command as usual."""
    look = "import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"  # PR_GET_DUMPABLE
    assert held.run("exec", "/usr/bin/python3", "-c", look).stdout == "1\n"


def test_exec_of_exec(held, sts):
    """A script that uses exec, called by exec: the inner one holds what the outer one got."""
    result = held.run("exec", "-p", "ops", BINARY, "exec", BINARY, "exec", "-p", "ops", "env", "-0")
    assert result.status == 0 and session_of(variables(result.stdout)).is_of(sts.newest_session)
    assert len(sts.requests("AssumeRole")) == 1


def test_status_inside(held):
    """`awsmfa exec -p ops awsmfa status` says what the command would find."""
    facts = json.loads(held.run("exec", "-p", "ops", BINARY, "status", "--json").stdout)
    assert (facts["profile"], facts["state"], facts["role_arn"], facts["region"]) == (
        "ops", "valid", ROLE, "eu-central-1"
    )


# --- with a terminal -----------------------------------------------------------------------------


@pytest.mark.pty
def test_the_question_is_asked_on_the_terminal_and_the_hint_says_how_to_keep_it(terminal, home, sts, alice):
    """A code for one command is a code for one command; who types it learns what would have kept it."""
    home.credentials(alice.profile("my team"))
    shell = terminal()
    done = shell.run("echo in | awsmfa exec -p 'my team' sh -c 'cat; echo $AWS_ACCESS_KEY_ID' 2>&1", answer=alice.phone)
    assert done.splitlines()[-2:] == ["in", sts.newest_session.id]
    assert "hint: eval \"$(awsmfa env 'my team')\" keeps it in this shell" in done and not shell.session()
    assert "hint" not in shell.run("awsmfa exec -q -p 'my team' true", answer=alice.phone)


@pytest.mark.pty
def test_ctrl_c_at_the_question_runs_nothing(terminal, home, alice, tmp_path):
    """The second thought of someone who is about to touch production."""
    home.credentials(alice.profile())
    shell = terminal()
    shell.type("awsmfa exec touch %s/ran" % tmp_path)
    shell.expect("MFA code for [^\r\n]*: ")
    shell.press("\x03")
    shell.expect_prompt()
    assert shell.last_status() == 130 and not (tmp_path / "ran").exists()


@pytest.mark.pty
@pytest.mark.parametrize("kind", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("hook", [False, True], ids=["plain", "hook"])
def test_ctrl_z_and_fg(terminal, home, sts, alice, kind, hook):
    """A command in the foreground is a job like any other: an editor that is stopped comes back."""
    home.credentials(alice.profile())
    shell = terminal(kind, hook=hook)
    shell.type("awsmfa exec -q sh -c 'echo be\"\"gun; read x; echo got-$x'")
    shell.answer_code(alice.phone)
    shell.expect("begun")
    shell.press("\x1a")
    shell.expect_prompt()
    shell.type("fg")
    shell.expect("(continued|awsmfa|sh -c)[^\n]*\n")
    shell.type("back")
    shell.expect("got-back")
    shell.expect_prompt()


@pytest.mark.pty
def test_a_full_screen_program_has_the_terminal(terminal, home, alice):
    """vi, less, top: they find the terminal in its usual modes, and leave it so."""
    need("less", "a full-screen program")
    home.credentials(alice.profile())
    shell = terminal()
    modes = shell.run("stty -a")
    assert shell.run("awsmfa exec -q stty -a", answer=alice.phone) == modes
    shell.type("awsmfa exec -q less -X /etc/passwd")
    shell.answer_code(alice.phone)
    shell.expect("root:")
    shell.press("q")
    shell.expect_prompt()
    assert shell.run("stty -a") == modes


@pytest.mark.pty
@every_shell
def test_with_the_hook_a_role_costs_nothing_and_the_private_state_stays_private(hooked, home, sts, alice, shell):
    """The MFA session that the shell keeps serves the command's role, and the command sees nothing of it."""
    sts.account.role("ops", mfa=True)
    home.config("[profile ops]\nrole_arn = %s\nsource_profile = default\n" % ROLE)
    terminal = hooked(shell, session=True)
    before = terminal.session()
    path = terminal.scratch / "environ"
    done = terminal.run("awsmfa exec -p ops cat /proc/self/environ > %s" % path)
    env = variables(path.read_text())
    assert session_of(env).is_of(sts.newest_session) and "session until" in done
    assert not [name for name in env if name.startswith("_AWSMFA_")] and before.token not in path.read_text()
    assert terminal.session().key == before.key and len(sts.requests("GetSessionToken")) == 1


@pytest.mark.pty
@every_shell
def test_with_the_hook_a_code_is_for_this_run_alone(hooked, sts, alice, shell):
    """Nothing can put a session back into the shell that started a program; the hint says what does."""
    terminal = hooked(shell)
    done = terminal.run("awsmfa exec true", answer=alice.phone)
    assert "hint: awsmfa use keeps it in this shell" in terminal.seen() and done.status == 0
    assert not terminal.session()
    assert terminal.run("awsmfa exec -p default true", answer=alice.phone).status == 0
    assert "hint: awsmfa use default keeps it in this shell" in terminal.seen()


@pytest.mark.pty
@every_shell
def test_with_the_hook_an_expired_session_is_renewed_before_exec_and_stays(hooked, sts, alice, shell):
    """A code that is typed for exec would be gone with its command; typed for the hook it serves all day."""
    terminal = hooked(shell, session=True)
    terminal.later(13 * HOUR)
    done = terminal.run("awsmfa exec sh -c 'echo key=$AWS_ACCESS_KEY_ID'", answer=alice.phone)
    assert "key=%s" % sts.newest_session.id in done and len(sts.requests("GetSessionToken")) == 2
    assert terminal.session().is_of(sts.newest_session)


@pytest.mark.pty
@every_shell
def test_with_the_hook_pipes_and_arguments_go_through_the_function(hooked, alice, shell):
    """The function must be as transparent as the program behind it."""
    terminal = hooked(shell, session=True)
    done = terminal.run(
        "echo 'in  put' | awsmfa exec sh -c 'cat; printf \"<%s>\" \"$@\"; exit 7' sh '' 'a b' '*' -q -- | cat"
    )
    assert done.startswith("in  put\n<><a b><*><-q><-->")
    assert terminal.run("awsmfa exec sh -c 'exit 7'").status == 7


@pytest.mark.pty
def test_a_shell_inside_renews_what_it_inherits(hooked, sts, alice):
    """`awsmfa exec -- bash -i` is a shell as somebody else; with the hook in its rc it goes on for the day."""
    terminal = hooked("bash")
    rc = terminal.scratch / "rc"
    rc.write_text('PS1="ready> "\neval "$(awsmfa hook bash)"\n')
    terminal.type("awsmfa exec -q bash --rcfile %s -i" % rc)
    terminal.answer_code(alice.phone)
    terminal.expect_prompt()
    assert terminal.key() == sts.newest_session.id
    terminal.later(13 * HOUR)
    assert terminal.key(answer=alice.phone) == sts.newest_session.id and len(sts.requests("GetSessionToken")) == 2
    terminal.type("exit")
    terminal.expect_prompt()
    assert not terminal.session()
