"""What the founding article says, claim by claim, as it has to stand in the graph of that source.

A claim may need several statements. Each is given by the section of the article at which it is cited and by a
pattern for the statement `?s` as the article itself has it.
"""

from __future__ import annotations

from typing import Final

LEAD_1, LEAD_2 = "lead, par. 1", "lead, par. 2"
WEIBO, ALIMAMA = "What's Weibo", "What's Alimama"
WECHAT_1, WECHAT_2, WECHAT_3 = (f"What's Wechat, par. {n}" for n in (1, 2, 3))
VS_2, VS_4, VS_5, VS_6 = (f"Weibo VS Wechat, par. {n}" for n in (2, 4, 5, 6))
CASH_1, CASH_2, CASH_3, CASH_4, CASH_5 = (f"Cash, par. {n}" for n in (1, 2, 3, 4, 5))

OWN_VIEW = "?s a kg:Assessment ; kg:by id:wechatmarketing-2014 ; kg:about"
PLACE = "?s a kg:Figure ; kg:metric metric:popularity-rank ; kg:value 1.0 ; kg:unit unit:place ; kg:subject"

CLAIMS: Final[list[tuple[str, str, str]]] = [
    (
        "S01",
        LEAD_1,
        """?s a kg:Block ; kg:actor id:weibo ; kg:target id:wechat ; kg:date "2014-11-28"^^xsd:date ;
        kg:affects id:wechat-qr-codes, id:wechat-official-accounts ; kg:mechanism mechanism:qr-ban""",
    ),
    (
        "S02",
        LEAD_2,
        """?s a kg:Block ; kg:actor id:taobao ; kg:target id:wechat ; kg:affects id:taobao-affiliate-links ;
        kg:mechanism mechanism:link-block""",
    ),
    (
        "S03",
        LEAD_2,
        """?s a kg:Block ; kg:actor id:alimama ; kg:target id:wechat ; kg:mechanism mechanism:commission-denial""",
    ),
    ("S04", WEIBO, "?s a kg:Likeness ; kg:subject id:weibo ; kg:like id:twitter"),
    (
        "S05",
        WEIBO,
        """?s a kg:Milestone ; kg:subject id:weibo ; kg:milestone milestone-type:launched ;
        kg:date "2011-04-07"^^xsd:date""",
    ),
    ("S06", WEIBO, "?s a kg:Stake ; kg:owner id:sina ; kg:owned id:weibo"),
    ("S06", WEIBO, "?s a kg:Milestone ; kg:subject id:weibo ; kg:by id:sina"),
    (
        "S06",
        WEIBO,
        """?s a kg:Milestone ; kg:subject id:sina ; kg:milestone milestone-type:listed ; kg:venue ?venue
        FILTER (CONTAINS(?venue, "Nasdaq"))""",
    ),
    ("S07", WEIBO, f"{PLACE} id:weibo ; kg:scope 'social media in China' ; kg:asOf '2011'^^xsd:gYear"),
    ("S07", WEIBO, f"{OWN_VIEW} id:weibo ; kg:assessmentType assessment-type:explanation"),
    (
        "S08",
        WECHAT_1,
        """?s a kg:Milestone ; kg:subject id:wechat ; kg:milestone milestone-type:released ;
        kg:date "2011"^^xsd:gYear""",
    ),
    ("S09", WECHAT_1, "?s a kg:Offering ; kg:platform id:wechat ; kg:feature id:internet-messages"),
    ("S09", WECHAT_1, f"{OWN_VIEW} id:internet-messages ; kg:assessmentType assessment-type:explanation"),
    ("S10", WECHAT_1, "?s a kg:Operation ; kg:operator id:tencent ; kg:platform id:wechat"),
    ("S11", WECHAT_1, "?s a kg:Dependency ; kg:dependent id:wechat ; kg:provider id:qq"),
    ("S11", WECHAT_1, f"{PLACE} id:qq ; kg:scope 'instant messengers in China'"),
    (
        "S12",
        WECHAT_1,
        """?s a kg:Figure ; kg:subject id:wechat ; kg:metric metric:downloads ; kg:value 1000000.0 ;
        kg:qualifier qualifier:at-least ; kg:period "P14D"^^xsd:duration ; kg:scope "China" """,
    ),
    (
        "S13",
        WECHAT_1,
        """?s a kg:Lack ; kg:platform id:wechat ; kg:feature id:in-app-advertising ; kg:from "2011"^^xsd:gYear""",
    ),
    (
        "S14",
        WECHAT_1,
        """?s a kg:Figure ; kg:subject id:wechat ; kg:metric metric:store-rank ; kg:value 1.0 ;
        kg:scope "Apple's App Store" """,
    ),
    (
        "S15",
        WECHAT_2,
        '?s a kg:Offering ; kg:platform id:wechat ; kg:feature id:moments ; kg:version "4.0"',
    ),
    ("S15", WECHAT_2, "?s a kg:Likeness ; kg:subject id:moments ; kg:like id:facebook"),
    ("S15", WECHAT_2, "?s a kg:Likeness ; kg:subject id:moments ; kg:like id:instagram"),
    ("S15", WECHAT_2, f"{OWN_VIEW} id:wechat, id:moments"),
    (
        "S16",
        WECHAT_3,
        """?s a kg:Figure ; kg:subject id:wechat ; kg:metric metric:active-users ; kg:value 500000000.0 ;
        kg:qualifier qualifier:almost ; kg:asOf "2014-08"^^xsd:gYearMonth""",
    ),
    (
        "S16",
        WECHAT_3,
        """?s a kg:Figure ; kg:subject id:wechat ; kg:metric metric:active-users ; kg:value 438000000.0 ;
        kg:scope "China" ; kg:asOf "2014-08"^^xsd:gYearMonth""",
    ),
    ("S17", ALIMAMA, "?s a kg:Likeness ; kg:subject id:alimama ; kg:like id:google-adsense"),
    ("S17", ALIMAMA, "?s a kg:Operation ; kg:operator id:alibaba ; kg:platform id:alimama"),
    ("S17", ALIMAMA, f"{OWN_VIEW} id:alibaba ; kg:assessmentType assessment-type:opinion"),
    (
        "S18",
        ALIMAMA,
        """?s a kg:Figure ; kg:subject id:alimama ; kg:metric metric:advertiser-share ; kg:valueMin 50.0 ;
        kg:scope "Taobao and Alibaba" """,
    ),
    ("S19", VS_2, f"{PLACE} id:weibo ; kg:scope 'social media marketing in China, before WeChat 4.5'"),
    (
        "S20",
        VS_2,
        """?s a kg:Promotion ; kg:actor id:small-businesses, id:taobao-sellers ; kg:affects id:weibo ;
        kg:promotes id:taobao""",
    ),
    (
        "S21",
        VS_2,
        """?s a kg:Figure ; kg:subject id:weibo ; kg:metric metric:units-sold ; kg:value 100000.0 ;
        kg:unit unit:items ; kg:period "P30D"^^xsd:duration""",
    ),
    (
        "S22",
        VS_4,
        '?s a kg:Offering ; kg:platform id:wechat ; kg:feature id:moments ; kg:version "4.5"',
    ),
    ("S22", VS_4, f"{OWN_VIEW} id:moments, id:tencent ; kg:assessmentType assessment-type:opinion"),
    ("S23", VS_4, "?s a kg:Shift ; kg:audience id:phone-users ; kg:destination id:moments"),
    ("S23", VS_4, '?s a kg:Naming ; kg:subject id:phone-users ; kg:name "Low head race"@en'),
    (
        "S24",
        VS_5,
        """?s a kg:Monetization ; kg:actor id:sina ; kg:affects id:weibo ; kg:from "2012"^^xsd:gYear ;
        kg:monetizationType monetization-type:advertising""",
    ),
    (
        "S25",
        VS_5,
        """?s a kg:Shift ; kg:audience id:weibo-users ; kg:origin id:weibo ; kg:destination id:wechat ;
        kg:causedBy id:sina-advertises-in-weibo""",
    ),
    (
        "S26",
        VS_5,
        """?s a kg:Lack ; kg:platform id:wechat ; kg:feature id:in-app-advertising ;
        kg:asOf "2014-11"^^xsd:gYearMonth""",
    ),
    ("S26", VS_5, "?s a kg:Lack ; kg:platform id:wechat ; kg:feature id:banner-advertising"),
    ("S27", VS_5, "?s a kg:Assessment ; kg:by id:mark-zuckerberg ; kg:about id:banner-advertising"),
    (
        "S27",
        VS_5,
        f"{OWN_VIEW} id:zuckerberg-on-banner-advertising ; kg:assessmentType assessment-type:report",
    ),
    ("S27", VS_5, "?s a kg:Position ; kg:holder id:mark-zuckerberg ; kg:organization id:facebook"),
    ("S28", VS_5, f"{OWN_VIEW} id:weibo, id:banner-advertising ; kg:assessmentType assessment-type:opinion"),
    ("S29", VS_6, f"{OWN_VIEW} id:wechat ; kg:date '2014'^^xsd:gYear"),
    (
        "S29",
        VS_6,
        "?s a kg:Shift ; kg:audience id:taobao-sellers ; kg:destination id:wechat ; kg:from '2014'^^xsd:gYear",
    ),
    (
        "S30",
        VS_6,
        """?s a kg:Promotion ; kg:actor id:taobao-sellers ; kg:promotes id:wechat-official-accounts ;
        kg:affects id:weibo""",
    ),
    (
        "S30",
        VS_6,
        """?s a kg:Shift ; kg:origin id:weibo ; kg:destination id:wechat ;
        kg:causedBy id:sellers-promote-wechat-accounts-on-weibo-2014""",
    ),
    ("S31", VS_6, "?s a kg:Assessment ; kg:by id:social-media-experts ; kg:about id:weibo, id:wechat"),
    ("S31", VS_6, f"{OWN_VIEW} id:experts-on-weibo-users"),
    ("S32", CASH_1, "?s a kg:Shift ; kg:destination id:taobao ; kg:cause ?cause"),
    ("S33", CASH_1, f"{OWN_VIEW} id:weibo, id:wechat, id:qq ; kg:assessmentType assessment-type:opinion"),
    ("S33", CASH_1, f"{PLACE} id:wechat ; kg:scope 'social media in China'"),
    (
        "S34",
        CASH_1,
        '?s a kg:Promotion ; kg:actor id:tencent ; kg:promotes id:wechat ; kg:scope "outside China"',
    ),
    ("S35", CASH_2, "?s a kg:Block ; kg:actor id:sina ; kg:target id:wechat"),
    ("S35", CASH_2, f"{OWN_VIEW} id:sina, id:weibo-bans-wechat-promotion"),
    ("S36", CASH_3, "?s a kg:Shift ; kg:audience id:celebrities ; kg:destination id:weibo"),
    ("S36", CASH_3, f"{OWN_VIEW} id:weibo"),
    ("S37", CASH_3, "?s a kg:Likeness ; kg:subject id:eachnet ; kg:like id:ebay"),
    ("S37", CASH_3, f"{OWN_VIEW} id:eachnet, id:taobao"),
    ("S37", CASH_3, '?s a kg:Naming ; kg:subject id:eachnet ; kg:name "Each"@en'),
    ("S38", CASH_3, "?s a kg:Protest ; kg:actor id:weibo-users ; kg:target id:sina ; kg:outcome ?added"),
    ("S38", CASH_3, "?s a kg:Monetization ; kg:actor id:sina ; kg:affects id:weibo"),
    ("S39", CASH_4, f"{OWN_VIEW} id:sina, id:tencent ; kg:assessmentType assessment-type:forecast"),
    (
        "S40",
        CASH_5,
        f"{OWN_VIEW} id:taobao, id:eachnet ; kg:assessmentType assessment-type:explanation",
    ),
    ("S40", CASH_5, f"{OWN_VIEW} id:alibaba ; kg:assessmentType assessment-type:report"),
]
"""The claim, the section of the article, the pattern."""
