//! The entities of the reference (docs.joinmastodon.org/entities), as it describes them for the version that is claimed
//! here: each key, whether it must be there, and what it is. Keys that came later may be there.

use super::shape::Key::{Always, Mine, Perhaps};
use super::shape::Shape::*;
use super::shape::{Entity, Shape};

const fn entity(name: &'static str, keys: &'static [(&'static str, super::shape::Key, Shape)]) -> Entity {
    Entity { name, with: None, keys }
}

const VISIBILITY: Shape = Word(&["public", "unlisted", "private", "direct"]);

pub(super) static EMOJI: Entity = entity(
    "CustomEmoji",
    &[
        ("shortcode", Always, Text),
        ("url", Always, Address),
        ("static_url", Always, Address),
        ("visible_in_picker", Always, Flag),
        ("category", Always, Null(&Text)),
    ],
);

static FIELD: Entity =
    entity("Field", &[("name", Always, Text), ("value", Always, Text), ("verified_at", Always, Null(&Time))]);

pub(super) static ACCOUNT: Entity = entity(
    "Account",
    &[
        ("id", Always, Id),
        ("username", Always, Text),
        ("acct", Always, Text),
        ("url", Always, Address),
        ("uri", Perhaps, Address),
        ("display_name", Always, Text),
        ("note", Always, Text),
        ("avatar", Always, Address),
        ("avatar_static", Always, Address),
        ("header", Always, Address),
        ("header_static", Always, Address),
        ("locked", Always, Flag),
        ("fields", Always, List(&Is(&FIELD))),
        ("emojis", Always, List(&Is(&EMOJI))),
        ("bot", Always, Flag),
        ("group", Always, Flag),
        ("discoverable", Always, Null(&Flag)),
        ("noindex", Perhaps, Null(&Flag)),
        ("moved", Perhaps, Null(&Is(&ACCOUNT))),
        ("suspended", Perhaps, Flag),
        ("limited", Perhaps, Flag),
        ("roles", Perhaps, List(&Is(&ACCOUNT_ROLE))),
        ("hide_collections", Perhaps, Null(&Flag)),
        ("indexable", Perhaps, Flag),
        ("memorial", Perhaps, Flag),
        ("created_at", Always, Time),
        ("last_status_at", Always, Null(&Day)),
        ("statuses_count", Always, Int),
        ("followers_count", Always, Int),
        ("following_count", Always, Int),
    ],
);

static ACCOUNT_ROLE: Entity =
    entity("AccountRole", &[("id", Always, Id), ("name", Always, Text), ("color", Always, Text)]);

static ROLE: Entity = entity(
    "Role",
    &[
        ("id", Always, Id),
        ("name", Always, Text),
        ("color", Always, Text),
        ("permissions", Always, Id),
        ("highlighted", Always, Flag),
    ],
);

static SOURCE: Entity = entity(
    "Source",
    &[
        ("note", Always, Text),
        ("fields", Always, List(&Is(&FIELD))),
        ("privacy", Always, VISIBILITY),
        ("sensitive", Always, Flag),
        // A language, or an empty text.
        ("language", Always, Text),
        ("follow_requests_count", Always, Int),
        ("hide_collections", Perhaps, Null(&Flag)),
        ("discoverable", Perhaps, Null(&Flag)),
        ("indexable", Perhaps, Flag),
    ],
);

pub(super) static OWN_ACCOUNT: Entity = Entity {
    name: "CredentialAccount",
    with: Some(&ACCOUNT),
    keys: &[("source", Always, Is(&SOURCE)), ("role", Always, Is(&ROLE))],
};

pub(super) static MUTED_ACCOUNT: Entity =
    Entity { name: "MutedAccount", with: Some(&ACCOUNT), keys: &[("mute_expires_at", Always, Null(&Time))] };

pub(super) static FAMILIAR_FOLLOWERS: Entity =
    entity("FamiliarFollowers", &[("id", Always, Id), ("accounts", Always, List(&Is(&ACCOUNT)))]);

/// What `GET /api/oembed` answers.
pub(super) static OEMBED: Entity = entity(
    "OEmbed metadata",
    &[
        ("type", Always, Word(&["rich"])),
        ("version", Always, Word(&["1.0"])),
        ("title", Always, Text),
        ("author_name", Always, Text),
        ("author_url", Always, Address),
        ("provider_name", Always, Text),
        ("provider_url", Always, Address),
        ("cache_age", Always, Int),
        ("html", Always, Text),
        ("width", Always, Int),
        ("height", Always, Null(&Int)),
    ],
);

pub(super) static RELATIONSHIP: Entity = entity(
    "Relationship",
    &[
        ("id", Always, Id),
        ("following", Always, Flag),
        ("showing_reblogs", Always, Flag),
        ("notifying", Always, Flag),
        ("languages", Always, Null(&List(&Text))),
        ("followed_by", Always, Flag),
        ("blocking", Always, Flag),
        ("blocked_by", Always, Flag),
        ("muting", Always, Flag),
        ("muting_notifications", Always, Flag),
        ("muting_expires_at", Perhaps, Null(&Time)),
        ("requested", Always, Flag),
        ("requested_by", Always, Flag),
        ("domain_blocking", Always, Flag),
        ("endorsed", Always, Flag),
        ("note", Always, Text),
    ],
);

pub(super) static MEDIA: Entity = entity(
    "MediaAttachment",
    &[
        ("id", Always, Id),
        ("type", Always, Word(&["unknown", "image", "gifv", "video", "audio"])),
        // Null while it is made, which takes no time here.
        ("url", Always, Address),
        ("preview_url", Always, Null(&Address)),
        ("remote_url", Always, Null(&Address)),
        ("preview_remote_url", Perhaps, Null(&Address)),
        // Taken out of the reference, and read by some apps all the same.
        ("text_url", Perhaps, Null(&Address)),
        ("meta", Always, Is(&META)),
        ("description", Always, Null(&Text)),
        ("blurhash", Always, Null(&Text)),
    ],
);

static META: Entity = entity(
    "MediaAttachment's meta",
    &[
        ("original", Perhaps, Is(&SIZE)),
        ("small", Perhaps, Is(&SIZE)),
        ("focus", Perhaps, Is(&FOCUS)),
        ("length", Perhaps, Text),
        ("duration", Perhaps, Float),
    ],
);

static SIZE: Entity = entity(
    "MediaAttachment's size",
    &[("width", Always, Int), ("height", Always, Int), ("size", Always, Text), ("aspect", Always, Float)],
);

static FOCUS: Entity = entity("MediaAttachment's focus", &[("x", Always, Float), ("y", Always, Float)]);

static MENTION: Entity = entity(
    "Status::Mention",
    &[("id", Always, Id), ("username", Always, Text), ("url", Always, Address), ("acct", Always, Text)],
);

static STATUS_TAG: Entity = entity("Status::Tag", &[("name", Always, Text), ("url", Always, Address)]);

static STATUS_APPLICATION: Entity =
    entity("Status's application", &[("name", Always, Text), ("website", Always, Null(&Address))]);

pub(super) static STATUS: Entity = entity(
    "Status",
    &[
        ("id", Always, Id),
        ("uri", Always, Address),
        ("created_at", Always, Time),
        ("account", Always, Is(&ACCOUNT)),
        ("content", Always, Text),
        ("visibility", Always, VISIBILITY),
        ("sensitive", Always, Flag),
        ("spoiler_text", Always, Text),
        ("media_attachments", Always, List(&Is(&MEDIA))),
        ("application", Perhaps, Null(&Is(&STATUS_APPLICATION))),
        ("mentions", Always, List(&Is(&MENTION))),
        ("tags", Always, List(&Is(&STATUS_TAG))),
        ("emojis", Always, List(&Is(&EMOJI))),
        ("reblogs_count", Always, Int),
        ("favourites_count", Always, Int),
        ("replies_count", Always, Int),
        ("url", Always, Null(&Address)),
        ("in_reply_to_id", Always, Null(&Id)),
        ("in_reply_to_account_id", Always, Null(&Id)),
        ("reblog", Always, Null(&Is(&STATUS))),
        ("poll", Always, Null(&Is(&POLL))),
        ("card", Always, Null(&Is(&CARD))),
        ("language", Always, Null(&Text)),
        ("edited_at", Always, Null(&Time)),
        ("favourited", Mine, Flag),
        ("reblogged", Mine, Flag),
        ("muted", Mine, Flag),
        ("bookmarked", Mine, Flag),
        // Of what whoever asks could put there.
        ("pinned", Perhaps, Flag),
        ("filtered", Mine, List(&Is(&FILTER_RESULT))),
    ],
);

/// A status that its author takes back: with what they wrote.
pub(super) static DELETED_STATUS: Entity =
    Entity { name: "Status with source", with: Some(&STATUS), keys: &[("text", Always, Text)] };

/// None are made here.
static CARD: Entity = entity("PreviewCard", &[("url", Always, Address), ("title", Always, Text)]);

static POLL_OPTION: Entity = entity("Poll::Option", &[("title", Always, Text), ("votes_count", Always, Null(&Int))]);

pub(super) static POLL: Entity = entity(
    "Poll",
    &[
        ("id", Always, Id),
        ("expires_at", Always, Null(&Time)),
        ("expired", Always, Flag),
        ("multiple", Always, Flag),
        ("votes_count", Always, Int),
        ("voters_count", Always, Null(&Int)),
        ("options", Always, List(&Is(&POLL_OPTION))),
        ("emojis", Always, List(&Is(&EMOJI))),
        ("voted", Mine, Flag),
        ("own_votes", Mine, List(&Int)),
    ],
);

pub(super) static STATUS_SOURCE: Entity =
    entity("StatusSource", &[("id", Always, Id), ("text", Always, Text), ("spoiler_text", Always, Text)]);

static EDIT_OPTION: Entity = entity("StatusEdit::Poll::Option", &[("title", Always, Text)]);

static EDIT_POLL: Entity = entity("StatusEdit::Poll", &[("options", Always, List(&Is(&EDIT_OPTION)))]);

pub(super) static STATUS_EDIT: Entity = entity(
    "StatusEdit",
    &[
        ("content", Always, Text),
        ("spoiler_text", Always, Text),
        ("sensitive", Always, Flag),
        ("created_at", Always, Time),
        ("account", Always, Is(&ACCOUNT)),
        ("poll", Perhaps, Is(&EDIT_POLL)),
        ("media_attachments", Always, List(&Is(&MEDIA))),
        ("emojis", Always, List(&Is(&EMOJI))),
    ],
);

pub(super) static CONTEXT: Entity =
    entity("Context", &[("ancestors", Always, List(&Is(&STATUS))), ("descendants", Always, List(&Is(&STATUS)))]);

pub(super) static CONVERSATION: Entity = entity(
    "Conversation",
    &[
        ("id", Always, Id),
        ("unread", Always, Flag),
        ("accounts", Always, List(&Is(&ACCOUNT))),
        ("last_status", Always, Null(&Is(&STATUS))),
    ],
);

const NOTIFICATION_KIND: Shape =
    Word(&["mention", "status", "reblog", "follow", "follow_request", "favourite", "poll", "update"]);

pub(super) static NOTIFICATION: Entity = entity(
    "Notification",
    &[
        ("id", Always, Id),
        ("type", Always, NOTIFICATION_KIND),
        ("group_key", Perhaps, Text),
        ("created_at", Always, Time),
        ("account", Always, Is(&ACCOUNT)),
        ("status", Perhaps, Is(&STATUS)),
    ],
);

static NOTIFICATION_GROUP: Entity = entity(
    "NotificationGroup",
    &[
        ("group_key", Always, Text),
        ("notifications_count", Always, Int),
        ("type", Always, NOTIFICATION_KIND),
        ("most_recent_notification_id", Always, Id),
        ("page_min_id", Perhaps, Id),
        ("page_max_id", Perhaps, Id),
        ("latest_page_notification_at", Perhaps, Time),
        ("sample_account_ids", Always, List(&Id)),
        ("status_id", Perhaps, Id),
    ],
);

static PARTIAL_ACCOUNT: Entity = entity(
    "PartialAccountWithAvatar",
    &[
        ("id", Always, Id),
        ("acct", Always, Text),
        ("url", Always, Address),
        ("avatar", Always, Address),
        ("avatar_static", Always, Address),
        ("locked", Always, Flag),
        ("bot", Always, Flag),
    ],
);

pub(super) static GROUPED_NOTIFICATIONS: Entity = entity(
    "GroupedNotificationsResults",
    &[
        ("accounts", Always, List(&Is(&ACCOUNT))),
        ("partial_accounts", Perhaps, List(&Is(&PARTIAL_ACCOUNT))),
        ("statuses", Always, List(&Is(&STATUS))),
        ("notification_groups", Always, List(&Is(&NOTIFICATION_GROUP))),
    ],
);

pub(super) static COUNT: Entity = entity("a count", &[("count", Always, Int)]);

static ALERTS: Entity = entity(
    "WebPushSubscription's alerts",
    &[
        ("mention", Always, Flag),
        ("status", Always, Flag),
        ("reblog", Always, Flag),
        ("follow", Always, Flag),
        ("follow_request", Always, Flag),
        ("favourite", Always, Flag),
        ("poll", Always, Flag),
        ("update", Always, Flag),
        ("admin.sign_up", Perhaps, Flag),
        ("admin.report", Perhaps, Flag),
    ],
);

pub(super) static PUSH_SUBSCRIPTION: Entity = entity(
    "WebPushSubscription",
    &[
        ("id", Always, Id),
        ("endpoint", Always, Address),
        ("standard", Perhaps, Flag),
        ("server_key", Always, Text),
        ("alerts", Always, Is(&ALERTS)),
        ("policy", Perhaps, Word(&["all", "followed", "follower", "none"])),
    ],
);

const CONTEXTS: Shape = Word(&["home", "notifications", "public", "thread", "account"]);

pub(super) static FILTER_KEYWORD: Entity =
    entity("FilterKeyword", &[("id", Always, Id), ("keyword", Always, Text), ("whole_word", Always, Flag)]);

pub(super) static FILTER_STATUS: Entity = entity("FilterStatus", &[("id", Always, Id), ("status_id", Always, Id)]);

/// A filter as a result of filtering names it.
static FILTER_IN_RESULT: Entity = entity(
    "Filter in a FilterResult",
    &[
        ("id", Always, Id),
        ("title", Always, Text),
        ("context", Always, List(&CONTEXTS)),
        ("expires_at", Always, Null(&Time)),
        ("filter_action", Always, Word(&["warn", "hide", "blur"])),
    ],
);

pub(super) static FILTER: Entity = Entity {
    name: "Filter",
    with: Some(&FILTER_IN_RESULT),
    keys: &[("keywords", Always, List(&Is(&FILTER_KEYWORD))), ("statuses", Always, List(&Is(&FILTER_STATUS)))],
};

static FILTER_RESULT: Entity = entity(
    "FilterResult",
    &[
        ("filter", Always, Is(&FILTER_IN_RESULT)),
        ("keyword_matches", Always, Null(&List(&Text))),
        ("status_matches", Always, Null(&List(&Id))),
    ],
);

pub(super) static FILTER_V1: Entity = entity(
    "V1::Filter",
    &[
        ("id", Always, Id),
        ("phrase", Always, Text),
        ("context", Always, List(&CONTEXTS)),
        ("expires_at", Always, Null(&Time)),
        ("irreversible", Always, Flag),
        ("whole_word", Always, Flag),
    ],
);

pub(super) static LIST: Entity = entity(
    "List",
    &[
        ("id", Always, Id),
        ("title", Always, Text),
        ("replies_policy", Always, Word(&["followed", "list", "none"])),
        ("exclusive", Always, Flag),
    ],
);

static DAY_OF_TAG: Entity =
    entity("Tag's history", &[("day", Always, Id), ("uses", Always, Id), ("accounts", Always, Id)]);

pub(super) static TAG: Entity = entity(
    "Tag",
    &[
        ("id", Perhaps, Id),
        ("name", Always, Text),
        ("url", Always, Address),
        ("history", Always, List(&Is(&DAY_OF_TAG))),
        ("following", Mine, Flag),
        ("featuring", Perhaps, Flag),
    ],
);

/// A tag as search finds it: whether one follows it is not looked up.
static FOUND_TAG: Entity = entity(
    "Tag that was found",
    &[
        ("id", Perhaps, Id),
        ("name", Always, Text),
        ("url", Always, Address),
        ("history", Always, List(&Is(&DAY_OF_TAG))),
        ("following", Perhaps, Flag),
        ("featuring", Perhaps, Flag),
    ],
);

pub(super) static FEATURED_TAG: Entity = entity(
    "FeaturedTag",
    &[
        ("id", Always, Id),
        ("name", Always, Text),
        ("url", Always, Address),
        ("statuses_count", Always, Int),
        // Nobody learns when somebody was last there.
        ("last_status_at", Always, Null(&Day)),
    ],
);

pub(super) static SEARCH: Entity = entity(
    "Search",
    &[
        ("accounts", Always, List(&Is(&ACCOUNT))),
        ("statuses", Always, List(&Is(&STATUS))),
        ("hashtags", Always, List(&Is(&FOUND_TAG))),
    ],
);

static ANNOUNCED_ACCOUNT: Entity = entity(
    "Announcement::Account",
    &[("id", Always, Id), ("username", Always, Text), ("url", Always, Address), ("acct", Always, Text)],
);

static ANNOUNCED_STATUS: Entity = entity("Announcement::Status", &[("id", Always, Id), ("url", Always, Address)]);

static REACTION: Entity = entity(
    "Reaction",
    &[
        ("name", Always, Text),
        ("count", Always, Int),
        ("me", Mine, Flag),
        ("url", Perhaps, Address),
        ("static_url", Perhaps, Address),
    ],
);

pub(super) static ANNOUNCEMENT: Entity = entity(
    "Announcement",
    &[
        ("id", Always, Id),
        ("content", Always, Text),
        ("starts_at", Always, Null(&Time)),
        ("ends_at", Always, Null(&Time)),
        ("all_day", Always, Flag),
        ("published_at", Always, Time),
        ("updated_at", Always, Time),
        ("read", Mine, Flag),
        ("mentions", Always, List(&Is(&ANNOUNCED_ACCOUNT))),
        ("statuses", Always, List(&Is(&ANNOUNCED_STATUS))),
        ("tags", Always, List(&Is(&STATUS_TAG))),
        ("emojis", Always, List(&Is(&EMOJI))),
        ("reactions", Always, List(&Is(&REACTION))),
    ],
);

pub(super) static REPORT: Entity = entity(
    "Report",
    &[
        ("id", Always, Id),
        ("action_taken", Always, Flag),
        ("action_taken_at", Always, Null(&Time)),
        ("category", Always, Word(&["spam", "legal", "violation", "other"])),
        ("comment", Always, Text),
        ("forwarded", Always, Flag),
        ("created_at", Always, Time),
        ("status_ids", Always, Null(&List(&Id))),
        ("rule_ids", Always, Null(&List(&Id))),
        ("target_account", Always, Is(&ACCOUNT)),
    ],
);

static MARKER: Entity =
    entity("Marker", &[("last_read_id", Always, Id), ("version", Always, Int), ("updated_at", Always, Time)]);

pub(super) static MARKERS: Entity =
    entity("Markers", &[("home", Perhaps, Is(&MARKER)), ("notifications", Perhaps, Is(&MARKER))]);

pub(super) static PREFERENCES: Entity = entity(
    "Preferences",
    &[
        ("posting:default:visibility", Always, VISIBILITY),
        ("posting:default:sensitive", Always, Flag),
        ("posting:default:language", Always, Null(&Text)),
        ("posting:default:quote_policy", Perhaps, Text),
        ("reading:expand:media", Always, Word(&["default", "show_all", "hide_all"])),
        ("reading:expand:spoilers", Always, Flag),
        ("reading:autoplay:gifs", Perhaps, Flag),
    ],
);

pub(super) static APPLICATION: Entity = entity(
    "Application",
    &[
        ("id", Perhaps, Id),
        ("name", Always, Text),
        ("website", Always, Null(&Address)),
        ("scopes", Perhaps, List(&Text)),
        ("redirect_uris", Perhaps, List(&Text)),
        ("redirect_uri", Perhaps, Text),
        ("vapid_key", Perhaps, Text),
    ],
);

pub(super) static NEW_APPLICATION: Entity = Entity {
    name: "CredentialApplication",
    with: Some(&APPLICATION),
    keys: &[("client_id", Always, Text), ("client_secret", Always, Text), ("client_secret_expires_at", Perhaps, Int)],
};

pub(super) static TOKEN: Entity = entity(
    "Token",
    &[
        ("access_token", Always, Text),
        ("token_type", Always, Word(&["Bearer"])),
        ("scope", Always, Text),
        ("created_at", Always, Int),
    ],
);

/// OpenID's, as `/oauth/userinfo` gives it.
pub(super) static USER_INFO: Entity = entity(
    "UserInfo",
    &[
        ("iss", Always, Address),
        ("sub", Always, Address),
        ("name", Always, Text),
        ("preferred_username", Always, Text),
        ("profile", Always, Address),
        ("picture", Always, Address),
    ],
);

/// RFC 8414, and what Mastodon adds.
pub(super) static AUTHORIZATION_SERVER: Entity = entity(
    "OAuth server configuration",
    &[
        ("issuer", Always, Address),
        ("service_documentation", Perhaps, Address),
        ("authorization_endpoint", Always, Address),
        ("token_endpoint", Always, Address),
        ("app_registration_endpoint", Always, Address),
        ("revocation_endpoint", Always, Address),
        ("userinfo_endpoint", Perhaps, Address),
        ("scopes_supported", Always, List(&Text)),
        ("response_types_supported", Always, List(&Text)),
        ("response_modes_supported", Always, List(&Text)),
        ("grant_types_supported", Always, List(&Text)),
        ("token_endpoint_auth_methods_supported", Always, List(&Text)),
        ("code_challenge_methods_supported", Always, List(&Text)),
        ("revocation_endpoint_auth_methods_supported", Perhaps, List(&Text)),
        ("ui_locales_supported", Perhaps, List(&Text)),
        // RFC 9207.
        ("authorization_response_iss_parameter_supported", Perhaps, Flag),
    ],
);

pub(super) static ERROR: Entity = entity("Error", &[("error", Always, Text), ("error_description", Perhaps, Text)]);

pub(super) static WORDS: Entity =
    entity("ExtendedDescription, PrivacyPolicy", &[("updated_at", Always, Time), ("content", Always, Text)]);

pub(super) static DOMAIN_BLOCK: Entity = entity(
    "DomainBlock",
    &[
        ("domain", Always, Text),
        ("digest", Always, Text),
        ("severity", Always, Word(&["silence", "suspend"])),
        ("comment", Perhaps, Null(&Text)),
    ],
);

pub(super) static RULE: Entity = entity(
    "Rule",
    &[("id", Always, Id), ("text", Always, Text), ("hint", Perhaps, Text), ("translations", Perhaps, Map(&Map(&Text)))],
);

static PLANNED_POLL: Entity = entity(
    "ScheduledStatus::Params's poll",
    &[
        ("options", Always, List(&Text)),
        ("expires_in", Always, Null(&Int)),
        ("multiple", Perhaps, Null(&Flag)),
        ("hide_totals", Perhaps, Null(&Flag)),
    ],
);

static PLANNED: Entity = entity(
    "ScheduledStatus::Params",
    &[
        ("text", Always, Text),
        ("poll", Always, Null(&Is(&PLANNED_POLL))),
        ("media_ids", Always, Null(&List(&Id))),
        ("sensitive", Always, Null(&Flag)),
        ("spoiler_text", Always, Null(&Text)),
        ("visibility", Always, VISIBILITY),
        ("in_reply_to_id", Always, Null(&Id)),
        ("language", Always, Null(&Text)),
        ("application_id", Always, Null(&Int)),
        ("scheduled_at", Always, Null(&Time)),
        ("idempotency", Always, Null(&Text)),
        ("with_rate_limit", Always, Flag),
    ],
);

pub(super) static SCHEDULED_STATUS: Entity = entity(
    "ScheduledStatus",
    &[
        ("id", Always, Id),
        ("scheduled_at", Always, Time),
        ("params", Always, Is(&PLANNED)),
        ("media_attachments", Always, List(&Is(&MEDIA))),
    ],
);

const HEARS: Shape = Word(&["accept", "filter", "drop"]);

static POLICY_SUMMARY: Entity = entity(
    "NotificationPolicy's summary",
    &[("pending_requests_count", Always, Int), ("pending_notifications_count", Always, Int)],
);

pub(super) static POLICY: Entity = entity(
    "NotificationPolicy",
    &[
        ("for_not_following", Always, HEARS),
        ("for_not_followers", Always, HEARS),
        ("for_new_accounts", Always, HEARS),
        ("for_private_mentions", Always, HEARS),
        ("for_limited_accounts", Always, HEARS),
        ("summary", Always, Is(&POLICY_SUMMARY)),
    ],
);

pub(super) static NOTIFICATION_REQUEST: Entity = entity(
    "NotificationRequest",
    &[
        ("id", Always, Id),
        ("created_at", Always, Time),
        ("updated_at", Always, Time),
        // A number, written as a text.
        ("notifications_count", Always, Id),
        ("account", Always, Is(&ACCOUNT)),
        ("last_status", Perhaps, Is(&STATUS)),
    ],
);

pub(super) static MERGED: Entity = entity("Whether requests are merged", &[("merged", Always, Flag)]);
