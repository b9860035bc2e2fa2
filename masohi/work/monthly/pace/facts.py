"""Whether an order lags behind."""

from datetime import date, timedelta

from masohi.cases.orders.models import Order
from masohi.law.parameters import Parameters


def monday(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def behind(order: Order, *, day: date, parameters: Parameters) -> bool:
    """Whether credited hours lag behind the time that has passed by more than the office tolerates (KS-09).

    Not in the first days, not without a deadline: who has just begun cannot lag.
    """
    if order.deadline is None or order.execution_order_date is None or not order.open_minutes:
        return False
    elapsed, whole = (day - order.execution_order_date).days, (order.deadline - order.execution_order_date).days
    if whole <= 0 or elapsed < parameters.value("pace_grace", day):
        return False
    wanted = 100 - min(int(parameters.value("pace_tolerance", day)), 100)
    return order.credited_minutes * whole * 100 < order.minutes * min(elapsed, whole) * wanted
