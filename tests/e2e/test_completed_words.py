"""Tab in a real bash, zsh and fish: what lands on the line is the name, whole, whatever characters it has."""

import pytest

from harness import BINARY, ROOT, SYSTEM_PATH

FOLDER = ROOT / "completions"
LOAD = {
    "bash": "source %s/awsmfa.bash" % FOLDER,
    "zsh": "fpath=(%s $fpath); autoload -U compinit; compinit -u -D; LISTMAX=0" % FOLDER,
    "fish": "source %s/awsmfa.fish" % FOLDER,
}
SHELLS = pytest.mark.parametrize("shell", LOAD)

# What is typed before Tab, and the name it is the beginning of.
NAMES = [
    ("plain", "plain-1"),
    ("two", "two words"),
    ("two\\ ", "two words"),
    ("it", "it's"),
    ("\\$", "$(touch oops)"),
    ("back", "back`touch oops`"),
    ("semi", "semi; touch oops"),
    ("amp", "amp&touch oops|x>y"),
    ("\\#", "#hash"),
    ("\\~", "~root"),
    ("st", "st*r?[a-z]"),
    ("bra", "bra{c,e}"),
    ("quo", 'quo"ted"'),
    ("win", "win\\dir\\n"),
    ("team:", "team:prod:x"),
    ("team:prod", "team:prod:x"),
    ("mail", "mail@corp"),
    ("mail@", "mail@corp"),
    ("eq", "eq=ual=x"),
    ("eq=", "eq=ual=x"),
    ("gr", "größe"),
    ("日", "日本"),
    ("-d", "-dash"),
    ("'two ", "two words"),
    ('"two ', "two words"),
    ('"it', "it's"),
    ("'quo", 'quo"ted"'),
    ("'bac", "back`touch oops`"),
    ('"bac', "back`touch oops`"),
    ('"win', "win\\dir\\n"),
    ('"quo', 'quo"ted"'),
    ("'end", "ends in '"),
    ('"end', "ends in '"),
    ("exc", "exc!!x!"),
    ('"exc', "exc!!x!"),
    ("'exc", "exc!!x!"),
]


class Typist:
    """Types lines with Tabs; a stand-in for awsmfa notes the words that the shell makes of them."""

    def __init__(self, terminal, shell, scratch):
        tools = scratch / "tools"
        tools.mkdir()
        self.noted = scratch / "noted"
        self.asked = scratch / "asked"
        (tools / "awsmfa").write_text(
            '#!/bin/sh\nif [ "$1" = profiles ]; then echo "$*" >>%s; exec %s "$@"; fi\n' % (self.asked, BINARY)
            + "printf '%%s\\0' \"$@\" >%s\n" % self.noted
        )
        (tools / "awsmfa").chmod(0o755)
        self.terminal = terminal(shell, env={"PATH": "%s:%s" % (tools, SYSTEM_PATH)})
        self.terminal.run(LOAD[shell])

    def words(self, line):
        """The words of the command after Tab and Enter."""
        self.noted.unlink(missing_ok=True)
        self.terminal.press(line + "\t")
        self.terminal.press("\r")
        self.terminal.expect_prompt()
        assert self.noted.exists(), self.terminal.seen()
        return self.noted.read_bytes().decode("utf-8").split("\0")[:-1]


@pytest.fixture
def typist(terminal, home, tmp_path):
    home.credentials("".join("[%s]\n" % name for name in dict(NAMES).values()))

    def start(shell):
        return Typist(terminal, shell, tmp_path)

    return start


@pytest.mark.pty
@SHELLS
def test_every_name_is_completed_to_itself(typist, home, shell):
    """Nothing in a name is run, expanded or cut: the program gets the profile that the file has."""
    one = typist(shell)
    for typed, name in NAMES:
        for before in ("env -p ", "env --profile="):
            if typed[0] in "\\'\"" and before.endswith("="):
                continue  # how a quote within a word is completed is the shell's own affair
            if (shell, typed, before) == ("fish", "-d", "env -p "):
                continue  # fish takes it for an option; awsmfa takes --profile=-dash
            words = one.words("awsmfa " + before + typed)
            wanted = ["env", "-p", name] if before.endswith(" ") else ["env", "--profile=" + name]
            assert words == wanted, typed
    assert not (home.path / "oops").exists()


@pytest.mark.pty
@SHELLS
def test_as_an_argument_too(typist, shell):
    """`awsmfa use ops` needs no option; a name that begins with a dash does."""
    one = typist(shell)
    for typed, name in NAMES:
        if typed != "-d":
            assert one.words("awsmfa use " + typed) == ["use", name]


@pytest.mark.pty
@SHELLS
def test_one_of_ten_thousand(typist, home, shell):
    """The files are read by the program, once for each Tab, and not by the shell; `make bench` has the times."""
    home.config("".join("[profile p%05d]\nregion = eu-west-1\n" % number for number in range(10000)))
    one = typist(shell)
    assert one.words("awsmfa use p0432") == ["use", "p0432"]  # the beginning of ten of them
    asked = one.asked.read_text()
    assert one.words("awsmfa env -p tw") == ["env", "-p", "two words"]
    assert one.asked.read_text() == asked + "profiles --names\n"


@pytest.mark.pty
@SHELLS
def test_a_name_that_is_a_pattern_stays_a_name(typist, home, shell):
    """Files that it matches are none of its business; the shell would put them in its place without a word."""
    for name in ("stxrya", "starts", "bracket", "brace"):
        home.write(name, "")
    one = typist(shell)
    assert one.words("cd; awsmfa use st") == ["use", "st*r?[a-z]"]
    assert one.words("cd; awsmfa env -p bra") == ["env", "-p", "bra{c,e}"]


@pytest.mark.pty
@SHELLS
def test_the_shell_is_as_it_was_after_tab(typist, home, shell):
    """A completion runs in the user's shell: patterns match files again, and an option that was on stays on."""
    home.write("star-one", "")
    one = typist(shell)
    assert one.words("cd; awsmfa use pla") == ["use", "plain-1"]
    assert "star-one" in one.terminal.run("echo star-*")
    if shell == "bash":
        one.terminal.run("set -f")
        assert one.words("awsmfa use pla") == ["use", "plain-1"]
        assert "star-*" in one.terminal.run("echo star-*")


@pytest.mark.pty
@SHELLS
def test_a_name_that_begins_with_a_dash_is_not_offered_as_an_argument(typist, shell):
    """awsmfa would take it for an option; behind --profile= it is offered."""
    assert typist(shell).words("awsmfa use -das") == ["use", "-das"]
