from django.urls import path

from editorial.views import explaining, judging, questions, writing

urlpatterns = [
    path("", questions.Questions.as_view(), name="search_desk"),
    path("questions/<int:pk>/synonym/", questions.AddSynonym.as_view(), name="search_desk_synonym"),
    path("promote/", questions.Promote.as_view(), name="search_desk_promote"),
    path("questions/<int:pk>/write/", writing.RaiseIdea.as_view(), name="search_desk_raise"),
    path("to-write/", writing.Ideas.as_view(), name="search_desk_ideas"),
    path("to-write/<int:pk>/", writing.ChangeIdea.as_view(), name="search_desk_idea"),
    path("to-write/<int:pk>/begin/", writing.BeginPage.as_view(), name="search_desk_begin"),
    path("explain/", explaining.Explain.as_view(), name="search_desk_explain"),
    path("judged/", judging.JudgedQuestions.as_view(), name="search_desk_judged"),
    path("judged/add/", judging.JudgeQuestion.as_view(), name="search_desk_judge_question"),
    path("judged/measure/", judging.Measure.as_view(), name="search_desk_measure"),
    path("judged/<int:pk>/", judging.Judge.as_view(), name="search_desk_judge"),
    path("judged/<int:pk>/delete/", judging.DeleteJudged.as_view(), name="search_desk_unjudge"),
]
