"""A desk that watches one feed for Mali and posts to a hook, all of it on a site of the tests."""

import json
from collections import Counter
from pathlib import Path

from loopback import Site


def watch_mali(folder: Path, site: Site) -> None:
    """Writes feeds.yaml: the site's /feed each second, one watch, one webhook, which takes everything."""
    site.serve("/hook", b"", status=204)
    watched = {
        "feeds": [{"id": "essai", "url": site.url("/feed"), "interval": "1s"}],
        "channels": {"hook": {"kind": "webhook", "url": site.url("/hook")}},
        "watches": [{"id": "mali", "any": ["Mali"], "channels": ["hook"]}],
    }
    (folder / "feeds.yaml").write_text(json.dumps(watched), "utf-8")


def told(site: Site) -> Counter[str]:
    """How often each alert was posted, by its idempotency key."""
    posts = [one for one in site.requests if one.path == "/hook"]
    return Counter({name.lower(): text for name, text in one.headers.items()}["webhook-id"] for one in posts)
