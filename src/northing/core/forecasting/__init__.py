"""Forecasting: where a key result will end, said as a distribution, and how far that can be trusted (R45, R46, R41a).

Everything here is on the scale of progress: 0 is the start, 1 the target. `docs/rules/forecasting.md` argues the rules
and works them through; `docs/forecasting.md` shows how well they did on real key results.
"""

from .calibration import Calibration, Said, calibration
from .combining import CORRELATION, combine
from .explaining import Reason, ReasonCode
from .learning import Closed, learn
from .model import LEVELS, Distribution, distribution, of_state
from .prior import PRIOR, Prior
from .says import HELD, Forecast, Ray, cone, forecast, forecast_of, interval, needed_per_week
from .state import State, state_of
from .task import Nature, Observed, Task

__all__ = [
    "CORRELATION",
    "HELD",
    "LEVELS",
    "PRIOR",
    "Calibration",
    "Closed",
    "Distribution",
    "Forecast",
    "Nature",
    "Observed",
    "Prior",
    "Ray",
    "Reason",
    "ReasonCode",
    "Said",
    "State",
    "Task",
    "calibration",
    "combine",
    "cone",
    "distribution",
    "forecast",
    "forecast_of",
    "interval",
    "learn",
    "needed_per_week",
    "of_state",
    "state_of",
]
