"""Habits that no type and no linter holds: the clock, signals, saves, catch-all modules."""

from __future__ import annotations

import ast

from tests.architecture.sources import Source, app_sources, calls

CLOCK = "reims_solidarite/kit/clock.py"
READS_THE_CLOCK = (
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "date.today",
    "timezone.now",
    "timezone.localtime",
    "timezone.localdate",
    "time.time",
)
VAGUE = {"utils", "util", "helpers", "helper", "misc", "common", "tools", "functions"}
# Views call the clock once and pass it on; below them an instant is an argument.
BELOW_THE_CLOCK = {"actions", "queries", "models", "rules", "states", "rota", "scale", "exports"}


def clock_reads(source: Source) -> list[str]:
    return [
        f"{source.name}:{call.lineno} {text}"
        for call, text in calls(source.tree)
        if any(text == name or text.endswith(f".{name}") for name in READS_THE_CLOCK)
    ]


def test_one_module_reads_the_clock() -> None:
    found = {source.name: clock_reads(source) for source in app_sources()}
    assert found.pop(CLOCK), "the check must see the one that is allowed"
    assert [line for lines in found.values() for line in lines] == []


def test_instants_are_arguments_below_the_views() -> None:
    readers = [s for s in app_sources() if s.floor in BELOW_THE_CLOCK]
    assert len(readers) > 40
    found = [
        source.name
        for source in readers
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "reims_solidarite.kit.clock"
    ]
    assert found == []


def test_the_database_clock_is_not_read_either() -> None:
    """`Now()` and `auto_now` cannot be moved in a test, and differ from the page's instant."""
    found = [
        f"{source.name}:{call.lineno} {text}"
        for source in app_sources()
        for call, text in calls(source.tree)
        if text.rsplit(".", 1)[-1] in {"Now", "TransactionNow"}
        or any(keyword.arg in {"auto_now", "auto_now_add"} for keyword in call.keywords)
    ]
    assert found == []


def test_no_signals() -> None:
    """What happens on a write is written where the write is."""
    found = []
    for source in app_sources():
        assert source.parts[-1] != "signals", source.name
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ImportFrom) and "signals" in (node.module or ""):
                found.append(f"{source.name}:{node.lineno}")
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".connect"):
                found.append(f"{source.name}:{node.lineno}")
    # Not Django's: a database session of the server or of the bench, and the system's signals.
    own = ("reims_solidarite/serving/", "reims_solidarite/benching/")
    assert [f for f in found if not f.startswith(own)] == []


def test_models_do_nothing_of_their_own_when_saved() -> None:
    found, seen = [], 0
    for source in app_sources():
        if "models" not in source.parts:
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef):
                seen += 1
                names = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
                found += [f"{source.name}: {node.name}.{n}" for n in names & {"save", "delete"}]
    assert seen > 60
    assert found == []


def test_a_modules_name_says_what_is_in_it() -> None:
    vague = [s.name for s in app_sources() if s.parts[-1] in VAGUE or VAGUE & set(s.parts)]
    assert vague == []


def test_actions_say_who_and_when() -> None:
    """What writes in a transaction takes `at` or `on`, never a clock, when somebody decides it."""
    found, seen = [], 0
    for source in app_sources():
        if source.floor != "actions":
            continue
        for node in source.tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            if not any("atomic" in ast.unparse(line) for line in node.decorator_list):
                continue
            named = {arg.arg for arg in [*node.args.args, *node.args.kwonlyargs]}
            if "by" in named:
                seen += 1
                if not {"at", "on"} & named:
                    found.append(f"{source.name}: {node.name}")
    assert seen > 30
    assert found == []


def test_each_page_says_which_methods_it_answers() -> None:
    """A page that only reads does not answer POST as if something had been done."""
    seen, open_to_all = 0, []
    for source in app_sources():
        if source.floor != "views":
            continue
        for node in source.tree.body:
            if isinstance(node, ast.FunctionDef):
                decorators = [ast.unparse(line) for line in node.decorator_list]
                if any(text.startswith("ruled(") for text in decorators):
                    seen += 1
                    if not any("require_" in text for text in decorators):
                        open_to_all.append(f"{source.name}: {node.name}")
    assert seen > 40
    assert open_to_all == []


def test_jobs_are_deferred_with_their_act() -> None:
    """Through the task itself, a job deferred by a job would leave before the act is committed."""
    own = {"configure_task", "configure", "batch_defer", "defer_async", "batch_defer_async"}
    found = [
        f"{source.name}:{call.lineno} {text}"
        for source in app_sources()
        for call, text in calls(source.tree)
        if text.rsplit(".", 1)[-1] in own
    ]
    names = {line.split(":")[0] for line in found}
    assert names == {"reims_solidarite/kit/deferring.py"}, found
    found = [
        source.name
        for source in app_sources()
        if source.floor in {"actions", "views", "queries"} and "procrastinate" in source.text
    ]
    assert found == []
