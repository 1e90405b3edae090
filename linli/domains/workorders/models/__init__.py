"""Tables of work orders, one file each; all stand behind the database wall."""

from linli.domains.workorders.models.draft import DraftPhoto, ReportDraft
from linli.domains.workorders.models.order import Order
from linli.domains.workorders.models.photo import OrderPhoto
from linli.domains.workorders.models.step import Step
from linli.domains.workorders.models.unit import HandlingUnit, UnitMember

__all__ = ["DraftPhoto", "HandlingUnit", "Order", "OrderPhoto", "ReportDraft", "Step", "UnitMember"]
