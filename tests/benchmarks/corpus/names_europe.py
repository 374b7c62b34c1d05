"""Names of Russia, Spanish America, France, the North and of English speakers, with their romanisations."""

from tests.benchmarks.corpus.parts import Part, parts


def feminine(part: Part) -> Part:
    """Return the form of a Russian patronymic or family name that a woman bears."""
    return Part(tuple(_feminine(spelling) for spelling in part.spellings))


def _feminine(spelling: str) -> str:
    if spelling.endswith("vich"):
        return spelling[:-3] + "na"
    if spelling.endswith(("sky", "skiy", "ski")):
        return spelling[: spelling.rindex("sk")] + "skaya"
    return spelling + "a" if spelling.endswith(("ov", "ev", "in", "yov")) else spelling


RUSSIAN_MEN = parts(
    "Sergei|Sergey, Alexander|Aleksandr|Aleksander, Andrei|Andrey, Alexei|Alexey|Aleksei|Aleksey, "
    "Dmitry|Dmitri|Dmitrii, Yevgeny|Evgeny|Yevgeni|Evgenii, Mikhail|Michail, Nikolai|Nikolay, Vladimir|Wladimir, "
    "Yuri|Yury|Iurii, Anatoly|Anatoli, Vasily|Vassily|Vasili, Grigory|Grigori, Igor, Oleg, Pyotr|Petr, "
    "Viktor|Victor, Vitaly|Vitali, Konstantin|Constantin, Leonid, Maxim|Maksim, Pavel, Fyodor|Fedor|Feodor, "
    "Georgy|Georgi|Georgiy, Gennady|Gennadi, Arkady|Arkadi"
)
RUSSIAN_WOMEN = parts("Mariya|Maria, Yelena|Elena, Tatyana|Tatiana, Yekaterina|Ekaterina, Natalya|Natalia")
PATRONYMICS = parts(
    "Sergeyevich|Sergeevich, Alexandrovich|Aleksandrovich, Andreyevich|Andreevich, "
    "Alekseyevich|Alekseevich|Alexeevich, Dmitrievich|Dmitriyevich, Yevgenyevich|Evgenievich, "
    "Mikhailovich|Mikhaylovich, Nikolayevich|Nikolaevich, Vladimirovich, Yuryevich|Yurievich, "
    "Anatolyevich|Anatolievich, Vasilyevich|Vasilievich, Ivanovich, Petrovich, Viktorovich|Victorovich, Pavlovich, "
    "Borisovich, Leonidovich"
)
RUSSIAN_FAMILIES = parts(
    "Morozov, Volkov, Lebedev|Lebedyev, Sokolov, Kuznetsov|Kuznetzov, Zaitsev|Zaytsev, Solovyov|Soloviev|Solovyev, "
    "Vorobyov|Vorobiev|Vorobyev, Yegorov|Egorov, Yershov|Ershov, Tikhonov|Tichonov, Chernov, "
    "Shcherbakov|Scherbakov, Zhukov, Gavrilov, Orlov, Belyakov|Beliakov, Ryabkov|Riabkov, Galuzin, Rudenko, "
    "Nesterenko, Vershinin, Grushko, Bogdanov, Lavrentyev|Lavrentiev, Polyansky|Polyanskiy|Polianski, "
    "Ulyanov|Ulianov, Antonov, Ryzhkov|Rizhkov, Syromolotov, Gorchakov|Gortchakov, Voronin, Maslov, "
    "Fadeyev|Fadeev, Yakovenko|Iakovenko, Tolstikov, Karasin, Dolgov, Sukhov"
)
SPANISH_MEN = parts(
    "José|Jose, Juan, Luis, Carlos, Jorge, Miguel, Andrés|Andres, Héctor|Hector, Álvaro|Alvaro, Raúl|Raul, "
    "Óscar|Oscar, Rodrigo, Sebastián|Sebastian, Nicolás|Nicolas, Martín|Martin, Ramón|Ramon, Ángel|Angel, "
    "Joaquín|Joaquin, Germán|German, Iván|Ivan, Felipe, Esteban, Gonzalo, Ignacio, Julián|Julian, Tomás|Tomas"
)
SPANISH_WOMEN = parts("María|Maria, Lucía|Lucia, Inés|Ines, Sofía|Sofia, Mónica|Monica, Verónica|Veronica")
SPANISH_FAMILIES = parts(
    "Pérez|Perez, Gómez|Gomez, Rodríguez|Rodriguez, Fernández|Fernandez, López|Lopez, Martínez|Martinez, "
    "Sánchez|Sanchez, Ramírez|Ramirez, Gutiérrez|Gutierrez, Vásquez|Vasquez|Vázquez|Vazquez, Núñez|Nunez, "
    "Peña|Pena, Muñoz|Munoz, Rojas, Castillo, Morales, Herrera, Medina, Aguilar, Cárdenas|Cardenas, Salazar, "
    "Delgado, Mejía|Mejia, Ríos|Rios, Acosta, Quintero, Zúñiga|Zuniga, Ibáñez|Ibanez, Solís|Solis, Arce, Videla, "
    "Trujillo, Holguín|Holguin, de la Torre|De la Torre|De La Torre"
)
FRENCH_MEN = parts(
    "Jean-Yves|Jean Yves, Jean-Marc|Jean Marc, Pierre, Stéphane|Stephane, François|Francois, Hervé|Herve, "
    "Frédéric|Frederic, Gérard|Gerard, Jérôme|Jerome, Benoît|Benoit, Étienne|Etienne, Rémi|Remi|Rémy|Remy, "
    "Jean-Baptiste|Jean Baptiste, Philippe, Laurent, Olivier, Thierry, Didier, Christophe, Pascal, Éric|Eric, "
    "Aurélien|Aurelien"
)
FRENCH_WOMEN = parts("Hélène|Helene, Anne-Marie|Anne Marie, Ségolène|Segolene, Geneviève|Genevieve, Cécile|Cecile")
FRENCH_FAMILIES = parts(
    "Lefèvre|Lefevre, Le Gall|Le-Gall, Dupré|Dupre, Béranger|Beranger, Delacour|de Lacour|De Lacour, "
    "d'Aubigny|D'Aubigny, de Montclair|De Montclair, Séguin|Seguin, Mercier, Fontaine, Chevalier, Moreau, Garnier, "
    "Lambert, Girard, Bonnet, Blanchard, Guérin|Guerin, Boyer, Roussel, Perrin, Marchand, Duval, Noël|Noel, "
    "Brunet, Gaillard, Besson, Hébert|Hebert, Collet, Maréchal|Marechal, Carpentier, Vasseur, Poirier, Tessier"
)
NORDIC_MEN = parts(
    "Jørgen|Jorgen|Joergen, Søren|Soren|Soeren, Bjørn|Bjorn|Bjoern, Åke|Ake|Aake, Pål|Pal|Paal, Göran|Goran, "
    "Jón|Jon, Þórður|Thordur|Thórdur, Guðlaugur|Gudlaugur, Lars, Anders, Mikael, Torsten|Thorsten, "
    "Øystein|Oystein|Oeystein, Jens, Niels|Nils, Kåre|Kare|Kaare, Ulf, Espen, Gunnar, Knut, Rolf"
)
NORDIC_WOMEN = parts("Åse|Ase|Aase, Märta|Marta|Maerta, Þórdís|Thordis|Thórdís, Ingrid, Sólveig|Solveig")
NORDIC_FAMILIES = parts(
    "Sørensen|Sorensen|Soerensen, Jørgensen|Jorgensen|Joergensen, Hægstad|Haegstad, "
    "Lindström|Lindstrom|Lindstroem, Åkerman|Akerman|Aakerman, Öberg|Oberg|Oeberg, Björklund|Bjorklund|Bjoerklund, "
    "Nygård|Nygard|Nygaard, Sjöberg|Sjoberg|Sjoeberg, Ødegård|Odegard|Oedegaard|Ødegaard, Kjær|Kjaer, "
    "Brøndum|Brondum|Broendum, Hammarskog, Lindqvist|Lindquist, Dahlberg, Møller|Moller|Moeller, "
    "Østergaard|Ostergaard|Oestergaard, Nørgaard|Norgaard|Noergaard, Sandvik, Bråten|Braten|Braaten, "
    "Håkonsen|Hakonsen|Haakonsen, Valgeirsson, Sigurðsson|Sigurdsson, Þórðarson|Thordarson, "
    "Ekström|Ekstrom|Ekstroem, Nyström|Nystrom|Nystroem, Holmberg, Grønvold|Gronvold|Groenvold, "
    "Rønning|Ronning|Roenning, Sæther|Saether"
)
ENGLISH_MEN = parts(
    "William, Robert, Thomas, Richard, Edward, Anthony|Antony, Stephen|Steven, Geoffrey|Jeffrey, Philip|Phillip, "
    "Alan|Allan, Graham|Graeme, Laurence|Lawrence, Nigel, Howard, Russell|Russel, Neil|Neal, Craig, Marcus, "
    "Douglas, Walter"
)
ENGLISH_WOMEN = parts(
    "Catherine|Katherine|Kathryn, Anne|Ann, Elizabeth|Elisabeth, Sarah|Sara, Margaret, Alison|Allison"
)
ENGLISH_FAMILIES = parts(
    "Blackwood, Harrington, Whitfield, MacAllister|McAllister|McAlister, MacKenzie|McKenzie, O'Donnell|O’Donnell, "
    "FitzGerald|Fitzgerald|Fitz-Gerald, Thornton, Ashdown, Pemberton, Hargreaves, Ellsworth, "
    "Carrington-Hale|Carrington Hale, Wycliffe, Bancroft, Kingsley, Radcliffe, Holloway, Merriman, Stanhope, "
    "Tolliver, Underwood, Vickers, Wexford, Yardley"
)
MIDDLE_INITIALS = parts("A., B., C., D., E., F., G., H., J., K., L., M., P., R., S., T., W.")
