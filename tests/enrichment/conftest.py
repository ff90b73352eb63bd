"""The real enrichment: the model, the lexicon, one automaton."""

import pytest

from workers.edges.spacy.tagger import SpacyTagger
from workers.enriching import Enricher
from workers.stages.enrich import language_of


@pytest.fixture(scope="session")
def enricher():
    return Enricher(SpacyTagger())


@pytest.fixture(scope="session")
def enriched(enricher):
    return lambda text: enricher([text], [language_of(text)])[0]


@pytest.fixture(scope="session")
def names(enriched):
    """Each mention's form, with its type and canonical name."""

    def found(text):
        return {
            (text[start:end], entity.type, entity.canonical)
            for entity in enriched(text).findings.entities
            for start, end in entity.mentions
        }

    return found
