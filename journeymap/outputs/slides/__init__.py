"""The report as slides: plain values in points, which `journeymap.engines.slides` writes as a PowerPoint package.

`deck` is the entry; `kinds` holds a file for each kind of slide.
"""
