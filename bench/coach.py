"""How well the coach judges: `python -m bench.coach FILE` on labelled lines (R44).

Each line is JSON with `kind` ("objective" or "key_result"), `text`, `label` ("good" or "bad") and, if known, `reasons`,
`llm_likely` and `language`. Printed are precision, recall and balanced accuracy of NOT OK per kind, the same for each rule
alone, the confusions with their texts, and microseconds per text. A plain rule stands beside it: has the text a digit?
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from northing.core.coaching import Severity, Subject, Verdict, coach

BAD = {"bad", "NOT OK", "not ok", "not_ok"}


@dataclass(frozen=True)
class Labelled:
    """A text that somebody published as a good or a bad example."""

    subject: Subject
    text: str
    bad: bool
    human: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """What the coach said about it."""

    example: Labelled
    language: str
    understood: bool
    bad: bool
    rules: tuple[str, ...]


def read(file: Path) -> list[Labelled]:
    """The lines about single texts; sets are left out."""
    examples = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        said = json.loads(line)
        if said["kind"] in set(Subject):
            examples.append(
                Labelled(
                    Subject(said["kind"]),
                    said["text"],
                    said["label"] in BAD,
                    not said.get("llm_likely", False),
                    tuple(said.get("reasons", ())),
                )
            )
    return examples


def judge(examples: Sequence[Labelled]) -> list[Judged]:
    """The coach's verdicts; what makes them are the rules that found a problem."""
    judged = []
    for example in examples:
        advice = coach(example.text, example.subject)
        rules = tuple(dict.fromkeys(f.rule for f in advice.findings if f.severity is Severity.PROBLEM))
        judged.append(Judged(example, advice.language, advice.understood, advice.verdict is Verdict.NOT_OK, rules))
    return judged


def figures(pairs: Iterable[tuple[bool, bool]]) -> dict[str, float]:
    """Precision, recall and balanced accuracy of pairs (is bad, is called bad)."""
    counts = Counter(pairs)
    hits, misses = counts[True, True], counts[True, False]
    alarms, peace = counts[False, True], counts[False, False]
    recall = hits / (hits + misses) if hits + misses else 0.0
    spared = peace / (alarms + peace) if alarms + peace else 0.0
    return {
        "n": hits + misses + alarms + peace,
        "precision": hits / (hits + alarms) if hits + alarms else 0.0,
        "recall": recall,
        "balanced": (recall + spared) / 2,
        "hits": hits,
        "false_alarms": alarms,
    }


def table(title: str, judged: Sequence[Judged], says: Callable[[Judged], bool]) -> None:
    f = figures((one.example.bad, says(one)) for one in judged)
    print(
        f"{title:44} n {f['n']:4.0f}  precision {f['precision']:.3f}  recall {f['recall']:.3f}  "
        f"balanced {f['balanced']:.3f}  hits {f['hits']:3.0f}  false alarms {f['false_alarms']:3.0f}"
    )


def no_digit(one: Judged) -> bool:
    """The two-line coach that everybody has written once."""
    digit = any(letter.isdigit() for letter in one.example.text)
    return digit if one.example.subject is Subject.OBJECTIVE else not digit


def report(judged: Sequence[Judged]) -> None:
    for subject in Subject:
        mine = [one for one in judged if one.example.subject is subject]
        if not mine:
            continue
        print(f"\n{subject.value}")
        table("  coach, all", mine, lambda one: one.bad)
        table("  coach, languages it speaks", [one for one in mine if one.understood], lambda one: one.bad)
        table("  coach, written by people", [one for one in mine if one.example.human], lambda one: one.bad)
        table("  baseline: has it a digit?", mine, no_digit)
        print("  each rule alone (how many it found, how often rightly)")
        found: dict[str, list[bool]] = defaultdict(list)
        for one in mine:
            for rule in one.rules:
                found[rule].append(one.example.bad)
        bad = sum(one.example.bad for one in mine)
        for rule, right in sorted(found.items(), key=lambda item: -len(item[1])):
            share = sum(right) / len(right)
            print(
                f"    {rule:24} {len(right):4}  precision {share:.3f}  of all bad ones {sum(right) / max(1, bad):.3f}"
            )
        for title, wrong in (("called NOT OK, published as good", False), ("called OK, published as bad", True)):
            texts = [one for one in mine if one.bad is not one.example.bad and one.example.bad is wrong]
            print(f"  {title}: {len(texts)}")
            for one in texts:
                by = "by people" if one.example.human else "by a machine, probably"
                why = ", ".join(one.rules or one.example.reasons) or "no reason given"
                print(f"    {one.language or '?':2} {one.example.text!r} ({why}; {by})")


def speed(examples: Sequence[Labelled], rounds: int) -> float:
    """Microseconds per text, the best of some rounds, everything loaded."""
    best = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        for example in examples:
            coach(example.text, example.subject)
        best = min(best, time.perf_counter() - started)
    return best / max(1, len(examples)) * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    said = parser.parse_args()
    examples = read(said.file)
    judged = judge(examples)
    print(f"{len(examples)} labelled texts in", dict(Counter(one.language or "?" for one in judged).most_common()))
    report(judged)
    print(f"\n{speed(examples, said.rounds):.0f} microseconds per text")


if __name__ == "__main__":
    main()
