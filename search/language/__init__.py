"""Language analysis: text to tokens, the same for documents, questions and every engine. Plain Python, no Django."""

from search.language.alternative import Alternative, Kind
from search.language.analysis import ANALYSIS_VERSION, analyse
from search.language.concepts import NO_CONCEPTS, ConceptMap, ConceptNames, concept_term
from search.language.fields import FieldTokens
from search.language.questions import alternatives
from search.language.spelling import Speller
from search.language.stems import LANGUAGES
from search.language.tokens import Token, fold, fold_words, normalise, tokenise

__all__ = [
    "ANALYSIS_VERSION",
    "LANGUAGES",
    "NO_CONCEPTS",
    "Alternative",
    "ConceptMap",
    "ConceptNames",
    "FieldTokens",
    "Kind",
    "Speller",
    "Token",
    "alternatives",
    "analyse",
    "concept_term",
    "fold",
    "fold_words",
    "normalise",
    "tokenise",
]
