"""What a vault decided when it took a policy into use, in words."""

from desktop.domain.policy import Adoption, Profile
from desktop.domain.policy.adoption import questions_of

_OPTIONS = {
    "timezone": "--timezone",
    "weekend": "--weekend",
    "holidays": "--holiday",
    "national_holidays": "--national-holidays",
    "office_hours": "--office-hours",
}


def answers_in_words(adoption: Adoption) -> list[str]:
    """One line for each thing that was decided, beginning with what it is about."""
    weekend = "" if adoption.weekend is None else ", ".join(adoption.weekend) or "none"
    named = {
        "time zone": adoption.timezone,
        "weekend": weekend,
        "holidays": ", ".join(map(str, adoption.holidays)),
        "public holidays of": adoption.national_holidays,
        "office hours": ", ".join(adoption.office_hours),
    }
    answers = [f"{about}: {answer}" for about, answer in named.items() if answer]
    return [
        *answers,
        *(f"reading of {about}: {reading}" for about, reading in adoption.readings.items() if reading),
    ]


def option_of(answer: str) -> str:
    """The option that gives an answer: to a key of the calendar, or to how a clock is read."""
    return _OPTIONS.get(answer, f"--reading {answer}")


def open_questions(profile: Profile, adoption: Adoption) -> list[str]:
    """What the policy leaves open and nobody answered: a line each, with what holds and how to answer."""
    found = []
    for question in questions_of(profile):
        if question.about == "calendar":
            place = question.id == "holidays" and adoption.national_holidays
            answered = bool(place) or getattr(adoption, question.id) not in ("", (), None)
            others = [option_of(question.id)]
        else:
            answered = question.id in adoption.readings
            others = [f"{option_of(question.id)}={choice.id}" for choice in question.choices[1:]]
        if not answered:
            found.append(f"{question.text} {question.choices[0].text.rstrip('.')} ({' or '.join(others)})")
    return found
