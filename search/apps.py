from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Index to reader: the only app that talks to a search engine."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from home.periodic import Job, register  # noqa: PLC0415  # models
        from knowledge.term_form import register_abbreviation_check  # noqa: PLC0415  # models
        from search import checks, outbox, receivers  # noqa: F401, PLC0415  # connect receivers and system checks
        from search.asked.recording import forget_old  # noqa: PLC0415  # models
        from search.attachments import receivers as attachment_receivers  # noqa: F401, PLC0415  # connect receivers
        from search.attachments.work import read_attachments  # noqa: PLC0415  # models
        from search.concepts import abbreviation_problem  # noqa: PLC0415  # models
        from search.maintenance import catch_up, mend  # noqa: PLC0415  # models
        from search.reindexing.work import carry_out  # noqa: PLC0415  # models
        from search.spelling import count_words  # noqa: PLC0415  # models
        from search.vectors.work import keep_up  # noqa: PLC0415  # models

        register_abbreviation_check(abbreviation_problem)
        minute, day = timedelta(minutes=1), timedelta(days=1)
        register(Job("deliver_search", _("Bring to Elasticsearch what it missed"), minute, catch_up))
        register(
            Job("forget_withdrawals", _("Remove withdrawn pages from search for good"), day, outbox.forget_withdrawals)
        )
        register(Job("forget_questions", _("Forget what readers asked more than 90 days ago"), day, forget_old))
        register(Job("check_search", _("Compare search with the pages, and mend what differs"), day, mend))
        register(
            Job("count_words", _("Count the words of the pages, to correct misspelled questions"), minute, count_words)
        )
        register(Job("read_attachments", _("Read the text of attached files for search"), minute, read_attachments))
        register(Job("reindex", _("Analyse all pages again where an editor asked for it"), minute, carry_out))
        register(Job("make_vectors", _("Make sentence vectors of the pages, where they are on"), minute, keep_up))
