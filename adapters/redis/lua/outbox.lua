-- For verbs that put effects out, take them out, or set work aside.

local function put_out(member, box, from) -- the effects that ARGV names from there on, five words each
  for at = from, #ARGV - 4, 5 do
    local seq = number()
    local parcel = { s = seq, i = ARGV[at], w = ARGV[at + 1], b = ARGV[at + 2], g = ARGV[at + 3], f = 0, t = 0, x = 0 }
    call('HSET', BODY, seq, ARGV[at + 4])
    if parcel.w == 'job' then
      box.j[#box.j + 1] = parcel
      ready(JOB, member .. '\31' .. seq, 'j', seq)
    else
      box.o[#box.o + 1] = parcel
      if #box.o == 1 then ready(OUT, member, 'o', seq) end
    end
  end
end

local function find(parcels, id)
  for place, parcel in ipairs(parcels) do
    if parcel.i == id then return parcel, place end
  end
end

local function take_out(member, box, place, is_job) -- of the outbox; the next message is ready
  local parcel
  if is_job then
    parcel = table.remove(box.j, place)
    call('ZREM', JOB, member .. '\31' .. parcel.s)
  else
    parcel = table.remove(box.o, place)
    if #box.o > 0 then ready(OUT, member, 'o') else call('ZREM', OUT, member) end
  end
  return parcel
end

local function park(member, waiting, what, reason, at) -- to where an operator sees it
  local seq = waiting.s
  call('HSET', PARKED, seq, cjson.encode({ id = waiting.i, what = what, reason = reason, at = at }),
    seq .. 'b', call('HGET', BODY, seq) or '')
  call('SADD', PARKERS, member)
end

local function forget_all_but_mail(member, box, of)
  for _, lane in ipairs({ box.o, box.j }) do
    for _, parcel in ipairs(lane) do
      call('HDEL', BODY, parcel.s)
      if lane == box.j then call('ZREM', JOB, member .. '\31' .. parcel.s) end
    end
  end
  box.o, box.j = {}, {}
  call('ZREM', OUT, member)
  call('SREM', PARKERS, member)
  local traces = call('HGETALL', TRACES)
  for at = 1, #traces, 2 do
    call('ZREM', BY, table.concat({ traces[at], traces[at + 1], format('%016d', of.birth), thread }, '\0'))
  end
  call('DEL', TRACES, PARKED)
end
