"""Everything that the accountant asks for, in one archive, the same bytes twice. Pure Python."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence

DIGESTS = "empreintes-sha256.txt"
# An archive writes the hour of each file: a fixed one, so that the bytes say the content alone.
WHEN = (1980, 1, 1, 0, 0, 0)


def package_zip(files: Sequence[tuple[str, bytes]]) -> bytes:
    """The files in order, then the digest of each, as `sha256sum --check` reads them."""
    names = [name for name, _content in files]
    if len(set(names)) != len(names):
        raise ValueError("two files of the package have the same name")
    digests = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in (*files, (DIGESTS, digests.encode())):
            entry = zipfile.ZipInfo(name, WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()
