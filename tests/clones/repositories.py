"""Git repositories as tests make them: through fast-import, with merges that git itself makes."""

import os
import subprocess
from pathlib import Path

QUIET = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}


def git(folder: Path, *words: str, data: bytes = b"", accepted: tuple[int, ...] = (0,)) -> str:
    done = subprocess.run(
        ["git", "-C", folder, *words], env=QUIET, input=data, capture_output=True, check=False
    )
    assert done.returncode in accepted, done.stderr
    return done.stdout.decode() if done.returncode == accepted[0] else ""


class Repository:
    """Commits are named by marks; `tree` keeps what each one's files hold."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        git(folder, "init", "--quiet", "--bare", ".")
        self._import = subprocess.Popen(
            ["git", "-C", folder, "fast-import", "--quiet", "--done"],
            env=QUIET,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._marks = 0
        self._mark_of: dict[str, str] = {}

    def commit(self, ref: str, parents: list[str], files: dict[str, str], tree: str = "") -> str:
        """A commit on a branch, and its id; `files` are changed, or the whole tree is given."""
        self._marks += 1
        lines = [
            f"commit refs/heads/{ref}",
            f"mark :{self._marks}",
            f"committer A <a@example.org> {1_700_000_000 + self._marks} +0000",
            "data 1",
            "x",
        ]
        lines += [
            f"{'merge' if number else 'from'} {self._mark_of[parent]}"
            for number, parent in enumerate(parents)
        ]
        lines += [f'M 040000 {tree} ""'] if tree else []
        for name, content in files.items():
            lines += [f"M 100644 inline {name}", f"data {len(content.encode())}", content]
        lines += ["", f"get-mark :{self._marks}"]
        if not parents:
            lines = [f"reset refs/heads/{ref}", "", *lines]
        commit = self._say(lines)
        self._mark_of[commit] = f":{self._marks}"
        return commit

    def tag(self, name: str, commit: str) -> None:
        self._write([f"reset refs/tags/{name}", f"from {self._mark_of[commit]}", ""])

    def merged_tree(self, one: str, other: str) -> str:
        """The tree that git makes of both, or "" where they conflict."""
        self._say(["checkpoint", "progress done"])
        words = ("merge-tree", "--write-tree", "--allow-unrelated-histories", one, other)
        return git(self.folder, *words, accepted=(0, 1)).split("\n")[0]

    def close(self) -> None:
        if self._import.poll() is None:
            self._write(["done"])
            self._import.stdin.close()
            assert self._import.wait() == 0
            self._import.stdout.close()

    def _say(self, lines: list[str]) -> str:
        self._write(lines)
        return self._import.stdout.readline().decode().strip()

    def _write(self, lines: list[str]) -> None:
        self._import.stdin.write("\n".join(lines).encode() + b"\n")
        self._import.stdin.flush()
