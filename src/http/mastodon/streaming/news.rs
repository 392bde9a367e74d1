//! Looks for news in the database and tells those who listen: exactly what each of them would see if they asked.
//!
//! Nothing here is a queue: every process looks for itself, so that it does not matter which one a post came in at, and
//! what is missed while nobody listens is in the timelines.

use super::hub::{Hub, LOOK, Listener, Told};
use super::stream::{Stream, Traits};
use crate::app::App;
use crate::clock::Moment;
use crate::domain::desk::Desk;
use crate::domain::key::{ActorId, AnnouncementId, MemberId, NotificationId, StatusId};
use crate::domain::lists::Replies;
use crate::domain::status::{Status, Visibility};
use crate::error::Result;
use crate::http::entities::mastodon::status::{Shown, StatusEntity};
use crate::http::mastodon::{announcements, away, conversations, notifications};
use crate::ids;
use crate::storage::stream_events::{self as rows, Happened, StreamEvent};
use crate::storage::{
    announcements as announced, conversations as talks, desks, members, notifications as notices, statuses,
};
use chrono::Duration;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// What is committed so much later than its id says is still told.
fn late() -> Duration {
    Duration::seconds(3)
}
/// So many are looked at each time.
const MOST: i64 = 2_000;
/// How often is made sure that the tokens of those who listen hold.
fn tokens_hold() -> Duration {
    Duration::seconds(3)
}

/// What was told already.
pub(super) struct News {
    app: App,
    hub: Hub,
    posts: HashSet<StatusId>,
    notices: HashSet<NotificationId>,
    events: HashSet<i64>,
    /// Who let something through when this was looked at before.
    let_through: BTreeSet<ActorId>,
    tokens_checked: Moment,
}

/// What is new.
#[derive(Default)]
struct Fresh {
    /// Posts that are there, with whether they stand at home, and the event that tells of them.
    posts: Vec<(StatusId, bool, &'static str)>,
    notices: Vec<(MemberId, NotificationId)>,
    gone: Vec<StreamEvent>,
    /// Who changed what they filter.
    filters: BTreeSet<ActorId>,
    /// What the network told.
    announced: BTreeSet<AnnouncementId>,
    /// With which signs that was answered, or is no more.
    answered: BTreeSet<(AnnouncementId, String)>,
    /// What it took back.
    retracted: Vec<AnnouncementId>,
    /// Who let through what waited among their requests.
    let_through: BTreeSet<ActorId>,
}

/// A reader and what they are told: of each stream, which event about which post.
type Plan = BTreeMap<u64, Vec<(Stream, &'static str, StatusId)>>;

/// If looking ends by a panic, the next who listens begins anew.
struct Guard(Hub);

impl Drop for Guard {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.stopped_looking();
        }
    }
}

impl News {
    /// Begins: what is there now is no news.
    pub(super) async fn begin(app: App, hub: Hub) -> Result<Self> {
        let tokens_checked = app.here.now();
        let mut news = Self {
            app,
            hub,
            posts: HashSet::new(),
            notices: HashSet::new(),
            events: HashSet::new(),
            let_through: BTreeSet::new(),
            tokens_checked,
        };
        news.fresh(Vec::new()).await?;
        Ok(news)
    }

    /// Looks again and again, until nobody listens.
    pub(super) async fn watch(mut self) {
        let _guard = Guard(self.hub.clone());
        loop {
            tokio::time::sleep(LOOK).await;
            let Some(listeners) = self.hub.listeners() else { return };
            if let Err(error) = self.look(&listeners).await {
                tracing::warn!(problem = error.text(), cause = ?error.cause(), "news could not be told");
            }
        }
    }

    async fn look(&mut self, listeners: &[(u64, Listener)]) -> Result<()> {
        self.check_tokens(listeners).await?;
        let hearing = listeners.iter().filter(|(_, one)| one.hears).map(|(_, one)| one.member);
        let members: BTreeSet<MemberId> = hearing.collect();
        let mut fresh = self.fresh(members.into_iter().collect()).await?;
        self.hold_back_what_was_let_through(listeners, &mut fresh);
        if !fresh.posts.is_empty() || !fresh.gone.is_empty() {
            self.tell_posts(listeners, &fresh).await?;
        }
        if !fresh.notices.is_empty() {
            self.tell_notices(listeners, &fresh.notices).await?;
        }
        if !fresh.announced.is_empty() || !fresh.answered.is_empty() || !fresh.retracted.is_empty() {
            self.tell_announcements(listeners, &fresh).await?;
        }
        for (place, one) in listeners {
            if fresh.filters.contains(&one.actor) && one.streams.contains(&Stream::User) {
                self.hub.tell(*place, Told { stream: Stream::User, event: "filters_changed", payload: "".into() });
            }
            if one.hears && fresh.let_through.contains(&one.actor) {
                for stream in one.streams.iter().filter(|one| matches!(one, Stream::User | Stream::UserNotification)) {
                    let told = Told { stream: stream.clone(), event: "notifications_merged", payload: "1".into() };
                    self.hub.tell(*place, told);
                }
            }
        }
        Ok(())
    }

    /// What somebody let through came before, and is no news by itself: their apps read their notifications anew. That it is
    /// there may be seen a look later than that it was let through.
    fn hold_back_what_was_let_through(&mut self, listeners: &[(u64, Listener)], fresh: &mut Fresh) {
        let now = fresh.let_through.clone();
        let lately: BTreeSet<ActorId> = self.let_through.union(&now).copied().collect();
        let readers: HashMap<MemberId, ActorId> =
            listeners.iter().map(|(_, one)| (one.member, one.actor)).filter(|(_, own)| lately.contains(own)).collect();
        fresh.notices.retain(|(member, _)| match readers.get(member) {
            Some(own) => {
                fresh.let_through.insert(*own);
                false
            }
            None => true,
        });
        self.let_through = now;
    }

    /// Cuts off those whose token was revoked, or who left.
    async fn check_tokens(&mut self, listeners: &[(u64, Listener)]) -> Result<()> {
        let now = self.app.here.now();
        if (now - self.tokens_checked).abs() < tokens_hold() {
            return Ok(());
        }
        let tokens: BTreeSet<String> = listeners.iter().map(|(_, one)| one.token.clone()).collect();
        let tokens = Vec::from_iter(tokens);
        let hold = self.app.here.db.read(move |conn| members::tokens_that_hold(conn, &tokens)).await?;
        for (id, _) in listeners.iter().filter(|(_, one)| !hold.contains(&one.token)) {
            self.hub.cut_off(*id);
        }
        self.tokens_checked = now;
        Ok(())
    }

    /// What was not there when this was asked before.
    async fn fresh(&mut self, members: Vec<MemberId>) -> Result<Fresh> {
        let floor = ids::floor(self.app.here.now() - late());
        let read = self.app.here.db.read(move |conn| {
            let posts = rows::posts_above(conn, floor, MOST)?;
            let notices = rows::notifications_above(conn, floor, &members, MOST)?;
            let events = rows::newest(conn)?;
            let shown: Vec<StatusId> = events.iter().map(|event| event.status).collect();
            let shown = rows::posts_among(conn, &shown)?;
            Ok((posts, notices, events, shown))
        });
        let (posts, notices, events, shown) = read.await?;
        let shown: HashMap<StatusId, bool> = shown.into_iter().collect();
        // What is too old to be found again need not be remembered.
        self.posts.retain(|id| id.0 > floor);
        self.notices.retain(|id| id.0 > floor);
        let mut fresh = Fresh::default();
        for (id, on_home) in posts {
            if self.posts.insert(id) {
                fresh.posts.push((id, on_home, "update"));
            }
        }
        fresh.notices = notices.into_iter().filter(|(_, id)| self.notices.insert(*id)).collect();
        let known = std::mem::replace(&mut self.events, events.iter().map(|event| event.id).collect());
        for event in events.into_iter().filter(|event| !known.contains(&event.id)) {
            match (event.happened, shown.get(&event.status)) {
                (Happened::Gone, _) => fresh.gone.push(event),
                (Happened::Filters, _) => drop(fresh.filters.insert(event.author)),
                (Happened::LetThrough, _) => drop(fresh.let_through.insert(event.author)),
                (Happened::Announced, _) => fresh.announced.extend(event.announcement),
                (Happened::Answered, _) => fresh.answered.extend(event.announcement.zip(event.name)),
                (Happened::Retracted, _) => fresh.retracted.extend(event.announcement),
                (Happened::New, Some(on_home)) if self.posts.insert(event.status) => {
                    fresh.posts.push((event.status, *on_home, "update"));
                }
                (Happened::Changed, Some(on_home)) => fresh.posts.push((event.status, *on_home, "status.update")),
                _ => {}
            }
        }
        Ok(fresh)
    }

    async fn tell_posts(&self, listeners: &[(u64, Listener)], fresh: &Fresh) -> Result<()> {
        let seal = self.app.here.seal.clone();
        let wanted: Vec<StatusId> = fresh.posts.iter().map(|(id, ..)| *id).collect();
        let readers: BTreeSet<ActorId> = listeners.iter().map(|(_, one)| one.actor).collect();
        let own = |stream: &Stream| matches!(stream, Stream::User | Stream::List(_));
        let with_desk = listeners.iter().filter(|(_, one)| one.streams.iter().any(own)).map(|(_, one)| one.member);
        let with_desk: BTreeSet<MemberId> = with_desk.collect();
        let gone_authors: Vec<ActorId> = fresh.gone.iter().map(|event| event.author).collect();
        let read = self.app.here.db.read(move |conn| {
            let posts = statuses::get_many(conn, &seal, &wanted)?;
            let tags = statuses::tags(conn, &wanted)?;
            let media = rows::with_media(conn, &wanted)?;
            let direct: Vec<StatusId> =
                posts.iter().filter(|post| post.visibility == Visibility::Direct).map(|post| post.id).collect();
            let mentions = statuses::mentions(conn, &direct)?;
            let authors: BTreeSet<ActorId> = posts.iter().map(|post| post.author).chain(gone_authors).collect();
            let follows = rows::who_follows(conn, &Vec::from_iter(readers), &Vec::from_iter(authors))?;
            let mut all_desks = HashMap::new();
            for member in with_desk {
                all_desks.insert(member, desks::get(conn, &seal, member)?);
            }
            let posts: HashMap<StatusId, Status> = posts.into_iter().map(|post| (post.id, post)).collect();
            Ok((posts, tags, media, mentions, follows, all_desks))
        });
        let (posts, tags, media, mentions, follows, all_desks) = read.await?;
        let mut plan = Plan::new();
        for (id, on_home, event) in &fresh.posts {
            let Some(post) = posts.get(id) else { continue };
            let tags = tags.get(id).map(Vec::as_slice).unwrap_or_default();
            let traits = Traits {
                visibility: post.visibility,
                local: post.local,
                boost: post.boost_of.is_some(),
                reply: post.in_reply_to.is_some(),
                listing: post.listing.is_some(),
                media: media.contains(id),
                tags,
            };
            for (place, one) in listeners {
                let follow = follows.get(&(one.actor, post.author));
                // As the timelines have it: what stands at home of who is followed, boosts where they are wanted.
                let followed =
                    *on_home && (post.author == one.actor || follow.is_some_and(|plain| !(*plain && traits.boost)));
                let desk = all_desks.get(&one.member);
                let tagged = traits.visibility == Visibility::Public
                    && !traits.boost
                    && desk.is_some_and(|desk| tags.iter().any(|tag| desk.tags.contains(tag)));
                for stream in &one.streams {
                    let stands = match stream {
                        Stream::User => {
                            let elsewhere = post.author != one.actor
                                && desk.is_some_and(|desk| desk.read_elsewhere().contains(&post.author));
                            (followed && !elsewhere) || tagged
                        }
                        Stream::List(id) => followed && desk.is_some_and(|desk| is_in(desk, *id, post)),
                        stream => stream.holds(traits),
                    };
                    if stands {
                        plan.entry(*place).or_default().push((stream.clone(), *event, *id));
                    }
                }
            }
        }
        self.tell_planned(listeners, plan, &posts).await?;
        for event in &fresh.gone {
            for (place, one) in listeners {
                let heard_of = event.author == one.actor || follows.contains_key(&(one.actor, event.author));
                for stream in &one.streams {
                    let told = match stream {
                        Stream::User | Stream::List(_) => heard_of,
                        Stream::Public { .. } | Stream::Tag { .. } => event.public,
                        Stream::UserNotification | Stream::Direct => false,
                    };
                    if told {
                        let payload = event.status.to_string().into();
                        self.hub.tell(*place, Told { stream: stream.clone(), event: "delete", payload });
                    }
                }
            }
        }
        for (id, ..) in fresh.posts.iter().filter(|(.., event)| *event == "update") {
            let Some(post) = posts.get(id).filter(|post| post.visibility == Visibility::Direct) else { continue };
            let takes_part = mentions.get(id).map(Vec::as_slice).unwrap_or_default();
            self.tell_conversation(listeners, post, takes_part).await?;
        }
        Ok(())
    }

    /// Renders for each reader what they are told, as they see it, and tells it.
    async fn tell_planned(
        &self,
        listeners: &[(u64, Listener)],
        plan: Plan,
        posts: &HashMap<StatusId, Status>,
    ) -> Result<()> {
        let mut of_reader: BTreeMap<ActorId, BTreeSet<StatusId>> = BTreeMap::new();
        for (place, one) in listeners {
            if let Some(planned) = plan.get(place) {
                of_reader.entry(one.actor).or_default().extend(planned.iter().map(|(.., id)| *id));
            }
        }
        for (reader, ids) in of_reader {
            let app = self.app.clone();
            let wanted: Vec<Status> = ids.iter().filter_map(|id| posts.get(id)).cloned().collect();
            let read = self.app.here.db.read(move |conn| {
                let shown = Shown::of(conn, &app, &wanted, &[], Some(reader))?;
                Ok((wanted, shown))
            });
            let (wanted, shown) = read.await?;
            let kept_away: Vec<ActorId> =
                away(&self.app, Some(reader)).await?.iter().map(|block| block.actor).collect();
            let mut payloads: HashMap<StatusId, (Arc<str>, StatusEntity)> = HashMap::new();
            for post in &wanted {
                let Some(entity) = shown.status(&self.app, post).filter(|entity| !entity.is_of(&kept_away)) else {
                    continue;
                };
                payloads.insert(post.id, (json(&entity)?, entity));
            }
            for (place, _) in listeners.iter().filter(|(_, one)| one.actor == reader) {
                for (stream, event, id) in plan.get(place).into_iter().flatten() {
                    if let Some((payload, entity)) = payloads.get(id)
                        && !entity.is_hidden_in(stream.context())
                    {
                        self.hub.tell(*place, Told { stream: stream.clone(), event, payload: payload.clone() });
                    }
                }
            }
        }
        Ok(())
    }

    async fn tell_conversation(
        &self,
        listeners: &[(u64, Listener)],
        post: &Status,
        mentioned: &[ActorId],
    ) -> Result<()> {
        let Some(conversation) = post.conversation else { return Ok(()) };
        let mut payloads: HashMap<ActorId, Option<Arc<str>>> = HashMap::new();
        for (place, one) in listeners.iter().filter(|(_, one)| one.streams.contains(&Stream::Direct)) {
            let reader = one.actor;
            if reader != post.author && !mentioned.contains(&reader) {
                continue;
            }
            if let std::collections::hash_map::Entry::Vacant(new) = payloads.entry(reader) {
                let entry = self.app.here.db.read(move |conn| talks::one(conn, conversation, reader)).await?;
                let entity = conversations::entities(&self.app, entry.into_iter().collect(), reader).await?.pop();
                new.insert(entity.as_ref().map(json).transpose()?);
            }
            if let Some(payload) = payloads.get(&reader).cloned().flatten() {
                self.hub.tell(*place, Told { stream: Stream::Direct, event: "conversation", payload });
            }
        }
        Ok(())
    }

    /// What the network tells its members, and how they answered: to each as they would read it.
    async fn tell_announcements(&self, listeners: &[(u64, Listener)], fresh: &Fresh) -> Result<()> {
        let homes: Vec<(u64, MemberId, ActorId)> = listeners
            .iter()
            .filter(|(_, one)| one.streams.contains(&Stream::User))
            .map(|(place, one)| (*place, one.member, one.actor))
            .collect();
        let tell = |place: u64, event: &'static str, payload: &Arc<str>| {
            self.hub.tell(place, Told { stream: Stream::User, event, payload: payload.clone() });
        };
        if !fresh.announced.is_empty() {
            let readers: BTreeMap<MemberId, ActorId> =
                homes.iter().map(|(_, member, actor)| (*member, *actor)).collect();
            for reader in readers {
                let wanted: Vec<AnnouncementId> = fresh.announced.iter().copied().collect();
                for entity in announcements::of(&self.app, reader, wanted).await? {
                    let payload = json(&entity)?;
                    for (place, ..) in homes.iter().filter(|(_, member, _)| *member == reader.0) {
                        tell(*place, "announcement", &payload);
                    }
                }
            }
        }
        let mut answered: Vec<&(AnnouncementId, String)> = fresh.answered.iter().collect();
        answered.retain(|(id, _)| !fresh.retracted.contains(id));
        if !answered.is_empty() {
            let ids: Vec<AnnouncementId> = answered.iter().map(|(id, _)| *id).collect();
            // How many there are, for nobody in particular.
            let read = self.app.here.db.read(move |conn| announced::reactions(conn, &ids, MemberId(0)));
            let known = read.await?;
            for (id, name) in answered {
                let count = known.get(id).and_then(|all| all.get(name)).map_or(0, |(count, _)| *count);
                let payload = json(&serde_json::json!({"name": name, "count": count, "announcement_id": id}))?;
                homes.iter().for_each(|(place, ..)| tell(*place, "announcement.reaction", &payload));
            }
        }
        for id in &fresh.retracted {
            let payload: Arc<str> = id.to_string().into();
            homes.iter().for_each(|(place, ..)| tell(*place, "announcement.delete", &payload));
        }
        Ok(())
    }

    async fn tell_notices(&self, listeners: &[(u64, Listener)], fresh: &[(MemberId, NotificationId)]) -> Result<()> {
        let readers: BTreeMap<MemberId, ActorId> = listeners.iter().map(|(_, one)| (one.member, one.actor)).collect();
        for (member, reader) in readers {
            let own: Vec<NotificationId> = fresh.iter().filter(|(of, _)| *of == member).map(|(_, id)| *id).collect();
            if own.is_empty() {
                continue;
            }
            // One that was taken back meanwhile is told no more.
            let read = self.app.here.db.read(move |conn| {
                let found = own.into_iter().map(|id| notices::get(conn, member, id));
                Ok(found.filter_map(std::result::Result::ok).collect::<Vec<_>>())
            });
            let found = read.await?;
            let kept_away: Vec<ActorId> = away(&self.app, Some(reader))
                .await?
                .iter()
                .filter(|block| !block.hears)
                .map(|block| block.actor)
                .collect();
            for entity in notifications::entities(&self.app, found, reader).await? {
                if entity.is_from(&kept_away) {
                    continue;
                }
                let payload = json(&entity)?;
                for (place, one) in listeners.iter().filter(|(_, one)| one.member == member && one.hears) {
                    for stream in
                        one.streams.iter().filter(|one| matches!(one, Stream::User | Stream::UserNotification))
                    {
                        let payload = payload.clone();
                        self.hub.tell(*place, Told { stream: stream.clone(), event: "notification", payload });
                    }
                }
            }
        }
        Ok(())
    }
}

/// Whether a post that stands at home stands in a list, too.
fn is_in(desk: &Desk, list: i64, post: &Status) -> bool {
    let Ok(list) = desk.list(list) else { return false };
    let to_themselves = post.in_reply_to.is_none() || post.in_reply_to_author == Some(post.author);
    let answers = match list.replies {
        Replies::Followed => true,
        Replies::List => to_themselves || post.in_reply_to_author.is_some_and(|to| list.accounts.contains(&to)),
        Replies::None => to_themselves,
    };
    list.accounts.contains(&post.author) && answers
}

fn json(entity: &impl Serialize) -> Result<Arc<str>> {
    Ok(serde_json::to_string(entity)?.into())
}
