"""Classes of bugs: memory that is written, read or freed wrongly, and numbers that do not fit."""

from desktop.domain.triage.bug_class import BugClass

MEMORY = (
    BugClass(
        "memory-overflow",
        (
            118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 129, 130, 131, 135, 170, 242, 463, 464, 466,
            467, 468, 469, 676, 785, 786, 787, 788, 805, 806, 822, 823, 1257, 1260, 1285, 1335,
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
            r"larger than the (?:buffer|allocation)", r"write of size", r"read of size", r"off[- ]by[- ]one",
            r"wraps? around", r"segfault\w*", r"segmentation fault", r"core dump",
            r"memory (?:safety|corrupt\w*|overwrit\w*|error)",
            r"addresssanitizer|\basan\b|valgrind|invalid (?:read|write)",
            (
                r"(?:global|dynamic)-buffer-overflow|heap-buffer-overflow|stack-buffer-overflow|stack "
                r"smash\w*"
            ),
            r"corrupted (?:top size|size|double-linked list|heap|stack)",
            (
                r"(?:reads?|writes?|copies|copied) (?:\w+ ){0,4}(?:past|beyond|behind|outside|after) "
                r"(?:\w+ ){0,3}(?:end|buffer|array|allocation|it)"
            ),
            r"(?:too small|undersized) (?:\w+ )?(?:buffer|allocation|array)?",
            r"(?:without|no|missing|w/o) (?:\w+ ){0,2}bounds?(?: check\w*)?",
            r"memmove|strncpy|gets\(|sscanf|alloca|realloc",
            r"sigsegv|access violation|general protection|crash\w*",
            r"(?:array|buffer) (?:index|size|length)",
            r"index (?:\w+ ){0,3}(?:not checked|unchecked|out of range|validation)", r"write-what-where",
            r"heartbleed|info leak from (?:heap|stack)",
            (
                r"(?:program|application|process|it) (?:\w+ ){0,3}(?:clos\w+ itself|quits|disappears|"
                r"terminates|dies)"
            ),
            r"libfuzzer|\bafl\b|honggfuzz|fuzz\w*", r"(?:speicher|puffer)\w*(?:[uü]berlauf|fehler)",
        ),
    ),
    BugClass(
        "integer-overflow",
        (
            128, 190, 191, 192, 193, 194, 195, 196, 197, 198, 680, 681, 839,
        ),
        (
            r"integer (?:over|under)flow|int (?:over|under)flow|numeric (?:overflow|truncation)",
            r"wraps? ?(?:around|-around)?|wrap-?around",
            r"(?:multipl|addition|subtract)\w* (?:\w+ ){0,8}(?:overflow|wrap|32)\w*",
            (
                r"(?:signed|unsigned|sign) (?:\w+ ){0,3}(?:conversion|extension|overflow|comparison|"
                r"integer)"
            ),
            r"off[- ]by[- ]one", r"truncat\w+ (?:\w+ ){0,3}(?:bit|int|size|length)\w*",
            r"(?:int|uint|size_t|long|short)\d*(?:_t)? (?:overflow|truncat|wrap|cast)\w*",
            r"int_max|2\^32|0xffffffff|4294967295",
            r"very (?:large|big) (?:number|value)|negative (?:length|size|index)",
        ),
    ),
    BugClass(
        "use-after-free",
        (
            415, 416, 562, 590, 666, 672, 761, 762, 763, 825, 826, 910, 911, 1341,
        ),
        (
            r"use[- ]after[- ]free", r"uaf", r"heap-use-after-free", r"double[- ]free",
            r"dangling (?:pointer|reference)s?",
            r"freed (?:memory|object|buffer|chunk|block|structure|pointer)",
            r"(?:already|been|was|is) (?:freed|released|deallocated)",
            r"(?:after|once) (?:it|the \w+) (?:is|was|has been) freed", r"stale pointer", r"freed twice",
            r"invalid free",
            (
                r"after (?:being |it was |it is |it has been )?(?:freed|released|deallocated|destroyed|"
                r"closed)"
            ),
            (
                r"(?:freed|released|deallocated|destroyed|given back) (?:\w+ ){0,8}(?:used|referenced|"
                r"accessed|still|again|twice)"
            ),
            (
                r"(?:still|again|later) (?:\w+ ){0,2}(?:used|referenced|accessed|dereferenced|uses|"
                r"references|accesses|points)"
            ),
            r"free'd|free\(\) twice|double free\w*|(?:inside|in) a (?:freed )?block",
            r"tcache|fastbin|heap spray\w*|spraying",
            (
                r"(?:memory|pointer|object|resource) (?:\w+ ){0,6}(?:already|been) (?:\w+ )?(?:freed|"
                r"released|given back|returned|deallocated|gone)"
            ),
            r"expired pointer|wrong pointer|return of stack variable", r"lifetime|dangling",
            r"0xdddddddd|0xfeeefeee|0xdeadbeef", r"reference count\w*|refcount\w*",
        ),
        1.2,
    ),
    BugClass(
        "null-dereference",
        (
            252, 253, 395, 476, 588, 690,
        ),
        (
            r"null (?:pointer|deref)\w*",
            r"nullpointerexception|nil pointer|nil dereference|dereferenc\w+ (?:\w+ ){0,3}null",
            r"address (?:0x0+\b|zero page)|segv on unknown address 0x0", r"unchecked return value",
        ),
    ),
    BugClass(
        "uninitialised-memory",
        (
            456, 457, 665, 824, 908, 909, 1419,
        ),
        (
            r"uninitiali[sz]ed\w*", r"(?:not|never|missing) initiali[sz]\w+|msan|memorysanitizer",
            (
                r"(?:stack|heap|kernel|process|server) (?:memory|bytes|contents?) (?:\w+ ){0,5}(?:leak|"
                r"disclos|returned|sent|visible|shown|answer)\w*"
            ),
            (
                r"(?:leak|disclos|return|send)\w* (?:\w+ ){0,4}(?:stack|heap|kernel|process|old|stale|"
                r"server) (?:memory|bytes|contents?|data)"
            ),
            r"(?:garbage|leftover|remains of|random bytes)",
        ),
    ),
    BugClass(
        "type-confusion",
        (
            241, 351, 697, 704, 843, 1024, 1025, 1287,
        ),
        (
            r"type (?:confusion|juggling|mismatch)", r"incompatible types?|wrong type|bad cast|downcast\w*",
            r"(?:loose|weak) comparison|magic hash\w*|0e\d{3,}",
        ),
    ),
)  # fmt: skip
