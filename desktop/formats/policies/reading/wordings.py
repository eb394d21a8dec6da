"""What the sentences of policies are made of, in the languages in which they are met: tables of wordings.

Every pattern looks at small letters with plain signs (`sentences.plain`) and is linear: no repetition of a
repetition, none without an end.
"""

from desktop.formats.policies.reading.stems import Words

ACTIONS: dict[str, Words] = {
    "ack": Words(
        r"\backnowledg\w*",
        r"\bconfirm(?:s|ed|ing|ation)?(?: of)?(?: the| your| that we (?:have )?)?"
        r" ?(?:recei(?:pt|ved)\w*|got)",
        r"\bconfirm\w* (?:that )?(?:the|your) \w+ (?:has |have )?(?:arrived|been received|reached us)\b",
        r"\b(?:first|initial|human) (?:response|reply|answer|contact|reaction)\b",
        r"\brespon(?:d|ds|se|ses|ded|ding)\b",
        r"\bi hear (?:back )?from you\b",
        r"\bconfirmation that (?:the|your) \w+ (?:was|were|has been) received\b",
        r"\brepl(?:y|ies|ied)\b",
        r"\banswer(?:s|ed)?\b",
        r"\bget(?:s|ting)? back to (?:you|(?:the |every |all )?reporters?)\b|\bcomes? back to you\b"
        r"|\b(?:be|get|gets|getting) (?:back )?in touch\b|\bcontact you\b",
        r"\bhear (?:back\b|(?:back )?from (?:us|one of (?:us|the \w+)|(?:the|our) (?:\w+ ){0,3}(?:team"
        r"|maintainers?)"
        r"|a (?:team )?member|a maintainer|some(?:one|body)|a human)\b)",
        r"\bbestätig\w*|\bantwort\w*|\bbeantwort\w*|\b(?:empfangs|eingangs)bestätigung\w*"
        r"|\beingangsbestätigung\b|\brückmeldung\b|\bmelden uns\b",
        r"\baccus\w+ (?:de )?réception|\bconfirmation de réception|\bconfirmaç\w+ d[eo] recebimento"
        r"|\bconfirmación de (?:la )?recepción|\brépon\w+|\bréponse\b",
        r"\bacus\w* (?:de )?recibo|\brespond\w*|\brespuesta\b|\bconfirmar\w* (?:la )?recepción",
        r"\bconfirmar\w* (?:o )?recebimento|\brespost\w+|\bresponder\w*|\bacus\w+ (?:o )?recebimento",
        r"\bподтвер(?:д|жд)\w+|\bотве(?:т|ча)\w*",
        r"确认收到|确认|回复|答复|響應|响应|確認|回覆",
        r"返信|回答|ご連絡|受領",
        r"접수|응답|답변|회신|확인",
    ),
    "assess": Words(
        r"\bassess(?:ment|ments|ed|es)?\b",
        r"\btriag(?:e|ed|es|ing)\b",
        r"\bevaluat(?:e|es|ed|ion)\b",
        r"\b(?:our|a|the|final|first|initial|preliminary) (?:verdict|decision|conclusion)\b|\bverdict\b"
        r"|^decision\b|\btold the (?:result|outcome)\b"
        r"|\bseverity rating\b"
        r"|\b(?:result|outcome) of (?:the|our|this|its|that) (?:\w+ )?(?:assessment|evaluation"
        r"|investigation|analysis"
        r"|triage|review)\b|\b(?:informed|told|notified) (?:about|of) the (?:outcome|result)\b",
        r"\brat(?:e|es|ed) (?:it|its severity|the (?:report|issue|severity|vulnerability)|your report)\b",
        r"\b(?:detailed|substantive|full|further|follow-?up) (?:response|reply|answer)\b",
        r"\bseverity (?:determination|rating|classification)\b",
        r"\b(?:initial|preliminary) (?:analysis|review|investigation|evaluation)\b",
        r"\b(?:tell|give|send|let) you (?:know )?(?:the |our )?(?:results?|outcome|findings|conclusions?)\b"
        r"|\b(?:results?|outcome) (?:is|are|will be) (?:shared|communicated|told|sent)\b",
        r"\bpremière (?:analyse|évaluation)\b",
        r"^analysis\b|^analyse\b|\b(?:unsere[rs]?|die|der|dieser) (?:prüfung|untersuchung)\b",
        r"\bbewert\w+|\berstbewertung\b|\beinschätzung\b",
        r"\bévalu\w+|\bevalua\w+|\bavalia\w+",
        r"оцен\w+|评估|評估|評価|평가",
    ),
    "confirm": Words(
        r"\bvalidat(?:e|es|ed|ion)\b",
        r"\b(?:confirm|verif|reproduc)\w* (?:or (?:reject|dismiss|deny|refute|decline) )?(?:the|your|any"
        r"|reported) (?:\w+ )?(?:issue"
        r"|vulnerabilit|problem|report|finding)\w*",
        r"\bverif(?:y|ied|ication)\b",
        r"\b(?:if|whether) (?:the|your|it|a)(?: \w+){0,2}(?:'s| is| was| has been"
        r"| gets) (?:considered )?(?:accepted|declined"
        r"|rejected|confirmed|valid|a vulnerability)\b",
        r"\b(?:tell|inform|let|notify) you (?:know )?(?:whether|if) (?:we (?:can )?(?:accept|confirm"
        r"|reproduce)|it (?:is|exists)"
        r"|the (?:\w+ )?(?:report|issue|bug|vulnerability|problem|finding) (?:is|exists|was|has been))\w*",
        r"\b(?:say|tell|know|decide|see) (?:you )?whether\b",
        r"\bwhether (?:yours|it|the (?:\w+ )?(?:report|issue|bug|vulnerability|problem|finding)) (?:is"
        r"|exists)\b",
    ),
    "status": Words(
        r"\b(?:status|progress) (?:update|report|information|mail|e-mail|message|letter)s?\b"
        r"|\bupdates? (?:on|about|regarding) (?:the |our "
        r"|its )?(?:progress|status)\b",
        r"\bkeep(?:ing)? you (?:informed|updated|posted|up to date|in the loop)\b|\bkept (?:informed"
        r"|updated)\b",
        r"\bupdates? (?:on \w+ )?(?:will be|are|is|shall be) (?:provided|sent|given|posted|shared"
        r"|published)\b",
        r"\bwrite to you\b|\btenons? informé|\bl'avancement\b",
        r"^(?:status |progress )?updates?: ?$",
        r"^(?:status |progress )?updates?\b(?= ?(?:[:-] ?)?(?:at least|every|each|once|weekly|monthly"
        r"|daily)\b)",
        r"(?:(?<=you )|(?<=you'll )|(?<=you will ))get\b[^.;]{0,24}(?<!security )\bupdates?\b",
        r"\bshare (?:\w+ )?progress\b|\bprogress is shared\b",
        r"\b(?:regular|periodic|further|interim) updates?\b|\bupdate you\b|\b(?:provide|send|post|give"
        r"|giving|receive)\b[^.;]{0,24}\bupdates?\b",
        r"\b(?:these|such|regular|further|and an|get an|receive an|with an|you an"
        r"|you) updates? (?:(?:will|to|should) )?(?:(?:be|are|is) )?(?:sent |given |provided |posted |made )?"
        r"(?:at least )?(?:once )?(?=every|each|weekly|daily|monthly|per |$)",
        r"\binformier\w+ (?:wir )?(?:sie|dich|euch)\b|\b(?:sie|dich|euch) auf dem laufenden\b"
        r"|\b(?:sachstand|zwischenst[aä]nd|zwischenbericht|fortschritt)\w*|\bstand der bearbeitung\b",
        r"\bstatus-?(?:meldung|bericht|update)\w*|\bmises? à jour\b|\bactualizaci\w+|\batualizaç\w+",
        r"обновлени\w+ о|ходе (?:работ|рассмотрения)|进展|進捗|진행",
    ),
    "fix": Words(
        r"\b(?:hot-?)?fix(?:es|ed|ing)?\b",
        r"\bpatch(?:es|ed|ing)?\b",
        r"\bremediat(?:e|es|ed|ion)\b|\brepair(?:s|ed|ing)?\b|\bremed(?:y|ies|ied)\b",
        r"\bresol(?:ve|ves|ved|ving|ution)\b",
        r"\bmitigat(?:e|es|ed|ion)\b",
        r"\baddress(?:ed)?\b(?! (?:is|was))",
        r"\b(?:publish|ship|cut|issue)\w* (?:a|the) (?:\w+ )?(?:release|version)\b",
        r"\b(?:have|get) (?:a|the) (?:release|patch|fix) out\b",
        r"\bsecurity updates?\b|\bsecurity releases?\b",
        r"\bschlie(?:ß|ss)en\b|\bgeschlossen\b|\b(?:sicherheits)?updates? (?:bereit|zur verfügung)\w*"
        r"|\bsicherheitsupdates?\b",
        r"\bbeh[eo]b\w+|\bkorrektur\w*|\bcorrig\w+|\bcorrecti(?:on|f)\w*|\bcorrecci\w+|\bcorreç\w+"
        r"|\bsoluci\w+",
        r"исправ\w+|устран\w+|修复|修補|修正|수정|패치|해결",
    ),
}
"""What a promise is about; where a text says several, the one nearest to the duration is meant."""

DEPLOYED = Words(r"\bdeploy\w*")
REMEDIED = Words(r"\bremediat\w*", r"\bresol\w+", r"\bmitigat\w*", r"\baddress\w*", r"устран\w+", r"해결")

WITHIN = Words(
    r"(?:\b(?:with-?in|inside(?: of)?|in|(?:in )?(?:less|fewer|not more|no more) than|under|up to|at most"
    r"|maximum(?: of)?|max\.?"
    r"|(?:no|not) later than|at the latest(?: after)?|at most after|by|not exceed(?:ing)?|for up to"
    r"|aim(?:s|ing)? for"
    r"|(?:goal|target|aim|limit|deadline|sla|objective)(?: here)? (?:is|of|are)(?: set (?:at|to))?)|<=?|≤"
    r"|:|-|=)"
    r"(?: the| an?| at most| about| approximately| approx\.?| roughly| around| the (?:first|next)| our"
    r"| ~| an? (?:additional|further|extra)| another| additional| further)? ?~?$",
    r"\bspätestens (?:nach|in) ?$|\buns um ?$",
    r"\b(?:innerhalb|binnen|innert)(?: von| der)?(?: nächsten)? ?$",
    r"\bau plus tard(?: dans les)? ?$",
    r"\b(?:sous|dans(?: les| un délai(?: maximum)? de)?|en moins de|d'ici|sous un délai de) ?$",
    r"\b(?:en|dentro de|en menos de|en un plazo(?: máximo)? de|en las|en los|antes de) ?$",
    r"\b(?:em|até|em até|dentro de|no prazo de|em menos de|num prazo de) ?$",
    r"\b(?:в течение|не позднее(?: чем)?(?: через)?|за|в срок до|до) ?$",
    r"(?:在|于|於|将在|會在)$",
)
"""What stands right before a duration that bounds something."""
AFTERWARDS = Words(
    r"^ ?(?:以内|以內|之内|之內|内|內|이내|안에|or (?:less|sooner|faster)|at the outside"
    r"|at (?:the )?(?:most|latest)|max\b)"
)
MEASURE = Words(
    r"^(?:-| )?(?:sla\b|response|acknowledg|turnaround|target|fix|patch|remediation|triage|for (?:an? "
    r"|the )?(?:first |initial )?(?:response|reply|acknowledg))"
)
NOT_A_BOUND = Words(
    r"\b(?:(?<!at most )(?<!at the latest )after|for at least|at least|minimum(?: of)?"
    r"|(?<!no )(?<!not )more than|longer than|over|past"
    r"|last|previous|beyond"
    r"|every) ?(?:an?|the)? ?$",
    r"\b(?:(?<!spätestens )nach|après|después de|após|через) ?$",
)
"""A duration after these says when something begins, or how long it lasts at least."""

TARGET = Words(
    r"\b(?:aim|aims|aiming|strive|strives|try|tries|trying|endeavou?r\w*|attempt|hope|hopes|intend"
    r"|intends|goal|target|targets|targeted|objective|best[- ]effort|make every effort|do our best"
    r"|ideally|where possible|if possible|whenever possible|when possible)\b",
    r"\b(?:usually|typically|normally|ordinarily|generally|in general|(?<!less )often|on average|most cases"
    r"|expected to|estimated"
    r"|approximately|roughly)\b",
    r"\b(?:bemühen|bemüht|versuchen|streben|angestrebt|möchten|ziel|in der regel|nach möglichkeit"
    r"|meist|meistens|üblicherweise|normalerweise|gewöhnlich|im normalfall|möglichst|bestreben|bestrebt)\b",
    r"\b(?:nous efforçons|essayons|visons|cherchons à|tâchons|objectif|dans la mesure du possible"
    r"|généralement)\b",
    r"\b(?:intentamos|procuramos|aspiramos|tratamos de|buscamos|visamos|pretendemos|objetivo"
    r"|en la medida de lo posible|esforçamos|tentamos"
    r"|sempre que possível|normalmente)\b",
    r"стара(?:емся|ются)|обычно|по возможности|尽量|力争|通常|努力|できる限り|目標|가능한|노력|목표",
)
EXPECT = Words(
    r"\byou (?:should|can|may) (?:expect|receive|hear|get)\b|\bexpect (?:a|an|to|our)\b"
    r"|\bshould (?:receive|hear|get)\b|\bplease allow\b"
)
USUAL = Words(
    r"\b(?:usually|typically|normally|generally|often|on average|commonly|mostly)(?: (?:in|within|about"
    r"|around))?(?: the)? ?$",
    r"\bin (?:practice|reality)\b[^;.]{0,30}$|\bmore likely ?$",
)
RARELY = Words(r"\b(?:rare|rarely|exceptional|extreme|worst)\b[^,;]{0,30}$")
STATISTIC = Words(
    r"\b(?:most|many|the majority of|almost all|nearly all|usual(?:ly)?"
    r"|typical(?:ly)?)\b[^.;]{0,40}\b(?:issues|vulnerabilities|reports|bugs"
    r"|problems)\b[^.;]{0,40}\b(?:are|were|have been|get)\b",
    r"\bin the past\b|\bhistorically\b|\bon average\b|\bour record\b|\blast (?:year|quarter)\b",
)
NEGATED = Words(
    r"ない(?:場合|とき|時)|なければ|未(?:收到|回复)|没(?:有)?收到|없(?:는|으면|을)",
    r"\b(?:no|not|never|cannot|can't|won't|don't|doesn't|isn't|aren't|unable|without|nor"
    r"|neither)\b(?! (?:later|more|longer|less|less often|less frequently) than)",
    r"n't\b",
    r"\b(?:nicht|kein\w*|ohne)\b|\b(?:ne|n'\w+|pas|aucune?)\b|\b(?:ni|sin|não|sem|nenhum\w*)\b",
    r"\b(?:не|нет|без)\b(?! позднее)|不(?:保证|保證|承诺)|无法|沒有|没有|ありません|できません|않|없습",
)
NO_PROMISE = Words(
    r"\bno (?:sla|slas|service[- ]level|guarantee\w*|guaranteed|promise\w*|formal (?:sla|commitment"
    r"|response time))\b",
    r"\b(?:cannot|can't|do not|don't|won't|unable to|not able to) (?:guarantee|promise|commit|(?:offer"
    r"|provide|have) (?:a |an |any |fixed )?slas?)\b",
    r"\bwithout (?:any )?(?:sla|guarantee\w*)\b|\bnot (?:a )?guarantee\w*|\bbest[- ]effort (?:basis|only)\b",
    r"\bsla\b[^.]{0,24}(?:не |нет)|(?:не |нет )[^.]{0,24}\bsla\b|\bni sla\b|\bsin sla\b|\bsem sla\b"
    r"|\bkeine? (?:sla|garantie\w*|gewähr|zusage\w*)\b"
    r"|\b(?:garantie\w*|gewähr|zusage\w*)\b[^.;]{0,30}\b(?:nicht|keine?)\b|\bohne (?:gewähr|garantie)\b"
    r"|\bnicht (?:garantieren|versprechen|zusichern|zusagen)\b|\bpas de (?:sla|garantie)\b",
    r"(?:確約|保証)[^。]{0,12}(?:できません|ありません|いたしかねます)",
    r"不(?:保证|承诺)[^。]{0,12}|보장(?:하지|할 수) ?(?:않|없)",
)

CONDITIONAL = Words(
    r"^(?:[^,.;]{0,20}, )?(?:if|in case|should|unless|when|in the event|wenn|falls|si|se|если|如果|若|もし)\b"
)
SILENCE = Words(
    r"\b(?:not|n't|no|without)\b[^.;]{0,40}\b(?:receive|received|hear|heard|get|got|respon\w+|repl\w+"
    r"|answer\w*|acknowledg\w*|reaction)\b",
    r"\b(?:silence|unresponsive|hear nothing|no (?:response|reply|answer))\b",
)
REPORTER_ACTS = Words(
    r"\b(?:you|reporters?|researchers?|finders?) (?:must|need to|have to|shall|should|are (?:required"
    r"|asked|expected|free|welcome|entitled|allowed)|may|can|agree to)\b(?! (?:expect|receive|hear|get))",
    r"\bplease (?:give|allow|wait|respond|reply|provide|send|refrain|follow|contact|escalate|report"
    r"|do)\b|\bwait(?:ing)? (?:for )?(?:at least )?",
    r"\b(?:free|welcome|entitled) to (?:disclose|publish|escalate|follow)\b|\b(?:feel free|escalate"
    r"|follow up|follow-up|ping us|remind)\b",
    r"\b(?:must|should|please|to) report (?:it |them |any \w+ |the \w+ |such \w+ )?(?:to us )?within\b"
    r"|\bgive us\b"
    r"|\bprovid(?:e|ing) us\b|\ballow us\b|\bgiv(?:e|ing) (?:the )?(?:team|maintainers|vendor)\b",
)
OTHERS_ACT = Words(
    r"\b(?:members?|distributors?|vendors?|downstream\w*|partners?|subscribers?|customers?|users"
    r"|licensees?|suppliers?) (?:must|shall|should|need to|have to|are (?:required|expected)|agree)\b",
    r"\b(?:reviewers?|agencies|contributors?|committers?|operators?|administrators?|admins?) (?:must|shall"
    r"|should|need to|have to|are (?:required|expected))\b",
)
STOPGAP = Words(
    r"\b(?:workarounds?|work-arounds?|stop-?gaps?)\b"
    r"|\b(?:temporary|interim|short-term) (?:fix|patch|mitigation|solution|relief)\w*"
)
"""What helps until there is a fix, and is none."""
OF_SOMETHING_ELSE = Words(
    r"\b(?:refunds?|support tickets?|sessions?|tokens?|passwords?|cookies?|back-?ups?|backed up"
    r"|invoices?|subscriptions?|accounts? delet\w+|certificates?|retention|retained|logs? (?:are|is)"
    r"|kept for|stored for|rotat\w+|pull requests?|code reviews?|dependenc\w+|scans?|scanned|audits?"
    r"|penetration tests?|uptime|inactivity|time-?outs?|cooldown|rate limit\w*|deleted?|purged?|expires?"
    r"|expir\w+|paid|payment|payout|bounty|reward\w*|onboard\w*"
    r"|maintained for|backport\w*|supported for|end of life"
    r"|release cycle)\b",
)
"""Durations beside these words say how long something else lasts."""
EXAMPLE = Words(
    r"\b(?:for example|for instance|e\.g\.|such as|example|sample|hypothetical\w*|zum beispiel"
    r"|par exemple|por ejemplo|por exemplo|например|例如|例えば|예를 들어)"
)

UNDATED = Words(
    r"\bas soon as (?:possible|practicable|we can|reasonably possible)\b|\basap\b|\bpromptly\b"
    r"|\bas (?:quickly|fast) as possible\b",
    r"\bin a timely (?:manner|fashion)\b|\bwithin a reasonable (?:time|period|timeframe"
    r"|amount of time)\b|\bin due course\b|\bwithout (?:undue )?delay\b",
    r"\b(?:periodically|regularly|from time to time)\b",
    r"\b(?:a|few|several|some) (?:few )?(?:hours|days|weeks|months)\b",
    r"\bschnellstmöglich\b|\bso schnell wie möglich\b|\bdès que possible\b|\bdans les meilleurs délais\b"
    r"|\blo antes posible\b|\bo mais rápido possível\b|\bassim que possível\b",
    r"как можно скорее|尽快|儘快|速やかに|できるだけ早く|가능한 한 빨리",
)

NEXT_RELEASE = Words(
    r"\bnext (?:\w+ )?(?:scheduled |planned |regular |minor |major |patch |maintenance |point "
    r"|stable )?(?:release|version|update|patch)\b",
    r"\b(?:monthly|quarterly|weekly|regular) (?:patch|release|update|maintenance)s?(?: (?:cycle|release"
    r"|schedule|window|update)s?)?\b",
    r"\bnächste[nrms]? (?:release|version|veröffentlichung)\b|\bprochaine (?:version|publication)\b"
    r"|\bpróxim[oa] (?:versión|versão|lanzamiento|lançamento|release)\b",
    r"следующ\w+ (?:релиз\w*|верси\w*)|下(?:一)?个?版本|次(?:の|回)?リリース|다음 (?:릴리스|버전|릴리즈)",
)
CADENCE: tuple[tuple[Words, str], ...] = (
    (Words(r"\bmonthly\b"), "1mo"),
    (Words(r"\bquarterly\b"), "3mo"),
    (Words(r"\bweekly\b"), "1w"),
)

SEVERITIES: tuple[tuple[str, Words], ...] = (
    (
        "critical",
        Words(
            r"\bcritical\b|\bkritisch\w*|\bcritiques?\b|\bcrític[oa]s?\b|критическ\w+|严重|緊急|重大"
            r"|치명적?|심각|크리티컬"
            r"|\bp1\b|\bsev-?1\b"
        ),
    ),
    (
        "high",
        Words(
            r"\bhigh\b|\bhoch\b|\bhohe[nrs]?\b|\bélevée?s?\b|\balt[oa]s?\b|высок\w+|高危|(?<![最])高(?!速)"
            r"|높음|높은"
            r"|고위험|\bp2\b|\bsev-?2\b"
        ),
    ),
    (
        "medium",
        Words(
            r"\bmedium\b|\bmoderate\b|\bmittel\b|\bmittlere[nrs]?\b|\bmoyenne?s?\b|\bmoderad[oa]s?\b"
            r"|\bmedi[oa]s?\b|\bmédi[oa]s?\b|средн\w+|中低?危|(?<![一-龥])中(?![一-龥])|보통|중간|중위험"
            r"|\bp3\b|\bsev-?3\b"
        ),
    ),
    (
        "low",
        Words(
            r"\blow\b|\bniedrig\w*|\bgering\w*|\bfaibles?\b|\bbaj[oa]s?\b|\bbaix[oa]s?\b|низк\w+|低危"
            r"|(?<![最])低(?!下)|낮음|낮은|저위험|\bp4\b|\bsev-?4\b"
        ),
    ),
)
