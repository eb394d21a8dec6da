"""Numbers and units of time as eight languages write them."""

_ENGLISH = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_OTHERS: dict[int, str] = {
    1: "ein eine einem einen einer eines un une uno una um uma один одного одной 일 一",
    2: "zwei deux dos dois duas два две двух 二 两 兩 이",
    3: "drei trois tres três три трёх трех 三 삼",
    4: "vier quatre cuatro quatro четыре четырёх 四",
    5: "fünf cinq cinco пять пяти 五",
    6: "sechs six seis шесть шести 六",
    7: "sieben sept siete sete семь семи 七",
    8: "acht huit ocho oito восемь восьми 八",
    9: "neun neuf nueve nove девять девяти 九",
    10: "zehn dix diez dez десять десяти 十",
    14: "vierzehn quatorze catorce catorze quatorze четырнадцать четырнадцати 十四",
    15: "fünfzehn quinze quince пятнадцать пятнадцати 十五",
    24: "vierundzwanzig 二十四",
    30: "dreißig dreissig trente treinta trinta тридцать тридцати 三十",
    48: "achtundvierzig 四十八",
    60: "sechzig soixante sesenta sessenta 六十",
    72: "zweiundsiebzig 七十二",
    90: "neunzig noventa девяносто 九十",
}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 10 * number for number, word in enumerate(_TENS.split(), start=2)}

_BEYOND = {"": 0, " twenty": 20, " and twenty": 20, " eighty": 80, " and eighty": 80}
"""What is said behind a hundred: 120 and 180 days are the terms that occur."""


def _words() -> dict[str, int]:
    found = {word: number for number, words in _OTHERS.items() for word in words.split()}
    english = _ENGLISH.split()
    found |= {word: number for number, word in enumerate(english, start=1)}
    for tens, value in TENS.items():
        found[tens] = value
        for ones in range(1, 10):
            found[f"{tens}-{english[ones - 1]}"] = found[f"{tens} {english[ones - 1]}"] = value + ones
    found |= {f"{one} hundred{more}": 100 + added for one in ("one", "a") for more, added in _BEYOND.items()}
    return found


NUMBERS = _words()
"""Words of numbers, in small letters."""

UNITS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "bh",
        (
            r"(?:business|working|office)[ -]hours?",
            r"horas? (?:úteis|útil|hábiles|hábil|laborables)",
            r"heures ouvr(?:é|e)es",
            r"geschäftsstunden",
            r"营业小时",
        ),
    ),
    (
        "bd",
        (
            r"(?:business|working|work|week)[ -]?days?",
            r"werktage[ns]?|werktag|arbeitstage[ns]?|arbeitstag|geschäftstage[n]?",
            r"jours? ouvr(?:é|e)s?|jours? ouvrables?",
            r"d[ií]as? (?:úteis|útil|hábiles|hábil|laborables?)",
            r"рабоч(?:их|его|ий|ие) (?:дней|дня|день)",
            r"个?工作日|個?工作日|営業日|영업일",
        ),
    ),
    (
        "h",
        (
            r"hours?|hrs?\b|h\b",
            r"stunden?|heures?|horas?",
            r"час(?:ов|а|у)?\b|小时|小時|時間|시간",
        ),
    ),
    (
        "mo",
        (
            r"months?|monate?n?\b|mois\b|mes(?:es)?\b|mês",
            r"месяц(?:ев|а)?|个月|個月|か月|ヶ月|カ月|개월",
        ),
    ),
    (
        "fortnight",
        (r"fortnights?",),
    ),
    (
        "w",
        (r"weeks?|wks?\b|wochen?|semaines?|semanas?", r"недел[ьяию]|周|週間|星期|주일|주(?!말)"),
    ),
    (
        "d",
        (
            r"(?:calendar|consecutive|full)[ -]days?|days?",
            r"(?:kalender)?tage?n?\b|jours?(?: calendaires)?\b|d[ií]as?(?: corridos| naturales)?\b",
            r"дней|дня|день|天|日|일",
            r"d\b",
        ),
    ),
)
"""Patterns of units, the longer ones first."""
