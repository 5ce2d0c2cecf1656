"""Not safe at home: a card of its own, one tap from the help card; what brings contact rests, and staff hear of it."""

from datetime import timedelta

from flows.chat import Chat
from flows.client.help_card import shown
from flows.content.safety_texts import home_card
from flows.measure_readings import Reached
from flows.measure_wishes import NotSafeAtHome
from flows.readings import CurrentPlan, HelpCard, Me
from flows.registry import flow


@flow("not_safe_home", window=timedelta(minutes=30), menu=True)
async def not_safe_home(chat: Chat) -> None:
    """Show who can be reached, say what is passed on, and ask nothing."""
    card = await chat.read("card", HelpCard)
    reached = await chat.read("reached", Reached)
    me = await chat.read("me", Me)
    plan = await chat.read("plan", CurrentPlan)
    text = home_card(card, reached)
    chat.wish(NotSafeAtHome())
    chat.say("card", *text.lines, urgency="safety")
    chat.keep(shown(text, "not_safe_home", me), private=not plan.shares)
