import re
from pathlib import Path

from linli.toolbox import codes

ROOM = Path(codes.__file__).parent
CODE = re.compile(r'"((?:tables|dates|areacodes|citizen_id|credit_code|telephone)\.[a-z_0-9]+)"')


def test_the_catalogue_holds_every_code_in_use_and_no_other():
    sources = [path for path in ROOM.rglob("*.py") if "tests" not in path.parts and path.name != "codes.py"]
    used = {code for path in sources for code in CODE.findall(path.read_text())}
    documents = {code for code in codes.ALL if code.startswith(("passport.", "hk_macau_permit.", "taiwan_permit."))}
    assert len(documents) == 6
    assert used == codes.ALL - documents
