from members.models.access_link import AccessLink
from members.models.business import Business, Membership
from members.models.consent import Consent
from members.models.licence import Licence
from members.models.place import District, Regency
from members.models.sector import Sector
from members.models.user import User

__all__ = ["AccessLink", "Business", "Consent", "District", "Licence", "Membership", "Regency", "Sector", "User"]
