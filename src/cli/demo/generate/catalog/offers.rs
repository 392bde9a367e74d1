//! What neighbors of the demo have to give.

use super::{OFFER, Template, of, pieces, words};

/// Offers.
pub(in crate::cli::demo::generate) const OFFERS: &[Template] = &[
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
