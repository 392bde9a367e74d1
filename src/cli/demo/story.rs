//! The story: forty crates, two networks that ask for forty-five, and a need that is answered from next door.

use super::client::Visitor;
use super::progress::Progress;
use super::settle::{HARBOR, HILLSIDE, RIVERSIDE, Town, input};
use crate::error::{Error, Kind, Result};
use reqwest::Method;
use serde_json::{Value, json};

pub(super) fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str> {
    value[key].as_str().ok_or_else(|| Error::peer(format!("an answer has no `{key}`")))
}

pub(super) fn not_observed(what: &str) -> Error {
    Error::new(Kind::Unavailable, what)
}

/// The same listing as a place's board shows it to one of its members, if it does.
pub(super) async fn seen_at(town: &Town, place: usize, url: &str) -> Result<Option<Value>> {
    let board = town.member(place, town.first(place))?.board().await?;
    Ok(board.into_iter().find(|listing| listing["url"] == url))
}

/// The listing behind a row, whatever its state.
pub(super) async fn row(town: &Town, place: usize, id: &str) -> Result<Value> {
    town.member(place, town.first(place))?.get(&format!("/listings/{id}")).await
}

/// One of a member's handoffs, by its response.
pub(super) async fn handoff_of(visitor: &Visitor, response: &str) -> Result<Option<Value>> {
    let all = visitor.get("/handoffs").await?;
    Ok(all.as_array().and_then(|all| all.iter().find(|handoff| handoff["response"] == response)).cloned())
}

/// Tells it.
///
/// # Errors
/// `Unavailable`, naming the first step that was not observed.
pub(super) async fn tell(town: &mut Town, progress: &mut Progress, without: Option<&str>) -> Result<()> {
    let offer = surplus(town, progress).await?;
    if let Some(name) = without {
        for instance in &mut town.instances {
            if instance.neighborhood.name == name {
                instance.stop();
            }
        }
        progress.say(&format!("           ({name} is stopped here, as you asked.)"));
    }
    let asked = two_ask(town, progress, &offer).await?;
    author_accepts(town, progress, &offer, &asked).await?;
    address_is_shared(town, progress, &offer, &asked).await?;
    let need = need_is_widened(town, progress).await?;
    let helped = need_is_answered(town, progress, &need).await?;
    handed_over(town, progress, &offer, &asked, &helped).await?;
    numbers_agree(town, progress, &offer, &need).await?;
    super::relay::tell(town, progress).await
}

/// The offer at its origin, and as the two others know it.
struct Offer {
    author: &'static str,
    url: String,
    rows: [String; 3],
    exact_place: String,
}

async fn surplus(town: &mut Town, progress: &mut Progress) -> Result<Offer> {
    let neighborhood = &town.instances[RIVERSIDE].neighborhood;
    let listing = &neighborhood.listings[0];
    let (author, near) = (listing.author, &neighborhood.places[listing.near]);
    let exact_place = format!("{}, yellow door", near.street);
    let body = input(listing, (near.latitude, near.longitude, &exact_place));
    let posted = town.member(RIVERSIDE, author)?.post("/listings", body).await?;
    let (url, id) = (text(&posted, "url")?.to_owned(), text(&posted, "id")?.to_owned());
    let title = text(&posted, "title")?;
    let what = format!("riverside offers 40 crates (\"{title}\"); hillside and harbor see all 40 on their own boards");
    let rows = town
        .observe(progress, &what, async |town| {
            let (hillside, harbor) = (seen_at(town, HILLSIDE, &url).await?, seen_at(town, HARBOR, &url).await?);
            let (Some(hillside), Some(harbor)) = (hillside, harbor) else { return Ok(None) };
            let all = [&hillside, &harbor].iter().all(|copy| copy["quantity"]["open"] == "40");
            Ok(all.then_some([text(&hillside, "id")?.to_owned(), text(&harbor, "id")?.to_owned()]))
        })
        .await?;
    progress.seen(&what);
    let [hillside, harbor] = rows;
    Ok(Offer { author, url, rows: [id, hillside, harbor], exact_place })
}

/// A response, as its two sides know it.
struct Asked {
    here: String,
    at_origin: String,
}

pub(super) async fn answer(
    town: &mut Town,
    progress: &Progress,
    place: usize,
    id: &str,
    amount: &str,
    what: &str,
) -> Result<String> {
    let id = id.to_owned();
    let body = json!({ "amount": amount, "message": "For the families on our street. Thank you!", "way": "pickup" });
    let visitor = town.member(place, town.first(place))?;
    // Answering again would ask twice, so it is done once, and only looked for again.
    let made = visitor.post(&format!("/listings/{id}/responses"), body).await;
    let made = made.map_err(|error| not_observed(&format!("{what} ({})", error.text())))?;
    let response = text(&made, "id")?.to_owned();
    town.observe(progress, what, async |town| {
        let seen = town.member(place, town.first(place))?.get(&format!("/responses/{response}")).await?;
        Ok((seen["asked"] == amount).then(|| response.clone()))
    })
    .await
}

async fn two_ask(town: &mut Town, progress: &mut Progress, offer: &Offer) -> Result<[Asked; 2]> {
    let what = "hillside asks for 25 crates and harbor for 20; riverside's author sees both";
    let hillside = answer(town, progress, HILLSIDE, &offer.rows[HILLSIDE], "25", what).await?;
    let harbor = answer(town, progress, HARBOR, &offer.rows[HARBOR], "20", what).await?;
    let (id, author) = (offer.rows[RIVERSIDE].clone(), offer.author);
    let at_origin = town
        .observe(progress, what, async |town| {
            let all = town.member(RIVERSIDE, author)?.get(&format!("/listings/{id}/responses")).await?;
            let find = |amount: &str| {
                let all = all.as_array()?;
                Some(all.iter().find(|response| response["asked"] == amount)?["id"].as_str()?.to_owned())
            };
            Ok(find("25").zip(find("20")))
        })
        .await?;
    progress.seen(what);
    Ok([Asked { here: hillside, at_origin: at_origin.0 }, Asked { here: harbor, at_origin: at_origin.1 }])
}

async fn author_accepts(town: &mut Town, progress: &mut Progress, offer: &Offer, asked: &[Asked; 2]) -> Result<()> {
    let author = town.member(RIVERSIDE, offer.author)?;
    author.post(&format!("/responses/{}/accept", asked[0].at_origin), json!({ "access_notes": "Ring twice." })).await?;
    let too_much = author.post(&format!("/responses/{}/accept", asked[1].at_origin), json!({})).await;
    let what = "riverside's server does not let its author promise 20 of the 15 that are left";
    if too_much.is_ok() {
        return Err(not_observed(what));
    }
    progress.seen(what);
    author.post(&format!("/responses/{}/accept", asked[1].at_origin), json!({ "amount": "15" })).await?;

    let what = "the author accepts both: hillside hears of 25";
    let hillside = asked[0].here.clone();
    town.observe(progress, what, async |town| {
        let seen = town.member(HILLSIDE, town.first(HILLSIDE))?.get(&format!("/responses/{hillside}")).await?;
        Ok((seen["state"] == "accepted" && seen["accepted"] == "25").then_some(()))
    })
    .await?;
    progress.seen(what);

    let what = "harbor hears of 15, and kindly about the other 5";
    let harbor = asked[1].here.clone();
    let said = town
        .observe(progress, what, async |town| {
            let seen = town.member(HARBOR, town.first(HARBOR))?.get(&format!("/responses/{harbor}")).await?;
            let kind = seen["answer"].as_str().filter(|answer| answer.contains('5')).map(str::to_owned);
            Ok(kind.filter(|_| seen["state"] == "accepted" && seen["accepted"] == "15"))
        })
        .await?;
    progress.seen(&format!("{what}: \"{said}\""));

    let what = "all three see the same: 40 crates, 40 promised, none left";
    let rows = offer.rows.clone();
    town.observe(progress, what, async |town| {
        for (place, id) in rows.iter().enumerate() {
            let seen = row(town, place, id).await?;
            if seen["quantity"]["open"] != "0" || seen["quantity"]["committed"] != "40" || seen["state"] != "met" {
                return Ok(None);
            }
        }
        Ok(Some(()))
    })
    .await?;
    progress.seen(what);
    Ok(())
}

async fn address_is_shared(town: &mut Town, progress: &mut Progress, offer: &Offer, asked: &[Asked; 2]) -> Result<()> {
    let what = "hillside's neighbor opens the one-time link and reads where to go";
    let response = asked[0].here.clone();
    let link = town
        .observe(progress, what, async |town| {
            let handoff = handoff_of(&town.member(HILLSIDE, town.first(HILLSIDE))?, &response).await?;
            Ok(handoff.and_then(|handoff| Some(handoff["link"].as_str()?.to_owned())))
        })
        .await?;
    let visitor = town.visitor(RIVERSIDE);
    let (_, before) = visitor.ask(Method::GET, &link, None).await?;
    let (status, after) = visitor.ask(Method::POST, &link, None).await?;
    if status != 200 || before.contains(&offer.exact_place) || !after.contains(&offer.exact_place) {
        return Err(not_observed(what));
    }
    progress.seen(what);
    let what = "nobody else was told that address: not hillside's server, not harbor's, no post";
    for place in [HILLSIDE, HARBOR] {
        let (_, object) = town.visitor(place).ask(Method::GET, &offer.url, None).await?;
        let copy = row(town, place, &offer.rows[place]).await?.to_string();
        let handoffs = town.member(place, town.first(place))?.get("/handoffs").await?.to_string();
        if [object, copy, handoffs].iter().any(|said| said.contains(&offer.exact_place)) {
            return Err(not_observed(what));
        }
    }
    progress.seen(what);
    Ok(())
}

/// A need at hillside, and as riverside knows it once it is widened.
struct Need {
    author: &'static str,
    here: String,
    next_door: String,
    amount: String,
    unit: String,
}

async fn need_is_widened(town: &mut Town, progress: &mut Progress) -> Result<Need> {
    let neighborhood = &town.instances[HILLSIDE].neighborhood;
    let listing = &neighborhood.listings[0];
    let (author, near) = (listing.author, &neighborhood.places[listing.near]);
    let mut body = input(listing, (near.latitude, near.longitude, &near.street));
    let posted = town.posted.iter().find(|(place, index, _)| (*place, *index) == (HILLSIDE, 0));
    let posted =
        posted.map(|(_, _, listing)| listing.clone()).ok_or_else(|| not_observed("hillside's need is posted"))?;
    let (here, url) = (text(&posted, "id")?.to_owned(), text(&posted, "url")?.to_owned());
    let what = format!("a need at hillside (\"{}\") is for hillside alone, as needs are", text(&posted, "title")?);
    if posted["audience"] != "network" || seen_at(town, RIVERSIDE, &url).await?.is_some() {
        return Err(not_observed(&what));
    }
    progress.seen(&what);
    body["audience"] = "peers".into();
    town.member(HILLSIDE, author)?.put(&format!("/listings/{here}"), body).await?;
    let what = "its author widens it: riverside sees it, and nothing in it tells who asks";
    let seen = town.observe(progress, what, async |town| seen_at(town, RIVERSIDE, &url).await).await?;
    if seen["hidden_author"] != true || !seen["author"].is_null() || seen.to_string().contains(author) {
        return Err(not_observed(what));
    }
    progress.seen(what);
    let quantity = &posted["quantity"];
    Ok(Need {
        author,
        here,
        next_door: text(&seen, "id")?.to_owned(),
        amount: text(quantity, "amount")?.to_owned(),
        unit: text(&quantity["unit"], "label")?.to_owned(),
    })
}

async fn need_is_answered(town: &mut Town, progress: &mut Progress, need: &Need) -> Result<Asked> {
    let what = format!("riverside answers with all {} {}, and hillside's author accepts", need.amount, need.unit);
    let here = answer(town, progress, RIVERSIDE, &need.next_door, &need.amount, &what).await?;
    let (id, author) = (need.here.clone(), need.author);
    let at_origin = town
        .observe(progress, &what, async |town| {
            let all = town.member(HILLSIDE, author)?.get(&format!("/listings/{id}/responses")).await?;
            Ok(all.as_array().and_then(|all| all.first()).and_then(|first| Some(first["id"].as_str()?.to_owned())))
        })
        .await?;
    town.member(HILLSIDE, author)?.post(&format!("/responses/{at_origin}/accept"), json!({})).await?;
    let response = here.clone();
    town.observe(progress, &what, async |town| {
        let seen = town.member(RIVERSIDE, town.first(RIVERSIDE))?.get(&format!("/responses/{response}")).await?;
        Ok((seen["state"] == "accepted").then_some(()))
    })
    .await?;
    progress.seen(&what);
    Ok(Asked { here, at_origin })
}

async fn handed_over(
    town: &mut Town,
    progress: &mut Progress,
    offer: &Offer,
    asked: &[Asked; 2],
    helped: &Asked,
) -> Result<()> {
    let need_author = town.instances[HILLSIDE].neighborhood.listings[0].author;
    let what = "everything changes hands, and both sides of each handoff know it";
    let all = [
        (RIVERSIDE, offer.author, HILLSIDE, &asked[0]),
        (RIVERSIDE, offer.author, HARBOR, &asked[1]),
        (HILLSIDE, need_author, RIVERSIDE, helped),
    ];
    for (origin, author, _, response) in &all {
        let author = town.member(*origin, author)?;
        let handoff = handoff_of(&author, &response.at_origin).await?.ok_or_else(|| not_observed(what))?;
        author.post(&format!("/handoffs/{}/handed-over", text(&handoff, "id")?), json!({})).await?;
    }
    town.observe(progress, what, async |town| {
        for (origin, author, place, response) in &all {
            let one = handoff_of(&town.member(*origin, author)?, &response.at_origin).await?;
            let other = handoff_of(&town.member(*place, town.first(*place))?, &response.here).await?;
            let done = |side: Option<Value>| side.is_some_and(|side| side["state"] == "handed-over");
            if !done(one) || !done(other) {
                return Ok(None);
            }
        }
        Ok(Some(()))
    })
    .await?;
    progress.seen(what);
    Ok(())
}

async fn numbers_agree(town: &mut Town, progress: &mut Progress, offer: &Offer, need: &Need) -> Result<()> {
    let what = "all numbers agree: 40 crates handed over, nothing promised twice, nothing left, the need is met";
    let (rows, need) = (offer.rows.clone(), [(HILLSIDE, need.here.clone()), (RIVERSIDE, need.next_door.clone())]);
    town.observe(progress, what, async |town| {
        let origin = row(town, RIVERSIDE, &rows[RIVERSIDE]).await?;
        if origin["quantity"]["delivered"] != "40" || origin["quantity"]["committed"] != "0" {
            return Ok(None);
        }
        let offers = rows.iter().enumerate().map(|(place, id)| (place, id.clone()));
        for (place, id) in offers.chain(need.iter().cloned()) {
            let seen = row(town, place, &id).await?;
            if seen["quantity"]["open"] != "0" || seen["state"] != "met" {
                return Ok(None);
            }
        }
        Ok(Some(()))
    })
    .await?;
    progress.seen(what);
    Ok(())
}
