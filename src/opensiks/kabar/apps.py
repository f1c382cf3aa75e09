from django.apps import AppConfig


class KabarConfig(AppConfig):
    name = "opensiks.kabar"
    label = "kabar"
    default_auto_field = "django.db.models.BigAutoField"
