"""Each step of the flow and the queue of its kind of work."""

STEP_QUEUE = {
    "poll": "poll",
    "fetch": "poll",
    "page": "page",
    "read": "read",
    "index": "index",
    "deliver": "alert",
    "record": "index",
    "sweep": "maint",
    "survey": "maint",
}
QUEUES = tuple(dict.fromkeys(STEP_QUEUE.values()))
