//! A listing as one `Note` that reads well everywhere, with FEP-0837 and `potluck:listing` on the same object.

use crate::app::App;
use crate::domain::audience::Audience;
use crate::domain::follow::Actor;
use crate::domain::listing::{Kind, Listing, PassAlong, State};
use crate::domain::media::Medium;
use crate::domain::quantity::Amount;
use crate::domain::{Addresses, ListingId};
use crate::error::{Error, Result};
use crate::federation::render::media::attachments;
use crate::federation::wire::listing::{Allergens, NothingInReturn};
use crate::federation::wire::tag::Tag;
use crate::federation::wire::text::Word;
use crate::federation::wire::{
    Addressees, Html, Intent, LanguageMap, ListingFacts, ListingNote, Measure, Place, public,
};
use crate::i18n::{self, FluentValue, Lang, label, text, text_with};
use crate::storage::{actors, listings, media};
use url::Url;

/// What the words of a listing depend on besides the listing itself.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// Our addresses.
    pub addresses: Addresses,
    /// The zone in which times are said.
    pub zone: chrono_tz::Tz,
    /// The language when the listing's own is not one of ours.
    pub language: Lang,
}

impl Surroundings {
    /// Those of a running server.
    pub fn of(app: &App) -> Self {
        Self { addresses: app.here.addresses.clone(), zone: app.config.network.time_zone, language: app.here.language }
    }
}

/// The Note of one of our listings.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn of(app: &App, listing: &Listing) -> Result<ListingNote> {
    let (id, speaker, seal) = (listing.id, listing.speaker, app.here.seal.clone());
    let read = app.here.db.read(move |conn| Ok((actors::get(conn, speaker)?, media::of_listing(conn, &seal, id)?)));
    let (speaker, pictures) = read.await?;
    note(&Surroundings::of(app), listing, &speaker, &pictures)
}

/// The same by its row.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub async fn by_id(app: &App, id: ListingId) -> Result<ListingNote> {
    let listing = app.here.db.read(move |conn| listings::get(conn, id)).await?;
    of(app, &listing).await
}

/// For whom: `to` and `cc`.
pub fn audience(addresses: &Addresses, listing: &Listing, speaker: &Actor) -> (Addressees, Addressees) {
    match listing.audience {
        Audience::Public => {
            let network_followers = follow_collection(&addresses.network());
            let own = speaker.followers.clone();
            let mut cc: Vec<Url> = own.into_iter().collect();
            if !cc.contains(&network_followers) {
                cc.push(network_followers);
            }
            (vec![public()].into(), cc.into())
        }
        Audience::Peers | Audience::Network => (vec![addresses.peers()].into(), Vec::new().into()),
    }
}

fn follow_collection(actor: &Url) -> Url {
    let mut url = actor.clone();
    url.set_path(&format!("{}/followers", actor.path()));
    url
}

/// The Note, from a listing, its speaker and its pictures.
///
/// # Errors
/// `Internal` when a stored word is not one that can go over the wire.
pub fn note(around: &Surroundings, listing: &Listing, speaker: &Actor, pictures: &[Medium]) -> Result<ListingNote> {
    let lang = Lang::from_tag(&listing.language).unwrap_or(around.language);
    let name = name(lang, listing);
    let tags = hashtags(lang, listing, &around.addresses);
    let content = Html::try_from(content(around, lang, listing, &tags).as_str()).map_err(Error::internal)?;
    let (to, cc) = audience(&around.addresses, listing, speaker);
    let word = |text: &str| Word::try_from(text).map_err(Error::internal);
    let words = |list: &[String]| list.iter().map(|text| word(text)).collect::<Result<Vec<_>>>();
    let details = &listing.details;
    let allergens = &details.food.allergens;
    let measure = |amount| -> Result<Option<Measure>> {
        let Some(quantity) = &listing.quantity else { return Ok(None) };
        Ok(Some(Measure { has_unit: word(quantity.unit.measure.as_str())?, has_numerical_value: amount }))
    };
    let quantity = listing.quantity.as_ref();
    let said = allergens.declared
        || !(allergens.contains.is_empty() && allergens.may_contain.is_empty() && allergens.must_be_free_of.is_empty());
    Ok(ListingNote {
        id: listing.ap_id.clone(),
        kind: Default::default(),
        url: Some(around.addresses.listing_page(&listing.slug)),
        attributed_to: speaker.ap_id.clone(),
        to,
        cc,
        published: listing.published_at,
        updated: (listing.revision > 1).then_some(listing.updated_at),
        name: name.as_str().into(),
        content_map: LanguageMap::one(lang.tag(), content.clone()),
        content,
        sensitive: false,
        tag: tags,
        end_time: Some(listing.expires_at),
        location: listing.area.map(|area| {
            let place = listing
                .place_name
                .as_deref()
                .map(|place| text_with(lang, "place-approximate", &[("place", place.to_owned().into())]));
            Place::rough(place.as_deref(), area)
        }),
        purpose: listing.kind,
        publishes: Intent {
            kind: Default::default(),
            id: intent_id(&listing.ap_id),
            action: word("transfer")?,
            resource_conforms_to: Url::parse(&format!("https://w3id.org/potluck/ns#{}", listing.category)).ok(),
            resource_quantity: quantity.map_or(Ok(None), |quantity| measure(quantity.amount))?,
            available_quantity: quantity.map_or(Ok(None), |quantity| measure(quantity.open()))?,
        },
        reciprocal: NothingInReturn,
        listing: ListingFacts {
            revision: listing.revision,
            status: listing.state,
            category: word(&listing.category)?,
            unit_label: quantity.map(|quantity| word(&quantity.unit.label)).transpose()?,
            smallest_split: quantity.and_then(|quantity| quantity.smallest_split),
            takes_more: listing.takes_more.then_some(true),
            diet: words(&details.food.diet)?,
            allergens: said
                .then(|| -> Result<Allergens> {
                    Ok(Allergens {
                        declared: allergens.declared,
                        contains: words(&allergens.contains)?,
                        may_contain: words(&allergens.may_contain)?,
                        must_be_free_of: words(&allergens.must_be_free_of)?,
                    })
                })
                .transpose()?,
            made_on: details.food.made_on,
            best_before: details.food.best_before,
            ways: details.ways.clone(),
            urgency: listing.urgency,
            storage: details.food.storage,
            windows: details.windows.clone(),
            body: details.body.as_deref().map(Into::into),
            access_notes: details.access_notes.as_deref().map(Into::into),
            pass_along: (listing.pass_along != PassAlong::No).then_some(listing.pass_along),
            with_help: listing.with_help.then_some(true),
        },
        replies: Some(below(&listing.ap_id, "replies")),
        start_time: details.windows.iter().map(|window| window.from()).min(),
        attachment: attachments(&around.addresses, pictures),
    })
}

/// The words of a listing as HTML that reads well by itself, as its Note has them.
pub fn html(around: &Surroundings, listing: &Listing) -> String {
    let lang = Lang::from_tag(&listing.language).unwrap_or(around.language);
    content(around, lang, listing, &hashtags(lang, listing, &around.addresses))
}

/// The id of a listing's one `Intent`, which commitments satisfy.
pub fn intent_id(listing: &Url) -> Url {
    let mut id = listing.clone();
    id.set_fragment(Some("primary"));
    id
}

/// An address below another.
pub fn below(url: &Url, part: &str) -> Url {
    let mut below = url.clone();
    below.set_fragment(None);
    below.set_path(&format!("{}/{part}", url.path()));
    below
}

/// How amounts are written.
#[derive(Clone, Copy)]
enum Amounts {
    /// With a point, for everybody the same: over the wire.
    Plain,
    /// As the reader's language writes numbers: on our pages.
    ForReader,
}

impl Amounts {
    fn write(self, lang: Lang, amount: Amount) -> String {
        match self {
            Self::Plain => amount.to_string(),
            Self::ForReader => amount.in_words(lang),
        }
    }
}

/// "Offer: vegetarian meal boxes, 12 boxes", as it goes over the wire.
pub fn name(lang: Lang, listing: &Listing) -> String {
    name_with(Amounts::Plain, lang, listing)
}

/// The same on a page, for whoever reads it.
pub fn name_for_reader(lang: Lang, listing: &Listing) -> String {
    name_with(Amounts::ForReader, lang, listing)
}

fn name_with(amounts: Amounts, lang: Lang, listing: &Listing) -> String {
    let kind = listing.kind.as_str();
    let title = FluentValue::from(listing.title.clone());
    match &listing.quantity {
        Some(quantity) => {
            let amount = format!("{} {}", amounts.write(lang, quantity.amount), quantity.unit.label).into();
            text_with(lang, &format!("listing-name-{kind}-amount"), &[("title", title), ("amount", amount)])
        }
        None => text_with(lang, &format!("listing-name-{kind}"), &[("title", title)]),
    }
}

/// The name, and before it what has become of the listing: "MET, thank you – Offer: …".
pub fn heading(lang: Lang, listing: &Listing) -> String {
    let key = match listing.state {
        State::Met => "title-met",
        State::Paused => "title-paused",
        State::Withdrawn => "title-withdrawn",
        State::Expired => "title-expired",
        _ => return name(lang, listing),
    };
    text_with(lang, key, &[("name", name(lang, listing).into())])
}

fn hashtags(_lang: Lang, listing: &Listing, addresses: &Addresses) -> Vec<Tag> {
    // One spelling in all languages, so that posts of many networks stand together under a tag.
    let second = match listing.kind {
        Kind::Need => "hashtag-food-need",
        Kind::Offer => "hashtag-food-offer",
    };
    ["hashtag-mutual-aid", second]
        .into_iter()
        .filter_map(|key| {
            let tag = text(Lang::En, key);
            let href = addresses.base().join(&format!("tags/{}", tag.to_lowercase())).ok()?;
            Some(Tag::hashtag(&format!("#{tag}"), href))
        })
        .collect()
}

pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c => safe.push(c),
        }
    }
    safe
}

/// Every fact in words: no emoji, no colour, and nothing that Mastodon drops.
fn content(around: &Surroundings, lang: Lang, listing: &Listing, tags: &[Tag]) -> String {
    let mut html = format!("<p><strong>{}</strong></p><ul>", escape(&heading(lang, listing)));
    for line in lines(around, lang, listing) {
        html.push_str(&format!("<li>{}</li>", escape(&line)));
    }
    html.push_str("</ul>");
    for paragraph in listing.details.body.iter().flat_map(|body| body.split("\n\n")) {
        html.push_str(&format!("<p>{}</p>", escape(paragraph).replace('\n', "<br>")));
    }
    // What says something else than the words do by now is not told on.
    for translation in listing.details.translations.iter().filter(|translation| !translation.outdated) {
        let body = translation.body.as_deref().map_or(String::new(), |body| format!("<br>{}", escape(body)));
        let (language, title) = (escape(&translation.language), escape(&translation.title));
        html.push_str(&format!("<p lang=\"{language}\"><strong>{title}</strong>{body}</p>"));
    }
    let page = around.addresses.listing_page(&listing.slug);
    let link = escape(&text(lang, "respond-link"));
    // Only what everyone may see can be answered by everyone.
    let tail = match listing.audience {
        Audience::Public if !listing.state.is_over() => escape(&text(lang, "respond-tail")),
        _ => String::new(),
    };
    html.push_str(&format!("<p><a href=\"{page}\">{link}</a>{tail}</p><p>"));
    for (index, tag) in tags.iter().enumerate() {
        let (href, name) = (tag.href.as_ref().map_or("", Url::as_str), tag.name.trim_start_matches('#'));
        let space = if index == 0 { "" } else { " " };
        html.push_str(&format!(
            "{space}<a href=\"{href}\" class=\"mention hashtag\" rel=\"tag\">#<span>{name}</span></a>"
        ));
    }
    html.push_str("</p>");
    html
}

/// What is said about a listing, one fact a line, as it goes over the wire.
pub fn lines(around: &Surroundings, lang: Lang, listing: &Listing) -> Vec<String> {
    lines_with(Amounts::Plain, around, lang, listing)
}

/// The same on a page, for whoever reads it.
pub fn lines_for_reader(around: &Surroundings, lang: Lang, listing: &Listing) -> Vec<String> {
    lines_with(Amounts::ForReader, around, lang, listing)
}

fn lines_with(amounts: Amounts, around: &Surroundings, lang: Lang, listing: &Listing) -> Vec<String> {
    let kind = listing.kind.as_str();
    let details = &listing.details;
    let say = |key: &str, name: &'static str, value: String| text_with(lang, key, &[(name, value.into())]);
    let labels = |prefix: &str, words: &[String]| -> String {
        i18n::list(lang, &words.iter().map(|word| label(lang, prefix, word)).collect::<Vec<_>>())
    };
    let mut lines = vec![say("line-kind", "kind", text(lang, &format!("kind-{kind}-word")))];
    if listing.category != "other" {
        lines.push(say("line-category", "category", label(lang, "category", &listing.category)));
    }
    if let Some(quantity) = &listing.quantity {
        let amount = format!("{} {}", amounts.write(lang, quantity.amount), quantity.unit.label);
        let open = amounts.write(lang, quantity.open());
        lines.push(text_with(
            lang,
            &format!("line-amount-{kind}"),
            &[("amount", amount.into()), ("open", open.into())],
        ));
    }
    let food = &details.food;
    if !food.diet.is_empty() {
        lines.push(say("line-diet", "diet", labels("diet", &food.diet)));
    }
    lines.extend(allergen_line(lang, listing));
    if !food.allergens.must_be_free_of.is_empty() {
        lines.push(say("line-free-of", "allergens", labels("allergen", &food.allergens.must_be_free_of)));
    }
    if let Some(storage) = food.storage {
        lines.push(say("line-storage", "storage", label(lang, "storage", storage.as_str())));
    }
    if let Some(day) = food.made_on {
        lines.push(say("line-made-on", "date", i18n::date(lang, day)));
    }
    if let Some(day) = food.best_before {
        lines.push(say("line-best-before", "date", i18n::date(lang, day)));
    }
    if let Some(urgency) = listing.urgency {
        lines.push(say("line-urgency", "urgency", label(lang, "urgency", urgency.as_str())));
    }
    for window in &details.windows {
        let when = i18n::range(lang, window.from(), window.until(), around.zone);
        lines.push(say("line-when", "when", when));
    }
    lines.push(say("line-by", "until", i18n::moment(lang, listing.expires_at, around.zone)));
    match &listing.place_name {
        Some(place) => lines.push(say("line-where-as-written", "place", place.clone())),
        None if listing.area.is_some() => lines.push(text(lang, "line-where-unnamed")),
        None => {}
    }
    if !details.ways.is_empty() {
        let ways: Vec<String> = details.ways.iter().map(|way| label(lang, "way", way.as_str())).collect();
        lines.push(say("line-ways", "ways", i18n::alternatives(lang, &ways)));
    }
    if let Some(access) = &details.access_notes {
        lines.push(say("line-access", "access", access.clone()));
    }
    if listing.with_help {
        lines.push(text(lang, "line-with-help"));
    }
    lines
}

fn allergen_line(lang: Lang, listing: &Listing) -> Option<String> {
    let allergens = &listing.details.food.allergens;
    let labels = |words: &[String]| -> FluentValue<'static> {
        i18n::list(lang, &words.iter().map(|word| label(lang, "allergen", word)).collect::<Vec<_>>()).into()
    };
    match (allergens.contains.is_empty(), allergens.may_contain.is_empty()) {
        (false, false) => Some(text_with(
            lang,
            "line-contains-and-may",
            &[("contains", labels(&allergens.contains)), ("may", labels(&allergens.may_contain))],
        )),
        (false, true) => Some(text_with(lang, "line-contains", &[("contains", labels(&allergens.contains))])),
        (true, false) => Some(text_with(lang, "line-may-contain", &[("may", labels(&allergens.may_contain))])),
        (true, true) if allergens.declared && listing.kind == Kind::Offer => Some(text(lang, "line-contains-none")),
        (true, true) => None,
    }
}
