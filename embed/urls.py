"""Addresses of embeds. The versioned ones are promises: a frame that was pasted once works for years."""

from django.urls import path, re_path

from embed import oembed_views, views

FRAME = "embed/v1/<str:partner_slug>/<str:kind>/<str:number>/<str:language>"

urlpatterns = [
    path(f"{FRAME}/", views.frame, name="embed_frame"),
    path(FRAME, views.frame),  # as it is often typed
    re_path(r"^embed/(?P<rest>.*)$", views.unknown_frame),
    path("oembed", oembed_views.oembed, name="oembed"),
]
