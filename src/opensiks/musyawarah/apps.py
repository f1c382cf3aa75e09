from django.apps import AppConfig


class MusyawarahConfig(AppConfig):
    name = "opensiks.musyawarah"
    label = "musyawarah"
    default_auto_field = "django.db.models.BigAutoField"
