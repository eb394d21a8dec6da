"""Classes of bugs: which weaknesses belong to each, and by which words people tell of it.

A class is a family of CWE entries that reporters and handlers take for one another; the finer entry is left
to whoever records it. Words that tell of a consequence alone ("remote code execution") weigh less than those
of a cause: a report often names several consequences and one cause.
"""

import msgspec


class BugClass(msgspec.Struct, frozen=True):
    """A class: its weaknesses by number, its words as parts of a pattern, and how much one of them weighs."""

    name: str
    cwes: tuple[int, ...]
    words: tuple[str, ...]
    weight: float = 1.0


CLASSES = (
    BugClass(
        "xss",
        (79, 80, 81, 82, 83, 84, 85, 86, 87, 116, 692),
        (
            r"xss", r"cross[- ]site script\w*", r"<script", r"onerror ?=", r"onload ?=", r"onclick ?=",
            r"javascript:", r"alert ?\(", r"html injection", r"script injection",
            r"inject\w* (?:java)?script",
            (
                r"(?:script|markup|code|payload) (?:is |was |then |gets )?(?:run|runs|ran|executed|"
                r"executes|fires|fired) (?:in|inside|for) [\w' ]{0,30}(?:browser|tab|page|visitor|"
                r"viewer|victim)"
            ),
            r"(?:runs?|executes?|evaluates?) (?:my |the |arbitrary |attacker )?(?:java)?scripts?",
            r"(?:unescaped|unencoded|unsanitised|unsanitized) (?:html|markup|output|text)",
            r"render\w* (?:as|raw|the) (?:raw )?html", r"<img", r"<svg",
        ),
    ),
    BugClass(
        "sql-injection",
        (89, 90, 564, 943),
        (
            r"sqli", r"(?:no)?sql[- ]injection", r"inject\w* (?:into )?(?:the )?sql",
            r"union (?:all )?select", r"or '?1'?='?1", r"sleep ?\(", r"pg_sleep", r"waitfor delay",
            r"single quote", r"sqlmap", r"sql (?:error|syntax|statement|query|code)",
            r"syntax error at or near", r"order by \d",
            r"concatenat\w* (?:\w+ ){0,4}(?:sql|query|statement)", r"database (?:error|query)",
            r"(?:query|statement) is (?:built|put together|assembled)", r"time[- ]based blind",
            r"stacked quer\w+",
        ),
    ),
    BugClass(
        "path-traversal",
        (22, 23, 24, 25, 26, 27, 28, 29, 35, 36, 37, 59, 61, 73, 98, 641),
        (
            r"path traversal", r"directory traversal", r"zip[- ]slip", r"\.\./", r"\.\.\\", r"\.\.%2f",
            r"%2e%2e", r"/etc/passwd", r"/etc/shadow", r"win\.ini", r"dot[- ]dot", r"local file inclusion",
            r"lfi", r"arbitrary (?:local )?files?(?: read| write| inclusion)?",
            r"(?:out|outside) of (?:the|its) \w+ (?:directory|folder)",
            r"outside (?:of )?(?:the |its )?(?:\w+ )?(?:directory|folder|root)", r"climbs? out",
            r"parent director\w+", r"any file (?:on|of|from)", r"symlinks?", r"absolute path",
            r"leaves? (?:the|its) (?:directory|folder)",
        ),
    ),
    BugClass(
        "ssrf",
        (918, 441),
        (
            r"ssrf", r"server[- ]side request forg\w+", r"169\.254\.169\.254",
            r"metadata (?:service|endpoint|address)",
            (
                r"(?:server|backend|worker|application|service) (?:\w+ ){0,3}(?:fetches|requests|"
                r"connects|calls|downloads|retrieves)"
            ),
            r"internal (?:address\w*|hosts?|services?|network|urls?|ports?|systems?)", r"port[- ]scan\w*",
            r"localhost", r"127\.0\.0\.1", r"loopback", r"gopher://",
            r"fetch\w* (?:of )?(?:an |any )?(?:arbitrary |attacker[- ]\w+ )?urls?",
            (
                r"(?:visits?|opens?|calls?|contacts?) (?:any|every|arbitrary|an?) (?:internal "
                r")?(?:urls?|address\w*|hosts?)"
            ),
        ),
    ),
    BugClass(
        "command-injection",
        (77, 78, 88, 94, 95, 96, 917, 1336),
        (
            r"command injection", r"shell (?:injection|command|metacharacters?)", r"os command",
            r"argument injection", r"code injection", r"template injection", r"ssti",
            r"expression (?:language )?injection", r"\$\(id\)", r"`id`", r"; ?id\b", r"os\.system",
            r"subprocess", r"shell ?= ?true", r"popen", r"system\(\)", r"backticks?",
            r"passed to (?:a |the )?shell",
            (
                r"(?:run|runs|execute|executes|start|starts) (?:\w+ ){0,3}(?:shell|system|operating "
                r"system) ?commands?"
            ),
            r"\beval\b", r"\{\{ ?7 ?\* ?7 ?\}\}", r"jndi", r"ognl", r"run(?:s|ning)? (?:\w+ )?commands?",
            r"semicolon", r"shell\b", r"commands? (?:of my choice|on (?:the|your) (?:server|machine|host))",
        ),
    ),
    BugClass(
        "code-execution",
        (),
        (
            r"rce", r"remote code execution", r"code execution", r"arbitrary code",
        ),
        0.4,
    ),
    BugClass(
        "deserialisation",
        (502, 915),
        (
            r"deseriali[sz]\w+", r"unseriali[sz]\w+", r"unpickl\w+", r"pickles?", r"__reduce__",
            r"readobject", r"ysoserial", r"gadget chain", r"objectinputstream", r"yaml\.load",
            r"unsafe (?:yaml|loader)", r"marshal",
        ),
        1.2,
    ),
    BugClass(
        "memory-overflow",
        (
            118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 129, 131, 170, 190, 191, 193, 680, 787, 788,
            805, 806,
        ),
        (
            (
                r"(?:heap|stack|buffer|integer|int) (?:based )?(?:buffer )?(?:over|under)(?:flow|run|"
                r"read|write)\w*"
            ),
            r"(?:heap|stack)-(?:based-)?buffer-overflow", r"out[- ]of[- ]bounds?", r"oob", r"overflows?",
            r"overruns?", r"over-?reads?", r"bounds check\w*", r"memory corruption",
            r"(?:past|beyond|behind) the end of", r"memcpy", r"strcpy", r"strcat", r"sprintf",
            r"length (?:field|byte|value) is (?:not |never )?(?:checked|trusted|compared)",
            r"larger than the (?:buffer|allocation)", r"write of size", r"read of size",
            r"off[- ]by[- ]one", r"wraps? around", r"segfault\w*", r"segmentation fault", r"core dump",
        ),
    ),
    BugClass(
        "use-after-free",
        (415, 416, 825, 672, 763),
        (
            r"use[- ]after[- ]free", r"uaf", r"heap-use-after-free", r"double[- ]free",
            r"dangling (?:pointer|reference)s?",
            r"freed (?:memory|object|buffer|chunk|block|structure|pointer)",
            r"(?:already|been|was|is) (?:freed|released|deallocated)",
            r"(?:after|once) (?:it|the \w+) (?:is|was|has been) freed", r"stale pointer", r"freed twice",
            r"invalid free",
        ),
        1.2,
    ),
    BugClass(
        "authentication",
        (
            287, 288, 289, 290, 294, 302, 303, 304, 305, 306, 307, 308, 345, 346, 347, 521, 640, 798, 1390,
            1391,
        ),
        (
            r"auth(?:entication)?[- ]bypass\w*",
            r"bypass\w* (?:of )?(?:the )?(?:auth\w*|log-?in|two[- ]factor|2fa|mfa|sso)",
            r"missing authentication", r"without (?:a |any )?passwords?", r"log\w* in as",
            r"unauthenticated access", r"""alg ?[:=] ?[\"']?none""",
            r"signature (?:is |was )?(?:not|never) (?:checked|verified|validated)",
            (
                r"(?:not|never|does not|doesn't|fails to) (?:check|verify|validate|verif\w+) (?:\w+ "
                r"){0,3}(?:signatures?|tokens?|assertions?)"
            ),
            r"forged? (?:\w+ ){0,2}(?:token|jwt|assertion|signature|cookie)s?",
            r"hard-?coded (?:\w+ ){0,2}(?:password|credential|key|secret|token)s?",
            r"default (?:password|credential)s?", r"brute[- ]?forc\w+", r"account takeover",
            r"take over (?:\w+ ){0,3}accounts?", r"unsigned (?:token|assertion|jwt)s?",
            r"guess\w* (?:\w+ ){0,3}(?:codes?|pins?|passwords?|otps?)",
        ),
    ),
    BugClass(
        "authorisation",
        (284, 285, 266, 269, 639, 425, 551, 862, 863, 732, 668, 1220),
        (
            r"idor", r"insecure direct object", r"broken (?:object|function)[- ]level", r"bola",
            r"broken access control", r"missing (?:authori[sz]ation|permission|access|ownership)\w*",
            (
                r"(?:authori[sz]ation|ownership|permission|tenant|owner) (?:check|is not checked|is "
                r"never checked)\w*"
            ),
            (
                r"(?:other|another|foreign|different|someone else's|somebody else's|anyone's|"
                r"anybody's|any) (?:\w+ )?(?:customer|user|tenant|account|member|organi[sz]ation|"
                r"people|person|patient|employee|workspace|team|project)s?'?s?"
            ),
            r"someone else's", r"somebody else's", r"other people's",
            (
                r"(?:chang\w+|increment\w+|enumerat\w+|iterat\w+|replac\w+|swapp\w+|count\w+) (?:\w+ "
                r"){0,4}(?:ids?|numbers?|identifiers?|uuids?)"
            ),
            r"privilege escalation", r"escalat\w+ (?:\w+ ){0,2}privileges?",
            r"belong\w* to (?:another|others?|a different|someone|somebody)",
            (
                r"does not (?:check|verify) (?:who|whether|that) (?:\w+ ){0,5}(?:owns?|owner|allowed|"
                r"belongs?|permitted|may)"
            ),
            r"cross[- ]tenant", r"not (?:allowed|authori[sz]ed|permitted|entitled) to",
        ),
    ),
    BugClass(
        "csrf",
        (352, 1275),
        (
            r"csrf", r"xsrf", r"cross[- ]site request forg\w+", r"anti-forgery",
            r"forged? (?:cross-site )?(?:request|form|post)s?", r"auto[- ]?submit\w*", r"submits? itself",
            r"samesite", r"no (?:csrf |anti-forgery |secret )?token (?:is )?(?:required|checked|in)",
            (
                r"(?:malicious|hostile|attacker'?s?|evil|prepared|third[- ]party|foreign) "
                r"(?:web)?(?:site|page)"
            ),
            r"without (?:them|him|her|the (?:user|victim)) (?:knowing|noticing)",
            r"on (?:their|his|her) behalf",
        ),
    ),
    BugClass(
        "open-redirect",
        (601,),
        (
            r"open redirect\w*", r"unvalidated redirect",
            (
                r"redirect\w* (?:\w+ ){0,4}(?:to )?(?:any|arbitrary|external|foreign|an attacker|"
                r"attacker|evil|other) ?\w*"
            ),
            (
                r"(?:sent|send|sends|bounced?|forward\w*|led|lands?) (?:\w+ ){0,4}(?:to|on) (?:an? "
                r")?(?:foreign|external|evil|phishing|arbitrary|attacker\S*|other|strange) \w+"
            ),
            r"location header", r"phishing", r"//evil", r"protocol[- ]relative",
        ),
    ),
    BugClass(
        "xxe",
        (611, 776, 827),
        (
            r"xxe", r"external entit\w+", r"<!doctype", r"<!entity", r"xml entit\w+", r"billion laughs",
            r"entity expansion", r"dtd", r"entit(?:y|ies)\b", r"doctype",
        ),
        1.2,
    ),
    BugClass(
        "race",
        (362, 363, 364, 366, 367, 368, 421, 820, 821),
        (
            r"race[- ]?conditions?", r"toctou", r"time[- ]of[- ]check", r"race window", r"in parallel",
            r"concurrent\w*", r"simultaneous\w*", r"at the same (?:time|moment|instant)",
            r"(?:several|many|two|multiple|\d+) (?:\w+ )?requests at once", r"not atomic",
            r"between (?:the )?check\w* and", r"atomic\w*", r"turbo intruder", r"last-byte", r"\braces?\b",
            r"several times", r"more than once", r"\btwice\b",
            r"double[- ](?:spend|click|submit|redeem|book)\w*", r"very (?:fast|quickly)",
            r"before the (?:first|other) (?:\w+ )?(?:finishes|is done|has finished)",
        ),
    ),
    BugClass(
        "information-leak",
        (200, 201, 203, 209, 215, 256, 311, 312, 319, 359, 497, 522, 530, 532, 538, 540, 548, 552),
        (
            r"information (?:disclosure|leak\w*|exposure)",
            (
                r"leaks? (?:\w+ ){0,3}(?:secrets?|passwords?|tokens?|keys?|credentials?|addresses|"
                r"e-?mails?|data)"
            ),
            r"stack ?traces?", r"verbose errors?", r"debug (?:page|mode|endpoint|output|log)s?",
            r"(?:in|into|to) (?:\w+ ){0,3}logs?(?: files?)?\b", r"plain ?text", r"clear ?text",
            r"log(?:ged|s) (?:\w+ ){0,4}(?:password|token|secret|key|credential)s?", r"directory listing",
            r"\.git/", r"heap ?dump", r"enumerat\w+ (?:\w+ ){0,2}(?:users?|accounts?|addresses|e-?mails?)",
            r"exposes? (?:\w+ ){0,3}(?:secrets?|passwords?|tokens?|keys?|credentials?)",
            r"visible (?:to|in|for)", r"readable (?:in|by|for)",
            (
                r"(?:see|saw|shows?|reads?) (?:the |my |their |our |your |all )?(?:passwords?|"
                r"secrets?|api keys?|tokens?|credentials?)"
            ),
            r"written to (?:the |a )?log\w*", r"log files?",
        ),
    ),
    BugClass(
        "denial-of-service",
        (400, 401, 404, 405, 407, 409, 674, 730, 770, 789, 834, 835, 1333, 476, 617),
        (
            r"denial[- ]of[- ]service", r"\bd?dos\b", r"redos", r"catastrophic backtracking",
            r"exponential\w*", r"zip bomb", r"decompression bomb", r"resource exhaustion", r"exhaust\w*",
            r"out of memory", r"oom", r"infinite (?:loop|recursion)", r"endless(?:ly)?",
            r"deep(?:ly)? nest\w+", r"nesting", r"recurs\w+", r"100 ?% (?:of )?(?:the )?cpu",
            r"(?:cpu|memory) (?:\w+ ){0,3}(?:100|full|usage|consum\w+|eaten)", r"null pointer",
            r"stops? (?:answering|responding)", r"unresponsive", r"hangs?\b",
            r"worker (?:\w+ )?(?:is )?(?:blocked|busy|killed|dies)", r"takes minutes",
            r"keeps? (?:\w+ ){0,3}busy", r"brings? (?:\w+ ){0,3}down", r"no longer (?:answers|responds)",
        ),
        0.8,
    ),
    BugClass(
        "cryptography",
        (
            295, 296, 297, 208, 310, 320, 321, 323, 325, 326, 327, 328, 329, 330, 331, 335, 338, 347, 354,
            385, 757, 759, 760, 916,
        ),
        (
            r"timing (?:attack|side[- ]channel|oracle|difference)s?", r"constant[- ]time",
            r"padding oracle", r"weak (?:random\w*|cipher|hash|crypto\w*|prng)",
            r"predictable (?:\w+ ){0,2}(?:token|id|key|random\w*|number|value|seed)s?", r"mt_rand",
            r"math\.random", r"\bmd5\b", r"\bsha-?1\b", r"\becb\b", r"nonce reuse",
            r"reus\w+ (?:\w+ ){0,3}(?:nonce|iv)s?",
            r"certificate (?:\w+ ){0,3}(?:not|never) (?:checked|verified|validated)",
            r"certificate validation", r"hostname verification", r"man[- ]in[- ]the[- ]middle",
            r"self-signed", r"insecure random\w*", r"seeded", r"guessable",
        ),
    ),
    BugClass(
        "session",
        (384, 613, 614, 1004),
        (
            r"session fixation", r"fixat\w+",
            (
                r"session (?:id|identifier|cookie|token) (?:\w+ ){0,4}(?:not |never |un)(?:changed|"
                r"rotated|renewed|invalidated)"
            ),
            r"(?:still|remains?|stays?) valid after", r"log-?out (?:\w+ ){0,4}(?:not|never)",
            r"old (?:session|cookie)s?", r"still logged in", r"stays? (?:signed|logged) in",
        ),
        1.2,
    ),
    BugClass(
        "clickjacking",
        (1021, 451),
        (
            r"clickjack\w*", r"x-frame-options", r"frame-ancestors", r"ui redress\w*",
            r"inside an? i?frame",
        ),
    ),
    BugClass(
        "cors",
        (942, 1385),
        (
            r"\bcors\b", r"access-control-allow-\w+", r"cross[- ]origin", r"postmessage",
        ),
    ),
    BugClass(
        "file-upload",
        (434, 646),
        (
            r"unrestricted (?:file )?upload", r"web ?shell",
            r"upload\w* (?:a |an |any )?(?:\w+ )?(?:php|jsp|aspx?|html|svg|exe\w*)",
            r"(?:extension|content[- ]type|mime[- ]type|file type) (?:check|is not checked|filter)\w*",
        ),
    ),
    BugClass(
        "prototype-pollution",
        (1321,),
        (
            r"prototype pollution", r"__proto__", r"constructor\.prototype",
        ),
        1.2,
    ),
    BugClass(
        "header-injection",
        (93, 113, 444, 644),
        (
            r"crlf", r"header injection", r"response splitting", r"request smuggling", r"host header",
            r"cache poison\w*", r"%0d%0a", r"\\r\\n", r"te\.cl", r"cl\.te", r"line breaks?",
        ),
    ),
    BugClass(
        "prompt-injection",
        (1427, 1426),
        (
            r"prompt injection", r"jailbreak\w*", r"ignore (?:all )?(?:previous|prior) instructions",
            r"system prompt", r"indirect injection",
        ),
    ),
)  # fmt: skip
