"""Embargo's own SECURITY.md is what its own profile promises, written by Embargo itself."""

from pathlib import Path

from desktop.formats.policy import read_profile
from desktop.formats.publishing.security_md import unlike, write_security_md

HERE = Path(__file__).parents[1] / ".github"


def test_the_security_page_of_the_repository_is_up_to_date() -> None:
    profile = read_profile((HERE / "policy.toml").read_bytes())
    written = (HERE / "SECURITY.md").read_bytes()
    assert unlike(profile, written) == ()
    assert written == write_security_md(profile)


def test_it_invents_no_address() -> None:
    """The project has none of its own: a report goes through the private form of wherever it is kept."""
    text = (HERE / "SECURITY.md").read_text()
    assert "@" not in text
    assert "Report a vulnerability" in text
