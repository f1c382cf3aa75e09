from django.apps import AppConfig


class PemadananConfig(AppConfig):
    name = "opensiks.pemadanan"
    label = "pemadanan"
    default_auto_field = "django.db.models.BigAutoField"
