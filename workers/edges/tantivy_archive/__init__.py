"""The embedded index: Tantivy in a folder, one writer at a time, any number of readers."""

from workers.edges.tantivy_archive.analysis import stem as stem
from workers.edges.tantivy_archive.analysis import stems as stems
from workers.edges.tantivy_archive.archive import SCHEMA_VERSION as SCHEMA_VERSION
from workers.edges.tantivy_archive.archive import TantivyArchive as TantivyArchive
from workers.edges.tantivy_archive.entries import schema as schema
