"""A CONNECT proxy on loopback that writes down what it was asked: nothing but CONNECT may reach it.

    with Proxy() as proxy:
        awsmfa("env", env={"HTTPS_PROXY": proxy.url})
        assert proxy.asked == ["CONNECT localhost:%d HTTP/1.1" % sts.port]
"""

import select
import socket

from .listener import Listener


class Proxy(Listener):
    def __init__(self):
        super().__init__()
        self.asked = []  # request lines

    @property
    def url(self):
        return "http://127.0.0.1:%d" % self.port

    def _serve(self, client):
        with client, client.makefile("rb", buffering=0) as stream:
            line = stream.readline().decode("latin-1").strip()
            self.asked.append(line)
            while stream.readline().strip():
                pass
            method, _, rest = line.partition(" ")
            host, _, port = rest.partition(" ")[0].rpartition(":")
            # Whatever host was asked for, only loopback is ever reached.
            if method != "CONNECT" or host not in ("localhost", "127.0.0.1"):
                client.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                return
            with socket.create_connection(("127.0.0.1", int(port))) as server:
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                self._pass_on(client, server)

    @staticmethod
    def _pass_on(client, server):
        other = {client: server, server: client}
        while True:
            for sock in select.select([client, server], [], [])[0]:
                try:
                    data = sock.recv(65536)
                except OSError:
                    return
                if not data:
                    return
                other[sock].sendall(data)


class Gateway(Proxy):
    """A proxy that brings every host asked for to one port of this machine; `refuse`: a status to answer instead."""

    def __init__(self, port, refuse=None):
        super().__init__()
        self._target = port
        self.refuse = refuse
        self.heads = []

    def _serve(self, client):
        with client, client.makefile("rb", buffering=0) as stream:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                line = stream.readline()
                if not line:
                    return
                head += line
            self.heads.append(head.decode("latin-1"))
            self.asked.append(self.heads[-1].split("\r\n")[0])
            if self.refuse:
                client.sendall(b"HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n" % self.refuse)
                return
            with socket.create_connection(("127.0.0.1", self._target)) as server:
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                self._pass_on(client, server)
