"""Who is placed first."""

from typing import Any

import numpy as np

from masohi.planning.city.terms import Town


def slack_order(town: Town) -> Any:
    """People, tightest first: how many groups of days they could lose at their own pace."""
    if not town.people:
        return np.zeros(0, np.int64)
    groups = np.diff(town.p_group)
    caps = np.maximum(1, town.g_cap[town.p_group[:-1]])
    offers = np.minimum(np.diff(town.p_candidate), 60)
    return np.argsort(groups - town.p_need / caps + offers * 0.02, kind="stable").astype(np.int64)
