"""`awsmfa exec --refresh` with SDKs of other languages, where they are installed (make tools).

Each SDK starts the command of the made config, and asks again, in its own way. test_refresh.py has Python's.
"""

import os
import re
import subprocess
from pathlib import Path

import pytest

from harness import need
from harness_refresh import told
from harness_tools import NPM

TOOLS = Path(NPM)
SCRIPTS = Path(__file__).parent / "sdks"
GO_SOURCES = Path("/usr/share/gocode")
ARNS = {
    "default": r"arn:aws:iam::\d+:user/alice",
    "ops": r"arn:aws:sts::\d+:assumed-role/ops/.*",
    "audit": r"arn:aws:sts::\d+:assumed-role/audit/.*",
}


def javascript():
    """The command that calls, and its environment."""
    modules = TOOLS / "aws-sdk" / "node_modules"
    if not modules.is_dir():
        pytest.skip("the AWS SDK for JavaScript is not installed (make tools)")
    return [need("node"), SCRIPTS / "calls.js"], {"NODE_PATH": modules}


def ruby():
    ruby = need("ruby")
    if subprocess.run([ruby, "-e", "require 'aws-sdk-core'"], capture_output=True).returncode != 0:
        pytest.skip("the AWS SDK for Ruby is not installed (make tools)")
    return [ruby, SCRIPTS / "calls.rb"], {}


def go():
    """Compiled once: that takes longer than the test. It uses a session to its end, so it needs longer ones."""
    if not TOOLS.is_dir() or not (GO_SOURCES / "src/github.com/aws/aws-sdk-go-v2").is_dir():
        pytest.skip("the AWS SDK for Go is not installed (make tools)")
    program, source = TOOLS / "calls", SCRIPTS / "calls.go"
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        env = {**os.environ, "GO111MODULE": "off", "GOPATH": str(GO_SOURCES), "GOCACHE": str(TOOLS / "go-cache")}
        subprocess.run([need("go"), "build", "-o", program, source], env=env, check=True)
    return [program], {}


@pytest.mark.parametrize("sdk, life", [(javascript, 3), (ruby, 3), (go, 6)], ids=["javascript", "ruby", "go"])
def test_other_sdks_outlive_their_sessions(refreshing, sts, sdk, life):
    """CDK, SST and Amplify are JavaScript, Chef is Ruby, Terraform is Go: five lives of each role, no failed call."""
    command, env = sdk()
    sts.lifetime = {"AssumeRole": life}
    words = [str(word) for word in command]
    result = refreshing("os.execv(%r, [*%r, URL])" % (words[0], words), "-p", "ops", env=env)
    assert result.status == 0, result
    (found,) = told(result)
    for name, pattern in ARNS.items():
        assert len(found[name]) == 1 and re.fullmatch(pattern, found[name][0]), found
    assert len(sts.requests("GetSessionToken")) == len([entry for entry in sts.log if entry.code is not None]) == 1
    assert 2 * 5 <= len(sts.requests("AssumeRole")) <= 2 * 10
