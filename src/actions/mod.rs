//! One thing that a person, or another server's actor, does per file: check with `domain`, change with
//! `storage`, record what must be told, all in one transaction.
//!
//! Nothing here knows how things are told; an outbox event says that they must be.

pub mod accept_response;
pub mod add_member;
pub mod announce;
pub mod answer_follow;
pub mod answer_in_app;
pub mod answer_own_follow;
pub mod ask_as_guest;
pub mod ask_to_follow;
pub mod boost;
pub mod bring_together;
pub mod change_as_guest;
pub mod change_listing;
pub mod change_member;
pub mod change_network;
pub mod change_sharing;
pub mod decline_response;
pub mod delete_status;
pub mod edit_status;
pub mod end_polls;
pub mod erase;
pub mod expire;
pub mod favourite;
pub mod feature_tag;
pub mod fill_search;
pub mod follow_account;
pub mod forget_notices;
pub mod forget_strangers;
pub mod found_coalition;
pub mod found_network;
pub mod give_keys;
pub mod give_role;
pub mod hand_over_proxy;
pub mod hear_of;
pub mod help_guest;
pub mod hold_listing;
pub mod hold_status;
pub mod invite;
pub mod join;
pub mod join_coalition;
pub mod keep_away;
pub mod keep_beginning;
pub mod keep_desk;
pub mod keep_entries;
pub mod keep_filters;
pub mod keep_mail;
pub mod keep_media;
pub mod leave;
pub mod leave_coalition;
pub mod let_app_in;
pub mod log;
pub mod mend_follows;
pub mod move_account;
pub mod move_handoff;
pub mod note_settings;
pub mod own_block;
pub mod pass_along;
pub mod passkeys;
pub mod pin_status;
pub mod post_in_app;
pub mod post_status;
pub mod publish_listing;
pub mod put_aside;
pub mod receive_acceptance;
pub mod receive_boost;
pub mod receive_confirmation;
pub mod receive_deletion;
pub mod receive_favourite;
pub mod receive_follow;
pub mod receive_listing;
pub mod receive_membership;
pub mod receive_move;
pub mod receive_passing;
pub mod receive_rejection;
pub mod receive_reply;
pub mod receive_response;
pub mod receive_status;
pub mod receive_totals;
pub mod receive_vote;
pub mod receive_words;
pub mod register_proxy;
pub mod remind;
pub mod report;
pub mod respond;
pub mod say_about;
pub mod say_across;
pub mod schedule_status;
pub mod seal_open;
pub mod send_media;
pub mod set_passing_rules;
pub mod settle;
pub mod sign_in;
pub mod subscribe;
pub mod take_in;
pub mod take_words_away;
pub mod tell_again;
pub mod translate;
pub mod unfollow;
pub mod vote;
pub mod welcome;
pub mod whom_to_ask;
pub mod withdraw_proxy;
pub mod withdraw_response;

mod network_says;
mod promise;
mod speaking;
mod tell;
mod uncrossed;
mod words;

use crate::clock::{Clock, Moment};
use crate::domain::address::Addresses;
use crate::domain::key::{ActorId, MemberId, ReceivedId};
use crate::domain::member::{Member, State};
use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::seal::MasterKey;
use crate::storage::{Conn, Db, members, received};

/// What actions need of the running server. Cloning shares it.
#[derive(Clone)]
pub struct Here {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// The key to what is sealed.
    pub seal: MasterKey,
    /// The addresses of what we publish.
    pub addresses: Addresses,
    /// Our network's actor.
    pub network: ActorId,
    /// The network's first language.
    pub language: Lang,
}

impl Here {
    /// Now.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }
}

/// A member, held, who has not left since the request was let in: nothing is added for somebody who was erased.
fn still_here(conn: &mut Conn, id: MemberId) -> Result<Member> {
    let member = members::lock(conn, id)?;
    if member.state == State::Left { Err(Error::not_found()) } else { Ok(member) }
}

/// Notes, in the transaction of its effect, that an activity which came in was worked.
fn note_worked(conn: &mut Conn, received: Option<ReceivedId>) -> Result<()> {
    match received {
        Some(id) => received::worked(conn, id, None),
        None => Ok(()),
    }
}
