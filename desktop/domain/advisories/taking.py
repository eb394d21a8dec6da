"""Facts of an advisory that somebody wrote, as acts on a case: what is new, what stands against it already.

Nobody is named without a recorded ground: whom the file credits is shown, and never recorded as a wish. What
the file calls fixed is shown too: a fix of the case has a branch, tests and a release of its own.
"""

from collections.abc import Iterable, Iterator

import msgspec

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryFacts, AdvisoryText, ProductFacts
from desktop.domain.advisories.identifiers import read_aliases, spelled
from desktop.domain.assessing.severity import read_cvss
from desktop.domain.case import Case
from desktop.domain.event import Event
from desktop.domain.inert import is_hidden
from desktop.domain.policy import Profile
from desktop.domain.versions.catalogue import key_of
from desktop.domain.versions.ranges import canonical_range

_FIELDS = AdvisoryText.__struct_fields__
_LONGEST = 100_000
_MOST = 10_000
"""More than any advisory has that somebody looked through."""


class Conflict(msgspec.Struct, frozen=True):
    """A fact that the case states otherwise than the file."""

    fact: str
    case: str
    file: str


class Taking(msgspec.Struct, frozen=True):
    """What a file would add to a case."""

    acts: tuple[Event, ...]
    conflicts: tuple[Conflict, ...]
    """What the acts would replace."""
    shown: tuple[str, ...]
    """What the file says and no act records, as sentences."""


def taking(facts: AdvisoryFacts, case: Case, profile: Profile, source: str) -> Taking:
    """What taking the facts in means for a case; `source` names the file in rationales.

    Raises ValueError, as part of a sentence, for words that nobody would see or read.
    """
    _require_readable(facts)
    found = (
        *_products(facts, case, profile),
        *_severity(facts, case, profile, source),
        *_text(facts, case),
        *_only_shown(facts),
    )
    return Taking(
        tuple(one for one in found if isinstance(one, Event)),
        tuple(one for one in found if isinstance(one, Conflict)),
        tuple(one for one in found if isinstance(one, str)),
    )


_Found = Iterator[Event | Conflict | str]


def _products(facts: AdvisoryFacts, case: Case, profile: Profile) -> _Found:
    for product in facts.products:
        vendor = product.vendor.strip() or profile.policy.organisation
        if not (product.product.strip() and product.affected):
            yield f"{product.product or 'A product without a name'} names no affected versions: not listed."
            continue
        own = key_of(vendor, product.product)
        listed = next((p for p in case.products if key_of(p.vendor, p.product) == own), None)
        if listed is not None and _spelled(listed.affected) == _spelled(product.affected):
            continue
        if listed is not None:
            yield Conflict(product.product, ", ".join(listed.affected), ", ".join(product.affected))
        branches = listed.supported_branches if listed else ()
        yield e.AffectedListed(vendor, product.product.strip(), product.affected, branches)


def _severity(facts: AdvisoryFacts, case: Case, profile: Profile, source: str) -> _Found:
    vectors = [_vector(facts.cvss, "3.1"), _vector(facts.cvss4, "4.0")]
    for vector, said in zip(vectors, (facts.cvss, facts.cvss4), strict=True):
        if said and not vector:
            yield f"The vector {said[:100]} cannot be scored here: it is not taken."
    level = _level(facts, profile, vectors)
    if not level:
        if facts.severity or any(vectors):
            said = facts.severity or "that of its vectors"
            yield f"The policy has no severity like {said}: set it yourself."
        return
    found = e.SeveritySet(
        level, f"Taken from the {source}.", cvss=vectors[0], cwe=facts.cwe, cvss4=vectors[1]
    )
    before = case.severity
    if before is not None:
        if _said_of(before) == _said_of(found):
            return
        yield Conflict("severity", _said_of(before), _said_of(found))
    yield found


def _level(facts: AdvisoryFacts, profile: Profile, vectors: list[str]) -> str:
    """The policy's level of the file's own word, or of what its vector scores."""
    words = [facts.severity.strip().lower(), *(read_cvss(v).rating for v in reversed(vectors) if v)]
    levels = {level.lower(): level for level in profile.severity.levels}
    same = {"moderate": "medium"}
    return next((levels[w] for word in words for w in (word, same.get(word, "")) if w in levels), "")


def _vector(written: str, version: str) -> str:
    try:
        return read_cvss(written, version).vector if written else ""
    except ValueError:
        return ""


def _said_of(severity: e.SeveritySet) -> str:
    return ", ".join(filter(None, (severity.level, severity.cvss, severity.cvss4, severity.cwe)))


def _text(facts: AdvisoryFacts, case: Case) -> _Found:
    """What the case lacks is filled in; the label of TLP stays the case's own."""
    own, found = case.advisory, _called(facts, case)
    if own is None:
        if found.title.strip() and found.summary.strip():
            yield e.AdvisoryDrafted(found)
        else:
            yield "The file has no title, or no summary: write the words of the advisory yourself."
        return
    changed = {}
    for name in _FIELDS:
        before, after = getattr(own, name), getattr(found, name)
        if name == "tlp" or not after or before == after:
            continue
        if before:
            yield Conflict(name, _words(before), _words(after))
        changed[name] = after
    if changed:
        yield e.AdvisoryDrafted(msgspec.structs.replace(own, **changed))


def _called(facts: AdvisoryFacts, case: Case) -> AdvisoryText:
    """The words, with the id under which the file's publisher tracks the problem among its other names."""
    names = dict.fromkeys((*facts.text.aliases, facts.tracking_id))
    own = ("", case.case_id, facts.text.cve)
    called = msgspec.structs.replace(
        facts.text,
        cve=facts.text.cve if _is_id(facts.text.cve) else "",
        aliases=tuple(name for name in names if name not in own and _is_id(name)),
        references=tuple(dict.fromkeys(facts.text.references)),
    )
    return spelled(called)


def _is_id(name: str) -> bool:
    try:
        read_aliases((name,))
    except ValueError:
        return False
    return True


def _words(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _only_shown(facts: AdvisoryFacts) -> Iterator[str]:
    for name in filter(None, (facts.text.cve, *facts.text.aliases, facts.tracking_id)):
        if not _is_id(name):
            yield f"The file calls it {name[:100]}, which is no id that can be recorded."
    for product in facts.products:
        if product.fixed:
            yield f"The file calls {', '.join(product.fixed)} of {product.product} fixed: record its fix."
        if product.unaffected:
            versions = ", ".join(one.version for one in product.unaffected)
            yield f"The file calls {versions} of {product.product} not affected: judge it in the matrix."
    if facts.credits:
        names = ", ".join(credit.name for credit in facts.credits)
        yield f"The file credits {names}: nobody is named here before their wish and its ground are recorded."


def _spelled(versions: Iterable[str]) -> set[str]:
    return set(map(_canonical, versions))


def _canonical(written: str) -> str:
    try:
        return canonical_range(written)
    except ValueError:
        return written


def _require_readable(facts: AdvisoryFacts) -> None:
    texts = (getattr(facts.text, name) for name in _FIELDS)
    words = [one for text in texts for one in (text if isinstance(text, tuple) else (text,))]
    words += [name for product in facts.products for name in _names_of(product)]
    if any(len(word) > _LONGEST for word in words):
        raise ValueError(f"a text of the file is longer than {_LONGEST:,} characters")
    if len(words) > _MOST:
        raise ValueError(f"the file names more than {_MOST:,} things")
    if any(is_hidden(c) for word in words for c in word):
        raise ValueError("the file holds characters that nobody sees")


def _names_of(product: ProductFacts) -> tuple[str, ...]:
    return (product.vendor, product.product, *product.affected, *product.fixed)
