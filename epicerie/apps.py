from django.apps import AppConfig


class EpicerieConfig(AppConfig):
    name = "epicerie"
    verbose_name = "Épicerie sociale"
