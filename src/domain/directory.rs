//! Networks that were found through others. Advice to people, never a gate.

use crate::clock::Moment;
use crate::domain::area::Area;
use crate::domain::network::{Intake, Mode};
use url::Url;

/// A network that stands in the list of one that we follow, or in that of one found so.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its actor.
    pub ap_id: Url,
    /// `preferredUsername`.
    pub handle: String,
    /// `host` or `host:port` of its id.
    pub host: String,
    /// Its name.
    pub name: String,
    /// Its rough place.
    pub area: Option<Area>,
    /// Languages (BCP 47).
    pub languages: Vec<String>,
    /// How it works, if it says so.
    pub mode: Option<Mode>,
    /// How much it can take on now, if it says so.
    pub intake: Option<Intake>,
    /// Whose lists lead to it: first a network that we follow, then one that was found there. One or two.
    pub via: Vec<Url>,
    /// When it was asked.
    pub fetched_at: Moment,
}
