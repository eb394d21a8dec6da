"""The cases that may be of the same problem as one: few of many, found by what is rare in both."""

from collections.abc import Iterable, Mapping

import msgspec

from desktop.domain.failures import NoSuchCase
from desktop.domain.filters import tokens
from desktop.domain.inert import Untrusted
from desktop.domain.triage import Sketch, Spread
from desktop.domain.triage.comparing import words_in
from desktop.domain.triage.traits import MOST_READ, NEVER_SOUGHT, kind_of, value_of
from desktop.domain.triage.words import COMMON, telling
from desktop.vault.database import Database
from desktop.workflows.vault_ports import NearCases

_WORDS_COUNTED, _WORDS_SOUGHT = 150, 16
_SEVERAL = 3
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
    cases = len(alike) if alike else database.value("SELECT count(*) FROM searched_case")
    counted = {token: len(others & alike if alike else others) for token, others in having.items()}
    spread = Spread(cases, counted, _products(database))
    near = [*_by_traits(number, having, alike, spread, limit), *_by_words(database, number, own, limit // 4)]
    others = tuple(_sketch(database, other) for other in list(dict.fromkeys(near))[:limit])
    counted |= _params_as_words(database, own, others, alike)
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
            sql = "SELECT rowid FROM search WHERE search MATCH ?"
            found = {number for (number,) in database.rows(sql, f'"{" ".join(words)}"')}
            counted[token] = len(found & alike if alike else found)
    return counted


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


def _products(database: Database) -> frozenset[str]:
    """The words of the products that several cases name."""
    sql = (
        "SELECT token FROM trait WHERE token >= 'product:' AND token < 'product;' "
        "GROUP BY token HAVING count(*) >= ?"
    )
    return frozenset(stem for (token,) in database.rows(sql, _SEVERAL) for stem in telling(value_of(token)))


def _by_traits(
    number: int, having: Mapping[str, frozenset[int]], alike: frozenset[int], spread: Spread, limit: int
) -> list[int]:
    """Those that share what is rarest; further tokens count little: copies of one form are not near."""
    weights: dict[int, float] = {}
    shared: dict[int, int] = {}
    for rarity, token in sorted(((spread.rarity(token), token) for token in having), reverse=True):
        for other in having[token] if len(having[token]) <= _USUAL else ():
            weight = rarity if other in alike else rarity / 2
            weights[other] = weights.get(other, 0.0) + weight / 4 ** shared.get(other, 0)
            shared[other] = shared.get(other, 0) + 1
    weights.pop(number, None)
    best = sorted(weights, key=lambda other: (-weights[other], -other))
    return best[: limit - limit // 4]


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
    count = "SELECT doc FROM search_word WHERE term = ?"
    counted = [(database.value(count, word) or 0, word) for word in words]
    return [word for cases, word in sorted(counted) if 1 < cases <= _USUAL][:_WORDS_SOUGHT]
