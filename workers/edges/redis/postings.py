"""Which stories have a gram: small hashes of packed bytes, a week's under each name, gone by themselves.

A gram's first 17 bits name its hash, its last 24 are the field, the value is the stories that have it, six
bytes each: 14 bytes a posting while a hash has no more than 512 fields, an eighth of what a key a gram takes.
A million texts in 14 days should make it 350, by reckoning.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import blake2b

from workers.stages.cluster import MOST_STORIES, WINDOW

WEEK = timedelta(days=7)
WEEKS = 1 + WINDOW // WEEK  # this one and those that the window reaches into
STORY = 6  # bytes of a story's short name: of a million, two share theirs in one case of 600
EVERYBODY = b"x"  # in place of the names, where there are more than a hash keeps compact


def short(story_id: str) -> str:
    """Gives the name under which a story is kept, 12 hexadecimal digits."""
    return blake2b(story_id.encode("utf-8", "surrogatepass"), digest_size=STORY).hexdigest()


def week(now: datetime) -> int:
    """Gives the number of the week, counted from 1970."""
    return int(now.timestamp() // WEEK.total_seconds())


def kept_for(now: datetime) -> int:
    """Gives the seconds until this week's postings have left the window."""
    return int((week(now) + 1) * WEEK.total_seconds() + WINDOW.total_seconds() - now.timestamp())


def fields(grams: Iterable[int]) -> list[bytes]:
    """Gives for each gram the five digits of its hash and the three bytes of its field."""
    packed = (gram.to_bytes(5) for gram in grams)
    return [b"%s%d%s" % (one[:2].hex().encode(), one[2] >> 7, one[2:]) for one in packed]


def stories(value: bytes) -> tuple[str, ...]:
    """Reads the short names in a value; more of them than count where it was everybody's in some week."""
    if value == EVERYBODY:
        return tuple(map(str, range(MOST_STORIES + 1)))
    names = (value[at : at + STORY].hex() for at in range(0, len(value), STORY))
    return tuple(dict.fromkeys(names))


# KEYS: none, for there are hundreds; a cluster of Redis servers is not what this runs on.
_NAMES = """
local function named(week, gram) return 'beffroi:grams:' .. week .. ':' .. string.sub(gram, 1, 5) end
local function found(first, weeks, from)
  local values = {}
  for i = from, #ARGV do
    local value = ''
    for week = first, first - weeks + 1, -1 do
      local one = redis.call('HGET', named(week, ARGV[i]), string.sub(ARGV[i], 6))
      if one == 'x' then value = 'x' break elseif one then value = value .. one end
    end
    values[#values + 1] = value
  end
  return values
end
"""

NEAR = (
    _NAMES
    + """
local values = found(tonumber(ARGV[1]), tonumber(ARGV[2]), 3)
table.insert(values, 1, redis.call('GET', KEYS[1]) or '0')
return values
"""
)

# Nothing is kept unless all that was decided on stands as it was seen: the postings, the story's version. The
# postings are looked at again only if any were added since: half of the server's work otherwise.
JOIN = (
    _NAMES
    + """
local first, weeks = tonumber(ARGV[1]), tonumber(ARGV[2])
if ARGV[3] ~= '' and (redis.call('GET', KEYS[3]) or '0') ~= ARGV[14] then
  if redis.sha1hex(table.concat(found(first, weeks, 15), '.')) ~= ARGV[3] then return 0 end
end
if (redis.call('HGET', KEYS[1], 'version') or '0') ~= ARGV[4] then return 0 end
if redis.call('EXISTS', KEYS[2]) == 1 and redis.call('GET', KEYS[2]) ~= ARGV[5] then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[4] + 1, 'story', ARGV[6])
redis.call('EXPIRE', KEYS[1], ARGV[8])
if ARGV[9] == '1' then redis.call('SET', KEYS[2], ARGV[5], 'EX', ARGV[8]) end
if ARGV[7] ~= '' then
  redis.call('INCR', KEYS[3])
  redis.call('HSET', KEYS[1], 'texts', ARGV[7])
  local most = tonumber(ARGV[11]) * #ARGV[10]
  for i = 15, #ARGV do
    local key, field = named(first, ARGV[i]), string.sub(ARGV[i], 6)
    local value = redis.call('HGET', key, field) or ''
    local known = value == 'x'
    for at = 1, #value, #ARGV[10] do
      known = known or string.sub(value, at, at + #ARGV[10] - 1) == ARGV[10]
    end
    if not known then
      redis.call('HSET', key, field, #value < most and value .. ARGV[10] or 'x')
      if redis.call('HLEN', key) == 1 then redis.call('EXPIRE', key, ARGV[12]) end
    end
  end
end
for i = 4, #KEYS do
  redis.call('ZADD', KEYS[i], ARGV[13], ARGV[5])
  redis.call('EXPIRE', KEYS[i], 129600)
end
return 1
"""
)
