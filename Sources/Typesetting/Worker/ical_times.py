"""Times in calendar files: days, instants, zones under any name, lengths, and repetitions within a budget."""

import re
import signal
import time
import warnings
import zoneinfo
from collections import namedtuple
from datetime import date, datetime, timedelta, timezone
from itertools import islice

from dateutil.rrule import rrulestr
from tzlocal.windows_tz import win_tz

from failure import Failure

# Seconds of processor time: for one rule, and for a whole file. A rule of a school needs a hundredth of one.
RULE_BUDGET = 0.25
FILE_BUDGET = 4.0
# So many rules may use theirs up before the file is given back.
MOST_COSTLY_RULES = 4
MOST_REPETITIONS = 4000
YEARS = range(1900, 2200)
PARTS = {"FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS",
         "WKST", "BYHOUR", "BYMINUTE", "BYSECOND"}

warnings.filterwarnings("ignore", category=DeprecationWarning)


class OverBudget(BaseException):
    """The processor time is used up; no handler for errors of a file may catch it."""


class Budget:
    """Processor time for a file, and some of it for each rule. Used with `with`."""

    def __enter__(self):
        def stop(number, frame):
            raise OverBudget

        self.end = time.process_time() + FILE_BUDGET
        self.costly = 0
        self.before = signal.signal(signal.SIGVTALRM, stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, FILE_BUDGET)
        return self

    def __exit__(self, kind, error, trace):
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, self.before)
        if kind in (OverBudget, MemoryError, RecursionError):
            raise Failure("tooLarge", "the calendar takes too much time or memory") from None

    def within(self, work):
        """What work on one rule finds; nothing when it takes too long: such a rule is one that never comes true."""
        left = self.end - time.process_time()
        if left <= 0:
            raise OverBudget
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, min(RULE_BUDGET, left))
            return work()
        except OverBudget:
            self.costly += 1
            if self.costly > MOST_COSTLY_RULES:
                raise
            return []
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, max(0.01, self.end - time.process_time()))


def moment(value, zone):
    """The day or the time that a value says: a date, or a datetime that knows its zone."""
    value = value.strip().upper()
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?", value, re.ASCII)
    if not match or int(match[1]) not in YEARS:
        raise ValueError("no time")
    day = date(int(match[1]), int(match[2]), int(match[3]))
    if match[4] is None:
        return day
    hour, minute, second = int(match[4]), int(match[5]), min(59, int(match[6] or 0))
    if hour == 24:
        day, hour = day + timedelta(days=1), 0
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=timezone.utc if match[7] else zone)


def duration(value):
    match = re.fullmatch(
        r"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?",
        value.strip().upper(), re.ASCII)
    if not match:
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


class Zones:
    """Zones under the names that programs give them; without one a time is meant here."""

    def __init__(self, home, told):
        self.home = zoneinfo.ZoneInfo(home)
        self.told = told
        self.known = {}
        self.names = {name.lower(): name for name in zoneinfo.available_timezones()}
        self.windows = {name.lower(): name_here for name, name_here in win_tz.items()}

    def named(self, name):
        name = (name or "").strip()
        if name not in self.known:
            self.known[name] = self.find(name)
        return self.known[name]

    def find(self, name):
        told = self.told.get(name, {})
        for one in (name, told.get("X-LIC-LOCATION", "")):
            lower = one.lower().strip()
            # `/citadel.org/20210210_1/Europe/Berlin` and the like.
            ends = ["/".join(lower.split("/")[-count:]) for count in (3, 2)]
            for key in [lower, *ends]:
                found = self.names.get(key) or self.names.get(self.windows.get(key, "").lower())
                if found:
                    return zoneinfo.ZoneInfo(found)
        offset = re.fullmatch(r"([+-])(\d\d)(\d\d)(\d\d)?", told.get("TZOFFSETTO", ""), re.ASCII)
        if offset and int(offset[2]) < 15:
            span = timedelta(hours=int(offset[2]), minutes=min(59, int(offset[3])))
            span = -span if offset[1] == "-" else span
            if span != self.home.utcoffset(datetime(2026, 1, 1)):
                return timezone(span)
        return self.home


# First and last day that starts are wanted for, and the zone in which days begin.
Span = namedtuple("Span", "first last home")


def repetitions(rule, start, span, budget):
    """The starts that a rule gives in a span, without zones, as they are written where the lesson is.

    None for a rule that cannot be read, and for those that repeat more than once a day.
    """
    naive = start.replace(tzinfo=None) if isinstance(start, datetime) else midnight(start)
    begin, end = midnight(span.first), midnight(span.last)
    try:
        parts = dict(part.split("=", 1) for part in rule.strip().upper()[:500].strip(";").split(";"))
        parts = {name.strip(): value.strip() for name, value in parts.items() if name.strip() in PARTS}
        if parts.get("FREQ") not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
            return None
        if not 1 <= int(parts.get("INTERVAL", "1")) <= 10_000 or int(parts.get("COUNT", "1")) < 1:
            return None
        parts["COUNT"] = str(min(int(parts["COUNT"]), 1_000_000)) if "COUNT" in parts else None
        parts["UNTIL"] = min(end, until(parts.get("UNTIL"), start, span)).strftime("%Y%m%dT%H%M%S")
        text = ";".join(f"{name}={value}" for name, value in parts.items() if value is not None)
        if end < naive:
            return []
        starts = (when for when in rrulestr(text, dtstart=naive) if when >= begin)
        return budget.within(lambda: list(islice(starts, MOST_REPETITIONS)))
    except Exception:
        return None


def until(value, start, span):
    """The last moment of a rule, as its lessons are written; a day counts whole."""
    if not value:
        return midnight(span.last)
    zone = start.tzinfo if isinstance(start, datetime) else span.home
    found = moment(value, zone)
    if isinstance(found, datetime):
        return found.astimezone(zone).replace(tzinfo=None)
    return midnight(found) + timedelta(hours=23, minutes=59, seconds=59)


def midnight(day):
    return datetime(day.year, day.month, day.day)
