"""The index on a server: Elasticsearch 9."""

from workers.edges.elastic_archive.archive import ElasticArchive as ElasticArchive
from workers.edges.elastic_archive.connection import Connection as Connection
from workers.edges.elastic_archive.templates import template as template
