//! What an author says about a listing, checked as a whole before anything is stored.

use crate::clock::Moment;
use crate::domain::area::{Area, Point};
use crate::domain::audience::Audience;
use crate::domain::key::MediumId;
use crate::domain::listing::{
    Allergens, DEFAULT_DAYS, Details, FirstCome, Food, Kind, LONGEST_DAYS, Listing, PassAlong, State, Translation,
    Urgency, Way,
};
use crate::domain::privacy::{Guarded, Matched};
use crate::domain::quantity::Quantity;
use crate::domain::text::{self, BODY_MAX, LABEL_MAX, NOTE_MAX, TITLE_MAX};
use crate::domain::translation::TRANSLATIONS_MAX;
use crate::domain::window::Window;
use crate::error::{Error, Message, Result};
use chrono::Duration;

/// A listing as its author writes it. Two fields are enough: the kind and the title (value V1).
#[derive(Clone, Debug)]
pub struct Draft {
    /// Need or offer.
    pub kind: Kind,
    /// A few words.
    pub title: String,
    /// A tag of the network's tree; `other` if left out.
    pub category: Option<String>,
    /// BCP 47; the network's first language if left out.
    pub language: Option<String>,
    /// More words.
    pub body: Option<String>,
    /// The same in easy words.
    pub easy_text: Option<String>,
    /// In further languages.
    pub translations: Vec<Translation>,
    /// How much.
    pub quantity: Option<Quantity>,
    /// Without an amount: whether more than one may come.
    pub takes_more: bool,
    /// What matters about food.
    pub food: Food,
    /// When it can change hands.
    pub windows: Vec<Window>,
    /// How it can change hands.
    pub ways: Vec<Way>,
    /// How soon.
    pub urgency: Option<Urgency>,
    /// Words for whoever comes.
    pub access_notes: Option<String>,
    /// A rough place in words.
    pub place_name: Option<String>,
    /// Where it is, exactly; only the rounded area is kept. Left out of a change, the area stays.
    pub point: Option<Point>,
    /// The exact place in words, for those matched; sealed.
    pub exact_place: Option<Guarded<Matched, String>>,
    /// Who may see it; the kind's default if left out (value V4).
    pub audience: Option<Audience>,
    /// Whether nothing may lead to the author; if left out, a need that leaves home hides its author.
    pub hidden_author: Option<bool>,
    /// Whether other networks may pass it along.
    pub pass_along: PassAlong,
    /// The author's rule for accepting by itself.
    pub first_come: Option<FirstCome>,
    /// When it ends by itself; 14 days from now if left out.
    pub expires_at: Option<Moment>,
    /// Its pictures, in their order. Left out of a change, they stay.
    pub pictures: Option<Vec<MediumId>>,
}

impl Draft {
    /// The smallest draft: a kind and a few words.
    pub fn new(kind: Kind, title: &str) -> Self {
        Self {
            kind,
            title: title.into(),
            category: None,
            language: None,
            body: None,
            easy_text: None,
            translations: Vec::new(),
            quantity: None,
            takes_more: false,
            food: Food::default(),
            windows: Vec::new(),
            ways: Vec::new(),
            urgency: None,
            access_notes: None,
            place_name: None,
            point: None,
            exact_place: None,
            audience: None,
            hidden_author: None,
            pass_along: PassAlong::No,
            first_come: None,
            expires_at: None,
            pictures: None,
        }
    }

    /// What a listing says, for whoever changes a part of it. Its place stays as it is.
    pub fn of(listing: &Listing) -> Self {
        let details = listing.details.clone();
        Self {
            category: Some(listing.category.clone()),
            language: Some(listing.language.clone()),
            body: details.body,
            easy_text: details.easy_text,
            translations: details.translations,
            quantity: listing.quantity.clone(),
            takes_more: listing.takes_more,
            food: details.food,
            windows: details.windows,
            ways: details.ways,
            urgency: listing.urgency,
            access_notes: details.access_notes,
            place_name: listing.place_name.clone(),
            audience: Some(listing.audience),
            hidden_author: Some(listing.hidden_author),
            pass_along: listing.pass_along,
            first_come: details.first_come,
            expires_at: Some(listing.expires_at),
            ..Self::new(listing.kind, &listing.title)
        }
    }

    /// Writes what is said onto a listing, checked; numbers that were promised before stay.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit, with what is allowed.
    pub fn write_onto(self, listing: &mut Listing, default_language: &str, now: Moment) -> Result<()> {
        let audience = self.audience.unwrap_or_else(|| Audience::default_for(self.kind));
        let hidden = self.hidden_author.unwrap_or(self.kind == Kind::Need && audience.federates());
        let expires_at = self.expires_at.unwrap_or(now + Duration::days(DEFAULT_DAYS));
        if expires_at <= now {
            return Err(Error::invalid("expires_at", "`expires_at` has passed already.").worded(Message::DayPassed));
        }
        if expires_at > now + Duration::days(LONGEST_DAYS) {
            return Err(Error::invalid(
                "expires_at",
                format!("A listing stays open for {LONGEST_DAYS} days at most; it can be posted again."),
            )
            .worded(Message::OpenTooLong { most: LONGEST_DAYS }));
        }
        if self.translations.len() > TRANSLATIONS_MAX || self.windows.len() > 20 {
            return Err(Error::invalid("windows", "At most 20 time windows and 8 translations are kept here.")
                .worded(Message::ManyTranslations { most: TRANSLATIONS_MAX }));
        }
        let quantity = match (self.quantity, listing.quantity.take()) {
            (Some(new), Some(old)) => Some(Self::recount(new, &old)?),
            (new, old) => {
                if old.is_some_and(|old| old.committed.plus(old.delivered) > crate::domain::Amount::ZERO) {
                    return Err(Error::conflict(
                        "Part of this is promised already, so the amount cannot be taken away.",
                    )
                    .worded(Message::PromisedAmount));
                }
                new
            }
        };
        let allergens = Allergens {
            declared: self.food.allergens.declared,
            contains: text::tags("contains", &self.food.allergens.contains, 30)?,
            may_contain: text::tags("may_contain", &self.food.allergens.may_contain, 30)?,
            must_be_free_of: text::tags("must_be_free_of", &self.food.allergens.must_be_free_of, 30)?,
        };
        let food = Food { diet: text::tags("diet", &self.food.diet, 20)?, allergens, ..self.food };
        let translations = self.translations.into_iter().map(check_translation).collect::<Result<_>>()?;
        let optional_lines =
            |field, value: Option<String>, max| value.map_or(Ok(None), |value| text::lines(field, &value, max));
        let mut ways = self.ways;
        ways.dedup();

        listing.kind = self.kind;
        listing.title = text::required_line("title", &self.title, TITLE_MAX)?;
        listing.category = self.category.as_deref().map_or(Ok("other".into()), |tag| text::tag("category", tag))?;
        listing.language =
            self.language.as_deref().map_or(Ok(default_language.into()), |tag| text::language("language", tag))?;
        listing.quantity = quantity;
        listing.takes_more = self.takes_more;
        listing.audience = audience;
        listing.hidden_author = hidden;
        listing.urgency = self.urgency;
        listing.place_name = self.place_name.map_or(Ok(None), |name| text::line("place_name", &name, LABEL_MAX))?;
        // A place that is left out is kept, as roughly as it is known and as the kind asks.
        listing.area = match self.point {
            Some(point) => Some(Area::of(self.kind, point)),
            None => listing.area.map(|area| area.kept_for(self.kind)),
        };
        listing.pass_along = self.pass_along;
        listing.expires_at = expires_at;
        listing.details = Details {
            body: optional_lines("body", self.body, BODY_MAX)?,
            easy_text: optional_lines("easy_text", self.easy_text, BODY_MAX)?,
            translations,
            food,
            windows: self.windows,
            ways,
            access_notes: optional_lines("access_notes", self.access_notes, NOTE_MAX)?,
            first_come: self.first_come,
        };
        Ok(())
    }

    /// A new amount keeps what was promised of the old one.
    fn recount(mut new: Quantity, old: &Quantity) -> Result<Quantity> {
        let taken = old.committed.plus(old.delivered);
        if new.amount < taken {
            return Err(Error::conflict(format!(
                "{} are promised already, so the amount cannot be less.",
                old.words(taken)
            ))
            .worded(Message::MoreIsPromised { taken: old.much(taken) }));
        }
        new.committed = old.committed;
        new.delivered = old.delivered;
        Ok(new)
    }
}

fn check_translation(translation: Translation) -> Result<Translation> {
    Ok(Translation {
        language: text::language("translations", &translation.language)?,
        title: text::required_line("translations", &translation.title, TITLE_MAX)?,
        body: translation.body.map_or(Ok(None), |body| text::lines("translations", &body, BODY_MAX))?,
        ..translation
    })
}

/// An empty listing to write a draft onto.
pub fn blank(
    slug: String,
    ap_id: url::Url,
    author: crate::domain::MemberId,
    network: crate::domain::ActorId,
    now: Moment,
) -> Listing {
    Listing {
        id: crate::domain::ListingId(crate::ids::next(now)),
        slug,
        ap_id,
        origin: network,
        local: true,
        author: Some(author),
        speaker: network,
        hidden_author: true,
        kind: Kind::Need,
        category: String::new(),
        title: String::new(),
        language: String::new(),
        details: Details::default(),
        quantity: None,
        takes_more: false,
        audience: Audience::Network,
        urgency: None,
        place_name: None,
        area: None,
        pass_along: PassAlong::No,
        state: State::Draft,
        revision: 0,
        expires_at: now,
        published_at: None,
        created_at: now,
        updated_at: now,
        proxy: None,
        with_help: false,
        held_under: None,
        pictures: Vec::new(),
    }
}
