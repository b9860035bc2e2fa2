"""Articles, findings and the registry of rules: nothing is judged here without naming the text it rests on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import wraps
from inspect import getdoc, signature
from typing import Concatenate, ParamSpec, cast

P = ParamSpec("P")

KUHP = "UU 1/2023"
KUHP_CHANGED = "UU 1/2026"
KUHAP = "UU 20/2025"
SPPA = "UU 11/2012"
SPPA_PP = "PP 58/2022"


@dataclass(frozen=True)
class Article:
    """One place in a text. `article` is None where a text or a practice has no numbered articles.

    >>> str(Article(KUHP, 85, 4)), str(Article(KUHP, 85, 2, "c"))
    ('UU 1/2023 Pasal 85 ayat (4)', 'UU 1/2023 Pasal 85 ayat (2) huruf c')
    >>> str(Article(KUHP, 150)), str(Article("Praktik Bapas", None))
    ('UU 1/2023 Pasal 150', 'Praktik Bapas')
    """

    law: str
    article: int | str | None
    paragraph: int | str | None = None
    letter: str | None = None

    def __post_init__(self) -> None:
        """A citation that names no text is refused with ValueError."""
        if not isinstance(self.law, str) or not self.law.strip():
            raise ValueError("an article needs the name of its text")

    def __str__(self) -> str:
        """The citation as Indonesian lawyers write it."""
        parts = [self.law]
        parts += [f"Pasal {self.article}"] if self.article is not None else []
        parts += [f"ayat ({self.paragraph})"] if self.paragraph is not None else []
        parts += [f"huruf {self.letter}"] if self.letter is not None else []
        return " ".join(parts)


class Level(StrEnum):
    """What a finding does: it blocks, it asks for a reason, or it only tells."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


OUTCOMES = {Level.BLOCK: "blokir", Level.WARN: "peringatan", Level.INFO: "info"}
WEIGHT = {Level.INFO: 1, Level.WARN: 2, Level.BLOCK: 3}


@dataclass(frozen=True)
class Finding:
    """What one rule says about one case. `template` is the Indonesian msgid, `values` are ready to be printed."""

    rule: str
    level: Level
    article: Article
    template: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    fields: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """The sentence in Indonesian; a face translates `template` first and then formats it the same way."""
        return self.template.format(**self.values)

    def at(self, level: Level) -> "Finding":
        """The same finding with another weight, e.g. what blocks a start only warns at admission."""
        return replace(self, level=level)

    def as_json(self) -> dict[str, object]:
        """The finding as `masohi check-order --json` prints it."""
        return {
            "rule": self.rule,
            "level": self.level.value,
            "article": str(self.article),
            "message": self.message,
            "fields": list(self.fields),
        }


Answer = Finding | None | list[Finding]


@dataclass(frozen=True)
class Example:
    """A worked example: a sentence for the lawyer, the facts for the program, the outcome both must agree on."""

    description: str
    facts: Mapping[str, object]
    expected: str


@dataclass(frozen=True)
class Rule:
    """A rule of law with everything that a reader needs to trust it. `function` answers None where all is well."""

    id: str
    article: Article
    level: Level
    title: str
    says: str
    confidence: str
    doc: str
    fields: tuple[str, ...] = ()
    also: tuple[Article, ...] = ()
    numbers: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    function: Callable[..., Answer] = field(default=lambda: None, compare=False)

    def found(
        self,
        says: str | None = None,
        /,
        *,
        level: Level | None = None,
        article: Article | None = None,
        fields: Sequence[str] | None = None,
        **values: str | int,
    ) -> Finding:
        """A finding of this rule. Without `says` it carries the rule's own sentence, level, article and fields."""
        return Finding(
            self.id,
            level or self.level,
            article or self.article,
            says or self.says,
            values,
            self.fields if fields is None else tuple(fields),
        )

    @property
    def paraphrase(self) -> str:
        """The Indonesian text of the docstring, without its doctest."""
        return self.doc.split(">>>")[0].strip()

    def findings(self, example: Example, **defaults: object) -> list[Finding]:
        """What the rule finds in an example; `defaults` fill what the rule takes and the example leaves out."""
        takes = signature(self.function).parameters
        given = {name: value for name, value in defaults.items() if name in takes}
        return listed(self.function(**{**given, **example.facts}))

    def outcome(self, example: Example, **defaults: object) -> str:
        """What an example comes to: 'sesuai', 'info', 'peringatan' or 'blokir'."""
        return outcome_of(self.findings(example, **defaults))


RULES: dict[str, Rule] = {}


def listed(answer: Answer) -> list[Finding]:
    """Any answer of a rule as a list."""
    if answer is None:
        return []
    return [answer] if isinstance(answer, Finding) else answer


def outcome_of(answer: Answer) -> str:
    """The heaviest level of an answer in the words of the law book.

    >>> outcome_of(None)
    'sesuai'
    """
    findings = listed(answer)
    return OUTCOMES[max((f.level for f in findings), key=WEIGHT.__getitem__)] if findings else "sesuai"


def rule(
    rule_id: str,
    article: Article,
    level: Level,
    *,
    title: str,
    says: str,
    confidence: str,
    examples: Sequence[tuple[str, Mapping[str, object], str]],
    fields: Sequence[str] = (),
    also: Sequence[Article] = (),
    numbers: Sequence[str] = (),
) -> Callable[[Callable[Concatenate[Rule, P], Answer]], Callable[P, Answer]]:
    """Register a function as a rule of law.

    The function receives its own `Rule` first and answers `this.found(...)`, a list of those, or None where all
    is well; callers do not pass it. `confidence` is V (statute read), V2 (reported), M (memory) or I (inference).
    Raises TypeError without an article, ValueError for a duplicate id, an unknown confidence or no docstring.
    """
    if not isinstance(article, Article):
        raise TypeError(f"rule {rule_id} names no article")
    if rule_id in RULES:
        raise ValueError(f"rule {rule_id} exists already")
    if not set(confidence.split("/")) <= {"V", "V2", "M", "I"}:
        raise ValueError(f"rule {rule_id} has an unknown confidence {confidence}")

    def register(function: Callable[Concatenate[Rule, P], Answer]) -> Callable[P, Answer]:
        doc = getdoc(function)
        if not doc:
            raise ValueError(f"rule {rule_id} does not say what its paragraph says")
        this = Rule(
            rule_id,
            article,
            level,
            title,
            says,
            confidence,
            doc,
            tuple(fields),
            tuple(also),
            tuple(numbers),
            tuple(Example(*example) for example in examples),
        )

        @wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> Answer:
            return function(this, *args, **kwargs)

        shown = signature(function)
        vars(asked)["__signature__"] = shown.replace(parameters=list(shown.parameters.values())[1:])
        RULES[rule_id] = replace(this, function=cast(Callable[..., Answer], asked))
        return asked

    return register
