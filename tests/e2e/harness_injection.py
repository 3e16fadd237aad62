"""Generated values that a shell could take for more than values, and a place that shows whether one did.

    values = Values("bash", 1).take(300)          the same ones for the same words
    ground = Ground(tmp_path)                     a working directory of hostile file names
    ... run a shell in ground.place, with ground.path as PATH ...
    ground.verify()                               no file is new, changed or gone, and no command ran
"""

import os
import random

from harness import SYSTEM_PATH

# Each would leave a file: touch where it is run, pwned wherever that is.
COMMANDS = [
    b"touch pwned", b"pwned", b"pwned -x", b"./pwned", b">pwned", b"eval pwned", b"exec pwned", b"command pwned",
]  # fmt: skip
AROUND = [
    (b"$(", b")"), (b"`", b"`"), (b"${x:-$(", b")}"), (b"$((", b"))"), (b"$[", b"]"), (b"<(", b")"), (b">(", b")"),
    (b"=(", b")"), (b"(", b")"), (b"{ ", b"; }"), (b"; ", b" #"), (b"& ", b" &"), (b"| ", b""), (b"&& ", b""),
    (b"|| ", b""), (b"\n", b"\n"), (b"\r\n", b"\r\n"), (b"';", b";'"), (b"';\n", b"\n'"), (b"\\';", b";\\'"),
    (b"\\\\';", b";'"), (b"'\\'';", b";'\\''"), (b'";', b';"'), (b";", b";"), (b"!", b""), (b"!!;", b""),
    (b"${(e):-$(", b")}"), (b"a[$(", b")]"), (b"x[`", b"`]=1"), (b"$'", b"'"), (b'$"', b'"'), (b"(command ", b")"),
    (b"; and ", b"; end"), (b"; or begin; ", b"; end"), (b"$(<", b")"), (b"%", b""),
    (b"\xe2\x80\x99;", b";\xe2\x80\x99"), (b"\xc0\xa7;", b";\xc0\xa7"), (b"\xfd\xb4\xb9\x8e\x80\xa7;", b";"),
    (b"\x83\x5c';", b";'"), (b"\xef\x98\xa7;", b";\xef\x98\xa7"), (b")\n", b"\n("), (b"]]\n", b"\n[["),
    (b"\n: awsmfa-end;\n", b"\n"), (b"';\n: awsmfa-end;\n", b"\n: '"), (b"fi\n", b"\nif :; then :"),
    (b"\x1b", b"\x07"),
]  # fmt: skip
TOKENS = [
    b"'", b"''", b"\\'", b"'\\''", b'"', b'\\"', b"\\", b"\\\\", b"\\\\\\", b"`", b"\\`", b"$", b"$$", b"\\$",
    b"$HOME", b"${HOME}", b"$HOME[1]", b"$?", b"$!", b"$#", b"$*", b"$@", b"$0", b"$1", b"$-", b"$_", b"$<",
    b"$%HOME", b"${#HOME}", b"!", b"!!", b"!$", b"!*", b"!-1", b"!1", b"!t", b"!?t?", b"!#", b"!{t}", b"\\!",
    b"^a^b^", b"^", b"~", b"~root", b"~/", b"~+", b"~-", b"=", b"==", b"=ls", b"=pwned", b":", b"::", b":h", b":q",
    b":x", b"*", b"**", b"?", b"[a-z]", b"[!a]", b"[^a]", b"/*", b"./*", b"a*", b"*(e:pwned:)", b"*(.)", b"#", b"a#b",
    b" # ", b"{a,b}", b"{1..9}", b"{}", b"{", b"}", b"[", b"]", b"[[", b"]]", b"(", b")", b"()", b"<", b">", b"<<",
    b"<<<", b">&2", b"<<EOF\n", b"EOF", b"&", b"&&", b"|", b"||", b"|&", b";", b";;", b";&", b"-", b"--", b"---",
    b"-n", b"-e", b"-x", b"-p", b"-c", b"--help", b"-rf", b"+", b"+x", b"@", b"@(a|b)", b"%", b"%%", b"%s", b"%n",
    b"%1", b"%q", b"%(?..)", b",", b".", b"..", b"/", b"//", b"if", b"then", b"fi", b"do", b"done", b"case", b"esac",
    b"in", b"end", b"begin", b"function", b"time", b"not", b"and", b"or", b"else", b"endif", b"breaksw", b"export",
    b"unset", b"setenv", b"set -gx", b"builtin", b"source", b"eval", b"exit", b"return", b"PATH=", b"IFS=x", b"A=b",
    b"a[0]=", b" ", b"  ", b"\t", b"\n", b"\n\n", b"\r", b"\r\n", b"\v", b"\f", b"\b", b"\a", b"\x01", b"\x03",
    b"\x04", b"\x16", b"\x1a", b"\x1b[201~", b"\x1b]0;", b"\x1b", b"\x1f", b"\x7f", b"\\n", b"\\0", b"\\c", b"\\x27",
    b"\\047", b"\\u0027", b"\\U00000027", b"\\e", b"\\cx", b"\\\n", b"1", b"0", b"a", b"Z", b"abc", b"HOME",
    b"\xc3\xa9", b"\xe2\x82\xac", b"\xf0\x9f\x94\x91", b"\xe6\x97\xa5\xe6\x9c\xac", b"\xc2\xa0", b"\xe2\x80\xa8",
    b"\xe3\x80\x80", b"\xef\xbb\xbf", b"\xef\xbc\x87", b"\xe2\x80\x99", b"\xe2\x80\x9d", b"\xc2\x85", b"\xc2\x9b",
    b"\xc2\xad", b"\xe2\x80\x8b", b"\xee\x80\x80", b"\xef\x98\x80", b"\xef\x98\xa7", b"\xef\xb7\x90", b"\xef\xb7\x9a",
    b"\xf4\x8f\xbf\xbf", b"\xff", b"\xfe", b"\x80", b"\xbf", b"\xc3", b"\xe2\x82", b"\xf0\x9f", b"\xc0\xa7",
    b"\xc0\x80", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\xa7", b"\xfd\xb4\xb9\x8e\x80\xa7", b"\x83\x5c", b"\x95\x5c",
    b"\xa1\x27", b"\x84", b"\x83",
]  # fmt: skip
SPECIAL = b"'\"\\`$!^*?[]{}()<>|&;#~=:%@-+ \t\n\r\x1b\x7f\x83\xc3\xff"
FIRST = [
    b"-", b"--", b"-n ", b"-e ", b"=", b"~", b"!", b"%", b"@", b"+", b"#", b":", b" ", b"\t", b"\n", b"\\", b"'",
    b"^", b"",
]  # fmt: skip


class Values:
    """Byte strings without NUL. `control`: also bytes 0x01 to 0x1f and 0x7f, which format_write refuses."""

    def __init__(self, name, seed, control=False):
        self.dice = random.Random("%s %d" % (name, seed))
        self.bytes = [byte for byte in range(1, 256) if control or (byte >= 0x20 and byte != 0x7F)]
        self.made = 0
        self.kinds = [self.soup] * 5 + [self.attack] * 3 + [self.noise] + [self.first] + [self.repeated]

    def soup(self):
        return b"".join(self.dice.choice(TOKENS) for _ in range(self.dice.randint(1, 12)))

    def attack(self):
        """A command, in what would have to be left for it to run."""
        text = self.dice.choice(COMMANDS)
        for _ in range(self.dice.randint(1, 3)):
            before, after = self.dice.choice(AROUND)
            text = before + text + after
        return self.dice.choice([b"", b"a", self.soup()]) + text + self.dice.choice([b"", b"b", self.soup()])

    def noise(self):
        return bytes(self.dice.choices(self.bytes, k=self.dice.randint(1, 60)))

    def first(self):
        return self.dice.choice(FIRST) + self.dice.choice([self.soup, self.noise])()

    def repeated(self):
        """Long, as runs of what has to be quoted; now and then longer than any buffer."""
        token = self.dice.choice(TOKENS)
        length = self.dice.choice([200, 500, 1500] if self.dice.random() < 0.97 else [5000, 40_000, 100_000])
        return (token * length)[: length + self.dice.randint(0, 3)]

    def next(self):
        """First each byte alone and each pair of special ones, as far as they go; then what the dice say."""
        number, self.made = self.made, self.made + 1
        if number % 4 == 0 and number // 4 < len(self.bytes):
            return bytes([self.bytes[number // 4]])
        if number % 4 == 1 and number // 4 < len(SPECIAL) ** 2:
            value = bytes([SPECIAL[number // 4 % len(SPECIAL)], SPECIAL[number // 4 // len(SPECIAL)]])
        else:
            value = self.dice.choice(self.kinds)()
        return bytes(byte for byte in value if byte in self.allowed)

    def take(self, count, only=lambda value: True):
        """The next COUNT that ONLY lets pass."""
        self.allowed = set(self.bytes)
        found = []
        while len(found) < count:
            value = self.next()
            if only(value):
                found.append(value)
        return found


NAMES = [
    b"pwned.txt", b"a", b"b", b"ab", b"abc", b"-n", b"-e", b"-rf", b"--help", b"--", b"-x pwned", b" ", b"a b", b"*",
    b"?", b"[a-z]", b"~", b"~root", b"!", b"!!", b"^", b"#", b"$HOME", b"$(pwned)", b"`pwned`", b"'", b'"', b"\\",
    b"\\'", b"''", b";pwned", b"|pwned", b"&", b"a;pwned", b"=", b"=pwned", b"A=b", b"PATH=.", b":", b"%1", b"{a,b}",
    b"{", b"(", b")", b"line\nbreak", b"\n", b"\t", b"tab\tbed", b"\x1b[2J", b"\x01", b"\x7f", b"\xff", b"\xc3",
    b"\xc3\xa9", b"\xe6\x97\xa5", b"<EOF", b">pwned", b"1", b"fi", b"done", b"end", b"export", b"awsmfa", b"env",
    b"if", b"unset", b"setenv", b"builtin", b"set", b"source", b"eval",
]  # fmt: skip


class Ground:
    def __init__(self, folder):
        self.place, self.tools, self.ran = folder / "place", folder / "tools", folder / "ran"
        self.place.mkdir()
        self.tools.mkdir()
        self.path = "%s:%s" % (self.tools, SYSTEM_PATH)
        for name in NAMES:
            self._write(os.path.join(os.fsencode(self.place), name))
        for folder in (self.place, self.tools):
            self._write(os.path.join(os.fsencode(folder), b"pwned"))
        self.before = self._look()

    def _write(self, path):
        with open(path, "wb") as file:
            file.write(b'#!/bin/sh\necho "$0 $*" >>"%s"\n' % os.fsencode(self.ran))
        os.chmod(path, 0o755)

    def _look(self):
        found = {}
        for name in os.listdir(os.fsencode(self.place)):
            info = os.lstat(os.path.join(os.fsencode(self.place), name))
            found[name] = (info.st_mode, info.st_size, info.st_mtime_ns, info.st_atime_ns)
        return found

    def verify(self):
        assert not self.ran.exists(), self.ran.read_text(errors="replace")
        assert self._look() == self.before
