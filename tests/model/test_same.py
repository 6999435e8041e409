"""Identity as a key: equal values that are not one and the same are two."""

from journeymap.model.same import Same


def test_one_value_is_one_key_and_its_equal_another() -> None:
    """Values that cannot be hashed will do, and the key holds its value."""
    one: dict[str, int] = {"a": 1}
    known = {Same(one): "found"}
    assert known[Same(one)] == "found"
    assert Same(dict(one)) not in known
    assert Same(one) != one
