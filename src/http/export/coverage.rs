//! Where each column that leads to a member is in the export, or why it is not there.
//!
//! A test goes through the schema: who adds a table with such a column adds it to the export, or says here
//! why not.

/// What becomes of a column that leads to a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// Its rows are in this file.
    In(&'static str),
    /// They are not there, because of this.
    LeftOut(&'static str),
}

use Where::{In, LeftOut};

/// Table, column, and what becomes of it.
pub const COVERED: &[(&str, &str, Where)] = &[
    ("activities", "actor_id", In("outbox.json")),
    ("actor_reach", "actor_id", LeftOut("addresses of other servers, kept to ask them to forget")),
    ("actors", "handle", In("actor.json")),
    ("aliases", "actor_id", In("actor.json")),
    ("app_codes", "member_id", LeftOut("kept for minutes, so that an app that was let in gets its token")),
    ("announcement_reactions", "member_id", In("notes.json")),
    ("announcement_dismissals", "member_id", LeftOut("which announcements one has put away")),
    ("blocked_by", "actor_id", LeftOut("what somebody else decided")),
    ("blocked_by", "blocked_id", LeftOut("what somebody else decided")),
    ("catch_ups", "actor_id", LeftOut("another network")),
    ("conversation_members", "actor_id", LeftOut("which posts belong together; one's own are in statuses.json")),
    ("bookmarks", "actor_id", In("bookmarks.json")),
    ("favourites", "actor_id", In("favourites.json")),
    ("poll_votes", "actor_id", In("votes.json")),
    ("featured_tags", "member_id", In("notes.json")),
    ("scheduled_statuses", "member_id", In("scheduled.json")),
    (
        "log_entries",
        "handle",
        LeftOut("what was done with a role's power: the network's log, which every member reads"),
    ),
    ("member_blocks", "member_id", In("blocks.json")),
    ("media", "listing_id", In("listings.json")),
    ("media", "owner_id", In("media.json")),
    ("member_desks", "member_id", In("notes.json")),
    ("mail_addresses", "member_id", In("notices.json")),
    ("mail_confirmations", "member_id", In("notices.json")),
    ("mails", "member_id", LeftOut("work under way: that a mail is to be sent, without its words")),
    ("memberships", "member", LeftOut("another network, or ours")),
    ("moves", "actor_id", In("actor.json")),
    ("notifications", "from_id", LeftOut("that somebody did something, which is theirs")),
    ("notifications", "member_id", LeftOut("that somebody did something, which is theirs")),
    ("status_mentions", "actor_id", LeftOut("who is named in a post; in one's own, statuses.json says it")),
    ("status_requests", "member_id", LeftOut("kept for an hour, so that a post that is sent twice is one")),
    ("statuses", "author_id", In("statuses.json")),
    ("statuses", "in_reply_to_author", LeftOut("whom a post answers; in one's own, statuses.json says it")),
    ("deliveries", "activity_id", LeftOut("work under way: copies of what is in outbox.json and the other files")),
    ("directory_entries", "handle", LeftOut("another network")),
    ("follower_digests", "followed_id", LeftOut("a digest of one's followers, who are in follows.json")),
    ("follows", "followed_id", In("follows.json")),
    ("follows", "follower_id", In("follows.json")),
    ("guest_needs", "taken_by", LeftOut("with whom one helps: about somebody else")),
    ("handoff_keys", "handoff_id", LeftOut("a key, not words; what it opens is in handoffs.json")),
    ("handoffs", "author_id", In("handoffs.json")),
    ("handoffs", "listing_id", In("handoffs.json")),
    ("handoffs", "responder_id", In("handoffs.json")),
    ("handoffs", "response_id", In("handoffs.json")),
    ("invites", "made_by", LeftOut("digests of invites that one made, which end by themselves within days")),
    ("listing_reach", "listing_id", LeftOut("addresses of other servers, kept to ask them to forget")),
    ("listings", "author_id", In("listings.json")),
    ("listings", "origin_id", LeftOut("the network, which is nobody's own")),
    (
        "listings",
        "speaker_id",
        LeftOut("who says it to other servers: its author, who is in listings.json, or the network"),
    ),
    ("members", "actor_id", In("actor.json")),
    ("members", "handle", In("profile.json")),
    ("passed_along", "listing_id", LeftOut("listings of other networks only")),
    ("passed_along", "peer_id", LeftOut("another network")),
    ("passings", "listing_id", LeftOut("listings of other networks only")),
    ("passings_stopped", "listing_id", LeftOut("listings of other networks only")),
    ("passwords", "member_id", LeftOut("a digest of a password, not words")),
    ("proxy_keys", "member_id", LeftOut("whom one speaks for: about somebody else, and a key")),
    ("proxy_offers", "from_id", LeftOut("whom one speaks for: about somebody else")),
    ("proxy_offers", "to_id", LeftOut("whom one was asked to speak for: about somebody else")),
    ("push_subscriptions", "member_id", LeftOut("where one's apps are told: keys of theirs, and a token")),
    ("received", "actor", LeftOut("another server's actor, and dropped once it was worked")),
    ("reply_explanations", "actor_id", LeftOut("a person elsewhere who asked in public how to answer")),
    ("reply_explanations", "listing_id", LeftOut("about a person elsewhere; of what they wrote nothing is kept")),
    ("reply_notes", "response_id", In("responses-received.json")),
    ("responses", "listing_id", In("responses-received.json")),
    ("responses", "member_id", In("responses-given.json")),
    ("responses", "responder_id", In("responses-received.json")),
    ("roles", "member_id", In("roles.json")),
    ("sessions", "member_id", In("sign-ins.json")),
    ("sign_in_links", "member_id", LeftOut("a digest of a link that signs one in once")),
    ("sharings", "actor_id", LeftOut("another network")),
    (
        "stream_events",
        "author_id",
        LeftOut(
            "that a post of theirs was changed or deleted, what they filter, or that they let something through, for a while",
        ),
    ),
    ("synchronizations", "actor_id", LeftOut("an account of another server")),
    ("tokens", "member_id", In("sign-ins.json")),
    ("translations", "listing_id", In("translations.json")),
    ("translations", "member_id", In("translations.json")),
    ("tombstones", "actor", LeftOut("another server's actor that deleted something of its own")),
];
