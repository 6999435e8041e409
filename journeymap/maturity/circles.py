"""Practices that stand on each other."""

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter


def circles(stands_on: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield one way round for each group of practices that stand on each other.

    Parameters
    ----------
    stands_on
        For each practice those it stands on.

    Examples
    --------
    >>> list(circles({"A": ["B"], "B": ["A"], "C": ["A"]}))
    [('A', 'B', 'A')]
    """
    try:
        TopologicalSorter(stands_on).prepare()
    except CycleError:
        yield from _ways_round(stands_on)


def _ways_round(stands_on: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    import networkx as nx  # noqa: PLC0415 - slow to import, and a model without circles does without it

    stands: nx.DiGraph[str] = nx.DiGraph((name, lower) for name, below in stands_on.items() for lower in below)
    for group in nx.strongly_connected_components(stands):
        part = stands.subgraph(group)
        if part.number_of_edges():
            round_trip = [edge[:2] for edge in nx.find_cycle(part, min(group))]
            yield (round_trip[0][0], *(edge[1] for edge in round_trip))
