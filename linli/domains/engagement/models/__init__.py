"""Tables of the bulletin board, one file each."""

from linli.domains.engagement.models.bulletin import Bulletin, BulletinTarget
from linli.domains.engagement.models.delivery import BulletinDelivery

__all__ = ["Bulletin", "BulletinDelivery", "BulletinTarget"]
