from django.apps import AppConfig


class VervalConfig(AppConfig):
    name = "opensiks.verval"
    label = "verval"
    default_auto_field = "django.db.models.BigAutoField"
