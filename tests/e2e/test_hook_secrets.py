"""Where the private state of a hooked shell must never go."""

import pytest

from harness_hooks import every_shell

pytestmark = pytest.mark.pty
HANDLER = {
    "bash": "command_not_found_handle() { env >'%s'; return 127; }",
    "zsh": "command_not_found_handler() { env >'%s'; return 127; }",
    "fish": "function fish_command_not_found; env >'%s'; end",
}


@every_shell
def test_a_missing_awsmfa_gives_its_secrets_to_no_handler(shell, hooked, sts, alice, tmp_path):
    """Distributions start a program of theirs for a command that is not found, with the assignments before it."""
    seen = tmp_path / "seen"
    terminal = hooked(shell, session=True)
    terminal.run(HANDLER[shell] % seen)
    terminal.run("set -gx PATH /usr/bin /bin" if shell == "fish" else "PATH=/usr/bin:/bin")
    terminal.run("awsmfa status")
    text = seen.read_text()
    assert "PATH=" in text, "the handler has run"
    for session in sts.sessions:
        private = [line for line in text.splitlines() if line.startswith("_AWSMFA_STATE=")]
        assert session.secret not in "".join(private)
    assert not any(line.startswith("_AWSMFA_STATE=") and len(line) > len("_AWSMFA_STATE=") for line in text.splitlines())
