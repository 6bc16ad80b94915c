from django.apps import AppConfig


class SecoursLoyerConfig(AppConfig):
    name = "secours_loyer"
    verbose_name = "Secours loyer"

    def ready(self) -> None:
        from actors.queries.partner_home import register_menu, register_panel
        from secours_loyer import (  # noqa: F401 - they declare kinds and keys
            alert_parameters,
            commission_parameters,
            contact_parameters,
            emails,
            intake_parameters,
            parameters,
            payment_parameters,
            plan_parameters,
        )
        from secours_loyer.queries import partner_opinions, partner_portal

        register_menu(partner_portal.menu)
        register_panel(partner_opinions.opinions_panel)
        register_panel(partner_portal.panel)
        register_panel(partner_portal.landlord_panel)
