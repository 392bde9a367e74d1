//! What the entry of a need or an offer says besides its text, under a name that other apps do not know.

use crate::app::App;
use crate::domain::audience::Audience;
use crate::domain::listing::{Kind, Listing, Urgency, Way};
use crate::domain::quantity::Amount;
use serde::Serialize;

/// `potluck`, of a status.
#[derive(Clone, Debug, Serialize)]
pub struct PotluckEntity {
    listing: NeedEntity,
}

/// A need or an offer in short. All of it is at `/api/potluck/v1/listings/:id`.
#[derive(Clone, Debug, Serialize)]
struct NeedEntity {
    id: String,
    kind: Kind,
    category: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    state: &'static str,
    audience: Audience,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<AmountEntity>,
    ways: Vec<Way>,
    #[serde(skip_serializing_if = "Option::is_none")]
    urgency: Option<Urgency>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place_name: Option<String>,
    expires_at: String,
    page: String,
}

#[derive(Clone, Debug, Serialize)]
struct AmountEntity {
    amount: Amount,
    open: Amount,
    unit: String,
}

impl PotluckEntity {
    /// For whoever may read the listing.
    pub fn new(app: &App, listing: &Listing) -> Self {
        let quantity = listing.quantity.as_ref().map(|quantity| AmountEntity {
            amount: quantity.amount,
            open: quantity.open(),
            unit: quantity.unit.label.clone(),
        });
        let listing = NeedEntity {
            id: listing.id.to_string(),
            kind: listing.kind,
            category: listing.category.clone(),
            title: listing.title.clone(),
            body: listing.details.body.clone(),
            state: listing.state.as_str(),
            audience: listing.audience,
            quantity,
            ways: listing.details.ways.clone(),
            urgency: listing.urgency,
            place_name: listing.place_name.clone(),
            expires_at: super::at(listing.expires_at),
            page: app.here.addresses.listing_page(&listing.slug).into(),
        };
        Self { listing }
    }
}
