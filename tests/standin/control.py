"""The small side door for scripts that run the stand-in as a process (`make demo`), plain GET on loopback.

    /_authenticator?device=ARN      the code that the authenticator shows
    /_set?lifetime=3&answer=xml     turns what server.py lists; an empty value is the normal one
    /_log                           one line for each request so far
    /_redirected                    where faults.Redirect points to
"""

from urllib.parse import parse_qsl, urlsplit

from . import wire
from .answers import Answer

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


def answer(sts, request):
    """The whole answer as bytes."""
    parts = urlsplit(request.target)
    if parts.path == "/_redirected":
        sts.followed.append(request)
    doors = {"/_authenticator": _authenticator, "/_set": _set, "/_log": _log}
    door = doors.get(parts.path)
    text = door(sts, dict(parse_qsl(parts.query, keep_blank_values=True))) if door else None
    reply = Answer(404, "not here\n", "text/plain") if text is None else Answer(200, text + "\n", "text/plain")
    return wire.head(reply, len(reply.body), None, False) + reply.body
