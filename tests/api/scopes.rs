//! What a token must be good for, endpoint by endpoint: without a token, with one that may do everything but that, and with one
//! that may do nothing but that. Whatever `docs/client-api.md` says is there stands in the table.

use crate::streaming::Reader;
use crate::support::TestDb;
use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use potluck::domain::scope::Scope;
use reqwest::Method;
use std::collections::{BTreeSet, HashMap};
use std::net::TcpListener;
use std::sync::Arc;

/// What an endpoint asks of whoever asks it.
#[derive(Clone, Copy)]
enum Need {
    /// Nothing.
    Open,
    /// Nothing of who shows no token, and one of these of who does.
    Perhaps(&'static [Scope]),
    /// A token, whatever it may be used for.
    Member,
    /// A token with one of these.
    One(&'static [Scope]),
    /// Something else than a token: an app's secret, or nobody gets in.
    Other,
}
use Need::{Member, One, Open, Other, Perhaps};

/// Where nothing is kept, any of these is enough to hear so.
const ANY_OF_MINE: &[Scope] = &[
    Scope::ReadFilters,
    Scope::ReadLists,
    Scope::ReadFollows,
    Scope::ReadAccounts,
    Scope::ReadStatuses,
    Scope::ReadBlocks,
];

/// It does not end when it is answered.
const ENDLESS: &str = "GET /api/v1/streaming/:stream/:kind";

/// Streams need what they tell: of these, a list is asked for.
const TABLE: &[(&str, Need)] = &[
    ("POST /api/v1/apps", Open),
    ("GET /api/v1/apps/verify_credentials", Member),
    ("GET /oauth/authorize", Open),
    ("POST /oauth/token", Other),
    ("POST /oauth/revoke", Other),
    ("GET /oauth/userinfo", One(&[Scope::Profile])),
    ("GET /.well-known/oauth-authorization-server", Open),
    ("POST /api/v1/accounts", Other),
    ("GET /api/v2/instance", Open),
    ("GET /api/v1/instance", Open),
    ("GET /api/v1/instance/rules", Open),
    ("GET /api/v1/instance/extended_description", Open),
    ("GET /api/v1/instance/privacy_policy", Open),
    ("GET /api/v1/instance/domain_blocks", Member),
    ("GET /api/v1/instance/translation_languages", Open),
    ("GET /api/v1/custom_emojis", Open),
    ("GET /api/v1/announcements", Member),
    ("POST /api/v1/announcements/:id/dismiss", One(&[Scope::WriteAccounts])),
    ("PUT /api/v1/announcements/:id/reactions/:name", One(&[Scope::WriteFavourites])),
    ("DELETE /api/v1/announcements/:id/reactions/:name", One(&[Scope::WriteFavourites])),
    ("GET /api/oembed", Open),
    ("GET /api/v1/accounts/verify_credentials", One(&[Scope::Profile, Scope::ReadAccounts])),
    ("DELETE /api/v1/profile/avatar", One(&[Scope::WriteAccounts])),
    ("DELETE /api/v1/profile/header", One(&[Scope::WriteAccounts])),
    ("PATCH /api/v1/accounts/update_credentials", One(&[Scope::WriteAccounts])),
    ("GET /api/v1/accounts/:id", Perhaps(&[Scope::ReadAccounts])),
    ("GET /api/v1/accounts", Perhaps(&[Scope::ReadAccounts])),
    ("GET /api/v1/accounts/lookup", Perhaps(&[Scope::ReadAccounts])),
    ("GET /api/v1/accounts/search", One(&[Scope::ReadAccounts])),
    ("GET /api/v1/accounts/relationships", One(&[Scope::ReadFollows])),
    ("GET /api/v1/accounts/familiar_followers", One(&[Scope::ReadFollows])),
    ("GET /api/v1/accounts/:id/statuses", Perhaps(&[Scope::ReadStatuses])),
    ("GET /api/v1/accounts/:id/followers", Perhaps(&[Scope::ReadAccounts])),
    ("GET /api/v1/accounts/:id/following", Perhaps(&[Scope::ReadAccounts])),
    ("GET /api/v1/accounts/:id/featured_tags", Open),
    ("GET /api/v1/accounts/:id/lists", One(&[Scope::ReadLists])),
    ("POST /api/v1/accounts/:id/follow", One(&[Scope::WriteFollows])),
    ("POST /api/v1/accounts/:id/unfollow", One(&[Scope::WriteFollows])),
    ("POST /api/v1/accounts/:id/block", One(&[Scope::WriteBlocks])),
    ("POST /api/v1/accounts/:id/unblock", One(&[Scope::WriteBlocks])),
    ("POST /api/v1/accounts/:id/mute", One(&[Scope::WriteMutes])),
    ("POST /api/v1/accounts/:id/unmute", One(&[Scope::WriteMutes])),
    ("POST /api/v1/accounts/:id/remove_from_followers", One(&[Scope::WriteFollows])),
    ("POST /api/v1/accounts/:id/note", One(&[Scope::WriteAccounts])),
    ("GET /api/v1/blocks", One(&[Scope::ReadBlocks])),
    ("GET /api/v1/mutes", One(&[Scope::ReadMutes])),
    ("GET /api/v1/domain_blocks", One(&[Scope::ReadBlocks])),
    ("POST /api/v1/domain_blocks", One(&[Scope::WriteBlocks])),
    ("DELETE /api/v1/domain_blocks", One(&[Scope::WriteBlocks])),
    ("GET /api/v1/follow_requests", One(&[Scope::ReadFollows])),
    ("POST /api/v1/follow_requests/:account_id/authorize", One(&[Scope::WriteFollows])),
    ("POST /api/v1/follow_requests/:account_id/reject", One(&[Scope::WriteFollows])),
    ("GET /api/v1/bookmarks", One(&[Scope::ReadBookmarks])),
    ("GET /api/v1/favourites", One(&[Scope::ReadFavourites])),
    ("GET /api/v1/preferences", One(&[Scope::ReadAccounts])),
    ("GET /api/v1/markers", One(&[Scope::ReadStatuses])),
    ("POST /api/v1/markers", One(&[Scope::WriteStatuses])),
    ("GET /api/v1/followed_tags", One(&[Scope::ReadFollows])),
    ("GET /api/v1/featured_tags", One(&[Scope::ReadAccounts])),
    ("POST /api/v1/featured_tags", One(&[Scope::WriteAccounts])),
    ("DELETE /api/v1/featured_tags/:id", One(&[Scope::WriteAccounts])),
    ("GET /api/v1/featured_tags/suggestions", One(ANY_OF_MINE)),
    ("GET /api/v1/suggestions", One(ANY_OF_MINE)),
    ("GET /api/v2/suggestions", One(ANY_OF_MINE)),
    ("GET /api/v1/endorsements", One(ANY_OF_MINE)),
    ("POST /api/v1/reports", One(&[Scope::WriteReports])),
    ("POST /api/v1/statuses", One(&[Scope::WriteStatuses])),
    ("GET /api/v1/statuses", Perhaps(&[Scope::ReadStatuses])),
    ("GET /api/v1/statuses/:id", Perhaps(&[Scope::ReadStatuses])),
    ("PUT /api/v1/statuses/:id", One(&[Scope::WriteStatuses])),
    ("DELETE /api/v1/statuses/:id", One(&[Scope::WriteStatuses])),
    ("GET /api/v1/statuses/:id/source", One(&[Scope::ReadStatuses])),
    ("GET /api/v1/statuses/:id/context", Perhaps(&[Scope::ReadStatuses])),
    ("GET /api/v1/statuses/:id/history", Perhaps(&[Scope::ReadStatuses])),
    ("POST /api/v1/statuses/:id/favourite", One(&[Scope::WriteFavourites])),
    ("POST /api/v1/statuses/:id/unfavourite", One(&[Scope::WriteFavourites])),
    ("POST /api/v1/statuses/:id/reblog", One(&[Scope::WriteStatuses])),
    ("POST /api/v1/statuses/:id/unreblog", One(&[Scope::WriteStatuses])),
    ("POST /api/v1/statuses/:id/bookmark", One(&[Scope::WriteBookmarks])),
    ("POST /api/v1/statuses/:id/unbookmark", One(&[Scope::WriteBookmarks])),
    ("POST /api/v1/statuses/:id/mute", One(&[Scope::WriteMutes])),
    ("POST /api/v1/statuses/:id/unmute", One(&[Scope::WriteMutes])),
    ("POST /api/v1/statuses/:id/pin", One(&[Scope::WriteAccounts])),
    ("POST /api/v1/statuses/:id/unpin", One(&[Scope::WriteAccounts])),
    ("GET /api/v1/statuses/:id/favourited_by", Perhaps(&[Scope::ReadStatuses])),
    ("GET /api/v1/statuses/:id/reblogged_by", Perhaps(&[Scope::ReadStatuses])),
    ("GET /api/v1/scheduled_statuses", One(&[Scope::ReadStatuses])),
    ("GET /api/v1/scheduled_statuses/:id", One(&[Scope::ReadStatuses])),
    ("PUT /api/v1/scheduled_statuses/:id", One(&[Scope::WriteStatuses])),
    ("DELETE /api/v1/scheduled_statuses/:id", One(&[Scope::WriteStatuses])),
    ("POST /api/v2/media", One(&[Scope::WriteMedia])),
    ("POST /api/v1/media", One(&[Scope::WriteMedia])),
    ("GET /api/v1/media/:id", One(&[Scope::WriteMedia])),
    ("PUT /api/v1/media/:id", One(&[Scope::WriteMedia])),
    ("DELETE /api/v1/media/:id", One(&[Scope::WriteMedia])),
    ("GET /api/v1/polls/:id", Perhaps(&[Scope::ReadStatuses])),
    ("POST /api/v1/polls/:id/votes", One(&[Scope::WriteStatuses])),
    ("GET /api/v1/timelines/home", One(&[Scope::ReadStatuses])),
    ("GET /api/v1/timelines/public", Perhaps(&[Scope::ReadStatuses])),
    ("GET /api/v1/timelines/tag/:hashtag", Perhaps(&[Scope::ReadStatuses])),
    ("GET /api/v1/timelines/list/:list_id", One(&[Scope::ReadLists])),
    ("GET /api/v1/conversations", One(&[Scope::ReadStatuses])),
    ("POST /api/v1/conversations/:id/read", One(&[Scope::WriteConversations])),
    ("DELETE /api/v1/conversations/:id", One(&[Scope::WriteConversations])),
    ("GET /api/v1/lists", One(&[Scope::ReadLists])),
    ("POST /api/v1/lists", One(&[Scope::WriteLists])),
    ("GET /api/v1/lists/:id", One(&[Scope::ReadLists])),
    ("PUT /api/v1/lists/:id", One(&[Scope::WriteLists])),
    ("DELETE /api/v1/lists/:id", One(&[Scope::WriteLists])),
    ("GET /api/v1/lists/:id/accounts", One(&[Scope::ReadLists])),
    ("POST /api/v1/lists/:id/accounts", One(&[Scope::WriteLists])),
    ("DELETE /api/v1/lists/:id/accounts", One(&[Scope::WriteLists])),
    ("GET /api/v2/filters", One(&[Scope::ReadFilters])),
    ("POST /api/v2/filters", One(&[Scope::WriteFilters])),
    ("GET /api/v2/filters/:id", One(&[Scope::ReadFilters])),
    ("PUT /api/v2/filters/:id", One(&[Scope::WriteFilters])),
    ("DELETE /api/v2/filters/:id", One(&[Scope::WriteFilters])),
    ("GET /api/v2/filters/:id/keywords", One(&[Scope::ReadFilters])),
    ("POST /api/v2/filters/:id/keywords", One(&[Scope::WriteFilters])),
    ("GET /api/v2/filters/keywords/:id", One(&[Scope::ReadFilters])),
    ("PUT /api/v2/filters/keywords/:id", One(&[Scope::WriteFilters])),
    ("DELETE /api/v2/filters/keywords/:id", One(&[Scope::WriteFilters])),
    ("GET /api/v2/filters/:id/statuses", One(&[Scope::ReadFilters])),
    ("POST /api/v2/filters/:id/statuses", One(&[Scope::WriteFilters])),
    ("GET /api/v2/filters/statuses/:id", One(&[Scope::ReadFilters])),
    ("DELETE /api/v2/filters/statuses/:id", One(&[Scope::WriteFilters])),
    ("GET /api/v1/filters", One(&[Scope::ReadFilters])),
    ("POST /api/v1/filters", One(&[Scope::WriteFilters])),
    ("GET /api/v1/filters/:id", One(&[Scope::ReadFilters])),
    ("PUT /api/v1/filters/:id", One(&[Scope::WriteFilters])),
    ("DELETE /api/v1/filters/:id", One(&[Scope::WriteFilters])),
    ("GET /api/v1/tags/:name", Perhaps(&[Scope::ReadFollows])),
    ("POST /api/v1/tags/:name/follow", One(&[Scope::WriteFollows])),
    ("POST /api/v1/tags/:name/unfollow", One(&[Scope::WriteFollows])),
    ("GET /api/v1/trends", Open),
    ("GET /api/v1/trends/tags", Open),
    ("GET /api/v1/trends/statuses", Open),
    ("GET /api/v1/trends/links", Open),
    ("GET /api/v2/search", Perhaps(&[Scope::ReadSearch])),
    ("GET /api/v1/streaming", One(&[Scope::ReadLists])),
    ("GET /api/v1/streaming/health", Open),
    ("GET /api/v1/streaming/:stream", One(&[Scope::ReadLists])),
    ("GET /api/v1/streaming/:stream/:kind", One(&[Scope::ReadNotifications])),
    ("GET /api/v1/notifications", One(&[Scope::ReadNotifications])),
    ("GET /api/v1/notifications/unread_count", One(&[Scope::ReadNotifications])),
    ("GET /api/v2/notifications/policy", One(&[Scope::ReadNotifications])),
    ("PATCH /api/v2/notifications/policy", One(&[Scope::WriteNotifications])),
    ("GET /api/v1/notifications/requests", One(&[Scope::ReadNotifications])),
    ("GET /api/v1/notifications/requests/:id", One(&[Scope::ReadNotifications])),
    ("POST /api/v1/notifications/requests/:id/accept", One(&[Scope::WriteNotifications])),
    ("POST /api/v1/notifications/requests/:id/dismiss", One(&[Scope::WriteNotifications])),
    ("POST /api/v1/notifications/requests/accept", One(&[Scope::WriteNotifications])),
    ("POST /api/v1/notifications/requests/dismiss", One(&[Scope::WriteNotifications])),
    ("GET /api/v1/notifications/requests/merged", One(&[Scope::ReadNotifications])),
    ("GET /api/v1/notifications/:id", One(&[Scope::ReadNotifications])),
    ("POST /api/v1/notifications/clear", One(&[Scope::WriteNotifications])),
    ("POST /api/v1/notifications/:id/dismiss", One(&[Scope::WriteNotifications])),
    ("GET /api/v2/notifications", One(&[Scope::ReadNotifications])),
    ("GET /api/v2/notifications/unread_count", One(&[Scope::ReadNotifications])),
    ("GET /api/v2/notifications/:group_key", One(&[Scope::ReadNotifications])),
    ("GET /api/v2/notifications/:group_key/accounts", One(&[Scope::ReadNotifications, Scope::WriteNotifications])),
    ("POST /api/v2/notifications/:group_key/dismiss", One(&[Scope::WriteNotifications])),
    ("GET /api/v1/push/subscription", One(&[Scope::Push])),
    ("POST /api/v1/push/subscription", One(&[Scope::Push])),
    ("PUT /api/v1/push/subscription", One(&[Scope::Push])),
    ("DELETE /api/v1/push/subscription", One(&[Scope::Push])),
];

/// The endpoints that are said to be there.
fn said_to_be_there() -> BTreeSet<&'static str> {
    let rows = include_str!("../../docs/client-api.md").lines().filter(|line| line.starts_with("| `"));
    let cells = rows.map(|line| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    cells.filter(|cells| cells[1] != "not there").map(|cells| cells[0].trim_matches('`')).collect()
}

/// An endpoint with values for its parts: none of them is there.
fn address(pattern: &str) -> String {
    match pattern {
        "/api/v1/streaming" => return "/api/v1/streaming?stream=list&list=9".to_owned(),
        "/api/v1/streaming/:stream" => return "/api/v1/streaming/list?list=9".to_owned(),
        "/api/v1/streaming/:stream/:kind" => return "/api/v1/streaming/user/notification".to_owned(),
        _ => {}
    }
    let value = |part: &str| match part {
        ":hashtag" | ":name" => "bread".to_owned(),
        ":group_key" => "ungrouped-9".to_owned(),
        part if part.starts_with(':') => "9".to_owned(),
        part => part.to_owned(),
    };
    pattern.split('/').map(value).collect::<Vec<_>>().join("/")
}

async fn status(who: &Visitor, endpoint: &str) -> u16 {
    let (method, pattern) = endpoint.split_once(' ').expect("a method and a path");
    let method: Method = method.parse().expect("a method");
    who.ask(method, &address(pattern), &[], Vec::new()).await.status
}

/// All that does not hold one of these.
fn all_but(needed: &[Scope]) -> String {
    let harmless = Scope::ALL.iter().filter(|held| !needed.iter().any(|one| one.is_within(**held)));
    harmless.map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
}

/// Somebody's tokens, by what they may be used for.
struct Tokens {
    place: Neighborhood,
    known: HashMap<String, Visitor>,
}

impl Tokens {
    async fn with(&mut self, scopes: &str) -> Visitor {
        if let Some(known) = self.known.get(scopes) {
            return known.clone();
        }
        let new = Visitor::with_scopes(&self.place, "rosa", scopes).await;
        self.known.insert(scopes.to_owned(), new.clone());
        new
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_endpoint_asks_for_its_scope_and_for_no_other() {
    let (listed, there) = (TABLE.iter().map(|(endpoint, _)| *endpoint).collect::<BTreeSet<_>>(), said_to_be_there());
    assert_eq!(
        (listed.len(), there.len() > 150),
        (TABLE.len(), true),
        "one stands there twice, or the list was not read"
    );
    assert_eq!(
        there.difference(&listed).collect::<Vec<_>>(),
        [] as [&&str; 0],
        "not in the table of tests/api/scopes.rs"
    );
    assert_eq!(listed.difference(&there).collect::<Vec<_>>(), [] as [&&str; 0], "not in docs/client-api.md");

    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let place = Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), |config| {
        // All of it is asked by one member within a minute.
        config.limits.account_per_minute = 0;
        config.limits.address_per_minute = 0;
    })
    .await;
    place.member("rosa").await;
    let stranger = Visitor::stranger(&place);
    let mut tokens = Tokens { place, known: HashMap::new() };
    let mut wrong = Vec::new();
    for (endpoint, need) in TABLE {
        let mut hold = |who: String, got: u16, fits: bool| {
            if !fits {
                wrong.push(format!("{endpoint}, {who}: {got}"));
            }
        };
        let lets_in = |status: u16| ![401, 403].contains(&status);
        let needed: &[Scope] = match need {
            Other => continue,
            One(needed) | Perhaps(needed) => needed,
            Open | Member => &[],
        };
        let got = status(&stranger, endpoint).await;
        let open = matches!(need, Open | Perhaps(_));
        hold("without a token".to_owned(), got, if open { lets_in(got) } else { got == 401 });
        let others = tokens.with(&all_but(needed)).await;
        let got = status(&others, endpoint).await;
        hold("with all but its scope".to_owned(), got, if needed.is_empty() { lets_in(got) } else { got == 403 });
        if matches!(need, Member) {
            let least = tokens.with(Scope::Profile.as_str()).await;
            let got = status(&least, endpoint).await;
            hold("with the least that there is".to_owned(), got, lets_in(got));
        }
        for scope in needed {
            let one = tokens.with(scope.as_str()).await;
            if *endpoint == ENDLESS {
                // It is there, or this fails.
                drop(Reader::listen(&tokens.place, "user/notification", &one).await);
                continue;
            }
            let got = status(&one, endpoint).await;
            hold(format!("with `{}`", scope.as_str()), got, lets_in(got));
        }
    }
    assert!(wrong.is_empty(), "{} do not hold:\n{}", wrong.len(), wrong.join("\n"));

    // Streams of posts need the scope of posts.
    let others = tokens.with(&all_but(&[Scope::ReadStatuses])).await;
    for stream in ["user", "public", "public/local", "hashtag?tag=bread", "direct"] {
        assert_eq!(status(&others, &format!("GET /api/v1/streaming/{stream}")).await, 403, "{stream}");
    }
}
