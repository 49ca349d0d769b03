"""What is known of the last run of each periodic job."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """The last run of one job of `home.periodic`; a row for each job that ever ran."""

    name = models.CharField(_("job"), max_length=60, primary_key=True)
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True)  # None while it runs
    seconds = models.FloatField(_("seconds"), default=0)
    error = models.TextField(_("error"), blank=True)  # of the last run; empty when it went well
    succeeded_at = models.DateTimeField(_("last success"), null=True)
    failing_since = models.DateTimeField(_("failing since"), null=True)

    class Meta:
        verbose_name = _("run of a periodic job")
        verbose_name_plural = _("runs of periodic jobs")

    def __str__(self) -> str:
        return self.name

    @property
    def failure(self) -> str:
        """The error in one line: its kind and message, without where it came from."""
        lines = self.error.strip().splitlines()
        return lines[-1] if lines else ""
