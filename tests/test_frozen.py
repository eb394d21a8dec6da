"""What can be checked of the one-folder program without building it; `.ci/run` builds and runs it."""

import os
import runpy
from pathlib import Path

import pytest

HOOK = Path(__file__).parent.parent / "resources" / "packaging" / "restore_library_path.py"


@pytest.fixture
def environment(monkeypatch):
    """The environment as the packager's loader leaves it."""
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/embargo/_internal")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    return monkeypatch


@pytest.mark.checks("fact 15")
def test_children_get_the_library_path_that_the_person_had(environment):
    environment.setenv("LD_LIBRARY_PATH_ORIG", "/home/ada/lib")
    runpy.run_path(str(HOOK))
    assert os.environ["LD_LIBRARY_PATH"] == "/home/ada/lib"
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


@pytest.mark.checks("fact 15")
def test_children_get_no_library_path_where_there_was_none(environment):
    runpy.run_path(str(HOOK))
    assert "LD_LIBRARY_PATH" not in os.environ
