"""Addresses about embedding, in the language of the site's own pages."""

from django.urls import path

from embed import views

urlpatterns = [path("<int:number>/", views.instructions, name="embed_instructions")]
