"""RSS and Atom."""

from __future__ import annotations

import pytest

from arnews_crawler.discovery.feeds import is_feed, parse_feed
from arnews_crawler.discovery.xml_stream import BrokenSourceError

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>الموقع</title><link>https://example.org/</link>
<atom:link href="https://example.org/feed/" rel="self"/>
<item><media:title>صورة</media:title><title>قال: &#8220;لا&#8221; &amp;amp; مضى</title>
 <link>https://example.org/a?utm_source=rss</link>
 <dc:creator><![CDATA[ليلى سعيد]]></dc:creator><author>desk@example.org (عمر حسن)</author>
 <category><![CDATA[سياسة]]></category><category>أخبار</category>
 <pubDate>Wed, 01 May 2024 10:00:00 +0300</pubDate>
 <description><![CDATA[<p><img src="x.jpg">بداية النص &#8230; […]</p>
 <p>ظهرت المقالة <a href="x">قال</a> أولاً
 على <a>الموقع</a>.</p>]]></description>
 <content:encoded><![CDATA[<p>النص كله</p>]]></content:encoded></item>
<item><title>بلا رابط</title><guid isPermaLink="false">77</guid></item>
<item><title>برابط دائم</title><guid>https://example.org/b</guid>
<description>3 &lt; 5 في النص</description></item>
<item><title>سيئ</title><link>javascript:alert(1)</link></item>
</channel></rss>""".encode()

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>
<entry><title type="html">عنوان &lt;b&gt;غامق&lt;/b&gt;</title><id>tag:example.org,2024:1</id>
 <link rel="edit" href="/edit/1"/><link rel="alternate" type="text/html" href="/a"/>
 <published>2024-05-01T10:00:00+03:00</published><updated>2024-05-02T10:00:00Z</updated>
 <author><name>ليلى سعيد</name><email>l@example.org</email></author><category term="سياسة"/>
 <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>نص الملخص</p></div></summary>
</entry></feed>""".encode()

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>x</title></channel>
<item rdf:about="https://example.org/a"><title>عنوان</title>
<link>https://example.org/a</link><dc:date>2024-05-01</dc:date></item></rdf:RDF>""".encode()


def test_rss_tells_headline_teaser_date_and_people() -> None:
    feed = parse_feed(RSS, "https://example.org/feed/")
    first, second = feed.pages
    assert first.url == "https://example.org/a"
    assert first.headline == "قال: “لا” & مضى"
    assert first.teaser == "بداية النص …"
    assert first.published == "Wed, 01 May 2024 10:00:00 +0300"
    assert first.authors == ("ليلى سعيد", "عمر حسن")
    assert first.tags == ("سياسة", "أخبار")
    assert (second.url, second.teaser) == ("https://example.org/b", "3 < 5 في النص")
    assert [refusal.code for refusal in feed.refused] == ["not_http"]


def test_atom_tells_the_same() -> None:
    (entry,) = parse_feed(ATOM, "https://example.org/feeds/atom.xml").pages
    assert entry.url == "https://example.org/a"
    assert (entry.headline, entry.teaser) == ("عنوان غامق", "نص الملخص")
    assert (entry.published, entry.lastmod) == ("2024-05-01T10:00:00+03:00", "2024-05-02T10:00:00Z")
    assert (entry.authors, entry.tags) == (("ليلى سعيد",), ("سياسة",))


def test_rss_1_keeps_its_items_beside_the_channel() -> None:
    (entry,) = parse_feed(RDF, "https://example.org/rdf").pages
    assert (entry.url, entry.headline, entry.published) == ("https://example.org/a", "عنوان", "2024-05-01")


def test_a_cut_feed_yields_complete_entries_only() -> None:
    cut = RSS[: RSS.index(b"<guid>https") + 14]
    assert [page.url for page in parse_feed(cut, "https://example.org/").pages] == ["https://example.org/a"]


@pytest.mark.parametrize(
    ("body", "code"), [(b"<html><body>x", "html_instead"), (b"<urlset/>", "no_feed"), (b"plain", "not_xml")]
)
def test_what_is_no_feed_is_named(body: bytes, code: str) -> None:
    with pytest.raises(BrokenSourceError) as caught:
        parse_feed(body, "https://example.org/")
    assert caught.value.code == code


def test_feeds_are_told_from_pages() -> None:
    assert is_feed(RSS)
    assert is_feed(ATOM)
    assert is_feed(RDF)
    assert not is_feed(b"<!DOCTYPE html><html><rss>")
    assert not is_feed(b"<urlset>")


def item(link: str, description: str = "", title: str = "عنوان", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link><description>{description}</description>{more}</item>"


def feed_of(*items: str) -> bytes:
    channel = f"<channel><title>x</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0">{channel}</rss>'.encode()


@pytest.mark.parametrize("fragment", ["comment-52", "li-comment-7", "c8812", "%D8%AA%D8%B9%D9%84%D9%8A%D9%82-3"])
def test_of_a_comment_only_the_address_is_taken(fragment: str) -> None:
    comment = item(
        f"https://example.org/a#{fragment}",
        "ردا على ليلى: أحسنتم",
        "بواسطة: زائر",
        "<author>زائر</author><pubDate>Wed, 01 May 2024 10:00:00 +0300</pubDate>",
    )
    feed = parse_feed(feed_of(comment, item("https://example.org/b#text", "مقدمة")), "https://example.org/feed/")
    remark, entry = feed.pages
    assert (remark.url, remark.says_something, remark.tags) == ("https://example.org/a", False, ())
    assert (entry.url, entry.teaser) == ("https://example.org/b", "مقدمة")
    assert feed.comments == 1


def test_a_comment_is_known_by_its_guid_too() -> None:
    guid = '<guid isPermaLink="false">https://example.org/?p=1#comment-9</guid>'
    feed = parse_feed(feed_of(item("https://example.org/a", "شكرا لكم", more=guid)), "https://example.org/")
    assert (feed.comments, feed.pages[0].teaser) == (1, None)


@pytest.mark.parametrize(
    ("description", "teaser"),
    [
        (
            '<![CDATA[فتح المعرض أبوابه في بعقوبة [...]<p><a class="read-more-link" href="/a">اقرأ المزيد...</a>]]>',
            "فتح المعرض أبوابه في بعقوبة",
        ),
        (
            '<![CDATA[يفتح المعرض أبوابه شتاء&#8230; <a class="more-link" href="/a">متابعة قراءة '
            '<span class="screen-reader-text">عنوان</span></a>]]>',
            "يفتح المعرض أبوابه شتاء…",
        ),
        ("فتح المعرض أبوابه [&amp;hellip;]", "فتح المعرض أبوابه"),
        ("فتح المعرض أبوابه… اقرأ المزيد »", "فتح المعرض أبوابه…"),
        ("<![CDATA[<p>فتح المعرض.</p><p>The post <a>عنوان</a> appeared first on <a>الموقع</a>.</p>]]>", "فتح المعرض."),
        ("<![CDATA[<p>فتح المعرض.</p><p>تم نشر هذا المقال على الموقع</p>]]>", "فتح المعرض."),
        ("تم نشر فرق الإطفاء على أطراف الغابة", "تم نشر فرق الإطفاء على أطراف الغابة"),
        (
            "&amp;lt;p&amp;gt;فتح المعرض&amp;lt;/p&amp;gt; &amp;lt;a href=/a&amp;gt;المزيد&amp;lt;/a&amp;gt;",
            "فتح المعرض",
        ),
        ("<![CDATA[فتح المعرض<br>في المدينة]]>", "فتح المعرض في المدينة"),
        ('<![CDATA[زار <a href="/k">المزيد من الضيوف</a> المعرض]]>', "زار المزيد من الضيوف المعرض"),
    ],
)
def test_what_a_system_adds_to_an_excerpt_is_no_part_of_it(description: str, teaser: str) -> None:
    (entry,) = parse_feed(feed_of(item("https://example.org/a", description)), "https://example.org/").pages
    assert entry.teaser == teaser


def test_an_entity_gives_no_address() -> None:
    body = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/passwd">]>
      <rss version="2.0"><channel><item><title>&file;</title><link>https://example.org/&file;</link></item>
      <item><title>Sound</title><link>https://example.org/good</link></item></channel></rss>"""
    feed = parse_feed(body, "https://example.org/feed/")
    assert [page.url for page in feed.pages] == ["https://example.org/good"]
    assert [refusal.code for refusal in feed.refused] == ["entity"]
    assert not feed.is_cut
    assert parse_feed(body[:-10], "https://example.org/feed/").is_cut
