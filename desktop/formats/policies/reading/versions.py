"""Which versions get fixes: tables either way round, and lists."""

import re
from collections.abc import Iterator
from typing import Any

from desktop.domain.policy.proposing import LeftOut, Passage, Proposed
from desktop.domain.versions.ranges import parse_range
from desktop.formats.policies.reading.dates import day_in
from desktop.formats.policies.reading.doubtful import is_placeholder
from desktop.formats.policies.reading.found import left
from desktop.formats.policies.reading.page import Grid, Row
from desktop.formats.policies.reading.sentences import Sentence, plain
from desktop.formats.policies.reading.spans import spans_of

_HEAD = re.compile(
    r"\bversions?\b|\bseries\b|\brelease\b|\bbranch\b|\bversión\b|\bversão\b|версия|版本|バージョン|버전"
)
_SUPPORT = re.compile(
    r"\bsupport\w*|^fixes$|\bsecurity patches\b|\bstatus\b|\bmaintain\w*|\bsecurity (?:fix|update|patch)\w*"
    r"|\bunterstützt|\bsicherheits(?:updates?|korrekturen|aktualisierungen)\b|\bsoporte"
    r"|\bsuport\w+|\bpris\w+ en charge|\bmaintenu\w*|支持|サポート|지원|поддерж\w+"
)
_YES = re.compile(
    r":white_check_mark:|:heavy_check_mark:|:ballot_box_with_check:|✅|✔|☑|\byes\b|\bsupported\b"
    r"|\bactive\b|\bmaintained\b|\bcurrent\b|^✓$|\bja\b|\bsí\b|\bsim\b|\boui\b|да\b|^是|支持|○|예$"
    r"|\bsecurity (?:fixes|updates)\b|\bfull\b|\blts\b|^all$|\bsecurity (?:issues |problems )?only\b"
)
_NO = re.compile(
    r":x:|:no_entry\w*:|❌|✗|✘|✖|🚫|\bno\b|\bnot\b|\bunsupported\b|\bend[- ]of[- ]life\b|\beol\b"
    r"|\bend of support\b|\bdeprecated\b|\bnone\b|\bnein\b|\bnon\b|\bnão\b|нет\b|^否|不支持|×|아니"
)
_CRITICAL = re.compile(r"\bcritical\b[^|]{0,30}\bonly\b|\bonly\b[^|]{0,20}\bcritical\b")
_UNTIL = re.compile(r"\b(?:until|till|through|ends?|eol|bis|hasta|até|jusqu'au|до)\b")
_SINCE = re.compile(r"\b(?:released?(?: on| date)?|published|since|from|start\w*)$")
_NUMBER = r"v?(\d{1,4}(?:\.\d{1,5}){0,3})((?:\.[x*]){0,2})"
_SHAPES = (
    re.compile(rf"(?P<op><=|>=|<|>|≤|≥)\s?{_NUMBER}"),
    re.compile(
        rf"{_NUMBER}\s?(?P<plus>\+|(?:and|or) (?:later|newer|above|up|higher)|(?:und|oder) (?:neuer"
        rf"|höher))"
    ),
    re.compile(rf"(?P<below>below|before|older than|prior to|lower than|earlier than|under) {_NUMBER}"),
    re.compile(rf"{_NUMBER}\s?(?P<less>(?:and|or) (?:earlier|older|below|lower))"),
    re.compile(rf"{_NUMBER}"),
)
_ONE = r"v?\d{1,4}(?:\.(?:\d{1,5}|x)){0,3}"
_LISTED = rf"(?P<list>{_ONE}(?:(?:, and |, und |, | and | und | & ){_ONE}){{0,8}})(?![\w-]|\.\d)"
_NAMED = re.compile(
    rf"\b(?:versions?|versionen|releases?|series|branch(?:es)?|reihen?|zweige?)(?: are supported:"
    rf"| are)? {_LISTED}"
)
_NUMBERS = re.compile(r"\w+ \d+")
_CARED_FOR = re.compile(
    r"\b(?:we|project|team) (?:\w+ ){0,2}?(?:support|maintain|patch|backport)\b|\b(?:is"
    r"|are) (?:\w+ ){0,2}?(?:supported"
    r"|maintained)\b|\b(?:receives?|gets?|provide|release|publish|issue)\b[^.;]{0,30}\bsecurity (?:fix"
    r"|update|patch)\w*"
    r"|\bsecurity (?:fixes|updates|patches) (?:are|will be) (?:\w+ )?(?:provided|released|available|made"
    r"|published)\b"
    r"|\b(?:pflegen|unterstützen|versorgen) wir\b|\bwir (?:\w+ ){0,2}?(?:pflegen|unterstützen|versorgen)\b"
    r"|\b(?:unterstützt|gepflegt) (?:wird|werden)\b|\bwerden (?:\w+ ){0,6}?(?:gepflegt|unterstützt"
    r"|versorgt)\b|\b(?:erhalten|erhält|bekommen|bekommt)\b"
    r"[^.;]{0,30}\bsicherheits(?:updates?|korrekturen|aktualisierungen)\b"
)
_NOT_OURS = re.compile(
    r"\b(?:affect\w*|vulnerable|since|introduced|before|fixed in|upgrad\w+|python|node|java|php|ruby|rust"
    r"|browsers?|tls|ssl"
    r"|cvss|iso|openpgp|pgp|android|ios|windows|macos|linux|postgres\w*|if|when|example|e\.g)\b"
)
_LATEST = re.compile(
    r"\b(?:only|just)\b[^.;]{0,30}\b(?:latest|newest|most recent|current)\b|\b(?:latest|newest|most recent"
    r"|current)\b"
    r"[^.;]{0,40}\b(?:only|alone)\b|\bnur\b[^.;]{0,30}\b(?:neueste|aktuelle|letzte)\w*"
)
_LAPSED = re.compile(r"\b(?:no longer|not|never|unsupported|end[- ]of[- ]life|eol|nicht|keine)\b|n't\b")
_CLAUSES = re.compile(r"; |, (?:but|while|and) | aber ")
_LAPSED_PART = re.compile(r"\b(?:except|other than|older|everything else|critical)\b")
_RANGE = re.compile(r"v?(\d{1,4}(?:\.\d{1,5}){0,3})\s?(?:-|to)\s?v?(\d{1,4}(?:\.\d{1,5}){0,3})")
_BESIDES = re.compile(
    r"^(?:versions?|releases?|branch) | ?(?:\((?:lts|current|latest|stable|maintenance|legacy|active)\)"
    r"|\blts)$"
)
_OF_OTHERS = re.compile(r"\b(?:browsers?|platforms?|operating systems?|os|runtimes?|languages?)\b")
"""What has versions of its own, beside the product."""
_OPERATORS = {"≤": "<=", "≥": ">="}
_ITEM = re.compile(r"^(.{1,40}?)\s?(?::|-|\() ?(.{1,60})$")
_PARTS, _LYING = 3, 2
_BESIDE = "No row means other versions, nor the pre-releases of a version: those are asked about."


def versions_in_table(grid: Grid) -> Iterator[Proposed | LeftOut]:
    """The rows of a table of versions; of any other table nothing."""
    rows = _upright(grid)
    if len(rows) <= 1:
        return
    head = [plain(cell.text) for cell in rows[0].cells]
    support = _column(head, _SUPPORT)
    version = next((n for n, text in enumerate(head) if n != support and _HEAD.search(text)), None)
    if support is None or version is None or (version and _OF_OTHERS.search(head[0])):
        return
    for row in rows[1:]:
        texts = [cell.text for cell in row.cells]
        if max(version, support) < len(texts) and texts[version].strip():
            beside = " ".join(
                text
                for n, text in enumerate(texts)
                if n not in (version, support) and not (n < len(head) and _SINCE.search(head[n]))
            )
            quote = Passage(row.line, row.line, " | ".join(texts))
            yield _line(texts[version].strip(), texts[support], beside, quote)


def versions_in_item(sentence: Sentence) -> Iterator[Proposed | LeftOut]:
    """`1.x: supported` in a list under a heading about versions."""
    if not (sentence.item and sentence.under and re.search(r"\bversions?\b|\bsupport", sentence.above)):
        return
    if match := _ITEM.match(sentence.text.rstrip(".)")):
        said = plain(match[2])
        if range_of(plain(match[1])) and (_YES.search(said) or _NO.search(said)):
            yield _line(match[1].strip(), match[2], "", sentence.passage)


def versions_in_prose(sentence: Sentence) -> Iterator[Proposed | LeftOut]:
    """`We support versions 2.x and 3.x`: one line for each; what says two things of versions says neither."""
    low = sentence.low
    if sentence.item or not _CARED_FOR.search(low) or _NOT_OURS.search(low):
        return
    named = [match for match in _NAMED.finditer(low) if not _NUMBERS.fullmatch(match[0])]
    if not named:
        if _LATEST.search(low):
            yield left(
                "unclear", "Which versions are the latest changes with each release.", sentence.passage
            )
        return
    denied = [_LAPSED.search(part) is not None for part in _CLAUSES.split(low)]
    if len({*denied}) > 1 or _LAPSED_PART.search(low) or spans_of(low):
        yield left("unclear", "Which of these versions are supported cannot be told.", sentence.passage)
        return
    for match in named:
        for one in re.split(r", (?:and |und )?| and | und | & ", match["list"]):
            yield _line(one.strip(), "no" if denied[0] else f"yes, {low}", "", sentence.passage)


def range_of(written: str) -> str:
    """The range that a row means, as profiles have it; empty where it cannot be told."""
    text = _BESIDES.sub("", written.strip())
    if (match := _RANGE.fullmatch(text)) and _parts(match[1]) <= _parts(match[2]):
        return _checked(f">={_full(match[1])}, <={_full(match[2])}")
    for shape in _SHAPES:
        if match := shape.fullmatch(text):
            return _checked(_bounds(match))
    return ""


def _bounds(match: re.Match[str]) -> str:
    named = match.groupdict()
    number, wild = (group for group in match.groups() if group not in named.values() or group == "")
    version = _full(number)
    if named.get("op"):
        return f"{_OPERATORS.get(named['op'], named['op'])}{version}"
    if named.get("plus"):
        return f">={version}"
    if named.get("below"):
        return f"<{version}"
    if named.get("less"):
        return f"<={version}"
    parts = number.split(".")
    if wild or len(parts) < _PARTS:
        following = ".".join([*parts[:-1], str(int(parts[-1]) + 1)])
        return f">={version}, <{_full(following)}"
    return version


def _parts(number: str) -> tuple[int, ...]:
    return tuple(map(int, number.split(".")))


def _full(number: str) -> str:
    parts = number.split(".")
    return ".".join([*parts, *["0"] * (_PARTS - len(parts))])


def _checked(written: str) -> str:
    try:
        parse_range(written)
    except ValueError:
        return ""
    return written


def _line(version: str, support: str, beside: str, passage: Passage) -> Proposed | LeftOut:
    low, said = plain(version.replace(".*", ".x")), plain(support)
    if is_placeholder(f"{low} {said}"):
        return left("placeholder", "A row that was never filled in.", passage)
    written = range_of(low)
    if not written:
        return left("unclear", f"Which versions “{version}” means cannot be told.", passage)
    value: dict[str, Any] = {"range": written, "as_written": version, "assumed": _BESIDE}
    until = day_in(f"{said} {plain(beside)}")
    if _CRITICAL.search(said):
        value["supported"] = "critical-only"
    elif _NO.search(said):
        value["supported"] = False
    elif _YES.search(said) or (until is not None and (_UNTIL.search(said) or until.written)):
        value["supported"] = True
    else:
        return left("unclear", f"Whether “{version}” is supported cannot be told.", passage)
    if until is not None and value["supported"] is not False:
        if until.written and (exact := until.exact):
            value["until"] = exact.isoformat()
        else:
            value["assumed"] = f"{_BESIDE} The day on which it ends is not clear: {support} {beside}".strip()
    return Proposed(id=f"versions:{version}", table="versions", value=value, passages=(passage,))


def _column(head: list[str], shape: re.Pattern[str]) -> int | None:
    found = [n for n, text in enumerate(head) if shape.search(text) and not _HEAD.fullmatch(text)]
    return found[-1] if found else None


def _upright(grid: Grid) -> tuple[Row, ...]:
    """The table with a row per version, turned where the versions stand in its head."""
    if len(grid.rows) != _LYING or not grid.rows[0].cells:
        return grid.rows
    first = [plain(row.cells[0].text) if row.cells else "" for row in grid.rows]
    lying = _HEAD.search(first[0]) and _SUPPORT.search(first[1])
    if not lying or not any(range_of(plain(cell.text)) for cell in grid.rows[0].cells[1:]):
        return grid.rows
    columns = zip(grid.rows[0].cells, grid.rows[1].cells, strict=False)
    return tuple(Row((one, other), grid.rows[1].line) for one, other in columns)
