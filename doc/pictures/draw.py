"""make pictures: boxes and arrows from a text.

    /usr/bin/python3 doc/pictures/draw.py doc/pictures

Draws each NAME.txt of the folder as NAME-light.svg and NAME-dark.svg. The lines of a text:

    # a comment
    title TEXT                              what a reader hears who cannot see the picture
    box COLUMN ROW TEXT | SMALLER TEXT
    arrow COLUMN ROW COLUMN ROW TEXT        from box to box in one row, the text above it
    arc COLUMN ROW COLUMN ROW TEXT          back, below the boxes, the text below it
"""

import sys
from html import escape
from pathlib import Path

from screen import THEMES

WIDE, HIGH, GAP, MARGIN, ARC = 158, 54, 82, 12, 54
FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif"


def place(column, row):
    """The upper left corner of a box."""
    return MARGIN + column * (WIDE + GAP), MARGIN + row * (HIGH + GAP)


class Drawing:
    def __init__(self, theme):
        self.colours = THEMES[theme]
        self.parts = []
        self.title = ""
        self.width = self.height = 0

    def _text(self, x, y, size, words, more=""):
        self.parts.append(
            '<text x="%d" y="%d" font-size="%d"%s text-anchor="middle">%s</text>'
            % (x, y, size, more, escape(words, quote=False))
        )

    def _line(self, path):
        self.parts.append(
            '<path d="%s" fill="none" stroke="%s" stroke-width="1.5" marker-end="url(#tip)"/>'
            % (path, self.colours["blue"])
        )

    def _reach(self, x, y):
        self.width, self.height = max(self.width, x + MARGIN), max(self.height, y + MARGIN)

    def box(self, column, row, words):
        x, y = place(column, row)
        first, _, second = words.partition(" | ")
        self.parts.append(
            '<rect x="%d" y="%d" width="%d" height="%d" rx="6" fill="%s" stroke="%s"/>'
            % (x, y, WIDE, HIGH, self.colours["back"], self.colours["blue"])
        )
        self._text(x + WIDE // 2, y + 23, 14, first, ' font-weight="bold"')
        self._text(x + WIDE // 2, y + 42, 12, second)
        self._reach(x + WIDE, y + HIGH)

    def arrow(self, numbers, words):
        (x, y), (end, _) = place(*numbers[:2]), place(*numbers[2:])
        self._line("M%d %dH%d" % (x + WIDE + 4, y + HIGH // 2, end - 8))
        self._text((x + WIDE + end) // 2, y + HIGH // 2 - 8, 12, words)

    def arc(self, numbers, words):
        (x, y), (end, _) = place(*numbers[:2]), place(*numbers[2:])
        start, end, bottom = x + WIDE // 2, end + WIDE // 2, y + HIGH
        self._line("M%d %dv14q0 12 -12 12H%dq-12 0 -12 -12v-6" % (start, bottom + 4, end + 12))
        self._text((start + end) // 2, bottom + 46, 12, words)
        self._reach(0, bottom + ARC)

    def add(self, line):
        kind, _, rest = line.partition(" ")
        if kind == "title":
            self.title = rest
        elif kind == "box":
            column, row, words = rest.split(" ", 2)
            self.box(int(column), int(row), words)
        elif kind in ("arrow", "arc"):
            *numbers, words = rest.split(" ", 4)
            getattr(self, kind)([int(number) for number in numbers], words)
        elif line and kind != "#":
            sys.exit("draw.py: what is this: %s" % line)

    def svg(self):
        size = (self.width, self.height)
        head = '<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">' % (*size, *size)
        tip = (
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="2" refY="4" markerWidth="6" markerHeight="6" orient="auto">'
            '<path d="M0 0L8 4L0 8z" fill="%s"/></marker></defs>' % self.colours["blue"]
        )
        back = '<rect width="%d" height="%d" rx="6" fill="%s"/>' % (*size, self.colours["back"])
        group = '<g font-family="%s" fill="%s">' % (FONT, self.colours["text"])
        title = "<title>%s</title>" % escape(self.title)
        return "\n".join([head, title, tip, back, group, *self.parts, "</g>", "</svg>"]) + "\n"


def main():
    for source in sorted(Path(sys.argv[1]).glob("*.txt")):
        target = Path(sys.argv[2] if len(sys.argv) > 2 else sys.argv[1])
        for theme in ("light", "dark"):
            drawing = Drawing(theme)
            for line in source.read_text(encoding="utf-8").splitlines():
                drawing.add(line)
            (target / ("%s-%s.svg" % (source.stem, theme))).write_text(drawing.svg(), encoding="utf-8")


if __name__ == "__main__":
    main()
