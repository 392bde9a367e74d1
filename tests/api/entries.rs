//! Places and resources that were read in are there for everyone.

use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use potluck::actions::give_role::give_role;
use potluck::actions::keep_entries::add;
use potluck::domain::Point;
use potluck::domain::entry::Known;
use potluck::domain::member::RoleKind;
use potluck::domain::place::{Place, PlaceKind, PlaceState};
use potluck::domain::resource::ResourceEntry;
use serde_json::json;

fn place(kind: PlaceKind, name: &str, latitude: f64) -> Place {
    Place {
        external_id: None,
        kind,
        name: name.into(),
        address: Some("12 Elm Street".into()),
        point: Point::new(latitude, -73.98).unwrap(),
        hours: Vec::new(),
        access: Default::default(),
        accepts: vec!["bread".into()],
        no_papers: Known::Yes,
        notes: Vec::new(),
        state: PlaceState::Active,
        confirmed_on: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_finds_places_and_resources_near_a_point_page_by_page() {
    let here = Neighborhood::start("riverside").await;
    let rosa = here.member("rosa").await;
    let fridge = place(PlaceKind::Fridge, "Yellow fridge", 40.70);
    assert!(add(&here, rosa, fridge.clone()).await.is_err(), "it takes a role");
    give_role(&here, "rosa", RoleKind::Caretaker, 3).await.unwrap();
    let near = add(&here, rosa, fridge).await.unwrap();
    add(&here, rosa, place(PlaceKind::Pantry, "Pantry of St. Ann", 40.71)).await.unwrap();
    add(&here, rosa, place(PlaceKind::Fridge, "Far fridge", 41.70)).await.unwrap();
    let resource = ResourceEntry {
        external_id: None,
        name: "Legal advice".into(),
        point: None,
        organization: Some("Law for all".into()),
        categories: Vec::new(),
        about: Vec::new(),
        website: None,
        phones: vec!["+1 555 0100".into()],
        email: None,
        address: None,
        hours: Vec::new(),
        languages: vec!["en".into()],
        they_ask_for: vec!["A letter from your landlord".into()],
        verified_on: Default::default(),
    };
    add(&here, rosa, resource).await.unwrap();

    let stranger = Visitor::stranger(&here);
    let names = async |path: &str| -> Vec<String> {
        let all = stranger.get(path).await.expect(200);
        all.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("/places").await, ["Far fridge", "Pantry of St. Ann", "Yellow fridge"]);
    assert_eq!(
        names("/places?latitude=40.7&longitude=-73.98").await,
        ["Pantry of St. Ann", "Yellow fridge"],
        "within five kilometres"
    );
    assert_eq!(names("/places?kind=fridge&latitude=40.7&longitude=-73.98").await, ["Yellow fridge"]);
    assert_eq!(names("/places?limit=1").await, ["Far fridge"]);
    assert_eq!(names(&format!("/places?max_id={}", near.0)).await, [] as [&str; 0]);
    let one = stranger.get(&format!("/places/{near}")).await.expect(200);
    assert_eq!((&one["kind"], &one["no_papers"], &one["stale"]), (&json!("fridge"), &json!("yes"), &json!(true)));
    assert_eq!(one["access"]["step_free"], "unknown");
    let resources = stranger.get("/resources").await.expect(200);
    assert_eq!(resources[0]["they_ask_for"], json!(["A letter from your landlord"]));
    assert!(resources[0].get("latitude").is_none());
    for (path, field) in [
        ("/places?kind=shop", "kind"),
        ("/places?latitude=40.7", "longitude"),
        ("/places?latitude=91&longitude=0", "latitude"),
        ("/resources?kind=fridge", "kind"),
    ] {
        let answer = stranger.get(path).await;
        assert_eq!((answer.status, &answer.json()["field"]), (422, &json!(field)), "{path}: {}", answer.text);
    }
    assert_eq!(stranger.get("/places/12345").await.status, 404);
    assert_eq!(stranger.get("/resources/x").await.status, 404);
}
