from django.apps import AppConfig


class PenetapanConfig(AppConfig):
    name = "opensiks.penetapan"
    label = "penetapan"
    default_auto_field = "django.db.models.BigAutoField"
