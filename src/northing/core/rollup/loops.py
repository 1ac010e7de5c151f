"""Loops: a number must not depend on itself (R16)."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


class LoopRefused(ValueError):
    """The link that would close a loop. Its message names the loop, its `names` are the stations in order (R16)."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.loop = " -> ".join(self.names)
        super().__init__(f"This would close a loop: {self.loop}. Nothing can be served by what it serves itself.")


def find_loop(edges: Iterable[tuple[Node, Node]], new_edge: tuple[Node, Node]) -> list[Node] | None:
    """The shortest loop that `new_edge` would close among `edges`, or None (R16).

    Edges run from what gives to what takes: from the child to the parent. The answer starts and ends with the child of
    the new edge, so it reads aloud as it stands: A serves B serves C serves A. All links count here, also those along
    which no value flows today: an author may choose *aligned* tomorrow, and that choice must never be the one to fail.
    """
    child, parent = new_edge
    above: dict[Node, list[Node]] = {}
    for lower, upper in edges:
        above.setdefault(lower, []).append(upper)
    way = shortest_way(parent, child, lambda node: above.get(node, ()))
    return None if way is None else [child, *way]


def shortest_way(start: Node, goal: Node, above: Callable[[Node], Iterable[Node]]) -> list[Node] | None:
    """The shortest way upwards from `start` to `goal`, both included; None if there is none."""
    came_from: dict[Node, Node | None] = {start: None}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        if node == goal:
            return _walked(came_from, node)
        for upper in above(node):
            if upper not in came_from:
                came_from[upper] = node
                queue.append(upper)
    return None


def _walked(came_from: dict[Node, Node | None], last: Node) -> list[Node]:
    way = []
    node: Node | None = last
    while node is not None:
        way.append(node)
        node = came_from[node]
    way.reverse()
    return way
