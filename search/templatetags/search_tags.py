"""What search adds to pages of the apps below it; the project puts it into their frame."""

from typing import Any

from django import template

from knowledge.models import KnowledgePage
from search.more_like_this import more_like_this as similar_pages

register = template.Library()


@register.inclusion_tag("search/more_like_this.html")
def more_like_this(page: Any) -> dict[str, Any]:
    """Pages that a knowledge page resembles; nothing on any other page: `{% more_like_this page %}`."""
    return {"similar": similar_pages(page) if isinstance(page, KnowledgePage) else []}
