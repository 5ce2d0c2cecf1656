"""A course, played on two phones: meetings, tasks and check-ins, through the real conversations, up to any week."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.playground.believable import ReadOnPage, Settle, go, open_card, read_notes
from bot.playground.chats import Note
from bot.playground.phone import Phone
from flows.course import TEMPLATES, Area, Stage

OPENS, CHANGES = "~open.", "~change"
READY = {"yes", "later", "skip"}
LINKS = {"good", "hard", "both", "nothing"}
FITS = {"yes", "move", "not_today"}
OFFER = {"yes", "change", "smaller", "not_now"}
TOLD, MET = {"tell", "nothing"}, {"held", "moved", "missed"}
DAILY = {"yes", "no", "~skip"}
BECAME = {"moved", "missed", "skip"}
HOUR = "10:00"


@dataclass(frozen=True)
class Week:
    """What comes out of one meeting: a task of the library, how it goes, and what is agreed on from then on."""

    idea: str | None = None
    tried: str = "done"
    mood: int = 5
    area: Area | None = None
    stage: Stage | None = None
    safe: bool = False  # the therapist has asked about safety, and there is no concern


IPC6 = (
    Week("n2", mood=4),
    Week(mood=4, area=Area.GRIEF),
    Week("g2", "part", mood=5),
    Week("g8", mood=6),
    Week("g11", "not_yet", mood=6),
    Week(mood=7),
)
# Every problem area, and a dispute through its three stages.
IPT16 = (
    Week(mood=3), Week("n2", mood=3), Week("n1", "part", mood=4),
    Week("g2", mood=4, area=Area.GRIEF), Week("g8", mood=5), Week("t2", mood=5, area=Area.CHANGE),
    Week("t8", mood=5), Week("r1", mood=4, area=Area.DISPUTE, stage=Stage.RENEGOTIATION, safe=True),
    Week("r5", "decided_not", mood=4), Week("i1", mood=4, area=Area.DISPUTE, stage=Stage.IMPASSE, safe=True),
    Week("i4", mood=5), Week("x4", mood=5, area=Area.DISPUTE, stage=Stage.DISSOLUTION, safe=True),
    Week("l2", mood=6, area=Area.LONELINESS), Week("l5", mood=6), Week("n2", mood=7), Week(mood=7),
)  # fmt: skip


@dataclass
class CourseLife:
    """Two phones and a course between them; `calendar` gives the moment at which both live."""

    therapist: Phone
    client: Phone
    settle: Settle
    forward: Callable[[timedelta], Awaitable[None]]
    to_next_prompt: Callable[[], Awaitable[bool]]
    now: Callable[[], datetime]
    came: list[tuple[datetime, str]] = field(default_factory=list)  # when something came to the client, and what
    week: Week = field(default_factory=Week)
    read_on_page: ReadOnPage | None = None

    async def play(self, template: str, weeks: tuple[Week, ...]) -> None:
        """Open a course whose first meeting is in two days, and live as many of its weeks as there are."""
        first = self.now().date() + timedelta(days=2)
        await self.at_desk("open_course", template, first.isoformat(), HOUR)
        for number, week in enumerate(weeks):
            meeting = first + timedelta(days=number * TEMPLATES[template].days_apart)
            await self.live_until(meeting)
            self.week = week
            await self.after_meeting(week)
        await self.live_until(self.now().date() + timedelta(days=2))

    async def after_meeting(self, week: Week) -> None:
        """Let the therapist read what came, set what was agreed, and give the task."""
        await read_notes(self.therapist, self.client.talk.first_name, self.settle, self.read_on_page)
        if week.area is not None:
            stage = [week.stage.value] if week.stage else []
            await self.at_desk("course", "area", week.area.value, *stage, "none", "yes")
        if week.safe:
            await self.at_desk("safety", "no_concern")
        if week.idea is not None:
            await self.give(week.idea)

    async def give(self, idea: str) -> None:
        """Look through the library until the idea is there, and send it."""
        await self.at_desk("assign_task")
        while f"{idea}" not in self.therapist.codes:
            await go(self.therapist, self.settle, "more")
        await go(self.therapist, self.settle, idea, "send")
        await self.forward(timedelta(seconds=10))
        await self.answer()

    async def at_desk(self, door: str, *moves: str) -> None:
        """Let the therapist open something about the client and tap through it."""
        await open_card(self.therapist, self.client.talk.first_name, self.settle)
        await go(self.therapist, self.settle, door, *moves)

    async def live_until(self, day: date) -> None:
        """Answer whatever comes, until the noon of a day."""
        noon = datetime.combine(day, datetime.min.time(), self.now().tzinfo) + timedelta(hours=12)
        while self.now() < noon:
            before = self.now()
            if not await self.to_next_prompt():
                break
            await self.answer()
            await self.tell_of_meetings()
            if self.now() == before:
                break
        if self.now() < noon:
            await self.forward(noon - self.now())

    async def tell_of_meetings(self) -> None:
        """Let the therapist answer the question of the evening."""
        while set(self.therapist.codes) >= BECAME:
            await go(self.therapist, self.settle, "last" if "last" in self.therapist.codes else "same")
            if "none" in self.therapist.codes:
                await go(self.therapist, self.settle, "none")  # this story gives its tasks from the card

    async def answer(self) -> None:
        """Let the client answer what is asked, as long as anything is."""
        seen: Note | None = None
        while (note := open_question(self.client)) is not None and note is not seen:
            seen = note
            codes = [button.code for button in note.buttons]
            if self.begins(codes):
                self.came.append((self.now(), bare_of(codes)))
            await go(self.client, self.settle, self.choice(codes))

    def begins(self, codes: list[str]) -> bool:
        """Say whether this is the first question of something that came by itself."""
        return any(first <= set(codes) for first in (READY, FITS, TOLD, MET, DAILY))

    def choice(self, codes: list[str]) -> str:
        """Choose as this week goes: short answers, nothing that is not needed."""
        known = set(codes)
        if {"done", "part", "not_yet"} <= known:
            return self.week.tried
        if known >= DAILY:
            return "yes"
        for these, chosen in ((LINKS, "nothing"), (OFFER, "yes"), (FITS, "yes"), (READY, "yes")):
            if these <= known:
                return chosen
        if {"0", "10"} <= known:
            return str(self.week.mood)
        fixed = [code for code in ("nothing", "no", "held", "later", "~skip") if code in known]
        days = [code for code in codes if code[:4].isdigit() and code.count("-") == 2]
        times = [code for code in codes if code == "16:00"]
        return (days[1:2] or days or times or fixed or codes)[0]


def open_question(phone: Phone) -> Note | None:
    """Give the newest question that waits for an answer; buttons that only open something wait for nobody."""
    newest = next((note for note in reversed(phone.screen) if note.buttons), None)
    if newest is None or all(button.code.startswith((OPENS, CHANGES)) for button in newest.buttons):
        return None
    return newest


def bare_of(codes: list[str]) -> str:
    """Name what came by its answers."""
    known = set(codes)
    if known >= READY:
        return "check-in"
    if known >= FITS:
        return "task"
    if known >= DAILY:
        return "one day"
    return "did you meet" if known >= MET else "what was agreed"
