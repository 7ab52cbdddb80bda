"""``pipelines`` is a name that many projects use: it must be ours that is imported."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from scrapy.pipelines import ItemPipelineManager
from scrapy.utils.misc import load_object
from scrapy.utils.test import get_crawler

import arnews_crawler.article
import pipelines

ORDER = (
    "clean.CleanPipeline",
    "validate.ValidatePipeline",
    "deduplicate.DeduplicatePipeline",
    "store.StorePipeline",
)


def test_pipelines_is_the_package_beside_ours() -> None:
    ours = Path(arnews_crawler.article.__file__).parents[1]
    assert [Path(folder).resolve() for folder in pipelines.__path__] == [ours / "pipelines"]
    assert pipelines.__file__ is not None, "a namespace package would let a stranger's modules in"


@pytest.mark.parametrize("name", ORDER)
def test_scrapy_loads_each_by_its_name(name: str) -> None:
    assert load_object(f"pipelines.{name}").__module__ == f"pipelines.{name.split('.')[0]}"


def test_scrapy_takes_their_methods_without_a_warning() -> None:
    settings = {"ITEM_PIPELINES": {f"pipelines.{name}": at for at, name in enumerate(ORDER)}}
    crawler = get_crawler(settings_dict=settings)
    crawler._apply_settings()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        manager = ItemPipelineManager.from_crawler(crawler)
    assert [type(pipeline).__name__ for pipeline in manager.middlewares] == [name.split(".")[1] for name in ORDER]
    assert len(manager.methods["process_item"]) == 4
