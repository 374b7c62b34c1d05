"""Forty invented states with their cities, and the posts that they have."""

from typing import NamedTuple


class State(NamedTuple):
    """An invented state; `adjective` as in `Norlandic ambassador`."""

    name: str
    adjective: str
    tradition: str
    cities: tuple[str, ...]
    """The capital first."""

    @property
    def key(self) -> str:
        return self.name.lower().replace(" ", "-")


_TABLE = """
Qasira|Qasiri|gulf|Zubar City|Ras Haml
Dhahran Isles|Dhahrani|gulf|Manafa|Sitrah Port
Sharjan|Sharjani|gulf|Khor Jamil|Al Wadha
Majilis|Majilisi|gulf|Umm Sadr|Bani Hor
Ruwaisia|Ruwaisian|gulf|Ruwais Harbour|Tawiya
Tanmar|Tanmari|levant|Qalat Nur|Sahel
Barqa|Barqan|levant|Zawiya Bay|Tobra
Jabaliya|Jabalian|levant|Deir Hasna|Marj
Numira|Numiran|levant|Ain Tala|Oued Rim
Zarandia|Zarandi|persian|Mehrabad|Kuhestan
Khorasan Republic|Khorasani|persian|Nishabad|Torbat
Badakhsh|Badakhshi|persian|Fayzan|Ishkar
Galilan|Galilani|hebrew|Kfar Oren|Ramat Yam
Negevia|Negevian|hebrew|Beer Tamar|Arava
Volgaria|Volgarian|russian|Verkhograd|Nizhny Yar
Sibiria|Sibirian|russian|Tomgorod|Baikalsk
Karelgrad|Karelgradian|russian|Onegorsk|Ladogino
Dnestria|Dnestrian|russian|Rybnograd|Tirask
Anadora|Anadoran|turkish|Kizilhan|Gokdere
Turania|Turanian|turkish|Altinova|Sarisu
Bosfora|Bosforan|turkish|Denizkapi|Karatepe
Zhonghai|Zhonghaian|chinese|Longjing|Haizhou
Nanling|Nanlingese|chinese|Yunshan|Guibei
Koryun|Koryunese|korean|Hansong|Busan-ri
Tamnara|Tamnaran|korean|Jejung|Seohae
Andora del Sur|Suran|spanish|San Telmo|Puerto Claro
Cordillera|Cordilleran|spanish|Alta Gracia|Valdivar
Maranon|Maranese|spanish|Santa Brisa|Iquira
Caribe Unido|Caribean|spanish|Ciudad Coral|Bahia Honda
Armorie|Armorian|french|Port-Clair|Saint-Avel
Wallonne|Wallonnese|french|Beauvallon|Namure
Outremer|Outremerian|french|Fort-Soleil|Grande Anse
Dravidia|Dravidian|south asian|Chandipur|Kovalam Beach
Indusia|Indusian|south asian|Sindhabad|Larkot
Serendia|Serendian|south asian|Kandapura|Gallewatte
Annam Coast|Annamese|vietnamese|Hue Dong|Vinh Sa
Tonkin Delta|Tonkinese|vietnamese|Hai Lang|Nam Son
Norland|Norlandic|nordic|Port Ellery|Skogvik
Fjordmark|Fjordmarkish|nordic|Havnestad|Isbukt
Albemarle|Albemarlean|english|Westhaven|Kingsbridge
"""


def _state(line: str) -> State:
    name, adjective, tradition, *cities = line.split("|")
    return State(name, adjective, tradition, tuple(cities))


STATES = tuple(_state(line) for line in _TABLE.strip().splitlines())


class Post(NamedTuple):
    """A post of a state. `names` are as texts call it, without the state."""

    key: str
    state: State
    label: str
    names: tuple[str, ...]
    level: str
    rank: int
    """People of like rank meet; 0 is the head of state."""
    single: bool = True
    weight: float = 1.0
    """How often the news tells of its holder."""
    seats: int = 1
    accredited_to: State | None = None


_MONARCHIES = {"gulf": ("Emir", "Amir"), "nordic": ("King",)}
FOREIGN_MINISTER = ("Foreign Minister", "Minister of Foreign Affairs")
_DEPUTY = ("Deputy Foreign Minister", "Deputy Minister of Foreign Affairs")
_MINISTRIES = (
    "Trade", "Energy", "the Interior", "Finance", "Agriculture", "Transport",
    "Culture", "Health", "Education", "Justice", "Water Resources", "Labour",
)  # fmt: skip


def posts_of(state: State, others: tuple[State, ...]) -> list[Post]:
    """Return the posts of a state, the weightiest first; `others` are the states to which it sends ambassadors."""

    def post(key: str, names: tuple[str, ...], level: str, rank: int, **more: object) -> Post:
        return Post(f"{state.key}-{key}", state, f"{names[0]} of {state.name}", names, level, rank, **more)  # type: ignore[arg-type]

    monarchy = _MONARCHIES.get(state.tradition, ())
    found = [
        post(
            "foreign-minister", ("Foreign Minister", "Minister of Foreign Affairs"), "foreign-minister", 2, weight=6.0
        ),
        post("prime-minister", ("Prime Minister", "Premier"), "head-of-government", 1, weight=3.0),
        post("head-of-state", monarchy or ("President",), "head-of-state", 0, weight=2.5),
        post(
            "deputy-foreign-minister-political",
            (
                "Deputy Foreign Minister for Political Affairs",
                "Deputy Minister of Foreign Affairs for Political Affairs",
            ),
            "deputy-minister",
            3,
            weight=2.5,
        ),
        post(
            "deputy-foreign-minister",
            (*_DEPUTY, "Vice Foreign Minister"),
            "deputy-minister",
            3,
            single=False,
            seats=2,
            weight=1.5,
        ),
        *(_ambassador(state, other) for other in others[:2]),
        post("defence-minister", ("Minister of Defence", "Defence Minister"), "minister", 2, weight=1.5),
        post("spokesperson", ("Foreign Ministry spokesperson", "spokesperson of the Foreign Ministry"), "official", 3),
        *(_ambassador(state, other) for other in others[2:4]),
    ]
    ministers = [post(f"minister-{_slug(m)}", (f"Minister of {m}",), "minister", 2) for m in _MINISTRIES]
    ambassadors = [_ambassador(state, other) for other in others[4:]]
    while ministers or ambassadors:
        found += [*ministers[:1], *ambassadors[:2]]
        del ministers[:1], ambassadors[:2]
    return found


def deputy_prime_minister(state: State) -> Post:
    """Return the post that the foreign minister of some states holds besides."""
    name, level = "Deputy Prime Minister", "deputy-head-of-government"
    return Post(f"{state.key}-deputy-prime-minister", state, f"{name} of {state.name}", (name,), level, 1)


def _ambassador(state: State, other: State) -> Post:
    names = (f"Ambassador to {other.name}", f"Ambassador to {other.cities[0]}")
    return Post(
        f"{state.key}-ambassador-to-{other.key}",
        state,
        f"Ambassador of {state.name} to {other.name}",
        names,
        "ambassador",
        4,
        weight=1.2,
        accredited_to=other,
    )


def _slug(text: str) -> str:
    return text.lower().removeprefix("the ").replace(" ", "-")
