"""The treatments that the arms of studies are called by: who is in the arm of a drug was given it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import replace

from daraevidence.extractors.context import Context
from daraevidence.extractors.dose.alone import placed_at
from daraevidence.extractors.dose.doses import dose_text, how_given
from daraevidence.extractors.dose.tellings import doses_of, tellings_of
from daraevidence.extractors.dose.told import Told, share_schedules
from daraevidence.extractors.dose.treatments import Treatment, treatments_in
from daraevidence.extractors.scope import StudyScope
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import class_of

__all__ = ["treatments_of_arms"]

#: what may stand beside the treatment in the name of an arm: people, words of giving and of groups, an amount, a size
_BESIDE = compiled(
    r"(?i)(?:(?:patients?|participants?|subjects?|adults|women|men|children|people|eyes|those|all|the|other|remaining|an?|"
    r"(?:re)?treat(?:ed|ment)|therapy|(?:who )?receiv(?:ed|ing)|given|assigned|allocated|randomi[sz]ed|started|taking|on|with|"
    r"to|by|in|of|at|for|plus|arms?|groups?|cohorts?|[A-D]|[1-4]|experimental|active|control|comparator|open-label|double-blind|"
    r"matching|matched|oral|intravenous|subcutaneous|inhaled|weekly|monthly|daily|once|twice|every|low-dose|high-dose|"
    r"standard-dose|dose|alone|weeks?|months?|days?|\d[\d.,]*\s?(?:[a-zµμ/²0-9]{1,9}\b)?)(?!\w)|[\s:,;()\[\]%=–-]|[nN]\s?=\s?\d[\d,]*)*"
)


_ALONE = compiled(r"(?i)\s(?:alone|only|arm|group)\b")
_SIZE = compiled(r"[\s,;:]*[(\[]?\s?[nN]\s?=.*$")
#: how the only drug of a study is found, for a place in one of the document's sections
DrugOf = Callable[[StudyScope, int], Treatment | None]


def treatments_of_arms(
    context: Context, names: Mapping[str, str], known: Container[str], told: Sequence[Told], drug_of: DrugOf
) -> Iterator[Told]:
    """One telling for each arm of a study whose name is a treatment: ``X 30 mg``, ``X plus Y``, ``placebo``, ``arm A (X)``,
    or a dose of its only drug: ``500 mg once daily``.

    Not of an arm with a class of drugs (``X with an IMiD``) where the study has already ``told`` of the drugs of that class.
    """
    combined: dict[str | None, list[tuple[str, ...]]] = {}
    for each in told:
        if len(each.treatment.drugs) > 1:
            combined.setdefault(each.study, []).append(each.treatment.drugs)
    for group in context.scope.groups:
        marks = group.draft.marks.get("cohort", ()) if group.draft is not None else ()
        if group.role != "arm" or not marks or (group.study is None and context.scope.studies):
            continue
        start, end = marks[0].start, marks[0].end
        text = context.document.raw(start, end)
        found = treatments_in(text, start, names, known)
        doses = [quantity for quantity in context.mentions.within(start, end) if quantity.role == "dose"]
        if not found and len(doses) == 1 and group.study is not None:
            yield from _of_only_drug(context, group.study, text, start, doses[0], drug_of)
        if len(found) != 1 or found[0].attribute or found[0].barred:
            continue
        treatment = found[0]
        if (
            treatment.only_classes
            and "placebo" not in treatment.drugs
            and _SIZE.sub("", _ALONE.sub("", text)).strip() != treatment.name.removesuffix(" alone")
        ):
            continue  # "Other biologics": who had it before
        if not (_BESIDE.fullmatch(text, 0, treatment.start - start) and _BESIDE.fullmatch(text, treatment.end - start)):
            continue
        if any(_refines(drugs, treatment.drugs) for drugs in combined.get(group.study, ())):
            continue
        own = list(doses_of(text, start, found, 0, doses))
        yield from share_schedules(text, start, list(tellings_of(text, start, treatment, group.study, 2, False, own, len(text))))


def _of_only_drug(context: Context, study: str, text: str, start: int, dose: Quantity, drug_of: DrugOf) -> Iterator[Told]:
    """An arm that goes by nothing but the dose: of the only drug of its study."""
    first, last = dose.start - start, dose.end - start
    given = how_given(text, start, last, len(text), (first, first))
    behind = given.schedule_at[1] - start if given.schedule else last
    owner = context.scope.study(start)
    if owner is None or owner.name != study or not _BESIDE.fullmatch(text, 0, first) or not _BESIDE.fullmatch(text, behind):
        return
    block = next((block for block in context.document.blocks if block.start <= start < block.end), None)
    drug = drug_of(owner, block.section if block is not None else -1)
    if drug is not None:
        named = replace(placed_at(drug, dose), short=" ".join(_SIZE.sub("", text).split()), short_at=(start, start + len(text)))
        yield Told(study, named, 2, False, dose, dose_text(dose), given)


def _refines(drugs: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether drugs are the same as another treatment's, with a drug for a class."""
    classes = {drug for drug in whole if class_of(drug) == drug}
    return (
        bool(classes) and drugs != whole and len(drugs) == len(whole) and set(map(class_of, drugs)) == set(map(class_of, whole))
    )
