from django.apps import AppConfig


class WorkerConfig(AppConfig):
    name = "opensiks.worker"
    label = "worker"
