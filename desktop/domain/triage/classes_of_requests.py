"""Classes of bugs: where requests, files and answers go, and what they cost."""

from desktop.domain.triage.bug_class import BugClass

REQUESTS = (
    BugClass(
        "path-traversal",
        (
            22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45,
            46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 66, 67, 69, 72, 73, 98, 641,
        ),
        (
            r"path traversal", r"directory traversal", r"\.\./", r"\.\.\\", r"\.\.%2f", r"%2e%2e",
            r"/etc/passwd", r"/etc/shadow", r"win\.ini", r"dot[- ]dot", r"local file inclusion", r"lfi",
            r"arbitrary (?:local )?files?(?: read| write| inclusion)?",
            r"(?:out|outside) of (?:the|its) \w+ (?:directory|folder)",
            r"outside (?:of )?(?:the |its )?(?:\w+ )?(?:directory|folder|root)", r"climbs? out",
            r"parent director\w+", r"any file (?:on|of|from)", r"absolute path",
            r"leaves? (?:the|its) (?:directory|folder)", r"\.\.;/", r"dot(?:s)? and slash\w*",
            (
                r"file (?:name|path) (?:\w+ ){0,3}(?:manipulat\w+|not (?:checked|normali[sz]ed|"
                r"canonicali[sz]ed))"
            ),
            (
                r"(?:reads?|downloads?|opens?|writes?|deletes?|overwrit\w+) (?:any|arbitrary|every|"
                r"other) files?"
            ),
            r"external control of file ?name", r"path equivalence", r"dir\w*[\\/]\.\.", r"absolute/pathname",
            r"restricted directory", r"relative path", r"joined? (?:\w+ ){0,5}(?:path|directory|folder)",
            r"null byte", r"(?:verzeichnis|pfad)\w*(?:wechsel|durchquerung|ausbruch)",
        ),
    ),
    BugClass(
        "archive-extraction",
        (),
        (
            r"zip[- ]slip",
            (
                r"(?:zip|tar|archive|rar|jar|tgz|7z) (?:entry|entries|members?|slip|extraction|file "
                r"(?:with|containing))"
            ),
            (
                r"(?:extract|unpack|unzip|untar|decompress|inflat)\w* (?:\w+ ){0,6}(?:archive|zip|tar|"
                r"outside|directory|folder|destination)"
            ),
            (
                r"(?:archive|zip|tarball|tar file|tar)\b (?:\w+ ){0,6}(?:extract|unpack|unzip|unzipped|"
                r"opened|traversal|outside|overwr)\w*"
            ),
            (
                r"extractall|tarfile|zipfile|zipentry|ziparchive|zipinputstream|unzip|adm-zip|"
                r"shutil\.unpack"
            ),
            r"entry names?", r"(?:names? of )?(?:members?|entries) (?:\w+ ){0,5}\.\./",
        ),
        1.2,
    ),
    BugClass(
        "link-following",
        (
            59, 61, 62, 64, 65, 377, 378, 379, 1386,
        ),
        (
            r"symlinks?", r"sym(?:bolic)?[- ]links?", r"hard ?links?", r"junctions?", r"link following",
            r"follows? (?:\w+ ){0,2}links?", r"shortcut following", r"o_nofollow|lstat",
            r"insecure temporary files?|temporary files?|mktemp|tempnam|/tmp/",
            r"predictable (?:file )?names? in",
        ),
    ),
    BugClass(
        "file-upload",
        (
            434, 646,
        ),
        (
            r"unrestricted (?:file )?upload", r"web ?shell",
            r"upload\w* (?:a |an |any )?(?:\w+ )?(?:php|jsp|aspx?|html|svg|exe\w*)",
            r"(?:extension|content[- ]type|mime[- ]type|file type) (?:check|is not checked|filter)\w*",
            r"dangerous type", r"upload\w* (?:\w+ ){0,5}(?:executable|extension|script|shell|polyglot)",
            r"polyglot", r"double extension", r"magic bytes",
        ),
    ),
    BugClass(
        "ssrf",
        (
            441, 918,
        ),
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
            r"dns rebinding",
            (
                r"(?:server|backend|webhook|proxy) (?:\w+ ){0,4}(?:request|fetch|connect|access)\w* "
                r"(?:\w+ ){0,4}(?:internal|private|metadata|any|arbitrary)"
            ),
            r"(?:intranet|private (?:network|address\w*|ip)|internal ip)", r"imds",
            r"burp collaborator|interactsh", r"confused deputy",
            (
                r"(?:my|own) server (?:\w+ ){0,3}(?:got|received|saw) (?:a |the )?(?:request|hit|"
                r"connection)"
            ),
            r"file:///",
        ),
    ),
    BugClass(
        "open-redirect",
        (
            601,
        ),
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
            r"location header", r"phishing", r"//evil", r"protocol[- ]relative", r"url redirect\w*",
            r"untrusted site",
            r"redirect\w* (?:\w+ ){0,4}(?:url|uri|parameter|target|validation|not validated|unchecked)",
            (
                r"(?:after|following) (?:the )?(?:login|logout|log-in|sign-in) (?:\w+ ){0,6}(?:sent|"
                r"redirect|forward|land|taken)\w*"
            ),
            (
                r"(?:sent|send|sends|bring|brings|taken|forwarded) (?:\w+ ){0,3}(?:to|on) (?:my|another|"
                r"a different|other|his|foreign) (?:\w+ )?(?:site|page|domain|host|server|address)"
            ),
            r"javascript: ?url", r"window\.location|location\.href",
        ),
    ),
    BugClass(
        "csrf",
        (
            352,
        ),
        (
            r"csrf", r"xsrf", r"cross[- ]site request forg\w+", r"anti-forgery",
            r"forged? (?:cross-site )?(?:request|form|post)s?", r"auto[- ]?submit\w*", r"submits? itself",
            r"samesite", r"no (?:csrf |anti-forgery |secret )?token (?:is )?(?:required|checked|in)",
            (
                r"(?:malicious|hostile|attacker'?s?|evil|prepared|third[- ]party|foreign) "
                r"(?:web)?(?:site|page)"
            ),
            r"without (?:them|him|her|the (?:user|victim)) (?:knowing|noticing)",
            r"on (?:their|his|her) behalf", r"cross-site request", r"state[- ]changing",
            r"(?:no|missing|without|lacks?) (?:\w+ ){0,2}(?:csrf|xsrf|token|origin check)", r"<form",
            (
                r"(?:visit\w*|opens?) (?:\w+ ){0,3}(?:my|evil|malicious|attacker\w*|prepared) (?:\w+ "
                r")?(?:page|site)"
            ),
        ),
    ),
    BugClass(
        "clickjacking",
        (
            451, 1021,
        ),
        (
            r"clickjack\w*", r"x-frame-options", r"frame-ancestors", r"ui redress\w*", r"inside an? i?frame",
            r"click-jack\w*", r"i?fram(?:e|es|ed|ing|eable)\b", r"<iframe",
            r"invisibl\w+|see-through|transparent|opacity",
            (
                r"(?:inside|within|into|in) (?:another|their|an?other'?s?|my|a foreign|theirs) (?:page|"
                r"site|frame)?"
            ),
            r"(?:rendered )?ui layers", r"tap-?jack\w*|overlay\w*", r"csp header|security headers?",
        ),
    ),
    BugClass(
        "cors",
        (
            346, 940, 942, 1022, 1385,
        ),
        (
            r"\bcors\b", r"access-control-allow-\w+", r"cross[- ]origin", r"postmessage", r"allowed origins?",
            r"window\.opener|tabnab\w*",
            r"origin (?:header )?(?:is |was )?(?:reflected|trusted|not checked|null)", r"message events?",
            r"websocket hijack\w*", r"cross-domain|untrusted domains|domain policy",
        ),
    ),
    BugClass(
        "header-injection",
        (
            93, 113, 348, 644,
        ),
        (
            r"crlf", r"header injection", r"response splitting", r"host header", r"%0d%0a", r"\\r\\n",
            r"set-cookie: ?\w+ (?:\w+ ){0,3}inject", r"carriage return",
            r"http headers? (?:\w+ ){0,4}(?:inject|split|forg)\w*", r"email header|smtp injection|bcc:",
            r"x-forwarded-(?:host|for|proto)", r"host (?:header|field|value)",
        ),
    ),
    BugClass(
        "cache-poisoning",
        (
            349, 524, 525,
        ),
        (
            r"cache[- ](?:poison|decept)\w*", r"poison\w* (?:\w+ ){0,4}cache\w*",
            r"cache[- ]?key\w*|key of (?:the |a )?cache", r"unkeyed|not keyed",
            (
                r"(?:cached?|stored?|kept|keeps?|stores?|caches) (?:\w+ ){0,5}(?:other users|others|"
                r"everyone|everybody|all visitors|next visitor|other visitors)"
            ),
            (
                r"(?:served|given|delivered|shown|sent) (?:\w+ ){0,3}(?:to )?(?:everyone|everybody|all "
                r"(?:users|visitors)|other (?:users|visitors)|the next)"
            ),
            r"\bcdn\b|varnish|cloudfront|fastly|akamai|reverse proxy|proxy cache",
            r"s-maxage|x-cache|age: \d|vary header|cache-control", r"param miner", r"(?:cache|caching)\b",
            r"intermediary|between (?:your server|you|the server) and",
        ),
        1.1,
    ),
    BugClass(
        "request-smuggling",
        (
            444,
        ),
        (
            r"(?:request|response|http|h2c?) ?(?:request )?(?:smuggl|desync)\w*", r"smuggl\w*", r"desync\w*",
            r"te\.(?:cl|te|0)|cl\.(?:te|cl|0)|h2\.(?:cl|te)|te/cl|cl/te", r"transfer-encoding",
            r"content-length", r"chunked(?: encoding| body)?",
            r"(?:front|back)[- ]?end (?:\w+ ){0,6}(?:disagree|differ|request|length|server)\w*",
            r"inconsistent interpretation", r"obs-fold|bare (?:lf|cr)",
            (
                r"(?:second|hidden|next|prefix\w*|another user'?s?) requests? (?:\w+ ){0,6}(?:body|"
                r"prefix|connection|queue|smuggl\w+|mixed|glued)"
            ),
        ),
        1.2,
    ),
    BugClass(
        "subdomain-takeover",
        (
            350,
        ),
        (
            r"(?:sub)?domain[- ]take-?over", r"dangling (?:dns|cname|record|ns|a record)", r"cname",
            r"unclaimed|claim(?:ed|able)? (?:\w+ ){0,4}(?:bucket|domain|host|subdomain|name)",
            r"nosuchbucket|there isn't a github pages|no such app",
            (
                r"(?:dns|name) (?:record|entry|server)s? (?:\w+ ){0,8}(?:points?|pointing|deleted|"
                r"expired|gone|nobody)"
            ),
            r"(?:subdomain|domain) (?:\w+ ){0,6}(?:expired|free|registered|unclaimed|abandoned)",
        ),
        1.2,
    ),
    BugClass(
        "supply-chain",
        (
            353, 426, 427, 428, 494, 1104, 1357, 1395,
        ),
        (
            r"dependency confusion|typo-?squat\w*",
            (
                r"(?:outdated|vulnerable|old|unmaintained|known) (?:version of )?(?:\w+ "
                r"){0,3}(?:dependency|library|component|third-party|package)s?"
            ),
            r"known vulnerabilit\w+", r"(?:unsigned|unverified) (?:update|firmware|package|image)s?",
            r"update (?:\w+ ){0,5}(?:signature|without (?:check|verif)\w*|over http)",
            r"without integrity check|integrity check\w*",
            r"dll (?:hijack|preload|search|side)\w*|search path|ld_preload|unquoted",
        ),
    ),
    BugClass(
        "race",
        (
            362, 363, 364, 365, 366, 367, 368, 412, 413, 414, 421, 609, 662, 667, 689, 820, 821, 1223, 1298,
        ),
        (
            r"race[- ]?conditions?", r"toctou", r"time[- ]of[- ]check", r"race window", r"in parallel",
            r"concurrent\w*", r"simultaneous\w*", r"at the same (?:time|moment|instant)",
            r"(?:several|many|two|multiple|\d+) (?:\w+ )?requests at once", r"not atomic",
            r"between (?:the )?check\w* and", r"atomic\w*", r"last-byte", r"\braces?\b", r"several times",
            r"more than once", r"\btwice\b", r"double[- ](?:spend|click|submit|redeem|book)\w*",
            r"very (?:fast|quickly)",
            r"before the (?:first|other) (?:\w+ )?(?:finishes|is done|has finished)", r"time-of-use|tocttou",
            r"check-then-(?:act|use)", r"(?:lock|mutex|locking|synchroni[sz]ation|synchroni[sz]ed)\b",
            r"(?:parallel|simultaneous|concurrent)", r"thread[- ]?safe\w*|data race|threadsanitizer|tsan",
            r"single-packet",
            (
                r"(?:between|after) (?:the )?(?:check|test|validation|stat|access)\w* (?:\w+ "
                r"){0,4}(?:use|open|write|rename|update)\w*"
            ),
        ),
    ),
    BugClass(
        "business-logic",
        (
            471, 472, 602, 603, 682, 799, 837, 841, 1284, 1339,
        ),
        (
            r"business[- ]logic",
            (
                r"(?:price|amount|total|quantity|discount|coupon|cart|checkout|refund|balance|currency|"
                r"invoice total|credit|payment)s? (?:\w+ ){0,6}(?:manipulat|tamper|negative|changed?|"
                r"alter|lower|zero|modif|trust|recomput|client|browser)\w*"
            ),
            (
                r"(?:manipulat|tamper|negative|alter|lower|modif)\w* (?:\w+ ){0,6}(?:price|amount|total|"
                r"quantity|number|discount|value|balance)s?"
            ),
            r"(?:price|parameter) tampering", r"negative (?:\w+ )?(?:amount|quantity|number|value|price)s?",
            r"(?:below|less than|under) zero|minus \d+|-\d+ (?:\w+ ){0,2}(?:eur|usd|items?|pieces?)",
            r"(?:for|at) (?:free|nothing|one cent|0[.,]0[01])",
            (
                r"(?:paid|pay|bought|buy|purchase|order)\w* (?:\w+ ){0,5}(?:for (?:free|nothing)|less|"
                r"0[.,]\d+|1 cent|without paying)"
            ),
            r"(?:money|monetary|financial loss|eur\b|euros?|usd|dollars?)",
            r"client[- ]side (?:validation|price|check|enforcement)",
            (
                r"(?:calculated|computed|decided|sent) (?:\w+ ){0,3}(?:by|in|from) (?:the )?(?:client|"
                r"browser)"
            ),
            r"workflow (?:bypass|step)|skip\w* (?:\w+ ){0,3}(?:step|payment)", r"assumed-immutable",
            r"(?:round|rounding|overflow) error", r"server-side security", r"specified quantity",
            r"(?:shop|merchant|checkout|purchase|shopping cart|basket|gift card)\b",
        ),
        0.9,
    ),
    BugClass(
        "denial-of-service",
        (
            248, 369, 400, 401, 404, 405, 406, 407, 408, 409, 410, 459, 606, 617, 674, 703, 754, 755, 770,
            772, 775, 779, 789, 834, 835, 1050, 1124, 1176, 1322, 1325, 1333,
        ),
        (
            r"denial[- ]of[- ]service", r"\bd?dos\b", r"redos", r"catastrophic backtracking",
            r"exponential\w*", r"zip bomb", r"decompression bomb", r"resource exhaustion", r"exhaust\w*",
            r"out of memory", r"oom", r"infinite (?:loop|recursion)", r"endless(?:ly)?",
            r"deep(?:ly)? nest\w+", r"nesting", r"recurs\w+", r"100 ?% (?:of )?(?:the )?cpu",
            r"(?:cpu|memory) (?:\w+ ){0,3}(?:100|full|usage|consum\w+|eaten)",
            r"stops? (?:answering|responding)", r"unresponsive", r"hangs?\b",
            r"worker (?:\w+ )?(?:is )?(?:blocked|busy|killed|dies)", r"takes minutes",
            r"keeps? (?:\w+ ){0,3}busy", r"brings? (?:\w+ ){0,3}down", r"no longer (?:answers|responds)",
            r"resource consumption", r"uncontrolled (?:resource|recursion)",
            r"(?:slow|expensive) regex\w*|regular expression complexity|inefficient regular",
            r"algorithmic complexity", r"crash\w* (?:the )?(?:server|service|daemon|process|worker)",
            (
                r"(?:server|service|process|machine|site) (?:\w+ ){0,4}(?:crash|freez|frozen|dies|died|"
                r"down|hang|slow)\w*"
            ),
            r"batch\w* (?:\w+ ){0,5}(?:quer|request|alias|operation|mutation)\w*", r"alias(?:es|ing)?\b",
            r"(?:query|graphql) (?:\w+ ){0,3}(?:depth|complexity|cost|batch\w*|alias\w*)", r"amplification",
            r"uncaught exception|panic\w*|assert\w*", r"memory leak|file descriptor (?:leak|exhaustion)",
            r"without limits or throttling", r"excessive (?:iteration|allocation|memory)",
        ),
        0.8,
    ),
)  # fmt: skip
