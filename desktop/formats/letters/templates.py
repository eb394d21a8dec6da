"""Templates of letters: Jinja2 in a sandbox, with nothing in reach but the fields of a letter.

A template may be a user's own. It is held to a small part of the language, in which neither time nor size can
grow: no calls, no sums, no assignments, no loop within a loop, no filter upon a filter.
"""

from collections.abc import Iterator

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.sandbox import SandboxedEnvironment

from desktop.domain.failures import InvalidDocument
from desktop.formats.letters.vocabulary import FIELDS, LISTS, PARTS, Fields, OwnTemplate
from desktop.formats.shipped import shipped

FRAME = "letter"
"""The template that every other one may extend: greeting, what the policy has every letter say, ending."""
TEMPLATE_LIMIT = 32 * 1024
"""Bytes of a template."""
SUFFIX = ".txt.j2"
"""What the name of a letter's template ends in."""
_LETTER_LIMIT = 64 * 1024
"""Characters of a letter."""
_ADVICE = "Mend what is named; `embargo letter --check` without a file looks at all of your own."
_THERE_ARE = f"The fields are {', '.join(sorted(FIELDS))}; in a loop, {', '.join(sorted(PARTS))}."
_FILTERS = ("capitalize", "first", "join", "last", "length", "lower", "trim", "upper")
_KNOWN: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Tuple, nodes.If,
    nodes.For, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Filter,
    nodes.Getattr, nodes.Extends, nodes.Block,
)  # fmt: skip
_UNREADABLE = (TemplateError, RecursionError, SyntaxError, ValueError, MemoryError)
"""What Jinja2 and the compiler raise for source that is wrong, or nested beyond sense."""


def render(name: str, fields: Fields, own: OwnTemplate) -> str:
    """The words of a letter; raises InvalidDocument that names the template and what is wrong in it."""
    sources = {used: _source(used, own) for used in (name, FRAME)}
    for used, source in sources.items():
        check_template(used, source)
    environment = _environment()
    environment.loader = FunctionLoader(lambda used: sources[used.removesuffix(SUFFIX)])
    pieces: list[str] = []
    length = 0
    try:
        for piece in environment.get_template(_file(name)).generate(fields.flat):
            pieces.append(piece)
            length += len(piece)
            if length > _LETTER_LIMIT:
                raise _invalid(_file(name), f"it makes a letter of more than {_LETTER_LIMIT} characters")
    except UndefinedError as error:
        raise _invalid(_file(name), f"there is no such field: {error.message}") from error
    return "".join(pieces)


def check_template(name: str, source: str, *, file: str = "") -> None:
    """Raise InvalidDocument with everything that a template of this name must not hold.

    `file` is what it is called by, where it is not named for its letter.
    """
    called = file or _file(name)
    if len(source.encode()) > TEMPLATE_LIMIT:
        raise _invalid(called, f"it is larger than {TEMPLATE_LIMIT} bytes")
    try:
        tree = _environment().parse(source)
        unknown = tuple(dict.fromkeys(_unknown_fields(tree)))
        mistakes = [*unknown, *_forbidden(tree, extends=name != FRAME)]
    except _UNREADABLE as error:
        raise _invalid(called, _unreadable(error)) from error
    if mistakes:
        advice = f"{_ADVICE} {_THERE_ARE}" if unknown else _ADVICE
        raise _invalid(called, "; ".join(dict.fromkeys(mistakes)), advice)


def _unreadable(error: Exception) -> str:
    """What stopped the reading, and where; only the template's own syntax has words for people."""
    line = f"line {error.lineno}" if isinstance(error, TemplateSyntaxError) else "it"
    reason = f": {error.message}" if isinstance(error, TemplateSyntaxError) and error.message else ""
    return f"{line} cannot be read{reason.rstrip('.')}"


def _file(name: str) -> str:
    return f"{name}{SUFFIX}"


def _source(name: str, own: OwnTemplate) -> str:
    content = own(name) or shipped("letters", _file(name))
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise _invalid(_file(name), "it is not UTF-8") from error


def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # plain text for people, no markup
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.tests.clear()
    return environment


def _unknown_fields(tree: nodes.Template) -> Iterator[str]:
    """Names that are no field, each with all that hangs on it."""
    names = list(tree.find_all(nodes.Name))
    known = FIELDS | {name.name for name in names if name.ctx == "store"} | {"loop"}
    parts = {id(get.node): get.attr for get in tree.find_all(nodes.Getattr)}
    for name in names:
        if name.name not in known:
            whole = f"{name.name}.{parts[id(name)]}" if id(name) in parts else name.name
            yield f"there is no field {whole!r} (line {name.lineno})"


def _forbidden(node: nodes.Node, *, extends: bool, looping: bool = False) -> Iterator[str]:
    """What stands in the tree that could run on, grow, or reach out."""
    reason = _objection(node, extends=extends, looping=looping)
    if reason:
        yield f"{reason} (line {node.lineno})"
    for child in node.iter_child_nodes():
        yield from _forbidden(child, extends=extends, looping=looping or isinstance(node, nodes.For))


def _objection(node: nodes.Node, *, extends: bool, looping: bool) -> str:
    if not isinstance(node, _KNOWN):
        return f"a template may not use {type(node).__name__.lower()}"
    if isinstance(node, nodes.For):
        over_list = isinstance(node.iter, nodes.Name) and node.iter.name in LISTS
        return "" if over_list and not looping and not node.recursive else "a loop goes over one list"
    if isinstance(node, nodes.Filter):
        plain = isinstance(node.node, nodes.Name | nodes.Getattr) and node.name in _FILTERS
        return "" if plain and _are_words(node.args) else f"the filter {node.name!r} cannot stand here"
    if isinstance(node, nodes.Getattr):
        base = f"{node.node.name}." if isinstance(node.node, nodes.Name) else ""
        return "" if base and node.attr in PARTS else f"there is no field {f'{base}{node.attr}'!r}"
    if isinstance(node, nodes.Extends):
        frame = isinstance(node.template, nodes.Const) and node.template.value == _file(FRAME)
        return "" if frame and extends else f"a template extends {_file(FRAME)} or nothing"
    return ""


def _are_words(arguments: list[nodes.Expr]) -> bool:
    return all(isinstance(argument, nodes.Const) for argument in arguments)


def _invalid(file: str, what: str, advice: str = _ADVICE) -> InvalidDocument:
    return InvalidDocument(f"The letter template {file} cannot be used: {what}.", advice=advice)
