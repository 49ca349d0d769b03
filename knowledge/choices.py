"""Fixed scales and closed lists; open vocabularies are `Concept`s."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReaderStatus(models.TextChoices):
    """What a reader should know of a page's age."""

    CURRENT = "current", _("current")
    TO_CHECK = "to_check", _("to be checked")
    OUTDATED = "outdated", _("outdated")
    WITHDRAWN = "withdrawn", _("withdrawn")


class RelationKind(models.TextChoices):
    """How one page bears on another, read from the first to the second."""

    SUPPORTS = "supports", _("supports")
    CONTRADICTS = "contradicts", _("contradicts")
    FOLLOWS_UP = "follows_up", _("follows up on")
    PART_OF = "part_of", _("is part of")
    DILEMMA = "dilemma", _("dilemma that was met")
    METHOD = "method", _("method used")
    CASE = "case", _("case used")


# The same relation read from the other side.
REVERSE_RELATION_LABELS = {
    RelationKind.SUPPORTS: _("is supported by"),
    RelationKind.CONTRADICTS: _("is contradicted by"),
    RelationKind.FOLLOWS_UP: _("is followed up by"),
    RelationKind.PART_OF: _("contains"),
    RelationKind.DILEMMA: _("was met in"),
    RelationKind.METHOD: _("was used in"),
    RelationKind.CASE: _("is used in"),
}


class Phase(models.TextChoices):
    """Phases of a collaboration (Kaats & Opheij)."""

    EXPLORING = "exploring", _("exploring")
    SHARING = "sharing", _("sharing")
    AGREEING = "agreeing", _("agreeing")
    DESIGNING = "designing", _("designing")
    DELIVERING = "delivering", _("delivering and renewing")


class Evidence(models.IntegerChoices):
    """How strong the evidence is; own wording, mapped on Nesta's levels and Movisie's."""

    EXPERIENCE = 0, _("experience of one party")
    DESCRIBED = 1, _("well described")
    DATA = 2, _("supported by data")
    EVALUATED = 3, _("independently evaluated")
    REPEATED = 4, _("repeated elsewhere")


class CostClass(models.TextChoices):
    """What it cost, in classes of euros."""

    NONE = "none", _("no extra money")
    UNDER_10K = "under_10k", _("less than € 10,000")
    FROM_10K = "10k_50k", _("€ 10,000 – 50,000")
    FROM_50K = "50k_250k", _("€ 50,000 – 250,000")
    OVER_250K = "over_250k", _("more than € 250,000")
    UNKNOWN = "unknown", _("unknown")


class Licence(models.TextChoices):
    """Under which terms the text may be used."""

    CC0 = "cc0-1.0", "CC0 1.0"
    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    ALL_RIGHTS = "all-rights", _("All rights reserved")


class ArticleKind(models.TextChoices):
    """What an article is."""

    ARTICLE = "article", _("article")
    NEWS = "news", _("news")
    MEETING = "meeting", _("meeting")
    PUBLICATION = "publication", _("publication")


class StudioForm(models.TextChoices):
    """Where a learning studio takes place."""

    PHYSICAL = "physical", _("on location")
    ONLINE = "online", _("online")
    BLENDED = "blended", _("blended")


class StudioStatus(models.TextChoices):
    """Whether one can still sign up."""

    OPEN = "open", _("open")
    FULL = "full", _("full")
    FINISHED = "finished", _("finished")
