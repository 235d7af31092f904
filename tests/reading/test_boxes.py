"""Places of characters: kept small, given back as they were."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from daraevidence.reading.boxes import NOWHERE, Boxes, Places, Stretch
from daraevidence.span import Box

edges = st.integers(0, 400).map(lambda x: x / 4)
letters = st.builds(
    lambda x, y, w, h: (x, y, x + w + 0.25, y + h + 0.25), edges, st.sampled_from([10.0, 10.5, 70.0]), edges, edges
)
lines = st.lists(st.lists(st.one_of(letters, st.none()), min_size=1, max_size=6), min_size=1, max_size=6)


def stretch(line) -> Stretch:
    places = array("f")
    for letter in line:
        places.extend(letter or NOWHERE)
    return Stretch.of(places, line.count(None))


@given(st.lists(lines, min_size=1, max_size=3))
def test_every_character_keeps_its_place(pages):
    boxes, expected = Boxes(), []
    for page in pages:
        places = Places()
        start = len(expected)
        for line in page:
            places.add(stretch(line))
            places.skip(1)
            expected += [*line, None]
        boxes.add(start, places)
    place = 0
    for number, page in enumerate(pages, 1):
        for _ in range(sum(len(line) + 1 for line in page)):
            letter = expected[place]
            assert boxes.of(place, place + 1, number) == ([] if letter is None else [Box(number, *letter)])
            place += 1


def test_letters_side_by_side_are_one_box_and_lines_are_two():
    places = Places()
    places.add(stretch([(10.0, 20.0, 15.0, 30.0), None, (18.0, 20.0, 24.0, 30.0)]))
    places.skip(1)
    places.add(stretch([(10.0, 40.0, 15.0, 50.0)]))
    assert places.of(0, 5, 3) == [Box(3, 10.0, 20.0, 24.0, 30.0), Box(3, 10.0, 40.0, 15.0, 50.0)]
