from catalogue.models.category import Category
from catalogue.models.count import DailyCount
from catalogue.models.generation import Generation
from catalogue.models.offer import Offer
from catalogue.models.photo import Photo
from catalogue.models.product import Product
from catalogue.models.report import Report
from catalogue.models.typing import Typing

__all__ = ["Category", "DailyCount", "Generation", "Offer", "Photo", "Product", "Report", "Typing"]
