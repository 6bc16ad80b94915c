from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    name = "actors.households"
    label = "households"
    verbose_name = "Ménages"
