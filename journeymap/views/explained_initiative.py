"""What a plan says about one initiative, in sentences: why it is in, why then, and what would change it."""

from collections.abc import Callable, Iterable, Iterator

from journeymap.changes import target_state
from journeymap.model.record import humanise
from journeymap.model.workspace import Workspace
from journeymap.roadmap.benefit import Effect
from journeymap.roadmap.pose import department_title, title_of
from journeymap.roadmap.replay import slips
from journeymap.roadmap.result import Item, Roadmap
from journeymap.roadmap.weeks import Weeks
from journeymap.scores.figures import FIGURES
from journeymap.text import Figure, Text, count, date, english, minutes, money, number, say, score, share
from journeymap.views.explained import Block
from journeymap.views.journey_map import Words
from journeymap.views.plan_reasons import Names, forced_words, price_sentences, steady_words
from journeymap.views.report_parts import listed
from journeymap.views.roadmap_words import weeks

DAYS_A_WEEK = 5
OPTIMISTIC = 0.5
"""Weeks by which the mean duration exceeds the likely one before that is worth a sentence."""


def names_of(roadmap: Roadmap, workspace: Workspace) -> Names:
    """Return what the things of a plan are called."""
    content = workspace.content
    titles = {name: target.title or humanise(name) for name, target in content.targets.items()}
    titles |= {name: department_title(workspace, name) for name in content.departments}
    titles |= {name: title_of(workspace, name) for name in content.initiatives}
    return Names(titles, roadmap.currency, Weeks(roadmap.start))


def explained_initiative(roadmap: Roadmap, workspace: Workspace, initiative: str) -> tuple[Block, ...]:
    """Explain an initiative: in or out, why then, what it brings and takes, how sure that is; a heading to each part.

    Parameters
    ----------
    roadmap
        With prices, forced inclusions and stability, if they are to be said.
    workspace
        It was planned from.
    initiative
        Id of an initiative of the workspace.
    """
    explainer = _Explainer(roadmap, workspace, initiative)
    return headed(explainer.parts())


def headed(parts: Iterable[tuple[Text, Iterable[Text]]]) -> tuple[Block, ...]:
    """Return parts as blocks: the heading, and its sentences set in; parts without sentences are left out."""
    made = ((title, tuple(sentences)) for title, sentences in parts)
    return tuple(Block((title, *(say("  {sentence}", sentence=text) for text in texts))) for title, texts in made
                 if texts)  # fmt: skip


class _Explainer:
    def __init__(self, roadmap: Roadmap, workspace: Workspace, initiative: str) -> None:
        self.roadmap, self.workspace, self.name = roadmap, workspace, initiative
        self.names = names_of(roadmap, workspace)
        self.states: dict[str, Workspace] = {}

    def parts(self) -> Iterator[tuple[Text, Iterable[Text]]]:
        item = self.roadmap.by_id.get(self.name)
        moved = [say("since the last plan: {reason}", reason=moved.reason) for moved in self.roadmap.moved
                 if moved.id == self.name]  # fmt: skip
        forced = [forced_words(forced, self.names) for forced in self.roadmap.forced if forced.id == self.name]
        if item is None:
            yield say("Why it is not planned"), self.outside()
            yield say("What would change"), forced
            return
        yield say("When and why"), (*self.place(item), *moved, *item.notes)
        yield say("What hangs on it"), self.neighbours(item)
        yield say("What it brings"), (*self.steps(item), *self.benefit(item))
        yield say("What it takes"), self.means(item)
        yield say("How sure that is"), self.range(item)
        yield say("What would change the plan"), (*self.prices(item), *forced)

    def outside(self) -> Iterator[Text]:
        """Say why it is not in the plan."""
        title = self.names.of(self.name)
        for done in self.roadmap.done:
            if done.id == self.name:
                yield say("'{name}' was finished on {day}", name=title, day=date(done.done))
                if done.planned_weeks is not None and done.actual_weeks is not None:
                    yield say("it was estimated at {planned} and took {actual}", planned=weeks(done.planned_weeks),
                              actual=weeks(done.actual_weeks))  # fmt: skip
        for left in self.roadmap.left_out:
            if left.id == self.name:
                yield say("left out: '{name}', {reason}", name=title, reason=left.reason)
                if left.review is not None:
                    yield say("looked at again on {day}", day=date(left.review))

    def place(self, item: Item) -> Iterator[Text]:
        """Say when, why at all and why then."""
        yield say("'{name}' begins on {start} and is finished on {end}", name=item.title, start=date(item.start),
                  end=date(item.end))  # fmt: skip
        yield item.why
        yield from item.reasons

    def steps(self, item: Item) -> Iterator[Text]:
        """Say which steps to what is wanted it takes, unless each initiative is a step of its own."""
        steps = [step for step in item.closes if step != item.id]
        levels: dict[str, int] = {}
        for practice, at, level in (step.rpartition("@") for step in steps):
            if at:
                levels[practice] = max(int(level), levels.get(practice, 0))
        places = dict.fromkeys(self.place_of(step) for step in steps if "@" not in step)
        if places:
            yield say("on the map it closes what is open at {places}", places=listed(places))
        if levels:
            found = [say("{practice} to level {level}", practice=name, level=level) for name, level in levels.items()]
            yield say("it lifts practices that are below their target: {practices}", practices=listed(found))
        alone = sum(not any(step in other.closes for other in self.others(item)) for step in steps)
        if alone and alone == len(steps):
            yield say("nobody else takes these steps to what is wanted")
        elif alone:
            yield say("nobody else takes {n} of its {all} steps to what is wanted", n=count(alone),
                      all=count(len(steps)))  # fmt: skip

    def others(self, item: Item) -> Iterator[Item]:
        return (other for other in self.roadmap.items if other.id != item.id)

    def place_of(self, step: str) -> Words:
        """Return where on the map, or around it, a step is."""
        target, _, path = step.partition(":")
        section, _, rest = path.partition(".")
        if section in {"systems", "channels", "departments"}:
            name = rest.partition(".")[0]
            record = getattr(self.workspace.content, section).get(name)
            return say("'{name}'", name=(record.title if record else None) or humanise(name))
        wanted = self.state(target).content.journeys[self.workspace.content.targets[target].of]
        today = self.workspace.content.journeys[self.workspace.content.targets[target].of]
        if section == "start":
            return say("the entries")
        point = wanted.touchpoints.get(section) or today.touchpoints.get(section)
        return say("'{name}'", name=(point.title if point else None) or humanise(section))

    def state(self, target: str) -> Workspace:
        """Return the workspace once a target is reached, made once for all the steps to it."""
        if target not in self.states:
            self.states[target] = target_state(self.workspace, target)
        return self.states[target]

    def neighbours(self, item: Item) -> Iterator[Text]:
        """Say what waits for it and what a delay does."""
        if item.unlocks:
            yield say("{names} cannot begin before it is finished", names=self.names.quoted(item.unlocks))
        if item.later:
            yield say("it is optional and stands behind the end of the plan: its length does not count")
        elif item.critical:
            yield say("if it slips, the whole plan slips")
        elif item.slack:
            yield say("it can slip by {weeks} without a longer plan", weeks=weeks(item.slack))
        yield from self.slip(item)

    def slip(self, item: Item) -> Iterator[Text]:
        """Say what happens if it takes a week longer and nothing is planned anew."""
        roadmap = self.roadmap
        moved = slips(roadmap.problem, roadmap.schedule.starts)[item.id]
        ends = roadmap.schedule.ends
        counted = [name for name in ends if name not in roadmap.later and roadmap.problem.by_id[name].counted]
        length = max((ends[name] for name in counted), default=0)
        over = max((ends[name] + moved.get(name, 0) for name in counted), default=0) - length
        others = tuple(name for name in moved if name != item.id)
        blanks = {"names": self.names.quoted(others), "weeks": weeks(over)}
        if others and over:
            yield say("a week more for it moves the end of {names}, and the plan ends {weeks} later", **blanks)
        elif others:
            yield say("a week more for it moves the end of {names}; the plan ends as planned", **blanks)
        elif over:
            yield say("a week more for it moves nothing else, and the plan ends {weeks} later", **blanks)
        else:
            yield say("a week more for it moves nothing else")

    def benefit(self, item: Item) -> Iterator[Text]:
        """Say what customers gain, in the order of the plan, or what it makes possible."""
        currency = self.roadmap.currency
        if item.benefit is None:
            yield say("customers notice nothing when it is finished: it is an enabler")
            if item.unlocked is not None:
                yield say("what waits for it keeps {value} a year", value=money(item.unlocked, currency))
            return
        for effect in item.benefit.effects:
            yield self.effect(effect)
        value = item.benefit.value
        if value is None:
            yield say("what that is worth is not known")
        elif round(value) == 0:
            yield say("it keeps no more customers by itself")
        else:
            amount = money(abs(value), currency)
            yield say("that keeps {value} a year", value=amount) if value > 0 else say("that loses {value} a year",
                                                                                       value=amount)  # fmt: skip
            yield from self.interaction(item)

    def effect(self, effect: Effect) -> Text:
        """Say how a journey stands before and after; what does not change as shown is left out."""
        before, after = effect.before, effect.after
        pairs: tuple[tuple[str, Callable[[float], Figure], float | None, float | None], ...] = (
            ("completion from {before} to {after}", share, before.completion, after.completion),
            ("score from {before} to {after}", score, before.score, after.score),
            (
                "contacts per customer from {before} to {after}",
                FIGURES["contacts"].shown,
                before.contacts,
                after.contacts,
            ),
            ("waiting from {before} to {after}", minutes, before.waiting, after.waiting),
            ("time from {before} to {after}", minutes, before.minutes, after.minutes),
        )
        found = [say(words, before=show(old), after=show(new)) for words, show, old, new in pairs
                 if old is not None and new is not None and english(show(old)) != english(show(new))]  # fmt: skip
        title = self.workspace.content.journeys[effect.journey].title or humanise(effect.journey)
        if not found:
            return say("at '{journey}' it changes less than the figures show", journey=title)
        return say("at '{journey}' it changes {changes}, on top of all that is finished before it", journey=title,
                   changes=listed(found))  # fmt: skip

    def interaction(self, item: Item) -> Iterator[Text]:
        """Say how far effects add up on the journeys it changes."""
        journeys = {effect.journey for effect in item.benefit.effects} if item.benefit is not None else set()
        for found in self.roadmap.interactions:
            singles, joint = found.singles.value, found.joint.value
            if found.journey in journeys and singles is not None and joint is not None and round(singles - joint):
                yield say("effects do not add up: each on its own the initiatives would keep {singles} a year, "
                          "together they keep {joint}; in another order its part would be another",
                          singles=money(singles, self.roadmap.currency),
                          joint=money(joint, self.roadmap.currency))  # fmt: skip

    def means(self, item: Item) -> Iterator[Text]:
        """Say what it takes: money and people."""
        if item.cost is not None:
            amount = money(item.cost.amount, item.cost.currency or self.roadmap.currency)
            yield (say("it costs {amount}, taken from the budget when it begins", amount=amount)
                   if self.roadmap.budget else say("it costs {amount}", amount=amount))  # fmt: skip
        people = [say("{people} in {department}", people=number(need), department=self.names.of(name))
                  for name, need in sorted(item.departments.items())]  # fmt: skip
        if people:
            days = sum(item.departments.values()) * item.weeks * DAYS_A_WEEK
            yield say("it takes people for {weeks}: {people}; {days} person-days in all", weeks=weeks(item.weeks),
                      people=listed(people), days=number(days, 0))  # fmt: skip

    def range(self, item: Item) -> Iterator[Text]:
        """Say how long it may take, and how well it keeps its place."""
        task = self.roadmap.problem.by_id[item.id]
        low, high = task.least or task.duration_weeks, task.most or task.duration_weeks
        if low == high:
            yield say("no range is given for its duration")
        else:
            yield say("it takes {likely} most likely, {least} at least and {most} at most",
                      likely=weeks(task.duration_weeks), least=weeks(low), most=weeks(high))  # fmt: skip
            mean = (low + task.duration_weeks + high) / 3
            if mean - task.duration_weeks >= OPTIMISTIC:
                yield say("the likely duration is optimistic: on average it takes {over} weeks longer",
                          over=number(mean - task.duration_weeks))  # fmt: skip
        if self.roadmap.stability is not None and item.id in self.roadmap.stability.items:
            yield from steady_words(self.roadmap.stability.items[item.id], self.roadmap.stability.draws, self.names)

    def prices(self, item: Item) -> Iterator[Text]:
        """Say what one more person in its departments would do for the plan."""
        mine = tuple(price for price in self.roadmap.prices if price.name in item.departments)
        yield from price_sentences(mine, self.names)
