"""A policy's text is read in the child, within its time, and only what such a text can say is believed."""

import gc
from collections.abc import Iterator

import msgspec
import pytest

from desktop.domain.failures import Malformed, TooLarge
from desktop.formats.policies.reading.reader import read_proposal
from desktop.sandbox import child
from desktop.sandbox.believing import believed_proposal
from desktop.sandbox.frames import Proposes, Refused, Request, pack
from desktop.sandbox.parser import SandboxedParser
from desktop.workflows.ports import Silent

TEXT = b"# Security policy of Acme\n\nWrite to sec@acme.dev. We answer within 48 hours.\n"
replace = msgspec.structs.replace


@pytest.fixture
def parser() -> Iterator[SandboxedParser]:
    made = SandboxedParser()
    yield made
    made.close()


def test_what_the_child_reads_is_what_the_reader_reads(parser: SandboxedParser) -> None:
    assert parser.read_policy(TEXT, "SECURITY.md", progress=Silent()) == read_proposal(TEXT, "SECURITY.md")
    with pytest.raises(TooLarge, match="256 KiB"):
        parser.read_policy(b"a" * 10 * 1024 * 1024, "SECURITY.md", progress=Silent())
    with pytest.raises(Malformed, match="no text"):
        parser.read_policy(b"\0" * 100, "SECURITY.md", progress=Silent())


def test_a_text_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "POLICY_S", 0.01)
    slow = "\n\n".join(f"{n}. We answer within {n} hours." for n in range(1, 3000)).encode()
    gc.disable()  # pytest would take the first stop for an error, were it raised in a call back of it
    try:
        reply = child.answer(pack(Request(slow, "policy", "SECURITY.md"))[4:])
    finally:
        gc.enable()
    assert isinstance(reply, Refused)
    assert (reply.code, "was stopped" in reply.message) == ("too-large", True)


def test_what_no_such_text_can_say_is_not_believed() -> None:
    honest = read_proposal(TEXT, "SECURITY.md")
    clock = honest.proposed("clocks")[0]
    far = replace(clock.passages[0], last=10**9)
    strange = [
        replace(honest, sources=()),
        replace(honest, items=(*honest.items, clock)),
        replace(honest, items=(replace(clock, passages=(far,)),)),
        replace(honest, items=(replace(clock, value={"id": 3}),)),
        replace(honest, items=(replace(clock, needs=("clocks:other",)),)),
    ]
    assert believed_proposal(Proposes(honest), TEXT, "SECURITY.md") == honest
    for proposal in strange:
        with pytest.raises(Malformed, match="honest"):
            believed_proposal(Proposes(proposal), TEXT, "SECURITY.md")
