from django.apps import AppConfig


class UsulanConfig(AppConfig):
    name = "opensiks.usulan"
    label = "usulan"
    default_auto_field = "django.db.models.BigAutoField"
