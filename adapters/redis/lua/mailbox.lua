-- For verbs that take events in, or end a turn.

local function leaving(box) -- about to be forgotten: what comes meanwhile waits for that
  for _, parcel in ipairs(box.o) do
    if parcel.w == 'forget' then return true end
  end
  return false
end

local function keep(member, of, state)
  call('HSET', STATE, member,
    format('%s %s %s %.0f %s\n', of.birth, of.version, of.wrote, of.alarm, of.timer) .. state)
end

local function begun(member, thread) -- a conversation that was not there is
  if call('ZADD', ALL, 'NX', 0, thread) == 1 then
    keep(member, { birth = number(), version = 0, wrote = 0, alarm = 0, timer = '' }, '')
  end
end

local function next_turn(member, box, alarm) -- free: due at once if there is mail, else at its alarm, if it has one
  box.f, box.t, box.x, box.k = 0, 0, 0, nil
  if leaving(box) or (#box.m == 0 and not alarm) then
    call('ZREM', DUE, member)
  elseif #box.m > 0 then
    ready(DUE, member, 't')
  else
    call('ZADD', DUE, alarm, member)
  end
end

local function receive(member, thread, box, id, body) -- into the mailbox; false for what was seen before
  if call('ZADD', SEEN, 'NX', token, id) == 0 then return false end
  local seq = number()
  call('EXPIRE', SEEN, KEPT)
  begun(member, thread)
  call('HSET', BODY, seq, body)
  box.m[#box.m + 1] = { s = seq, i = id }
  if #box.m == 1 and not leaving(box) then ready(DUE, member, 't', seq) end
  return true
end

local function came_with_this(id) -- whether it was this call that brought the event
  local by = call('ZSCORE', SEEN, id)
  return by and tonumber(by) == tonumber(token)
end
