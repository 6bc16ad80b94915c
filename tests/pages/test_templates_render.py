"""Every template that this portal's look is made of, rendered, with what each must contain."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from reims_solidarite.kit.templatetags.navigation import nav_link
from reims_solidarite.pages.catalogue import LONG, catalogue_context

TEMPLATES = Path(__file__).parents[2] / "templates"
ERRORS = [400, 403, 404, 405, 413, 429, 500, 503]
NAMED = [
    "page_header",
    "breadcrumb",
    "empty_state",
    "error_summary",
    "alert",
    "badge",
    "card",
    "stat",
    "work_list",
    "data_table",
    "pagination",
    "filters",
    "field_list",
    "timeline",
    "progress",
    "money",
    "bar_chart",
    "steps",
    "confirm_button",
]


class Outline(HTMLParser):
    """Heading levels, ids, label targets and the attributes that the policy refuses."""

    def __init__(self, html):
        super().__init__()
        self.levels, self.ids, self.targets, self.inline = [], [], [], []
        self.tags = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "label" and "for" in values:
            self.targets.append(values["for"])
        if tag == "style" or any(name == "style" or name.startswith("on") for name in values):
            self.inline.append((tag, values))
        if tag == "script" and "src" not in values and "json" not in values.get("type", ""):
            self.inline.append((tag, values))


@pytest.fixture
def request_():
    request = RequestFactory().get("/assises/groupes/logement/")
    request.user = AnonymousUser()
    request.session = {}
    return request


@pytest.fixture
def catalogue(request_):
    return render_to_string("components/catalogue.html", catalogue_context(), request=request_)


def test_the_catalogue_shows_every_component(catalogue):
    source = (TEMPLATES / "components/catalogue.html").read_text()
    drawn_by_tag = {"bar_chart", "confirm_button"}
    missing = [
        name
        for name in NAMED
        if (name not in drawn_by_tag and f'components/{name}.html"' not in source)
        or (name in drawn_by_tag and f"{{% {name} " not in source)
    ]
    assert missing == []
    on_disk = {path.stem for path in (TEMPLATES / "components").glob("*.html")}
    assert set(NAMED) <= on_disk


def test_the_catalogue_is_sound_html(catalogue):
    outline = Outline(catalogue)
    assert outline.levels[0] == 1
    assert outline.levels.count(1) == 1
    steps = zip(outline.levels, outline.levels[1:], strict=False)
    assert all(after - before <= 1 for before, after in steps)
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.targets) <= set(outline.ids)
    assert outline.inline == []
    assert catalogue.count(LONG) > 3


def test_the_faulty_form_leads_from_each_error_to_its_field(catalogue):
    links = re.findall(r'<li><a href="#(id_faulty_\w+)">', catalogue)
    assert links == ["id_faulty_name", "id_faulty_email", "id_faulty_agree"]
    assert set(links) <= set(Outline(catalogue).ids)


def test_a_button_that_sends_carries_the_csrf_token(request_):
    html = render_to_string("components/catalogue.html", catalogue_context(), request=request_)
    forms = re.findall(r'<form class="confirm[^>]*method="post".*?</form>', html, flags=re.DOTALL)
    assert len(forms) == 2
    assert all("csrfmiddlewaretoken" in form for form in forms)


@pytest.mark.parametrize("code", ERRORS)
def test_an_error_page_needs_nothing_at_all(code):
    html = get_template(f"{code}.html").render()
    outline = Outline(html)
    assert outline.levels == [1]
    assert outline.inline == []
    assert 'lang="fr"' in html
    assert "main" in outline.tags


@pytest.mark.parametrize("name", ["page", "public", "partner", "volunteer", "print"])
def test_a_frame_has_one_main_and_no_inline_code(name, request_):
    html = render_to_string(f"base/{name}.html", {}, request=request_)
    outline = Outline(html)
    assert outline.tags.count("main") == 1
    assert outline.inline == []
    assert len(outline.ids) == len(set(outline.ids))
    assert 'lang="fr"' in html


def test_a_volunteer_finds_the_tabs_of_the_surface(request_):
    tabs = [{"url": "/assises/groupes/logement/", "label": "Mes créneaux", "icon": "calendar"}]
    html = render_to_string("base/volunteer.html", {"volunteer_nav": tabs}, request=request_)
    assert 'aria-label="Espace bénévole"' in html
    assert re.search(r'aria-current="page">.*<span>Mes créneaux</span>', html)


@pytest.mark.parametrize(
    ("url", "exact", "current"),
    [
        ("/assises/groupes/logement/", False, 'aria-current="page"'),
        ("/assises/groupes/", False, 'aria-current="true"'),
        ("/assises/", True, None),
        ("/acteurs/", False, None),
        ("/", False, None),
    ],
)
def test_a_menu_says_where_the_reader_is(request_, url, exact, current):
    link = nav_link(Context({"request": request_}), url, "Lien", exact=exact)
    assert (current in link) if current else ("aria-current" not in link)


def test_every_icon_asked_for_is_in_the_sprite():
    sprite = (TEMPLATES.parent / "static/img/icons.svg").read_text()
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    asked = set()
    for path in TEMPLATES.rglob("*.html"):
        asked |= set(re.findall(r'{% icon "([\w-]+)"', path.read_text()))
        asked |= set(re.findall(r'(?:image|icon)="([\w-]+)"', path.read_text()))
    assert len(asked) > 10
    assert asked <= drawn


def test_no_template_has_inline_code_or_an_off_origin_address():
    seen = 0
    for path in TEMPLATES.rglob("*.html"):
        source = path.read_text()
        seen += 1
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script>", source), path
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", source) or "pages/" in str(path)
    assert seen > 40


def test_the_first_visit_weighs_less_than_60_kilobytes(catalogue):
    static = TEMPLATES.parent / "static"
    names = set(re.findall(r"/static/([\w/.-]+)", catalogue)) | {"img/arches.svg"}
    weight = sum(len(gzip.compress((static / name).read_bytes())) for name in names)
    assert len(names) > 8
    assert weight + len(gzip.compress(catalogue.encode())) < 60_000


@pytest.mark.django_db
def test_one_sign_in_page_offers_the_code_before_the_password(client):
    html = client.get("/connexion/").content.decode()
    outline = Outline(html)
    assert outline.levels[:3] == [1, 2, 2]
    assert html.index('action="/connexion/code/"') < html.index('type="password"')
    assert set(outline.targets) <= set(outline.ids)
    assert outline.inline == []


@pytest.mark.django_db
def test_the_code_page_helps_whoever_waits_for_the_code(client):
    page = client.post("/connexion/code/", {"email": "personne@example.org"}, follow=True)
    html = page.content.decode()
    assert "Saisissez le code reçu" in html
    assert Outline(html).inline == []
