from promotions.models.campaign import Campaign, Occasion, Reservation
from promotions.models.channel import Channel, PlatformLimits, WeeklySlot
from promotions.models.guideline import Guideline
from promotions.models.lease import Lease
from promotions.models.participation import InvitationMail, Participation
from promotions.models.slot import Skip, Slot, Tick
from promotions.models.standing import DailyStanding
from promotions.models.team import Rota
from promotions.models.ticket import Ticket

__all__ = [
    "Campaign",
    "Channel",
    "DailyStanding",
    "Guideline",
    "InvitationMail",
    "Lease",
    "Occasion",
    "Participation",
    "PlatformLimits",
    "Reservation",
    "Rota",
    "Skip",
    "Slot",
    "Tick",
    "Ticket",
    "WeeklySlot",
]
