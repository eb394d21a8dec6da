"""What a duration is counted from, by the words right behind it, before it, or at the end of its sentence."""

import re
from functools import lru_cache

from desktop.formats.policies.reading.found import Start
from desktop.formats.policies.reading.stems import Words

_SMALL = (
    r"(?: (?:the|an?|our|your|its?|that|this|initial|first|original|successful|private|when|which|we|you|us"
    r"|have"
    r"|has|had|was|been|being|of|on|date|day|time|moment|completion|end))*"
)
_THING = (
    r"(?:the|your|an?|it|this|that)(?: (?:\w+ )?(?:report|issue|vulnerability|bug|problem|finding|flaw))?"
)
_FOREIGN = (
    r"^[ ,]{0,2}(?:siempre )?(?:nach|ab|seit|à compter d\w*|à partir d\w*|après|suivant|qui suivent|dès"
    r"|depuis|desde"
    r"|después de"
    r"|tras|contad[oa]s desde|a partir d\w+|após|depois d\w+|a contar d\w+|с момента|после|со дня)\b"
)
SINCE = Words(rf"{_FOREIGN}|^ ?之?[后後]", r"(?:后|後|起|から|후|이후|일로부터)的? ?\**$")
"""What a duration is counted from follows, or stood before, in other languages than English."""
COUNTING = Words(
    r"\b(?:counted|measured|calculated|reckoned) (?:from|as of|since|with|after)\b|\bgerechnet (?:ab|von)\b",
    r"\b(?:times?|clocks?|periods?|deadlines?|counts?) (?:\w+ )?(?:runs?|starts?|begins?)\b",
    r"\bcont(?:ad[oa]s?|ados|am|a|an) (?:desde|a partir)\b|\bcomptée?s? (?:à partir|à compter|depuis)\b",
    r"\bотсч[её]т\b|\bотсчитыва\w+|起计算|起算|计起",
)
"""Something is said of what times are counted from."""
STARTED = re.compile(r"[^，。；、: ]{0,16}(?:后|後|起|から|후|이후|일로부터)的? ?\**$")
"""The words before a duration that it is counted from."""
_OUTCOME = re.compile(r"\b(?:results?|outcome) of (?:the|our|this|its|that|a) (?:\w+ )?\w+")
"""What is told, and not what a time is counted from."""
_FROM = re.compile(r"\b(?:desde|a partir d\w+|ab|vom|à compter d\w+|à partir d\w+)\b|с момента")
UNANSWERED = Words(r"^[^、。，]{0,14}(?:ない場合|なければ|なかった|没(?:有)?收|未收|未回|없)")


def _since(
    nouns: str, foreign: str, verbs: str = "", words: str = "of|after|from|following|upon|since"
) -> Words:
    """Behind a duration: `after the confirmation`, `once it is confirmed`, `nach der Bestätigung`."""
    since = r"(?:after|once|when|from when|from the (?:moment|day|date)(?: on which| that)?)"
    done = rf"{since} {_THING} (?:is|has been|was|gets) (?:{verbs})"
    begun = rf"(?:when|once) (?:we|(?:our|the) (?:\w+ )?team) (?:has |have |had )?(?:{verbs})"
    return Words(
        rf"^[^,.;]{{0,30}}\b(?:{words}){_SMALL} (?:{nouns})",
        rf"{_FOREIGN}[^,.;]{{0,24}}?(?<!\w)(?:{foreign})",
        *([rf"^[^,.;]{{0,30}}\b(?:{done}|{begun})"] if verbs else []),
    )


STARTS: tuple[tuple[Start, Words, Words], ...] = (
    (
        "next",
        Words(
            r"^ (?:after that(?= ?[,.;)]|$| we\b| you\b)|thereafter|later|more|supplémentaires|adicionales"
            r"|adicionais)\b"
        ),
        Words(
            r"\b(?:additional|further|another|extra|more) ?$",
            r"\b(?:weitere[nr]?|ещё(?: до)?|mais|otros|otras|autres) ?$",
        ),
    ),
    (
        "acknowledged",
        _since(
            r"acknowledg\w+|confirmation of (?:the )?receipt|response|reply|answer|(?:first|initial) contact",
            "eingangsbestätigung|empfangsbestätigung|rückmeldung|antwort|accusé|réponse|acuse|respuesta"
            "|resposta"
            "|подтверждения получения|ответа",
            r"acknowledged|answered|replied",
        ),
        Words(r"(?:确认收到|确认收悉|回复)[^，。；、]{0,4}(?:后|起)的? ?$", r"受領のご連絡(?:から|後) ?$"),
    ),
    (
        "assessed",
        _since(
            r"triag\w+|assess\w*|analy[sz]\w+|evaluat\w+|classif\w+|verdict|rating|decision",
            "bewertung|einschätzung|évaluation|analyse|evaluación|análisis|avaliação|análise|оценки",
            r"triaged|assessed|evaluated|classified|rated",
        ),
        Words(r"评估[^，。；、]{0,4}(?:后|起)的? ?$"),
    ),
    (
        "confirmed",
        _since(
            r"accept\w+|confirm\w+|validat\w+|verif\w+|reproduc\w+",
            r"bestätigung|verifi\w+|nachvollz\w+|confirmation|confirmación|confirmação|подтверждения",
            r"confirmed|validated|verified|accepted|reproduced",
        ),
        Words(
            r"(?:确认漏洞|漏洞确认|验证)[^，。；、]{0,4}(?:后|起)的? ?$|(?:自|在)确认(?:之日)?(?:后"
            r"|起)的? ?$",
            r"確認[^、。]{0,5}から ?$|확인일로부터 ?$",
        ),
    ),
    (
        "received",
        _since(
            r"receipt|receiv\w+|reception|(?:vulnerability )?report\w*|submission|submit\w*|disclosure to us"
            r"|notification|notice|notif\w+|contact\w*|e-?mail|message|hearing|sending",
            "eingang|erhalt|meldung|réception|signalement|rapport|recepción|envío|informe|reporte|recebimento"
            "|envio|relato|relatório|получения|сообщения|обращения",
            r"received|reported|submitted",
        ),
        Words(
            r"(?:收到|提交|报告)[^，。；、]{0,6}(?:后|起)的? ?$",
            r"(?:報告|受付|受領)[^、。]{0,6}(?:から|後) ?$|접수 ?(?:후|일로부터) ?$",
            r"t_?report ?\+ ?$",
        ),
    ),
    (
        "released",
        _since(
            r"fix|patch|release|public\w*|disclosure|advisory",
            r"fix\w*|patch\w*|behebung|veröffentlichung|korrektur|correctif|sortie|publication|corrección"
            r"|versión"
            r"|correção|lançamento|исправлени\w+|выхода|релиза",
            words="of|after|from|following",
        ),
        Words(r"(?:修复|发布|补丁)[^，。；、]{0,6}(?:后|起)的? ?\**$", r"修正[^、。]{0,6}から ?$"),
    ),
)
"""Each start with the words behind a duration, or where its sentence begins, and those right before it."""
LATER: dict[str, tuple[Start, ...]] = {
    "ack": ("acknowledged", "assessed", "confirmed", "next"),
    "assess": ("assessed", "confirmed"),
    "confirm": ("confirmed",),
}
"""What comes behind a deed, and is no start of its time."""


@lru_cache(maxsize=2048)  # each duration is looked at for what it promises, and for what is kept private
def start_of(before: str, after: str) -> tuple[Start, str]:
    """What a duration is counted from, and the words after it without those that say so."""
    if "result" in before or "outcome" in before:
        before = _OUTCOME.sub("", before)
    for name, behind, ahead in STARTS:
        if match := behind.search(after):
            return name, after[match.end() :]
        if behind.search(before) or ahead.search(before):
            return name, after
    return "", after


def counted_from(low: str) -> Start:
    """What a sentence says at its end, or all of it, that times are counted from."""
    if not (match := COUNTING.search(low)):
        return ""
    told = start_of(low[: match.end()], f" {low[match.start() :]}")[0]
    since = None if told else _FROM.search(low, match.start())
    return start_of("", f" {low[since.start() :]}")[0] if since else told
