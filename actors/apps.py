from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "actors"
    verbose_name = "Acteurs du réseau"

    def ready(self) -> None:
        # Registries are filled by import: parameter keys, kinds of e-mail, panels.
        from actors import emails, parameter_keys  # noqa: F401
