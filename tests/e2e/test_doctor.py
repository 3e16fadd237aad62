"""`awsmfa doctor`: it names what is wrong, and what it says helps, when one does it to the letter.

`patient` is a set-up that is well; a test breaks one thing, looks, does what the hint says, and looks again:

    patient.home.credentials(alice.profile(), mode=0o644)
    finding = patient.problem("files")
    patient.follow(finding)                 # runs the hint in a real shell, whose variables stay
    patient.is_well()
"""

import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from harness import BINARY, GENEROUS, SYSTEM_PATH, Awsmfa, Person, assert_no_secret, environment, need
from harness_shells import read_environment
from harness_walk import Shell
from standin import wire
from standin.proxy import Gateway

STATES = {"ok", "warning", "problem", "skipped"}
CHECKS = {
    "program", "helper", "files", "profile", "region", "endpoint", "proxy", "keys", "network", "identity", "clock",
    "age", "device", "environment", "session", "sharing", "hook", "tools",
}  # fmt: skip


class Patient:
    """A set-up that is well, with the directory of awsmfa in PATH. `args` are those of doctor, `shell` calls it."""

    def __init__(self, home, sts, alice, scratch):
        self.home, self.sts, self.alice, self.scratch = home, sts, alice, scratch
        self.awsmfa = Awsmfa(home, sts)
        self.env = {"PATH": "%s:%s" % (BINARY.parent, SYSTEM_PATH), **self.awsmfa.env}
        self.args = []
        self.shell = "sh"
        self.wrapper = ()

    def run(self, *args):
        # Not the last command of the shell, which would be replaced by it.
        inside = [need(self.shell), "-c", '"$@"; exit $?', self.shell] if self.shell else []
        result = self.awsmfa("doctor", *self.args, *args, env=self.env, wrapper=[*self.wrapper, *inside])
        assert result.stderr == "", result
        assert_no_secret(self.sts, result.stdout, "stdout")
        return result

    def look(self):
        """All findings, as --json gives them; the exit status must fit."""
        result = self.run("--json")
        findings = json.loads(result.stdout)
        assert result.status == (1 if any(one["state"] == "problem" for one in findings) else 0), result
        return findings

    def one(self, check, state):
        """The one finding of that check and state, which the text for people has too."""
        findings = self.look()
        found = [one for one in findings if (one["check"], one["state"]) == (check, state)]
        assert len(found) == 1, findings
        text = "%-9s%-13s%s\n" % (state, check, found[0]["found"])
        if found[0]["remedy"]:
            text += "         hint: %s\n" % found[0]["remedy"]
        shown = self.run().stdout
        text = self.home.shown(text)
        assert re.sub(r"\d+ (s|min)\b", "N", text) in re.sub(r"\d+ (s|min)\b", "N", shown), shown
        return found[0]

    def problem(self, check):
        """The one problem there is."""
        findings = self.look()
        assert [one["check"] for one in findings if one["state"] == "problem"] == [check], findings
        finding = self.one(check, "problem")
        assert finding["remedy"], "a problem without a remedy: %s" % finding
        return finding

    def follow(self, finding, shell="bash"):
        """Types the remedy as it stands."""
        self.home.allow_changes()
        path = self.scratch / "variables"
        command = [need(shell), "-c", '%s\nlast=$?; /usr/bin/env -0 >"%s"; exit $last' % (finding["remedy"], path)]
        env = environment(self.home, **self.env)
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=GENEROUS)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), done
        after = read_environment(path)
        self.env = {**{name: None for name in self.env}, **after}

    def edit(self, path, old, new):
        """Does with an editor what a remedy says; the file keeps its mode."""
        self.home.allow_changes()
        text = Path(path).read_text()
        assert old in text
        Path(path).write_text(text.replace(old, new))

    def is_well(self):
        findings = self.look()
        assert {one["state"] for one in findings if one["check"] not in ("hook", "tools")} == {"ok"}, findings


@pytest.fixture
def patient(home, sts, alice, tmp_path):
    home.credentials(alice.profile())
    return Patient(home, sts, alice, tmp_path)


# --- nothing wrong -------------------------------------------------------------------------------


def test_a_good_set_up_is_ok_in_every_line(patient):
    """Who is told of problems that are none learns to ignore it."""
    patient.is_well()
    result = patient.run()
    assert result.status == 0
    assert "ok       identity     %s\n" % patient.alice.user.arn in result.stdout
    shown = "%s..%s" % (patient.alice.key.id[:4], patient.alice.key.id[-4:])
    assert "ok       keys         %s from [default] in ~/.aws/credentials\n" % shown in result.stdout
    assert patient.alice.key.id not in result.stdout
    assert "mfa_serial of profile 'default'), one of the user's\n" in result.stdout


def test_every_line_has_its_state_in_words_and_is_aligned(patient):
    """No colour, no sign that a screen reader skips."""
    patient.env["AWS_SECURITY_TOKEN"] = "old"
    for line in patient.run().stdout.splitlines():
        assert re.match(r"(ok|warning|problem|skipped) +[a-z]+ +\S|         hint: \S", line), line
        assert re.match(r".{9}(hint: |.{12} )\S", line), line


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "dash", "tcsh"])
def test_paths_are_written_as_people_write_them(patient, shell):
    """A line to type stays one: every shell expands a ~ that begins a word. Programs get whole paths."""
    (patient.home.aws / "credentials").chmod(0o644)
    [line] = [one.strip() for one in patient.run().stdout.splitlines() if "hint: chmod" in one]
    assert line == "hint: chmod 600 ~/.aws/credentials" and str(patient.home) not in patient.run().stdout
    assert patient.problem("files")["remedy"] == "chmod 600 %s" % (patient.home.aws / "credentials")
    patient.home.allow_changes()
    start = [need(shell), "-f"] if shell == "tcsh" else [need(shell)]
    subprocess.run([*start, "-c", line.removeprefix("hint: ")], env=environment(patient.home), check=True)
    patient.is_well()


def test_the_helper_is_shown_where_it_is(patient):
    """Not by the way on which it is found."""
    [finding] = [one for one in patient.look() if one["check"] == "helper"]
    assert finding["found"] == os.path.realpath(BINARY.parent.parent / "libexec" / "awsmfa" / "awsmfa-sts")


def test_json_is_an_array_of_flat_objects(patient):
    """Fleet tools read it: names and states are promises."""
    patient.env["AWSMFA_HOOK"] = "sometimes"
    for finding in patient.look():
        assert set(finding) == {"check", "state", "found", "remedy"}
        assert finding["check"] in CHECKS and finding["state"] in STATES
        assert isinstance(finding["found"], str) and finding["found"]
        assert finding["remedy"] is None or finding["remedy"]
    assert patient.run("--json").stdout.count("\n") == 1


def test_it_makes_no_session_and_asks_for_no_code(patient):
    """It may be run at any time: no code is used up, and nothing is left in the account's log but three questions."""
    patient.look()
    assert [entry.action for entry in patient.sts.log] == ["GetCallerIdentity", "ListAccessKeys", "ListMFADevices"]
    assert patient.sts.sessions == []


@pytest.mark.parametrize("days, said", [(0, "0 days old"), (1, "1 day old"), (89, "89 days old")])
def test_the_age_of_the_access_key_is_told(patient, alice, days, said):
    """AWS's own check warns at 90 days; until then it is good to see how long there is."""
    alice.user.key().days = 500  # another one of the user's is not meant
    alice.key.days = days
    assert patient.one("age", "ok")["found"] == "the access key is " + said


def test_an_old_access_key_is_a_warning_with_what_to_do(patient, alice):
    """Nothing is broken, so the exit status stays 0."""
    alice.key.days = 90
    finding = patient.one("age", "warning")
    assert finding["found"] == "the access key is 90 days old; AWS advises to replace one every 90 days"
    assert finding["remedy"].startswith("aws iam create-access-key; ") and finding["remedy"].endswith(
        "aws iam delete-access-key --access-key-id %s" % alice.key.id
    )
    assert patient.run().status == 0


@pytest.mark.parametrize("why", ["denied", "needs_mfa"])
def test_where_iam_does_not_say_the_age_nothing_is_said(patient, alice, why):
    """AWS's policy for self-management wants a code for that; a check-up asks for none."""
    getattr(alice.user, why).add("iam:ListAccessKeys")
    assert [one for one in patient.look() if one["check"] == "age"] == []
    patient.is_well()


def test_it_runs_no_program_of_the_profile(patient, alice):
    """A credential_process may ask for a passphrase, a mfa_process touch a key: not for a look."""
    mark = patient.scratch / "ran"
    patient.home.credentials("[default]\ncredential_process = touch %s\nmfa_process = touch %s\n" % (mark, mark))
    findings = patient.look()
    assert not mark.exists()
    assert "credential_process of profile 'default', which doctor does not run" in str(findings)
    assert "mfa_process of profile 'default', which doctor does not run" in str(findings)
    states = {one["check"]: one["state"] for one in findings}
    assert states["keys"] == states["identity"] == "skipped" and states["network"] == states["clock"] == "ok"


@pytest.mark.parametrize("how", ["option", "AWS_PROFILE", "AWS_DEFAULT_PROFILE"])
def test_it_says_what_chose_the_profile_and_what_it_stands_on(patient, alice, how):
    """The commonest surprise: it is another profile than one thinks."""
    ops = patient.sts.account.role("ops")
    patient.home.config("[profile prod]\nrole_arn = %s\nsource_profile = default\nregion = eu-west-1\n" % ops.arn)
    if how == "option":
        patient.args = ["-p", "prod"]
    else:
        patient.env[how] = "prod"
    by = "the command" if how == "option" else how
    assert patient.one("profile", "ok")["found"] == "prod (%s), role %s, keys of profile 'default'" % (by, ops.arn)
    assert patient.one("region", "ok")["found"] == "eu-west-1 (profile 'prod')"
    patient.is_well()


def test_an_endpoint_that_is_not_awss_is_named_with_what_set_it(patient):
    found = patient.one("endpoint", "ok")["found"]
    assert found == "%s/, which is not AWS's own (AWS_ENDPOINT_URL)" % patient.sts.url


def test_a_device_from_iam_is_named(patient, alice):
    patient.home.credentials(alice.keys())
    assert patient.one("device", "ok")["found"] == "%s (looked up in IAM, no mfa_serial is set)" % alice.serial


def test_a_user_who_may_not_list_devices_is_no_patient(patient, alice):
    """Common, and no reason for exit 1: the serial is used as it stands."""
    alice.user.denied.add("iam:ListMFADevices")
    finding = patient.one("device", "warning")
    assert alice.serial in finding["found"] and "AccessDenied" in finding["found"]
    assert patient.run().status == 0


# --- broken, said, mended ------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o666, 0o622])
def test_credentials_that_others_can_reach(patient, mode):
    patient.home.credentials(patient.alice.profile(), mode=mode)
    finding = patient.problem("files")
    assert finding["remedy"] == "chmod 600 %s/credentials" % patient.home.aws
    patient.follow(finding)
    assert (patient.home.aws / "credentials").stat().st_mode & 0o777 == 0o600
    patient.is_well()


def test_a_config_that_others_can_change(patient):
    """It can name a program that is run and a host that is asked; that others read it is no harm."""
    patient.home.config("[default]\nregion = eu-west-1\n", mode=0o666)
    patient.follow(patient.problem("files"))
    assert (patient.home.aws / "config").stat().st_mode & 0o777 == 0o644
    patient.is_well()


def test_a_directory_that_others_can_write_to(patient):
    """A file of one's own can be replaced there by another one."""
    patient.home.config("[default]\nregion = eu-west-1\n")
    patient.home.aws.chmod(0o777)
    finding = patient.problem("files")
    assert finding["remedy"] == "chmod go-w %s" % patient.home.aws
    patient.follow(finding)
    patient.is_well()


def test_a_file_does_not_hide_its_directory(patient):
    """Two problems are two lines, also when the one has the name of the other in it."""
    patient.home.config("[default]\nregion = eu-west-1\n")
    (patient.home.aws / "credentials").chmod(0o644)
    patient.home.aws.chmod(0o777)
    problems = [one for one in patient.look() if (one["check"], one["state"]) == ("files", "problem")]
    remedies = ["chmod go-w %s" % patient.home.aws, "chmod 600 %s" % (patient.home.aws / "credentials")]
    assert sorted(one["remedy"] for one in problems) == sorted(remedies)
    for problem in problems:
        patient.follow(problem)
    patient.is_well()


def test_a_file_that_cannot_be_read(patient):
    """It counts as empty, so that a profile is missing and nobody knows why."""
    if os.getuid() == 0:  # without its right to read everything
        patient.wrapper = [need("setpriv"), "--bounding-set", "-dac_override,-dac_read_search"]
    patient.home.config("[default]\nregion = eu-west-1\n", mode=0o000)
    patient.follow(patient.problem("files"))
    patient.is_well()


def test_a_path_with_blanks_is_quoted_in_the_remedy(patient, tmp_path):
    place = tmp_path / "it's my file"
    place.write_text(patient.alice.profile())
    place.chmod(0o644)
    patient.env["AWS_SHARED_CREDENTIALS_FILE"] = str(place)
    patient.follow(patient.problem("files"))
    patient.is_well()


@pytest.mark.parametrize("variable", ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"])
def test_a_variable_that_names_no_file(patient, variable):
    """Everything behind it is missing, and nothing says why."""
    patient.home.config(patient.alice.profile())
    patient.env[variable] = "/nowhere/%s" % variable
    findings = [one for one in patient.look() if one["state"] == "problem"]
    assert findings[0]["check"] == "files" and variable in findings[0]["found"]
    assert findings[0]["remedy"] == "unset %s" % variable
    patient.follow(findings[0])
    patient.is_well()


def test_a_line_that_is_no_line_of_a_config_file(patient):
    """The rest is looked at all the same, as far as it can be."""
    path = patient.home.config("[default]\nregion = eu-west-1\n[profile broken\n")
    finding = patient.problem("files")
    assert finding["found"].startswith("%s:3: " % path)
    states = {one["check"]: one["state"] for one in patient.look()}
    assert states["profile"] == states["keys"] == states["device"] == "skipped" and states["network"] == "ok"
    patient.edit(path, "[profile broken", "[profile broken]")
    patient.is_well()


def test_a_section_without_the_word_profile(patient):
    role = patient.sts.account.role("ops").arn
    path = patient.home.config("[prod]\nsource_profile = default\nrole_arn = %s\n" % role)
    patient.args = ["-p", "prod"]
    finding = patient.problem("profile")
    assert "the section must be called [profile prod]" in finding["remedy"]
    said = patient.one("files", "warning")
    assert said["remedy"] == "write [profile prod] instead of [prod] in %s" % path
    patient.edit(path, "[prod]", "[profile prod]")
    patient.is_well()


def test_a_profile_that_does_not_exist(patient):
    patient.home.config(patient.alice.keys("profile production") + "region = eu-west-1\n")
    patient.env["AWS_PROFILE"] = "prodution"
    finding = patient.problem("profile")
    assert finding["remedy"] == "did you mean 'production'?"
    patient.env["AWS_PROFILE"] = "production"
    patient.is_well()


def test_a_profile_that_a_variable_names_in_vain(patient):
    """A project's .envrc in a home without that project."""
    patient.env["AWS_DEFAULT_PROFILE"] = "quite-another"
    finding = patient.problem("profile")
    assert finding["remedy"] == "unset AWS_DEFAULT_PROFILE"
    patient.follow(finding)
    patient.is_well()


def test_a_chain_that_leads_nowhere(patient):
    role = "role_arn = %s\n" % patient.sts.account.role("ops").arn
    path = patient.home.config("[profile prod]\n%s" % role)
    patient.args = ["-p", "prod"]
    assert patient.problem("profile")["remedy"].startswith("add source_profile = NAME to the same section")
    patient.edit(path, role, role + "source_profile = default\n")
    patient.is_well()


@pytest.mark.parametrize(
    "line, check, remedy, good",
    [
        ("region = EU West", "region", "write it as AWS does, for example eu-west-1", "region = eu-west-1"),
        ("role_session_name = my name", "profile", "2 to 64 characters: letters, digits and _+=,.@-",
         "role_session_name = my-name"),
        ("duration_seconds = 1 hour", "profile", "write 3600, 900s, 45m, 12h or 1h30m", "duration_seconds = 3600"),
    ],
)
def test_a_value_that_cannot_be(patient, line, check, remedy, good):
    start = "[profile prod]\nsource_profile = default\nrole_arn = %s\n" % patient.sts.account.role("ops").arn
    path = patient.home.config(start + line + "\n")
    patient.args = ["-p", "prod"]
    finding = patient.problem(check)
    assert finding["remedy"] == remedy
    assert line.split(" = ")[1] in finding["found"] or line.split(" = ")[0] in finding["found"]
    patient.edit(path, line, good)
    patient.is_well()


def test_a_secret_that_is_not_the_keys(patient, alice):
    """A key that was rotated in one place."""
    path = patient.home.credentials(alice.profile().replace(alice.key.secret, "x" * 40))
    finding = patient.problem("identity")
    assert "SignatureDoesNotMatch" in finding["found"] and "check [default] in %s" % path in finding["remedy"]
    assert "x" * 40 not in str(patient.look())
    patient.edit(path, "x" * 40, alice.key.secret)
    patient.is_well()


def test_a_key_that_is_inactive(patient, alice):
    alice.key.active = False
    finding = patient.problem("identity")
    assert "InvalidClientTokenId" in finding["found"] and "it is inactive; check [default] in" in finding["remedy"]
    alice.key.active = True
    patient.is_well()


def test_keys_that_are_not_there(patient):
    path = patient.home.credentials("[default]\nregion = eu-west-1\n")
    finding = patient.problem("keys")
    assert finding["remedy"].startswith("put aws_access_key_id and aws_secret_access_key under [default] in %s" % path)
    patient.home.credentials(patient.alice.profile())
    patient.is_well()


@pytest.mark.parametrize("where", ["credentials", "config", "config of a role", "aws-mfa"])
def test_a_device_of_someone_else(patient, alice, where):
    """AWS would say "unable to validate MFA code", after the code has been typed."""
    bob = patient.sts.account.user("bob").device().serial
    if where == "credentials":
        patient.home.credentials(alice.profile().replace(alice.serial, bob))
    elif where == "config":
        patient.home.credentials(alice.keys())
        patient.home.config("[default]\nregion = eu-west-1\nmfa_serial = %s\n" % bob)
    elif where == "aws-mfa":
        patient.home.credentials(alice.keys("default-long-term") + "aws_mfa_device = %s\n" % bob)
    else:
        role = patient.sts.account.role("ops").arn
        patient.home.config("[profile prod]\nmfa_serial = %s\nsource_profile = default\nrole_arn = %s\n" % (bob, role))
        patient.args = ["-p", "prod"]
    finding = patient.problem("device")
    assert bob in finding["found"]
    said = re.fullmatch(r"write (\w+ = \S+) in line (\d+) of (\S+)", finding["remedy"])
    lines = Path(said.group(3)).read_text().splitlines(True)
    patient.edit(said.group(3), lines[int(said.group(2)) - 1], said.group(1) + "\n")
    patient.is_well()


@pytest.mark.parametrize("variable", ["AWS_MFA_SERIAL", "MFA_DEVICE"])
def test_a_device_of_someone_else_in_a_variable(patient, alice, variable):
    """A line in a start-up file, copied from a colleague."""
    patient.home.credentials(alice.keys() if variable == "AWS_MFA_SERIAL" else alice.profile())
    patient.env[variable] = patient.sts.account.user("bob").device().serial
    finding = patient.problem("device")
    assert finding["remedy"] == "export %s=%s" % (variable, alice.serial)
    patient.follow(finding)
    patient.is_well()


def test_a_user_given_for_a_device(patient, alice):
    patient.home.credentials(alice.profile().replace(":mfa/", ":user/"))
    assert ":mfa/" in patient.problem("device")["remedy"]


def test_a_user_with_security_keys_alone(patient, alice):
    """They have no codes; whoever looks at the IAM console sees a device."""
    alice.user.devices.clear()
    alice.user.device(patient.sts.account.arn("iam", "u2f/alice/key-1"))
    patient.home.credentials(alice.keys())
    finding = patient.problem("device")
    assert finding["remedy"].startswith("add a virtual MFA device (authenticator app)")
    alice.user.device()
    patient.is_well()


def test_several_devices_and_none_configured(patient, alice):
    """No problem where there is a terminal; a script fails."""
    fob = alice.user.device("GAHT12345678")
    patient.home.credentials(alice.keys())
    finding = patient.one("device", "warning")
    said = re.fullmatch(r"(mfa_serial = \S+) under (\[default\]) in (\S+)", finding["remedy"])
    assert fob and said, finding
    patient.home.config("%s\n%s\n" % (said.group(2), said.group(1)))
    patient.is_well()


@pytest.mark.parametrize(
    "variables, state, remedy",
    [
        ({"AWSMFA_HOOK": "Lazy"}, "problem", "export AWSMFA_HOOK=lazy"),
        ({"AWS_SECURITY_TOKEN": "old"}, "problem", "unset AWS_SECURITY_TOKEN"),
        ({"AWS_SESSION_TOKEN": "old"}, "warning", "unset AWS_SESSION_TOKEN"),
        ({"AWS_SECRET_ACCESS_KEY": "old"}, "problem", "unset AWS_SECRET_ACCESS_KEY"),
        ({"AWS_PROFILE": "default", "AWS_DEFAULT_PROFILE": "other"}, "warning", "unset AWS_DEFAULT_PROFILE"),
    ],
    ids=lambda one: "-".join(one) if isinstance(one, dict) else "",
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "dash"])
def test_a_variable_in_the_way(patient, variables, state, remedy, shell):
    """The remedy is a line for the shell that the user sits in."""
    patient.env.update(variables)
    patient.shell = shell
    finding = patient.one("environment", state)
    assert finding["remedy"] == remedy
    patient.follow(finding, shell)
    patient.is_well()


@pytest.mark.parametrize("profile, warned", [("default", False), ("other", True)])
def test_a_profile_beside_the_keys_of_a_session(patient, alice, profile, warned):
    """Some SDKs prefer the profile to the keys: they would act as somebody else."""
    shell = Shell(patient.awsmfa)
    shell.env("-t", alice.phone.next_code())
    patient.home.config("[profile other]\nregion = eu-west-1\n")
    patient.args = ["-p", "default"]
    patient.env.update(shell.vars, AWS_PROFILE=profile)
    if warned:
        finding = patient.one("environment", "warning")
        assert finding["found"] == (
            "AWS_PROFILE is 'other', and keys of another profile are set too: some programs use one, some the other"
        )
        patient.follow(finding)
    patient.is_well()


def test_a_session_that_has_expired(patient, alice):
    """It is why nothing works any more, and one line brings it back."""
    shell = Shell(patient.awsmfa)
    shell.env("-t", alice.phone.next_code())
    patient.env.update(shell.vars, AWSMFA_EXPIRES=str(int(time.time()) - 90 * 60))
    finding = patient.one("session", "warning")
    assert finding["found"] == "for default, expired 1 h 30 min ago" and finding["remedy"]


def test_no_remedy_drops_the_certificates_that_someone_chose(patient):
    """Without AWS_CA_BUNDLE programs would trust what the system trusts, which the user may not want."""
    patient.env.update(AWS_CA_BUNDLE="/nowhere/ca.pem")
    remedy = patient.one("environment", "problem")["remedy"]
    assert remedy == "let AWS_CA_BUNDLE name a file of certificates that you can read"


@pytest.mark.parametrize("name", ["AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE"])
def test_a_bundle_is_looked_for_where_awsmfa_looks(patient, name):
    """In an env file or in quotes no shell has expanded the ~; awsmfa does."""
    patient.home.write("ca.pem", "")
    patient.env.update({name: "~/ca.pem"})
    assert [one for one in patient.look() if one["check"] == "environment" and one["state"] != "ok"] == []
    patient.env.update({name: "~/gone.pem"})
    said = "%s names %s/gone.pem, which cannot be read" % (name, patient.home)
    assert patient.one("environment", "problem")["found"] == said


def test_a_remedy_speaks_to_a_shell_that_nobody_knows(patient):
    """A wrapper in Python, or a system without /proc: the line of most shells, and that of fish."""
    patient.env.update(AWS_SESSION_TOKEN="old")
    patient.shell = None
    finding = patient.one("environment", "warning")
    assert finding["remedy"] == "unset AWS_SESSION_TOKEN (fish: set -e AWS_SESSION_TOKEN)"


def test_what_another_tool_put_there(patient, alice):
    """The shell of `aws-vault exec`: its session is used by everything, awsmfa's would replace it."""
    patient.env.update(AWS_ACCESS_KEY_ID="ASIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY="x" * 40)
    patient.env.update(AWS_SESSION_TOKEN="y" * 90, AWS_VAULT="prod")
    finding = patient.one("environment", "warning")
    assert "come from aws-vault" in finding["found"]
    patient.follow(finding)
    assert {one["state"] for one in patient.look() if one["check"] == "environment"} == {"ok"}


def test_the_session_of_aws_mfa_that_was_left_in_the_file(patient, alice):
    """awsmfa looks past it; a program that uses the profile plainly gets what expired yesterday."""
    left = "[default]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\naws_session_token = y\n"
    path = patient.home.credentials(
        alice.keys("default-long-term") + "aws_mfa_device = %s\n" % alice.serial
        + left + "expiration = 2026-01-01 10:00:00\n"
    )  # fmt: skip
    finding = patient.one("profile", "warning")
    assert "[default] in %s holds a session that aws-mfa left there, and which has expired" % path in finding["found"]
    assert finding["remedy"].startswith("remove [default] and what is below it from %s" % path)
    patient.edit(path, left + "expiration = 2026-01-01 10:00:00\n", "")
    patient.is_well()


def test_keys_of_the_environment_are_looked_at_where_they_are(patient, alice):
    """A CI job, or aws-vault's --no-session; after a session took their place nobody has them without the hook."""
    patient.home.credentials("")
    keys = {"AWS_ACCESS_KEY_ID": alice.key.id, "AWS_SECRET_ACCESS_KEY": alice.key.secret}
    patient.env.update(keys)
    patient.is_well()
    assert patient.one("profile", "ok")["found"] == (
        "the keys in the environment (AWS_ACCESS_KEY_ID, and nothing names a profile)"
    )
    assert patient.one("keys", "ok")["found"].endswith(" from the environment")
    shell = Shell(patient.awsmfa, **keys)
    shell.env("-t", alice.phone.next_code())
    patient.env.update(shell.vars)
    patient.sts.log.clear()
    assert "where the session replaced them" in patient.one("keys", "warning")["found"]
    assert patient.run().status == 0


# --- the network ---------------------------------------------------------------------------------


def test_nobody_answers(patient):
    """Offline: the one problem, and what could not be looked at for it is not called wrong."""
    url = patient.env["AWS_ENDPOINT_URL"]
    patient.env["AWS_ENDPOINT_URL"] = patient.sts.closed_url()
    finding = patient.problem("network")
    assert "Connection refused" in finding["found"]
    assert "AWS_ENDPOINT_URL" in finding["remedy"] and "proxy" not in finding["remedy"]
    states = {one["check"]: one["state"] for one in patient.look()}
    assert (states["identity"], states["clock"], states["device"]) == ("skipped", "skipped", "skipped")
    patient.env["AWS_ENDPOINT_URL"] = url
    patient.is_well()


@pytest.mark.parametrize("word", ["clock", "ca-bundle", "the-proxy", "not-found"])
def test_a_remedy_is_not_chosen_by_the_name_of_a_host(patient, word):
    """A host may be called anything; only what happened decides what helps."""
    patient.env["AWS_ENDPOINT_URL_STS"] = "https://%s.invalid/" % word
    finding = patient.problem("network")
    assert finding["found"] == "%s.invalid: host not found" % word
    assert "AWS_ENDPOINT_URL_STS" in finding["remedy"]
    assert all(other not in finding["remedy"] for other in ("timedatectl", "AWS_CA_BUNDLE", "proxy", "unset"))


def test_a_server_that_says_nothing_costs_seconds_not_minutes(patient):
    """Somebody waits for the answer."""
    patient.env["AWS_ENDPOINT_URL"] = patient.sts.silent_url()
    started = time.monotonic()
    result = patient.run("--json")
    assert result.status == 1 and "no answer within" in result.stdout
    assert "check AWS_ENDPOINT_URL, which names the host" in result.stdout and "proxy" not in result.stdout
    assert time.monotonic() - started < 20


@pytest.fixture
def sick(home, standin, tmp_path):
    """Patients whose STS speaks https."""

    def make(**settings):
        sts = standin(https=True, **settings)
        alice = Person(sts, "alice")
        home.credentials(alice.profile())
        return Patient(home, sts, alice, tmp_path)

    return make


def test_https_with_a_good_certificate_is_ok(sick):
    sick().is_well()


def test_a_certificate_of_an_unknown_authority(sick):
    """A company's proxy that looks into TLS."""
    patient = sick()
    bundle = patient.env.pop("AWS_CA_BUNDLE")
    patient.awsmfa.env.pop("AWS_CA_BUNDLE")
    finding = patient.problem("network")
    assert "its certificate is not trusted" in finding["found"]
    patient.follow({"remedy": re.sub("FILE.*", bundle, finding["remedy"])})
    patient.is_well()


@pytest.mark.parametrize(
    "kind, said",
    [("expired", "has expired, or this computer's clock is wrong"), ("wrong-host", "for another host")],
)
def test_a_bad_certificate_is_told_in_words(sick, kind, said):
    patient = sick(certificate=kind)
    assert said in patient.problem("network")["found"]


@pytest.fixture
def behind_proxy(sick, monkeypatch):
    """A patient whose STS is called sts.example.com, which only a proxy finds."""
    patient = sick(certificate="wrong-host")
    check = wire.check_form
    monkeypatch.setattr(
        wire, "check_form", lambda request, path, hosts: check(request, path, [*hosts, "sts.example.com"])
    )
    patient.env["AWS_ENDPOINT_URL"] = "https://sts.example.com"
    return patient


def test_a_proxy_in_use_is_named_without_its_password(behind_proxy):
    """That is the first thing to know when a company's network is in between."""
    patient = behind_proxy
    with Gateway(patient.sts.port) as proxy:
        patient.env["HTTPS_PROXY"] = proxy.url.replace("http://", "http://alice:hunter2@")
        patient.is_well()
        assert patient.one("proxy", "ok")["found"].startswith("%s (HTTPS_PROXY)" % proxy.url[len("http://") :])
        assert "hunter2" not in patient.run().stdout + patient.run("--json").stdout


def test_a_proxy_that_is_gone(behind_proxy):
    """The office's, at home."""
    patient = behind_proxy
    gone = patient.sts.closed_url()[len("http://") :]
    patient.env["https_proxy"] = "http://alice:hunter2@" + gone
    finding = patient.problem("network")
    assert "the proxy %s cannot be reached" % gone in finding["found"] and finding["remedy"] == "unset https_proxy"
    assert "hunter2" not in patient.run().stdout
    patient.env["AWS_ENDPOINT_URL"] = "https://sts.example.invalid"
    patient.follow(finding)
    assert "the proxy" not in patient.problem("network")["found"]


def test_a_proxy_for_http_alone_is_not_used(behind_proxy):
    """Set by who thinks of the scheme of the proxy itself."""
    patient = behind_proxy
    patient.env["AWS_ENDPOINT_URL"] = "https://sts.example.invalid"
    with Gateway(patient.sts.port) as proxy:
        patient.env["http_proxy"] = proxy.url
        finding = patient.one("proxy", "warning")
        assert proxy.asked == []
        patient.follow(finding)
        patient.env["AWS_ENDPOINT_URL"] = "https://sts.example.com"
        patient.is_well()
        assert proxy.asked


# --- the clock -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "off, state, said",
    [
        (90, "warning", r"1 min \d+ s behind the server's|1 min behind the server's"),
        (-120, "warning", r"(1 min( \d+ s)?|2 min( \d+ s)?) ahead of the server's"),
        (600, "problem", r"(9|10) min( \d+ s)? behind the server's"),
        (-7200, "problem", r"(2 h|1 h 59 min) ahead of the server's"),
    ],
)
def test_a_clock_that_is_off_is_told_with_how_much(patient, off, state, said):
    """AWS refuses signatures from 5 to 15 minutes on; awsmfa itself signs again, other programs fail."""
    patient.sts.clock_offset = off
    finding = patient.one("clock", state)
    assert re.fullmatch(said, finding["found"]), finding
    assert finding["remedy"] == "timedatectl set-ntp true"
    patient.sts.clock_offset = 0
    patient.is_well()


def test_a_server_without_date_is_no_problem(patient):
    patient.sts.no_date = True
    assert patient.one("clock", "skipped")["remedy"] is None


# --- the program ---------------------------------------------------------------------------------


def program_at(folder, text):
    folder.mkdir()
    path = folder / "awsmfa"
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(0o755)
    return path


def test_another_program_of_the_same_name_comes_first(patient, tmp_path):
    """pip installs one; the hook would run it at every renewal."""
    other = program_at(tmp_path / "pip", "echo 'awsmfa, version 2'\n")
    patient.env["PATH"] = "%s:%s" % (other.parent, patient.env["PATH"])
    finding = patient.problem("program")
    assert finding["found"].startswith("%s is another program of that name" % other)
    patient.follow(finding)
    assert patient.one("program", "warning")["found"].endswith("the shell finds this one first")


@pytest.mark.leaves("sleep 1000")
@pytest.mark.parametrize(
    "text",
    ["sleep 1000", "cat", "exit 1", "yes", "echo awsmfa", "kill -9 $$", "echo awsmfa 1.2", "echo awsmfa 1.2.3 beta"],
)
def test_whatever_the_other_program_does_the_look_ends(patient, tmp_path, text):
    """It is a stranger's: no input, two seconds, no answer believed that is not ours."""
    other = program_at(tmp_path / "other", text + "\n")
    patient.env["PATH"] = "%s:%s" % (other.parent, patient.env["PATH"])
    found = patient.problem("program")["found"]
    assert found == "%s is another program of that name, and the shell finds that one first" % other


@pytest.mark.parametrize("place", ["behind", "open to others"])
def test_a_program_that_the_shell_would_not_run_or_others_can_write_is_not_run(patient, tmp_path, place):
    """Doctor must not be the one who starts what someone else left in a directory of PATH."""
    other = program_at(tmp_path / "other", "echo ran >%s; echo awsmfa 0.0.9\n" % (tmp_path / "ran"))
    if place == "behind":
        patient.env["PATH"] += ":%s" % other.parent
    else:
        other.parent.chmod(0o777)
        patient.env["PATH"] = "%s:%s" % (other.parent, patient.env["PATH"])
    findings = patient.look()
    assert any(str(other) in one["found"] for one in findings) and not (tmp_path / "ran").exists()


def test_the_other_program_gets_no_keys(patient, tmp_path):
    """It is asked for its version, and that takes no secrets."""
    other = program_at(tmp_path / "other", "/usr/bin/env >%s; echo awsmfa 0.0.9\n" % (tmp_path / "seen"))
    patient.env["PATH"] = "%s:%s" % (other.parent, patient.env["PATH"])
    patient.env["AWS_SECRET_ACCESS_KEY"] = "secret"
    patient.look()
    assert "AWS" not in (tmp_path / "seen").read_text()


def test_another_version_of_ours_is_named_with_it(patient, tmp_path):
    """An old one in ~/.local/bin explains much."""
    other = program_at(tmp_path / "old", "echo awsmfa 0.0.9\n")
    patient.env["PATH"] = "%s:%s" % (other.parent, patient.env["PATH"])
    finding = patient.one("program", "warning")
    assert finding["found"] == "there is another one, %s (awsmfa 0.0.9), and the shell finds that one first" % other


def test_the_same_file_twice_in_path_is_one(patient, tmp_path):
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "awsmfa").symlink_to(BINARY)
    patient.env["PATH"] = "%s::relative:%s:%s" % (tmp_path / "links", patient.env["PATH"], BINARY.parent)
    patient.is_well()


def test_each_other_program_is_named_once(patient, tmp_path):
    """A link to it in a second directory is the same one."""
    one = program_at(tmp_path / "one", "echo awsmfa 0.0.9\n")
    two = program_at(tmp_path / "two", "echo awsmfa 0.0.8\n")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "awsmfa").symlink_to(one)
    patient.env["PATH"] = "%s:%s:%s:%s" % (one.parent, tmp_path / "links", two.parent, patient.env["PATH"])
    found = [finding["found"] for finding in patient.look() if finding["check"] == "program"]
    assert [sum(str(path) in text for text in found) for path in (one, two, tmp_path / "links")] == [1, 1, 0]


def test_a_program_that_is_not_in_path(patient):
    """Called by its path it works, and the hook does not."""
    patient.env["PATH"] = SYSTEM_PATH
    patient.follow(patient.one("program", "warning"))
    patient.is_well()


def test_a_helper_that_is_gone(patient, tmp_path):
    """Half an installation. Without the helper there is no network, and nothing hangs."""
    place = tmp_path / "half"
    shutil.copytree(BINARY.parent, place / "bin")
    instead = ["sh", "-c", 'shift; exec "$0" "$@"', str(place / "bin" / "awsmfa")]
    patient.env["PATH"] = "%s:%s" % (place / "bin", SYSTEM_PATH)
    result = patient.awsmfa("doctor", "--json", env=patient.env, wrapper=instead)
    if os.access("/usr/local/libexec/awsmfa/awsmfa-sts", os.X_OK):
        pytest.skip("an installed helper is found")
    found = {one["check"]: one for one in json.loads(result.stdout) if one["state"] == "problem"}
    assert result.status == 1 and "helper" in found and found["helper"]["remedy"].startswith("install awsmfa again")
    shutil.copytree(BINARY.parent.parent / "libexec", place / "libexec")
    result = patient.awsmfa("doctor", "--json", env=patient.env, wrapper=instead)
    assert result.status == 0, result


def test_a_program_for_qr_codes_that_is_missing(patient, tmp_path):
    """It is optional: doctor says what is different, and nothing is wrong."""
    if os.access("/usr/local/libexec/awsmfa/awsmfa-qr", os.X_OK):
        pytest.skip("an installed one is found")
    place = tmp_path / "small"
    shutil.copytree(BINARY.parent, place / "bin")
    (place / "libexec" / "awsmfa").mkdir(parents=True)
    shutil.copy(BINARY.parent.parent / "libexec" / "awsmfa" / "awsmfa-sts", place / "libexec" / "awsmfa")
    instead = ["sh", "-c", 'shift; exec "$0" "$@"', str(place / "bin" / "awsmfa")]
    patient.env["PATH"] = "%s:%s" % (place / "bin", SYSTEM_PATH)
    result = patient.awsmfa("doctor", "--json", env=patient.env, wrapper=instead)
    [finding] = [one for one in json.loads(result.stdout) if one["check"] == "qr"]
    assert result.status == 0 and finding["state"] == "ok" and "as text only" in finding["found"]
    result = patient.awsmfa("assign", "--help", wrapper=instead)
    assert "This build has no QR codes" in result.stdout


# --- without a home ------------------------------------------------------------------------------


def test_without_any_file_it_says_how_to_begin(patient):
    """The first minute with awsmfa."""
    patient.env.update(AWS_CONFIG_FILE="", AWS_SHARED_CREDENTIALS_FILE="")
    patient.home.allow_changes()
    shutil.rmtree(patient.home.aws)
    finding = patient.problem("profile")
    assert finding["remedy"] == "put the access key of your IAM user under [default] with `aws configure`"


def test_without_home_it_ends_in_order(patient):
    patient.env["HOME"] = None
    patient.awsmfa.home.freeze()
    findings = patient.look()
    problem = [one for one in findings if one["state"] == "problem"][0]
    assert problem["check"] == "files" and problem["found"].startswith("HOME is not set")


def test_a_full_disk_is_an_error(patient):
    """Half a list would be taken for the whole."""
    with open("/dev/full", "w") as full:
        env = environment(patient.home, **patient.env)
        done = subprocess.run([BINARY, "doctor"], env=env, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1 and "stdout" in done.stderr


# --- sharing --------------------------------------------------------------------------------------


@pytest.fixture
def sharing(patient, runtime_dir):
    """A terminal that shares, and has shared already."""
    patient.env.update(XDG_RUNTIME_DIR=str(runtime_dir), AWSMFA_SHARE="1")
    result = patient.awsmfa("env", "-t", patient.alice.phone.next_code(), env=patient.env)
    assert result.status == 0, result
    return patient


def test_who_shares_is_told_where(sharing, runtime_dir):
    """What lies in memory, and in whose reach, is the first question about it."""
    assert "%s/awsmfa" % runtime_dir in sharing.one("sharing", "ok")["found"]
    sharing.is_well()


@pytest.mark.parametrize("name", ["", "awsmfa", "awsmfa/{key}", "awsmfa/{key}.lock"])
def test_a_place_that_others_can_read_is_closed_by_the_remedy(sharing, runtime_dir, name):
    """It is not used like that, so each terminal would ask again, and nobody would know why."""
    (runtime_dir / name.format(key=sharing.alice.key.id)).chmod(0o755)
    sharing.follow(sharing.problem("sharing"))
    sharing.is_well()


def test_a_word_for_sharing_that_is_none(patient):
    """Neither yes nor no: the remedy says yes, since that is what someone meant."""
    patient.env["AWSMFA_SHARE"] = "maybe"
    finding = patient.problem("sharing")
    assert finding["remedy"] == "export AWSMFA_SHARE=1"


def test_a_key_for_sharing_that_is_none(patient, runtime_dir):
    """The same in the file."""
    patient.home.config("[default]\nawsmfa_share = perhaps\n")
    finding = patient.problem("sharing")
    patient.edit(
        patient.home.aws / "config", "awsmfa_share = perhaps", re.search(r"write (.*),", finding["remedy"]).group(1)
    )
    patient.env["XDG_RUNTIME_DIR"] = str(runtime_dir)
    patient.is_well()
