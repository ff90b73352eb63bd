"""An index that is out of reach holds the polling back: what workers hold for later counts as waiting."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from celery import Celery

from desk import Desk
from eventually import eventually
from facts import NOON, document, entry
from workers.edges.celery_relay import CeleryRelay
from workers.edges.redis.notebook import RedisNotebook
from workers.edges.redis.queues import RedisQueues
from workers.services import SERVICES
from workers.steps import STEP_QUEUE


def test_messages_that_a_worker_holds_for_an_absent_index_count_as_waiting(valkey, store, tmp_path):
    (tmp_path / "feeds.yaml").write_text("feeds: []", "utf-8")
    given = {"BEFFROI_REDIS_URL": valkey, "ELASTICSEARCH_URL": "http://127.0.0.1:9"}
    env = Desk(tmp_path, given).env | {"PATH": f"{Path(sys.executable).parent}:{os.defpath}"}
    notebook = RedisNotebook(store)
    names = [f"a{number}" for number in range(60)]
    for name in names:
        notebook.keep_entry(entry(name))
        notebook.keep_document(document(name), NOON)
    app = Celery(broker=valkey.replace("unix://", "redis+socket://"))
    relay = CeleryRelay(app, STEP_QUEUE, RedisQueues(store, STEP_QUEUE.values()).backlog)
    (tmp_path / "state").mkdir()
    with (tmp_path / "log").open("wb") as log:
        words = SERVICES["index"]
        worker = subprocess.Popen(words, env=env, cwd=tmp_path, stdout=log, stderr=log)
    try:
        relay.pass_on("index", names)
        held = eventually(relay.backlog, lambda waiting: waiting["held"] >= 3, within=90)
        assert held["index"] == 0
        assert max(held.values()) >= 3
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(30)
    assert all(notebook.document(name) for name in names)
