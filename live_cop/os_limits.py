"""Limits that the operating system sets for a process: raised for a server, lowered for a worker.

The only file that uses `resource`, which Windows does not have. Windows also has no such limits for us to raise, so
there each function simply does nothing.
"""

import contextlib
import ctypes
import os

try:
    import resource
except ImportError:
    resource = None  # type: ignore[assignment]


def allow_open_files(wanted: int) -> int | None:
    """Lets this process open up to `wanted` files (each connection is one). Many systems start with 1,024 and allow
    more to a process that asks. Returns None if `wanted` are allowed, otherwise how many are."""
    if resource is None:
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return None
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    # macOS says "unlimited" and still refuses more than its own limit for one process.
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return None if allowed == resource.RLIM_INFINITY or allowed >= wanted else allowed


#: A setting of the C library, and the bytes from which a piece of memory is large.
_M_MMAP_THRESHOLD, LARGE_BYTES = -3, 128 << 10


def return_large_memory() -> None:
    """Has large pieces of memory given back to the system as soon as they are free.

    glibc raises that limit by itself, up to 32 MB, and each thread keeps what it has freed: pictures pass through many
    threads."""
    if resource is None:
        return
    # Other libraries have no such setting.
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, LARGE_BYTES)


def restrict_worker(memory: int, cpu_seconds: int) -> None:
    """Limits this process to so many bytes of memory and so much processor time, and lets it write no file."""
    if resource is None:
        return
    for name, limit in (("RLIMIT_AS", memory), ("RLIMIT_CPU", cpu_seconds), ("RLIMIT_FSIZE", 0)):
        # macOS has no limit of address space that it keeps to. The server's own time limit ends the worker there.
        with contextlib.suppress(AttributeError, OSError, ValueError):
            resource.setrlimit(getattr(resource, name), (limit, limit))


def make_way() -> None:
    """Lets other processes, such as the server, have the processor first."""
    if hasattr(os, "nice"):
        os.nice(5)
