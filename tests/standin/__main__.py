"""The stand-in as a process, for demonstrations and by hand:

    PYTHONPATH=tests python3 -m standin --user alice

It prints its port as one line and runs until its standard input closes. `control.py` lists what can be
asked of it, first of all http://127.0.0.1:PORT/_authenticator?device=ARN, the code for the next question.
"""

import argparse
import signal
import sys

from .server import StandIn


def options():
    parser = argparse.ArgumentParser(prog="standin", description="A stand-in for AWS STS and IAM on loopback.")
    parser.add_argument("--account", default="123456789012")
    parser.add_argument("--user", default="alice")
    parser.add_argument("--access-key-id", default="AKIAIOSFODNN7EXAMPLE")
    parser.add_argument("--secret-access-key", default="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    parser.add_argument("--device", help="serial of the MFA device (default: arn:aws:iam::ACCOUNT:mfa/USER)")
    parser.add_argument("--role", action="append", default=[], help="name of a role that needs MFA")
    parser.add_argument("--lifetime", type=float, help="seconds every session lives")
    return parser.parse_args()


def main():
    chosen = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with StandIn(account_id=chosen.account) as sts:
        sts.lifetime = chosen.lifetime
        user = sts.account.user(chosen.user, key_id=chosen.access_key_id, secret=chosen.secret_access_key)
        user.device(chosen.device)
        for role in chosen.role:
            sts.account.role(role, mfa=True)
        print(sts.port, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
