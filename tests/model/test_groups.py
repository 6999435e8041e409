"""Groups of graphs, beside networkx."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from journeymap.model.groups import strong_groups, weak_groups

LINKS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40)


@given(LINKS)
def test_strong_groups_are_those_of_networkx_and_come_behind_what_they_lead_to(links: list[tuple[int, int]]) -> None:
    """The same partition; a way from one group to another leads to an earlier one."""
    network: nx.DiGraph[int] = nx.DiGraph(links)
    found = strong_groups({node: list(network.successors(node)) for node in network})
    assert set(found) == {frozenset(group) for group in nx.strongly_connected_components(network)}
    place = {node: index for index, group in enumerate(found) for node in group}
    assert all(place[target] <= place[source] for source, target in links)


@given(LINKS)
def test_weak_groups_are_those_of_networkx_in_the_order_of_their_first_nodes(links: list[tuple[int, int]]) -> None:
    """The same groups in the same order."""
    network: nx.DiGraph[int] = nx.DiGraph(links)
    assert weak_groups(network, links) == [frozenset(group) for group in nx.weakly_connected_components(network)]


def test_a_long_chain_and_a_long_circle_need_no_deep_recursion() -> None:
    """Ten thousand nodes: each a group of its own, or one group of all."""
    size = 10_000
    chain = {node: [node + 1] if node + 1 < size else [] for node in range(size)}
    assert strong_groups(chain) == [frozenset({node}) for node in reversed(range(size))]
    assert strong_groups(chain | {size - 1: [0]}) == [frozenset(range(size))]
