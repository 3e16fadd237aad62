"""The documents against the program, in both directions: what there is is documented, what is documented works."""

import base64
import os
import re
import shlex
import subprocess
import tempfile

import pytest

import harness_documents as documents
from harness import AS_INSTALLED, BINARY, GENEROUS, ROOT, SYSTEM_PATH, UNTIL, Session, environment, need
from harness_documents import MANUAL, PAGES
from harness_hooks import every_shell
from harness_shells import cli_identity, exports, read_environment

ROLE = "arn:aws:iam::123456789012:role/ops"
KEY_ID, SECRET = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"  # those of the README

# Shells by the words in the table of the README.
ROWS = {"bash": 0, "zsh": 0, "dash": 0, "fish": 1, "tcsh": 2}


# --- the manual ----------------------------------------------------------------------------------


def test_the_manual_is_clean_mdoc():
    lint = [need("mandoc"), "-T", "lint", "-W", "warning", MANUAL]
    done = subprocess.run(lint, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_manual_has_every_command():
    commands = documents.commands()
    assert re.findall(r"^\.It Cm (\w+)", documents.manual_section("COMMANDS"), re.MULTILINE) == commands
    synopsis = re.findall(r"^\.Cm (\w+)", documents.manual_section("SYNOPSIS"), re.MULTILINE)
    assert set(synopsis) == set(commands)


def test_the_manual_has_every_option_and_no_other():
    known = {row[1] for row in documents.table() if row[1]} | {"-h", "--help", "-V", "--version"}
    described = documents.manual_flags(documents.manual_section("COMMANDS"))
    examples_of_spelling = {"-fq"}
    assert described - examples_of_spelling == known
    assert documents.manual_flags(documents.text_of(MANUAL)) <= described


def test_the_manual_tells_which_options_take_a_value():
    entries = re.findall(r"^\.It (Fl .*)$", documents.manual_section("COMMANDS"), re.MULTILINE)
    takes = {flag: " Ar " in entry for entry in entries for flag in documents.manual_flags(entry)}
    for _, option, argument, summary in documents.table():
        if option and not summary.startswith("same as "):
            assert takes[option] == bool(argument), option


def test_the_manual_and_the_help_speak_with_one_voice():
    """Both tell what to do, in the imperative, and begin with the same word."""
    section, wrong = documents.manual_section("COMMANDS"), []
    for command, option, _, summary in documents.table():
        if not summary.startswith("same as "):
            part = re.search(r"^\.It Cm %s\b.*?(?=^\.It Cm |\Z)" % command, section, re.DOTALL | re.MULTILINE).group(0)
            title = r"\.It Fl (?:[^\n]*Fl )?%s\b[^\n]*" % option[1:] if option else r"\.It Cm [^\n]*"
            entry = re.search(title + r"\n(\w+)", part)
            if entry is None:  # the options of a session are told under env
                entry = re.search(title + r"\n(\w+)", section)
            if entry.group(1).lower() != summary.split()[0]:
                wrong.append((command, option, summary, entry.group(1)))
    assert wrong == []


def test_the_manual_is_of_this_project_and_version():
    """Header and footer name awsmfa, not the system on which somebody built the page."""
    version = documents.version()
    assert re.search(r"^\.Os awsmfa (\S+)$", documents.text_of(MANUAL), re.MULTILINE).group(1) == version


def test_the_manual_has_every_variable_and_no_other():
    """Read, written, passed on: who looks for a name in the manual must find it."""
    described = set()
    for line in documents.text_of(MANUAL).splitlines():
        if re.search(r"(^\.| )Ev ", line):
            words = re.findall(r"[A-Za-z_]+", line.split("Ev ", 1)[1])
            short = ("HOME", "PATH", "USER", "LOGNAME", "TERM", "TZ", "LANG")
            described |= {word for word in words if "_" in word or word in short}
    assert described == documents.variables()


def test_the_manual_lists_every_variable_in_its_section():
    listed = " ".join(re.findall(r"^\.(?:It )?Ev (.*)$", documents.manual_section("ENVIRONMENT"), re.MULTILINE))
    assert documents.variables() <= set(re.findall(r"[A-Za-z_]+", listed))


def test_the_manual_has_every_config_key_and_no_other():
    entries = re.findall(r"^\.It Cm (.*)$", documents.manual_section("FILES"), re.MULTILINE)
    assert {key for entry in entries for key in entry.split(" , ")} == documents.config_keys()


def test_the_manual_has_every_exit_status_and_no_other():
    listed = re.findall(r"^\.It (\d+)$", documents.manual_section("EXIT STATUS"), re.MULTILINE)
    assert {int(number) for number in listed} == documents.statuses()


def test_the_manual_has_every_format_and_no_other():
    entry = re.search(r"^\.It Fl -format Ar format\n(.*?)^\.It", documents.text_of(MANUAL), re.DOTALL | re.MULTILINE)
    words = " ".join(re.findall(r"\bCm (.*)", entry.group(1))).replace("No and", "")
    assert set(re.findall(r"\b[a-z]+", words)) - {"Cm"} == documents.formats()
    main = re.findall(r"^\.It Cm (\w+)$", documents.manual_section("FORMATS"), re.MULTILINE)
    assert main == ["sh", "fish", "csh", "dotenv", "process", "json"]


def test_the_manual_lists_the_programs_of_a_lazy_hook():
    listed = re.search(r"^\.Bd -ragged.*?\n(.*?)^\.Ed", documents.manual_section("HOOKS"), re.DOTALL | re.MULTILINE)
    assert listed.group(1).split() == documents.lazy_commands()


def test_a_message_that_the_manual_explains_is_said_somewhere():
    """AWS's own words stand in the stand-in, ours in the sources."""
    said = documents.sources() + "".join(path.read_text() for path in (ROOT / "tests" / "standin").glob("*.py"))
    said = re.sub(r'"\s*"', "", said)
    for quoted in re.findall(r'^\.It "(.*)"$', documents.manual_section("DIAGNOSTICS"), re.MULTILINE):
        part = max(re.split(r"^awsmfa: |NAME|N min \w+|~\S+", quoted), key=len).strip(" .")
        assert part in said, quoted


# --- all pages -----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [*PAGES, "man/awsmfa.1"])
def test_no_page_speaks_of_what_does_not_exist(page):
    """A promise for later belongs into a plan; here every name works."""
    if page in PAGES:
        code = "\n".join(documents.code_spans(page))
    else:
        code = "\n".join(documents.manual_blocks(documents.text_of(page)))
    for call in re.findall(r"(?<![\w./])awsmfa((?: +(?:-{1,2}[A-Za-z][\w-]*|[a-z]\w*))+)", code):
        words = call.split()
        if words[0] in ("is", "s"):
            continue
        if words[0] == "renew":  # between the hook and the program; only who works on them needs to know
            assert page == "CONTRIBUTING.md"
            continue
        command = {"--version": "version", "-V": "version", "--help": "help"}.get(words[0], words[0])
        assert command in documents.commands(), "awsmfa" + call
        used = {word for word in words[1:] if word.startswith("-")}
        assert used <= documents.options_of(command) | {"--help", "-h"}, "awsmfa" + call
    assert set(re.findall(r"\bAWSMFA_[A-Z_]+", documents.text_of(page))) <= documents.variables()


@pytest.mark.parametrize("page", PAGES)
def test_every_path_and_target_of_a_page_exists(page):
    """Links, files of the source tree, and what `make` is told to do."""
    text = documents.text_of(page)
    paths = {path for path in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in path}
    paths |= set(re.findall(r"`((?:src|tests|completions|man|shell|doc)/[\w./-]*)`", text))
    folder = (ROOT / page).parent
    there = {path for path in paths if (folder / path).exists() or (ROOT / path).exists()}
    assert {path for path in paths - there if "NAME" not in path} == set()
    targets = set(re.findall(r"^([a-z0-9]+):", documents.text_of("Makefile"), re.MULTILINE))
    used = set(re.findall(r"\bmake ([a-z]+)(?= |`|$)", "\n".join(documents.code_spans(page)), re.MULTILINE))
    assert used <= targets


@pytest.mark.parametrize("page", PAGES)
def test_pages_fit_an_editor(page):
    # A table is one line a row, whatever it holds.
    assert [line for line in documents.text_of(page).splitlines() if len(line) > 120 and not line.startswith("|")] == []


def test_the_rules_that_security_md_points_to_are_there():
    """Files with security duties open with their law, numbered."""
    names = "secret wiping sts http peer prepare call body reading tty format obtain origin endpoint config state renew"
    names += " code_request exec"
    ruled = r"`(src/\w+/(?:%s|store\w*)\.c)`" % "|".join(names.split())
    for path in re.findall(ruled, documents.text_of("SECURITY.md")):
        assert re.search(r"^ \*\s+\d+\. ", documents.text_of(path), re.MULTILINE), path


def test_changes_begins_with_this_version():
    newest = re.search(r"^## (\S+), \d{4}-\d\d-\d\d$", documents.text_of("CHANGES.md"), re.MULTILINE)
    assert newest.group(1) == documents.version()


@pytest.mark.parametrize("path, pattern", [
    ("packaging/arch/PKGBUILD", r"^pkgver=(\S+)$"),
    ("packaging/alpine/APKBUILD", r"^pkgver=(\S+)$"),
    ("packaging/homebrew/awsmfa.rb", r"awsmfa-([\d.]+)\.tar\.gz"),
    ("packaging/nix/flake.nix", r'^ *version = "([^"]+)"'),
    ("packaging/rpm/awsmfa.spec", r"^Version: +(\S+)$"),
    ("packaging/debian/changelog", r"\Aawsmfa \(([^-]+)-1\)"),
])  # fmt: skip
def test_the_packages_are_of_this_version(path, pattern):
    """packaging/version.sh writes them all; a package of another number would not find its tarball."""
    assert re.search(pattern, documents.text_of(path), re.MULTILINE).group(1) == documents.version()


# --- English -------------------------------------------------------------------------------------

# The files of src whose comments and messages keep to the list; a room joins when its texts do.
ENGLISH_ROOMS = ["*/*.[ch]", "main.c"]

# Phrases that no colleague would say (case does not matter), each with what he would say instead.
START = r"(?:^|[.:!?] )"  # of a sentence; its first letter is a capital one
PHRASES = {
    r"\bliv(?:e|es|ing) off\b": "use, share",
    r"\bcosts? nothing\b"
    r"|\bcosts? (?:an?|no|one|the|another|some)?\b[^.;]{0,20}\b(?:code|question|request)": "needs (no) code",
    r"\bat the (?:price|cost) of\b": "needs",
    r"\bcounts? (?:as|when|only|here|too|alone|for|no more|the last)\b": "is treated as, is used",
    r"\bdo(?:es)? not count\b|\bone counts\b": "is ignored, wins",
    r"\bby (?:your|the system's) package manager\b": "with your package manager",
    r"\bby (?:an? )?(?:option|eval|rename|descriptor)\b|\bby `?(?:-[a-z-]|sh -c)|\bby https?\b": "with",
    r"\buntil when\b|\bsince when\b|\bhow long that is\b": "when it expires, the date, the time left",
    r"\bwhich is over\b|\bwhen it is over\b": "which has expired, at the end",
    r", please\b|\bfor which \w+\?": "say what is missing and what to type",
    r"\bc[oa]me about\b": "succeed, fail",
    START + r"(?-i:Who)(?:ever)? (?!can\b|is\b|are\b)[^.?]*(?:[.;]|$)": "If you ..., anyone who ...",
    START + r"(?-i:Where) (?!.{0,60}\?)[^.;:?]*, (?!and\b|or\b|which\b)": "If, When",
    r"\b(?:lies?|lying) (?:in|on|at|below|beside|behind|here|there)\b": "is, is stored, is kept",
    r"\bstands? (?:in(?! for)|on|as|at|here|there|alone|beside|behind|before|below|above|between)\b": "is, comes, uses",
    r"\bas (?:it|they) stands?\b": "unchanged",
    r"\b(?:is|are) (?:told|said) by\b|\bthat is said\b"
    r"|\bis spoken of\b|\bwas spoken of\b": "the message says, the page lists",
    r"\bwithout a word\b": "silently",
    r"\bout again\b": "remove it",
    r"\b(?:takes?|in) the place of\b|\bin (?:its|their) place\b": "replaces, is still active",
    r"\banew\b": "again, new",
    r"\b(?:is|are|was|were|be|been) got\b": "awsmfa gets",
    r"\b(?:to|can|could|may|must) be had\b": "awsmfa can get",
    r"\bfor once\b": "once, for one command",
    r"\bhow (?:it|he|the [\w' ]{1,30}) is called\b": "what it is called, its name",
    r"\ball the same\b": "still, anyway",
    r"\b(?:moves?|counts?|shows?|holds?|renewed|needed|wanted|valid) no more\b": "no longer",
    r"\bbelongs? into\b": "belongs in",
    r"\bmend(?:s|ed|ing)?\b": "fix",
    r"\b(?:is|are) none of (?!our business)\b": "is not one of",
    r"(?<!there )\bis no (?:regular|terminal|device|source|serial|number|role"
    r"|profile|text|character|word|session)\b": "is not a",
    r"\bof which (?:none|one) can\b": "which cannot",
    r"\bpassed (?:by|over)\b": "skipped",
    r"\bcode of the moment\b": "the current code",
    r"\bforbids? to\b": "forbids asking",
    r"\bwhat is waited for\b": "what awsmfa is waiting for",
    r"\bin each other's way\b|\bin another's way\b": "conflict",
    r"\bnobody knows\b": "awsmfa cannot tell",
}


def test_the_english_is_what_a_colleague_would_say():
    """CONTRIBUTING.md has the rule; this list keeps out what came back most often."""
    wrong = []
    for where, text in documents.prose(ENGLISH_ROOMS):
        for pattern, better in PHRASES.items():
            found = re.search(pattern, text, re.IGNORECASE)
            if found:
                around = text[max(0, found.start() - 40) : found.end() + 40]
                wrong.append("%s: '%s' (...%s...); better: %s" % (where, found.group(0).strip(), around, better))
    assert wrong == [], "\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "Who has many terminals can let them live off one MFA session.",
        "A role costs a code.",
        "what the tests need, by your package manager",
        "until when it lives",
        "An option that is given twice counts the last time.",
        "the time is 14:15, which is over",
        "one profile, please: 'b' is too many",
        "for which shell?",
        "After a renewal that did not come about",
        "Where there is no such place, the session is not shared.",
        "What is shared lies in memory.",
    ],
)
def test_the_list_knows_the_sentences_that_it_was_made_for(text):
    """A list that finds nothing would be green for ever."""
    assert any(re.search(pattern, text, re.IGNORECASE) for pattern in PHRASES)


# --- the README, typed in ------------------------------------------------------------------------


@pytest.fixture
def reader(home, sts, alice):
    """alice with the access key of the documents and the role `ops`; her home has the files of the README."""
    alice.user.key(KEY_ID, SECRET)
    sts.account.role("ops", mfa=True, max_session=43200)
    credentials, config = documents.fences("README.md", "ini")
    home.credentials(credentials)
    home.config(config)
    return alice


@pytest.fixture
def tools(tmp_path):
    """Stands in for programs: tools("terraform") makes one that prints the access key id it finds."""
    folder = tmp_path / "tools"
    folder.mkdir()

    def make(name, script='echo "$AWS_ACCESS_KEY_ID"'):
        path = folder / name
        path.write_text("#!/bin/sh\n%s\n" % script)
        path.chmod(0o755)
        return folder

    return make


def path_with(folder):
    return "%s:%s:%s" % (folder, BINARY.parent, SYSTEM_PATH)


def test_the_readme_is_a_front_page():
    """Four screens of forty lines: what is longer is not read. The rest is in doc/."""
    assert documents.text_of("README.md").count("\n") <= 160


@pytest.mark.pty
def test_the_first_lines_of_the_readme(terminal, home, sts, reader, tools):
    """The transcript at the top is what happens, word for word, once mfa_serial is configured."""
    home.config(documents.fences("README.md", "ini")[1] + "[default]\nmfa_serial = %s\n" % reader.serial)
    command, question, success, use = documents.fences("README.md", "console")[0].splitlines()
    shell = terminal(env={"PATH": path_with(tools("aws"))})
    shell.type(command[2:])
    asked = shell.answer_code(reader.phone)
    said = shell.expect_prompt()
    here = " at 127.0.0.1 (AWS_ENDPOINT_URL)"
    assert question == asked.replace(here, "") + "123456"
    assert re.sub(UNTIL, "21:15", said.splitlines()[-1]) == success + ", from" + here[3:]
    assert shell.run(use[2:]).strip() == sts.newest_session.id


@pytest.mark.pty
@pytest.mark.parametrize("shell", ROWS)
def test_the_table_of_shells_in_the_readme(terminal, sts, reader, shell):
    """Each cell is typed as it stands into each shell it names."""
    rows = re.findall(r"^\| (?:bash|fish|csh)[^|]*\| (.*) \|$", documents.text_of("README.md"), re.MULTILINE)
    begin, end = (cell.strip("` ").replace("\\|", "|") for cell in re.split(r" (?<!\\)\| ", rows[ROWS[shell]]))
    if shell == "tcsh":  # there a code span holds backquotes itself
        begin, end = begin + '`"', end + '`"'
        begin, end = (re.sub(r'`"?`"$', '`"', text) for text in (begin, end))
    one = terminal(shell)
    assert one.run(begin, answer=reader.phone).status == 0
    assert one.session().is_of(sts.newest_session)
    assert one.run(end).status == 0
    assert not one.session()


@pytest.mark.pty
def test_the_other_commands_of_the_readme(terminal, sts, reader, tools):
    """Typed in their order. One code for all of them: that is what the README says."""
    blocks = documents.fences("README.md", "sh")
    blocks = [block for block in blocks if not re.search("make|awsmfa use|fpath", block)]
    lines = [line.split("  ")[0] for block in blocks for line in block.splitlines()]  # without their comments
    lines = [line for line in lines if "--refresh" not in line]  # test_refresh.py
    shell = terminal(env={"PATH": path_with(tools("terraform"))})
    assert shell.evaluate(answer=reader.phone).status == 0
    assert len(lines) == 5
    for line in lines:
        if "ops" in line:
            free = shell.session().profile == "default"
            shell.evaluate("-p default", answer=None if free else reader.phone)
        before = shell.session()
        done = shell.run(line)
        assert done.status == 0, done
        if "terraform" in line:
            assert sts.newest_session.id in done and shell.session().key == before.key
        elif "ops" in line:
            assert shell.session().profile == "ops"


@pytest.mark.pty
def test_a_longer_role_has_the_price_that_the_readme_names(terminal, sts, reader):
    """`-d 4h` asks for more, and needs a code for that role."""
    shell = terminal()
    assert shell.evaluate(answer=reader.phone).status == 0
    assert shell.evaluate("-d 4h ops", answer=reader.phone).status == 0
    session = shell.session()
    assert 4 * 3600 - 60 < session.expires - session.started <= 4 * 3600


# --- the hook, as the pages show it --------------------------------------------------------------

DAY = 13 * 3600


@pytest.mark.pty
@every_shell
def test_the_hook_of_the_readme(hooked, home, sts, reader, shell):
    """Its line is typed as it stands in the table, its commands one after the other: one code for all of them."""
    rows = re.findall(r"^\| (bash|zsh|fish) \| `[^`]*` \| `(.*)` \|$", documents.text_of("README.md"), re.MULTILINE)
    block = next(block for block in documents.fences("README.md", "sh") if "awsmfa use" in block)
    use, role, back, drop = documents.typed_lines(block)
    terminal = hooked(shell, hook=False)
    assert terminal.run_quietly(dict(rows)[shell].replace("\\|", "|")) == ""
    assert terminal.run(use, answer=reader.phone).status == 0
    assert terminal.session().profile == "default"
    for line, profile in ((role, "ops"), (back, "default"), (role, "ops")):
        assert terminal.run(line).status == 0 and terminal.session().profile == profile
    terminal.later(2 * 3600)
    assert terminal.run_quietly("echo $AWS_ACCESS_KEY_ID").strip() == sts.newest_session.id  # without a word
    assert len(sts.requests("GetSessionToken")) == 1
    terminal.later(DAY)
    assert terminal.key(answer=reader.phone) == sts.newest_session.id  # the question, then the command
    assert terminal.run(back).status == 0 and terminal.session().profile == "default"
    assert terminal.run(drop).status == 0 and not terminal.session()


@pytest.mark.pty
@every_shell
def test_the_hook_of_the_manual(hooked, sts, reader, shell):
    """Its line, and what the manual says of the lines after it: the first asks for a code, the next two do not."""
    line = next(line for line in documents.typed_lines(blocks_with('eval "$(awsmfa hook')[0]) if " %s" % shell in line)
    block = next(block for block in blocks_with("awsmfa use") if "ops" in block)
    use, *more, drop = block.splitlines()
    terminal = hooked(shell, hook=False)
    assert terminal.run_quietly(line) == ""
    assert terminal.run(use, answer=reader.phone).status == 0
    for line, profile in zip(more, ("ops", "default")):
        assert terminal.run(line).status == 0 and terminal.session().profile == profile
    assert terminal.run(drop).status == 0 and not terminal.session()


@pytest.mark.pty
def test_the_manual_and_the_page_on_hooks_set_lazy_in_the_same_way(hooked, sts, alice):
    """With these two lines, `true` is not asked for, and `make` is."""
    lines = blocks_with("export AWSMFA_HOOK")[0].splitlines()
    assert documents.typed_lines(documents.fences("doc/hooks.md", "sh")[0]) == lines
    terminal = hooked("bash", session=True)
    for line in [*lines, "make() { echo made; }"]:
        terminal.run_quietly(line)
    terminal.later(DAY)
    terminal.run_quietly("true")
    assert "made" in terminal.run("make", answer=alice.phone)


@pytest.mark.pty
def test_the_example_with_the_hook(hooked, sts, alice):
    terminal = hooked("bash")
    use, status, drop = next(block for block in blocks_with("awsmfa use") if "ops" not in block).splitlines()
    assert terminal.run(use, answer=alice.phone).status == 0
    assert "profile  default" in terminal.run(status)
    assert terminal.run(drop).status == 0 and not terminal.session()


@pytest.mark.pty
@every_shell
def test_help_is_shown_with_the_hook_too(hooked, shell):
    """`use` and `drop` are evaluated there, and a help text is not."""
    terminal = hooked(shell)
    for command in ("use", "drop"):
        done = terminal.run("awsmfa %s --help" % command)
        assert done.status == 0 and done.startswith("usage: awsmfa %s" % command), done


# --- the manual, typed in ------------------------------------------------------------------------

# Blocks of the manual that no test can run, by their beginning, and what the manual says about it.
NOT_RUN = {
    "docker run": "docker run --env-file",
    "let s = (awsmfa": "have not been run",
    "(awsmfa env --format json | Out-String": "have not been run",
    "awsmfa assign --to 'ykman": "has not been run",
}
BLOCKS = documents.manual_blocks(documents.text_of(MANUAL))


def blocks_with(beginning):
    found = [block for block in BLOCKS if block.startswith(beginning)]
    assert found, "the manual has no block that begins with %r" % beginning
    return found


def play_in(shell, reader):
    """Runs the lines of a block in turn and types a code where one is asked for."""

    def play(block):
        for line in block.splitlines():
            held = shell.session()
            asks = "awsmfa env" in line and "--drop" not in line and "-t -" not in line
            free = held and (held.profile == "default" and "-d 2h" not in line)
            done = shell.run(line, answer=reader.phone if asks and not free else None)
            assert done.status == 0, (line, done)
            yield line, done

    return play


def test_every_block_of_the_manual_is_run_or_says_that_it_is_not():
    """A new recipe needs a line here, and a test."""
    run = (
        *("eval", "awsmfa env --format fish", "[profile mfa]", "var s", "import json"),
        *(
            "MFA code for", "mfa_process", "out=$(", "PS1=", "awsmfa status", "awsmfa use", "awsmfa exec",
            "export AWSMFA_HOOK",
        ),
        "export AWSMFA_SHARE",
        "awsmfa profiles",
        "aws configure export-credentials",  # test_foreign.py
        "awsmfa assign --to 'pass",  # test_assign_to.py
    )
    manual = re.sub(r"\s+", " ", documents.text_of(MANUAL))
    for block in BLOCKS:
        beginning = [one for one in NOT_RUN if block.startswith(one)]
        assert beginning or block.startswith(run), block
        assert not beginning or NOT_RUN[beginning[0]] in manual


@pytest.mark.pty
@pytest.mark.parametrize("block", [block for block in BLOCKS if block.startswith('eval "$(awsmfa env')])
def test_the_lines_for_posix_shells(terminal, sts, reader, tools, block):
    shell = terminal(env={"PATH": path_with(tools("terraform"))})
    for line, done in play_in(shell, reader)(block):
        if "terraform" in line:
            assert sts.newest_session.id in done
        elif "--drop" in line:
            assert not shell.session()
        elif line.startswith("eval"):
            assert shell.session().is_of(sts.newest_session)


@pytest.mark.pty
@pytest.mark.parametrize("shell, beginning", [("fish", "awsmfa env --format fish"), ("tcsh", 'eval "`')])
def test_the_lines_for_other_shells(terminal, sts, reader, shell, beginning):
    shell = terminal(shell)
    for block in blocks_with(beginning):
        held = [bool(shell.session()) for _ in play_in(shell, reader)(block)]
        assert held == [True, False]


@pytest.fixture
def self_service(home, reader):
    """A profile that needs no terminal: its mfa_process reads a file."""
    code = home.write("code", reader.phone.next_code() + "\n")
    home.config("[default]\nmfa_serial = %s\nmfa_process = cat '%s'\n" % (reader.serial, code))
    home.freeze()
    return reader


@pytest.mark.parametrize("shell, beginning", [("elvish", "var s"), ("xonsh", "import json")])
def test_the_recipes_for_shells_that_read_json(home, sts, self_service, tmp_path, shell, beginning):
    """The session arrives, and AWS_PROFILE, which JSON gives as null, is gone."""
    script, out = tmp_path / "script", tmp_path / "env"
    external = "e:" if shell == "elvish" else ""
    script.write_text("%s\n\n%s/usr/bin/env -0 > %s\n" % (blocks_with(beginning)[0], external, out))
    started = [need(shell), "-norc" if shell == "elvish" else "--no-rc", script]
    scratch = {name: tmp_path for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    env = environment(home, PATH=path_with(""), AWS_ENDPOINT_URL=sts.url, AWS_PROFILE="default", **scratch)
    done = subprocess.run(started, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=GENEROUS)
    assert done.returncode == 0, done
    after = read_environment(out)
    assert Session(after).is_of(sts.newest_session) and "AWS_PROFILE" not in after
    assert after["AWSMFA_SAVED"] == "AWS_PROFILE=default"


def test_the_credential_process_hands_the_session_on(home, sts, awsmfa, reader):
    """`aws --profile mfa` in a shell that holds the session: no question, the same session."""
    block = blocks_with("[profile mfa]")[0]
    home.config("[default]\nmfa_serial = %s\n%s\n" % (reader.serial, block))
    held = exports(awsmfa("env", "-p", "default", "-t", reader.phone.next_code()))
    env = {**held, "HOME": str(home), "PATH": path_with(""), "AWS_ENDPOINT_URL": sts.url}
    who = cli_identity(sts, env, "--profile", "mfa")
    assert (who.status, who.stdout) == (0, reader.user.arn + "\n"), who
    assert len(sts.sessions) == 1 and sts.log.of("GetCallerIdentity")[-1].key == sts.sessions[0].id


@pytest.mark.pty
def test_the_shared_credential_process_asks_once_for_terminals_and_scripts(
    terminal, home, sts, awsmfa, reader, runtime_dir
):
    """The session as a profile of its own: the AWS CLI asks at a terminal, and a script then needs nobody."""
    block = blocks_with("[profile mfa]")[1]
    home.config("[default]\nmfa_serial = %s\n%s\n" % (reader.serial, block))
    aws = "%s --endpoint-url %s --profile mfa --region us-east-1 --output text sts get-caller-identity" % (
        need("aws", "the AWS CLI is optional"), sts.url)
    # The CLI takes stderr of such a program for itself, so the question is on the terminal or nowhere.
    home.allow_changes()
    shell = terminal(env={"XDG_RUNTIME_DIR": runtime_dir, "AWS_PAGER": ""})
    done = shell.run(aws, answer=reader.phone)
    assert done.status == 0 and reader.user.arn in done
    env = {"HOME": str(home), "PATH": path_with(""), "AWS_ENDPOINT_URL": sts.url, "XDG_RUNTIME_DIR": str(runtime_dir)}
    who = cli_identity(sts, env, "--profile", "mfa")
    assert (who.status, who.stdout) == (0, reader.user.arn + "\n"), who
    assert len(sts.sessions) == 1
    home.allow_changes()


@pytest.mark.pty
@every_shell
def test_the_lines_for_sharing(hooked, home, sts, reader, runtime_dir, shell):
    """The first terminal asks, any other does not; and in the evening everything is gone."""
    share, *_ = documents.typed_lines(blocks_with("export AWSMFA_SHARE")[0])
    in_guide = next(block for block in documents.fences("doc/guide.md", "sh") if "AWSMFA_SHARE" in block)
    assert documents.typed_lines(in_guide) == [share, "awsmfa drop --all"]
    first, second = (hooked(shell, env={"XDG_RUNTIME_DIR": str(runtime_dir)}) for _ in range(2))
    for one in (first, second):
        one.run_quietly(share)
    _, use, role = documents.typed_lines(blocks_with("export AWSMFA_SHARE")[0])
    assert first.run(use, answer=reader.phone).status == 0
    assert second.run(role).status == 0 and second.session().profile == "ops"
    assert first.run("awsmfa drop --all").status == 0
    assert [path.name for path in (runtime_dir / "awsmfa").iterdir()] == []


def test_the_credential_process_fails_where_nobody_can_be_asked(home, sts, awsmfa, reader):
    """Elsewhere it would ask; without a terminal the program that called it is told why."""
    home.config("[default]\nmfa_serial = %s\n" % reader.serial)
    result = awsmfa(*shlex.split(blocks_with("[profile mfa]")[0].split("= ")[1])[1:])
    assert result.status == 6 and result.stdout == "" and "no terminal" in result.stderr


def test_a_profile_that_gets_its_keys_from_itself_is_stopped(home, sts, awsmfa):
    """The slip that the manual warns of: without -p, awsmfa finds the profile mfa in AWS_PROFILE."""
    home.config("[profile mfa]\ncredential_process = %s env --format process\n" % BINARY)
    result = awsmfa("env", env={"AWS_PROFILE": "mfa"})
    assert result.status == 1 and "cannot get long-term keys from itself" in result.stderr and not sts.log.of()


RECIPES = [line.split(" = ", 1)[1] for line in blocks_with("mfa_process")[0].splitlines()]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.split()[0])
def test_a_recipe_for_codes_survives_the_config_file_and_the_shell(home, sts, reader, awsmfa, tools, tmp_path, recipe):
    """The program gets exactly the arguments that the recipe means, quotes and blanks included."""
    words = shlex.split(recipe.split(" < ")[0])
    script = "printf '%%s\\n' \"$@\" >'%s'; echo %s" % (tmp_path / "arguments", reader.phone.next_code())
    folder = tools(words[0], script)
    home.config("[default]\nmfa_serial = %s\nmfa_process = %s\n" % (reader.serial, recipe))
    result = awsmfa("env", env={"PATH": path_with(folder)})
    assert result.status == 0, result
    expected = [word.replace("$HOME", str(home)) for word in words[1:]]
    assert (tmp_path / "arguments").read_text().splitlines() == expected


def test_the_recipe_with_oathtool_gives_the_right_code(home, sts, reader, awsmfa):
    """The one that is run for real."""
    need("oathtool", "one mfa_process recipe")
    home.write(".totp/aws", base64.b32encode(reader.phone.secret).decode() + "\n")
    home.config("[default]\nmfa_serial = %s\nmfa_process = %s\n" % (reader.serial, RECIPES[0]))
    assert exports(awsmfa("env"))["AWS_ACCESS_KEY_ID"] == sts.newest_session.id


def test_the_recipe_with_pass_gives_the_right_code(home, sts, reader, awsmfa, tmp_path):
    """The other one that is run for real: a password store with a key of its own."""
    need("pass", "one mfa_process recipe")
    if not os.path.exists("/usr/lib/password-store/extensions/otp.bash"):
        pytest.skip("pass-extension-otp is not installed")
    with tempfile.TemporaryDirectory(prefix="gpg-") as keys:  # a short path: its sockets' names are limited
        env = {"GNUPGHOME": keys, "PASSWORD_STORE_DIR": str(tmp_path / "store"), "PATH": path_with("")}
        secret = base64.b32encode(reader.phone.secret).decode().rstrip("=")

        def run(*command, **more):
            subprocess.run(
                command, env=environment(home, **env), check=True, capture_output=True, timeout=GENEROUS, **more
            )

        run("gpg", "--batch", "--passphrase", "", "--quick-gen-key", "test@example.org", "default", "default", "never")
        run("pass", "init", "test@example.org")
        run(
            "pass",
            "otp",
            "insert",
            "--force",
            "aws/alice",
            input=b"otpauth://totp/AWS:alice?secret=%s\n" % secret.encode(),
        )
        home.config("[default]\nmfa_serial = %s\nmfa_process = %s\n" % (reader.serial, RECIPES[1]))
        result = awsmfa("env", env=env)
        subprocess.run(["gpgconf", "--kill", "all"], env=environment(home, **env), check=False)
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.id


@pytest.mark.pty
def test_the_question_is_the_one_that_the_manual_shows(terminal, reader):
    shell = terminal()
    shell.type('eval "$(awsmfa env)"')
    asked = shell.answer_code(reader.phone).replace(" at 127.0.0.1 (AWS_ENDPOINT_URL)", "")
    assert asked.strip() == blocks_with("MFA code for")[0]


def test_the_lines_for_scripts(home, sts, reader, tmp_path):
    """Both give the session, and stop the script with awsmfa's own status when there is none."""
    home.write("code", reader.phone.next_code() + "\n")
    home.config("[default]\nmfa_serial = %s\n" % reader.serial)
    home.freeze()
    env = environment(home, PATH=path_with(""), AWS_ENDPOINT_URL=sts.url)
    for line in blocks_with("out=$("):
        script = "%s\nstatus=$?\nenv -0 >%s\nexit $status" % (line, tmp_path / "env")
        started = ["dash", "-c", script]
        done = subprocess.run(
            started, env=env, cwd=home.path, capture_output=True, timeout=GENEROUS, start_new_session=True
        )
        if "-t -" in line:
            assert done.returncode == 0 and Session(read_environment(tmp_path / "env")).is_of(sts.newest_session)
        else:
            assert done.returncode == 6  # nobody can be asked here


@pytest.mark.pty
@pytest.mark.parametrize("line", [line for line in blocks_with("awsmfa exec") if "--refresh" not in line])
def test_the_lines_that_run_one_command(terminal, home, sts, reader, tools, line):
    """terraform has the session, and the shell has none."""
    home.config("[profile prod]\nrole_arn = %s\nsource_profile = default\n" % ROLE)
    shell = terminal(env={"PATH": path_with(tools("terraform"))})
    done = shell.run(line, answer=reader.phone)
    assert done.status == 0 and sts.newest_session.id in done and not shell.session()


@pytest.mark.pty
def test_the_prompt_shows_the_profile(terminal, reader):
    shell = terminal()
    shell.evaluate(answer=reader.phone)
    shell.type(blocks_with("PS1=")[0])
    shell.expect(r"\(default\) ~[#$] ")


@pytest.mark.pty
def test_the_minutes_that_are_left(terminal, reader):
    need("jq")
    shell = terminal()
    shell.evaluate(answer=reader.phone)
    assert shell.run(blocks_with("awsmfa status --json")[0]).strip() in ("719", "720")


# --- the demo ------------------------------------------------------------------------------------


def run_demo(*settings, build=None):
    command = ["/usr/bin/python3", str(ROOT / "tests" / "demo.py"), str(build or AS_INSTALLED.parent.parent)]
    env = {"PATH": SYSTEM_PATH, "PYTHONPATH": str(ROOT / "tests"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [*settings, *command], env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=GENEROUS,
        start_new_session=True,
    )


def test_the_demo_plays_to_its_end():
    """Without a terminal, by itself, and with no secret on the screen."""
    done = run_demo()
    assert done.returncode == 0 and done.stderr == "", done
    assert "Everything above happened as shown" in done.stdout
    assert SECRET not in done.stdout and not re.search(r"TOKEN=\S{30}", done.stdout)


def test_the_demo_can_be_read():
    """Commands that fit a screen, the tip about mfa_serial once, and no colour where there is no terminal."""
    shown = run_demo().stdout
    typed = [line for line in shown.splitlines() if line.startswith("$ ")]
    assert typed and max(map(len, typed)) <= 80
    assert shown.count("save the look-up") == 1 and "\x1b" not in shown


def test_the_demo_fails_loudly(tmp_path):
    """A program that does not do what is shown ends the demo with status 1."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "awsmfa").write_text("#!/bin/sh\nexit 0\n")
    os.chmod(tmp_path / "bin" / "awsmfa", 0o755)
    done = run_demo(build=tmp_path)
    assert done.returncode == 1 and "demo: FAILED" in done.stdout
