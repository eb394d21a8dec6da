"""What a vault decided when it took a policy into use, in words."""

from desktop.domain.policy import Adoption


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
