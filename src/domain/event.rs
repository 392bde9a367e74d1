//! What happened and must be told. An action stores an event in the same transaction as the change; a
//! worker renders and delivers it later. So actions need not know how it is told.

use crate::domain::coalition::CoalitionId;
use crate::domain::key::{ActorId, FavouriteId, FollowId, HandoffId, ListingId, ReportId, ResponseId, StatusId};
use crate::i18n::Lang;
use serde::{Deserialize, Serialize};
use url::Url;

/// Something that other servers must hear of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A listing was published, or widened to more people.
    ListingPublished {
        /// Which.
        listing: ListingId,
    },
    /// A published listing changed: its words, its state or what is left.
    ListingChanged {
        /// Which.
        listing: ListingId,
    },
    /// A published listing was taken back for good, or goes on under another id.
    ListingDeleted {
        /// Which.
        listing: ListingId,
    },
    /// We pass another network's listing along.
    ListingPassed {
        /// Which.
        listing: ListingId,
    },
    /// We do not pass it along any more.
    PassingUndone {
        /// Which listing.
        listing: ListingId,
        /// The `Announce` that no longer holds.
        activity: Url,
    },
    /// A member of ours answered another network's listing.
    ResponseMade {
        /// Which.
        response: ResponseId,
    },
    /// A member of ours took an answer back.
    ResponseWithdrawn {
        /// Which.
        response: ResponseId,
    },
    /// A member wrote to the other side of an answer, in another network: our network says it there.
    WordsSaid {
        /// About which answer.
        response: ResponseId,
        /// The direct status that holds the words.
        status: StatusId,
    },
    /// A person elsewhere answered a listing of ours by private message, and hears that it arrived.
    ResponseReceived {
        /// Which.
        response: ResponseId,
    },
    /// A person elsewhere replied to a listing of ours for others to read, and hears how to answer.
    ReplyExplained {
        /// To which listing.
        listing: ListingId,
        /// Who.
        actor: ActorId,
        /// The id of what they wrote.
        note: Url,
        /// The language of what they wrote, or the network's.
        language: Lang,
    },
    /// The author of a listing of ours said yes to another network.
    ResponseAccepted {
        /// Which.
        response: ResponseId,
        /// The handoff that follows.
        handoff: HandoffId,
    },
    /// The author said not this time, took a promise back, or the listing ended.
    ResponseRejected {
        /// Which.
        response: ResponseId,
    },
    /// A handoff with another network was done.
    HandedOver {
        /// Which.
        handoff: HandoffId,
    },
    /// One of our actors changed what everyone may see of it.
    ActorChanged {
        /// Which.
        actor: ActorId,
    },
    /// A member of ours goes on under an account elsewhere.
    ActorMoved {
        /// Their actor here.
        actor: ActorId,
    },
    /// A member of ours left.
    ActorLeft {
        /// Their actor.
        actor: ActorId,
        /// The inboxes of whom they followed and of who followed them: the follows themselves are gone.
        inboxes: Vec<Url>,
    },
    /// A member of ours blocks an account elsewhere, or does so no more. For themselves alone: it is sealed while it waits.
    AccountBlocked {
        /// Their actor.
        by: ActorId,
        /// Whom.
        blocked: ActorId,
        /// Whether they do.
        still: bool,
    },
    /// A report is told to the servers that it is about.
    ReportForwarded {
        /// Which.
        report: ReportId,
    },
    /// One of our actors posted a status, or told one on.
    StatusPosted {
        /// Which.
        status: StatusId,
    },
    /// Its words changed.
    StatusChanged {
        /// Which.
        status: StatusId,
    },
    /// The poll that it asks has new totals, or has ended.
    PollCounted {
        /// Which.
        status: StatusId,
    },
    /// A member of ours voted in a poll from elsewhere. For what stands in their vote alone.
    Voted {
        /// In the poll of which status.
        status: StatusId,
        /// Their actor.
        actor: ActorId,
    },
    /// It was taken back: the row is gone, and this is what telling it takes.
    StatusDeleted {
        /// Which it was.
        status: StatusId,
        /// Who had said it.
        actor: ActorId,
        /// Its ActivityPub id.
        object: Url,
        /// Of a boost: what had been told on.
        boost_of: Option<Url>,
        /// Whether everyone could read it.
        open: bool,
        /// Whom it had reached.
        inboxes: Vec<Url>,
    },
    /// A member of ours likes a status from elsewhere.
    Favourited {
        /// Which like.
        favourite: FavouriteId,
    },
    /// They do not any more.
    FavouriteUndone {
        /// Which like it was.
        favourite: FavouriteId,
        /// Who.
        actor: ActorId,
        /// The `Like` that no longer holds.
        activity: Url,
        /// What was liked.
        object: Url,
        /// Whose it is.
        author: ActorId,
    },
    /// Our network, or a member, asks to follow an account elsewhere.
    FollowAsked {
        /// Which.
        follow: FollowId,
    },
    /// Our network, or a member, accepts a follower.
    FollowAccepted {
        /// Which.
        follow: FollowId,
    },
    /// A follower is declined or removed.
    FollowRejected {
        /// Which.
        follow: FollowId,
    },
    /// Our network said that it is in a coalition, or no longer.
    MembershipStated {
        /// Which coalition.
        coalition: CoalitionId,
    },
    /// Another network said so, and the other members hear it from us too.
    MembershipPassedOn {
        /// Which coalition.
        coalition: CoalitionId,
        /// Who said it.
        member: Url,
        /// From whom we heard it.
        from: Url,
    },
    /// We stop following.
    FollowUndone {
        /// Which.
        follow: FollowId,
    },
}

impl Event {
    /// Whether nobody but the member who did it may read of it where it waits.
    pub fn is_for_oneself(&self) -> bool {
        matches!(self, Self::AccountBlocked { .. })
    }

    /// What the event is about, as `noun:id`. Deliveries that share it, and their inbox, keep their order. It stands in clear:
    /// of a block it names who blocks, as the activity does, and not whom; what goes to one inbox of theirs is in order all
    /// the same. It is not that of the actor: a server that takes no blocks would hold up their changes, and their leaving.
    pub fn subject(&self) -> String {
        match self {
            Self::ListingPublished { listing }
            | Self::ListingChanged { listing }
            | Self::ListingDeleted { listing }
            | Self::ListingPassed { listing }
            | Self::PassingUndone { listing, .. } => {
                format!("listing:{listing}")
            }
            Self::ResponseMade { response }
            | Self::ResponseWithdrawn { response }
            | Self::WordsSaid { response, .. }
            | Self::ResponseReceived { response }
            | Self::ResponseAccepted { response, .. }
            | Self::ResponseRejected { response } => format!("response:{response}"),
            Self::ReplyExplained { listing, actor, .. } => format!("explanation:{listing}:{actor}"),
            Self::MembershipStated { coalition } | Self::MembershipPassedOn { coalition, .. } => {
                format!("coalition:{coalition}")
            }
            Self::HandedOver { handoff } => format!("handoff:{handoff}"),
            Self::ActorChanged { actor } | Self::ActorMoved { actor } | Self::ActorLeft { actor, .. } => {
                format!("actor:{actor}")
            }
            Self::AccountBlocked { by, .. } => format!("block:{by}"),
            Self::ReportForwarded { report } => format!("report:{report}"),
            Self::StatusPosted { status }
            | Self::StatusChanged { status }
            | Self::PollCounted { status }
            | Self::StatusDeleted { status, .. } => {
                format!("status:{status}")
            }
            Self::Voted { status, actor } => format!("vote:{status}:{actor}"),
            Self::Favourited { favourite } | Self::FavouriteUndone { favourite, .. } => {
                format!("favourite:{favourite}")
            }
            Self::FollowAsked { follow }
            | Self::FollowAccepted { follow }
            | Self::FollowRejected { follow }
            | Self::FollowUndone { follow } => format!("follow:{follow}"),
        }
    }
}
