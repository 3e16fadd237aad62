"""Gives text to real programs: what a shell makes of the printed code, and who an SDK thinks it is."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from harness import GENEROUS, SYSTEM_PATH, Result, need

# Each evaluates the file $1 in the documented way, then writes the environment to the file $2.
POSIX = 'eval "$(/bin/cat "$1")"; status=$?; /usr/bin/env -0 >"$2"; exit $status'
FISH = "cat $argv[1] | source; set -l last $status; /usr/bin/env -0 >$argv[2]; exit $last"
CSH = 'eval "`/bin/cat $1`"; set last = $status; /usr/bin/env -0 >$2; exit $last'

SHELLS = {
    "sh": (["sh", "-c"], POSIX, ["sh"]),
    "dash": (["dash", "-c"], POSIX, ["dash"]),
    "bash": (["bash", "--noprofile", "--norc", "-c"], POSIX, ["bash"]),
    "zsh": (["zsh", "-f", "-c"], POSIX.replace("status", "last"), ["zsh"]),  # status is readonly in zsh
    "ksh": (["ksh", "-c"], POSIX, ["ksh"]),
    "mksh": (["mksh", "-c"], POSIX, ["mksh"]),
    "yash": (["yash", "-c"], POSIX, ["yash"]),
    "busybox": (["busybox", "sh", "-c"], POSIX, ["sh"]),
    "fish": (["fish", "--no-config", "-c"], FISH, []),
    "tcsh": (["tcsh", "-f"], CSH, None),
    "csh": (["csh", "-f"], CSH, None),
}


class Evaluated(Result):
    """A Result with the environment afterwards, `env`."""

    def __init__(self, args, status, stdout, stderr, env):
        super().__init__(args, status, stdout, stderr)
        self.env = env


def read_environment(path):
    """What `env -0` wrote, as a dict."""
    text = Path(path).read_bytes().decode("utf-8", "surrogateescape")
    return dict(part.split("=", 1) for part in text.split("\0") if part)


def _command(shell, text_file, env_file, folder):
    start, script, names = SHELLS[shell]
    command = [need(start[0]), *start[1:]]
    if names is None:
        # csh takes no arguments after -c: it gets a script file.
        path = Path(folder) / "script"
        path.write_text(script.replace("$1", '"%s"' % text_file).replace("$2", '"%s"' % env_file))
        return [*command, str(path)]
    return [*command, script, *names, text_file, env_file]


def evaluate(shell, text, env=None):
    """Evaluates text in a real shell that starts with the environment `env`."""
    with tempfile.TemporaryDirectory(prefix="awsmfa-eval-") as folder:
        text_file, env_file = Path(folder) / "text", Path(folder) / "env"
        text_file.write_bytes(text.encode("utf-8", "surrogateescape"))
        env_file.touch()
        command = _command(shell, str(text_file), str(env_file), folder)
        start = {"PATH": SYSTEM_PATH, "LANG": "C.UTF-8", "HOME": folder, **(env or {})}
        done = subprocess.run(
            command, env=start, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=GENEROUS
        )
        out, err = (data.decode("utf-8", "surrogateescape") for data in (done.stdout, done.stderr))
        return Evaluated(command, done.returncode, out, err, read_environment(env_file))


def exports(result, shell="dash", env=None):
    """The environment after the shell has evaluated what awsmfa printed; the eval must succeed."""
    assert result.status == 0, result
    done = evaluate(shell, result.stdout, env)
    assert done.status == 0, done
    assert done.stdout == "" and done.stderr == "", done
    return done.env


def _run(command, env):
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=GENEROUS)
    return Result(command, done.returncode, done.stdout, done.stderr)


BOTOCORE = """
import sys, botocore.session, botocore.config
config = botocore.config.Config(retries={"max_attempts": 0})
client = botocore.session.Session().create_client(
    "sts", region_name="us-east-1", endpoint_url=sys.argv[1], config=config)
print(client.get_caller_identity()["Arn"])
"""


def _client_environment(env, home):
    # The environment as the shell left it, but never a question to a metadata service.
    base = {"PATH": SYSTEM_PATH, "LANG": "C.UTF-8", "HOME": str(home)}
    return {**base, **env, "AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "1", "AWS_PAGER": ""}


def botocore_identity(sts, env):
    """Who botocore says it is with this environment: stdout is an ARN and a newline."""
    with tempfile.TemporaryDirectory(prefix="awsmfa-sdk-") as home:
        full = _client_environment(env, env.get("HOME", home))
        if sts.https:
            full["AWS_CA_BUNDLE"] = sts.ca_file
        python = "/usr/bin/python3" if Path("/usr/bin/python3").exists() else sys.executable
        return _run([python, "-c", BOTOCORE, sts.url], full)


def cli_identity(sts, env, *options):
    """The same with the AWS CLI, as `aws sts get-caller-identity`; stdout is the ARN and a newline."""
    aws = need("aws", "the AWS CLI is optional")
    with tempfile.TemporaryDirectory(prefix="awsmfa-cli-") as home:
        full = _client_environment({"AWS_DEFAULT_REGION": "us-east-1", **env}, env.get("HOME", home))
        if sts.https:
            full["AWS_CA_BUNDLE"] = sts.ca_file
        # The CLI of Debian 12 does not know AWS_ENDPOINT_URL yet.
        command = [aws, "--endpoint-url", sts.url, "--output", "json", *options, "sts", "get-caller-identity"]
        result = _run(command, full)
    if result.status == 0:
        result.stdout = json.loads(result.stdout)["Arn"] + "\n"
    return result
