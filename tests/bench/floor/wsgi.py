"""The floor pages, telling what each answer cost, through the very same lines as the portal."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from reims_solidarite.benching.measured import measured

django.setup()
settings.MIDDLEWARE = []  # after setup: some of the portal's apps insist on theirs
application = measured(WSGIHandler())
