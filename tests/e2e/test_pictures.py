"""The pictures of the documents: made from what the program does, and the same whenever they are made."""

import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest

from harness import BINARY, GENEROUS, ROOT, SYSTEM_PATH, need, need_binary

PICTURES = ROOT / "doc" / "pictures"
ALL = sorted(path.name for path in PICTURES.glob("*.svg"))


def make(script, *arguments):
    """Runs a script of doc/pictures as `make pictures` does."""
    env = {"PATH": SYSTEM_PATH, "PYTHONPATH": str(ROOT / "tests"), "PYTHONDONTWRITEBYTECODE": "1", "HOME": "/nowhere"}
    env |= {"CC": os.environ["CC"]} if "CC" in os.environ else {}
    command = [need("python3"), PICTURES / script, *map(str, arguments)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=GENEROUS, check=False)
    assert done.returncode == 0, done.stderr


def same(folder, names):
    for name in names:
        assert (folder / name).read_bytes() == (PICTURES / name).read_bytes(), "%s: make pictures" % name


@pytest.mark.pty
def test_the_recorded_terminal_is_what_the_program_shows_today(tmp_path):
    """A picture of an older version would promise what no longer happens. Any name of this machine, any date and any
    key in it would differ from run to run."""
    need_binary()
    need("bash")
    need("openssl")
    make("record.py", BINARY.parent.parent, tmp_path)
    same(tmp_path, [name for name in ALL if name.startswith("terminal-")])


def test_the_drawings_are_those_of_their_texts(tmp_path):
    """Who changes the text finds the drawing changed too."""
    make("draw.py", PICTURES, tmp_path)
    drawn = sorted(path.name for path in tmp_path.iterdir())
    assert drawn == [name for name in ALL if not name.startswith("terminal-")]
    same(tmp_path, drawn)


@pytest.mark.parametrize("name", ALL)
def test_a_picture_loads_nothing_and_runs_nothing(name):
    """It is shown on other people's pages, and must be whole there."""
    text = (PICTURES / name).read_text(encoding="utf-8")
    tree = ElementTree.fromstring(text)
    assert {element.tag.rpartition("}")[2] for element in tree.iter()} <= {
        *("svg", "title", "rect", "circle", "g", "text", "tspan", "path", "defs", "marker"),
    }
    assert not re.search(r"href|url\((?!#tip)|script|style|\bon\w+=|/tmp|awsmfa-picture", text)
    assert text.count("<title>") == 1


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "doc/guide.md"])
def test_each_page_shows_a_picture_for_light_and_for_dark(page):
    """The dark one on a white page would be a black hole, and the other way round."""
    text = (ROOT / page).read_text(encoding="utf-8")
    shown = re.findall(
        r'<source media="\(prefers-color-scheme: dark\)" srcset="([^"]*)">\s*<img alt="[^"]{20,}"\s+src="([^"]*)"', text
    )
    assert len(shown) == 1
    for dark, light in shown:
        assert dark == light.replace("-light", "-dark") and ((ROOT / page).parent / light).is_file()
