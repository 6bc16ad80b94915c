"""What a browser would complain about while somebody uses the portal."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Page, Request, Response

OUR_COOKIES = {"sessionid", "csrftoken", "messages"}


class Witness:
    """Listens to one page: console errors, requests that leave, answers that are not pages."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.origin = origin
        self.console: list[str] = []
        self.outside: list[str] = []
        self.answers: list[tuple[int, str]] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("request", self._sent)
        page.on("response", self._answered)

    def _heard(self, line: ConsoleMessage) -> None:
        if line.type in {"error", "warning"}:
            self.console.append(line.text)

    def _sent(self, sent: Request) -> None:
        # The browser draws a PDF with pages of its own: only what leaves by the network counts.
        if sent.url.startswith("http") and not sent.url.startswith(self.origin + "/"):
            self.outside.append(sent.url)

    def _answered(self, answer: Response) -> None:
        if answer.status >= 400:
            self.answers.append((answer.status, answer.url.removeprefix(self.origin)))

    def faults(self, *, expected: int = 200) -> list[str]:
        """Everything heard so far, but for the answer that the page was asked to give."""
        said = [line for line in self.console if f"status of {expected} " not in line]
        refused = [f"{status} {path}" for status, path in self.answers if status != expected]
        foreign = [
            f"cookie {cookie['name']}"
            for cookie in self.page.context.cookies()
            if cookie["name"] not in OUR_COOKIES
        ]
        return said + refused + [f"asks {url}" for url in self.outside] + foreign

    def forget(self) -> None:
        self.console.clear()
        self.outside.clear()
        self.answers.clear()
