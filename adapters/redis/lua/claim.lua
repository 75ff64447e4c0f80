-- Work that is due, under a lease. ARGV: … lane (t, o or j), now, lease, clock, base, then the busy platforms.
-- Gives {wait, left, …}: microseconds until the lane may have something again (-1: never), whether something was left to a
-- busy platform, and what was claimed: of a turn {member, fence, tries, excused, stored state, id, event}; of an alarm {member,
-- when, timer}; of a parcel {member, fence, tries, excused, id, language, effect}.
local letter, lease = ARGV[6], tonumber(ARGV[8])
local lane = letter == 't' and DUE or letter == 'o' and OUT or JOB
local now = tonumber(ARGV[7]) + shift(tonumber(ARGV[9]), ARGV[10])
local busy = {}
for at = 11, #ARGV do busy[ARGV[at]] = true end

local function first_due()
  local from, size, name, left = 0, #ARGV > 10 and 20 or 2, nil, 0
  while true do
    local page = call('ZRANGE', lane, from, from + size - 1, 'WITHSCORES')
    for at = 1, #page, 2 do
      local score = tonumber(page[at + 1])
      local waits = score > now
      if not waits and busy[string.match(page[at], '^[^\31]*')] then
        left = 1
      elseif waits or name then
        return name, math.max(math.min(score - now, name and lease or score - now), 0), left
      else
        name = page[at]
      end
    end
    if #page < 2 * size then return name, name and lease or -1, left end
    from = from + size
  end
end

local function of_name(name) -- a job's name in its lane is its conversation's and its number
  if letter ~= 'j' then return name end
  local owner, seq = string.match(name, '^(.*)\31(%d+)$')
  return owner, tonumber(seq)
end

local function turn(owner, box)
  local stored = call('HGET', STATE, owner)
  return { owner, box.f, box.t, box.x, stored, box.m[1].i, call('HGET', BODY, box.m[1].s) }
end

local function parcel(owner, held)
  return { owner, held.f, held.t, held.x, held.i, held.g, call('HGET', BODY, held.s) }
end

local function lost_answer() -- the claim was made, and whoever made it does not know
  local boxes = call('HGETALL', BOX)
  for at = 1, #boxes, 2 do
    local box = cmsgpack.unpack(boxes[at + 1])
    if letter == 't' and box.k == token then return turn(boxes[at], box) end
    for _, each in ipairs(letter == 'o' and box.o or letter == 'j' and box.j or {}) do
      if each.k == token then return parcel(boxes[at], each) end
    end
  end
end

local found = again and lost_answer()
if found then return { 0, 0, unpack(found) } end
local name, wait, left = first_due()
if not name then return { wait, left } end
local owner, seq = of_name(name)
local box = opened(owner)
if letter == 't' and #box.m == 0 then -- not leased: to make an event of it twice does no harm
  local of = head(owner)
  return { 0, left, owner, of.alarm, of.timer }
end
lift(lane, name)
call('ZADD', lane, now + lease, name)
local held = letter == 't' and box or letter == 'o' and box.o[1] or nil
for _, each in ipairs(letter == 'j' and box.j or {}) do
  if each.s == seq then held = each end
end
held.f, held.t, held.k = number(), held.t + 1, token
closed(owner, box)
return { wait, left, unpack(letter == 't' and turn(owner, box) or parcel(owner, held)) }
