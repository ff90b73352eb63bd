"""What is recognised in a text of which nothing else is known: an example, a text on the terminal."""

from workers.french.text import Reading, reading
from workers.stages.enrich import enrich
from workers.stages.match import Known


def known_from(text: str, read: Reading | None = None) -> Known:
    """Gives the countries, names and vocabulary that the tables know; the model is not asked.

    Source and language are not known, so that no watch asks for them.
    """
    return Known(findings=enrich(text, (), "fr", reading=read or reading(text)))
