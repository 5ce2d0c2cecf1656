"""The session card of a client's next meeting."""

from bot.readings.asked import Asked
from bot.readings.courses import card_of
from bot.readings.tasks import ideas, said
from flows.content.session_cards import cards_with
from flows.guiding import SessionGuide

IDEAS = 3  # of the library: a card is read in a minute


async def session_guide(asked: Asked) -> SessionGuide:
    """Give the card of the next meeting; of the course it takes the number of the meeting and the area, nothing else."""
    staff = await asked.person()
    client = await card_of(asked, staff, asked.ids["client"], words=False)
    number = min(client.held + 1, max(client.sessions, 1))
    shown = SessionGuide(client=client.client, name=client.name, number=number, of=client.sessions)
    if not client.guide:
        return shown
    card = cards_with(asked.programme.cards, staff.language)[client.guide]
    open_now = [one for one in (await ideas(asked)).ideas if one.closed is None]
    found = {
        "aim": said(card.aim), "ask": tuple(said(one) for one in card.ask), "close": said(card.close),
        "draft": card.draft, "area": client.facts.area, "ideas": tuple(one.words for one in open_now[:IDEAS]),
    }  # fmt: skip
    return shown.model_copy(update=found)
