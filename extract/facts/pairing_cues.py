"""The words by which places and platforms are tied to each other, and those that only look like it."""

import re

STRONG = (
    r"结对|结为|结成|对口|联防|联控|联治|共防|开通[^,。;]{0,8}(?:航线|班列|直航)|合作|共建|共同(?!体|富裕|点|利益|特[征点]|的)|协作|联动|协同|互[学访派动通认联鉴助补换帮济]|联合|联手|携手|对接|建立[^,。;]{2,24}(?:机制|关系|会议制度)|"
    r"协调发展|一体化|同城化|联盟|伙伴|战略框架|共治|共享|共[引招育](?=[,。;、])|开展[^,。;]{0,12}交流(?!会)|帮扶|支援|援助|协议|合资|牵手|轮流|互设|共办|缔结|联建|联系|往来|通道|友好城市|姊妹"
)
COOPERATION = re.compile(STRONG)
WEAK_LINK_COOPERATION = re.compile(
    r"结对|结为|对口|合作|共建|协作|联动|互学|对接|协同|之间|城市?间|两[地市省县区港]|互动|互派|互访|交流|联合|共同|同城化|一体化|携手|牵手|友好|毗邻|都市圈|城市群|经济圈|协调"
)
SUPPORT = re.compile(r"(?:对口)?(?:支援|帮扶|支持|援助|援建|扶持|帮助|援)")
DASH_MARK = r"\s?[-—－–~～·]{1,2}\s?"
INFRASTRUCTURE = re.compile(
    r"\s?(?:高速|铁路|公路|高铁|城际铁|线|管道|输变电|航线|航班|段|大桥|运河|国道|省道|快线|天然气|联络线|改造|工程|专线|班列|干线|水道|航道|(?:开放|交通|铁路|高速|综合|大)?大?通道)"
)
ROUTE_AHEAD = re.compile(rf"(?:{DASH_MARK}[\u4e00-\u9fff]{{2,5}}?)?(?:{INFRASTRUCTURE.pattern})")
"""Behind the names of a chain: a route, perhaps on to a place that no list holds (甲—乙—某地铁路)."""
CLUSTER = re.compile(r"城镇圈|毗邻|跨界|跨省|跨市|省际|交界")
LINK = re.compile(
    r"(?:与|同(?<![共协合相不等如]同)(?!步|时|意|比|城|等|级|心|期|类|一)|和(?!谐|平)|跟|及(?!时)|携手|会同|牵手)"
)
MODEL = re.compile(r"[\u4e00-\u9fff]{2,4}\+")
"""苏陕协作+企业+农户: a way of working is named, and nobody is tied by it."""
PAIR_BREAK = re.compile(r"(?:\([^(),;。]{1,8}\))?\s?[,、;]\s?")
"""Between two pairs of a row."""
PAIR_LINK = re.compile(r"[省市县区州旗盟]?(?:与|同|和|对)")
SOLE_LINK = re.compile(
    r"(?:与(?<![参给赋授]与)|同(?<![共协合相不等如]同)(?!步|时|意|比|城|等|级|心|期|类|一)|跟|联合(?!体|国|会)|会同|携手|牵手|对接(?!会|机制|平台))"
)
FACING = re.compile(r"(?:对接|面向|服务|辐射|连接|联通)$")
DIRECT_LINKS = ("联合", "会同", "携手", "牵手", "对接")
WEAK_LINKS = ("和", "及")
MOVES = re.compile(r"[赴到来去在向往]|参与|面向|借鉴|学习|成为|作为|支持")
BARE_COOPERATION = re.compile(
    r"(?!(?:开展|加强|推进|深化)(?!全面|深度|战略|对口|友好|交流|互利|务实)[\u4e00-\u9fff]{2}(?:合作|协作))"
    r"(?:(?:19|20)\d\d年度?|[两三四五六七八九\d]?[省市地县区州旗盟]+|[等之间的]|开展|加强|推进|深化|进行|实施|建立|全面)*?(?P<kind>(?:全面|深度|战略|东西部|对口)*(?:合作|协作))(?=工作|方案|实施方案|进入|的|、|,|。|;|$|中)"
)
"""The cooperation as such, right behind the parties: what follows (方案, 工作) is no field of it, and 农业 in 开展农业合作 is one."""
COOPERATION_KIND = re.compile(
    r"友好城市|姊妹城市|(?:[省市][校院]|校地|院地|部省|省部|毗邻|整体|全面|深度|深化|战略|东西部|扶贫|山海|对口|跨省市?|省际|友好|产业)*(?:合作|协作|联动|对接|共建|协调发展|协同|帮扶|支援|一体化|结对|同城化)+(?:互动|平台|机制|(?:先行|示范|特别)?(?:试验区|园区|产业园|区|基地)|基金|论坛)?"
)
GENERIC_FIELD = re.compile(
    r"^(?:全面|深度|深化|战略|东西部|对口)*(?:合作|协作|联动|对接|共建|帮扶|支援|一体化|结对)+(?:互动|平台|机制)?$|^(?:整体|全方位|东西部(?:扶贫)?|友好|山海|毗邻|战略|年度|[省市校院地]{2})$|^(?:稳步|有序|顺利|加快|加速|取得|区(?!域))|方案|意见$|^倡议$|^工作|^机制|要求|任务|经验|实际|通知|平台$|优势|关系|成果|框架|^部分|基础上$|建立$|全覆盖$|对子$|(?:企业|机构|单位|主体)$|^交流$"
)
CARRIER = re.compile(r"以[^,。;]{2,20}为(?:载体|依托|平台|主体|龙头|核心|纽带)")
ENCOURAGED = re.compile(r"(?:支持|鼓励|推动|推进|引导|依托|发挥)\s?$")
BRANCH_ENDINGS = ("分区", "分园")
BRANCH_ZONE = re.compile(r"(?P<parent>.{2,}?(?:园区|区|园|城))(?P<place>[\u4e00-\u9fff]{2,4})(?:分区|分园)")
ZONE_OF_NAMED_PLACES = re.compile(
    r"(?:产业|经济)?合作(?:特别|示范|试验|先行)*区\([^()]{2,12}[-—~、][^()]{2,12}\)"
)
"""粤桂合作试验区(梧州—肇庆): the places in brackets are the partners, the abbreviations only name their zone."""
PARTY_BODIES = frozenset({"exchange", "university", "alliance", "state_firm", "bank", "association"})
PAIRED_WITH = re.compile(r"(?:共同|联合|继续|分别|一对一)*结对")
"""甲市结对乙州: the verb has the other side for its object."""
ENCLAVE = re.compile(r"飞地|分园区?|分区|离岸(?:孵化|创新|园)|异地孵化|产业转移园")
INSTITUTION = re.compile(
    r"(?:(?![与和同及跟在到赴对援助派设办新共建开打组推签合互结为成实、])[\u4e00-\u9fff]){0,8}?"
    r"(?:大学|学院|医院|研究院|研究所|中学|小学|学校|卫生院|幼儿园|博物馆|图书馆|大剧院|职教中心|海关)"
)
"""深圳市人民医院, right behind the name of a city: what two hospitals do together ties no cities."""
ROAD_BETWEEN = re.compile(r"之?间的?(?:快速|直达|交通|道路|轨道)")
DONORS = frozenset({"11", "12", "31", "32", "33", "35", "37", "44"})
RECIPIENTS = frozenset({"15", "45", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"})
"""Provinces, by the beginning of their keys, that help and that are helped in the national counterpart support of the
west by the east: 上海市与云南省的帮扶合作 says no more than that they are tied, yet every reader knows who helps."""
DASH = re.compile(DASH_MARK)
DASHES = ("-", "—", "－", "–", "·")
LONGEST_DASH = 4
MAY_TIE = re.compile(r"[\s:→|(由与同和跟及携会牵联对支帮援扶在到赴、—－–~～·-]")
"""Some character of every tie between two parties: of LINK, SUPPORT, ENCLAVE's place, DASH, of a list, a row and a park in brackets."""
WIDEST_TIE = 32
"""Characters: two parties that stand further apart are never tied; the longest tie is LINK with LONGEST_GAP on each side."""
MAY_TIE_TO_HOME = re.compile(r"[与同跟合手接援扶]")
"""The last character of each SOLE_LINK and SUPPORT; a party that is tied to the document's own region has one of them
BEFORE_PARTY characters before it at the most."""
BEFORE_PARTY = 4
WITH_OWN = re.compile(
    r"(?:(?:与|同|和|跟)|(?:长期|继续|共同)?(?P<kind>(?:对口|结对)?(?:支援|帮扶|援助|援建)))[我本][省市县区州盟旗]"
)
"""上海市与我省, 上海市对口支援我省: the place and the document's own region."""
HELP_ENDINGS = ("支援", "帮扶", "援助", "援建", "扶持", "结对")
HELPS_NEXT = re.compile(
    r"(?:对口|结对|共同|定点|继续|分别)*(?:支援|帮扶|援助|援建|扶持|结对)(?!对象|[、,。;])"
)
IN_A_NAME = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:实验室|中心|公司|集团|医院|大学|学院|研究院|平台|银行|基地|[局委办厅会])"
)
"""张江实验室, 杭州市商务局: who acts is not the place."""
OPENS_CLAUSE = re.compile(r"(?:继续|积极|进一步|支持|推动|推进|鼓励|引导|组织|促进|加强|深化|协调)*")
LISTED_NEXT = re.compile(r"\s?等?[市省县区港]?\s?、\s?|\s{1,2}")
NO_LETTERS = re.compile(r"[两三四五六][省市地]$|[^\u4e00-\u9fff]")
"""What a spelt group (沪苏浙皖三省) has besides the characters of its members."""
CLAUSE_END = re.compile(r"[,。;!?\n]")
AMONG_THEMSELVES = re.compile(
    r"(?:等)?(?:[两三四五六七八九十]|\d{1,2})[市省县区地州](?:(?!国际|对外|境外|开放)[^,。;、]){0,10}?(?:互认|互通|联动机制|合作(?!社)|协作|协同(?!推进)|联防联控|同城化)"
    r"|(?:等[\d两三四五六七八九十]*[县市区]?)?(?:毗邻|交界|接壤)[^,。;、]{0,8}(?:共建|合作|联合|协作)"
    r"|(?:等)?(?:[两三四五六七八九十]|\d{1,2})?(?:[市省县区地港]|城市|园区|城)*(?:共同(?:打造|建设|推进|开展|实施|举办)|互[派访设认通]|(?:共同)?(?:建立|签订|签署)|之间|间|结对(?!帮扶|支援)|开展(?:对口)?(?:合作|协作)|(?:深度|全面|战略)?合作|联动|同城化|一体化|协同|共建|携手|联手|联合)"
)
JOINT_TITLE = re.compile(
    r"[^,。;:\n]{0,30}(?:合作|协作|协同|联动|共建|一体化|对接|联合|支援|帮扶)[^,。;:\n]{0,12}(?:协议书?|方案|计划|规划|意见|备忘录|纲要|要点)$"
)
"""青岛市 定西市2022年东西部协作协议: a title that opens with its partners, side by side."""
PHRASE_BREAK = re.compile(r"[。;!?\n]")
FIELD_PATTERNS = (
    re.compile(r"^(?:之|城市)?间的?(?P<f>[^,。;与和]{2,16}?)(?:通道|网络|建设|合作|机制|协同|$)"),
    re.compile(r"在(?P<f>[^,。;]{2,50}?)(?:等)?(?:方面|领域|行业)"),
    re.compile(r"(?:结对)?(?:共同|联合|携手)?(?:打造|开展|推进|加强|深化|强化|共建|(?<!生产)建设|制定|发展|拓展|建立|健全|构建|实施|实行|实现|推动|推行|组建|搭建|设立|开通|开辟|开行|结成|结为|缔结|攻关)(?P<f>[^,。;]{2,36}?)(?:对口)?(?:合作|协作|共建|对接|交流|联动)?(?:标杆|样板|示范|关系)?(?=[,。;]|$)"),
    re.compile(r"(?:之间)?的?(?P<f>[^,。;]{2,24}?(?:联防联[控治]|共治|共享|互认|互鉴|互通|横向经济联合|联合(?=[,。;]|$)))"),
    re.compile(r"(?:之间)?的?(?P<f>[^,。;与和]{2,24}?)(?:全面)?(?:对口)?(?:合作|协作|联动|对接|协同|互通)"),
)  # fmt: skip
FIELD_EDGE = re.compile(
    r"^(?:[^,。;]*建立了?|(?:共同)?签[订署]了?|(?:人民)?政府|管委会|了|均为|都是|同为|(?:19|20)\d\d年度?|[两三四五六七八九][省市县区地]+边际|(?:[两三四五六七八九十]|\d{1,2})[省市县区地]+|及?(?:有关|相关)(?:主体|机构|企业|单位|部门|方面?)|的|在|开展|进行|加强|推进|深化|建立|共享|对口|全面|结对|打造|共建|合作)+|(?:合作|协作|机制|工作|等|标杆|样板|对口|产业对接|开展|加强|深化)+$"
)
FIELD_BEFORE = re.compile(
    r"(?:(?<!此)就(?!业|医|近|读|地|是)|(?:在|围绕)(?=[^,。;]{2,40}(?:领域|方面)))(?P<f>(?:(?!领域|方面)[^,。;]){2,40}?)等?(?:领域|方面)?,?"
    r"(?:继续|进一步|积极|主动|支持|推动|推进|鼓励|组织|促进|加强|深化)*(?:与|同|和)?$"
)
"""就产业协作与江苏省…, 在旅游领域加强与江苏省…: the field stands before the parties."""
SUPPORT_KIND = re.compile(r"(?:对口|结对|定点|东西部|组团式|健康|教育|科技)*(?:支援|帮扶|援助|援建|扶持)")
"""What the support is called: the field where the text names none."""
SUPPORTED_FIELD = re.compile(
    r"^的?(?P<f>(?![等相有各的])[\u4e00-\u9fff]{0,8}?(?:[产农工林渔牧旅服物就]业|教育|卫生|医疗|科技|文化|旅游|物流))(?:事业|领域|方面|建设|发展|工作)*(?=[,。;、]|$)"
)
"""广州市对口帮扶湛江市临港产业: what of the helped party is helped."""
MEETING = re.compile(r"[\u4e00-\u9fff]{0,4}(?:会议|座谈会|推进会|动员会|指挥部|领导小组|办公室)")
"""第八次对口支援新疆工作会议: the name of a meeting or an office says nothing of who helps."""
HELPS = re.compile(r"帮扶|支援|援助")
COUNTERPART_HELP = re.compile(r"对口(?:支援|帮扶)|组团式|托管")
INSTITUTION_LEVELS = (
    (5, re.compile(r"[乡镇村]|社区|街道|卫生院")),
    (4, re.compile(r"[县旗]")),
    (1, re.compile(r"^省|[\u4e00-\u9fff]省(?!第)|大学|附属|自治区")),
    (2, re.compile(r"市|州|地区")),
    (3, re.compile(r"区")),
)
"""By what the name of a hospital or school says of its place, the lowest first: 甲省人民医院, 乙县人民医院."""
HELPS_AS_NAMED = re.compile(r"[\u4e00-\u9fff]{0,4}?(?:对口|结对)(?:支援|帮扶)")
"""甲市·乙市县域结对帮扶: the side that helps is named first."""
AID_AS_ATTRIBUTE = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:团队|工作队|医疗队|工作组)|(?:干部|人才|社工|医[生护疗]|教师|资金|项目|专家|志愿|物资|队员?|技术|前方|前指|指挥部|工作)"
)
"""援疆干部: what they are called, and not who helps whom."""
NAMED_ZONE = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:科技园|产业园|工业园|科创园|创新园|合作园|科技城|科学城|合作区|协作区|示范区|试验区)"
)
"""滨江—东湖科技园: a park that is named after those who run it."""
PARK_ENDINGS = (
    "产业园",
    "产业园区",
    "工业园",
    "工业园区",
    "科技园",
    "科技园区",
    "创新园",
    "合作区",
    "示范区",
)
DIVISIONS = ("province", "prefecture", "county")
ONE_SIDED = re.compile(r"^(?:县域|区域|对口|结对|定点|全面|东西部|扶贫|整体)*(?:合作|协作|帮扶|支援|结对)+$")
"""县域结对帮扶: the cooperation as such, with no field of its own."""
OWN_NAME = re.compile(
    r"(?P<zone>[\u4e00-\u9fff]{2,8}?(?:新区|高新区|开发区|园区|产业园|科技城|科学城|试验区|合作区|自贸区|示范区))$"
    r"|(?:大学|学院|医院|研究[院所]|学校|公司|集团|银行|平台|[委办厅局])$"
)
"""科技城新区与成都高新区共建: what stands before 与 is the other party, and not the document's own region."""
PART_OF_PROVINCE = re.compile(r"[冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川渝黔滇藏陕甘青宁新疆][东西南北中]$")
"""蒙西与京津冀: a part of a province is the other party, and not the document's own region."""
OPENS_NAME = re.compile(r"^.*(?:支持|推动|推进|鼓励|引导|组织|促进|深化|加强|加快|依托|发挥)")
LONGEST_GAP = 14
LONGEST_REACH = 70
TYPES = {
    "province": "province_province",
    "prefecture": "city_city",
    "county": "county_county",
    "zone": "zone_zone",
    "port": "port_port",
}
COUNTERPART = re.compile(r"[^,。;及]{0,12}?(?:机构|企业|交易所|公司|银行|平台|院校|高校|港口)")
PLATFORM_NAME = r"[\u4e00-\u9fffA-Za-z0-9“”·—]{2,18}?(?:平台|信息港|数据中心|交易中心)"
PLATFORMS = re.compile(
    rf"(?P<left>{PLATFORM_NAME})(?:(?:与|同|和)|(?:[,][^。;]{{0,90}}?[,]与))(?P<right>{PLATFORM_NAME})"
    r"(?=[^,。;]{0,4}(?:对接|互联|互通|联通|联动|共享|贯通|实现[^,。;]{0,8}(?:对接|互联|互通|共享|交换)))"
)
PLATFORM_WORD = re.compile(r"[平信数交](?:台|息港|据中心|易中心)")
"""Part of every PLATFORM_NAME."""
HELPED_BY = re.compile(r"(?:分别)?由")
HELPING = re.compile(r"(?:分别)?(?:对口|结对|定点)*(?:支援|帮扶|援助|援建|扶持)")
"""乙县、丁县分别由甲区、丙区结对帮扶: those who help stand between 由 and what they do."""
CITED = re.compile(r"(?:贯彻|落实|根据|按照|遵照)[^,。;]{0,24}关于(?:推进|深化|开展|加强|支持)?$")
"""贯彻国务院关于东北地区与东部地区…合作的部署: what others have decided for groups of regions is only cited."""
GOVERNMENTS_APART = re.compile(r"(?:人民政府|政府|管委会|管理委员会)\s{1,2}")
FIRST_PARTY = re.compile(r"[\u4e00-\u9fff]{0,8}?\(甲方\)[\s、与和]*")
SECOND_PARTY = re.compile(r"[\u4e00-\u9fff]{0,8}?\(乙方\)")
"""甲市人民政府(甲方) 乙市人民政府(乙方): those who sign an agreement."""
PLATFORM_EDGE = re.compile(
    r"^.*?(?:推动|推进|建设|完善|加快|促进|支持|依托|实现|打造)+(?=[\u4e00-\u9fff]{2})"
)
