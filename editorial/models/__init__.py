"""What the editors' desk keeps."""

from editorial.models.judging import Grade, JudgedQuestion, Judgement, Measurement
from editorial.models.writing import WritingIdea

__all__ = ["Grade", "JudgedQuestion", "Judgement", "Measurement", "WritingIdea"]
