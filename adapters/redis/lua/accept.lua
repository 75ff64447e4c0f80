-- An event comes in. ARGV: … id, body, alarm. `alarm`, if any, is the one that it tells of: it rings once, and only while
-- nothing else waits.
local box = opened(member)
local alarm = tonumber(ARGV[8])
if alarm then
  local of = head(member)
  if not of or of.alarm ~= alarm or #box.m > 0 then return done(0) end
  lift(DUE, member)
  of.alarm, of.timer = 0, ''
  keep(member, of, string.sub(of.stored, of.at))
end
if not receive(member, thread, box, ARGV[6], ARGV[7]) then return done((again and came_with_this(ARGV[6])) and 1 or 0) end
closed(member, box)
return done(1)
