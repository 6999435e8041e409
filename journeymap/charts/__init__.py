"""Charts, drawn as SVG from what was computed."""
