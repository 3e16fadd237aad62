"""HTTP on a socket, read strictly: what no correct client sends is noticed, not repaired."""

import re
import time
from urllib.parse import unquote_plus

from .errors import Dropped, Odd

REASONS = {200: "OK", 302: "Found", 400: "Bad Request", 403: "Forbidden", 404: "Not Found"}
MAX_HEAD = 64 * 1024
MAX_BODY = 256 * 1024


class Request:
    """One request as it came: method, target, headers in order, body."""

    def __init__(self, scheme, method, target, headers, body=b""):
        self.scheme = scheme
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body

    def header(self, name):
        for one, value in self.headers:
            if one.lower() == name.lower():
                return value
        return None

    @property
    def url(self):
        return "%s://%s%s" % (self.scheme, self.header("Host"), self.target)

    def params(self):
        """The form body as a dict. A parameter given twice is odd."""
        found = {}
        for part in self.body.decode("ascii").split("&"):
            name, separator, value = part.partition("=")
            if not separator:
                raise Odd("a part of the form has no '='")
            if name in found:
                raise Odd("the parameter %s is sent twice" % name)
            found[unquote_plus(name)] = unquote_plus(value)
        return found


def _read_line(stream, left):
    line = stream.readline(left + 1)
    if not line:
        raise Dropped("the client closed the connection")
    if len(line) > left or not line.endswith(b"\r\n"):
        raise Odd("a line of the head is too long or does not end in CRLF")
    return line[:-2].decode("latin-1")


def read_request(stream, scheme):
    """Reads one request. Raises Dropped when the client has gone."""
    left = MAX_HEAD
    line = _read_line(stream, left)
    match = re.fullmatch(r"([A-Z]+) (/[\x21-\x7e]*) HTTP/1\.1", line)
    if not match:
        raise Odd("not an HTTP/1.1 request line: %r" % line)
    headers = []
    while True:
        line = _read_line(stream, left)
        left -= len(line) + 2
        if not line:
            break
        field = re.fullmatch(r"([A-Za-z0-9-]+):[ \t]*([\x20-\x7e\t]*?)[ \t]*", line)
        if not field:
            raise Odd("not a header: %r" % line)
        headers.append(field.groups())
    request = Request(scheme, match.group(1), match.group(2), headers)
    length = request.header("Content-Length")
    if length is not None:
        if not re.fullmatch(r"\d{1,9}", length) or int(length) > MAX_BODY:
            raise Odd("Content-Length is %s" % length)
        request.body = stream.read(int(length))
        if len(request.body) < int(length):
            raise Dropped("the client closed the connection within a request")
    return request


def check_form(request, path, hosts):
    """Everything about a request that must be so before its content matters."""
    names = [name.lower() for name, _ in request.headers]
    for name in names:
        if names.count(name) > 1:
            raise Odd("the header %s is sent twice" % name)
    for name in ("expect", "transfer-encoding", "cookie", "referer", "proxy-authorization"):
        if name in names:
            raise Odd("the header %s is sent" % name)
    if request.method != "POST":
        raise Odd("the method is %s" % request.method)
    if request.target != path:
        raise Odd("the request is for %s instead of %s" % (request.target, path))
    if request.header("Host") not in hosts:
        raise Odd("the Host header is %s" % request.header("Host"))
    if "content-length" not in names:
        raise Odd("there is no Content-Length")
    kind = request.header("Content-Type") or ""
    if not re.fullmatch(r"application/x-www-form-urlencoded(; ?charset=utf-8)?", kind, re.IGNORECASE):
        raise Odd("the Content-Type is %r" % kind)
    if not re.fullmatch(rb"(?:[A-Za-z0-9._~*+=&-]|%[0-9A-Fa-f]{2})+", request.body):
        raise Odd("the body is not a percent-encoded form")


def head(answer, length, date, close):
    """The head of an answer as bytes; `date` is epoch seconds, None for no Date header."""
    lines = ["HTTP/1.1 %d %s" % (answer.status, REASONS.get(answer.status, "Error"))]
    if date is not None:
        lines.append("Date: " + time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(date)))
    lines.append("Content-Type: " + answer.content_type)
    lines.append("Content-Length: %d" % length)
    lines += ["%s: %s" % header for header in answer.headers]
    if close:
        lines.append("Connection: close")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
