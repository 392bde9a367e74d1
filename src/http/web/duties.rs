//! Which pages are there for whom: a link to a page stands only where it leads to something.

use crate::actions::change_network::{OPERATORS, STEWARDS};
use crate::actions::invite::{WELCOMERS, may_invite};
use crate::actions::keep_away::MODERATORS;
use crate::app::App;
use crate::clock::Moment;
use crate::domain::key::MemberId;
use crate::domain::member::RoleKind;
use crate::error::Result;
use crate::i18n::{Lang, text};
use crate::storage::{Conn, members};

/// What a member may do besides what each member may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Duties {
    /// Make invites.
    pub invites: bool,
    /// Welcome who asks to join.
    pub welcomes: bool,
    /// Keep people safe.
    pub moderates: bool,
    /// Tell something for the network.
    pub announces: bool,
    /// Look after the server.
    pub operates: bool,
}

impl Duties {
    /// By the roles that a member holds now.
    pub(super) fn of(conn: &mut Conn, member: MemberId, now: Moment) -> Result<Self> {
        let held = members::roles_at(conn, member, now)?;
        let any = |kinds: &[RoleKind]| kinds.iter().any(|kind| held.contains(kind));
        Ok(Self {
            invites: may_invite(conn, member, now)?,
            welcomes: any(WELCOMERS),
            moderates: any(MODERATORS),
            announces: any(STEWARDS),
            operates: any(OPERATORS),
        })
    }

    /// The same, read by itself.
    pub(super) async fn read(app: &App, member: MemberId) -> Result<Self> {
        let now = app.here.now();
        app.here.db.read(move |conn| Self::of(conn, member, now)).await
    }

    /// The pages about the network that members have, whatever they look after.
    pub(super) fn of_network(self, lang: Lang) -> Vec<(&'static str, String)> {
        let all = [
            (self.invites, "/settings/invites", "invites-title"),
            (true, "/networks", "networks-title"),
            (true, "/log", "log-title"),
        ];
        all.into_iter().filter(|(may, ..)| *may).map(|(_, href, key)| (href, text(lang, key))).collect()
    }

    /// The pages of what they look after; none, for most.
    pub(super) fn links(self, lang: Lang) -> Vec<(&'static str, String)> {
        let all = [
            (self.welcomes, "/welcome", "welcome-title"),
            (self.moderates, "/moderation", "moderation-title"),
            (self.announces, "/announcements", "announcements-title"),
            (self.operates, "/settings/network", "network-title"),
            (self.operates, "/settings/links", "links-title"),
        ];
        all.into_iter().filter(|(may, ..)| *may).map(|(_, href, key)| (href, text(lang, key))).collect()
    }

    /// What may wait for them, for their home.
    pub(super) fn at_home(self, lang: Lang) -> Vec<(&'static str, String)> {
        let all = [(self.welcomes, "/welcome", "welcome-title"), (self.moderates, "/moderation", "moderation-title")];
        all.into_iter().filter(|(may, ..)| *may).map(|(_, href, key)| (href, text(lang, key))).collect()
    }
}
