"""A line to another port of this machine that is as slow as one to AWS, and that counts its round trips.

    with Relay(sts, milliseconds=100) as relay:
        awsmfa("env", env={"AWS_ENDPOINT_URL": "http://127.0.0.1:%d" % relay.port})
        assert relay.round_trips == 2       # one to connect, one for the request

A round trip is counted when the client opens a connection, and whenever it sends something after it has received.
"""

import queue
import socket
import threading
import time


class Relay:
    def __init__(self, sts, milliseconds=0):
        self.delay = milliseconds / 2000  # seconds one way
        self.round_trips = 0
        self._sts = sts
        self._listener = None

    def __enter__(self):
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._sts.relayed.append(self.port)
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    @property
    def port(self):
        return self._listener.getsockname()[1]

    @property
    def url(self):
        return self._sts.url.replace(":%d" % self._sts.port, ":%d" % self.port)

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        self.round_trips += 1
        # The kernel has answered the client's SYN already; over a real line that had taken a round trip.
        ready = time.monotonic() + 2 * self.delay
        with client, socket.create_connection(("127.0.0.1", self._sts.port)) as server:
            for sock in (client, server):
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            received = threading.Event()
            received.set()
            ways = [
                threading.Thread(target=self._read, args=(client, server, ready, received, True), daemon=True),
                threading.Thread(target=self._read, args=(server, client, 0, received, False), daemon=True),
            ]
            for way in ways:
                way.start()
            for way in ways:
                way.join()

    def _read(self, source, target, ready, received, is_client):
        """Takes in what SOURCE sends; another thread hands it on when it has been under way long enough."""
        pieces = queue.Queue()
        writer = threading.Thread(target=self._write, args=(pieces, target, received, is_client), daemon=True)
        writer.start()
        data = b"-"
        while data:
            try:
                data = source.recv(65536)
            except OSError:
                data = b""
            if is_client and data and received.is_set():
                self.round_trips += 1
                received.clear()
            pieces.put((max(time.monotonic(), ready) + self.delay, data))
        writer.join()

    def _write(self, pieces, target, received, is_client):
        while True:
            due, data = pieces.get()
            time.sleep(max(0, due - time.monotonic()))
            if not is_client:
                received.set()
            try:
                if not data:
                    target.shutdown(socket.SHUT_WR)
                    return
                target.sendall(data)
            except OSError:
                if not data:
                    return
