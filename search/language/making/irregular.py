"""Forms that no rule makes: words of which more than the ending changes."""

# Form to word.
DUTCH = {
    "steden": "stad", "leden": "lid", "raden": "raad", "schepen": "schip", "smeden": "smid", "kinderen": "kind",
    "kleinkinderen": "kleinkind",
    "eieren": "ei", "liederen": "lied", "goederen": "goed", "bladeren": "blad", "runderen": "rund", "volkeren": "volk",
    "kalveren": "kalf", "lammeren": "lam", "raderen": "rad", "hoenderen": "hoen", "gemoederen": "gemoed",
    "gelederen": "gelid", "kooplieden": "koopman", "vaklieden": "vakman", "zeelieden": "zeeman", "koeien": "koe",
    "musea": "museum", "centra": "centrum", "fora": "forum", "universa": "universum", "jubilea": "jubileum",
    "consortia": "consortium", "saldi": "saldo", "catalogi": "catalogus", "cycli": "cyclus", "stimuli": "stimulus",
    "staten": "staat", "maatregelen": "maatregel", "hoeveelheden": "hoeveelheid", "glazen": "glas", "schoten": "schot",
    "reuzen": "reus", "toespraken": "toespraak", "koren": "koor", "bisschoppen": "bisschop", "regionen": "regio",
    "zelfstandigen": "zelfstandige", "verpleegkundigen": "verpleegkundige", "prominenten": "prominent",
}  # fmt: skip
# What the dictionary's rules make by chance: forms of another word than they are used for.
NO_FORMS = frozenset(
    """
    wist wisten moest moesten maart want beste betere wilders geert soest genen karen hersen
    """.split()  # noqa: SIM905  # a list that people read
)
ENGLISH = {
    "children": "child", "men": "man", "women": "woman", "feet": "foot", "teeth": "tooth", "mice": "mouse",
    "criteria": "criterion", "phenomena": "phenomenon", "analyses": "analysis", "crises": "crisis",
    "hypotheses": "hypothesis", "theses": "thesis", "indices": "index", "matrices": "matrix", "wives": "wife",
    "halves": "half", "shelves": "shelf", "thieves": "thief", "knives": "knife", "bureaux": "bureau",
    "curricula": "curriculum", "memoranda": "memorandum", "referenda": "referendum", "spectra": "spectrum",
    "stimuli": "stimulus", "programme": "program", "programmes": "programs", "catalogue": "catalog",
    "catalogues": "catalogs", "dialogue": "dialog", "dialogues": "dialogs", "licence": "license",
    "licences": "licenses", "practise": "practice", "practises": "practices", "grey": "gray",
    "alumni": "alumnus", "made": "make", "taught": "teach", "brought": "bring", "kept": "keep",
    "told": "tell", "chosen": "choose", "chose": "choose", "written": "write", "wrote": "write", "spoken": "speak",
    "grown": "grow", "grew": "grow", "known": "know", "knew": "know", "learnt": "learn", "sought": "seek",
    "spent": "spend", "taken": "take", "took": "take", "given": "give", "gave": "give",
}  # fmt: skip
