"""Times of the day in the towns that are played: on the wall in Ambon, passed in like everywhere."""

from datetime import date, datetime, time

from masohi.writing.indonesian import WIT


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of day in WIT."""
    return datetime.combine(day, time(hour, minute), WIT)
