"""Commands of `exec --refresh` for the tests: SDKs that call the stand-in, and programs that do as they are told.

    refreshing(CALL, ops, audit)        a Python program with botocore, which calls once with each profile
    refreshing("exec ...")              any line of Python
"""

import json
import sys

import pytest

import harness

# What every program begins with. call() gives the ARN that the stand-in sees, or the error's text.
PRELUDE = """
import json, os, signal, subprocess, sys, threading, time
import botocore.config, botocore.session
URL = %(url)r
BINARY = %(binary)r
def client(profile=None):
    config = botocore.config.Config(retries={"max_attempts": 0})
    session = botocore.session.Session(profile=profile)
    return session.create_client("sts", region_name="eu-west-1", endpoint_url=URL, config=config)
def arn(client):
    try:
        return client.get_caller_identity()["Arn"]
    except Exception as error:
        return "%%s: %%s" %% (type(error).__name__, error)
def call(profile=None):
    try:
        return arn(client(profile))
    except Exception as error:
        return "%%s: %%s" %% (type(error).__name__, error)
def tell(**facts):
    print(json.dumps(facts), flush=True)
"""


class Refreshing:
    """`awsmfa exec --refresh` of Python lines; what they tell() is in `told`."""

    def __init__(self, awsmfa, home, sts, alice, runtime):
        self.awsmfa = awsmfa
        self.home = home
        self.sts = sts
        self.alice = alice
        self.runtime = runtime
        awsmfa.env["XDG_RUNTIME_DIR"] = runtime

    def command(self, lines):
        """The words of a command that runs these lines."""
        values = {"url": self.sts.url, "binary": str(harness.BINARY)}
        return [sys.executable, "-c", PRELUDE % values + lines]

    def code(self):
        return ["-t", self.alice.phone.next_code()]

    def start(self, lines, *options, code=True, **settings):
        words = ["exec", "--refresh", *options, *(self.code() if code else []), "--", *self.command(lines)]
        return self.awsmfa.start(*words, **settings)

    def __call__(self, lines, *options, **settings):
        return self.start(lines, *options, **settings).finish(180)

    def left(self):
        """The directories of runs that are there."""
        return sorted(path for path in self.runtime.iterdir() if path.name.startswith("awsmfa-run."))


def told(result):
    """What the program has told, in order."""
    assert "Traceback" not in result.stderr, result
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]


def need_botocore():
    pytest.importorskip("botocore")
