"""What the documents say and what the program has, each as sets that tests can compare."""

import re
import subprocess

from harness import BINARY, ROOT, need, need_binary

MANUAL = ROOT / "man" / "awsmfa.1"
# Read by people who want to use awsmfa, or to change it.
PAGES = [
    *("README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGES.md"),
    *("doc/code-of-conduct.md", "doc/guide.md", "doc/hooks.md", "doc/prompt.md", "doc/coming-from.md"),
    *("doc/recipes.md", "doc/releasing.md"),
]


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


# The program


def table():
    """The rows of `awsmfa help --list`: command, option, argument, summary."""
    need_binary()
    done = subprocess.run([BINARY, "help", "--list"], capture_output=True, text=True, check=True)
    return [line.split("\t") for line in done.stdout.splitlines()]


def version():
    need_binary()
    return subprocess.run([BINARY, "version"], capture_output=True, text=True, check=True).stdout.split()[1]


def commands():
    return [row[0] for row in table() if row[1] == ""]


def options_of(command, aliases=True):
    rows = [row for row in table() if row[0] == command and row[1]]
    return {row[1] for row in rows if aliases or not row[3].startswith("same as ")}


def formats():
    """The names that --format takes, from the hint that it gives."""
    need_binary()
    done = subprocess.run([BINARY, "env", "--format", "?"], capture_output=True, text=True, check=False)
    return set(re.search(r"hint: formats: (.*)", done.stderr).group(1).split())


def sources():
    """All C of the program, without comments."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "src").rglob("*.[ch]"))]
    return re.sub(r"/\*.*?\*/", "", "\n".join(texts), flags=re.DOTALL)


def variables():
    """Every environment variable that the program reads, writes or passes on; _AWSMFA_* is between it and its hook."""
    code = sources()
    found = set(re.findall(r'"((?:AWS|AWSMFA|MFA|AMAZON)_[A-Z_]+|[a-z]+_proxy|[A-Z]+_PROXY)"', code))
    found |= set(re.findall(r'\b(?:getenv|environment_get|variable)\("([A-Za-z_]+)"\)', code))
    found |= set(re.findall(r'\[SAVED_\w+\]\s*=\s*"(\w+)"', code))
    kept = re.search(r"kept_variables\[\] = \{(.*?)\};", code, re.DOTALL).group(1)
    found |= set(re.findall(r'"(\w+)"', kept))
    return {name for name in found if not name.startswith("_AWSMFA_")}


def lazy_commands():
    """The programs before which a lazy hook asks, in their order."""
    text = re.search(r"default_commands\[\] =\n(.*?);", sources(), re.DOTALL).group(1)
    return "".join(re.findall(r'"([^"]*)"', text)).split()


def config_keys():
    """Every key of the config files that the program asks for."""
    names = dict(re.findall(r'\[(KEY_\w+)\]\s*= \{ "(\w+)"', sources()))
    asked = set(re.findall(r"\bKEY_\w+", re.sub(r"\[KEY_\w+\]|^\tKEY_\w+,.*$", "", sources(), flags=re.MULTILINE)))
    for_the_aws_cli = {"KEY_SSO_REGION", "KEY_SSO_ROLE_NAME"}  # awsmfa has no use for their values
    found = {names[key] for key in asked - for_the_aws_cli - {"KEY_OTHER"}}
    return found | set(re.findall(r'config_get_service\([^;]*"([a-z_]+)"\);', sources()))


def statuses():
    """The exit statuses by number."""
    body = re.search(r"enum status \{(.*?)\};", sources(), re.DOTALL).group(1)
    return {int(number) for number in re.findall(r"= (\d+)", body)}


# English


def _paragraphs(text):
    """Blocks of lines that belong together, each on one line; an item of a list is one, and a row of a table."""
    parts = re.split(r"\n\s*\n|\n(?=\s*(?:[-|*]|\d+\.) )", text)
    return [re.sub(r"\s+", " ", part).strip(" -|") for part in parts if part.strip()]


def _prose_of_page(name):
    """A page without its code blocks, and without what it quotes."""
    text = re.sub(r"^```\w*\n.*?^```$", "", text_of(name), flags=re.DOTALL | re.MULTILINE)
    return _paragraphs(re.sub(r"^(?:>.*|#+ .*)$", "", text, flags=re.MULTILINE))


def _prose_of_manual():
    command = [need("mandoc"), "-T", "ascii", "-O", "width=1000", MANUAL]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return _paragraphs(re.sub(r".\x08", "", shown))


def _prose_of_source(name):
    """The comments of a C file, and its strings as the compiler joins them."""
    text = re.sub(r"^#\s*include.*$", "", text_of(name), flags=re.MULTILINE)
    found = []
    for piece in re.findall(r"/\*.*?\*/|(?:\"(?:\\.|[^\"\\\n])*\"\s*)+|'(?:\\.|[^'\\\n])*'", text, re.DOTALL):
        if piece.startswith("/*"):
            found += _paragraphs(re.sub(r"^[ \t]*\* ?", "", piece.strip("/*"), flags=re.MULTILINE))
        elif piece.startswith('"'):
            found.append(re.sub(r'"\s*"', "", piece.strip()).strip('"').replace("\\n", " "))
    return found


def _prose_of_help():
    shown = []
    for command in [[], *([name] for name in commands())]:
        done = subprocess.run([BINARY, "help", *command], capture_output=True, text=True, check=True)
        shown += re.split(r"\n(?= |\n)", done.stdout)
    return [re.sub(r"\s+", " ", part).strip() for part in shown]


def prose(rooms):
    """What people read: (where, text) for each piece of pages, manual, help, completions, and the ROOMS of src."""
    yield from ((page, piece) for page in PAGES for piece in _prose_of_page(page))
    yield from (("man/awsmfa.1", piece) for piece in _prose_of_manual())
    yield from (("help", piece) for piece in _prose_of_help())
    for path in sorted((ROOT / "completions").iterdir()):
        name = "completions/" + path.name
        yield from ((name, piece) for piece in text_of(name).splitlines())
    for path in [path for room in rooms for path in sorted((ROOT / "src").glob(room))]:
        name = str(path.relative_to(ROOT))
        yield from ((name, piece) for piece in _prose_of_source(name))


# The manual


def manual_section(name):
    """The mdoc source of one section."""
    found = re.search(r"^\.Sh %s\n(.*?)(?=^\.Sh |\Z)" % name, text_of(MANUAL), re.DOTALL | re.MULTILINE)
    assert found, "the manual has no section %s" % name
    return found.group(1)


def unescaped(text):
    for escape, character in ((r"\(dq", '"'), (r"\&", ""), (r"\e", "\\")):
        text = text.replace(escape, character)
    return text


def manual_blocks(source):
    """The literal displays of a piece of mdoc source, as they are typed."""
    found = re.findall(r"^\.Bd -literal[^\n]*\n(.*?)\n\.Ed$|^\.Dl ([^\n]*)$", source, re.DOTALL | re.MULTILINE)
    return [unescaped(block or line) for block, line in found]


def typed_lines(block):
    """The lines of a block without their remarks."""
    return [re.sub(r"\s+# .*$", "", line) for line in block.splitlines()]


def manual_flags(source):
    return {"-" + flag for flag in re.findall(r"\bFl (-?[A-Za-z][A-Za-z-]*)", source)}


# Markdown


def fences(name, language):
    """The fenced blocks of a page in one language."""
    return re.findall(r"^```%s\n(.*?)^```$" % language, text_of(name), re.DOTALL | re.MULTILINE)


def code_spans(name):
    """All code of a page, fenced or between backticks."""
    text = text_of(name)
    fenced = re.findall(r"^```\w*\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    rest = re.sub(r"^```\w*\n.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    double = re.findall(r"``([^`].*?)``(?!`)", rest)
    rest = re.sub(r"``[^`].*?``(?!`)", "", rest)
    return fenced + double + re.findall(r"`([^`]+)`", rest)
