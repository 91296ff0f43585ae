"""What the cast writes: invented cases, letters and answers. Nothing here happened to anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapport.demo.cast import (
    ENTERPRISE,
    HOLLINBRAKE,
    OPEN_ASSEMBLY,
    QUILLMOOR,
    SPEAK_FOR_OTHERS,
)

LAW: Final = (
    "We recall articles 19, 21 and 22 of the International Covenant on Civil and Political Rights, and "
    "the Guiding Principles on Business and Human Rights, in particular principles 11 to 24 and 29 to "
    "31: enterprises do no harm to people’s rights and do not add to harm that others do, put right "
    "what went wrong, and hear those who may be affected."
)


@dataclass(frozen=True, slots=True)
class SomebodyConcerned:
    """An invented person of a case, and the consents they gave; what is not named was not asked."""

    name: str
    kind: str = "individual"
    gender: str = "unknown"
    is_minor: bool = False
    agrees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter as it is drafted: where a person stands, the mark of the case stands."""

    key: str
    case: str
    summary: str
    mandates: tuple[str, ...]
    company: str
    type: str
    reference: str
    subject: str
    parts: Mapping[str, str]
    questions: Sequence[str]
    persons: Sequence[SomebodyConcerned] = ()
    also_written_to: Sequence[str] = field(default=())


TENANTS: Final = LetterText(
    key="tenants",
    case="Tenants’ rights defenders in Vellanta",
    summary=(
        "Accounts of a tenants’ league and of its organisers were allegedly suspended in the week "
        "of a rent assembly, after a wave of automated complaints."
    ),
    mandates=(OPEN_ASSEMBLY, ENTERPRISE, SPEAK_FOR_OTHERS),
    company=QUILLMOOR,
    type="AL",
    reference="AL OTH 14/2099",
    subject="Accounts of tenants’ rights defenders in Vellanta, allegedly suspended",
    persons=(
        SomebodyConcerned(
            "Mirela Ostrander",
            gender="woman",
            agrees=("share_with_mandates", "name_to_company", "publish_initials"),
        ),
        SomebodyConcerned(
            "Dov Castellane",
            gender="man",
            agrees=("share_with_mandates", "name_to_company"),
        ),
        SomebodyConcerned(
            "Tenants’ League of Vellanta",
            kind="organisation",
            agrees=("share_with_mandates", "name_to_company", "publish_name"),
        ),
    ),
    parts={
        "information": (
            "According to the information received:\n\n"
            "[[p:3]] is an association of tenants. It uses a group on Quillmoor, with some 9,400 "
            "members, to call meetings and to publish rent tables. [[p:1]] founded the group and "
            "[[p:2]] keeps its tables.\n\n"
            "Nine days before a rent assembly that the association had called, the group and the "
            "personal accounts of [[p:1]] and [[p:2]] were allegedly suspended within one hour. The "
            "notices are said to have named “coordinated behaviour” and no post.\n\n"
            "In the days before, several thousand complaints with the same wording are said to have "
            "been sent from accounts made in the same week. Two appeals were reportedly answered by "
            "the same standard text within minutes.\n\n"
            "[[p:2]] was allegedly visited at [[cut:the print shop on Larch Quay|his place of work]] "
            "by two persons who showed him printed messages from the group."
        ),
        "concern": (
            "Whether this is so, we ask and do not say. We are concerned that accounts used to "
            "organise a peaceful assembly may have been closed at the moment at which they were "
            "needed, and without a review by a person."
        ),
        "law": LAW,
        "interim-measures": (
            "While this letter is being answered, we ask that the accounts concerned and their "
            "content be preserved, and that nothing be done that would make a remedy impossible."
        ),
    },
    questions=(
        "Is what we were told right, as far as your company knows? Please say what is not, and add "
        "what is missing.",
        "Please explain which human rights due diligence was carried out before the detection of "
        "“coordinated behaviour” was switched on in Vellanta, and in which languages it was tested.",
        "Please indicate what steps have been taken in the present case, including the restoration "
        "of the accounts concerned and the preservation of their content.",
        "Please describe how your company has engaged with the defenders concerned and with their "
        "organisations, and in which languages.",
        "Please provide the number of requests received from the authorities of Vellanta concerning "
        "these accounts, their legal basis, and whether the users were told.",
        "Please indicate which complaint mechanism was open to the persons concerned, how many "
        "people used it, and what remedy was provided.",
    ),
    also_written_to=("Government of Vellanta",),
)

SHUTDOWN: Final = LetterText(
    key="shutdown",
    case="Mobile networks in Oru during the harbour strike",
    summary="Mobile data were allegedly cut in three districts of Oru for four days of a strike.",
    mandates=(OPEN_ASSEMBLY, ENTERPRISE),
    company=HOLLINBRAKE,
    type="AL",
    reference="AL OTH 9/2099",
    subject="Mobile data allegedly cut in three districts of Oru during a strike",
    persons=(
        SomebodyConcerned(
            "Yusra Penhaligon",
            gender="woman",
            agrees=("share_with_mandates", "name_to_company", "publish_name"),
        ),
        SomebodyConcerned("Anselm Korrigan", gender="man", agrees=("share_with_mandates",)),
    ),
    parts={
        "information": (
            "According to the information received:\n\n"
            "On the second day of a strike of harbour workers, mobile data were allegedly switched "
            "off in three districts of Oru. They are said to have come back on the sixth day. Calls "
            "and text messages reportedly worked throughout.\n\n"
            "[[p:1]], a nurse, is said to have been unable to reach the blood bank for five hours. "
            "[[p:2]], who spoke for the strikers, reportedly learnt of an order to disperse only "
            "after it had run out.\n\n"
            "Subscribers who asked were reportedly told of “maintenance”. No order was made public."
        ),
        "concern": (
            "These are allegations, and we do not know yet whether they are right. To cut "
            "communications during an assembly may endanger lives, and those who operate a network "
            "have a responsibility of their own."
        ),
        "law": LAW,
    },
    questions=(
        "Is what we were told right, as far as your company knows? Please say what is not, and add "
        "what is missing.",
        "Please state whether your company received an order, from whom, in which form and under "
        "which law, and what it did to have the order narrowed or withdrawn.",
        "Please explain how emergency services were kept reachable, and what your subscribers were "
        "told.",
    ),
)

NIGHT: Final = LetterText(
    key="night",
    case="Location data of night-shelter volunteers",
    summary="Location data of volunteers were allegedly handed over without a court’s decision.",
    mandates=(SPEAK_FOR_OTHERS,),
    company=HOLLINBRAKE,
    type="UA",
    reference="UA OTH 11/2099",
    subject="Location data of volunteers of a night shelter, allegedly handed over",
    persons=(
        SomebodyConcerned(
            "Ilkay Brandreth", gender="woman", agrees=("share_with_mandates", "name_to_company")
        ),
    ),
    parts={
        "information": (
            "According to the information received:\n\n"
            "[[p:1]] leads a night shelter. Since the spring, volunteers are said to have been "
            "stopped on their way to it, by people who knew their routes. The location data of "
            "eleven of their telephones were allegedly handed over each evening, without a decision "
            "of a court."
        ),
        "concern": (
            "We are concerned, without prejudging the facts, that people who help others may be "
            "followed by means of a service they need in order to do so."
        ),
        "law": LAW,
        "interim-measures": (
            "As the alleged practice is said to continue, we ask that any such hand-over be "
            "suspended while this letter is being answered."
        ),
    },
    questions=(
        "Is what we were told right, as far as your company knows? Please say what is not, and add "
        "what is missing.",
        "Please state the legal basis of any hand-over of location data in the present case, and "
        "who inside your company decided on it.",
    ),
)

GATHERINGS: Final = LetterText(
    key="gatherings",
    case="A policy on live video of gatherings",
    summary="A draft policy would end live video where a gathering has been declared unlawful.",
    mandates=(OPEN_ASSEMBLY, ENTERPRISE),
    company=QUILLMOOR,
    type="OL",
    reference="OL OTH 17/2099",
    subject="A policy under which live video of gatherings would be ended on request",
    parts={
        "information": (
            "According to the information received:\n\n"
            "Your company has announced a policy for live video. Under its fourth section, a live "
            "video would be ended when an authority states that the gathering shown is unlawful. The "
            "text does not say who may make such a statement, nor how it is to be checked."
        ),
        "concern": (
            "We fear that a rule of this kind would let an assembly be hidden at the request of "
            "those whose conduct it may show."
        ),
        "law": LAW,
    },
    questions=(
        "Please explain which consultations preceded the policy, and with whom.",
        "Please explain how a statement of an authority would be checked before a live video is "
        "ended, and what recourse its maker would have.",
    ),
)

LETTERS: Final[Mapping[str, LetterText]] = {
    letter.key: letter for letter in (TENANTS, SHUTDOWN, NIGHT, GATHERINGS)
}

FUNCTION: Final = "Head of human rights"
"""Who answers for a letter at each of the two companies."""

FALLBACK: Final = "Human Rights Team, Legal"
FUNCTIONS: Final[Sequence[Mapping[str, str]]] = (
    {
        "topic": "content-moderation",
        "function": "Policy Enforcement, Trust & Safety",
        "deputy": "Appeals, Trust & Safety",
    },
    {"topic": "due-diligence", "function": "Human Rights Programme, Public Policy"},
    {"topic": "child-safety", "function": "Child Safety, Trust & Safety"},
    {"topic": "government-demands", "function": "Law Enforcement Response, Legal"},
    {"product": "live-video", "function": "Live Video, Product Policy"},
)
"""Who answers for what at Quillmoor, as it publishes it: functions, no persons."""

SHUTDOWN_OPENING: Final = (
    "Hollinbrake Mobile thanks the mandates for their letter. The facts below were gathered by our "
    "network operations and legal teams and have been read by our board."
)
SHUTDOWN_ANSWERS: Final[Sequence[tuple[str, str]]] = (
    (
        "answered",
        "Mobile data in three districts of Oru were off for 97 hours. We confirm the dates. The word "
        "“maintenance” in our messages to subscribers was wrong, and we have said so to them since.",
    ),
    (
        "partly",
        "We received a written order under a law on public order. It named no end and no court. We "
        "asked twice, in writing, for a narrower area. We are not free to publish the order; we have "
        "asked to be.",
    ),
    (
        "answered",
        "Emergency numbers worked throughout. Data links of two hospitals did not, for five hours on "
        "the second day. We have since given hospitals and blood banks a separate access that no area "
        "order switches off.",
    ),
)
"""Hollinbrake's reply, question by question: what it does with each, and its words."""

TENANTS_ANSWERS: Final[Mapping[int, tuple[str, str, str, bool]]] = {
    1: (
        "odile",
        "answered",
        "We confirm that the group and two accounts were suspended on the day stated. They were "
        "restored eleven days later, after a person had looked at them for the first time.",
        True,
    ),
    2: (
        "odile",
        "partly",
        "The detection was tested in English and in the main language of Vellanta. It was not tested "
        "on waves of complaints that share one wording. We are looking into when that was first "
        "known.",
        False,
    ),
    3: (
        "bram",
        "answered",
        "The group and both accounts are back with all their content. A copy as of the day of the "
        "suspension is kept.",
        True,
    ),
    6: (
        "bram",
        "declined",
        "We do not give the number of people who used the complaint mechanism in a single matter, "
        "because it could show who they are. We give it by country and quarter in our public report.",
        True,
    ),
}
"""Quillmoor's drafts so far: by whom, what they do with the question, the words, and if finished."""

TENANTS_NOTE: Final = (
    "Privileged. The test plan of the detection names a second list of words that was never tried. "
    "We answer question 2 only once the product team has found out why."
)
