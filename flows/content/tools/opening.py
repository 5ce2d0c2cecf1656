"""
Tools of the first meetings: my people, my timeline, recovery time.

After the interpersonal inventory with its circles of closeness, the timeline of symptoms and events, and the "sick role"
of IPT (Weissman, Markowitz and Klerman), which is called recovery time here.
"""

from flows.content.tools.shared import SHARED, who
from flows.course import Touch
from flows.tools import Step, Tool
from locales.line import _, pgettext

MY_PEOPLE = Tool(
    id="my_people",
    # Translators: a tool: the people who matter to the client
    title=pgettext("tool", "My people"),
    intro=_("Let us write down the people who matter to you now. One at a time. A nickname is enough."),
    group="opening",
    touch=Touch.RECORD,
    many=True,
    tidies=True,
    heading="name",
    parts=(
        Step("name", _("What do you call this person? A nickname is fine."), pgettext("field", "Name"), needed=True),
        Step(
            "often",
            _("How often are you in touch?"),
            pgettext("field", "In touch"),
            kind="pick",
            options=(
                ("daily", pgettext("how often", "Almost every day")),
                ("weekly", pgettext("how often", "About once a week")),
                ("monthly", pgettext("how often", "About once a month")),
                ("rarely", pgettext("how often", "Less often")),
            ),
        ),
        Step("good", _("What is good with them?"), pgettext("field", "Good")),
        Step("hard", _("What is hard with them?"), pgettext("field", "Hard")),
        Step("wish", _("What would you like to be different?"), pgettext("field", "What I wish")),
        Step(
            "circle",
            _("How close is this person to you?"),
            pgettext("field", "Circle"),
            kind="pick",
            options=(
                ("closest", pgettext("circle", "Closest")),
                ("middle", pgettext("circle", "In the middle")),
                ("outer", pgettext("circle", "Further out")),
            ),
        ),
        SHARED,
    ),
)
TIMELINE = Tool(
    id="timeline",
    # Translators: a tool: what happened, and how the client was
    title=pgettext("tool", "My timeline"),
    intro=_("Let us write down how things went over time. One event at a time. Start where you like."),
    group="opening",
    many=True,
    heading="what",
    parts=(
        Step(
            "turn",
            _("What kind of time was it?"),
            pgettext("field", "Kind of time"),
            kind="pick",
            options=(
                ("myself", pgettext("timeline", "I felt like myself")),
                ("harder", pgettext("timeline", "It got harder")),
                ("eased", pgettext("timeline", "It eased")),
                ("event", pgettext("timeline", "Something happened")),
            ),
        ),
        Step("when", _("When was it, about? A season or a year is fine."), pgettext("field", "When")),
        Step("what", _("What was going on then?"), pgettext("field", "What")),
        Step("people", _("And with people around you?"), pgettext("field", "People")),
        Step("mood", _("One word for how you were?"), pgettext("field", "How I was")),
    ),
)
RECOVERY = Tool(
    id="recovery",
    # Translators: a tool: what can wait while the client gets better
    title=pgettext("tool", "Recovery time"),
    intro=_("You have been carrying a lot. Some things can wait, or be shared. It is not your fault."),
    group="opening",
    parts=(
        Step(
            "lighter",
            _("What could wait for now, or be shared?"),
            pgettext("field", "Can wait or be shared"),
            kind="several",
            options=(
                ("home", pgettext("duty", "Things at home")),
                ("work", pgettext("duty", "Work")),
                ("school", pgettext("duty", "School")),
                ("caring", pgettext("duty", "Caring for others")),
                ("money", pgettext("duty", "Money matters")),
                ("other", pgettext("duty", "Something else")),
            ),
        ),
        Step("what", _("Which thing first? A few words."), pgettext("field", "First")),
        who(_("Who could take a part of it?"), "helper", pgettext("field", "Who could help")),
        who(_("Who could you tell that you are getting help?"), "told", pgettext("field", "Whom to tell")),
        Step("sentence", _("What could you say, in one sentence?"), pgettext("field", "In one sentence")),
    ),
)
OPENING = (MY_PEOPLE, TIMELINE, RECOVERY)
