"""A working day: three roles, ten terminals, ten hours, hourly expiry. How many codes does it cost?

The table in doc/guide.md is about this day. The stand-in's log is the witness; the hours are those of the terminals'
clock.
"""

import pytest

from harness_hooks import HOUR

pytestmark = pytest.mark.pty

SHELLS = ["bash", "zsh", "fish", "bash", "zsh", "fish", "bash", "zsh", "fish", "bash"]


@pytest.fixture
def roles(sts, home, alice):
    """Three profiles with a role each, which stand on the keys of `default`. A role lives an hour."""
    made = [sts.account.role(name, mfa=True) for name in ("develop", "audit", "deploy")]
    home.config(
        "".join("[profile %s]\nrole_arn = %s\nsource_profile = default\n" % (one.name, one.arn) for one in made)
    )
    return made


def work(hooked, sts, alice, roles, env, asks):
    """The day in all terminals; `asks(number)` says whether terminal `number` may ask in the morning."""
    terminals = [hooked(shell, env=env) for shell in SHELLS]
    for number, one in enumerate(terminals):
        done = one.run("awsmfa use %s" % roles[number % 3].name, answer=alice.phone if asks(number) else None)
        assert done.status == 0, done
    for _ in range(10):
        for number, one in enumerate(terminals):
            one.later(HOUR)
            before = len(sts.sessions)
            key = one.key()  # a command that was typed at the prompt of an hour ago
            [session] = [session for session in sts.sessions if session.id == key]
            assert session.owner.role is roles[number % 3]
            # terminals that share may find the session that another one has just got
            assert len(sts.sessions) == before + 1 and key == sts.newest_session.id or "AWSMFA_SHARE" in env
    return sum(1 for entry in sts.log if entry.code is not None)


def test_with_sharing_the_day_costs_one_code(hooked, sts, alice, roles, runtime_dir):
    """The first terminal of the morning asks; no other does, and nobody does again until the evening."""
    env = {"XDG_RUNTIME_DIR": str(runtime_dir), "AWSMFA_SHARE": "1"}
    assert work(hooked, sts, alice, roles, env, lambda number: number == 0) == 1
    assert len(sts.requests("AssumeRole")) < 100  # ten terminals, ten hours


def test_without_sharing_the_day_costs_one_code_a_terminal(hooked, sts, alice, roles):
    """Each terminal has an MFA session of its own, which no other program can reach."""
    assert work(hooked, sts, alice, roles, {}, lambda number: True) == 10
