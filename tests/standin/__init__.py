"""A stand-in for AWS STS and IAM that judges every request it gets.

The tests use it in-process, `make demo` from the command line:

    with StandIn() as sts:
        alice = sts.account.user("alice")
        phone = alice.device()
        ... run a program against sts.url, type phone.next_code() ...
        sts.wait_for(action="GetSessionToken", count=1)

It answers on loopback only. What it knows about AWS (limits, codes, messages) is written where it is
used: limits.py for parameters, signature.py for the signature, actions.py for the operations.
"""

from .server import StandIn

__all__ = ["StandIn"]
