-- A conversation goes, with all that is known of it. ARGV: … birth (or '': whenever it began).
local of = head(member)
if not of or (ARGV[6] ~= '' and ARGV[6] ~= of.birth) then return done(0) end
local box = opened(member)
for _, letter in ipairs(box.m) do call('HDEL', BODY, letter.s) end
forget_all_but_mail(member, box, of)
call('DEL', SEEN)
call('HDEL', STATE, member)
call('HDEL', BOX, member)
call('ZREM', ALL, thread)
call('ZREM', DUE, member)
return done(1)
