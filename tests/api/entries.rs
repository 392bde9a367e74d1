//! Places and resources that were read in are there for everyone.

use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use crate::support::places::{self, read_in};
use potluck::actions::give_role::give_role;
use potluck::domain::Point;
use potluck::domain::member::RoleKind;
use potluck::domain::place::{Place, PlaceKind};
use potluck::domain::resource::ResourceEntry;
use reqwest::Method;
use serde_json::json;

fn place(kind: PlaceKind, name: &str, latitude: f64) -> Place {
    Place {
        address: Some("12 Elm Street".into()),
        accepts: vec!["bread".into()],
        ..places::place(kind, name, Point::new(latitude, -73.98).unwrap())
    }
}

fn resource() -> ResourceEntry {
    ResourceEntry {
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
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_looks_after_places_and_resources_takes_them_away() {
    let here = Neighborhood::start("riverside").await;
    read_in(&here, place(PlaceKind::Fridge, "Yellow fridge", 40.70)).await;
    read_in(&here, resource()).await;
    for name in ["rosa", "ben"] {
        here.member(name).await;
    }
    let (rosa, ben) = (Visitor::member(&here, "rosa").await, Visitor::member(&here, "ben").await);
    let reads = Visitor::with_scopes(&here, "ben", "read").await;
    give_role(&here, "ben", RoleKind::Caretaker, 3).await.unwrap();
    for list in ["/places", "/resources"] {
        let all = rosa.get(list).await.expect(200);
        let one = format!("{list}/{}", all[0]["id"].as_str().unwrap());
        let taken = async |by: &Visitor| by.send(Method::DELETE, &one, json!(null)).await.status;
        assert_eq!((taken(&Visitor::stranger(&here)).await, taken(&rosa).await, taken(&reads).await), (401, 403, 403));
        assert_eq!(rosa.get(&one).await.status, 200, "still there");
        assert_eq!((taken(&ben).await, taken(&ben).await), (204, 404));
        assert_eq!(rosa.get(list).await.expect(200), json!([]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_finds_places_and_resources_near_a_point_page_by_page() {
    let here = Neighborhood::start("riverside").await;
    read_in(&here, place(PlaceKind::Fridge, "Yellow fridge", 40.70)).await;
    read_in(&here, place(PlaceKind::Pantry, "Pantry of St. Ann", 40.71)).await;
    read_in(&here, place(PlaceKind::Fridge, "Far fridge", 41.70)).await;
    read_in(&here, resource()).await;

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
    let all = stranger.get("/places").await.expect(200);
    let near = all[2]["id"].as_str().unwrap();
    assert_eq!(names(&format!("/places?max_id={near}")).await, [] as [&str; 0]);
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
