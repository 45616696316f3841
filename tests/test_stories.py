"""The stories of the record: what answered what, what ended what, and when.

Each story was compared by hand with what the sources were read to say. A line is an act with its date as it is
recorded (or, where no date is, the announcement); under it stand its links to other acts. What answers an act, and
what ended it, is told in full, so that a link too many is found as well; of other links those are named that the
story rests on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import networkx
import pytest

import kg
from kg.dates import parse_date
from kg.pipeline import Graph
from tests.conftest import ROOT

IN_FULL = ("answers", "endedBy")
RELATIONS = (
    *IN_FULL,
    "reverses",
    "circumvents",
    "alleges",
    "denies",
    "decides",
    "settles",
    "concerns",
    "alternativeTo",
)

# fmt: off
STORIES = {
    "the 3Q war of 2010": """
2010-09 qihoo-360-launches-privacy-protector-2010
2010-09-27 qihoo-360-accuses-qq-of-scanning-files-2010
2010-10-29 qihoo-360-launches-koukou-guard-2010
    answers qihoo-360-accuses-qq-of-scanning-files-2010
2010-10-29 koukou-guard-blocks-qq-advertising-2010
2010-11-03 qq-shuts-out-360-safeguard-2010
    answers qihoo-360-launches-koukou-guard-2010
    endedBy qq-readmits-360-safeguard-2010
2010-11 miit-investigates-tencent-and-qihoo-2010
    answers qq-shuts-out-360-safeguard-2010
    concerns koukou-guard-blocks-qq-advertising-2010
2010-11-10 qq-readmits-360-safeguard-2010
    reverses qq-shuts-out-360-safeguard-2010
2010-11-21 miit-orders-tencent-and-qihoo-to-stop-2010
    answers qq-shuts-out-360-safeguard-2010
    concerns koukou-guard-blocks-qq-advertising-2010
2011~ tencent-sues-qihoo-360-over-accusations
    concerns qihoo-360-accuses-qq-of-scanning-files-2010
2011-04-26 chaoyang-court-rules-for-tencent-over-accusations-2011
    decides tencent-sues-qihoo-360-over-accusations
2011 tencent-sues-qihoo-360-over-koukou-guard-2011
    concerns koukou-guard-blocks-qq-advertising-2010
2011-11-15 qihoo-360-sues-tencent-over-dominance-2011
    concerns qq-shuts-out-360-safeguard-2010
2013-03-28 guangdong-court-rules-for-tencent-over-dominance-2013
    decides qihoo-360-sues-tencent-over-dominance-2011
2013-04-25 guangdong-court-rules-for-tencent-over-koukou-guard-2013
    decides tencent-sues-qihoo-360-over-koukou-guard-2011
2014-02-24 supreme-court-affirms-for-tencent-over-koukou-guard-2014
    decides guangdong-court-rules-for-tencent-over-koukou-guard-2013
2014-10-16 supreme-court-affirms-for-tencent-over-dominance-2014
    decides guangdong-court-rules-for-tencent-over-dominance-2013
""",
    "the spiral of 2013": """
2013-07-26~ wechat-restricts-taobao-marketing-2013
2013 taobao-drops-wechat-pay-2013
    answers wechat-restricts-taobao-marketing-2013
    endedBy taobao-takes-wechat-pay-from-consumers-2024
2013-07-31 alibaba-suspends-wechat-apps-2013
2013-08-09 taobao-bans-external-qr-codes-2013
    answers alibaba-suspends-wechat-apps-2013
2013-10-22 alibaba-promotes-laiwang-2013
2013-11-01 wechat-blocks-laiwang-2013
    answers alibaba-promotes-laiwang-2013
2013-11-22 taobao-closes-door-to-wechat-2013
    answers wechat-blocks-laiwang-2013
    alternativeTo wechat-blocks-taobao-2013
2013 wechat-blocks-taobao-2013
    endedBy wechat-opens-shop-links-2021
    alternativeTo taobao-closes-door-to-wechat-2013
2013-11 myapp-delists-alipay-2013
    answers taobao-closes-door-to-wechat-2013
""",
    "the proxy blow of November 2014": """
2014-11-21 wechat-closes-kuaidi-channel
2014-11-24 kuaidi-accuses-tencent-2014
    answers wechat-closes-kuaidi-channel
2014-11-25 weibo-bans-wechat-promotion
    answers wechat-closes-kuaidi-channel
""",
    "the red envelopes of 2015": """
2015-02-02 wechat-blocks-alipay-red-packets
2015-02 alipay-works-around-wechat-with-passcodes-2015
    answers wechat-blocks-alipay-red-packets
2015-02-04 wechat-blocks-netease-music-sharing-2015
    answers wechat-blocks-alipay-red-packets
2015-02-04 wechat-blocks-xiami-and-ttpod-sharing-2015
    answers wechat-blocks-alipay-red-packets
""",
    "the data wars of 2017": """
2017-06-01 cainiao-cuts-hive-box-interface-2017
    answers sf-cuts-tracking-data-to-cainiao-2017
    alternativeTo sf-cuts-tracking-data-to-cainiao-2017
2017-06-01 sf-cuts-tracking-data-to-cainiao-2017
    answers cainiao-cuts-hive-box-interface-2017
    alternativeTo cainiao-cuts-hive-box-interface-2017
2017-06-01 alibaba-drops-sf-as-courier-2017
    answers sf-cuts-tracking-data-to-cainiao-2017
2017-06-02 state-post-bureau-mediates-between-sf-and-cainiao-2017
    concerns alibaba-drops-sf-as-courier-2017
    concerns cainiao-cuts-hive-box-interface-2017
    concerns sf-cuts-tracking-data-to-cainiao-2017
2017-06-03 sf-and-cainiao-call-truce-2017
    settles alibaba-drops-sf-as-courier-2017
    settles cainiao-cuts-hive-box-interface-2017
    settles sf-cuts-tracking-data-to-cainiao-2017
2017-07-03 sf-and-cainiao-reconcile-2017
    settles cainiao-cuts-hive-box-interface-2017
    settles sf-cuts-tracking-data-to-cainiao-2017
2017-08-03 tencent-complains-about-honor-magic-2017
2017-08 huawei-denies-taking-wechat-data-2017
    denies tencent-complains-about-honor-magic-2017
2017-08-09 miit-looks-into-honor-magic-2017
    concerns tencent-complains-about-honor-magic-2017
2017 toutiao-copies-weibo-posts-2017
2017 weibo-shuts-out-toutiaospider-2017
2017 weibo-sues-bytedance-over-posts-2017
    answers toutiao-copies-weibo-posts-2017
2017 bytedance-sues-weibo-over-robots-2017
    concerns weibo-shuts-out-toutiaospider-2017
2017-08-10 weibo-cuts-toutiao-interface-2017
    answers toutiao-copies-weibo-posts-2017
2017-09 toutiao-ends-content-sharing-with-weibo-2017
    answers weibo-cuts-toutiao-interface-2017
2017-09-16 weibo-forbids-republishing-2017
    answers toutiao-copies-weibo-posts-2017
2021-05-17 haidian-court-rules-for-weibo-against-bytedance-2021
    decides weibo-sues-bytedance-over-posts-2017
2021-10 beijing-high-court-rules-for-weibo-over-robots-2021
    decides bytedance-sues-weibo-over-robots-2017
2024-01-11 beijing-ip-court-affirms-for-weibo-against-bytedance-2024
    decides haidian-court-rules-for-weibo-against-bytedance-2021
""",
    "ByteDance against Tencent, 2018 to 2021": """
2018-04 wechat-blocks-douyin-2018
2018-04 qq-blocks-douyin-2018
    endedBy qq-opens-taobao-and-douyin-links-2021
2018 weishi-imitates-douyin-2018
2018-05-08 zhang-yiming-accuses-tencent-2018
    answers wechat-blocks-douyin-2018
    alleges weishi-imitates-douyin-2018
2018-05-08 pony-ma-calls-it-slander-2018
    answers zhang-yiming-accuses-tencent-2018
    denies weishi-imitates-douyin-2018
2018-06-01 tencent-sues-bytedance-for-one-yuan-2018
    answers zhang-yiming-accuses-tencent-2018
2018-06-01 tencent-ends-cooperation-with-bytedance-2018
    answers zhang-yiming-accuses-tencent-2018
2019-01 douyin-passes-wechat-data-to-duoshan-2019
2019-01-15 wechat-blocks-three-messengers-2019
2019-01-22 wechat-and-qq-cut-login-for-douyin-2019
    answers douyin-passes-wechat-data-to-duoshan-2019
2019 tencent-sues-bytedance-over-profiles-2019
    concerns douyin-passes-wechat-data-to-duoshan-2019
2019-03-20 tianjin-court-enjoins-douyin-and-duoshan-2019
    decides tencent-sues-bytedance-over-profiles-2019
2019-09-17 douyin-sues-tencent-in-fuzhou-2019
    answers wechat-blocks-douyin-2018
    concerns qq-blocks-douyin-2018
2020-02-28 wechat-blocks-feishu-2020
2020-12 fuzhou-court-transfers-douyin-suit-to-shenzhen-2020
    decides douyin-sues-tencent-in-fuzhou-2019
2021-02-02 douyin-sues-tencent-over-dominance-2021
    answers wechat-blocks-douyin-2018
    concerns qq-blocks-douyin-2018
2021-02-02 tencent-denies-douyins-charges-2021
    answers douyin-sues-tencent-over-dominance-2021
2021-02 douyin-appeals-transfer-to-shenzhen-2021
    concerns fuzhou-court-transfers-douyin-suit-to-shenzhen-2020
2021-03-15 douyin-withdraws-fuzhou-suit-2021
    concerns douyin-sues-tencent-in-fuzhou-2019
""",
    "the opening, 2021 to 2025": """
2011-08 jd-drops-alipay-2011
    endedBy jd-takes-alipay-again-2024
2013 taobao-drops-wechat-pay-2013
    answers wechat-restricts-taobao-marketing-2013
    endedBy taobao-takes-wechat-pay-from-consumers-2024
2014~ wechat-blocks-taobao-links
    endedBy wechat-opens-shop-links-2021
2018-04 wechat-blocks-douyin-2018
2018-04 qq-blocks-douyin-2018
    endedBy qq-opens-taobao-and-douyin-links-2021
2020~ alibaba-keeps-out-jd-logistics-2020
    endedBy taobao-admits-jd-logistics-2024
2021-07-26 miit-campaign-against-link-blocking-2021
2021-09-09 miit-orders-end-of-link-blocking-2021
    concerns qq-blocks-douyin-2018
    concerns wechat-blocks-douyin-2018
    concerns wechat-blocks-taobao-links
2021-09-13 miit-confirms-order-on-links-2021
    concerns miit-orders-end-of-link-blocking-2021
2021-09-17 qq-opens-taobao-and-douyin-links-2021
    answers miit-orders-end-of-link-blocking-2021
    reverses qq-blocks-douyin-2018
    endedBy qq-closes-taobao-and-douyin-links-again-2021
2021-09-17 qq-closes-taobao-and-douyin-links-again-2021
    reverses qq-opens-taobao-and-douyin-links-2021
2021-09-17 wechat-opens-links-in-private-chats-2021
    answers miit-orders-end-of-link-blocking-2021
    reverses wechat-blocks-taobao-links
2021-09-17 wechat-opens-douyin-links-in-private-chats-2021
    answers miit-orders-end-of-link-blocking-2021
    reverses wechat-blocks-douyin-2018
2021-11-29 wechat-opens-shop-links-2021
    answers miit-orders-end-of-link-blocking-2021
    reverses wechat-blocks-taobao-2013
    reverses wechat-blocks-taobao-links
2022-03 taobao-tries-wechat-pay-2022
    answers miit-orders-end-of-link-blocking-2021
    reverses taobao-drops-wechat-pay-2013
2022-05 xiaohongshu-bars-leads-off-platform-2022
2024-09-12 taobao-opens-to-wechat-pay-2024
    reverses taobao-drops-wechat-pay-2013
2024-09-26 alibaba-and-jd-agree-to-open-to-each-other-2024
2024-09-27 taobao-takes-wechat-pay-from-consumers-2024
    reverses taobao-drops-wechat-pay-2013
2024-10 taobao-admits-jd-logistics-2024
    reverses alibaba-keeps-out-jd-logistics-2020
2024-10-29 jd-takes-alipay-again-2024
    answers alibaba-and-jd-agree-to-open-to-each-other-2024
    reverses jd-drops-alipay-2011
2025-05-07 xiaohongshu-admits-taobao-ad-links-2025
    reverses xiaohongshu-bars-leads-off-platform-2022
2025-05-12 xiaohongshu-admits-jd-ad-links-2025
    reverses xiaohongshu-bars-leads-off-platform-2022
""",
    "Facebook and Twitter, 2010 to 2021": """
2010 facebook-blocks-twitter-friend-finder-2010
2012-04 facebook-acquires-instagram-2012
2012-07-26~ twitter-cuts-instagram-friend-finder-2012
    answers facebook-acquires-instagram-2012
    answers facebook-blocks-twitter-friend-finder-2010
2012-12-05 instagram-disables-twitter-cards-2012
    answers twitter-cuts-instagram-friend-finder-2012
    endedBy instagram-restores-twitter-cards-2021
2012-12-07 instagram-restores-twitter-cards-by-mistake-2012
    reverses instagram-disables-twitter-cards-2012
2012 twitter-acquires-vine-2012
2013-01-24 vine-launched-2013
2013-01-24 facebook-cuts-vine-friend-finder-2013
    answers vine-launched-2013
2021-11-03 instagram-restores-twitter-cards-2021
    reverses instagram-disables-twitter-cards-2012
""",
    "Amazon and Google, 2015 to 2022": """
2015-10-29 amazon-delists-chromecast-and-apple-tv-2015
    endedBy amazon-lists-chromecast-again-2018
2017~ amazon-keeps-prime-video-off-chromecast
    endedBy amazon-brings-prime-video-to-chromecast-2019
2017-09 youtube-leaves-echo-show-2017-09
2017-12-05 youtube-leaves-echo-show-2017-12
    answers amazon-delists-chromecast-and-apple-tv-2015
2018-01-01 youtube-leaves-fire-tv-2018
    answers amazon-delists-chromecast-and-apple-tv-2015
    endedBy google-returns-youtube-to-fire-tv-2019
2018-12 amazon-lists-chromecast-again-2018
    reverses amazon-delists-chromecast-and-apple-tv-2015
2019-07 google-returns-youtube-to-fire-tv-2019
    reverses youtube-leaves-fire-tv-2018
2019-07 amazon-brings-prime-video-to-chromecast-2019
    reverses amazon-keeps-prime-video-off-chromecast
2020-03 google-keeps-makers-from-fire-tv
    endedBy google-lets-makers-build-fire-tvs-2022
2022-10 google-lets-makers-build-fire-tvs-2022
    reverses google-keeps-makers-from-fire-tv
""",
    "Musk's X": """
2022-10-27 elon-musk-acquires-twitter-2022
2022-12 twitter-suspends-joinmastodon-2022
2022-12-18 twitter-bans-links-to-rivals-2022
    endedBy twitter-withdraws-link-ban-2022
2022-12-19 twitter-withdraws-link-ban-2022
    reverses twitter-bans-links-to-rivals-2022
2023-01-13~ twitter-cuts-off-clients-2023
2023-01-19 twitter-forbids-substitute-clients-2023
    answers twitter-cuts-off-clients-2023
2023-04-05 substack-announces-notes-2023
2023-04-06 twitter-ends-embeds-on-substack-2023
    answers substack-announces-notes-2023
2023-04-07 twitter-restricts-substack-links-2023
    answers substack-announces-notes-2023
    endedBy twitter-lifts-restriction-of-substack-links-2023
2023-04 elon-musk-denies-blocking-substack-2023
    answers twitter-restricts-substack-links-2023
2023-04-09~ twitter-lifts-restriction-of-substack-links-2023
    reverses twitter-restricts-substack-links-2023
2023-07-05 meta-launches-threads-2023
2023-07 twitter-threatens-meta-over-threads-2023
    answers meta-launches-threads-2023
2023-07-10 twitter-hides-threads-links-in-search-2023
    answers meta-launches-threads-2023
2023-08-04 twitter-throttles-links-to-rivals-2023
2025-02-16 twitter-blocks-signal-links-2025
""",
    "Epic against the stores": """
2020-08-13 epic-adds-own-payment-to-fortnite-2020
2020-08-13 app-store-removes-fortnite-2020
    answers epic-adds-own-payment-to-fortnite-2020
2020-08-13 google-play-removes-fortnite-2020
    answers epic-adds-own-payment-to-fortnite-2020
    endedBy google-play-restores-fortnite-worldwide-2026
2020-08-13 epic-sues-apple-2020
    answers app-store-removes-fortnite-2020
2020-08-13 epic-sues-google-2020
    answers google-play-removes-fortnite-2020
2021-09 us-district-court-rules-mostly-for-apple-against-epic-2021
    decides epic-sues-apple-2020
2021-09 us-district-court-enjoins-apple-from-anti-steering-2021
    decides epic-sues-apple-2020
2023-12 jury-finds-for-epic-against-google-2023
    decides epic-sues-google-2020
2024-10-07 us-court-opens-google-play-to-rival-stores-2024
    decides epic-sues-google-2020
2025-04-30 us-court-finds-apple-in-contempt-2025
    decides us-district-court-enjoins-apple-from-anti-steering-2021
2025-05 app-store-restores-fortnite-in-us-2025
    answers us-court-finds-apple-in-contempt-2025
    reverses app-store-removes-fortnite-2020
2025-07 ninth-circuit-upholds-epic-against-google-2025
    decides jury-finds-for-epic-against-google-2023
    decides us-court-opens-google-play-to-rival-stores-2024
2025-11-04 epic-and-google-settle-2025
    settles epic-sues-google-2020
2025-12-11 google-play-restores-fortnite-in-us-2025
    answers us-court-opens-google-play-to-rival-stores-2024
    reverses google-play-removes-fortnite-2020
2026-03-19 google-play-restores-fortnite-worldwide-2026
    reverses google-play-removes-fortnite-2020
""",
    "WhatsApp and AI assistants": """
2025-03 whatsapp-brings-in-meta-ai-2025
2025-10-15 whatsapp-bars-ai-assistants-in-terms-2025
2025-12 ec-investigates-whatsapp-ai-terms-2025
    concerns whatsapp-bars-ai-assistants-in-terms-2025
2025-12-24 agcm-suspends-whatsapp-ai-terms-2025
    answers whatsapp-bars-ai-assistants-in-terms-2025
2026-01 whatsapp-exempts-italian-numbers-2026
    answers agcm-suspends-whatsapp-ai-terms-2025
    reverses whatsapp-shuts-out-ai-assistants-2026
2026-01 cade-suspends-whatsapp-ai-terms-2026
    concerns whatsapp-bars-ai-assistants-in-terms-2025
2026-01-15 whatsapp-shuts-out-ai-assistants-2026
2026-02-09 ec-objects-to-whatsapp-ai-terms-2026
    concerns whatsapp-bars-ai-assistants-in-terms-2025
    concerns whatsapp-shuts-out-ai-assistants-2026
2026-03-04 whatsapp-admits-ai-assistants-for-a-fee-2026
    answers ec-objects-to-whatsapp-ai-terms-2026
    reverses whatsapp-shuts-out-ai-assistants-2026
2026-04 ec-objects-to-whatsapp-ai-fee-2026
    concerns whatsapp-admits-ai-assistants-for-a-fee-2026
2026-06-09 ec-orders-free-access-for-ai-assistants-2026
    answers whatsapp-admits-ai-assistants-for-a-fee-2026
    concerns whatsapp-bars-ai-assistants-in-terms-2025
""",
    "fines for exclusivity": """
2015 alibaba-binds-merchants-2015
2017 jd-and-vipshop-complain-of-forced-choice-2017
    concerns alibaba-binds-merchants-2015
2017 jd-sues-alibaba-over-forced-choice-2017
    answers alibaba-binds-merchants-2015
2017-10~ alibaba-takes-fashion-brands-from-jd-2017
2017-10~ richard-liu-protests-against-forced-choice-2017
    answers alibaba-takes-fashion-brands-from-jd-2017
2018 meituan-binds-restaurants-2018
2018-10 tmall-makes-brands-leave-pinduoduo-2018
2019-05-28 galanz-and-pinduoduo-partner-2019
2019-05-28 tmall-hides-galanz-2019
    answers galanz-and-pinduoduo-partner-2019
2019-06-17 galanz-accuses-tmall-2019
    answers tmall-hides-galanz-2019
2019-06-18 tmall-denies-hiding-galanz-2019
    answers galanz-accuses-tmall-2019
    denies tmall-hides-galanz-2019
2019-11 pinduoduo-tells-analysts-of-forced-exclusivity-2019
    alleges alibaba-binds-merchants-2015
2020-03-25 taobao-locks-accounts-of-pinduoduo-staff-2020
2020-03-25 pinduoduo-staff-accuse-taobao-2020
    answers taobao-locks-accounts-of-pinduoduo-staff-2020
2020-08 vipshop-holds-back-brands-2020
2020-12-24 samr-investigates-alibaba-2020
    concerns alibaba-binds-merchants-2015
2021-01-14 samr-investigates-vipshop-2021
    concerns vipshop-holds-back-brands-2020
2021-02-08 samr-fines-vipshop-2021
    answers samr-investigates-vipshop-2021
    concerns vipshop-holds-back-brands-2020
2021-04 samr-investigates-meituan-2021
    concerns meituan-binds-restaurants-2018
2021-04-10 samr-fines-alibaba-2021
    answers samr-investigates-alibaba-2020
    concerns alibaba-binds-merchants-2015
2021-10-08 samr-fines-meituan-2021
    answers samr-investigates-meituan-2021
    concerns meituan-binds-restaurants-2018
2023-12-29 beijing-high-court-rules-for-jd-against-alibaba-2023
    decides jd-sues-alibaba-over-forced-choice-2017
2025-04 meituan-binds-riders-2025
2025-04-21 jd-accuses-meituan-over-riders-2025
    alleges meituan-binds-riders-2025
2025-04 meituan-denies-binding-riders-2025
    answers jd-accuses-meituan-over-riders-2025
    denies meituan-binds-riders-2025
2025-05-13 samr-summons-food-delivery-platforms-2025
    answers jd-accuses-meituan-over-riders-2025
""",
}
# fmt: on

STRANDS = {
    "the 3Q war of 2010": 2,
    "the spiral of 2013": 3,
    "the data wars of 2017": 4,
    "ByteDance against Tencent, 2018 to 2021": 4,
    "the opening, 2021 to 2025": 5,
    "Facebook and Twitter, 2010 to 2021": 3,
    "Amazon and Google, 2015 to 2022": 4,
    "Musk's X": 8,
    "WhatsApp and AI assistants": 2,
    "fines for exclusivity": 8,
}


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a story.

    Attributes:
        name: Its id.
        date: As it is recorded.
        links: Relation and id of the other act.
    """

    name: str
    date: str
    links: frozenset[tuple[str, str]]


def acts(story: str) -> Iterator[Act]:
    """The acts of a story in its order."""
    head: list[str] = []
    links: list[tuple[str, str]] = []
    for line in STORIES[story].strip().splitlines():
        first, second = line.split()
        if line.startswith(" "):
            links.append((first, second))
            continue
        if head:
            yield Act(head[1], head[0], frozenset(links))
        head, links = [first, second], []
    yield Act(head[1], head[0], frozenset(links))


ACTS = [pytest.param(act, id=f"{story}: {act.name}") for story in STORIES for act in acts(story)]


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The shipped data as it is known today."""
    return kg.load(ROOT)


def pairs(graph: Graph, pattern: str) -> dict[str, set[str]]:
    """What ?b is for each ?a: local names, or the text of literals."""
    found: dict[str, set[str]] = {}
    for row in graph.query(f"SELECT DISTINCT ?a ?b {{ {pattern} }}"):
        first, second = (row[name].value.rsplit("/", 1)[-1] for name in ("a", "b"))
        found.setdefault(first, set()).add(second)
    return found


@pytest.fixture(scope="module")
def edges(graph: Graph) -> dict[str, dict[str, set[str]]]:
    """For each relation, what each act is tied to by it."""
    return {relation: pairs(graph, f"?a kg:{relation} ?b") for relation in RELATIONS}


@pytest.fixture(scope="module")
def dates(graph: Graph) -> dict[str, set[str]]:
    """When each act was done, or else announced; of a deal, when it was announced, since that can be answered."""
    done = pairs(graph, "?a kg:date|kg:from ?b")
    return pairs(graph, "?a kg:announced ?b") | done | pairs(graph, "?a a kg:Deal ; kg:announced ?b")


@pytest.mark.parametrize("act", ACTS)
def test_each_act_has_its_date(dates: dict[str, set[str]], act: Act) -> None:
    assert dates.get(act.name) == {act.date}


@pytest.mark.parametrize("act", ACTS)
def test_each_act_has_its_links(edges: dict[str, dict[str, set[str]]], act: Act) -> None:
    found = {(relation, other) for relation in RELATIONS for other in edges[relation].get(act.name, ())}
    assert act.links <= found
    assert not {link for link in found - act.links if link[0] in IN_FULL}


@pytest.mark.parametrize("story", STORIES)
def test_each_story_is_told_in_order(story: str) -> None:
    """No act stands before one that was surely over when it began."""
    for earlier, later in pairwise(acts(story)):
        assert parse_date(earlier.date).earliest <= parse_date(later.date).latest, (earlier.name, later.name)


@pytest.mark.parametrize("story", STORIES)
def test_each_story_hangs_together(story: str) -> None:
    """By its links a story falls into so many strands as it has beginnings; what only follows in time is a strand."""
    told = {act.name: act for act in acts(story)}
    web: networkx.Graph[str] = networkx.Graph()
    web.add_nodes_from(told)
    web.add_edges_from((name, other) for name, act in told.items() for _, other in act.links if other in told)
    assert networkx.number_connected_components(web) == STRANDS.get(story, 1)
