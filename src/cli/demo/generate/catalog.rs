//! What neighbors of the demo need and offer, in the words of the people who post it.

use std::ops::RangeInclusive;

/// A listing before somebody posts it.
pub(super) struct Template {
    pub kind: &'static str,
    pub category: &'static str,
    pub amount: Option<Range>,
    pub diet: &'static [&'static str],
    pub allergens_declared: bool,
    pub contains: &'static [&'static str],
    pub may_contain: &'static [&'static str],
    pub must_be_free_of: &'static [&'static str],
    pub storage: Option<&'static str>,
    pub best_before_in_days: Option<u32>,
    pub ways: &'static [&'static str],
    pub urgency: &'static str,
    pub audience: &'static str,
    pub starts_in_hours: RangeInclusive<u32>,
    /// The same in one language or more.
    pub words: &'static [Words],
}

/// From `least` to `most` in steps of `step`.
pub(super) struct Range {
    pub least: u32,
    pub most: u32,
    pub step: u32,
    pub measure: &'static str,
    /// Whether parts are whole steps too.
    pub split: bool,
}

/// A listing in one language.
pub(super) struct Words {
    pub language: &'static str,
    pub title: &'static str,
    pub body: &'static str,
    pub unit: &'static str,
}

const fn words(language: &'static str, title: &'static str, body: &'static str, unit: &'static str) -> Words {
    Words { language, title, body, unit }
}

const fn pieces(least: u32, most: u32) -> Option<Range> {
    Some(Range { least, most, step: 1, measure: "one", split: true })
}

const fn of(measure: &'static str, least: u32, most: u32) -> Option<Range> {
    Some(Range { least, most, step: 1, measure, split: false })
}

const NEED: Template = Template {
    kind: "need",
    category: "other",
    amount: None,
    diet: &[],
    allergens_declared: false,
    contains: &[],
    may_contain: &[],
    must_be_free_of: &[],
    storage: None,
    best_before_in_days: None,
    ways: &["pickup", "delivery"],
    urgency: "few-days",
    audience: "network",
    starts_in_hours: 3..=48,
    words: &[],
};

const OFFER: Template = Template { kind: "offer", audience: "peers", urgency: "whenever", ..NEED };

/// The surplus of the demo's story.
pub(super) const SURPLUS: Template = Template {
    category: "produce",
    amount: pieces(40, 40),
    diet: &["vegetarian", "vegan"],
    allergens_declared: true,
    storage: Some("ambient"),
    best_before_in_days: Some(4),
    ways: &["pickup"],
    urgency: "few-days",
    audience: "public",
    starts_in_hours: 20..=28,
    words: &[words(
        "en",
        "crates of apples and greens",
        "A market stall was left with far more than it could sell. Apples, kale and collards, picked this week. Bring a cart or a car.",
        "crates",
    )],
    ..OFFER
};

/// The need that its author widens in the demo's story.
pub(super) const FORMULA: Template = Template {
    category: "infant-formula",
    amount: pieces(4, 4),
    diet: &["baby"],
    allergens_declared: true,
    must_be_free_of: &["peanut"],
    ways: &["delivery", "pickup"],
    urgency: "few-days",
    words: &[
        words(
            "es",
            "leche de fórmula para bebé",
            "De cualquier marca, con la lata cerrada. Hay escaleras; puedo bajar a la puerta.",
            "latas",
        ),
        words(
            "en",
            "infant formula",
            "Any brand, as long as the can is closed. There are stairs; I can come down to the door.",
            "cans",
        ),
        words(
            "ht",
            "lèt an poud pou tibebe",
            "Nenpòt mak, depi bwat la fèmen. Gen eskalye; mwen ka desann nan pòt la.",
            "bwat",
        ),
    ],
    ..NEED
};

/// Needs.
pub(super) const NEEDS: &[Template] = &[
    Template {
        category: "cooked-meal",
        amount: pieces(2, 5),
        diet: &["halal"],
        allergens_declared: true,
        must_be_free_of: &["tree-nut"],
        ways: &["delivery", "meet"],
        urgency: "today",
        starts_in_hours: 2..=6,
        words: &[
            words(
                "en",
                "a warm dinner",
                "We are in the middle of a move and the stove is not connected yet.",
                "plates",
            ),
            words("fr", "un dîner chaud", "Nous déménageons et la cuisinière n’est pas encore branchée.", "assiettes"),
            words("ar", "عشاء ساخن", "نحن ننتقل إلى بيت جديد، ولم يُوصَّل الموقد بعد.", "أطباق"),
        ],
        ..NEED
    },
    Template {
        category: "groceries",
        amount: pieces(1, 3),
        ways: &["delivery"],
        words: &[
            words(
                "en",
                "groceries for the week",
                "Rice, beans, oil, eggs if you have them. My knee does not like the stairs right now.",
                "bags",
            ),
            words(
                "es",
                "víveres para la semana",
                "Arroz, habichuelas, aceite; huevos si hay. Mi rodilla no aguanta las escaleras estos días.",
                "bolsas",
            ),
            words("zh-Hans", "一周的食品杂货", "大米、豆子、油，有鸡蛋更好。我的膝盖最近爬楼梯不方便。", "袋"),
        ],
        ..NEED
    },
    Template {
        category: "ride",
        ways: &["meet"],
        urgency: "this-week",
        starts_in_hours: 24..=60,
        words: &[
            words(
                "en",
                "a ride to the eye clinic",
                "There and back, about two hours in between. I have a folding walker.",
                "",
            ),
            words(
                "es",
                "un viaje a la clínica de los ojos",
                "Ida y vuelta, con unas dos horas en medio. Llevo un andador plegable.",
                "",
            ),
            words(
                "ht",
                "yon woulib pou klinik je",
                "Ale retou, ak de zè edtan nan mitan. Mwen gen yon machèt ki pliye.",
                "",
            ),
        ],
        ..NEED
    },
    Template {
        category: "translation",
        amount: of("hour", 1, 2),
        ways: &["remote", "meet"],
        urgency: "this-week",
        audience: "public",
        words: &[
            words(
                "en",
                "someone who reads Chinese and English",
                "A letter from the landlord that we would like to understand before we answer.",
                "hours",
            ),
            words("zh-Hans", "想找懂中文和英文的人", "房东来了一封信，想先看懂再回复。", "小时"),
            words("ar", "من يقرأ العربية والإنجليزية", "وصلتنا رسالة من صاحب البيت ونود أن نفهمها قبل أن نرد.", "ساعات"),
        ],
        ..NEED
    },
    Template {
        category: "hygiene",
        amount: pieces(1, 4),
        ways: &["pickup", "fridge-drop"],
        words: &[
            words("en", "diapers, size 3", "Open packs are fine.", "packs"),
            words("es", "pañales, talla 3", "Sirven los paquetes abiertos.", "paquetes"),
            words("fr", "des couches, taille 3", "Les paquets entamés conviennent.", "paquets"),
        ],
        ..NEED
    },
    Template {
        category: "company",
        ways: &["meet"],
        urgency: "whenever",
        words: &[
            words(
                "en",
                "someone to walk with in the evening",
                "Slowly, around two blocks. I like to hear other people's stories.",
                "",
            ),
            words(
                "fr",
                "quelqu’un pour marcher le soir",
                "Doucement, le tour de deux pâtés de maisons. J’aime entendre les histoires des autres.",
                "",
            ),
            words(
                "es",
                "alguien para caminar por la tarde",
                "Despacio, un par de cuadras. Me gusta escuchar historias.",
                "",
            ),
        ],
        ..NEED
    },
    Template {
        category: "tools",
        urgency: "this-week",
        words: &[
            words("en", "to borrow a drill for a day", "Two shelves, that is all. I return it clean and charged.", ""),
            words("zh-Hans", "借用电钻一天", "只装两个架子，用完擦干净、充好电还回来。", ""),
            words(
                "es",
                "un taladro prestado por un día",
                "Son dos repisas nada más. Lo devuelvo limpio y cargado.",
                "",
            ),
        ],
        ..NEED
    },
    Template {
        category: "clothing",
        amount: pieces(1, 3),
        urgency: "few-days",
        audience: "peers",
        words: &[
            words("en", "winter coats for children", "For ages 4, 7 and 9. Any color.", "coats"),
            words(
                "fr",
                "des manteaux d’hiver pour enfants",
                "Pour 4, 7 et 9 ans. Toutes les couleurs vont bien.",
                "manteaux",
            ),
            words("ht", "manto livè pou timoun", "Pou 4 an, 7 an ak 9 an. Nenpòt koulè.", "manto"),
            words("ar", "معاطف شتوية للأطفال", "لأعمار 4 و7 و9 سنوات. أي لون يناسبنا.", "معاطف"),
        ],
        ..NEED
    },
];

/// Offers.
pub(super) const OFFERS: &[Template] = &[
    Template {
        category: "cooked-meal",
        amount: pieces(8, 24),
        diet: &["vegetarian", "halal"],
        allergens_declared: true,
        contains: &["milk", "sesame"],
        may_contain: &["peanut"],
        storage: Some("chilled"),
        best_before_in_days: Some(2),
        ways: &["pickup", "fridge-drop"],
        urgency: "today",
        audience: "public",
        starts_in_hours: 2..=8,
        words: &[
            words(
                "en",
                "vegetarian meal boxes",
                "Lentils, rice, roasted carrots and a yogurt sauce. Cooked today in the church kitchen.",
                "boxes",
            ),
            words(
                "fr",
                "des plats végétariens en boîte",
                "Lentilles, riz, carottes rôties et une sauce au yaourt. Cuisinés aujourd’hui.",
                "boîtes",
            ),
            words("ar", "علب طعام نباتي", "عدس وأرز وجزر مشوي مع صلصة اللبن. طُبخت اليوم.", "علب"),
        ],
        ..OFFER
    },
    Template {
        category: "bread",
        amount: pieces(10, 30),
        diet: &["vegetarian"],
        allergens_declared: true,
        contains: &["gluten"],
        may_contain: &["sesame", "egg"],
        storage: Some("ambient"),
        best_before_in_days: Some(2),
        ways: &["pickup", "fridge-drop"],
        urgency: "today",
        starts_in_hours: 2..=10,
        words: &[
            words(
                "en",
                "bread from this morning",
                "What the bakery had left at closing time. It freezes well.",
                "loaves",
            ),
            words("es", "pan de esta mañana", "Lo que quedó en la panadería al cerrar. Se puede congelar.", "panes"),
            words("ht", "pen ki fèt maten an", "Sa ki te rete nan boulanjri a lè l fèmen. Ou ka jele l.", "pen"),
        ],
        ..OFFER
    },
    Template {
        category: "cooked-meal",
        amount: pieces(20, 60),
        allergens_declared: true,
        contains: &["gluten", "soy"],
        may_contain: &["crustacean"],
        storage: Some("frozen"),
        best_before_in_days: Some(30),
        words: &[
            words("zh-Hans", "冷冻饺子", "白菜猪肉馅，昨天大家一起包的。", "个"),
            words("en", "frozen dumplings", "Cabbage and pork; we folded them together yesterday.", "pieces"),
        ],
        ..OFFER
    },
    Template {
        category: "produce",
        amount: of("kilogram", 5, 20),
        diet: &["vegan"],
        allergens_declared: true,
        storage: Some("ambient"),
        best_before_in_days: Some(5),
        urgency: "few-days",
        words: &[
            words("en", "tomatoes and peppers from the garden", "More than we can cook. Bring a bag.", "kg"),
            words("es", "tomates y pimientos del huerto", "Más de lo que podemos cocinar. Trae una bolsa.", "kg"),
            words("zh-Hans", "菜园里的西红柿和青椒", "多得吃不完，请自己带袋子。", "公斤"),
        ],
        ..OFFER
    },
    Template {
        category: "ride",
        amount: of("one", 2, 4),
        ways: &["meet"],
        urgency: "this-week",
        starts_in_hours: 24..=48,
        words: &[
            words("en", "rides to the big market", "I drive on Saturday and have room, bags too.", "seats"),
            words(
                "es",
                "viaje al mercado grande",
                "Manejo el sábado y tengo lugar, también para las bolsas.",
                "asientos",
            ),
            words(
                "fr",
                "trajets vers le grand marché",
                "Je conduis samedi et j’ai de la place, pour les sacs aussi.",
                "places",
            ),
        ],
        ..OFFER
    },
    Template {
        category: "childcare",
        amount: of("hour", 2, 6),
        ways: &["meet"],
        audience: "network",
        words: &[
            words(
                "en",
                "afternoon hours with children",
                "I have two of my own; two more are no trouble. Homework included.",
                "hours",
            ),
            words("es", "horas con niños por la tarde", "Tengo dos; dos más no molestan. Hacemos las tareas.", "horas"),
            words(
                "ht",
                "kèk èdtan ak timoun apremidi",
                "Mwen gen de pa m; de lòt p ap deranje m. N ap fè devwa tou.",
                "èdtan",
            ),
        ],
        ..OFFER
    },
    Template {
        category: "skills",
        amount: of("hour", 1, 4),
        ways: &["meet", "remote"],
        words: &[
            words(
                "en",
                "help with a telephone or a computer",
                "Slowly, and as often as you like to ask. No question is a silly one.",
                "hours",
            ),
            words("zh-Hans", "帮忙弄手机和电脑", "慢慢来，想问几遍都行，没有傻问题。", "小时"),
            words("ar", "مساعدة في الهاتف أو الحاسوب", "على مهل، واسألوا كما تشاؤون. لا سؤال بلا قيمة.", "ساعات"),
        ],
        ..OFFER
    },
    Template {
        category: "space",
        amount: of("hour", 2, 5),
        ways: &["meet"],
        audience: "public",
        urgency: "this-week",
        words: &[
            words(
                "en",
                "a kitchen to cook together",
                "Six burners, a big fridge, step-free from the side door.",
                "hours",
            ),
            words(
                "es",
                "una cocina para cocinar juntos",
                "Seis hornillas, un refrigerador grande, sin escalones por la puerta lateral.",
                "horas",
            ),
            words(
                "fr",
                "une cuisine pour cuisiner ensemble",
                "Six feux, un grand frigo, sans marche par la porte de côté.",
                "heures",
            ),
        ],
        ..OFFER
    },
    Template {
        category: "household",
        amount: pieces(2, 6),
        words: &[
            words("en", "warm blankets", "Washed, no holes.", "blankets"),
            words("fr", "des couvertures chaudes", "Lavées, sans trous.", "couvertures"),
            words("ht", "dra cho", "Yo lave, pa gen twou.", "dra"),
            words("ar", "بطانيات دافئة", "مغسولة وسليمة.", "بطانيات"),
        ],
        ..OFFER
    },
    Template {
        category: "pet-food",
        amount: of("kilogram", 2, 8),
        storage: Some("ambient"),
        ways: &["pickup", "meet"],
        words: &[
            words("en", "dry cat food", "Our cat has changed her mind again.", "kg"),
            words("es", "comida seca para gatos", "Nuestra gata volvió a cambiar de opinión.", "kg"),
        ],
        ..OFFER
    },
];
