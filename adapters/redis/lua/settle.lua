-- An effect is done, or given up. ARGV: … lane, id, fence, how (done, parked, forgotten), reason, at, event (or ''), body,
-- clock, base.
local box, is_job, how = opened(member), ARGV[6] == 'j', ARGV[9]
local parcel, place = find(is_job and box.j or box.o, ARGV[7])
if not parcel then return done((again and (ARGV[12] == '' or came_with_this(ARGV[12]))) and 1 or 0) end
if tostring(parcel.f) ~= ARGV[8] then return done(0) end
lift(is_job and JOB or OUT, is_job and member .. '\31' .. parcel.s or member)
if how == 'forgotten' then
  local of, mail = head(member), box.m
  forget_all_but_mail(member, box, of)
  call('DEL', SEEN)
  if #mail == 0 then
    call('HDEL', STATE, member)
    call('ZREM', ALL, thread)
  else
    for _, letter in ipairs(mail) do call('ZADD', SEEN, 0, letter.i) end
    call('EXPIRE', SEEN, KEPT)
    keep(member, { birth = of.birth, version = 0, wrote = 0, alarm = 0, timer = '' }, '')
    call('ZADD', ALL, 0, thread)
  end
  next_turn(member, box)
else
  if how == 'parked' then park(member, parcel, parcel.w, ARGV[10], ARGV[11]) end
  take_out(member, box, place, is_job)
  call('HDEL', BODY, parcel.s)
  if ARGV[12] ~= '' then receive(member, thread, box, ARGV[12], ARGV[13]) end
  if parcel.w == 'forget' and box.f == 0 then -- it was given up: what waited for it goes on
    local of = head(member)
    next_turn(member, box, of.alarm > 0 and of.alarm + shift(tonumber(ARGV[14]), ARGV[15]) or nil)
  end
end
closed(member, box)
return done(1)
