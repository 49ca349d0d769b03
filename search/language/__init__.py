"""Language analysis: text to tokens, the same for documents, questions and every engine. Plain Python, no Django."""

from search.language.alternatives import Alternative, Kind
from search.language.analysis import ANALYSIS_VERSION, LANGUAGES, FieldTokens, analyse, term_alternatives
from search.language.tokens import Token, fold, fold_words, normalise, tokenise

__all__ = [
    "ANALYSIS_VERSION",
    "LANGUAGES",
    "Alternative",
    "FieldTokens",
    "Kind",
    "Token",
    "analyse",
    "fold",
    "fold_words",
    "normalise",
    "term_alternatives",
    "tokenise",
]
