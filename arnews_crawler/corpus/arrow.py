"""Rows as typed columns: Arrow tables, and Parquet files written group by group.

Times are timestamps in UTC. The day that the site printed is lost by that for what was published around midnight, so
``published_on`` keeps it: the date of ``published_at`` in the site's own time zone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import IO, Any, Final

from arnews_crawler.corpus.extras import import_extra

_INTEGERS: Final = frozenset({"id", "article_id", "revision", "run_id"})
_LISTS: Final = frozenset({"authors", "tags", "warnings", "changed"})
_MAPPINGS: Final = frozenset({"evidence"})
_DAY: Final = "published_on"
_GROUP: Final = 1_000
"""Rows that are held at a time; a group of a Parquet file."""
_LEVEL: Final = 3


def write_parquet(rows: Iterable[Sequence[Any]], columns: Sequence[str], out: IO[bytes]) -> int:
    """Write rows as a Parquet file and return how many.

    :raises MissingExtraError: pyarrow is not installed.
    """
    parquet = import_extra("pyarrow.parquet")
    count = 0
    schema = arrow_schema(columns)
    options = {"compression": "zstd", "compression_level": _LEVEL}
    with parquet.ParquetWriter(out, schema, **options) as writer:
        for batch in record_batches(rows, columns):
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def record_batches(rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> Iterator[Any]:
    """Yield rows as record batches of `arrow_schema`."""
    arrow = import_extra("pyarrow")
    schema = arrow_schema(columns)
    iterator = iter(rows)
    while group := list(islice(iterator, _GROUP)):
        values = dict(zip(columns, zip(*group, strict=True), strict=True))
        if _DAY in schema.names:
            values[_DAY] = values["published_at"]
        arrays = [
            arrow.array([_read(field.name, value) for value in values[field.name]], field.type) for field in schema
        ]
        yield arrow.record_batch(arrays, schema=schema)


def arrow_schema(columns: Sequence[str]) -> Any:
    """Return the types of columns; ``published_on`` stands behind ``published_at``.

    :raises MissingExtraError: pyarrow is not installed.
    """
    arrow = import_extra("pyarrow")
    fields = []
    for name in columns:
        if name in _INTEGERS:
            fields.append((name, arrow.int64()))
        elif name in _LISTS:
            fields.append((name, arrow.list_(arrow.string())))
        elif name in _MAPPINGS:
            fields.append((name, arrow.map_(arrow.string(), arrow.string())))
        elif name.endswith("_at"):
            fields.append((name, arrow.timestamp("us", tz="UTC")))
        else:
            fields.append((name, arrow.string()))
        if name == "published_at":
            fields.append((_DAY, arrow.date32()))
    return arrow.schema(fields)


def _read(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name == _DAY:
        return date.fromisoformat(value[:10])
    if name.endswith("_at"):
        moment = datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if name in _LISTS:
        return json.loads(value)
    if name in _MAPPINGS:
        return list(json.loads(value).items())
    return value
