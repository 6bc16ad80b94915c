"""Catalogues are read, written and compiled without GNU gettext."""

from __future__ import annotations

import ast
import gettext
import io

import pytest
from django.utils.translation.template import templatize

from reims_solidarite.kit.catalogues import (
    Entry,
    brought_up_to_date,
    mo_bytes,
    read_po,
    texts_of_module,
    texts_of_template,
    write_po,
)

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

# a remark
msgid "Il a dit « \\"oui\\" »\\n"
"puis rien"
msgstr "He said \\"yes\\"\\n"
"then nothing"

msgid "%(n)s place"
msgid_plural "%(n)s places"
msgstr[0] "%(n)s seat"
msgstr[1] "%(n)s seats"

msgid "Pas encore"
msgstr ""
"""


def test_what_is_written_is_read_again() -> None:
    entries = read_po(PO)
    assert len(entries) == 4
    assert sorted(read_po(write_po(entries)), key=lambda e: e.text) == sorted(
        entries, key=lambda e: e.text
    )


@pytest.mark.parametrize("line", ['msgid "a', 'msgctxt "menu"', '"nobody’s"', "msgid a"])
def test_a_line_that_is_not_understood_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        read_po(line)


def test_python_reads_what_is_compiled() -> None:
    compiled = gettext.GNUTranslations(io.BytesIO(mo_bytes(read_po(PO))))
    assert compiled.gettext('Il a dit « "oui" »\nputs') == 'Il a dit « "oui" »\nputs'
    assert compiled.gettext('Il a dit « "oui" »\npuis rien') == 'He said "yes"\nthen nothing'
    assert compiled.ngettext("%(n)s place", "%(n)s places", 1) == "%(n)s seat"
    assert compiled.ngettext("%(n)s place", "%(n)s places", 5) == "%(n)s seats"
    assert compiled.gettext("Pas encore") == "Pas encore"


def test_the_marks_of_a_module_are_found() -> None:
    source = '_("a" "b")\nngettext("one", "many", n)\ngettext_lazy("c")\n_(variable)\nother("d")'
    found = list(texts_of_module(ast.parse(source)))
    assert sorted((e.text, e.plural) for e in found) == [("ab", ""), ("c", ""), ("one", "many")]


def test_the_marks_of_a_template_are_found() -> None:
    source = """{% translate "L’ami d'ici" %}{% include "x" with title=_("Bon \\"jour\\"") %}
    {% blocktranslate count n=x trimmed %}{{ n }} place
    {% plural %}{{ n }} places{% endblocktranslate %}
    {% translate variable %} (_ not a mark)"""
    found = list(texts_of_template(templatize(source)))
    assert [(e.text, e.plural) for e in found] == [
        ("L’ami d'ici", ""),
        ('Bon "jour"', ""),
        ("%(n)s place", "%(n)s places"),
    ]


def test_new_texts_are_added_empty_and_old_ones_go() -> None:
    wanted = [Entry("%(n)s place", "%(n)s places"), Entry("Nouveau"), Entry("Un", "Deux")]
    texts = {e.text: e.forms for e in brought_up_to_date(read_po(PO), wanted, 2)}
    assert set(texts) == {"", "%(n)s place", "Nouveau", "Un"}
    assert texts["%(n)s place"] == ("%(n)s seat", "%(n)s seats")
    assert texts["Nouveau"] == ("",)
    assert texts["Un"] == ("", "")
