from django.apps import AppConfig


class SecoursLoyerConfig(AppConfig):
    name = "secours_loyer"
    verbose_name = "Secours loyer"

    def ready(self) -> None:
        from secours_loyer import emails, parameters  # noqa: F401 - they declare kinds and keys
