//! News of the board for a page that is open: how many more fit than it shows, by server-sent events. It is told how many,
//! in words, and nothing else: whoever wants to see them asks for the page.
//!
//! As for apps that listen, nothing here is a queue. While a page listens, each process looks again and again whether the
//! newest on the board are others than before; then each page that listens here asks the board what it asked at first.

use super::board::{Asked, Board, Read};
use super::page::{self, problem};
use super::visit::Visit;
use crate::app::App;
use crate::domain::looking::Looking;
use crate::error::{Error, Kind, Result};
use crate::federation::visitor::visitor;
use crate::i18n::{Lang, text_with};
use crate::limits::Visitor;
use crate::storage::board::{BoardQuery, newest};
use crate::storage::board_page::{BoardPage, board_page};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use tokio::time::{Instant, timeout};

/// Pages that listen from one address at once, in one process: a library or a shared flat has one address, and a page that
/// was closed counts until the next sign of life.
const OF_ADDRESS: usize = 40;
/// Pages that listen at once, in one process.
const OF_ALL: usize = 1_000;
/// Pages that ask the board at once, in one process: all of them want to at one moment, and nobody who does something else
/// waits for that.
const ASKING: usize = 2;
/// How often is looked for news.
const LOOK: Duration = Duration::from_secs(2);
/// So many of the newest are looked at. What is committed a little late stands among them.
const LOOKED_AT: usize = 40;
/// How often something is said to who listens, so that nothing on the way takes the connection for dead.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);
/// After so long a page connects anew, so that who was signed in meanwhile, or no longer is, hears what is for them.
const LIFE: Duration = Duration::from_secs(600);
/// Milliseconds after which a browser whose line was cut connects anew.
const AGAIN: &str = "retry: 10000\n\n";

#[derive(Default)]
struct Inner {
    /// How many pages listen from where.
    pages: HashMap<Visitor, usize>,
    /// Whether somebody looks for news.
    looking: bool,
    closed: bool,
}

struct Shared {
    inner: Mutex<Inner>,
    /// How often the board was found changed.
    news: watch::Sender<u64>,
    /// Whose turn it is to ask the board.
    turns: Semaphore,
}

/// Which pages listen in this process. Cloning shares it.
#[derive(Clone)]
pub struct Lookout {
    shared: Arc<Shared>,
}

impl Default for Lookout {
    fn default() -> Self {
        Self {
            shared: Arc::new(Shared {
                inner: Mutex::default(),
                news: watch::channel(0).0,
                turns: Semaphore::new(ASKING),
            }),
        }
    }
}

/// A page's place; it is given up when this is dropped.
struct Place {
    lookout: Lookout,
    visitor: Visitor,
    news: watch::Receiver<u64>,
}

impl Lookout {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.shared.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives a page a place; true when somebody must begin to look for news.
    ///
    /// # Errors
    /// `TooMany` when too many listen; `Unavailable` when the server stops.
    fn listen(&self, visitor: Visitor) -> Result<(Place, bool)> {
        let mut inner = self.inner();
        if inner.closed {
            return Err(Error::new(Kind::Unavailable, "This server is stopping. Please connect again."));
        }
        let own = inner.pages.get(&visitor).copied().unwrap_or_default();
        // Where no address is known, all have one place, and nobody is to take it from the others.
        if (visitor.is_known() && own >= OF_ADDRESS) || inner.pages.values().sum::<usize>() >= OF_ALL {
            let text = "Too many pages listen already. Please close some.";
            return Err(Error::too_many(text, chrono::Duration::seconds(60)));
        }
        inner.pages.insert(visitor, own + 1);
        let begin = !std::mem::replace(&mut inner.looking, true);
        Ok((Place { lookout: self.clone(), visitor, news: self.shared.news.subscribe() }, begin))
    }

    /// Whether a page listens still; if not, whoever looked for news stops.
    fn goes_on(&self) -> bool {
        let mut inner = self.inner();
        if inner.pages.is_empty() || inner.closed {
            inner.looking = false;
        }
        inner.looking
    }

    /// Lets no page listen any more: the server stops.
    pub fn close(&self) {
        self.inner().closed = true;
        self.shared.news.send_modify(|times| *times += 1);
    }

    /// Looks again and again, until no page listens.
    async fn look(self, app: App) {
        let _guard = Guard(self.clone());
        // The first look is news: what happened while nobody looked is counted then.
        let mut known = None;
        loop {
            tokio::time::sleep(LOOK).await;
            if !self.goes_on() {
                return;
            }
            let now = app.here.now();
            match app.here.db.read(move |conn| newest(conn, now, LOOKED_AT)).await {
                Ok(found) => {
                    if known.as_ref() != Some(&found) {
                        known = Some(found);
                        self.shared.news.send_modify(|times| *times += 1);
                    }
                }
                Err(error) => {
                    tracing::warn!(problem = error.text(), cause = ?error.cause(), "news could not be looked for");
                }
            }
        }
    }
}

/// If looking ends by a panic, the next page that listens begins anew.
struct Guard(Lookout);

impl Drop for Guard {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.inner().looking = false;
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut inner = self.lookout.inner();
        if let Some(pages) = inner.pages.get_mut(&self.visitor) {
            *pages -= 1;
            if *pages == 0 {
                inner.pages.remove(&self.visitor);
            }
        }
    }
}

/// A page that listens.
struct Listening {
    app: App,
    place: Place,
    lang: Lang,
    /// What it shows.
    query: BoardQuery,
    looking: Looking,
    /// The newest that it shows.
    after: i64,
    /// How many more it was told of.
    told: usize,
    until: Instant,
    /// When it is to hear something again, if only that the line holds.
    quiet_until: Instant,
}

fn newer(found: &BoardPage, after: i64) -> usize {
    found.listings.iter().filter(|listing| listing.id.0 > after).count()
}

impl Listening {
    /// How many more fit now than it shows.
    async fn count(&self) -> Result<usize> {
        let (query, looking, after) = (self.query.clone(), self.looking.clone(), self.after);
        let _turn = self.place.lookout.shared.turns.acquire().await.map_err(Error::internal)?;
        let query = BoardQuery { until_after: Some(self.app.here.now()), ..query };
        let found = self.app.here.db.read(move |conn| board_page(conn, &query, &looking)).await?;
        Ok(newer(&found, after))
    }

    fn told(&self) -> Bytes {
        let words = match self.told {
            0 => String::new(),
            count => text_with(self.lang, "live-new", &[("count", count.into())]),
        };
        Bytes::from(format!("event: new\ndata: {}\n\n", json!({"count": self.told, "words": words})))
    }

    /// What it hears next; nothing when it must connect anew.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            let quiet = self.quiet_until.saturating_duration_since(Instant::now());
            let heard = timeout(quiet, self.place.news.changed()).await;
            if Instant::now() >= self.until || self.place.lookout.inner().closed {
                return None;
            }
            let said = match heard {
                Ok(Err(_)) => return None,
                Err(_) => Some(Bytes::from_static(b":thump\n\n")),
                Ok(Ok(())) => match self.count().await {
                    Ok(count) if count == self.told => None,
                    Ok(count) => {
                        self.told = count;
                        Some(self.told())
                    }
                    Err(error) => {
                        tracing::warn!(problem = error.text(), cause = ?error.cause(), "news could not be counted");
                        return None;
                    }
                },
            };
            if let Some(said) = said {
                self.quiet_until = Instant::now() + SIGN_OF_LIFE;
                return Some(said);
            }
        }
    }
}

/// Tells a page of the board what is new, as it asks for it: `after` is the newest that it shows.
pub(super) async fn live(app: Data<App>, lookout: Data<Lookout>, request: HttpRequest, asked: Read) -> HttpResponse {
    // Whoever asks for little data is told nothing, and with this answer no browser connects again.
    let saves = request.headers().get("save-data").is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"on"));
    if saves {
        return HttpResponse::NoContent().finish();
    }
    listening(&app, &lookout, &request, Asked::of(asked)).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn listening(app: &App, lookout: &Lookout, request: &HttpRequest, asked: Asked) -> Result<HttpResponse> {
    let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    let after = pairs.find(|(name, _)| name == "after").and_then(|(_, id)| id.parse().ok()).unwrap_or(0);
    let lang = page::lang(app, request);
    let (place, begin) = lookout.listen(visitor(app, request))?;
    if begin {
        drop(tokio::spawn(lookout.clone().look(app.clone())));
    }
    let is_member = Visit::of(app, request).await?.member().is_some();
    let board = Board::read(app, lang, &asked, is_member).await?;
    let now = Instant::now();
    let listening = Listening {
        app: app.clone(),
        place,
        lang,
        told: newer(&board.found, after),
        query: board.query,
        looking: board.looking,
        after,
        until: now + LIFE,
        quiet_until: now + SIGN_OF_LIFE,
    };
    let mut begun = AGAIN.as_bytes().to_vec();
    if listening.told > 0 {
        begun.extend_from_slice(&listening.told());
    }
    let first = futures::stream::once(async move { Ok::<_, Infallible>(Bytes::from(begun)) });
    let rest = futures::stream::unfold(listening, |mut listening| async move {
        let said = listening.next().await?;
        Some((Ok(said), listening))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("cache-control", "no-store"))
        .insert_header(("x-content-type-options", "nosniff"))
        // Nothing on the way keeps it back: neither to pack it nor to send more at once.
        .insert_header(("content-encoding", "identity"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(futures::StreamExt::chain(first, rest)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{IpAddr, Ipv4Addr};

    fn from(last: u8) -> Visitor {
        Visitor::new(Some(IpAddr::V4(Ipv4Addr::new(203, 0, 113, last))), std::iter::empty(), &[])
    }

    #[test]
    fn pages_whose_address_nobody_knows_do_not_count_as_one() {
        let (lookout, nobody) = (Lookout::default(), Visitor::new(None, std::iter::empty(), &[]));
        let places: Vec<Place> = (0..=OF_ADDRESS).map(|_| lookout.listen(nobody).unwrap().0).collect();
        assert_eq!(places.len(), OF_ADDRESS + 1);
    }

    #[test]
    fn so_many_pages_listen_from_one_address_and_a_page_that_is_closed_makes_room() {
        let lookout = Lookout::default();
        let mut places: Vec<Place> = Vec::new();
        for number in 0..OF_ADDRESS {
            let (place, begin) = lookout.listen(from(7)).unwrap();
            assert_eq!(begin, number == 0, "one looks for all");
            places.push(place);
        }
        assert_eq!(lookout.listen(from(7)).err().map(|error| error.kind()), Some(Kind::TooMany));
        assert!(lookout.listen(from(8)).is_ok(), "from elsewhere");
        places.pop();
        assert!(lookout.listen(from(7)).is_ok());
        assert!(lookout.goes_on());
        drop(places);
        assert!(!lookout.goes_on() && lookout.inner().pages.is_empty(), "nobody looks for nobody");
        lookout.close();
        assert_eq!(lookout.listen(from(8)).err().map(|error| error.kind()), Some(Kind::Unavailable));
    }
}
