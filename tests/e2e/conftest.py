"""The fixtures of every end-to-end test:

    def test_one_code_gives_a_session(home, sts, awsmfa, alice):
        home.credentials(alice.profile())
        result = awsmfa("env", "-t", alice.phone.next_code())
        assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.key

`home`      a fresh HOME; after the test nothing in ~/.aws may have changed and nothing else may be new
`sts`       a running stand-in STS and IAM; anything odd on the wire fails the test
`alice`     its user, with one access key and the virtual device `alice.phone`
`awsmfa`    runs the program without a controlling terminal
`terminal`  a real shell on a pseudo-terminal
`aws_cli`   a stand-in for the AWS CLI; it checks that no run is ended and no two are at once
`hooked`    the same with the hook loaded, and a clock that the test may move
`refreshing`  runs commands with `exec --refresh`
`shell`     the environment of a shell that goes on from one `env` to the next
`everywhere`  asks every command about one profile
"""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import harness  # noqa: E402
import harness_aws  # noqa: E402
import harness_everywhere  # noqa: E402
import harness_hooks  # noqa: E402
import harness_processes  # noqa: E402
import harness_refresh  # noqa: E402
import harness_terminal  # noqa: E402
import harness_walk  # noqa: E402
from standin import StandIn  # noqa: E402

# Nothing of the user's own AWS set-up may reach a test. AWSMFA_BIN says which program to test, and the workers of
# a parallel run read it after us. Children get an explicit environment anyway.
for _name in list(os.environ):
    if re.match(r"(AWS|AWSMFA|MFA)_|(https?|all|no|ftp)_proxy$", _name, re.IGNORECASE) and _name != "AWSMFA_BIN":
        del os.environ[_name]

harness_processes.use_usual_signals()
harness_processes.adopt_orphans()


# Files whose tests wait for seconds: mixed with the others, so that no worker is left alone with them at the end.
WAITING = {"test_hook_foreign.py", "test_faults.py", "test_foreign.py", "test_refresh.py", "test_refresh_foreground.py"}


def pytest_collection_modifyitems(items):
    waiting, others = [], []
    for item in items:
        (waiting if os.path.basename(item.location[0]) in WAITING else others).append(item)
    step = max(1, len(others) // 2 // max(1, len(waiting)))
    for number, item in enumerate(waiting):
        others.insert(number * (step + 1), item)
    items[:] = others


@pytest.fixture(autouse=True)
def _processes(request):
    """Whatever a test starts has ended with it, awsmfa's own children first of all.

    A test that plays somebody else's program names what that leaves: pytest.mark.leaves("sleep 300").
    """
    marker = request.node.get_closest_marker("leaves")
    with harness_processes.no_process_left(marker.args if marker else ()):
        yield


@pytest.fixture
def home(tmp_path):
    home = harness.Home(tmp_path / "home")
    yield home
    home.verify()


@pytest.fixture
def standin():
    """Makes stand-ins with other settings: standin(https=True), standin(certificate="wrong-host")."""
    started = []

    def start(**settings):
        sts = StandIn(**settings).start()
        started.append(sts)
        sts.account.user("alice").device()
        return sts

    yield start
    for sts in started:
        sts.stop()
    for sts in started:
        assert sts.oddities == [], "the stand-in saw what no correct client sends"


@pytest.fixture
def sts(standin):
    return standin()


@pytest.fixture
def alice(sts):
    return harness.Person(sts, "alice")


@pytest.fixture
def ops(sts):
    """A role that alice may assume after MFA; `audit` is another."""
    return sts.account.role("ops", mfa=True)


@pytest.fixture
def audit(sts):
    return sts.account.role("audit", mfa=True)


@pytest.fixture
def awsmfa(home, sts):
    return harness.Awsmfa(home, sts)


@pytest.fixture
def aws_cli(sts, tmp_path):
    """A stand-in for the AWS CLI; `aws_cli.env` puts it into PATH."""
    cli = harness_aws.AwsCli(tmp_path / "aws-cli", sts)
    yield cli
    cli.verify()


@pytest.fixture
def terminal(home, sts, tmp_path):
    terminals = []

    def start(shell="bash", **settings):
        terminal = harness_terminal.Terminal(shell, home, sts, tmp_path, **settings)
        terminals.append(terminal)
        return terminal

    yield start
    for one in terminals:
        one.close()


@pytest.fixture(scope="session")
def _clock_library():
    yield
    harness_hooks.remove_clock_library()


@pytest.fixture
def give_code(home, alice, tmp_path):
    """A profile with an mfa_process; each call gives it the next code."""
    code = tmp_path / "code"
    home.credentials(alice.keys())
    home.config("[default]\nmfa_serial = %s\nmfa_process = /bin/cat %s\n" % (alice.serial, code))

    def give():
        code.write_text(alice.phone.next_code() + "\n")

    give()
    return give


@pytest.fixture
def hooked(home, sts, alice, tmp_path, _clock_library):
    terminals = []
    home.credentials(alice.profile())

    def start(shell, **settings):
        terminal = harness_hooks.HookedTerminal(shell, home, sts, tmp_path, alice.phone, **settings)
        terminals.append(terminal)
        return terminal

    yield start
    for one in terminals:
        one.close()
        one.assert_no_secret_seen()


@pytest.fixture
def everywhere(awsmfa, sts, hooked):
    return harness_everywhere.Everywhere(awsmfa, sts, hooked)


@pytest.fixture
def shell(awsmfa):
    return harness_walk.Shell(awsmfa)


@pytest.fixture
def runtime_dir():
    """A private directory on tmpfs, as XDG_RUNTIME_DIR is: the place of the shared store."""
    if not os.path.isdir("/dev/shm"):
        pytest.skip("/dev/shm is not there")
    path = tempfile.mkdtemp(prefix="awsmfa-test-", dir="/dev/shm")
    yield Path(path)
    shutil.rmtree(path)


@pytest.fixture
def newcomer(alice, home):
    """alice without a device."""
    alice.user.devices.clear()
    home.credentials(alice.keys())
    return alice


@pytest.fixture
def screen(terminal):
    """A terminal of the size that every terminal has."""

    def start(shell="bash", columns=80, rows=24, env=None, **settings):
        return terminal(shell, columns=columns, rows=rows, env={"TERM": "xterm-256color", **(env or {})}, **settings)

    return start


@pytest.fixture
def refreshing(awsmfa, home, sts, alice, ops, audit, runtime_dir):
    """Runs `exec --refresh`; alice has the roles `ops` and `audit`, and keys under [default]."""
    home.credentials(alice.profile())
    home.config(
        "[default]\nregion = eu-west-1\n"
        "[profile ops]\nrole_arn = %s\nsource_profile = default\nregion = eu-west-2\n"
        "[profile audit]\nrole_arn = %s\nsource_profile = default\n" % (ops.arn, audit.arn)
    )
    run = harness_refresh.Refreshing(awsmfa, home, sts, alice, runtime_dir)
    yield run
    assert run.left() == [], "a run has left its directory"
