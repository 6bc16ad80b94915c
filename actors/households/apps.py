from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    name = "actors.households"
    label = "households"
    verbose_name = "Ménages"

    def ready(self) -> None:
        from actors.households import parameters  # noqa: F401 - declares its keys
        from actors.households.queries.work_lists import partner_menu, partner_panel
        from actors.queries.partner_home import register_menu, register_panel

        register_menu(partner_menu)
        register_panel(partner_panel)
