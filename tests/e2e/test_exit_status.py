"""How awsmfa fails: the exit status, one line that says what, a hint what to do, and an eval that fails too."""

import os
import re
import signal
import subprocess

import pytest
from harness import BINARY, GENEROUS, SYSTEM_PATH, environment, need
from harness_shells import evaluate, exports
from standin import faults
from standin.actions import BAD_CODE, BAD_SERIAL, HALF_MFA, NO_SESSION, TOO_LONG_FOR_CHAIN, TOO_LONG_FOR_ROLE
from standin.signature import INVALID_KEY, NO_MATCH

EXPIRED = "The security token included in the request is expired"
SLOW_CLOCK = "Signature expired: 20210502T144040Z is now earlier than 20210502T173143Z (20210502T174643Z - 15 min.)"
FAST_CLOCK = (
    "Signature not yet current: 20210502T183640Z is still later than 20210502T175140Z (20210502T173640Z + 15 min.)"
)
SHORT_CODE = (
    "1 validation error detected: Value '12345' at 'tokenCode' failed to satisfy constraint: Member must have length"
    " greater than or equal to 6"
)
ARN = "arn:aws:iam::123456789012:role/ops"


class World:
    """What a row of a table needs to arrange its failure."""

    def __init__(self, home, sts, alice, awsmfa):
        self.home = home
        self.sts = sts
        self.alice = alice
        self.awsmfa = awsmfa
        home.credentials(alice.profile())

    def env(self, *args, **more):
        return self.awsmfa("env", "-q", *args, **more)

    def with_code(self, *args, **more):
        return self.env("-t", self.alice.phone.next_code(), *args, **more)

    def refused(self, *fault, args=(), action=None):
        """What comes of it when AWS answers with this error."""
        self.sts.faults.append(faults.Refuse(*fault, action=action))
        return self.with_code(*args)


@pytest.fixture
def world(home, sts, alice, awsmfa):
    return World(home, sts, alice, awsmfa)


def explained(result, status):
    """Checks that it is one failure, told once, and gives its line and its hint (or None)."""
    assert result.status == status, result
    assert result.stdout == "(exit %d);\n" % status, result
    said = [line for line in result.lines if line.startswith("awsmfa: ")]
    hints = [line for line in result.lines if line.startswith("hint: ")]
    assert len(said) == 1 and len(hints) <= 1, result
    assert result.lines == said + hints, result
    return said[0][len("awsmfa: ") :], hints[0][len("hint: ") :] if hints else None


def assert_matches(text, wanted):
    if wanted is None:
        assert text is None
    else:
        assert text is not None and wanted in text, "%r is not in %r" % (wanted, text)


# --- AWS says no ----------------------------------------------------------------------------------


def wrong_serial(world):
    return world.with_code("-s", "arn:aws:iam::123456789012:mfa/nobody")


def reused_code(world):
    return world.env("-t", world.alice.phone.used_code())


def untrusted_role(world):
    world.sts.account.role("ops", trusted=[])
    return world.with_code("-r", ARN)


def unknown_role(world):
    return world.with_code("-r", ARN)


def role_too_long(world):
    world.sts.account.role("ops")
    return world.with_code("-r", ARN, "-d", "2h")


def inactive_key(world):
    world.alice.key.active = False
    return world.with_code()


def wrong_secret(world):
    world.home.credentials(world.alice.profile().replace(world.alice.key.secret, "wrong" + world.alice.key.secret[5:]))
    return world.with_code()


def expired_session_for_role(world):
    world.sts.account.role("ops")
    return world.refused(403, "ExpiredToken", EXPIRED, args=("-r", ARN), action="AssumeRole")


def throttled(world):
    world.sts.faults += [faults.Throttle(), faults.Throttle(), faults.Throttle()]
    return world.with_code()


def answer(code, message, status=403):
    def refused(world):
        return world.refused(status, code, message)

    return refused


NOT_AUTHORIZED = "is not authorized to perform: sts:AssumeRole on resource: " + ARN

# What happens, AWS's code, AWS's message, and what the hint says (None: AWS's words are enough).
REFUSALS = {
    "wrong code": (lambda world: world.env("-t", world.alice.phone.wrong_code()), "AccessDenied", BAD_CODE, "30 s"),
    "reused code": (reused_code, "AccessDenied", BAD_CODE, "wrong or already used"),
    "wrong serial": (wrong_serial, "AccessDenied", BAD_SERIAL, "check mfa_serial"),
    "serial without code": (answer("AccessDenied", HALF_MFA), "AccessDenied", HALF_MFA, None),
    "code of wrong form": (answer("ValidationError", SHORT_CODE, 400), "ValidationError", SHORT_CODE, None),
    "role that does not trust": (untrusted_role, "AccessDenied", NOT_AUTHORIZED, "must allow arn:aws:iam::"),
    "role that is not there": (unknown_role, "AccessDenied", NOT_AUTHORIZED, "trust policy must allow arn:aws:iam::"),
    "keys of a session": (answer("AccessDenied", NO_SESSION), "AccessDenied", NO_SESSION, "access key of an IAM user"),
    "expired session": (expired_session_for_role, "ExpiredToken", EXPIRED, "has expired"),
    "inactive key": (inactive_key, "InvalidClientTokenId", INVALID_KEY, "inactive"),
    "wrong secret": (wrong_secret, "SignatureDoesNotMatch", NO_MATCH, "secret access key does not belong to"),
    "slow clock": (answer("SignatureDoesNotMatch", SLOW_CLOCK), "SignatureDoesNotMatch", SLOW_CLOCK, "set the clock"),
    "fast clock": (answer("SignatureDoesNotMatch", FAST_CLOCK), "SignatureDoesNotMatch", FAST_CLOCK, "set the clock"),
    "no signature": (
        answer("MissingAuthenticationToken", "Request is missing Authentication Token"),
        "MissingAuthenticationToken",
        "Request is missing Authentication Token",
        None,
    ),
    "throttled": (throttled, "Throttling", "Rate exceeded", "too often"),
    "longer than the role allows": (role_too_long, "ValidationError", TOO_LONG_FOR_ROLE, "--duration"),
    "longer than a chain may": (
        answer("ValidationError", TOO_LONG_FOR_CHAIN, 400),
        "ValidationError",
        TOO_LONG_FOR_CHAIN,
        "-d 1h",
    ),
    "bad ARN": (
        answer("ValidationError", "nothing-valid-in-here is invalid", 400),
        "ValidationError",
        "nothing-valid-in-here is invalid",
        None,
    ),
    "region switched off": (
        answer("RegionDisabledException", "STS is not activated in this region for account:123456789012."),
        "RegionDisabledException",
        "STS is not activated in this region for account:123456789012.",
        "--region",
    ),
    "something new": (answer("BrandNewException", "Nobody has seen this."), "BrandNewException", "seen this.", None),
}


@pytest.mark.parametrize("style", ["json", "xml"])
@pytest.mark.parametrize("row", REFUSALS)
def test_refusal_is_4_and_quotes_aws_and_says_what_to_do(world, row, style):
    """AWS's words are what a search engine finds; the hint is what a person needs at nine in the morning."""
    arrange, code, message, wanted = REFUSALS[row]
    world.sts.answer = style
    result = arrange(world)
    line, hint = explained(result, 4)
    assert "%s: " % code in line
    assert_matches(line, message.strip())
    assert not line.endswith(" ")
    assert "127.0.0.1" in line
    assert_matches(hint, wanted)
    assert world.alice.key.id not in result.stderr


@pytest.mark.parametrize("row", ["inactive key", "wrong secret", "wrong serial"])
def test_key_id_is_shown_by_its_ends_and_with_its_place(world, row):
    """Enough to find the key in the console, not enough to be of use in a pasted log."""
    arrange = REFUSALS[row][0]
    _, hint = explained(arrange(world), 4)
    key = world.alice.key.id
    ends = r"\b%s\.\.%s\b" % (key[:4], key[-4:])
    assert re.search(ends, hint), hint
    assert "~/.aws/credentials" in hint


def test_role_is_named_when_it_is_refused(world):
    """In a chain nobody could guess which hop AWS means."""
    line, _ = explained(untrusted_role(world), 4)
    assert line.startswith("role %s: " % ARN)


def test_refused_lookup_says_which_device_to_configure(world):
    """Many users may not list their own devices; the guess is right for nearly all of them."""
    world.home.credentials(world.alice.keys())
    world.alice.user.denied.add("iam:ListMFADevices")
    line, hint = explained(world.with_code(), 4)
    assert "AccessDenied" in line and "iam:ListMFADevices" in line
    assert "mfa_serial = %s" % world.alice.serial in hint
    assert world.sts.requests("GetSessionToken") == []


# --- other failures -------------------------------------------------------------------------------


def config(text):
    def arrange(world):
        world.home.config(text)
        return world.with_code("-p", "p")

    return arrange


def credentials(text):
    def arrange(world):
        world.home.credentials(text)
        return world.with_code()

    return arrange


def session_as_keys(world):
    world.home.credentials(world.alice.keys() + "aws_session_token = FwoGZXIvYXdzEJr\n")
    return world.with_code()


def user_as_device(world):
    return world.with_code("-s", "arn:aws:iam::123456789012:user/alice")


def unreachable(world):
    world.awsmfa.env["AWS_ENDPOINT_URL"] = world.sts.closed_url()
    return world.with_code()


def failing_process(world):
    world.home.credentials(world.alice.profile() + "mfa_process = exit 7\n")
    return world.env()


def failing_keys(world):
    world.home.config("[profile p]\ncredential_process = exit 9\n")
    return world.with_code("-p", "p")


PAIR = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = abcdefgh/IJKLMNO+pqrstuvwxyz0123456789AB\n"

# What happens, the exit status, words of the line, words of the hint.
FAILURES = {
    "unknown profile": (lambda world: world.with_code("-p", "defualt"), 1, "profile 'defualt'", "'default'"),
    "no keys": (config("[profile p]\nregion = eu-west-1\n"), 1, "profile 'p' has no access key", "aws configure"),
    "half a pair": (
        credentials("[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n"),
        1,
        "aws_secret_access_key is missing",
        "pairs",
    ),
    "broken key id": (
        credentials("[default]\n" + PAIR.replace("AKIAIOSFODNN7EXAMPLE", "AKIA-OSFODNN7EXAMPLE")),
        1,
        "access key id is not 16 to 128 letters and digits",
        None,
    ),
    "session instead of keys": (session_as_keys, 1, "holds a session", "[default-long-term]"),
    "user instead of device": (user_as_device, 1, ":user/", ":mfa/"),
    "role that is none": (lambda world: world.with_code("-r", "ops"), 1, "'ops' is not the ARN of a role", "arn:aws"),
    "bad region": (lambda world: world.with_code("--region", "eu/west"), 1, "--region: 'eu/west'", None),
    "cycle": (
        config(
            "[profile p]\nrole_arn = %s\nsource_profile = q\n[profile q]\nrole_arn = %s\nsource_profile = p\n" % (
                ARN, ARN
            )
        ),
        1,
        "p -> q -> p",
        "keys of its own",
    ),
    "plain http": (
        lambda world: world.with_code("--endpoint-url", "http://sts.example.com"),
        1,
        "plain http, which awsmfa sends only to this machine",
        None,
    ),
    "mfa_process fails": (failing_process, 1, "mfa_process of profile 'default' failed with status 7", None),
    "credential_process fails": (failing_keys, 1, "credential_process of profile 'p' failed with status 9", None),
    "unknown option": (lambda world: world.env("--profil", "x"), 2, "'--profil'", "--profile"),
    "retired option": (lambda world: world.env("--setup"), 2, "--setup", "aws configure"),
    "two profiles": (lambda world: world.env("a", "b"), 2, "name only one profile, not also 'b'", None),
    "empty profile": (lambda world: world.env("-p", ""), 2, "empty", None),
    "code of five digits": (lambda world: world.env("-t", "12345"), 2, "not six digits", None),
    "code of letters": (lambda world: world.env("-t", "12345a"), 2, "not six digits", None),
    "code of nothing": (lambda world: world.env("-t", ""), 2, "not six digits", None),
    "duration that is none": (lambda world: world.env("-d", "soon"), 2, "'soon' is not a time", "1h30m"),
    "duration too short": (lambda world: world.env("-d", "899"), 2, "out of range", "900s to 36h"),
    "duration too long": (lambda world: world.env("-d", "37h"), 2, "out of range", "900s to 36h"),
    "more left than there can be": (lambda world: world.env("--min", "13h"), 2, "--min 13h", "--duration"),
    "unknown format": (lambda world: world.env("--format", "bsh"), 2, "unknown format 'bsh'", "dotenv"),
    "nobody there": (unreachable, 5, "Connection refused", "AWS_ENDPOINT_URL"),
    "no terminal": (lambda world: world.env(), 6, "no terminal to ask on", "-t"),
    "no question wanted": (lambda world: world.env("--no-input"), 6, "--no-input", "-t"),
}


@pytest.mark.parametrize("row", FAILURES)
def test_failure_has_its_status_and_one_line(world, row):
    """A script decides by the status, a person by the line."""
    arrange, status, words, wanted = FAILURES[row]
    line, hint = explained(arrange(world), status)
    assert words in line
    assert_matches(hint, wanted)


@pytest.mark.parametrize("row", [row for row in FAILURES if FAILURES[row][1] in (1, 2, 6)])
def test_local_failure_sends_no_request(world, row):
    """What is wrong here must not cost a code, nor show up in anyone's CloudTrail."""
    FAILURES[row][0](world)
    assert world.sts.log == []


def test_success_is_0_with_one_line(world):
    """The good case, to hold the others against."""
    result = world.awsmfa("env", "-t", world.alice.phone.next_code())
    assert result.status == 0
    assert len(result.lines) == 1 and result.lines[0].startswith("awsmfa: default: session until ")
    assert exports(result)["AWS_ACCESS_KEY_ID"] == world.sts.newest_session.key


def test_status_is_3_without_a_session(awsmfa):
    """`awsmfa status` is what a prompt or a script asks."""
    result = awsmfa("status")
    assert result.status == 3 and result.stderr == ""


def test_nothing_at_all_is_2(awsmfa):
    """Who types the bare name wants to know what there is."""
    result = awsmfa()
    assert result.status == 2 and result.stdout == "" and "awsmfa env" in result.stderr


def test_unknown_command_is_2_with_the_nearest_one(awsmfa):
    """A typing error is the most frequent error of all."""
    result = awsmfa("staus")
    assert result.status == 2 and result.stdout == ""
    assert "staus" in result.lines[0] and "status" in result.lines[1]


def test_interrupt_ends_it_as_a_signal_ends_a_program(world):
    """A shell that sees a program die by SIGINT stops the script it runs; the helper must not stay behind."""
    stall = faults.Stall()
    world.sts.faults.append(stall)
    running = world.awsmfa.start("env", "-t", world.alice.phone.next_code())
    stall.wait_started()
    running.signal(signal.SIGINT)
    result = running.finish()
    assert result.status == -signal.SIGINT and result.stdout == ""
    stall.wait_ended()
    assert stall.client_gone


# --- what the shell makes of it -------------------------------------------------------------------

BY_STATUS = {status: row for row, (_, status, _, _) in FAILURES.items()}


@pytest.mark.parametrize("shell", ["dash", "bash"])
@pytest.mark.parametrize("status", sorted(BY_STATUS))
def test_eval_returns_the_status(world, shell, status):
    """`eval "$(awsmfa env)" || exit` must work: the substitution's own status is lost in an eval."""
    result = FAILURES[BY_STATUS[status]][0](world)
    done = evaluate(shell, result.stdout, {"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE"})
    assert done.status == status
    assert done.stdout == "" and done.stderr == ""
    assert done.env["AWS_ACCESS_KEY_ID"] == "AKIAIOSFODNN7EXAMPLE"


SCRIPT = 'eval "$(awsmfa env -t 12345)"; echo "after $?"'


def run_script(shell, text, home):
    home.credentials("[default]\n" + PAIR)
    home.freeze()
    env = environment(home, PATH="%s:%s" % (BINARY.parent, SYSTEM_PATH), AWS_ACCESS_KEY_ID="before")
    return subprocess.run(
        [need(shell), "-c", text], env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=GENEROUS
    )


@pytest.mark.parametrize("shell", ["sh", "dash", "bash", "zsh", "ksh", "mksh", "yash"])
def test_script_sees_the_status_of_the_eval(shell, home):
    """The documented line, in a script of each shell."""
    done = run_script(shell, SCRIPT, home)
    assert done.stdout == "after 2\n"


@pytest.mark.parametrize("shell", ["sh", "dash", "bash", "zsh", "ksh", "mksh", "yash"])
def test_script_under_set_e_stops(shell, home):
    """A deployment must not go on with the credentials of before."""
    done = run_script(shell, "set -e; " + SCRIPT, home)
    assert done.returncode == 2 and done.stdout == ""


FORMATS = {
    "sh": "(exit 2);\n",
    "bash": "(exit 2);\n",
    "zsh": "(exit 2);\n",
    "dash": "(exit 2);\n",
    "ksh": "(exit 2);\n",
    "fish": "command sh -c 'exit 2';\n",
    "csh": "false;\n",
    "tcsh": "false;\n",
    "dotenv": "",
    "process": "",
    "json": "",
}


@pytest.mark.parametrize("name", FORMATS)
def test_failure_statement_is_of_the_format(world, name):
    """Each shell fails in its own words, and a document that failed is empty, not half."""
    result = world.env("-t", "12345", "--format", name)
    assert result.status == 2
    assert result.stdout == FORMATS[name]


@pytest.mark.parametrize("shell, name, status", [("fish", "fish", 2), ("tcsh", "csh", 1), ("csh", "csh", 1)])
def test_eval_of_other_shells_fails_too(world, shell, name, status):
    """csh has no way to set a status, so there it is 1."""
    result = world.env("-t", "12345", "--format", name)
    assert evaluate(shell, result.stdout).status == status


# --- output that cannot be written ----------------------------------------------------------------


def wrapped(world, redirection, *args):
    """Runs `env` under a shell that redirects."""
    return world.awsmfa("env", *args, wrapper=["sh", "-c", 'exec "$0" "$@" ' + redirection])


@pytest.mark.parametrize("redirection, reason", [(">/dev/full", "No space left"), (">&-", "Bad file descriptor")])
def test_output_that_cannot_be_written_is_1(world, redirection, reason):
    """A full disk must not look like a session: the code is gone, and the file is empty."""
    result = wrapped(world, redirection, "-q", "-t", world.alice.phone.next_code())
    assert result.status == 1 and result.stdout == ""
    assert [line for line in result.lines if line.startswith("awsmfa: ")] == [
        line for line in result.lines if "cannot write to stdout" in line and reason in line
    ]
    assert len(result.lines) == 1


def test_closed_pipe_is_1_with_a_line(world):
    """SIGPIPE would end it in silence."""
    read, write = os.pipe()
    os.close(read)
    world.home.freeze()
    env = environment(world.home, **world.awsmfa.env)
    command = [str(BINARY), "env", "-q", "-t", world.alice.phone.next_code()]
    done = subprocess.run(command, env=env, stdout=write, stderr=subprocess.PIPE, text=True, timeout=GENEROUS)
    os.close(write)
    assert done.returncode == 1
    assert done.stderr == "awsmfa: cannot write to stdout: Broken pipe\n"


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-"])
def test_other_closed_descriptors_do_no_harm(world, closed):
    """A cron job may start it without any; what it opens must not take the place of stderr."""
    result = wrapped(world, closed, "-t", world.alice.phone.next_code())
    assert exports(result)["AWS_ACCESS_KEY_ID"] == world.sts.newest_session.key


def test_all_descriptors_closed_is_1(world):
    """Nobody hears it; the status alone must tell."""
    result = wrapped(world, "<&- >&- 2>&-", "-t", world.alice.phone.next_code())
    assert result.status == 1 and result.stdout == "" and result.stderr == ""
