"""Wordings for when details are told: until when they are kept, who agrees, who hears earlier."""

import re

FIRST = re.compile(
    r"\buntil [^.;]{0,40}\b(?:fix|patch|release)\w*[^.;]{0,40}\b(?:and|but|or) (?:for )?(?:at (?:the )?most"
    r"|up to"
    r"|(?:no|not|never) (?:more|longer) than)\b"
    r"|\bwhichever (?:is |comes |happens |occurs )*(?:the )?(?:sooner|first|earlier|shorter)\b"
    r"|\bthe (?:earlier|earliest"
    r"|sooner|first) of\b|\bor (?:upon|until|when|once|as soon as|after) (?:a |the |an )?(?:fix|patch"
    r"|release|issue|vulnerability)\w*|\bor (?:a|the) (?:fix|patch|release) (?:is |has |was |gets )*"
    r"(?:been )?(?:shipped|ships|released|available|out|published)"
    r"|\bbis dahin\b[^.;]{0,30}\b(?:längstens|höchstens|maximal)\b"
    r"|\buntil then\b[^.;]{0,20}\b(?:at most|no longer than|up to)\b"
    r"|\bje nachdem\b|\bwas (?:zuerst|früher)\b|\b(?:lo que ocurra|o que ocorrer) (?:primero|antes"
    r"|primeiro)\b"
    r"|\bla première (?:échéance|éventualité|des deux)\b|早い方|先到者|以(?:较早|先)|먼저"
)
LAST = re.compile(
    r"\bwhichever (?:is |comes )*(?:later|last)\b|\bthe (?:later|latest|last) of\b|\b(?:fixed|patched"
    r"|released|resolved)\b[^.;]{0,30} and (?:a |the |we )[^.;]{0,30}\b(?:date|agreed)\b"
)
AGREED = re.compile(
    r"\bunless (?:otherwise|we|both|the parties|mutually|agreed|you and)[^.;]{0,40}\b(?:agree\w*"
    r"|arranged)\b|\bunless otherwise agreed\b|\bmutual(?:ly)? agree\w*|\bby agreement\b"
    r"|\b(?:may|can) agree (?:on|to) (?:an? )?(?:\w+ )?(?:longer|different|other|another|shorter|earlier"
    r"|later)\b"
    r"|\bsofern nicht(?:s)? ander(?:es|s) vereinbart|\bsauf accord|\bsalvo acuerdo|\bsalvo acordo"
)
FIXED = re.compile(
    r"\b(?:fix(?:ed|es)?|patch(?:ed|es)?|release[ds]?|updates?|remediat\w+|resolv\w+|resolutions?"
    r"|address(?:ed)?"
    r"|solv\w+|mitigat\w+|behoben|geschlossen|behebung|korrigiert\w*|fehlerbereinigt\w*"
    r"|sicherheitsupdate\w*|korrektur\w*|corrig\w+"
    r"|corregid\w+|correc(?:ci|ti|ç)\w+)\b|исправ\w+|修复|修正|수정|패치"
)
UNTIL = re.compile(
    r"\b(?:until|not earlier|before|prior to|till|unless and until|bis|bevor|solange|avant|jusqu'à"
    r"|antes de|hasta|até)\b"
    r"|до (?:тех пор|выхода|выпуска|релиза|исправления)|之前|まで|때까지|전에"
)
PRIVATE = re.compile(
    r"\b(?:do not|don't|not to|(?:must|should|shall|may|can) not|refrain|avoid|please|ask|request|keep"
    r"|never|without|private\w*"
    r"|confidential\w*|nicht|keine?n?|nichts|bitten?|vertraulich\w*|ne (?:pas|rien)|no (?:divulg|public"
    r"|revel)\w+"
    r"|não)\b"
    r"|не |请|不要|お願い|控え|않|말아"
)
REASONABLE = re.compile(
    r"\breasonable (?:amount of )?(?:time|period|timeframe|opportunity)\b|\bsufficient time\b"
    r"|\bangemessene\w* (?:zeit|frist)|\bdélai raisonnable|\bplazo razonable|\bprazo razoável|合理的?时间"
    r"|合理的な"
)
DATE_AGREED = re.compile(
    r"\b(?:date|timing|time) (?:of|for) (?:the |public |its )*(?:disclosure|publication|release"
    r"|announcement)\b[^.;]{0,40}"
    r"\b(?:agreed|negotiated|coordinated)\b|\b(?:disclosure|publication|release) date (?:is"
    r"|will be) (?:agreed|negotiated|coordinated)"
    r"|\b(?:coordinate|agree(?: on| upon)?|decide|negotiate|set) (?:\w+ ){0,3}?(?:date|timing|time|day"
    r"|schedule)"
    r" (?:of|for) (?:the |public |its |any )*(?:disclosure|publication|release|announcement|advisory)\b"
    r"|\b(?:disclos\w+|publi(?:sh|cation)\w*|advisor\w+)\b[^.;]{0,60}\b(?:coordinated (?:with|between)"
    r"|in (?:coordination"
    r"|consultation|agreement) with|together with|jointly with|agreed (?:with|between)) (?:you"
    r"|the (?:reporter|researcher"
    r"|finder|submitter|discoverer)|both|reporters?)"
    r"|\bwithout (?:our|the|prior|express|explicit|written)\b[^.;]{0,30}\b(?:consent|permission|agreement"
    r"|approval)\b"
    r"|\b(?:decide|agree|determine)\b[^.;]{0,40}\bwhen\b[^.;]{0,60}\b(?:public|publish\w*|disclos\w*)\b"
    r"|\bcoordinate (?:any |the |your |all )?(?:public )?(?:publication|disclosure|release)\w* with us\b"
    r"|\bveröffentlich\w*[^.;]{0,80}\b(?:(?:in|nach) (?:enger )?(?:absprache|abstimmung)|gemeinsam"
    r"|einvernehmlich"
    r"|stimm(?:en|t) (?:wir|ihr)|abgestimmt)\b"
    r"|\b(?:(?:in|nach) (?:enger )?(?:absprache|abstimmung)|gemeinsam|einvernehmlich"
    r"|stimmen wir)\b[^.;]{0,60}"
    r"\bveröffentlich\w*"
)
THEN = re.compile(r"\b(?:before|until) (?:that|then)\b|\bbis dahin\b|\bvorher\b")
TOLD_EARLY = re.compile(
    r"\b(?:notif\w+|send|sends|sent|inform\w*|announce\w*|receives?|gets?|tells?|shares?|shared)\b"
)
COORDINATED = re.compile(
    r"\bmutual(?:ly)? agree\w*|\bagreed (?:date|time)\b|\bcoordinat\w+\b|\bagreed (?:up)?on\b|\bagree on\b"
    r"|\bjointly\b|\btogether with\b|\bcvd\b"
)
NOTICE = re.compile(r"\b(?:before|prior to|ahead of|ahead|in advance|advance|notice|beforehand)\b")
PUBLIC = re.compile(r"\b(?:disclos\w*|releas\w*|announc\w*|public\w*|publish\w*|embargo\w*|advisor\w+)\b")
AUDIENCE = re.compile(
    r"\b((?:(?:linux |downstream |trusted |affected |major |private |our |the |registered "
    r"|package )*)(?:distributors?|distributions?|distros?|packagers?|vendors?|downstreams?|maintainers"
    r"|members|implement[eo]rs|resellers|hosters|partners|customers|subscribers|integrators|consumers"
    r"|operators)(?: list)?)\b"
)
AT_MOST = re.compile(
    r"\b(?:no more than|not more than|at most|up to|not earlier than|no earlier than|maximum(?: of)?"
    r"|no sooner than)(?: the)? ?$"
)
AFTER_FIX = re.compile(
    r"^[^,.;]{0,24}\b(?:after|following|from|of)\b[^,.;]{0,24}\b(?:fix|patch|release|update|available"
    r"|availability|published|advisory)\w*"
)
AND = re.compile(r"[,;]| (?:and|und|et|y|e|и) ")
BEGINS = re.compile(
    r"\b(?:begins?|beginning|starts?|starting|counted|runs?|counting) (?:when|with|from|once|on|at)\b"
)
WAITS = re.compile(r"\b(?:wait|hold (?:back|off)|withhold|refrain)\b")
POLICY = re.compile(
    r"\b(?:coordinated|responsible)? ?(?:vulnerability )?(?:disclosure|embargo) (?:policy|timeline"
    r"|deadline|window|period|process)\b|\bdisclosure\b"
)
WE_PUBLISH = re.compile(
    r"\b(?:we|team|advisory|advisories|details|vulnerabilit\w+|issues?|it)\b[^.;]{0,50}\b(?:will |be "
    r"|are |is |to )?(?:publicly |fully )?(?:disclos\w+|publish\w*|made public)\b"
)
FREE = re.compile(
    r"\b(?:free|welcome|entitled|allowed|at liberty) to (?:\w+ ){0,2}(?:disclose|publish|go public)\b"
    r"|\byou (?:may|can) (?:\w+ ){0,3}(?:disclose|publish|go public)\b"
)
AT_LEAST = re.compile(
    r"\b(?:at least|minimum(?: of)?|no (?:less|fewer) than|not less than|no earlier than|mindestens"
    r"|al menos|pelo menos|au moins)(?: the)? ?$"
)
GIVEN = re.compile(
    r"\b(?:giv(?:e|ing)|allow\w*|wait\w*|grant\w*|provid(?:e|ing)|leav(?:e|ing))"
    r" (?:us |me |the |maintainers |at least |for |up to |\d)"
    r"|\b(?:gib|gebt|geben sie|lassen sie|lass|lasst) uns\b"
)
"""Time that a reporter leaves before telling: the fix in it is only what the time is for."""
ASKED = re.compile(r"\b(?:we|you|please|reporters?) (?:\w+ )?(?:ask|request|please|wait|keep|hold)\b")
ELSEWHERE = re.compile(
    r"^(?!it |we |that |this |the |he |she |team )[\w.-]+ (?:publishes|discloses|releases)\b"
)
"""Somebody is named who publishes: beside what is asked of reporters that is another's time."""
EXTENDED = re.compile(r"\bexten(?:d|ded|sion)\b")

ADDED = re.compile(r"(?:\bplus|\+) ?(?:an? )?(?:additional |further |another )?$")

OUT_FOR = re.compile(
    r"\b(?:fix\w*|patch\w*|release\w*|version)\b[^,.;]{0,30}\b(?:out|available|public) for (?:at least )?$"
)
THEIRS = re.compile(
    r"\b(?:its|their) own (?:rules?|polic\w+|terms|timelines?|deadlines?)\b"
    r"|\bwhose (?:\w+ )?(?:embargo|polic\w+|deadline)\b|\blinux-distros\b"
)
TALKS = re.compile(
    r"\b(?:talk|blog|write|tweet|post|speak|tell) (?:\w+ ){0,3}(?:about|of)\b|\bvertraulich\w*"
    r"|\bgeheimhaltung\b"
)
LABELLED_FIX = re.compile(
    r"(?:\w+ )?(?:disclosure|publication)(?:: ?| (?:happens|takes place|is|comes"
    r"|only) (?:only )?)(?:only )?(?:after|once|when) "
)
"""A line about disclosure that begins with what it waits for."""
SOONER = re.compile(
    r"\b(?:if|when|should) (?:an? |the )?(?:\w+ )?(?:fix|patch|update)[^,.;]{0,30}\b(?:sooner|earlier"
    r"|before (?:that|then))\b"
)
"""A fix that is there before the time ends it."""
