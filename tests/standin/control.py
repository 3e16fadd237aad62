"""The small side door for scripts that run the stand-in as a process (`make demo`), plain GET on loopback.

    /_authenticator?device=ARN      the code that the authenticator shows
    /_set?lifetime=3&answer=xml     turns what server.py lists; an empty value is the normal one
    /_log                           one line for each request so far
    /_redirected                    where faults.Redirect points to
    /_foreign?name=dev&lifetime=900 a session of the role that Identity Center or `aws login` gives for a profile
    /_container                     the same as a container's endpoint answers
"""

import json
from urllib.parse import parse_qsl, urlsplit

from . import wire
from .answers import Answer, Instant

SETTINGS = {"lifetime": (float, None), "clock_offset": (float, 0), "answer": (str, "accept")}  # kind, normal value


def _authenticator(sts, query):
    device = sts.device(query.get("device", ""))
    return device.next_code() if device else None


def _set(sts, query):
    for name, value in query.items():
        if name not in SETTINGS:
            return None
        kind, normal = SETTINGS[name]
        setattr(sts, name, kind(value) if value else normal)
    return "ok"


def _log(sts, query):
    del query
    return "\n".join(repr(entry) for entry in sts.requests())


def _foreign(sts, query):
    session = sts.foreign_session(query["name"], float(query["lifetime"]))
    return json.dumps({"id": session.id, "secret": session.secret, "token": session.token, "expires": session.expires})


def _container(sts, query):
    del query
    session = sts.foreign_session("container", 3600)
    keys = {"AccessKeyId": session.id, "SecretAccessKey": session.secret, "Token": session.token}
    return json.dumps({**keys, "Expiration": Instant(session.expires).iso()})


def answer(sts, request):
    """The whole answer as bytes."""
    parts = urlsplit(request.target)
    if parts.path == "/_redirected":
        sts.followed.append(request)
    doors = {
        "/_authenticator": _authenticator, "/_set": _set, "/_log": _log, "/_foreign": _foreign,
        "/_container": _container,
    }
    door = doors.get(parts.path)
    text = door(sts, dict(parse_qsl(parts.query, keep_blank_values=True))) if door else None
    reply = Answer(404, "not here\n", "text/plain") if text is None else Answer(200, text + "\n", "text/plain")
    return wire.head(reply, len(reply.body), None, False) + reply.body
