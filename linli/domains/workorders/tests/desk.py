"""What the tests of the offices' screens share."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

from PIL import Image

from linli.domains.workorders import public as workorders
from linli.domains.workorders.actions.moving import Given
from linli.domains.workorders.models import Order

WORDS = Given(words="已知晓，马上去看。")


def told(actor: object, place: int, *, words: str = "路灯不亮了", kind: str = "lamp") -> Order:
    """Write down what somebody told the desk."""
    written = workorders.Written(
        kind=kind,
        place_code=place,
        words=words,
        place_words="3 号楼门口的灯",
        reporter_name="吴阿婆",
        reporter_telephone="15400001234",
    )
    return workorders.write_down(actor, written, Given(token=uuid4()))


def picture(name: str = "done.jpg") -> BytesIO:
    """Draw a small picture, as a browser would send it."""
    file = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(file, "JPEG")
    file.seek(0)
    file.name = name
    return file
