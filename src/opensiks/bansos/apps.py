from django.apps import AppConfig


class BansosConfig(AppConfig):
    name = "opensiks.bansos"
    label = "bansos"
    default_auto_field = "django.db.models.BigAutoField"
