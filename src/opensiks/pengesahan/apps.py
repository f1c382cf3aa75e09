from django.apps import AppConfig


class PengesahanConfig(AppConfig):
    name = "opensiks.pengesahan"
    label = "pengesahan"
    default_auto_field = "django.db.models.BigAutoField"
