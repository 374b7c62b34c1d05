"""Each name of an article to the thing of the register that it means, or to nothing, with the reason."""

from collections.abc import Iterator, Sequence
from sys import intern

from msgspec.structs import replace

from kg.identity.cast import Cast, Resolved, mentions
from kg.identity.register import ACTORS, Ref, Register
from kg.model import Annotation, Finding, Mention, Ordering, Severity, Stated
from kg.model.shared import shared


def _stated(annotation: Annotation) -> Iterator[tuple[str, str | None]]:
    """Yield every attribution with its pointer."""
    for d, document in enumerate(annotation.documents):
        yield f"/documents/{d}/said_by", document.said_by
        yield f"/documents/{d}/by", document.by
        if document.when:
            yield f"/documents/{d}/when/said_by", document.when.said_by
    for e, event in enumerate(annotation.events):
        at = f"/events/{e}"
        yield f"{at}/said_by", event.said_by
        whens = event.when if isinstance(event.when, list) else [event.when] if event.when else []
        for w, when in enumerate(whens):
            yield f"{at}/when/{w}/said_by" if isinstance(event.when, list) else f"{at}/when/said_by", when.said_by
        if event.place and not isinstance(event.place, str):
            yield f"{at}/place/said_by", event.place.said_by
        lists: tuple[tuple[str, Sequence[Stated | Ordering]], ...] = (
            ("again", event.again),
            ("participants", event.participants),
            ("topics", event.topics),
            ("framework", event.framework),
            ("before", event.before),
            ("after", event.after),
        )
        for name, items in lists:
            for i, item in enumerate(items):
                yield f"{at}/{name}/{i}/said_by", item.said_by
    for s, speech in enumerate(annotation.statements):
        at = f"/statements/{s}"
        yield f"{at}/said_by", speech.said_by
        for i, again in enumerate(speech.again):
            yield f"{at}/again/{i}/said_by", again.said_by
        if isinstance(speech.speaker, Mention):
            yield f"{at}/speaker/said_by", speech.speaker.said_by
        for i, to in enumerate(speech.to):
            if isinstance(to, Mention):
                yield f"{at}/to/{i}/said_by", to.said_by
    for t, tenure in enumerate(annotation.tenures):
        yield f"/tenures/{t}/said_by", tenure.said_by


def resolve(annotation: Annotation, register: Register) -> Cast:
    """Decide on every name of one article. The order of articles and of entries does not matter."""
    return _Resolver(annotation, register).cast


class _Resolver:
    def __init__(self, annotation: Annotation, register: Register) -> None:
        self.register = register
        self.cast = Cast()
        for pointer, text in _stated(annotation):
            if text:
                self._ref(text, ACTORS, pointer)
        for e, event in enumerate(annotation.events):
            if event.place:
                nested = not isinstance(event.place, str)
                name = event.place if isinstance(event.place, str) else event.place.name
                self._ref(name, ("place",), f"/events/{e}/place{'/name' if nested else ''}")
            for f, framework in enumerate(event.framework):
                self._ref(framework.name, ("organization",), f"/events/{e}/framework/{f}/name")
            for t, topic in enumerate(event.topics):
                self._ref(topic.topic, ("topic",), f"/events/{e}/topics/{t}/topic")
        for s, speech in enumerate(annotation.statements):
            for t, name in enumerate(speech.topics):
                self._ref(name, ("topic",), f"/statements/{s}/topics/{t}")
        if annotation.article.dateline:
            self._ref(annotation.article.dateline.place, ("place",), "/article/dateline/place")
        for pointer, mention in mentions(annotation):
            resolved = (
                self._bare_name(mention, pointer) if isinstance(mention, str) else self._mention(mention, pointer)
            )
            self.cast.mentions[pointer] = resolved

    def _find(self, code: str, message: str, pointer: str, mend: str, severity: Severity = "error") -> None:
        finding = Finding(code=code, message=message, pointer=pointer, mend=mend, severity=severity)
        self.cast.findings.append(finding)

    def _ref(self, text: str, kinds: tuple[str, ...], pointer: str) -> Ref | None:
        """Resolve a name that must be known: an unknown or ambiguous one is an error."""
        found = self.register.find(text, kinds)
        if len(found) == 1:
            self.cast.refs[intern(pointer)] = found[0]
            return found[0]
        what = "actor" if kinds == ACTORS else kinds[0]
        if found:
            names = ", ".join(ref.key for ref in found)
            self._find("DK203", f"{text!r} can mean {names}", pointer, "Write the key of the one that is meant.")
            return None
        near = self.register.nearest(text, kinds)
        hint = f"; did you mean {near!r}?" if near else ""
        self._find("DK202", f"no {what} {text!r} in the register{hint}", pointer, f"Add the {what} to the register.")
        return None

    def _bare_name(self, text: str, pointer: str) -> Resolved:
        if (key := Ref("person", text)) in self.register.entries:
            return self._known(self.register.leader(key), "annotator")
        return self._named(text, pointer)

    def _known(self, actor: Ref, rule: str, because: tuple[str, ...] = ()) -> Resolved:
        return Resolved(actor=actor, label=self.register.entries[actor].label, rule=rule, because=shared(because))

    def _named(self, name: str, pointer: str) -> Resolved:
        """Resolve the name of a state or an organisation; one that may be a person's stays open."""
        found = self.register.find(name, ACTORS)
        if len(found) == 1 and found[0].kind != "person":
            said = f"the register has {name!r} as a name of {self.register.entries[found[0]].label}"
            return replace(self._known(found[0], "registered-name", (said,)), named_as=name)
        if all(ref.kind == "person" for ref in found):
            self.cast.open[pointer] = name
            return Resolved(named_as=name)
        keys = ", ".join(ref.key for ref in found)
        self._find("DK203", f"{name!r} can mean {keys}", pointer, "Say which with 'is'.", "warning")
        said = "the register has the name for several"
        return Resolved(named_as=name, rule="several-candidates", because=(said,), rejected=found)

    def _mention(self, mention: Mention, pointer: str) -> Resolved:
        of = self._ref(mention.of, ("state", "organization"), f"{pointer}/of") if mention.of else None
        on_behalf_of = self._ref(mention.for_, ACTORS, f"{pointer}/for") if mention.for_ else None
        accompanies = self._ref(mention.with_, ("person",), f"{pointer}/with") if mention.with_ else None
        posts = (mention.post,) if isinstance(mention.post, str) else tuple(mention.post or ())
        named = mention.name is not None or mention.is_ is not None
        found = Resolved(rule="role-only") if not mention.group else Resolved(rule="group")
        if mention.is_ and (ref := self._ref(mention.is_, ACTORS, f"{pointer}/is")):
            found = self._known(ref, "annotator", ("the annotator says who is meant",))
        elif mention.name and not mention.is_:
            found = self._named(mention.name, pointer)
        if posts and found.actor and found.actor.kind != "person":
            message = f"a post is held by a person, and {found.actor.key} is a {found.actor.kind}"
            self._find("DK205", message, f"{pointer}/post", "Name the person, or take the post out.")
            posts = ()
        return replace(
            found,
            posts=self._posts(mention, of, pointer) if posts and named else self._role(posts, of),
            of=of,
            on_behalf_of=on_behalf_of or (of if not named else None),
            accompanies=accompanies,
            named_as=mention.name or mention.words or (" and ".join(posts) or None),
        )

    def _role(self, posts: tuple[str, ...], of: Ref | None) -> tuple[str, ...]:
        """Return the posts by which an unnamed participant is named, as far as the register knows exactly one each."""
        found = [self.register.find_post(post, of) for post in posts]
        return shared(tuple(refs[0].key for refs in found if len(refs) == 1))

    def _posts(self, mention: Mention, of: Ref | None, pointer: str) -> tuple[str, ...]:
        names = [mention.post] if isinstance(mention.post, str) else mention.post or []
        keys = []
        for i, name in enumerate(names):
            place = f"{pointer}/post" if isinstance(mention.post, str) else f"{pointer}/post/{i}"
            found = self.register.find_post(name, of)
            if len(found) == 1:
                keys.append(found[0].key)
            elif found:
                options = ", ".join(ref.key for ref in found)
                mend = "Say of which state or organisation with 'of', or write the post's key."
                self._find("DK204", f"{name!r} can mean {options}", place, mend)
            else:
                near = self.register.nearest(name, ("post",))
                whose = f" of {of.key}" if of else ""
                hint = f"; did you mean {near!r}?" if near else ""
                self._find(
                    "DK204",
                    f"no post {name!r}{whose} in the register{hint}",
                    place,
                    "Add the post to the register.",
                )
        return shared(tuple(keys))
