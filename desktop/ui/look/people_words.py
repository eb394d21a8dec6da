"""The words for people: what they do in a case, how they wish to be named, whether their key was compared."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.case import Compared
from desktop.domain.events import CreditRecorded
from desktop.domain.parties.fingerprints import tail
from desktop.domain.parties.people import Person
from desktop.ui.look.instants import day_and_year
from desktop.workflows.desk.view_people import PersonView


def role_words(role: str) -> str:
    """What somebody does in a case."""
    translate = QCoreApplication.translate
    return {
        "reporter": translate("People", "Reporter"),
        "finder": translate("People", "Finder"),
        "coordinator": translate("People", "Coordinator"),
        "vendor": translate("People", "Vendor"),
        "handler": translate("People", "Handler"),
        "reviewer": translate("People", "Reviewer"),
    }[role]


def called(person: Person) -> str:
    """What they are called, made inert."""
    return person.line or QCoreApplication.translate("People", "Anonymous reporter")


def part_words(person: Person) -> str:
    """Their part, and for whom or from where they have it."""
    role = role_words(person.role)
    if person.role == "reporter":
        reported = QCoreApplication.translate("People", "{part}, by {case}")
        return reported.format(part=role, case=person.label) if person.label else role
    return f"{role} · {person.organisation}" if person.organisation else role


def wish_words(wish: CreditRecorded | None) -> str:
    """How somebody wishes to be named."""
    translate = QCoreApplication.translate
    if wish is None:
        return translate("People", "No wish about credit recorded")
    said = {
        "named": translate("People", "Wishes to be named: {name}"),
        "alias": translate("People", "Wishes an alias: {name}"),
        "anonymous": translate("People", "Wishes to stay anonymous"),
    }[wish.choice]
    proved = translate("People", "{wish} (proved by a message)") if wish.proof else "{wish}"
    return proved.format(wish=said.format(name=wish.name))


def key_words(view: PersonView) -> str:
    """The end of their key, and whether anybody compared it."""
    translate = QCoreApplication.translate
    if view.compared is not None:
        words = translate("People", "Key … {tail}, compared on {day}: {how}")
        return words.format(
            tail=tail(view.key), day=day_and_year(view.compared.at), how=how_words(view.compared)
        )
    if view.compared_before:
        words = translate("People", "Key … {tail}, not compared yet. The one that was compared is another.")
    else:
        words = translate("People", "Key … {tail}, not compared yet")
    return words.format(tail=tail(view.key))


def how_words(compared: Compared) -> str:
    """How a fingerprint was compared, and with whom."""
    if not compared.with_whom:
        return compared.how
    words = QCoreApplication.translate("People", "{how}, with {whom}")
    return words.format(how=compared.how, whom=compared.with_whom)
