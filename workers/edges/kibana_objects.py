"""Brings saved objects into a Kibana."""

import base64
import json
import urllib.error
import urllib.request

from workers.news.errors import Permanent, Transient

SECONDS = 60.0  # Kibana brings older forms up to date as it imports them
BOUNDARY = "beffroi-objects"


def import_objects(url: str, lines: str, login: tuple[str, str]) -> int:
    """Imports over what is there; gives how many objects were taken.

    Raises Permanent with what Kibana says of the first that it refuses, Transient where it does not answer.
    """
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="beffroi.ndjson"\r\n\r\n'
    body = f"{head}{lines}\r\n--{BOUNDARY}--\r\n".encode()
    address = f"{url.rstrip('/')}/api/saved_objects/_import?overwrite=true"
    if not address.startswith(("http://", "https://")):
        raise Permanent(f"Kibana's address must begin with http:// or https://, not {url}")
    request = urllib.request.Request(address, data=body, method="POST")  # noqa: S310 - looked at above
    request.add_header("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
    request.add_header("kbn-xsrf", "beffroi")
    request.add_header("Authorization", "Basic " + base64.b64encode(":".join(login).encode()).decode())
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            told = json.load(answer)
    except urllib.error.HTTPError as error:
        raise Permanent(f"Kibana at {url} refuses the import: {error.code} {error.read()[:500]!r}") from error
    except (OSError, ValueError) as error:
        raise Transient(f"Kibana at {url} does not answer: {error}") from error
    if not told.get("success"):
        raise Permanent(f"Kibana at {url} refuses objects: {told.get('errors', [])[:1]}")
    return int(told["successCount"])
