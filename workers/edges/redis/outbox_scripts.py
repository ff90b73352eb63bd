"""What the outbox asks of Redis in one go, so that no worker sees half of it."""

PUT = """
if redis.call('SETNX', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('ZADD', KEYS[3], ARGV[2], ARGV[3])
local function state_of(alert, channel)
  local raw = redis.call('HGET', 'beffroi:deliveries:' .. alert, channel)
  return raw and cjson.decode(raw)
end
local function join(alert, channel, delivery, first)
  local told = state_of(first, channel)
  delivery.state = 'joined'
  if told and told.state == 'sent' then
    delivery.state = 'sent'
    delivery.at = told.at
  end
  delivery.joined = first
  redis.call('HSET', 'beffroi:deliveries:' .. alert, channel, cjson.encode(delivery))
  local key = 'beffroi:joined:' .. first .. ' ' .. channel
  redis.call('SADD', key, alert)
  redis.call('EXPIRE', key, ARGV[5])
end
local own, around = tonumber(ARGV[7]), tonumber(ARGV[8])
local function teller(key, channel)
  local id, rank, at = string.match(redis.call('GET', key) or '', '^(%S+) (%S+) (%S+)$')
  if not id or tonumber(ARGV[2]) - tonumber(at) > tonumber(ARGV[6]) then return nil end
  local told = state_of(id, channel)
  while told and told.state == 'joined' do
    id = told.joined
    told = state_of(id, channel)
  end
  local alert = ARGV[9] ~= '' and cjson.decode(redis.call('GET', 'beffroi:alert:' .. id) or '{}')
  if alert and alert.watch_id == ARGV[9] then return nil end
  return told and told.state ~= 'muted' and {id = id, rank = tonumber(rank), record = {id, rank, at}} or nil
end
for i = 10 + around, #ARGV, 2 do
  local channel, tellers, first = ARGV[i], {}, nil
  for j = 1, around do
    tellers[j] = teller('beffroi:told:' .. channel .. ' ' .. ARGV[9 + j], channel)
    if j <= own and not first then first = tellers[j] end
  end
  local record = {ARGV[3], ARGV[4], ARGV[2]}
  if first and tonumber(ARGV[4]) <= first.rank then
    join(ARGV[3], channel, cjson.decode(ARGV[i + 1]), first.id)
    record = first.record
  else
    local last = first and state_of(first.id, channel)
    local waits = last and last.state == 'pending'
    if waits and redis.call('ZREM', 'beffroi:pending:' .. channel, first.id) == 1 then
      join(first.id, channel, last, ARGV[3])
      local key = 'beffroi:joined:' .. first.id .. ' ' .. channel
      for _, other in ipairs(redis.call('SMEMBERS', key)) do
        redis.call('SADD', 'beffroi:joined:' .. ARGV[3] .. ' ' .. channel, other)
      end
    end
    redis.call('HSET', KEYS[2], channel, ARGV[i + 1])
    redis.call('ZADD', 'beffroi:pending:' .. channel, ARGV[2], ARGV[3])
    redis.call('SADD', KEYS[4], channel)
  end
  for j = 1, around do
    local also = first and tellers[j] and tellers[j].id == first.id
    if also or (j <= own and not tellers[j]) then
      local key = 'beffroi:told:' .. channel .. ' ' .. ARGV[9 + j]
      redis.call('SET', key, table.concat(record, ' '), 'EX', ARGV[5])
    end
  end
end
return 1
"""
"""ARGV: alert, second, id, rank, seconds kept and together, how many matters are its own and how many around,
its watch where it is told anew, the matters, its own first, then channel and delivery in turn.

What another tells of stays its own, but for matters of the one that is joined or taken over: whoever comes
next must find the alert that is sent.
"""

CLAIM = """
local taken = {}
local function take(alert)
  local raw = redis.call('HGET', 'beffroi:deliveries:' .. alert, ARGV[1])
  if not raw then
    redis.call('ZREM', KEYS[1], alert)
  elseif not taken[alert] then
    taken[alert] = true
    taken[#taken + 1] = alert
    redis.call('ZADD', KEYS[1], ARGV[3], alert)
  end
  return raw and cjson.decode(raw).bundle or ''
end
for _, alert in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[2], 'LIMIT', 0, ARGV[4])) do
  local bundle = take(alert)
  if bundle ~= '' then
    for _, other in ipairs(redis.call('SMEMBERS', 'beffroi:bundle:' .. bundle)) do
      if redis.call('ZSCORE', KEYS[1], other) then take(other) end
    end
  end
end
local ids = {}
for i, alert in ipairs(taken) do ids[i] = alert end
return ids
"""
"""ARGV: channel, now, end of the lease, how many. A digest that was begun is claimed whole."""

BEGIN = """
local begun = {}
for i = 5, #ARGV do
  local key = 'beffroi:deliveries:' .. ARGV[i]
  local raw = redis.call('ZSCORE', KEYS[1], ARGV[i]) and redis.call('HGET', key, ARGV[1])
  if raw then
    local delivery = cjson.decode(raw)
    if delivery.state == 'sending' then delivery.doubtful = true end
    delivery.state = 'sending'
    delivery.attempts = delivery.attempts + 1
    delivery.begun = ARGV[3]
    if ARGV[4] ~= '' then
      delivery.bundle = ARGV[4]
      redis.call('SADD', 'beffroi:bundle:' .. ARGV[4], ARGV[i])
      redis.call('EXPIRE', 'beffroi:bundle:' .. ARGV[4], 7776000)
    end
    redis.call('HSET', key, ARGV[1], cjson.encode(delivery))
    redis.call('ZADD', KEYS[1], ARGV[2], ARGV[i])
    begun[#begun + 1] = ARGV[i]
  end
end
return begun
"""
"""ARGV: channel, end of the lease, now in ISO 8601, bundle, then alerts."""

EXTEND = """
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
redis.call('PERSIST', KEYS[1])
redis.call('PERSIST', 'beffroi:alert:' .. ARGV[3])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[3])
redis.call('SADD', KEYS[3], ARGV[1])
return 1
"""
"""ARGV: channel, delivery, alert, second."""
