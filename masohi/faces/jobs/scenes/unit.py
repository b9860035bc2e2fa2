"""From class to income and home in the sample: two units teach, make and sell, and ask later what a family has."""

from datetime import datetime

from masohi.faces.jobs.sample import Sample
from masohi.faces.jobs.scenes import afterwards, classes, earning, goods, home, selling, tools
from masohi.faces.jobs.scenes.past import Past
from masohi.reentry.trainees.queries import trainees


def play(sample: Sample, *, at: datetime) -> None:
    """Everything once; where there are trainees already, nothing."""
    if trainees(sample.lpka[0]).exists():
        return
    past = Past(at)
    people = classes.enter(sample, past)
    running = classes.hold(sample, people, past)
    tools.keep(sample, running, past)
    shelf = goods.make(sample, people, past)
    selling.sell(sample, shelf, past)
    earning.divide(sample, people, past)
    selling.wait(sample, shelf, past)
    afterwards.follow(sample, people, past)
    home.come(sample, people, past)
