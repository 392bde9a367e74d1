//! The story's second half: what riverside offers to networks that it knows reaches one that it does not know.

use super::progress::Progress;
use super::settle::{HARBOR, HILLSIDE, RIVERSIDE, Town, input};
use super::story::{answer, handoff_of, not_observed, row, seen_at, text};
use crate::error::Result;
use reqwest::Method;
use serde_json::{Value, json};

/// How many trays there are.
const TRAYS: &str = "6";

/// Tells it.
///
/// # Errors
/// `Unavailable`, naming the first step that was not observed.
pub(super) async fn tell(town: &mut Town, progress: &mut Progress) -> Result<()> {
    let offer = offered_next_door(town, progress).await?;
    let far = passed_along(town, progress, &offer).await?;
    let (here, at_origin) = answered_from_afar(town, progress, &offer, &far).await?;
    all_agree(town, progress, &offer, &far, &here, &at_origin).await
}

/// An offer of riverside's for the networks that it knows.
struct Offer {
    author: &'static str,
    url: String,
    /// Its row at riverside.
    id: String,
    /// Its row at hillside.
    next_door: String,
}

async fn offered_next_door(town: &mut Town, progress: &mut Progress) -> Result<Offer> {
    let neighborhood = &town.instances[RIVERSIDE].neighborhood;
    let like = &neighborhood.listings[0];
    let (author, near) = (like.author, &neighborhood.places[like.near]);
    let mut body = input(like, (near.latitude, near.longitude, &near.street));
    for (name, value) in [
        ("language", json!("en")),
        ("category", json!("cooked-meal")),
        ("title", json!("vegetable lasagna, six trays")),
        ("body", json!("From the community kitchen. Each tray feeds eight.")),
        ("audience", json!("peers")),
        ("pass_along", json!("yes")),
        ("amount", json!(TRAYS)),
        ("unit", json!({ "measure": "one", "label": "trays" })),
        ("smallest_split", Value::Null),
    ] {
        body[name] = value;
    }
    let posted = town.member(RIVERSIDE, author)?.post("/listings", body).await?;
    let (url, id) = (text(&posted, "url")?.to_owned(), text(&posted, "id")?.to_owned());
    let what = "riverside offers 6 trays of lasagna to the networks that it knows, and lets them pass it along";
    let copy = town.observe(progress, what, async |town| seen_at(town, HILLSIDE, &url).await).await?;
    progress.seen(what);
    let what = "hillside sees it; harbor, which riverside does not know, does not, and strangers are told nothing";
    let stranger = town.visitor(RIVERSIDE).ask(Method::GET, &url, None).await?.0;
    if seen_at(town, HARBOR, &url).await?.is_some() || stranger != 404 {
        return Err(not_observed(what));
    }
    progress.seen(what);
    Ok(Offer { author, url, id, next_door: text(&copy, "id")?.to_owned() })
}

/// Answers its row at harbor.
async fn passed_along(town: &mut Town, progress: &mut Progress, offer: &Offer) -> Result<String> {
    let rules = json!({ "rules": [{ "kind": "offer", "category": "food", "within_km": 20 }] });
    town.member(HILLSIDE, town.first(HILLSIDE))?.put("/network/pass-along", rules).await?;
    let what = "hillside passes along what food there is within 20 km: harbor sees the trays, through hillside alone";
    let (via, origin) = (town.instances[HILLSIDE].host.clone(), town.instances[RIVERSIDE].host.clone());
    let copy = town
        .observe(progress, what, async |town| {
            let here = row(town, HILLSIDE, &offer.next_door).await?;
            let found = seen_at(town, HARBOR, &offer.url).await?;
            Ok(found.filter(|_| here["passed_along_here"] == true))
        })
        .await?;
    let through = copy["passed_along_by"].as_array().map(Vec::as_slice).unwrap_or_default();
    let through_hillside = through.len() == 1 && through[0]["address"] == format!("food@{via}");
    if !through_hillside || copy["origin"]["address"] != format!("food@{origin}") || copy["audience"] != "peers" {
        return Err(not_observed(what));
    }
    progress.seen(what);
    Ok(text(&copy, "id")?.to_owned())
}

/// Answers the response's row at harbor and at riverside.
async fn answered_from_afar(
    town: &mut Town,
    progress: &mut Progress,
    offer: &Offer,
    far: &str,
) -> Result<(String, String)> {
    let what = "harbor answers riverside itself, for all 6 trays, and riverside's author says yes";
    let here = answer(town, progress, HARBOR, far, TRAYS, what).await?;
    let (id, author) = (offer.id.clone(), offer.author);
    let at_origin = town
        .observe(progress, what, async |town| {
            let all = town.member(RIVERSIDE, author)?.get(&format!("/listings/{id}/responses")).await?;
            Ok(all.as_array().and_then(|all| all.first()).and_then(|first| Some(first["id"].as_str()?.to_owned())))
        })
        .await?;
    town.member(RIVERSIDE, author)?.post(&format!("/responses/{at_origin}/accept"), json!({})).await?;
    let response = here.clone();
    town.observe(progress, what, async |town| {
        let seen = town.member(HARBOR, town.first(HARBOR))?.get(&format!("/responses/{response}")).await?;
        Ok((seen["state"] == "accepted" && seen["accepted"] == TRAYS).then_some(()))
    })
    .await?;
    progress.seen(what);
    Ok((here, at_origin))
}

async fn all_agree(
    town: &mut Town,
    progress: &mut Progress,
    offer: &Offer,
    far: &str,
    here: &str,
    at_origin: &str,
) -> Result<()> {
    let what = "nothing is left: hillside passes it along no more, and harbor's board does not show it to anybody else";
    town.observe(progress, what, async |town| {
        let origin = row(town, RIVERSIDE, &offer.id).await?;
        let next_door = row(town, HILLSIDE, &offer.next_door).await?;
        let met = [&origin, &next_door].iter().all(|seen| seen["state"] == "met" && seen["quantity"]["open"] == "0");
        let hidden = seen_at(town, HARBOR, &offer.url).await?.is_none();
        Ok((met && hidden && next_door["passed_along_here"] == false).then_some(()))
    })
    .await?;
    progress.seen(what);
    let what = "the trays change hands; riverside, hillside and harbor agree: 6 offered, 6 handed over, none left";
    let author = town.member(RIVERSIDE, offer.author)?;
    let handoff = handoff_of(&author, at_origin).await?.ok_or_else(|| not_observed(what))?;
    author.post(&format!("/handoffs/{}/handed-over", text(&handoff, "id")?), json!({})).await?;
    let far = far.to_owned();
    town.observe(progress, what, async |town| {
        let origin = row(town, RIVERSIDE, &offer.id).await?;
        let next_door = row(town, HILLSIDE, &offer.next_door).await?;
        let there = handoff_of(&town.member(HARBOR, town.first(HARBOR))?, here).await?;
        let done = there.is_some_and(|there| there["state"] == "handed-over" && there["amount"] == TRAYS);
        let told = origin["quantity"]["delivered"] == TRAYS
            && [&origin, &next_door].iter().all(|seen| seen["state"] == "met" && seen["quantity"]["open"] == "0");
        // Harbor keeps the row of what it was promised, and nothing of it is open there.
        let copy = row(town, HARBOR, &far).await;
        let closed = copy.is_ok_and(|copy| copy["state"] != "open");
        Ok((done && told && closed).then_some(()))
    })
    .await?;
    progress.seen(what);
    Ok(())
}
