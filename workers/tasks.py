"""The steps as tasks: one line each, in the order of the flow. They take ids and may run twice."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import structlog
from celery import Task
from celery.signals import task_failure

from workers.celery import app
from workers.news.errors import Transient

if TYPE_CHECKING:
    from workers.pipeline import Pipeline

log = structlog.get_logger()

LONGEST_COUNTDOWN = 60.0  # seconds; far below the visibility timeout, or the broker gives it out twice


def pipeline() -> "Pipeline":
    """Gives this process's pipeline; beat, which runs no task, never imports it."""
    from workers import wiring

    return wiring.pipeline()


class Step(Task[[list[str]], None]):
    """Retries what may pass; puts aside what will not, alone, so that the rest of its batch goes on."""

    max_retries = 3  # for a task whose worker died; an outage is retried without end
    default_retry_delay = 10

    def __call__(self, *ids: list[str]) -> None:
        """Runs the step; trouble that passes asks for the same again."""
        try:
            super().__call__(*ids)
        except Transient as error:
            wait = min(error.after.total_seconds() * (1 << min(self.request.retries, 5)), LONGEST_COUNTDOWN)
            log.warning("step.postponed", step=self.name, error=str(error), wait=wait)
            raise self.retry(exc=error, countdown=wait, max_retries=None) from error


@task_failure.connect
def _failed(sender: Task[..., None], args: Sequence[Any], exception: BaseException, **_: Any) -> None:
    """Splits a batch that failed, so that one bad article takes no other with it; puts one alone aside.

    The signal comes from the child for an exception, from its parent when the child died for good,
    and twice for a hard time limit: both branches are harmless to repeat.
    """
    ids = list(args[0]) if args else []
    log.error("step.failed", step=sender.name, subjects=len(ids), error=repr(exception))
    if len(ids) > 1:
        for one in ids:
            pipeline().relay.pass_on(sender.name, [one])
    elif ids:
        pipeline().put_aside(sender.name, ids[0], f"{type(exception).__name__}: {exception}")


def step(name: str, **options: Any) -> Callable[[Callable[..., None]], Task[..., None]]:
    """Gives the decorator of a step's task."""
    return app.task(name=name, base=Step, **options)


@step("poll")
def poll() -> None:
    """Claims due feeds."""
    pipeline().poll()


@step("fetch")
def fetch(feed_ids: list[str]) -> None:
    """Visits feeds."""
    pipeline().fetch(feed_ids)


@step("page")
def page(entry_ids: list[str]) -> None:
    """Gets article pages."""
    pipeline().page(entry_ids)


@step("read")
def read(entry_ids: list[str]) -> None:
    """Reads articles."""
    pipeline().read(entry_ids)


@step("index")
def index(article_ids: list[str]) -> None:
    """Makes articles searchable."""
    pipeline().index(article_ids)


@step("deliver")
def deliver(alert_ids: list[str]) -> None:
    """Brings alerts to people."""
    pipeline().deliver(alert_ids)


@step("record")
def record(alert_ids: list[str]) -> None:
    """Writes alerts into the index."""
    pipeline().record(alert_ids)


@step("sweep")
def sweep() -> None:
    """Asks again for what was lost."""
    pipeline().sweep()


@step("survey")
def survey() -> None:
    """Writes down what feeds brought."""
    pipeline().survey()
