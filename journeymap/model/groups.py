"""Groups of a graph: what leads to each other, and what hangs together."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

N = TypeVar("N", bound=Hashable)


def strong_groups(ways: Mapping[N, Iterable[N]]) -> list[frozenset[N]]:
    """Return the strongly connected groups of a graph, those that a group leads to before it.

    Parameters
    ----------
    ways
        For every node those it leads to, which are nodes too.

    References
    ----------
    R. Tarjan, "Depth-first search and linear graph algorithms", *SIAM Journal on Computing* 1 (1972) 146-160.

    Examples
    --------
    >>> strong_groups({"a": "b", "b": "c", "c": "b"}) == [{"b", "c"}, {"a"}]
    True
    """
    found: list[frozenset[N]] = []
    number: dict[N, int] = {}
    lowest: dict[N, int] = {}
    grouped: set[N] = set()
    waiting: list[N] = []
    for root in ways:
        path = [] if root in number else [(root, iter(ways[root]), 0)]
        while path:
            node, rest, first = path[-1]
            if node not in number:
                number[node] = lowest[node] = len(number)
                waiting.append(node)
            fresh = next((other for other in rest if other not in number), None)
            if fresh is not None:
                path.append((fresh, iter(ways[fresh]), len(waiting)))
                continue
            path.pop()
            lowest[node] = min([lowest[node], *(lowest[other] for other in ways[node] if other not in grouped)])
            if lowest[node] == number[node]:
                found.append(frozenset(waiting[first:]))
                grouped.update(waiting[first:])
                del waiting[first:]
    return found


def weak_groups(nodes: Iterable[N], links: Iterable[tuple[N, N]]) -> list[frozenset[N]]:
    """Return the groups of nodes that hang together whichever way links lead, in the order of their first nodes.

    Examples
    --------
    >>> weak_groups("abcd", [("a", "c"), ("d", "c")]) == [{"a", "c", "d"}, {"b"}]
    True
    """
    beside: dict[N, list[N]] = {node: [] for node in nodes}
    for one, other in links:
        beside[one].append(other)
        beside[other].append(one)
    found: list[frozenset[N]] = []
    seen: set[N] = set()
    for node in beside:
        group, frontier = {node}, [] if node in seen else [node]
        while frontier:
            fresh = set(beside[frontier.pop()]) - group
            group |= fresh
            frontier += fresh
        if node not in seen:
            found.append(frozenset(group))
            seen |= group
    return found
