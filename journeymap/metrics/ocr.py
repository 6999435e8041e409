"""Share of matters resolved in one contact across all channels."""

from journeymap.metrics import metric

OCR = metric(
    "ocr",
    title="One contact resolution",
    unit="share",
    better="higher",
    kind="operational",
    pooled="counts",
    points={0.3: 0, 0.6: 60, 0.85: 100},
    source="convention of this tool, 2026; replace it with your own distribution",
)
