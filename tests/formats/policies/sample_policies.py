"""Policies of our own wording for every group of phrases and every trap, with the facts that they hold.

A fact is a word or two: `ack 48h`, `fix critical 7d @confirmed`, `~assess 5bd` for a target, `hold 90d`,
`mail a@b`. What is expected to be left out is `left REASON`.
"""

from typing import NamedTuple


class Sample(NamedTuple):
    group: str
    text: str
    facts: tuple[str, ...]
    debatable: tuple[str, ...] = ()
    """What may be found as well."""
    wrong: tuple[str, ...] = ()
    """What is found, and should not be."""


def _table(*rows: str) -> str:
    head, *others = rows
    line = "|".join("---" for _ in head.split("|"))
    return "\n".join(f"| {row} |" for row in (head, line, *others)) + "\n"


SAMPLES = (
    # --- hours, days, weeks in words and languages ---
    Sample("units", "We confirm that we got your report within **48 hours**.", ("ack 48h",)),
    Sample("units", "Every report is acknowledged within 48h.", ("ack 48h",)),
    Sample("units", "Our team will reply within seven days.", ("ack 7d",)),
    Sample("units", "You will get a first answer from us within two days.", ("ack 2d",)),
    Sample(
        "units",
        "We respond to every report within 1 week and ship a fix within two weeks.",
        ("ack 1w", "fix 2w"),
    ),
    Sample("units", "Wir bestätigen den Eingang innerhalb von 72 Stunden.", ("ack 72h",)),
    Sample("units", "Nous accusons réception sous 72 heures.", ("ack 72h",)),
    Sample("units", "Respondemos a cada informe en menos de 72 horas.", ("ack 72h",)),
    Sample("units", "Responderemos ao seu relato em até 48 horas.", ("ack 48h",)),
    Sample("units", "Мы ответим в течение 7 дней.", ("ack 7d",)),
    Sample("units", "我们会在七天内回复您的报告。", ("ack 7d",)),
    Sample("units", "접수 후 48시간 이내에 답변 드립니다.", ("ack 48h",)),
    Sample("units", "ご報告には72時間以内に返信します。", ("ack 72h",)),
    # --- business days ---
    Sample("business", "We acknowledge receipt within 1 business day.", ("ack 1bd",)),
    Sample("business", "The maintainers will answer within three (3) working days.", ("ack 3bd",)),
    Sample("business", "Wir antworten binnen 5 Werktagen.", ("ack 5bd", "ask calendar.weekend sun")),
    Sample("business", "Nous répondons sous 3 jours ouvrés.", ("ack 3bd",)),
    Sample("business", "Respondemos em até 5 dias úteis.", ("ack 5bd",)),
    Sample("business", "Respondemos en un plazo de 5 días hábiles.", ("ack 5bd",)),
    Sample("hours", "Responderemos em até 48 horas úteis.", ("ack 48bh", "ask calendar.office_hours")),
    Sample("hours", "We reply within 24 hours (business days).", ("ack 24bh", "ask calendar.office_hours")),
    # --- start of the step before ---
    Sample(
        "start",
        "We acknowledge it within 72 hours, and give a detailed response within an additional 72 hours.",
        ("ack 72h", "assess 72h @acknowledged"),
    ),
    Sample(
        "start",
        "An assessment follows within 7 calendar days of acknowledgment.",
        ("assess 7d @acknowledged",),
    ),
    Sample(
        "start", "We fix critical issues within 14 days of confirmation.", ("fix critical 14d @confirmed",)
    ),
    Sample("start", "Once triaged, we ship a patch within 30 days from triage.", ("fix 30d @assessed",)),
    Sample(
        "start",
        "We provide an assessment within 5 days.",
        ("assess 5d", "ask clocks:assess from-acknowledgement"),
    ),
    # --- ranges ---
    Sample("range", "You can expect a first response within 1 to 3 days.", ("ack 1d..3d",)),
    Sample("range", "We will release a fix within 1-2 weeks.", ("fix 1w..2w",)),
    Sample("range", "We acknowledge reports in 24–48 hours.", ("ack 24h..48h",)),
    Sample(
        "range",
        "## Timeline\n\n"
        + _table(
            "When|Step",
            "Day 0|Report arrives",
            "Day 1-3|Acknowledgement",
            "Day 7-60|Fix prepared and released",
        ),
        ("ack 3d", "fix 60d @received"),
    ),
    # --- the promise beside the usual ---
    Sample("usual", "You hear back from us within two days at the outside, usually 12 hours.", ("ack 2d",)),
    Sample("usual", "We answer within 3 days, in rare cases within a month.", ("ack 3d",)),
    Sample("usual", "We will respond in a few days (we aim for 72 hours).", ("~ack 72h",)),
    # --- undated ---
    Sample("undated", "We will acknowledge your report as soon as possible.", ("ack undated",)),
    Sample("undated", "We will fix confirmed problems in a timely manner.", ("address undated",)),
    Sample("undated", "We will keep you informed while we work on it.", ("status undated",)),
    Sample("undated", "The project reviews its dependencies periodically.", ()),
    # --- no promise ---
    Sample(
        "no promise",
        "This is a hobby: there is no SLA, though answers mostly come within 3 days.",
        ("left no-promise",),
    ),
    Sample("no promise", "We do not guarantee a response within 48 hours.", ("left no-promise",)),
    Sample("no promise", "Мы отвечаем в течение 5 дней, но SLA не гарантируется.", ("left no-promise",)),
    Sample("no promise", "14日以内に回答するよう努めますが、期限の確約はできません。", ("left no-promise",)),
    Sample("no promise", "No ofrecemos garantía ni SLA de respuesta en 48 horas.", ("left no-promise",)),
    # --- ninety days ---
    Sample("ninety", "We follow a 90-day disclosure policy.", ("hold 90d", "publish by")),
    Sample(
        "ninety",
        "Please keep details private for at least ninety (90) days before disclosing them.",
        ("hold 90d at least",),
    ),
    Sample("ninety", "Please do not disclose the problem for at most 90 days.", ("hold 90d",)),
    Sample("ninety", "Advisories are published within 90 days of the report.", ("hold 90d", "publish by")),
    Sample("ninety", "Public disclosure happens at $T_{report} + 90$ days.", ("hold 90d",)),
    # --- whichever ---
    Sample(
        "min",
        "Do not disclose anything until we have released a fix or 60 days have passed, whichever is sooner.",
        ("hold 60d min fix",),
    ),
    Sample(
        "min",
        "Details become public after 45 days or upon fix release, the earlier of the two.",
        ("hold 45d min fix",),
    ),
    Sample(
        "max",
        "Please do not disclose the issue until it is fixed and a date has been agreed.",
        ("hold max fix agreed",),
    ),
    Sample(
        "hold", "We ask you not to disclose the issue publicly until a fix has been released.", ("hold fix",)
    ),
    Sample(
        "hold",
        "Give us reasonable time to address the issue before any public disclosure.",
        ("hold reasonable",),
    ),
    Sample(
        "waiver",
        "Do not disclose details before 30 days have passed, unless both parties agree otherwise.",
        ("hold 30d", "waiver"),
    ),
    # --- what a reporter may do ---
    Sample(
        "right",
        "If you hear nothing from us within 6 business days, please escalate to the board.",
        ("left reporters-right",),
    ),
    Sample("right", "You are free to disclose after 14 days of silence.", ("left reporters-right",)),
    Sample(
        "right",
        "If we do not respond within 14 days, you may publish your findings.",
        ("left reporters-right",),
    ),
    Sample("duty", "Please allow us 5 business days to respond.", ("left reporters-duty",)),
    Sample(
        "duty",
        "Researchers must report the problem to us within 24 hours of finding it.",
        ("left reporters-duty",),
    ),
    Sample("duty", "Please respond to our questions within 10 days.", ("left reporters-duty",)),
    # --- after the release, before the public ---
    Sample("later", "Details are published one month after the release of the fix.", ("later 1mo",)),
    Sample("later", "Full details are disclosed 90 days after the patch release.", ("later 90d",)),
    Sample(
        "earlier",
        "Distributors are told no more than seven days before public disclosure.",
        ("earlier 7d at most",),
    ),
    Sample(
        "earlier", "Downstream packagers hear at least a week ahead of the release.", ("earlier 1w at least",)
    ),
    Sample(
        "earlier",
        "Large customers get 24 hours in advance of the public advisory.",
        ("earlier 24h at least",),
    ),
    # --- again and again ---
    Sample("every", "We send a status update every 7 days until the fix is out.", ("status every 7d",)),
    Sample("every", "You will receive progress updates at least weekly.", ("status every 1w",)),
    Sample("every", "We will update you on our progress every 14 business days.", ("status every 14bd",)),
    Sample("every", "진행 상황은 5일마다 안내해 드립니다.", ("status every 5d",)),
    # --- releases ---
    Sample("release", "- Low severity: fixed with the next scheduled release", ("fix low release",)),
    Sample(
        "release",
        "Medium severity problems will be fixed in the next minor release.",
        ("fix medium release",),
    ),
    Sample(
        "release",
        "## Security updates\n\n- Critical: within 3 days\n- Low: quarterly patch cycle\n",
        ("fix critical 3d", "fix low release", "cadence 3mo"),
    ),
    # --- dates ---
    Sample(
        "dates",
        _table(
            "Version|Supported",
            "4.x|yes",
            "3.5.x|until 2031-12-31",
            "3.4.x|until February 26th, 2030",
            "3.3.x|until 6/24/2030",
            "3.2.x|until May 2030",
            "< 3.2|no",
        ),
        (
            "version 4.x yes",
            "version 3.5.x yes 2031-12-31",
            "version 3.4.x yes 2030-02-26",
            "version 3.3.x yes 2030-06-24",
            "version 3.2.x yes",
            "version < 3.2 no",
        ),
    ),
    Sample(
        "dates",
        "Write to sec@acme.dev.\n\nLast updated: March 3rd, 2026",
        ("mail sec@acme.dev", "updated 2026-03-03"),
    ),
    # --- not an acknowledgement ---
    Sample(
        "statistic", "Most vulnerabilities are reviewed and resolved within 48 hours.", ("left no-promise",)
    ),
    Sample("statistic", "Reports can be discussed for 48 hours after the audit.", ()),
    # --- addresses ---
    Sample("address", "Send it to security at acme dot org.", ("mail security@acme.org",)),
    Sample("address", "Mail max [at] acme [dot com] with the details.", ("mail max@acme.com",)),
    Sample(
        "address", "Our list is [acme-security AT lists.acme.org].", ("mail acme-security@lists.acme.org",)
    ),
    Sample("address", "Write to [team@acme.dev](mailto:team@acme.dev).", ("mail team@acme.dev",)),
    Sample("address", "The address is ![security address](mail.gif).", ("left image",)),
    Sample(
        "address",
        "Use [a private advisory](https://github.com/acme/tool/security/advisories/new).",
        ("advisory",),
    ),
    # --- placeholders ---
    Sample(
        "placeholder", "Write to [Your Security Email] and we answer within 48 hours.", ("left placeholder",)
    ),
    Sample("placeholder", "Contact security@[organization].mil within 5 days.", ()),
    Sample("placeholder", "Nous répondons sous <X jours ouvrés>.", ()),
    Sample("placeholder", "We fix it within 30 days [To be announced].", ("left placeholder",)),
    Sample("placeholder", "Mail security@example.com (replace with your address).", ("left placeholder",)),
    Sample(
        "template",
        "# Security Policy\n\n## Supported Versions\n\nUse this section to tell people about which versions "
        "are supported.\n\n" + _table("Version|Supported", "5.1.x|:white_check_mark:", "5.0.x|:x:"),
        ("left template", "no policy"),
    ),
    # --- what is not read ---
    Sample(
        "ignored",
        "<!-- We answer within 24 hours: old@acme.dev -->\n\nWrite to sec@acme.dev.",
        ("mail sec@acme.dev", "left comment"),
    ),
    Sample(
        "ignored",
        "Write to sec@acme.dev.\n\n```\nWe answer within 24 hours\n```\n",
        ("mail sec@acme.dev", "left code"),
    ),
    Sample("ignored", "## Sample report\n\nWe fixed this within 3 days.\n", ("left example",)),
    Sample("ignored", "> They said: we respond within 2 hours.\n", ("left example",)),
    Sample("ignored", "For example, a critical problem may be fixed within 24 hours.", ("left example",)),
    Sample(
        "members",
        "Write to sec@acme.dev.\n\n## Members\n\n"
        + _table("Organisation|Contact", "One|a@one.dev", "Two|b@two.dev", "Three|c@three.dev"),
        ("mail sec@acme.dev", "left other-organisation"),
    ),
    Sample(
        "members", "Problems in upstream libraries go to security@upstream.dev.", ("left other-organisation",)
    ),
    Sample("else", "Backups are deleted within 30 days.", ()),
    Sample("else", "Sessions expire within 12 hours, and tokens are rotated every 90 days.", ()),
    Sample("else", "Bounties are paid within 30 days of the fix.", ("left unclear",)),
    Sample("else", "Fixes for high severity bugs are backported for 12 months.", ("left unclear",)),
    Sample("else", "Fixes are kept for 12 months.", ()),
    Sample("else", "Members must fix the problem within 14 days.", ("left other-organisation",)),
    # --- tables ---
    Sample(
        "tables",
        _table(
            "Timeframe|Action",
            "72 hours|First acknowledgement",
            "7 days|Assessment",
            "30 days|Target remediation of critical and high problems",
        ),
        ("ack 72h", "assess 7d", "~fix critical high 30d"),
    ),
    Sample(
        "tables",
        _table(
            "Stage|Timeline",
            "Acknowledgement|Within 48 hours",
            "Status update|Every 7 days",
            "Fix (critical)|Within 7 days of confirmation",
            "Fix (low)|Next release",
        ),
        ("ack 48h", "status every 7d", "fix critical 7d @confirmed", "fix low release @confirmed"),
    ),
    Sample(
        "tables",
        _table(
            "Severity|Response|Fix",
            "Critical|24 hours|7 days",
            "High|48 hours|14 days",
            "Low|14 days|Next release",
        ),
        (
            "ack critical 24h",
            "fix critical 7d",
            "ack high 48h",
            "fix high 14d",
            "ack low 14d",
            "fix low release",
        ),
    ),
    Sample(
        "tables",
        _table("|Critical|High", "First response|24 hours|3 business days", "Patch|7 days|30 days"),
        ("ack critical 24h", "ack high 3bd", "fix critical 7d", "fix high 30d"),
    ),
    Sample(
        "tables",
        _table("Audience|Response", "Enterprise customers|4 hours", "Everybody else|5 days"),
        ("ack 4h Enterprise", "ack 5d Everybody"),
    ),
    Sample(
        "tables",
        _table("Version|1.x|2.x", "Supported|:x:|:white_check_mark:"),
        ("version 1.x no", "version 2.x yes"),
    ),
    # --- the rest of a policy ---
    Sample(
        "thanks",
        "Mail sec@acme.dev. We credit you in the release notes unless you prefer to stay anonymous.",
        ("credit opt-out", "mail sec@acme.dev"),
    ),
    Sample(
        "thanks",
        "Mail sec@acme.dev. With your permission we will name you in our hall of fame.",
        ("credit opt-in", "mail sec@acme.dev"),
    ),
    Sample("thanks", "We do not offer a bug bounty.", ("bounty no",)),
    Sample("thanks", "We will not pursue legal action against you if you act in good faith.", ("harbour",)),
    Sample(
        "scope",
        "## In scope\n\n- api.acme.dev\n\n## Out of scope\n\n- Social engineering\n",
        ("scope in", "scope out"),
    ),
    Sample("scope", "## Scope\n\nPlease do not:\n\n- Do not run automated scans\n", ("scope prohibited",)),
    Sample("forbidden", "Please do not open a public issue for it.", ("forbidden",)),
    Sample(
        "rollover",
        "We aim to answer within 2 days. A deadline on a weekend is a deadline on that day.",
        ("~ack 2d",),
    ),
)
