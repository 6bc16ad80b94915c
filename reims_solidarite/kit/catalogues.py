"""Catalogues of translations, without GNU gettext: a bare machine has Python alone.

`.po` files are what people read and write; the `.mo` beside each is what Django loads. Both are
kept, and a test holds one to the other.
"""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

PO_LINE = re.compile(r'(?:(msgid|msgid_plural|msgstr(?:\[\d\])?) )?("(?:[^"\\]|\\.)*")')
MAGIC = 0x950412DE
MARKS = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"})
TEMPLATE_MARK = re.compile(r"\b(?:_|gettext|ngettext)\(u?(?='|\")")
LITERAL = re.compile(r"u?('(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")\s*,?\s*")


@dataclass(frozen=True)
class Entry:
    """One text to translate; `forms` are its translations, one unless it has a plural."""

    text: str
    plural: str = ""
    forms: tuple[str, ...] = ()

    @property
    def translated(self) -> bool:
        return bool(self.forms) and all(self.forms)


def read_po(source: str) -> list[Entry]:
    """The entries of a `.po` file, its header (an empty text) too. ValueError on a bad line."""
    found: list[Entry] = []
    fields: dict[str, str] = {}
    current = ""
    for number, line in enumerate([*source.splitlines(), ""], start=1):
        if not line.strip() or line.startswith("#"):
            if fields:
                found.append(_entry(fields))
                fields, current = {}, ""
            continue
        match = PO_LINE.fullmatch(line.strip())
        if match is None or not (match[1] or current):
            raise ValueError(f"line {number}: {line}")
        current = match[1] or current
        fields[current] = fields.get(current, "") + str(ast.literal_eval(match[2]))
    return found


def _entry(fields: dict[str, str]) -> Entry:
    forms = [text for name, text in fields.items() if name.startswith("msgstr")]
    return Entry(fields["msgid"], fields.get("msgid_plural", ""), tuple(forms))


def write_po(entries: Iterable[Entry]) -> str:
    """The same file again, entries in the order of their texts, the header first."""
    blocks = []
    for entry in sorted(entries, key=lambda entry: entry.text):
        lines = [f"msgid {_quoted(entry.text)}"]
        if entry.plural:
            lines.append(f"msgid_plural {_quoted(entry.plural)}")
            lines += [f"msgstr[{n}] {_quoted(form)}" for n, form in enumerate(entry.forms)]
        else:
            lines.append(f"msgstr {_quoted(entry.forms[0] if entry.forms else '')}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _quoted(text: str) -> str:
    def one(part: str) -> str:
        escaped = part.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'

    parts = text.splitlines(keepends=True)
    return one(text) if len(parts) < 2 else "\n".join(['""', *map(one, parts)])


def mo_bytes(entries: Iterable[Entry]) -> bytes:
    """The compiled catalogue, as `gettext.GNUTranslations` reads it; what is not translated is
    left out, so that the French text shows."""
    pairs = sorted(
        (
            "\0".join([entry.text, entry.plural] if entry.plural else [entry.text]).encode(),
            "\0".join(entry.forms).encode(),
        )
        for entry in entries
        if entry.translated
    )
    texts, forms = b"", b""
    where: list[tuple[int, int, int, int]] = []
    for text, form in pairs:
        where.append((len(text), len(texts), len(form), len(forms)))
        texts += text + b"\0"
        forms += form + b"\0"
    count = len(pairs)
    start = 28 + 16 * count
    head = struct.pack("<7I", MAGIC, 0, count, 28, 28 + 8 * count, 0, 0)
    index = b"".join(struct.pack("<2I", size, start + at) for size, at, _, _ in where)
    index += b"".join(struct.pack("<2I", size, start + len(texts) + at) for *_, size, at in where)
    return head + index + texts + forms


def texts_of_module(tree: ast.AST) -> Iterator[Entry]:
    """What a Python module marks: `_("…")`, `ngettext("…", "…", n)`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in MARKS and node.args and isinstance(node.args[0], ast.Constant):
            plural = node.args[1] if node.func.id.startswith("ngettext") else None
            yield Entry(
                str(node.args[0].value),
                str(plural.value) if isinstance(plural, ast.Constant) else "",
            )


def texts_of_template(gettext_source: str) -> Iterator[Entry]:
    """What a template marks, once Django's `templatize` has turned it into gettext calls."""
    for mark in TEMPLATE_MARK.finditer(gettext_source):
        texts, at = [], mark.end() - (gettext_source[mark.end() - 1] == "u")
        while match := LITERAL.match(gettext_source, at):
            texts.append(str(ast.literal_eval(match[1])))
            at = match.end()
        yield Entry(texts[0], texts[1] if len(texts) > 1 else "")


def brought_up_to_date(known: Iterable[Entry], wanted: Iterable[Entry], forms: int) -> list[Entry]:
    """`wanted` with the translations of `known`; a new text has empty ones, an old one is gone."""
    by_text = {entry.text: entry for entry in known}
    kept = [by_text[""]]
    for entry in {entry.text: entry for entry in wanted}.values():
        old = by_text.get(entry.text)
        empty = ("",) * (forms if entry.plural else 1)
        same = old is not None and bool(old.plural) == bool(entry.plural)
        kept.append(replace(entry, forms=old.forms if old and same else empty))
    return kept
