"""What a reader must know before reading: withdrawn, outdated, overdue, taken over, corrected."""

from datetime import date

from django.utils.translation import gettext as _

from knowledge.choices import ReaderStatus
from knowledge.models import KnowledgePage
from knowledge.presentation.common import Alert, full_date, is_overdue, taken_over


def state(page: KnowledgePage, today: date) -> Alert | None:
    """What is the matter with the whole page: withdrawn, outdated, never checked here, or being checked."""
    if page.reader_status == ReaderStatus.WITHDRAWN:
        return Alert(
            "error", "cross", _("Withdrawn."), _("Do not rely on this page; it is kept so that links to it still work.")
        )
    if page.reader_status == ReaderStatus.OUTDATED:
        return Alert(
            "error", "warning", _("Outdated."), _("This page is kept as a lesson; what it says may no longer hold.")
        )
    if page.taken_over_from and not page.verified_on:
        return Alert("", "clock", taken_over(page) + ".", _("It has not been checked since."))
    if page.review_by and is_overdue(page, today):
        text = _("It should have been checked before %(date)s.") % {"date": full_date(page.review_by)}
        return Alert("", "clock", _("This page is being checked."), text)
    if page.reader_status == ReaderStatus.TO_CHECK:
        return Alert("", "clock", _("This page is being checked."), _("Something on it may no longer be right."))
    return None


def notices(page: KnowledgePage) -> tuple[Alert, ...]:
    """The dated corrections and notices of a page, the newest first; they stay for the life of the page."""
    values = sorted((child.value for child in page.notices), key=lambda value: value["date"], reverse=True)
    titles = {"correction": _("Correction on %(date)s."), "notice": _("Notice of %(date)s.")}
    icons = {"correction": "pencil", "notice": "info"}
    return tuple(
        Alert("note", icons[value["kind"]], titles[value["kind"]] % {"date": full_date(value["date"])}, value["text"])
        for value in values
    )
