"""The embedded index in trouble: two writers, damaged files, no folder."""

import threading
from pathlib import Path

import pytest
import tantivy

from facts import document
from workers.edges.tantivy_archive import TantivyArchive
from workers.news.errors import Transient


@pytest.fixture
def folder(tmp_path) -> Path:
    TantivyArchive(tmp_path / "index").put([document("a1")])
    return tmp_path / "index"


def test_a_second_writer_is_told_to_come_again_and_loses_nothing(folder):
    other = tantivy.Index.open(str(folder / "v3")).writer(15_000_000, 1)
    archive = TantivyArchive(folder)
    with pytest.raises(Transient, match="another process") as raised:
        archive.put([document("a2")])
    assert raised.value.after.total_seconds() < 10
    other.wait_merging_threads()
    archive.put([document("a2")])
    assert archive.size() == 2


def test_threads_of_one_process_write_one_after_the_other(folder):
    archive = TantivyArchive(folder)
    threads = [threading.Thread(target=archive.put, args=([document(f"b{n}")],)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert archive.size() == 5


def test_damaged_files_are_named_and_a_new_index_is_made_once_they_are_gone(folder):
    archive = TantivyArchive(folder)
    assert archive.size() == 1
    (folder / "v3" / "meta.json").write_text("?", "utf-8")
    for call in (archive.size, lambda: archive.search("Mali", most=1), lambda: archive.put([document("a2")])):
        with pytest.raises(Transient, match="move the folder away"):
            call()
    (folder / "v3").rename(folder / "damaged")
    assert archive.size() == 0
    archive.put([document("a2")])
    assert archive.size() == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(Transient, match="file/index/v3"):
        TantivyArchive(tmp_path / "file" / "index").put([document("a1")])


def test_none_is_asked_for_none_is_found(folder):
    assert TantivyArchive(folder).search("Mali", most=0) == []
