"""Faults 19 to 24: the scope; no request leaves for where it should not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.harness import Chaos

REBINDING = Path(__file__).with_name("rebinding")
SECRETS = ("geheim", "Z2VoZWlt", "biscuit", "proxysecret")


@pytest.mark.fault(19)
def test_a_start_that_leads_away_is_not_followed(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    assert done.targets("elsewhere") == []
    assert done.is_counted("offsite")
    chaos.good_are_stored(done)


@pytest.mark.fault(20)
def test_articles_that_lead_away_are_filtered(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    assert done.targets("elsewhere") == []
    for name in ("moved", "refreshed", "no-scheme"):
        assert done.codes_of(f"/news/{name}") == {"offsite"}, name
    chaos.good_are_stored(done)


@pytest.mark.fault(21)
def test_foreign_schemes_are_refused(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    refused = {url.split(":", 1)[0] for url, code, _ in done.rejects if code == "not_http"}
    assert {"file", "data", "ftp"} <= refused
    assert not any("root:" in row["body"] for row in done.articles.values())
    chaos.good_are_stored(done)


@pytest.mark.fault(22)
@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_odd_spellings_of_private_hosts_are_refused(chaos: Chaos, host: str) -> None:
    base_url = f"http://{host}:{chaos.server.port}/"
    done = chaos.crawl("--max-runtime", "1m", exit_code=4, base_url=base_url)
    assert done.asked == []
    assert "--allow-private" in done.stderr


@pytest.mark.fault(22)
def test_a_site_may_name_odd_hosts_in_vain(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    assert done.is_counted("offsite")
    chaos.good_are_stored(done)


@pytest.mark.fault(22)
def test_an_odd_spelling_works_where_private_addresses_are_allowed(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0, base_url=f"http://2130706433:{chaos.server.port}/")
    assert done.targets("site")
    assert len(done.articles) == 3


@pytest.mark.slow
@pytest.mark.fault(23)
def test_a_rebound_name_is_refused_at_connect(chaos: Chaos) -> None:
    done = chaos.crawl(
        "--max-runtime",
        "1m",
        exit_code=4,
        base_url=f"http://newsroom.example:{chaos.server.port}/",
        settings={"RETRY_TIMES": 3, "DNSCACHE_ENABLED": False},
        variables={"PYTHONPATH": f"{REBINDING}:{REBINDING.parents[2]}"},
    )
    assert done.asked == []
    assert "127.0.0.1" in done.stderr
    assert done.is_counted("private_address")


@pytest.mark.fault(24)
def test_credentials_stay_on_their_host(chaos: Chaos) -> None:
    host = chaos.server.base_url.removeprefix("http://")
    done = chaos.crawl(
        "--allow-private",
        exit_code=0,
        base_url=f"http://reader:geheim@{host}",
        settings={"LOG_LEVEL": "DEBUG", "COOKIES_ENABLED": True},
        variables={"http_proxy": "http://user:proxysecret@127.0.0.2:9"},
    )
    assert done.targets("elsewhere") == ["/robots.txt"]
    for asked in done.asked:
        kept = {"authorization"} if asked.host == "site" else set()
        assert not {"authorization", "cookie", "proxy-authorization"} & set(asked.headers) - kept, asked
    assert any("authorization" in asked.headers for asked in done.asked if asked.host == "site")
    written = done.stdout + done.stderr + "\n".join(_text_of(done.db))
    for secret in SECRETS:
        assert secret not in written
    chaos.good_are_stored(done)


def _text_of(db: Path) -> list[str]:
    return [path.read_bytes().decode("latin-1") for path in db.parent.rglob("*") if path.is_file()]
