"""Package URLs with versions and without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.versions.package_url import read_package_url, with_version, without_version


@pytest.mark.parametrize(
    ("purl", "version", "whole"),
    [
        ("pkg:pypi/platform", "1.4.1", "pkg:pypi/platform@1.4.1"),
        ("pkg:npm/%40acme/runner", "1.0+b", "pkg:npm/%40acme/runner@1.0%2Bb"),
        ("pkg:npm/@acme/runner", "1.0", "pkg:npm/@acme/runner@1.0"),
        ("pkg:deb/debian/curl?arch=source", "1:2-3~x", "pkg:deb/debian/curl@1:2-3~x?arch=source"),
        ("pkg:golang/acme.example/x#cmd/a@b", "v1", "pkg:golang/acme.example/x@v1#cmd/a@b"),
    ],
)
def test_a_version_stands_in_its_place(purl: str, version: str, whole: str) -> None:
    assert with_version(purl, version) == whole
    assert without_version(whole) == (purl, version)


@given(st.text(min_size=1))
def test_any_version_is_read_back(version: str) -> None:
    assert without_version(with_version("pkg:pypi/a?b=c", version)) == (
        "pkg:pypi/a?b=c",
        version.encode("utf-8", "replace").decode(),
    )


@pytest.mark.parametrize(
    ("written", "namespace", "name", "version"),
    [
        ("pkg:npm/@acme/runner@1.0", ("@acme",), "runner", "1.0"),
        ("pkg:npm/%40acme/runner@1.0", ("@acme",), "runner", "1.0"),
        ("pkg:github/acme/runner@release/2.4", ("acme",), "runner", "release/2.4"),
        ("pkg:pypi/platform?vers=vers:pypi/%3C2.0", (), "platform", "vers:pypi/<2.0"),
    ],
)
def test_a_scope_is_no_version_and_a_version_may_have_a_slash(
    written: str, namespace: tuple[str, ...], name: str, version: str
) -> None:
    read = read_package_url(written)
    assert (read.namespace, read.name, read.version) == (namespace, name, version)


@pytest.mark.parametrize("written", ["", "pypi/platform", "pkg:pypi", "pkg:pypi/", "pkg:npm/@1.0"])
def test_what_names_no_package_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no package URL"):
        read_package_url(written)
