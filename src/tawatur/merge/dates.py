"""Dates that no single text states: days of writing and of events, solved together across documents.

Each document's day of writing and each event's day are unknowns; time words, status, relations and stamps are
constraints between them (see ``dates_facts``). Bounds are propagated, hard evidence first; then, where a day and
month lack only their year, the years of a short horizon are tried; last, pages of a fresh collection are taken to be
of the day they were fetched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from tawatur.merge.dates_copies import Aligned, part, tie
from tawatur.merge.dates_facts import Facts
from tawatur.merge.dates_founding import Founding, assume_founded
from tawatur.merge.dates_ground import FRESH, HARD, LEAST, ORDER, PRIOR, STATUS, Ground, Problem
from tawatur.merge.dates_links import link
from tawatur.merge.dates_net import EARLIEST, LATEST, Clash, Constraint, Unknown
from tawatur.merge.dates_recent import assume_recent
from tawatur.merge.dates_rules import Meaning, within
from tawatur.merge.dates_words import given
from tawatur.merge.dates_writing import Writing
from tawatur.merge.edtf import edtf
from tawatur.model import Basis, Extracted, SolvedDate
from tawatur.rules.steps import say

_YEARS = 4
"""Years after the earliest possible one within which a day without a year must fit only once."""
_WIDEST = 800
"""Bounds further apart than this many days say nothing worth keeping."""
_BRACKET = 31
"""Days within which two accounts of an event's day stand side by side."""
_STALE = 7
_DAWN = 6
"""Before this hour a page may well be of the day before."""
_MOST_TRIALS = 2000
_MOST_CLASHES = 40
"""Contradictory words that are listed for one day."""


class DatesSolved(NamedTuple):
    """What is known of the days of a set of documents."""

    events: tuple[SolvedDate, ...]
    """One for each cluster."""
    published: tuple[SolvedDate, ...]
    """The day of publication of each document; its text may be older, where it is a copy."""
    written: Mapping[int, tuple[date, date]]
    """Document -> the days between which its text was written, as far as known."""
    when: Mapping[tuple[int, int], tuple[date, date]]
    """(document, mention) -> the days that the mention tells of, where they are known within about two years."""


def solve(
    docs: Sequence[Extracted],
    event_of: Sequence[Sequence[int]],
    n_events: int,
    copied: Sequence[Aligned] = (),
    founded: Sequence[Founding] = (),
) -> DatesSolved:
    """Solve the days of all documents and events.

    ``docs`` by id; ``event_of[d][m]`` is the cluster (0 to ``n_events`` - 1) of mention ``m`` of ``docs[d]``;
    ``copied``: where copies of one text name one day (``aligned_days``); ``founded``: first visits. What
    cannot be known stays None; words that contradict the rest are left out and listed in ``clash``.
    """
    problem = _pose(docs, event_of, n_events, copied)
    net = problem.net
    net.settle(STATUS)
    _assume_fresh(problem, docs)
    net.settle(ORDER)
    _try_years(problem)
    net.settle(LEAST)
    assume_founded(problem, docs, event_of, founded)
    assume_recent(problem, docs, event_of)
    clashes: dict[int, list[Clash]] = {}
    for clash in net.clashes:
        clashes.setdefault(clash.unknown, []).append(clash)
    pieces: dict[int, list[int]] = {}
    for (number, index), unknown in problem.told.items():
        pieces.setdefault(event_of[number][index], []).append(unknown)
    events = tuple(
        _event(problem, cluster, [c for one in (e, *pieces.get(cluster, ())) for c in clashes.get(one, ())])
        for cluster, e in enumerate(problem.event)
    )
    published = tuple(_published(problem, w, clashes.get(w, [])) for w in problem.published)
    when = {}
    for number, mentions in enumerate(event_of):
        for index in range(len(mentions)):
            known = net.unknowns[problem.told.get((number, index), problem.event[mentions[index]])]
            if known.bounded and known.width <= _WIDEST:
                when[number, index] = (date.fromordinal(known.lo), date.fromordinal(known.hi))
    written = {
        number: (date.fromordinal(known.lo), date.fromordinal(known.hi))
        for number, w in enumerate(problem.writing)
        if (known := net.unknowns[w]).bounded and known.width <= _WIDEST
    }
    return DatesSolved(events, published, written, when)


def _pose(
    docs: Sequence[Extracted], event_of: Sequence[Sequence[int]], n_events: int, copied: Sequence[Aligned]
) -> Problem:
    """The network of all that the documents say; what they say of their own day has settled already."""
    ground = Ground(docs, event_of, n_events)
    facts = Facts(ground)
    facts.collect()
    part(ground, copied)
    fresh = Writing(ground).add()
    tie(ground, copied)
    ground.net.settle(PRIOR)
    facts.add()
    link(ground)
    return Problem(
        ground.net,
        ground.writing,
        ground.published,
        ground.event,
        ground.told,
        ground.extent,
        ground.fetched,
        ground.recurring,
        ground.dated,
        [bool(facts) for facts in ground.facts],
        fresh,
    )


def _try_years(problem: Problem) -> None:
    """Days and months without a year: if of the years within the horizon only one fits everything, it is that one."""
    net = problem.net
    tried: set[int] = set()
    for unknown, meaning in problem.recurring:
        known = net.unknowns[unknown]
        if unknown in tried or meaning.fields.weekday is not None or known.lo == EARLIEST or len(tried) >= _MOST_TRIALS:
            continue
        if known.hi < LATEST and known.width < 360:
            continue
        tried.add(unknown)
        fitting = [span for span in _instances(meaning, known) if net.attempt(unknown, span[0], span[1])]
        if len(fitting) == 1:
            only = Constraint(
                (unknown,), within(unknown, *fitting[0]), ORDER, _chosen(problem, unknown, fitting[0]), dates=True
            )
            net.add(only)
            net.join(only)


def _chosen(problem: Problem, unknown: int, span: tuple[int, int]) -> tuple[Basis, ...]:
    """The step that chooses a year, on the first words that date the unknown."""
    first = date.fromordinal(problem.net.unknowns[unknown].lo).year
    for number in problem.net.of[unknown]:
        constraint = problem.net.constraints[number]
        if constraint.dates and constraint.basis:
            only = {"first": str(first), "last": str(first + _YEARS), "year": str(date.fromordinal(span[0]).year)}
            step, says = constraint.basis[0], say("only_year", only, "en")
            return (Basis(step.doc, step.span, says, "only_year", tuple(only.items())),)
    return ()


def _instances(meaning: Meaning, known: Unknown) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    day, stop = known.lo, min(known.hi, known.lo + 366 * _YEARS)
    while day <= stop:
        span = meaning.instance(day, "future")
        if span is None or span[0] > stop or (out and span == out[-1]):
            break
        out.append((max(span[0], known.lo), min(span[1], known.hi)))
        day = span[1] + 1
    return out


def _assume_fresh(problem: Problem, docs: Sequence[Extracted]) -> None:
    """Pages are written on the latest day that everything allows, where they are known to be fetched soon.

    Bounds from differences between days have one greatest solution, so each document can take its latest day in turn.
    A page that names its weekday has it for certain then; one that was fetched before dawn may be of the day before.
    """
    if problem.fresh is None:
        return
    for number, w in enumerate(problem.published):
        fetched, known = problem.fetched[number], problem.net.unknowns[w]
        if fetched is None or known.lo == known.hi or fetched.toordinal() - known.hi > _STALE:
            continue
        certain = number in problem.dated
        night = fetched.hour < _DAWN and fetched.toordinal() - known.hi <= 1
        slack = 1 if night and not certain else 0
        doc = docs[number].annotated.doc
        latest = within(w, max(known.lo, known.hi - slack), known.hi)
        basis = given(doc, f"latest_{problem.fresh.why}", **problem.fresh.values)
        guess = Constraint((w,), latest, FRESH, basis, soft=not certain)
        problem.net.add(guess)
        problem.net.join(guess)


def _basis(constraints: Sequence[Constraint]) -> tuple[Basis, ...]:
    return tuple(dict.fromkeys(step for constraint in constraints for step in constraint.basis))


def _clash_steps(clashes: Sequence[Clash]) -> tuple[Basis, ...]:
    steps = (step for clash in clashes for one in (clash.constraint, *clash.against) for step in one.basis)
    return tuple(islice(dict.fromkeys(steps), _MOST_CLASHES))


def _published(problem: Problem, w: int, clashes: Sequence[Clash]) -> SolvedDate:
    known = problem.net.unknowns[w]
    clash = _clash_steps(clashes)
    if not known.bounded or known.width > _WIDEST:
        return SolvedDate(clash=clash)
    reasons = problem.net.reasons(w)
    lo, hi = known.lo, known.hi
    for one in clashes:
        # A text that names two days as its own: neither is chosen.
        wanted = one.wanted() if one.constraint.level == HARD else None
        if wanted is not None:
            lo, hi = min(lo, wanted[0]), max(hi, wanted[1])
    if hi - lo > _WIDEST:
        return SolvedDate(clash=clash)
    return _solved(lo, hi, reasons, clash, extent=False)


def _event(problem: Problem, cluster: int, clashes: Sequence[Clash]) -> SolvedDate:
    known = problem.net.unknowns[problem.event[cluster]]
    clash = _clash_steps(clashes)
    reasons = problem.net.reasons(problem.event[cluster])
    if known.lo > EARLIEST and known.hi == LATEST and any(c.dates for c in reasons):
        first = date.fromordinal(known.lo)
        if first.day == 1:
            return SolvedDate(edtf=f"{first:%Y-%m}/..", earliest=first.isoformat(), basis=_basis(reasons), clash=clash)
    if not known.bounded or known.width > _WIDEST:
        return SolvedDate(clash=clash)
    if not any(c.dates for c in reasons):
        return SolvedDate(clash=clash)
    lo, hi = _side_by_side(problem, cluster, reasons, clashes)
    if hi - lo > _WIDEST:
        return SolvedDate(clash=clash)
    return _solved(lo, hi, reasons, clash, extent=problem.extent[cluster])


def _side_by_side(
    problem: Problem, cluster: int, reasons: Sequence[Constraint], clashes: Sequence[Clash]
) -> tuple[int, int]:
    """Two texts that name different days with equal right stand side by side: the date covers both. Only against
    several texts that agree a single one that is far off is left out; it is listed all the same."""
    e = problem.event[cluster]
    known = problem.net.unknowns[e]
    lo, hi = known.lo, known.hi
    strongest = min((c.level for c in reasons if c.dates), default=ORDER)
    agreeing = {
        step.doc
        for number in problem.net.of[e]
        if (known_by := problem.net.constraints[number]).active and known_by.dates and not known_by.soft
        for step in known_by.basis
    }
    for one in clashes:
        wanted = one.wanted()
        hard = one.constraint.dates and not one.constraint.soft and one.constraint.level <= strongest
        if hard and wanted is not None:
            wide = min(lo, wanted[0]), max(hi, wanted[1])
            if wide[1] - wide[0] <= _BRACKET or len(agreeing) < 2:
                lo, hi = wide
    return lo, hi


def _solved(lo: int, hi: int, reasons: Sequence[Constraint], clash: tuple[Basis, ...], *, extent: bool) -> SolvedDate:
    first, last = date.fromordinal(lo), date.fromordinal(hi)
    soft = any(constraint.soft for constraint in reasons)
    return SolvedDate(
        edtf=edtf(first, last, extent=extent, approx=soft),
        earliest=first.isoformat(),
        latest=last.isoformat(),
        basis=_basis(reasons),
        clash=clash,
    )
