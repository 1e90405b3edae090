"""What people report in the streets of the demonstration, by kind: where, and in which words."""

from __future__ import annotations

from typing import Final

from linli.domains.workorders.public import Kind

# the share of each kind in a hundred, and what is said; {n} is a number of a house
REPORTS: Final[dict[Kind, tuple[int, tuple[tuple[str, str], ...]]]] = {
    Kind.RUBBISH: (20, (("垃圾厢房旁", "垃圾满溢，气味很大。"), ("{n} 号楼门口", "大件垃圾堆在门口三天没清。"),
                        ("围墙外", "围墙边有人乱倒装修垃圾。"))),
    Kind.PARKING: (15, (("小区主干道", "晚上车辆乱停，两边堵死。"), ("{n} 号楼前", "有车停在无障碍坡道上。"))),
    Kind.LAMP: (13, (("{n} 号楼楼道", "楼道灯不亮，上下楼不安全。"), ("小区东侧", "路灯连着坏了两盏。"))),
    Kind.BUILDING: (13, (("{n} 号楼", "屋顶漏水。"), ("{n} 号楼单元门", "单元门关不上，门禁坏了。"))),
    Kind.NOISE: (10, (("{n} 号楼", "楼上深夜有噪声。"), ("沿街商铺", "商铺音响太大，影响孩子写作业。"))),
    Kind.GREENERY: (8, (("中心花园", "树枝遮挡阳光，请修剪。"), ("{n} 号楼后", "绿地被踩出一条泥路，雨天打滑。"))),
    Kind.ROAD: (7, (("小区北门外", "人行道地砖松动。"), ("{n} 号楼前", "路面塌了一块，请先围起来。"))),
    Kind.WATER: (5, (("地下车库入口", "下雨积水，车开不进去。"), ("{n} 号楼前", "窨井堵了，污水冒出来。"))),
    Kind.FIRE: (3, (("{n} 号楼楼道", "楼道堆物，消防通道被占。"), ("{n} 号楼一楼", "电瓶车在楼道里充电。"))),
    Kind.LIFT: (3, (("{n} 号楼", "电梯抖动，乘坐时害怕。"),)),
    Kind.ADVICE: (2, (("", "希望在广场加两张有靠背的长椅。"), ("", "请问社区食堂的开放时间。"))),
    Kind.OTHER: (1, (("", "有人在小区里喂流浪猫，猫越来越多。"),)),
}  # fmt: skip
SURNAMES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗"
ANSWERS: Final = ("已处理完毕，谢谢您反映。", "现场已整改，我们会继续巡查。", "已修复，再有问题请打居委会电话。")
DONE: Final = ("已到现场处理完毕。", "已修好，现场测试正常。", "已清理，拍照留存。")
