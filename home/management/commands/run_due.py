"""manage.py run_due"""

from typing import Any

from django.core.management.base import BaseCommand

from home import periodic


class Command(BaseCommand):
    """Does the periodic jobs whose time has come; a second one at the same time does nothing."""

    help = "Do the periodic jobs whose time has come. Run it each minute; two at once do no harm."

    def handle(self, *args: Any, **options: Any) -> None:
        runs = periodic.run_due()
        if runs is None:
            self.stdout.write("Another process is doing the periodic jobs.")
        for run in runs or ():
            outcome = f"failed: {run.failure}" if run.error else "done"
            self.stdout.write(f"{run.name}: {outcome} ({run.seconds:.1f} s)")
