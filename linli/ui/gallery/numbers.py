"""Invented numbers for the pictures of the gallery."""

from __future__ import annotations

from typing import Any

from linli.ui.figures import Area, Bar, Line, Spot


def numbers() -> dict[str, Any]:
    """Give what the examples of figures speak of."""
    return {
        "reasons": [Bar(label, value, f"#{value}", note, "late" if note else "") for label, value, note in REASONS],
        "months": [Line(label, values, f"#{label}") for label, values in MONTHS.items()],
        "month_names": ["6月", "7月", "8月", "9月", "10月", "11月"],
        "districts": [Area(name, value, f"#{name}") for name, value in STREETS.items()],
        "estates": [Area(name, value, f"#{name}", boundary=corners) for name, value, corners in ESTATES],
        "steps": [0, 3, 8],
        "spots": [Spot(label, x, y, f"#{x}", note) for label, x, y, note in SPOTS],
        "outline": ESTATES[0][2],
    }


REASONS = [("公共照明", 128, ""), ("垃圾满溢", 96, ""), ("电梯停运", 31, "其中 4 件已逾期"),
           ("吉木萨尔县南门社区共建服务站报来的其他事项", 12, ""), ("井盖松动", 0, "")]  # fmt: skip
MONTHS: dict[str, list[float | None]] = {
    "江宁路街道": [31, 28, 44, 39, 30, 26], "共和新路街道": [12, 18, 25, 41, 38, 52],
    "彭浦新村街道": [None, None, 9, 14, 11, 17],
}  # fmt: skip
STREETS = {
    "江宁路街道": 12, "石门二路街道": 4, "南京西路街道": 0, "静安寺街道": 7, "曹家渡街道": 18, "天目西路街道": 3,
    "北站街道": 9, "宝山路街道": 26, "共和新路街道": 52, "大宁路街道": 15, "彭浦新村街道": 31, "临汾路街道": 11,
    "芷江西路街道": 6, "彭浦镇": 22,
}  # fmt: skip
ESTATES: list[tuple[str, float, list[tuple[float, float]]]] = [
    ("和源名城", 11, [(121.4500, 31.2700), (121.4545, 31.2712), (121.4560, 31.2672), (121.4510, 31.2660)]),
    ("柳营新村", 2, [(121.4545, 31.2712), (121.4600, 31.2720), (121.4605, 31.2680), (121.4560, 31.2672)]),
    ("平型关路 1083 弄", 5, [(121.4510, 31.2660), (121.4560, 31.2672), (121.4605, 31.2680), (121.4600, 31.2640),
                           (121.4520, 31.2630)]),
]  # fmt: skip
SPOTS = [("和源名城 7 号 1203 室", 121.4515, 31.2690, "吴秀英，上次走访是 32 天前"),
         ("和源名城 9 号 204 室", 121.4540, 31.2700, "核对居住登记"),
         ("和源名城 2 号楼道", 121.4535, 31.2675, "三楼灯不亮，居民已报")]  # fmt: skip
