"""What the splitting of compounds gets wrong, found by reading its output for frequent words."""

# Words that look like compounds and are none, or whose parts say nothing about them.
WHOLE = frozenset(
    """
    rechtvaardig rechtvaardige rechtvaardigheid rechtvaardigheden onrechtvaardig onrechtvaardige kunstmatig
    kunstmatige daadwerkelijk daadwerkelijke nieuwsgierig nieuwsgierige nieuwsgierigheid hoofdzakelijk
    hoofdzakelijke gelijkaardige merkwaardig merkwaardige kwaadaardig kwaadaardige eigenaardig eigenaardige
    steekproef steekproeven paragraaf paragrafen parameters database databases portfolio specialisme vrijgezel
    """.split()  # noqa: SIM905  # a list that people read
)
# Words that are never the first part: prepositions and beginnings of other words.
NOT_FIRST = frozenset(
    """
    over onder voor tussen binnen buiten boven achter tegen samen mede door rond langs naast vers verse trans
    para demo infra combi kwets control valk techno program klei eigen conto
    """.split()  # noqa: SIM905
)
# Words that are never the last part: they are endings, or what is left when a word is cut in the wrong place.
NOT_LAST = frozenset(
    """
    schap schappen heid loos baar baren zaam ring ringen lering leringen naties lier lieren keren enden essen
    ding dingen ster sters king kingen ving vingen pers ellen toppen pillen tappen peren lende lenden burg
    nissen arier ariers isme ismen loog logen logies aken nier nieren anten sten tenen meren stallen mens uilen
    horst mijn oren eland pest lieder aardig aardige matig matige werkelijk werkelijke waardig waardigheid
    gierig gierige vaardig vaardige
    """.split()  # noqa: SIM905
)
# Words of three letters that are a last part; others of that length are endings too often.
SHORT_LAST = frozenset({"wet", "lid", "rol", "eis"})
# Compounds that are taken apart at the wrong place, with their parts.
BY_HAND: dict[str, tuple[str, ...]] = {
    "programmeertaal": ("programmeer", "taal"),
    "programmeertalen": ("programmeer", "talen"),
    "belastingaanslagen": ("belasting", "aanslagen"),
}


def split_by_hand(word: str) -> list[tuple[int, int]]:
    """The places of the parts of a word of the list above; none for any other."""
    places: list[tuple[int, int]] = []
    for part in BY_HAND.get(word, ()):
        start = word.index(part, places[-1][1] if places else 0)
        places.append((start, start + len(part)))
    return places
