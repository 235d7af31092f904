"""A treatment that a study gave."""

from __future__ import annotations

from daraevidence.schemas.base import Model, Record

__all__ = ["Component", "Regimen"]


class Component(Model):
    """One drug of a regimen, with what is printed of its dose."""

    drug: str
    dose: float | None = None
    unit: str | None = None
    route: str | None = None
    schedule: str | None = None


class Regimen(Record):
    """One regimen of one study at one dose.

    ``regimen`` is the printed name, ``drugs`` the generic names in sorted order joined with ``" + "``; ``dose`` in
    ``dose_unit`` (``dose_text`` where it is no plain number: ``1-3``), ``route`` IV, SC or PO, ``schedule`` as printed;
    ``20 mg/day`` is 20 mg with the schedule ``per day``, unless it is given in parts.

    Examples:
        >>> import daraevidence as dara
        >>> regimens = dara.extract("seeds/many_tables.txt").regimens
        >>> regimens[0].regimen, regimens[0].drugs, regimens[1].regimen, regimens[1].drugs
        ('KYPROLIS', 'carfilzomib', 'Kd', 'carfilzomib + dexamethasone')
    """

    study: str | None = None
    regimen: str
    drugs: str | None = None
    dose: float | None = None
    dose_text: str | None = None
    dose_unit: str | None = None
    route: str | None = None
    schedule: str | None = None
    components: tuple[Component, ...] = ()
