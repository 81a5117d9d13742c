"""Events of one calendar entry: the series, what was moved, changed or called off in it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from ical_times import Span, duration, moment, repetitions

DAY = timedelta(days=1)
LONGEST = timedelta(days=400)


@dataclass
class Lesson:
    """One time at which something is: `start` is a date for whole days, else a datetime that knows its zone."""
    start: date
    length: timedelta
    title: str
    is_whole: bool
    is_free: bool
    is_repeated: bool


class Event:
    def __init__(self, properties, zones):
        self.properties, self.zones = properties, zones
        self.start = self.time("DTSTART")
        self.title = self.text("SUMMARY")
        self.is_cancelled = self.text("STATUS").strip().upper() == "CANCELLED"
        number = self.text("SEQUENCE").strip()[:9]
        self.sequence = int(number) if number.isdecimal() else 0
        self.place = self.time("RECURRENCE-ID")
        self.is_for_future = self.parameters("RECURRENCE-ID").get("RANGE", "").upper() == "THISANDFUTURE"
        self.length = self.spoken_length() if self.start else timedelta()
        self.make_whole()
        free = self.text("TRANSP").strip().upper() == "TRANSPARENT"
        busy = self.text("X-MICROSOFT-CDO-BUSYSTATUS").strip().upper()
        self.is_free = self.is_whole and (free or busy == "FREE")

    def text(self, name):
        values = self.properties.get(name)
        return values[0][1] if values else ""

    def parameters(self, name):
        values = self.properties.get(name)
        return values[0][0] if values else {}

    def time(self, name):
        try:
            return moment(self.text(name), self.zones.named(self.parameters(name).get("TZID")))
        except (ValueError, OverflowError):
            return None

    def spoken_length(self):
        """How long it is, as clocks show it; nothing when it does not say so."""
        end = self.time("DTEND")
        if end is None:
            length = duration(self.text("DURATION")) or timedelta()
        elif type(end) is not type(self.start):
            length = timedelta()
        elif isinstance(end, datetime):
            length = end.astimezone(self.start.tzinfo).replace(tzinfo=None) - self.start.replace(tzinfo=None)
        else:
            length = end - self.start
        return min(max(length, timedelta()), LONGEST)

    def make_whole(self):
        """From midnight to midnight is a whole day, whatever a program calls it."""
        self.is_whole = not isinstance(self.start, datetime)
        if self.start is None or self.is_whole:
            return
        start, end = (when.astimezone(self.zones.home) for when in (self.start, self.start + self.length))
        if start.time() == end.time() == time() and end > start:
            self.length = end.replace(tzinfo=None) - start.replace(tzinfo=None)
            self.start, self.is_whole = start.date(), True

    def all(self, name):
        """The times of a property that has several."""
        found = []
        for parameters, values in self.properties.get(name, []):
            zone = self.zones.named(parameters.get("TZID"))
            for value in values.split(",")[:2000]:
                try:
                    found.append(moment(value.split("/")[0], zone))
                except (ValueError, OverflowError):
                    continue
        return found

    def key(self, when):
        """What tells one time of this event from the others."""
        if self.is_whole:
            return when.astimezone(self.zones.home).date() if isinstance(when, datetime) else when
        return when.timestamp() if isinstance(when, datetime) else when

    def lesson(self, start, is_repeated):
        return Lesson(start, self.length, self.title, self.is_whole, self.is_free, is_repeated)

    def at(self, naive):
        return naive.date() if self.is_whole else naive.replace(tzinfo=self.start.tzinfo)


class Series:
    """All events that have one UID."""

    def __init__(self, events):
        places = [event for event in events if event.place is not None]
        masters = [event for event in events if event.place is None]
        newest = max((event.sequence for event in masters), default=0)
        self.masters = [event for event in masters if event.sequence == newest and event.start]
        self.is_cancelled = any(event.is_cancelled for event in masters if event.sequence == newest)
        self.changes = sorted(places, key=lambda event: event.sequence)

    @staticmethod
    def all(events, zones):
        named = {}
        for number, properties in enumerate(events):
            event = Event(properties, zones)
            named.setdefault(event.text("UID").strip() or number, []).append(event)
        return [Series(events) for events in named.values()]

    def lessons(self, first, last, budget):
        if self.is_cancelled:
            return
        taken = {}
        for master in self.masters:
            changes = {master.key(change.place): change for change in self.changes if not change.is_for_future}
            futures = [change for change in self.changes if change.is_for_future]
            starts = self.starts(master, first, last, budget)
            for start in starts:
                change = changed(master, start, changes)
                if change is None:
                    lesson = later(master, start, futures, len(starts) > 1)
                    if lesson is not None:
                        yield lesson
            taken.update((id(change), change) for change in changes.values())
        # Changed ones come at their own time, also those of a series that the file does not have.
        newest = {} if self.masters else {str(change.place): change for change in self.changes}
        for change in [*taken.values(), *newest.values()]:
            if not change.is_cancelled and change.start:
                yield change.lesson(change.start, is_repeated=False)

    def starts(self, master, first, last, budget):
        """When a series is, in order, without the times that were taken out of it."""
        span = Span(first - master.length - 2 * DAY, last + 2 * DAY, master.zones.home)
        rules = [value for _, value in master.properties.get("RRULE", [])[:5]]
        found = [repetitions(rule, master.start, span, budget) for rule in rules]
        readable = [starts for starts in found if starts is not None]
        # A rule that cannot be read leaves the first time, which the event says itself.
        starts = {master.at(naive) for one in readable for naive in one} if readable else {master.start}
        for more in master.all("RDATE"):
            if isinstance(more, datetime) != master.is_whole:
                starts.add(more)
            elif master.is_whole:
                starts.add(master.key(more))
        for _, rule in master.properties.get("EXRULE", [])[:5]:
            starts -= {master.at(naive) for naive in repetitions(rule, master.start, span, budget) or []}
        out = {one for when in master.all("EXDATE") for one in keys(master, when)}
        return sorted(start for start in starts if not out & own(master, start))


def keys(master, when):
    """A day takes out all of it, and midnight means the day where the series is not at midnight."""
    yield master.key(when)
    if isinstance(when, datetime) and not master.is_whole and when.astimezone(master.start.tzinfo).time() == time():
        yield when.astimezone(master.start.tzinfo).date()


def own(master, start):
    if master.is_whole:
        return {start}
    return {start.timestamp(), start.astimezone(master.start.tzinfo).date(), start.astimezone(master.zones.home).date()}


def changed(master, start, changes):
    return next((changes[key] for key in own(master, start) if key in changes), None)


def later(master, start, futures, is_repeated):
    """A time of the series, as the last change for it and all that follow says; None when they were called off."""
    lesson = master.lesson(start, is_repeated)
    reached = [change for change in futures if order(master, change.place) <= order(master, start)]
    if not reached:
        return lesson
    change = max(reached, key=lambda one: (order(master, one.place), one.sequence))
    if change.is_cancelled:
        return None
    if change.start is None or change.is_whole != master.is_whole:
        return replace(lesson, title=change.title or lesson.title)
    moved = order(master, change.start) - order(master, change.place)
    return replace(lesson, start=start + moved, length=change.length or lesson.length, title=change.title or lesson.title)


def order(master, when):
    if not isinstance(when, datetime):
        return datetime(when.year, when.month, when.day)
    return when.astimezone(master.zones.home).replace(tzinfo=None)
