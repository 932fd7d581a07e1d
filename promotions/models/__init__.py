from promotions.models.campaign import Campaign, Occasion, Reservation
from promotions.models.channel import Channel, PlatformLimits, WeeklySlot
from promotions.models.feed import CalendarFeed
from promotions.models.guideline import Guideline
from promotions.models.lease import Lease
from promotions.models.mail import Mail
from promotions.models.participation import InvitationMail, Participation
from promotions.models.slot import Skip, Slot, Tick
from promotions.models.standing import DailyStanding
from promotions.models.team import Absence, Rota
from promotions.models.ticket import Ticket
from promotions.models.turn import TurnLetter, TurnRequest

__all__ = [
    "Absence",
    "CalendarFeed",
    "Campaign",
    "Channel",
    "DailyStanding",
    "Guideline",
    "InvitationMail",
    "Lease",
    "Mail",
    "Occasion",
    "Participation",
    "PlatformLimits",
    "Reservation",
    "Rota",
    "Skip",
    "Slot",
    "Tick",
    "Ticket",
    "TurnLetter",
    "TurnRequest",
    "WeeklySlot",
]
