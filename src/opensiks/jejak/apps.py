from django.apps import AppConfig

from opensiks.infra import larik


class JejakConfig(AppConfig):
    """The lowest app: what holds for every table of the program begins here."""

    name = "opensiks.jejak"
    label = "jejak"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        larik.register()
