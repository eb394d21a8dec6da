"""The QR code of a recovery code: its shape, and that paper and terminal show the same."""

from desktop.formats.qr_code import QUIET, qr_modules, qr_text

CODE = "-".join(["7XK2M"] * 8)


def test_the_corners_that_a_camera_looks_for_are_there():
    code = qr_modules(CODE)
    size = len(code)
    finder = [[True] * 7, [True, *[False] * 5, True], [True, False, True, True, True, False, True]]
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        assert [list(code[top + row][left : left + 7]) for row in range(3)] == finder


def test_a_terminal_shows_every_module_and_the_quiet_around():
    code = qr_modules(CODE)
    lines = qr_text(CODE).split("\n")
    assert {len(line) for line in lines} == {len(code) + 2 * QUIET}
    light_above, light_below = "\u2580\u2588", "\u2584\u2588"
    drawn = [[c not in half for c in line] for line in lines for half in (light_above, light_below)]
    rows = drawn[QUIET : QUIET + len(code)]
    assert [tuple(row[QUIET : QUIET + len(code)]) for row in rows] == list(code)
    assert not any(map(any, drawn[:QUIET]))


def test_another_code_looks_different():
    assert qr_modules(CODE) != qr_modules(CODE.replace("7", "8"))
