"""Help where the hook's function evaluates what awsmfa prints: it is shown like any other help, and never evaluated."""

import pytest

from harness_hooks import every_shell

pytestmark = pytest.mark.pty


@every_shell
@pytest.mark.parametrize("command", ["use", "drop"])
def test_help_goes_where_other_help_goes(hooked, awsmfa, shell, command, tmp_path):
    """`awsmfa use --help | less` must not be an empty page."""
    terminal = hooked(shell)
    done = terminal.run("awsmfa %s --help > %s" % (command, tmp_path / "help"))
    assert done == "" and done.status == 0
    assert (tmp_path / "help").read_text() == awsmfa("help", command).stdout
    assert terminal.run("awsmfa %s -h | grep -c example" % command) == "1\n"


@every_shell
def test_help_changes_nothing(hooked, sts, shell):
    """Neither the session nor what the hook keeps: a role costs no code afterwards."""
    terminal = hooked(shell, session=True)
    before = terminal.env()
    assert "usage: awsmfa use" in terminal.run("awsmfa use --help")
    assert "usage: awsmfa drop" in terminal.run("awsmfa drop --help --all")
    after = terminal.env()
    ours = [name for name in before if name.startswith(("AWS_", "AWSMFA_"))]
    assert {name: after.get(name) for name in ours} == {name: before[name] for name in ours}
    assert "still good" in terminal.run("awsmfa use") and len(sts.sessions) == 1
