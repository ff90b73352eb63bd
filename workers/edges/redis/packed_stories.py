"""A story and its texts as one value: half of what a hash with fields of their length takes beside them.

First its version and how long the story is, four bytes each; then the story, compressed; then its texts.
"""

import struct
import zlib

from workers.edges.redis.packed_texts import unpacked
from workers.news.story import Fingerprint, Story
from workers.wire import dump, load

_HEAD = struct.Struct(">II")
_QUICK = 1  # zlib's level
# What most stories say alike, the most frequent last; never to be changed, for kept stories are read by it.
_SHAPE = (
    b'"kind":"verbatim","kind":"cut","kind":"rewritten","similarity":1.0,"agencies":["AFP"]},{"article_id":"'
    b'","Emmanuel Macron","Fran\xc3\xa7ois","Union europ\xc3\xa9enne","Otan","ONU","Ukraine",'
    b'"Russie","Mali","Paris","agency":"AFP","actors":[{"type":"organisation","name":"'
    b'"},{"type":"person","name":"'
    b'"},{"type":"place","name":"'
    b'"}],"keywords":["soldat","arm\xc3\xa9e","attaque","accord"],"related":["'
    b'{"id":"","copies":[{"article_id":"","source":"","title":"","url":"https://www.",".fr/","article","'
    b'","at":"2026-11-23T12:00:00Z","published":"2026-11-23T12:00:00Z","kind":null,"similarity":null,'
    b'"agencies":[]}],"outlets":[""],"agency":null,"actors":[],"keywords":[],"related":[]}'
)


def packed_story(story: Story) -> bytes:
    """Gives the story's part of the value."""
    packer = zlib.compressobj(_QUICK, zdict=_SHAPE)
    return packer.compress(dump(story)) + packer.flush()


def story_in(value: bytes) -> Story:
    """Reads the story of a value."""
    return load(zlib.decompressobj(zdict=_SHAPE).decompress(_parts(value)[1]), Story)


def version_in(value: bytes) -> str:
    """Reads how often the story was changed."""
    return str(_parts(value)[0])


def texts_in(value: bytes) -> tuple[Fingerprint, ...]:
    """Reads the texts by which the story is known."""
    return unpacked(_parts(value)[2])


def _parts(value: bytes) -> tuple[int, bytes, bytes]:
    version, length = _HEAD.unpack_from(value)
    end = _HEAD.size + length
    return version, value[_HEAD.size : end], value[end:]
