"""The WSGI application that servers run, and the tick beside it."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom import tick

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = get_wsgi_application()
tick.start()
