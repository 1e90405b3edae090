"""Every page of the demonstration says that nobody in it is real, in the reader's language."""

import pytest
from django.utils import translation

from linli.demo.notice import DEMO_NOTICE


@pytest.mark.parametrize("address", ["/sign-in/", "/territory/"])
@pytest.mark.django_db
def test_every_page_says_that_nobody_is_real(cast, client_of, address):
    page = client_of(cast.worker).get(address, follow=True, headers={"Accept-Language": "en"}).content.decode()
    assert "Nobody is real." in page


def test_the_notice_is_written_in_chinese():
    with translation.override("zh-hans"):
        assert "没有真人" in str(DEMO_NOTICE)
