"""Which wish of a flow is carried out by which deed."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.conversation import Turn
from bot.wishes import (
    agreeing,
    choosing,
    connecting,
    contacting,
    coursing,
    ending,
    erasing,
    handing,
    inviting,
    measuring,
    notifying,
    paging,
    referring,
    supervising,
    tasking,
    tooling,
    undoing,
)
from bot.wishes.hosting import Host
from flows import course_wishes, ending_wishes, measure_wishes, supervision_wishes, tool_wishes, wishes
from flows import handing as handing_wishes
from flows.programme import Programme

Deed = Callable[[Turn, Any, Host], Awaitable[None]]
DEEDS: Mapping[type[wishes.Wished], Deed] = {
    wishes.OpenPage: paging.open_page,
    wishes.SendCopy: paging.send_copy,
    wishes.SetLanguage: choosing.set_language,
    wishes.SetZone: choosing.set_zone,
    wishes.SetDigits: choosing.set_digits,
    wishes.SetName: choosing.set_name,
    wishes.SetHelpLabel: choosing.set_help_label,
    wishes.PlanCheckIns: choosing.plan_check_ins,
    wishes.AskLater: choosing.ask_once_more,
    wishes.PauseAll: choosing.pause_all,
    wishes.ResumeAll: choosing.resume_all,
    wishes.StopAll: choosing.stop_all,
    wishes.SetReadingDays: choosing.set_reading_days,
    wishes.SetAway: choosing.set_away,
    wishes.FinishAccepting: choosing.finish_accepting,
    wishes.AnswerConsent: agreeing.answer_consent,
    wishes.MakePrivate: agreeing.make_private,
    wishes.FinishJoining: connecting.finish_joining,
    wishes.ConfirmClient: connecting.confirm_client,
    wishes.RefuseClient: connecting.refuse_client,
    wishes.ConfirmMove: connecting.confirm_move,
    wishes.RefuseMove: connecting.refuse_move,
    wishes.MakeInvite: inviting.make_invite,
    wishes.Notify: notifying.notify,
    wishes.MarkSeen: notifying.mark_seen,
    wishes.Acknowledge: notifying.acknowledge,
    wishes.Begin: notifying.begin,
    wishes.TakenBack: undoing.taken_back,
    wishes.Erase: erasing.erase,
    handing_wishes.OfferHandover: handing.offer,
    handing_wishes.AnswerHandover: handing.answer,
    course_wishes.OpenCourse: coursing.open_course,
    course_wishes.ChooseArea: coursing.choose_area,
    course_wishes.SetPhase: coursing.set_phase,
    course_wishes.SetGoal: coursing.set_goal,
    course_wishes.SetFormulation: coursing.set_formulation,
    course_wishes.ChooseWord: coursing.choose_word,
    course_wishes.DoubtArea: coursing.doubt_area,
    course_wishes.PlanSession: coursing.plan_session,
    course_wishes.MoveSession: coursing.move_session,
    course_wishes.DropSession: coursing.drop_session,
    course_wishes.LogSession: coursing.log_session,
    course_wishes.TellMet: coursing.tell_met,
    course_wishes.EndCourse: coursing.end_course,
    course_wishes.QuietNow: coursing.quiet_now,
    course_wishes.ProposeTask: tasking.propose_task,
    course_wishes.TellTask: tasking.tell_task,
    course_wishes.ConfirmTask: tasking.confirm_task,
    course_wishes.AcceptTask: tasking.accept_task,
    course_wishes.DeclineTask: tasking.decline_task,
    course_wishes.PlanTask: tasking.plan_task,
    course_wishes.NoteDay: tasking.note_day,
    course_wishes.ReviewTask: tasking.review_task,
    course_wishes.CarryTask: tasking.carry_task,
    course_wishes.ReopenTask: tasking.reopen_task,
    course_wishes.CloseTask: tasking.close_task,
    course_wishes.PlanContact: contacting.plan_contact,
    course_wishes.MadeContact: contacting.made_contact,
    course_wishes.NoteSafety: contacting.note_safety,
    course_wishes.Refer: referring.refer,
    measure_wishes.SafetyAnswered: measuring.safety_answered,
    measure_wishes.WantsToTalk: measuring.wants_to_talk,
    measure_wishes.NotSafeAtHome: measuring.not_safe_at_home,
    measure_wishes.SwitchMeasure: measuring.switch_measure,
    measure_wishes.ShowNumbers: measuring.show_numbers,
    measure_wishes.AskWorst: measuring.ask_worst,
    measure_wishes.KnowItem: measuring.know_item,
    measure_wishes.KeepReadAloud: measuring.keep_read_aloud,
    tool_wishes.SwitchTool: tooling.switch_tool,
    tool_wishes.MeetTool: tooling.meet_tool,
    tool_wishes.Tidy: tooling.tidy,
    tool_wishes.KeepInChat: tooling.keep_in_chat,
    tool_wishes.PlanHardDate: tooling.plan_hard_date,
    tool_wishes.KeepForClient: tooling.keep_for_client,
    ending_wishes.SpokeOfEnding: ending.spoke_of_ending,
    ending_wishes.TakeBackEnding: ending.take_back_ending,
    ending_wishes.Extend: ending.extend,
    ending_wishes.WriteCare: ending.write_care,
    ending_wishes.LeaveGoodbye: ending.leave_goodbye,
    ending_wishes.AnswerGoodbye: ending.answer_goodbye,
    ending_wishes.AgreePlan: ending.agree_plan,
    ending_wishes.LookMonthly: ending.look_monthly,
    ending_wishes.AskBooster: ending.ask_booster,
    supervision_wishes.MarkEntry: supervising.mark_entry,
    supervision_wishes.Discussed: supervising.discussed,
}


@dataclass(frozen=True)
class Wishes:
    """Carries out what a flow wishes; `link` turns a one-time token into the address of a link."""

    programme: Programme
    link: Callable[[str], str]

    async def carry_out(self, turn: Turn, wish: wishes.Wished) -> None:
        """Carry out one wish in the transaction of its step."""
        await DEEDS[type(wish)](turn, wish, Host(self.programme, self.link))
