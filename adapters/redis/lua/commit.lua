-- A turn ends: state, next timer and outbox, the event consumed. ARGV: … fence, version, state, touched, alarm (or ''), timer,
-- clock, base, how many jobs are cancelled, their names, then the effects.
local fence, alarm = ARGV[6], tonumber(ARGV[10])
local box, of = opened(member), head(member)
if tostring(box.f) ~= fence then return done((again and of and of.wrote == token) and 1 or 0) end
local cancelled = {}
for at = 15, 14 + ARGV[14] do cancelled[ARGV[at]] = true end
for place = #box.j, 1, -1 do
  if cancelled[box.j[place].b] then
    call('HDEL', BODY, take_out(member, box, place, true).s)
  end
end
call('HDEL', BODY, table.remove(box.m, 1).s)
keep(member, { birth = of.birth, version = ARGV[7], wrote = token, alarm = alarm or 0, timer = ARGV[11] }, ARGV[8])
call('ZADD', ALL, ARGV[9], thread)
put_out(member, box, 15 + ARGV[14])
next_turn(member, box, alarm and alarm + shift(tonumber(ARGV[12]), ARGV[13]))
closed(member, box)
return done(1)
