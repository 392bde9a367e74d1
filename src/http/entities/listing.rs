//! Listings: what an asker gets to see.

use super::network::{ActorEntity, AreaEntity, MemberEntity};
use super::parts::{FirstComeEntity, FoodEntity, PictureEntity, QuantityEntity, TranslationEntity, WindowEntity};
use crate::app::App;
use crate::clock::Moment;
use crate::domain::audience::Audience;
use crate::domain::key::{ActorId, ListingId, MemberId, ProxyId};
use crate::domain::listing::{Kind, Listing, PassAlong, Urgency, Way};
use crate::domain::member::RoleKind;
use crate::domain::network::Mode;
use crate::error::{Error, Result};
use crate::storage::{Conn, actors, listings, media, members, passings};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::HashMap;
use url::Url;
use utoipa::ToSchema;

/// A need or an offer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ListingEntity {
    /// The row.
    #[schema(value_type = String)]
    pub id: ListingId,
    /// Its ActivityPub id: the same on every server.
    pub url: Url,
    /// Where a browser reads it: its page here, or at its origin.
    pub page: Url,
    /// `need` or `offer`.
    #[schema(value_type = String)]
    pub kind: Kind,
    /// A tag of the network's tree.
    pub category: String,
    /// A few words.
    pub title: String,
    /// More words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The same in easy words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub easy_text: Option<String>,
    /// BCP 47.
    pub language: String,
    /// In further languages.
    pub translations: Vec<TranslationEntity>,
    /// The network that it came from.
    pub origin: ActorEntity,
    /// Its author, if a member here and not hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<MemberEntity>,
    /// Whether the asker wrote it.
    pub mine: bool,
    /// Whether it was posted with help from a neighbor; nobody hears who, or for whom.
    pub with_help: bool,
    /// The neighbor for whom the asker posted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub for_proxy: Option<ProxyId>,
    /// How much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<QuantityEntity>,
    /// Without an amount: whether more than one may come.
    pub takes_more: bool,
    /// What matters about food.
    pub food: FoodEntity,
    /// When it can change hands.
    pub windows: Vec<WindowEntity>,
    /// `pickup`, `delivery`, `fridge-drop`, `meet`, `remote`.
    #[schema(value_type = Vec<String>)]
    pub ways: Vec<Way>,
    /// `today`, `few-days`, `this-week` or `whenever`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub urgency: Option<Urgency>,
    /// A rough place in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_name: Option<String>,
    /// The rough place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaEntity>,
    /// Words for whoever comes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_notes: Option<String>,
    /// `network`, `peers` or `public`.
    #[schema(value_type = String)]
    pub audience: Audience,
    /// Whether nothing leads to its author.
    pub hidden_author: bool,
    /// `no` or `yes`.
    #[schema(value_type = String)]
    pub pass_along: PassAlong,
    /// The networks that passed it along to this one, the shortest way first.
    pub passed_along_by: Vec<ActorEntity>,
    /// Whether this network passes it along.
    pub passed_along_here: bool,
    /// The author's rule for accepting by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_come: Option<FirstComeEntity>,
    /// What it is at the moment.
    pub state: String,
    /// Grows with each change.
    pub revision: i64,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<DateTime<Utc>>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Its pictures.
    pub pictures: Vec<PictureEntity>,
    /// The agreement under which safety moderation holds it; then only its author sees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_under: Option<String>,
    /// When it was just posted: what the network says while it is slow or rests, in its own language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// The exact place, to its author only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact_place: Option<String>,
}

/// Which listings were passed along, by whom, and which we pass along.
#[derive(Default)]
struct Passed {
    by: HashMap<ListingId, Vec<ActorId>>,
    here: Vec<ListingId>,
}

impl Passed {
    fn of(conn: &mut Conn, listings: &[ListingId]) -> Result<Self> {
        let mut passed = Self::default();
        if listings.is_empty() {
            return Ok(passed);
        }
        for (listing, peer) in passings::received_many(conn, listings)? {
            let by = passed.by.entry(listing).or_default();
            if !by.contains(&peer) {
                by.push(peer);
            }
        }
        passed.here = passings::ours_of(conn, listings)?;
        Ok(passed)
    }

    fn by(&self, listing: ListingId) -> impl Iterator<Item = ActorId> {
        self.by.get(&listing).into_iter().flatten().copied()
    }
}

/// Whether who asks is shown to connectors alone, and `asker` is none (value V15).
///
/// # Errors
/// `Internal` when the database fails.
pub fn is_discreet(conn: &mut Conn, network: ActorId, asker: Option<MemberId>, now: Moment) -> Result<bool> {
    if actors::get(conn, network)?.mode != Some(Mode::ConnectorsOnly) {
        return Ok(false);
    }
    match asker {
        Some(asker) => Ok(!members::roles_at(conn, asker, now)?.contains(&RoleKind::Connector)),
        None => Ok(true),
    }
}

/// Renders listings for one asker, with one query for all their networks and one for all their authors.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn render(app: &App, found: Vec<Listing>, asker: Option<MemberId>) -> Result<Vec<ListingEntity>> {
    let own = app.clone();
    app.here.db.read(move |conn| render_in(conn, &own, found, asker)).await
}

/// The same in a look at the database that reads more besides.
///
/// # Errors
/// `Internal` when the database fails.
pub fn render_in(
    conn: &mut Conn,
    app: &App,
    found: Vec<Listing>,
    asker: Option<MemberId>,
) -> Result<Vec<ListingEntity>> {
    let mut networks: Vec<_> = found.iter().map(|listing| listing.origin).collect();
    let passable: Vec<ListingId> =
        found.iter().filter(|l| !l.local && l.pass_along == PassAlong::Yes).map(|l| l.id).collect();
    let authors: Vec<_> =
        found.iter().filter_map(|l| l.author.filter(|a| !l.hidden_author || Some(*a) == asker)).collect();
    let mine: Vec<ListingId> =
        found.iter().filter(|l| asker.is_some_and(|asker| l.is_by(asker))).map(|l| l.id).collect();
    let seal = &app.here.seal;
    let all: Vec<ListingId> = found.iter().map(|listing| listing.id).collect();
    let passed = Passed::of(conn, &passable)?;
    networks.extend(passed.by.values().flatten());
    let networks: HashMap<_, _> = actors::get_many(conn, &networks)?.into_iter().map(|a| (a.id, a)).collect();
    let authors: HashMap<_, _> = members::get_many(conn, &authors)?.into_iter().map(|m| (m.id, m)).collect();
    let mut places = HashMap::new();
    for id in mine {
        if let Some(place) = listings::exact_place(conn, seal, id)? {
            places.insert(id, place);
        }
    }
    let discreet = is_discreet(conn, app.here.network, asker, app.here.now())?;
    let pictures = media::of_listings(conn, seal, &all)?;
    found
        .into_iter()
        .map(|listing| {
            let origin = networks.get(&listing.origin).ok_or_else(|| Error::internal("a listing without a network"))?;
            let mine = asker.is_some_and(|asker| listing.is_by(asker));
            let shown = if listing.proxy.is_some() {
                None
            } else if mine {
                listing.author
            } else {
                listing.shown_author().filter(|_| !(discreet && listing.kind == Kind::Need))
            };
            let key = asker.and_then(|asker| listing.key_for_author(asker));
            let exact_place = match (places.get(&listing.id), key) {
                (Some(place), Some(key)) => Some(place.open(&key).clone()),
                _ => None,
            };
            Ok(ListingEntity {
                id: listing.id,
                page: match listing.local {
                    true => app.here.addresses.listing_page(&listing.slug),
                    // Its origin leads a browser on to the page there, where the truth is.
                    false => listing.ap_id.clone(),
                },
                url: listing.ap_id,
                kind: listing.kind,
                category: listing.category,
                title: listing.title,
                body: listing.details.body,
                easy_text: listing.details.easy_text,
                language: listing.language,
                translations: listing.details.translations.into_iter().map(Into::into).collect(),
                origin: origin.into(),
                author: shown.and_then(|id| authors.get(&id)).map(|member| MemberEntity::new(app, member)),
                mine,
                with_help: listing.with_help,
                for_proxy: listing.proxy.filter(|_| mine),
                quantity: listing.quantity.map(Into::into),
                takes_more: listing.takes_more,
                food: listing.details.food.into(),
                windows: listing.details.windows.into_iter().map(Into::into).collect(),
                ways: listing.details.ways,
                urgency: listing.urgency,
                place_name: listing.place_name,
                area: listing.area.map(Into::into),
                access_notes: listing.details.access_notes,
                audience: listing.audience,
                hidden_author: listing.hidden_author,
                pass_along: listing.pass_along,
                passed_along_by: passed.by(listing.id).filter_map(|peer| networks.get(&peer)).map(Into::into).collect(),
                passed_along_here: passed.here.contains(&listing.id),
                first_come: listing.details.first_come.map(Into::into),
                state: listing.state.as_str().into(),
                revision: listing.revision,
                expires_at: listing.expires_at,
                published_at: listing.published_at,
                created_at: listing.created_at,
                updated_at: listing.updated_at,
                pictures: pictures
                    .get(&listing.id)
                    .into_iter()
                    .flatten()
                    .map(|one| PictureEntity::new(app, one))
                    .collect(),
                held_under: listing.held_under.filter(|_| mine),
                notice: None,
                exact_place,
            })
        })
        .collect()
}

/// Renders one listing.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn render_one(app: &App, listing: Listing, asker: Option<MemberId>) -> Result<ListingEntity> {
    render(app, vec![listing], asker).await?.pop().ok_or_else(Error::not_found)
}
