-- Signs in, each time another account from another address. Arguments: visitor cookie, form token, number of accounts,
-- password; all but the number ready for a form.
dofile(debug.getinfo(1, "S").source:match("@(.*/)") .. "counting.lua")

local accounts, body
local turn = 0

function init(args)
  accounts = tonumber(args[3])
  body = "formular=" .. args[2] .. "&passwort=" .. args[4] .. "&email=bench%d%%40bench.example"
  wrk.method = "POST"
  wrk.headers["Cookie"] = args[1]
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end

function request()
  turn = turn + 1
  local address = string.format("10.%d.%d.%d", math.floor(turn / 65536) % 256, math.floor(turn / 256) % 256, turn % 256)
  wrk.headers["X-Forwarded-For"] = address
  return wrk.format(nil, nil, nil, string.format(body, turn % accounts))
end

function response(status, headers)
  if status == 303 then entered = entered + 1 end
end
