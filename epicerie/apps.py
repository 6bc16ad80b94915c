from django.apps import AppConfig


class EpicerieConfig(AppConfig):
    name = "epicerie"
    verbose_name = "Épicerie sociale"

    def ready(self) -> None:
        # Registries are filled by import: parameter keys, kinds of e-mail, partner panels.
        from epicerie import emails, parameters  # noqa: F401
