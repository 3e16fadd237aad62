"""A HOME, a server, and the commands that are measured in it."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "e2e"))

from harness import Home, Person, Result, environment  # noqa: E402
from harness_shells import exports  # noqa: E402

PYTHON = "/usr/bin/python3"
BOTOCORE = """
import sys, botocore.session
client = botocore.session.Session().create_client("sts", region_name="us-east-1", endpoint_url=sys.argv[1])
client.get_session_token(SerialNumber=sys.argv[2], TokenCode=sys.argv[3])
"""
FORM = "Action=GetSessionToken&DurationSeconds=43200&SerialNumber=%s&TokenCode=%s&Version=2011-06-15"


class World:
    """`store` is the file that certificates are checked with: a path, or None for the system's own."""

    count = 0

    def __init__(self, folder, awsmfa, sts, store="", user="alice"):
        World.count += 1
        self.awsmfa = awsmfa
        self.sts = sts
        self.url = sts.url
        self.person = Person(sts, user)
        self.home = Home(Path(folder) / ("home-%d" % World.count))
        self.home.credentials(self.person.profile())
        bundle = {}
        if sts.https and store is not None:
            bundle = {"AWS_CA_BUNDLE": store or sts.ca_file}
        self.store = bundle.get("AWS_CA_BUNDLE")
        self.env = environment(self.home, AWS_ENDPOINT_URL=self.url, **bundle)
        self.others_env = environment(
            self.home,
            AWS_ACCESS_KEY_ID=self.person.key.id,
            AWS_SECRET_ACCESS_KEY=self.person.key.secret,
            AWS_DEFAULT_REGION="us-east-1",
            **bundle,
        )

    def code(self):
        return self.person.phone.next_code()

    def session(self):
        return [self.awsmfa, "env", "-q", "-t", self.code()], self.env

    def curl(self):
        command = ["/usr/bin/curl", "-q", "-sS", "--fail", "--aws-sigv4", "aws:amz:us-east-1:sts"]
        command += ["--user", "%s:%s" % (self.person.key.id, self.person.key.secret), "-H", "Accept: application/json"]
        command += ["-H", "Content-Type: application/x-www-form-urlencoded; charset=utf-8"]
        command += ["--cacert", self.store] if self.store else []
        form = FORM % (quote(self.person.serial, safe=""), self.code())
        return [*command, "--data", form, self.url + "/"], self.others_env

    def aws(self):
        command = ["/usr/bin/aws", "--endpoint-url", self.url, "sts", "get-session-token"]
        return [*command, "--serial-number", self.person.serial, "--token-code", self.code()], self.others_env

    def botocore(self):
        return [PYTHON, "-c", BOTOCORE, self.url, self.person.serial, self.code()], self.others_env

    def held(self):
        """The environment of a shell that has evaluated a session."""
        command, env = self.session()
        done = subprocess.run(command, env=env, capture_output=True, text=True)
        return {**env, **exports(Result(command, done.returncode, done.stdout, done.stderr), env=env)}
