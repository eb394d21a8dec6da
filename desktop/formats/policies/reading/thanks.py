"""Credit, bounties and safe harbour: what is promised to whoever reports in good faith."""

import re
from collections.abc import Sequence
from typing import Any

from desktop.domain.policy.proposing import Conflict, Passage, Proposed
from desktop.formats.policies.reading.sentences import Sentence

_CREDIT = re.compile(
    r"\b(?:public )?(?:credit(?:s|ed)?(?! card)|recognition|attribution|hall of fame"
    r"|recogni[sz]e (?:you|your|the (?:reporter|researcher|finder|contribut|effort|work)|their|all|every"
    r"|each|researcher"
    r"|reporter|contribut)\w*|(?:thank-you|thanks) page|wall of (?:fame|thanks)|acknowledgments? page"
    r"|acknowledgements? page|acknowledg\w+ (?:your|the|their|all|of)? ?(?:contribut|effort|researcher"
    r"|reporter|work|finder)\w*|thank(?:ed)? (?:you )?publicly"
    r"|(?:list|publish|mention|include|add) (?:your|their|the reporter's) names?"
    r"|names? of (?:the )?(?:reporters?"
    r"|finders?|researchers?)"
    r"|(?:name|mention|thank|list) (?:you|the reporters?|(?:all )?reporters|the (?:finders?|researchers?"
    r"|discoverers?)|finders|researchers)(?! for)|(?:be|are|is) (?:named|mentioned|thanked)"
    r"|tell us (?:the|your|which|under which|what) name)\b"
    r"|\bdanksagung|\bnamens?nennung|\bnamentlich\b"
    r"|\bnenn(?:en|t) (?:wir )?(?:sie|dich|euch|ihren namen|die (?:melder|finder|entdecker)\w*)\b|\berwähn\w+"
    r"|\b(?:ihr|dein|euer) name\b|\b(?:ihren|deinen|euren) namen\b|\bwerden genannt\b|\bnennung\b"
    r"|\bcrédit\w*|\bcréditos?\b"
    r"|\breconocimiento|\breconhecimento|благодарност"
    r"|упомин\w+|致谢|クレジット|謝辞|크레딧|명예의 전당"
)
_OPT_OUT = re.compile(
    r"\bunless (?:you|they|the reporter|the researcher|otherwise)\b[^.;]{0,60}|\b(?:remain|stay"
    r"|be) anonymous\b|\bprefer(?:s)? (?:anonymity|not to|to remain)\b|\bes sei denn|\bsofern (?:sie|du"
    r"|ihr) (?:\w+ ){0,3}(?:nicht|anonym)|\banonym (?:zu )?bleib\w*|\bsauf (?:si"
    r"|demande)|\ba menos que|\bexceto se|если вы не|除非|匿名|익명"
)
_OPT_IN = re.compile(
    r"\bwith (?:your|their|the reporter's) (?:permission|consent|agreement)\b|\bif (?:you|they) (?:wish"
    r"|want|would like|agree|so (?:wish|desire)|desire|consent|choose)\b|\bask (?:you )?(?:how|whether"
    r"|if) you\b|\bhow you (?:would like|want|wish) to be (?:credited|acknowledged|named)\b"
    r"|\btell us (?:the|your|which|under which|what) name\b|\blet us know (?:if|how|whether) you\b"
    r"|\bon request\b|\bopt[- ]in\b|\bif you (?:tell us|let us know"
    r"|like)\b|\bask for it\b"
    r"|\bauf (?:ihren |deinen )?wunsch|\b(?:wenn|falls|sofern) (?:sie|du|ihr) (?:das |es |dies )?(?:wünsch\w*"
    r"|möcht\w*|woll\w*|willst|zustimm\w*|einverstanden)|\b(?:mit|nach) (?:ihrem|deinem|ihrer|deiner)"
    r" (?:einverständnis|zustimmung|einwilligung)|\bsi vous le souhaitez"
    r"|\bsi lo desea|\bse (?:desejar|você quiser)|по желанию|如果您愿意|ご希望|원하(?:시면|는 경우)"
)
_NO_CREDIT = re.compile(
    r"\b(?:do not|don't|cannot|no) (?:offer |provide |give )?(?:public )?(?:credit|recognition)\b"
)
_WHERE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("release notes", re.compile(r"\brelease notes?\b")),
    ("advisory", re.compile(r"\b(?:security )?advisor(?:y|ies)\b")),
    ("changelog", re.compile(r"\bchange ?log\b")),
    ("hall of fame", re.compile(r"\bhall of fame\b")),
    ("acknowledgments page", re.compile(r"\backnowledge?ments? page\b|\backnowledge?ments? section\b")),
    ("public credit", re.compile(r"\bpublic credit\b")),
)
_VALID = re.compile(r"\bfor (valid)\b|\b(responsibly disclosed)\b")
_NO_BOUNTY = re.compile(
    r"\bno (?:\w+ ){0,3}(?:bount(?:y|ies)|rewards?|compensation)\b"
    r"|\b(?:(?:do|does|can)(?: not|n't)|can't|cannot) (?:currently |presently |yet )?(?:have|offer|operate"
    r"|run|provide"
    r"|pay)(?: for)? (?:an? |any |out )?(?:\w+ ){0,3}(?:bount(?:y|ies)|rewards?)\b"
    r"|\bnot? (?:eligible for|part of) (?:a |any )?(?:\w+ )?bount|\bunable to (?:offer|pay"
    r"|provide) (?:\w+ ){0,3}(?:bount|reward)\w*"
    r"|\b(?:bount(?:y|ies)|vergütung\w*|belohnung\w*|prämien?|geld)\b[^.;]{0,30}\bnicht\b"
    r"|\bkeine?n? (?:bug[- ]?bount\w*|belohnung\w*|prämien?|geld)\b"
    r"|\bpas de (?:prime|récompense)|\bno ofrecemos recompensas?"
    r"|\bnão oferecemos recompensas?|вознагражден\w+ не|不(?:提供|设)(?:赏金|奖金)"
    r"|報奨金(?:は|プログラム).{0,12}(?:ありません|ません)|포상금.{0,12}(?:않|없)"
)
_BOUNTY = re.compile(
    r"\b(?:we|our|the) (?:\w+ ){0,4}(?:offers?|runs?|operates?|pays?|has|have"
    r"|participate\w*)\b[^.;]{0,40}\b(?:bount(?:y|ies)|rewards?)\b|\bbug bounty program(?:me)?(?: is"
    r"| runs)? (?:at|on"
    r"|via|through)\b|\breports? (?:are|is|will be) rewarded\b|\brewards? (?:range|of up to|up to|between)\b"
)
_HARBOUR = re.compile(
    r"\b(?:(?:will|do|shall) not|won't|don't) (?:pursue|take|(?:recommend or )?initiate|bring|support"
    r"|threaten)\b[^.;]{0,40}\b(?:legal"
    r"|lawsuit|action|law enforcement)\b|\bconsider(?:ed)? (?:your |this |such |the )?(?:research "
    r"|activit\w+ |conduct )?(?:to be )?authori[sz]ed\b|\bno legal action\b|\b(?:keine"
    r"|auf) (?:rechtliche\w*|juristische\w*) schritte|\bkeine strafanzeige"
    r"|\bpas de poursuites|\bno (?:emprenderemos|tomaremos) (?:acciones|medidas) legales"
    r"|\bnão (?:tomaremos|iniciaremos) (?:ações|medidas) legais|не будем преследовать|不(?:会)?追究法律"
    r"|法的措置.{0,8}ません|법적 조치.{0,8}않"
)
_HARBOUR_HEAD = re.compile(r"safe harbo")
_QUALIFY = re.compile(
    r"\bto qualify\b|\bconditions?\b|\bprovided\b|\bas long as\b|\bif you\b|\brequirements?\b"
    r"|\bgood[- ]faith\b"
)
_IF = re.compile(
    r"\b(?:if|provided(?: that)?|as long as|when) (?:you |researchers |they )?(.{5,300}?)(?:, (?:we"
    r"|and we|then)\b|\bwe (?:will|shall)\b|\.$|$)"
)


_STEMS = (
    *("place on", "mention", "discoverer", "anonym", "nenn", "genannt", "erwähn"),
    *("vergüt", "prämie", "geld", "strafanzeige", "juristisch"),
    *("credit", "recogni", "acknowledg", "attribut", "hall of fame", "name", "thank", "dank", "nennung"),
    *("crédit", "reconoc", "reconhec", "благодар", "упомин", "致谢", "クレジット", "謝辞", "크레딧", "명예"),
    *("bount", "reward", "compens", "belohn", "prime", "récompens", "вознагр", "赏", "奖", "報奨", "포상"),
    *("legal", "law", "authori", "rechtlich", "poursuit", "преслед", "法律", "法的", "법적"),
)
"""One of these stands in every sentence that is meant; looking for them first is much faster."""


def thanks_of(sentences: Sequence[Sentence]) -> tuple[list[Proposed], list[Conflict]]:
    """Credit, bounty and safe harbour, one value of each; two bounties that differ are a conflict."""
    near = [s for s in sentences if any(stem in s.low for stem in _STEMS) or _answers_about_credit(s)]
    items = [item for item in (_credit(near), _harbour(near, sentences)) if item is not None]
    bounties, conflicts = _bounties(near)
    return [*items, *bounties], conflicts


_UNNAMED = re.compile(
    r"\bif (?:you|they|the reporter) (?:do not|don't|does not|would not|wouldn't) (?:want|wish|like)\b"
    r"|\b(?:if|should) (?:you|they) (?:wish|want|would like|prefer|like|choose|would rather|rather)?"
    r" ?(?:not to|(?:to )?(?:remain|stay|be) anonymous)\b"
)
"""Who asks for this objects to being named, whatever the words for it."""
_ASKED_ABOUT = re.compile(r"\bcredit|\bmentioned\b|\bnamed\b|\backnowledged\b|\brecogni[sz]ed\b|\bnennung\b")


def _is_of_credit(sentence: Sentence) -> bool:
    """Whether it speaks of naming reporters, or answers a heading that does."""
    if _NO_CREDIT.search(sentence.low) or sentence.low.endswith(":"):
        return False
    answers = _answers_about_credit(sentence) and bool(_mode(sentence))
    objects = bool(sentence.lead) and _CREDIT.search(sentence.lead) and _mode(sentence) == "opt-out"
    return _CREDIT.search(sentence.low) is not None or answers or bool(objects)


def _answers_about_credit(sentence: Sentence) -> bool:
    return bool(sentence.under) and _ASKED_ABOUT.search(sentence.under[-1]) is not None


def _credit(sentences: Sequence[Sentence]) -> Proposed | None:
    found = [s for s in sentences if _is_of_credit(s)]
    modes = [(mode, s) for s in found if (mode := _mode(s))]
    told = [s for s in found if _mode(s) or re.search(r"\b(?:we|will|make every effort)\b", s.low)]
    if not told:
        return None
    mode = modes[0][0] if len({name for name, _ in modes}) == 1 else "unstated"
    joined = " ".join(s.low for s in told)
    value: dict[str, Any] = {"mode": mode}
    if re.search(r"\balias\b|\bpseudonym\b|\bhandle\b|\bnickname\b", joined):
        value["name"] = "name-or-alias"
    elif mode == "opt-out":
        value["name"] = "given"
    if where := [name for name, shape in _WHERE if shape.search(joined)]:
        value["where"] = where
    if conditions := [_ONLY[word] for match in _VALID.finditer(joined) for word in match.groups() if word]:
        value["only_if"] = list(dict.fromkeys(conditions))
    if mode == "unstated":
        value["assumed"] = "The text gives no rule: the reporter is asked first."
    return Proposed(
        id="credit", table="credit", value=value, passages=tuple(dict.fromkeys(s.passage for s in told))
    )


_ONLY = {"valid": "the report is valid", "responsibly disclosed": "it was disclosed responsibly"}


def _mode(sentence: Sentence) -> str:
    if _OPT_IN.search(_UNNAMED.sub(" ", sentence.low)):
        return "opt-in"
    objects = _OPT_OUT.search(sentence.low) or _UNNAMED.search(sentence.low)
    return "opt-out" if objects else ""


def _bounties(sentences: Sequence[Sentence]) -> tuple[list[Proposed], list[Conflict]]:
    denied = [s for s in sentences if _NO_BOUNTY.search(s.low)]
    offered = [
        s
        for s in sentences
        if _BOUNTY.search(s.low) and s not in denied and not re.search(r"\bnot\b|n't\b", s.low)
    ]
    items = []
    for name, found, answer in (("bounty", denied, False), ("bounty:offered", offered, True)):
        if found:
            value: dict[str, Any] = {"offered": answer, "text": found[0].text}
            passages = tuple(dict.fromkeys(s.passage for s in found))
            items.append(Proposed(id=name, table="bounty", value=value, passages=passages))
    if len(items) <= 1:
        return items, []
    return items, [
        Conflict("The text both offers a bounty and says that there is none.", ("bounty", "bounty:offered"))
    ]


def _harbour(near: Sequence[Sentence], sentences: Sequence[Sentence]) -> Proposed | None:
    promised = [s for s in near if _HARBOUR.search(s.low)]
    if not promised:
        return None
    conditions: list[str] = []
    passages: list[Passage] = [s.passage for s in promised]
    for s in promised:
        for text in (s.low, *s.under[-1:]):
            if match := _IF.search(text):
                conditions += _parts(match[1])
    below = [
        s
        for s in sentences
        if s.item and s.under and _HARBOUR_HEAD.search(s.above) and _QUALIFY.search(s.under[-1])
    ]
    for s in below:
        if s not in promised and not re.search(r"\bwe will\b", s.under[-1]):
            conditions.append(s.text.rstrip(".;"))
            passages.append(s.passage)
    value: dict[str, Any] = {"promise": promised[0].text, "conditions": list(dict.fromkeys(conditions))[:20]}
    return Proposed(
        id="safe_harbour", table="safe_harbour", value=value, passages=tuple(dict.fromkeys(passages))
    )


def _parts(text: str) -> list[str]:
    found = [re.sub(r"^(?:and|or|to) ", "", part.strip()) for part in text.split(",")]
    return [part.rstrip(".") for part in found if part]
