"""The portal, telling what each answer cost."""

from django.core.wsgi import get_wsgi_application

from reims_solidarite.benching.measured import measured

application = measured(get_wsgi_application())
