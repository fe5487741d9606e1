"""What time phrases look like, and what words around them say that nothing falls due then."""

import re

ZEROS = "〇零○O0"

YEAR4 = rf"(?:(?:19|20)\d\d(?!\d)|[一二][{ZEROS}九][{ZEROS}一二三四五六七八九]{{2}})"
NAMED_YEAR = r"今明两年|(?:今年|本年|明年|后年|去年|上年(?!均)|(?<=[比较])上年|前年)度?"
ROC_YEAR = r"民国\s?(?:\d{1,3}|[一二三四五六七八九十百〇零]{1,4})\s?年"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"
DAY = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
QUARTER = r"(?:第[一二三四1-4]季度?|[一二三四1-4]季度|前[一二两三]季度|上半年|下半年)"
PLAN_NUMBER = r"(?:十[一二三四五六]?五|[六七八九]五)"
PLAN = rf"“?{PLAN_NUMBER}”?(?:规划)?(?:时期末?|期间|期末|末期?|以来|头[一两二三四]年|[前后][一两二三四]年|收官(?:之年)?)|“{PLAN_NUMBER}”(?=,|[、和及至]“{PLAN_NUMBER}”)"
HAN_COUNT = "一二两三四五六七八九十"
COUNT = rf"(?:\d{{1,2}}|[{HAN_COUNT}]{{1,2}}|半)"
DURATION = rf"(?:(?:未来|今后|接下来|再用|用|力争|争取|经过|通过)\s?{COUNT}(?:至{COUNT}|[—-]{COUNT})?(?:个)?年(?:时间|左右)?内?|{COUNT}(?:(?:[至到—-]|——){COUNT})?(?:个)?(?:年|月|季度)(?:之|以)?内|(?:过去|近|最近)的?{COUNT}年(?:来|间)?|{COUNT}年半?(?:以来|来)|(?:(?<=[,;。、:( \n])后[两二三四]年(?!半|[之以]?[内后])|后[两二三四]年(?=年均|每年))|(?<![\d一二三四五六七八九十第])[两二三四五]年(?=合计|累计|共计|总计))"
HOLIDAY = r"(?:“(?:十一|五一|七一|八一|六一|元旦|国庆|双节)”|国庆节?|春节|元旦节?|“?五一”?节?|中秋节?|“?七一”?)(?=前|之前|以前)"
TAIL = r"(?:年?[底末](?!线|尾)|年?初(?![步级中始期具次见显创衷审心一二三]))"

PREFIX = rf"(?P<compared>[比较与和](?=[\d今去上前一二“十])|[比较](?={COUNT}年前))?(?P<prefix>截至到?|截止到?|力争到|争取到|展望(?:到|至)?|到|至|自|从)?[ ]?"
BODY_BEGINS = r"0-9一二三四五六七八九十两半今本明后去上前当民“国春元中五七第每逐未接再用力争经通过近最日目现下全年岁近远任世本连"
PATTERN = re.compile(
    PREFIX
    + rf"(?P<body>(?=[{BODY_BEGINS}])(?:"
    + rf"(?P<span>(?P<sy1>{YEAR4})年(?P<sm1>{MONTH})(?P<sd1>{DAY})?(?:[-—~～]{{1,2}}|至|到)(?:(?P<sy2>{YEAR4})年)?(?P<sm2>{MONTH})(?:(?P<sd2>{DAY})|底|末)?)"
    + rf"|(?P<range>(?P<y1>{YEAR4})年?\s?(?:[-—~～]{{1,2}}|至|到|—)\s?(?P<y2>{YEAR4}|\d\d)年?(?P<range_tail>[底末])?)"
    + rf"|(?P<year>(?P<y>{YEAR4})\s?年(?!代)度?|{ROC_YEAR}|(?<![\d.])[789]\d年(?!代|级|来|间|以内|内)|(?<![\d.])[012]\d年(?=\d{{1,2}}月)|(?<!\d)1[01]\d年|{NAMED_YEAR})(?:的)?"
    + rf"(?P<part>(?P<m1>{MONTH})(?:(?P<d1>{DAY})|(?P<mt1>底|末|初|上旬|中旬|下旬))?(?:[-—至到](?P<m2>{MONTH})(?:(?P<d2>{DAY})|底)?)?|(?P<m3>\d{{1,2}})[-—~～至]{{1,2}}(?P<m4>{MONTH})|(?P<feast>{HOLIDAY})|{QUARTER}|{TAIL}|底|末|全年)?(?P<quarter_tail>[底末](?=前|,|,|完成|$))?"
    + rf"|(?P<months>(?P<ma>{MONTH[:-3]}(?:月份?)?)(?P<da>{DAY})?(?:[-—~～至到])(?P<mb>{MONTH})(?:(?P<db>{DAY})|(?P<months_tail>底|末))?)"
    + rf"|(?P<month>(?<!\d){MONTH})(?:(?P<day>{DAY})|(?P<month_tail>底|末|初|上旬|中旬|下旬|中))?"
    + rf"|(?P<quarter>{QUARTER})(?P<q_tail>[底末])?"
    + r"|(?P<dayonly>(?<=截至)\d{1,2}日(?:\d{1,2}时)?|(?<=截止)\d{1,2}日(?:\d{1,2}时)?)|(?P<winter>今冬明春|去冬今春)|(?P<yearend>年[底末]|岁末|年终|本年底)|(?P<within>年内|全年|年度内)|(?P<half>半年内)"
    + rf"|(?P<plan>{PLAN})(?P<plan_tail>[末底])?"
    + rf"|(?P<duration>{DURATION})"
    + rf"|(?P<ago>{COUNT}年前(?![期后]))|(?P<streak>连续\s?{COUNT}(?:多|余)?(?:个)?(?:年|月|季度))"
    + rf"|(?P<holiday>{HOLIDAY})"
    + r"|(?P<term>(?:本届政府)?任期内|本届政府(?:任期)?(?:内|期间)?)"
    + r"|(?P<every>每(?:年度?|个?季度|个?月|两年|[一二三]年|周|半年)(?!份)|逐年)"
    + r"|(?P<century>本?世纪(?P<century_end>末|中叶))|(?P<past>日前|前期(?=,)|近日|近期以来|目前|当前(?!和今后)|现有|现已|此前)|(?P<open>近期|远期|中长期)(?!规划)"
    + r"))(?P<suffix>\s?(?:之前|以前|前(?![一二三四五六七八九两列期沿来往景后\d])|以来|起|期间|期末|时期))?"
)

CORE = re.compile(
    rf"[年月季日周冬五前届纪期现岁{ZEROS}九12](?:(?<![五期现{ZEROS}九12])|(?<=[十一二三四五六七八九]五)|(?<=[近远长任]期)|(?<=现)[有已]"
    rf"|(?<=[一二][{ZEROS}九])|(?<=1)9\d\d|(?<=2)0\d\d)"
)
"""Every phrase has one of these, FURTHEST_CORE characters behind its beginning at the most: a kind of phrase that is added
to PATTERN needs its own here. Few places of a text have one, and the long pattern is tried near those only."""
FURTHEST_CORE = 16
NEAR = re.compile(
    rf"(?s:.{{0,{FURTHEST_CORE}}}?)(?=[比较与和截力争展到至自从 {BODY_BEGINS}])(?={PATTERN.pattern})"
)
OF_THE_BASE = re.compile(r"[从由自](?=[^,。]{2,12}[的之][\d一二三四五六七八九十])[^,。]+[的之]\d")
"""由2020年的61%提高到: the time belongs to the value from which a change starts."""
TIMES_AS_MUCH = re.compile(r"(?:同期)?的?(?:\d|[一二三四五六七八九十])[^年月,]{0,6}倍")
"""2005年的3倍: the time belongs to what is compared with."""
CHANGES = frozenset("加高升降低少大小长展缩增减")
"""Before 到: 增加到2020年的7810元 is no time limit."""
PRICES = re.compile(r"的?(?:(?:不变|可比|固定)价|基础上)")
"""按1990年不变价格计算, 在去年的基础上: the year of the prices or of what is compared with, when nothing falls due."""
BUILT = re.compile(r"(?:底?[之以]?前)?(?:建成|建设|出生|成立|开工|投产|购买|参加|颁布|制定|注册|登记)的")
"""2000年以前建成的小区: the time describes a thing and sets no limit."""
