"""The lines of a calendar file (iCalendar, RFC 5545) as events: whatever letters, line ends and folds a program wrote."""

import re
import unicodedata

from failure import Failure

MOST_EVENTS = 10_000
# What a timetable is read from. The rest, alarms, guests and descriptions, is most of a file.
READ = {
    "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SUMMARY", "STATUS",
    "TRANSP", "SEQUENCE", "X-MICROSOFT-CDO-BUSYSTATUS",
}
READ_OF_ZONES = {"TZID", "X-LIC-LOCATION", "TZOFFSETTO"}
TIMES = {"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"}
MOST_OF_ONE_PROPERTY = 1000


class Calendar:
    def __init__(self):
        self.events = []
        # What each zone of the file says of itself: its place, and its offset in winter.
        self.zones = {}


def read(content):
    """The events and zones of all calendars in a file. An event is a dict of lists of (parameters, value)."""
    found, path, method, event, zone, is_any = Calendar(), [], "", None, {}, False
    for line in lines(content):
        name, parameters, value = split(line)
        if name == "BEGIN":
            path.append(value.strip().upper()[:40])
            if path == ["VCALENDAR"]:
                method, is_any = "", True
            elif path == ["VCALENDAR", "VEVENT"]:
                event = {}
            elif path == ["VCALENDAR", "VTIMEZONE"]:
                zone = {}
        elif name == "END":
            if path == ["VCALENDAR", "VEVENT"]:
                add(event, method, found)
            elif path == ["VCALENDAR", "VTIMEZONE"]:
                found.zones[zone.get("TZID", "")] = zone
            del path[-1:]
        elif path == ["VCALENDAR", "VEVENT"] and name in READ:
            values = event.setdefault(name, [])
            if len(values) < MOST_OF_ONE_PROPERTY:
                values.append((parameters, value))
        elif path == ["VCALENDAR"] and name == "METHOD":
            method = value.strip().upper()
        elif path[:2] == ["VCALENDAR", "VTIMEZONE"] and name in READ_OF_ZONES and path[2:] != ["DAYLIGHT"]:
            zone[name] = value.strip()
    if path[:2] == ["VCALENDAR", "VEVENT"] and event:
        add(event, method, found)
    if not is_any:
        raise Failure("document", "no calendar")
    return found


def add(event, method, found):
    if len(found.events) >= MOST_EVENTS:
        raise Failure("tooLarge", "more events than anybody has")
    if method == "CANCEL":
        event["STATUS"] = [({}, "CANCELLED")]
    found.events.append(event)


def lines(content):
    """Folds are taken out of the bytes: they may lie within a letter."""
    text = wide(content)
    if text is not None:
        content = text.encode("utf-8", "replace")
    content = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\0", b"")
    for line in re.sub(rb"\n{1,3}[ \t]", b"", content).split(b"\n"):
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            # Only this line: another encoding in one of them says nothing about the others.
            yield line.decode("cp1252", "replace").replace("\ufffd", "")


def wide(content):
    """The text of a file with two bytes for a letter, with a mark or without; None for any other."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    start = content[:40]
    if len(start) >= 4 and start[1::2].count(0) == len(start[1::2]):
        return content.decode("utf-16-le", "replace")
    if len(start) >= 4 and start[0::2].count(0) == len(start[0::2]):
        return content.decode("utf-16-be", "replace")
    return None


def split(line):
    """Name, parameters and value of a line. The colon between them is the first that stands in no quotes."""
    end, is_quoted = -1, False
    for sign in re.finditer('[":]', line):
        if sign.group() == '"':
            is_quoted = not is_quoted
        elif not is_quoted:
            end = sign.start()
            break
    name = re.split("[;:]", line[:200], maxsplit=1)[0].strip().upper()
    if name in TIMES:
        # A time has no colon; names of zones do, and not every program quotes them.
        end = line.rfind(":")
    if end < 0:
        return "", {}, ""
    found = re.findall(r';\s*([^=;:"]{1,40})=("[^"]*"|[^;"]*)', line[:end][:1000])
    return name, {key.strip().upper(): value.strip('" ') for key, value in found}, line[end + 1:]


def plain(text):
    """A title in one line, without signs that nobody sees."""
    text = re.sub(r"\\([nN,;\\])", lambda sign: " " if sign.group(1) in "nN" else sign.group(1), text[:2000])
    text = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign
                   for sign in unicodedata.normalize("NFC", text) if sign not in BIDI)
    return " ".join(text.split())[:200].strip()


BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
