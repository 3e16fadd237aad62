"""Files as editors, the clipboard and other tools leave them: what was meant is read, and what cannot be is shown."""

import json
import os
import re
import subprocess
import threading

import pytest

from harness import GENEROUS, environment
from harness_everywhere import findings, lines_of, problems, rows
from harness_shells import exports


NBSP, ZWSP, BOM = "\u00a0", "\u200b", "\ufeff"


# --- blanks that cannot be seen ----------------------------------------------------------------


@pytest.mark.parametrize("blank", [NBSP, "\u2003", "\u3000", "\u2028", "\x0b", "\x85", "\t"])
def test_blanks_from_a_web_page_are_blanks(shell, awsmfa, home, sts, alice, blank):
    """They look like any other, and Python, so the AWS CLI, takes them away."""
    home.credentials(
        "[default%s]\naws_access_key_id%s=%s%s\naws_secret_access_key =%s%s%s\n%s\n"
        % (blank, blank, blank, alice.key.id, blank, alice.key.secret, blank, blank)
    )
    home.config(
        "[default]%s\n%s\nmfa_serial =%s%s%s\nregion%s=%seu-west-3%s# here\n"
        % (blank, *[blank] * 2, alice.serial, *[blank] * 4)
    )
    shell.env("-t", alice.phone.next_code())
    assert shell.session.is_of(sts.newest_session) and shell.session.region == "eu-west-3"
    row = rows(awsmfa)["default"]
    assert (row["mfa_serial"], row["region"], row["problem"]) == (alice.serial, "eu-west-3", None)
    assert problems(awsmfa) == []
    assert [one["configured"] for one in json.loads(awsmfa("devices", "--json").stdout)] == [True]


def test_botocore_reads_these_files_alike(home, alice, tmp_path):
    """The judge is the AWS CLI's own reader: the same keys, the same region."""
    home.credentials(
        "[default]\naws_access_key_id%s= %s%s\naws_secret_access_key =%s%s\n"
        % (NBSP, alice.key.id, NBSP, NBSP, alice.key.secret)
    )
    home.config("[default]%s\n%s\nregion =%seu-west-3%s\n" % (NBSP, NBSP, NBSP, NBSP))
    script = (
        "import botocore.session as b; s = b.Session(); c = s.get_credentials(); "
        "print(c.access_key, c.secret_key, s.get_scoped_config()['region'])"
    )
    done = subprocess.run(
        ["/usr/bin/python3", "-c", script], env=environment(home), capture_output=True, text=True, timeout=GENEROUS
    )
    assert done.stdout.split() == [alice.key.id, alice.key.secret, "eu-west-3"], done


def test_a_blank_beside_a_name_is_taken_away_with_a_warning(awsmfa, home, alice):
    """Other tools make it a part of the name, so that nobody finds the profile there."""
    path = home.shown(home.credentials(alice.profile("work" + NBSP)))
    result = awsmfa("env", "work", "-t", alice.phone.next_code())
    assert result.status == 0
    said = "%s:1: U+00A0 beside the name 'work' is ignored; other tools make it part of the name" % path
    assert lines_of(result)[0] == said


@pytest.mark.pty
@pytest.mark.parametrize(
    "line, message, hint, brief, check",
    [
        ("mfa_serial = SERIAL" + ZWSP,
         "mfa_serial of profile 'p' is not the serial number of an MFA device: 'SERIAL<U+200B>'",
         "write it like arn:aws:iam::123456789012:mfa/NAME or, for a hardware token, GAHT12345678",
         "the MFA device is not a serial number", "device"),
        ("role_arn = ROLE" + ZWSP, "profile 'p': 'ROLE<U+200B>' is not the ARN of a role",
         "it looks like arn:aws:iam::123456789012:role/NAME", "role_arn is not the ARN of a role", "profile"),
        ("role_arn == ROLE", "profile 'p': '= ROLE' is not the ARN of a role",
         "it looks like arn:aws:iam::123456789012:role/NAME", "role_arn is not the ARN of a role", "profile"),
        ("role_arn = ROLE\nexternal_id = a\u2011b", "profile 'p': external_id 'a\u2011b' is not what AWS accepts",
         "2 to 1224 characters: letters, digits and _+=,.@:/-", "external_id is not what AWS accepts", "profile"),
        ("role_arn = ROLE\nrole_session_name = my  name",
         "profile 'p': role_session_name 'my <U+0020>name' is not what AWS accepts",
         "2 to 64 characters: letters, digits and _+=,.@-", "role_session_name is not what AWS accepts", "profile"),
        ("source_profile = default" + ZWSP, "the source_profile 'default<U+200B>' of profile 'p' does not exist",
         "did you mean 'default'?", "source_profile 'default\u200b' does not exist", "profile"),
        ("duration_seconds = 3600" + ZWSP, "profile 'p': duration_seconds '3600<U+200B>' is not a time",
         "write 3600, 900s, 45m, 12h or 1h30m", "the duration '3600\u200b' is not a time", "profile"),
    ],
)  # fmt: skip
def test_a_value_that_looks_right_is_shown_as_it_is(
    everywhere, home, sts, alice, ops, line, message, hint, brief, check
):
    """Where an invisible or doubled character is in the way, the message shows it, and the line."""
    line, message = (text.replace("SERIAL", alice.serial).replace("ROLE", ops.arn) for text in (line, message))
    home.credentials(alice.profile())
    start = "[profile p]\n"
    if "mfa_serial" in line:
        start += "role_arn = %s\n" % ops.arn
    if "source_profile" not in line:
        start += "source_profile = default\n"
    if "duration" in line:
        start += "role_arn = %s\n" % ops.arn
    path = home.config(start + line + "\n")
    number = (start + line).count("\n") + 1
    # the list of devices is where one comes with a wrong serial
    everywhere("p", "%s:%d: %s" % (path, number, message), hint, brief, check, devices="mfa_serial" not in line)


@pytest.mark.pty
@pytest.mark.parametrize(
    "line, message, brief",
    [
        ("region = eu-west-1" + ZWSP, "region of profile 'p': 'eu-west-1<U+200B>' is not the name of a region",
         "'eu-west-1<U+200B>' is not the name of a region"),
        ("max_attempts = 3" + ZWSP, "'3<U+200B>' is not a number of attempts (AWS_MAX_ATTEMPTS, max_attempts)",
         "'3\u200b' is not a number of attempts"),
        ("sts_regional_endpoints = legacy" + ZWSP,
         "sts_regional_endpoints of profile 'p': 'legacy<U+200B>' is not a mode of STS endpoints",
         "'legacy\u200b' is not a mode of STS endpoints"),
        ("services = mine" + ZWSP, "services of profile 'p': there is no section [services mine<U+200B>]",
         "there is no section [services mine\u200b]"),
        ("awsmfa_share = yes", "awsmfa_share of profile 'p' is neither true nor false: 'yes'",
         "awsmfa_share is neither true nor false"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_names_its_line(awsmfa, home, alice, line, message, brief):
    """Whatever is said about a value of a file says where it is."""
    home.credentials(alice.profile("p"))
    path = home.shown(home.config("[profile q]\n[profile p]\n" + line + "\n"))
    awsmfa.env["AWS_ENDPOINT_URL"] = None
    result = awsmfa("env", "-t", "123456", "-p", "p")
    assert result.status == 1 and "%s:3: %s" % (path, message) in lines_of(result)
    assert rows(awsmfa)["p"]["problem"] == brief


def test_an_endpoint_that_is_no_url_names_its_line(awsmfa, home, alice):
    home.credentials(alice.profile())
    path = home.shown(home.config("[default]\nendpoint_url = https://sts.example\u200b\n"))
    awsmfa.env["AWS_ENDPOINT_URL"] = None
    result = awsmfa("env", "-t", "123456")
    assert result.status == 1
    assert "%s:2: endpoint_url of profile 'default': the URL 'https://sts.example<U+200B>' " % path in result.stderr


def test_a_key_that_is_none_names_its_line(awsmfa, home, alice, sts):
    """The secret itself is never shown, but which character is wrong in it."""
    secret = alice.key.secret[:10] + ZWSP + alice.key.secret[10:]
    path = home.shown(
        home.credentials("[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n" % (alice.key.id, secret))
    )
    result = awsmfa("env", "-t", "123456")
    assert lines_of(result) == [
        "%s:3: [default]: the secret access key has a character that AWS never uses (U+200B)" % path
    ]
    path = home.shown(
        home.credentials("[default]\naws_access_key_id = %s%s\naws_secret_access_key = s\n" % (alice.key.id, ZWSP))
    )
    assert lines_of(awsmfa("env", "-t", "123456")) == [
        "%s:2: [default]: the access key id is not 16 to 128 letters and digits (U+200B)" % path
    ]
    path = home.shown(home.credentials("[default]\n\naws_access_key_id = %s\n" % alice.key.id))
    assert lines_of(awsmfa("env", "-t", "123456"))[0] == "%s:3: [default]: aws_secret_access_key is missing" % path


@pytest.mark.parametrize(
    "command", [["env", "-t", "123456"], ["exec", "-t", "123456", "--", "true"], ["devices"], ["doctor"]]
)
def test_a_name_with_a_character_that_cannot_be_seen_is_shown(awsmfa, home, alice, command):
    """The name in the file and the name that is typed look the same."""
    home.credentials(alice.profile("work" + ZWSP))
    result = awsmfa(command[0], "-p", "work", *command[1:])
    assert "did you mean 'work<U+200B>'?" in result.stdout + result.stderr
    assert "the section is called 'work<U+200B>', with a character that cannot be seen" in result.stdout + result.stderr
    result = awsmfa(command[0], "-p", "work" + NBSP, *command[1:])
    assert "profile 'work<U+00A0>' is neither in" in result.stdout + result.stderr


# --- files that are none -----------------------------------------------------------------------


def test_dev_null_as_a_file_gets_no_advice(awsmfa, home, alice):
    """Its mode is 0666, and nobody should change that."""
    home.config(alice.profile())
    nothing = {"AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}
    found = findings(awsmfa, env=nothing)
    assert "/dev/null" not in str(found) and not [one for one in found if one["state"] == "problem"]
    assert "/dev/null" not in awsmfa("env", "-t", alice.phone.next_code(), env=nothing).stderr
    assert rows(awsmfa)["default"]["problem"] is None


def test_a_file_without_a_secret_may_be_read_by_all(awsmfa, home, alice):
    """Advice where nothing is wrong is advice that nobody follows where something is."""
    home.config(alice.profile())
    home.credentials("[default]\nregion = eu-west-1\n", mode=0o644)
    assert problems(awsmfa) == []
    assert "other users" not in awsmfa("env", "-t", alice.phone.next_code()).stderr


def test_keys_in_the_config_file_are_kept_from_others_too(awsmfa, home, alice):
    path = home.shown(home.config(alice.profile(), mode=0o644))
    assert [home.shown(one["remedy"]) for one in problems(awsmfa)] == ["chmod 600 %s" % path]
    assert "other users can read %s: chmod 600 %s" % (path, path) in awsmfa("env", "-t", alice.phone.next_code()).stderr


@pytest.mark.parametrize("variable", ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"])
@pytest.mark.parametrize("command", ["env", "exec", "profiles", "devices", "doctor"])
def test_a_pipe_whose_writer_is_silent_ends_the_wait(awsmfa, home, alice, tmp_path, variable, command):
    """It would hold a prompt for ever; what is waited for is said, with its path."""
    home.config(alice.profile())
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)
    more = {"env": ["-t", "123456"], "exec": ["-t", "123456", "--", "true"]}.get(command, [])
    result = awsmfa(command, *more, env={variable: pipe}, timeout=30)
    os.close(writer)
    shown = result.stderr + result.stdout.replace("%s (%s) cannot" % (pipe, variable), "%s: cannot" % pipe)
    assert "%s: cannot be read: it is a pipe, and nobody closed it within 5 s" % pipe in shown


def test_a_pipe_with_a_slow_writer_is_read(awsmfa, home, sts, alice, tmp_path):
    """AWS_SHARED_CREDENTIALS_FILE=<(gpg -d keys): it needs a moment."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)
    text = alice.profile().encode()

    def write():
        end = os.open(pipe, os.O_WRONLY)
        os.close(writer)
        for part in (text[:20], text[20:]):
            threading.Event().wait(0.5)
            os.write(end, part)
        os.close(end)

    thread = threading.Thread(target=write)
    thread.start()
    result = awsmfa("env", "-t", alice.phone.next_code(), env={"AWS_SHARED_CREDENTIALS_FILE": pipe})
    thread.join()
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.id


@pytest.mark.pty
def test_a_wait_for_a_pipe_is_said_on_the_terminal(terminal, home, alice, tmp_path):
    home.credentials(alice.profile())
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)
    shell = terminal(env={"AWS_CONFIG_FILE": pipe})
    shell.type("awsmfa profiles --names")
    shell.expect("awsmfa: waiting for %s " % re.escape(str(pipe)))
    os.close(writer)
    shell.expect_prompt()


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/tty", "/dev/full"])
def test_a_device_is_not_read(awsmfa, home, alice, path):
    home.config(alice.profile())
    result = awsmfa("profiles", env={"AWS_SHARED_CREDENTIALS_FILE": path})
    if path != "/dev/tty":  # which cannot even be opened without a terminal
        assert "%s: cannot be read: it is a device, no file" % path in result.stderr


# --- what other tools write --------------------------------------------------------------------


@pytest.mark.parametrize("command", [["env", "-t", "123456"], ["exec", "-t", "123456", "--", "true"], ["devices"]])
def test_lines_of_a_shell_in_the_file_are_named(awsmfa, home, alice, command):
    """Pasted from the console, which offers `export` lines."""
    lines = "export AWS_ACCESS_KEY_ID=%s\nexport AWS_SECRET_ACCESS_KEY=%s\n" % (alice.key.id, alice.key.secret)
    path = home.shown(home.credentials("[default]\n" + lines))
    said = "%s:2: 'export aws_access_key_id' is ignored: a shell has 'export', this file has KEY = VALUE alone" % path
    result = awsmfa(*command)
    assert result.status == 1 and said in lines_of(result) and "has no access key" in result.stderr
    assert said in [home.shown(one["found"]) for one in findings(awsmfa)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "command", [["env", "-t", "123456"], ["exec", "-t", "123456", "--", "true"], ["devices"], ["profiles"], ["doctor"]]
)
def test_a_file_in_utf16_is_named(awsmfa, home, alice, encoding, command):
    """PowerShell's > and Notepad's "Unicode" write it."""
    path = home.shown(home.credentials(alice.profile().encode(encoding)))
    result = awsmfa(*command)
    text = result.stdout + result.stderr
    assert result.status == 1 and "%s:1: the file is UTF-16, which no AWS tool reads" % path in text
    assert "save it as UTF-8: iconv -f UTF-16 -t UTF-8 %s" % path in text


def test_the_hint_for_utf16_helps(awsmfa, home, alice):
    home.credentials(alice.profile().encode("utf-16"))
    hint = lines_of(awsmfa("env"))[-1].removeprefix("hint: save it as UTF-8: ")
    done = subprocess.run(["sh", "-c", hint], env={**os.environ, "HOME": str(home)}, capture_output=True, check=True)
    home.credentials(done.stdout)
    assert awsmfa("env", "-t", alice.phone.next_code()).status == 0


@pytest.mark.parametrize(
    "command", [["env", "-t", "123456"], ["exec", "-t", "123456", "--", "true"], ["devices"], ["profiles"], ["doctor"]]
)
def test_an_indented_section_is_named(awsmfa, home, alice, command):
    """It is a part of the value above it, for every reader; who asks for it is told that there is no such profile."""
    path = home.shown(
        home.credentials("[other]\nregion = eu-west-1\n  [default]\n  aws_access_key_id = %s\n" % alice.key.id)
    )
    result = awsmfa(*command)
    assert "%s:3: indented, so part of the value of 'region', not a section" % path in result.stdout + result.stderr


def test_a_file_from_an_old_mac_is_read_with_a_warning(awsmfa, home, sts, alice):
    """The AWS CLI reads it; most SDKs take it for one line."""
    path = home.shown(home.credentials(alice.profile().replace("\n", "\r").encode()))
    said = "%s:1: the lines end with CR alone, as on old Macs; the AWS CLI reads that, most SDKs do not" % path
    result = awsmfa("env", "-t", alice.phone.next_code())
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.id and said in lines_of(result)
    assert said in [home.shown(one["found"]) for one in findings(awsmfa)] and rows(awsmfa)["default"]["problem"] is None


def test_two_files_put_together_are_read(awsmfa, home, sts, alice):
    """`cat a b > credentials`, both with a byte order mark."""
    path = home.shown(home.credentials((BOM + "[other]\n" + BOM + alice.profile()).encode()))
    result = awsmfa("env", "-t", alice.phone.next_code())
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.id
    said = "%s:2: a byte order mark (U+FEFF) inside the file is ignored; the AWS CLI stops there" % path
    assert said in lines_of(result)
