//! What somebody looks for on the board: hints in the indexes tell what need not be read, and never hide what fits.

use crate::board::COPIED;
use crate::support::TestHere;
use chrono::Duration;
use potluck::clock::Moment;
use potluck::domain::draft::Draft;
use potluck::domain::listing::{Kind, Translation, Way};
use potluck::domain::looking::Looking;
use potluck::domain::window::Window;
use potluck::domain::{Audience, Listing, ListingId, Point};
use potluck::i18n::Lang;
use potluck::storage::board_page::board_page;
use potluck::storage::listings::{self, BoardQuery, Paging};

/// So many are looked at for one page.
const LOOKED_AT: usize = 800;
/// So many a page shows.
const SHOWN: usize = 20;
const SORTS: usize = 24;
const CORNER: (f64, f64) = (37.7749, -122.2194);

/// A need or an offer, each of another sort.
fn sort(number: usize, now: Moment) -> Draft {
    let mut draft = Draft::new([Kind::Need, Kind::Offer][number % 2], "Something to share");
    draft.body = Some(r#"Say "halal", "pickup" or "diet":[] at the door."#.into());
    draft.category = Some(["food", "bread", "tools"][number % 3].into());
    draft.audience = Some(Audience::Public);
    draft.point = Some(Point::new(CORNER.0 + [0.0, 0.5][number / 12], CORNER.1).unwrap());
    draft.language = Some(["en", "es"][number / 3 % 2].into());
    if number % 4 == 1 {
        draft.food.diet.push("halal".into());
    }
    if number % 5 < 2 {
        draft.ways.push([Way::Pickup, Way::Meet][number % 5]);
    }
    if number % 7 == 2 {
        draft.windows.push(Window::new(now + Duration::hours(30), now + Duration::hours(31)).unwrap());
    }
    if number % 6 == 4 {
        draft.translations.push(Translation {
            language: "es".into(),
            title: "Algo para compartir".into(),
            body: None,
            by_machine: false,
            by_neighbor: false,
            outdated: false,
        });
    }
    draft
}

/// All that a query finds, newest first.
async fn all(here: &TestHere, query: &BoardQuery) -> Vec<Listing> {
    let (mut all, mut max_id): (Vec<Listing>, _) = (Vec::new(), None);
    loop {
        let query = BoardQuery { paging: Paging { max_id, limit: 80, ..Default::default() }, ..query.clone() };
        let some = here.db.read(move |conn| listings::board(conn, &query)).await.unwrap();
        let Some(last) = some.last() else { return all };
        max_id = Some(last.id.0);
        all.extend(some);
    }
}

#[tokio::test]
async fn what_fits_a_wish_is_found_as_if_each_were_read() {
    let here = TestHere::new().await;
    let (author, now) = (here.member("rosa").await, here.now());
    // Beneath more than are looked at for one page.
    for number in 0..3 {
        let mut vegan = sort(number, now);
        vegan.food.diet.push("vegan".into());
        here.publish(author, vegan).await;
    }
    let mut sorts = Vec::new();
    for number in 0..SORTS {
        sorts.push(here.publish(author, sort(number, now)).await);
    }
    let last = sorts[SORTS - 1].0;
    for (number, seed) in sorts.iter().enumerate() {
        // Of every other one nobody knows what is said there, as it is where an older backup was put back.
        let sql = format!(
            "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 50) \
             INSERT INTO listings (id, slug, ap_id, hints, {COPIED}) \
             SELECT {last} + n * {SORTS} + {number}, slug || '-' || n, ap_id || '-' || n, \
             CASE WHEN n % 2 = 0 THEN hints ELSE -1 END, {COPIED} FROM listings CROSS JOIN numbers WHERE id = {seed}"
        );
        here.database.execute(&sql).expect("copies");
    }
    let everything = BoardQuery { until_after: Some(now), ..BoardQuery::default() };
    let stranger = BoardQuery { public_only: true, origin: Some(here.network), ours: true, ..everything.clone() };
    let categories = |all: &[&str]| -> Vec<String> { all.iter().map(|one| (*one).to_owned()).collect() };
    let near = Some((Point::new(CORNER.0, CORNER.1).unwrap(), 5_000));
    let queries = [
        ("everything", everything.clone()),
        ("for a stranger", stranger.clone()),
        ("needs", BoardQuery { kind: Some(Kind::Need), ..stranger.clone() }),
        ("tools", BoardQuery { categories: categories(&["tools"]), ..stranger.clone() }),
        ("food and bread", BoardQuery { categories: categories(&["food", "bread"]), ..everything }),
        ("near", BoardQuery { near, ..stranger.clone() }),
        ("tools near", BoardQuery { near, categories: categories(&["tools"]), ..stranger }),
    ];
    let food = |words: &str| Looking::default().with_food(Lang::En, words);
    let with = |change: &dyn Fn(&mut Looking)| {
        let mut looking = food("");
        change(&mut looking);
        looking
    };
    let wishes = [
        food("halal"),
        food("vegan"),
        food("halal, vegan"),
        with(&|looking| looking.way = Some(Way::Meet)),
        with(&|looking| looking.way = Some(Way::Remote)),
        with(&|looking| looking.language = Some("es".into())),
        with(&|looking| looking.language = Some("ht".into())),
        with(&|looking| looking.between = Some((now, now + Duration::hours(24)))),
        with(&|looking| {
            looking.between = Some((now, now + Duration::hours(24)));
            looking.way = Some(Way::Pickup);
        }),
    ];
    for (what, query) in queries {
        let all = all(&here, &query).await;
        for wish in &wishes {
            let mut before: Option<i64> = None;
            for page in 1..=4 {
                let older = all.iter().filter(|listing| before.is_none_or(|before| listing.id.0 < before));
                let looked_at: Vec<&Listing> = older.take(LOOKED_AT).collect();
                let fit = looked_at.iter().filter(|one| wish.fits(&one.language, one.expires_at, &one.details));
                let mut fit: Vec<ListingId> = fit.map(|one| one.id).collect();
                let further = match fit.len() {
                    more if more > SHOWN => Some(fit[SHOWN - 1]),
                    _ if looked_at.len() < LOOKED_AT => None,
                    _ => looked_at.last().map(|one| one.id),
                };
                fit.truncate(SHOWN);
                let paging = Paging { max_id: before, limit: SHOWN as i64, ..Default::default() };
                let (query, wish) = (BoardQuery { paging, ..query.clone() }, wish.clone());
                let asked = format!("{what}, page {page}: {wish:?}");
                let found = here.db.read(move |conn| board_page(conn, &query, &wish)).await.unwrap();
                let ids: Vec<ListingId> = found.listings.iter().map(|listing| listing.id).collect();
                assert_eq!((ids, found.further), (fit, further), "{asked}");
                let Some(further) = further else { break };
                before = Some(further.0);
            }
        }
    }
}

#[tokio::test]
async fn hints_of_what_was_there_before_are_as_if_it_were_written_now_and_go_with_the_words() {
    let here = TestHere::new().await;
    let (author, now) = (here.member("rosa").await, here.now());
    let mut ids = Vec::new();
    for number in 0..SORTS {
        ids.push(here.publish(author, sort(number, now)).await);
    }
    let hints = "SELECT CAST(hints AS TEXT) AS line FROM listings ORDER BY id";
    let written = here.database.lines(hints);
    assert!(written.iter().any(|one| one != &written[0]), "{written:?}");
    let up = if here.database.on_sqlite() {
        include_str!("../../migrations/sqlite/2026-12-01-000070_hints/up.sql")
    } else {
        include_str!("../../migrations/postgres/2026-12-01-000070_hints/up.sql")
    };
    let update = up.split(';').find(|part| part.contains("UPDATE listings")).expect("an update");
    here.database.execute("UPDATE listings SET hints = -1").expect("nobody knows");
    here.database.execute(update).expect("an upgrade");
    assert_eq!(here.database.lines(hints), written);

    let first = ids[1];
    here.db.write(move |conn| listings::erase(conn, first, now)).await.unwrap();
    let left = format!("SELECT hints AS n FROM listings WHERE id = {first}");
    assert_eq!(here.database.number(&left), 0);
}
