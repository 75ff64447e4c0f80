-- Whoever holds work holds it longer, or hands it back for later. ARGV: … lane, fence, until, clock, base, effect (or ''),
-- excused ('1': the attempt was no failure).
local letter, box = ARGV[6], opened(member)
local held = box
if letter ~= 't' then held = find(letter == 'o' and box.o or box.j, ARGV[11]) end
if not held or tostring(held.f) ~= ARGV[7] then return done(0) end
local name = letter == 'j' and member .. '\31' .. held.s or member
local lane = letter == 't' and DUE or letter == 'o' and OUT or JOB
lift(lane, name)
if ARGV[12] == '1' and held.k ~= token then
  held.x, held.k = held.x + 1, token
  closed(member, box)
end
call('ZADD', lane, ARGV[8] + shift(tonumber(ARGV[9]), ARGV[10]), name)
return done(1)
