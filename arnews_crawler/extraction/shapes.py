"""How blocks are set: tags and classes of their elements. What is set alike is most often alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from .blocks import Block, Page

Shape = tuple[str, ...]
"""Tag and class of a block's element, and of the one around it."""


class ShapeReader:
    """The shapes of one page's blocks, each element read once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._shapes: dict[int, Shape] = {}
        self._names: dict[int, str] = {}

    def read(self, block: Block) -> Shape:
        """A block's shape."""
        shape = self._shapes.get(block.node)
        if shape is None:
            shape = self._shapes[block.node] = tuple(map(self._name, self.page.ancestors(block.node, 2)))
        return shape

    def _name(self, index: int) -> str:
        name = self._names.get(index)
        if name is None:
            node = self.page.nodes[index]
            name = self._names[index] = f"{node.tag}.{node.element.get('class') or ''}"
        return name


class UsualShapes:
    """The shapes of some blocks: worked out where it is asked, which few pages need."""

    def __init__(self, read: Callable[[Block], Shape], blocks: Sequence[Block]) -> None:
        self._read = read
        self._blocks = blocks

    @cached_property
    def _shapes(self) -> set[Shape]:
        return set(map(self._read, self._blocks))

    def __bool__(self) -> bool:
        return bool(self._blocks)

    def __contains__(self, block: Block) -> bool:
        return self._read(block) in self._shapes
