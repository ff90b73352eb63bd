"""Documents into the index; the desk is told when the index stands still, and when it goes on."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from structlog.contextvars import bound_contextvars

from workers.news.alert import Alert
from workers.news.document import Document, Refused
from workers.news.not_taken import NotTaken
from workers.ports import Archive, Clock, Notebook
from workers.stages.standstill import over, standstill

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Indexing:
    """What the pipeline has that the index needs."""

    archive: Archive
    notebook: Notebook
    now: Clock
    alert: Callable[[Sequence[Alert]], None]
    put_aside: Callable[[str, str, str], None]
    desk: tuple[str, ...]
    since: dict[str, datetime] = field(default_factory=dict)
    """Standstills of which this process has told the desk."""

    def index(self, article_ids: Sequence[str]) -> None:
        """Makes documents searchable; those refused are put aside and the rest go on.

        Raises NotTaken where some must be put again: those that were taken are done with first.
        """
        found = (self.notebook.document(article_id) for article_id in article_ids)
        documents = {document.article.id: document for document in found if document}
        if not documents:
            return
        try:
            refused = self.archive.put(list(documents.values()))
        except NotTaken as trouble:
            self._settle(documents, trouble.refused, trouble.waiting)
            self._tell(trouble)
            raise
        self._settle(documents, refused, ())
        self._tell(None)

    def _settle(
        self, documents: Mapping[str, Document], refused: Sequence[Refused], waiting: Collection[str]
    ) -> None:
        reasons = {refusal.id: refusal.reason for refusal in refused}
        settled = [document for id, document in documents.items() if id not in waiting]
        for document in settled:
            article = document.article
            with bound_contextvars(article_id=article.id, feed=article.feed_id, trace_id=article.trace_id):
                if article.id in reasons:
                    self.put_aside("index", article.id, reasons[article.id])
                else:
                    log.info("article.indexed")
        self.notebook.finish(*(one.article.id for one in settled if one.article.id not in reasons))
        self.notebook.count(indexed=sum(document.article.id not in reasons for document in settled))

    def _tell(self, trouble: NotTaken | None) -> None:
        """Alerts of a standstill once, and once of its end."""
        kind = trouble.standstill if trouble else None
        if trouble and kind:
            log.error("index.standstill", kind=kind, error=str(trouble))
            if kind not in self.since:
                self.since[kind] = self.now()
                self.alert([standstill(kind, str(trouble), self.now(), self.desk)])
        elif trouble is None:
            for ended in list(self.since):
                self.alert([over(ended, self.since.pop(ended), self.now(), self.desk)])
