from django.apps import AppConfig


class PantauConfig(AppConfig):
    name = "opensiks.pantau"
    label = "pantau"
