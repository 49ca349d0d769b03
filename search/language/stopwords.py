"""Words that carry no meaning of their own in Dutch or English, as folded words.

Our own lists: articles, pronouns, prepositions, conjunctions, auxiliaries and the words that questions begin with.
"""

DUTCH = frozenset(
    """
    aan al alle alleen als ander andere anders bij ben bent binnen buiten daar daardoor daarin daarmee
    daarom daarvan dan dat de den der des deze die dit doen doet door doch dus een eens elk elke en enige er
    erg ergens geen geweest haar had hadden heb hebben hebt heeft heel hem hen het hier hierbij hiermee
    hiervan hij hoe hoewel hun iemand iets ik in indien is ja je jij jou jouw jullie kan kon konden kun
    kunnen kunt kwam maar mag me meer men met mij mijn mocht moest moet moeten na naar nee niet niets nog nu
    of om omdat onder ons onze ook op over pas per reeds s sinds t te tegen ten ter terwijl tijdens toch
    toen tot tussen u uit uw van vanaf vanuit vanwege veel via voor voordat vooral waar waardoor waarin
    waarmee waarom waarop waarvan wanneer want waren was wat we weer wel welk welke werd werden wie wij wil
    willen word worden wordt zal ze zelf zich zij zijn zo zoals zou zouden zowel zullen zult
    """.split()  # noqa: SIM905  # a list that people read
)
ENGLISH = frozenset(
    """
    a about after again all also although always am an and any are as at be because been before being
    between both but by can cannot could did do does doing don during each for from further had has have
    having he her here hers herself him himself his how i if in into is isn it its itself just may me might
    more most must my myself no nor not now of off on once only or other our ours out over own s same shall
    she should so some such t than that the their theirs them themselves then there these they this those
    through to too under until up upon us very was we were what when where which while who whom why will
    with would you your yours
    """.split()  # noqa: SIM905  # a list that people read
)
STOP_WORDS = {"nl": DUTCH, "en": ENGLISH}

# Stop words of one language that an English reader means as words.
MEANT_IN_ENGLISH = frozenset({"die", "door", "den", "hen", "men", "met", "of", "van", "want", "ten", "pas", "wet"})


def is_stop_word(word: str, language: str) -> bool:
    """Whether a document in a language does without this word in its expanded stream."""
    return word in STOP_WORDS.get(language, frozenset())


def is_question_stop_word(word: str, language: str) -> bool:
    """Whether a question by a reader of a language does without this word.

    Readers of either language also type the other; a word is kept when it means something in the reader's own.
    """
    if is_stop_word(word, language):
        return True
    other = any(word in words for code, words in STOP_WORDS.items() if code != language)
    return other and not (language == "en" and word in MEANT_IN_ENGLISH)
