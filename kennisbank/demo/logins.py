"""The two people of the demo, whose password everyone can read here."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

PASSWORD = "kennisbank"  # noqa: S105  # not a secret: DEMO_LOGINS keeps it away from real sites
ADMIN_LANGUAGE = "nl"


class LoginsRefused(Exception):
    """This installation may face the internet: it gets no logins with a known password."""


def make_logins() -> Any:
    """Make the editor and the administrator where they are missing; gives the editor.

    Raises LoginsRefused unless the settings say DEMO_LOGINS, which only those for a desk do.
    """
    if not getattr(settings, "DEMO_LOGINS", False):
        raise LoginsRefused("No demo logins: these settings are not those of a desk (DEMO_LOGINS).")
    editor = _person("redacteur", "Redactie", is_superuser=False)
    editor.groups.add(Group.objects.get(name="Editors"))
    _person("beheerder", "Beheer", is_superuser=True)
    return editor


def _person(username: str, first_name: str, *, is_superuser: bool) -> Any:
    model = get_user_model()
    person = model.objects.filter(username=username).first()
    if person is None:
        make = model.objects.create_superuser if is_superuser else model.objects.create_user
        person = make(username, f"{username}@example.org", PASSWORD, first_name=first_name)
        profile = UserProfile.get_for_user(person)
        profile.preferred_language = ADMIN_LANGUAGE
        profile.save()
    return person
