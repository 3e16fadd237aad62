"""A server, an environment, a file or a directory that means harm: nothing of it is evaluated, started or believed."""

import json
import os
import shutil
import socket
import subprocess
import time

import pytest
from harness import BINARY, GENEROUS, SYSTEM_PATH, environment, need
from harness_shells import evaluate, exports
from standin import faults

LIMIT = 64 * 1024  # of an answer
TOUCH = "$(touch pwned)"


@pytest.fixture(autouse=True)
def profile(home, alice):
    home.credentials(alice.profile())


def get(awsmfa, alice, *arguments, **more):
    return awsmfa("env", "-t", alice.phone.next_code(), *arguments, **more)


# Each text in a subshell of its own, quoted and, because somebody will forget the quotes, unquoted.
EVALS = 'for text in "$@"; do (eval "$(cat "$text")"); echo $?; (eval $(cat "$text")); done'


def harmless(folder, *results):
    """Evaluates what was printed in real shells, in FOLDER. Nothing may have been touched."""
    assert list(folder.iterdir()) == [], "something was run"
    texts = []
    for number, result in enumerate(results):
        texts.append(folder.parent / ("text-%d" % number))
        texts[-1].write_bytes(result.stdout.encode("utf-8", "surrogateescape"))
    for shell in ("dash", "bash", "zsh"):
        done = subprocess.run(
            [need(shell), "-c", EVALS, shell, *texts],
            cwd=folder, env={"PATH": SYSTEM_PATH}, stdin=subprocess.DEVNULL, capture_output=True, timeout=GENEROUS,
        )  # fmt: skip
        statuses = [int(line) for line in done.stdout.split()]
        assert statuses == [result.status for result in results], done.stderr
    assert list(folder.iterdir()) == [], "something in it was run"


def assert_refused(result, status=5):
    """Only the failure statement was printed; test_exit_status.py shows what a shell makes of it."""
    assert result.status == status, result
    assert result.stdout == "(exit %d);\n" % status, result


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "cwd"
    path.mkdir()
    return path


# --- answers --------------------------------------------------------------------------------------

EVIL = {
    "single quote": "a'; touch pwned; 'b",
    "double quote": 'a"; touch pwned; "b',
    "substitution": TOUCH,
    "backquotes": "`touch pwned`",
    "backslash": "abc\\",
    "newline": "abc\ntouch pwned\n",
    "carriage return": "abc\rtouch pwned",
    "tab": "abc\tdef",
    "blank": "abc def",
    "escape": "abc\x1b[2J",
    "delete": "abc\x7f",
    "of Unicode": "abc\u2028\u00e9",
    "empty": "",
}


@pytest.mark.parametrize("style", ["json", "xml"])
@pytest.mark.parametrize("name", ["AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"])
@pytest.mark.parametrize("kind", EVIL)
def test_value_that_no_credential_has_is_refused(awsmfa, alice, sts, name, kind, style):
    """The output is evaluated: what AWS never sends is never printed, quoted or not."""
    value = EVIL[kind]
    if style == "xml" and kind == "escape":
        value = "abc\u009b2J"  # XML has no U+001B
    sts.answer = style
    sts.faults.append(faults.Edit(**{name: value}))
    result = get(awsmfa, alice)
    assert_refused(result)
    assert len(result.lines) == 1
    assert "touch" not in result.stderr or name == "Expiration"


@pytest.mark.parametrize(
    "value", ["ASIA", "ASIA" + "A" * 125, "ASIA-OSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPL=", "АSIAIOSFODNN7EXAMPLE"]
)
def test_access_key_id_that_is_none_is_refused(awsmfa, alice, sts, value):
    """16 to 128 letters and digits of ASCII; the last one begins with a Cyrillic letter."""
    sts.faults.append(faults.Edit(AccessKeyId=value))
    assert_refused(get(awsmfa, alice))


@pytest.mark.parametrize(
    "value",
    [-1, -86400, 0, 36 * 3600 + 60, 10 * 365 * 86400, 200 * 365 * 86400, "soon", "2026-13-01T00:00:00Z",
     "2026-02-30T00:00:00Z", "2026-11-24", "2026-11-24T14:15:52", "1e999", "nan", "-1", "0", "9" * 30,
     "2026-11-24T14:15:52Z; touch pwned", TOUCH],
)  # fmt: skip
@pytest.mark.parametrize("style", ["json", "xml"])
def test_expiration_that_makes_no_sense_is_refused(awsmfa, alice, sts, value, style):
    """A session that ends in the past, or never, would keep the hook from renewing it."""
    sts.answer = style
    sts.faults.append(faults.Expiration(value))
    assert_refused(get(awsmfa, alice))


@pytest.mark.parametrize("name", ["AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"])
@pytest.mark.parametrize(
    "value", [None, True, False, [], {}, ["x"], {"x": "y"}, {"AccessKeyId": "ASIAIOSFODNN7EXAMPLE"}]
)
def test_value_of_another_type_is_refused(awsmfa, alice, sts, name, value):
    """JSON lets a server put anything where a string belongs."""
    sts.answer = "json"
    sts.faults.append(faults.Edit(**{name: value}))
    assert_refused(get(awsmfa, alice))


def credentials(**changes):
    good = {
        "AccessKeyId": "ASIAIOSFODNN7EXAMPLE",
        "SecretAccessKey": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        "SessionToken": "FwoGZXIvYXdzEJr//w==",
        "Expiration": "2099-01-01T00:00:00Z",
    }
    return {**good, **changes}


def as_json(inner):
    return '{"GetSessionTokenResponse":{"GetSessionTokenResult":{"Credentials":%s}}}' % inner


def as_xml(inner, head=""):
    text = "<GetSessionTokenResponse><GetSessionTokenResult><Credentials>%s</Credentials></GetSessionTokenResult>"
    return head + text % inner + "</GetSessionTokenResponse>"


def elements(values):
    return "".join("<%s>%s</%s>" % (name, value, name) for name, value in values.items())


GOOD_JSON = json.dumps(credentials())
GOOD_XML = elements(credentials())
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]>' % "".join(
    '<!ENTITY %s "%s">' % (chr(98 + i), ("&%s;" % chr(97 + i)) * 10) for i in range(12)
)

DOCUMENTS = {
    "duplicate value in JSON": as_json(GOOD_JSON[:-1] + ', "SessionToken": "other"}'),
    "duplicate value in XML": as_xml(GOOD_XML + "<SessionToken>other</SessionToken>"),
    "duplicate credentials in JSON": as_json(GOOD_JSON)[:-3] + ',"Credentials":%s}}}' % GOOD_JSON,
    "duplicate credentials in XML": as_xml(GOOD_XML + "</Credentials><Credentials>" + GOOD_XML),
    "missing token": as_json(json.dumps({k: v for k, v in credentials().items() if k != "SessionToken"})),
    "NUL by escape": as_json(json.dumps(credentials(SessionToken="abc\0def"))),
    "NUL as a byte": as_json(GOOD_JSON.replace("FwoGZXIv", "FwoG\0IvX")),
    "NUL by reference": as_xml(GOOD_XML.replace("FwoGZXIv", "FwoG&#0;IvX")),
    "text behind the JSON": as_json(GOOD_JSON) + " trailing",
    "second JSON behind the first": as_json(GOOD_JSON) * 2,
    "text behind the XML": as_xml(GOOD_XML) + "x",
    "doctype": as_xml(GOOD_XML, "<!DOCTYPE GetSessionTokenResponse>"),
    "entity bomb": as_xml(elements(credentials(SessionToken="&m;")), BOMB),
    "external entity": as_xml(
        elements(credentials(SessionToken="&e;")), '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    ),
    "entity without doctype": as_xml(elements(credentials(SessionToken="&e;"))),
    "deep JSON": "[" * 30000,
    "deep JSON objects": '{"a":' * 10000 + "1" + "}" * 10000,
    "deep XML": "<a>" * 20000,
    "deep XML, closed": "<a>" * 9000 + "</a>" * 9000,
    "elements within a value": as_xml(GOOD_XML.replace("FwoGZXIv", "FwoG<b>ZXIv</b>")),
    "attribute bomb": "<a " + " ".join('a%d="x"' % i for i in range(5000)) + "/>",
    "other character set": '<?xml version="1.0" encoding="UTF-16"?>' + as_xml(GOOD_XML),
    "half of it": as_json(GOOD_JSON)[:150],
    "half of it in XML": as_xml(GOOD_XML)[:150],
    "somebody else's answer": as_json(GOOD_JSON).replace("Credentials", "credentials"),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_document_that_is_not_as_aws_writes_it_is_refused(awsmfa, alice, sts, kind):
    """Two values, or none, or a text that grows while it is read: there is nothing to choose from."""
    sts.faults.append(faults.Raw(DOCUMENTS[kind].encode()))
    result = get(awsmfa, alice)
    assert_refused(result)
    assert len(result.lines) == 1
    for secret in ("wJalrXUtnFEMI", "FwoG"):
        assert secret not in result.stderr


@pytest.mark.parametrize("style", ["json", "xml"])
def test_token_above_the_limit_is_refused(awsmfa, alice, sts, style):
    """The environment of every process that the shell starts would carry it."""
    sts.answer = style
    sts.faults.append(faults.Edit(SessionToken="A" * 100000))
    result = get(awsmfa, alice)
    assert_refused(result)
    assert "longer than %d bytes" % LIMIT in result.stderr


def test_large_token_below_the_limit_works(awsmfa, alice, sts):
    """AWS says that tokens may grow."""
    sts.faults.append(faults.Edit(SessionToken="A" * 60000))
    assert exports(get(awsmfa, alice))["AWS_SESSION_TOKEN"] == "A" * 60000


def test_error_of_an_answer_is_text_and_nothing_else(awsmfa, alice, sts):
    """AWS's words go to a terminal."""
    sts.faults.append(faults.Refuse(403, "AccessDenied", "%s%n%n" + TOUCH + "\n(exit 0)\n" + "x" * 5000))
    result = get(awsmfa, alice)
    assert_refused(result, 4)
    assert len(result.stderr) < 2500 and len(result.lines) == 1
    assert "%s%n%n" in result.stderr


@pytest.mark.parametrize("code", ["a b", "x" * 200, TOUCH, "\u202e", ""])
def test_error_code_that_is_none_is_no_error_of_aws(awsmfa, alice, sts, code):
    """A code is one word."""
    sts.faults.append(faults.Refuse(403, code, "message"))
    assert_refused(get(awsmfa, alice))


SERIALS = [
    "a'b;touch pwned", "x" * 300, "arn:aws:iam::123456789012:mfa/$(touch pwned)", "arn:aws:iam::1:mfa/\u00e9\u00e9"
]


@pytest.mark.parametrize("serial", SERIALS)
def test_device_of_the_look_up_is_checked(awsmfa, alice, sts, home, folder, serial):
    """What IAM says becomes part of a request and of a line on the screen."""
    home.credentials(alice.keys())
    alice.phone.serial = serial
    result = get(awsmfa, alice)
    assert result.status in (1, 5), result
    harmless(folder, result)
    assert sts.requests("GetSessionToken") == []


# --- the helper that lies -------------------------------------------------------------------------

LIAR = """#!/bin/sh
while read -r line && test -n "$line"; do :; done
printf '%s'
"""


@pytest.fixture
def installed(tmp_path):
    """A copy of the program with a helper of the test's own: installed("text") writes the text as its answer."""

    def install(answer=None):
        root = tmp_path / "root"
        (root / "bin").mkdir(parents=True)
        (root / "libexec" / "awsmfa").mkdir(parents=True)
        shutil.copy(BINARY, root / "bin" / "awsmfa")
        helper = root / "libexec" / "awsmfa" / "awsmfa-sts"
        if answer is None:
            shutil.copy(BINARY.parent.parent / "libexec" / "awsmfa" / "awsmfa-sts", helper)
        else:
            helper.write_text(LIAR % answer)
            helper.chmod(0o755)
        return root / "bin" / "awsmfa"

    return install


def run(program, home, sts, *arguments, cwd=None, **env):
    home.freeze()
    full = environment(home, AWS_ENDPOINT_URL=sts.url, **env)
    return subprocess.run(
        [
            program, *arguments
        ], env=full, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=GENEROUS
    )


LIES = {
    "nothing": "",
    "no end": "outcome=done\\n",
    "no session": "outcome=done\\n\\n",
    "no form": "hello\\n\\n",
    "quote in the token": "outcome=done\\naccess_key_id=ASIAIOSFODNN7EXAMPLE\\nsecret_access_key=abc\\n"
    "session_token=a%%27;touch+pwned\\nexpiration=4000000000\\ndate=3999999000\\n\\n",
    "newline in the token": "outcome=done\\naccess_key_id=ASIAIOSFODNN7EXAMPLE\\nsecret_access_key=abc\\n"
    "session_token=a%%0Ab\\nexpiration=4000000000\\ndate=3999999000\\n\\n",
    "NUL in the token": "outcome=done\\naccess_key_id=ASIAIOSFODNN7EXAMPLE\\nsecret_access_key=abc\\n"
    "session_token=a%%00b\\nexpiration=4000000000\\ndate=3999999000\\n\\n",
    "key id that is none": "outcome=done\\naccess_key_id=$(touch pwned)\\nsecret_access_key=abc\\nsession_token=abc\\n"
    "expiration=4000000000\\ndate=3999999000\\n\\n",
    "life without end": "outcome=done\\naccess_key_id=ASIAIOSFODNN7EXAMPLE\\nsecret_access_key=abc\\n"
    "session_token=abc\\nexpiration=4000000000\\ndate=1\\n\\n",
}


@pytest.mark.parametrize("kind", LIES)
def test_helper_is_not_believed(installed, home, alice, sts, folder, kind):
    """It reads what the network sends; should it ever fall, its words are still checked before they are evaluated."""
    done = run(installed(LIES[kind]), home, sts, "env", "-t", alice.phone.next_code(), cwd=folder)
    assert done.returncode in (1, 5), done
    assert done.stdout == "(exit %d);\n" % done.returncode
    assert list(folder.iterdir()) == []


# --- where the helper comes from ------------------------------------------------------------------

TRAP = "#!/bin/sh\ntouch %s\nexit 1\n"


@pytest.fixture
def trap(tmp_path):
    """A helper of an attacker: trap(path) puts it there. `trap.mark` appears when it has run."""

    def put(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TRAP % put.mark)
        path.chmod(0o755)

    put.mark = tmp_path / "mark"
    return put


def test_helper_is_not_taken_from_path_or_cwd(home, alice, sts, trap, tmp_path):
    """Anybody may have written into the directory where somebody stands."""
    cwd = tmp_path / "trap" / "cwd"
    for place in ("awsmfa-sts", "libexec/awsmfa/awsmfa-sts", "../libexec/awsmfa/awsmfa-sts", "bin/awsmfa-sts"):
        trap(cwd / place)
    path = "%s:%s/bin:.:%s" % (cwd, cwd, SYSTEM_PATH)
    done = run(
        str(BINARY),
        home,
        sts,
        "env",
        "-t",
        alice.phone.next_code(),
        cwd=cwd,
        PATH=path,
        LIBEXEC=cwd,
        AWSMFA_LIBEXEC=cwd,
    )
    assert done.returncode == 0 and not trap.mark.exists()


@pytest.mark.parametrize("name", ["TRAP/bin/awsmfa", "awsmfa", "", "/", "../../trap/bin/awsmfa", "a" * 5000])
def test_helper_is_not_found_by_the_name_of_the_program(home, alice, sts, trap, tmp_path, name):
    """argv[0] is whatever the caller says."""
    trap(tmp_path / "trap" / "libexec" / "awsmfa" / "awsmfa-sts")
    home.freeze()
    cwd = tmp_path / "trap" / "bin"
    cwd.mkdir(parents=True)
    argv = [name.replace("TRAP", str(tmp_path / "trap")), "env", "-t", alice.phone.next_code()]
    env = environment(home, AWS_ENDPOINT_URL=sts.url)
    done = subprocess.run(
        argv, executable=BINARY, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert done.returncode == 0 and not trap.mark.exists()
    assert sts.newest_session.token in done.stdout


@pytest.mark.parametrize("kind", ["symbolic link", "link to a link", "relative link"])
def test_link_to_the_program_works(home, alice, sts, trap, tmp_path, kind):
    """~/bin/awsmfa -> /opt/awsmfa/bin/awsmfa, and a trap beside the link stays a trap."""
    links = tmp_path / "links"
    links.mkdir()
    trap(tmp_path / "libexec" / "awsmfa" / "awsmfa-sts")
    target = os.path.relpath(BINARY, links) if kind == "relative link" else BINARY
    (links / "awsmfa").symlink_to(target)
    if kind == "link to a link":
        (links / "second").symlink_to("awsmfa")
    program = links / ("second" if kind == "link to a link" else "awsmfa")
    done = run(program, home, sts, "env", "-t", alice.phone.next_code())
    assert done.returncode == 0 and not trap.mark.exists()


def test_program_without_its_helper_says_where_it_looked(home, alice, sts, tmp_path):
    """A copy of the one file is half an installation."""
    copy = tmp_path / "alone" / "bin" / "awsmfa"
    copy.parent.mkdir(parents=True)
    shutil.copy(BINARY, copy)
    done = run(copy, home, sts, "env", "-t", alice.phone.next_code())
    if done.returncode == 0:
        pytest.skip("awsmfa is installed on this machine")
    assert done.returncode == 1
    assert "cannot find awsmfa-sts" in done.stderr and "install awsmfa again" in done.stderr


def test_moved_installation_works(installed, home, alice, sts):
    """Unpacked anywhere: bin and libexec stay together."""
    done = run(installed(), home, sts, "env", "-t", alice.phone.next_code())
    assert done.returncode == 0, done


# --- the environment ------------------------------------------------------------------------------

META = [
    "';touch pwned;'",
    TOUCH,
    "`touch pwned`",
    "a[$(touch pwned)]",
    "$((a[$(touch pwned)]))",
    "\\",
    "-n",
    "*",
    "~",
    "%n%s",
    "x\x1b]0;y\x07",
    "a\nb",
]
VARIABLES = [
    "AWSMFA_OPTIONS", "AWSMFA_SAVED", "AWSMFA_EXPIRES", "AWSMFA_STARTED", "AWSMFA_REGION", "AWSMFA_PROFILE",
    "AWSMFA_KEY_ID", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_MFA_SERIAL", "MFA_DEVICE", "MFA_STS_DURATION",
    "MFA_ASSUME_ROLE", "AWS_CA_BUNDLE", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE",
    "AWS_STS_REGIONAL_ENDPOINTS", "AWS_USE_FIPS_ENDPOINT", "USER", "TZ", "LANG", "AWSMFA_SECURITY_TOKEN",
    "https_proxy", "no_proxy",
]  # fmt: skip


def ours():
    """The environment of a shell that holds a session of ours."""
    now = int(time.time())
    return {
        "AWS_ACCESS_KEY_ID": "ASIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "abcdefgh",
        "AWS_SESSION_TOKEN": "ijklmnop",
        "AWSMFA_KEY_ID": "ASIAIOSFODNN7EXAMPLE",
        "AWSMFA_PROFILE": "default",
        "AWSMFA_OPTIONS": "",
        "AWSMFA_SAVED": "",
        "AWSMFA_STARTED": str(now - 60),
        "AWSMFA_EXPIRES": str(now + 3600),
        "AWS_REGION": "eu-west-1",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWSMFA_REGION": "eu-west-1",
    }


@pytest.mark.parametrize("command", ["env", "drop", "status"])
@pytest.mark.parametrize("variable", VARIABLES)
def test_variable_is_data(awsmfa, alice, folder, variable, command):
    """A variable may come from a .env file of a repository: it is quoted, or refused, and never run."""
    arguments = {"env": ["env", "-t"], "drop": ["env", "--drop"], "status": ["status"]}[command]
    code = [alice.phone.next_code()] if command == "env" else []
    held = ours()
    running = [awsmfa.start(*arguments, *code, env={**held, variable: value}, cwd=folder) for value in META]
    results = [one.finish() for one in running]
    for result in results:
        assert result.status in range(7), result
        assert "\x1b" not in result.stderr
    if command != "status":
        harmless(folder, *results)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "variable",
    ["AWSMFA_OPTIONS", "AWSMFA_SAVED", "AWSMFA_EXPIRES", "AWSMFA_PROFILE", "AWS_REGION", "AWS_PROFILE", "HOME"],
)
@pytest.mark.parametrize("command", ["env", "drop", "status"])
def test_variable_of_any_length_is_taken(awsmfa, folder, variable, command):
    """As long as the kernel allows one to be."""
    arguments = {"env": ["env", "--no-input"], "drop": ["env", "--drop"], "status": ["status"]}[command]
    value = ("/" if variable == "HOME" else "") + "A" * (128 * 1024 - len(variable) - 3)
    env = {**ours(), variable: value}
    result = awsmfa(*arguments, env=env, cwd=folder)
    assert result.status in range(7), result
    assert len(result.stderr) < 8000


@pytest.mark.parametrize(
    "value", ["", "0", "-1", "1x", "0x10", "999999999999", "1e9", "a[$(touch pwned)]", " 1", "1 ", "٣"]
)
def test_end_of_a_session_is_digits_or_the_session_is_not_ours(awsmfa, folder, value):
    """Shells compute with it: `[[ $AWSMFA_EXPIRES -lt x ]]` would run what stands in brackets."""
    result = awsmfa("status", "--json", env={**ours(), "AWSMFA_EXPIRES": value}, cwd=folder)
    assert result.status == 3, result
    assert json.loads(result.stdout)["state"] in ("none", "expired")


def test_session_that_lives_too_long_is_not_ours(awsmfa):
    """Nothing of AWS's lives for more than 36 h; it would never be renewed."""
    env = {**ours(), "AWSMFA_EXPIRES": str(int(time.time()) + 37 * 3600)}
    assert json.loads(awsmfa("status", "--json", env=env).stdout)["state"] == "none"


@pytest.mark.parametrize("name", ["it's", TOUCH, "`touch pwned`", "a b", "a;b", "\\", "-p", "ünï", "x" * 500, 'a"b'])
def test_home_of_any_name_works(awsmfa, alice, sts, tmp_path, folder, name):
    """A directory may be called anything."""
    odd = tmp_path / "homes" / name[:200]
    (odd / ".aws").mkdir(parents=True)
    (odd / ".aws" / "credentials").write_text(alice.profile())
    (odd / ".aws" / "credentials").chmod(0o600)
    result = get(awsmfa, alice, env={"HOME": odd}, cwd=folder)
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.key
    harmless(folder, result)


@pytest.mark.parametrize("home_variable", [None, "", "relative/path", "/nonexistent", "/dev/null", "x" * 5000])
def test_home_that_is_none_is_a_plain_error(awsmfa, alice, home_variable):
    """cron and containers."""
    result = get(awsmfa, alice, env={"HOME": home_variable})
    assert result.status == 1 and result.stdout == "(exit 1);\n"


def test_no_environment_at_all(home):
    """`env -i awsmfa`."""
    home.freeze()
    done = subprocess.run(
        [BINARY, "env", "--no-input"], env={}, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert done.returncode == 1 and "HOME is not set" in done.stderr


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "region",
    ["../x", "eu-west-1/", "eu-west-1.evil.example/", "evil.example#", "a@evil", "eu_west_1", "EU-WEST-1", "x" * 64,
     "eu west", "eu-west-1?x", "eu-west-1:443", "eu-west-1\\", "eu-west-", "-", TOUCH],
)  # fmt: skip
@pytest.mark.parametrize("place", ["profile", "option", "variable"])
def test_region_does_not_choose_another_host(awsmfa, alice, sts, home, region, place):
    """It becomes a part of a host name: eu-west-1.evil.example/ would send the code to somebody."""
    arguments, env = [], {"AWS_ENDPOINT_URL": None}
    if place == "profile":
        home.config("[default]\nregion = %s\n" % region)
    elif place == "option":
        arguments = ["--region", region]
    else:
        env["AWS_REGION"] = region
    result = get(awsmfa, alice, *arguments, env=env)
    assert result.status == 1 and "is not the name of a region" in result.stderr
    assert sts.connections == 0


@pytest.mark.parametrize(
    "name", ["it's", TOUCH, "`touch pwned`", "a b", "ünï", "x;touch pwned", "\\", "!", "*", "~", "#", "-p"]
)
def test_profile_of_any_name_is_quoted(awsmfa, alice, home, folder, name):
    """What a user may call a profile, a shell must get back as it is."""
    home.credentials(alice.profile(name))
    result = get(awsmfa, alice, "--profile=" + name)
    if result.status == 0:
        assert exports(result)["AWSMFA_PROFILE"] == name
        assert evaluate("zsh", result.stdout).env["AWSMFA_PROFILE"] == name
    harmless(folder, result)
    assert result.status == 0 or name in ("#",), result


@pytest.mark.parametrize("byte", [1, 7, 8, 27, 127])
def test_control_byte_in_a_name_is_refused(awsmfa, alice, home, byte):
    """Nobody types them; they are there to do something to a terminal."""
    name = "p%cq" % byte
    home.credentials(alice.profile(name))
    result = get(awsmfa, alice, "-p", name)
    assert result.status == 1 and chr(byte) not in result.stderr
    assert_refused(result, 1)


def test_file_above_the_limit_is_not_read(awsmfa, alice, home):
    """64 MiB is a mistake, or an attack on memory; the line says which file."""
    path = home.credentials(alice.profile())
    with open(path, "r+b") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    home.allow_changes()
    result = get(awsmfa, alice)
    assert result.status == 1 and result.stdout == "(exit 1);\n"
    assert home.shown(path) in result.stderr and "File too large" in result.stderr


def test_endless_file_is_not_read(awsmfa, alice):
    """AWS_CONFIG_FILE=/dev/zero."""
    result = get(awsmfa, alice, env={"AWS_SHARED_CREDENTIALS_FILE": "/dev/zero"})
    assert result.status == 1 and "/dev/zero" in result.stderr


@pytest.mark.parametrize("variable", ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"])
@pytest.mark.parametrize("kind", ["fifo", "directory", "loop", "socket"])
def test_file_that_is_none_does_not_hang_it(awsmfa, alice, sts, tmp_path, variable, kind):
    """A FIFO that nobody writes to would hold a prompt for ever."""
    path = tmp_path / kind
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "directory":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(kind)
    else:
        socket.socket(socket.AF_UNIX).bind(os.path.relpath(path))
    result = get(awsmfa, alice, env={variable: path})
    if variable == "AWS_CONFIG_FILE":
        assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.key
    else:
        assert result.status == 1
    assert kind == "fifo" or str(path) in result.stderr


def test_file_from_a_pipe_is_read(home, alice, sts):
    """AWS_SHARED_CREDENTIALS_FILE=<(decrypt credentials): the keys are never on a disk."""
    path = home.write("keys", alice.profile())
    script = 'AWS_SHARED_CREDENTIALS_FILE=<(cat "$1") "$2" env -t "$3"'
    home.freeze()
    done = subprocess.run(
        [need("bash"), "-c", script, "bash", path, BINARY, alice.phone.next_code()],
        env=environment(home, AWS_ENDPOINT_URL=sts.url), stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done


@pytest.mark.parametrize(
    "text",
    ["\0" * 1000, "[", "[]", "[default", "=", "=x", "[default]\n=\n", "\xff\xfe[\0d\0", "[default]\n" + "x" * 100000],
)
def test_file_of_rubbish_is_a_plain_error(awsmfa, alice, home, text):
    """A file that an editor has broken."""
    home.credentials(text.encode("latin-1"))
    result = get(awsmfa, alice)
    assert result.status == 1 and result.stdout == "(exit 1);\n"
    assert len(result.stderr) < 10000


def test_nothing_in_a_file_is_run(awsmfa, alice, sts, home, folder):
    """Only mfa_process and credential_process, which the user wrote to be run."""
    keys = ("region_", "output", "sso_session", "cli_pager", "plugin", "role_session_name")
    lines = "".join("%s = %s\n" % (key, TOUCH) for key in keys)
    home.config("[default]\nregion = eu-west-1\n" + lines)
    result = get(awsmfa, alice, cwd=folder)
    assert exports(result)["AWS_ACCESS_KEY_ID"] == sts.newest_session.key
    harmless(folder, result)


def test_role_session_name_of_the_user_is_made_valid(awsmfa, alice, sts):
    """$USER is anything; what is sent is one of AWS's names."""
    sts.account.role("ops")
    result = get(awsmfa, alice, "-r", "arn:aws:iam::123456789012:role/ops", env={"USER": "al ice;$(touch pwned)\n'"})
    assert result.status == 0, result
    name = sts.requests("AssumeRole")[0].params["RoleSessionName"]
    assert name.startswith("al-ice--") and " " not in name and len(name) <= 64


def test_path_of_the_user_is_not_needed(home, alice, sts, tmp_path):
    """A PATH with a trap of every name that a careless program would start."""
    mark = tmp_path / "mark"
    traps = tmp_path / "bin"
    traps.mkdir()
    for name in ("sh", "date", "stty", "tput", "curl", "openssl", "aws", "awsmfa-sts", "hostname", "id", "env", "cat"):
        (traps / name).write_text(TRAP % mark)
        (traps / name).chmod(0o755)
    home.credentials(alice.profile() + "mfa_process = echo %s\n" % alice.phone.next_code())
    done = run(BINARY, home, sts, "env", PATH=str(traps))
    assert done.returncode == 0 and not mark.exists()


def test_working_directory_that_is_gone(home, alice, sts, tmp_path):
    """A directory that was removed under a shell."""
    gone = tmp_path / "gone"
    gone.mkdir()
    home.freeze()
    script = 'cd "$1" && rmdir "$1" && "$2" env -t "$3"'
    done = subprocess.run(
        ["sh", "-c", script, "sh", gone, BINARY, alice.phone.next_code()],
        env=environment(home, AWS_ENDPOINT_URL=sts.url), stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done
    assert not gone.exists()
