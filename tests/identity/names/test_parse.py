import pytest

from kg.identity.names import compare, parse


def kinds(name: str) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in parse(name).parts]


def test_parts_a_chain_of_fathers() -> None:
    assert kinds("H.E. Sheikh Mohammed bin Abdulrahman bin Jassim Al Thani") == [
        ("given", "Mohammed"),
        ("patronymic", "bin Abdulrahman"),
        ("patronymic", "bin Jassim"),
        ("family", "Al Thani"),
    ]
    assert parse("H.E. Sheikh Mohammed bin Abdulrahman bin Jassim Al Thani").titles == ("h e", "sheikh")


def test_a_father_may_be_a_servant_of_god_in_several_words() -> None:
    assert kinds("Mohammad bin Abdul Aziz al-Khulaifi") == [
        ("given", "Mohammad"),
        ("patronymic", "bin Abdul Aziz"),
        ("family", "al Khulaifi"),
    ]


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Prime Minister and Minister of Finance Sheikh Salman bin Hamad", "Salman bin Hamad"),
        ("Omani Foreign Minister Badr bin Hamad", "Badr bin Hamad"),
        ("Ayatollah Seyed Ebrahim Raisi", "Ebrahim Raisi"),
        ("Hojjat al-Islam Mohammad Khatami", "Mohammad Khatami"),
        ("Lt. Gen. Herzi Halevi", "Herzi Halevi"),
        ("His Excellency Dr. Khalid bin Mohammed", "Khalid bin Mohammed"),
        ("Abbas Araghchi, Deputy Foreign Minister", "Abbas Araghchi"),
        ("Sultan Haitham bin Tariq", "Haitham bin Tariq"),
        ("U Thein Sein", "Thein Sein"),
    ],
)
def test_takes_titles_off(name: str, bare: str) -> None:
    assert " ".join(part.text for part in parse(name).parts) == bare


@pytest.mark.parametrize("name", ["Sultan Al Jaber", "Hassan Sheikh Mohamud", "He Lifeng", "Amir Hatami", "Sheikh"])
def test_leaves_names_alone_that_look_like_titles(name: str) -> None:
    assert parse(name).titles == ()


def test_knows_initials_particles_suffixes_and_nicknames() -> None:
    assert kinds("J.-Y. Le Drian") == [("initial", "J."), ("initial", "Y."), ("family", "Le Drian")]
    assert kinds("MJ Zarif") == [("initial", "M"), ("initial", "J"), ("family", "Zarif")]
    assert kinds("Ursula von der Leyen")[-1] == ("family", "von der Leyen")
    assert parse("Robert F. Kennedy, Jr.").suffixes == ("junior",)
    assert parse("Pope John Paul II").suffixes == ("ii",)
    assert parse('Ahmed al-Sharaa ("Abu Mohammad al-Jolani")').nicknames == ("Abu Mohammad al-Jolani",)
    assert kinds("Smith, John Henry") == kinds("John Henry Smith")
    assert kinds("Sergey Viktorovich Lavrov")[1] == ("patronymic", "Viktorovich")


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Nasser al-Khulaifi", "Nasser Al Khelaifi", "'khelaifi' and 'khulaifi' are spellings of one name"),
        ("Tamim bin Hamad Al Thani", "Tamim bin Khalifa Al Thani", "one names a father, 'Hamad', the other 'Khalifa'"),
        ("Al Thani", "Tamim bin Hamad Al Thani", "'Al Thani' lacks the given name 'Tamim'"),
        ("Majid al-Futtaim", "Majed al-Futtaim", "'majed' and 'majid': Majed may stand for either of two names"),
        ("Maria Zakharova", "Maria Zakharov", "'Zakharov' stands where the other has 'Zakharova'"),
        ("Robert F. Kennedy Jr.", "Robert F. Kennedy Sr.", "one is junior, the other senior"),
    ],
)
def test_gives_reasons_in_plain_words(one: str, other: str, reason: str) -> None:
    assert reason in compare(one, other).reasons


def test_says_which_parts_stand_for_each_other() -> None:
    pairs = compare("Abdul Hamid Dbeibah", "Abdulhamid Dbeiba").aligned
    assert [(pair.one, pair.other) for pair in pairs] == [("Abdul Hamid", "Abdulhamid"), ("Dbeibah", "Dbeiba")]
