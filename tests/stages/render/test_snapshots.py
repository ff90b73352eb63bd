"""What each kind of channel is sent is what was looked at and stored; `make snapshots` stores it anew."""

import pytest
from shown import FOLDER, NOTICE, channel, everything

from workers.stages.render import mail

SHOWN = everything()


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_what_is_sent_is_what_was_stored(name):
    assert SHOWN[name] == (FOLDER / name).read_text("utf-8")


def test_no_snapshot_is_left_over():
    assert {path.name for path in FOLDER.iterdir()} == set(SHOWN)


def test_a_mail_is_the_same_bytes_at_each_attempt():
    assert mail(NOTICE, channel()).as_bytes() == mail(NOTICE, channel()).as_bytes()
