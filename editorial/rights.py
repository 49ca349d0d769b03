"""Who may work at the search desk."""

from typing import Any

SEARCH_DESK = "editorial.use_search_desk"
ADD_SYNONYM = "knowledge.change_concept"
PROMOTE = "wagtailsearchpromotions.add_searchpromotion"


def may_use_desk(user: Any) -> bool:
    """Whether someone may see what readers search for."""
    return bool(user.has_perm(SEARCH_DESK))
