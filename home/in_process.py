"""The periodic jobs within the web server, for a site that has no cron: a demo, or one small machine."""

import logging
from threading import Thread
from time import sleep, time

from django.db import connections

from home.periodic import run_due

logger = logging.getLogger(__name__)
SECONDS = 60


def start() -> Thread:
    """Do what is due now and each minute from here on, in a thread that ends with its process."""
    thread = Thread(target=_keep_running, name="run_due", daemon=True)
    thread.start()
    return thread


def _keep_running() -> None:
    while True:
        _run_once()
        sleep(SECONDS - time() % SECONDS)


def _run_once() -> None:
    """One round; the thread must outlive a database that is away for a moment."""
    try:
        run_due()
    except Exception:
        logger.exception("The periodic jobs could not run.")
    finally:
        connections.close_all()
