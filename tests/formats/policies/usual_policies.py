"""Policies of the shapes that repositories usually hold, in our own words, with the facts that they hold.

Whole files and passages: the facts are written as in `sample_policies`, and each deadline of a text is named.
"""

from tests.formats.policies.sample_policies import Sample

USUAL = (
    # --- small ---
    Sample(
        "small",
        "# Security Policy\n\n## Supported Versions\n\n| Version|Supported |\n"
        "| ---|--- |\n| 5.1.x|:white_check_mark: |\n| 5.0.x|:x: |\n"
        "| 4.0.x|:white_check_mark: |\n| < 4.0|:x: |\n\n## Reporting a Vulnerability\n\n"
        "Mail security@kestrel.dev instead of opening an issue. You'll get a reply "
        "within 48 hours. If we accept the report, a patch comes out within 14 days; "
        "if we decline it, we tell you why.\n",
        (
            "version 5.1.x yes",
            "version 5.0.x no",
            "version 4.0.x yes",
            "version < 4.0 no",
            "mail security@kestrel.dev",
            "ack 48h",
            "fix 14d",
        ),
    ),
    Sample(
        "small",
        "# Security\n\n"
        "Please email **sec@brook.io**. We will acknowledge your email within 48 "
        "hours, and will send a more detailed response within 48 hours after that, "
        "telling you the next steps.\n\n"
        "After the first reply we will endeavor to keep you informed of the progress "
        "towards a fix.\n",
        (
            "mail sec@brook.io",
            "ack 48h",
            "assess 48h @acknowledged",
            "status undated",
        ),
    ),
    Sample(
        "small",
        "## Reporting\n\n"
        "Use the private vulnerability reporting of GitHub. You should hear back "
        "within 3 working days. If for some reason you do not, please follow up by "
        "e-mail within a week.\n",
        (
            "advisory",
            "ack 3bd",
            "left reporters-duty",
        ),
    ),
    Sample(
        "small",
        "# Security\n\n"
        "Your report will be acknowledged within 24 hours, and you'll receive a more "
        "detailed response to your report within 48 hours indicating the next steps "
        "in handling your submission.\n",
        (
            "ack 24h",
            "assess 48h",
        ),
    ),
    Sample(
        "small",
        "If you don't get an acknowledgment from us or have heard nothing after five "
        "working days, write to the lead directly.\n",
        ("left reporters-right",),
    ),
    Sample(
        "small",
        "Only the newest release gets security fixes. This is a one-person project; "
        "response may take up to 2 weeks.\n",
        ("ack 2w",),
    ),
    Sample("small", "I usually look at mail once a week, so please be patient.\n", ()),
    Sample(
        "small",
        "You can expect to hear back within 72 hours and an update at least every 5 "
        "business days until it is resolved.\n",
        (
            "ack 72h",
            "status every 5bd",
        ),
    ),
    # --- steps ---
    Sample(
        "steps",
        "## What happens next\n\n1. We acknowledge the report (within 2 business days).\n"
        "2. We triage it and set a severity (within 5 business days).\n"
        "3. We develop a fix (within 30 days for high and critical, 90 days otherwise).\n"
        "4. We publish an advisory and request a CVE.\n",
        (
            "ack 2bd",
            "assess 5bd",
            "fix critical high 30d",
            "fix medium low 90d",
        ),
    ),
    Sample(
        "steps",
        "### Response timeline\n\n- **Initial response:** within 48 hours\n"
        "- **Triage:** within 7 days\n- **Fix for critical issues:** within 14 days\n"
        "- **Public disclosure:** after the fix is available\n",
        (
            "ack 48h",
            "assess 7d",
            "fix critical 14d",
        ),
    ),
    Sample(
        "steps",
        "### Our commitment\n\n* Acknowledgement: 1 business day\n"
        "* Initial assessment: 3 business days\n* Status updates: every 7 days\n"
        "* Resolution target: 90 days\n",
        (
            "ack 1bd",
            "assess 3bd",
            "status every 7d",
            "~fix 90d",
        ),
    ),
    Sample(
        "steps",
        "Timeline:\n\n- Day 0: you report\n- Day 2: we confirm receipt\n"
        "- Day 10: we finish the assessment\n- Day 45: fix released\n"
        "- Day 90: public disclosure\n",
        (
            "ack 2d",
            "assess 10d",
            "fix 45d @received",
            "hold 90d",
        ),
    ),
    # --- table ---
    Sample(
        "table",
        "## Response targets\n\n| Severity|First response|Fix released |\n"
        "| ---|---|--- |\n| Critical (9.0-10.0)|24 hours|7 days |\n"
        "| High (7.0-8.9)|48 hours|14-30 days |\n"
        "| Medium (4.0-6.9)|5 business days|60-90 days |\n"
        "| Low (0.1-3.9)|10 business days|Next release |\n",
        (
            "~ack critical 24h",
            "~ack high 48h",
            "~ack medium 5bd",
            "~ack low 10bd",
            "~fix critical 7d",
            "~fix high 14d..30d",
            "~fix medium 60d..90d",
            "~fix low release",
        ),
    ),
    Sample(
        "table",
        "## Remediation SLA\n\n| |Critical|High|Medium|Low |\n| ---|---|---|---|--- |\n"
        "| Remediation|24-72 hours|7 days|30 days|Best effort |\n",
        (
            "fix critical 24h..72h",
            "fix high 7d",
            "fix medium 30d",
        ),
    ),
    Sample(
        "table",
        "## How long things take\n\n| Stage|Time |\n| ---|--- |\n"
        "| Acknowledgement|2 days |\n| Validation|1 week |\n"
        "| Fix|depends on complexity |\n",
        (
            "ack 2d",
            "confirm 1w",
        ),
    ),
    Sample(
        "table",
        "## Support lifecycle\n\n"
        "| Release|Released|Bug fixes until|Security fixes until |\n| ---|---|---|--- |\n"
        "| 3.2|2025-01-10|12 months|24 months |\n| 3.1|2024-06-02|12 months|24 months |\n",
        (),
    ),
    Sample(
        "table",
        "## Scoring\n\n| Severity|CVSS|Bounty |\n| ---|---|--- |\n"
        "| Critical|9-10|$5000 within 30 days |\n| High|7-9|$2000 |\n",
        (),
    ),
    Sample(
        "table",
        "## Versions\n\n| Version|Supported|End of life |\n| ---|---|--- |\n"
        "| 3.x|Yes|December 31, 2027 |\n| 2.x|Security fixes only|2026-06-30 |\n"
        "| 1.x|No| |\n",
        (
            "version 3.x yes 2027-12-31",
            "version 2.x yes 2026-06-30",
            "version 1.x no",
        ),
    ),
    Sample(
        "table",
        "<table><tr><th>Version</th><th>Supported</th></tr><tr><td>2.x</td><td>✅</td></tr><tr><td>1.x</td><td>❌</td></tr></table>\n"
        "\nMail sec@tarn.dev. We reply within two working days.\n",
        (
            "version 2.x yes",
            "version 1.x no",
            "mail sec@tarn.dev",
            "ack 2bd",
        ),
    ),
    # --- line ---
    Sample(
        "line",
        "We fix critical issues within 7 days, high within 30 days, and medium or low within 90 days.\n",
        (
            "fix critical 7d",
            "fix high 30d",
            "fix medium low 90d",
        ),
    ),
    Sample(
        "line",
        "Target fix times: Critical – 48 hours; High – 7 days; Medium – 30 days; Low – 90 days.\n",
        (
            "~fix critical 48h",
            "~fix high 7d",
            "~fix medium 30d",
            "~fix low 90d",
        ),
    ),
    Sample(
        "line",
        "Patches are released within 7 days (critical), 30 days (high) or 90 days (medium and low).\n",
        (
            "fix critical 7d",
            "fix high 30d",
            "fix medium low 90d",
        ),
    ),
    Sample(
        "line",
        "We aim to resolve critical and high severity vulnerabilities within 30 days "
        "and everything else within 90 days.\n",
        (
            "~fix critical high 30d",
            "~fix medium low 90d",
        ),
    ),
    Sample(
        "line",
        "Critical: patch within 24 hours. High: patch within 1 week. Others: with "
        "the next regular release.\n",
        (
            "fix critical 24h",
            "fix high 1w",
        ),
    ),
    # --- long ---
    Sample(
        "long",
        "# Reporting bugs in the compiler\n\n"
        "Safety is one of our core principles. Send reports to "
        "security@ferrous-lang.org, encrypted with our key if you like. This mail is "
        "delivered to a small team. Your mail will be acknowledged within 24 hours, "
        "and you'll receive a more detailed response within 48 hours. After the "
        "initial reply the team will keep you informed of the progress being made "
        "towards a fix and full announcement. These updates will be sent at least "
        "every five days; in reality, this is more likely every 24-48 hours.\n\n"
        "If you have not received a reply within 48 hours, or have not heard from "
        "the team for the past five days, contact the coordinator.\n\n## Disclosure\n\n"
        "Our process has five steps: a primary handler is assigned; the problem is "
        "confirmed; code is audited; fixes are prepared for all releases under "
        "maintenance and held in private; on the embargo date the announcement is "
        "sent. This can take some time, especially where coordination with "
        "maintainers of other projects is needed.\n",
        (
            "mail security@ferrous-lang.org",
            "ack 24h",
            "assess 48h",
            "status every 5d",
            "left reporters-right",
        ),
    ),
    Sample(
        "long",
        "# Security\n\n"
        "Report through HackerOne. Normally your report will be acknowledged within "
        "5 days, and you'll receive a more detailed response to your report within "
        "10 days indicating the next steps. These timelines may extend when our "
        "triage volunteers are away on holiday.\n\n## Bounty\n\nThere is no bug bounty.\n"
        "\n## Policy\n\n1. The report is received and assigned a primary handler.\n"
        "2. On the embargo date, the list is sent a copy of the announcement. Within "
        "6 hours of the mailing list being notified, a copy of the advisory will be "
        "published on the blog.\n"
        "3. Typically the embargo date will be set 72 hours from the time the CVE is "
        "issued.\n",
        (
            "~ack 5d",
            "~assess 10d",
            "bounty no",
        ),
    ),
    Sample(
        "long",
        "# Foundation security\n\n"
        "The foundation takes a very active stance. Projects report through "
        "security@foundry.example-foundation.org; see "
        "https://foundry-foundation.org/security for the process that all our "
        "projects follow. The project team works privately with the reporter. The "
        "vulnerability is published after a fixed release is announced.\n",
        ("mail security@foundry.example-foundation.org",),
    ),
    Sample(
        "long",
        "# Release process for vulnerabilities\n\n"
        "The Security Response Committee answers reports within 3 working days. "
        "Within 24 hours of disclosure the committee assigns a fix lead. The lead "
        "scores it with CVSS. If the score is under 4.0 the team may slow the "
        "process down.\n\n### Private list\n\n"
        "Distributors get the patch up to 14 days before public disclosure. Members "
        "must not share it, and must reply to a test message within 7 days. "
        "Membership is reviewed every 12 months.\n\n### Fix disclosure (1-7 days)\n\n"
        "The lead cherry-picks the patches and cuts releases. Retrospective happens "
        "1-3 days after the release date.\n",
        (
            "ack 3bd",
            "earlier 14d at most",
        ),
    ),
    Sample(
        "long",
        "# Security policy of Grebe\n\n"
        "[![ci](https://ci.grebe.dev/b.svg)](https://ci.grebe.dev)\n\n"
        "<!-- Please answer within 5 days -->\n\n## Scope\n\n"
        "The following are out of scope:\n\n- Rate limiting\n- Self-XSS\n\n## Rewards\n\n"
        "We pay bounties between $100 and $4000. Payouts happen within 30 days after "
        "the fix has been deployed. We respond to new submissions within 2 business "
        "days and triage within 10 business days.\n",
        (
            "scope out",
            "ack 2bd",
            "assess 10bd",
            "bounty yes",
        ),
    ),
    Sample(
        "long",
        "# Vulnerability disclosure programme\n\n### Guidelines\n\nWe require that you:\n"
        "\n* Notify us within 24 hours of discovering an issue.\n"
        "* Provide us a reasonable amount of time to resolve the issue before you "
        "disclose it publicly.\n* Do not keep data longer than 30 days.\n\n"
        "### What you can expect from us\n\n"
        "* Within 3 business days, we will acknowledge that your report has been "
        "received.\n* To the best of our ability, we will confirm the existence of the "
        "vulnerability to you.\n* We will maintain an open dialogue.\n",
        (
            "ack 3bd",
            "hold reasonable",
        ),
    ),
    # --- hold ---
    Sample(
        "hold",
        "Please give us at least 90 days to fix the problem before telling anybody.\n",
        ("hold 90d at least",),
    ),
    Sample(
        "hold", "We kindly ask you to allow us 60 days to ship a fix before you go public.\n", ("hold 60d",)
    ),
    Sample(
        "hold",
        "Vulnerabilities are disclosed publicly 90 days after the report or when a "
        "fix is out, whichever comes first.\n",
        (
            "hold 90d min fix",
            "publish by",
        ),
    ),
    Sample(
        "hold",
        "We follow coordinated disclosure with a default embargo of 90 days. We may "
        "ask for an extension of up to 14 days if a fix is nearly done.\n",
        (
            "hold 90d",
            "left unclear",
            "waiver",
        ),
    ),
    Sample(
        "hold",
        "Technical details are published 30 days after the patch, so that users have time to update.\n",
        ("later 30d",),
    ),
    Sample("hold", "If the bug is exploited in the wild, we publish within 7 days.\n", ("left unclear",)),
    Sample(
        "hold",
        "If we do not respond within 14 days you are free to publish your findings.\n",
        ("left reporters-right",),
    ),
    Sample(
        "hold",
        "We credit reporters in the advisory, which is published within 24 hours of release.\n",
        ("later 24h",),
    ),
    Sample(
        "hold",
        "If the embargo ends on a weekend, it moves to the following Monday. We keep embargoes to 30 days.\n",
        (
            "hold 30d",
            "left unclear",
        ),
    ),
    # --- weekday ---
    Sample(
        "weekday",
        "We answer within 5 days. Security releases come out on Tuesdays or "
        "Wednesdays, never before a weekend.\n",
        (
            "ack 5d",
            "left unclear",
        ),
    ),
    Sample(
        "weekday",
        "A fix is released within 30 days. Deadlines that fall on a weekend or "
        "public holiday move to the next working day.\n",
        (
            "fix 30d",
            "left unclear",
        ),
    ),
    Sample("weekday", "We reply within 2 days, except on weekends and public holidays.\n", ("left unclear",)),
    Sample("weekday", "Patch day is the second Tuesday of each month.\n", ("left unclear",)),
    # --- condition ---
    Sample("condition", "If an upstream fix is available, we ship it within 7 days.\n", ("left unclear",)),
    Sample(
        "condition",
        "For issues in dependencies, once upstream has released a patch, we release "
        "an update within 14 days.\n",
        ("left unclear",),
    ),
    Sample(
        "condition",
        "When a vulnerability is actively exploited, we release a fix within 48 hours.\n",
        ("left unclear",),
    ),
    Sample(
        "condition", "We fix accepted issues within 60 days unless the issue is complex.\n", ("left unclear",)
    ),
    Sample(
        "condition",
        "Paying customers with a support contract receive an answer within 4 hours.\n",
        ("left unclear",),
    ),
    Sample(
        "condition",
        "If you mark the subject with [URGENT], we will respond within 12 hours.\n",
        ("left unclear",),
    ),
    Sample(
        "condition", "If you report a vulnerability, we will acknowledge it within 3 days.\n", ("ack 3d",)
    ),
    Sample(
        "condition",
        "Once we have confirmed the issue, we will release a fix within 30 days.\n",
        ("fix 30d @confirmed",),
    ),
    # --- other ---
    Sample("other", "Every minor release gets backports for 12 months.\n", ()),
    Sample(
        "other", "Each major version is supported with security fixes for 18 months after its release.\n", ()
    ),
    Sample("other", "Security fixes are backported to releases made in the last 6 months.\n", ()),
    Sample("other", "Dependabot opens fixes within 24 hours of an upstream advisory.\n", ()),
    Sample("other", "Reviewers must approve a security patch within 2 days.\n", ()),
    Sample("other", "Users should install security updates within 7 days of their release.\n", ()),
    Sample(
        "other", "Tokens leaked in a report are revoked within 1 hour; sessions expire after 30 days.\n", ()
    ),
    Sample("other", "We run a full scan every 24 hours and patch base images weekly.\n", ()),
    Sample("other", "Reports are kept for 5 years and then deleted.\n", ()),
    Sample("other", "Log4j was fixed within 12 hours of the announcement.\n", ()),
    Sample("other", "In 2024 we answered 31 reports and fixed each within 10 days.\n", ()),
    Sample("other", "The key expires in 2 years. We rotate it every 12 months.\n", ()),
    Sample("other", "CISA expects agencies to patch known exploited vulnerabilities within 14 days.\n", ()),
    Sample("other", "Google's policy asks vendors to fix bugs within 90 days.\n", ()),
    Sample(
        "other",
        "Please respond to our questions within 14 days, or we close the report.\n",
        ("left reporters-duty",),
    ),
    Sample("other", "Reports without a reply from you for 30 days are closed.\n", ()),
    Sample(
        "other", "You must report any issue within 72 hours after finding it.\n", ("left reporters-duty",)
    ),
    # --- hedge ---
    Sample("hedge", "We aim to acknowledge reports within 5 days and to patch within 60.\n", ("~ack 5d",)),
    Sample(
        "hedge",
        "We cannot promise a timeline, but most reports get an answer within a week.\n",
        ("left no-promise",),
    ),
    Sample(
        "hedge",
        "No guarantee is given; expect anything between one day and three months for a fix.\n",
        ("left no-promise",),
    ),
    Sample("hedge", "We try our best to respond in 1-2 business days.\n", ("~ack 1bd..2bd",)),
    Sample("hedge", "It may take us longer than 7 days to respond during holidays.\n", ()),
    Sample("hedge", "Expect at least 3 days before an answer.\n", ()),
    Sample("hedge", "We will respond as quickly as possible, ideally within 24 hours.\n", ("~ack 24h",)),
    Sample("hedge", "Response time: 48h (working days only).\n", ("ack 48bh",)),
    Sample("hedge", "We will get back to you in no more than ten (10) calendar days.\n", ("ack 10d",)),
    Sample("hedge", "Fixes take anywhere from 2 days to 6 weeks.\n", ()),
    # --- template ---
    Sample(
        "template",
        "# Security Policy\n\n## Supported Versions\n\n"
        "Use this section to tell people about which versions of your project are\n"
        "currently being supported with security updates.\n\n| Version|Supported |\n"
        "| ---|--- |\n| 5.1.x|:white_check_mark: |\n| 5.0.x|:x: |\n\n"
        "## Reporting a Vulnerability\n\n"
        "Use this section to tell people how to report a vulnerability.\n",
        (
            "left template",
            "no policy",
        ),
    ),
    Sample(
        "template",
        "Contact [INSERT EMAIL]. We respond within [X] hours and fix within <N> days.\n",
        ("left placeholder",),
    ),
    # --- pointer ---
    Sample(
        "pointer",
        "This project follows the [security policy of "
        "Heronworks](https://heronworks.com/security). Do not open a public issue.\n",
        (),
    ),
    # --- pgp ---
    Sample(
        "pgp",
        "Mail disclosure@wren.dev, PGP key below. We reply inside 2 days.\n\n```\n"
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n"
        "Comment: expires in 2 days, fix within 3 hours\nmQINBFabc\n"
        "-----END PGP PUBLIC KEY BLOCK-----\n```\n",
        (
            "mail disclosure@wren.dev",
            "ack 2d",
        ),
    ),
    # --- html ---
    Sample(
        "html",
        "<h1>Security</h1>\n"
        '<p>Write to <a href="mailto:psirt@plover.io">psirt@plover.io</a>.</p>\n'
        "<ul><li>We respond within <b>3 business days</b>.</li><li>We fix within 45 "
        "days.</li></ul>\n",
        (
            "mail psirt@plover.io",
            "ack 3bd",
            "fix 45d",
        ),
    ),
    # --- language ---
    Sample(
        "language",
        "# Sicherheit\n\n"
        "Meldungen bitte an sicherheit@eule.de. Sie erhalten innerhalb von zwei "
        "Werktagen eine Eingangsbestätigung und spätestens nach 10 Tagen eine erste "
        "Bewertung. Kritische Lücken werden binnen 7 Tagen behoben. Hören Sie nach "
        "14 Tagen nichts, rufen Sie uns an.\n",
        (
            "mail sicherheit@eule.de",
            "ack 2bd",
            "fix critical 7d",
        ),
    ),
    Sample(
        "language",
        "# Sécurité\n\n"
        "Écrivez à securite@hibou.fr. Nous accuserons réception dans un délai de 3 "
        "jours ouvrés et corrigerons les failles critiques sous 15 jours. Merci de "
        "ne pas divulguer la faille avant 90 jours.\n",
        (
            "mail securite@hibou.fr",
            "ack 3bd",
            "fix critical 15d",
            "hold 90d",
        ),
    ),
    Sample(
        "language",
        "# Seguridad\n\n"
        "Escriba a seguridad@buho.es. Confirmaremos la recepción en un plazo de 48 "
        "horas. Las vulnerabilidades críticas se corrigen en un plazo máximo de 10 días.\n",
        (
            "mail seguridad@buho.es",
            "ack 48h",
            "fix critical 10d",
        ),
    ),
    Sample(
        "language",
        "Confirmaremos o recebimento em até 2 dias úteis e corrigimos falhas em até 30 dias.\n",
        (
            "ack 2bd",
            "fix 30d",
        ),
    ),
    Sample(
        "language",
        "我们将在 3 个工作日内确认收到,并在 30 天内修复高危漏洞。\n",
        (
            "ack 3bd",
            "fix high 30d",
        ),
    ),
    Sample(
        "language",
        "Мы подтверждаем получение в течение 2 рабочих дней и исправляем ошибки за 30 дней.\n",
        (
            "ack 2bd",
            "fix 30d",
        ),
    ),
    Sample(
        "language",
        "3営業日以内に受領を確認し、90日間は公開を控えてください。\n",
        (
            "ack 3bd",
            "hold 90d",
        ),
    ),
    # --- seen afterwards ---
    Sample(
        "line",
        "Acknowledgement within 48h, fix within 90 days (critical: 7 days).\n",
        ("ack 48h", "fix 90d", "fix critical 7d"),
    ),
    Sample(
        "condition", "Vulnerabilities with a public exploit are patched within 3 days.\n", ("left unclear",)
    ),
    Sample(
        "condition",
        "For vulnerabilities in third-party modules we respond within 10 days.\n",
        ("left unclear",),
    ),
    Sample("other", "Our partners at Zeta Corp respond within 2 hours to infrastructure incidents.\n", ()),
    Sample(
        "line",
        "Within 24 hours we confirm receipt; within 10 days we tell you whether we accept the report.\n",
        ("ack 24h", "confirm 10d"),
    ),
    # --- met without having been written for a rule ---
    Sample(
        "unseen",
        "Wir bestätigen den Eingang binnen zwei Werktagen und melden uns danach mindestens alle 14 Tage.\n",
        ("ack 2bd", "status every 14d"),
    ),
    Sample(
        "unseen",
        "Nous accusons réception sous 5 jours ouvrés et visons un correctif sous 90 jours.\n",
        ("ack 5bd", "~fix 90d"),
    ),
    Sample(
        "unseen",
        "Responderemos en un plazo máximo de 5 días hábiles y publicaremos el aviso a los 90 días.\n",
        ("ack 5bd", "hold 90d"),
    ),
    Sample("unseen", "Should we fail to reply within 10 days you are free to publish.\n", ()),
    Sample(
        "unseen",
        "Logs older than 90 days are deleted, sessions expire after 12 hours, keys rotate every 60 days.\n",
        (),
    ),
    Sample("unseen", "We used to promise 48 hours; since 2025 we no longer promise a time.\n", ()),
    Sample(
        "unseen",
        "You should receive an acknowledgement from our mail robot at once. A person answers in 72h.\n",
        ("ack 72h",),
    ),
    Sample("unseen", "The bounty is paid within 30 days of the fix, in two parts every 2 weeks.\n", ()),
    Sample(
        "unseen",
        "Patches: critical issues within 7 days, high within 30 days, medium within 90 days "
        "and low within 180 days of the assessment being done.\n",
        (
            "fix critical 7d @assessed",
            "fix high 30d @assessed",
            "fix medium 90d @assessed",
            "fix low 180d @assessed",
        ),
    ),
    Sample(
        "unseen",
        "We try to patch in 2 weeks and we will publish at the latest after 3 months.\n",
        ("~fix 2w", "hold 3mo"),
    ),
    Sample(
        "unseen",
        "Nous nous engageons à corriger les failles critiques en 48 heures et les autres en 30 jours.\n",
        ("fix critical 48h", "fix high medium low 30d"),
    ),
    Sample(
        "unseen",
        "We ask you to not disclose until 90 days passed or a fix shipped.\n",
        ("hold 90d min fix",),
    ),
    Sample("unseen", "We will respond within 24 hours on weekdays.\n", ()),
    Sample("unseen", "We triage new reports daily and will reply in at most three days.\n", ("ack 3d",)),
    Sample(
        "unseen",
        "Critical vulnerabilities trigger an all-hands call within 1 hour; patches land the same day.\n",
        (),
    ),
    Sample(
        "unseen",
        "The embargo lasts 5 working days and begins when the patch was sent to the distributors.\n",
        (),
    ),
    Sample(
        "unseen",
        "Vulnerabilities in dependencies: report upstream. We bump within 48 hours of an upstream release.\n",
        (),
    ),
    Sample(
        "unseen",
        "Our commitment: (1) we answer your mail in 2 days, (2) we keep you in the loop every week.\n",
        ("ack 2d", "status every 1w"),
    ),
)
