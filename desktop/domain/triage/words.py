"""The words of a report as they are compared: folded, cut to their stems, without what every report says."""

import re
from collections.abc import Iterator

from desktop.domain.filters import fold, plain

_SHORTEST, _LONGEST = 3, 40
_LONGEST_RUN = 120
"""Characters without a space that are read: what is longer is no word, and makes every pattern slow."""
_RUN = re.compile(rf"(\S{{{_LONGEST_RUN}}})\S+")
_WORD = re.compile(r"[a-z][a-z0-9]*|[0-9]+[a-z][a-z0-9]*")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ENDINGS = ("ations", "ation", "ings", "ing", "ions", "ion", "ers", "er", "ors", "or", "ed", "es", "s", "e")
_LEAST_STEM = 4

COMMON = frozenset(
    """
    about above according account accounts actual actually add added affect affected affecting affects
    after again all allow allowed allowing allows along already also although always amount and another
    any anybody anyone anything api app application apps arbitrary are around asked asp aspx assume
    attack attacker attackers authenticated authentication authorisation authorization available back
    bad because been before behind being below best better between bin blind both bounds browser buffer
    bug bugs but button bypass call called calls came can cannot case cases cause caused causes change
    changed check checked checking checks class click clicked client close code com come comes complete
    concept condition confirm confirmed contain contains content controlled cors could crafted crash
    create created critical cross csrf current currently customer customers cve cvss cwe dangerous data
    day days dear default delete demonstrate denial described description deserialisation
    deserialization details did different directly disclosure discovered does doing done dos due during
    each easily either else email endpoint enough entire enumeration escalation etc even every everybody
    everyone everything exactly example execute executed executes execution exist existing exists expect
    expected exploit exploitation exploited exposure fact false few field file files find finding fine
    first fix fixed flaw following follows for forgery form found four free from full fully function
    further gave get gets getting gif give given gives goes going good got greetings had handle handled
    happen happened happens happy has have having head heap hello help her here high his hold hope how
    however html http https identified idor ignore ignored image immediately impact impacted include
    included includes including index info information inject injected injection inside instance instead
    into issue issues its itself jpeg jpg json jsp just jwt keep kind know known large last later latest
    lead leads leak least leave left less let lets lfi lib like line lines link list little load loaded
    local log logged long look looked looking low made main make makes making malicious man many may
    maybe mean means medium memory method might minutes missing most much must name named need needed
    needs net never new next nist nobody none normal not note nothing notice noticed now null number
    object observe obtain off offer old once one ones only onto open opened opens option options order
    ordinary org other others our out over overflow owasp own owner page pages parameter part pass
    passed passes patch path payload pdf people perform persistent person php place please png poc point
    possible post prepared prevent print privilege privileges probably problem problems proof proper
    properly provide provided public put quite race rather rce reach reached read reading reads real
    reason receive received recommend redirect redos reflected regards released remediation remote
    report reported reporter reports reproduce request requests require required research researcher
    resource response result results return returned returns right risk run running runs said same save
    saved say says score script scripting second secure security see seem seems seen select send sending
    sends sensitive sent serious server service session set sets setup severe severity shall she short
    should show showed shown shows side simple simply since single site small some somebody someone
    something soon spotted sql sqli src ssrf stack stage start started starts state step steps still
    stop stored string such suggest sure svg system take taken takeover takes team tell test tested
    testing text than thank thanks that the their them then there these they thing things think this
    those though three through time times tmp together told too took tool traversal tried tries trigger
    triggered true try trying two txt type uaf unauthenticated under until upon url use used useful user
    users uses using usr usual valid value values various vector vendor verified verify version versions
    very via victim view visit vulnerabilities vulnerability vulnerable wait want was way web well went
    were what when where whether which while who whoever whole whose why will with within without wonder
    word work worked working works worse would write writes written wrong www xml xss xxe year yes yet
    you your
    """.split()  # noqa: SIM905 - a list of so many words would fill pages
)
"""What says nothing of the place: words of every letter and every report, and names of bug classes."""


def readable(text: str, most: int) -> str:
    """The first characters of a text on one line, without runs that are no words."""
    seen = plain(text[:most])
    return " ".join(_RUN.sub(r"\1", seen).split())


def stem(word: str) -> str:
    """A word without its ending, so that "exports", "exported" and "export" are one."""
    if word.endswith("ies") and len(word) > _LEAST_STEM:
        word = f"{word[:-3]}y"
    if word.endswith(_ENDINGS):  # most words end otherwise
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
                word = word[: -len(ending)]
                break
    return word[:-1] if len(word) > _LEAST_STEM and word[-1] == word[-2] else word


def telling(text: str) -> Iterator[str]:
    """The stems of the words that tell something, in order."""
    return (root for root, _ in words_with_stems(text))


def words_with_stems(text: str) -> Iterator[tuple[str, str]]:
    """The same, each with the word that it is of."""
    for word in _WORD.findall(fold(text)):
        if _SHORTEST <= len(word) <= _LONGEST and word not in COMMON:
            yield stem(word), word


def spelt(text: str) -> str:
    """A text with its names taken apart: parseInvoiceLine, parse_invoice_line."""
    return _HUMP.sub(" ", text).replace("_", " ")
