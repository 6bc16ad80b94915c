"""Python looks for cycles among all that lives: what was imported stays out of it.

The portal and its tests are 400,000 objects that nobody frees; looked through again and again, they
cost 4 % of the suite's processor.
"""

from __future__ import annotations

import gc


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
