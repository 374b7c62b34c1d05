"""What contacts are about, and what people say of it."""

from typing import NamedTuple


class Topic(NamedTuple):
    """A topic of the register and the words that articles have for it."""

    key: str
    name: str
    words: tuple[str, ...]
    broader: str | None = None


_TABLE = """
bilateral-relations|Bilateral relations|bilateral ties|relations between the two countries|
consultations|Political consultations|political consultations|consultations of the ministries|bilateral-relations
consular-affairs|Consular affairs|consular affairs|the situation of expatriates|bilateral-relations
economy|Economy|economic cooperation|economic ties|
trade|Trade|trade|the trade balance|economy
customs|Customs|customs tariffs|customs procedures|trade
investment|Investment|joint investment|investment opportunities|economy
energy|Energy|energy cooperation|energy supplies|economy
gas-pipeline|Gas pipeline|the gas pipeline|the planned pipeline|energy
fisheries|Fisheries|fishing quotas|fisheries|economy
shipping|Shipping|shipping lanes|freedom of shipping|
security|Security|security cooperation|regional security|
border|Border|border crossings|the demarcation of the border|security
arms-control|Arms control|arms control|limits on missiles|security
prisoners|Prisoners|an exchange of prisoners|the fate of prisoners|
refugees|Refugees|the return of refugees|aid for refugees|
water|Water|the sharing of river water|water resources|
climate|Climate|climate policy|the coming climate talks|
culture|Culture|cultural exchange|a cultural week|
education|Education|student exchange|scholarships|culture
health|Health|vaccine production|public health|
sanctions|Sanctions|the lifting of sanctions|sanctions|
ceasefire|Ceasefire|the ceasefire|a lasting truce|security
visas|Visas|visa rules|easier visas|consular-affairs
air-links|Air links|direct flights|air links|economy
"""
TOPICS = tuple(
    Topic(key, name, (first, second), broader or None)
    for key, name, first, second, broader in (line.split("|") for line in _TABLE.strip().splitlines())
)
BY_KEY = {topic.key: topic for topic in TOPICS}

REMARKS = (
    ("stressed the need for progress on {topic}", "More progress is needed."),
    ("voiced hope that the work on {topic} would go on", "The work should go on."),
    ("called {topic} a matter of common interest", "Both sides have an interest in it."),
    ("warned against any delay over {topic}", "There should be no delay."),
    ("praised what had been achieved on {topic}", "What was achieved is good."),
    ("said {topic} would be taken up by experts", "Experts will deal with it."),
    ("insisted that {topic} should be settled by dialogue", "It is to be settled by dialogue."),
)
FORUMS = ("Security Forum", "Trade Summit", "Water Conference", "Energy Dialogue", "Peace Conference", "Ocean Forum")
ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
PUBLISHERS = (
    "Harbour Gazette", "Northern Post", "The Meridian", "Gulf Courier", "Steppe Tribune", "Capital Observer",
    "Island Chronicle", "Daily Envoy", "Continental Times", "River Herald", "Straits Monitor", "Delta Mail",
)  # fmt: skip
AGENCIES = ("Meridian News Agency", "United Wire", "Orient Press Agency")
