"""Each figure beside its budget (the budgets are in docs/performance.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reims_solidarite.benching.latency import Sample
from reims_solidarite.benching.load import Burst
from reims_solidarite.benching.pages import Page
from reims_solidarite.benching.results import Line
from reims_solidarite.benching.weight import Weight

Samples = Mapping[tuple[str, str], Sample]

GROWTH = 1.25
FIRST_VISIT_KB, NEXT_VISIT_KB = 60, 15
THROUGHPUT_SHARE = 0.6
SLOWEST = 3.0
WORKER_MB = 150
MOST_CLIENTS = 32


def floors(names: Iterable[str], samples: Samples, marks: list[str]) -> Iterator[Line]:
    """The yardsticks themselves."""
    for name in names:
        for mark in (marks[0], marks[-1]) if len(marks) > 1 else marks:
            sample = samples[f"floor {name}", mark]
            yield Line(f"floor {name} {mark}", sample.median, "ms")


def page(page: Page, samples: Samples, marks: list[str]) -> Iterator[Line]:
    """Queries (the same at every size), median, slowest, growth."""
    mine = [samples[page.name, mark] for mark in marks]
    wrong = sum(len(sample.wrong) for sample in mine)
    yield Line(f"{page.name}: wrong answers", wrong, budget="0", ok=not wrong, gate=True)
    counts = [sample.usual_queries for sample in mine]
    within = max(counts) <= page.queries and len(set(counts)) == 1
    budget = f"<= {page.queries}, the same at every size"
    yield Line(f"{page.name}: queries", max(counts), budget=budget, ok=within, gate=True)
    for mark, sample in zip(marks, mine, strict=True):
        twin = samples[f"floor {page.twin}", mark]
        ratio = sample.median / twin.median
        ok = None if page.ratio is None else ratio <= page.ratio
        budget = "" if page.ratio is None else f"<= {page.ratio} x {page.twin}"
        yield Line(f"{page.name} {mark}", sample.median, "ms", twin.median, ratio, budget, ok)
        yield Line(f"{page.name} {mark} p95", sample.p95, "ms", twin.p95, sample.p95 / twin.p95)
        yield Line(
            f"{page.name} {mark} worker CPU", sample.cpu, "ms", twin.cpu, sample.cpu / twin.cpu
        )
    if len(marks) > 1:
        growth = mine[-1].median / mine[0].median
        what = f"{page.name}: growth {marks[0]} to {marks[-1]}"
        yield Line(what, growth, "x", budget=f"<= {GROWTH}", ok=growth <= GROWTH)


def weight(page: Page, found: Weight) -> Iterator[Line]:
    """Kilobytes of 1,000 bytes, compressed."""
    for what, size, most in (
        ("first visit", found.first_visit, FIRST_VISIT_KB),
        ("next visit", found.html, NEXT_VISIT_KB),
    ):
        ok = size <= most * 1000
        yield Line(f"{page.name}: {what}", size / 1000, "kB", budget=f"<= {most} kB", ok=ok)
    away = len(found.elsewhere)
    yield Line(f"{page.name}: off-origin files", away, budget="0", ok=not away, gate=True)


def load(page: Page, mine: dict[int, Burst], twin: dict[int, Burst]) -> Iterator[Line]:
    """Requests a second beside the twin's; errors fail the run, speed does not."""
    for clients, found in mine.items():
        share = found.per_second / twin[clients].per_second
        judged = clients == MOST_CLIENTS
        yield Line(
            f"{page.name}: {clients} clients",
            found.per_second,
            "req/s",
            twin[clients].per_second,
            share,
            f">= {THROUGHPUT_SHARE:.0%} of {page.twin}" if judged else "",
            share >= THROUGHPUT_SHARE if judged else None,
        )
        if judged and found.median:
            spread = found.p95 / found.median
            what = f"{page.name}: {clients} clients, p95 / median"
            yield Line(what, spread, "x", budget=f"<= {SLOWEST:g}", ok=spread <= SLOWEST)
    errors = sum(len(found.errors) for found in mine.values())
    yield Line(f"{page.name}: errors under load", errors, budget="0", ok=not errors, gate=True)


def memory(workers_kb: list[int]) -> Iterator[Line]:
    """After the load."""
    most = max(workers_kb) / 1000
    yield Line("memory of a worker", most, "MB", budget=f"<= {WORKER_MB} MB", ok=most <= WORKER_MB)


def processes(page: Page, found: dict[int, Burst]) -> Iterator[Line]:
    """Throughput must grow with the processes, until the machine's or PostgreSQL's own limit."""
    alone = found[min(found)].per_second
    for number, seen in found.items():
        ratio = seen.per_second / alone
        grows = None if number != 2 else ratio > 1.0
        budget = "" if number != 2 else "> 1 process"
        what = f"{page.name}: {number} web processes, 12 clients"
        yield Line(what, seen.per_second, "req/s", alone, ratio, budget, grows)
    errors = sum(len(seen.errors) for seen in found.values())
    yield Line("several processes: errors", errors, budget="0", ok=not errors, gate=True)
