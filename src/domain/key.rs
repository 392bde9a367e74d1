//! Typed ids: a listing's id cannot be passed where a member's is wanted.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        // A string in JSON: 64-bit integers do not survive JavaScript.
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(|_| serde::de::Error::custom("an id is a whole number in quotes"))
            }
        }
    )+};
}

typed_id! {
    /// A local member.
    MemberId,
    /// An ActivityPub actor, ours or another server's.
    ActorId,
    /// A follow between two actors.
    FollowId,
    /// A need or an offer.
    ListingId,
    /// An answer to a listing.
    ResponseId,
    /// The carrying-out of an accepted response.
    HandoffId,
    /// A neighbor for whom a member speaks.
    ProxyId,
    /// What a member is asked about one of these.
    ProxyOfferId,
    /// What a neighbor without an account asks.
    GuestNeedId,
    /// An invite to become a member.
    InviteId,
    /// That somebody asks to be welcomed as a member.
    JoinRequestId,
    /// A line of the log that members read.
    LogEntryId,
    /// What somebody tells the moderators.
    ReportId,
    /// A post of an account, or such a post told on.
    StatusId,
    /// A post that waits for its time.
    ScheduledId,
    /// Direct statuses that answer one another.
    ConversationId,
    /// That somebody likes a status.
    FavouriteId,
    /// Something that a member hears of.
    NotificationId,
    /// Where an app wants to hear of something.
    PushSubscriptionId,
    /// Something that an app is still to hear of.
    PushMessageId,
    /// Something of which a mail is to be sent.
    MailId,
    /// What the network tells its members.
    AnnouncementId,
    /// A role that a member holds.
    RoleId,
    /// An access token.
    TokenId,
    /// An app that registered itself.
    AppId,
    /// A passkey of a member.
    PasskeyId,
    /// Something that happened and must be told.
    EventId,
    /// An activity that we send.
    ActivityId,
    /// One activity for one inbox.
    DeliveryId,
    /// An activity that came in.
    ReceivedId,
    /// A place or a resource.
    EntryId,
    /// A picture or a recording.
    MediumId,
}
