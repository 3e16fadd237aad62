"""One question to every command that reads a profile:

    def test_a_slip_in_source_profile(everywhere, home):
        path = home.config("[profile dev]\\nsource_profile = defualt\\n")
        message = "%s:2: the source_profile ..." % path
        everywhere("dev", message, "did you mean 'default'?", "the problem in a few words")

The profile is refused with that message and that hint by `env`, `exec`, `devices` and, with the hook, `use`; `profiles`
has it as a problem, `doctor` as a finding; and nothing was sent that could cost a code.
"""

import json


def rows(awsmfa):
    """What `profiles` says, by the names."""
    return {one["profile"]: one for one in json.loads(awsmfa("profiles", "--json").stdout)}


def findings(awsmfa, *args, **settings):
    return json.loads(awsmfa("doctor", "--json", *args, **settings).stdout)


def problems(awsmfa, *args, **settings):
    return [one for one in findings(awsmfa, *args, **settings) if one["state"] == "problem"]


def lines_of(result):
    """The lines of stderr, without the program's name."""
    return [line.removeprefix("awsmfa: ") for line in result.lines]


class Everywhere:
    def __init__(self, awsmfa, sts, hooked):
        self.awsmfa, self.sts, self.hooked = awsmfa, sts, hooked

    def __call__(self, profile, message, hint, brief, check="profile", devices=True):
        """`check` is doctor's; `devices=False` where that command is there to help."""
        requests = len(self.sts.log)
        self._refuses(["env", "-t", "123456", "-p", profile], message, hint)
        self._refuses(["exec", "-t", "123456", "-p", profile, "--", "true"], message, hint)
        if devices:
            self._refuses(["devices", "-p", profile], message, hint)
        assert rows(self.awsmfa)[profile]["problem"] == brief
        assert len(self.sts.log) == requests, "something was sent"
        found = [(one["check"], one["found"], one["remedy"]) for one in problems(self.awsmfa, "-p", profile)]
        assert (check, message, hint) in found, found
        message, hint = self.awsmfa.home.shown(message), self.awsmfa.home.shown(hint)
        shown = self.hooked("bash").run("awsmfa use -p %s -t 123456" % profile)
        assert shown.status == 1 and "awsmfa: %s\nhint: %s\n" % (message, hint) in shown
        assert [one for one in self.sts.log if one.action in ("GetSessionToken", "AssumeRole")] == []

    def _refuses(self, command, message, hint):
        message, hint = self.awsmfa.home.shown(message), self.awsmfa.home.shown(hint)
        result = self.awsmfa(*command)
        assert result.status == 1 and lines_of(result)[-2:] == [message, "hint: " + hint], result
