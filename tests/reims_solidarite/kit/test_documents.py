import io
import shutil
import subprocess
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from reims_solidarite.kit import documents
from reims_solidarite.kit.money import format_cents

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LETTER = {
    "title": "Décision d’aide au loyer",
    "footer": "CCAS d’essai – dossier 2026-0001",
    "sender": {"name": "CCAS d’essai", "lines": ["1 rue de l’Essai", "51100 Reims"]},
    "recipient": ["Madame Élodie Œuvrard", "2 rue de l’Épreuve", "51100 Reims"],
    "place_date": "Reims, le 23 novembre 2026",
    "reference": "2026-0001",
    "subject": "Votre demande d’aide au loyer",
    "body": [
        {"kind": "paragraph", "text": "Madame,\nVoici notre décision."},
        {"kind": "heading", "text": "Le calcul"},
        {
            "kind": "table",
            "caption": "Montants",
            "headings": ["Ligne", "Montant"],
            "align": ["left", "right"],
            "widths": [3, 1],
            "rows": [["Dette", format_cents(123456)], ["Aide", format_cents(60000)]],
            "total": ["Reste", format_cents(63456)],
        },
        {"kind": "list", "items": ["Première pièce", "Seconde pièce"]},
        {"kind": "qr", "svg": documents.qr_svg("https://example.org/"), "alt": "Lien du dossier"},
    ],
    "signature": {"role": "Pour le président", "name": "Nom d’essai"},
    "enclosures": ["Voies de recours"],
}
SHEET = {
    "title": "Feuille du jour",
    "landscape": True,
    "context": "Samedi 28 novembre",
    "body": [{"kind": "table", "headings": ["Poste", "Nom"], "rows": [["Caisse", "–"]] * 80}],
}


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def words(pdf: bytes) -> str:
    text = "\n".join(page.extract_text() for page in read(pdf).pages)
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def with_text(text: str) -> dict[str, object]:
    return {**LETTER, "body": [{"kind": "paragraph", "text": text}]}


@pytest.mark.parametrize(("name", "data"), [("letter", LETTER), ("sheet", SHEET)])
def test_every_base_is_tagged_titled_and_french(name, data):
    pdf = documents.render_pdf(f"base/{name}.typ", data, at=AT)
    reader = read(pdf)
    root = reader.trailer["/Root"]
    assert reader.metadata.title == data["title"]
    assert str(root["/Lang"]).lower().startswith("fr")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="needs pdfinfo (poppler-utils)")
def test_another_reader_sees_the_tags(tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(documents.render_pdf("base/letter.typ", LETTER, at=AT))
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in info
    tree = subprocess.run(
        ["pdfinfo", "-struct", path], capture_output=True, check=True
    ).stdout.decode(errors="replace")
    for tag in ("H1", "H2", "Table", "TH", "TD", "Figure"):
        assert tag in tree


def test_a_letter_says_everything():
    text = words(documents.render_pdf("base/letter.typ", LETTER, at=AT))
    for expected in (
        "CCAS d’essai",
        "Madame Élodie Œuvrard",
        "Reims, le 23 novembre 2026",
        "Référence : 2026-0001",
        "1 234,56 €",
        "634,56 €",
        "Première pièce",
        "Pour le président",
        "Voies de recours",
        "Page 1 sur 1",
        "dossier 2026-0001",
    ):
        assert expected in text


def test_long_tables_repeat_their_heading():
    pdf = documents.render_pdf("base/sheet.typ", SHEET, at=AT)
    pages = read(pdf).pages
    assert len(pages) > 1
    assert all("Poste" in page.extract_text() for page in pages)
    assert pages[0].mediabox.width > pages[0].mediabox.height


@pytest.mark.parametrize(
    "text",
    [
        "#panic(1)",
        "*gras* _italique_",
        "$x^2$",
        "= Titre",
        "@ref <lien>",
        "\\ `code` // note",
        '#image("/etc/passwd")',
        "[a](b) ~ -- ---",
        "#{data}",
    ],
)
def test_typed_markup_prints_literally(text):
    assert text in words(documents.render_pdf("base/letter.typ", with_text(text), at=AT))


def test_characters_without_a_glyph_print_as_a_box():
    text = "Nom 张伟 😀 Łódź Иван محمد"
    printed = words(documents.render_pdf("base/letter.typ", with_text(text), at=AT))
    assert "Nom □□ □ Łódź Иван" in printed


def test_controls_and_direction_tricks_are_dropped():
    text = "a\x00b\x07c\u202ed\ud800e"
    assert "abcde" in words(documents.render_pdf("base/letter.typ", with_text(text), at=AT))


def test_an_instant_needs_a_zone():
    with pytest.raises(ValueError, match="time zone"):
        documents.render_pdf("base/letter.typ", LETTER, at=AT.replace(tzinfo=None))


def test_same_data_same_bytes():
    first = documents.render_pdf("base/letter.typ", LETTER, at=AT)
    assert first == documents.render_pdf("base/letter.typ", LETTER, at=AT)


@pytest.mark.parametrize("title", [None, "", "  ", 3])
def test_a_title_is_mandatory(title):
    with pytest.raises(ValueError, match="title"):
        documents.render_pdf("base/letter.typ", {**LETTER, "title": title}, at=AT)


@pytest.mark.parametrize("path", ["../manage.py", "/etc/passwd", "base/letter.html", "../x.typ"])
def test_only_templates_of_the_project(path):
    with pytest.raises(ValueError, match="not a typst template"):
        documents.render_pdf(path, LETTER, at=AT)


def test_a_qr_code_is_plain_svg():
    svg = documents.qr_svg("https://example.org/é")
    assert svg.lstrip().startswith(("<?xml", "<svg"))
    assert "<script" not in svg


def test_a_whole_sentence_without_a_font_still_makes_a_letter():
    """More different signs than would be worth one retry each, of one script and of none."""
    chinese = "".join(map(chr, range(0x4E00, 0x4E00 + 300)))
    printed = words(documents.render_pdf("base/letter.typ", with_text(f"Sœur {chinese} Ø"), at=AT))
    assert "Sœur" in printed
    assert printed.count("□") == 300
    signs = "".join(map(chr, [*range(0x1F600, 0x1F640), *range(0x2600, 0x2660)]))
    printed = words(documents.render_pdf("base/letter.typ", with_text(f"Sœur {signs} Ø"), at=AT))
    assert "Sœur" in printed
    assert printed.count("□") > 60


def test_what_is_called_surely_drawn_is_drawn(monkeypatch):
    monkeypatch.setattr(documents, "_MOST_RETRIES", 1)
    known = [chr(code) for code in range(0x20, 0x2213)]
    text = " ".join(one for one in known if documents._SURELY_DRAWN.fullmatch(one))
    printed = words(documents.render_pdf("base/letter.typ", with_text(text), at=AT))
    assert "□" not in printed
