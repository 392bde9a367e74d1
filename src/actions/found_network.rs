//! A new server's first start: its network, its own actor, its categories; later, its first operator.

use super::Here;
use super::add_member::{Keys, add};
use super::change_network::change;
use super::give_keys::give_keys;
use super::log::{Why, note};
use crate::clock::Moment;
use crate::domain::address::Addresses;
use crate::domain::area::Area;
use crate::domain::event::Event;
use crate::domain::follow::{Actor, ActorKind};
use crate::domain::key::{ActorId, MemberId};
use crate::domain::member::{DEFAULT_TERM_MONTHS, Role, RoleKind, term_end};
use crate::domain::moderation::{Deed, Doer};
use crate::domain::network::{Change, Intake, Mode, Words};
use crate::error::{Error, Result};
use crate::ids;
use crate::seal::MasterKey;
use crate::storage::{Conn, Db, actors, facts, members, outbox};
use url::Url;

/// What the settings say about the network.
#[derive(Clone, Debug)]
pub struct NetworkFacts {
    /// `food` in `@food@fruitvale.example`.
    pub handle: String,
    /// Its name.
    pub name: String,
    /// About it, as plain text; an empty line begins a paragraph.
    pub about: String,
    /// BCP 47.
    pub languages: Vec<String>,
    /// Its rough area.
    pub area: Option<Area>,
}

const FOUNDING: &str = "founding_link";
/// What the settings say about the network, where stewards say nothing.
const SETTINGS_ABOUT: &str = "settings_about";

/// About the network, as the HTML of its actor: in its main language, the stewards' words before the settings'.
pub(super) fn summary(conn: &mut Conn, words: &Words, main_language: &str) -> Result<String> {
    let about = match words.about_in(main_language) {
        Some(about) => about.text.clone(),
        None => facts::get(conn, SETTINGS_ABOUT)?.unwrap_or_default(),
    };
    let paragraphs = about.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    Ok(paragraphs.map(|paragraph| format!("<p>{}</p>", escape(paragraph))).collect())
}

/// Makes what a server needs before its first answer, or brings it up to date with the settings. Answers
/// the network's actor.
///
/// `keys` makes a key pair; it is called only for an actor that is not there yet.
///
/// # Errors
/// `Conflict` when the database belongs to another domain; `Internal` when it fails.
pub async fn found_network(
    db: &Db,
    seal: &MasterKey,
    addresses: &Addresses,
    network: NetworkFacts,
    keys: fn() -> Result<Keys>,
    now: Moment,
) -> Result<ActorId> {
    let (seal, addresses) = (seal.clone(), addresses.clone());
    db.write(move |conn| {
        match facts::get(conn, "domain")? {
            None => facts::set(conn, "domain", &addresses.host())?,
            Some(domain) if domain == addresses.host() => {}
            Some(domain) => {
                return Err(Error::conflict(format!(
                    "This database belongs to `{domain}`, but `domain` is set to `{}`. A domain cannot change: \
                     other servers know it. Please set it back, or use another database.",
                    addresses.host()
                )));
            }
        }
        facts::plant_categories(conn)?;
        let (ap_id, host) = (addresses.app(), addresses.host());
        let app = Actor {
            kind: ActorKind::Application,
            handle: host.clone(),
            name: format!("Potluck at {host}"),
            ..local_actor(&addresses, ap_id, addresses.base().join("about")?, now)
        };
        ensure(conn, &seal, app, keys, now)?;
        let ap_id = addresses.network();
        let page = addresses.profile(&network.handle);
        facts::set(conn, SETTINGS_ABOUT, &network.about)?;
        let words = facts::network_words(conn)?;
        // What is said on the pages goes before the settings.
        let languages = if words.languages.is_empty() { network.languages } else { words.languages.clone() };
        let summary = summary(conn, &words, languages.first().map_or("", String::as_str))?;
        let actor = Actor {
            kind: ActorKind::Organization,
            handle: network.handle,
            name: words.name.unwrap_or(network.name),
            summary,
            mode: Some(Mode::Neighbors),
            intake: Some(Intake::Open),
            languages,
            area: words.around.map(|around| around.area).or(network.area),
            ..local_actor(&addresses, ap_id, page, now)
        };
        ensure(conn, &seal, actor, keys, now)
    })
    .await
}

/// Plain text as HTML text. Spaces stay spaces, so that the words can be read on the wire too.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The fields that all of our own actors share.
pub(super) fn local_actor(addresses: &Addresses, ap_id: Url, page: Url, now: Moment) -> Actor {
    let below = |part: &str| {
        let mut url = ap_id.clone();
        url.set_path(&format!("{}/{part}", ap_id.path()));
        url
    };
    Actor {
        id: ActorId(ids::next(now)),
        kind: ActorKind::Person,
        local: true,
        host: addresses.host(),
        handle: String::new(),
        name: String::new(),
        summary: String::new(),
        inbox: below("inbox"),
        shared_inbox: Some(addresses.shared_inbox()),
        url: Some(page),
        followers: Some(below("followers")),
        public_key_pem: String::new(),
        key_id: format!("{ap_id}#main-key"),
        ed25519: None,
        implements_potluck: true,
        takes_words: true,
        area: None,
        languages: Vec::new(),
        mode: None,
        intake: None,
        looks: Default::default(),
        appearance: Default::default(),
        gone: false,
        fetched_at: now,
        created_at: now,
        ap_id,
    }
}

fn ensure(
    conn: &mut Conn,
    seal: &MasterKey,
    mut actor: Actor,
    keys: fn() -> Result<Keys>,
    now: Moment,
) -> Result<ActorId> {
    if let Some(known) = actors::by_ap_id(conn, &actor.ap_id)? {
        // What stewards set stays as they set it.
        let (mode, intake) = (known.mode.or(actor.mode), known.intake.or(actor.intake));
        let actor = Actor {
            id: known.id,
            public_key_pem: known.public_key_pem,
            ed25519: known.ed25519,
            created_at: known.created_at,
            mode,
            intake,
            ..actor
        };
        actors::update_local(conn, &actor)?;
        // What this version understands and the one before did not is news, too.
        let before = (&known.name, &known.summary, &known.languages, known.area, known.takes_words);
        if before != (&actor.name, &actor.summary, &actor.languages, actor.area, actor.takes_words) {
            outbox::record(conn, &Event::ActorChanged { actor: known.id }, now)?;
        }
        return Ok(known.id);
    }
    let sealed = give_keys(seal, &mut actor, keys()?);
    actors::insert_local(conn, &actor, sealed)?;
    Ok(actor.id)
}

/// A one-time link for the first operator, while there has been none. A link that was printed before stops working.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn founding_link(here: &Here) -> Result<Option<Url>> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            if members::has_operator(conn)? {
                return Ok(None);
            }
            let secret = ids::secret();
            facts::set(conn, FOUNDING, &ids::digest(&secret))?;
            Ok(Some(context.addresses.founding_link(&secret)))
        })
        .await
}

/// Whether a founding link still works.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn is_founding_link(here: &Here, secret: &str) -> Result<bool> {
    let digest = ids::digest(secret);
    here.db.read(move |conn| Ok(facts::get(conn, FOUNDING)?.is_some_and(|kept| kept == digest))).await
}

/// Uses the founding link: makes the first operator, for six months, with a token that is shown once, and writes what they
/// say about their network. The link is used up only if all of it fits.
///
/// # Errors
/// `NotFound` when the link was used or never was; `Invalid` or `Conflict` for the handle; as
/// [`super::change_network::change_network`].
pub async fn found_operator(
    here: &Here,
    secret: &str,
    handle: &str,
    display_name: &str,
    said: Change,
    keys: Keys,
) -> Result<(MemberId, String)> {
    let (context, now, digest) = (here.clone(), here.now(), ids::digest(secret));
    let (handle, display_name) = (handle.to_owned(), display_name.to_owned());
    here.db
        .write(move |conn| {
            if !facts::remove(conn, FOUNDING, &digest)? {
                return Err(Error::not_found());
            }
            let member = add(&context, conn, &handle, &display_name, keys, now)?;
            let role = Role {
                member,
                kind: RoleKind::Operator,
                starts_at: now,
                ends_at: term_end(now, DEFAULT_TERM_MONTHS)?,
                given_by: "founding".into(),
            };
            members::insert_role(conn, ids::next(now), &role)?;
            // The link was printed on the command line.
            let about = Some(format!("{}: {}", members::get(conn, member)?.handle, RoleKind::Operator.as_str()));
            note(conn, Doer::CommandLine, &[], Deed::RoleGiven, about, Why::default(), now)?;
            let token = ids::secret();
            members::insert_token(conn, ids::next(now), member, &ids::digest(&token), "read write follow push", now)?;
            change(&context, conn, member, said, now)?;
            Ok((member, token))
        })
        .await
}
