"""One time limit over a whole conversation: a socket's own time-out begins anew at each read."""

import contextlib
import http.client
import socket
import threading
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def deadline(connected: Callable[[], socket.socket | None], seconds: float) -> Iterator[None]:
    """Cuts the connection that is used when time is up; raises TimeoutError then, whatever came of it."""
    late = threading.Event()

    def cut() -> None:
        late.set()
        used = connected()
        with contextlib.suppress(OSError):
            if used is not None:
                socket.socket.shutdown(used, socket.SHUT_RDWR)  # an SSLSocket's own would race with a read

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    trouble: Exception | None = None
    try:
        yield
    except (OSError, http.client.HTTPException) as error:  # SMTPException is an OSError
        trouble = error
    finally:
        timer.cancel()
    if late.is_set():  # without an error too: what was cut may read as an answer
        raise TimeoutError(f"no answer in {seconds:g} s") from trouble
    if trouble:
        raise trouble
