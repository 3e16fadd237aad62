"""The same files, read with botocore and with awsmfa: they agree, but for differences that are named here.

A generated file is made of lines. Most are read alike, at any indent and in any order. An odd one has a name, and a
spelling from which botocore reads what awsmfa reads from the odd one. So for each file

    awsmfa(odd spelling) == botocore(plain spelling)

and each difference must show itself: a name for which botocore reads both spellings alike is out of date.

    PARSER_FILES=100000 PARSER_SEED=7 pytest ... test_parser_differences.py      more of them, and others
"""

import configparser
import os
import random
import re
import subprocess
from collections import namedtuple
from unittest import mock

import pytest
from harness import BINARY, need_binary

pytest.importorskip("botocore")
import botocore.configloader  # noqa: E402
import botocore.exceptions  # noqa: E402

DRIVER = BINARY.parent.parent / "tests" / "driver_config"
FILES = int(os.environ.get("PARSER_FILES", "400"))
SEED = int(os.environ.get("PARSER_SEED", "1"))
REFUSED = "refused"
BROKEN = "this line is broken"

Odd = namedtuple("Odd", "name, reason, spellings")  # pairs: the odd spelling, and the plain one (None: no such line)

# --- differences that one line shows ----------------------------------------------------------------

PROPERTIES = [
    Odd("comment behind a value", "AWS's rules and most SDKs cut it off; botocore makes it part of the value",
        [("k1 = v # c", "k1 = v"), ("k2 = v\t; c", "k2 = v"), ("k3 = # c", "k3 ="), ('k4 = "a # b"', 'k4 = "a'),
         ("k5 =\u00a0v\u00a0# c", "k5 = v"), ("region = eu-west-1 #c", "region = eu-west-1")]),
    Odd("NUL byte", "it is no text file", [("k1 = a\0b", BROKEN)]),
    Odd("CR inside a line", "only botocore ends a line there, in a file with LF",
        [("k1 = a\rk2 = b", "k1 = a\x1fk2 = b")]),
    Odd("byte order mark inside", "it comes of files that were put together; botocore refuses, or has it in the key",
        [("\ufeffk1 = v", "k1 = v"), ("\ufeff[other]", "[other]"), ("\ufeff# c", "# c")]),
    Odd("bytes that are no UTF-8", "a comment in Latin-1 must not cost all profiles", [("# caf\udce9", "# cafe")]),
    Odd("unclosed header with a separator", "botocore takes it for a key", [("[profile a = b", BROKEN)]),
    Odd("invisible key", "botocore makes a key of it that nobody asks for",
        [("k\u200by = v", "# k"), ("a\u00adb = v", "#")]),
    Odd("indented lines below a known key", "awsmfa knows that none of these has parts",
        [("mfa_serial =\n  a = b\n  c", "mfa_serial ="), ("region =\n  eu-west-1", "region =")]),
    Odd("not KEY = VALUE below a key", "botocore refuses the file, or takes no key for one",
        [("s3 =\n  a = b\n  c", "s3 =\n  a = b"), ("s3 =\n  a : b", "s3 =\n  a = b"), ("s3 =\n  = b", "s3 ="),
         ("s3 =\n  a = b # c", "s3 =\n  a = b")]),
]  # fmt: skip

CONFIG_HEADERS = [
    Odd("blanks in a header", "botocore makes them part of the name, and the profile is lost",
        [("[ profile a]", "[profile a]"), ("[default ]", "[default]"), ("[\tdefault]", "[default]")]),
    Odd("bracket in a comment", "botocore reads up to the last one", [("[profile a] # ]", "[profile a]")]),
    Odd("[DEFAULT]", "Python's, whose lines botocore adds to every section", [("[DEFAULT]\nk9 = v", "[other]")]),
    Odd("[]", "botocore refuses the file", [("[]", "[other]")]),
    Odd("quote inside a name", "botocore skips the profile",
        [('[profile a"b]', "[profile 'a\"b']"), ("[profile o'neill]", '[profile "o\'neill"]')]),
    Odd("backslash in a name", "botocore takes it off, as a shell does", [("[profile a\\b]", "[profile 'a\\b']")]),
    Odd("profile and more in a word", "botocore looks for the beginning alone", [("[profiles a]", "[other]")]),
    Odd("lines of foreign sections", "what awsmfa does not use cannot be wrong",
        [("[other]\nno separator", "[other]"), ("[sso-session a]\n= v", "[sso-session a]")]),
]  # fmt: skip

CREDENTIALS_HEADERS = [
    Odd("blanks in a header", "botocore makes them part of the name", [("[ a]", "[a]"), ("[a ]", "[a]")]),
    Odd("bracket in a comment", "botocore reads up to the last one", [("[a] # ]", "[a]")]),
    Odd("[DEFAULT]", "Python's, whose lines botocore adds to every section",
        [("[DEFAULT]\nk9 = v", "[DEFAULT\u2060]\nk9 = v")]),
    Odd("[]", "botocore refuses the file", [("[]", "[profile x]")]),
    Odd("quotes around a name", "botocore makes them part of it", [('["a"]', "[a]"), ("['a']", "[a]")]),
    Odd("lines of foreign sections", "what awsmfa does not use cannot be wrong",
        [("[profile a]\nno separator", "[profile a]")]),
]  # fmt: skip

BEGINNINGS = [
    Odd("byte order mark", "Windows' editors write one; botocore refuses the file", [("\ufeff# c", "# c")]),
    Odd("line before the first section", "a stray line must not cost all profiles",
        [("k = v", "# c"), ("no separator", "# c")]),
]  # fmt: skip

HEADERS = {
    "config": ["[default]", "[profile a]", "[profile b]", '[profile "q one"]', "[profile 'q']", "[profile two words]",
               "[profile \u00fcml\u00e4ut]", "[profile c] ; text", "[profile d]]", "[profile\te]", "[other]",
               "[sso-session s]", "[services s]", "[profile f#g]", "[profile]", "[plugins]", "[profile h] text",
               "[profile   i]", "[profile \U0001f642]"],
    "credentials": ["[default]", "[a]", "[b]", "[two words]", "[\u00fcml\u00e4ut]", "[c] ; text", "[d]]", "[f#g]",
                    "[profile x]", "[h] text", "[sso-session s]", "[o'neill]", "[\U0001f642]"],
}  # fmt: skip
FOREIGN = {
    "config": ["[profile two words]", "[other]", "[sso-session s]", "[services s]", "[profile]", "[plugins]"],
    "credentials": ["[profile x]"],
}
KEYS = ["k1", "K2", "k-3", "k.4", "region", "MFA_Serial", "aws_access_key_id", "credential_process", "a b", "\u00dcber"]
VALUES = ["v", "a=b", "a:b", "a;b", "a#b", "'v'", '"v"', "a b", "v\u2003", "%(x)s", "$HOME", "\u00e9\U0001f642", "[x]",
          "a\x0bb", "a\u2028b", "= v", ": v", "{", "\\"]  # fmt: skip
SEPARATORS = ["=", " = ", ":", " : ", "\t=\t", "=\u00a0", " ="]
BLANKS = ["", " ", "\t", "  \t", "\u2003", "\x1f"]
COMMENTS = ["# c", ";c", "#", "; k = v", "#[profile z]"]
INDENTS = ["", "", "", " ", "  ", "\t", "    ", "\u2003", "\t\t"]


class Maker:
    """Makes one file in both spellings, with the names of what is odd about it."""

    def __init__(self, dice, kind):
        self.dice = dice
        self.kind = kind
        self.headers = CONFIG_HEADERS if kind == "config" else CREDENTIALS_HEADERS
        self.usual = [self.property, self.property, self.below, self.continuation, self.silent, self.broken]
        self.odd, self.plain, self.names = [], [], []
        self.open, self.empty = None, False  # the indent of the property before, and whether its value is empty
        self.foreign = True  # the section, in which awsmfa reads nothing

    def add(self, line):
        self.odd.append(line)
        self.plain.append(line)

    def add_odd(self, kinds):
        one = self.dice.choice(kinds)
        odd, plain = self.dice.choice(one.spellings)
        self.odd.append(odd)
        self.plain.append(plain)
        self.names.append(one.name)
        self.open, self.empty = 0, True  # what follows begins a line of its own
        self.foreign = self.foreign or "[" in odd  # perhaps

    def header(self):
        header = self.dice.choice(HEADERS[self.kind])
        self.add(header)
        self.open, self.foreign = None, header in FOREIGN[self.kind]

    def property(self):
        indent = self.dice.choice(INDENTS)
        if self.open is not None and self.empty:
            indent = ""
        text = indent + self.dice.choice(KEYS) + self.dice.choice(SEPARATORS) + self.dice.choice(VALUES)
        if self.open is None or len(indent) <= self.open:
            self.open, self.empty = len(indent), False
        self.add(text)

    def below(self):
        """A key with parts."""
        self.add("s3%d =" % self.dice.randrange(3))
        for _ in range(self.dice.randrange(3)):
            indent = self.dice.choice(["  ", "\t", "   "])
            self.add(indent + self.dice.choice(["a = b", "C=d=e", "f =", "# c", "", "g\t= h"]))
        self.open, self.empty = 0, True

    def continuation(self):
        if self.open is None or self.empty:
            return
        self.add(" " * (self.open + 1 + self.dice.randrange(3)) + self.dice.choice(
            ["more", "k = v", "[profile z]", "a # c", "# c", "a ; c", "; c", "\u00e9", "]"]))

    def silent(self):
        self.add(self.dice.choice(BLANKS) + self.dice.choice(["", "", self.dice.choice(COMMENTS)]))

    def broken(self):
        """What both refuse."""
        if not self.foreign and self.dice.random() < 0.02:
            self.add(self.dice.choice([BROKEN, "= v", "[profile a", ": v"]))
            self.open, self.empty = 0, True

    def section(self):
        if self.dice.random() < 0.1:
            self.add_odd(self.headers)
        else:
            self.header()
        for _ in range(self.dice.randrange(7)):
            if self.dice.random() < 0.04:
                self.add_odd(PROPERTIES)
            else:
                self.dice.choice(self.usual)()

    def make(self):
        """Both spellings, as bytes."""
        if self.dice.random() < 0.05:
            self.add_odd(BEGINNINGS)
        for _ in range(1 + self.dice.randrange(4)):
            self.section()
        ending = self.dice.choice(["\n", "\n", "\r\n"])
        last = self.dice.choice([ending, ""])
        return [
            (ending.join("\n".join(lines).split("\n")) + last).encode("utf-8", "surrogateescape")
            for lines in (self.odd, self.plain)
        ]


# --- both readers -----------------------------------------------------------------------------------


def tidy(profiles):
    """Takes out what is different in every file, and no matter.

    A blank line inside a value, which botocore keeps; letters beyond ASCII in a key, and the letters of a key below
    another, of which each makes small ones of some; a key with a blank inside, for which nobody asks.
    """

    def value(text):
        if isinstance(text, dict):
            return {key.lower(): value(below) for key, below in text.items()} or ""
        return re.sub(r"\n+", "\n", text).replace("\r", "\x1f")

    return {
        name.replace("\u2060", ""): {
            key.lower(): value(text) for key, text in keys.items() if not re.search(r"\s", key)
        }
        for name, keys in profiles.items()
    }


def read_with_awsmfa(kind, paths):
    """What each file holds: a dict of profiles, or REFUSED."""
    out = subprocess.run([DRIVER, kind, *paths], stdout=subprocess.PIPE, check=True).stdout
    words = out.decode("utf-8", "surrogateescape").split("\0")
    read, profiles, keys, last = [], {}, {}, ""
    for what, name, text in zip(words[::3], words[1::3], words[2::3]):
        if what == "profile":
            keys = profiles.setdefault(name, {})
        elif what == "key":
            keys[name], last = text, name
        elif what == "below":
            keys[last] = {**(keys[last] or {}), name: text}
        elif what == "error":
            profiles = REFUSED
        else:
            read.append(profiles if profiles is REFUSED else tidy(profiles))
            profiles = {}
    return read


def read_with_botocore(kind, path, strict=False):
    """The same; unless STRICT, what is there twice is no error, as it is none to awsmfa and most SDKs."""
    parser = configparser.RawConfigParser
    try:
        with mock.patch("botocore.configloader.configparser.RawConfigParser", lambda: parser(strict=strict)):
            if kind == "config":
                return tidy(botocore.configloader.load_config(str(path))["profiles"])
            sections = botocore.configloader.raw_config_parse(str(path))
            return tidy({name: keys for name, keys in sections.items() if not re.match(r"profile\s", name)})
    except botocore.exceptions.ConfigParseError:
        return REFUSED


@pytest.mark.parametrize("kind", ["config", "credentials"])
def test_botocore_reads_the_same_but_for_what_is_named(kind, tmp_path):
    """One pair of files serves all AWS tools: what people wrote for the AWS CLI means the same to awsmfa."""
    need_binary()
    dice = random.Random("%s %d" % (kind, SEED))
    odd, plain, names = [], [], []
    for number in range(FILES):
        maker = Maker(dice, kind)
        for paths, text, word in zip((odd, plain), maker.make(), ("odd", "plain")):
            paths.append(tmp_path / ("%s%d" % (word, number)))
            paths[-1].write_bytes(text)
        names.append(maker.names)
    step = 500  # in one run of the driver
    for start in range(0, FILES, step):
        for ours, one, other, its in zip(
            read_with_awsmfa(kind, odd[start : start + step]), odd[start:], plain[start:], names[start:]
        ):
            theirs = read_with_botocore(kind, other)
            assert ours == theirs, "%s\n%r\nodd: %s" % (one, one.read_bytes().decode("utf-8", "surrogateescape"), its)


@pytest.mark.parametrize(
    "kind, one",
    [("config", one) for one in BEGINNINGS + CONFIG_HEADERS + PROPERTIES]
    + [("credentials", one) for one in CREDENTIALS_HEADERS],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_each_named_difference_is_there(kind, one, tmp_path):
    """A list of excuses must not outlive what it excuses."""
    before = "" if one in BEGINNINGS else "[profile z]\nk = v\n" if kind == "config" else "[z]\nk = v\n"
    behind = "\n[profile y]\n" if kind == "config" else "\n[y]\n"
    behind = behind if one in BEGINNINGS else "\n"
    for number, (odd, plain) in enumerate(one.spellings):
        paths = [tmp_path / ("%s%d" % (word, number)) for word in ("odd", "plain")]
        for path, text in zip(paths, (odd, plain)):
            path.write_bytes((before + text + behind).encode("utf-8", "surrogateescape"))
        (ours,) = read_with_awsmfa(kind, paths[:1])
        assert ours == read_with_botocore(kind, paths[1]), (odd, plain)
        assert ours != read_with_botocore(kind, paths[0]), odd


def test_what_is_there_twice_is_an_error_to_botocore_alone(tmp_path):
    """The one difference without another spelling: awsmfa warns, and uses the last one."""
    for number, text in enumerate(["[profile a]\nk = v\nk = w\n", "[profile a]\nk = v\n[profile a]\nk = w\n"]):
        path = tmp_path / ("twice%d" % number)
        path.write_text(text)
        assert read_with_botocore("config", path, strict=True) == REFUSED
        assert read_with_awsmfa("config", [path]) == [{"a": {"k": "w"}}]
