"""A server on loopback that says exactly the bytes it is told to, at its own pace."""

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator

Speech = Callable[[socket.socket], None]


@contextlib.contextmanager
def odd_server(speak: Speech, *, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """Lets `speak` handle each connection in a thread of its own; gives the URL's beginning."""
    spoken: list[threading.Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    spoken.append(threading.Thread(target=_serve, args=(connection, speak, tls), daemon=True))
                    spoken[-1].start()

        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        try:
            yield f"{'https' if tls else 'http'}://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            accepting.join()
    for thread in spoken:
        thread.join(10)


def _serve(connection: socket.socket, speak: Speech, tls: ssl.SSLContext | None) -> None:
    with contextlib.suppress(OSError), connection:
        connection.settimeout(10)
        if tls is None:
            speak(connection)
            return
        with tls.wrap_socket(connection, server_side=True) as within:
            speak(within)


def hear(connection: socket.socket) -> bytes:
    """Reads one request's head."""
    heard = b""
    while b"\r\n\r\n" not in heard:
        more = connection.recv(65536)
        if not more:
            break
        heard += more
    return heard


def says(answer: bytes) -> Speech:
    """Gives a speech: hear the request, answer these bytes, hang up."""

    def speak(connection: socket.socket) -> None:
        hear(connection)
        connection.sendall(answer)

    return speak


def drips(beginning: bytes, drop: bytes, *, every: float = 0.02) -> Speech:
    """Gives a speech: the beginning, then a drop at a time until the other side hangs up."""
    never = threading.Event()

    def speak(connection: socket.socket) -> None:
        hear(connection)
        connection.sendall(beginning)
        while not never.wait(every):
            connection.sendall(drop)

    return speak


def pours(beginning: bytes, chunk: bytes) -> Speech:
    """Gives a speech without end, as fast as it goes."""

    def speak(connection: socket.socket) -> None:
        hear(connection)
        connection.sendall(beginning)
        while True:
            connection.sendall(chunk)

    return speak


def stalls(beginning: bytes) -> Speech:
    """Gives a speech: the beginning, then nothing until the other side hangs up."""

    def speak(connection: socket.socket) -> None:
        hear(connection)
        connection.sendall(beginning)
        connection.recv(1)

    return speak


def blurts(answer: bytes) -> Speech:
    """Gives a speech that does not wait for the request."""

    def speak(connection: socket.socket) -> None:
        connection.sendall(answer)
        connection.recv(1)

    return speak


def resets(beginning: bytes) -> Speech:
    """Gives a speech that ends in a TCP reset."""

    def speak(connection: socket.socket) -> None:
        hear(connection)
        connection.sendall(beginning)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return speak
