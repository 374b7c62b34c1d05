"""Names of the Gulf, the Levant and the Maghreb, Iran, Israel and Turkey, with their romanisations."""

from tests.benchmarks.corpus.parts import parts

GULF_MEN = parts(
    "Mohammed|Mohammad|Muhammad|Mohamed, Ahmed|Ahmad, Abdullah|Abdulla|Abdallah, "
    "Abdulrahman|Abdul Rahman|Abdel Rahman|Abd al-Rahman|Abdurrahman, "
    "Abdulaziz|Abdul Aziz|Abdel Aziz|Abd al-Aziz|Abdul-Aziz, Khalid|Khaled, Hamad, Tamim|Tameem, "
    "Jassim|Jasim|Jassem, Saud|Saoud, Nasser|Nasir|Naser, Faisal|Faysal|Feisal, Turki, Sultan|Soltan, "
    "Rashid|Rashed, Saif|Sayf, Mansour|Mansoor|Mansur, Hamdan, Zayed|Zayid, Salman, Badr|Bader, Fahad|Fahd, "
    "Yousef|Yusuf|Youssef|Yousuf, Ibrahim, Ali, Hassan|Hasan, Hussein|Hussain|Husain|Husayn, Majid|Majed, "
    "Adel|Adil, Omar|Umar, Tariq|Tarek|Tareq, Saeed|Said|Sa'id, Mubarak"
)
GULF_WOMEN = parts("Lolwah|Lulwa, Noura|Nora|Nura, Maryam|Mariam, Hessa|Hissa, Reem|Rim, Aisha|Aysha|Ayesha")
GULF_HOUSES = parts(
    "Mualla|Mu'alla, Sharqi|Sharki, Thamir|Thamer, Ghurair|Ghurayr, Muftah|Miftah, Rumaithan|Rumaythan, "
    "Dhafir|Dhafer, Nuwais|Nuways"
)
"""Ruling families: `Al` is kin and not an article."""
GULF_FAMILIES = parts(
    "Khulaifi|Khelaifi|Khulayfi, Hammadi, Attiyah|Attiya|Atiyya, Kuwari|Kawari|Kuwwari, Marri|Merri, "
    "Mansouri|Mansoori|Mansuri, Dosari|Dossari|Dawsari, Otaibi|Oteibi|Utaybi, Qahtani|Kahtani, Ghamdi|Ghamidi, "
    "Harbi, Shammari|Shamari, Zahrani, Mutairi|Mutayri, Ketbi|Kitbi, Zaabi|Za'abi, Suwaidi|Suweidi|Sowaidi, "
    "Balushi|Baloushi|Bulushi, Busaidi|Busaidy, Habsi, Maskari, Rumaihi|Rumayhi|Romaihi, Zayani, Jubeir|Jubair, "
    "Falih|Faleh, Rumayyan|Rumayan, Sulaiti|Sulayti, Nuaimi|Naimi|Nu'aimi, Misnad, Jaidah|Jaida, Emadi|Imadi, "
    "Mohannadi|Muhannadi, Kaabi|Ka'abi, Shehhi|Shihhi, Wahaibi|Wahaybi"
)
LEVANT_MEN = parts(
    "Ayman|Aiman, Bashar|Bachar, Nabih, Walid|Waleed|Oualid, Samir|Sameer, Nizar, Riyad|Riad|Riyadh, "
    "Mustafa|Mostafa|Moustafa, Mahmoud|Mahmud|Mahmood, Sameh|Samih, Ismail|Ismael|Isma'il, Karim|Kareem, "
    "Fuad|Fouad|Fu'ad, Hisham|Hicham|Hesham, Jamal|Gamal|Djamel, Kamal, Marwan, Najib|Naguib|Nagib, Ramzi|Ramzy, "
    "Sabri|Sabry, Taher|Tahir, Yasser|Yasir|Yaser, Ziad|Ziyad, Adnan, Bassam, Farouk|Faruq|Farouq, Ghassan, "
    "Imad|Emad, Habib, Othman|Uthman"
)
LEVANT_WOMEN = parts("Leila|Layla|Laila, Amal, Hanan, Najat|Nagat, Rania|Ranya")
LEVANT_FAMILIES = parts(
    "Safadi, Khoury|Khouri|Khuri, Haddad, Shoukry|Shoukri|Shukri, Mekdad|Miqdad|Mikdad, Muallem|Moallem|Mu'allim, "
    "Jarrah|Djarrah, Masri, Maliki|Malki, Hariri, Assaf, Bourita|Burita, Lamamra|Lamamrah, Jerandi|Jarandi, Attaf, "
    "Sabbagh, Shami|Chami, Tarawneh|Tarawnah, Zoubi|Zu'bi|Zoabi, Qaddoumi|Kaddoumi|Qadoumi, Barghouti|Barghuthi, "
    "Nasrawi, Halabi, Baghdadi, Araji|A'raji, Sudani, Jubouri|Jiburi|Juburi, Dulaimi|Dulaymi, Samarrai|Samarra'i, "
    "Tamimi, Bitar|Bittar, Kilani|Keilani|Gailani, Najjar|Naggar, Ghannouchi|Ghannushi, Zerhouni|Zarhuni, "
    "Turkmani|Turkomani, Qudsi|Kudsi"
)
PERSIAN_MEN = parts(
    "Hossein|Hosein|Hussein, Mohammad Reza|Mohammad-Reza|Mohammadreza, Hamid Reza|Hamidreza|Hamid-Reza, "
    "Alireza|Ali Reza|Ali-Reza, Javad|Jawad, Abbas, Mehdi|Mahdi, Kazem|Kazim, Bahram, Behrouz|Behruz|Behrooz, "
    "Dariush|Daryoush|Darius, Farhad, Heshmatollah|Heshmatullah, Rouhollah|Ruhollah|Rohollah, Esmail|Esmaeil, "
    "Manouchehr|Manuchehr, Mohsen|Muhsin, Nader|Nadir, Parviz|Parvez, Sadegh|Sadeq, Shahram, Vahid|Wahid, Yahya, "
    "Akbar, Asghar, Mohammad Javad|Mohammad-Javad|Mohammadjavad"
)
PERSIAN_WOMEN = parts("Zahra, Masoumeh|Masumeh|Masoumah, Marzieh|Marziyeh, Shahindokht|Shahin-dokht")
PERSIAN_FAMILIES = parts(
    "Karimi|Kareemi, Rezaei|Rezai|Rezaee|Rezayi, Ahmadi, Hosseini|Hoseini|Husseini, Mousavi|Musavi|Moosavi, "
    "Bagheri|Baqeri, Kazemi|Kazimi, Sadeghi|Sadeqi|Sadighi, Rahimi, Hashemi|Hashimi, Ghasemi|Qasemi|Ghassemi, "
    "Amir-Abadi|Amir Abadi|Amirabadi, Khatib-Zadeh|Khatibzadeh|Khatib Zadeh, Mottaki|Mottaqi, Araghchi|Araqchi, "
    "Takht-Ravani|Takht Ravani|Takhtravani, Kharazi|Kharrazi, Velayati, Zangeneh|Zanganeh, Jahangiri, Najafi, "
    "Tabatabaei|Tabatabai|Tabatabaie, Dehghani|Dehqani, Farahani, Shirazi, Tavakoli|Tavakkoli, Ghorbani|Qorbani, "
    "Norouzi|Nowruzi|Noruzi, Rostami|Rustami, Yazdani, Zarei|Zareie, Golestani|Gulistani, "
    "Soleimani|Soleymani|Suleimani, Kermani|Kirmani, Pour-Jalali|Pourjalali|Pour Jalali"
)
HEBREW_MEN = parts(
    "Yitzhak|Itzhak|Yitzchak, Haim|Chaim|Hayim, Yaakov|Ya'akov|Yaacov|Yakov, Moshe, Avraham|Abraham, Shlomo, "
    "Yosef|Yossef, Eliezer, Zvi|Tzvi|Tsvi, Uri|Ouri, Gideon|Gidon, Yehuda|Yehudah, Ehud, Meir, Natan|Nathan, "
    "Pinchas|Pinhas, Reuven|Reuben, Shaul, Tzachi|Tzahi, Yoav, Nahum|Nachum, Menachem|Menahem, Yechiel|Yehiel, "
    "Aryeh|Arieh"
)
HEBREW_WOMEN = parts("Tzipora|Zipora|Tzippora, Rivka|Rivkah, Hava|Chava, Yael, Orit")
HEBREW_FAMILIES = parts(
    "Ben-David|Ben David, Ben-Ami|Ben Ami, Bar-Lev|Bar Lev|Barlev, Katz|Kats, Cohen|Kohen, Levi|Levy, "
    "Mizrahi|Mizrachi, Peretz|Perets, Friedman|Fridman, Shapira|Shapiro, Rabinovich|Rabinovitch, Yaalon|Ya'alon, "
    "Erdan, Steinitz|Shteinitz, Azoulay|Azulai|Azoulai, Biton|Bitton, Dahan, Edri|Edry, Gabbay|Gabai|Gabay, "
    "Malka|Malkah, Ohana, Sasson|Sason, Vaknin|Waknin, Weiss|Weis, Schwartz|Shwartz, Goldstein|Goldshtein, "
    "Rosenberg|Rozenberg, Tzur|Tsur|Zur, Yadlin, Almog, Carmi|Karmi, Harel, Navon, Sharett|Sharet, Tamir, Zohar"
)
TURKISH_MEN = parts(
    "Mehmet|Mehmed, Ahmet, Hüseyin|Huseyin, Süleyman|Suleyman, Ömer|Omer, Yaşar|Yasar, Şükrü|Sukru, "
    "Çağatay|Cagatay, Oğuz|Oguz, Tuğrul|Tugrul, Kadir, Volkan, Murat, Emre, Cevdet, Bülent|Bulent, Görkem|Gorkem, "
    "Ümit|Umit, Levent, Orhan, Selim, Recai, Feridun, Ertuğrul|Ertugrul, Cüneyt|Cuneyt"
)
TURKISH_WOMEN = parts("Ayşe|Ayse, Gülşen|Gulsen, Özlem|Ozlem, Şeyma|Seyma, Çiğdem|Cigdem")
TURKISH_FAMILIES = parts(
    "Yılmaz|Yilmaz, Şahin|Sahin, Öztürk|Ozturk, Çelik|Celik, Yıldırım|Yildirim, Aydın|Aydin, Özdemir|Ozdemir, "
    "Arslan, Doğan|Dogan, Kılıç|Kilic, Çetin|Cetin, Koç|Koc, Özkan|Ozkan, Şimşek|Simsek, Korkmaz, Güneş|Gunes, "
    "Aksoy, Çavdar|Cavdar, Davutlu, Kalın|Kalin, Erdem, Uçar|Ucar, Günay|Gunay, Kavakçı|Kavakci, Başbuğ|Basbug, "
    "Türkeş|Turkes, Bozkır|Bozkir, Ünal|Unal, Hacıoğlu|Hacioglu, Karaosmanoğlu|Karaosmanoglu, Topçu|Topcu, "
    "Eroğlu|Eroglu, Taşkın|Taskin, Güler|Guler"
)
