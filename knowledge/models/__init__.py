"""The models of the domain, one family a file."""

from knowledge.models.article import Article
from knowledge.models.concept import Concept, ConceptLink, SchemeKey
from knowledge.models.dilemma import Dilemma
from knowledge.models.index import KnowledgeIndexPage, ThemeIndexPage, ThemePage
from knowledge.models.learning_studio import LearningStudio
from knowledge.models.page import KnowledgePage
from knowledge.models.practice_case import PracticeCase
from knowledge.models.relation import PageRelation
from knowledge.models.research_summary import ResearchSummary
from knowledge.models.waiver import PublicationWaiver

__all__ = [
    "Article",
    "Concept",
    "ConceptLink",
    "Dilemma",
    "KnowledgeIndexPage",
    "KnowledgePage",
    "LearningStudio",
    "PageRelation",
    "PracticeCase",
    "PublicationWaiver",
    "ResearchSummary",
    "SchemeKey",
    "ThemeIndexPage",
    "ThemePage",
]
