//! What neighbors of the demo could use.

use super::{NEED, Template, of, pieces, words};

/// Needs.
pub(in crate::cli::demo::generate) const NEEDS: &[Template] = &[
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
