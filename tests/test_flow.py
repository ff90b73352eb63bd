"""The table in the pipeline's docstring is the code's: steps, queues, tasks."""

import re

from workers import pipeline
from workers.celery import app
from workers.steps import STEP_QUEUE


def table() -> dict[str, str]:
    rows = re.findall(r"^\| (\w+) \| (\w+) \|", pipeline.__doc__ or "", re.MULTILINE)
    return {step: queue for step, queue in rows if step != "step"}


def test_every_row_of_the_table_is_a_method_of_the_pipeline():
    assert all(callable(getattr(pipeline.Pipeline, step)) for step in table())


def test_the_table_names_the_queues_that_steps_use():
    assert table() == STEP_QUEUE


def test_every_step_is_a_task_of_the_same_name_on_its_queue():
    app.loader.import_default_modules()
    assert set(table()) <= set(app.tasks)
    assert {name: app.amqp.router.route({}, name)["queue"].name for name in table()} == table()
