"""What format_write prints means the same to every real shell: a value comes back byte for byte, nothing in it runs.

The values are ones that no AWS account has. Profile names and paths are the user's own bytes, and a
server that is not AWS may answer anything.
"""

import random
import subprocess

import pytest
from harness_quoting import DRIVER, FISH, POSIX, SH, SHELLS, Shell, each, holds, is_ascii


# --- values ----------------------------------------------------------------------------------------

BY_HAND = [
    b"",
    b"plain",
    b" ",
    b"  blanks at both ends  ",
    b"'",
    b"''",
    b"'''",
    b"it's",
    b"'quoted'",
    b'"',
    b'"quoted"',
    b"\\",
    b"\\\\",
    b"\\'",
    b"'\\",
    b"ends in a backslash\\",
    b"ends in two\\\\",
    b"\\n\\t\\x41\\101\\u0041",
    b"$",
    b"$$",
    b"$HOME",
    b"${HOME}",
    b"$(touch pwned)",
    b"'$(touch pwned)'",
    b"\\'$(touch pwned)\\'",
    b"'; touch pwned; '",
    b"\\'; touch pwned; \\'",
    b"' ; touch pwned #",
    b'"; touch pwned; "',
    b"`touch pwned`",
    b"'`touch pwned`'",
    b"(touch pwned)",
    b"<(touch pwned)",
    b"; touch pwned",
    b"&& touch pwned",
    b"| touch pwned",
    b"& touch pwned &",
    b"> pwned",
    b"!",
    b"!!",
    b"!1",
    b"a!b",
    b"'!'",
    b"\\!",
    b"\\\\!'",
    b"^a^b",
    b"*",
    b"?",
    b"[a-z]",
    b"/etc/*",
    b"{a,b}",
    b"{1..3}",
    b"~",
    b"~root",
    b"=ls",
    b"#comment",
    b"a #b",
    b"%1",
    b"%s%n%d",
    b"@{a}",
    b"-",
    b"--",
    b"-n",
    b"-e",
    b"--help",
    b"-x NAME",
    b"+x",
    b":",
    b"a=b",
    b"A=b c",
    b"end",
    b"fi; done; esac",
    b"b:c::d",
    b"\xc3\xa9t\xc3\xa9 \xe6\x97\xa5\xe6\x9c\xac \xf0\x9f\x94\x91",
    b"\xe2\x80\x98curly\xe2\x80\x99 \xe2\x80\x9cquotes\xe2\x80\x9d",
    b"\xc2\xa0no-break\xc2\xa0",
    b"\xff",
    b"\xff\xfe'\\",
    b"\xc3",
    b"cut off \xe6\x97",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"\x80'\x81\\\x82!",
    b"\x83\x5c\x95\x5c",
    bytes(range(0x80, 0x100)) + b"'\\",
    "\ue000\uf5ff\uf600\uf627\uf65c\uf6ff".encode(),  # where fish keeps bytes that are no characters
    "\ufdd0\ufdd1\ufdda\ufde0\ufdef".encode(),  # where fish keeps wildcards and expansions
    "\U000f0027\U0010005c\U0010ffff".encode(),
    b"\xfd\xb4\xb9\x8e\x80\xa7",  # a quote, to who takes the six-byte forms of old and drops high bits
    b"\xfd\xb4\xb9\x8e\x81\x9c",
    b"x" * 70_000,
    b"'\\!" * 23_000,
    b"\xc3\xa9" * 35_000,
]


def random_values(count=300, seed=20261124):
    """Byte strings that nobody would think of, the same ones every time."""
    dice = random.Random(seed)
    allowed = [byte for byte in range(0x20, 0x100) if byte != 0x7F]
    return [bytes(dice.choices(allowed, k=dice.randint(1, 60))) for _ in range(count)]


def random_text(count=100, seed=24112026):
    """The same in UTF-8: quotes and backslashes between characters of every width."""
    dice = random.Random(seed)
    characters = "'\\!$`\" a\xe9\u20ac\ud7ff\ufdd0\uf627\U0001f511\U0010ffff"
    return ["".join(dice.choices(characters, k=dice.randint(1, 30))).encode() for _ in range(count)]


VALUES = BY_HAND + random_values() + random_text()


# --- shells ----------------------------------------------------------------------------------------

def portions(shell, pairs):
    """All at once; tcsh takes no more than 4 KiB of what is not ASCII, and ksh 93u+m breaks a character of many."""
    if shell.argv[0] == "ksh":
        return [[pair for pair in pairs if len(pair[1]) < 2048]] + [[pair] for pair in pairs if len(pair[1]) >= 2048]
    if shell.argv[0] != "tcsh":
        return [pairs]
    plain = [pair for pair in pairs if is_ascii(pair[1])]
    other = [pair for pair in pairs if not is_ascii(pair[1])]
    return [plain] + [other[i : i + 20] for i in range(0, len(other), 20)]


@pytest.fixture
def shell(request, tmp_path):
    return Shell(request.param, tmp_path)


# --- promises --------------------------------------------------------------------------------------

@each(SHELLS)
def test_every_value_comes_back_as_it_was(shell, tmp_path):
    """A quoting rule with one hole is a way to run commands in the user's shell."""
    pairs = [(b"V%d" % i, value) for i, value in enumerate(VALUES) if holds(shell, value)]
    for portion in portions(shell, pairs):
        found, _ = shell.environment_after(portion)
        wrong = [(value[:80], found.get(name, b"(unset)")[:80]) for name, value in portion if found.get(name) != value]
        assert wrong == []
    assert not (tmp_path / "pwned").exists()


@each(name for name in SHELLS if name not in ("elvish", "xonsh"))
def test_names_are_unset_and_nothing_else(shell):
    found, _ = shell.environment_after(
        [(b"KEPT", b"new")], ["GONE", "MISSING", "GONE_TOO"], GONE="1", GONE_TOO="2", KEPT="old", OTHER="3")
    assert b"GONE" not in found and b"GONE_TOO" not in found and b"MISSING" not in found
    assert (found[b"KEPT"], found[b"OTHER"]) == (b"new", b"3")


@each(POSIX)
def test_a_failure_is_the_status_of_the_eval(shell):
    for status in (1, 2, 4, 5, 6, 130):
        done = shell.run(f'eval "$("$DRIVER" sh fail {status})"; echo "status $?"')
        assert done.stdout == b"status %d\n" % status


@each(POSIX)
def test_a_failure_ends_a_script_under_errexit(shell):
    done = shell.run('set -e\neval "$("$DRIVER" sh fail 6)"\necho "went on"')
    assert (done.returncode, done.stdout) == (6, b"")


@each(POSIX)
def test_success_leaves_status_0_under_errexit_and_nounset(shell):
    done = shell.run(f'set -eu\n{SH}\necho "status $?"', [(b"A", b"b")], ["MISSING"])
    assert (done.stdout, done.stderr) == (b"status 0\n", b"")


@each(POSIX)
def test_the_unquoted_eval_works_for_ordinary_values(shell):
    """It is not promised, but many will type it: every statement ends in a semicolon."""
    done = shell.run('eval $("$DRIVER" sh < "$INPUT"); echo "<$A|$B|${GONE-unset}>"',
                     [(b"A", b"eu-west-1"), (b"B", b"x/+=")], ["GONE"], GONE="1")
    assert done.stdout == b"<eu-west-1|x/+=|unset>\n"


@each(["fish"])
def test_fish_a_failure_is_the_status_of_source(shell):
    for status in (1, 6, 130):
        done = shell.run(f'$DRIVER fish fail {status} | source; builtin echo "status $status"')
        assert done.stdout == b"status %d\n" % status


@each(["fish"])
def test_fish_success_is_status_0_though_a_name_was_not_set(shell):
    done = shell.run(f'{FISH}; builtin echo "status $status"', [(b"A", b"b")], ["MISSING"])
    assert (done.stdout, done.stderr) == (b"status 0\n", b"")


@each(["fish"])
def test_fish_a_universal_variable_is_named_and_stays(shell):
    """Erasing it would be a change on disk and in all other terminals; SDKs see it all the same."""
    shell.argv = ["fish"]  # --no-config has no universal variables
    done = shell.run(f"set -Ux STALE old\nset -gx FRESH 1\n{FISH}\n"
                     "set -qU STALE; and builtin echo stays; set -q FRESH; or builtin echo gone", [],
                     ["STALE", "FRESH"])
    assert done.stdout == b"stays\ngone\n"
    assert done.stderr.count(b"\n") == 1
    assert b"universal variable STALE" in done.stderr and b"set -eU STALE" in done.stderr


@each(["fish"])
def test_fish_a_universal_variable_behind_a_global_one_is_not_erased(shell):
    """`set -e` alone erases the innermost scope, and a second call would reach the universal one."""
    shell.argv = ["fish"]  # --no-config has no universal variables
    done = shell.run(f"set -Ux STALE old\nset -gx STALE new\n{FISH}\n{FISH}\nbuiltin echo $STALE", [], ["STALE"])
    assert done.stdout == b"old\n"


@each(["fish"])
def test_fish_functions_of_the_user_do_not_get_in_the_way(shell):
    functions = "\n".join(f"function {name}; command touch pwned; end" for name in ("echo", "true"))
    done = shell.run(f"{functions}\n{FISH}\nbuiltin echo $A", [(b"A", b"b")], ["MISSING"])
    assert done.stdout == b"b\n"
    assert not (shell.home / "pwned").exists()


@each(["tcsh", "tcsh, interactive"])
def test_csh_a_failure_fails_the_eval(shell):
    done = shell.run('eval "`$DRIVER csh fail 6`" && echo went on || echo failed')
    assert b"failed" in done.stdout and b"went on" not in done.stdout


CONTROL = [*range(1, 0x20), 0x7F]


@pytest.mark.parametrize("format", ["sh", "fish", "csh", "dotenv", "process", "json"])
def test_a_control_character_is_refused_in_every_format(format):
    """csh has no quotes for a newline, and none of ours ever holds one."""
    for byte in CONTROL:
        value = b"before" + bytes([byte]) + b"after"
        data = b"AWS_ACCESS_KEY_ID\0good\0AWS_SECRET_ACCESS_KEY\0" + value + b"\0"
        done = subprocess.run([DRIVER, format], input=data, capture_output=True)
        assert (done.returncode, done.stdout) == (1, b""), byte
        assert b"AWS_SECRET_ACCESS_KEY" in done.stderr and b"before" not in done.stderr and b"after" not in done.stderr


@pytest.mark.parametrize("value, reason", [
    (b"\xff", b"not UTF-8"),
    (b"\xfd\xb4\xb9\x8e\x80\xa7", b"not UTF-8"),
    (b"\xc3\xa9" * 2100, b"not ASCII"),
])
def test_csh_what_it_would_change_is_refused(value, reason):
    """tcsh drops bytes at the edges of its buffers, quotes too, and then runs what was quoted."""
    done = subprocess.run([DRIVER, "csh"], input=b"AWSMFA_PROFILE\0" + value + b"\0", capture_output=True)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"AWSMFA_PROFILE" in done.stderr and reason in done.stderr


def test_json_is_utf8_or_nothing():
    done = subprocess.run([DRIVER, "json"], input=b"AWSMFA_PROFILE\0\xe9t\xe9\0", capture_output=True)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"AWSMFA_PROFILE" in done.stderr
