"""The program as such: what it says about itself, and that its architecture is what the documents claim."""

import re
import shutil
import subprocess

import pytest

from harness import AS_INSTALLED as BINARY
from harness import ROOT, need

SRC = ROOT / "src"
COMMANDS = ["env", "use", "drop", "exec", "status", "profiles", "devices", "doctor", "hook", "help", "version"]


# --- help ----------------------------------------------------------------------------------------


def test_alone_it_says_in_five_lines_what_to_do(awsmfa):
    """The first thing that everybody types; stdout stays empty, since it may be inside an eval."""
    result = awsmfa()
    assert result.status == 2 and result.stdout == "" and len(result.lines) == 5
    assert 'eval "$(awsmfa env)"' in result.stderr and "awsmfa help" in result.stderr


@pytest.mark.parametrize("word", ["help", "--help", "-h"])
def test_help_lists_every_command(awsmfa, word):
    """Whatever the habit is: it goes to stdout, to be piped into a pager, and is no error."""
    result = awsmfa(word)
    assert result.status == 0 and result.stderr == ""
    for command in COMMANDS:
        assert re.search(r"^  %s\b" % command, result.stdout, re.MULTILINE), command
    assert 'example: eval "$(awsmfa env)"' in result.stdout


@pytest.mark.parametrize("word", ["version", "--version", "-V"])
def test_the_version_is_one_line(awsmfa, word):
    """`doctor` and bug reports read it; a program of the same name on PyPI prints something else."""
    result = awsmfa(word)
    assert result.status == 0 and re.fullmatch(r"awsmfa \d+\.\d+\.\d+\n", result.stdout) and result.stderr == ""


@pytest.mark.parametrize("command", [[], *([one] for one in COMMANDS)], ids=lambda one: " ".join(one) or "all")
def test_help_fits_a_terminal_and_ends_with_an_example(awsmfa, command):
    """A line that wraps is a table that nobody can read, and an example says more than a table."""
    result = awsmfa("help", *command)
    assert result.status == 0
    assert [line for line in result.stdout.splitlines() if len(line) > 80] == []
    assert re.match(r"example: .*awsmfa ", result.stdout.splitlines()[-1])


@pytest.mark.parametrize("command", ["drop", "status", "profiles", "devices", "doctor", "hook", "help", "version"])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_knows_help(awsmfa, command, option):
    """`awsmfa status --help` and `awsmfa help status` are the same text."""
    result = awsmfa(command, option)
    assert result.status == 0 and result.stderr == ""
    assert result.stdout == awsmfa("help", command).stdout


def test_help_wins_over_a_mistake_beside_it(awsmfa):
    """Who asks for help is not to be told first what is wrong."""
    result = awsmfa("status", "--unknown", "--help")
    assert result.status == 0 and result.stdout.startswith("usage: awsmfa status")


def test_help_of_an_option_with_a_value_shows_the_value(awsmfa):
    """The names of the values are the contract's: NAME, CODE, TIME."""
    text = awsmfa("help", "env").stdout
    for option in ("-p, --profile NAME", "-t, --token-code CODE", "-d, --duration TIME", "-f, --force", "--drop"):
        assert option in text


# --- mistakes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed, meant",
    [
        (["stauts"], "'status'"),
        (["en"], "'env'"),
        (["versoin"], "'version'"),
        (["hlep"], "'help'"),
        (["help", "statsu"], "'status'"),
        (["env", "--profle", "x"], "--profile"),
        (["env", "--durations=1h"], "--duration"),
        (["env", "--serial"], "--serial-number"),
        (["status", "--jsn"], "--json"),
    ],
    ids=" ".join,
)
def test_a_slip_gets_the_word_that_was_meant(awsmfa, typed, meant):
    """Nobody remembers every option; the program does."""
    result = awsmfa(*typed)
    assert result.status == 2 and "hint: did you mean %s?" % meant in result.lines
    assert result.stdout == ("(exit 2);\n" if typed[0] == "env" else "")


@pytest.mark.parametrize(
    "typed, said",
    [
        (["STATUS"], "did you mean 'status'?"),
        (["unset"], 'eval "$(awsmfa env --drop)"'),
        (["logout"], "removes the session from this shell"),
        (["login"], "starts a session in this shell"),
        (["assume"], 'eval "$(awsmfa env)"'),
        (["refresh"], "renews"),
        (["export"], 'eval "$(awsmfa env)"'),
        (["ls"], "awsmfa profiles lists the profiles"),
        (["list"], "awsmfa profiles lists the profiles"),
        (["help", "list"], "awsmfa profiles lists the profiles"),
        (["WhoAmI"], "awsmfa status shows the session of this shell"),
        (["console"], "awsmfa does not open the AWS console"),
        (["configure"], "aws configure"),
        (["foo"], "`awsmfa help` lists the commands, `awsmfa profiles` the profiles"),
        (["help", "foo"], "`awsmfa help` lists the commands, `awsmfa profiles` the profiles"),
        (["nope"], "`awsmfa help` lists the commands, `awsmfa profiles` the profiles"),
        (["-v"], "`awsmfa --version` prints the version"),
        (["--verison"], "did you mean --version?"),
        (["--hlep"], "did you mean --help?"),
        (["-p", "x"], "put options after a command"),
        (["prod-admin"], 'eval "$(awsmfa env prod-admin)"'),
        (["PROD-ADMIN"], 'eval "$(awsmfa env prod-admin)"'),
        (["prod-admn"], 'eval "$(awsmfa env prod-admin)"'),
        (["help", "prod-admin"], 'eval "$(awsmfa env prod-admin)"'),
        (["env", "PROD-ADMIN"], "did you mean 'prod-admin'?"),
        (["env", "px"], "awsmfa profiles lists them"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else None,
)
def test_what_other_tools_call_it_leads_to_our_word(awsmfa, home, alice, typed, said):
    """Nobody reads a manual before the first command; what awsmfa does not do is said too."""
    home.credentials(alice.profile("prod-admin") + alice.profile("ops"))
    result = awsmfa(*typed)
    assert result.status == (1 if typed[0] == "env" else 2)
    assert [line for line in result.lines if line.startswith("hint: ") and said in line], result


@pytest.mark.parametrize(
    "typed",
    [["env", "--forc"], ["exec", "--format", "sh"], ["env", "--drp"], ["drop", "--al"], ["drp"], ["help", "dro"]],
    ids=" ".join,
)
def test_a_slip_leads_nobody_to_what_costs_a_code_or_a_session(awsmfa, typed):
    """Suggestions are typed without a thought: none gets a new code used, or a session dropped."""
    result = awsmfa(*typed)
    assert result.status == 2 and "unknown" in result.stderr and "did you mean" not in result.stderr, result


def test_use_needs_no_format_and_says_so(awsmfa):
    """Whoever comes from `env --format fish` learns that the hook knows its shell."""
    result = awsmfa("use", "--format", "fish")
    assert result.status == 2 and "--force" not in result.stderr, result
    assert "hint: leave it out: the hook knows its shell; `awsmfa env` has --format" in result.lines


@pytest.mark.parametrize(
    "typed, said",
    [
        (["frobnicate"], "unknown command 'frobnicate'"),
        (["--frobnicate"], "unknown option '--frobnicate'"),
        (["-p", "work"], "unknown option '-p'"),
        (["env", "-Z"], "unknown option '-Z'"),
        (["env", "--frobnicate"], "unknown option '--frobnicate'"),
        (["env", "--profile"], "option '--profile' needs a value: NAME"),
        (["env", "-p"], "option '--profile' needs a value: NAME"),
        (["env", "--force=yes"], "option '--force' takes no value"),
        (["env", "-p", ""], "the profile name is empty"),
        (["env", "-d", ""], "the value of '--duration' is empty"),
        (["env", "a", "b"], "name only one profile"),
        (["env", "-p", "a", "b"], "name only one profile"),
        (["env", "--format", "powershell"], "unknown format 'powershell'"),
        (["env", "--format", ""], "unknown format ''"),
        (["status", "work"], "status takes no argument"),
        (["profiles", "work"], "profiles takes no argument"),
        (["devices", "work"], "devices takes no argument"),
        (["doctor", "work"], "doctor takes no argument"),
        (["version", "work"], "version takes no argument"),
        (["help", "env", "status"], "help takes one command"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_2_and_one_reason(awsmfa, sts, typed, said):
    """A script can tell a typing error from a refusal; nothing is sent before the line is understood."""
    result = awsmfa(*typed)
    assert result.status == 2 and result.lines[0].startswith("awsmfa: " + said), result
    assert len([line for line in result.lines if line.startswith("awsmfa: ")]) == 1
    assert not sts.log


@pytest.mark.parametrize(
    "args",
    [
        ["--profile", "work"],
        ["--profile=work"],
        ["-p", "work"],
        ["-pwork"],
        ["work"],
        ["--", "work"],
        ["-qp", "work"],
    ],
    ids=" ".join,
)
def test_options_are_written_as_everywhere(awsmfa, home, alice, args):
    """--name value, --name=value, -n value, -nvalue, clusters, and -- before what could look like one."""
    home.credentials(alice.profile("work"))
    result = awsmfa("env", "-t", alice.phone.next_code(), *args)
    assert result.status == 0 and "export AWSMFA_PROFILE='work';" in result.stdout


# --- architecture --------------------------------------------------------------------------------


def needed(program):
    text = subprocess.run([need("readelf"), "-d", program], capture_output=True, text=True, check=True).stdout
    return {re.sub(r"[-.].*", "", name) for name in re.findall(r"\(NEEDED\).*\[(.*)\]", text)}


@pytest.mark.plain
def test_the_program_cannot_reach_the_network():
    """Nothing that speaks HTTP or TLS is even linked into what reads the config and talks to the shell."""
    assert needed(BINARY) == {"libc", "libcjson"}


@pytest.mark.plain
def test_the_helper_has_what_a_request_takes_and_no_more():
    """Each library in the process that holds the keys is one to trust."""
    helper = BINARY.parent.parent / "libexec" / "awsmfa" / "awsmfa-sts"
    assert needed(helper) <= {"libc", "libcjson", "libcurl", "libgnutls", "libexpat"}
    assert {"libcurl", "libgnutls", "libcjson", "libexpat"} <= {
        re.sub("-gnutls$", "", name) for name in needed(helper)
    }


@pytest.mark.plain
def test_the_program_for_qr_codes_has_one_library():
    """It holds the secret of an MFA device: the less code is around it, the better."""
    program = BINARY.parent.parent / "libexec" / "awsmfa" / "awsmfa-qr"
    if not program.exists():
        pytest.skip("awsmfa-qr is not built: libqrencode is optional")
    assert needed(program) == {"libqrencode", "libc"}


ROOMS = [
    "main", "commands", "doctor", "refresh", "assign", "session", "aws", "profile", "code", "shell", "sharing", "types",
    "base",
]
PROGRAMS = ("helper", "qr")  # of their own: they include only what all share, and nobody includes them
HELPER_MAY = {"base", "types", "helper"}


def includes():
    """Every #include "..." and <...> of the sources: (file, room, included name)."""
    found = []
    for path in sorted(SRC.rglob("*.[ch]")):
        name = str(path.relative_to(SRC))
        for line in path.read_text(encoding="utf-8").splitlines():
            match = re.match(r'\s*#\s*include\s*["<]([^">]+)[">]', line)
            if match:
                found.append((name, name.split("/")[0].replace(".c", ""), match.group(1)))
    return found


def test_no_room_includes_one_above():
    """The first rule of the architecture: what is below can be read, tested and trusted alone."""
    wrong = []
    for name, room, included in includes():
        target = included.split("/")[0] if "/" in included else None
        if room in PROGRAMS:
            if target in ROOMS and target not in HELPER_MAY:
                wrong.append("%s includes %s" % (name, included))
        elif target in PROGRAMS or (target in ROOMS and ROOMS.index(target) < ROOMS.index(room)):
            wrong.append("%s includes %s" % (name, included))
    assert wrong == []


def test_every_include_says_its_room():
    """An include without its room would escape the test above."""
    ours = {path.name for path in SRC.rglob("*.h")}
    assert [one for one in includes() if one[2] in ours] == []
    assert {one[1] for one in includes()} <= set(ROOMS) | set(PROGRAMS)


@pytest.mark.parametrize(
    "library, may",
    [
        (
            "curl/",
            {"helper/%s" % name for name in "header.c http.c http_options.h http_wait.h http_failure.h peer.h".split()},
        ),
        ("gnutls/", {"helper/sigv4.c", "helper/http.c", "helper/http_failure.c", "helper/peer.c"}),
        ("expat", {"helper/reading_xml.c"}),
    ],
)
def test_a_library_of_the_network_is_used_in_one_place(library, may):
    """Who audits TLS, HTTP or XML reads these files and is done."""
    users = {name for name, _, included in includes() if included.startswith(library)}
    assert users and users <= may


def test_json_is_read_and_written_in_known_places():
    """cJSON must be told to wipe what it frees: every user is on this list."""
    users = {name for name, _, included in includes() if included.endswith("cJSON.h")}
    assert users <= {
        "helper/main.c",
        "helper/reading_json.c",
        "profile/credential_process.c",
        "base/json.c",
    }


def test_it_works_from_a_path_with_blanks_and_through_a_link(awsmfa, home, alice, tmp_path):
    """The helper is found beside the file that runs, however it was called."""
    place = tmp_path / "my tools" / "awsmfa"
    shutil.copytree(BINARY.parent, place / "bin")
    shutil.copytree(BINARY.parent.parent / "libexec", place / "libexec")
    link = tmp_path / "link"
    link.symlink_to(place / "bin" / "awsmfa")
    home.credentials(alice.profile())
    instead = ["sh", "-c", 'shift; exec "$0" "$@"']  # of the program that comes next
    for program in (place / "bin" / "awsmfa", link):
        result = awsmfa("env", "-t", alice.phone.next_code(), wrapper=instead + [program])
        assert result.status == 0, result
