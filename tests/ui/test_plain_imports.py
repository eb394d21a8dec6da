"""Qt for Python leaves the import of modules alone."""

import importlib
import linecache

import desktop.ui  # noqa: F401 - what sees to it


def test_a_module_is_imported_without_its_source_being_read_again(tmp_path, monkeypatch):
    module = tmp_path / "only_here.py"
    module.write_text("here = True\n")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    import only_here  # noqa: PLC0415 - the import statement is what Qt for Python replaces

    assert only_here.here
    assert str(module) not in linecache.cache
