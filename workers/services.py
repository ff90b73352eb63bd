"""The processes of a deployment, by name: `beffroi up` starts them all, a server starts each by hand."""

import sys
from collections.abc import Collection
from pathlib import Path

from workers.settings import Settings, environment
from workers.supervisor import Child

# No gossip, no mingle: workers need not know each other, and both are known to stall after a reconnect.
# No heartbeat: nobody listens, and the broker's own health check finds a dead connection.
WORKER = (
    "celery",
    "-A",
    "workers",
    "worker",
    "--without-gossip",
    "--without-mingle",
    "--without-heartbeat",
    "--loglevel=INFO",
)
# Threads where work waits on the network, processes where it computes; one process for the index: the
# embedded one has one writer, and what its threads put together is one request to the other.
# One parent takes 650 messages a second, far above what a laptop reads.
SERVICES = {
    "fetch": (*WORKER, "-Q", "poll,page,maint", "-P", "threads", "-c", "8", "-n", "fetch@%h"),
    "read": (*WORKER, "-Q", "read", "-P", "prefork", "-c", "{readers}", "-n", "read@%h"),
    "index": (*WORKER, "-Q", "index", "-P", "threads", "-c", "64", "-n", "index@%h"),
    "alert": (*WORKER, "-Q", "alert", "-P", "threads", "-c", "4", "-n", "alert@%h"),
    "beat": ("celery", "-A", "workers", "beat", "--loglevel=INFO"),
    "page": ("beffroi", "page"),
}
# Large blocks go back to the system as soon as they are free. The model would spend its time asking for them.
LEAN = {"MALLOC_MMAP_THRESHOLD_": "262144", "MALLOC_TRIM_THRESHOLD_": "262144"}  # bytes
MODULES = {"celery": "celery", "beffroi": "workers"}  # what each command runs: PATH need not have them


def command(name: str, *, readers: int) -> tuple[str, ...]:
    """Gives a service's command line."""
    program, *words = (word.format(readers=readers) for word in SERVICES[name])
    return (sys.executable, "-m", MODULES[program], *words)


def children(settings: Settings, *, without: Collection[str] = ()) -> list[Child]:
    """Gives the services as child processes under the same settings, logging to the state folder."""
    env = dict(environment()) | {
        "BEFFROI_CONFIG": str(settings.config.absolute()),
        "BEFFROI_STATE": str(settings.state.absolute()),
        "BEFFROI_ALLOW_PRIVATE_HOSTS": ",".join(sorted(settings.allow_private_hosts)),
        "BEFFROI_LOG_FORMAT": "json",
        "BEFFROI_PAGE_HOST": settings.page_host,
        "BEFFROI_PAGE_PORT": str(settings.page_port),
        "OMP_NUM_THREADS": "1",  # each reading process has one core
        "MALLOC_ARENA_MAX": "1",  # Tantivy's threads come and go: its process takes 74 MB, not 238
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    logs = settings.state / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    return [
        Child(
            name=name,
            command=command(name, readers=settings.readers),
            env=env | (LEAN if name != "read" else {}),
            log=logs / f"{name}.log",
        )
        for name in SERVICES
        if name not in without
    ]
