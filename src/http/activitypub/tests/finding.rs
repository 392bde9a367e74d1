use super::*;
use crate::federation::wire::nodeinfo::{NodeInfo, Version, WellKnown};
use crate::federation::wire::{Jrd, webfinger::JRD_TYPE};
use serde_json::json;

async fn finger(server: &Server, resource: &str) -> Got {
    let query: String = url::form_urlencoded::Serializer::new(String::new()).append_pair("resource", resource).finish();
    server.ask(TestRequest::get().uri(&format!("/.well-known/webfinger?{query}"))).await
}

#[actix_web::test]
async fn refusal_25_webfinger_and_actor_agree_both_ways() {
    let server = Server::start().await;
    for (resource, path) in [
        ("acct:food@fruitvale.example", "/ap/network"),
        ("acct:Food@FRUITVALE.example", "/ap/network"),
        ("food@fruitvale.example", "/ap/network"),
        ("https://fruitvale.example/ap/network", "/ap/network"),
        ("https://fruitvale.example/@food", "/ap/network"),
        ("acct:rosa@fruitvale.example", "/ap/members/rosa"),
        ("https://fruitvale.example/ap/members/rosa", "/ap/members/rosa"),
        ("acct:fruitvale.example@fruitvale.example", "/ap/app"),
        ("https://fruitvale.example/", "/ap/app"),
        ("https://fruitvale.example", "/ap/app"),
    ] {
        let got = finger(&server, resource).await;
        assert_eq!(got.status, 200, "{resource}");
        assert_eq!((got.header("content-type"), got.header("access-control-allow-origin")), (JRD_TYPE, "*"));
        let jrd: Jrd = serde_json::from_slice(&got.body).unwrap();
        let actor = server.get(path).await.json();
        assert_eq!(jrd.actor().unwrap().as_str(), actor["id"]);
        assert_eq!(jrd.acct().unwrap().to_string(), actor["webfinger"]);
        assert_eq!(jrd.acct().unwrap().name(), actor["preferredUsername"]);
    }
}

#[actix_web::test]
async fn refusal_25_webfinger_knows_neither_strangers_nor_other_domains() {
    let server = Server::start().await;
    server.meet("hillside.example", Ties::Mutual);
    for nobody in [
        "acct:bob@fruitvale.example",
        "acct:food@hillside.example",
        "acct:food@fruitvale.example:8443",
        "https://hillside.example/ap/network",
        "http://fruitvale.example/ap/network",
        "https://fruitvale.example/ap/members/bob",
    ] {
        let got = finger(&server, nobody).await;
        assert_eq!((got.status.as_u16(), got.header("access-control-allow-origin")), (404, "*"), "{nobody}");
    }
    for malformed in ["", "food", "acct:@fruitvale.example", "mailto:food@fruitvale.example:x", "https://"] {
        assert_eq!(finger(&server, malformed).await.status, 400, "{malformed}");
    }
    for path in ["/.well-known/webfinger", "/.well-known/webfinger?resource=a@b.example&resource=c@d.example"] {
        assert_eq!(server.get(path).await.status, 400, "{path}");
    }
}

#[actix_web::test]
async fn a_development_server_with_a_port_is_found_too() {
    let server = Server::start_with(|config| {
        config.domain = "potluck.localhost:8000".parse().unwrap();
        config.federation.development = true;
    })
    .await;
    for resource in ["acct:food@potluck.localhost:8000", "acct:potluck.localhost@potluck.localhost:8000"] {
        let jrd: Jrd = serde_json::from_slice(&finger(&server, resource).await.body).unwrap();
        assert_eq!(format!("acct:{}", jrd.acct().unwrap()), resource);
    }
}

#[actix_web::test]
async fn nodeinfo_names_the_software_and_counts_nobody() {
    let server = Server::start().await;
    let links: WellKnown = serde_json::from_slice(&server.get("/.well-known/nodeinfo").await.body).unwrap();
    assert_eq!(links.document().unwrap().as_str(), "https://fruitvale.example/nodeinfo/2.1");
    assert_eq!(links.application().unwrap().as_str(), "https://fruitvale.example/ap/app");
    for (path, version) in [("/nodeinfo/2.0", Version::V2_0), ("/nodeinfo/2.1", Version::V2_1)] {
        let got = server.get(path).await;
        assert_eq!(got.header("content-type"), version.media_type());
        assert_eq!(got.header("access-control-allow-origin"), "*");
        let json = got.json();
        assert_eq!(json["usage"], json!({"users": {}}));
        assert_eq!(json["openRegistrations"], false);
        assert_eq!(json["software"]["name"], "potluck");
        let info: NodeInfo = serde_json::from_value(json).unwrap();
        assert_eq!(info.version, version);
        assert_eq!(info.metadata.networks, ["https://fruitvale.example/ap/network"]);
    }
}

#[actix_web::test]
async fn host_meta_leads_to_webfinger() {
    let server = Server::start().await;
    let xml = server.get("/.well-known/host-meta").await;
    assert_eq!(xml.header("content-type"), "application/xrd+xml; charset=utf-8");
    let template = "https://fruitvale.example/.well-known/webfinger?resource={uri}";
    assert!(String::from_utf8(xml.body).unwrap().contains(template));
    let json = server.get("/.well-known/host-meta.json").await.json();
    assert_eq!(json["links"][0]["template"], template);
}

#[actix_web::test]
async fn every_path_answers_head_and_takes_nothing_else() {
    let server = Server::start().await;
    let webfinger = "/.well-known/webfinger?resource=acct:food@fruitvale.example";
    for path in ["/ap/network", "/ap/members/rosa/outbox", "/nodeinfo/2.1", "/.well-known/host-meta", webfinger] {
        let (get, head) =
            (server.get(path).await, server.ask(TestRequest::with_uri(path).method("HEAD".parse().unwrap())).await);
        assert_eq!((get.status.as_u16(), head.status.as_u16()), (200, 200), "{path}");
        assert_eq!(get.header("content-type"), head.header("content-type"), "{path}");
        let put = server.ask(TestRequest::put().uri(path)).await;
        assert!(put.status.is_client_error(), "{path}");
    }
}
