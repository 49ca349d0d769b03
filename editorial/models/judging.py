"""Questions that editors judged the results of, and the figure over all of them."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.models import PermanentNumber


class Grade(models.IntegerChoices):
    """What a page does for a question; the gain that it counts for."""

    NO = 0, _("does not help")
    HELPS = 1, _("helps")
    ANSWERS = 2, _("answers the question")


class JudgedQuestion(models.Model):
    """A question of which editors know what should be found."""

    text = models.CharField(_("question"), max_length=120)
    language = models.CharField(_("language"), max_length=12)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("judged question")
        verbose_name_plural = _("judged questions")
        ordering = ["language", "text"]
        constraints = [models.UniqueConstraint(fields=["language", "text"], name="editorial_judged_once")]
        default_permissions: ClassVar[Any] = ()
        permissions = [("use_search_desk", _("Can use the search desk"))]

    def __str__(self) -> str:
        return self.text


class Judgement(models.Model):
    """What a page does for a question, by its permanent number: the same after it moves or is renamed."""

    question = models.ForeignKey(JudgedQuestion, on_delete=models.CASCADE, related_name="judgements")
    number = models.ForeignKey(PermanentNumber, on_delete=models.CASCADE, related_name="+")
    grade = models.PositiveSmallIntegerField(choices=Grade)

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="editorial_judgement_once")]
        default_permissions: ClassVar[Any] = ()

    def __str__(self) -> str:
        return f"{self.question}: {self.number} = {self.grade}"


class Measurement(models.Model):
    """The figures over all judged questions at a moment (`search.relevance`)."""

    measured_at = models.DateTimeField(auto_now_add=True, db_index=True)
    questions = models.PositiveIntegerField()
    ndcg = models.FloatField()
    recall = models.FloatField()
    reciprocal_rank = models.FloatField()
    empty = models.PositiveIntegerField()
    by_question = models.JSONField(default=dict)  # nDCG by the id of the question

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["measured_at", "pk"]
        default_permissions: ClassVar[Any] = ()

    def __str__(self) -> str:
        return f"{self.measured_at:%Y-%m-%d}: {self.ndcg:.2f}"
