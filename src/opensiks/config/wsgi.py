"""The WSGI door for a production server. Settings default to prod: anything less must be asked for."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opensiks.config.settings.prod")
application = get_wsgi_application()
