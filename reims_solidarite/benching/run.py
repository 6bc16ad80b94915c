"""One run of the bench: databases, servers, measures, report."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime

from reims_solidarite.benching import verdicts
from reims_solidarite.benching.client import Client
from reims_solidarite.benching.databases import make
from reims_solidarite.benching.latency import Target, measure
from reims_solidarite.benching.load import Burst, burst
from reims_solidarite.benching.pages import FLOORS, PAGES, Page
from reims_solidarite.benching.results import Report
from reims_solidarite.benching.scratch import release, scratch_databases, work_in
from reims_solidarite.benching.servers import FLOOR, PORTAL, Server, serve
from reims_solidarite.benching.visitors import cookie_for
from reims_solidarite.benching.weight import weigh
from reims_solidarite.kit.clock import now
from reims_solidarite.serving.statics import collect_if_changed

Say = Callable[[str], None]
CLIENTS = (1, 8, 32)


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    scales: tuple[int, ...] = (1, 10, 100)
    rounds: int = 40
    seconds: float = 3.0
    processes: tuple[int, ...] = (1, 2, 3)
    pages: tuple[Page, ...] = PAGES

    @classmethod
    def quick(cls) -> Plan:
        """Less than 90 seconds on two cores."""
        return cls(scales=(1, 10), rounds=10, seconds=0.4, processes=(1, 2))

    def narrowed(self, only: str, scales: tuple[int, ...]) -> Plan:
        """The pages whose name contains `only`, on these sizes of data."""
        pages = tuple(page for page in self.pages if only in page.name)
        return replace(self, pages=pages, scales=scales)


@dataclass(frozen=True)
class Site:
    """The portal and its floor pages on one size of data, and where each page is there."""

    scale: int
    database: str
    portal: Server
    floor: Server
    pages: dict[str, Target]
    floors: dict[str, Target]


def run(plan: Plan, *, say: Say) -> Report:
    """Measure everything the plan names; leaves no process and no database behind."""
    report = Report()
    at = now()
    collect_if_changed(say)
    started = time.monotonic()

    def tell(line: str) -> None:
        say(f"{time.monotonic() - started:5.0f} s  {line}")

    with ExitStack() as stack:
        scratch = stack.enter_context(scratch_databases())
        databases, sizes = make(scratch, plan.scales, at=at, say=tell)
        report.details["rows"] = sizes
        tell("serveurs")
        sites = [_site(stack, plan, scale, name, at) for scale, name in databases.items()]
        _latency(plan, sites, report, tell)
        _weights(plan, sites[0], report)
        _loads(plan, sites[-1], report, tell)
        tell("mémoire")
        report.add(*verdicts.memory(sites[-1].portal.memory_kb()))
        _processes(plan, sites[-1], report, tell)
    return report


def _site(stack: ExitStack, plan: Plan, scale: int, database: str, at: datetime) -> Site:
    """Addresses and sessions are read before the servers start, from this size's own rows."""
    work_in(database)
    paths = {page.name: (page.address(at), cookie_for(page.visitor, at=at)) for page in plan.pages}
    floors = {name: address(at) for name, address in FLOORS.items()}
    release()
    portal = stack.enter_context(serve(database, PORTAL))
    floor = stack.enter_context(serve(database, FLOOR))
    mark = f"×{scale}"
    return Site(
        scale,
        database,
        portal,
        floor,
        {
            page.name: Target((page.name, mark), portal.port, *paths[page.name], page.shows)
            for page in plan.pages
        },
        {
            name: Target((f"floor {name}", mark), floor.port, path, "", "<h1>")
            for name, path in floors.items()
        },
    )


def _latency(plan: Plan, sites: list[Site], report: Report, say: Say) -> None:
    say(f"temps de réponse : {plan.rounds} tours")
    targets = [t for site in sites for t in (*site.floors.values(), *site.pages.values())]
    samples = measure(targets, plan.rounds)
    marks = [f"×{site.scale}" for site in sites]
    report.add(*verdicts.floors(FLOORS, samples, marks))
    for page in plan.pages:
        report.add(*verdicts.page(page, samples, marks))
    report.details["samples"] = {
        f"{name} {mark}": {
            "median_ms": sample.median,
            "p95_ms": sample.p95,
            "cpu_ms": sample.cpu,
            "queries": sorted(set(sample.queries)),
        }
        for (name, mark), sample in samples.items()
    }


def _weights(plan: Plan, site: Site, report: Report) -> None:
    files = report.details.setdefault("files", {})
    for page in plan.pages:
        target = site.pages[page.name]
        client = Client(target.port, target.cookie)
        answer = client.get(target.path)
        if page.shows == "<h1":
            found = weigh(client, target.path, answer.body)
            files[page.name] = found.files
            report.add(*verdicts.weight(page, found))
        client.close()


def _loads(plan: Plan, site: Site, report: Report, say: Say) -> None:
    twins: dict[str, dict[int, Burst]] = {}
    for page in plan.pages:
        if not page.loaded:
            continue
        say(f"charge : {page.name}")
        if page.twin not in twins:
            twins[page.twin] = _bursts(plan, site.floors[page.twin])
        report.add(*verdicts.load(page, _bursts(plan, site.pages[page.name]), twins[page.twin]))


def _bursts(plan: Plan, target: Target) -> dict[int, Burst]:
    burst([target], 8, 0.3)  # wakes both workers
    return {clients: burst([target], clients, plan.seconds) for clients in CLIENTS}


def _processes(plan: Plan, site: Site, report: Report, say: Say) -> None:
    """The same clients before one web process, then several on ports of their own."""
    page = next((page for page in plan.pages if page.loaded), None)
    if page is None:
        return
    say("plusieurs processus web, une base")
    found: dict[int, Burst] = {}
    with ExitStack() as stack:
        ports: list[int] = []
        for number in plan.processes:
            while len(ports) < number:
                ports.append(stack.enter_context(serve(site.database, PORTAL, workers=1)).port)
            targets = [replace(site.pages[page.name], port=port) for port in ports]
            burst(targets, 8, 0.3)
            found[number] = burst(targets, 12, plan.seconds)
    report.add(*verdicts.processes(page, found))
