"""The purposes a site starts with, in every language that has a whole catalogue."""

from newsroom.consent.decision import DAYS
from newsroom.consent.visitor import SECURE_NAME
from newsroom.consent.vocabulary import Adapter, Basis, DurationUnit, Kind

NECESSARY = {
    "slug": "necessary",
    "basis": Basis.NECESSARY,
    "title": {
        "en": "Necessary",
        "yo": "Tó pọn dandan",
        "es": "Necesarias",
        "fr": "Nécessaires",
        "ar": "ضرورية",
        "pt": "Necessários",
    },
    "description": {
        "en": "Remembers your choice about cookies, and lets our staff sign in. Readers get none of the others.",
        "yo": "Ó ń rántí ìpinnu rẹ lórí kuki, ó sì ń jẹ́ kí òṣìṣẹ́ wa wọlé. Àwọn òǹkàwé kì í gba ìyókù.",
        "es": "Recuerda su decisión sobre las cookies y permite que nuestro personal inicie sesión. "
        "Los lectores no reciben ninguna de las demás.",
        "fr": "Mémorise votre choix sur les cookies et permet à notre équipe de se connecter. "
        "Les lecteurs ne reçoivent aucun des autres.",
        "ar": "تحفظ اختيارك بشأن ملفات تعريف الارتباط وتتيح لموظفينا تسجيل الدخول. لا يتلقى القراء أيًّا من البقية.",
        "pt": "Memoriza a sua escolha sobre os cookies e permite que a nossa equipa inicie sessão. "
        "Quem lê não recebe nenhum dos outros.",
    },
    "items": [
        {
            "name": SECURE_NAME,
            "duration": DAYS,
            "description": {
                "en": "Your choice about cookies: the day and yes or no. Set only when you choose.",
                "yo": "Ìpinnu rẹ lórí kuki: ọjọ́ náà àti bẹ́ẹ̀ni tàbí bẹ́ẹ̀kọ́. A máa ń fi sílẹ̀ nígbà tí o bá yàn nìkan.",
                "es": "Su decisión sobre las cookies: el día y sí o no. Se guarda solo cuando usted decide.",
                "fr": "Votre choix sur les cookies : le jour et oui ou non. Déposé seulement quand vous choisissez.",
                "ar": "اختيارك بشأن ملفات تعريف الارتباط: اليوم ونعم أو لا. لا يُحفظ إلا عندما تختار.",
                "pt": "A sua escolha sobre os cookies: o dia e sim ou não. Só é guardada quando escolhe.",
            },
        },
        {
            "name": "sessionid",
            "duration": 14,
            "description": {
                "en": "Keeps our staff signed in. Readers never get it.",
                "yo": "Ó ń jẹ́ kí òṣìṣẹ́ wa wà nínú àkọọ́lẹ̀ wọn. Àwọn òǹkàwé kì í gbà á.",
                "es": "Mantiene abierta la sesión de nuestro personal. Los lectores nunca la reciben.",
                "fr": "Maintient la connexion de notre équipe. Les lecteurs ne le reçoivent jamais.",
                "ar": "يُبقي موظفينا مسجَّلي الدخول. لا يتلقاه القراء أبدًا.",
                "pt": "Mantém a sessão da nossa equipa iniciada. Quem lê nunca o recebe.",
            },
        },
        {
            "name": "csrftoken",
            "duration": 364,
            "description": {
                "en": "Protects the forms our staff use. Readers never get it.",
                "yo": "Ó ń dáàbò bo àwọn fọ́ọ̀mù tí òṣìṣẹ́ wa ń lò. Àwọn òǹkàwé kì í gbà á.",
                "es": "Protege los formularios que usa nuestro personal. Los lectores nunca la reciben.",
                "fr": "Protège les formulaires de notre équipe. Les lecteurs ne le reçoivent jamais.",
                "ar": "يحمي النماذج التي يستخدمها موظفونا. لا يتلقاه القراء أبدًا.",
                "pt": "Protege os formulários que a nossa equipa usa. Quem lê nunca o recebe.",
            },
        },
    ],
}

ANALYTICS = {
    "slug": "analytics",
    "basis": Basis.CONSENT,
    "adapter": Adapter.COUNTER,
    "title": {
        "en": "Analytics",
        "yo": "Ìtúpalẹ̀",
        "es": "Analítica",
        "fr": "Mesure d’audience",
        "ar": "التحليلات",
        "pt": "Análise",
    },
    "description": {
        "en": "Counts how often each page is opened on a day, so that we can improve our site. "
        "We keep no address, no device and no name.",
        "yo": "Ó ń ka iye ìgbà tí a ṣí ojú-ìwé kọ̀ọ̀kan lóòjọ́, kí a lè mú ìlọsíwájú bá ojú-òpó wa. "
        "A kì í tọ́jú àdírẹ́sì, ẹ̀rọ tàbí orúkọ kankan.",
        "es": "Cuenta cuántas veces se abre cada página al día, para mejorar nuestro sitio. "
        "No guardamos dirección, dispositivo ni nombre.",
        "fr": "Compte combien de fois chaque page est ouverte par jour, pour améliorer notre site. "
        "Nous ne gardons ni adresse, ni appareil, ni nom.",
        "ar": "تحصي عدد مرات فتح كل صفحة في اليوم لنحسّن موقعنا. لا نحتفظ بأي عنوان أو جهاز أو اسم.",
        "pt": "Conta quantas vezes cada página é aberta num dia, para melhorarmos o nosso sítio. "
        "Não guardamos endereço, dispositivo nem nome.",
    },
    "items": [
        {
            "name": "/consent/count/",
            "kind": Kind.REQUEST,
            "duration_unit": DurationUnit.NOT_KEPT,
            "description": {
                "en": "Sends the address of the page you open, once, to our own server.",
                "yo": "Ó ń fi àdírẹ́sì ojú-ìwé tí o ṣí ránṣẹ́ sí olùpín tiwa, lẹ́ẹ̀kan.",
                "es": "Envía la dirección de la página que abre, una vez, a nuestro propio servidor.",
                "fr": "Envoie l’adresse de la page que vous ouvrez, une fois, à notre propre serveur.",
                "ar": "ترسل عنوان الصفحة التي تفتحها، مرة واحدة، إلى خادمنا.",
                "pt": "Envia o endereço da página que abre, uma vez, ao nosso próprio servidor.",
            },
        },
    ],
}
