-- What every verb begins with. A bucket is eight keys; a conversation that the caller names has five more. All of them
-- carry the bucket's tag, so they lie in one slot, and all are declared.
--
-- A box holds what is open of a conversation: mail (m), messages (o), jobs (j), and who has the turn: fence (f), tries
-- (t), excused tries (x), the claim's token (k). A conversation at rest has none. Whatever waits is {s = number, i = id},
-- its text lies in BODY under that number; a parcel also has its kind (w), language (g), job (b), f, t, x and k.
-- STATE is "birth version token alarm timer\n" and the state's bytes; the token is that of the commit. So is what an event
-- is known by in SEEN: the call that brought it.

local call, format = redis.call, string.format
local DUE, OUT, JOB, BOX = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local BODY, STATE, COUNT, PARKERS = KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local SEEN, TRACES, PARKED, ALL, BY = KEYS[9], KEYS[10], KEYS[11], KEYS[12], KEYS[13]

-- ARGV of every verb begins with: who asks ('' when nobody is to be told), member, thread, '1' when this call may have been
-- carried out before and only its answer was lost, and a number that names this call, by which that is found out. What
-- follows is up to the verb.
local sender, member, thread, again, token = ARGV[1], ARGV[2], ARGV[3], ARGV[4] == '1', ARGV[5]

local READY = -4503599627370496 -- what is ready comes before every time, in the order in which it became so
local KEPT = 2592000 -- seconds of silence after which an event that was taken in does not come again
local rung = '' -- the lanes in which something became ready: t, o, j

local function number() -- grows: of mail, parcels, births and fences
  return call('INCR', COUNT)
end

local function ready(lane, name, letter, order)
  call('ZADD', lane, READY + (order or number()), name)
  rung = rung .. letter
end

local function lift(lane, name) -- before all other writes: a full server lets a script go on whose first write frees
  call('ZREM', lane, name)
end

local function shift(clock, base) -- from the caller's clock to the server's, or to the one that a test gives
  if base ~= '' then return tonumber(base) - clock end
  local time = call('TIME')
  return time[1] * 1000000 + time[2] - clock
end

local function opened(member)
  local packed = call('HGET', BOX, member)
  return packed and cmsgpack.unpack(packed) or { f = 0, t = 0, x = 0, m = {}, o = {}, j = {} }
end

local function closed(member, box)
  if #box.m + #box.o + #box.j == 0 then
    call('HDEL', BOX, member)
  else
    call('HSET', BOX, member, cmsgpack.pack(box))
  end
end

local function head(member) -- birth, version, token, alarm, timer, and where the state begins
  local stored = call('HGET', STATE, member)
  if not stored then return nil end
  local birth, version, wrote, alarm, timer, at = string.match(stored, '^(%d+) (%d+) (%d+) (%d+) (%S*)\n()')
  return { birth = birth, version = version, wrote = wrote, alarm = tonumber(alarm), timer = timer, at = at,
    stored = stored }
end

local function done(answer)
  if again then rung = 'toj' end -- what became ready at the first time was not heard
  if rung ~= '' and sender ~= '' then
    local prefix, bucket = string.match(KEYS[1], '^(.*){b(%d+)}')
    call('PUBLISH', prefix .. 'wake', bucket .. ' ' .. rung .. ' ' .. sender)
  end
  return { answer, rung }
end
