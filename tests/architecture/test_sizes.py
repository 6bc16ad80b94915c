"""Small files and small functions: what fits in one look is what gets reviewed."""

from __future__ import annotations

import ast
import statistics

from tests.architecture.sources import PROJECT, Source, app_sources

LONGEST_FILE = 400
LONGEST_SETTINGS = 250
MEDIAN_FILE = 80
P95_FILE = 250
P95_FUNCTION = 30
LONGEST_FUNCTION = 80


def lines(source: Source) -> int:
    return source.text.count("\n")


def functions(source: Source) -> list[tuple[str, int]]:
    """Every function with its number of lines."""
    return [
        (f"{source.name}:{node.name}", node.end_lineno - node.lineno + 1)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]


def p95(values: list[int]) -> int:
    return sorted(values)[int(len(values) * 0.95)]


def test_no_file_is_long() -> None:
    too_long = {s.name: lines(s) for s in app_sources() if lines(s) > LONGEST_FILE}
    assert too_long == {}
    (base,) = [s for s in app_sources() if s.name == "reims_solidarite/settings/base.py"]
    assert lines(base) <= LONGEST_SETTINGS


def test_no_sheet_page_or_script_is_long() -> None:
    found = [
        path
        for folder, ending in (("static", "css"), ("static", "js"), ("templates", "html"))
        for path in (PROJECT / folder).rglob(f"*.{ending}")
        if "vendor" not in path.parts
    ]
    assert len(found) > 150
    too_long = {path.name: path.read_text().count("\n") for path in found}
    assert {name: size for name, size in too_long.items() if size > LONGEST_FILE} == {}


def test_most_files_are_short() -> None:
    sizes = [lines(s) for s in app_sources() if s.text.strip()]
    assert len(sizes) > 120
    assert statistics.median(sizes) <= MEDIAN_FILE
    assert p95(sizes) <= P95_FILE


def test_functions_are_short() -> None:
    found = [function for source in app_sources() for function in functions(source)]
    assert len(found) > 400
    assert p95([size for _, size in found]) <= P95_FUNCTION
    assert {name: size for name, size in found if size > LONGEST_FUNCTION} == {}
