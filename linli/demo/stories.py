"""What happened lately in the demonstration's committee, told as steps: hours ago, who, what, in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from linli.domains.workorders.public import Kind, Party, Source, Verb

WORKER, STREET, FIRM, DEPARTMENT, RESIDENT, SYSTEM = "worker", "street", "property-firm", "department", "resident", ""
WORKS, CITY_GUARD, GREEN = "works", "guard", "green"  # units of the street without people in the demonstration

SAYS: Final = {WORKER: Party.COMMITTEE, STREET: Party.STREET, FIRM: Party.UNIT, DEPARTMENT: Party.UNIT,
               WORKS: Party.UNIT, CITY_GUARD: Party.UNIT, GREEN: Party.UNIT,
               RESIDENT: Party.REPORTER, SYSTEM: Party.SYSTEM}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a story."""

    hours_ago: float
    who: str
    verb: Verb
    words: str = ""
    to: str = ""  # the unit it was given to
    picture: str = ""
    is_inside: bool = False
    solved: bool | None = None
    satisfaction: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One order. Told by ``name`` at the desk, by the demonstration's resident, or seen on patrol."""

    kind: Kind
    place: str
    words: str
    lines: tuple[Line, ...]
    name: str = ""

    @property
    def source(self) -> Source:
        if self.lines[0].who == RESIDENT:
            return Source.RESIDENT
        return Source.DESK if self.name else Source.PATROL


def _told(hours: float, who: str = WORKER, picture: str = "") -> Line:
    return Line(hours, who, Verb.REPORT, picture=picture)


STORIES: Final = (
    # waits for the committee
    Story(Kind.LAMP, "3 号楼门口", "3 号楼门口的路灯一到晚上就闪，看不清台阶。", (_told(2.5, RESIDENT, "lamp"),)),
    Story(Kind.WATER, "北门通道", "昨晚下雨，北门通道积水到脚踝，电瓶车熄火了。", (_told(6, RESIDENT, "puddle"),
          Line(1, RESIDENT, Verb.URGE)) ),
    Story(Kind.RUBBISH, "垃圾厢房东侧", "装修垃圾堆了两天没人清，挡住了轮椅坡道。", (_told(30, picture="rubbish"),)),
    Story(Kind.NOISE, "12 号 602 室", "楼上每天晚上十点以后拖家具，请居委会劝一劝。", (_told(20),), name="陆阿姨"),
    Story(Kind.ADVICE, "", "老年助餐点周末开不开？能不能送餐上门？", (_told(26),), name="钱先生"),
    # with the street
    Story(Kind.ROAD, "共和新路辅道", "人行道地砖松动，下雨天一踩一身泥，已经绊倒过一位老人。", (_told(98),
          Line(95, WORKER, Verb.SEND_UP, "属于市政道路，居委会无力修复，请街道协调。")), name="周师傅"),
    Story(Kind.FACADE, "7 号楼南立面", "7 号楼外墙有一块空鼓，下面是停车位，怕掉下来。", (_told(30),
          Line(29, WORKER, Verb.SEND_UP, "已拉警戒线，请街道尽快安排检测。", picture="facade"),
          Line(28.5, STREET, Verb.NOTE, "已电话通知城建中心，先排查隐患。", is_inside=True))),
    # being handled
    Story(Kind.LAMP, "5 号楼二楼楼道", "二楼感应灯不亮，摸黑上楼。", (_told(50, RESIDENT),
          Line(47, WORKER, Verb.DISPATCH, "请更换感应灯，居民下班后在家。", to=FIRM),
          Line(22, FIRM, Verb.NOTE, "灯具已订，明天下午到货。"))),
    Story(Kind.LIFT, "9 号楼 1 号梯", "电梯关门时反复弹开，早高峰排长队。", (_told(12),
          Line(11, WORKER, Verb.DISPATCH, "请联系维保单位，今天内给答复。", to=FIRM)), name="顾女士"),
    Story(Kind.GREENERY, "小区中心花园", "香樟树枝伸到三楼窗口，台风天拍玻璃。", (_told(260),
          Line(255, WORKER, Verb.SEND_UP, "修剪需绿化部门审批，请街道派单。"),
          Line(250, STREET, Verb.DISPATCH, "请现场查看并安排修剪。", to=GREEN),
          Line(120, GREEN, Verb.NOTE, "审批已提交，排期在下周。", is_inside=True)), name="施老师"),
    Story(Kind.BUILDING, "11 号 501 室", "屋顶渗水，卧室天花板发霉，去年修过一次。", (_told(300, RESIDENT, "leak"),
          Line(296, WORKER, Verb.SEND_UP, "涉及屋面维修资金，请街道协调房管。"),
          Line(290, STREET, Verb.DISPATCH, "请会同物业勘查屋面。", to=DEPARTMENT),
          Line(96, RESIDENT, Verb.URGE))),
    Story(Kind.PARKING, "西侧消防通道", "每晚有三四辆车停在消防通道上，消防车进不来。", (_told(200),
          Line(198, WORKER, Verb.SEND_UP, "屡劝不改，请城管、交警联合整治。"),
          Line(190, STREET, Verb.DISPATCH, "请夜间巡查两次。", to=CITY_GUARD))),
    Story(Kind.FIRE, "2 号楼一楼", "楼道里有人给电瓶车充电，电线从窗口拉出来。", (_told(18),
          Line(17.5, WORKER, Verb.ACCEPT), Line(17, WORKER, Verb.NOTE, "已上门拔掉充电线，车主不在家，晚上再去。"))),
    # done, to be checked
    Story(Kind.RUBBISH, "南门围墙外", "南门外围墙边又出现暴露垃圾。", (_told(29, picture="rubbish"),
          Line(28, WORKER, Verb.DISPATCH, "请当天清运。", to=FIRM),
          Line(4, FIRM, Verb.FINISH, "已清运完毕，现场冲洗过。", picture="clean"))),
    Story(Kind.WATER, "地下车库入口", "车库入口窨井堵塞，一下雨就倒灌。", (_told(54, RESIDENT),
          Line(52, WORKER, Verb.SEND_UP, "市政窨井，请街道派单疏通。"),
          Line(51, STREET, Verb.DISPATCH, "请疏通并检查上下游。", to=WORKS),
          Line(3, WORKS, Verb.FINISH, "已疏通，清出淤泥约半方。", picture="clean"))),
    # answered, waits for a rating
    Story(Kind.LAMP, "1 号楼后门", "1 号楼后门的灯坏了一个星期。", (_told(120, RESIDENT, "lamp"),
          Line(118, WORKER, Verb.DISPATCH, "请尽快修复。", to=FIRM),
          Line(70, FIRM, Verb.FINISH, "灯泡和镇流器都换了新的。", picture="lamp-lit"),
          Line(66, WORKER, Verb.ANSWER, "路灯已修好，晚上请看看亮不亮。再有问题请打居委会电话。"))),
    Story(Kind.ADVICE, "", "想给独居的母亲装一个一键呼叫，怎么申请？", (_told(100),
          Line(99, WORKER, Verb.ACCEPT),
          Line(92, WORKER, Verb.ANSWER, "请带身份证到居委会填表，70 岁以上独居免费，约两周。")), name="沈女士"),
    # over
    Story(Kind.ROAD, "4 号楼前", "4 号楼前路面有个坑，骑车容易摔。", (_told(500, RESIDENT),
          Line(498, WORKER, Verb.DISPATCH, "请修补路面。", to=FIRM),
          Line(440, FIRM, Verb.FINISH, "坑洞已用冷补料填平。"),
          Line(436, WORKER, Verb.ANSWER, "路面已修补，谢谢您提醒。"),
          Line(420, RESIDENT, Verb.RATE, solved=True, satisfaction="satisfied"))),
    Story(Kind.GREENERY, "幼儿园门口", "幼儿园门口的绿篱太高，挡住接孩子的视线。", (_told(700),
          Line(690, WORKER, Verb.SEND_UP, "请绿化所修剪。"), Line(680, STREET, Verb.DISPATCH, to=GREEN),
          Line(600, GREEN, Verb.FINISH, "已修剪到一米以下。"), Line(596, STREET, Verb.ANSWER, "绿篱已修剪。"),
          Line(590, STREET, Verb.CALL_BACK, "满意，视线好多了。", solved=True, satisfaction="satisfied")), name="园长"),
    Story(Kind.PARKING, "地面 23 号车位", "隔壁商铺的货车长期占用小区车位。", (_told(800),
          Line(796, WORKER, Verb.ACCEPT), Line(760, WORKER, Verb.ANSWER, "已与商铺约定货车七点前离开。"),
          Line(515, SYSTEM, Verb.LAPSE)), name="何先生"),
    Story(Kind.OTHER, "", "邻居借钱不还，请居委会去要。", (_told(600),
          Line(598, WORKER, Verb.DECLINE, "借款纠纷不属于工单范围。\n请走这条途径：人民调解")), name="范先生"),
    Story(Kind.NOISE, "15 号楼", "隔壁装修周末也施工。", (_told(380, RESIDENT),
          Line(375, RESIDENT, Verb.WITHDRAW, "已经和邻居说好了。"))),
    # came back
    Story(Kind.BUILDING, "6 号楼单元门", "单元门闭门器坏了，门关不上，陌生人随便进。", (_told(330, RESIDENT, "door"),
          Line(328, WORKER, Verb.DISPATCH, "请更换闭门器。", to=FIRM),
          Line(280, FIRM, Verb.FINISH, "闭门器已调整。"), Line(276, WORKER, Verb.ANSWER, "单元门已修好。"),
          Line(70, RESIDENT, Verb.REOPEN, "只好了两天，现在又关不上了。"),
          Line(68, WORKER, Verb.DISPATCH, "不要再调整，请换新的。", to=FIRM))),
)  # fmt: skip
