"""make demo: a morning with awsmfa, played by a real bash against a server on this machine.

    PYTHONPATH=tests /usr/bin/python3 tests/demo.py build

Needs no terminal and asks nothing: it opens a terminal of its own, types each command into a shell there,
answers the questions with what the stand-in's authenticator shows, and prints what a person would see (secrets
shortened). Every step checks that it did what it shows; the first that did not ends the demo with status 1.
"""

import codecs
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import textwrap
import time

from standin import StandIn
from standin.authenticator import Phone

SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
PATIENCE = 30  # seconds until a step counts as hanging
SHORT_LIFE = 3  # seconds, for the session that expires before our eyes
HOOKED_LIFE = 6  # the same with the hook: the prompt must be there before the end
QUESTION = "MFA code for "
ASSIGNING = r"(?:First|Second) code[^\n]*: "
ROWS, COLUMNS = 24, 80
HALVES = {" ": "00", "\u2580": "10", "\u2584": "01", "\u2588": "11"}  # the upper and the lower module; 1: black
CLEARED = "\033[H\033[2J"
END = r"<end:(\d+)>\n<prompt>\n"  # printed behind each command, with its status, and the prompt that follows

# A program of the demo's own: it asks AWS who the environment says we are. With the AWS CLI, else with botocore.
WHOAMI_BY_CLI = """\
#!/bin/sh
# The CLI of Debian 12 does not read AWS_ENDPOINT_URL yet.
aws --endpoint-url "$AWS_ENDPOINT_URL" sts get-caller-identity --query Arn --output text
"""
WHOAMI_BY_BOTOCORE = """\
#!%s
import os
import botocore.session
sts = botocore.session.Session().create_client("sts", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
print(sts.get_caller_identity()["Arn"])
"""

COLOURED = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"
BOLD, GREEN, YELLOW = 1, 32, 33


def colour(text, code):
    return "\033[%dm%s\033[m" % (code, text) if COLOURED else text


class Failed(Exception):
    """A step did not do what it shows."""


def demand(fact, what):
    if not fact:
        raise Failed(what)


def say(text):
    lines = textwrap.wrap(text, 88, initial_indent="# ", subsequent_indent="# ")
    print("\n" + "\n".join(colour(line, GREEN) for line in lines), flush=True)


class Shell:
    """bash on a terminal of its own. run() types a command and gives what it printed."""

    def __init__(self, env, folder, show):
        self.show = show  # makes output fit to be printed
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGPIPE):  # whoever started us
                signal.signal(number, signal.SIG_DFL)
            os.chdir(folder)
            os.execve(shutil.which("bash", path=SYSTEM_PATH), ["bash", "--noprofile", "--norc", "--noediting"], env)
        # The demo prints what it types; the terminal's echo would only print it twice.
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        modes = termios.tcgetattr(self.fd)
        modes[3] &= ~termios.ECHO
        termios.tcsetattr(self.fd, termios.TCSANOW, modes)
        self.pending = ""
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")  # a read may end within a letter
        self._start("PS1='<''prompt>\\n' PS2=")
        self._finish()

    def _start(self, command):
        # On the same line, so that nothing waits in the terminal while the command asks its question.
        os.write(self.fd, ("%s; printf '<%%s:%%d>\\n' end $?\n" % command).encode())

    def _read(self, deadline):
        ready, _, _ = select.select([self.fd], [], [], max(0, deadline - time.monotonic()))
        demand(ready, "nothing happened for %d seconds; seen so far:\n%s" % (PATIENCE, self.pending))
        self.pending += self.decoder.decode(os.read(self.fd, 65536)).replace("\r", "")

    def _until(self, pattern):
        deadline = time.monotonic() + PATIENCE
        while not (found := re.search(pattern, self.pending)):
            self._read(deadline)
        before, self.pending = self.pending[: found.start()], self.pending[found.end() :]
        return before, found

    def _finish(self):
        """The output up to the end of the command, and its status."""
        before, found = self._until(END)
        return before, int(found.group(1))

    def run(self, command, codes=(), status=0, question=re.escape(QUESTION) + r"[^\n]*: "):
        """`codes`: what is typed at each question, in turn; a function makes it of what was shown so far."""
        print("\n$ " + colour(command, BOLD), flush=True)
        self._start(command)
        output, echo = "", ""
        for code in codes:
            before, found = self._until(question + "|" + END)
            demand(not found.group(1), "no question where one was expected: %s" % command)
            before = before.removeprefix(echo)
            code = code(before) if callable(code) else code
            print(self.show(before) + found.group(0) + code, flush=True)
            output += before + found.group(0) + "\n"
            os.write(self.fd, (code + "\n").encode())
            echo = code + "\n"  # what is typed at a question is visible, as it should be
        rest, ended = self._finish()
        rest = rest.removeprefix(echo)
        print(self.show(rest), end="", flush=True)
        demand(QUESTION not in rest, "a question where none was expected: %s" % command)
        demand(ended == status, "exit status %d instead of %d: %s" % (ended, status, command))
        return output + rest

    def close(self):
        os.close(self.fd)
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)


def state(folder):
    """Every file of ~/.aws with contents, mode and time."""
    found = {}
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        info = os.stat(path)
        with open(path, "rb") as file:
            found[name] = (info.st_mode, info.st_mtime_ns, file.read())
    return found


def write(path, text, mode=0o600):
    with open(path, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(text)


def read_picture(shown, folder):
    """The secret, as a camera reads it from the QR code on the screen; without zbar or libqrencode, as fingers type."""
    lines = re.findall(r"\033\[[0-9;]+m([ \u2580\u2584\u2588]+)\033\[m", shown)
    rows = ["".join(HALVES[letter][half] for letter in line) for line in lines for half in (0, 1)]
    zbarimg = shutil.which("zbarimg", path=SYSTEM_PATH)
    if zbarimg is None or not rows:
        return "".join(re.findall(r"\b[A-Z2-7]{4}\b", shown)), "typed from the text on the screen"
    path = os.path.join(folder, "screen.pbm")
    large = [" ".join(pixel for pixel in row for _ in range(4)) for row in rows for _ in range(4)]
    write(path, "P1\n%d %d\n%s\n" % (4 * len(rows[0]), len(large), "\n".join(large)))
    done = subprocess.run([zbarimg, "-q", "--raw", "--nodbus", path], capture_output=True, text=True, check=False)
    found = re.fullmatch(r"otpauth://totp/alice%40123456789012\?secret=([A-Z2-7]+)\n", done.stdout)
    demand(found, "the QR code says %r" % done.stdout)
    return found.group(1), "read by zbar, from a picture of the screen"


def whoami_script():
    """What asks AWS who we are, with what is installed; None where nothing is."""
    if shutil.which("aws", path=SYSTEM_PATH):
        return WHOAMI_BY_CLI
    if subprocess.run([sys.executable, "-c", "import botocore"], capture_output=True, check=False).returncode == 0:
        return WHOAMI_BY_BOTOCORE % sys.executable
    return None


class Demo:
    def __init__(self, sts, build, folder):
        home, tools = os.path.join(folder, "home"), os.path.join(folder, "bin")
        os.mkdir(home, 0o700)
        os.mkdir(tools, 0o700)
        self.sts = sts
        self.alice = sts.account.user(
            "alice", key_id="AKIAIOSFODNN7EXAMPLE", secret="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
        )
        self.phone = None  # until there is an MFA device
        self.folder = folder
        self.seen = set()  # the lines of a screen that were printed
        self.role = sts.account.role("ops", mfa=True)
        self.aws = os.path.join(home, ".aws")
        self.whoami = whoami_script()
        if self.whoami is not None:
            write(os.path.join(tools, "whoami"), self.whoami, 0o700)
        self._write_files()
        self.before = state(self.aws)
        env = {
            "PATH": "%s:%s:%s" % (tools, os.path.join(build, "bin"), SYSTEM_PATH),
            "HOME": home,
            "USER": "alice",
            "TERM": "dumb",
            "LANG": "C.UTF-8",
            "AWS_ENDPOINT_URL": sts.url,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_PAGER": "",
            "HISTFILE": "/dev/null",
        }
        if os.environ.get("TZ"):
            env["TZ"] = os.environ["TZ"]
        self.shell = Shell(env, home, self.shorten)

    def _write_files(self):
        os.mkdir(self.aws, 0o700)
        key = self.alice.keys[0]
        write(
            os.path.join(self.aws, "credentials"),
            "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n" % (key.id, key.secret),
        )
        write(
            os.path.join(self.aws, "config"),
            "[default]\nregion = eu-west-1\n\n"
            "[profile ops]\nrole_arn = %s\nsource_profile = default\nregion = eu-central-1\n" % self.role.arn,
        )

    def shorten(self, text):
        if CLEARED in text:
            text = self.flatten(text)
        for secret in self.sts.secrets():
            text = text.replace(secret, secret[:6] + "...")
        return text.replace("hint:", colour("hint:", YELLOW))

    def flatten(self, text):
        """The screen of `awsmfa assign`, once, below what came before."""
        lines = re.sub(r"\033\[(\?1049[hl]|H|2J)", "", text).splitlines(keepends=True)
        seed = re.compile(r"[A-Z2-7]{4}( [A-Z2-7]{4})+\n")
        drawn = [line for line in lines if line.startswith("\033[") or seed.fullmatch(line)]
        if not self.seen.isdisjoint(drawn):
            lines = [line for line in lines if line not in drawn]
        self.seen.update(line for line in drawn if "\u2588" in line)
        text = "".join(lines)
        return text if COLOURED else re.sub(r"\033\[[0-9;]*m", "", text)

    def code(self):
        return self.phone.next_code()

    def codes_asked(self):
        """How many codes AWS has been sent."""
        return len([entry for entry in self.sts.requests() if entry.code])

    def identity(self, expected):
        if self.whoami is None:
            print("(neither the AWS CLI nor botocore is installed, so nobody uses the session here)")
            return
        demand(expected in self.shell.run("whoami"), "AWS does not say %s" % expected)

    # The steps

    def start(self):
        say(
            "A new IAM user: an access key in the file where `aws configure` puts it, a phone with an authenticator,"
            " and nothing set up for MFA."
        )
        self.shell.run("cat ~/.aws/credentials")

    def assign(self):
        say(
            "The user has no MFA device yet. Here it is, without a browser: scan the code with the phone, and type two"
            " codes that follow each other. (A phone needs half a minute for the second; the server here is patient.)"
        )
        how = []

        def first(shown):
            seed, way = read_picture(shown, self.folder)
            self.phone = Phone(seed, self.sts.now)
            how.append(way)
            return self.phone.next_code()

        def second(_):
            return self.phone.next_code()

        self.shell.run("TERM=xterm-256color awsmfa assign", [first, second], question=ASSIGNING)
        print("(%s)" % how[0])
        demand(len(self.alice.devices) == 1 and not self.sts.account.unassigned, "there is not exactly one device")
        demand(self.code() == self.alice.devices[0].next_code(), "the phone and AWS do not agree")
        self.phone = self.alice.devices[0]
        self.save_device()

    def session(self):
        say("One line gives this terminal a session. The phone shows the code: a third one, since a code works once.")
        self.shell.run('eval "$(awsmfa env)"', [self.code()])
        demand(len(self.sts.sessions) == 1, "there is not exactly one session")
        say("The session is in the environment of this shell, and nowhere else (secrets shortened here):")
        shown = self.shell.run("env | grep ^AWS | grep -v ENDPOINT | sort")
        made = self.sts.newest_session
        for part in (made.id, made.secret, made.token):
            demand("=%s\n" % part in shown, "the session is not in the environment")

    def save_device(self):
        """Does what the hint says, as everybody would, so that it comes once."""
        say("The first hint, in an editor: with that line, awsmfa need not ask IAM for the device.")
        path = os.path.join(self.aws, "config")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        write(path, text.replace("[default]\n", "[default]\nmfa_serial = %s\n" % self.phone.serial))
        self.shell.run("head -3 ~/.aws/config")
        self.before = state(self.aws)

    def use(self):
        say("Everything that speaks to AWS finds it there: for one, a `whoami` that asks AWS.")
        if self.whoami is not None:
            self.shell.run('cat "$(command -v whoami)"')
        self.identity(self.alice.arn)
        say("How long it lasts, without asking the network:")
        demand("profile  default" in self.shell.run("awsmfa status"), "status does not name the profile")
        say("The same line again asks nothing while the session is good.")
        self.shell.run('eval "$(awsmfa env)"')
        demand(self.codes_asked() == 1, "a second code was sent")

    def assume(self):
        say("A role, written as for the AWS CLI. The MFA session of this terminal opens it without another code.")
        self.shell.run("tail -4 ~/.aws/config")
        self.shell.run('eval "$(awsmfa env -p ops)"')
        self.identity("assumed-role/ops/")
        self.shell.run("awsmfa status")
        demand(self.codes_asked() == 1, "the role cost a code")

    def expire(self):
        say(
            "Sessions end. To show it today, the server now makes one that lives %d seconds; -f asks for a new one"
            " in any case." % SHORT_LIFE
        )
        self.sts.lifetime = SHORT_LIFE
        self.shell.run('eval "$(awsmfa env -f -p default)"', [self.code()])
        self.sts.wait_until_expired()
        demand("expired" in self.shell.run("awsmfa status", status=3), "status does not say that it has expired")
        say("The same line renews it. A mistyped code is asked for again.")
        self.sts.lifetime = None
        wrong = self.phone.wrong_code()
        self.shell.run('eval "$(awsmfa env)"', [wrong, self.code()])
        self.identity(self.alice.arn)

    def drop(self):
        say("Remove the session.")
        self.shell.run('eval "$(awsmfa env --drop)"')
        demand("no session" in self.shell.run("awsmfa status", status=3), "status still sees a session")
        left = self.shell.run("env | grep -E '^(AWSMFA_|AWS_.*(KEY|TOKEN|EXPIRATION))' || echo nothing left")
        demand(left == "nothing left\n", "variables are left behind")

    def hook(self):
        say(
            "With the hook, which is one line in ~/.bashrc, a session is one word, and nobody needs to remember when it"
            " ends. Again the server makes one that lives %d seconds." % HOOKED_LIFE
        )
        self.sts.lifetime = HOOKED_LIFE
        self.shell.run('eval "$(awsmfa hook bash)"')
        self.shell.run("awsmfa use", [self.code()])
        old = self.sts.newest_session
        self.sts.wait_until_expired()
        self.sts.lifetime = None
        say(
            "Time goes by, the prompt is still there, and a command is typed. First comes the question, then the"
            " command runs with a new session:"
        )
        shown = self.shell.run("env | grep ^AWS_ACCESS_KEY_ID", [self.code()])
        demand(self.sts.newest_session is not old, "there is no new session")
        demand("=%s\n" % self.sts.newest_session.id in shown, "the command ran with the old session")
        say("From role to role, and back, needs no code: the shell keeps the MFA session.")
        codes = self.codes_asked()
        self.shell.run("awsmfa use ops")
        self.identity("assumed-role/ops/")
        self.shell.run("awsmfa use default")
        demand(self.codes_asked() == codes, "a role cost a code")
        self.shell.run("awsmfa drop")
        demand("no session" in self.shell.run("awsmfa status", status=3), "status still sees a session")

    def files(self):
        say("awsmfa has written nothing: ~/.aws has the same files, the same bytes, the same modes and times.")
        self.shell.run("ls -l ~/.aws; ls -A ~")
        demand(state(self.aws) == self.before, "~/.aws has changed")
        demand(os.listdir(os.path.dirname(self.aws)) == [".aws"], "there is something new in the home")
        demand(not self.sts.oddities, "the server saw what no correct client sends: %s" % self.sts.oddities)

    def play(self):
        steps = [
            self.start, self.assign, self.session, self.use, self.assume, self.expire, self.drop, self.hook, self.files
        ]
        for step in steps:
            step()


def main():
    build = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build")
    if not os.access(os.path.join(build, "bin", "awsmfa"), os.X_OK):
        sys.exit("demo: %s/bin/awsmfa is missing: run make first" % build)
    started = time.monotonic()
    folder = tempfile.mkdtemp(prefix="awsmfa-demo-")
    demo = None
    try:
        with StandIn() as sts:
            print("awsmfa demo. A stand-in for AWS listens on %s;" % sts.url)
            print("nothing leaves this machine, and your own ~/.aws is not touched. As that is not AWS itself,")
            print("awsmfa names it in every question.")
            demo = Demo(sts, build, folder)
            demo.play()
    except Failed as failure:
        print("\ndemo: FAILED: %s" % failure, flush=True)
        return 1
    finally:
        if demo is not None:
            demo.shell.close()
        shutil.rmtree(folder, ignore_errors=True)
    print("\nEverything above happened as shown, in %.0f s." % (time.monotonic() - started))
    return 0


if __name__ == "__main__":
    sys.exit(main())
