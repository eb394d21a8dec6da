"""Templates of letters: Jinja2 in a sandbox, with nothing in reach but the fields of a letter.

A template may be a user's own. It is held to a small part of the language, in which neither time nor size can
grow: no calls, no sums, no assignments, no loop within a loop, no filter upon a filter.
"""

from collections.abc import Callable, Iterator

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, UndefinedError, nodes
from jinja2.sandbox import SandboxedEnvironment

from desktop.domain.failures import InvalidDocument
from desktop.formats.letters.vocabulary import FIELDS, LISTS, PARTS, Fields
from desktop.formats.shipped import shipped

FRAME = "letter"
"""The template that every other one may extend: greeting, what the policy has every letter say, ending."""
TEMPLATE_LIMIT = 32 * 1024
"""Bytes of a template."""
_LETTER_LIMIT = 64 * 1024
"""Characters of a letter."""
_ADVICE = "Mend the template, then look at it with `embargo letter --check FILE`."
_FILTERS = ("capitalize", "first", "join", "last", "length", "lower", "trim", "upper")
_KNOWN: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Tuple, nodes.If,
    nodes.For, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Filter,
    nodes.Getattr, nodes.Extends, nodes.Block,
)  # fmt: skip
_UNREADABLE = (TemplateError, RecursionError, SyntaxError, ValueError, MemoryError)
"""What Jinja2 and the compiler raise for source that is wrong, or nested beyond sense."""

OwnTemplate = Callable[[str], bytes]
"""The user's own template of this name, or nothing."""


def render(name: str, fields: Fields, own: OwnTemplate) -> str:
    """The words of a letter; raises InvalidDocument that names the template and what is wrong in it."""
    sources = {used: _source(used, own) for used in (name, FRAME)}
    for used, source in sources.items():
        check_template(used, source)
    environment = _environment()
    environment.loader = FunctionLoader(lambda used: sources[used.removesuffix(_SUFFIX)])
    pieces: list[str] = []
    length = 0
    try:
        for piece in environment.get_template(_file(name)).generate(fields.flat):
            pieces.append(piece)
            length += len(piece)
            if length > _LETTER_LIMIT:
                raise _invalid(name, f"it makes a letter of more than {_LETTER_LIMIT} characters")
    except UndefinedError as error:
        raise _invalid(name, f"there is no such field: {error.message}") from error
    return "".join(pieces)


def check_template(name: str, source: str) -> None:
    """Raise InvalidDocument with everything that a template of this name must not hold."""
    if len(source.encode()) > TEMPLATE_LIMIT:
        raise _invalid(name, f"it is larger than {TEMPLATE_LIMIT} bytes")
    try:
        tree = _environment().parse(source)
        mistakes = [*_unknown_fields(tree), *_forbidden(tree, extends=name != FRAME)]
    except _UNREADABLE as error:
        line = getattr(error, "lineno", None)
        raise _invalid(name, f"line {line} cannot be read" if line else "it cannot be read") from error
    if mistakes:
        raise _invalid(name, "; ".join(dict.fromkeys(mistakes)))


_SUFFIX = ".txt.j2"


def _file(name: str) -> str:
    return f"{name}{_SUFFIX}"


def _source(name: str, own: OwnTemplate) -> str:
    content = own(name) or shipped("letters", _file(name))
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise _invalid(name, "it is not UTF-8") from error


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
    names = list(tree.find_all(nodes.Name))
    bound = {name.name for name in names if name.ctx == "store"} | {"loop"}
    for name in names:
        if name.name not in FIELDS | bound:
            yield f"there is no field {name.name!r} (line {name.lineno})"


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
        of_name = isinstance(node.node, nodes.Name) and node.attr in PARTS
        return "" if of_name else f"there is no field {node.attr!r}"
    if isinstance(node, nodes.Extends):
        frame = isinstance(node.template, nodes.Const) and node.template.value == _file(FRAME)
        return "" if frame and extends else f"a template extends {_file(FRAME)} or nothing"
    return ""


def _are_words(arguments: list[nodes.Expr]) -> bool:
    return all(isinstance(argument, nodes.Const) for argument in arguments)


def _invalid(name: str, what: str) -> InvalidDocument:
    return InvalidDocument(f"The letter template {_file(name)} cannot be used: {what}.", advice=_ADVICE)
