"""A code as it is pasted, and a device that nobody named."""

import pytest

from harness_everywhere import lines_of


NBSP = "\u00a0"


# --- a code with something between its digits --------------------------------------------------


FORMS = [
    "%s %s", "%s-%s", " %s%s ", "%s%s" + NBSP, NBSP + "%s" + NBSP + "%s", "%s\u2009%s", "%s\u2011%s", "%s\u2013%s",
    "%s - %s", "%s\t%s",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("way", ["option", "stdin", "mfa_process"])
def test_a_code_pasted_with_a_gap_is_a_code(awsmfa, home, sts, alice, form, way):
    """Authenticators show it as "123 456", and so it is copied."""
    home.credentials(alice.profile())
    code = alice.phone.next_code()
    typed = form % (code[:3], code[3:])
    args, stdin = ["-t", typed], None
    if way == "stdin":
        args, stdin = ["-t", "-"], typed + "\n"
    elif way == "mfa_process":
        args = []
        home.config("[default]\nmfa_process = printf '%s\\n'\n" % typed)
    result = awsmfa("env", *args, stdin=stdin)
    assert result.status == 0, result
    assert [one.code for one in sts.requests("GetSessionToken")] == [code]


@pytest.mark.pty
@pytest.mark.parametrize("form", ["%s %s", "%s-%s", "%s" + NBSP + "%s" + NBSP])
def test_a_code_with_a_gap_answers_the_question(terminal, home, sts, alice, form):
    home.credentials(alice.profile())
    shell = terminal()
    code = alice.phone.next_code()
    shell.type('eval "$(awsmfa env)"')
    shell.answer_code(alice.phone, form % (code[:3], code[3:]))
    shell.expect_prompt()
    assert shell.session().is_of(sts.newest_session)


@pytest.mark.pty
@pytest.mark.parametrize(
    "typed", ["-", "- -", "12345-", "1234567", "123 45", "12345\u200b6", "\u0661\u0662\u0663\u0664\u0665\u0666"]
)
def test_what_is_not_six_digits_then_is_asked_for_again(terminal, home, sts, alice, typed):
    """A hyphen alone is no "later" either: only Enter and blanks are."""
    home.credentials(alice.profile())
    shell = terminal()
    shell.type('eval "$(awsmfa env)"')
    shell.answer_code(alice.phone, typed)
    shell.expect("a code is six digits; Enter alone gives up")
    shell.answer_code(alice.phone)
    shell.expect_prompt()
    assert len(sts.requests("GetSessionToken")) == 1


@pytest.mark.pty
def test_a_used_code_with_a_gap_is_still_used(terminal, home, sts, alice):
    """Two forms of one code are one code."""
    home.credentials(alice.profile())
    shell = terminal()
    wrong = alice.phone.wrong_code()
    shell.type('eval "$(awsmfa env)"')
    shell.answer_code(alice.phone, wrong)
    shell.answer_code(alice.phone, "%s %s" % (wrong[:3], wrong[3:]))
    shell.expect("that code was used already")
    shell.answer_code(alice.phone)
    shell.expect_prompt()
    assert [one.code for one in sts.requests("GetSessionToken")].count(wrong) == 1


# --- the device is unclear ---------------------------------------------------------------------


def test_two_devices_and_a_code_but_nobody_to_ask(awsmfa, home, alice):
    """`env -t CODE` from a script: the code is there, what is missing is the device."""
    alice.user.device("second")
    home.credentials(alice.keys())
    for command in (["env"], ["exec"]):
        result = awsmfa(*command, "-t", alice.phone.next_code(), *(["--", "true"] if command == ["exec"] else []))
        assert result.status == 6
        assert lines_of(result)[-2:] == [
            "the user has 2 MFA devices, and you must choose one: there is no terminal to ask on",
            "hint: name one with -s SERIAL, or with mfa_serial in ~/.aws/config",
        ]


def test_two_devices_of_the_user_of_the_keys_in_the_environment(awsmfa, alice):
    """No file names that user's device; a variable does."""
    alice.user.device("second")
    keys = {"AWS_ACCESS_KEY_ID": alice.key.id, "AWS_SECRET_ACCESS_KEY": alice.key.secret}
    result = awsmfa("env", "-t", alice.phone.next_code(), env=keys)
    assert result.status == 6 and lines_of(result)[-1] == "hint: name one with -s SERIAL, or with AWS_MFA_SERIAL"
    assert awsmfa("env", "-t", alice.phone.next_code(), env={**keys, "AWS_MFA_SERIAL": alice.serial}).status == 0


def test_no_terminal_for_the_code_names_the_code(awsmfa, home, alice):
    home.credentials(alice.profile())
    result = awsmfa("env")
    assert result.status == 6 and lines_of(result) == [
        "an MFA code is needed: there is no terminal to ask on",
        "hint: awsmfa env -t CODE, -t - to read it from stdin, or mfa_process = COMMAND in the profile",
    ]
