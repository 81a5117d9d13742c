-- GETs one page. Arguments: the Cookie header, and the mean pause of a connection in milliseconds (0 for full load).
local mean = 0

function init(args)
  if #args[1] > 0 then wrk.headers["Cookie"] = args[1] end
  mean = tonumber(args[2])
  if mean > 0 then
    math.randomseed(tonumber(args[3]))
    delay = function() return math.random(0, 2 * mean) end
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "RESULT requests=%d microseconds=%d p50=%d p99=%d refused=%d broken=%d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
