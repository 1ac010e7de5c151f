"""All rules about single texts, in the order in which they are shown. A new rule is a row in one of these files."""

from collections.abc import Mapping
from types import MappingProxyType

from northing.core.coaching.rule import Rule

from . import choosing, emptiness, measuring, objectives, targets, wording, work

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.id: rule
        for rule in (
            *emptiness.RULES,
            *work.RULES,
            *measuring.RULES,
            *choosing.RULES,
            *targets.RULES,
            *objectives.RULES,
            *wording.RULES,
        )
    }
)
