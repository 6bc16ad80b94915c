"""`python -m tests.bench.rent.database NAME`: an act of `acts` in its own process, as JSON."""

from __future__ import annotations

import json
import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    measure = import_module("tests.bench.rent.acts").measure
    sys.stdout.write(json.dumps(measure(sys.argv[1])) + "\n")
