"""What a duration is counted from, by the words right after it, before it, or at the end of its sentence."""

import re

from desktop.formats.policies.reading.found import Start
from desktop.formats.policies.reading.stems import Words

_SINCE = (
    r"(?:nach|ab|seit|à compter d\w*|après|suivant|qui suivent|dès|depuis|desde|después de|tras"
    r"|contad[oa]s desde"
    r"|a partir d\w+|após|depois d\w+|a contar d\w+|с момента|после|со дня)"
)
COUNTING = Words(
    r"\b(?:counted|measured|calculated|reckoned) (?:from|as of|since|with|after)\b|\bgerechnet (?:ab|von)\b",
    r"\bcontad[oa]s? (?:desde|a partir)\b|\bcomptée?s? (?:à partir|à compter|depuis)\b|\bотсч[её]т\b"
    r"|\bотсчитыва\w+",
    r"起计算|起算|计起",
)
"""Something is said of what times are counted from."""
STARTED = re.compile(r"[^，。；、: ]{0,16}(?:后|後|起|から|후|이후|일로부터)的? ?\**$")
"""The words before a duration that it is counted from."""
UNANSWERED = Words(r"^[^、。，]{0,14}(?:ない場合|なければ|なかった|没(?:有)?收|未收|未回|없)")
SINCE = Words(
    rf"^[ ,]{{0,2}}(?:siempre )?{_SINCE}\b|^ ?之?[后後]", r"(?:后|後|起|から|후|이후|일로부터)的? ?\**$"
)
"""What a duration is counted from follows, or stood before, in other languages than English."""


def _since(nouns: str) -> str:
    return rf"^[ ,]{{0,2}}(?:siempre )?{_SINCE}\b[^,.;]{{0,24}}?(?<![\w])(?:{nouns})"


STARTS: tuple[tuple[str, Words], ...] = (
    (
        "next",
        Words(
            r"\b(?:weiteren?|weiterer|ещё(?: до)?|mais|otros|otras|autres) ?$|^ (?:supplémentaires"
            r"|adicionales|adicionais)\b",
            r"\b(?:additional|further|another|extra|more) ?$",
            r"^ (?:after that|thereafter|later|more)\b",
        ),
    ),
    (
        "acknowledged",
        Words(
            _since(
                "eingangsbestätigung|empfangsbestätigung|rückmeldung|antwort|accusé|réponse|acuse|respuesta"
                "|resposta"
                r"|подтверждения получения|ответа"
            ),
            r"(?:确认收到|确认收悉|回复)[^，。；、]{0,4}(?:后|起)的? ?$|受領のご連絡(?:から|後) ?$",
            r"^[^,.;]{0,30}\b(?:of|after|from|following)(?: the| date| day| time| of| our| your| that"
            r"| initial| this| first)* (?:acknowledg\w+|response|reply|answer)",
        ),
    ),
    (
        "assessed",
        Words(
            _since("bewertung|einschätzung|évaluation|analyse|evaluación|análisis|avaliação|análise|оценки"),
            r"评估[^，。；、]{0,4}(?:后|起)的? ?$",
            r"^[^,.;]{0,30}\b(?:of|after|from|following)(?: the| date| day| time| of| our"
            r"| initial)* (?:triage|assessment"
            r"|evaluation|classification|verdict|rating|decision)",
        ),
    ),
    (
        "confirmed",
        Words(
            _since(r"bestätigung|verifi\w+|nachvollz\w+|confirmation|confirmación|confirmação|подтверждения"),
            r"(?:确认漏洞|漏洞确认|验证)[^，。；、]{0,4}(?:后|起)的? ?$|確認[^、。]{0,5}から ?$",
            r"^[^,.;]{0,30}\b(?:of|after|from|following|upon)(?: the| date| day| time| of| our| its| a"
            r"| this| that| successful)* (?:accept\w+|confirm\w+|validat\w+|verif\w+|reproduc\w+)",
            r"^[^,.;]{0,30}\b(?:after|once|from when) (?:it|the issue|the vulnerability|an issue)"
            r" (?:is|has been|was) (?:confirmed|validated|verified)",
        ),
    ),
    (
        "received",
        Words(
            _since(
                r"eingang|erhalt|meldung|réception|signalement|rapport|recepción|informe|reporte"
                r"|recebimento|relato"
                r"|получения|сообщения|обращения"
            ),
            r"(?:收到|提交|报告)[^，。；、]{0,6}(?:后|起)的? ?$|(?:報告|受付|受領)[^、。]{0,6}(?:から"
            r"|後) ?$|접수 ?(?:후|일로부터) ?$",
            r"^[^,.;]{0,30}\b(?:of|after|from|following|upon)(?: the| your| our| us| a| an| its| it| initial"
            r"| first| original| private| that| when| you| being| we| date| day| time| moment| of| on| which"
            r"| vulnerability)* (?:receipt|receiv\w+|reception|report\w*|submission|submit\w*|submitted"
            r"|disclosure to us|notification|notice|notif\w+|contact\w*|e-?mail|message|hearing|sending)",
            r"t_?report ?\+ ?$",
        ),
    ),
    (
        "released",
        Words(
            _since(
                r"fix\w*|patch\w*|behebung|veröffentlichung|korrektur|correctif|sortie|corrección|versión"
                r"|correção|lançamento"
                r"|исправлени\w+|выхода|релиза"
            ),
            r"(?:修复|发布|补丁)[^，。；、]{0,6}(?:后|起)的? ?\**$|修正[^、。]{0,6}から ?$",
            r"^[^,.;]{0,30}\b(?:of|after|from|following)(?: the| a| its)* (?:fix|patch|release|public\w*"
            r"|disclosure|advisory)",
        ),
    ),
)
"""What a duration is counted from, in the words right after it, or before it."""


def start_of(before: str, after: str) -> tuple[Start, str]:
    """What a duration is counted from, and the words after it without those that say so."""
    for name, shape in STARTS:
        if match := shape.search(after):
            return name, after[match.end() :]  # type: ignore[return-value]  # the table's own names
        if shape.search(before):
            return name, after  # type: ignore[return-value]
    return "", after


def counted_from(low: str) -> Start:
    """What a sentence says at its end, or all of it, that times are counted from."""
    if not (match := COUNTING.search(low)):
        return ""
    return start_of(low[: match.end()], f" {low[match.start() :]}")[0]
