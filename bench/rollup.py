"""How fast the roll-up is: `python -m bench.rollup [--nodes 1000000]` prints JSON lines (P5).

The company is a forest: objectives over 12 levels, each with key results, each aligned to one above; every second
objective above the leaves draws from what is aligned to it. The floor beside each figure is a plain loop over flat
lists in the same run, so that figures from different machines can be compared by their ratio.
"""

import argparse
import gc
import json
import resource
import statistics
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from math import fsum
from random import Random
from typing import Any

from northing.core.rollup import DrawsFrom, Graph, KeyResultNode, Link, ObjectiveNode

KEY_RESULTS_PER_OBJECTIVE = 3
DEEPEST = 12


def company(nodes: int) -> tuple[Iterator[ObjectiveNode], Iterator[KeyResultNode], Iterator[Link]]:
    """Objectives and key results, `nodes` of them together; objective n serves objective n // 3 (n >= 3)."""
    count = max(4, nodes // (1 + KEY_RESULTS_PER_OBJECTIVE))
    drawing = (DrawsFrom.KEY_RESULTS, DrawsFrom.BOTH)
    random = Random(1)
    return (
        (ObjectiveNode(number, drawing[number % 2]) for number in range(1, count + 1)),
        (
            KeyResultNode(number, 1 + number % count, 1.0 + number % 2, random.random())
            for number in range(nodes - count)
        ),
        (Link(number, parent_objective=number // 3) for number in range(3, count + 1)),
    )


def plain_loop(nodes: int) -> float:
    """Seconds for the least that any roll-up must do: a weighted mean per objective, over lists, without a graph."""
    count = max(4, nodes // (1 + KEY_RESULTS_PER_OBJECTIVE))
    random = Random(1)
    parents = [number // 3 for number in range(count + 1)]
    parts: list[list[float]] = [[] for _ in parents]
    for number in range(nodes - count):
        parts[1 + number % count].append(random.random())
    started = time.perf_counter()
    for number in range(count, 0, -1):
        progress = fsum(parts[number]) / len(parts[number])
        if parents[number] % 2:
            parts[parents[number]].append(progress)
    return time.perf_counter() - started


def full(nodes: int) -> None:
    floor = plain_loop(nodes)
    started = time.perf_counter()
    for rows in company(nodes):
        deque(rows, maxlen=0)
    making_rows = time.perf_counter() - started
    gc.collect()
    before = peak_mib()
    started = time.perf_counter()
    graph = Graph(*company(nodes))
    built = time.perf_counter() - started
    started = time.perf_counter()
    numbers = graph.compute()
    computed = time.perf_counter() - started
    different = sum(numbers.objectives[key] != number for key, number in graph.numbers.objectives.items())
    say(
        bench="rollup.full",
        nodes=len(numbers.objectives) + len(numbers.key_results),
        rows_build_and_compute_seconds=round(built, 3),
        of_which_making_the_rows_seconds=round(making_rows, 3),
        compute_seconds=round(computed, 3),
        plain_loop_seconds=round(floor, 3),
        compute_to_plain_loop=round(computed / floor, 1),
        peak_mib=round(peak_mib()),
        peak_mib_before=round(before),
        differences=different,
    )


def incremental(depth: int, repeats: int) -> None:
    """A check-in below a chain of `depth` objectives, in a company of many more."""
    graph = chain_in_company(depth, crowd=2000)
    random = Random(depth)
    progresses = [random.random() for _ in range(repeats)]
    touched: set[int] = set()
    rows: set[int] = set()

    def check_in(progress: float) -> None:
        changes = graph.set_progress(0, progress)
        touched.add(changes.touched)
        rows.add(len(changes.objectives) + len(changes.key_results))

    plain: list[float] = []

    def plain_chain(progress: float) -> None:
        for _ in range(depth):
            progress = fsum((progress, 0.5, 0.5)) / 3
        plain.append(progress)

    took, floor = microseconds(check_in, progresses), microseconds(plain_chain, progresses)
    say(
        bench="rollup.incremental",
        depth=depth,
        microseconds_p50=round(took, 1),
        plain_loop_microseconds_p50=round(floor, 1),
        ratio=round(took / floor, 1),
        nodes_touched=max(touched),
        rows_changed=max(rows),
        nodes_in_graph=len(graph.numbers.objectives) + len(graph.numbers.key_results),
    )


def chain_in_company(depth: int, crowd: int) -> Graph:
    """Key result 0 below objectives depth -> ... -> 1, each with two more key results, beside a crowd of others."""
    chain = range(1, depth + 1)
    objectives = [ObjectiveNode(number, DrawsFrom.BOTH) for number in range(1, depth + crowd + 1)]
    key_results = [KeyResultNode(0, depth, progress=0.5)]
    key_results += [KeyResultNode(2 * o.id + side, o.id, progress=0.5) for o in objectives for side in (0, 1)]
    links = [Link(number, parent_objective=number - 1) for number in chain if number > 1]
    return Graph(objectives, key_results, links)


def microseconds(work: Callable[[float], None], inputs: list[float]) -> float:
    times = []
    for one in inputs:
        started = time.perf_counter()
        work(one)
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1e6


def peak_mib() -> float:
    """The most memory this process has ever held; kilobytes on Linux, bytes on macOS."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def say(**figures: Any) -> None:
    print(json.dumps(figures), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.rollup", description=__doc__.splitlines()[0])
    parser.add_argument("--nodes", type=int, default=1_000_000, help="objectives and key results together")
    parser.add_argument("--repeats", type=int, default=2000, help="check-ins for each depth")
    arguments = parser.parse_args()
    for depth in range(1, DEEPEST + 1):
        incremental(depth, arguments.repeats)
    full(arguments.nodes)


if __name__ == "__main__":
    main()
