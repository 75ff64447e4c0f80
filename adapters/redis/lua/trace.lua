-- A trace is set, or deleted. ARGV: … name, '1' to set it, value.
local name = ARGV[6]
if ARGV[7] == '1' then begun(member, thread) end
local of = head(member)
if not of then return done(0) end
local function entry(value)
  return table.concat({ name, value, format('%016d', of.birth), thread }, '\0')
end
local before = call('HGET', TRACES, name)
if before then call('ZREM', BY, entry(before)) end
if ARGV[7] == '1' then
  call('HSET', TRACES, name, ARGV[8])
  call('ZADD', BY, 0, entry(ARGV[8]))
else
  call('HDEL', TRACES, name)
end
return done(1)
