"""Where a secret must never be: in arguments, environments, files, messages, or memory that was given back."""

import base64
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import harness
import pytest
from harness import AS_INSTALLED as BINARY
from harness import COUNTED, GENEROUS, Person, assert_no_secret, environment, need
from harness_assign import FIRST, SECOND
from harness_client import Client
from harness_processes import memory_of
from harness_shells import exports
from standin import faults
from standin.answers import Instant
from standin.authenticator import Phone

pty = pytest.mark.pty
QUESTION = r"MFA code for [^\r\n]*: "
HELPER = BINARY.parent.parent / "libexec" / "awsmfa" / "awsmfa-sts"

# Letters and digits only: no encoding changes them on the way.
LONG_TERM = "LongTermCanaryAbCdEfGhIjKlMnOpQrStUvWx01"
SESSION = "SessionCanaryZyXwVuTsRqPoNmLkJiHgFeDcBa23"
TOKEN = "TokenCanary" + "FwoGZXIvYXdzEJr" * 20 + "TheEndOfIt45"
ROLE_SESSION = "RoleCanaryZyXwVuTsRqPoNmLkJiHgFeDcBa67890"
ROLE_TOKEN = "RoleTokenCanary" + "IQoJb3JpZ2luX2Vj" * 20 + "TheEndOfThis67"


@pytest.fixture(autouse=True)
def profile(home, alice):
    home.credentials(alice.profile())


# --- processes ------------------------------------------------------------------------------------


def processes():
    """Every process as (pid, parent, name)."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            text = Path("/proc", pid, "stat").read_text()
        except OSError:
            continue
        name, _, rest = text.partition("(")[2].rpartition(")")
        found.append((int(pid), int(rest.split()[1]), name))
    return found


def descendants(root):
    """The processes below ROOT as {name: pid}."""
    known, found = {root}, {}
    everyone = processes()
    for _ in range(10):
        for pid, parent, name in everyone:
            if parent in known:
                known.add(pid)
                found[name] = pid
    return found


def read(pid, name):
    """A file of /proc; empty when not even its owner may read it, which is as good."""
    try:
        return Path("/proc", str(pid), name).read_bytes().decode("utf-8", "replace")
    except PermissionError:
        return ""


@pty
def test_processes_show_no_secret_while_they_ask(terminal, sts, alice):
    """`ps` shows arguments to every user of the machine, and the environment to every process of this one."""
    shell = terminal("dash")
    shell.type('eval "$(awsmfa env)"')
    shell.expect(QUESTION)
    found = descendants(shell.child.pid)
    assert {"awsmfa", "awsmfa-sts"} <= set(found)
    for name in ("awsmfa", "awsmfa-sts"):
        for file in ("cmdline", "environ"):
            assert_no_secret(sts, read(found[name], file), "%s of %s" % (file, name))
            assert alice.key.id not in read(found[name], file)
    shell.type(alice.phone.next_code())
    shell.expect_prompt()


@pty
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may look into the memory of awsmfa")
def test_keys_of_other_profiles_are_gone_while_awsmfa_asks(terminal, home, alice):
    """A question may wait all night; what it does not need, it does not keep. Old keys are left in comments too."""
    other = "[other]\naws_access_key_id = AKIAOTHEROTHEROTHER7\naws_secret_access_key = OtherCanary%s\n" % ("x" * 29)
    old = "# aws_secret_access_key = OldCanary%s\n" % ("y" * 31)
    token = "[third]\naws_session_token = ThirdCanary\n  AndItsContinuation\nregion = eu-north-1\n"
    home.credentials(other + alice.profile() + old + token)
    home.config("# ConfigCanary\n[profile other]\nregion = eu-south-1\n[plugins]\nkey = SkippedCanary\n")
    shell = terminal("dash")
    shell.type('eval "$(awsmfa env)"')
    shell.expect(QUESTION)
    memory = memory_of(descendants(shell.child.pid)["awsmfa"])
    shell.type(alice.phone.next_code())
    shell.expect_prompt()
    others = (b"OtherCanary", b"OldCanary", b"ThirdCanary", b"AndItsContinuation", b"ConfigCanary", b"SkippedCanary")
    for canary in others:
        assert canary not in memory
    assert b"eu-south-1" in memory and b"eu-north-1" in memory, "the wrong memory was looked at"


@pty
def test_environment_of_the_helper_is_scrubbed(terminal, alice):
    """The part that touches the network gets what finding a proxy needs, and nothing else."""
    more = {
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWSMFA_SOMETHING": "x",
        "SSLKEYLOGFILE": "/tmp/x",
        "LD_DEBUG_OUTPUT": "x",
        "no_proxy": "x",
    }
    shell = terminal("dash", env=more)
    shell.type('eval "$(awsmfa env)"')
    shell.expect(QUESTION)
    text = read(descendants(shell.child.pid)["awsmfa-sts"], "environ")
    names = {part.partition("=")[0] for part in text.split("\0") if part}
    assert names <= {
        "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "LANG", "LC_ALL", "TZ"
    }
    assert not text or "no_proxy" in names
    shell.type(alice.phone.next_code())
    shell.expect_prompt()


@pytest.mark.parametrize("role", [False, True])
def test_processes_show_no_secret_while_they_wait_for_aws(home, sts, alice, awsmfa, role):
    """Keys, code and signature are under way, and none of it can be seen from outside."""
    sts.account.role("ops", mfa=True)
    code = alice.phone.next_code()
    stall = faults.Stall(action="AssumeRole" if role else "GetSessionToken")
    sts.faults.append(stall)
    arguments = ["-r", "arn:aws:iam::123456789012:role/ops"] if role else []
    running = awsmfa.start("env", "-t", "-", *arguments, stdin=code + "\n")
    running.process.stdin.write(code.encode() + b"\n")
    running.process.stdin.flush()
    stall.wait_started()
    for pid in (running.pid, descendants(running.pid)["awsmfa-sts"]):
        for file in ("cmdline", "environ"):
            assert_no_secret(sts, read(pid, file), file)
    stall.release()
    assert running.finish().status == 0


def test_code_of_the_command_line_is_blotted_out(sts, alice, awsmfa):
    """-t CODE is in `ps` only until it has been read."""
    stall = faults.Stall()
    sts.faults.append(stall)
    code = alice.phone.next_code()
    running = awsmfa.start("env", "-t", code)
    stall.wait_started()
    line = read(running.pid, "cmdline")
    assert code not in line and "******" in line
    stall.release()
    assert running.finish().status == 0


def test_no_file_is_open_but_the_talk(sts, alice, awsmfa):
    """No temporary file, nothing deleted and still open, and the socket between the two has no name."""
    stall = faults.Stall()
    sts.faults.append(stall)
    running = awsmfa.start("env", "-t", alice.phone.next_code())
    stall.wait_started()
    folder = Path("/proc/%d/fd" % running.pid)
    try:
        targets = {os.readlink(one) for one in folder.iterdir() if int(one.name) > 2}
        assert all(target.startswith("socket:") for target in targets) and len(targets) == 1
    except PermissionError:
        pass  # not even its owner may look
    stall.release()
    assert running.finish().status == 0


# --- messages -------------------------------------------------------------------------------------


ENDS = {
    "done": lambda sts: None,
    "wrong code": lambda sts: sts.faults.append(faults.Refuse(403, "AccessDenied", "no")),
    "throttled": lambda sts: sts.faults.extend([faults.Throttle(), faults.Throttle()]),
    "broken": lambda sts: sts.faults.extend(faults.HalfAnswer() for _ in range(3)),
    "bad token": lambda sts: sts.faults.append(faults.Edit(SessionToken="it's")),
    "html": lambda sts: sts.faults.append(faults.Html(404)),
}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("option", ["-v", "-q", None])
def test_no_message_has_a_secret(sts, alice, awsmfa, end, option):
    """-v is for bug reports, and bug reports are public. The harness reads stderr of every run; this has all modes."""
    ENDS[end](sts)
    result = awsmfa("env", "-t", alice.phone.next_code(), *[option] if option else [])
    assert_no_secret(sts, result.stderr, "stderr")
    assert alice.key.id not in result.stderr
    for session in sts.sessions:
        assert session.id not in result.stderr
    assert "AWS4-HMAC" not in result.stderr and "Signature=" not in result.stderr


@pytest.mark.parametrize("command", [["status"], ["status", "--json"], ["env", "-v"], ["env", "--drop", "-v"]])
def test_held_session_is_not_told(sts, alice, awsmfa, command):
    """What the terminal holds is said by its name and its time."""
    held = exports(awsmfa("env", "-t", alice.phone.next_code()))
    result = awsmfa(*command, env={name: value for name, value in held.items() if name.startswith("AWS")})
    text = result.stderr + (result.stdout if command[0] == "status" else "")
    assert result.status == 0
    assert_no_secret(sts, text, "the screen")


def test_secrets_of_other_programs_stay_out_of_messages(home, alice, awsmfa):
    """A credential_process that prints rubbish may have printed a key."""
    for text in (
        "not JSON SECRETVALUE", '{"Version":1,"SecretAccessKey":"SECRETVALUE"}', '{"Version":2,"x":"SECRETVALUE"}'
    ):
        home.config("[profile p]\ncredential_process = printf '%%s' '%s'\nmfa_serial = %s\n" % (text, alice.serial))
        result = awsmfa("env", "-p", "p", "-t", alice.phone.next_code(), "-v")
        assert result.status == 1 and "SECRETVALUE" not in result.stderr + result.stdout


def test_secrets_of_files_stay_out_of_messages(home, alice, awsmfa):
    """A line that cannot be read is named by its number; it may hold half a key."""
    text = alice.profile() + "aws_secret_access_key SECRETVALUE\n[broken SECRETVALUE\n"
    home.credentials(text)
    result = awsmfa("env", "-t", alice.phone.next_code(), "-v")
    assert "SECRETVALUE" not in result.stderr + result.stdout


# --- memory ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """freed_secrets.c, compiled; bound at once: binding late would save registers, secrets and all, on the stack."""
    if not os.path.exists("/lib64/ld-linux-x86-64.so.2") and not os.path.exists("/lib/ld-linux-aarch64.so.1"):
        pytest.skip("freed_secrets.c is for glibc on Linux")
    path = tmp_path_factory.mktemp("library") / "freed_secrets.so"
    source = Path(__file__).parent / "freed_secrets.c"
    subprocess.run([need("cc"), "-O1", "-shared", "-fPIC", "-Wl,-z,now", "-o", path, source, "-ldl"], check=True)
    return path


class Watched:
    """awsmfa and its helper with freed_secrets in front of libc; `finds` are the lines of both reports."""

    def __init__(self, folder, library, sts, secrets):
        if "asan" in str(BINARY) or os.environ.get("ASAN_OPTIONS"):
            pytest.skip("a sanitizer has an allocator of its own")
        if COUNTED:
            pytest.skip("without optimization, registers are left on the stack")
        self.sts = sts
        self.folder = folder
        (folder / "root" / "bin").mkdir(parents=True)
        (folder / "root" / "libexec" / "awsmfa").mkdir(parents=True)
        self.program = folder / "root" / "bin" / "awsmfa"
        shutil.copy(BINARY, self.program)
        (folder / "secrets").write_text("".join(secret + "\n" for secret in secrets))
        self.settings = {"FREED_SECRETS": folder / "secrets", "LD_PRELOAD": library}
        # The helper's environment is scrubbed, so a script stands in for it.
        helper = folder / "root" / "libexec" / "awsmfa" / "awsmfa-sts"
        text = "".join("export %s='%s'\n" % item for item in self.settings.items())
        helper.write_text("#!/bin/sh\n%sexport FREED_REPORT='%s'\nexec '%s'\n" % (text, folder / "helper", HELPER))
        helper.chmod(0o755)

    def run(self, home, *arguments, stdin="", **env):
        home.freeze()
        full = environment(
            home, AWS_ENDPOINT_URL=self.sts.url, FREED_REPORT=self.folder / "front", **self.settings, **env
        )
        command = [self.program, *arguments]
        return subprocess.run(command, env=full, input=stdin, capture_output=True, text=True, timeout=GENEROUS)

    def report(self, of):
        return (self.folder / of).read_text().splitlines()

    def finds(self, of):
        return sorted({line for line in self.report(of) if line[0].isdigit()})


@pytest.fixture
def watch(tmp_path, library):
    def start(sts, *secrets):
        return Watched(tmp_path, library, sts, secrets)

    return start


@pytest.fixture
def canaries(sts, alice, home):
    """Keys whose copies can be told from everything else."""
    alice.key.secret = LONG_TERM
    home.credentials(alice.profile())
    sts.faults.append(faults.Edit("GetSessionToken", SecretAccessKey=SESSION, SessionToken=TOKEN))


def test_the_watch_sees_what_is_left_behind(tmp_path, library):
    """A test that finds nothing must be able to find something."""
    source = tmp_path / "leaky.c"
    source.write_text(
        '#include <stdlib.h>\n#include <string.h>\n'
        'int main(int argc, char **argv) { (void)argc; char *copy = malloc(100);'
        ' strcpy(copy, argv[1]); free(copy); return 0; }\n'
    )
    subprocess.run([need("cc"), "-O0", "-o", tmp_path / "leaky", source], check=True)
    (tmp_path / "secrets").write_text(LONG_TERM + "\n")
    env = {"LD_PRELOAD": library, "FREED_SECRETS": tmp_path / "secrets", "FREED_REPORT": tmp_path / "report"}
    subprocess.run([tmp_path / "leaky", LONG_TERM], env={name: str(value) for name, value in env.items()}, check=True)
    found = (tmp_path / "report").read_text().splitlines()
    assert "1 free leaky" in found and "1 exit [stack]" in found


def test_what_all_tests_run_ends_when_a_secret_is_freed_unwiped(tmp_path, alice, sts):
    """Each of them is a proof then, whatever else it is about; but only if the proof can fail."""
    source = tmp_path / "leaky.c"
    source.write_text(
        '#include <stdlib.h>\n#include <string.h>\n'
        'int main(int argc, char **argv) { char *copy = malloc(1000); strcpy(copy, argv[1]);'
        ' if (argc > 2) copy = realloc(copy, 2000); memset(copy, argc, 1000); free(copy); return 0; }\n'
    )
    unwiped = Path(__file__).parent / "unwiped.c"
    subprocess.run([need("cc"), "-O0", "-D_GNU_SOURCE", "-o", tmp_path / "leaky", source, unwiped], check=True)
    token = Client(sts, alice.key).mfa_session(alice.phone)["SessionToken"]
    for secret in (alice.key.secret, token, token[100:160]):
        assert subprocess.run([tmp_path / "leaky", secret]).returncode == 0
        leaks = subprocess.run([tmp_path / "leaky", secret, "grow"], stderr=subprocess.PIPE, text=True)
        assert leaks.returncode == -signal.SIGABRT and "unwiped" in leaks.stderr
    if harness.BINARY != BINARY:
        symbols = subprocess.run([need("readelf"), "--dyn-syms", harness.BINARY], capture_output=True, text=True).stdout
        assert re.search(r"FUNC +GLOBAL +DEFAULT +\d+ free$", symbols, re.MULTILINE)


@pytest.mark.parametrize("style", ["json", "xml"])
def test_no_secret_is_left_in_memory(home, sts, alice, watch, canaries, style):
    """Keys, code, secret and token of the session: every copy is wiped before its memory goes back; none is left."""
    sts.answer = style
    code = alice.phone.next_code()
    watched = watch(sts, LONG_TERM, SESSION, TOKEN, code)
    done = watched.run(home, "env", "-t", "-", stdin=code + "\n")
    assert done.returncode == 0 and TOKEN in done.stdout, done
    assert watched.finds("front") == []
    assert watched.finds("helper") == []


@pytest.mark.parametrize("style", ["json", "xml"])
def test_no_secret_of_a_role_is_left_in_memory(home, sts, alice, watch, canaries, style):
    """The MFA session is a secret of its own on the way to the role."""
    sts.answer = style
    sts.account.role("ops")
    # The stand-in does not know the canary of the MFA session, so it answers for AssumeRole without judging.
    sts.faults.append(assumed)
    code = alice.phone.next_code()
    watched = watch(sts, LONG_TERM, SESSION, TOKEN, code, ROLE_SESSION, ROLE_TOKEN)
    done = watched.run(home, "env", "-t", "-", "-r", "arn:aws:iam::123456789012:role/ops", stdin=code + "\n")
    assert done.returncode == 0 and ROLE_TOKEN in done.stdout, done
    assert watched.finds("front") == []
    assert watched.finds("helper") == []


def assumed(exchange):
    if exchange.entry.action != "AssumeRole":
        exchange.sts.faults.append(assumed)
        return exchange.process()
    values = {"AccessKeyId": "ASIAIOSFODNN7EXAMPLE", "SecretAccessKey": ROLE_SESSION, "SessionToken": ROLE_TOKEN}
    if exchange.sts.answer == "json":
        time = '"Expiration":%d' % (exchange.sts.now() + 3600)
        text = ",".join('"%s":"%s"' % item for item in values.items())
        body = '{"AssumeRoleResponse":{"AssumeRoleResult":{"Credentials":{%s,%s}}}}' % (text, time)
    else:
        values["Expiration"] = Instant(int(exchange.sts.now()) + 3600).iso()
        text = "".join("<%s>%s</%s>" % (name, value, name) for name, value in values.items())
        body = "<AssumeRoleResult><Credentials>%s</Credentials></AssumeRoleResult>" % text
        body = "<AssumeRoleResponse>%s</AssumeRoleResponse>" % body
    return faults.Raw(body.encode())(exchange)


FAILURES = {
    "refused": lambda: faults.Refuse(403, "AccessDenied", "no"),
    "token that is none": lambda: faults.Edit(SecretAccessKey=SESSION, SessionToken=TOKEN + "'"),
    "no life": lambda: faults.Raw(
        '{"a":{"b":{"Credentials":{"AccessKeyId":"ASIAIOSFODNN7EXAMPLE","SecretAccessKey":"%s","SessionToken":"%s",'
        '"Expiration":1}}}}' % (SESSION, TOKEN)
    ),
    "broken off": lambda: faults.Raw(
        '{"a":{"b":{"Credentials":{"SecretAccessKey":"%s","SessionToken":"%s' % (SESSION, TOKEN)
    ),
    "broken off in XML": lambda: faults.Raw(
        "<a><b><Credentials><SessionToken>%s</SessionToken><SecretAccessKey>%s" % (TOKEN, SESSION)
    ),
    "too long": lambda: faults.Raw(TOKEN + " " * 70000 + TOKEN),
}


@pytest.mark.parametrize("kind", FAILURES)
def test_no_secret_is_left_in_memory_after_a_failure(home, sts, alice, watch, kind):
    """Error paths are the ones that nobody walks, so that is where copies stay."""
    alice.key.secret = LONG_TERM
    home.credentials(alice.profile())
    sts.faults.append(FAILURES[kind]())
    code = alice.phone.next_code()
    watched = watch(sts, LONG_TERM, SESSION, TOKEN, code)
    done = watched.run(home, "env", "-t", "-", stdin=code + "\n")
    assert done.returncode in (4, 5), done
    assert watched.finds("front") == []
    assert watched.finds("helper") == []


def test_no_secret_is_left_in_memory_when_a_command_cannot_be_run(home, sts, alice, watch, canaries, tmp_path):
    """Where exec fails at its last step, the session is in an environment already, and the program ends by itself."""
    lost = tmp_path / "lost"
    lost.write_text("#!/nonexistent/interpreter\n")
    lost.chmod(0o755)
    code = alice.phone.next_code()
    watched = watch(sts, LONG_TERM, SESSION, TOKEN, code)
    done = watched.run(home, "exec", "-t", "-", str(lost), stdin=code + "\n")
    assert done.returncode == 126 and "session until" in done.stderr, done
    assert watched.finds("front") == []


def test_no_secret_is_left_in_memory_with_tls(home, standin, watch):
    """GnuTLS decrypts into buffers of its own; they are wiped too. What it keeps for a connection ends with it."""
    sts = standin(https=True)
    alice = Person(sts, "alice")
    alice.key.secret = LONG_TERM
    home.credentials(alice.profile())
    sts.faults.append(faults.Edit("GetSessionToken", SecretAccessKey=SESSION, SessionToken=TOKEN))
    code = alice.phone.next_code()
    watched = watch(sts, LONG_TERM, SESSION, TOKEN, code)
    done = watched.run(home, "env", "-t", "-", stdin=code + "\n", AWS_CA_BUNDLE=sts.ca_file)
    assert done.returncode == 0, done
    assert watched.finds("front") == []
    assert watched.finds("helper") == []


def test_keys_of_credential_process_are_not_left_in_memory(home, sts, alice, watch, canaries, tmp_path):
    """They come through a pipe and a JSON parser."""
    document = '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"%s"}' % (alice.key.id, LONG_TERM)
    (tmp_path / "document").write_text(document)
    home.credentials("[other]\n")
    command = "env -u LD_PRELOAD cat %s" % (tmp_path / "document")  # `cat` wipes nothing, and need not
    home.config("[default]\ncredential_process = %s\nmfa_serial = %s\n" % (command, alice.serial))
    code = alice.phone.next_code()
    watched = watch(sts, LONG_TERM, SESSION, TOKEN, code)
    done = watched.run(home, "env", "-t", "-", stdin=code + "\n")
    assert done.returncode == 0, done
    assert watched.finds("front") == []
    assert watched.finds("helper") == []


def test_code_of_mfa_process_is_not_left_in_memory(home, sts, alice, watch, canaries):
    """It comes through a pipe too."""
    code = alice.phone.next_code()
    (home.path / "code").write_text(code + "\n")
    home.credentials(alice.profile() + "mfa_process = env -u LD_PRELOAD cat ~/code\n")
    watched = watch(sts, LONG_TERM, SESSION, TOKEN, code)
    done = watched.run(home, "env")
    assert done.returncode == 0, done
    assert watched.finds("front") == []
    assert watched.finds("helper") == []


@pytest.mark.pty
@pytest.mark.parametrize("style", ["json", "xml"])
def test_no_secret_of_a_new_device_is_left_in_memory(screen, sts, newcomer, watch, tmp_path, style):
    """It comes as base64, goes through a QR code, and is shown; the codes that prove it are secrets too."""
    sts.answer = style
    sts.next_secret = bytes(range(100, 140))
    seed = base64.b32encode(sts.next_secret).decode()
    phone = Phone(seed, sts.now)
    codes = [phone.next_code(), phone.next_code()]
    groups = " ".join(seed[at : at + 4] for at in range(0, 64, 4))
    watched = watch(sts, newcomer.key.secret, seed, base64.b64encode(seed.encode()).decode(), groups, *codes)
    qr = HELPER.parent / "awsmfa-qr"
    if qr.exists():
        shutil.copy(qr, watched.folder / "root" / "libexec" / "awsmfa")
    shell = screen()
    settings = {**watched.settings, "FREED_REPORT": watched.folder / "front"}
    shell.type(" ".join(["env", *("%s=%s" % item for item in settings.items()), str(watched.program), "assign"]))
    shell.expect(FIRST)
    shell.type(codes[0])
    shell.expect(SECOND)
    shell.type(codes[1])
    shell.expect("is assigned")
    shell.expect_prompt()
    assert watched.finds("front") == []
    assert watched.finds("helper") == []


def test_neither_program_can_be_dumped_or_traced(home, sts, alice, watch):
    """A core file is a copy of the keys on a disk, and a debugger of the same user could read them."""
    watched = watch(sts, LONG_TERM)
    code = alice.phone.next_code()
    done = watched.run(home, "env", "-t", code)
    assert done.returncode == 0, done
    for program in ("front", "helper"):
        assert {"dumpable 0", "core 0"} <= set(watched.report(program))
        assert not [line for line in watched.report(program) if re.match("(dumpable|core) [^0]", line)]


# --- what a program of the user's is started with -------------------------------------------------

# What a process can see of how it was started. `sh` itself changes nothing of it before it runs the first word.
STATE = "{ umask; ulimit -c; ulimit -n; grep -E '^Sig(Blk|Ign|Cgt):' /proc/self/status; pwd; ls /proc/self/fd; } > %s"

# Starts a program with an umask, limits, ignored and blocked signals, and a descriptor of the user's own.
STARTER = """
import os, resource, signal, sys
os.umask(0o027)
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (4096 if hard in (-1, resource.RLIM_INFINITY) or hard >= 4096 else hard, hard))
resource.setrlimit(resource.RLIMIT_NOFILE, (200, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
for number in range(1, 32):
    if number not in (signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
signal.signal(signal.SIGPIPE, signal.SIG_%s)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
os.dup2(0, 9)
os.set_inheritable(9, True)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.mark.plain
@pytest.mark.parametrize("pipe", ["DFL", "IGN"])
@pytest.mark.parametrize("setting", ["mfa_process", "credential_process"])
def test_program_of_the_user_starts_as_awsmfa_was_started(home, sts, alice, tmp_path, setting, pipe):
    """A password manager with our umask would write unreadable files, and one with our socket could read our talk."""
    seen, plain = tmp_path / "seen", tmp_path / "plain"
    if setting == "mfa_process":
        command = STATE % seen + "; echo %s" % alice.phone.next_code()
        home.credentials(alice.profile() + "mfa_process = %s\n" % command)
        arguments = []
    else:
        document = '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"%s"}' % (alice.key.id, alice.key.secret)
        home.write("document", document)
        home.config(
            "[profile p]\nmfa_serial = %s\ncredential_process = %s; cat ~/document\n" % (alice.serial, STATE % seen)
        )
        arguments = ["-p", "p", "-t", alice.phone.next_code()]
    home.freeze()
    start = ["/usr/bin/python3", "-c", STARTER % pipe]
    settings = {"env": environment(home, AWS_ENDPOINT_URL=sts.url), "cwd": home.path, "stdin": subprocess.DEVNULL}
    subprocess.run([*start, "/bin/sh", "-c", STATE % plain], check=True, **settings)
    done = subprocess.run([*start, str(BINARY), "env", *arguments], capture_output=True, text=True, **settings)
    assert done.returncode == 0, done
    assert seen.read_text() == plain.read_text()


def test_variables_of_the_user_reach_the_users_program(home, alice, awsmfa, tmp_path):
    """`op` and `pass` need theirs; nothing of the session is among them, because there is none yet."""
    seen = tmp_path / "seen"
    home.credentials(alice.profile() + "mfa_process = env > %s; echo %s\n" % (seen, alice.phone.next_code()))
    result = awsmfa("env", env={"OP_SESSION": "mine"})
    assert result.status == 0
    text = seen.read_text()
    assert "OP_SESSION=mine" in text
    assert alice.key.secret not in text


@pytest.mark.parametrize("signals", ["CHLD", "INT QUIT", "HUP TERM PIPE", "CHLD TSTP TTIN TTOU"])
def test_signals_that_the_caller_ignores_stay_ignored(awsmfa, alice, signals):
    """A daemon ignores SIGCHLD, nohup SIGHUP: awsmfa works all the same, and the command of exec ignores them too."""
    wrapper = [need("bash"), "-c", "trap '' %s; exec \"$0\" \"$@\"" % signals]  # dash never ignores CHLD
    look = ["grep", "^SigIgn:", "/proc/self/status"]
    plain = subprocess.run([*wrapper, *look], capture_output=True, text=True, check=True).stdout
    result = awsmfa("exec", "-t", alice.phone.next_code(), "--", *look, wrapper=wrapper)
    assert result.status == 0 and result.stdout == plain
    assert bin(int(plain.split()[1], 16)).count("1") >= len(signals.split())


@pytest.mark.parametrize("signals", ["CHLD", "CHLD INT"])
def test_the_status_of_a_program_is_seen_whatever_the_caller_ignores(awsmfa, home, alice, signals):
    """With SIGCHLD ignored the kernel keeps no status: a failed mfa_process would look like one that is gone."""
    home.credentials(alice.profile() + "mfa_process = echo 123456; exit 9\n")
    result = awsmfa("env", wrapper=[need("bash"), "-c", "trap '' %s; exec \"$0\" \"$@\"" % signals])
    assert result.status == 1 and "failed with status 9" in result.stderr


# --- files ----------------------------------------------------------------------------------------


def test_no_file_is_written_anywhere(home, sts, alice, tmp_path):
    """Nothing at rest: not even a temporary file that is gone a moment later. (A build for `make coverage` counts.)"""
    trace = need("strace", "it sees which files are opened")
    log = tmp_path / "log"
    code = alice.phone.next_code()
    home.freeze()
    calls = "open,openat,creat,rename,renameat2,mkdir,mkdirat,mknodat,unlink,unlinkat,chmod,fchmodat"
    command = [trace, "-f", "-qq", "-e", "trace=" + calls, "-o", log, BINARY, "env", "-t", code]  # fmt: skip
    done = subprocess.run(
        command,
        env=environment(home, AWS_ENDPOINT_URL=sts.url),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if "ptrace" in done.stderr or not log.exists():
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done
    for line in log.read_text().splitlines():
        if re.search(r"\bopen(at)?\(", line) and not re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE", line):
            continue
        assert re.search(r"(\"/dev/(null|tty)\"|\.gcda\"|exited with|--- SIG|\+\+\+|<\.\.\. )", line), line


def test_core_limit_of_the_caller_does_not_count(home, sts, alice, tmp_path):
    """`ulimit -c unlimited` in a developer's profile, and a bug of ours: still no core file."""
    stall = faults.Stall()
    sts.faults.append(stall)
    home.freeze()
    script = 'ulimit -c "$(ulimit -Hc)"; exec "$0" "$@"'
    running = subprocess.Popen(
        [
            "sh", "-c", script, BINARY, "env", "-t", alice.phone.next_code()
        ], env=environment(home, AWS_ENDPOINT_URL=sts.url),
        cwd=tmp_path, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    stall.wait_started()
    helper = descendants(running.pid)["awsmfa-sts"]
    os.kill(helper, signal.SIGSEGV)
    running.wait(GENEROUS)
    assert running.returncode == 1
    stall.wait_ended()
    assert not [one.name for one in tmp_path.iterdir() if "core" in one.name]


def test_killed_program_takes_its_helper_along(sts, alice, awsmfa):
    """SIGKILL gives nobody a chance to clean up; the keys in the helper's memory must go all the same."""
    stall = faults.Stall()
    sts.faults.append(stall)
    running = awsmfa.start("env", "-t", alice.phone.next_code())
    stall.wait_started()
    running.signal(signal.SIGKILL)
    assert running.finish().status == -signal.SIGKILL
    stall.wait_ended()
    assert stall.client_gone


@pytest.mark.plain
def test_network_libraries_are_in_the_helper_alone():
    """The program that reads the files and asks the question cannot talk to anyone."""
    tool = need("readelf")

    def needed(path):
        text = subprocess.run([tool, "-d", path], capture_output=True, text=True, check=True).stdout
        return {name.split(".so")[0] for name in re.findall(r"\(NEEDED\).*\[(.*?)\]", text)}

    ours = {name for name in needed(BINARY) if not name.startswith(("ld-linux", "libasan", "libubsan", "libgcov"))}
    assert ours <= {"libc", "libcjson"}
    assert {"libgnutls", "libexpat"} <= needed(HELPER)
