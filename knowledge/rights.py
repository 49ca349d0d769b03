"""What the group "Editors" may do, beside what Wagtail gives it: see, add and change pages, images and documents."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

EDITORS = "Editors"  # the group that Wagtail makes
# A small team publishes its own work; the publication check stands at the door.
MODEL_RIGHTS = (
    ("knowledge", "add_concept"),
    ("knowledge", "change_concept"),
    ("editorial", "use_search_desk"),
    ("wagtailsearchpromotions", "add_searchpromotion"),
    ("wagtailsearchpromotions", "change_searchpromotion"),
    ("wagtailsearchpromotions", "delete_searchpromotion"),
)


def give_editors_rights() -> None:
    """Let editors publish in every language and keep the vocabularies; for a new site only."""
    editors, _made = Group.objects.get_or_create(name=EDITORS)
    publish = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    GroupPagePermission.objects.get_or_create(group=editors, page=Page.get_first_root_node(), permission=publish)
    for app_label, codename in MODEL_RIGHTS:
        editors.permissions.add(Permission.objects.get(content_type__app_label=app_label, codename=codename))
