-- Hands in a week with each request. Arguments: cookie, form token, key of the first record, number of records, body.
dofile(debug.getinfo(1, "S").source:match("@(.*/)") .. "counting.lua")

local first, count, body
local turn = 0

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
