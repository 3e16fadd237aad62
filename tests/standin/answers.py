"""Results and refusals as bytes: XML as documented, or JSON as AWS gives it to `Accept: application/json`.

A result is a dict of strings, numbers, lists and dicts, in AWS's order. An instant is an `Instant`, because
the two formats write it differently.
"""

import datetime
import json
import math
import re
from xml.sax.saxutils import escape

NAMESPACES = {
    "sts": "https://sts.amazonaws.com/doc/2011-06-15/",
    "iam": "https://iam.amazonaws.com/doc/2010-05-08/",
}


class Answer:
    """An HTTP answer, ready to be sent."""

    def __init__(self, status, body, content_type, headers=()):
        self.status = status
        self.body = body if isinstance(body, bytes) else body.encode("utf-8")
        self.content_type = content_type
        self.headers = list(headers)


class Instant:
    """A time in an answer. Whole seconds as AWS sends them, with a fraction when there is one."""

    def __init__(self, epoch):
        self.epoch = epoch

    def iso(self):
        moment = datetime.datetime.fromtimestamp(self.epoch, datetime.timezone.utc)
        form = "%Y-%m-%dT%H:%M:%S.%fZ" if moment.microsecond else "%Y-%m-%dT%H:%M:%SZ"
        return moment.strftime(form)

    def number(self):
        """Java's form of a double: 1.795529752E9."""
        exponent = int(math.floor(math.log10(abs(self.epoch)))) if self.epoch else 0
        digits = repr(round(self.epoch / 10**exponent, exponent + 6))
        return "%sE%d" % (digits, exponent)


def _xml(name, value, indent):
    pad = "  " * indent
    if isinstance(value, dict):
        inner = "".join(_xml(key, one, indent + 1) for key, one in value.items())
        return "%s<%s>\n%s%s</%s>\n" % (pad, name, inner, pad, name)
    if isinstance(value, list):
        if not value:
            return "%s<%s/>\n" % (pad, name)
        inner = "".join(_xml("member", one, indent + 1) for one in value)
        return "%s<%s>\n%s%s</%s>\n" % (pad, name, inner, pad, name)
    return "%s<%s>%s</%s>\n" % (pad, name, escape(_text(value)), name)


def _text(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.iso() if isinstance(value, Instant) else str(value)


def _jsonable(value):
    # json.dumps cannot write a number in Java's form, so it goes in as a marked string and loses its quotes
    # afterwards. No value that comes from outside starts with the mark.
    if isinstance(value, Instant):
        return "\x01" + value.number()
    if isinstance(value, dict):
        return {key: _jsonable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_jsonable(one) for one in value]
    return value


def _json(value):
    text = json.dumps(_jsonable(value), separators=(",", ":"))
    return re.sub(r'"\\u0001([0-9.E]+)"', r"\1", text)


def render_result(style, service, action, result, request_id):
    """A successful answer; `style` is "xml" or "json"."""
    inner = {}
    if result is not None:
        inner[action + "Result"] = result
    inner["ResponseMetadata"] = {"RequestId": request_id}
    if style == "json":
        return Answer(200, _json({action + "Response": inner}), "application/json")
    body = "".join(_xml(key, value, 1) for key, value in inner.items())
    name = action + "Response"
    return Answer(200, '<%s xmlns="%s">\n%s</%s>\n' % (name, NAMESPACES[service], body, name), "text/xml")


def render_error(style, service, refusal, request_id, shape="aws"):
    """An error answer. Shapes: "aws", "wrapped" (JSON inside ErrorResponse), "moto" (one level deeper in XML)."""
    error = {"Type": "Sender" if refusal.status < 500 else "Receiver", "Code": refusal.code, "Message": refusal.message}
    if style == "json":
        tree = {"Error": error, "RequestId": request_id}
        if shape == "wrapped":
            tree = {"ErrorResponse": tree}
        return Answer(refusal.status, _json(tree), "application/json")
    if shape == "moto":
        body = '<?xml version="1.0" encoding="utf-8"?>\n<ErrorResponse><Errors>%s</Errors></ErrorResponse>'
        return Answer(refusal.status, body % _xml("Error", error, 0), "text/html; charset=utf-8")
    body = _xml("Error", error, 1) + _xml("RequestId", request_id, 1)
    text = '<ErrorResponse xmlns="%s">\n%s</ErrorResponse>\n' % (NAMESPACES[service], body)
    return Answer(refusal.status, text, "text/xml")
