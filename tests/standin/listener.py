"""Something on loopback that takes connections, each served by a thread of its own, for as long as a `with` lasts."""

import socket
import threading


class Listener:
    """`_serve(client)` says what becomes of a connection."""

    def __init__(self):
        self._listener = None

    def __enter__(self):
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        # The thread that waits in accept() ends with the listener.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    @property
    def port(self):
        return self._listener.getsockname()[1]

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        raise NotImplementedError
