from linli.toolbox.sm3 import hmac_sm3, sm3


def test_sm3_gives_the_examples_of_the_standard():
    # GB/T 32905-2016, annex A
    assert sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sm3(b"abcd" * 16).hex() == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def test_the_keyed_hash_is_the_one_of_rfc_2104():
    key, message = bytes(range(32)), b"linli"
    inner = sm3(bytes(byte ^ 0x36 for byte in key.ljust(64, b"\0")) + message)
    assert hmac_sm3(key, message) == sm3(bytes(byte ^ 0x5C for byte in key.ljust(64, b"\0")) + inner)
