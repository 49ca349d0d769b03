from django.urls import path

from search import views

# Lower apps know these names and no more of search.
urlpatterns = [
    path("", views.results, name="search"),
    path("suggest/", views.suggestions, name="search_suggestions"),
]
