"""Arabic time expressions (TIMEX3): from matches of the grammar to values and relations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from tawatur.annotate.timex_grammar import Slots, grammar
from tawatur.annotate.timex_matcher import Found, Matcher, opens
from tawatur.annotate.timex_memo import Memo, Reading, Watched
from tawatur.model import Timex, Token
from tawatur.rules import calendar
from tawatur.rules.text import advance

_SHIFT = {"last2": -2, "last": -1, "this": 0, "next": 1, "next2": 2}
_TIMES = {"E": ("Y", 10), "C": ("Y", 100), "Q": ("M", 3)}
_UNIT = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "E": "decade", "C": "century"}
_UNIT_VALUE = {"W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "E": "XXX", "C": "XX"}
_VAGUE = {"now": "PRESENT_REF", "recent": "PAST_REF", "soon": "FUTURE_REF"}
_INVALID = "INVALID"
_CALENDARS_APART = 2
"""Days by which the Hijri calendars of two countries may differ."""
_MEANT = frozenset({"year.word", "year.rel", "unit.rel", "quarter"})
"""Rules after which a proclitic ل says what something is meant for ("a budget for the year 2023"), not when it is."""

_MEMO = Memo()
"""Of the process: what it holds never changes what is read, only how soon."""


def find_timexes(text: str, tokens: Sequence[Token]) -> tuple[Timex, ...]:
    """The time expressions of ``text``, in order, without overlap; ``tokens`` are those of its own words.

    Impossible dates ("30 فبراير") keep what is possible of their value and the mod INVALID.
    """
    out: list[Timex] = []
    at = 0
    while at < len(tokens):
        reading = _reading(tokens, at) if opens(tokens, at) else None
        if reading is None:
            at += 1
            continue
        if reading.timex is not None:
            start = tokens[at + reading.first].start
            if reading.skip:
                start = advance(text, start, reading.skip)
            out.append(replace(reading.timex, start=start, end=tokens[at + reading.last - 1].end))
        at = max(at + reading.last, at + 1)
    return tuple(out)


def forget() -> None:
    """Forget what was read before: the next text is read as the first one."""
    _MEMO.clear()


def _reading(tokens: Sequence[Token], at: int) -> Reading | None:
    """What the passage at token ``at`` says; None where no expression begins there."""
    known = _MEMO.find(tokens, at)
    if known is not None:
        return known[0]
    seen = Watched(tokens, at)
    found = _best(Matcher(seen), at)
    reading = None
    if found is not None and found.last > found.first:
        reading = Reading(found.first - at, found.last - at, found.skip, _build(seen, found))
    _MEMO.add(tokens, at, seen, reading)
    return reading


def resolve(timex: Timex, anchor: date, direction: calendar.Direction = "past") -> calendar.Interval | None:
    """The first and last day that ``timex`` means in a text written on ``anchor``; None where it names no days.

    ``direction``: where bare weekdays and months lie, before the anchor (past), after it (future) or nearest (near).
    """
    if timex.type in ("DURATION", "SET") or timex.anchor == "event":
        return None
    return calendar.denote(timex.value, timex.end_value, timex.mod, timex.relation, anchor, direction)


def _best(matcher: Matcher, at: int) -> Found | None:
    """The match at token ``at``, unless one that begins inside it reads further.

    That is so for prepositions ("في" of "في مارس" before "مارس 2022") and for counts ("منذ عام" before "عام 1961").
    """
    found = matcher.at(at)
    if found is None:
        return None
    counted = grammar().rules[found.rule].id.startswith("count.")
    for inner in range(at + 1, found.last) if counted else (found.first,):
        if inner != at:
            other = matcher.at(inner)
            if other is not None and (other.last > found.last if counted else other.last >= found.last):
                return other
    return found


def _build(tokens: Sequence[Token], found: Found) -> Timex | None:
    """The expression, without its place in the text."""
    rule = grammar().rules[found.rule]
    draft = _Draft(found.slots)
    draft.compose()
    if draft.value is None:
        return None
    if tokens[found.first].norm in grammar().signals:
        draft.signal_inside(grammar().signals[tokens[found.first].norm])
    if found.skip and rule.id in _MEANT and tokens[found.first].norm[found.skip - 1] == "ل":
        draft.relations.append("for")
    if rule.signals and found.first and not found.skip:
        draft.signal(grammar().signals.get(tokens[found.first - 1].norm))
    return Timex(
        start=0,
        end=0,
        type=draft.type,  # type: ignore[arg-type]
        value=draft.value,
        end_value=draft.end_value,
        mod=draft.mod,
        relation=";".join(draft.relations) or None,
        anchor=draft.anchor,  # type: ignore[arg-type]
        rule=rule.id,
    )


def _period(count: Any, unit: str) -> str:
    return _periods([(count, unit)])


def _periods(terms: list[tuple[Any, str]]) -> str:
    """The TIMEX3 value of a length: ``P2M``, ``PXD``, ``P1Y1M21D``, ``PT1H30M``."""
    total: dict[str, float] = {}
    for count, unit in terms:
        if count == "X":
            unit = "Y" if unit in "EC" else unit
            return f"PTX{'M' if unit == 'N' else unit}" if unit in "HNS" else f"PX{unit}"
        unit, times = _TIMES.get(unit, (unit, 1))
        count = float(count) * times
        total[unit] = total.get(unit, 0.0) + count
    days = "".join(f"{total[unit]:.12g}{unit}" for unit in "YMWD" if unit in total)
    hours = "".join(f"{total[unit]:.12g}{'M' if unit == 'N' else unit}" for unit in "HNS" if unit in total)
    return f"P{days}{'T' if hours else ''}{hours}"


def _int(value: Any) -> int | None:
    return int(value) if value is not None else None


_Day = tuple[int | None, int | None, int | None]
"""Year, month and day as far as they are named."""


class _Draft:
    """The fields of a Timex while its slots are put together."""

    def __init__(self, slots: Slots) -> None:
        self.slots = dict(slots)
        self.type = "DATE"
        self.value: str | None = None
        self.end_value: str | None = None
        self.mod: str | None = slots.get("mod") or slots.get("pos")
        self.relations: list[str] = []
        self.anchor = "none"

    def compose(self) -> None:
        """Fill the fields from the slots; ``value`` stays None where the slots make no expression."""
        slots = self.slots
        if slots.get("dir") == "set":
            self._set()
        elif "dir" in slots:
            self._count()
        elif "event" in slots:
            self._event()
        elif "vague" in slots:
            self.value, self.anchor = _VAGUE[slots["vague"]], "writing"
            self.relations.append(slots["vague"])
        elif "decade" in slots:
            decade = slots["decade"]
            self.value = f"{slots['century'] - 1}{decade[-1]}X" if "century" in slots else f"{decade}X"
        elif "century" in slots:
            self.value = f"{slots['century'] - 1:02d}XX" if 10 <= slots["century"] <= 25 else None
        elif "rest" in slots:
            self._rest()
        elif "which" in slots:
            self._months_of()
        else:
            self._split_dotted()
            self._date()
            self._clock()

    def signal(self, word: str | None) -> None:
        """Take in a preposition that stands before: since, until, by, before, after."""
        if word == "before" and self.mod is not None and self.mod != _INVALID:
            # "Before the end of the year" is no later than that.
            self.relations.append("by")
        elif word in ("before", "after"):
            self.mod = self.mod or word.upper()
        elif word is not None:
            self.relations.append(word)

    def signal_inside(self, word: str) -> None:
        """منذ at the head of a count says "since" as well as "ago"."""
        if word == "since":
            self.relations.append("since")

    def _set(self) -> None:
        slots = self.slots
        self.type = "SET"
        self.value = slots.get("set") or slots.get("part")
        if self.value is None:
            self.value = f"XXXX-WXX-{slots['w']}" if "w" in slots else _period(slots.get("n", 1), slots["u"])

    def _length(self) -> str:
        """The length that the slots count: up to three numbers with their units, and a half."""
        slots = self.slots
        first = slots.get("n", "X")
        terms = [(first if first == "X" else float(first) + float(slots.get("half", 0)), slots["u"])]
        terms += [(slots[f"n{extra}"], slots[f"u{extra}"]) for extra in (2, 3) if f"u{extra}" in slots]
        return _periods(terms)

    def _count(self) -> None:
        slots, kind = self.slots, self.slots["dir"]
        length = self._length()
        self.value = length
        if kind == "dur":
            self.type = "DURATION"
        elif "s" in slots and slots["u"] in "DW" and slots.get("n", "X") != "X":
            # "Two days after tomorrow" is the third day from now.
            days = round(slots["n"] * (7 if slots["u"] == "W" else 1)) * (-1 if kind == "ago" else 1) + int(slots["s"])
            self.value, self.anchor = "XXXX-XX-XX", "writing"
            self.relations.append(f"day:{days:+d}".replace("+0", "0"))
        elif kind == "span":
            rel = slots["rel"]
            self.relations.append("now" if rel == "this" else f"{'past' if rel == 'last' else 'coming'}:{length}")
            self.anchor = "writing"
        else:
            self.relations.append(f"{kind}:{length}")
            self.anchor = "event" if kind in ("after", "before") else "writing"

    def _rest(self) -> None:
        """ "Later this year", "the rest of the week", "earlier this month"."""
        slots, unit = self.slots, self.slots["u"]
        self.value, self.anchor = _UNIT_VALUE[unit], "writing"
        if slots.get("rel", "this") == "this" and unit in "WMY":
            self.relations.append(f"{slots['rest']}:{_UNIT[unit]}")
        else:
            self._unit(unit)

    def _months_of(self) -> None:
        """ "The first six months of 2021"."""
        slots, count = self.slots, int(self.slots.get("n", 0))
        if slots["u"] != "M" or not 1 <= count <= 12:
            return
        head = f"{int(slots['y']):04d}" if "y" in slots else "XXXX"
        first = 1 if slots["which"] == "first" else 13 - count
        self.value, self.end_value = f"{head}-{first:02d}", f"{head}-{first + count - 1:02d}"
        if "yrel" in slots:
            self._shift_year()

    def _event(self) -> None:
        kind, unit = self.slots["event"], self.slots.get("u", "D")
        self.anchor = "event"
        self.value = _UNIT_VALUE.get(unit, "XXXX-XX-XX") + (f"-{int(self.slots['d']):02d}" if "d" in self.slots else "")
        if kind == "later":
            self.value, self.relations = "FUTURE_REF", ["later"]
        elif kind == "same":
            self.relations.append(f"same:{_UNIT[unit]}")
        else:
            self.relations.append(f"{kind}:{_period(1, unit)}")

    def _split_dotted(self) -> None:
        for end in ("", "2"):
            dotted = self.slots.pop(f"ymd{end}", None)
            if dotted is not None:
                day, month, year = (int(piece) for piece in dotted.split("."))
                self.slots |= {f"d{end}": day, f"m{end}": month, f"y{end}": year}

    def _date(self) -> None:
        slots = self.slots
        if "feast" in slots:
            self._feast()
        elif "mixed" in slots:
            # A Gregorian month of a Hijri year: some day of that year, the rest is a slip.
            self.value, self.mod = f"H{slots['hy']}", _INVALID
        elif "hm" in slots and "y" in slots and "m" not in slots:
            self._hijri_in_year()
        elif any(key in slots for key in ("hy", "hm", "hd")) and not any(key in slots for key in ("y", "m", "d")):
            self._hijri()
        elif any(key in slots for key in ("y", "m", "d", "season", "q", "half", "nth", "nthweek")) or "yrel" in slots:
            self._gregorian()
            self._agree()
        elif "weekend" in slots:
            self._unit("W")
            self.value, self.mod = "XXXX-WXX-WE", None
        elif "wevent" in slots:
            self.value, self.anchor = f"XXXX-WXX-{slots['w']}", "event"
            self.relations += ["later"] if slots["wevent"] == "later" else []
        elif "w" in slots:
            self._weekday()
        elif ("u" in slots and "rel" in slots) or ("rel" in slots and "s" not in slots):
            unit = slots.get("u", "Y")
            self._unit(unit)
            self.value = _UNIT_VALUE[unit]
        elif "pos" in slots and "s" not in slots:
            self._unit("Y")
            self.value = "XXXX"
        if "s" in slots:
            self._deictic()
        if "part" in slots and self.value is not None:
            self.type = "TIME"
            self.value += f"{'T' if not slots['part'].startswith('T') else ''}{slots['part']}"

    def _deictic(self) -> None:
        self.relations.insert(0, f"day:{int(self.slots['s']):+d}" if int(self.slots["s"]) else "day:0")
        self.relations = [part for part in self.relations if not part.startswith(("last:", "next:", "this:"))]
        self.anchor = "writing"
        if self.value is None:
            self.value = "XXXX-XX-XX"

    def _unit(self, unit: str) -> None:
        self.relations.append(f"{_UNIT[unit]}:{_SHIFT[self.slots.get('rel', 'this')]:+d}".replace("+0", "0"))
        self.anchor = "writing"

    def _shift_year(self) -> None:
        self.relations.append(f"year:{_SHIFT[self.slots['yrel']]:+d}".replace("+0", "0"))
        self.anchor = "writing"

    def _feast(self) -> None:
        slots, feast = self.slots, self.slots["feast"]
        month, day = (int(piece) for piece in feast[1:].split("-"))
        day += int(slots.get("nthday", 1)) - 1
        self.mod = "APPROX"
        if feast[0] == "H" and "hy" in slots:
            span = calendar.hijri_span(int(slots["hy"]), month, day)
            self.value = span.first.isoformat() if span is not None else f"H{slots['hy']}"
            return
        if "y" in slots:
            span = calendar.hijri_in(int(slots["y"]), month, day) if feast[0] == "H" else None
            self.value = span.first.isoformat() if span is not None else f"{slots['y']}-{month:02d}-{day:02d}"
            if feast[0] == "H" and span is None:
                self.value = f"{slots['y']}"
            return
        self.value = f"{'H' if feast[0] == 'H' else ''}XXXX-{month:02d}-{day:02d}"
        self.anchor = "writing"
        self._select(self.value)

    def _select(self, value: str) -> None:
        """The relation of الماضي, الجاري, المقبل beside a weekday, month or season."""
        rel = self.slots.get("rel")
        if rel is None:
            return
        fields = calendar.parts(value)
        key = f"{fields.month:02d}" if fields.month else fields.season
        if fields.weekday and fields.nth is None:
            key = f"WXX-{fields.weekday}"
        if key is not None:
            self.relations.append(f"{rel}:{key}")
            self.anchor = "writing"

    def _weekday(self) -> None:
        slots = self.slots
        first, second = slots["w"], slots.get("w2")
        hour = float(slots.get("clock", slots.get("hour", 24)))
        if second is not None and "night" in slots and hour < 12:
            # The night from Sunday to Monday, at one o'clock: that is Monday.
            first, second = second, None
        self.value = f"XXXX-WXX-{first}"
        self.end_value = f"XXXX-WXX-{second}" if second is not None else None
        self.anchor = "writing"
        if "u" in slots:
            self._unit(slots["u"])
        elif "YEARWORD" not in slots:
            self._select(self.value)

    def _gregorian(self) -> None:
        slots = self.slots
        year, month, day = _int(slots.get("y")), _int(slots.get("m")), _int(slots.get("d"))
        if month is not None and month > 12 and day is not None and day <= 12:
            month, day = day, month
        end = (_int(slots.get("y2")), _int(slots.get("m2")), _int(slots.get("d2")))
        if end != (None, None, None):
            year = self._range((year, month, day), end)
        else:
            self.value = self._valid(year, month, day)
        if slots.get("yrel") in _SHIFT:
            self._shift_year()
        elif "u" in slots and month is None:
            self._unit(slots["u"])
        elif "rel" in slots:
            self._select(self.end_value or self.value or "")
            if month is None and "season" not in slots:
                self._unit("M")
        if "w" in slots and "nth" not in slots:
            self.relations.append(f"on:WXX-{slots['w']}")
        counted = bool(self.relations) and not self.relations[0].startswith("on:")
        self.anchor = "writing" if year is None or counted else "none"

    def _valid(self, year: int | None, month: int | None, day: int | None) -> str:
        slots = self.slots
        head = f"{year:04d}" if year is not None else "XXXX"
        last = {"q": 4, "half": 2}
        if "half" in slots and (month is not None or slots.get("u") == "M"):
            of = f"{month:02d}" if month is not None else "XX"
            return f"{head}-{of}-H{last['half'] if slots['half'] == 'last' else slots['half']}"
        for slot, code in (("season", "{}"), ("q", "Q{}"), ("half", "H{}")):
            if slot in slots:
                return f"{head}-{code.format(last[slot] if slots[slot] == 'last' else slots[slot])}"
        if "nth" in slots or "nthweek" in slots:
            of = f"{head}-{month:02d}" if month is not None else f"{head}-XX" if slots.get("u") == "M" else head
            return f"{of}-W{slots['nthweek']:0>2}" if "nthweek" in slots else f"{of}-WXX-{slots['w']}-#{slots['nth']}"
        if month is not None and not 1 <= month <= 12:
            self.mod = _INVALID
            return head
        if month is None:
            return f"{head}-XX-{day:02d}" if day is not None else head
        if day is None:
            return f"{head}-{month:02d}"
        if not 1 <= day <= calendar.days_in_month(year, month):
            self.mod = _INVALID
            return f"{head}-{month:02d}"
        return f"{head}-{month:02d}-{day:02d}"

    def _range(self, begin: _Day, end: _Day) -> int | None:
        """Value and end value; the year that is named once holds for both ends. Returns the last year."""
        (year, month, day), (year2, month2, day2) = begin, end
        last_year = year2 if year2 is not None else year
        last_month = month2 if month2 is not None else month
        first_year = year
        if year is None or (year2 is None and month2 is not None):
            first_year = last_year
            if last_year is not None and month is not None and last_month is not None and month > last_month:
                first_year = last_year - 1
        self.value = self._valid(first_year, month, day)
        if day is None and (first_year, month) == (last_year, last_month):
            return last_year
        self.end_value = self._valid(last_year, last_month, day2)
        backwards = month2 is None and day is not None and day2 is not None and day2 < day
        if self.mod == _INVALID or backwards or (first_year or 0) > (last_year or 9999):
            self.value = self._valid(first_year, month if month2 is None and month and month <= 12 else None, None)
            self.mod, self.end_value = _INVALID, None
        return last_year

    def _hijri_in_year(self) -> None:
        """A Hijri month of a Gregorian year: "Ramadan 2015"."""
        year, month, day = int(self.slots["y"]), int(self.slots["hm"]), _int(self.slots.get("hd"))
        span = calendar.hijri_in(year, month, day)
        if span is None:
            self.value, self.mod = f"{year}", _INVALID
            return
        self.value = span.first.isoformat()
        self.end_value = span.last.isoformat() if span.last != span.first else None

    def _agree(self) -> None:
        """Of a double dateline whose halves lie apart only what they share is kept; calendars may differ by a day."""
        slots = self.slots
        if any(key not in slots for key in ("hy", "hm", "hd", "y", "m", "d")) or self.mod == _INVALID:
            return
        hijri = calendar.hijri_span(int(slots["hy"]), int(slots["hm"]), int(slots["hd"]))
        gregorian = date.fromisoformat(self.value or "")
        if hijri is None or abs((hijri.first - gregorian).days) > _CALENDARS_APART:
            same = hijri is not None and (hijri.first.year, hijri.first.month) == (gregorian.year, gregorian.month)
            self.value, self.mod = f"{gregorian:%Y-%m}" if same else f"{gregorian:%Y}", _INVALID

    def _hijri(self) -> None:
        slots = self.slots
        year, month, day = _int(slots.get("hy")), _int(slots.get("hm")), _int(slots.get("hd"))
        last = _int(slots.get("hd2"))
        if month is not None and not 1 <= month <= 12:
            month, day, last, self.mod = None, None, None, _INVALID
        if day is not None and (day > 30 or (last is not None and not day <= last <= 30)):
            day, last, self.mod = None, None, _INVALID
        if year is None:
            head = f"HXXXX-{month:02d}" if month is not None else "HXXXX"
            self.value = head + (f"-{day:02d}" if day is not None else "")
            self.end_value = f"{head}-{last:02d}" if last is not None else None
            self.anchor = "writing"
            self._select(self.value)
            return
        span = calendar.hijri_span(year, month, day)
        if span is None and day is not None:
            span, self.mod = calendar.hijri_span(year, month), _INVALID
        if span is None:
            self.value, self.mod = f"H{year}", _INVALID
            return
        end = calendar.hijri_span(year, month, last) if last is not None else span
        end = end if end is not None else span
        self.value = span.first.isoformat()
        self.end_value = end.last.isoformat() if end.last != span.first else None

    def _clock(self) -> None:
        slots = self.slots
        if "clock" in slots:
            hour, minute = (int(piece) for piece in slots["clock"].split("."))
        elif "hour" in slots:
            hour, minute = int(slots["hour"]), int(slots.get("minute", 0))
        else:
            return
        self.type = "TIME"
        past = int(slots.get("past", 0))
        if hour > 24 or minute > 59:
            self.mod = _INVALID
            return
        if (slots.get("part") in ("TEV", "TAF") and hour < 12) or (slots.get("part") == "TMI" and hour < 5):
            hour += 12
        if past:
            hour, minute = (hour, past) if past > 0 else ((hour - 1) % 24, 60 + past)
        day = (self.value or "").split("T")[0]
        self.value = f"{day}T{hour:02d}:{minute:02d}"
