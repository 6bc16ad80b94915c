from django.apps import AppConfig


class AssisesConfig(AppConfig):
    name = "assises"
    verbose_name = "Assises de la solidarité"

    def ready(self) -> None:
        from actors.queries.partner_home import register_menu, register_panel
        from assises import emails, parameters  # noqa: F401 - they declare kinds and keys
        from assises.queries import partner

        register_menu(partner.menu)
        register_panel(partner.panel)
