"""doc/recipes.md, typed in: each recipe does what its page says, beside the real tool where Debian has it."""

import base64
import os
import re
import shutil
import subprocess

import pytest

import harness_documents as documents
from harness import BINARY, GENEROUS, SYSTEM_PATH, environment, need
from harness_hooks import HOUR, every_shell

PAGE = "doc/recipes.md"
DAY = 13 * HOUR


def recipe(heading, language="sh"):
    """The block of a section."""
    section = re.search(
        r"^## %s[^\n]*\n(.*?)(?=^## |\Z)" % re.escape(heading), documents.text_of(PAGE), re.DOTALL | re.MULTILINE
    )
    return re.search(r"^```%s\n(.*?)^```$" % language, section.group(1), re.DOTALL | re.MULTILINE).group(1)


@pytest.fixture
def ops(sts, home, alice):
    """The role of the recipes."""
    role = sts.account.role("ops", mfa=True)
    home.credentials(alice.profile())
    home.config("[profile ops]\nrole_arn = %s\nsource_profile = default\n" % role.arn)
    return role


def script(folder, name, text):
    path = folder / name
    path.write_text("#!/bin/sh\n%s\n" % text)
    path.chmod(0o755)
    return path


def test_every_recipe_is_run_or_says_that_it_is_not():
    """A new one needs a test here."""
    sections = re.split(r"^## ", documents.text_of(PAGE), flags=re.MULTILINE)[1:]
    tested = ("Choose a profile with fzf", "direnv", "tmux", "make", "Docker", "ssh", "cron", "A script")
    for section in sections:
        assert "\nNot run" in section or section.startswith(tested), section.partition("\n")[0]


@pytest.mark.pty
@every_shell
def test_fzf_chooses_a_profile(shell, hooked, ops, alice, tmp_path):
    """Typed as it stands, in fish too: its letters, Enter, the code."""
    need("fzf")
    line = recipe("Choose a profile with fzf").strip()
    terminal = hooked(shell, env={"FZF_DEFAULT_OPTS": "--no-color"})
    terminal.type(line)
    terminal.expect("ops")
    terminal.press("ops")
    terminal.expect("1/")
    terminal.press("\r")
    terminal.answer_code(alice.phone)
    terminal.expect_prompt()
    assert terminal.session().profile == "ops"
    key = terminal.session().key
    terminal.type(line)
    terminal.expect("ops")
    terminal.press("\x1b")
    assert "the profile name is empty" in terminal.expect_prompt()
    assert terminal.session().key == key


@pytest.mark.pty
@every_shell
def test_direnv_gives_a_folder_its_role(shell, hooked, sts, ops, alice, tmp_path):
    """In: the role, without a code. Hours later: the next one, when it is asked for. Out: the MFA session."""
    need("direnv")
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / ".envrc").write_text(recipe("direnv"))
    os.utime(folder / ".envrc", (0, 0))  # `direnv reload` gives it another time, in whole seconds
    terminal = hooked(shell, env={"DIRENV_LOG_FORMAT": ""})
    terminal.run("direnv hook fish | source" if shell == "fish" else 'eval "$(direnv hook %s)"' % shell)
    terminal.run("direnv allow %s" % folder)
    terminal.show("cd %s" % folder)
    assert not terminal.session()
    terminal.show("cd /")
    terminal.use()
    mfa = terminal.session()
    terminal.show("cd %s" % folder)
    assert terminal.session().profile == "ops"
    assert len(sts.requests("GetSessionToken")) == 1
    terminal.later(2 * HOUR)
    terminal.run_quietly("true")
    terminal.show("direnv reload")
    assert terminal.session().profile == "ops" and terminal.session().is_of(sts.newest_session)
    assert (len(sts.requests("GetSessionToken")), len(sts.requests("AssumeRole"))) == (1, 2)
    terminal.show("cd /")
    assert terminal.session().key == mfa.key


@pytest.mark.pty
def test_tmux_windows_inherit_the_session(hooked, sts, alice, tmp_path):
    """The window finds the session of the shell that started the server."""
    need("tmux")
    use, start = recipe("tmux").splitlines()
    terminal = hooked("bash", env={"TMUX_TMPDIR": str(tmp_path)}, clock=False)
    assert terminal.run(use, answer=alice.phone).status == 0
    try:
        assert terminal.run(start + " 'env -0 >%s/env; tmux wait -S told; cat'" % tmp_path).status == 0
        assert terminal.run("tmux wait told").status == 0
        assert "AWS_ACCESS_KEY_ID=%s" % sts.newest_session.id in (tmp_path / "env").read_text().split("\0")
    finally:
        terminal.run("tmux kill-server")


@pytest.mark.pty
def test_make_gets_a_session_with_enough_time(terminal, sts, ops, alice, tmp_path):
    """The question comes through make, and the program has the role."""
    need("make")
    script(tmp_path, "deploy.sh", 'echo "$AWS_ACCESS_KEY_ID" >out')
    (tmp_path / "Makefile").write_text(recipe("make", "make"))
    shell = terminal()
    done = shell.run("make -s -C %s deploy" % tmp_path, answer=alice.phone)
    assert done.status == 0, done
    assert (tmp_path / "out").read_text().strip() == sts.newest_session.id
    assert not shell.session()


def docker_reads(text):
    """What docker makes of a file of --env-file: no quotes, no expansion; a name without `=` is the shell's."""
    lines = [line.lstrip() for line in text.splitlines()]
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#") and "=" in line)


@pytest.mark.pty
def test_docker_reads_the_session(terminal, home, sts, alice, tmp_path):
    """docker takes a line as it is: a quote would become a part of the secret."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script(folder, "docker", 'echo "$1 $2 $4" >%s/words; cat "$3" >%s/file' % (tmp_path, tmp_path))
    home.credentials(alice.profile())
    shell = terminal("bash", env={"PATH": "%s:%s:%s" % (folder, BINARY.parent, SYSTEM_PATH)})
    assert shell.evaluate(answer=alice.phone).status == 0
    assert shell.run(recipe("Docker").strip()).status == 0
    assert (tmp_path / "words").read_text() == "run --env-file amazon/aws-cli\n"
    read = docker_reads((tmp_path / "file").read_text())
    made = sts.newest_session
    assert (read["AWS_ACCESS_KEY_ID"], read["AWS_SECRET_ACCESS_KEY"], read["AWS_SESSION_TOKEN"]) == (
        made.id, made.secret, made.token
    )
    assert len(sts.sessions) == 1


@pytest.mark.pty
def test_ssh_carries_the_session(terminal, home, sts, alice, tmp_path):
    """A stand-in for ssh runs the command as sshd does: by a shell, without anything of ours."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script(folder, "ssh", 'shift; cd %s && exec env -i PATH=/usr/bin:/bin sh -c "$*"' % tmp_path)
    script(tmp_path, "deploy.sh", 'echo "$AWS_ACCESS_KEY_ID" >out')
    home.credentials(alice.profile())
    shell = terminal("bash", env={"PATH": "%s:%s:%s" % (folder, BINARY.parent, SYSTEM_PATH)})
    assert shell.evaluate(answer=alice.phone).status == 0
    assert shell.run(recipe("ssh").strip()).status == 0
    assert (tmp_path / "out").read_text().strip() == sts.newest_session.id


def test_cron_gets_its_code_from_a_program(home, sts, alice):
    """Run as cron runs it: /bin/sh, four variables, nobody there, its output mailed if there is any."""
    need("oathtool", "the recipe for cron")
    role = sts.account.role("backup", mfa=True)
    config = recipe("cron", "ini").replace("arn:aws:iam::123456789012:role/backup", role.arn)
    home.credentials(alice.profile())
    home.config(config)
    home.write(".totp/aws", base64.b32encode(alice.phone.secret).decode() + "\n")
    script(home.path, "backup.sh", 'echo "$AWS_ACCESS_KEY_ID $(env | grep -c KEY)" >&2')
    home.freeze()
    path, line = recipe("cron", "crontab").splitlines()
    command = re.fullmatch(r"(?:\S+ ){5} ?(.*)", line).group(1)
    assert path.startswith("PATH=")
    env = environment(
        home, AWS_ENDPOINT_URL=sts.url, PATH="%s:%s" % (BINARY.parent, path[5:]), LOGNAME="alice", SHELL="/bin/sh"
    )
    done = subprocess.run(
        [shutil.which("sh"), "-c", command], env=env, cwd=home.path, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=GENEROUS, start_new_session=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done
    assert done.stderr.splitlines()[-1].startswith(sts.newest_session.id + " ")


@pytest.mark.pty
def test_a_script_asks_only_if_time_is_short(hooked, sts, alice, tmp_path):
    """A session that would end in the middle is replaced before the first line."""
    path = script(tmp_path, "job", recipe("A script").strip() + ' || exit\necho "has $AWS_ACCESS_KEY_ID"')
    terminal = hooked("bash", session=True)
    first = sts.newest_session.id
    assert "has %s\n" % first in terminal.run(str(path))
    terminal.later(11 * HOUR + 1800)
    done = terminal.run(str(path), answer=alice.phone)
    assert "has %s\n" % sts.newest_session.id in done
    assert sts.newest_session.id != first
