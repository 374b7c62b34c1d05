"""Names of China, Korea, South Asia and Vietnam, with their romanisations."""

from tests.benchmarks.corpus.parts import parts, syllables

CHINESE_FAMILIES = parts(
    "Wang, Li, Zhang|Chang, Liu, Chen|Ch'en, Yang, Zhao|Chao, Huang, Zhou|Chou, Wu, Xu|Hsu, Sun, Zhu|Chu, Ma, Hu, "
    "Guo|Kuo, Gao|Kao, Lin, Luo, Zheng, Liang, Xie|Hsieh, Tang, Deng|Teng, Feng, Cao|Tsao, Peng, Zeng|Tseng, "
    "Xiao|Hsiao, Tian|Tien, Qin, Jiang|Chiang"
)
CHINESE_MEN = syllables(
    "Xiao.ming|Hsiao-ming|Xiao Ming, Jian.guo|Chien-kuo, Wei.dong|Wei-tung, Guo.qiang|Kuo-chiang, "
    "Zhi.yuan|Chih-yuan, Yong.sheng|Yung-sheng, Hai.bo|Hai-po, De.hua|Te-hua, Ming.zhe|Ming-che, "
    "Shao.jun|Shao-chun, Zhen.min|Chen-min, Guang.ming|Kuang-ming, Bao.dong|Pao-tung, Wen.bin|Wen-pin, "
    "Ze.min|Tse-min, Qing.shan|Ching-shan, Xue.feng|Hsueh-feng, Chang.an, Ji.ping|Chi-ping, Hong.wei|Hung-wei, "
    "Dao.yu|Tao-yu"
)
CHINESE_WOMEN = syllables("Chun.ying, Yu.lan, Li.hua, Mei.ling, Shu.fen")
KOREAN_FAMILIES = parts(
    "Kim, Lee|Yi|Rhee, Park|Pak|Bak, Choi|Choe, Jung|Chung|Jeong, Kang|Gang, Cho|Jo, Yoon|Yun, Lim|Rim|Im, Han, "
    "Oh, Seo|Suh, Shin|Sin, Kwon|Gwon, Hwang, Ahn|An, Song, Hong, Moon|Mun, Bae|Pae, Baek|Paik|Paek, Nam, Noh|Roh, "
    "Woo, Koo|Ku"
)
KOREAN_MEN = parts(
    "Min-su|Min-soo|Minsoo|Minsu, Jun-ho|Joon-ho|Junho, Young-chul|Yong-chol|Young-cheol|Yeong-cheol, "
    "Sung-hwan|Seong-hwan|Sunghwan, Hyun-jin|Hyeon-jin|Hyunjin, Jae-won|Jaewon|Jai-won, Eui-yong|Ui-yong|Euiyong, "
    "Byung-se|Byeong-se|Byungse, Tae-yul|Tae-yeol|Taeyul, Dong-hyun|Dong-hyeon|Donghyun, "
    "Sang-hoon|Sang-hun|Sanghoon, Ki-tae|Gi-tae|Kitae, Chang-ho|Changho, In-young|In-yeong|Inyoung, "
    "Woo-sung|Wu-seong|Woosung, Myung-soo|Myeong-su|Myungsoo, Hong-kyun|Hong-gyun, Seok-jin|Suk-jin|Seokjin, "
    "Jong-kun|Jong-geon|Jongkun, Joo-young|Ju-yeong|Jooyoung"
)
KOREAN_WOMEN = parts(
    "Kyung-wha|Kyung-hwa|Kyeong-hwa, Mi-kyung|Mi-kyeong|Mikyung, Soo-jin|Su-jin|Soojin, Eun-hye|Eunhye|Un-hye"
)
SOUTH_ASIAN_MEN = parts(
    "Subrahmanyam|Subramaniam|Subramanyam, Vijay, Rajiv|Rajeev, Sanjay, Ravi, Anil, Suresh, Arvind|Aravind, "
    "Dinesh, Ashok|Ashoke, Jayant|Jayanth, Pradeep|Pradip, Sudhir|Sudheer, Vikram, Navtej, Sohail|Suhail|Sohel, "
    "Zafar, Asad, Jalil|Jaleel, Khurshid|Khursheed, Masood|Masud|Masoud, Nasim|Naseem, Munir|Muneer, Gopal, "
    "Narayan|Narain, Prakash|Prokash, Mohan, Ranjan"
)
SOUTH_ASIAN_WOMEN = parts("Sujata|Sujatha, Lakshmi|Laxmi, Nirupama, Tehmina|Tahmina, Hina")
SOUTH_ASIAN_FAMILIES = parts(
    "Chowdhury|Choudhury|Chaudhry|Chaudhuri, Qureshi|Quraishi|Kureshi, Banerjee|Banerji, Mukherjee|Mukherji, "
    "Chatterjee|Chatterji, Iyer|Aiyar, Menon, Nair|Nayar, Reddy|Reddi, Rao, Sharma|Sarma, Verma|Varma, Gupta, "
    "Mishra|Misra, Trivedi, Ramanathan, Siddiqui|Siddiqi|Siddiquee, Bhattacharya|Bhattacharyya, "
    "Sengupta|Sen Gupta, Dasgupta|Das Gupta, Gunawardena|Gunawardene|Goonewardena, "
    "Wickremasinghe|Wickramasinghe|Wickremesinghe, Jayawardena|Jayawardene, Bandaranayake|Bandaranaike, Perera, "
    "Fonseka, Khokhar|Khokar, Afridi, Gillani|Gilani, Shringla, Joshi, Thapa, Gyawali|Gyawaly, Koirala, Shrestha, "
    "Alam"
)
VIETNAMESE_FAMILIES = parts(
    "Nguyễn|Nguyen, Trần|Tran, Lê|Le, Phạm|Pham, Hoàng|Hoang, Phan, Vũ|Vu, Đặng|Dang, Bùi|Bui, Đỗ|Do, Hồ|Ho, "
    "Ngô|Ngo, Dương|Duong, Lý|Ly, Đinh|Dinh"
)
VIETNAMESE_MIDDLES = parts(
    "Văn|Van, Quang, Đức|Duc, Hữu|Huu, Ngọc|Ngoc, Xuân|Xuan, Thanh, Bình|Binh, Quốc|Quoc, Minh, Trọng|Trong"
)
VIETNAMESE_GIVEN = parts(
    "Sơn|Son, Hùng|Hung, Dũng|Dung, Trung, Hải|Hai, Lâm|Lam, Long, Phúc|Phuc, Thắng|Thang, Tuấn|Tuan, Vinh, "
    "Khánh|Khanh, Hiếu|Hieu, Giang, Cường|Cuong, Nghĩa|Nghia, Khôi|Khoi, Lộc|Loc"
)
