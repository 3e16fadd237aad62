"""What is run while calls fail: a command, its surroundings, and what its output must be.

A scenario's `kind` says how its standard output is judged, when it is not empty:

    eval    shell code that sets the variables of the run without a fault, or exactly the failure statement
    hook    the same, with the mark at its end that the hook waits for
    renew   an answer that ends with the mark and says when to look again
    json    JSON with the keys of the run without a fault
    text    lines
    exec    what the command prints
    assign  nothing; a device that IAM has made is the user's, or named
"""

import json
import re
import time

CODE = "123456"
END = "\n: awsmfa-end;\n"


class Scenario:
    def __init__(self, name, kind, *args, question=False, helper=True, needs=None, **env):
        self.name = name
        self.kind = kind
        self.args = args
        self.question = question  # it asks on the terminal
        self.helper = helper  # it starts awsmfa-sts
        self.needs = needs  # a function of the world that gives more environment
        self.env = env


def held(world):
    return world.session()


def hooked(world):
    return {**world.session(), "_AWSMFA_SHELL": "bash", "_AWSMFA_STATE": world.state()}


def hooked_expired(world):
    """It was valid in this terminal, and no MFA session is left: awsmfa asks."""
    state = "a=" + world.session()["AWS_ACCESS_KEY_ID"]
    return {**hooked(world), "_AWSMFA_STATE": state, "AWSMFA_EXPIRES": str(int(time.time()) - 60)}


def hooked_role(world):
    """A role that is renewed with the MFA session of the terminal, in silence."""
    return {**world.session("ops"), "_AWSMFA_SHELL": "bash", "_AWSMFA_STATE": world.state("ops"),
            "AWSMFA_EXPIRES": str(int(time.time()) - 60)}  # fmt: skip


def shared(world):
    return {"XDG_RUNTIME_DIR": str(world.runtime), "AWSMFA_SHARE": "1"}


def shared_already(world):
    world.share()
    return shared(world)


def refreshing(world):
    world.forget()
    return {"XDG_RUNTIME_DIR": str(world.runtime)}


def inside(world):
    """In a run of `exec --refresh`, as an SDK starts us there."""
    return world.inside()


def logged_in(world):
    return world.aws_cli.env


def two_hosts(world):
    """IAM is asked while the connection to STS is made."""
    return {"AWS_ENDPOINT_URL_IAM": world.sts.url.replace("127.0.0.1", "localhost")}


def without_device(world):
    world.take_device()
    return {}


BASH = {"_AWSMFA_SHELL": "bash", "_AWSMFA_STATE": ""}
SH = ["/bin/sh", "-c", "echo ran $AWSMFA_PROFILE"]

ALL = [
    Scenario("env", "eval", "env", "-t", CODE),
    Scenario("env-fish", "eval", "env", "--format", "fish", "-t", CODE),
    Scenario("env-json", "json", "env", "--format", "json", "-t", CODE),
    Scenario("env-held", "eval", "env", helper=False, needs=held),
    Scenario("env-drop", "eval", "env", "--drop", helper=False, needs=held),
    Scenario("env-question", "eval", "env", question=True),
    Scenario("env-mfa-process", "eval", "env", "-p", "process"),
    Scenario("env-credential-process", "eval", "env", "-p", "foreign", "-t", CODE),
    Scenario("env-look-up", "eval", "env", "-p", "bare", "-t", CODE),
    Scenario("env-two-hosts", "eval", "env", "-p", "bare", "-t", CODE, needs=two_hosts),
    Scenario("env-role", "eval", "env", "-p", "ops", "-t", CODE),
    Scenario("env-share", "eval", "env", "-t", CODE, needs=shared),
    Scenario("env-shared-already", "eval", "env", helper=False, needs=shared_already),
    Scenario("use", "hook", "use", "-t", CODE, **BASH),
    Scenario("use-role", "hook", "use", "ops", needs=hooked),
    Scenario("use-question", "hook", "use", question=True, **BASH),
    Scenario("drop", "hook", "drop", helper=False, needs=hooked),
    Scenario("drop-all", "hook", "drop", "--all", helper=False, needs=shared_already, **BASH),
    Scenario("renew-good", "renew", "renew", "bash", "prompt", helper=False, needs=hooked),
    Scenario("renew-role", "renew", "renew", "bash", "prompt", needs=hooked_role),
    Scenario("renew-prompt", "renew", "renew", "bash", "prompt", question=True, needs=hooked_expired),
    Scenario(
        "renew-command", "renew", "renew", "bash", "command", question=True, needs=hooked_expired, _AWSMFA_LINE="aws"
    ),
    Scenario("exec", "exec", "exec", "-t", CODE, "--", *SH),
    Scenario("exec-held", "exec", "exec", "--", *SH, helper=False, needs=held),
    Scenario("status", "text", "status", helper=False, needs=held),
    Scenario("status-json", "json", "status", "--json", helper=False, needs=held),
    Scenario("profiles", "text", "profiles", helper=False),
    Scenario("profiles-json", "json", "profiles", "--json", helper=False),
    Scenario("devices", "text", "devices"),
    Scenario("devices-json", "json", "devices", "--json"),
    Scenario("doctor", "text", "doctor"),
    Scenario("doctor-two-hosts", "text", "doctor", needs=two_hosts),
    Scenario("doctor-json", "json", "doctor", "--json"),
    Scenario("hook", "text", "hook", "bash", helper=False),
    Scenario("exec-refresh", "exec", "exec", "--refresh", "-p", "ops", "-t", CODE, "--", *SH, needs=refreshing),
    Scenario("run-credentials", "json", "run-credentials", "NUMBER", needs=inside),
    Scenario("env-aws-cli", "eval", "env", "-p", "corp", helper=False, needs=logged_in),
    Scenario("exec-aws-cli-role", "exec", "exec", "-p", "on-corp", "--", *SH, needs=logged_in),
    Scenario("assign", "assign", "assign", "-p", "newcomer", question=True, needs=without_device),
    Scenario("assign-text", "assign", "assign", "-p", "newcomer", "--no-qr", question=True, needs=without_device),
    Scenario(
        "assign-to", "assign", "assign", "-p", "newcomer", "--to", "cat >/dev/null", question=True, needs=without_device
    ),
]


# --- judging the output ---------------------------------------------------------------------------


def variables(text):
    """What shell code sets or unsets."""
    return set(re.findall(r"(?:export |set -gx |unset |unset -v |set -e )(AWS\w+)", text))


def keys(text):
    """The names in JSON, as far as they are the same in every run."""
    value = json.loads(text)
    if isinstance(value, dict):
        return set(value)
    return {name for one in value for name in one}


def judge_eval(run, reference, status):
    if run.stdout in ("(exit %d);\n" % status, "command sh -c 'exit %d';\n" % status) and status != 0:
        return None
    if status == 0 and variables(run.stdout) == variables(reference.stdout):
        return None
    return "neither whole nor the failure statement"


def judge_hook(run, reference, status):
    if run.stdout == END[1:] and status != 0:  # the hook evaluates nothing without a line before it
        return None
    if not run.stdout.endswith(END):
        return "without its mark"
    if status == 0 and variables(run.stdout) != variables(reference.stdout):
        return "done, and not whole"
    # the shell is emptied even if the shared store cannot be
    if status != 0 and variables(run.stdout) and run.scenario.name != "drop-all":
        return "failed, and variables change"
    return None


def judge_renew(run, reference, status):
    del reference, status
    if not run.stdout.endswith(END) or not re.search(r"__awsmfa_prompt_at=", run.stdout):
        return "no time to look again"
    got = variables(run.stdout)
    return "part of a session" if got and "AWS_SESSION_TOKEN" not in got else None


def judge_json(run, reference, status):
    try:
        found = keys(run.stdout)
    except ValueError:
        return "no JSON"
    # a file that cannot be read is said to be, and is otherwise like none
    whole = found == keys(reference.stdout) or "cannot be read" in run.stderr or (status != 0 and not found)
    if whole or run.scenario.name.startswith("doctor"):
        return None
    return "JSON without %s" % (keys(reference.stdout) - found)


def judge_text(run, reference, status):
    del reference, status
    return None if run.stdout.endswith("\n") else "a line is cut"


def judge_exec(run, reference, status):
    del status
    return None if run.stdout == reference.stdout else "the command printed something else"


def judge_assign(run, reference, status):
    """A device that is there and not the user's needs somebody who knows about it."""
    del reference
    made, assigned = run.world.devices()
    if status == 0:
        return None if made and made == assigned else "done, and the device is not assigned"
    return None if all(one.serial in run.stderr for one in made) else "a device is left that nobody knows of"


JUDGES = {"eval": judge_eval, "hook": judge_hook, "renew": judge_renew, "json": judge_json, "text": judge_text,
          "exec": judge_exec, "assign": judge_assign}  # fmt: skip
