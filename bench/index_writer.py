"""A process that writes articles into an index in messages of twenty, and prints the MB it took at its most.

Usage: index_writer.py URL-or-folder file-of-documents-one-a-line
"""

import re
import sys
from itertools import islice
from pathlib import Path

from workers import wire
from workers.edges.elastic_archive import ElasticArchive
from workers.edges.tantivy_archive import TantivyArchive
from workers.news.document import Document

MESSAGE = 20


def main(place: str, documents: Path) -> None:
    """Holds no more than a message at a time, as the index service does."""
    archive = ElasticArchive(place) if place.startswith("http") else TantivyArchive(Path(place))
    with documents.open("rb") as lines:
        while part := list(islice(lines, MESSAGE)):
            archive.put([wire.load(line, Document) for line in part])
    # Not ru_maxrss: that has what the parent held before this process was its own.
    print(int(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))[0]) / 1000)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
