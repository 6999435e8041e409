"""The demands a customer-journey practice makes, by id: what each rule of the catalogue answers."""

from collections.abc import Mapping
from types import MappingProxyType

DEMANDS: Mapping[str, str] = MappingProxyType(
    {
        "phase.1": "Define the strategy",
        "phase.2": "Map the journey from the customer's side",
        "phase.3": "Establish the maturity",
        "phase.4": "Examine technologies and data",
        "phase.5": "Draw the roadmap to the wanted journey",
        "service-weakest": "Service is the weak link",
        "golden.1": "Be proactive",
        "golden.2": "Show character within policy",
        "golden.3": "Give freedom within boundaries",
        "golden.4": "Be consistent and measure",
        "golden.5": "Grow steadily, channel by channel",
        "error.1": "Answering late",
        "error.2": "Bouncing a request",
        "error.3": "Automating too much",
        "error.4": "Too informal with bad news",
        "error.5": "Not apologising",
        "segments": "Channels that fit each group",
        "one-view": "One view of the customer",
        "best-anywhere": "The bar is the best experience anywhere",
        "governance": "Somebody answers and reports",
        "money": "Value at risk from the client's figures",
    }
)
"""Short English names; the translation keys."""
