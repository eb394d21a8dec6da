"""The catalogues of words, made as the build makes them."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

PACKAGING = Path(__file__).parents[1] / "resources" / "packaging"


def _script(name: str) -> ModuleType:
    """A script of the checkout, which is in no package."""
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


pseudo = _script("pseudo")
sentences = _script("sentences")
translations = _script("translations")
