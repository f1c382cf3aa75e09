from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "opensiks.web"
    label = "web"
