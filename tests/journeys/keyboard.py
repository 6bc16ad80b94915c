"""Someone who uses the portal with a keyboard alone, on a narrow screen.

Every Tab is checked: what takes the focus must show it and be in view. Whatever the journey, the
browser must have complained about nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ElementHandle, Locator, Page
from playwright.sync_api import TimeoutError as TooLate

from tests.journeys.people import session_of
from tests.journeys.portal import Portal
from tests.journeys.witness import Witness

NARROW = {"width": 320, "height": 640}
HELPERS = (Path(__file__).parent / "keyboard.js").read_text()
SKIP_LINKS = {"skip-link", "skip-to-content-link"}
STOP = f"target => {{ {HELPERS}; return keyboard.stop(target) }}"
MOST_STOPS = 250
PATIENCE = 15_000
MOST_CHOICES = 120


@cache
def order_of_days(browser: Browser) -> str:
    """The order follows the language of the browser itself, which is not that of the page."""
    page = browser.new_page()
    page.set_content("<input type=date>")
    page.keyboard.press("Tab")
    page.keyboard.type("01022003")
    french = page.locator("input").input_value() == "2003-02-01"
    page.close()
    return "%d%m%Y" if french else "%m%d%Y"


@cache
def counts_to_twelve(browser: Browser) -> bool:
    """The clock follows the language of the browser itself, too: « 02:30 PM » or « 14:30 »."""
    page = browser.new_page()
    page.set_content("<input type=time>")
    page.keyboard.press("Tab")
    page.keyboard.type("0230PM")
    twelve = page.locator("input").input_value() == "14:30"
    page.close()
    return twelve


@contextmanager
def keyboard_of(
    chromium: Browser, portal: Portal, role: str | None = None, *, scripts: bool = True
) -> Iterator[Keyboard]:
    """A narrow browser, signed in as that role already or not at all, with scripts or without."""
    context = chromium.new_context(
        locale="fr-FR",
        viewport=NARROW,
        reduced_motion="reduce",
        java_script_enabled=scripts,
        storage_state=session_of(chromium, portal, role) if role else None,
    )
    context.set_default_timeout(PATIENCE)
    keyboard = Keyboard(context.new_page(), portal)
    yield keyboard
    assert keyboard.witness.faults() == []
    context.close()


class Keyboard:
    def __init__(self, page: Page, portal: Portal) -> None:
        self.page = page
        self.portal = portal
        self.witness = Witness(page, portal.url)

    def open(self, path: str) -> None:
        """Type an address, or follow the link of an e-mail."""
        self.page.goto(self.portal.url + path)

    # Moving

    def skip_to_content(self) -> None:
        """The first stop of every page leads past its header, unless the keyboard is past it:
        after a form sent from there (the answer keeps the fragment of the address), or where the
        page put it on the first field.
        """
        if urlsplit(self.page.url).fragment or self._stop(None)["name"]:
            return
        self.tab()
        assert self.page.evaluate("document.activeElement.className") in SKIP_LINKS, self.page.url
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def unfold_menu(self) -> None:
        """The main menu is folded on a narrow screen."""
        self.reach(self.page.get_by_role("button", name="Menu"))
        self.page.keyboard.press("Enter")

    def tab(self, target: ElementHandle | None = None, *, back: bool = False) -> dict:
        """One stop further; the stop is checked."""
        self.page.keyboard.press("Shift+Tab" if back else "Tab")
        stop = self._stop(target)
        assert not stop["fault"], f"{stop['fault']}: {stop['name']} ({self.page.url})"
        return stop

    def reach(self, target: Locator, *, back: bool = False) -> None:
        """Tab until the target has the focus; going round the page once is enough to find it."""
        handle = target.element_handle()
        if self._stop(handle)["reached"]:
            return
        ends = 0
        for _ in range(MOST_STOPS):
            stop = self.tab(handle, back=back)
            if stop["reached"]:
                return
            ends += not stop["name"]
            assert ends < 2, f"Tab never reaches {target} ({self.page.url})"
        raise AssertionError(f"Tab goes round in circles before {target} ({self.page.url})")

    def _stop(self, target: ElementHandle | None) -> dict:
        # Measured from outside: also where the page's own scripts are switched off.
        return self.page.evaluate(
            f"target => {{ {HELPERS}; return keyboard.stop(target) }}", target
        )

    def stops(self) -> int:
        """How many places Tab should reach on this page."""
        return self.page.evaluate(f"() => {{ {HELPERS}; return keyboard.stops() }}")

    def walk(self, *, back: bool = False) -> int:
        """Go once round the page with Tab, or with Shift+Tab; how many places were reached."""
        reached = set()
        for _ in range(MOST_STOPS * 4):
            stop = self.tab(back=back)
            if not stop["name"]:
                return len(reached)
            reached.add(stop["place"])
        raise AssertionError(f"Tab never leaves {self.page.url}")

    # Acting

    def follow(self, name: str, *, exact: bool = False) -> None:
        """Reach a link and press Enter."""
        self._leave(self.page.get_by_role("link", name=name, exact=exact).first)

    def press(self, name: str, *, exact: bool = False) -> None:
        """Reach a button that sends its form and press Enter."""
        self._leave(self.page.get_by_role("button", name=name, exact=exact).first)

    def unfold(self, name: str) -> None:
        """Reach the heading of what is folded and press Space; leave alone what is open."""
        heading = self.page.locator("summary").filter(has_text=name).first
        if heading.locator("..").get_attribute("open") is None:
            self.reach(heading)
            self.page.keyboard.press("Space")

    def _leave(self, target: Locator) -> None:
        self.reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    # Filling in

    def field(self, label: str) -> Locator:
        """`label` is how it begins: the admin ends its labels with a colon."""
        fields = self.page.locator("input, select, textarea")
        named = self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}")).and_(fields)
        return named.filter(visible=True).first

    def write(self, label: str, text: str) -> None:
        field = self.field(label)
        self.reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        assert field.input_value() == text

    def write_day(self, label: str, day: date) -> None:
        """In a date input: its parts, in the order in which this browser asks for them."""
        field = self.field(label)
        self.reach(field)
        self.page.keyboard.type(day.strftime(order_of_days(self.page.context.browser)))
        assert field.input_value() == day.isoformat(), f"{label}: {field.input_value()!r}"

    def write_hour(self, label: str, hour: str) -> None:
        """In a time input, « 14:30 »."""
        field = self.field(label)
        self.reach(field)
        spoken = "%I%M%p" if counts_to_twelve(self.page.context.browser) else "%H%M"
        self.page.keyboard.type(time.fromisoformat(hour).strftime(spoken))
        assert field.input_value() == hour, f"{label}: {field.input_value()!r}"

    def write_moment(self, label: str, day: date, hour: str) -> None:
        """In an input of a day and an hour; its year takes six digits, so the arrow leaves it."""
        field = self.field(label)
        self.reach(field)
        browser = self.page.context.browser
        self.page.keyboard.type(day.strftime(order_of_days(browser)))
        self.page.keyboard.press("ArrowRight")
        spoken = "%I%M%p" if counts_to_twelve(browser) else "%H%M"
        self.page.keyboard.type(time.fromisoformat(hour).strftime(spoken))
        assert field.input_value() == f"{day.isoformat()}T{hour}", field.input_value()

    def choose(self, label: str, option: str) -> None:
        """In a list, with the arrow; `option` is how the wanted line begins."""
        field = self.field(label)
        self.reach(field)
        self.page.keyboard.press("Home")
        for _ in range(MOST_CHOICES):
            if self._chosen(field).startswith(option):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{label} offers no {option}: stopped at {self._chosen(field)}")

    def choose_any(self, label: str) -> None:
        """The first line that is a choice: the one after « Choisissez »."""
        field = self.field(label)
        self.reach(field)
        self.page.keyboard.press("ArrowDown")
        assert field.input_value()

    def _chosen(self, field: Locator) -> str:
        return field.evaluate("list => list.selectedOptions[0]?.label.trim() ?? ''")

    def tick(self, label: str) -> None:
        """A box with Space; a radio button with the arrows, as the group is one stop."""
        box = self.field(label)
        if box.get_attribute("type") == "radio":
            self._pick(box)
        else:
            self.reach(box)
            self.page.keyboard.press("Space")
        assert box.is_checked()

    def _pick(self, radio: Locator) -> None:
        group = self.page.locator(f"input[type=radio][name='{radio.get_attribute('name')}']")
        checked = group.and_(self.page.locator(":checked"))
        self.reach(checked if checked.count() else group.first)
        if not checked.count():
            self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def attach(self, label: str, file: Path) -> None:
        """Open the chooser of files by keyboard; the chooser itself is the device's.

        A browser forgets a key press after five seconds: on a busy machine it is pressed again.
        """
        self.reach(self.field(label))
        for last in (False, False, True):
            try:
                with self.page.expect_file_chooser(timeout=10_000) as chooser:
                    self.page.keyboard.press("Space")
                chooser.value.set_files(file)
            except TooLate:
                if last:
                    raise
            else:
                return

    # Reading

    def reads(self, text: str) -> bool:
        """Is that on the page, under its header?"""
        shown = self.page.locator("main, #content").first.inner_text()
        return text in shown.replace("\u00a0", " ").replace("\u202f", " ")

    def said(self) -> str:
        """What the portal answered to the last gesture."""
        return self.page.locator("[role=status], .messagelist").first.inner_text()
