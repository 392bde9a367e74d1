//! Before the story: the neighborhoods come up, get to know each other, and post what they need and have.

use super::client::{Visitor, client};
use super::generate::Listing;
use super::process::Instance;
use super::progress::Progress;
use crate::clock::Clock;
use crate::error::{Error, Kind, Result};
use chrono::Duration as Span;
use futures::future::try_join_all;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

pub(super) const RIVERSIDE: usize = 0;
pub(super) const HILLSIDE: usize = 1;
pub(super) const HARBOR: usize = 2;

/// How long a step may take to be observed.
const PATIENCE: Duration = Duration::from_secs(20);

/// The three neighborhoods, with a token for each member who acts.
pub(super) struct Town {
    /// riverside, hillside, harbor.
    pub instances: Vec<Instance>,
    client: Client,
    tokens: BTreeMap<(usize, &'static str), String>,
    /// The posted listings: neighborhood, index of the generated one, its JSON.
    pub posted: Vec<(usize, usize, Value)>,
}

impl Town {
    /// With instances that were started.
    ///
    /// # Errors
    /// `Internal` when no HTTP client can be made.
    pub(super) fn new(instances: Vec<Instance>) -> Result<Self> {
        let client = client(&instances)?;
        Ok(Self { instances, client, tokens: BTreeMap::new(), posted: Vec::new() })
    }

    /// A visitor without a token.
    pub(super) fn visitor(&self, place: usize) -> Visitor {
        Visitor::new(self.client.clone(), &self.instances[place].host, None)
    }

    /// A member who is signed in.
    ///
    /// # Errors
    /// `Internal` when the member has no token.
    pub(super) fn member(&self, place: usize, handle: &'static str) -> Result<Visitor> {
        let token = self.tokens.get(&(place, handle)).cloned();
        let token = token.ok_or_else(|| Error::internal(format!("{handle} has no token")))?;
        Ok(Visitor::new(self.client.clone(), &self.instances[place].host, Some(token)))
    }

    /// The first member of a neighborhood: its operator, and who answers others.
    pub(super) fn first(&self, place: usize) -> &'static str {
        self.instances[place].neighborhood.members[0].handle
    }

    /// Waits until `look` observes what it looks for; a server that ended is said at once.
    ///
    /// # Errors
    /// `Unavailable`, saying what was not observed and why, as far as it is known.
    pub(super) async fn observe<T>(
        &mut self,
        progress: &Progress,
        what: &str,
        look: impl AsyncFn(&Self) -> Result<Option<T>>,
    ) -> Result<T> {
        let (start, bar) = (Instant::now(), progress.waiting_for(what));
        let mut why = None;
        while start.elapsed() < PATIENCE {
            match look(self).await {
                Ok(Some(seen)) => {
                    if let Some(bar) = bar {
                        bar.finish_and_clear();
                    }
                    return Ok(seen);
                }
                Ok(None) => why = None,
                Err(error) => why = Some(error.text().to_owned()),
            }
            for instance in &mut self.instances {
                instance.check().map_err(|error| Error::new(Kind::Unavailable, format!("{what}. {}", error.text())))?;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let why = why.map(|why| format!(" ({why})")).unwrap_or_default();
        Err(Error::new(Kind::Unavailable, format!("{what}{why}")))
    }

    /// Prints where everything is and how to sign in.
    pub(super) fn introduce(&self, progress: &Progress) {
        progress.say("\nThe servers go on until you press Ctrl-C. Look around:");
        for (place, instance) in self.instances.iter().enumerate() {
            progress.say(&format!(
                "\n{} (@food@{})\n  page:  http://{}/",
                instance.neighborhood.display_name, instance.host, instance.host
            ));
            for ((at, handle), token) in &self.tokens {
                if *at == place {
                    progress.say(&format!("  token: {token}  ({handle})"));
                }
            }
        }
        let (host, port) = (&self.instances[0].host, self.instances[0].port);
        let name = host.split(':').next().unwrap_or_default();
        progress.say(&format!(
            "\nTry: curl --resolve {name}:{port}:127.0.0.1 -H 'Authorization: Bearer TOKEN' http://{host}/api/potluck/v1/listings\n\
             The interface is described at http://{host}/api/potluck/v1/openapi.json"
        ));
    }
}

/// Brings everything up.
///
/// # Errors
/// `Unavailable`, naming the first step that was not observed.
pub(super) async fn settle(town: &mut Town, progress: &mut Progress) -> Result<()> {
    for place in 0..town.instances.len() {
        let name = town.instances[place].neighborhood.display_name;
        let what = format!("{name} is up and its network can be found");
        town.observe(progress, &what, async |town| {
            let visitor = town.visitor(place);
            let ready = visitor.ask(Method::GET, "/readyz", None).await?.0 == 200;
            let question = format!("/.well-known/webfinger?resource=acct:food@{}", town.instances[place].host);
            Ok((ready && visitor.ask(Method::GET, &question, None).await?.0 == 200).then_some(()))
        })
        .await?;
        progress.seen(&format!("{what}: http://{}/", town.instances[place].host));
    }
    let joined = members_join(town).await?;
    progress.seen(&format!("{joined} neighbors have joined, and each network has an operator for six months"));
    networks_follow(town, progress).await?;
    neighbors_post(town, progress).await
}

/// Adds whoever acts: each neighborhood's first member, and the authors of its listings.
async fn members_join(town: &mut Town) -> Result<usize> {
    let adding = town.instances.iter().enumerate().map(|(place, instance)| async move {
        let mut handles =
            vec![(instance.neighborhood.members[0].handle, instance.neighborhood.members[0].display_name)];
        for listing in &instance.neighborhood.listings {
            let author = instance.neighborhood.members.iter().find(|member| member.handle == listing.author);
            if let Some(author) = author.filter(|author| !handles.iter().any(|(handle, _)| *handle == author.handle)) {
                handles.push((author.handle, author.display_name));
            }
        }
        let mut tokens = Vec::new();
        for (handle, name) in handles {
            instance.run(&["member", "add", handle, "--name", name]).await?;
            let token = instance.run(&["token", "create", handle, "--scopes", "read write follow push"]).await?;
            tokens.push(((place, handle), token));
        }
        instance.run(&["role", "give", instance.neighborhood.members[0].handle, "operator"]).await?;
        Ok::<_, Error>(tokens)
    });
    let tokens = try_join_all(adding).await?;
    town.tokens = tokens.into_iter().flatten().collect();
    for (place, handle) in town.tokens.keys().copied().collect::<Vec<_>>() {
        let me = town.member(place, handle)?.get("/me").await?;
        if me["handle"] != handle {
            return Err(Error::new(Kind::Unavailable, format!("{handle} can sign in")));
        }
    }
    Ok(town.tokens.len())
}

/// Who follows whom: all but riverside, which does not follow harbor.
fn follows(from: usize, to: usize) -> bool {
    from != to && (from, to) != (RIVERSIDE, HARBOR)
}

fn mutual(one: usize, other: usize) -> bool {
    follows(one, other) && follows(other, one)
}

/// Whether another neighborhood sees a listing, when nobody passes anything along.
fn reaches(home: usize, place: usize, audience: &Value) -> bool {
    place == home
        || match audience.as_str() {
            Some("public") => follows(place, home),
            Some("peers") => mutual(place, home),
            _ => false,
        }
}

async fn networks_follow(town: &mut Town, progress: &mut Progress) -> Result<()> {
    let count = town.instances.len();
    for from in 0..count {
        let operator = town.member(from, town.first(from))?;
        for to in (0..count).filter(|to| follows(from, *to)) {
            let address = format!("food@{}", town.instances[to].host);
            operator.post("/peers", json!({ "address": address })).await?;
        }
    }
    let what = "hillside and its two neighbors follow each other; harbor follows riverside, which does not know it yet";
    town.observe(progress, what, async |town| {
        for place in 0..count {
            let peers = town.member(place, town.first(place))?.get("/peers").await?;
            let count_of = |wanted: &dyn Fn(&Value) -> bool| {
                peers.as_array().map_or(0, |peers| peers.iter().filter(|peer| wanted(peer)).count())
            };
            let expected = |relation: &dyn Fn(usize) -> bool| (0..count).filter(|other| relation(*other)).count();
            if count_of(&|peer| peer["mutual"] == true) != expected(&|other| mutual(place, other))
                || count_of(&|peer| peer["we_follow"] == "accepted") != expected(&|other| follows(place, other))
            {
                return Ok(None);
            }
        }
        Ok(Some(()))
    })
    .await?;
    progress.seen(what);
    Ok(())
}

/// The JSON of a generated listing.
pub(super) fn input(listing: &Listing, near: (f64, f64, &str)) -> Value {
    let now = Clock::system().now();
    let at = |hours: u32| (now + Span::hours(i64::from(hours))).to_rfc3339();
    let mut input = json!({
        "kind": listing.kind, "category": listing.category, "language": listing.language, "title": listing.title,
        "body": listing.body, "urgency": listing.urgency, "ways": listing.ways, "audience": listing.audience,
        "pass_along": listing.pass_along, "place_name": listing.near_name,
        "point": { "latitude": near.0, "longitude": near.1 }, "exact_place": near.2,
        "expires_at": at(listing.expires_in_hours),
        "windows": listing.windows.iter().map(|(from, until)| json!({ "from": at(*from), "until": at(*until) })).collect::<Vec<_>>(),
        "food": {
            "diet": listing.diet,
            "allergens": {
                "declared": listing.allergens_declared, "contains": listing.contains,
                "mayContain": listing.may_contain, "mustBeFreeOf": listing.must_be_free_of,
            },
            "storage": listing.storage,
            "best_before": listing.best_before_in_days.map(|days| (now + Span::days(i64::from(days))).date_naive()),
        },
    });
    if listing.hidden_author {
        input["hidden_author"] = true.into();
    }
    if let Some(amount) = &listing.amount {
        input["amount"] = amount.number.clone().into();
        input["unit"] = json!({ "measure": amount.measure, "label": amount.unit_label });
        input["smallest_split"] = amount.smallest_split.clone().into();
    }
    input
}

async fn neighbors_post(town: &mut Town, progress: &mut Progress) -> Result<()> {
    for place in 0..town.instances.len() {
        let neighborhood = &town.instances[place].neighborhood;
        let mut posted = Vec::new();
        // The first of riverside is the story's own, and is posted when the story begins.
        for (index, listing) in neighborhood.listings.iter().enumerate().filter(|(index, _)| place != 0 || *index != 0)
        {
            let near = &neighborhood.places[listing.near];
            let body = input(listing, (near.latitude, near.longitude, &near.street));
            let answer = town.member(place, listing.author)?.post("/listings", body).await?;
            posted.push((place, index, answer));
        }
        town.posted.extend(posted);
    }
    let (needs, offers): (Vec<_>, Vec<_>) = town.posted.iter().partition(|(_, _, listing)| listing["kind"] == "need");
    let (needs, offers) = (needs.len(), offers.len());
    let what =
        format!("{needs} needs and {offers} offers are posted; what is for neighbors close by is seen next door");
    let boards = town
        .observe(progress, &what, async |town| {
            let mut boards = Vec::new();
            for place in 0..town.instances.len() {
                let board = town.member(place, town.first(place))?.board().await?;
                boards.push(
                    board.iter().filter_map(|listing| Some(listing["url"].as_str()?.to_owned())).collect::<Vec<_>>(),
                );
            }
            let all = town.posted.iter().all(|(home, _, listing)| {
                let url = listing["url"].as_str().unwrap_or_default();
                let mut places =
                    boards.iter().enumerate().filter(|(place, _)| reaches(*home, *place, &listing["audience"]));
                places.all(|(_, board)| board.iter().any(|seen| seen == url))
            });
            Ok(all.then_some(boards))
        })
        .await?;
    progress.seen(&what);
    let what = "nothing is seen where its author did not send it: what is for one network only has not left it";
    for (home, _, listing) in &town.posted {
        let url = listing["url"].as_str().unwrap_or_default();
        for (place, board) in boards.iter().enumerate() {
            if board.iter().any(|seen| seen == url) != reaches(*home, place, &listing["audience"]) {
                return Err(Error::new(Kind::Unavailable, what));
            }
        }
    }
    progress.seen(what);
    Ok(())
}
