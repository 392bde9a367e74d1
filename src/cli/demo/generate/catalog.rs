//! What neighbors of the demo need and offer, in the words of the people who post it.

mod needs;
mod offers;

pub(super) use needs::NEEDS;
pub(super) use offers::OFFERS;
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
