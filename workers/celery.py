"""The Celery app: queues, routes, late acks, the beat's three ticks; nothing about news.

The figures behind the settings were measured with Celery 5.7, kombu 5.7 and Valkey 9.1.
"""

import gc
from typing import Any

from celery import Celery, bootsteps
from celery.signals import (
    after_task_publish,
    celeryd_after_setup,
    setup_logging,
    worker_process_init,
    worker_shutdown,
)
from celery.worker import WorkController
from kombu import Exchange, Queue

from workers import pulse
from workers.heap import give_back
from workers.logs import configure
from workers.settings import Settings
from workers.steps import QUEUES, STEP_QUEUE

POLL_TICK = 0.5  # seconds; a feed is at most this late, and an idle tick costs 2 ms
SWEEP_TICK = 15.0  # seconds; how soon a failed delivery is looked at again
SURVEY_TICK = 3600.0  # seconds; a few hundred small documents
TICKS_KEPT = 15.0  # seconds; a tick that no worker took by then is dropped: later ones do its work

LAST_ANSWERS = (
    2.0  # seconds that a worker told to stop waits for slow feeds and pages; `up` kills after eight
)

settings = Settings()
app = Celery("beffroi", broker=settings.broker_url, include=["workers.tasks"])
app.conf.update(
    # One queue a kind of work: none starves or blocks another. A misspelt name is an error.
    task_queues=[Queue(name, Exchange(name), routing_key=name) for name in QUEUES],
    task_routes={step: {"queue": queue} for step, queue in STEP_QUEUE.items()},
    task_default_queue="maint",
    task_create_missing_queues=False,
    # Ids only, in JSON: anyone can read the queue, and nothing is unpickled.
    task_serializer="json",
    accept_content=["json"],
    # No result backend: it costs 25 % and nobody reads results.
    task_ignore_result=True,
    # A killed worker's work comes back. Late acks alone lose the task of a killed child, rejecting
    # alone loops for ever on a poison message: retried, it runs four times and is put aside.
    task_acks_late=True,
    task_retry_on_worker_lost=True,
    # Limits hold on the reading processes only: thread pools obey none, so I/O has its own deadlines.
    task_soft_time_limit=settings.visibility_seconds * 0.3,
    task_time_limit=settings.visibility_seconds * 0.4,
    # Nothing waits in a worker while another is idle.
    worker_prefetch_multiplier=1,
    # Events cost a third of the throughput; the live screen reads counters instead.
    worker_send_task_events=False,
    task_send_sent_event=False,
    worker_max_tasks_per_child=1000,
    # KiB. The limit counts the pages shared with the parent, the model's 330 MB among them.
    worker_max_memory_per_child=900_000,
    worker_cancel_long_running_tasks_on_connection_loss=False,  # steps may run twice; let them end
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        # Twice the hard limit and more: below it, work still running would be given out again.
        "visibility_timeout": settings.visibility_seconds,
        "unacked_restore_interval": min(10, settings.visibility_seconds / 4),
        "unacked_restore_throttle": 1,
        # A half-open connection is noticed within a minute.
        "socket_timeout": 30,
        "socket_keepalive": settings.redis_url is not None,  # unknown to unix sockets
        "health_check_interval": 25,
    },
    # Ticks are harmless when doubled, so two beats may run; a tick nobody took in time is dropped.
    beat_schedule={
        "poll": {"task": "poll", "schedule": POLL_TICK, "options": {"expires": TICKS_KEPT}},
        "sweep": {"task": "sweep", "schedule": SWEEP_TICK, "options": {"expires": TICKS_KEPT}},
        "survey": {"task": "survey", "schedule": SURVEY_TICK, "options": {"expires": SURVEY_TICK}},
    },
    beat_schedule_filename=str(settings.state / "beat"),
    timezone="UTC",
)


class Pulse(bootsteps.StartStopStep):
    """Signs of life from the loop that takes messages: none while it hangs or has lost the broker."""

    requires = ("celery.worker.components:Timer",)

    def start(self, parent: Any) -> None:  # noqa: ANN401 - a WorkController, whose stubs know no timer
        """Begins; `parent` is the worker."""
        name = str(parent.hostname).partition("@")[0]
        parent.timer.call_repeatedly(pulse.EVERY, pulse.beat, (settings.state / "pulse", name))


app.steps["worker"].add(Pulse)


@after_task_publish.connect(sender="poll")
def _ticked(**_: Any) -> None:
    """The sign of life of beat, which alone sends this: a tick reached the broker."""
    pulse.beat(settings.state / "pulse", "beat")


@setup_logging.connect
def _log(**_: Any) -> None:
    """Keeps Celery from taking the root logger over."""
    configure(format=settings.log_format, level=settings.log_level)


@celeryd_after_setup.connect
def _preload(instance: WorkController, **_: Any) -> None:
    """Loads the model before the fork: 18 MB a child instead of 320."""
    reads = "read" in instance.app.amqp.queues.consume_from
    if reads:
        from workers.wiring import preload

        preload()
    give_back()
    if reads:
        gc.freeze()  # a collection in a child would write to every object, and so copy its page


@worker_process_init.connect
def _forked(**_: Any) -> None:
    """Drops what was built before the fork: a connection must not be shared."""
    from workers.wiring import pipeline

    pipeline.cache_clear()


@worker_shutdown.connect
def _finish(**_: Any) -> None:
    """Hears out the answers that are nearly there; the leases of the others bring them back."""
    from workers.wiring import pipeline

    if pipeline.cache_info().currsize:
        pipeline().web.finish(LAST_ANSWERS)
        pipeline().lanes.finish(LAST_ANSWERS)
