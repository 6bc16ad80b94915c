from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    name = "actors.households"
    label = "households"
    verbose_name = "Ménages"

    def ready(self) -> None:
        from actors.households import parameters  # noqa: F401 - declares its keys
