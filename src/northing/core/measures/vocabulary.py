"""The words people use for units, currencies and large numbers, in the languages of Europe, America and East Asia.

A table of plain data. Words are compared without case; a middle dot stands for a space inside a word. Left out on
purpose is what means something else to others: "time" (an hour in Norwegian), "an" (a year in French), "pc".
"""

from enum import StrEnum
from fractions import Fraction


class Family(StrEnum):
    """What a unit measures. Only units of one family convert into one another."""

    NUMBER = "number"
    """No unit at all."""
    SHARE = "share"
    POINTS = "percentage points"
    FACTOR = "factor"
    MONEY = "money"
    TIME = "time"
    MONTHS = "months"
    """Apart from time: a month is 28 to 31 days."""
    DATA = "data"
    MASS = "mass"
    LENGTH = "length"
    VOLUME = "volume"
    ENERGY = "energy"
    FREE = "free"
    """Words that mean only themselves: "NPS", "tickets"."""


SIZES: dict[Family, dict[Fraction, str]] = {
    Family.SHARE: {
        Fraction(1): "% pct pct. percent percents per·cent prozent prosent procent prosentti pour·cent por·ciento "
        "por·cento percento 百分比 パーセント 퍼센트",
        Fraction(1, 10): "‰ permille per·mille promille promil pour·mille",
        Fraction(1, 10_000): "ppm",
    },
    Family.POINTS: {
        Fraction(1): "pp ppt ppts %-points %-point %-pts %pt %pts percentage·points percentage·point prozentpunkte "
        "prozentpunkt prosentpoeng procentenheter procentpoint points·de·pourcentage",
        Fraction(1, 100): "bp bps basis·points basis·point basispunkte",
    },
    Family.FACTOR: {
        Fraction(1): "x times fold -fold fach -fach fois ganger gånger gange veces volte keer krát 倍 배",
    },
    Family.TIME: {
        Fraction(1, 10**9): "ns nanosecond nanoseconds",
        Fraction(1, 10**6): "µs us microsecond microseconds",
        Fraction(1, 1000): "ms msec msecs millisecond milliseconds millisekunden millisekunder 毫秒 ミリ秒",
        Fraction(1): "s sec sec. secs second seconds sek sek. sekunde sekunden sekunder secondes segundo segundos "
        "secondi 秒 초",
        Fraction(60): "min min. mins minute minutes minuten minutt minutter minuter minuto minutos minuti minuutti "
        "分 分钟 分鐘 분",
        Fraction(3600): "h h. hr hrs hr. hrs. hour hours std std. stunde stunden heure heures timer timme timmar hora "
        "horas ora uur tunti 小时 小時 時間 时间 시간",
        Fraction(86_400): "d d. day days tag tage tagen jour jours dag dager dage dagar dagen día dia días dias giorno "
        "giorni päivä 天 日 日間 일",
        Fraction(
            604_800
        ): "w wk wks week weeks wo. woche wochen semaine semaines uke uker vecka veckor uge uger semana "
        "semanas settimana weken 周 週 週間 주",
    },
    Family.MONTHS: {
        Fraction(
            1
        ): "mo mos mth mths month months monat monate monaten mois måned måneder månad månader mes meses mese "
        "mesi maand maanden 个月 個月 ヶ月 か月 개월",
        Fraction(3): "quarter quarters qtr qtrs quartal quartale trimestre kvartal kvartaler",
        Fraction(
            12
        ): "y yr yrs yr. yrs. year years jahr jahre jahren ans année années år año años anno anni jaar 年 년",
    },
    Family.DATA: {
        Fraction(1): "byte bytes b",
        Fraction(10**3): "kb kilobyte kilobytes",
        Fraction(10**6): "mb megabyte megabytes",
        Fraction(10**9): "gb gigabyte gigabytes",
        Fraction(10**12): "tb terabyte terabytes",
        Fraction(10**15): "pb petabyte petabytes",
        Fraction(2**10): "kib",
        Fraction(2**20): "mib",
        Fraction(2**30): "gib",
        Fraction(2**40): "tib",
    },
    Family.MASS: {
        Fraction(1, 1000): "mg",
        Fraction(1): "g gram grams gramm gramme grammes",
        Fraction(10**3): "kg kgs kilo kilos kilogram kilograms kilogramm 公斤",
        Fraction(10**6): "t ton tons tonne tonnes tonnen tonn 吨 噸 トン 톤",
        Fraction(10**9): "kt kilotonne kilotonnes",
    },
    Family.LENGTH: {
        Fraction(1, 1000): "mm millimetre millimetres millimeter millimeters",
        Fraction(1, 100): "cm centimetre centimetres centimeter centimeters",
        Fraction(1): "m metre metres meter meters mètre mètres 米",
        Fraction(1000): "km kms kilometre kilometres kilometer kilometers 公里",
    },
    Family.VOLUME: {
        Fraction(1, 1000): "ml millilitre millilitres milliliter milliliters",
        Fraction(1): "l litre litres liter liters",
        Fraction(100): "hl hectolitre hectolitres hektoliter",
        Fraction(1000): "m³ m3 cubic·metres cubic·meters",
    },
    Family.ENERGY: {
        Fraction(1): "wh",
        Fraction(10**3): "kwh",
        Fraction(10**6): "mwh",
        Fraction(10**9): "gwh",
        Fraction(10**12): "twh",
    },
}

CURRENCY_WORDS: dict[str, str] = {
    "AED": "", "ARS": "", "AUD": "a$ au$", "BDT": "৳", "BGN": "лв", "BRL": "r$ reais", "BTC": "₿",
    "CAD": "c$ ca$", "CHF": "fr fr. sfr sfr. franken", "CLP": "", "CNY": "rmb yuan 元 人民币 cn¥", "COP": "",
    "CZK": "kč kc", "DKK": "dkr", "EGP": "", "EUR": "€ euro euros", "GBP": "£ quid pound pounds", "GEL": "₾",
    "GHS": "₵", "HKD": "hk$", "HUF": "forint", "IDR": "rp rp.", "ILS": "₪", "INR": "₹ rs rs. rupee rupees",
    "ISK": "ikr", "JPY": "yen 円 jp¥", "KES": "ksh", "KRW": "₩ 원", "KWD": "", "KZT": "₸", "LKR": "", "MAD": "",
    "MXN": "mx$ mex$", "MYR": "rm", "NGN": "₦", "NOK": "nkr", "NZD": "nz$", "PEN": "", "PHP": "₱", "PKR": "",
    "PLN": "zł zl złoty", "QAR": "", "RON": "lei", "RSD": "", "RUB": "₽ руб руб.", "SAR": "", "SEK": "skr",
    "SGD": "s$ sg$", "THB": "฿ baht", "TRY": "₺ tl", "TWD": "nt$", "UAH": "₴ грн",
    "USD": "us$ usd$ $us dollar dollars", "VND": "₫", "ZAR": "rand",
}  # fmt: skip

SHARED_CURRENCY_WORDS: dict[str, str] = {
    "$": "USD CAD AUD NZD SGD HKD MXN ARS CLP COP TWD",
    "¥": "JPY CNY",
    "kr": "NOK SEK DKK ISK",
    "kr.": "NOK SEK DKK ISK",
    "krone": "NOK DKK",
    "kroner": "NOK DKK",
    "kronor": "SEK",
}
"""Signs of several currencies. They agree with each of them."""

SIGNS_WITHOUT_SPACE = frozenset("€$£¥₹₽₩₺₫₪₴₦₱฿₵৳₸₾₿")

SCALE_WORDS: dict[int, str] = {
    10**2: "hundred",
    10**3: "k thousand thousands tsd tsd. tausend tusen tusind mille mil mila tys tys. duizend 千 천",
    10**4: "万 萬 만",
    10**5: "lakh lakhs lac lacs",
    10**6: "m mm mn mn. mln mln. mio mio. mill mill. million millions millionen million. millioner miljoner miljoen "
    "millones milioni milhões milhão millón milion miliony milionów 百万 百萬",
    10**7: "crore crores cr",
    10**8: "億 亿 억",
    10**9: "bn bn. b bln billion billions mrd mrd. mia mia. md mds milliard milliards milliarden milliarder miljarder "
    "miljard miliardi miliardo mld mld.",
    10**12: "tn trn trillion trillions biljoner 兆 조",
}
