//! A network whose machine is lost comes back from its backup, and its peers still know it.

use crate::support::TestDb;
use crate::support::client::Visitor;
use crate::support::neighborhood::until;
use crate::support::process::{PASSPHRASE, Process};
use serde_json::{Value, json};
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

/// Words that stand in the database, sealed or not, and must not be found in a backup.
const PLANTED: [&str; 3] = ["Rosalinda-of-the-corner", "Quinces-from-grandmother", "Behind-the-blue-door"];

async fn mutual(place: &Process, who: &Visitor) {
    until(&format!("{}: the two follow each other", place.domain), async || {
        let peers = who.get("/peers").await.expect(200);
        peers.as_array().unwrap().iter().any(|peer| peer["mutual"] == true).then_some(())
    })
    .await;
}

async fn sees(who: &Visitor, url: &Value) -> Value {
    until(&format!("{url} arrives"), async || {
        let board = who.get("/listings").await.expect(200);
        board.as_array().unwrap().iter().find(|listing| listing["url"] == *url).cloned()
    })
    .await
}

fn crates(title: &str) -> Value {
    json!({
        "kind": "offer", "title": title, "amount": "4", "unit": { "measure": "one", "label": "crates" },
        "exact_place": PLANTED[2],
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_on_an_empty_machine_gives_back_a_network_that_its_peers_still_know() {
    let mut riverside = Process::start("riverside", Arc::new(TestDb::empty())).await;
    let hillside = Process::start("hillside", Arc::new(TestDb::sqlite())).await;
    let (rosa_token, ben_token) = (riverside.operator("rosa").await, hillside.operator("ben").await);
    let (rosa, ben) = (riverside.visitor(Some(&rosa_token)), hillside.visitor(Some(&ben_token)));
    riverside.run(&["member", "add", "ida", "--name", PLANTED[0]]).await;
    for (who, other) in [(&rosa, &hillside), (&ben, &riverside)] {
        who.post("/peers", json!({ "address": format!("food@{}", other.domain) })).await.expect(202);
    }
    mutual(&riverside, &rosa).await;
    mutual(&hillside, &ben).await;
    let quinces = rosa.post("/listings", crates(PLANTED[1])).await.expect(201);
    sees(&ben, &quinces["url"]).await;

    // While the server runs and answers.
    std::fs::create_dir_all(riverside.data().join("media/a")).unwrap();
    std::fs::write(riverside.data().join("media/a/bread.webp"), PLANTED[1]).unwrap();
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("riverside.backup");
    let name = file.to_str().unwrap();
    let said = riverside.output(&["backup", name]).await;
    let (out, problem) = (String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
    assert!(said.status.success(), "{problem}");
    for words in ["found it whole", &riverside.domain, "1 key file(s), 1 media file(s)"] {
        assert!(out.contains(words), "{out}");
    }
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let bytes = std::fs::read(&file).unwrap();
    for words in PLANTED.into_iter().chain([PASSPHRASE, &riverside.domain, "members", "master.key"]) {
        assert!(!bytes.windows(words.len()).any(|window| window == words.as_bytes()), "{words} can be read");
    }
    assert_eq!(std::fs::read_dir(kept.path()).unwrap().count(), 1, "nothing unfinished stays behind");

    // What came after the backup is not in it, and hillside has nothing left to tell: it was delivered.
    let figs = ben.post("/listings", crates("Figs after the backup")).await.expect(201);
    sees(&rosa, &figs["url"]).await;
    until("hillside has told it", async || (hillside.database.count("deliveries") == 0).then_some(())).await;

    // Not over a server that runs, and not over what is there.
    let refused = riverside.output(&["restore", name]).await;
    let problem = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && problem.contains("stop it first"), "{problem}");
    rosa.get("/listings").await.expect(200);
    riverside.stop();
    let refused = riverside.output(&["restore", name]).await;
    let problem = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && problem.contains("--overwrite"), "{problem}");

    // The machine is lost. Another one, empty; a network on PostgreSQL comes back on SQLite.
    std::fs::remove_dir_all(riverside.data()).unwrap();
    let mut riverside = {
        let empty = riverside.on_empty_machine(Arc::new(TestDb::sqlite()));
        drop(riverside);
        empty
    };
    let said = riverside.output(&["restore", name]).await;
    let (out, problem) = (String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
    assert!(said.status.success() && out.contains("Restored"), "{out}{problem}");
    riverside.start_again().await;

    // Everything is there, for who was there: the token, the listing and its place, the media, the peer.
    let rosa = riverside.visitor(Some(&rosa_token));
    assert_eq!(std::fs::read(riverside.data().join("media/a/bread.webp")).unwrap(), PLANTED[1].as_bytes());
    let mine = rosa.get(&format!("/listings/{}", quinces["id"].as_str().unwrap())).await.expect(200);
    assert_eq!((&mine["title"], &mine["exact_place"]), (&json!(PLANTED[1]), &json!(PLANTED[2])), "{mine}");
    mutual(&riverside, &rosa).await;

    // It asks by itself for what it missed.
    sees(&rosa, &figs["url"]).await;

    // Hillside takes what riverside signs, and riverside what hillside answers.
    let pears = rosa.post("/listings", crates("Pears after the flood")).await.expect(201);
    let copy = sees(&ben, &pears["url"]).await;
    let path = format!("/listings/{}/responses", copy["id"].as_str().unwrap());
    let asked = ben.post(&path, json!({ "amount": "2" })).await.expect(201);
    let path = format!("/listings/{}/responses", pears["id"].as_str().unwrap());
    let waiting = until("the answer reaches riverside", async || {
        rosa.get(&path).await.expect(200).as_array().unwrap().first().cloned()
    })
    .await;
    rosa.post(&format!("/responses/{}/accept", waiting["id"].as_str().unwrap()), json!({})).await.expect(200);
    until("the promise reaches hillside", async || {
        let answers = ben.get("/responses").await.expect(200);
        let mine = answers.as_array().unwrap().iter().find(|answer| answer["id"] == asked["id"]).cloned();
        mine.filter(|answer| answer["state"] == "accepted")
    })
    .await;
}
