"""The small mistakes that a programmer makes: every one that can be made in a file, a line each.

    for change in changes("src/session/renew.c", text):
        print(change.line, change.before, "->", change.after)

A condition turned round, a comparison or its bound, `and` for `or`, the other answer, one more or less, a statement
left out. What stands in strings and comments is left alone.
"""

import re
from typing import NamedTuple


class Change(NamedTuple):
    path: str
    line: int  # from 1
    before: str
    after: str

    def __str__(self):
        after = self.after.strip() or "(left out)"
        return "%s:%d: %s  ->  %s" % (self.path, self.line, self.before.strip(), after)


SWAPS = [(" == ", " != "), (" < ", " <= "), (" > ", " >= "), (" && ", " || ")]
SWAPS_C = [*SWAPS, ("true;", "false;")]
SWAPS_SHELL = [*SWAPS, (" -n ", " -z "), ("; and ", "; or ")]
LESS = [(" + 1", ""), (" - 1", "")]
TEXT = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|/\*.*|//.*')
CONDITION = re.compile(r"^(\t+(?:\} else )?if \()(.*)(\)(?: \{)?)$")
STATEMENT = re.compile(r"^\t+(?:\(void\))?[a-z_]+(?:->|\.|\[|\(| [|+-]?= |\+\+;|--;).*;$")
NO_STATEMENT = re.compile(r"^\t+(?:const|static|struct|enum|unsigned|char|int|long|bool|size_t|void|return|goto)\b")
SHELL_STATEMENT = re.compile(r"^\t+[A-Za-z_][^#]*[^\\{|&(]$")
SHELL_GRAMMAR = re.compile(r"^\t+(?:%s)\b" % "|".join(
    "then else elif fi do done esac case if for while end function switch local begin".split()))  # fmt: skip


def hidden(line):
    """LINE with its strings and its comment replaced by as many dots: what may be changed keeps its place."""
    return TEXT.sub(lambda found: "." * len(found.group()), line)


def swapped(line, pairs):
    seen = hidden(line)
    for pair in pairs:
        for old, new in (pair, pair[::-1]):
            for found in re.finditer(re.escape(old), seen) if old else ():
                yield line[: found.start()] + new + line[found.end() :]


def in_c(line):
    yield from swapped(line, SWAPS_C)
    yield from swapped(line, LESS)
    condition = CONDITION.match(line)
    if condition and hidden(line).count("(") == hidden(line).count(")"):
        yield "%s!(%s)%s" % condition.groups()
    if STATEMENT.match(line) and not NO_STATEMENT.match(line) and line.count("(") == line.count(")"):
        yield re.match(r"\t+", line).group() + ";"


def in_shell(line):
    if line.lstrip().startswith("#"):
        return
    yield from swapped(line, SWAPS_SHELL)
    if SHELL_STATEMENT.match(line) and not SHELL_GRAMMAR.match(line):
        yield re.match(r"\t+", line).group() + ":"


def changes(path, text):
    comment = False
    for number, line in enumerate(text.splitlines(), 1):
        comment = comment or line.lstrip().startswith("/*")
        if not comment and line.startswith("\t"):
            for after in dict.fromkeys(in_c(line) if path.endswith(".c") else in_shell(line)):
                if after != line:
                    yield Change(path, number, line, after)
        comment = comment and "*/" not in line


def applied(text, change):
    lines = text.splitlines(keepends=True)
    lines[change.line - 1] = change.after + "\n"
    return "".join(lines)
