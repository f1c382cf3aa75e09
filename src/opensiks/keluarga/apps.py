from django.apps import AppConfig


class KeluargaConfig(AppConfig):
    name = "opensiks.keluarga"
    label = "keluarga"
    default_auto_field = "django.db.models.BigAutoField"
