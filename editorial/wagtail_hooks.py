"""Hooks into Wagtail for the editors' desk."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from editorial.rights import may_use_desk

MENU_ORDER = 350  # after the vocabularies


class DeskMenuItem(SubmenuMenuItem):
    """The desk in the menu, for who may use it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may use the desk."""
        return may_use_desk(request.user)


@hooks.register("register_admin_urls")
def desk_addresses() -> list[Any]:
    """The pages of the desk."""
    addresses: list[URLPattern | Any] = [path("search-desk/", include("editorial.urls"))]
    return addresses


@hooks.register("register_admin_menu_item")
def desk_menu() -> DeskMenuItem:
    """The desk and its pages."""
    pages = [
        MenuItem(
            _("What readers ask"), reverse("search_desk"), name="search-desk-questions", icon_name="search", order=1
        ),
        MenuItem(_("To write"), reverse("search_desk_ideas"), name="search-desk-ideas", icon_name="edit", order=2),
        MenuItem(
            _("Judged questions"), reverse("search_desk_judged"), name="search-desk-judged", icon_name="check", order=3
        ),
        MenuItem(
            _("Why in this order?"),
            reverse("search_desk_explain"),
            name="search-desk-explain",
            icon_name="help",
            order=4,
        ),
    ]
    return DeskMenuItem(_("Search desk"), Menu(items=pages), name="search-desk", icon_name="search", order=MENU_ORDER)


@hooks.register("register_permissions")
def desk_permission() -> QuerySet[Permission]:
    """The right to the desk, so that it can be given to a group."""
    return Permission.objects.filter(content_type__app_label="editorial", codename="use_search_desk")
