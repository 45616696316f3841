"""The 2014 story of Weibo and WeChat as a page model, from the curated research: what the page's tests work on."""

from __future__ import annotations

import calendar

from kg.exporters.html.model import (
    Citation,
    Concept,
    Edge,
    Field,
    Kind,
    PageModel,
    Relation,
    Source,
    Span,
    Statement,
    Text,
    Thing,
    Value,
    View,
)

IRI = "https://w3id.org/walled-gardens/id/"


def text(en: str, zh: str = "") -> Text:
    """Returns a text in English, and in Chinese if given."""
    return (("en", en), ("zh", zh)) if zh else (("en", en),)


def _days(date: str) -> tuple[str, str]:
    date = date.rstrip("~")
    if not date:
        return "", ""
    parts = date.split("-")
    if len(parts) == 3:
        return date, date
    if len(parts) == 2:
        last = calendar.monthrange(int(parts[0]), int(parts[1]))[1]
        return f"{date}-01", f"{date}-{last}"
    return f"{date}-01-01", f"{date}-12-31"


def span(start: str = "", end: str = "") -> Span:
    """Returns a span from dates as stated."""
    return Span(start, end, *_days(start), *_days(end))


KINDS = (
    Kind("Company", text("Company", "公司"), ("Agent", "Thing")),
    Kind("Person", text("Person", "人物"), ("Agent", "Thing")),
    Kind("Platform", text("Platform", "平台"), ("Thing",)),
    Kind("Feature", text("Feature", "功能"), ("Thing",)),
    Kind("Stake", text("Stake", "持股"), ("Statement",)),
    Kind("Operation", text("Operation", "运营"), ("Statement",)),
    Kind("Offering", text("Offering", "功能提供"), ("Statement",)),
    Kind("Block", text("Block", "封锁"), ("Action", "Statement")),
    Kind("Milestone", text("Milestone", "里程碑"), ("Statement",)),
    Kind("Figure", text("Figure", "数字"), ("Statement",)),
    Kind("Likeness", text("Likeness", "相似"), ("Statement",)),
    Kind("Assessment", text("Assessment", "评价"), ("Statement",)),
)

RELATIONS = (
    Relation("owns", text("owns", "拥有"), text("is owned by", "属于"), ("holdsStakeIn",)),
    Relation("holdsStakeIn", text("holds a stake in", "持股"), text("is part-owned by", "股东包括")),
    Relation("operates", text("operates", "运营"), text("is operated by", "运营方为")),
    Relation("offers", text("offers", "提供"), text("is offered by", "由其提供")),
    Relation("blocks", text("blocks", "封锁"), text("is blocked by", "被封锁于")),
    Relation("groupBlocks", text("blocks, as a group", "集团封锁"), text("is blocked, as a group, by", "被集团封锁")),
    Relation("isLike", text("is like", "类似"), text("is like", "类似")),
    Relation("answers", text("answers", "回应"), text("is answered by", "引发")),
)

CONCEPTS = (
    Concept("category/messenger", "Category", text("messenger", "即时通讯")),
    Concept("category/social-media", "Category", text("social media", "社交媒体")),
    Concept("category/marketplace", "Category", text("marketplace", "电商平台")),
    Concept("category/advertising", "Category", text("advertising", "广告平台")),
    Concept("category/payment", "Category", text("payment", "支付")),
    Concept("category/ride-hailing", "Category", text("ride hailing", "打车")),
    Concept("mechanism/content-removal", "Mechanism", text("content removal", "删除内容")),
    Concept("mechanism/link-block", "Mechanism", text("link block", "屏蔽链接")),
    Concept("mechanism/qr-ban", "Mechanism", text("QR code ban", "禁用二维码")),
    Concept("mechanism/api-cut-off", "Mechanism", text("API cut-off", "切断接口")),
    Concept("mechanism/account-removal", "Mechanism", text("account removal", "封号")),
    Concept("metric/monthly-active-users", "Metric", text("monthly active users", "月活跃用户")),
)


def _thing(name: str, kind: str, en: str, zh: str = "", group: str = "", category: str = "", **more: str) -> Thing:
    return Thing(
        id=name,
        iri=IRI + name,
        kind=kind,
        name=text(en, zh),
        aliases=tuple(("en", alias) for alias in more.get("alias", "").split("|") if alias),
        category=f"category/{category}" if category else "",
        group=group,
        region=more.get("region", ""),
        wikidata=more.get("wikidata", ""),
        website=more.get("website", ""),
        file=f"data/things/{name}.yaml",
        line=1,
    )


THINGS = (
    _thing("alibaba", "Company", "Alibaba", "阿里巴巴", "alibaba", region="CN", wikidata="Q1359568", website="https://www.alibabagroup.com"),
    _thing("alimama", "Platform", "Alimama", "阿里妈妈", "alibaba", "advertising"),
    _thing("alipay", "Platform", "Alipay", "支付宝", "alibaba", "payment"),
    _thing("alipay-red-envelopes", "Feature", "Red envelopes", "支付宝红包", "alibaba"),
    _thing("facebook", "Platform", "Facebook", "", "", "social-media"),
    _thing("google-adsense", "Platform", "Google AdSense", "", "", "advertising"),
    _thing("jd", "Company", "JD.com", "京东", "jd", region="CN"),
    _thing("kuaidi", "Platform", "Kuaidi Dache", "快的打车", "", "ride-hailing"),
    _thing("kuaidi-promotion", "Feature", "Promotion account", "推广账号", ""),
    _thing("laiwang", "Platform", "Laiwang", "来往", "alibaba", "messenger"),
    _thing("qq", "Platform", "QQ", "QQ", "tencent", "messenger"),
    _thing("sina", "Company", "Sina", "新浪", "sina", region="CN"),
    _thing("taobao", "Platform", "Taobao", "淘宝", "alibaba", "marketplace"),
    _thing("taobao-links", "Feature", "Product links", "淘宝链接", "alibaba"),
    _thing("tencent", "Company", "Tencent", "腾讯", "tencent", region="CN", wikidata="Q860580", website="https://www.tencent.com", alias="Tencent Holdings|Tengxun"),
    _thing("twitter", "Platform", "Twitter", "推特", "", "social-media"),
    _thing("wechat", "Platform", "WeChat", "微信", "tencent", "messenger", alias="Weixin"),
    _thing("wechat-apps", "Feature", "Seller apps", "商家应用", "tencent"),
    _thing("wechat-moments", "Feature", "Moments", "朋友圈", "tencent"),
    _thing("wechat-official-accounts", "Feature", "Official accounts", "公众号", "tencent"),
    _thing("wechat-qr-codes", "Feature", "QR codes", "微信二维码", "tencent"),
    _thing("weibo", "Platform", "Weibo", "微博", "sina", "social-media", alias="Sina Weibo"),
    _thing("weibo-corporation", "Company", "Weibo Corporation", "微博公司", "sina", region="CN"),
)

SOURCES = (
    Source("wechatmarketing-2014", text("WeChat Weibo Social Media War in China"), "wechatmarketing.com.sg", "", "2014", text("blog", "博客"), True, "en"),
    Source("tna-2014-weibo-wechat", text("War escalates as Weibo bans users promoting WeChat"), "Pattaya Mail (agency text)", "https://www.pattayamail.com/thailandnews/war-escalates-as-weibo-bans-users-promoting-wechat-43240", "2014-11-27", text("news", "新闻"), False, "en"),
    Source("chinatopix-2014-weibo-wechat", text("Sina Weibo to Block Users Promoting WeChat"), "ChinaTopix", "https://chinatopix.com/articles/24535/20141126/sina-weibo-will-block-users-actively-promoting-wechat.htm", "2014-11-26", text("news", "新闻"), False, "en"),
    Source("marbridge-2013-qr", text("Taobao Bans Externally Linked QR Codes"), "Marbridge Daily (from Sina Tech)", "http://marbridgeconsulting.com/marbridgedaily/2013-08-12/article/68238/taobao_bans_externally_linked_qr_codes", "2013-08-12", text("trade press", "行业媒体"), False, "en"),
    Source("reuters-2013-wechat-us", text("China's Alibaba bans customers from using Tencent's WeChat"), "Reuters", "http://www.reuters.com/article/net-us-alibaba-wechat-idUSBRE97003D20130801", "2013-08-01", text("news", "新闻"), False, "en"),
    Source("thecorner-2013", text("China: The Battle Lines Are Drawn for Alibaba and Tencent"), "The Corner", "https://thecorner.eu/news-the-world/world-economy/china-battle-lines-drawn-alibaba-tencent/33592/", "", text("news", "新闻"), False, "en"),
    Source("ibtimes-2014-weibo-ipo", text("China's Twitter Weibo Rockets 19% on Nasdaq Debut"), "IBTimes UK", "https://ibtimes.co.uk/chinas-twitter-weibo-rockets-19-nasdaq-debut-1445307", "2014-04", text("news", "新闻"), False, "en"),
    Source("sec-weibo-fy2016-r10", text("Note 3, Investment by Alibaba"), "Weibo Corp, Form 20-F FY2016, SEC EDGAR", "https://www.sec.gov/Archives/edgar/data/1595761/000110465917026615/R10.htm", "2017-04", text("primary", "原始文件"), False, "en"),
    Source("nanfang-2015-redenv", text("网络“红包”大战升级 微信屏蔽部分阿里系应用"), "Nanfang Daily via People's Daily Online", "http://tc.people.com.cn/n/2015/0206/c183175-26518804.html", "2015-02-06", text("news", "新闻"), False, "zh"),
    Source("tnw-2014-wechat", text("WeChat climbs to 438 million monthly active users, closing in on WhatsApp's 500 million"), "The Next Web", "http://thenextweb.com/apps/2014/08/13/wechat-climbs-to-438-million-monthly-active-users-closing-in-on-whatsapps-500-million/", "2014-08-13", text("news", "新闻"), False, "en"),
    Source("wikipedia-weibo", text("Weibo"), "Wikipedia (English)", "https://en.wikipedia.org/wiki/Sina_Weibo", "", text("wiki", "百科"), True, "en"),
    Source("uscbc-2014-tencent-jd", text("Tencent purchases 15 percent stake in Jingdong for $215 million"), "US-China Business Council", "https://www.uschina.org/articles/tencent-purchases-15-percent-stake-in-jingdong-for-215-million/", "2014-03", text("secondary", "二手资料"), False, "en"),
)

DATE = text("date", "日期")
MEANS = text("mechanism", "手段")
ACTOR = text("actor", "行动方")
TARGET = text("target", "对象")
AFFECTS = text("affects", "影响")
ANSWERS = text("responds to", "回应")


def _refs(*names: str) -> tuple[Value, ...]:
    return tuple(Value(ref=name) for name in names)


def _says(name: str, label: Text, value: str) -> Field:
    return Field(name, label, (Value(text=text(value)),))


def _cite(source: str, at: str, **more: str) -> Citation:
    says = tuple(_says(k, DATE if k == "date" else text(k), v) for k, v in more.items() if k not in ("stance", "note"))
    return Citation(source, at, more.get("stance") == "disputes", says, text(more["note"]) if "note" in more else ())


def _block(
    name: str, en: str, zh: str, actor: str, target: str, affects: tuple[str, ...], mechanism: str,
    when: Span, citations: tuple[Citation, ...], answers: tuple[str, ...] = (), confidence: str = "",
) -> Statement:  # fmt: skip
    fields = [
        Field("actor", ACTOR, _refs(actor)),
        Field("target", TARGET, _refs(target)),
        Field("affects", AFFECTS, _refs(*affects)),
        Field("mechanism", MEANS, _refs(f"mechanism/{mechanism}")),
        _says("date", DATE, when.start),
    ]
    if answers:
        fields.append(Field("respondsTo", ANSWERS, _refs(*answers)))
    return Statement(
        name, "Block", text(en, zh), fields=tuple(f for f in fields if f.values), span=when, citations=citations,
        confidence=confidence, file=f"data/actions/{name}.yaml", line=1,
    )  # fmt: skip


def _stake(
    name: str, owner: str, owned: str, share: float | None, when: Span, citations: tuple[Citation, ...]
) -> Statement:
    names = {thing.id: thing.name for thing in THINGS}
    held = f" {share:g} %" if share else ""
    fields = [Field("owner", text("owner", "持有方"), _refs(owner)), Field("owned", text("owned", "被持有方"), _refs(owned))]
    if share:
        fields.append(_says("share", text("share", "份额"), f"{share:g}"))
    return Statement(
        name, "Stake",
        text(f"{names[owner][0][1]} holds{held} of {names[owned][0][1]}", f"{names[owner][-1][1]}持有{names[owned][-1][1]}{held}"),
        fields=tuple(fields), span=when, citations=citations, file=f"data/ownership/{owned}.yaml", line=4,
    )  # fmt: skip


_BLOG = "wechatmarketing-2014"

STATEMENTS = tuple(sorted((
    _block("alibaba-cuts-wechat-apps", "Alibaba suspends WeChat-related apps in its seller service market", "阿里巴巴暂停商家服务市场中的微信相关应用", "alibaba", "wechat", ("wechat-apps",), "api-cut-off", span("2013-08-01"), (_cite("reuters-2013-wechat-us", "par. 1-4"), _cite("marbridge-2013-qr", "editor's note"))),
    _block("taobao-bans-qr-codes", "Taobao gives sellers one month to remove QR codes pointing outside", "淘宝限令商家一个月内移除外部二维码", "taobao", "wechat", ("wechat-qr-codes",), "qr-ban", span("2013-08-12"), (_cite("marbridge-2013-qr", "par. 1-2", note="Taobao did not name WeChat."),), ("alibaba-cuts-wechat-apps",)),
    _block("wechat-blocks-laiwang", "WeChat blocks Laiwang", "微信屏蔽来往", "wechat", "laiwang", (), "link-block", span("2013-11-01"), (_cite("thecorner-2013", "par. 3"),)),
    _block("taobao-closes-wechat-links", "Taobao product links stop opening from WeChat", "淘宝关闭从微信跳转的商品链接", "taobao", "wechat", ("wechat-official-accounts",), "link-block", span("2013-11-22", "2021-11-29"), (_cite("thecorner-2013", "par. 1"), _cite(_BLOG, "lead, par. 2", date="2014", note="It names no day.")), ("wechat-blocks-laiwang",), "medium"),
    _block("wechat-closes-kuaidi-channel", "WeChat closes the promotion channel of Kuaidi Dache", "微信关闭快的打车的推广渠道", "wechat", "kuaidi", ("kuaidi-promotion",), "account-removal", span("2014-11"), (_cite("tna-2014-weibo-wechat", "par. 2"), _cite("chinatopix-2014-weibo-wechat", "par. 5"))),
    _block("weibo-bans-wechat-promotion", "Weibo bans accounts that promote WeChat", "微博封禁推广微信的账号", "weibo", "wechat", ("wechat-qr-codes", "wechat-official-accounts"), "content-removal", span("2014-11-25"), (_cite("tna-2014-weibo-wechat", "par. 1-4"), _cite("chinatopix-2014-weibo-wechat", "par. 1-4", note="Doubts that it answers the Kuaidi block."), _cite(_BLOG, "lead, par. 1", date="2014-11-28")), ("wechat-closes-kuaidi-channel",)),
    _block("wechat-blocks-red-envelopes", "WeChat blocks the sharing of Alipay red envelopes", "微信屏蔽支付宝红包分享", "wechat", "alipay", ("alipay-red-envelopes",), "link-block", span("2015-02-02"), (_cite("nanfang-2015-redenv", "par. 1-3", date="2015-02-03"),)),
    _stake("stake-alibaba-weibo-2013", "alibaba", "weibo-corporation", 18, span("2013-04-29", "2014-04-17"), (_cite("sec-weibo-fy2016-r10", "Note 3, first sentence"),)),
    _stake("stake-alibaba-weibo-2014", "alibaba", "weibo-corporation", 32, span("2014-04-17"), (_cite("ibtimes-2014-weibo-ipo", "Shareholding pattern"), _cite("wikipedia-weibo", "lead, par. 2"))),
    _stake("stake-sina-weibo-2014", "sina", "weibo-corporation", 56.9, span("2014-04-17"), (_cite("ibtimes-2014-weibo-ipo", "Shareholding pattern"),)),
    _stake("stake-sina-weibo-2013", "sina", "weibo-corporation", 77.6, span("2013-04-29", "2014-04-17"), (_cite("ibtimes-2014-weibo-ipo", "Shareholding pattern"),)),
    _stake("stake-tencent-jd", "tencent", "jd", 15, span("2014-03-10"), (_cite("uscbc-2014-tencent-jd", "par. 1", date="2014-03-09"),)),
    Statement("milestone-weibo-launch", "Milestone", text("Weibo: launched 2009-08-14", "微博：2009-08-14 上线"), fields=(Field("subject", text("subject", "主体"), _refs("weibo")), _says("date", DATE, "2009-08-14")), span=span("2009-08-14"), rank="preferred", citations=(_cite("wikipedia-weibo", "infobox"),), alternatives=("milestone-weibo-launch-2011",), file="data/platforms/weibo.yaml", line=9),
    Statement("milestone-weibo-launch-2011", "Milestone", text("Weibo: launched 2011-04-07", "微博：2011-04-07 上线"), fields=(Field("subject", text("subject", "主体"), _refs("weibo")), _says("date", DATE, "2011-04-07")), span=span("2011-04-07"), rank="deprecated", citations=(_cite(_BLOG, "What's Weibo"), _cite("wikipedia-weibo", "infobox", stance="disputes", note="That day is the move to the weibo.com domain.")), alternatives=("milestone-weibo-launch",), file="data/platforms/weibo.yaml", line=16),
    Statement("milestone-wechat-release", "Milestone", text("WeChat: released 2011", "微信：2011 发布"), fields=(Field("subject", text("subject", "主体"), _refs("wechat")), _says("date", DATE, "2011")), span=span("2011"), citations=(_cite(_BLOG, "What's Wechat, par. 1"),), file="data/platforms/wechat.yaml", line=9),
    Statement("figure-wechat-mau-2014q2", "Figure", text("WeChat: 438 million monthly active users (2014-06-30)", "微信：4.38亿月活跃用户（2014-06-30）"), fields=(Field("subject", text("subject", "主体"), _refs("wechat")), Field("metric", text("metric", "指标"), _refs("metric/monthly-active-users")), _says("value", text("value", "数值"), "438"), _says("unit", text("unit", "单位"), "million")), span=span("2014-06-30"), citations=(_cite("tnw-2014-wechat", "par. 1"), _cite(_BLOG, "What's Wechat, par. 3", note="Calls it almost 500 million in the same sentence.")), file="data/platforms/wechat.yaml", line=20),
    Statement("likeness-weibo-twitter", "Likeness", text("Weibo is like Twitter", "微博类似推特"), fields=(Field("subject", text("subject", "主体"), _refs("weibo")), Field("like", text("like", "类似于"), _refs("twitter"))), citations=(_cite(_BLOG, "What's Weibo"),), file="data/platforms/weibo.yaml", line=24),
    Statement("likeness-alimama-adsense", "Likeness", text("Alimama is like Google AdSense", "阿里妈妈类似谷歌广告联盟"), fields=(Field("subject", text("subject", "主体"), _refs("alimama")), Field("like", text("like", "类似于"), _refs("google-adsense"))), citations=(_cite(_BLOG, "What's Alimama"),), file="data/platforms/alimama.yaml", line=8),
    Statement("likeness-moments-facebook", "Likeness", text("Moments is like Facebook", "朋友圈类似脸书"), fields=(Field("subject", text("subject", "主体"), _refs("wechat-moments")), Field("like", text("like", "类似于"), _refs("facebook"))), citations=(_cite(_BLOG, "What's Wechat, par. 2"),), file="data/features/wechat-moments.yaml", line=6),
    Statement("assessment-bad-banner", "Assessment", text("Banner ads at the top of the app were a bad move by Weibo, the author holds", "作者认为微博顶部横幅广告是败笔"), fields=(Field("by", text("by", "评价者"), _refs(_BLOG)), Field("about", text("about", "关于"), _refs("weibo"))), citations=(_cite(_BLOG, "Weibo VS Wechat, par. 5"),), confidence="low", file="data/platforms/weibo.yaml", line=30),
    *(Statement(f"operation-{platform}", "Operation", text(f"{platform.capitalize()} is run by {operator.replace('-', ' ').title()}"), fields=(Field("operator", text("operator", "运营方"), _refs(operator)), Field("platform", text("platform", "平台"), _refs(platform))), citations=(_cite(_BLOG, at),), file=f"data/platforms/{platform}.yaml", line=5) for platform, operator, at in (("wechat", "tencent", "What's Wechat, par. 1"), ("qq", "tencent", "What's Wechat, par. 1"), ("weibo", "weibo-corporation", "What's Weibo"), ("taobao", "alibaba", "What's Alimama"), ("alimama", "alibaba", "What's Alimama"), ("alipay", "alibaba", "What's Alimama"), ("laiwang", "alibaba", "What's Alimama"))),
    *(Statement(f"offering-{feature}", "Offering", text(f"{platform.capitalize()} offers {feature.split('-', 1)[1].replace('-', ' ')}"), fields=(Field("platform", text("platform", "平台"), _refs(platform)), Field("feature", text("feature", "功能"), _refs(feature))), citations=(_cite(_BLOG, "What's Wechat, par. 2"),), file=f"data/features/{feature}.yaml", line=5) for platform, feature in (("wechat", "wechat-moments"), ("wechat", "wechat-qr-codes"), ("wechat", "wechat-official-accounts"), ("wechat", "wechat-apps"), ("taobao", "taobao-links"), ("alipay", "alipay-red-envelopes"), ("kuaidi", "kuaidi-promotion"))),
), key=lambda statement: statement.id))  # fmt: skip


def _edges() -> tuple[Edge, ...]:
    edges: list[Edge] = []
    groups = {thing.id: thing.group for thing in THINGS}
    for statement in STATEMENTS:
        values = {field.name: [v.ref or v.text[0][1] for v in field.values] for field in statement.fields}
        files = f"{statement.file}:{statement.line}"
        disputed = any(c.disputes or c.says for c in statement.citations)

        def edge(relation: str, source: str, target: str, **more: object) -> None:
            edges.append(Edge(f"{relation}-{source}-{target}-{statement.id}", relation, source, target, span=statement.span, disputed=disputed, statements=(statement.id,), **more))  # type: ignore[arg-type]  # noqa: B023, E501

        if statement.kind == "Stake":
            share = float(values["share"][0])
            relation = "owns" if share > 50 else "holdsStakeIn"
            edge(relation, values["owner"][0], values["owned"][0], label=text(f"{share:g} %"), share_low=share, share_high=share, proof=f"rule: a stake of {share:g} %\n  {statement.id}  {files}")
        elif statement.kind == "Operation":
            edge("operates", values["operator"][0], values["platform"][0])
        elif statement.kind == "Offering":
            edge("offers", values["platform"][0], values["feature"][0])
        elif statement.kind == "Likeness":
            edge("isLike", values["subject"][0], values["like"][0])
        elif statement.kind == "Block":
            actor, target = values["actor"][0], values["target"][0]
            edge("blocks", actor, target, via=tuple(values.get("affects", ())), proof=f"rule: who acts blocks the target\n  {statement.id}  {files}")
            if groups[actor] and groups[target]:
                edge("groupBlocks", groups[actor], groups[target], proof=f"rule: a block counts for the groups in control that day\n  {statement.id}  {files}")
            for answered in values.get("respondsTo", ()):
                edge("answers", statement.id, answered)
    return tuple(sorted(edges, key=lambda e: e.id))


EDGES = _edges()


def story() -> PageModel:
    """Returns the page model of the story."""
    owned = tuple(e.id for e in EDGES if e.relation in ("owns", "holdsStakeIn", "operates", "controls"))
    fought = tuple(e.id for e in EDGES if e.relation in ("blocks", "offers", "operates", "owns"))
    return PageModel(
        title="Walled Gardens",
        languages=("en", "zh"),
        kinds=KINDS,
        relations=RELATIONS,
        concepts=CONCEPTS,
        things=THINGS,
        edges=EDGES,
        statements=STATEMENTS,
        sources=SOURCES,
        views=(
            View("owns", text("Who owns what", "谁拥有谁"), text("Ownership, from the top down", "自上而下的股权关系"), owned),
            View("blocks", text("Who blocks whom", "谁封锁谁"), text("Blocks between platforms", "平台之间的封锁"), fought),
        ),
        note=text("Who owns what, and who blocks whom: every edge dated and cited.", "谁拥有谁，谁封锁谁：每条关系都有日期和出处。"),
    )
