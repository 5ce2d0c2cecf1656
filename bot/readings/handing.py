"""Who could go on with a client, and what is offered to one."""

from bot.readings.asked import Asked, found, who_reads
from flows.handing import HandoverShown, Successor, Successors
from storage import persons
from storage.access import actor_of, gate


async def successors(asked: Asked) -> Successors:
    """Name the colleagues who could go on with a client."""
    staff, client = await asked.person(), await found(asked.tx, asked.ids["client"])
    await gate(asked.tx, actor_of(staff), client.id, "care")
    others = [one for one in await persons.staff(asked.tx) if one.id != staff.id and one.state == "active" and one.name]
    return Successors(
        client=client.id, name=client.name, staff=tuple(Successor(id=one.id, name=one.name or "–") for one in others)
    )


async def handover_shown(asked: Asked) -> HandoverShown:
    """Give who is offered to the client who talks."""
    client = await found(asked.tx, asked.run.about)
    offered = [await persons.get(asked.tx, one) for one in await persons.offered(asked.tx, client.id)]
    then = next((one for one in offered if one is not None and one.state == "active"), None)
    if then is None:
        return HandoverShown()
    return HandoverShown(now=(await who_reads(asked.tx, client)).name, then=then.name, then_id=then.id)
