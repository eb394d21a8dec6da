<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AuditErrand</name>
    <message numerus="yes">
        <source>The code was searched for {pattern}: %n hits.</source>
        <translation>
            <numerusform>The code was searched for {pattern}: %n hit.</numerusform>
            <numerusform>The code was searched for {pattern}: %n hits.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BackupPlanDialog</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BackupWatch</name>
    <message numerus="yes">
        <source>A backup was made by the plan and found equal: {events} events. %n older ones went.</source>
        <translation>
            <numerusform>A backup was made by the plan and found equal: {events} events. %n older one went.</numerusform>
            <numerusform>A backup was made by the plan and found equal: {events} events. %n older ones went.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CaseErrands</name>
    <message numerus="yes">
        <source>%n files were written into {folder}, read back and verified.</source>
        <translation>
            <numerusform>%n file was written into {folder}, read back and verified.</numerusform>
            <numerusform>%n files were written into {folder}, read back and verified.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message numerus="yes">
        <source>%n mistakes.</source>
        <translation>
            <numerusform>%n mistake.</numerusform>
            <numerusform>%n mistakes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictNotice</name>
    <message numerus="yes">
        <source>And %n more, when these are settled.</source>
        <translation>
            <numerusform>And %n more, when these are settled.</numerusform>
            <numerusform>And %n more, when these are settled.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weeks</source>
        <translation>
            <numerusform>%n week</numerusform>
            <numerusform>%n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n business days</source>
        <translation>
            <numerusform>%n business day</numerusform>
            <numerusform>%n business days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n business hours</source>
        <translation>
            <numerusform>%n business hour</numerusform>
            <numerusform>%n business hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Several words are best, %n characters at least. Nobody can reset it.</source>
        <translation>
            <numerusform>Several words are best, %n character at least. Nobody can reset it.</numerusform>
            <numerusform>Several words are best, %n characters at least. Nobody can reset it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Use at least %n characters: several words.</source>
        <translation>
            <numerusform>Use at least %n character: several words.</numerusform>
            <numerusform>Use at least %n characters: several words.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n promises of open cases are overdue.</source>
        <translation>
            <numerusform>%n promise of an open case is overdue.</numerusform>
            <numerusform>%n promises of open cases are overdue.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n promises are overdue and still owed; the oldest are listed.</source>
        <translation>
            <numerusform>%n promise is overdue and still owed; the oldest are listed.</numerusform>
            <numerusform>%n promises are overdue and still owed; the oldest are listed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more; the preview lists them all.</source>
        <translation>
            <numerusform>And %n more; the preview lists them all.</numerusform>
            <numerusform>And %n more; the preview lists them all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases of {policy}, arrived from {first} to {last}</source>
        <translation>
            <numerusform>%n case of {policy}, arrived from {first} to {last}</numerusform>
            <numerusform>%n cases of {policy}, arrived from {first} to {last}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No policy names the addresses that %n cases came to: they are under {policy}, the fallback.</source>
        <translation>
            <numerusform>No policy names the address that %n case came to: it is under {policy}, the fallback.</numerusform>
            <numerusform>No policy names the addresses that %n cases came to: they are under {policy}, the fallback.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EmbargoErrand</name>
    <message numerus="yes">
        <source>{case}: the glass is broken, the embargo has ended. %n still have to be told.</source>
        <translation>
            <numerusform>{case}: the glass is broken, the embargo has ended. %n still has to be told.</numerusform>
            <numerusform>{case}: the glass is broken, the embargo has ended. %n still have to be told.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvidenceCard</name>
    <message numerus="yes">
        <source>All %n files…</source>
        <translation>
            <numerusform>The one file…</numerusform>
            <numerusform>All %n files…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvidenceDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n files</source>
        <translation>
            <numerusform>Add this file</numerusform>
            <numerusform>Add %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingList</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListColumn</name>
    <message numerus="yes">
        <source>%n in all</source>
        <translation>
            <numerusform>%n in all</numerusform>
            <numerusform>%n in all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>Locked: nobody touched it for %n minutes.</source>
        <translation>
            <numerusform>Locked: nobody touched it for %n minute.</numerusform>
            <numerusform>Locked: nobody touched it for %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MatrixDialog</name>
    <message numerus="yes">
        <source>%n more are kept from earlier traces.</source>
        <translation>
            <numerusform>%n more are kept from earlier traces.</numerusform>
            <numerusform>%n more are kept from earlier traces.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MetricsPage</name>
    <message numerus="yes">
        <source>%n of {all} cases are open.</source>
        <translation>
            <numerusform>%n of {all} cases is open.</numerusform>
            <numerusform>%n of {all} cases are open.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases arrived in this period.</source>
        <translation>
            <numerusform>%n case arrived in this period.</numerusform>
            <numerusform>%n cases arrived in this period.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MistakeList</name>
    <message numerus="yes">
        <source>%n mistakes</source>
        <translation>
            <numerusform>%n mistake</numerusform>
            <numerusform>%n mistakes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more are told once these are mended.</source>
        <translation>
            <numerusform>%n more is told once these are mended.</numerusform>
            <numerusform>%n more are told once these are mended.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PolicyDialog</name>
    <message numerus="yes">
        <source>Whose reports are these %n?</source>
        <translation>
            <numerusform>Whose report is this?</numerusform>
            <numerusform>Whose reports are these %n?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more, to other addresses.</source>
        <translation>
            <numerusform>And %n more, to other addresses.</numerusform>
            <numerusform>And %n more, to other addresses.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} and %n more</numerusform>
            <numerusform>{names} and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to {to}, from {names}</source>
        <translation>
            <numerusform>%n to {to}, from {names}</numerusform>
            <numerusform>%n to {to}, from {names}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message numerus="yes">
        <source>Print %n pages on {printer}</source>
        <translation>
            <numerusform>Print %n page on {printer}</numerusform>
            <numerusform>Print %n pages on {printer}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProductsDialog</name>
    <message numerus="yes">
        <source>%n more: type a part of the name.</source>
        <translation>
            <numerusform>%n more: type a part of the name.</numerusform>
            <numerusform>%n more: type a part of the name.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PromiseErrands</name>
    <message numerus="yes">
        <source>{file} was written with %n dates, under case ids only.</source>
        <translation>
            <numerusform>{file} was written with %n date, under case ids only.</numerusform>
            <numerusform>{file} was written with %n dates, under case ids only.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecoverySheet</name>
    <message numerus="yes">
        <source>Its last %n characters</source>
        <translation>
            <numerusform>Its last character</numerusform>
            <numerusform>Its last %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportFiles</name>
    <message numerus="yes">
        <source>Show all %n files…</source>
        <translation>
            <numerusform>Show the one file…</numerusform>
            <numerusform>Show all %n files…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReproductionCard</name>
    <message numerus="yes">
        <source>All %n tries</source>
        <translation>
            <numerusform>The one try</numerusform>
            <numerusform>All %n tries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchesCard</name>
    <message numerus="yes">
        <source>Judge %n hits…</source>
        <translation>
            <numerusform>Judge %n hit…</numerusform>
            <numerusform>Judge %n hits…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SentDialog</name>
    <message numerus="yes">
        <source>%n more after this one.</source>
        <translation>
            <numerusform>%n more after this one.</numerusform>
            <numerusform>%n more after this one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes at most: a policy in use cannot be read. The policies page names it.</source>
        <translation>
            <numerusform>%n minute at most: a policy in use cannot be read. The policies page names it.</numerusform>
            <numerusform>%n minutes at most: a policy in use cannot be read. The policies page names it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes at most.</source>
        <translation>
            <numerusform>%n minute at most.</numerusform>
            <numerusform>%n minutes at most.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes at most: {name} promises it ({clauses}).</source>
        <translation>
            <numerusform>%n minute at most: {name} promises it ({clauses}).</numerusform>
            <numerusform>%n minutes at most: {name} promises it ({clauses}).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SilenceLine</name>
    <message numerus="yes">
        <source>Silent for %n days…</source>
        <translation>
            <numerusform>Silent for %n day…</numerusform>
            <numerusform>Silent for %n days…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SilenceNotice</name>
    <message numerus="yes">
        <source>Silent for %n days: the case may go on without the reporter&apos;s answer.</source>
        <translation>
            <numerusform>Silent for %n day: the case may go on without the reporter&apos;s answer.</numerusform>
            <numerusform>Silent for %n days: the case may go on without the reporter&apos;s answer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SsvcCard</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n missing</numerusform>
            <numerusform>%n missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ToTellList</name>
    <message numerus="yes">
        <source>%n still to be told</source>
        <translation>
            <numerusform>%n still to be told</numerusform>
            <numerusform>%n still to be told</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionsErrand</name>
    <message numerus="yes">
        <source>%n of them were recorded, the next was refused: {why}</source>
        <translation>
            <numerusform>%n of them was recorded, the next was refused: {why}</numerusform>
            <numerusform>%n of them were recorded, the next was refused: {why}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n words on versions are recorded; Undo takes the last of them back.</source>
        <translation>
            <numerusform>%n word on versions is recorded; Undo takes it back.</numerusform>
            <numerusform>%n words on versions are recorded; Undo takes the last of them back.</numerusform>
        </translation>
    </message>
</context>
</TS>
