"""Judges Signature Version 4 with botocore's own signer, an implementation that shares nothing with ours.

The order is AWS's: is there a signature, is the key known, does the token belong to it, has the session
expired, is the date near the server's clock, is the scope right, and at last the signature itself. Each
refusal has AWS's exact words.
"""

import calendar
import hmac
import re
import time

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from .errors import Odd, Refusal

TOLERANCE_MINUTES = 15
AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/,\s]+)/(?P<date>[^/,]*)/(?P<region>[^/,]*)/(?P<service>[^/,]*)/"
    r"aws4_request, ?SignedHeaders=(?P<signed>[a-z0-9;-]+), ?Signature=(?P<signature>[0-9a-f]{64})"
)
INVALID_KEY = "The security token included in the request is invalid."
NO_MATCH = (
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key"
    " and signing method. Consult the service documentation for details."
)


def _no_match(message):
    return Refusal(403, "SignatureDoesNotMatch", message)


def _stamp(epoch):
    return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(epoch))


def parse(request):
    """The parts of the Authorization header as a dict."""
    header = request.header("Authorization")
    if header is None:
        raise Refusal(403, "MissingAuthenticationToken", "Request is missing Authentication Token")
    match = AUTHORIZATION.fullmatch(header)
    if not match:
        raise Odd("the Authorization header is not of AWS's form")
    parts = match.groupdict()
    parts["signed"] = parts["signed"].split(";")
    return parts


def _check_headers(request, parts):
    signed = parts["signed"]
    if signed != sorted(set(signed)):
        raise Odd("SignedHeaders are not sorted and single: %s" % ";".join(signed))
    for name in signed:
        if request.header(name) is None:
            raise Odd("the signed header %s was not sent" % name)
    for name in ("host", "x-amz-date", "content-type"):
        if name not in signed:
            raise Odd("the header %s is not signed" % name)
    for name, _ in request.headers:
        if name.lower().startswith("x-amz-") and name.lower() not in signed:
            raise Odd("the header %s is not signed" % name)


def _check_key(request, parts, registry, now):
    key = registry.find(parts["key"])
    token = request.header("X-Amz-Security-Token")
    if key is None or not key.active or token != key.token:
        raise Refusal(403, "InvalidClientTokenId", INVALID_KEY)
    if key.expires is not None and now >= key.expires:
        raise Refusal(403, "ExpiredToken", "The security token included in the request is expired")
    return key


def _check_date(request, parts, now):
    stamp = request.header("X-Amz-Date")
    try:
        signed_at = calendar.timegm(time.strptime(stamp, "%Y%m%dT%H%M%SZ"))
    except ValueError:
        raise Odd("X-Amz-Date is not of the form YYYYMMDDTHHMMSSZ: %s" % stamp) from None
    if parts["date"] != stamp[:8]:
        text = "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '%s' != '%s'"
        raise _no_match(text % (parts["date"], stamp[:8]))
    reach = TOLERANCE_MINUTES * 60
    if signed_at < now - reach:
        text = "Signature expired: %s is now earlier than %s (%s - %d min.)"
        raise _no_match(text % (stamp, _stamp(now - reach), _stamp(now), TOLERANCE_MINUTES))
    if signed_at > now + reach:
        text = "Signature not yet current: %s is still later than %s (%s + %d min.)"
        raise _no_match(text % (stamp, _stamp(now + reach), _stamp(now), TOLERANCE_MINUTES))


def _check_scope(parts, service, region):
    if parts["service"] != service:
        raise _no_match("Credential should be scoped to correct service: '%s'. " % service)
    if region is not None and parts["region"] != region:
        raise _no_match("Credential should be scoped to a valid region. ")
    if not re.fullmatch(r"[a-z]{2,4}(-[a-z]+)+-\d", parts["region"]):
        raise _no_match("Credential should be scoped to a valid region. ")


def expected(request, parts, secret):
    """The signature that botocore computes over exactly the signed headers."""
    headers = {name: request.header(name) for name in parts["signed"]}
    judged = AWSRequest(method=request.method, url=request.url, headers=headers, data=request.body)
    judged.context["timestamp"] = request.header("X-Amz-Date")
    signer = SigV4Auth(Credentials(parts["key"], secret), parts["service"], parts["region"])
    return signer.signature(signer.string_to_sign(judged, signer.canonical_request(judged)), judged)


def check(request, service, registry, now, region=None):
    """Gives the access key that signed the request, or raises the refusal that AWS would answer."""
    parts = parse(request)
    _check_headers(request, parts)
    key = _check_key(request, parts, registry, now)
    _check_date(request, parts, now)
    _check_scope(parts, service, region)
    if not hmac.compare_digest(expected(request, parts, key.secret), parts["signature"]):
        raise _no_match(NO_MATCH)
    return key
