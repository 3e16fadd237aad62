"""Clients of the stand-in that share no code with awsmfa: botocore, and requests made by hand."""

import socket
import urllib.error
import urllib.request

import botocore.config
import botocore.exceptions
import botocore.parsers
import botocore.session
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

SESSION = "Action=GetSessionToken&Version=2011-06-15"
SESSION_OF_BOTOCORE = botocore.session.Session()  # loads the service models once
NO_ANSWER = (
    botocore.exceptions.BotoCoreError,
    botocore.exceptions.HTTPClientError,
    botocore.parsers.ResponseParserError,
)


class Client:
    """botocore with one set of keys; `key` is an AccessKey, or the Credentials of an answer."""

    def __init__(self, sts, key, region="eu-west-1", proxy=None, **settings):
        self.sts = sts
        if isinstance(key, dict):
            self.keys = (key["AccessKeyId"], key["SecretAccessKey"], key["SessionToken"])
        else:
            self.keys = (key.id, key.secret, key.token)
        self.region = region
        self.proxies = {"https": proxy} if proxy else None
        self.settings = settings

    def of(self, service):
        retries = {"max_attempts": 0}
        config = botocore.config.Config(retries=retries, parameter_validation=False, proxies=self.proxies)
        key_id, secret, token = self.keys
        return SESSION_OF_BOTOCORE.create_client(
            service,
            region_name=self.region,
            endpoint_url=self.sts.url,
            aws_access_key_id=key_id,
            aws_secret_access_key=secret,
            aws_session_token=token,
            config=config,
            **self.settings,
        )

    def arn(self):
        return self.of("sts").get_caller_identity()["Arn"]

    def session(self, **params):
        return self.of("sts").get_session_token(**params)["Credentials"]

    def mfa_session(self, device, **params):
        return self.session(SerialNumber=device.serial, TokenCode=device.next_code(), **params)

    def assume(self, role, **params):
        arn = role if isinstance(role, str) else role.arn
        answer = self.of("sts").assume_role(**{"RoleArn": arn, "RoleSessionName": "tester", **params})
        return answer["Credentials"]

    def devices(self, **params):
        listed = self.of("iam").list_mfa_devices(**params)["MFADevices"]
        return [one["SerialNumber"] for one in listed]


class refused:  # noqa: N801 - it reads as a word of the test
    """`with refused(...)`: the request in the block is refused with this status, code and message."""

    def __init__(self, code, message=None, status=403):
        self.code, self.message, self.status = code, message, status

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        assert isinstance(error, botocore.exceptions.ClientError), "not refused but %r" % error
        assert error.response["Error"]["Code"] == self.code, error
        if isinstance(self.message, str):
            assert error.response["Error"]["Message"] == self.message
        elif self.message is not None:
            assert self.message.fullmatch(error.response["Error"]["Message"]), error
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == self.status
        return True


def signed(sts, alice, form, accept=None, service="sts"):
    """One signed request by hand; gives status, content type and body."""
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    request = AWSRequest("POST", sts.url + "/", headers, form)
    SigV4Auth(Credentials(alice.key.id, alice.key.secret), service, "us-east-1").add_auth(request)
    headers = dict(request.headers.items())
    if accept:
        headers["Accept"] = accept
    try:
        with urllib.request.urlopen(urllib.request.Request(sts.url + "/", form.encode(), headers)) as reply:
            return reply.status, reply.headers["Content-Type"], reply.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read()




def raw_request(sts, data):
    with socket.create_connection(("127.0.0.1", sts.port)) as sock:
        sock.sendall(data)
        sock.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: sock.recv(65536), b""))


def post(sts, *headers, line="POST / HTTP/1.1", kind="application/x-www-form-urlencoded", body=SESSION):
    lines = [line, "Host: 127.0.0.1:%d" % sts.port, "Content-Type: " + kind, "Content-Length: %d" % len(body)]
    lines += ["X-Amz-Date: 20260101T000000Z", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


AUTH = (
    "Authorization: AWS4-HMAC-SHA256 Credential=AKIAX/20260101/us-east-1/sts/aws4_request, "
    "SignedHeaders=content-type;host;x-amz-date, Signature=" + "0" * 64
)
