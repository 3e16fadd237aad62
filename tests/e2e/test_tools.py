"""The hook beside the tools that people have at their prompts, each loaded before and after the hook.

`make tools` installs what Debian and npm carry, runs this file and fills the table in doc/hooks.md. Elsewhere a tool
that is not installed is skipped.
"""

import re
import shutil

import pytest

import harness_documents as documents
from harness_hooks import HOUR
from harness_tools import STARSHIP, TOOLS

pytestmark = pytest.mark.pty
DAY = 13 * HOUR
HOOKS = {"bash": 'eval "$(awsmfa hook bash)"', "zsh": 'eval "$(awsmfa hook zsh)"', "fish": "awsmfa hook fish | source"}
BROKEN = "syntax error|parse error|not found|bad substitution|unbound variable|Unknown command|no such"


@pytest.fixture
def beside(hooked, tmp_path):
    """beside("fzf", "zsh", "after"): a terminal with the tool and the hook, loaded in that order."""

    def start(name, shell, order):
        tool = TOOLS[name, shell]
        if not tool.is_there():
            pytest.skip("%s is not installed (make tools)" % name)
        config = tmp_path / "starship.toml"
        config.write_text('format = "ready> "\nadd_newline = false\n')
        env = {"_ZO_DATA_DIR": str(tmp_path / "zoxide"), "DIRENV_LOG_FORMAT": "", **tool.env}
        env |= {"STARSHIP_CONFIG": str(config), "STARSHIP_CACHE": str(tmp_path)} if tool.env is STARSHIP else {}
        terminal = hooked(shell, hook=False, env=env)
        lines = [HOOKS[shell], tool.loading()]
        for line in lines if order == "after" else lines[::-1]:
            terminal.type(line)
            terminal.expect_prompt()
        return terminal, getattr(tool, order)

    return start


def renews_at_the_prompt(terminal, sts, phone):
    """A command has outlasted the session."""
    before = sts.newest_session
    terminal.begin("true")
    terminal.later(DAY)
    terminal.end()
    terminal.answer_code(phone)
    terminal.expect_prompt()
    assert sts.newest_session is not before
    assert terminal.session().is_of(sts.newest_session)


def renews_before_a_command(terminal, sts, phone):
    """The prompt is from before."""
    before = sts.newest_session
    terminal.later(DAY)
    assert terminal.key(answer=phone) == sts.newest_session.id
    assert sts.newest_session is not before


def unhook(terminal):
    """Nothing of ours is left, and the tool's prompt goes on."""
    terminal.run("__awsmfa_unhook")
    if terminal.shell == "bash":
        assert terminal.run("compgen -v __awsmfa; compgen -A function __awsmfa").strip("\x01\x02") == ""
    terminal.enter()
    assert terminal.run("true").status == 0 and terminal.run("false").status == 1


@pytest.mark.parametrize("order", ["before", "after"])
@pytest.mark.parametrize("name, shell", TOOLS, ids=lambda one: one)
def test_the_hook_beside_a_tool(name, shell, order, beside, sts, alice):
    """It renews, doctor sees what is so, it can be removed, and neither breaks the other."""
    terminal, outcome = beside(name, shell, order)
    if name == "liquidprompt" and shell == "bash" and "off" in terminal.run("shopt promptvars"):
        outcome = "prompts"  # Liquidprompt 1.x leaves it off
    terminal.use()
    if outcome != "told":
        renews_at_the_prompt(terminal, sts, alice.phone)
    if outcome == "renews":
        renews_before_a_command(terminal, sts, alice.phone)
    terminal.type("awsmfa doctor")
    shown = terminal.expect_prompt()
    word = {"renews": "loaded and active", "prompts": "promptvars is off", "told": "set again after the hook"}[outcome]
    assert word in shown, shown
    assert bool(re.search("problem +hook", shown)) == (outcome == "told"), shown
    unhook(terminal)
    assert not re.search(BROKEN, terminal.seen()), terminal.seen()


def test_a_branch_with_a_bad_name_runs_nothing_beside_liquidprompt(beside, alice, tmp_path, home):
    """Liquidprompt puts the name of the branch into PS1 and switches promptvars off, so that bash does not run it. What
    doctor says is typed, and it still does not run."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path / "work"
    terminal, _ = beside("liquidprompt", "bash", "after")
    terminal.run("git init -q -b 'x$(touch${IFS}PWNED)' %s" % folder)
    terminal.type("cd %s" % folder)
    terminal.expect_prompt()
    terminal.type("awsmfa doctor")
    shown = terminal.expect_prompt()
    for hint in re.findall(r"hint: (.*)", shown):
        if not hint.startswith("press Enter"):
            terminal.type(hint)
            terminal.expect_prompt()
    terminal.enter()
    assert "touch" in terminal.enter() + terminal.seen()
    assert not (folder / "PWNED").exists()


def test_the_page_on_hooks_lists_each_tool():
    """The table is filled by runs; a tool without a row was not run."""
    page = documents.text_of("doc/hooks.md")
    for name, shell in TOOLS:
        assert re.search(r"^\| %s [^|]*\|.*\b%s\b" % (re.escape(name), shell), page, re.MULTILINE), (name, shell)
