import pytest

from kg.identity.names import HONORIFICS, bare, fold, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amir Abdollahian", "Amir-Abdollahian"),
        ("Al Thani", "Al-Thani"),
        ("Al\u2011Thani", "AL-THANI"),
        ("H.E. Ada  Lindqvist", "h.e. ada\u00a0lindqvist"),
        ("O\u2019Neill", "O'Neill"),
    ],
)
def test_folds_spellings_of_one_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_keeps_what_may_tell_people_apart() -> None:
    assert fold("al-Khulaifi") != fold("al-Khalifi")
    assert fold("George W. Bush") != fold("George H. W. Bush")


def test_takes_honorifics_off_but_never_all() -> None:
    assert bare("Sheikh Mohammed bin Abdulrahman") == "mohammed bin abdulrahman"
    assert bare("Ayatollah Seyed Ebrahim Raisi") == "ebrahim raisi"
    assert bare("Sheikh") == "sheikh"


def test_knows_ranks_and_titles_of_many_tongues_but_no_given_names() -> None:
    assert {"sheikh", "general", "sayyid", "frau", "monsieur", "daw", "datuk", "rabbi"} <= HONORIFICS
    assert not {"sultan", "amir", "u", "tan", "don", "ma"} & HONORIFICS
    assert bare("General Qassem Soleimani") == "qassem soleimani"


def test_makes_readable_keys() -> None:
    assert slug("Ada Lindqvist") == "ada-lindqvist"
    assert slug("«…»") == "x"
