"""Memory that a process was given and no longer uses, handed back to the system."""

import ctypes
import gc


def give_back() -> None:
    """Collects what nothing refers to, and returns free pages: C libraries keep them by themselves.

    A reading service has 13 MB of them once its model is loaded. Does no more than collect where the C
    library is not glibc.
    """
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
