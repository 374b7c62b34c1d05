"""What was taken for another thing leads to it."""

from tests.identity.people.world import articles, judged, named, person, told

from .decided import FM, mapped, replaced


def test_reports_of_one_event_lead_to_the_first_and_none_to_itself() -> None:
    texts = [told(key, named("Ada Lindqvist", FM, "norland"), named("Tom Berg", FM, "sundria")) for key in "abc"]
    found = mapped(*texts)
    assert {s: o for s, o in replaced(found).items() if s.startswith("id:event/")} == {
        "id:event/b/e0": "id:event/a/e0",
        "id:event/c/e0": "id:event/a/e0",
    }
    assert all((node, "dip:status") not in {t[:2] for g in found.values() for t in g} for node in replaced(found))


def test_a_name_taken_for_an_entry_leads_to_it() -> None:
    people = [person("tor-hale", "Tor Hale")]
    found = mapped(
        told("a", named("Tor Hale", FM, "norland")), told("b", named("Jon Vale", FM, "sundria")), people=people
    )
    assert replaced(found) == {"id:person/a/tor-hale": "id:person/tor-hale"}


def test_names_of_several_articles_lead_to_the_first_at_once() -> None:
    days = ("2031-04-02", "2031-04-05", "2031-04-08")
    texts = [
        told(key, named("Ada Lindqvist", FM, "norland"), published=day) for key, day in zip("abc", days, strict=True)
    ]
    assert replaced(mapped(*texts)) == {
        "id:person/b/ada-lindqvist": "id:person/a/ada-lindqvist",
        "id:person/c/ada-lindqvist": "id:person/a/ada-lindqvist",
    }


def test_a_short_form_leads_to_the_person_of_the_long_form() -> None:
    events = [{"participants": [named("Ada Lindqvist", FM, "norland")]}, {"participants": [named("Lindqvist")]}]
    assert replaced(mapped(articles("a", events))) == {"id:person/a/lindqvist": "id:person/a/ada-lindqvist"}


def test_of_two_entries_judged_the_same_one_leads_to_the_other() -> None:
    people = [person("ada", "Ada Lindqvist"), person("ada-l", "Ada Lind")]
    found = mapped(told("a", named("Ada Lind")), people=people, judgements=[judged("same", "ada", "ada-l")])
    assert replaced(found) == {"id:person/a/ada-lind": "id:person/ada", "id:person/ada-l": "id:person/ada"}
