"""An analysis seen from one of its journeys: what a report on that journey alone shows."""

from dataclasses import replace

from journeymap.analysis import Analysis


def limited(analysis: Analysis, journey: str) -> Analysis:
    """Return an analysis with one of its journeys only.

    Its findings and those of the workspace as a whole stay, and so do the assessments. The plan stays the plan of
    all journeys, since they share people and money: what is projected is shown for this journey, and initiatives
    keep the days they have beside the others.

    Parameters
    ----------
    journey
        Id of a current journey.
    """
    judged, roadmap = analysis.judged, analysis.roadmap
    targets = {name: score for name, score in judged.targets.items() if score.graph.name == journey}
    narrowed = replace(
        judged,
        current={journey: judged.current[journey]},
        targets=targets,
        findings=tuple(finding for finding in judged.findings if finding.journey in {None, journey}),
        target_findings={name: judged.target_findings[name] for name in targets},
    )
    quarters = tuple(
        replace(
            quarter,
            journeys={name: score for name, score in quarter.journeys.items() if name == journey},
            figures={name: found for name, found in quarter.figures.items() if name == journey},
            findings=tuple(finding for finding in quarter.findings if finding.journey in {None, journey}),
        )
        for quarter in roadmap.quarters
    )
    plan = replace(
        roadmap,
        before={name: found for name, found in roadmap.before.items() if name == journey},
        quarters=quarters,
        residual=tuple(item for item in roadmap.residual if item.journey == journey),
        interactions=tuple(item for item in roadmap.interactions if item.journey == journey),
    )
    return replace(analysis, judged=narrowed, roadmap=plan)
