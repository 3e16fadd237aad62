"""What a phone sees: the screen as a picture, and what a QR code on it says.

    text = read_qr(photograph(shell, 80, 24))           # "otpauth://totp/alice%40123456789012?secret=..."

zbar reads the picture; it shares no code with what drew it.
"""

import subprocess

import pytest

from harness import GENEROUS, need

MODULE = 6  # pixels; a cell is one module wide and two high
COLOURS = {"black": "000000", "white": "d0d0d0"}
THEMES = {"dark": ("d0d0d0", "000000"), "light": ("202020", "fdf6e3")}  # letters, background


def screen_of(shell, columns, rows):
    """The screen of a terminal after all that it has shown."""
    pyte = pytest.importorskip("pyte", reason="python3-pyte is not installed")
    screen = pyte.Screen(columns, rows)
    pyte.Stream(screen).feed(shell.transcript.getvalue())
    return screen


def _rgb(name, otherwise):
    text = COLOURS.get(name, otherwise if name == "default" else name)
    return tuple(int(text[at : at + 2], 16) for at in (0, 2, 4))


def _upper_and_lower(letter, ink, paper):
    """The colours of the two halves of a cell."""
    return {"\u2580": (ink, paper), "\u2584": (paper, ink), "\u2588": (ink, ink)}.get(letter, (paper, paper))


def photograph(screen, theme="dark"):
    """A picture of the screen."""
    image_module = pytest.importorskip("PIL.Image", reason="python3-pil is not installed")
    draw_module = pytest.importorskip("PIL.ImageDraw")
    letters, background = THEMES[theme]
    picture = image_module.new("RGB", (screen.columns * MODULE, screen.lines * 2 * MODULE))
    draw = draw_module.Draw(picture)
    for y in range(screen.lines):
        for x in range(screen.columns):
            cell = screen.buffer[y][x]
            ink, paper = _rgb(cell.fg, letters), _rgb(cell.bg, background)
            left, top = x * MODULE, y * 2 * MODULE
            for half, colour in enumerate(_upper_and_lower(cell.data, ink, paper)):
                upper = top + half * MODULE
                draw.rectangle([left, upper, left + MODULE - 1, upper + MODULE - 1], fill=colour)
            if cell.data.isascii() and cell.data.strip():
                draw.text((left, top), cell.data, fill=ink)
    return picture


def read_qr(picture, folder):
    """What the one QR code in the picture says."""
    zbarimg = need("zbarimg", "zbar is optional")
    path = folder / "screen.png"
    picture.save(path)
    done = subprocess.run(
        [zbarimg, "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", str(path)],
        capture_output=True, text=True, timeout=GENEROUS,
    )
    assert done.returncode == 0, "no QR code can be read: %s" % done.stderr
    return done.stdout.rstrip("\n")
