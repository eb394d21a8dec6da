"""Classes of bugs: who may do or see what, and what keeps secrets: logins, rights, sessions, keys."""

from desktop.domain.triage.bug_class import BugClass

ACCESS = (
    BugClass(
        "authentication",
        (
            287, 288, 289, 290, 291, 293, 294, 300, 301, 302, 303, 304, 305, 306, 308, 309, 322, 420, 592,
            593, 1299, 1390,
        ),
        (
            r"auth(?:entication)?[- ]bypass\w*",
            r"bypass\w* (?:of )?(?:the )?(?:auth\w*|log-?in|two[- ]factor|2fa|mfa|sso)",
            r"missing authentication", r"without (?:a |any )?passwords?", r"log\w* in as",
            r"unauthenticated access", r"signature (?:is |was )?(?:not|never) (?:checked|verified|validated)",
            (
                r"(?:not|never|does not|doesn't|fails to) (?:check|verify|validate|verif\w+) (?:\w+ "
                r"){0,3}(?:signatures?|tokens?|assertions?)"
            ),
            r"forged? (?:\w+ ){0,2}(?:token|jwt|assertion|signature|cookie)s?", r"account takeover",
            r"take over (?:\w+ ){0,3}accounts?", r"unsigned (?:token|assertion|jwt)s?",
            (
                r"(?:authentication|login|log-in|sign-in) (?:\w+ ){0,4}(?:bypass|circumvent|skipp?|"
                r"missing|not required)\w*"
            ),
            r"(?:improper|missing|incorrect|weak|broken) authentication",
            (
                r"(?:log|sign)(?:ged|s)? (?:me |us )?in (?:\w+ )?as (?:\w+ ){0,2}(?:user|admin\w*|"
                r"person|friend|victim|him|her|them|other)"
            ),
            r"impersonat\w+", r"become (?:\w+ ){0,2}(?:user|admin\w*)",
            r"(?:without|no) (?:log-?in|login|credentials|authentication)", r"spoof\w*",
            r"capture-replay|replay\w*", r"referer|ip address for authentication",
            r"alternate (?:path|name|channel)", r"critical function", r"\bato\b",
            r"anmeld\w+ (?:\w+ ){0,3}(?:umgeh\w+|umgangen)",
        ),
    ),
    BugClass(
        "assertion",
        (
            345, 347, 565, 784, 924, 1270, 1294,
        ),
        (
            r"saml\w*", r"assertions?", r"xsw\d?|signature wrapping", r"nameid|relaystate|samlresponse",
            r"single sign[- ]on|\bsso\b", r"identity provider|service provider|\bidp\b",
            r"""alg ?[:=] ?["']?none""", r"\bjwts?\b|json web tokens?|\bjwks?\b|\bjku\b|\bkid\b",
            r"algorithm confusion|key confusion|hs256|rs256",
            (
                r"signatures? (?:\w+ ){0,5}(?:not|never|removed?|missing|stripp\w+|excluded|without|"
                r"skipp\w+|valid)"
            ),
            (
                r"(?:not|never|no|without|missing|improper|incorrect|bypass\w*) (?:\w+ "
                r"){0,3}(?:verif\w+|valid\w+|check\w*) (?:\w+ ){0,3}signatures?"
            ),
            r"verification of (?:\w+ )?(?:cryptographic )?signature", r"data authenticity", r"unsigned",
            r"openid|\boidc\b|id[_ ]token", r"(?:signature|unterschrift|signatur)\b",
            r"webhook signature|hmac",
        ),
    ),
    BugClass(
        "oauth",
        (),
        (
            r"oauth\d?", r"redirect_uris?|redirect ur[il]s?", r"authori[sz]ation (?:code|server|grant)s?",
            (
                r"(?:access|refresh) tokens? (?:\w+ ){0,5}(?:foreign|attacker|leak|sent|deliver|domain|"
                r"steal|stolen)\w*"
            ),
            (
                r"(?:registered|allowed|whitelisted|exact) (?:\w+ )?(?:callback|redirect|uri|url|"
                r"address)\w*"
            ),
            r"callback (?:url|uri|address|domain)s?",
            r"pkce|code_verifier|implicit flow|consent (?:screen|page)|client_id",
            r"(?:state|nonce) parameter",
            r"(?:social|third-party|single) (?:login|sign[- ]?in|log-in)|sign[- ]?in with|log ?in with",
            (
                r"(?:tokens?|codes?) (?:\w+ ){0,5}(?:to|on|at) (?:\w+ ){0,3}(?:foreign|attacker\w*|evil|"
                r"my|own|other) (?:\w+ )?(?:site|domain|host|server|page)\w*"
            ),
        ),
        1.1,
    ),
    BugClass(
        "account-recovery",
        (
            549, 620, 640,
        ),
        (
            r"password[- ]?(?:reset|recovery|change)|reset (?:\w+ ){0,2}passwords?",
            r"(?:forgot|forgotten|lost|recover\w*) (?:\w+ ){0,2}(?:my )?passwords?",
            r"passwords? (?:\w+ ){0,3}(?:forgot\w*|reset|recover\w*)",
            r"reset (?:link|token|code|mail|e-?mail|url|flow|poisoning)s?",
            r"recovery (?:link|token|code|mail|mechanism|question)s?", r"new password",
            r"magic links?|one-time (?:link|password|code)s?", r"security questions?",
            r"(?:link|token|code)s? (?:\w+ ){0,4}(?:never|not|no) (?:\w+ )?expir\w*",
            r"passwort (?:\w+ ){0,2}(?:vergessen|zur[uü]ck\w*)",
        ),
        1.2,
    ),
    BugClass(
        "brute-force",
        (
            307, 521, 804, 1391,
        ),
        (
            r"brute[- ]?forc\w+", r"rate[- ]?limit\w*|throttl\w+",
            (
                r"(?:no|without|missing|lack of|unlimited|limit of|number of|limit\w*) (?:\w+ "
                r"){0,4}(?:attempts|tries|retries|guesses)"
            ),
            r"excessive authentication attempts",
            r"guess\w* (?:\w+ ){0,3}(?:codes?|pins?|passwords?|otps?|tokens?)",
            (
                r"(?:try|tried|trying|tested|test) (?:all|every|many|thousands?|millions?|hundreds?|a "
                r"few hundred)"
            ),
            r"account lock-?out|lock-?out", r"credential stuffing|password spray\w*",
            r"\botps?\b|two[- ]factor|\b2fa\b|\bmfa\b|one-time code|pin codes?|\d[- ]digit",
            r"turbo intruder|\bhydra\b|burp intruder", r"captcha", r"weak password|password policy",
        ),
        0.9,
    ),
    BugClass(
        "credentials",
        (
            13, 256, 257, 258, 259, 260, 261, 321, 555, 798, 912, 1392, 1393, 1394,
        ),
        (
            r"hard-?coded\w*|hardcoded",
            (
                r"(?:default|built-?in|embedded|baked[- ]in|fixed|static|same|shipped|factory) (?:\w+ "
                r"){0,3}(?:passwords?|credentials?|secrets?|api keys?|private keys?|keys?|tokens?|"
                r"accounts?)"
            ),
            (
                r"(?:passwords?|credentials?|secrets?|api[- ]keys?|private keys?|tokens?|keys?) (?:\w+ "
                r"){0,5}(?:source|binary|firmware|code|repository|image|javascript bundle|apk|config\w*|"
                r"every (?:installation|device|copy))"
            ),
            r"""admin[:/]admin|root[:/]root|admin/password|password ?= ?["']""", r"back-?doors?",
            r"(?:gitleaks|trufflehog|detect-secrets|generic api key)",
            r"strings (?:on|of) (?:the )?(?:binary|firmware)", r"akia[0-9a-z]{4,}|-----begin",
            r"empty password|password in configuration",
        ),
        1.2,
    ),
    BugClass(
        "authorisation",
        (
            250, 266, 267, 268, 269, 270, 271, 272, 273, 274, 276, 277, 278, 279, 280, 281, 282, 283, 284,
            285, 286, 424, 425, 551, 566, 639, 648, 653, 668, 732, 749, 862, 863, 921, 922, 925, 926, 927,
            939, 1220, 1230,
        ),
        (
            r"idor", r"insecure direct object", r"broken (?:object|function)[- ]level", r"bola",
            r"broken access control", r"missing (?:authori[sz]ation|permission|access|ownership)\w*",
            (
                r"(?:authori[sz]ation|ownership|permission|tenant|owner) (?:check|is not checked|is "
                r"never checked)\w*"
            ),
            (
                r"(?:other|another|foreign|different|someone else's|somebody else's|anyone's|anybody's|"
                r"any) (?:\w+ )?(?:customer|user|tenant|account|member|organi[sz]ation|people|person|"
                r"patient|employee|workspace|team|project)s?'?s?"
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
            r"cross[- ]tenant",
            (
                r"(?:missing|broken|improper|incorrect|insufficient|no) (?:\w+ "
                r"){0,2}(?:authori[sz]ation|access controls?|permissions?|ownership|tenant|object[- "
                r"]level)"
            ),
            (
                r"(?:tenant|customer|company|organi[sz]ation|workspace|mandant)\w* (?:\w+ "
                r"){0,3}(?:isolation|separation|boundar\w+|check|id|trennung)"
            ),
            (
                r"(?:another|other|different|foreign|someone|somebody) (?:\w+ ){0,2}(?:compan|tenant|"
                r"customer|organi[sz]ation|org|compan|client|account|user)\w*(?:'s?)?"
            ),
            r"(?:tenant|customer|company|org\w*) [ab]\b",
            r"cross-(?:tenant|account|customer|organi[sz]ation)",
            (
                r"(?:see|saw|seeing|read\w*|access\w*|view\w*|open\w*|download\w*|got) (?:\w+ "
                r"){0,6}(?:of|from|belonging to) (?:\w+ )?(?:others?|another|other|someone|somebody|a "
                r"company|everybody|everyone)"
            ),
            r"authz|access control", r"user-controlled key", r"privesc|escalat\w+",
            r"(?:vertical|horizontal) (?:privilege|escalation)", r"function[- ]level",
            r"forced browsing|direct request", r"multi-?tenant", r"every customer|any customer|any account",
            r"permission (?:assignment|denied)", r"(?:berechtigung|mandant|zugriff)\w*",
            (
                r"privilege (?:management|assignment|dropping|context)|least privilege|(?:unnecessary|"
                r"insufficient|excessive|incorrect) privileges?"
            ),
        ),
    ),
    BugClass(
        "session",
        (
            6, 315, 384, 488, 539, 579, 613, 614, 1004, 1275,
        ),
        (
            r"session fixation", r"fixat\w+",
            (
                r"session (?:id|identifier|cookie|token) (?:\w+ ){0,4}(?:not |never |un)(?:changed|"
                r"rotated|renewed|invalidated)"
            ),
            r"(?:still|remains?|stays?) valid after", r"log-?out (?:\w+ ){0,4}(?:not|never)",
            r"old (?:session|cookie)s?", r"still logged in", r"stays? (?:signed|logged) in",
            r"session (?:expiration|timeout|hijack\w*|management|riding)",
            r"(?:cookie|session) (?:\w+ ){0,3}(?:httponly|secure) (?:flag|attribute)",
            r"(?:secure|httponly) (?:flag|attribute)",
            (
                r"(?:session|token)s? (?:\w+ ){0,5}(?:log-?out|password change|revok\w+|expire\w*|"
                r"invalidat\w+)"
            ),
            r"sensitive cookie",
        ),
        1.2,
    ),
    BugClass(
        "information-leak",
        (
            5, 7, 11, 12, 200, 201, 202, 203, 204, 205, 206, 207, 209, 210, 211, 212, 213, 214, 215, 219, 220,
            226, 244, 311, 312, 313, 314, 316, 317, 318, 319, 359, 402, 403, 489, 497, 522, 526, 527, 528,
            529, 530, 531, 532, 533, 534, 535, 536, 537, 538, 540, 541, 543, 548, 550, 552, 598, 615, 651,
            1258, 1295, 1301, 1323, 1342,
        ),
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
                r"(?:see|saw|shows?|reads?) (?:the |my |their |our |your |all )?(?:passwords?|secrets?|"
                r"api keys?|tokens?|credentials?)"
            ),
            r"written to (?:the |a )?log\w*", r"log files?",
            r"sensitive (?:information|data) (?:\w+ ){0,4}(?:exposed?|disclos\w+|leak\w*|into|in|to)",
            (
                r"(?:disclos|expos|leak|reveal)\w* (?:\w+ ){0,4}(?:sensitive|internal|personal|private|"
                r"credentials?|e-?mail\w*|secret\w*|information)"
            ),
            r"user enumeration|observable (?:\w+ ){0,2}discrepancy", r"error messages?",
            r"(?:swagger|actuator|phpinfo|\.env|debug)\b", r"introspection", r"sensitive information",
            r"insertion of (?:\w+ )?sensitive", r"side[- ]channel", r"cleartext",
            r"source ?maps?|backup files?",
        ),
    ),
    BugClass(
        "cryptography",
        (
            208, 323, 324, 325, 326, 327, 328, 329, 354, 385, 523, 757, 759, 760, 780, 836, 916, 1204, 1240,
            1428, 1431,
        ),
        (
            r"timing (?:attack|side[- ]channel|oracle|difference)s?", r"constant[- ]time", r"padding oracle",
            r"\bmd5\b", r"\bsha-?1\b", r"\becb\b", r"nonce reuse", r"reus\w+ (?:\w+ ){0,3}(?:nonce|iv)s?",
            (
                r"(?:broken|risky|weak|obsolete|outdated|insecure) (?:or risky )?(?:crypto\w*|cipher\w*|"
                r"hash\w*|algorithm|encryption|tls|ssl)"
            ),
            r"\b(?:des|3des|rc4|cbc|gcm|rsa)\b", r"encryption strength|missing encryption",
            r"(?:static|fixed|same|constant|zero) (?:iv|nonce|salt)s?",
            r"unsalted|without (?:a )?salt|one-way hash",
            r"compare\w* (?:\w+ ){0,6}(?:byte by byte|character by character|strcmp|==)",
            r"cryptographic (?:step|primitive|key|algorithm)", r"initiali[sz]ation vector",
        ),
    ),
    BugClass(
        "randomness",
        (
            330, 331, 332, 333, 334, 335, 336, 337, 338, 339, 340, 341, 342, 343, 344, 1241,
        ),
        (
            (
                r"(?:weak|insecure|insufficient\w*|low|poor|bad|non-?cryptographic|predictable) (?:\w+ "
                r"){0,2}(?:random\w*|entropy|prng|rng|seed)"
            ),
            r"predictab\w+", r"guess(?:able|ed)\b|can be guessed|easy to guess",
            r"(?:not|isn't|aren't|never) (?:really |truly |very |cryptographically )?random\w*",
            (
                r"random\.(?:random|randint|choice|seed)|math\.random|mt_rand|\brand\(\)|srand|"
                r"java\.util\.random|random\(\)"
            ),
            r"mersenne|csprng|\bprng\b|secrets\.token|securerandom|urandom|getrandom", r"entropy",
            r"seed(?:ed)?\b",
            r"sequential\w*|count(?:s|ing)? up|increment\w* (?:\w+ ){0,3}(?:tokens?|ids?|codes?)",
            r"(?:timestamp|time stamp|clock|unix time|current time|md5\(time)\w*", r"md5\(\w+\)|uuid ?v?1\b",
            r"small space of", r"session id length",
        ),
    ),
    BugClass(
        "certificates",
        (
            295, 296, 297, 298, 299, 370, 599,
        ),
        (
            (
                r"certificates? (?:\w+ ){0,4}(?:verif|valid|check|accept|trust|pinn|error|warning|"
                r"authorit|chain|expir|ignor|disabl|revo|not)\w*"
            ),
            (
                r"(?:verif|valid|check|accept|trust|pin|ignor|any|self-?signed|invalid|wrong|forged|tls|"
                r"ssl|x\.?509|client|server|peer|root)\w* (?:\w+ ){0,4}certificates?"
            ),
            r"\bcerts? (?:\w+ ){0,2}(?:accepted|check|verif|valid|pinning)\w*|(?:any|invalid) certs?\b",
            r"zertifikat\w*|certificado\w*|certificat\b",
            r"(?:tls|ssl|https) (?:\w+ ){0,4}(?:verif|valid|check|disabl|trust|not )\w*",
            (
                r"verify ?= ?false|verify_none|cert_none|insecureskipverify|rejectunauthorized|"
                r"checkservertrusted|trustmanager|allowallhostname\w*|ssl_verifypeer|curlopt_ssl\w*|"
                r"-k\b|--insecure"
            ),
            r"host ?name (?:verif\w+|check\w*|mismatch|validation)",
            r"man[- ]in[- ]the[- ]middle|mitm\w*|machine[- ]in[- ]the[- ]middle", r"self[- ]signed",
            r"x\.?509|trust store|\bca\b|chain of trust|revocation|\bocsp\b|\bcrl\b",
            (
                r"(?:intercept|sniff|eavesdrop|wiretap|listen)\w* (?:\w+ ){0,5}(?:traffic|connection|"
                r"network|requests|wi-?fi)"
            ),
            r"mitmproxy|bettercap|sslstrip|sslsplit", r"host mismatch",
        ),
        1.1,
    ),
    BugClass(
        "insecure-default",
        (
            453, 1051, 1188, 1191, 1242, 1244, 1269, 1313, 1327,
        ),
        (
            r"insecure (?:default|configuration|permission)\w*", r"misconfigur\w*",
            (
                r"(?:debug|test|development|diagnostic) (?:mode|interface|endpoint|port|console|"
                r"build)\b (?:\w+ ){0,4}(?:enabled|on|open|production|reachable|exposed)"
            ),
            r"(?:exposed|open|reachable) (?:to the internet|port|admin\w* (?:interface|panel))",
            r"(?:bind|listen)\w* (?:\w+ ){0,3}(?:0\.0\.0\.0|all interfaces)", r"unrestricted ip address",
            r"world[- ](?:readable|writable)", r"public (?:bucket|s3)",
        ),
        0.9,
    ),
)  # fmt: skip
