"""School days out of a calendar file, as timetable programs, Outlook, Google and Apple write them."""

import re
from datetime import date, datetime, timedelta

from failure import Failure
from ical_lines import plain, read
from ical_series import Series
from ical_times import Budget, Zones

MOST_BYTES = 4 << 20
MOST_LESSONS = 60_000
MOST_TOPICS = 30
MOST_TOPIC_BYTES = 2000
DAY = timedelta(days=1)

# Days without school, as calendars of schools and of holidays name them.
FREE = re.compile(
    r"\b\w*ferien(tag|tage|zeit)?\b|\bferienbeginn|\bferienende|feiertag|(schul|unterrichts|dienst)frei|\bfrei\b|"
    r"\bholidays?\b|\bvacation|\burlaub\b|brückentag|bewegliche\w* ferientag|neujahr|heilige drei könige|karfreitag|"
    r"oster(sonn|mon)tag|tag der arbeit|himmelfahrt|pfingst(sonn|mon)tag|fronleichnam|tag der deutschen einheit|"
    r"reformationstag|allerheiligen|bu(ß|ss)- und bettag|weihnachts(tag|feiertag)|heilig(er )?abend|silvester|"
    r"frauentag|weltkindertag", re.IGNORECASE)
NOT_FREE = re.compile(r"berufsschul|blockunterricht|prüfung|klassenarbeit", re.IGNORECASE)
CALLED_OFF = re.compile(r"^\W*(abgesagt|entfällt|entfall\b|ausfall\b|fällt aus|unterrichtsausfall|cancell?ed)",
                        re.IGNORECASE)


def timetable(header, body):
    """The days of a span with lessons: minutes of the lessons (joined where they overlap) and what they are called."""
    if len(body) > MOST_BYTES:
        raise Failure("tooLarge", "more than a school year has")
    with Budget() as budget:
        return {"days": days(header, body, budget)}


def days(header, body, budget):
    first, last = (date.fromisoformat(header[name]) for name in ("first", "last"))
    last = min(last, first + 3700 * DAY)
    file = read(body)
    zones = Zones(header["zone"], file.zones)
    found = Days(first, last, zones.home)
    for series in Series.all(file.events, zones):
        for lesson in series.lessons(first, last, budget):
            found.add(lesson)
    return found.all()


class Days:
    def __init__(self, first, last, zone):
        self.first, self.last, self.zone = first, last, zone
        self.lessons, self.free = {}, set()
        self.count = 0

    def add(self, lesson):
        title = plain(lesson.title)
        if CALLED_OFF.search(title):
            return
        is_free = FREE.search(title) and not NOT_FREE.search(title)
        if lesson.is_whole or lesson.length >= DAY + timedelta(minutes=1):
            self.add_whole(lesson, title, is_free)
        elif not is_free:
            self.add_timed(lesson, title)

    def add_whole(self, lesson, title, is_free):
        if lesson.is_whole:
            start, count = lesson.start, max(1, lesson.length.days)
        else:
            start = lesson.start.astimezone(self.zone).date()
            end = (lesson.start + lesson.length - timedelta(seconds=1)).astimezone(self.zone).date()
            count = (end - start).days + 1
        for offset in range(min(count, 400)):
            day = start + offset * DAY
            if is_free:
                self.free.add(day)
            elif day.weekday() < 5 and not lesson.is_free:
                self.put(day, None, None, title, lesson)

    def add_timed(self, lesson, title):
        start = lesson.start.timestamp()
        end = start + lesson.length.total_seconds()
        day = lesson.start.astimezone(self.zone).date()
        if end <= start:
            return self.put(day, None, None, title, lesson, start)
        # A lesson over midnight belongs to both days.
        while (begin := self.midnight(day)) < end:
            self.put(day, max(start, begin), min(end, self.midnight(day + DAY)), title, lesson, start)
            day += DAY

    def midnight(self, day):
        return datetime(day.year, day.month, day.day, tzinfo=self.zone).timestamp()

    def put(self, day, start, end, title, lesson, order=0):
        if self.first <= day <= self.last:
            self.count += 1
            if self.count > MOST_LESSONS:
                raise Failure("tooLarge", "more lessons than anybody has")
            self.lessons.setdefault(day, []).append((order, start, end, title, lesson.is_repeated))

    def all(self):
        result = []
        for day, lessons in sorted(self.lessons.items()):
            # A series goes on through the holidays only because nobody took them out of it.
            lessons = [lesson for lesson in lessons if day not in self.free or not lesson[4]]
            if lessons:
                lessons.sort(key=lambda lesson: lesson[0])
                result.append({"day": day.isoformat(), "minutes": joined(lessons), "topics": topics(lessons)})
        return result


def joined(lessons):
    """Minutes of all lessons, those at the same time once; 0 where none says how long it is."""
    seconds, reached = 0, float("-inf")
    for start, end in sorted((lesson[1], lesson[2]) for lesson in lessons if lesson[1] is not None):
        seconds += max(0, end - max(start, reached))
        reached = max(reached, end)
    return min(1440, int(seconds) // 60)


def topics(lessons):
    found, size = {}, 0
    for title in (lesson[3] for lesson in lessons):
        if title and title not in found and len(found) < MOST_TOPICS:
            size += len(title.encode()) + 1
            if size > MOST_TOPIC_BYTES:
                break
            found[title] = None
    return list(found)
