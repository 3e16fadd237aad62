"""What the machine may withhold: a stack, room in a file, a device. awsmfa works or says why, and never crashes."""

import subprocess

import pytest
from harness import BINARY, environment, need
from harness_shells import exports

pytestmark = pytest.mark.plain


@pytest.fixture(autouse=True)
def profile(home, alice):
    home.credentials(alice.profile())


def under(limit):
    """A wrapper that runs a command under a limit of prlimit(1)."""
    return [need("prlimit"), limit]


@pytest.mark.parametrize("kib", [28, 33, 40, 48, 64, 128])
@pytest.mark.parametrize(
    "command", [["env", "--no-input"], ["status"], ["profiles"], ["doctor"]], ids=lambda one: one[0]
)
def test_a_small_stack_is_said_and_no_crash(awsmfa, kib, command):
    """A crash says nothing to the user, and its silence is success to an eval."""
    result = awsmfa(*command, wrapper=under("--stack=%d" % (kib * 1024)))
    assert result.status == 1 and result.stdout == ""
    assert "awsmfa: the stack may have %d KiB only, and awsmfa needs 256" % kib in result.lines


@pytest.mark.parametrize("kib", [48, 256])
def test_a_stack_that_may_grow_is_made_larger_for_us_alone(awsmfa, alice, kib):
    """`ulimit -Ss` in a start-up file is no reason to fail, and what the user starts keeps the user's limit."""
    wrapper = under("--stack=%d:unlimited" % (kib * 1024))
    held = exports(awsmfa("env", "-t", alice.phone.next_code(), wrapper=wrapper))
    held = {name: value for name, value in held.items() if name.startswith("AWS")}
    result = awsmfa("exec", "--", "sh", "-c", "ulimit -Ss", env=held, wrapper=wrapper)
    assert result.stdout == "%d\n" % kib


def test_no_room_in_a_file_is_a_failed_write(awsmfa, home, alice, sts, tmp_path):
    """`ulimit -f 0` sends a signal that would end us in the middle; a failed write has a line and a status."""
    home.freeze()
    with open(tmp_path / "out", "wb") as out:
        done = subprocess.run(
            [*under("--fsize=0"), BINARY, "env", "-t", alice.phone.next_code()],
            env=environment(home, AWS_ENDPOINT_URL=sts.url), stdin=subprocess.DEVNULL, stdout=out,
            stderr=subprocess.PIPE,
        )  # fmt: skip
    assert done.returncode == 1 and b"cannot write to stdout: File too large" in done.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_system_without_devices_is_no_crash(home, closed):
    """A bare chroot has no /dev/null, which takes the place of a closed descriptor."""
    script = "mount -t tmpfs none /dev && exec %s version %s" % (BINARY, closed)
    command = [need("unshare"), "-m", "sh", "-c", script]
    done = subprocess.run(command, env=environment(home), stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip("this user may not mount here")
    assert done.returncode == (1 if ">&- " in closed or closed == ">&-" else 0), done
