"""The help card as this person sees it now; it needs no run and no therapist."""

from bot.readings.asked import Asked, local, who_reads
from flows.programme import Programme
from flows.readings import HelpCard, Helpline, WhoReads
from locales.languages import LANGUAGES
from storage.base import Transaction
from storage.persons import Person


async def help_card(asked: Asked) -> HelpCard:
    """Give the card for the person who talks."""
    return await help_card_for(asked.tx, await asked.person(), asked.programme)


async def help_card_for(tx: Transaction, person: Person | None, programme: Programme) -> HelpCard:
    """Give the card for somebody, known or a stranger."""
    who = await who_reads(tx, person) if person is not None and person.face == "client" else WhoReads()
    today = local(tx.now, person.zone if person else programme.zone).date()
    return HelpCard(
        emergency=programme.emergency_number,
        helplines=tuple(
            Helpline(
                name=line.name,
                number=line.number,
                hours=line.hours,
                languages=tuple(LANGUAGES[code].own_name for code in line.languages if code in LANGUAGES),
                free=line.free,
                channel=line.channel,
                cost=line.cost,
                country=line.country,
            )
            for line in programme.helplines
        ),
        checked_on=min(programme.checked_on(), today),
        second_route=programme.second_route,
        name=who.name,
        looks_by=who.looks_by,
        absence=who.absence,
    )
