"""From a document to what an index holds, and from an analyst's query to what it asks."""

from workers.stages.index.body import body as body
from workers.stages.index.body import found as found
from workers.stages.index.body import published as published
from workers.stages.index.elastic import ALIAS as ALIAS
from workers.stages.index.elastic import PATTERN as PATTERN
from workers.stages.index.elastic import TEMPLATE as TEMPLATE
from workers.stages.index.elastic import Outcome as Outcome
from workers.stages.index.elastic import highlights as highlights
from workers.stages.index.elastic import index_name as index_name
from workers.stages.index.elastic import newest_request as newest_request
from workers.stages.index.elastic import outcome as outcome
from workers.stages.index.elastic import search_request as search_request
from workers.stages.index.passages import passages as passages
from workers.stages.index.passages import spans as spans
from workers.stages.index.query import Term as Term
from workers.stages.index.query import terms as terms
from workers.stages.index.stored import stored as stored
from workers.stages.index.words import NAMES as NAMES
from workers.stages.index.words import Word as Word
from workers.stages.index.words import words as words
