"""Sitemaps of every kind, and what comes in their place."""

from __future__ import annotations

import gzip

import pytest

from arnews_crawler.discovery.sitemaps import is_sitemap, parse_sitemap
from arnews_crawler.discovery.xml_stream import MAX_XML_BYTES, BrokenSourceError

NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
 <url><loc> https://example.org/a?x=1&amp;y=2 </loc><lastmod>2024-05-02</lastmod>
  <news:news><news:publication><news:name>صحيفة</news:name>
   <news:language>ar</news:language></news:publication>
   <news:publication_date>2024-05-01T10:00:00+03:00</news:publication_date>
   <news:title>عنوان &amp; آخر</news:title></news:news>
  <image:image><image:loc>https://example.org/p.jpg</image:loc><image:title>صورة</image:title></image:image></url>
 <!-- a remark --><url><loc><![CDATA[https://example.org/b?x=1&y=2]]></loc></url>
</urlset>""".encode()


def urls(body: bytes) -> list[str]:
    return [page.url for page in parse_sitemap(body).pages]


def test_a_news_sitemap_tells_headline_and_date() -> None:
    first, second = parse_sitemap(NEWS).pages
    assert first.url == "https://example.org/a?x=1&y=2"
    assert (first.headline, first.published) == ("عنوان & آخر", "2024-05-01T10:00:00+03:00")
    assert (first.lastmod, first.language, first.found_by) == ("2024-05-02", "ar", "sitemap")
    assert second.url == "https://example.org/b?x=1&y=2"
    assert second.headline is None


def test_an_index_names_sitemaps() -> None:
    body = b"<sitemapindex><sitemap><loc>https://example.org/1.xml</loc><lastmod>2024-01-01</lastmod></sitemap></sitemapindex>"
    assert parse_sitemap(body).sitemaps == [("https://example.org/1.xml", "2024-01-01")]


def test_a_prefix_a_mark_and_utf_16_are_no_obstacle() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><s:urlset xmlns:s="x"><s:url><s:loc>https://example.org/a</s:loc></s:url></s:urlset>'
    assert urls(text.encode("utf-16")) == ["https://example.org/a"]
    assert urls(b"\xef\xbb\xbf\n" + text.replace("UTF-16", "UTF-8").encode()) == ["https://example.org/a"]


def test_gzip_files_are_unpacked_and_a_cut_one_gives_what_came() -> None:
    packed = gzip.compress(NEWS)
    assert len(urls(packed)) == 2
    long = (
        b"<urlset>" + b"".join(b"<url><loc>https://example.org/%d</loc></url>" % n for n in range(5000)) + b"</urlset>"
    )
    cut = gzip.compress(long)
    found = urls(cut[: len(cut) // 2])
    assert 100 < len(found) < 5000
    assert found == [f"https://example.org/{n}" for n in range(len(found))]


def test_a_text_file_lists_addresses() -> None:
    assert urls(b"https://example.org/1\r\n\r\nhttps://example.org/2\n") == [
        "https://example.org/1",
        "https://example.org/2",
    ]
    assert urls(b"https://example.org/1\nhttps://example.org/2\nhttps://exampl") == [
        "https://example.org/1",
        "https://example.org/2",
    ]


@pytest.mark.parametrize("end", range(160, 240, 7))
def test_a_cut_file_yields_complete_entries_only(end: int) -> None:
    whole = b"".join(b"<url><loc>https://example.org/news/%d</loc></url>" % (1000 + n) for n in range(6))
    found = urls(b"<urlset>" + whole[:end])
    assert found == [f"https://example.org/news/{1000 + n}" for n in range(len(found))]
    assert found


def test_a_file_cut_in_its_first_entry_yields_nothing() -> None:
    assert urls(b"<urlset><url><loc>https://example.org/half") == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "html_instead"),
        (b"\n <HTML><head>", "html_instead"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html><html>', "html_instead"),
        (b"<rss><channel/></rss>", "no_sitemap"),
        (b"\x89PNG\r\n\x1a\n", "no_sitemap"),
        (b"", "no_sitemap"),
        (b"\x1f\x8bgarbage", "bad_gzip"),
        (b"<", "not_xml"),
    ],
)
def test_what_is_no_sitemap_is_named(body: bytes, code: str) -> None:
    with pytest.raises(BrokenSourceError) as caught:
        parse_sitemap(body)
    assert caught.value.code == code


def test_a_gzip_bomb_is_refused() -> None:
    bomb = gzip.compress(b"\0" * (MAX_XML_BYTES + 1), compresslevel=9)
    with pytest.raises(BrokenSourceError) as caught:
        parse_sitemap(bomb)
    assert caught.value.code == "too_large"


def test_an_entity_gives_no_address_and_no_files_text() -> None:
    body = b"""<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY file SYSTEM "file:///etc/passwd">]>
      <urlset><url><loc>https://example.org/&file;</loc></url><url><loc>&file;</loc></url>
      <url><loc>https://example.org/good</loc></url></urlset>"""
    assert urls(body) == ["https://example.org/good"]
    assert {refusal.code for refusal in parse_sitemap(body).refused} == {"entity"}


def test_a_sitemap_that_breaks_off_says_so() -> None:
    body = b"<urlset><url><loc>https://example.org/a</loc></url><url><loc>https://example.org/b</loc></url></urlset>"
    assert not parse_sitemap(body).is_cut
    assert parse_sitemap(body[:-30]).is_cut
    assert parse_sitemap(gzip.compress(body[:-30])).is_cut


def test_a_billion_laughs_give_no_address() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = f"""<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY l0 "https://example.org/lol">{laughs}]>
      <urlset><url><loc>&l9;</loc></url></urlset>""".encode()
    with pytest.raises(BrokenSourceError) as caught:
        parse_sitemap(body)
    assert caught.value.code == "unreadable"


def test_addresses_that_no_crawl_may_follow_are_named() -> None:
    body = b"<urlset><url><loc>file:///etc/passwd</loc></url><url><loc>data:text/html,x</loc></url><url><loc>https://example.org/a</loc></url><url/></urlset>"
    sitemap = parse_sitemap(body)
    assert [refusal.code for refusal in sitemap.refused] == ["not_http", "not_http"]
    assert len(sitemap.pages) == 1


def test_faulty_markup_costs_no_entry() -> None:
    body = b"<urlset><url><loc>https://example.org/a?x=1&y=2</loc></url><url><loc>https://example.org/b&nbsp;</loc></url><url><loc>https://example.org/c</loc></urlset>"
    assert urls(body)[0] == "https://example.org/a?x=1&y=2"
    assert urls(body)[-1] == "https://example.org/c"


def test_fifty_thousand_addresses_are_read_in_a_second_or_two() -> None:
    body = (
        b"<urlset>"
        + b"".join(b"<url><loc>https://example.org/%d</loc></url>" % n for n in range(50_000))
        + b"</urlset>"
    )
    assert len(urls(body)) == 50_000


def test_sitemaps_are_told_from_pages() -> None:
    assert is_sitemap(NEWS)
    assert not is_sitemap(b"<!doctype html><html><urlset>")
    assert not is_sitemap(b"<rss>")
