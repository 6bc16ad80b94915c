"""What a browser downloads for a page, compressed, and whether all of it is ours."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from reims_solidarite.benching.client import Client

LOADED = {"script": "src", "img": "src", "source": "src", "iframe": "src", "embed": "src"}
LOADED |= {"use": "href", "image": "href", "video": "src", "audio": "src", "object": "data"}
LOADED_LINKS = {"stylesheet", "icon", "manifest", "preload", "modulepreload", "apple-touch-icon"}
IN_STYLE = re.compile(rb"""url\(\s*['"]?([^'")]+)""")
HERE = "localhost"


@dataclass
class Weight:
    """Compressed bytes of a page: its HTML, and the files it refers to, which browsers keep."""

    html: int
    files: dict[str, int] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)

    @property
    def first_visit(self) -> int:
        return self.html + sum(self.files.values())


class _Referred(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "link" and LOADED_LINKS & set(values.get("rel", "").split()):
            self.found.append(values.get("href", ""))
        elif tag in LOADED:
            self.found.append(values.get(LOADED[tag], ""))
        self.found += [part.split()[0] for part in values.get("srcset", "").split(",") if part]


def weigh(client: Client, path: str, html: bytes) -> Weight:
    """Follow what the page refers to, style sheets included, one level after the other.

    What is drawn in the page itself (`#sun`) is in its HTML: no browser asks for the page again.
    """
    weight = Weight(html=_compressed(html))
    page = _Referred()
    page.feed(html.decode())
    waiting = [
        urljoin(path, reference) for reference in page.found if reference[:1] not in {"", "#"}
    ]
    while waiting:
        address = urlsplit(waiting.pop())
        if address.scheme == "data":
            continue
        if address.netloc not in {"", HERE}:
            weight.elsewhere.append(address.geturl())
        elif address.path and address.path not in weight.files:
            answer = client.get(address.path)
            weight.files[address.path] = len(answer.body)
            if "text/css" in (answer.headers.get("Content-Type") or ""):
                css = _plain(answer.body, answer.headers.get("Content-Encoding"))
                waiting += [urljoin(address.path, r.decode()) for r in IN_STYLE.findall(css)]
    return weight


def _compressed(body: bytes) -> int:
    return len(gzip.compress(body, compresslevel=6, mtime=0))


def _plain(body: bytes, encoding: str | None) -> bytes:
    return gzip.decompress(body) if encoding == "gzip" else body
