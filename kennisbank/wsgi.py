"""The WSGI application; production settings unless told otherwise."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kennisbank.settings.production")
application = get_wsgi_application()


def _start_periodic_jobs() -> None:
    from django.conf import settings  # noqa: PLC0415  # the apps must be ready

    from home import in_process  # noqa: PLC0415  # the apps must be ready

    if settings.RUN_DUE_IN_PROCESS:
        in_process.start()


_start_periodic_jobs()
