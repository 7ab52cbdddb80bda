"""All faults, by their numbers."""

from __future__ import annotations

from arnews_crawler.demo.hostile import host, injections, markup, robots, scope, sources, transport, traps
from arnews_crawler.demo.hostile.fault import Fault

PROMISES = {
    1: "A row reported as stored survives kill -9; a batch is whole or absent.",
    2: "Exit 0 means the site's declared least was met.",
    3: "No request leaves for a private address, a foreign host (robots.txt alone may be followed there) or a "
    "forbidden path.",
    4: "No stored body is blank, cut or mojibake; every refusal is counted with a reason.",
    5: "Time, memory and requests are bounded whatever the server sends.",
    6: "Nothing that a site sends is executed: not by us, SQLite, Datasette, a terminal or a spreadsheet.",
}
_ROOMS = (transport, scope, robots, sources, markup, injections, traps)
_FOUND = [entry for room in _ROOMS for entry in vars(room).values() if isinstance(entry, Fault)]

FAULTS: dict[int, Fault] = {one.number: one for one in sorted([*_FOUND, *host.FAULTS], key=lambda one: one.number)}
