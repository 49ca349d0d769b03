"""The models of the frame, one family a file."""

from home.models.addresses import FormerPath, PermanentNumber
from home.models.media import KennisbankDocument, KennisbankImage, KennisbankRendition
from home.models.pages import HomePage, PublicPageMixin, StandardPage
from home.models.periodic import JobRun
from home.models.restrictions import LiftedRestriction
from home.models.settings import SiteSettings

__all__ = [
    "FormerPath",
    "HomePage",
    "JobRun",
    "KennisbankDocument",
    "KennisbankImage",
    "KennisbankRendition",
    "LiftedRestriction",
    "PermanentNumber",
    "PublicPageMixin",
    "SiteSettings",
    "StandardPage",
]
