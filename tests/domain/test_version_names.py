"""What names of tags and branches say: which version a tag is, which supported branch it belongs to."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.versions.names import belongs, branch_of, is_head, version_in
from desktop.domain.versions.order import GENERIC, compare, newest_first


@pytest.mark.parametrize(
    ("tag", "version"),
    [
        ("1.2.3", "1.2.3"),
        ("v1.2.3", "1.2.3"),
        ("V2", "2"),
        ("release-1.2.3", "1.2.3"),
        ("release/v1.2.3", "1.2.3"),
        ("my-product-1.2.3", "1.2.3"),
        ("my-product_v1.2.3-rc.1", "1.2.3-rc.1"),
        ("1.0.2k", "1.0.2k"),
        ("9.3p2", "9.3p2"),
        ("1.2.3.Final", "1.2.3.Final"),
        ("1.2.3+build.7", "1.2.3+build.7"),
        ("2024.01.31", "2024.01.31"),
    ],
)
def test_a_tag_names_a_version(tag: str, version: str) -> None:
    assert version_in(tag, "My Product") == version


@pytest.mark.parametrize(
    "tag",
    [
        "nightly",
        "latest",
        "release-candidate-foo",
        "v",
        "4f3c2a1b",
        "other-product-1.2.3",
        "1.2.3 ",
        "1.2,<9",
        ">=1.0",
        "1.*",
        "\N{RIGHT-TO-LEFT OVERRIDE}1.2.3",
        "\N{ARABIC-INDIC DIGIT ONE}.2",
        "1.2.3\n",
        "$(touch x)",
        "1" + ".1" * 40,
        "",
    ],
)
def test_a_tag_that_names_no_version_is_none(tag: str) -> None:
    assert version_in(tag, "My Product") == ""


@given(st.text(), st.text(max_size=20))
def test_whatever_a_tag_is_called_its_version_can_stand_in_a_range_or_is_none(tag: str, product: str) -> None:
    version = version_in(tag, product)
    assert version == "" or (version[0].isdigit() and version.isascii() and "," not in version)


@pytest.mark.parametrize(
    ("version", "branch", "does"),
    [
        ("1.4.2", "1.4", True),
        ("1.4", "1.4.x", True),
        ("1.4.0-rc1", "v1.4", True),
        ("1.40.1", "1.4", False),
        ("1.3.9", "1.4", False),
        ("1.9", "1.x.x", True),
        ("1.4.2", ">=1.4, <1.5", True),
        ("1.5.0", ">=1.4, <1.5", False),
        ("0.9", "< 1.0", True),
        ("1.4.2", "long-term", False),
        ("1.4.2", "1.4 (LTS)", False),
        ("anything", "", True),
    ],
)
def test_a_version_belongs_to_a_supported_branch_by_its_number(version: str, branch: str, does: bool) -> None:
    assert belongs(version, branch) is does


def test_the_narrowest_branch_counts() -> None:
    assert branch_of("1.4.2", ("1.x", "1.4", "2.0")) == "1.4"
    assert branch_of("3.0", ("1.x", "1.4", "2.0")) == ""


@pytest.mark.parametrize(
    ("ref", "branch", "is_one"),
    [
        ("release/1.4", "1.4", True),
        ("origin/release/1.4", "1.4.x", True),
        ("origin/1.4", "1.4", True),
        ("stable-1.4", "1.4", True),
        ("1.4-lts", "1.4", True),
        ("v1.4.x", "1.4", True),
        ("long-term", "long-term", True),
        ("origin/long-term", "long-term", True),
        ("main", "", True),
        ("release/1.4.2", "1.4", False),
        ("release/1.40", "1.4", False),
        ("feature/1.4", "1.4", False),
        ("fix-for-1.4", "1.4", False),
        ("topic/release-notes-1.4", "1.4", False),
        ("release/1.4", "", False),
        ("main", "1.4", False),
    ],
)
def test_a_branch_of_a_clone_is_a_supported_one_where_its_name_says_so(
    ref: str, branch: str, is_one: bool
) -> None:
    assert is_head(ref, branch) is is_one


@given(st.lists(st.from_regex(r"\A(v|)[0-9]{1,2}(\.[0-9]{1,2}){0,3}(-rc\.[0-9]|[a-z]|)\Z"), max_size=12))
def test_versions_stand_newest_first_and_each_once(versions: list[str]) -> None:
    ordered = newest_first(GENERIC, versions)
    assert sorted(ordered) == sorted(set(versions))
    plain = [version for version in ordered if version.replace(".", "").isdigit()]
    assert all(compare(GENERIC, one, other) in (None, 0, 1) for one, other in pairwise(plain))
