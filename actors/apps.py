from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "actors"
    verbose_name = "Acteurs du réseau"

    def ready(self) -> None:
        # Registries are filled by import: parameter keys, kinds of e-mail, panels.
        from actors import emails, parameter_keys  # noqa: F401
        from actors.emails import accounts, journal  # noqa: F401
        from actors.queries.partner_home import register_menu, register_panel
        from actors.queries.partner_panels import invitations_panel, own_menu, sheet_panel

        register_menu(own_menu)
        register_panel(sheet_panel)
        register_panel(invitations_panel)
