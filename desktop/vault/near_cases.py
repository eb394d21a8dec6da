"""The cases that may be of the same problem as one: few of many, found by what is rare in both."""

from collections.abc import Iterable, Mapping

import msgspec

from desktop.domain.failures import NoSuchCase
from desktop.domain.filters import tokens
from desktop.domain.inert import Untrusted
from desktop.domain.triage import Sketch, Spread
from desktop.domain.triage.bug_class import near
from desktop.domain.triage.comparing import weight_of
from desktop.domain.triage.places import written_names_in
from desktop.domain.triage.read_again import joined_in, stems_in, words_in
from desktop.domain.triage.traits import (
    AXES,
    AXIS_OF,
    MOST_READ,
    NEVER_SOUGHT,
    Axis,
    kind_of,
    named_pairs,
    pairs_in,
    value_of,
)
from desktop.domain.triage.words import COMMON, spelt, stem, telling
from desktop.vault.database import Database
from desktop.workflows.vault_ports import NearCases

_WORDS_COUNTED, _WORDS_SOUGHT = 150, 16
_PAIRS_SOUGHT, _READ_FOR_PLACES = 8, 4_000
_SEVERAL = 3
_TELLS_ITSELF = 150
"""So many cases of a class tell by themselves which words are usual."""
_KEPT: dict[Axis, float] = {"component": 0.05, "class": 0.05, "path": 0.1, "fix": 0.0}
"""What of each token counts beside a rarer one of its axis: little, as copies of one form share many."""
_CLASS = 0.5
"""What another class of bug counts against a case."""
_USUAL = 3_000
"""What more cases have than that leads to none of them."""
_SKETCH = (
    f"SELECT case_id, policy_id, case_row.title, reporter_address, is_open, substr(report, 1, {MOST_READ}) "  # noqa: S608 - our own numbers
    "FROM searched_case JOIN case_row USING (case_id) JOIN search ON search.rowid = id WHERE id = ?"
)


def near_cases(database: Database, case_id: str, limit: int) -> NearCases:
    """The nearest by shared traits and by shared words, and how many cases have each trait of this one."""
    number = database.value("SELECT id FROM searched_case WHERE case_id = ?", case_id)
    if number is None:
        raise NoSuchCase("No case of this vault has this id.")
    own = _sketch(database, number)
    having = {token: _having(database, token) for token in own.traits if kind_of(token) not in NEVER_SOUGHT}
    alike = _of_its_class(database, own)
    having |= _names(database, own, having) | _places(database, own)
    cases = len(alike) if alike else database.value("SELECT count(*) FROM searched_case")
    having |= _words(database, own, cases >= _TELLS_ITSELF)
    counted = {token: len(others & alike if alike else others) for token, others in having.items()}
    spread = Spread(cases, counted, _products(database))
    unlike = _of_other_classes(database, own)
    nearest = _by_traits(number, having, unlike, spread, limit)
    nearest += _by_words(database, number, own, limit // 4)
    others = tuple(_sketch(database, other) for other in list(dict.fromkeys(nearest))[:limit])
    counted |= _params_as_words(database, own, others, alike)
    counted |= _places_of_others(database, own, others, alike, counted)
    return NearCases(own, others, msgspec.structs.replace(spread, having=counted))


def _params_as_words(
    database: Database, own: Sketch, others: Iterable[Sketch], alike: frozenset[int]
) -> dict[str, int]:
    """In how many reports the name of a parameter stands, as one or as any word: "folder" is both."""
    said = words_in(own.text)
    named = {token for other in others for token in other.traits if value_of(token) in said} | {*own.traits}
    counted = {}
    for token in named:
        words = tokens(value_of(token)) if kind_of(token) == "param" else ()
        if words:
            found = _with_word(database, words)
            counted[token] = len(found & alike if alike else found)
    return counted


def _places_of_others(
    database: Database,
    own: Sketch,
    others: Iterable[Sketch],
    alike: frozenset[int],
    counted: Mapping[str, int],
) -> dict[str, int]:
    """How many cases have what names the place of a near one and stands here too."""
    stems = stems_in(own.text)
    pairs = {token for other in others for token in other.traits if kind_of(token) == "pair"}
    both = [token for token in pairs if token not in counted and stems.issuperset(value_of(token).split())]
    joined = joined_in(own.text)
    names = {t for other in others for t in other.traits if kind_of(t) == "name" and value_of(t) in joined}
    both += names - counted.keys()
    found = {token: _having(database, token) for token in both}
    return {token: len(having & alike if alike else having) for token, having in found.items()}


def _places(database: Database, own: Sketch) -> dict[str, frozenset[int]]:
    """The cases in whose texts both words of a pair stand, for the pairs of its title and names."""
    found = {}
    for pair in _place_pairs(own)[:_PAIRS_SOUGHT]:
        match = " AND ".join(f'{{report title}} : "{word}" *' for word in pair.split())
        found[f"apart:{pair}"] = _matching(database, match)
    return found


def _names(
    database: Database, own: Sketch, having: Mapping[str, frozenset[int]]
) -> dict[str, frozenset[int]]:
    """The cases in whose texts a name of code stands, or its words as people write them: "chunk index"."""
    found = {}
    written = written_names_in(own.text[:_READ_FOR_PLACES])
    for words in dict.fromkeys(spelt(name).lower() for name in written):
        token = f"name:{''.join(words.split())}"
        if token in having:
            found[token] = having[token] | _with_word(database, tokens(words))
    return found


def _place_pairs(own: Sketch) -> list[str]:
    said = named_pairs(own.text[:_READ_FOR_PLACES])
    return list(dict.fromkeys((*said, *pairs_in(own.title.raw, ""))))


def _words(database: Database, own: Sketch, any_word: bool) -> dict[str, frozenset[int]]:
    """The cases in whose texts each of its telling words stands; those of its places are sought in pairs."""
    places = {root for pair in _place_pairs(own) for root in pair.split()}
    said = {word for word in words_in(own.text) if any_word or word not in COMMON}
    files = {value_of(token) for token in own.traits if kind_of(token) == "file"}
    words = [
        word
        for word in said - files
        if tokens(word) and not places.issuperset(list(telling(spelt(word))) or [stem(word)])
    ]
    counted = sorted((min(_count(database, part) for part in tokens(word)), word) for word in words)
    sought = [word for cases, word in counted if 1 < cases <= _USUAL][:_WORDS_COUNTED]
    return {f"word:{word}": _with_word(database, tokens(word)) for word in sought}


def _count(database: Database, word: str) -> int:
    """In how many cases a word of the index stands."""
    return database.value("SELECT doc FROM search_word WHERE term = ?", word) or 0


def _with_word(database: Database, words: Iterable[str]) -> frozenset[int]:
    """The cases in whose texts these words stand in order."""
    return _matching(database, f'"{" ".join(words)}"')


def _matching(database: Database, match: str) -> frozenset[int]:
    rows = database.rows("SELECT rowid FROM search WHERE search MATCH ?", match)
    return frozenset(number for (number,) in rows)


def _sketch(database: Database, number: int) -> Sketch:
    case_id, policy_id, title, reporter, is_open, text = database.rows(_SKETCH, number)[0]
    traits = database.rows("SELECT token FROM trait WHERE id = ? ORDER BY token", number)
    return Sketch(
        case_id,
        policy_id,
        Untrusted(title),
        Untrusted(reporter),
        bool(is_open),
        text,
        tuple(token for (token,) in traits),
    )


def _having(database: Database, token: str) -> frozenset[int]:
    return frozenset(number for (number,) in database.rows("SELECT id FROM trait WHERE token = ?", token))


def _of_its_class(database: Database, own: Sketch) -> frozenset[int]:
    """The cases that tell of the same class of bug."""
    classes = (token for token in own.traits if kind_of(token) == "class")
    return frozenset[int]().union(*(_having(database, token) for token in classes))


def _of_other_classes(database: Database, own: Sketch) -> frozenset[int]:
    """The cases that tell of other classes of bugs alone, none of them near one of this."""
    mine = [value_of(token) for token in own.traits if kind_of(token) == "class"]
    rows = database.rows("SELECT token, id FROM trait WHERE token >= 'class:' AND token < 'class;'")
    same, others = set[int](), set[int]()
    fits: dict[str, bool] = {}
    for token, number in rows:
        if token not in fits:
            fits[token] = any(value_of(token) == name or near(value_of(token), name) for name in mine)
        (same if fits[token] else others).add(number)
    return frozenset(others - same) if mine else frozenset()


def _products(database: Database) -> frozenset[str]:
    """The words of the products that several cases name."""
    sql = (
        "SELECT token FROM trait WHERE token >= 'product:' AND token < 'product;' "
        "GROUP BY token HAVING count(*) >= ?"
    )
    return frozenset(stem for (token,) in database.rows(sql, _SEVERAL) for stem in telling(value_of(token)))


def _by_traits(
    number: int, having: Mapping[str, frozenset[int]], unlike: frozenset[int], spread: Spread, limit: int
) -> list[int]:
    """Those that share what is rarest of a place and of a way in; further tokens count less."""
    best: dict[Axis, dict[int, float]] = {axis: {} for axis in AXES}
    weights: dict[int, float] = {}
    for rarity, token in sorted((_sought(token, spread), token) for token in having):
        if len(having[token]) <= _USUAL:
            axis = AXIS_OF[kind_of(token)]
            of_axis, kept = best[axis], _KEPT[axis]
            for other in having[token]:
                of_axis[other] = rarity + of_axis.get(other, 0.0) * kept
    for of_axis in best.values():
        for other, weight in of_axis.items():
            weights[other] = weights.get(other, 0.0) + weight
    weights.pop(number, None)
    ranked = sorted(weights, key=lambda other: (_CLASS * (other in unlike) - weights[other], -other))
    return ranked[: limit - limit // 4]


def _sought(token: str, spread: Spread) -> float:
    return spread.rarity(token) if kind_of(token) == "apart" else weight_of(token, spread)


def _by_words(database: Database, number: int, own: Sketch, limit: int) -> list[int]:
    """Those in which most of its rarest words stand."""
    said = dict.fromkeys(word for word in tokens(f"{own.title.raw} {own.text}") if word not in COMMON)
    rarest = _rarest(database, list(said)[:_WORDS_COUNTED])
    if not rarest:
        return []
    match = " OR ".join(f'{{report title}} : "{word}"' for word in rarest)
    sql = "SELECT rowid FROM search WHERE search MATCH ? AND rowid <> ? ORDER BY rank LIMIT ?"
    return [other for (other,) in database.rows(sql, f"({match})", number, limit)]


def _rarest(database: Database, words: Iterable[str]) -> list[str]:
    """Those words that few other cases have."""
    counted = [(_count(database, word), word) for word in words]
    return [word for cases, word in sorted(counted) if 1 < cases <= _USUAL][:_WORDS_SOUGHT]
