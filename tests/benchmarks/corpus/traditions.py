"""How names of each tradition are made and written: which parts, in which order, in long and short forms."""

from collections.abc import Mapping
from random import Random
from typing import Literal, NamedTuple

from tests.benchmarks.corpus import names_asia as asia
from tests.benchmarks.corpus import names_europe as europe
from tests.benchmarks.corpus import names_west_asia as west
from tests.benchmarks.corpus.parts import Classes, Part

Form = Literal["long", "usual", "brief", "initials", "short"]
"""All parts; as the news usually has it; without fathers; the given name as an initial; one name alone."""


class Name(NamedTuple):
    """A person's name: its parts by slot, in the order of the long form."""

    tradition: str
    woman: bool
    slots: tuple[tuple[str, Part], ...]
    house: bool = False
    """Whether `Al` before the family name is kin."""

    @property
    def by_slot(self) -> dict[str, Part]:
        return dict(self.slots)

    def with_slots(self, **changed: Part) -> "Name":
        """Return the name with some parts replaced."""
        return self._replace(slots=tuple((slot, changed.get(slot, part)) for slot, part in self.slots))


class Tradition(NamedTuple):
    """Lists of parts, and the slots of each form."""

    men: tuple[Part, ...]
    women: tuple[Part, ...]
    families: tuple[Part, ...]
    usual: tuple[str, ...] = ("given", "family")
    short: str = "family"
    extra: Mapping[str, tuple[tuple[Part, ...], float]] = {}
    """Further slots: from which parts, and how many people bear one."""
    order: tuple[str, ...] = ("given", "family")
    """The slots of the long form."""
    reversible: bool = False
    """Whether the West sometimes writes the family name last."""


TRADITIONS: Mapping[str, Tradition] = {
    "gulf": Tradition(
        west.GULF_MEN,
        west.GULF_WOMEN,
        west.GULF_FAMILIES,
        usual=("given", "father", "family"),
        extra={"father": (west.GULF_MEN, 1.0), "grandfather": (west.GULF_MEN, 0.4)},
        order=("given", "father", "grandfather", "family"),
    ),
    "levant": Tradition(
        west.LEVANT_MEN,
        west.LEVANT_WOMEN,
        west.LEVANT_FAMILIES,
        extra={"father": (west.LEVANT_MEN, 0.6)},
        order=("given", "father", "family"),
    ),
    "persian": Tradition(west.PERSIAN_MEN, west.PERSIAN_WOMEN, west.PERSIAN_FAMILIES),
    "hebrew": Tradition(west.HEBREW_MEN, west.HEBREW_WOMEN, west.HEBREW_FAMILIES),
    "turkish": Tradition(
        west.TURKISH_MEN,
        west.TURKISH_WOMEN,
        west.TURKISH_FAMILIES,
        extra={"second": (west.TURKISH_MEN, 0.25)},
        order=("given", "second", "family"),
    ),
    "russian": Tradition(
        europe.RUSSIAN_MEN,
        europe.RUSSIAN_WOMEN,
        europe.RUSSIAN_FAMILIES,
        extra={"patronymic": (europe.PATRONYMICS, 1.0)},
        order=("given", "patronymic", "family"),
    ),
    "chinese": Tradition(
        asia.CHINESE_MEN,
        asia.CHINESE_WOMEN,
        asia.CHINESE_FAMILIES,
        usual=("family", "given"),
        order=("family", "given"),
        reversible=True,
    ),
    "korean": Tradition(
        asia.KOREAN_MEN,
        asia.KOREAN_WOMEN,
        asia.KOREAN_FAMILIES,
        usual=("family", "given"),
        order=("family", "given"),
        reversible=True,
    ),
    "spanish": Tradition(
        europe.SPANISH_MEN,
        europe.SPANISH_WOMEN,
        europe.SPANISH_FAMILIES,
        extra={"second": (europe.SPANISH_MEN, 0.2), "mother": (europe.SPANISH_FAMILIES, 1.0)},
        order=("given", "second", "family", "mother"),
    ),
    "french": Tradition(europe.FRENCH_MEN, europe.FRENCH_WOMEN, europe.FRENCH_FAMILIES),
    "south asian": Tradition(asia.SOUTH_ASIAN_MEN, asia.SOUTH_ASIAN_WOMEN, asia.SOUTH_ASIAN_FAMILIES),
    "vietnamese": Tradition(
        asia.VIETNAMESE_GIVEN,
        (),
        asia.VIETNAMESE_FAMILIES,
        usual=("family", "middle", "given"),
        short="given",
        extra={"middle": (asia.VIETNAMESE_MIDDLES, 1.0)},
        order=("family", "middle", "given"),
    ),
    "nordic": Tradition(europe.NORDIC_MEN, europe.NORDIC_WOMEN, europe.NORDIC_FAMILIES),
    "english": Tradition(
        europe.ENGLISH_MEN,
        europe.ENGLISH_WOMEN,
        europe.ENGLISH_FAMILIES,
        extra={"initial": (europe.MIDDLE_INITIALS, 0.7)},
        order=("given", "initial", "family"),
    ),
}
_RUSSIAN_WOMEN = [*map(europe.feminine, (*europe.PATRONYMICS, *europe.RUSSIAN_FAMILIES))]
CLASSES = Classes(
    [
        *_RUSSIAN_WOMEN,
        *west.GULF_HOUSES,
        *(part for t in TRADITIONS.values() for pool in (t.men, t.women, t.families) for part in pool),
        *(part for t in TRADITIONS.values() for pool, _ in t.extra.values() for part in pool),
    ]
)


def new_name(tradition: str, rng: Random, house: Part | None = None) -> Name:
    """Return a name of a tradition; `house` is the ruling family to which its bearer belongs."""
    table = TRADITIONS[tradition]
    woman = bool(table.women) and rng.random() < 0.15
    found = {"given": rng.choice(table.women if woman else table.men), "family": house or rng.choice(table.families)}
    for slot, (pool, share) in table.extra.items():
        if rng.random() < share and not (slot == "second" and woman):
            found[slot] = rng.choice([part for part in pool if part not in found.values()])
    if tradition == "russian" and woman:
        found |= {slot: europe.feminine(found[slot]) for slot in ("patronymic", "family")}
    return Name(
        tradition, woman, tuple((slot, found[slot]) for slot in table.order if slot in found), house is not None
    )


def slots_of(name: Name, form: Form) -> tuple[str, ...]:
    """Return the slots that a form of the name shows, in order."""
    table, has = TRADITIONS[name.tradition], name.by_slot
    if form == "long":
        return tuple(slot for slot, _ in name.slots)
    if form == "short":
        return (table.short,)
    if form in ("brief", "initials") and name.tradition == "gulf":
        return ("given", "family")
    return tuple(slot for slot in table.usual if slot in has)


def classes_of(name: Name, form: Form) -> frozenset[int]:
    """Return the classes of the parts that a form shows: what a reader has to tell people apart."""
    has = name.by_slot
    slots = slots_of(name, form)
    if form == "initials" and name.tradition in INITIALS:
        slots = tuple(slot for slot in slots if slot != "given")
    return frozenset(CLASSES.of[has[slot]] for slot in slots)


INITIALS = ("persian", "russian", "spanish", "french", "south asian", "nordic", "english", "hebrew", "turkish")
"""Traditions whose given names the news shortens to an initial."""


class Spelling:
    """How one article spells one person's name."""

    def __init__(self, name: Name, rng: Random) -> None:
        self._name, self._rng = name, rng
        self._parts = {slot: part.spelt(rng) for slot, part in name.slots}
        self._bin = rng.choices(("bin", "ibn", "Bin", "Ibn"), (12, 2, 2, 1))[0]
        if name.house:
            self._article = rng.choices(("Al ", "Al-", "al-", "al "), (8, 6, 3, 1))[0]
        elif name.tradition in ("gulf", "levant"):
            self._article = rng.choices(("al-", "Al-", "Al ", "El-", ""), (6, 6, 3, 1, 3))[0]
        self._reversed = TRADITIONS[name.tradition].reversible and rng.random() < 0.05

    def write(self, form: Form) -> str:
        """Return the name in a form; now and then an article spells a part in another way than before."""
        name, rng = self._name, self._rng
        said = dict(self._parts)
        if rng.random() < 0.03:
            slot, part = rng.choice(name.slots)
            said[slot] = part.spelt(rng)
        slots = slots_of(name, form)
        if self._reversed and form != "short":
            slots = slots[::-1]
        if form == "initials" and name.tradition in INITIALS:
            said["given"] = said["given"][0] + "."
        if name.tradition in ("gulf", "levant"):
            said["family"] = self._article + said["family"]
        words = []
        for slot in slots:
            if name.tradition == "gulf" and slot in ("father", "grandfather"):
                words.append("bint" if name.woman and slot == "father" else self._bin)
            words.append(said[slot])
        return " ".join(words)

    @property
    def given(self) -> str:
        """The given name alone, as it stands after `Sheikh`."""
        return self._parts["given"]


def label(name: Name, form: Form) -> str:
    """Return the name with the usual spelling of each part, as a register has it."""
    has = {slot: part.usual for slot, part in name.slots}
    if name.tradition == "gulf":
        has["family"] = ("Al " if name.house else "Al-") + has["family"]
        for slot in ("father", "grandfather"):
            if slot in has:
                has[slot] = f"{'bint' if name.woman and slot == 'father' else 'bin'} {has[slot]}"
    return " ".join(has[slot] for slot in slots_of(name, form))
