"""Scoring: bands, pace, stretch levels, grades, and the sentence that disagrees with you (R1-R3b, R10, R37).

Everything here lives on one scale from 0.0 to 1.0. `docs/rules/scoring.md` argues the rules and works them through.
"""

from .bands import BAND_WORDS, Band, band, final_band, needs_post_mortem, pace_thresholds, round_tenth
from .commitments import COMMITMENT_WORDS, Commitment, landing
from .pace import Plan, expected_progress, pace, plan_problems, plan_share, progress_thresholds
from .scores import proposed_score, weighted_score
from .voices import DISAGREES_FROM, Disagreement, Voice, Voices, disagreement, voices

__all__ = [
    "BAND_WORDS",
    "COMMITMENT_WORDS",
    "DISAGREES_FROM",
    "Band",
    "Commitment",
    "Disagreement",
    "Plan",
    "Voice",
    "Voices",
    "band",
    "disagreement",
    "expected_progress",
    "final_band",
    "landing",
    "needs_post_mortem",
    "pace",
    "pace_thresholds",
    "plan_problems",
    "plan_share",
    "progress_thresholds",
    "proposed_score",
    "round_tenth",
    "voices",
    "weighted_score",
]
