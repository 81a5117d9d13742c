-- Saves one week over and over, each time over the newest revision. Arguments: cookie, form token, path, revision, body.
local threads = {}
local path, body, revision
local turn = 0
entered = 0

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  path, revision = args[3], tonumber(args[4])
  body = "formular=" .. args[2] .. "&" .. args[5]
  wrk.method = "POST"
  wrk.headers["Cookie"] = args[1]
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end

function request()
  turn = turn + 1
  return wrk.format(nil, path, nil, string.format("%s&fassung=%d&text5=Nummer+%d", body, revision, turn))
end

function response(status, headers, answer)
  if status == 200 then
    entered = entered + 1
    revision = tonumber(string.match(answer, "^%d+")) or revision
  end
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
