from django.apps import AppConfig


class PaketConfig(AppConfig):
    name = "opensiks.paket"
    label = "paket"
    default_auto_field = "django.db.models.BigAutoField"
