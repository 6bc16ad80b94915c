from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "reims_solidarite.kit"
    label = "kit"
    verbose_name = "Outils communs"
