-- A turn's event is set aside, and people may be told of it. ARGV: … fence, reason, at, clock, base, then the effect, if any.
local box = opened(member)
if tostring(box.f) ~= ARGV[6] then return done(0) end
lift(DUE, member)
local letter, of = table.remove(box.m, 1), head(member)
park(member, letter, 'event', ARGV[7], ARGV[8])
call('HDEL', BODY, letter.s)
put_out(member, box, 11)
next_turn(member, box, of.alarm > 0 and of.alarm + shift(tonumber(ARGV[9]), ARGV[10]) or nil)
closed(member, box)
return done(1)
