//! A listing of another network, or ours.

use crate::actions::receive_listing::receive_listing;
use crate::app::App;
use crate::clock::Moment;
use crate::domain::audience::Audience;
use crate::domain::key::{ActorId, ListingId};
use crate::domain::listing::{Allergens, Details, Food, LONGEST_DAYS, Listing};
use crate::domain::quantity::{Measure, Quantity, Unit};
use crate::domain::text;
use crate::error::{Error, Result};
use crate::federation::objects::media;
use crate::federation::render;
use crate::federation::wire::listing::ListingNote;
use crate::federation::wire::same_origin;
use crate::federation::wire::text::Word;
use crate::ids;
use crate::storage::{actors, listings};
use activitypub_federation::config::Data;
use activitypub_federation::traits::Object;
use async_trait::async_trait;
use chrono::Duration;
use url::Url;

/// A listing as the federation library sees it.
#[derive(Clone, Debug)]
pub struct FederatedListing(pub Listing);

#[async_trait]
impl Object for FederatedListing {
    type DataType = App;
    type Kind = ListingNote;
    type Error = Error;

    fn id(&self) -> &Url {
        &self.0.ap_id
    }

    fn is_deleted(&self) -> bool {
        self.0.state == crate::domain::listing::State::Erased
    }

    async fn read_from_id(id: Url, app: &Data<App>) -> Result<Option<Self>> {
        Ok(app.here.db.read(move |conn| listings::by_ap_id(conn, &id)).await?.map(Self))
    }

    async fn into_json(self, app: &Data<App>) -> Result<ListingNote> {
        render::listing::of(app, &self.0).await
    }

    async fn verify(json: &ListingNote, expected: &Url, app: &Data<App>) -> Result<()> {
        verify(json, expected, app)
    }

    async fn from_json(json: ListingNote, app: &Data<App>) -> Result<Self> {
        let speaker_id = json.attributed_to.clone();
        let speaker = app.here.db.read(move |conn| actors::by_ap_id(conn, &speaker_id)).await?;
        let speaker = speaker.ok_or_else(|| Error::bad_request("The listing's author is not known here."))?;
        let host = speaker.host.clone();
        let network = app.here.db.read(move |conn| actors::networks_of_host(conn, &host)).await?.into_iter().next();
        let network = network.ok_or_else(|| Error::bad_request("The listing's network is not known here."))?;
        let listing = from_wire(json, network.id, speaker.id, app.here.now())?;
        receive_listing(&app.here, listing.clone(), None).await?;
        Ok(Self(listing))
    }
}

/// Checks that a listing comes from its own server and its own author (refusals 1 and 2).
///
/// # Errors
/// `BadRequest` otherwise.
pub fn verify(json: &ListingNote, expected: &Url, app: &App) -> Result<()> {
    if !same_origin(&json.id, expected) || !same_origin(&json.id, &json.attributed_to) {
        return Err(Error::bad_request("A listing must come from its author's own server."));
    }
    if same_origin(&json.id, app.here.addresses.base()) {
        return Err(Error::bad_request("One of our own listings cannot come from outside."));
    }
    Ok(())
}

/// What is kept of another network's listing.
///
/// # Errors
/// `Invalid` or `BadRequest` when something in it cannot be understood.
pub fn from_wire(json: ListingNote, origin: ActorId, speaker: ActorId, now: Moment) -> Result<Listing> {
    let facts = json.listing;
    let strings = |words: &[Word]| -> Vec<String> { words.iter().map(|word| word.as_str().to_owned()).collect() };
    let quantity = match (json.publishes.resource_quantity, facts.unit_label) {
        (Some(measure), label) => {
            let label = label.map_or_else(|| measure.has_unit.as_str().to_owned(), |label| label.as_str().to_owned());
            let unit = Unit::new(Measure::parse(&measure.has_unit).unwrap_or(Measure::One), &label)?;
            let mut quantity = Quantity::new(measure.has_numerical_value, unit, facts.smallest_split)?;
            // Everyone else's count is a copy: the origin says what is left, not how it was shared out.
            let left = json.publishes.available_quantity.map_or(quantity.amount, |left| left.has_numerical_value);
            quantity.committed = quantity.amount.less(left.min(quantity.amount));
            Some(quantity)
        }
        (None, _) => None,
    };
    let allergens = facts.allergens.map_or_else(Allergens::default, |allergens| Allergens {
        declared: allergens.declared,
        contains: strings(&allergens.contains),
        may_contain: strings(&allergens.may_contain),
        must_be_free_of: strings(&allergens.must_be_free_of),
    });
    let details = Details {
        body: facts.body.map(|body| body.into_string()),
        food: Food {
            diet: strings(&facts.diet),
            allergens,
            made_on: facts.made_on,
            best_before: facts.best_before,
            storage: facts.storage,
        },
        windows: facts.windows,
        ways: facts.ways,
        access_notes: facts.access_notes.map(|notes| notes.as_str().to_owned()),
        ..Details::default()
    };
    let place_name = json.location.as_ref().and_then(|place| place.name.as_ref()).map(|name| name.as_str().to_owned());
    // A place that says more than its kind may is rounded here, whatever its server thought.
    let area = json.location.and_then(|place| place.area()).map(|area| area.kept_for(json.purpose));
    let language = json.content_map.first().map_or("und", |(language, _)| language);
    let longest = now + Duration::days(LONGEST_DAYS);
    Ok(Listing {
        id: ListingId(ids::next(now)),
        slug: ids::slug(),
        ap_id: json.id,
        origin,
        local: false,
        author: None,
        speaker,
        hidden_author: origin == speaker,
        kind: json.purpose,
        category: text::tag("category", &facts.category).unwrap_or_else(|_| "other".into()),
        title: title(json.name.as_str(), quantity.as_ref()),
        language: text::language("language", language).unwrap_or_else(|_| "und".into()),
        details,
        takes_more: facts.takes_more.unwrap_or(false),
        quantity,
        audience: if json.to.is_public() || json.cc.is_public() { Audience::Public } else { Audience::Peers },
        urgency: facts.urgency,
        place_name,
        area,
        pass_along: facts.pass_along.unwrap_or(crate::domain::listing::PassAlong::No),
        state: facts.status,
        revision: facts.revision,
        expires_at: json.end_time.unwrap_or(longest).min(longest),
        published_at: json.published,
        created_at: now,
        updated_at: json.updated.or(json.published).unwrap_or(now).min(now),
        proxy: None,
        with_help: facts.with_help.unwrap_or(false),
        held_under: None,
        pictures: media::pictures(json.attachment),
    })
}

/// The title without what the name says besides ("Offer: apples, 40 crates" → "apples").
fn title(name: &str, quantity: Option<&Quantity>) -> String {
    let after_kind = name.split_once([':', '：']).map_or(name, |(_, rest)| rest).trim();
    let amount = quantity.map(|quantity| quantity.words(quantity.amount));
    let bare = amount
        .and_then(|amount| after_kind.strip_suffix(&amount))
        .map(|rest| rest.trim_end_matches([',', '،', '，', ' ']));
    let title = bare.unwrap_or(after_kind);
    title.chars().take(text::TITLE_MAX).collect()
}
