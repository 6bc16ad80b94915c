from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "reims_solidarite"
    verbose_name = "Portail"

    def ready(self) -> None:
        from reims_solidarite import job_admin  # noqa: F401 - registers its page
        from reims_solidarite.pages import parameters  # noqa: F401 - declares its keys
