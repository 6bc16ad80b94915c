"""A text that says something: one character of it at least is seen on a page.

Spaces, controls, joiners, marks of direction, fillers of other alphabets and the empty Braille cell
show nothing: a reason made of them would be a blank.
"""

from __future__ import annotations

import re

_SPACES = r"\s\u0085\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_CONTROLS = r"\u0001-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufff0-\ufffb"
_FILLERS = r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufeff"
_VARIANTS = r"\ufe00-\ufe0f\U000e0000-\U000e0fff"
# Written alike for Python and PostgreSQL.
SEEN = f"[^{_SPACES}{_CONTROLS}{_FILLERS}{_VARIANTS}]"


def says(text: str) -> bool:
    """Somebody who opens the page sees something of it."""
    return re.search(SEEN, text) is not None
