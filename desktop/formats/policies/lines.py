"""On which line of a profile a table or key stands."""

import re

from desktop.formats.policies.mistakes import TablePath

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w\-]+(?:\s*\.\s*[\w\-]+)*)\s*\]")
_KEY = re.compile(r"\s*([\w\-]+)\s*[=.]")
_QUOTES = re.compile(r'"""|\'\'\'')


class Lines:
    """Where tables and keys stand in the source, as far as a look at each line tells."""

    def __init__(self, text: str) -> None:
        self._found: dict[tuple[TablePath, str], int] = {}
        self._counts: dict[TablePath, int] = {}
        table: TablePath = ()
        inside = False
        for number, line in enumerate(text.split("\n"), 1):
            if not inside:
                table = self._note(line, number, table)
            inside ^= len(_QUOTES.findall(line)) % 2 == 1

    def of(self, path: TablePath, key: str) -> int | None:
        """The line of the key, else of its table, else of the nearest table around it."""
        name = key.partition("[")[0]
        while True:
            for place in ((path, name), ((*path, name), ""), (path, "")):
                if place in self._found:
                    return self._found[place]
            if not path:
                return None
            *rest, last = path
            path, name = tuple(rest), last if isinstance(last, str) else ""

    def _note(self, line: str, number: int, table: TablePath) -> TablePath:
        header = _HEADER.match(line)
        if header is not None:
            table = self._table(header[2], is_list=header[1] == "[[")
            self._found.setdefault((table, ""), number)
        elif (key := _KEY.match(line)) is not None:
            self._found.setdefault((table, key[1]), number)
        return table

    def _table(self, dotted: str, *, is_list: bool) -> TablePath:
        *outer, last = (part.strip() for part in dotted.split("."))
        path: TablePath = ()
        for part in outer:
            path = (*path, part)
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        path = (*path, last)
        if is_list:
            self._counts[path] = self._counts.get(path, 0) + 1
            path = (*path, self._counts[path] - 1)
        return path
