"""A certificate authority of our own and server certificates for loopback, made once per process by `openssl`.

Kinds: "good" (localhost and 127.0.0.1), "wrong-host" (sts.example.com), "expired" (ended in 2021), "fips" (AWS's own
FIPS host of us-east-1, which is asked through a proxy of ours). A client that does not trust `ca_file` sees an unknown
authority.

Of yesterday: "rsa-1024", "sha1", "client" (for clients alone), "no-san" (a name in the subject only). With a good
certificate, but a poor server: "tls1.0", "tls1.1", "rsa-kx" (no fresh keys), "null" (nothing is encrypted).

With an authority in between, whose certificate the server sends along: "below" (all is well), and those in which that
one alone is bad: "below-rsa-1024", "below-sha1", "below-no-ca", "below-expired", "below-path" (it may not be below
another).
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
RSA = ["rsa-1024", "rsa-kx", "null", "below-rsa-1024-ca"]
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
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[last-authority]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[no-authority]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
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
        kind = ["rsa:%d" % (1024 if "1024" in name else 2048)] if name in RSA else [
            "ec", "-pkeyopt", "ec_paramgen_curve:P-256"
        ]  # fmt: skip
        return ["-newkey", *kind, "-nodes", "-keyout", self._path(name + ".key")]

    def _openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], check=True, stdin=subprocess.DEVNULL, capture_output=True)

    def _sign(self, name, by, *how, expired=False):
        """The certificate for the request NAME."""
        self._openssl(
            "ca", "-batch", "-notext", "-config", self._path("ca.conf"), "-cert", self._path(by + ".pem"),
            "-keyfile", self._path(by + ".key"), "-startdate", "200101000000Z",
            "-enddate", "210101000000Z" if expired else "491231235959Z", *how,
            "-in", self._path(name + ".csr"), "-out", self._path(name + ".pem"),
        )  # fmt: skip

    def _below(self, name, by, kind):
        """An authority that BY has signed; KIND says what is wrong with it."""
        self._openssl("req", *self._new_key(name), "-subj", "/CN=" + name, "-out", self._path(name + ".csr"))
        form = {"below-no-ca": "no-authority", "last": "last-authority"}.get(kind, "authority")
        how = ["-md", "sha1"] if kind == "below-sha1" else []
        self._sign(name, by, "-extensions", form, *how, expired=kind == "below-expired")

    def _between(self, kind):
        """Makes the authorities above the server's certificate. Their names, the nearest first."""
        if not kind.startswith("below"):
            return []
        if kind != "below-path":
            self._below(kind + "-ca", "ca", kind)
            return [kind + "-ca"]
        self._below("last-ca", "ca", "last")
        self._below("beyond-ca", "last-ca", kind)
        return ["beyond-ca", "last-ca"]

    @functools.lru_cache(maxsize=None)
    def server(self, kind):
        """Paths of certificate (with those between it and the authority) and key of one kind."""
        self._openssl(
            "req", *self._new_key(kind), "-subj", "/CN=%s" % ("localhost" if kind == "no-san" else "stand-in"),
            *([] if kind == "no-san" else ["-addext", "subjectAltName=" + NAMES.get(kind, LOOPBACK)]),
            "-out", self._path(kind + ".csr"),
        )  # fmt: skip
        between = self._between(kind)
        how = [*(["-md", "sha1"] if kind == "sha1" else []), *(["-extensions", "client"] if kind == "client" else [])]
        self._sign(kind, [*between, "ca"][0], *how, expired=kind == "expired")
        with open(self._path(kind + ".chain"), "w") as chain:
            for name in [kind, *between]:
                with open(self._path(name + ".pem")) as file:
                    chain.write(file.read())
        return self._path(kind + ".chain"), self._path(kind + ".key")


@functools.lru_cache(maxsize=None)
def authority():
    return Authority()


def server_context(kind):
    """A TLS context that serves the certificate of one kind."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if kind.endswith(("rsa-1024", "sha1")):
        context.set_ciphers("ALL:@SECLEVEL=0")
    if kind in SERVERS:
        version, ciphers = SERVERS[kind]
        context.set_ciphers(ciphers)
        context.minimum_version = context.maximum_version = version
    context.load_cert_chain(*authority().server(kind))
    return context
