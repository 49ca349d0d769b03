from django.urls import path

from search import views
from search.asked.views import counted

# Lower apps know these names and no more of search.
urlpatterns = [
    path("", views.results, name="search"),
    path("count/", counted, name="search_count"),
    path("suggest/", views.suggestions, name="search_suggestions"),
]
