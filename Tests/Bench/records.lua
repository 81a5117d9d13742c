-- Hands in a week with each request. Arguments: cookie, form token, key of the first record, number of records, body.
local threads = {}
local first, count, body
local turn = 0
entered = 0

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  first, count = tonumber(args[3]), tonumber(args[4])
  body = "formular=" .. args[2] .. "&" .. args[5]
  wrk.method = "POST"
  wrk.headers["Cookie"] = args[1]
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end

function request()
  local record, week = first + turn % count, 1 + math.floor(turn / count)
  turn = turn + 1
  return wrk.format(nil, string.format("/ausbildungsnachweise/%d/2026/%d/einreichen", record, week), nil, body)
end

function response(status, headers)
  if status == 303 then entered = entered + 1 end
end

function done(summary, latency, requests)
  local total = 0
  for _, thread in ipairs(threads) do total = total + thread:get("entered") end
  local errors = summary.errors
  io.write(string.format(
    "RESULT requests=%d microseconds=%d p50=%d p99=%d refused=%d broken=%d entered=%d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, total))
end
