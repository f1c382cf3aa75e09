from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "opensiks.web"
    label = "web"

    def ready(self) -> None:
        from opensiks.web import masuk  # noqa: F401  (its receiver registers itself)
