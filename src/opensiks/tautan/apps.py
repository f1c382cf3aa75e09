from django.apps import AppConfig


class TautanConfig(AppConfig):
    name = "opensiks.tautan"
    label = "tautan"
    default_auto_field = "django.db.models.BigAutoField"
