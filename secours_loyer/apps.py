from django.apps import AppConfig


class SecoursLoyerConfig(AppConfig):
    name = "secours_loyer"
    verbose_name = "Secours loyer"
