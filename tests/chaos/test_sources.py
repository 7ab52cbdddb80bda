"""Faults 29 to 34: sitemaps and feeds."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.chaos.harness import Chaos


@pytest.mark.fault(29)
def test_entities_are_not_expanded(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    assert not any(target.startswith(("/x?", "/y?")) or target in ("/x", "/y") for target in done.targets())
    written = b"".join(path.read_bytes() for path in chaos.folder.rglob("*") if path.is_file())
    assert b"root:x:" not in written
    assert b"lollol" not in written
    assert done.codes_of("/laughs.xml") == done.codes_of("/laughs-feed.xml") == {"source_unreadable"}
    assert [code for _, code, _ in done.rejects].count("entity") == 2
    chaos.good_are_stored(done)


@pytest.mark.fault(30)
def test_a_packed_bomb_is_refused(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    assert done.codes_of("/bomb.xml.gz")
    chaos.good_are_stored(done)


@pytest.mark.fault(31)
def test_an_endless_index_is_read_once_and_capped(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    times = Counter(done.targets())
    assert max(times.values()) == 1, times.most_common(3)
    assert "/level-12.xml" not in times
    assert done.is_counted("sitemap_bound")
    chaos.good_are_stored(done)


@pytest.mark.fault(32)
def test_an_error_page_as_sitemap_is_no_quiet_day(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=9)
    assert done.codes_of("/sitemap.xml")
    assert "sitemap.xml" in done.stderr


@pytest.mark.fault(32)
def test_an_error_page_as_sitemap_is_counted_where_a_listing_helps(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0, base_url=chaos.server.elsewhere_url)
    assert done.codes_of("/sitemap.xml")
    assert done.is_counted("source/broken")
    chaos.good_are_stored(done)


@pytest.mark.fault(33)
def test_half_an_address_yields_no_row(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    assert not any("half-of" in target for target in done.targets())
    assert not any("half-of" in row["url"] for row in done.rows("SELECT url FROM urls"))
    assert done.codes_of("/sitemap.xml")
    chaos.good_are_stored(done)


@pytest.mark.slow
@pytest.mark.fault(34)
def test_a_million_addresses_fit(chaos: Chaos) -> None:
    done = chaos.crawl(
        exit_code=0, settings={"ARNEWS_MAX_PAGES": 200, "DOWNLOAD_TIMEOUT": 60}, seconds=240, requests=200 + 60
    )
    assert done.counts["arnews/announced/sitemap"] >= 1_000_000
    chaos.good_are_stored(done)
