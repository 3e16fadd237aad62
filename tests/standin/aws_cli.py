"""Plays the AWS CLI, version 2.36, as far as awsmfa runs it; run by the program `aws` of harness_aws.py.

    aws configure export-credentials --profile=NAME --format process
    aws login --profile NAME        aws sso login --profile NAME

Its words and exit statuses are those of the real one. So is what makes it fragile: it keeps each login in a file that
it rewrites in place and without a lock, and a refresh token is good for one use. A run that is ended in the middle, or
two at once, are written to `oddities`.

FOLDER holds its settings (settings.json, see harness_aws.py), the log of its runs and the logins.
"""

import configparser
import datetime
import json
import os
import shlex
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

CONFIGURATION, GENERAL, USAGE = 253, 255, 252
CHAIN = "_AWS_CLI_PROFILE_CHAIN"

USAGE_1 = """usage: Note: AWS CLI version 2, the latest major version of the AWS CLI, is now stable and \
recommended for general use.

usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  aws help
aws: error: argument subcommand: Invalid choice, valid choices are:

list                                     | get
"""


class Failure(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


def configuration(message):
    return Failure(CONFIGURATION, "An error occurred (Configuration): Unable to retrieve credentials: " + message)


class Cli:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.settings = json.loads((self.folder / "settings.json").read_text())

    # What the tests look at

    def note(self, name, text):
        with open(self.folder / name, "a") as file:
            file.write(text + "\n")

    def log(self, **more):
        try:
            os.close(os.open("/dev/tty", os.O_RDWR))
            has_terminal = True
        except OSError:
            has_terminal = False
        entry = {
            "arguments": sys.argv[1:], "environment": dict(os.environ), "terminal": has_terminal,
            "path": globals().get("PROGRAM"),
            "input": sys.stdin.read() if not os.isatty(0) else None, "pid": os.getpid(), **more,
        }
        self.note("log", json.dumps(entry))

    def hold(self, name):
        """Waits at a point of that name while the test says so."""
        self.note("points", name)
        while (self.folder / ("hold-" + name)).exists():
            time.sleep(0.02)

    # Profiles

    def section(self, profile):
        path = os.environ.get("AWS_CONFIG_FILE", os.path.expanduser("~/.aws/config"))
        parser = configparser.RawConfigParser(strict=False)
        parser.read(path)
        wanted = ["default"] if profile == "default" else ["profile", profile]
        for name in parser.sections():
            if shlex.split(name) == wanted:
                return dict(parser[name])
        raise configuration("The config profile (%s) could not be found" % profile)

    def login_of(self, profile):
        """The login that a profile needs: its file, and what the real CLI says without one."""
        section = self.section(profile)
        if "sso_account_id" in section or "sso_start_url" in section:
            name = section.get("sso_session", section.get("sso_start_url"))
            return name, Failure(GENERAL, "Error loading SSO Token: Token for %s does not exist" % name)
        if "login_session" in section:
            name = section["login_session"]
            text = "Error loading login session token: Unable to load a existing login session for session %s, "
            return name, configuration(text % name + "Please reauthenticate with 'aws login'.")
        if "web_identity_token_file" in section or "credential_source" in section:
            return None, None
        raise configuration("no credentials found")

    def cache(self, login):
        return self.folder / ("login-" + urllib.parse.quote(login or "metadata", safe=""))

    # Commands

    def check_chain(self, profile):
        seen = [one for one in os.environ.get(CHAIN, "").split(",") if one]
        if profile in seen:
            text = "Credential process resolution detected an infinite loop, profile cycle: "
            raise Failure(CONFIGURATION, text + " -> ".join([*seen, profile]))
        os.environ[CHAIN] = ",".join([*seen, profile])

    def read(self, path):
        try:
            return json.loads(path.read_text())
        except ValueError:
            self.note("oddities", "%s is torn: a run was ended while it wrote" % path.name)
            raise Failure(GENERAL, "Your session has expired. Please reauthenticate using 'aws login'.") from None

    def mint(self, profile):
        query = urllib.parse.urlencode({"name": profile, "lifetime": self.settings["lifetime"]})
        with urllib.request.urlopen(self.settings["sts"] + "/_foreign?" + query, timeout=30) as answer:
            return json.load(answer)

    def refresh(self, path, login, profile):
        """Uses up the refresh token and writes the next one over it, in two steps."""
        server = self.folder / "used"
        used = server.read_text().split() if server.exists() else []
        if login["refresh"] in used:
            self.note("oddities", "the refresh token %s was used twice" % login["refresh"])
            raise Failure(GENERAL, "Your session has expired. Please reauthenticate using 'aws login'.")
        self.note("used", login["refresh"])
        login = {"refresh": os.urandom(8).hex(), "keys": self.mint(profile)}
        text = json.dumps(login)
        with open(path, "w") as file:
            file.write(text[:20])
            file.flush()
            self.hold("writing")
            file.write(text[20:])
        return login

    def obtain(self, profile):
        name, missing = self.login_of(profile)
        path = self.cache(name)
        if not path.exists():
            if missing is not None:
                raise missing
            path.write_text(json.dumps({"refresh": os.urandom(8).hex()}))
        login = self.read(path)
        keys = login.get("keys")
        left = 0 if keys is None else keys["expires"] - time.time()
        if keys is None or (self.settings["refreshes"] and left < min(300, self.settings["lifetime"] / 3)):
            login = self.refresh(path, login, profile)
        return login["keys"]

    def export(self, profile):
        marker = self.cache(self.login_of(profile)[0]).with_suffix(".running")
        try:
            os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            self.note("oddities", "two runs at once, or one that was ended, for profile %s" % profile)
        try:
            self.hold("running")
            if self.settings["fail"] is not None:
                raise Failure(self.settings["status"], self.settings["fail"])
            keys = self.obtain(profile)
        finally:
            marker.unlink(missing_ok=True)
        document = {
            "Version": 1, "AccessKeyId": keys["id"], "SecretAccessKey": keys["secret"], "SessionToken": keys["token"],
            "Expiration": datetime.datetime.fromtimestamp(keys["expires"], datetime.timezone.utc).isoformat(),
        }
        document.update(self.settings["edit"])
        document = {name: value for name, value in document.items() if value is not None}
        sys.stdout.write(self.settings["print"] or json.dumps(document, indent=2) + "\n")

    def log_in(self, profile):
        name, _ = self.login_of(profile)
        self.cache(name).write_text(json.dumps({"refresh": os.urandom(8).hex()}))
        print("Successfully logged in")

    def run(self, arguments):
        words, profile, rest = [], os.environ.get("AWS_PROFILE", "default"), list(arguments)
        while rest:
            word = rest.pop(0)
            if word.startswith("--profile="):
                profile = word.partition("=")[2]
            elif word == "--profile":
                profile = rest.pop(0)
            elif not word.startswith("-"):
                words.append(word)
        if arguments[:2] == ["configure", "export-credentials"]:
            if self.settings["version"] == 1:
                sys.stderr.write(USAGE_1)
                return 2
            self.check_chain(profile)
            self.export(profile)
        elif words[:1] == ["login"] or words[:2] == ["sso", "login"]:
            self.log_in(profile)
        else:
            raise Failure(USAGE, "argument command: Found invalid choice '%s'" % " ".join(words[:1]))
        return 0

    def main(self):
        self.log()
        try:
            return self.run(sys.argv[1:])
        except Failure as failure:
            sys.stderr.write("\naws: [ERROR]: %s\n" % failure)
            return failure.status


if __name__ == "__main__":
    sys.exit(Cli(globals()["FOLDER"]).main())
