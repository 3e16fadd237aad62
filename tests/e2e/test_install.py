"""What make brings onto a machine and takes away again: packages, files, folders, the source tarball.

Nothing here touches the machine: package managers are played, and everything else has a DESTDIR.
"""

import re
import subprocess

import pytest

from harness import AS_INSTALLED as BINARY
from harness import GENEROUS, ROOT, SYSTEM_PATH, need

DEPS = (ROOT / "packaging" / "deps.sh").read_text(encoding="utf-8")


def run(*command, cwd=ROOT, status=0, **more):
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, capture_output=True, text=True, env={"PATH": SYSTEM_PATH, **more},
        stdin=subprocess.DEVNULL, timeout=GENEROUS, check=False,
    )  # fmt: skip
    assert done.returncode == status, done
    return done


def make(*words):
    """make, for the program that is under test."""
    need("make")
    return run("make", "-o", "all", "BUILD=%s" % BINARY.parent.parent, *words)


# --- install and uninstall -----------------------------------------------------------------------


def links(text):
    """The targets of relative links in Markdown, and of pictures in HTML."""
    found = re.findall(r"\]\(([^)#\s]+)|(?:src|srcset)=\"([^\" ]+)", text)
    return [one or other for one, other in found if "://" not in one + other]


def test_what_a_user_loads_is_installed(tmp_path):
    """A start-up file may source the hooks from there."""
    make("install", "PREFIX=/usr", "DESTDIR=%s" % tmp_path)
    for shell in ("bash", "zsh", "fish"):
        name = "awsmfa.%s" % shell
        assert (tmp_path / "usr/share/awsmfa" / name).read_text() == (ROOT / "shell" / name).read_text()


def test_the_links_of_installed_documents_lead_somewhere(tmp_path):
    """README is read where it is installed, and points to the other pages."""
    make("install", "PREFIX=/usr", "DESTDIR=%s" % tmp_path)
    pages = list((tmp_path / "usr/share/doc/awsmfa").rglob("*.md"))
    followed = 0
    for page in pages:
        for target in links(page.read_text(encoding="utf-8")):
            assert (page.parent / target).is_file(), "%s: %s" % (page.name, target)
            followed += 1
    assert followed >= 5 and len(pages) >= 6


@pytest.mark.parametrize("prefix", ["/usr", "/usr/local", "/opt/with blanks", "/home/alice/.local"])
def test_uninstall_leaves_nothing(tmp_path, prefix):
    """Neither a file nor an empty folder: whoever tries a program wants to be rid of it."""
    words = ("PREFIX=%s" % prefix, "DESTDIR=%s" % tmp_path)
    make("install", *words)
    assert (tmp_path / prefix[1:] / "bin/awsmfa").exists()
    make("uninstall", *words)
    assert not (tmp_path / prefix[1:]).exists()


def test_uninstall_keeps_what_others_have_put_there(tmp_path):
    """Folders that are shared go only when they are empty."""
    other = tmp_path / "usr/share/zsh/site-functions/_other"
    other.parent.mkdir(parents=True)
    other.touch()
    words = ("PREFIX=/usr", "DESTDIR=%s" % tmp_path)
    make("install", *words)
    make("uninstall", *words)
    assert [path for path in tmp_path.rglob("*") if not path.is_dir()] == [other]
    assert not (tmp_path / "usr/bin").exists() and not (tmp_path / "usr/share/fish").exists()


# --- the source tarball --------------------------------------------------------------------------


def test_the_tarball_makes_itself_again(tmp_path):
    """Whoever has only the tarball can check that nothing was slipped in: no git, another umask, the same bytes."""
    for tool in ("tar", "gzip"):
        need(tool)
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    dist = "umask $1; sh packaging/dist.sh 1.2.3 $2"
    run("sh", "-c", dist, "sh", "022", first, HOME=tmp_path)
    run("tar", "-xf", first / "awsmfa-1.2.3.tar.gz", cwd=tmp_path)
    unpacked = tmp_path / "awsmfa-1.2.3"
    (unpacked / "build").mkdir()
    (unpacked / "build" / "left-over").touch()
    run("sh", "-c", dist, "sh", "077", second, cwd=unpacked)
    one, other = ((folder / "awsmfa-1.2.3.tar.gz").read_bytes() for folder in (first, second))
    assert one == other


# --- packages ------------------------------------------------------------------------------------

APT = """#!/bin/sh
case "$*" in
*--assume-no*)
	echo 'Need to get 12.3 MB/45.6 MB of archives.'
	echo 'After this operation, 78.9 MB of additional disk space will be used.' ;;
*install*)
	echo "Setting up everything ..."; echo "$*" >>%(folder)s/installed; [ -z "$BROKEN" ] || exit 100 ;;
esac
"""


@pytest.fixture
def deps(tmp_path):
    """Runs deps.sh where nothing is installed but what apt-get, a stand-in, is told to install."""
    tools = tmp_path / "tools"
    tools.mkdir()
    script = tmp_path / "deps.sh"
    script.write_text(re.sub(r"^PATH=.*$", "PATH=%s" % tools, DEPS, flags=re.MULTILINE), encoding="utf-8")
    for name in ("sed", "awk", "cat", "env", "grep"):
        (tools / name).symlink_to(need(name))
    fakes = {"apt-get": APT % {"folder": tmp_path}, "apt-cache": "#!/bin/sh\n", "id": "#!/bin/sh\necho 0\n"}
    for name, text in fakes.items():
        (tools / name).write_text(text)
        (tools / name).chmod(0o755)

    def start(*words, status=0, **more):
        done = run("/bin/sh", script, *words, cwd=tmp_path, status=status, **more)
        installed = tmp_path / "installed"
        return done, installed.read_text() if installed.exists() else ""

    return start


def test_the_targets_install_what_they_say(tmp_path):
    """`make deps` is the first thing that a newcomer types: it must not bring the linters' tool chest."""
    need("make")
    targets = {"deps": "build", "deps-test": "build demo test", "deps-develop": "build demo test develop"}
    for target, groups in targets.items():
        assert run("make", "-n", target).stdout == "sh packaging/deps.sh %s\n" % groups


def test_the_build_needs_libraries_and_a_compiler(deps):
    """No shell, no Python, no linter. (It ends with 1, since this apt-get installs nothing.)"""
    _, installed = deps(status=1)
    for name in ("gcc", "make", "libcurl4-gnutls-dev", "libgnutls28-dev", "libcjson-dev", "libexpat1-dev"):
        assert " %s" % name in installed
    for name in ("python3", "zsh", "fish", "clang", "check"):
        assert " %s" % name not in installed


def test_it_says_what_it_will_fetch_before_it_does(deps):
    """On a slow or metered line one wants to know."""
    done, _ = deps(status=1)
    lines = done.stdout.splitlines()
    assert re.fullmatch(
        r"deps: installing \d+ packages and what they need \(fetches 12.3 MB, needs 78.9 MB\)", lines[0]
    )
    assert "apt-get install" in lines[1] and "Setting up everything ..." in lines[2:]


def test_with_a_log_it_says_one_line(deps, tmp_path):
    """The demo is to be read, not the package manager."""
    done, _ = deps("-l", tmp_path / "log", "build", "demo", status=1)
    assert "log: %s" % (tmp_path / "log") in done.stdout and len(done.stdout.splitlines()) == 1
    log = (tmp_path / "log").read_text()
    assert "+ env DEBIAN_FRONTEND=noninteractive apt-get install" in log and "Setting up everything ..." in log


def test_a_failure_shows_the_log(deps, tmp_path):
    """One that sits in a file helps nobody on somebody else's machine."""
    done, _ = deps("-l", tmp_path / "log", "build", status=1, BROKEN="yes")
    assert "Setting up everything ..." in done.stderr


def test_nothing_is_said_where_nothing_is_missing():
    """make demo and make check call it each time."""
    done = run("sh", ROOT / "packaging/deps.sh", "none")
    assert done.stdout == "" and done.stderr == ""


def test_without_rights_it_prints_the_command(deps, tmp_path):
    """An ordinary user without a terminal: the line to type, and a failure."""
    (tmp_path / "tools" / "id").write_text("#!/bin/sh\necho 1000\n")
    done, installed = deps("-l", tmp_path / "log", "build", status=1)
    assert installed == "" and re.search(r"^sudo env .*apt-get install .* gcc", done.stdout, re.MULTILINE)
    assert "please run the commands above" in done.stderr
