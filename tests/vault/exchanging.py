"""One vault's bundle handed to another, without the OpenPGP around it."""

from desktop.domain.case_id import make_case_id
from desktop.formats.exchange.parts import pack
from desktop.workflows.exchange.packing import manifest_of, runs_of

CASE = make_case_id("TST", 2026, [1, 2, 3, 4, 5, 6])
TO = "A" * 40


def bundle_of(bench, vault, case_id=CASE):
    case = vault.case_to_send(case_id)
    manifest = manifest_of(case, case_id, TO, bench.now)
    return manifest, list(pack(runs_of(vault, case)))


def hand_over(source, target, case_id=CASE):
    manifest, parts = bundle_of(*source, case_id)
    bench, vault = target
    return vault.take_in(manifest, parts, sender=TO, key=b"key", author="hand", now=bench.now)
