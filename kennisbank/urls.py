"""The only place where the apps' addresses meet."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home.routing import serve
from home.views import rendition

handler400 = "kennisbank.views.bad_request"
handler404 = "kennisbank.views.page_not_found"
handler500 = "kennisbank.views.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include(wagtailadmin_urls)),
    path("media/<path:path>", rendition),
    path("documents/", include(wagtaildocs_urls)),
]
urlpatterns += [path("", include("embed.urls"))]
urlpatterns += i18n_patterns(
    # Translators: a part of an address, such as "zoeken/" in Dutch; it ends with a slash.
    path(_("search/"), include("search.urls")),
    # Translators: a part of an address, such as "insluiten/" in Dutch; it ends with a slash.
    path(_("embed/"), include("embed.site_urls")),
    # Translators: a part of an address, such as "begrippen/" in Dutch; it ends with a slash.
    path(_("glossary/"), include("knowledge.urls")),
    # `serve` finds a page in fewer queries than Wagtail's own view, and stands before it under the same name.
    # Passwords of restricted pages are posted to Wagtail's own addresses below `_util/`.
    re_path(wagtail_urls.serve_pattern.replace("^", "^(?!_util/)", 1), serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)
