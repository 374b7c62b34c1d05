"""What keeps namesakes apart where the register, a bare name or a short form could be of either."""

from kg.model import Annotation
from tests.identity.people.world import articles, decided, keys, named, person, told

DEPUTY, ENVOY = "Deputy Foreign Minister", "Prime Minister"
SABRI = person("sabri-shami", "Sabri Shami")


def on(article: str, day: str, name: str, post: str | None, state: str | None) -> Annotation:
    return told(article, named(name, post, state), published=day)


def test_a_spelling_that_may_be_the_entrys_in_another_state_leaves_the_entry_open() -> None:
    norland = on("a", "2031-04-02", "Sabri al-Shami", DEPUTY, "norland")
    sundria = on("b", "2031-04-03", "Sabry Chami", DEPUTY, "sundria")
    assert keys(decided(norland, people=[SABRI]), "a") == ["sabri-shami"]
    found = decided(norland, sundria, people=[SABRI])
    assert (keys(found, "a"), keys(found, "b")) == (["a/sabri-al-shami"], ["b/sabry-chami"])


def test_a_long_name_in_two_posts_by_turns_leaves_the_entry_open() -> None:
    faisal, people = "Faisal bin Sultan Al Sharqi", [person("faisal", "Faisal bin Sultan Al Sharqi")]
    first = on("a", "2031-01-26", faisal, DEPUTY, "norland")
    between = on("b", "2031-08-17", faisal, ENVOY, "norland")
    last = on("c", "2031-10-15", faisal, DEPUTY, "norland")
    assert keys(decided(first, between, people=people), "b") == ["faisal"]  # one post after the other
    found = decided(first, between, last, people=people)
    assert keys(found, "b") == ["b/faisal-bin-sultan-al-sharqi"]
    assert keys(found, "a") == keys(found, "c") == ["a/faisal-bin-sultan-al-sharqi"]


def test_a_bare_long_name_that_two_shorter_ones_may_be_stays_open() -> None:
    people = [person("saeed", "Saeed bin Fahad bin Saif Al-Zaabi")]
    bare = articles("c", [{"participants": [named("Saeed bin Fahad bin Saif Zaabi")]}])
    norland = on("a", "2031-04-02", "Saeed bin Fahad Al-Zaabi", DEPUTY, "norland")
    sundria = on("b", "2031-04-03", "Said bin Fahad Al-Zaabi", DEPUTY, "sundria")
    assert keys(decided(bare, people=people), "c") == ["saeed"]
    assert keys(decided(bare, norland, sundria, people=people), "c") == [None]


def test_a_short_name_is_no_part_of_one_whose_other_forms_contradict_it() -> None:
    long = on("a", "2031-04-02", "Ertuğrul Ahmet Öztürk", DEPUTY, "norland")
    short = on("b", "2031-04-03", "Ahmet Öztürk", DEPUTY, "norland")
    other = on("c", "2031-04-04", "Ertuğrul Öztürk", DEPUTY, "norland")
    assert keys(decided(long, other), "c") == keys(decided(long, other), "a")
    found = decided(long, short, other)
    assert keys(found, "a") == keys(found, "c")
    assert keys(found, "b") == ["b/ahmet-ozturk"]


def test_who_is_told_apart_by_state_does_not_get_the_key_of_another_name() -> None:
    one, other = named("Ada Varga", ENVOY, "norland"), named("Ada Varga", ENVOY, "sundria")
    third = named("Ada Varga Norland", ENVOY, "vesland")
    found = decided(articles("a", [{"participants": [one, third]}, {"participants": [other]}]))
    assert len({*keys(found, "a"), *keys(found, "a", event=1)}) == 3
    assert sorted(found.people.labels.values()) == ["Ada Varga", "Ada Varga", "Ada Varga Norland"]
