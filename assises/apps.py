from django.apps import AppConfig


class AssisesConfig(AppConfig):
    name = "assises"
    verbose_name = "Assises de la solidarité"

    def ready(self) -> None:
        from assises import emails, parameters  # noqa: F401 - they declare kinds and keys
