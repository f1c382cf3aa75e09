from django.apps import AppConfig


class WilayahConfig(AppConfig):
    name = "opensiks.wilayah"
    label = "wilayah"
    default_auto_field = "django.db.models.BigAutoField"
