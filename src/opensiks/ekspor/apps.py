from django.apps import AppConfig


class EksporConfig(AppConfig):
    name = "opensiks.ekspor"
    label = "ekspor"
