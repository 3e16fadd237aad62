"""One accepted connection: plain or TLS, with the few ways to end it that the tests need."""

import select
import socket
import ssl
import struct


class Connection:
    def __init__(self, sock):
        self.sock = sock
        self.stream = None

    def start(self, context):
        """Shakes hands when there is a TLS context; raises ssl.SSLError or OSError when the client refuses."""
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if context is not None:
            self.sock = context.wrap_socket(self.sock, server_side=True)
        self.stream = self.sock.makefile("rb")

    def waits(self):
        """Blocks until a byte of the next request is there; False when the client has closed."""
        return bool(self.stream.peek(1))

    def send(self, data):
        self.sock.sendall(data)

    def _gone(self):
        # A TLS client that has a request under way sends nothing but its goodbye.
        if isinstance(self.sock, ssl.SSLSocket):
            return True
        try:
            return not self.sock.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return True

    def wait_gone(self, wake=None, seconds=None):
        """True when the client has gone; False when `wake` became readable or the seconds are over."""
        watched = [self.sock] if wake is None else [self.sock, wake]
        readable, _, _ = select.select(watched, [], [], seconds)
        return self.sock in readable and self._gone()

    def reset(self):
        """Ends the connection the rude way: the client sees a reset."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def abort(self):
        """Wakes a thread that is blocked on this connection."""
        try:
            self.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    def close(self):
        if self.stream is not None:
            self.stream.close()
        self.sock.close()
