"""Classes of bugs: what is sent is taken for instructions, in a page, a query, a shell, a log."""

from desktop.domain.triage.bug_class import BugClass

INJECTION = (
    BugClass(
        "xss",
        (
            79, 80, 81, 82, 83, 84, 85, 86, 87, 116, 692,
        ),
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
            r"render\w* (?:as|raw|the) (?:raw )?html", r"<img", r"<svg", r"dom[- ]based", r"innerhtml",
            r"dangerouslysetinnerhtml", r"document\.(?:cookie|domain|write)",
            r"(?:escap|encod|sanitis|sanitiz)\w+ (?:\w+ ){0,3}(?:html|markup|output)",
            (
                r"(?:my|the|own|foreign) (?:java)?script (?:was |is )?(?:ran|runs?|executed|executes|"
                r"started)"
            ),
            r"reflected (?:\w+ ){0,3}(?:page|html|markup|unescaped|input)",
            r"neutrali[sz]\w+ (?:of )?(?:\w+ ){0,3}(?:web page|script)", r"popup|pop-up",
            r"<iframe src=.?javascript",
        ),
    ),
    BugClass(
        "sql-injection",
        (
            89, 90, 564, 943,
        ),
        (
            r"sqli", r"(?:no)?sql[- ]injection", r"inject\w* (?:into )?(?:the )?sql",
            r"union (?:all )?select", r"or '?1'?='?1", r"sleep ?\(", r"pg_sleep", r"waitfor delay",
            r"single quote", r"sqlmap", r"sql (?:error|syntax|statement|query|code)",
            r"syntax error at or near", r"order by \d", r"concatenat\w* (?:\w+ ){0,4}(?:sql|query|statement)",
            r"database (?:error|query)", r"(?:query|statement) is (?:built|put together|assembled)",
            r"time[- ]based blind", r"stacked quer\w+", r"nosql", r"\$where|\$ne\b|\$gt\b",
            r"ldap injection|ldap (?:filter|query)", r"data query logic",
            r"string concatenation (?:\w+ ){0,4}(?:query|sql)", r"prepared statements?",
            r"raw (?:sql|quer\w+)", r"(?:sql|query) (?:is )?(?:built|composed|glued)",
            r"special elements used in an (?:sql|ldap)",
            r"(?:dump\w*|read\w*|extract\w*) (?:\w+ ){0,4}(?:database|tables?)",
            r"(?:into|to|straight to|in) (?:the |an? )?sql\b",
            r"einschleusung von sql|inyecci[oó]n sql|injection sql",
        ),
    ),
    BugClass(
        "command-injection",
        (
            77, 78, 88,
        ),
        (
            r"command injection", r"shell (?:injection|command|metacharacters?)", r"os command",
            r"argument injection", r"code injection", r"\$\(id\)", r"`id`", r"; ?id\b", r"os\.system",
            r"subprocess", r"shell ?= ?true", r"popen", r"system\(\)", r"backticks?",
            r"passed to (?:a |the )?shell",
            (
                r"(?:run|runs|execute|executes|start|starts) (?:\w+ ){0,3}(?:shell|system|operating "
                r"system) ?commands?"
            ),
            r"\beval\b", r"run(?:s|ning)? (?:\w+ )?commands?",
            r"commands? (?:of my choice|on (?:the|your) (?:server|machine|host))",
            r"(?:os|operating system|system) (?:\w+ )?commands?", r"metacharacters?",
            r"exec(?:ve|vp|file)?\(", r"child_process",
            r"runtime\.exec|processbuilder|proc_open|passthru|shell_exec|shellexecute",
            r"\|\| ?(?:id|whoami|sleep)|&& ?(?:id|whoami|sleep)|\| ?(?:id|whoami)\b", r"whoami|uid=\d+",
            r"option injection|argument delimiters", r"special elements used in a command",
            r"(?:to|into|through|in) (?:a |the )?shell",
            (
                r"befehls?\w*injektion|einschleusung von befehlen|inyecci[oó]n de comandos|injection de "
                r"commandes"
            ),
            r"(?:pipe|ampersand|newline|dollar) (?:\w+ ){0,4}command",
        ),
    ),
    BugClass(
        "template-injection",
        (
            95, 96, 97, 917, 1336,
        ),
        (
            r"template[- ]injection", r"ssti", r"expression (?:language )?injection", r"\{\{ ?\d+ ?\* ?'?\d+",
            r"[$#%@*]\{ ?\d+ ?[*+] ?\d+", r"<%= ?\d+ ?\*",
            r"\{\{ ?(?:config|self|request|cycler|''|lipsum|constructor)",
            (
                r"jinja\w*|twig|freemarker|velocity|thymeleaf|handlebars|mustache|liquid templat\w*|"
                r"erb\b|mako|pebble|smarty"
            ),
            r"render_template_string|template\.render|from_string",
            (
                r"(?:template|expression)s? (?:\w+ ){0,5}(?:evaluated|executed|interpreted|compiled|"
                r"calculated)"
            ),
            r"(?:evaluat|interpret)\w+ (?:\w+ ){0,5}(?:expression|template)s?",
            r"(?:source|part|text|content) of (?:a |the )?template",
            r"template (?:engine|language|sandbox|syntax|source)", r"sandbox(?:ed)? (?:escape|environment)",
            r"(?:expression|template) (?:language|engine)", r"ognl|spel\b|jndi|mvel|log4shell",
            r"""(?:shows?|says?|returns?|renders?|gives?|becomes?|prints?|reads?) ['"]?49\b""",
            r"curly (?:braces|brackets)",
            r"the (?:sum|result|product|number) (?:\w+ ){0,6}(?:calculated|computed)",
            r"special elements used in a template",
        ),
        1.1,
    ),
    BugClass(
        "code-execution",
        (
            94, 470, 829, 830, 913, 914, 1434,
        ),
        (
            r"rce", r"remote code execution", r"code execution", r"arbitrary code",
            r"eval injection|code injection", r"\beval\b", r"generation of code",
            r"dynamically evaluated code", r"unsafe reflection", r"reverse shell",
            r"(?:runs?|executes?|running|executing) (?:\w+ ){0,2}(?:code|programs?|instructions)",
        ),
        0.4,
    ),
    BugClass(
        "deserialisation",
        (
            502,
        ),
        (
            r"deseriali[sz]\w+", r"unseriali[sz]\w+", r"unpickl\w+", r"pickles?", r"__reduce__",
            r"readobject", r"ysoserial", r"gadget chain", r"objectinputstream", r"yaml\.load",
            r"unsafe (?:yaml|loader)", r"marshal",
            (
                r"joblib|torch\.load|numpy\.load|allow_pickle|dill\b|cloudpickle|keras|safetensors|"
                r"weights_only"
            ),
            r"\.pkl|\.pickle|\.joblib|\.pth?\b|\.ckpt|\.h5\b",
            (
                r"(?:model|checkpoint|weights?|neural network|network)s?(?: file)? (?:\w+ ){0,6}(?:code|"
                r"command|instruction|execut|load|pickle|opened)\w*"
            ),
            r"(?:serialized|serialised|marshalled) (?:\w+ ){0,2}(?:object|data|payload|stream)s?",
            r"binaryformatter|objectinputstream|typenamehandling|xstream|fastjson|jackson",
            r"phar://|__wakeup|__destruct|pop chain", r"yaml (?:load|loader|tag|object)s?|!!python",
            r"untrusted data",
        ),
        1.2,
    ),
    BugClass(
        "xxe",
        (
            611, 776, 827,
        ),
        (
            r"xxe", r"external entit\w+", r"<!doctype", r"<!entity", r"xml entit\w+", r"billion laughs",
            r"entity expansion", r"dtd", r"entit(?:y|ies)\b", r"doctype", r"resolve_entities|noent",
            r"system identifier", r"(?:xml|svg|docx|soap) (?:\w+ ){0,6}(?:entit\w+|local files?|file://)",
        ),
        1.2,
    ),
    BugClass(
        "xpath-injection",
        (
            91, 643, 652,
        ),
        (
            r"xpath", r"xquery", r"xslt", r"xml injection",
        ),
    ),
    BugClass(
        "csv-injection",
        (
            1236,
        ),
        (
            r"csv (?:injection|formula)", r"formulas?|formulae", r"spreadsheet\w*", r"dde\b",
            r"hyperlink\(|=cmd\||=1\+1|@sum\(|importxml", r"\b(?:excel|libreoffice|xlsx?|calc)\b",
            r"cells?\b", r"(?:equals?|plus|minus) sign", r"neutrali[sz]\w+ of formula",
        ),
        1.1,
    ),
    BugClass(
        "log-injection",
        (
            117, 150,
        ),
        (
            r"log (?:injection|forging|poisoning|spoofing)",
            r"(?:forg|fak|inject|spoof)\w+ (?:\w+ ){0,3}(?:log|audit)\w*",
            r"output neutrali[sz]ation for logs",
            r"(?:log|audit)\w* (?:\w+ ){0,3}(?:forg|fak|inject|spoof|tamper)\w*",
            (
                r"(?:new ?lines?|line ?(?:breaks?|feeds?)|crlf|\\n|%0a|escape sequences?) (?:\w+ "
                r"){0,8}(?:logs?|log files?|log lines?|log entr\w+|audit\w*)"
            ),
            (
                r"(?:logs?|log files?|audit\w*|log line|logger) (?:\w+ ){0,8}(?:new ?lines?|line "
                r"?(?:breaks?|feeds?)|crlf|\\n|%0a|escape sequences?)"
            ),
            (
                r"(?:own|extra|additional|second|false|invented|made-up) (?:log )?(?:lines?|entries|"
                r"entry|records?) (?:\w+ ){0,4}(?:log|audit)\w*"
            ),
            r"(?:terminal|ansi) (?:escape|control)",
        ),
        1.2,
    ),
    BugClass(
        "prompt-injection",
        (
            1426, 1427,
        ),
        (
            r"prompt injection", r"jailbreak\w*", r"ignore (?:all )?(?:previous|prior) instructions",
            r"system prompt", r"indirect injection",
            (
                r"(?:llm|language model|chat ?bot|assistant|copilot|gpt|agent|\bai\b) (?:\w+ "
                r"){0,8}(?:instruction|prompt|obey|follow|tool|told|trick|ignore)\w*"
            ),
            r"(?:hidden|injected|embedded|malicious|my) (?:instruction|prompt)s?",
            r"(?:instruction|prompt)s? (?:\w+ ){0,6}(?:llm|model|assistant|agent|chat ?bot|bot)",
            r"large language model", r"generative ai", r"exfiltrat\w+ (?:\w+ ){0,6}(?:prompt|model|chat)",
            (
                r"ignor\w+ (?:all |your |the |my )*(?:previous|prior|earlier|above|other) (?:\w+ "
                r")?(?:instructions?|orders?|rules?|text)"
            ),
        ),
        1.2,
    ),
    BugClass(
        "prototype-pollution",
        (
            1321,
        ),
        (
            r"prototype pollution", r"__proto__", r"constructor\.prototype", r"pollut\w+",
            r"object(?:'s|\.)? ?prototype", r"prototype (?:attributes?|chain|of)", r"constructor\[",
            r"(?:deep|recursive) ?(?:merge|clone|extend|assign|copy)", r"merges? (?:\w+ ){0,5}recursively",
            r"\bmerge\.?deep|defaultsdeep|object\.(?:assign|create|freeze)",
        ),
        1.2,
    ),
    BugClass(
        "mass-assignment",
        (
            915,
        ),
        (
            r"mass[- ]assign\w*", r"over-?posting", r"auto-?bind\w*",
            r"(?:bind|assign)s? (?:\w+ ){0,4}(?:body|attributes|properties|fields|request)",
            r"object property level", r"dynamically-determined object attributes",
            (
                r"(?:extra|additional|hidden|unexpected|protected|read-?only|internal|undocumented) "
                r"(?:json )?(?:field|attribute|propert|parameter|column|key)\w*"
            ),
            (
                r"(?:field|attribute|property)s? (?:\w+ ){0,4}(?:not|never) (?:be )?(?:editable|"
                r"writable|changeable|shown|offered)"
            ),
            (
                r"strong parameters|attr_accessible|\$fillable|\$guarded|bodyparser|modelmapper|"
                r"update_attributes"
            ),
            (
                r"(?:set|sets|raise[ds]?|chang\w+|give|gave|promot\w+) (?:\w+ ){0,3}(?:own|my|his|her|"
                r"their) (?:own )?(?:role|rights|privileges)"
            ),
            r"isadmin|is_admin|role ?[:=]", r"\*\*request\.\w+|\*\*kwargs|request\.json",
        ),
    ),
    BugClass(
        "format-string",
        (
            134,
        ),
        (
            r"format[- ]string", r"%n\b|%x%x|%s%s|%p", r"externally-controlled format", r"printf family",
        ),
    ),
)  # fmt: skip
