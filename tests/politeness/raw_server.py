"""A server that sends bytes just as a test says: broken lengths, silence, resets, endless streams."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

Speak = Callable[[socket.socket], None]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


class RawServer:
    """Path -> what is done with the connection once a request for it is read; robots.txt forbids nothing."""

    def __init__(self) -> None:
        self.answers: dict[str, Speak] = {}
        self.paths: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._is_open = True
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._is_open = False
        self._listener.close()

    def _listen(self) -> None:
        while self._is_open:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            asked = b""
            while b"\r\n\r\n" not in asked:
                data = connection.recv(65536)
                if not data:
                    return
                asked += data
            path = asked.split(b" ")[1].decode()
            self.paths.append(path)
            try:
                self.answers.get(path, _not_found)(connection)
            except OSError:
                return  # the other side had enough


def _not_found(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def say(*pieces: bytes) -> Speak:
    """Send these and hang up."""

    def speak(connection: socket.socket) -> None:
        for piece in pieces:
            connection.sendall(piece)

    return speak


def say_and_wait(*pieces: bytes, seconds: float) -> Speak:
    """Send these and keep the connection."""

    def speak(connection: socket.socket) -> None:
        say(*pieces)(connection)
        time.sleep(seconds)

    return speak


def say_and_reset(*pieces: bytes) -> Speak:
    """Send these and break off as a crashed machine does."""

    def speak(connection: socket.socket) -> None:
        say(*pieces)(connection)
        time.sleep(0.2)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return speak


def say_slowly(head: bytes, body: bytes, pause: float) -> Speak:
    """Send the body byte by byte."""

    def speak(connection: socket.socket) -> None:
        connection.sendall(head)
        for byte in body:
            connection.sendall(bytes([byte]))
            time.sleep(pause)

    return speak


def say_for_ever(head: bytes, piece: bytes, most: int) -> Speak:
    """Send a piece again and again; ``most`` bytes end it, for a test that fails."""

    def speak(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(most // len(piece)):
            connection.sendall(piece)

    return speak


def once_then(first: Speak, later: Speak) -> Speak:
    """Do one thing at the first request and another at those after it."""
    turns: Iterator[Speak] = iter([first])

    def speak(connection: socket.socket) -> Any:
        return next(turns, later)(connection)

    return speak
