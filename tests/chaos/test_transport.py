"""Faults 1 to 18: the transport."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.chaos.harness import Chaos

MEBIBYTE = 1024 * 1024


@pytest.mark.slow
@pytest.mark.fault(1)
def test_errors_everywhere_end_the_run_and_keep_the_rows(chaos: Chaos) -> None:
    chaos.good_are_stored(chaos.crawl(exit_code=0))
    done = chaos.crawl(exit_code=9, requests=100)
    assert max(Counter(done.targets()).values()) <= 3
    chaos.good_are_stored(done)
    assert done.is_counted("robots") or done.is_counted("http_500")


@pytest.mark.slow
@pytest.mark.fault(2)
def test_retry_after_is_waited_for(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    refused = next(asked for asked in done.asked if asked.target == chaos.site.spare[0].path)
    later = [asked.when - refused.when for asked in done.asked if asked.when > refused.when + 0.3]
    assert later, "nothing was asked after the refusal"
    assert min(later) >= 4.9
    chaos.good_are_stored(done)
    assert chaos.site.spare[0].path in done.articles


@pytest.mark.slow
@pytest.mark.fault(3)
def test_senseless_retry_after_is_clamped(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=18, settings={"DOWNLOAD_TIMEOUT": 10})
    assert max(Counter(done.targets()).values()) <= 4
    assert "429" in done.stderr
    chaos.good_are_stored(done)


@pytest.mark.fault(4)
def test_a_short_body_is_retried_and_never_stored(chaos: Chaos) -> None:
    _retried_and_never_stored(chaos)


@pytest.mark.fault(6)
def test_chunks_without_an_end_are_retried_and_never_stored(chaos: Chaos) -> None:
    _retried_and_never_stored(chaos)


def _retried_and_never_stored(chaos: Chaos) -> None:
    path = chaos.site.spare[0].path
    done = chaos.crawl(exit_code=0)
    assert done.targets().count(path) >= 2
    assert path not in done.articles
    assert done.codes_of(path) == {"cut_response"}
    chaos.good_are_stored(done)


@pytest.mark.fault(5)
def test_a_clipped_page_is_dropped(chaos: Chaos) -> None:
    _rejected(chaos)


@pytest.mark.fault(7)
def test_a_cut_gzip_is_rejected(chaos: Chaos) -> None:
    _rejected(chaos)


@pytest.mark.fault(8)
def test_a_false_gzip_is_counted(chaos: Chaos) -> None:
    _rejected(chaos)


@pytest.mark.fault(14)
def test_a_large_header_is_a_counted_failure(chaos: Chaos) -> None:
    _rejected(chaos)


def _rejected(chaos: Chaos) -> None:
    path = chaos.site.spare[0].path
    done = chaos.crawl(exit_code=0)
    assert path not in done.articles
    assert done.codes_of(path)
    chaos.good_are_stored(done)


@pytest.mark.slow
@pytest.mark.fault(9)
def test_silence_frees_its_slot(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0, settings={"DOWNLOAD_TIMEOUT": 2, "RETRY_TIMES": 0}, seconds=30)
    for number in range(10):
        assert done.codes_of(f"/news/silent-{number}") == {"timeout"}
    chaos.good_are_stored(done)


@pytest.mark.slow
@pytest.mark.fault(10)
def test_a_byte_a_second_times_out(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0, settings={"DOWNLOAD_TIMEOUT": 3, "RETRY_TIMES": 0}, seconds=30)
    assert done.codes_of(chaos.site.spare[0].path) == {"timeout"}
    chaos.good_are_stored(done)


@pytest.mark.fault(11)
def test_a_reset_is_tried_again(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    story = chaos.site.spare[0]
    assert done.targets().count(story.path) == 2
    assert done.articles[story.path]["body"] == story.body
    chaos.good_are_stored(done)


@pytest.mark.fault(12)
def test_endless_chunks_stop_at_the_limit(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0, settings={"DOWNLOAD_TIMEOUT": 30})
    path = chaos.site.spare[0].path
    times = done.targets().count(path)
    # What lies in the buffers of both ends counts as sent.
    assert chaos.site.sent[path] < times * 24 * MEBIBYTE
    assert done.codes_of(path) == {"too_large"}
    assert times == 1
    chaos.good_are_stored(done)


@pytest.mark.fault(13)
def test_bombs_are_refused(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    for name in ("gzip", "br", "zstd", "gzip-in-gzip", "deflate"):
        assert done.codes_of(f"/news/bomb-{name}"), name
    chaos.good_are_stored(done)


@pytest.mark.fault(15)
def test_a_picture_is_no_article(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    assert done.codes_of("/news/picture") == {"not_html"}
    chaos.good_are_stored(done)


@pytest.mark.fault(16)
@pytest.mark.parametrize("host", ["self-signed", "expired"])
def test_a_bad_certificate_is_refused_and_named(chaos: Chaos, host: str) -> None:
    base_url = chaos.server.base_url if host == "self-signed" else chaos.server.elsewhere_url
    done = chaos.crawl(exit_code=9, base_url=base_url)
    assert "bad_certificate" in done.stderr
    assert "Traceback" not in done.stderr, "a line says it; Twisted would tell it in ten, for each try"
    assert done.asked == []
    assert not done.articles
    assert done.is_counted("robots")


@pytest.mark.fault(17)
def test_redirect_loops_end(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0, requests=80)
    for name in ("loop-a", "loop-self", "loop-more"):
        assert done.codes_of(f"/news/{name}") == {"redirect_loop"}, name
    chaos.good_are_stored(done)


@pytest.mark.fault(18)
def test_bad_locations_are_refused(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    for name in ("script", "newline", "return", "encoded", "file"):
        assert done.codes_of(f"/news/{name}"), name
    assert "/news/trap" not in done.targets()
    chaos.good_are_stored(done)
