"""The words by which a metric is told from what leads to its number, and those that leave part of it out."""

import re

from extract.facts.cues import CHANGE

LEADING = re.compile(
    r"^(?:[\s,、;:—\-·•●■◆()(“]|\d{1,2}(?:[、)]|\.(?!\d))|[①-⑳]|以及|并且|并(?!购|网)|及(?!时|格)|和(?!谐|平)|与|或|且|还|也|又|再(?!生|就业|造|制)|其中|其(?!他|它|余)|即|同时|另外|此外|争取|力争|确保|保证|努力|计划|预计|预期|要(?!素)|将(?!军)|拟|应(?!用|急|收|届)|须|必须|需(?!求|要)|(?:实现|完成|取得|达到)了|实现|推动|推进|加快|积极|继续|全力|进一步|"
    r"全面|大力|着力|切实|逐步|稳步|有序|有效|持续|支持|鼓励|引导|利用|通过|使(?!用)|把|对(?!口|外|接|标|台)|在(?!建|校|读|岗|职|线|册|编|外|园|库|期|运)|共(?!同|建|享|性|青|产|和|用|管)|约(?!束|谈)|已|均(?!衡|等)|都(?!市)|只|仅|就(?!业|医|近|读|餐|地|诊)|先后|累计(?=实现|完成)|力求|保持|分别|平均|初步|基本|大概|大约|至少|届时|最终(?!消费|产品|能源)|但(?!书)|仍|原则上|务必|承诺(?!书|事项|制|函)|由[^,。;]{2,16}?牵头)+"
)
TRAILING = re.compile(
    r"(?:[\s,、:;((“]|等|继续|为?1\w{1,2}元兑换?|从零(?:起步)?|(?<=[量额值率数入积产])要|预期|预计|(?<=支出|收入|资金)(?:预算)?安排|(?<=支出)按可用财力安排|(?<=[由从])(?:现行|原来?|目前)的?(?:每[人户生亩])?|共|共有|共计|总计|合计|(?<!累)计|为|是|有|在|(?<!下)达|达到|到|至|的|约|不|将|已经?|各|平均|(?<![人年户日月])均|(?<=[值额量率入资税比重])完成|分别|超过|超|突破|保持在?|控制在|稳定在|维持在?|占(?!比)|占到|占比?达|从|自|力争|争取|大约|接近|近|高于|低于|不低于|不少于|不超过|降至|降到|"
    r"增至|增到|升至|(?<=率)拟?按|[应须要]于|(?:提高|提升|增加|增长|上升|扩大|发展|下降|降低|减少|缩小|压缩|压减|缩短|延长|拓展|调整|扩展|回升)(?:到|至|为)|由|从|(?:(?<=[到至为由从准])|按)每[人户生亩头只套件]|了|实现|最高|最低|不高于|至少|至多|最多|最少|严格|力求|比例为)+$"
)
CHANGE_TAIL = re.compile(
    rf"(?:预期|预计|平均|[新净](?=增)|同比|同口径|比上年末?|较上年末?|比去年|较去年|环比|年均|年均名义|名义|实际|年|均|累计|[比较][\u4e00-\u9fff\d]{{2,6}})*(?:{CHANGE}(?:率|速度|幅度)?)?$"
)
CHANGED = re.compile(r"^(?:提高|提升|降低)(?=[\u4e00-\u9fff]{2,}(?:水平|标准|率|量|额|收入|成本)$)")
"""提高养老金水平,年均增长10%: what was changed, without the verb."""
BARE_VERBAL = re.compile(
    rf"(?:其中|同比|同口径|(?:按|扣除)?(?:可比口径|可比价格?|不变价格?|价格因素)(?:计算)?后?|[扣剔]除[^,。;]{{2,16}}?(?:因素|影响)+后?|(?:年初)?预算数?|上年(?:执行数|预算数?)|比上年末?同?期?|较上年末?|比前|比去年|较去年|环比|年均|分别|名义|实际|累计|平均|净|共|均|各|占比?|为|[比较][^,。;]{{2,8}})*(?:{CHANGE}|[高低多少]于?){{0,2}}(?:率|速度|幅度)?"
)
VERB_ONLY = re.compile(
    r"(?:完成|新建|建成|建设|新增|实现|引进|培育|开展|组织|举办|改造|发放|投放|培训|取消|下放|清理|关停|推广|安排|修建|扩建|改扩建|新改扩建|新认定|新开工|竣工|开工|解决|帮助|扶持|办理|落实|推进|创建|打造|设立|选派|新设|淘汰|整治|治理)(?:各类|一批|各级)?"
)
AGAIN = re.compile(
    r"(?:再|各|前|累计|已|全[省市县区]|全部|基本|先行|提前|新)*(?:(?:建成|竣工)(?:投产|投用)|完成|建成|开工|竣工|完工|供应|编列|增设|筹集|建|增|建设|改造|新建|新增|实施|引进|培训|安排|到位|拨付|下达|发放|投放|解决|支付|淘汰|整治|治理|销号|交付|投产|脱贫|转移|认定|创建|培育|补助|兑付)(?:余下|其余|剩余)?"
)
"""其中2025年完成12座, 再增设10处: the verb alone, whose object the number before has named."""
WITHOUT_AGAIN = re.compile(r"^(?:再|各|前|累计|已|全[省市县区]|全部|基本|先行|提前)+|(?:余下|其余|剩余)$")
ATTAINS = re.compile(
    r"(?:完成|到位|拨付|下达|支付|竣工|完工|开工|销号|交付|发放|兑付|投产)(?:余下|其余|剩余)?$"
)
IN_USE = re.compile(r"(?:建成|竣工)(?:投产|投用)$")
HELD = re.compile(
    r"(?:总|年|首期|计划|静态|概算)?(?:投资|规模|投资额|产值|里程|长度|面积|库容|装机|容量|产能|营业收入|营收|销售收入|利税|资产)|床位|泊位|学位|从业人员|亏损面"
    r"|[\u4e00-\u9fff]{2}率(?<!增长率)(?<!城镇化率)(?<!失业率)"
)
"""What a number of things (projects, homes, firms) has: 新建养老院12所,床位1500张."""
HAPPENS = re.compile(r"全部|通过|实现|达到|完成|覆盖|纳入|开展|建成|参加|享受|摘帽|脱贫")
"""Words that tell what things do, so that the whole is no name of them."""
OF_TRADE = ("亏损面", "产销率", "利润率")
"""What a trade has of which a change was named before: 工业利润下降3%,亏损面扩大."""
BUILT_UNITS = ("m2", "mu", "hectare", "km")
LONGEST_THINGS = 16
RATE_OF = re.compile(r"(?:补贴|补助|发放|保障)?标准(?:[由从按]?每[人户生亩头只套月年]{1,3})*")
"""发放采暖补贴,标准由每户600元提高到720元: the standard is that of what was named before."""
OF_PLAN = re.compile(
    r"(?:为|是|占|相当于|完成|达到?)+(?:年度|全年|年初|上年|去年|同期|全部|总|调整|[两三五]年|“?十[一二三四五]?五”?|规划|全[国省市县区])*"
    r"的?(?:计划|预算|任务|目标|预期|平均(?:水平)?)(?:任务|目标|值)?数?"
)
"""为年度计划的98%, 为全国平均水平的54.3%: a share of what was planned or of all says nothing without its subject."""
VALUE_OF_PLAN = re.compile(r"完成[^,。;]{0,14}(?:目标|任务)$")
"""完成目标任务(16%)的43.1%: both numbers are of the goal."""
BUDGET_SIDE = re.compile(
    r"(?P<whose>(?:全[国省市县区]|[省市县区州]?本?级|地方|其中)*)(?P<side>收入|支出)(?:预算)?(?:安排|完成)?"
)
OTHER_SIDE = {"收入": "支出", "支出": "收入"}
BUDGET_NAMED = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<budget>[\u4e00-\u9fff]{2,12}预算)(?:收支|执行)*(?:情况)?[。:]\s*$"
)
"""政府性基金预算。全省收入…;支出…: the income and the outgo are those of the budget that the item is headed by."""
PAID = ("补助", "补贴", "经费", "资金", "奖励")
LONGEST_BUDGET = 24
FIRST_OF = re.compile(r"首期(?:到位|出资|投入|规模|募集)?")
FOUNDED = ("基金", "资金", "债券", "工程", "项目")
GIVEN_MONEY = re.compile(
    r"的?(?P<money>[\u4e00-\u9fff“”]{0,18}?(?:资金|基金|经费|贷款|债券|补助|补贴|专款|投资))(?=[,。;、]|用于|支持|对|给予|$)"
)
"""安排200亿元技改专项资金支持4441个项目: what the money is, up to what it is for."""
PLACE_ITEM = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?<![园发范验社小景灌护能聚务城片新作中商矿库林牧厂街校强困境级])[市县区州旗盟]|中央|省级|市级|县级|自治区|城市|农村|城镇|乡村"
)
"""The place or level of an item that has nothing else: 其中东山区40公里、西山县25公里."""
MEASURE_TAIL = re.compile(
    r"(?:增加值|利润(?:总额)?|零售额|销售额|固定资产投资|开发投资|总产(?:量)?|(?:人均)?可支配收入|[\u4e00-\u9fff]{2}(?:时间|时限|标准|产量|面积|收入|费用|成本)|产量|面积|产值|收入|(?:处理|办理|审批|通关)时间|[\u4e00-\u9fff]{2}(?<![每年])率)$"
)
COUNTERPART = {"城镇": "农村", "农村": "城镇", "城市": "农村", "男性": "女性", "女性": "男性"}
"""农村居民食品支出比重41.1%,城镇为35.7%: the other of two, of which the same is measured."""
OF_A_CLASS = re.compile(
    rf"(?P<who>[\u4e00-\u9fff]{{1,8}}(?P<kind>类|企业|居民|单位))(?P<change>{CHANGE}(?:率|速度|幅度)?)"
)
"""汽车类零售额增长34.8%,粮油类增长27.9%: of the other classes the same has changed."""
PER_HEAD = ("人均", "户均", "亩均", "地均")
EACH_HAS = re.compile(r"^(?:平均)?每[百千万十]*[\u4e00-\u9fff]{1,8}?拥有")
HARVEST = re.compile(r"(?:总产量|总产|产量)$")
"""粮食总产量180万吨,油料12万吨: of each crop so much was brought in."""
LONGEST_PART = 12
LABEL = re.compile(r"(?:标准|经费|价格|补贴|补助|费|收入|面积|产量|浓度|[\u4e00-\u9fff]{2}率)$")
NO_SUBJECT = re.compile(
    r"(?:目标|任务|要求|措施|如下|其中|方面|重点|安排|内容|原则|意见|部署|指出|强调|计划|时间|时限|责任|单位)$|^$"
)
DURATIONS = ("minute", "hour", "day", "other:个工作日", "other:工作日")
OF_ALL = re.compile(r"^(?:全[国省市县区州]|我[国省市县区州]|今年)(?:共|已|计划)?")
AMONG = re.compile(r"[\s,、;:((]*其中")
OF_WHOLE = re.compile(r"(?:占|占比|比重)[^\u4e00-\u9fff]*(?:为|达到?|约|超过?)?\s?$")
LED_TO = re.compile(
    r"的(?P<noun>[\u4e00-\u9fff“”A-Za-z0-9]{2,24}?(?:基金|资金|债券|平台|园区|中心|工程|项目))(?=[,。;、(]|$)"
)
SIZE = re.compile(
    r"(?:探索|研究|共同|联合|合作|推动)*(?:设立|组建|发起|发行|建立|建设|打造|成立|募集)?(?P<size>(?:总|首期)?(?:规模|投资|资产|额度))"
)
"""设立总规模50亿元的产业基金: the fund's size, the fund being named behind the number."""
HEAD_VERB = re.compile(
    r"^(?:计划|累计|全年|再|共)?(?P<verb>(?:新改扩建|改造提升|改扩建|新开工建设|新开工|新认定|新引进|新培育|新建|建成|建设|新增|净增|增加|完成|实现|引进|引入|培育|培养|开展|组织|举办|改造|发放|投放|培训|清理|关停|推广|安排|修建|扩建|竣工|开工建设|开工|"
    r"解决|帮助|扶持|创建|打造|设立|选派|新设|淘汰|整治|治理|修复|绿化|种植(?!业|面积)|架设|铺设|购置|配备|更换|更新|拆除|新种|承接|落实|取消|下放|招聘|录用|盘活|收储|出让|转化|申报|授予|认定|评选|布局|启动))"
)
OBJECT = re.compile(rf"^(?:[全我本][国省市县区州])?(?:共|已|计划|累计|联合)*{HEAD_VERB.pattern.lstrip('^')}")
DONE_SO_FAR = re.compile(rf"^(?:[\u4e00-\u9fff]{{0,4}}已)?(?:{HEAD_VERB.pattern.lstrip('^')})?")
FROM_TO = re.compile(r"(?:从|由|自(?!然|来|主|治|由|愿|动))[^,。;从由]{0,26}$")
STOP_RIGHT = re.compile(r"[,。;:!?\n)](?<![市区旗]\))|[(](?=责任|牵头|完成时|配合|(?:市|省)(?![、)])|由)")
"""The bracket of 县(市、区) belongs to the word; one that names who is responsible ends it."""
HOLDS = re.compile(r"(?:拥有|具有|蕴藏|蕴藏有|储有|现有|设有|形成|具备)")
"""拥有340万千瓦的风能资源: what is measured stands behind the number."""
TELLS = re.compile(rf"有所|随着|接壤|毗邻|相[连邻]|位于|地处|{CHANGE}")
"""A clause that tells something of its own and does not name what the next one measures."""
MONEY_VERB = re.compile(
    r"(?:再|新|联合|共同)?(?:增加|追加|安排|投入|下达|拨付|拨出|筹集|发放|发行|投放|落实|统筹|争取|提供|设立|整合)"
)
"""再增加10亿元以工代赈资金: what the money is stands behind it where only a verb stands before it."""
NO_WHOLE = re.compile(
    rf"(?:安排|掌握|控制|执行|计算|考虑|计)[^\u4e00-\u9fff]*$|{CHANGE}(?:到|至|为)?\s?$|[\u4e00-\u9fff]{{0,4}}水平$"
)
"""赤字率按3%安排, 从47%提高到51%, 5%的较低水平: what stands behind a share says what is done with it or how it is judged,
and names nothing."""
TODAY = re.compile(r"(?:现行|现有|原有)的?\s?$")
CHANGED_TO = re.compile(
    rf"的?(?P<what>[\u4e00-\u9fff]{{1,10}}?)(?:{CHANGE}|调整|上调|下调|提|降)(?:至|到|为)\s?$"
)
"""将现行16%的税率降至13%: the first share is the one of today, and what it is of stands behind it."""
MAY_INTEND = re.compile(r"[要将拟标务]")
"""Every INTENDED has one of these."""
INTENDED = re.compile(
    rf"(?<![需主重必])(?:要|将|拟)(?={CHANGE})"
    r"|(?:主要|总体|发展|工作|预期)*(?:目标|任务)[是为](?:在[\u4e00-\u9fff]{2,24}?(?:基础|前提)[上下])?(?=[\u4e00-\u9fff]{2})"
)
"""排放量要下降3%, 经济增长目标是年均8%: the words for the will are no part of what is measured."""
TOTAL = ("总量", "总额", "总数", "总规模")
HAN = re.compile(r"[\u4e00-\u9fff]")
AND_ONLY = re.compile(r"\s?[和与及、]\s?")
PLACE_ALONE = re.compile(
    rf"(?P<place>[\u4e00-\u9fff、]{{2,16}}(?:地区|区域|平原|流域|三角洲?|城市群|[省市县区州])){CHANGE}(?:率|速度|幅度)?"
)
PLACE_OF_MEASURE = re.compile(r"^.*(?:[国省市县区州)]|地区|区域|流域)(?=[\u4e00-\u9fff]{3,}$)")
"""Up to the last word for a place: 全国铁路货运量 measures 铁路货运量."""
COORDINATION = re.compile(r"[、和及与]|以及")
MEASURE_NOUN = re.compile(
    r"(?:资产总额|净资产|资产|主营业务收入|营业收入|总收入|收入|利润总额|利润|总产值|产值|增加值|生产总值|总量|总额|投资额?|税收|产量|面积|人数|数量|规模|里程|总数)$"
)
MEASURE_ENDING = re.compile(r"[\u4e00-\u9fff]{1,2}[率额量值数费比重]$")
COUNTING_UNITS = (
    "person",
    "household",
    "person_time",
    "m2",
    "mu",
    "hectare",
    "km",
    "km2",
    "hour",
    "minute",
    "day",
)
ASIDE = re.compile(
    r"[\[【(]\d{1,2}[\]】)]|\((?:以?下|简称)[^()]{0,40}\)|按(?:可比|不变|现行|当年|当期)价格?(?:计算|口径)?"
)
"""Marks of footnotes, names for later use, and the prices in which something is counted; a scope (不含农户) stays."""
ASIDE_BEGINS = re.compile(r"[\[【(按]")
ACHIEVED = re.compile(r"(?:实现|完成|取得)[\u4e00-\u9fff]+$")
"""1304家企业实现增加值增长5.7%: what the things counted achieved is measured by the next number."""
TITLE = re.compile(r"《[^》]{1,60}》")
BEHIND_NUMBER = re.compile(r"^(?:以上|左右|以内|的|各类)+")
BY_MEANS_OF = re.compile(r"^以[^,。]{2,40}?为(?:重点|主体?|代表|核心|支撑|引领)的")
COUNTED = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“(]")
REALISED = re.compile(r"[\s,、]*(?:其中)?(?:累计|共)?(?:实现|完成)")
LONGEST_RIGHT = 40
LONGEST_LEFT = 46
