from django.urls import path

from knowledge import views

# The frame and apps above know the glossary by this name.
urlpatterns = [path("", views.show_glossary, name="glossary")]
