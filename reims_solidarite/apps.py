from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "reims_solidarite"
    verbose_name = "Portail"
