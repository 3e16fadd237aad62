"""A certificate authority of our own and server certificates for loopback, made once per process by `openssl`.

Kinds: "good" (localhost and 127.0.0.1), "wrong-host" (sts.example.com), "expired" (ended in 2021), "fips" (AWS's own
FIPS host of us-east-1, which is asked through a proxy of ours). A client that does not trust `ca_file` sees an unknown
authority.

Of yesterday: "rsa-1024", "sha1", "client" (for clients alone), "no-san" (a name in the subject only). With a good
certificate, but a poor server: "tls1.0", "tls1.1", "rsa-kx" (no fresh keys), "null" (nothing is encrypted).
"""

import atexit
import functools
import os
import shutil
import ssl
import subprocess
import tempfile

NAMES = {
    "good": "DNS:localhost,IP:127.0.0.1",
    "expired": "DNS:localhost,IP:127.0.0.1",
    "wrong-host": "DNS:sts.example.com",
    "fips": "DNS:sts-fips.us-east-1.amazonaws.com",
}
LOOPBACK = NAMES["good"]
RSA = ["rsa-1024", "rsa-kx", "null"]
SERVERS = {
    "tls1.0": (ssl.TLSVersion.TLSv1, "ALL:@SECLEVEL=0"),
    "tls1.1": (ssl.TLSVersion.TLSv1_1, "ALL:@SECLEVEL=0"),
    "rsa-kx": (ssl.TLSVersion.TLSv1_2, "AES128-GCM-SHA256:@SECLEVEL=0"),
    "null": (ssl.TLSVersion.TLSv1_2, "eNULL:@SECLEVEL=0"),
}
CA_SETTINGS = """
[ca]
default_ca = standin
[standin]
database = %(folder)s/index.txt
new_certs_dir = %(folder)s
rand_serial = yes
unique_subject = no
default_md = sha256
policy = anything
copy_extensions = copy
x509_extensions = server
[anything]
commonName = supplied
[client]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


class Authority:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="standin-ca-")
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        self.ca_file = self._path("ca.pem")
        open(self._path("index.txt"), "w").close()
        with open(self._path("ca.conf"), "w") as file:
            file.write(CA_SETTINGS % {"folder": self.folder})
        self._openssl(
            "req", "-x509", *self._new_key("ca"), "-subj", "/CN=Stand-in CA", "-days", "3650", "-out", self.ca_file,
            "-addext", "keyUsage=critical,keyCertSign,cRLSign",  # Python 3.13 insists
        )  # fmt: skip

    def _path(self, name):
        return os.path.join(self.folder, name)

    def _new_key(self, name):
        kind = ["rsa:%d" % (1024 if name == "rsa-1024" else 2048)] if name in RSA else [
            "ec", "-pkeyopt", "ec_paramgen_curve:P-256"
        ]  # fmt: skip
        return ["-newkey", *kind, "-nodes", "-keyout", self._path(name + ".key")]

    def _openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], check=True, stdin=subprocess.DEVNULL, capture_output=True)

    @functools.lru_cache(maxsize=None)
    def server(self, kind):
        """Paths of certificate and key of one kind."""
        request, certificate = self._path(kind + ".csr"), self._path(kind + ".pem")
        self._openssl(
            "req", *self._new_key(kind), "-subj", "/CN=%s" % ("localhost" if kind == "no-san" else "stand-in"),
            *([] if kind == "no-san" else ["-addext", "subjectAltName=" + NAMES.get(kind, LOOPBACK)]),
            "-out", request,
        )  # fmt: skip
        ends = "210101000000Z" if kind == "expired" else "491231235959Z"
        self._openssl(
            "ca", "-batch", "-notext", "-config", self._path("ca.conf"), "-cert", self.ca_file,
            "-keyfile", self._path("ca.key"), "-startdate", "200101000000Z", "-enddate", ends,
            *(["-md", "sha1"] if kind == "sha1" else []), *(["-extensions", "client"] if kind == "client" else []),
            "-in", request, "-out", certificate,
        )  # fmt: skip
        return certificate, self._path(kind + ".key")


@functools.lru_cache(maxsize=None)
def authority():
    return Authority()


def server_context(kind):
    """A TLS context that serves the certificate of one kind."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if kind in ("rsa-1024", "sha1"):
        context.set_ciphers("ALL:@SECLEVEL=0")
    if kind in SERVERS:
        version, ciphers = SERVERS[kind]
        context.set_ciphers(ciphers)
        context.minimum_version = context.maximum_version = version
    context.load_cert_chain(*authority().server(kind))
    return context
