"""The stations of a case on the window, each done as a person would do it."""

from desktop.ui.dialogs.release_dialog import ReleaseDialog


def take_in(hands, desk):
    hands.click(desk.inspector._next)  # confirm the arrival
    assert desk.session.view.case.arrival_confirmed
    hands.click(desk.inspector._next)  # take the case
    assert desk.session.view.case.handler
    assert desk.reading.tab == "thread"
    hands.click(desk.reading.letters.mark_sent)  # the acknowledgement was sent
    assert "ack.sent" in desk.session.view.case.milestones
    assert desk.reading.tab == "confirm"


def confirm(hands, desk):
    reproduce(hands, desk)
    assess(hands, desk)
    declare_confirmed(hands, desk)


def reproduce(hands, desk):
    form = desk.reading.tabs["confirm"]
    hands.type(form.fields["environment"], "Debian 12, the released container")
    hands.type(form.fields["steps"], "The request of the report")
    hands.click(form._reproduction.outcomes["reproduced"])
    assert [tried.outcome for tried in desk.session.view.case.tries] == ["reproduced"]


def assess(hands, desk):
    form = desk.reading.tabs["confirm"]
    for key, words in (("vendor", "Example"), ("product", "Scanner")):
        if not form.value(key):  # a policy that names a product of its own has filled it in
            hands.type(form.fields[key], words)
    hands.type(form.fields["affected"], ">=2.3.0, <2.4.3")
    hands.type(form.fields["level"], "High")
    hands.type(form.fields["rationale"], "Any signed-in user reads the findings of all tenants.")


def declare_confirmed(hands, desk):
    hands.click(desk.reading.tabs["confirm"].primary)
    assert "report.confirmed" in desk.session.view.case.milestones
    owed = [need.id for stage in desk.session.view.stages for need in stage.missing]
    if "assessment.sent" in owed:
        assert desk.reading.tab == "thread"
        assert desk.reading.letters.value("kind") == "assessment"
        hands.click(desk.reading.letters.mark_sent)
    assert desk.reading.tab == "audit"


def audit(hands, desk):
    form = desk.reading.tabs["audit"]
    hands.type(form.fields["searched"], "All readers of the tenant header")
    hands.type(form.fields["result"], "Nothing similar")
    hands.click(form.primary)
    assert desk.reading.tab == "fix"


def release_fixes(hands, desk):
    form = desk.reading.tabs["fix"]
    assert next(iter(form.fields.values())).value == "2.4.3"  # as the list of what is affected says
    hands.type(form.fields["outcome"], "Passed")
    hands.type(form.fields["reviewer"], "Rita Reviewer")
    hands.click(form._released)
    (record,) = desk.session.view.case.fixing.values()
    assert (record.state, record.version) == ("released", "2.4.3")


def export(hands, window, out):
    write_advisory(hands, window.desk)
    sign(hands, window, out)


def write_advisory(hands, desk):
    """Leads to the last look before it leaves."""
    form = desk.reading.tabs["advisory"]
    assert form.value("credited") == "Robin Finder"
    hands.type(form.fields["ground"], "asked for in the report")
    hands.type(form.fields["title"], "Export reads across tenants")
    hands.type(form.fields["summary"], "The export answered with the findings of every tenant.")
    hands.click(form.primary)


def last_look(window):
    """The dialog that stands before an advisory leaves."""
    (dialog,) = [dialog for dialog in window.findChildren(ReleaseDialog) if dialog.isVisible()]
    return dialog


def sign(hands, window, out):
    dialog = last_look(window)
    assert dialog.primary.text() == "Sign and export TLP:CLEAR advisory"
    hands.type(dialog._folder, str(out))
    hands.click(dialog.primary)
    assert "read back and verified" in window.bar.text
