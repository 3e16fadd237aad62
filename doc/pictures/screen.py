"""A terminal's screen, as far as bash and awsmfa need one, and its picture as SVG.

    screen = Screen(80)
    screen.feed("\\x1b[32m08:32\\x1b[m ~ $ ls\\r\\n")
    svg = draw(screen, "dark")
"""

import re
from html import escape

# What a program may send: a control sequence, a line's ends, letters.
PIECES = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])|(\r|\n)|([^\x1b\r\n]+)")
BEGUN = re.compile(r"\x1b(\[[0-9;?]*)?$")  # a control sequence, whose end comes with the next text
COLOURS = {"30": "black", "31": "red", "32": "green", "33": "yellow", "34": "blue", "36": "cyan"}
LIGHT = {
    "back": "#ffffff", "line": "#d0d7de", "text": "#1f2328", "dot": "#d0d7de", "red": "#cf222e", "green": "#1a7f37"
}
DARK = {"back": "#0d1117", "line": "#30363d", "text": "#e6edf3", "dot": "#30363d", "red": "#ff7b72", "green": "#3fb950"}
THEMES = {
    "light": {**LIGHT, "yellow": "#9a6700", "blue": "#0969da", "cyan": "#1b7c83", "black": "#1f2328"},
    "dark": {**DARK, "yellow": "#d29922", "blue": "#58a6ff", "cyan": "#39c5cf", "black": "#e6edf3"},
}
FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
SIZE, WIDTH, HEIGHT, MARGIN, TOP = 13, 7.83, 19, 16, 36


class Screen:
    """`lines`: for each line its cells, each a letter with its style."""

    def __init__(self, columns):
        self.columns = columns
        self.lines = [[]]
        self._column = 0
        self._style = ""
        self._begun = ""

    def feed(self, text):
        text = self._begun + text
        found = BEGUN.search(text)
        self._begun = found.group() if found else ""
        text = text[: len(text) - len(self._begun)]
        for found in PIECES.finditer(text):
            values, command, end, letters = found.groups()
            if end == "\r":
                self._column = 0
            elif end == "\n":
                self.lines.append([])
            elif letters:
                self._put(letters)
            elif command == "K":
                del self.lines[-1][self._column :]
            elif command == "m":
                self._set_style(values)

    def _put(self, letters):
        for letter in letters:
            if self._column == self.columns:
                self.lines.append([])
                self._column = 0
            line = self.lines[-1]
            line += [(" ", "")] * (self._column - len(line))
            line[self._column : self._column + 1] = [(letter, self._style)]
            self._column += 1

    def _set_style(self, values):
        for value in values.split(";"):
            if value in ("", "0"):
                self._style = ""
            elif value == "1":
                self._style += " bold"
            elif value in COLOURS:
                self._style += " " + COLOURS[value]

    def last_line(self):
        return "".join(letter for letter, _ in self.lines[-1])

    def text(self):
        return "\n".join("".join(letter for letter, _ in line) for line in self.lines)


def _pieces(line):
    """The line as pieces of one style each."""
    found = []
    for letter, style in line:
        if found and found[-1][1] == style:
            found[-1][0] += letter
        else:
            found.append([letter, style])
    return found


def _draw_line(line, y, colours):
    spans, column = [], 0
    for text, style in _pieces(line):
        words = style.split()
        colour = next((colours[word] for word in words if word in colours), None)
        look = ' fill="%s"' % colour if colour else ""
        look += ' font-weight="bold"' if "bold" in words else ""
        place = 'x="%.2f" textLength="%.2f"' % (MARGIN + column * WIDTH, len(text) * WIDTH)
        spans.append("<tspan %s%s>%s</tspan>" % (place, look, escape(text, quote=False)))
        column += len(text)
    return '<text y="%d">%s</text>' % (y, "".join(spans))


def draw(screen, theme):
    """An SVG file of the screen in a window."""
    colours = THEMES[theme]
    lines = screen.lines[: -1 if not screen.last_line().strip() else None]
    width = int(2 * MARGIN + screen.columns * WIDTH)
    height = TOP + MARGIN + len(lines) * HEIGHT
    out = [
        '<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">'
        % (width, height, width, height),
        "<title>A day with awsmfa in a terminal</title>",
        '<rect x="0.5" y="0.5" width="%d" height="%d" rx="8" fill="%s" stroke="%s"/>'
        % (width - 1, height - 1, colours["back"], colours["line"]),
        *('<circle cx="%d" cy="18" r="5" fill="%s"/>' % (20 + 16 * i, colours["dot"]) for i in range(3)),
        '<g font-family="%s" font-size="%d" fill="%s" xml:space="preserve">' % (FONT, SIZE, colours["text"]),
        *(_draw_line(line, TOP + HEIGHT * number + 14, colours) for number, line in enumerate(lines) if line),
        "</g>",
        "</svg>",
    ]
    return "\n".join(out) + "\n"
