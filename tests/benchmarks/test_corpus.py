import calendar
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from kg.model.annotation import StatedTime
from kg.sources.read import read_all
from kg.sources.references import check as check_references
from kg.sources.register import read_register
from kg.sources.spans import spans
from kg.sources.texts import Texts
from tests.benchmarks.corpus import make
from tests.benchmarks.corpus.files import truth_json, write_project
from tests.benchmarks.corpus.people import make_society
from tests.benchmarks.corpus.traditions import CLASSES, TRADITIONS


@pytest.fixture(scope="module")
def corpus():
    return make(seed=5, articles=600)


@pytest.fixture(scope="module")
def events(corpus):
    return {(a.article.id, event.id): event for a in corpus.annotations for event in a.events}


def test_the_same_seed_gives_the_same_bytes_in_another_process():
    program = """if True:
        import hashlib, sys
        from tests.benchmarks.corpus import make
        from tests.benchmarks.corpus.files import truth_json
        corpus = make(3, 40)
        told = truth_json(corpus) + repr((corpus.annotations, corpus.texts)).encode()
        sys.stdout.write(hashlib.sha256(told).hexdigest())"""
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != ""


def test_another_seed_gives_another_world():
    one, other = make(1, 30), make(2, 30)
    assert one.texts != other.texts
    assert truth_json(one) != truth_json(other)


def test_every_span_holds_the_words_that_are_said_to_stand_there(corpus):
    found = [f for a in corpus.annotations for f in (*spans(a, corpus.texts[a.article.id]), *check_references(a))]
    assert found == []


def test_every_key_of_the_truth_stands_in_an_article_and_every_mention_in_the_truth(corpus, events):
    truth = corpus.truth
    mentions = {
        (a.article.id, f"/events/{e}/participants/{p}"): participant
        for a in corpus.annotations
        for e, event in enumerate(a.events)
        for p, participant in enumerate(event.participants)
        if not participant.group
    } | {
        (a.article.id, f"/statements/{s}/speaker"): speech.speaker
        for a in corpus.annotations
        for s, speech in enumerate(a.statements)
    }
    assert {key for key, mention in mentions.items() if mention.name} == set(truth.named)
    assert {key for key, mention in mentions.items() if not mention.name} == set(truth.role_only)
    assert all(mentions[key].name == truth.forms[key] for key in truth.named)
    assert set(truth.tellings) == set(events)
    assert set(truth.tellings.values()) <= set(truth.events)
    assert {*truth.named.values(), *truth.role_only.values()} <= set(truth.people)
    assert truth.undecidable <= set(truth.named)
    assert truth.contradicting | truth.vague <= set(truth.tellings)
    assert set(truth.registered) == {entry.key for entry in corpus.entries if entry.kind == "person"}


def test_dates_and_weekdays_in_the_words_are_those_of_the_true_day(corpus, events):
    truth, checked = corpus.truth, 0
    months = {name: number for number, name in enumerate(calendar.month_name) if name}
    for telling, event in events.items():
        if telling in truth.misdated or not isinstance(event.when, StatedTime):
            continue
        first, last = truth.days[truth.tellings[telling]]
        says = event.when.says
        if first == last:
            for weekday in calendar.day_name:
                if weekday in says:
                    assert first.weekday() == list(calendar.day_name).index(weekday), (telling, says)
                    checked += 1
            found = re.search(r"(\d{1,2}) ([A-Z]\w+)(?: (\d{4}))?$", says)
            if found:
                year = int(found[3]) if found[3] else first.year
                assert first == date(year, months[found[2]], int(found[1])), (telling, says)
                checked += 1
    assert checked > 400


def test_shares_are_roughly_as_said(corpus, events):
    truth = corpus.truth
    told = Counter(truth.tellings.values())
    assert set(told.values()) == {1, 2, 3, 4}
    assert len(corpus.annotations) == 600
    assert len(truth.copies) == 60
    assert 1.5 < len(events) / 600 < 3
    participants = [p for event in events.values() for p in event.participants if not p.group]
    assert 0.04 < sum(p.name is None for p in participants) / len(participants) < 0.09
    assert 0.001 < len(truth.contradicting) / len(events) < 0.02
    assert 0.06 < sum(event.place is None for event in events.values() if event.type == "meeting") / len(events) < 0.2
    assert 0.1 < sum(not event.topics for event in events.values()) / len(events) < 0.5
    registered = set(truth.registered.values())
    assert 0.55 < len(registered) / len(truth.people) < 0.75


def test_a_first_mention_gives_the_post_in_most_articles(corpus):
    first = Counter()
    for annotation in corpus.annotations:
        seen = set()
        for e, event in enumerate(annotation.events):
            for p, participant in enumerate(event.participants):
                person = corpus.truth.named.get((annotation.article.id, f"/events/{e}/participants/{p}"))
                if person and person not in seen:
                    seen.add(person)
                    first[participant.post is not None] += 1
    assert 0.8 < first[True] / first.total() < 0.9


def test_some_people_share_their_full_name_and_at_most_one_of_them_is_registered(corpus):
    people = {key: corpus.society.people[key] for key in set(corpus.truth.named.values())}
    bearers = {}
    for person in people.values():
        bearers.setdefault(person.name.slots, []).append(person)
    namesakes = [shared for shared in bearers.values() if len(shared) > 1]
    assert 0.02 < sum(map(len, namesakes)) / len(people) < 0.1
    assert all(sum(person.registered for person in shared) <= 1 for shared in namesakes)


def test_a_careful_reader_could_decide_nearly_every_mention(corpus):
    assert len(corpus.truth.undecidable) / len(corpus.truth.named) < 0.01


def test_a_wire_copy_differs_in_its_first_line_only(corpus):
    for copy in corpus.truth.copies:
        one, other = corpus.texts[copy], corpus.texts[corpus.truth.origins[copy]]
        assert one.split("\n")[0] != other.split("\n")[0]
        assert one.split("\n")[1:] == other.split("\n")[1:]


def test_no_two_holders_share_a_seat_on_one_day(corpus):
    for tenures in corpus.society.seats.values():
        assert all(before.last < after.first for before, after in pairwise(tenures))


def test_everybody_is_named_in_a_post_that_they_hold_on_that_day(corpus):
    held = {}
    for tenures in corpus.society.seats.values():
        for tenure in tenures:
            held.setdefault(tenure.person, []).append(tenure)
    posts = {
        name: {p.key for p in corpus.society.posts if name in p.names} for p in corpus.society.posts for name in p.names
    }
    for annotation in corpus.annotations:
        for e, event in enumerate(annotation.events):
            if event.status != "happened" or (annotation.article.id, event.id) in corpus.truth.misdated:
                continue
            first, _ = corpus.truth.days[corpus.truth.tellings[annotation.article.id, event.id]]
            for p, participant in enumerate(event.participants):
                person = corpus.truth.named.get((annotation.article.id, f"/events/{e}/participants/{p}"))
                if person and participant.post:
                    names = [participant.post] if isinstance(participant.post, str) else participant.post
                    then = {post.key for t in held[person] if t.first <= first <= t.last for post in t.posts}
                    assert all(posts[name] & then for name in names)


def test_no_spelling_of_a_given_name_is_that_of_another_one_of_its_tradition():
    for name, tradition in TRADITIONS.items():
        for pool in (tradition.men, tradition.families):
            classes = [CLASSES.of[part] for part in pool]
            assert len(set(classes)) == len(classes), name


def test_a_folder_of_thirty_articles_is_read_without_a_finding(tmp_path):
    corpus = make(seed=7, articles=30)
    write_project(corpus, tmp_path)
    reading = read_all(tmp_path / "sources", tmp_path)
    assert reading.findings == ()
    assert tuple(source.annotation for source in reading.sources) == corpus.annotations
    texts = Texts(tmp_path / "texts")
    assert [finding for source in reading.sources for finding in texts.check(source)] == []
    register = read_register(tmp_path / "sources", tmp_path)
    assert [finding for finding in register.findings if finding.severity == "error"] == []
    assert register.register.entries == corpus.entries


def test_a_society_ends_where_the_posts_do():
    society = make_society(1, 6_000)
    assert 4_000 < len(society.people) < 6_000
    assert all(society.seats.values())
