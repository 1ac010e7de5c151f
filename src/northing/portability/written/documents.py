"""Plain text and Markdown: which line is an objective, which one a key result.

A line says it itself ("O1:", "Key result 2:", a heading "Key results"), or its place says it: what has points below it is an
objective, and the points are its key results. Titles, notes, owners, code and tables are neither.
"""

import re
from dataclasses import dataclass, field

from northing.portability.written.lines import Line, Mark, Says, lines_of


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in a document. `start` is where it begins in the whole document, `column` where in its line."""

    text: str
    line: int
    start: int
    column: int


@dataclass(slots=True)
class Goal:
    """An objective with its key results. Key results that belong to none come with an objective of None."""

    objective: Piece | None
    key_results: list[Piece] = field(default_factory=list)
    why: str | None = None


@dataclass(slots=True)
class _Node:
    line: Line
    rank: tuple[int, int]
    parent: "_Node | None" = None
    children: list["_Node"] = field(default_factory=list)
    end: int = 0
    last: int = 0
    goal: Goal | None = None
    is_key_result: bool = False

    @property
    def says(self) -> Says:
        return self.line.says

    @property
    def is_title(self) -> bool:
        """ "OKRs Q3 2026", "Marketing team": it names what follows, and says nothing itself."""
        return bool(_TITLE.search(self.line.text[:LONGEST_TITLE])) and self.line.mark is Mark.HEADING


LONGEST_TITLE = 120
_TITLE = re.compile(
    r"\bOKRs?\b|^\W*(?:20\d\d[ -]?)?Q[1-4]\b[\s/-]*(?:20)?\d*\W*$|^\W*20\d\d\W*$|\b(?:team|department|quarter|company|squad)\W*$"
    r"|^\W*(?:table of )?contents?\W*$|^\W*(?:our )?(?:goals|ziele)\b.{0,20}$",
    re.IGNORECASE,
)
_PROSE = re.compile(r"[.!?…:]\W*$")


def read_document(document: str) -> list[Goal]:
    """The goals of a document, in its order. Nothing is raised, whatever it is."""
    nodes = _tree(lines_of(document))
    if not nodes:
        return []
    if all(node.line.mark is Mark.PLAIN and node.says is Says.NOTHING for node in nodes):
        return _paragraphs(nodes, document)
    goals: list[Goal] = []
    for node in nodes:
        _place(node, goals, document)
    return [goal for goal in goals if goal.objective or goal.key_results]


def _tree(lines: list[Line]) -> list[_Node]:
    """Headings above what follows, points below what they stand under; a wrapped line belongs to its point. In order."""
    nodes: list[_Node] = []
    way: list[_Node] = []
    for line in lines:
        rank = _rank(line)
        above = way[-1] if way else None
        if above and _goes_on(above, line):
            above.end, above.last = line.end, line.number
            continue
        while way and way[-1].rank >= rank:
            way.pop()
        node = _Node(line, rank, way[-1] if way else None, end=line.end, last=line.number)
        nodes.append(node)
        if node.parent:
            node.parent.children.append(node)
        way.append(node)
    return nodes


def _rank(line: Line) -> tuple[int, int]:
    """How far down: headings first; a line that calls itself an objective stands above what calls itself a key result."""
    if line.mark is Mark.HEADING:
        return (0, line.depth * 10)
    if line.says is Says.OBJECTIVE:
        return (1, line.depth * 10)
    if line.says in (Says.WHY, Says.OTHER) and line.text:
        return (
            2,
            line.depth * 10 + 9,
        )  # said in its own line: what follows is not about it, unless it stands further in
    if line.says is not Says.NOTHING:
        return (2, line.depth * 10)
    return (2, line.depth * 10 + (5 if line.mark is Mark.ITEM else 0))


def _goes_on(above: _Node, line: Line) -> bool:
    """A point's text that was wrapped: the very next lines, plain, further in, and no label."""
    point = above.line
    return (
        line.mark is Mark.PLAIN
        and line.says is Says.NOTHING
        and point.mark is Mark.ITEM
        and line.depth > point.depth
        and bool(point.text)
        and line.number == above.last + 1
    )


def _place(node: _Node, goals: list[Goal], document: str) -> None:
    """Decide what one line is, knowing what stands above it."""
    line = node.line
    if node.says is Says.WHY:
        _say_why(node, goals)
    elif _inside(node, Says.OTHER) or node.says is Says.OTHER:
        return
    elif node.says is Says.KEY_RESULT and line.text:
        _add(node, goals, document)
    elif node.says is Says.OBJECTIVE and line.text:
        _begin(node, goals, document)
    elif node.says is Says.NOTHING and line.text:
        _by_place(node, goals, document)


def _by_place(node: _Node, goals: list[Goal], document: str) -> None:
    parent = node.parent
    if _under_key_result(node):
        return
    if parent and parent.says is Says.KEY_RESULT and not parent.line.text:
        _add(node, goals, document)
    elif parent and parent.says is Says.OBJECTIVE and not parent.line.text:
        if parent.line.several or not _has_objective(parent):
            _begin(node, goals, document)
            parent.goal = None if parent.line.several else node.goal
        elif node.line.mark is Mark.ITEM:
            _add(node, goals, document)
    elif _over(node) is not None:
        if node.line.mark is Mark.ITEM:
            _add(node, goals, document)
    elif node.line.mark is Mark.HEADING:
        if not node.is_title and _has_points(node):
            _begin(node, goals, document)
    elif node.line.mark is Mark.ITEM and (node.children or not _PROSE.search(node.line.text[-20:])):
        _begin(node, goals, document) if _has_points(node) else _add(node, goals, document)
    elif _has_points(node):
        _begin(node, goals, document)


def _begin(node: _Node, goals: list[Goal], document: str) -> None:
    node.goal = Goal(_piece(node, document))
    goals.append(node.goal)


def _add(node: _Node, goals: list[Goal], document: str) -> None:
    """A key result of the objective above it; what calls itself one belongs to the objective written last."""
    node.is_key_result = True
    called = node.says is Says.KEY_RESULT or (node.parent is not None and node.parent.says is Says.KEY_RESULT)
    last = goals[-1] if goals else None
    goal = last if called else _over(node) or (last if last and last.objective is None else None)
    if goal is None:
        goal = Goal(None)
        goals.append(goal)
    goal.key_results.append(_piece(node, document))


def _say_why(node: _Node, goals: list[Goal]) -> None:
    goal = _over(node) or (goals[-1] if goals else None)
    text = node.line.text or (node.children[0].line.text if node.children else "")
    if goal is not None and text:
        goal.why = text


def _over(node: _Node) -> Goal | None:
    above = node.parent
    while above is not None:
        if above.goal is not None:
            return above.goal
        above = above.parent
    return None


def _inside(node: _Node, says: Says) -> bool:
    above = node.parent
    while above is not None:
        if above.says in (says, Says.WHY):
            return True
        above = above.parent
    return False


def _under_key_result(node: _Node) -> bool:
    above = node.parent
    while above is not None:
        if above.is_key_result:
            return True
        above = above.parent
    return False


def _has_objective(parent: _Node) -> bool:
    return parent.goal is not None


def _has_points(node: _Node) -> bool:
    """Something below could be its key results: a point that has no points itself, or what calls itself one."""
    return any(
        child.says is Says.KEY_RESULT
        or (
            child.says is Says.NOTHING
            and child.line.mark is Mark.ITEM
            and not (node.line.mark is Mark.HEADING and _nests(child))
        )
        for child in node.children
    )


def _nests(node: _Node) -> bool:
    return any(
        child.says in (Says.NOTHING, Says.KEY_RESULT) and child.line.mark is Mark.ITEM for child in node.children
    )


def _piece(node: _Node, document: str) -> Piece:
    line = node.line
    return Piece(document[line.start : node.end], line.number, line.start, line.column)


def _paragraphs(nodes: list[_Node], document: str) -> list[Goal]:
    """Lines without any mark: the first of a paragraph is the objective, the others are its key results.

    A line that stands alone is a key result if it has a figure in it, else an objective.
    """
    blocks: list[list[_Node]] = []
    for node in nodes:
        if blocks and node.line.number == blocks[-1][-1].line.number + 1:
            blocks[-1].append(node)
        else:
            blocks.append([node])
    goals: list[Goal] = []
    for block in blocks:
        first, *rest = (_piece(node, document) for node in block)
        alone = not rest and bool(re.search(r"\d", first.text))
        goals.append(Goal(None, [first]) if alone else Goal(first, rest))
    return goals
