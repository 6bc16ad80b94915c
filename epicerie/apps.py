from django.apps import AppConfig


class EpicerieConfig(AppConfig):
    name = "epicerie"
    verbose_name = "Épicerie sociale"

    def ready(self) -> None:
        # Registries are filled by import: parameter keys, kinds of e-mail, partner panels.
        from actors.queries.partner_home import register_menu, register_panel
        from epicerie import contact_parameters, emails, parameters  # noqa: F401
        from epicerie.emails import associations, exchanges, replacement  # noqa: F401
        from epicerie.queries.association import association_menu, association_panel

        register_panel(association_panel)
        register_menu(association_menu)
