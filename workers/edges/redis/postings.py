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


def concatenated(grams: Iterable[int]) -> bytes:
    """Gives grams as the scripts take them, five bytes each."""
    return b"".join([gram.to_bytes(5) for gram in grams])


def stories(value: bytes) -> tuple[str, ...]:
    """Reads the short names in a value; more of them than count where it was everybody's in some week."""
    if value == EVERYBODY:
        return tuple(map(str, range(MOST_STORIES + 1)))
    names, digits = value.hex(), 2 * STORY
    return tuple(dict.fromkeys([names[at : at + digits] for at in range(0, len(names), digits)]))


# KEYS has no hash of postings, for there are hundreds; a cluster of Redis servers is not what this runs on.
# A week in which nothing was posted is not looked into.
_FOUND = """
local call, sub, byte = redis.call, string.sub, string.byte
local function bucket(grams, at)
  return sub(grams, at, at + 1) .. (byte(grams, at + 2) < 128 and '0' or '1')
end
local function posted(first, weeks)
  local names = {}
  for week = first, first - weeks + 1, -1 do names[#names + 1] = 'beffroi:posted:' .. week end
  local counts = call('MGET', unpack(names))
  for i = 1, weeks do counts[i] = counts[i] or '0' end
  return counts
end
local function found(first, counts, grams)
  local prefixes = {}
  for i = 1, #counts do
    if counts[i] ~= '0' then prefixes[#prefixes + 1] = 'beffroi:grams:' .. first - i + 1 .. ':' end
  end
  local values = {}
  for at = 1, #grams, 5 do
    local name, field, value = bucket(grams, at), sub(grams, at + 2, at + 4), ''
    for i = 1, #prefixes do
      local one = call('HGET', prefixes[i] .. name, field)
      if one == 'x' then value = 'x' break elseif one then value = value .. one end
    end
    values[#values + 1] = value
  end
  return values
end
"""

# KEYS: the article's place, its own story, the scenes. Gives: how much was posted, week by week; the story
# that the article is in; whether it is the first of one; how many events follow, and these, the newest first;
# then the place of each gram that any story has, and these stories.
NEAR = (
    _FOUND
    + """
local first, counts = tonumber(ARGV[1]), posted(ARGV[1], ARGV[2])
local began, names = {}, {}
for i = 3, #KEYS do
  local newest = call('ZREVRANGEBYSCORE', KEYS[i], '+inf', ARGV[3], 'WITHSCORES', 'LIMIT', 0, ARGV[4])
  for at = 1, #newest, 2 do
    if not began[newest[at]] then names[#names + 1] = newest[at] end
    began[newest[at]] = tonumber(newest[at + 1])
  end
end
table.sort(names, function(one, other)
  if began[one] ~= began[other] then return began[one] > began[other] end
  return one > other
end)
local keys, events = {}, {}
for i = 1, math.min(#names, tonumber(ARGV[4])) do keys[i] = 'beffroi:event:' .. names[i] end
if #keys > 0 then events = call('MGET', unpack(keys)) end
local answer = {table.concat(counts, ' '), call('GET', KEYS[1]) or '', call('EXISTS', KEYS[2]), #keys}
for i = 1, #keys do answer[#answer + 1] = events[i] or '' end
local values = found(first, counts, ARGV[5])
for i = 1, #values do
  if values[i] ~= '' then
    answer[#answer + 1] = i - 1
    answer[#answer + 1] = values[i]
  end
end
return answer
"""
)

# Nothing is kept unless all that was decided on stands as it was seen: the postings, the story's version. The
# postings are looked at again only if any were added since: half of the server's work otherwise. A gram that
# nobody had is posted without a look at it.
JOIN = (
    _FOUND
    + """
local first = tonumber(ARGV[1])
local counts = posted(ARGV[1], ARGV[2])
local same = table.concat(counts, ' ') == ARGV[14]
if not same and ARGV[3] ~= '' then
  if redis.sha1hex(table.concat(found(first, counts, ARGV[16]), '.')) ~= ARGV[3] then return 0 end
  same = true
end
local kept, version, texts = call('GET', KEYS[1]), 0, ARGV[7]
if kept then
  local length
  version, length = struct.unpack('>I4I4', kept)
  if texts == '' then texts = sub(kept, 9 + length) end
end
if version ~= tonumber(ARGV[4]) then return 0 end
if call('EXISTS', KEYS[2]) == 1 and call('GET', KEYS[2]) ~= ARGV[5] then return 0 end
call('SET', KEYS[1], struct.pack('>I4I4', version + 1, #ARGV[6]) .. ARGV[6] .. texts, 'EX', ARGV[8])
if ARGV[9] == '1' then call('SET', KEYS[2], ARGV[5], 'EX', ARGV[8]) end
if ARGV[7] ~= '' then
  local counter = 'beffroi:posted:' .. ARGV[1]
  call('INCR', counter)
  call('EXPIRE', counter, ARGV[12])
  local prefix, story, most = 'beffroi:grams:' .. ARGV[1] .. ':', ARGV[10], tonumber(ARGV[11]) * #ARGV[10]
  for at = 1, #ARGV[16], 5 do
    local key, field = prefix .. bucket(ARGV[16], at), sub(ARGV[16], at + 2, at + 4)
    local value = ''
    if not same or byte(ARGV[17], (at + 4) / 5) == 49 then value = call('HGET', key, field) or '' end
    local known = value == 'x'
    for from = 1, #value, #story do
      known = known or sub(value, from, from + #story - 1) == story
    end
    if not known then
      local is_new = call('HSET', key, field, #value < most and value .. story or 'x')
      if is_new == 1 and call('HLEN', key) == 1 then call('EXPIRE', key, ARGV[12]) end
    end
  end
end
if #KEYS == 3 then
  call('SET', KEYS[3], ARGV[15], 'XX', 'KEEPTTL')
else
  call('SET', KEYS[3], ARGV[15], 'EX', ARGV[18])
end
for i = 4, #KEYS do
  call('ZREMRANGEBYSCORE', KEYS[i], '-inf', '(' .. ARGV[13] - ARGV[18])
  call('ZADD', KEYS[i], ARGV[13], ARGV[5])
  call('EXPIRE', KEYS[i], ARGV[18])
end
return 1
"""
)
