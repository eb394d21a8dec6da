"""policy publish: a policy as SECURITY.md or security.txt, from the profile that its clocks run by."""

import argparse

import msgspec

from desktop.cli.output import ProgressBar, print_json, say, shown_path
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.failures import Exit
from desktop.formats.publishing.contact_file import Places
from desktop.workflows.policies.publish_policy import publish_policy


def publish(parsed: argparse.Namespace, program: Program) -> int:
    """Write the file; raises what `publish_policy` raises."""
    places = Places(parsed.canonical, parsed.policy_url, parsed.encryption, parsed.acknowledgments)
    progress = ProgressBar()
    with open_desk(parsed, program) as desk:
        published = publish_policy(
            desk,
            parsed.policy,
            parsed.out,
            parsed.form,
            places=places,
            sign_with=parsed.sign,
            progress=progress,
        )
    progress.finish()
    if parsed.json:
        print_json({"policy": parsed.policy, "format": parsed.form, **msgspec.to_builtins(published)})
        return Exit.DONE
    say(f"{shown_path(str(parsed.out))} was written and read back. Its SHA-256 is in the journal.")
    for warning in published.warnings:
        say(f"Note: {warning}")
    return Exit.DONE
