"""The ASGI door for a production server. Settings default to prod: anything less must be asked for."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opensiks.config.settings.prod")
application = get_asgi_application()
