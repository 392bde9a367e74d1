//! The tables, as the migrations make them (a test holds the two against each other on both databases).

use diesel::{allow_tables_to_appear_in_same_query, joinable, table};

table! {
    server_facts (name) {
        name -> Text,
        value -> Text,
    }
}

table! {
    categories (tag) {
        tag -> Text,
        parent -> Nullable<Text>,
    }
}

table! {
    actors (id) {
        id -> BigInt,
        ap_id -> Text,
        kind -> Text,
        local -> Bool,
        host -> Text,
        handle -> Text,
        name -> Text,
        summary -> Text,
        inbox -> Text,
        shared_inbox -> Nullable<Text>,
        url -> Nullable<Text>,
        followers -> Nullable<Text>,
        key_id -> Text,
        public_key_pem -> Text,
        sealed_private_key -> Nullable<Binary>,
        implements_potluck -> Bool,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        radius_m -> Nullable<BigInt>,
        languages -> Text,
        mode -> Nullable<Text>,
        intake -> Nullable<Text>,
        gone -> Bool,
        fetched_at -> Timestamp,
        created_at -> Timestamp,
        ed25519_key_id -> Nullable<Text>,
        ed25519_key -> Nullable<Text>,
        sealed_ed25519_key -> Nullable<Binary>,
        avatar -> Nullable<Text>,
        header -> Nullable<Text>,
        appearance -> Text,
        takes_words -> Bool,
    }
}

table! {
    members (id) {
        id -> BigInt,
        actor_id -> BigInt,
        handle -> Text,
        display_name -> Text,
        state -> Text,
        created_at -> Timestamp,
        languages -> Text,
        cell -> Nullable<BigInt>,
        can_do -> Text,
        sealed_contact -> Nullable<Binary>,
        sealed_access -> Nullable<Binary>,
        sealed_own -> Nullable<Binary>,
        left_at -> Nullable<Timestamp>,
        about -> Text,
    }
}

table! {
    proxies (id) {
        id -> BigInt,
        state -> Text,
        sealed -> Nullable<Binary>,
        created_at -> Timestamp,
    }
}

table! {
    proxy_keys (proxy_id) {
        proxy_id -> BigInt,
        member_id -> Nullable<BigInt>,
        wrapped_key -> Binary,
    }
}

table! {
    proxy_offers (id) {
        id -> BigInt,
        proxy_id -> BigInt,
        to_id -> BigInt,
        from_id -> Nullable<BigInt>,
        kind -> Text,
        created_at -> Timestamp,
    }
}

table! {
    tokens (id) {
        id -> BigInt,
        member_id -> BigInt,
        digest -> Text,
        scopes -> Text,
        created_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
        app_id -> Nullable<BigInt>,
        code_digest -> Nullable<Text>,
    }
}

table! {
    apps (id) {
        id -> BigInt,
        public_id -> Text,
        secret_digest -> Text,
        name -> Text,
        website -> Nullable<Text>,
        redirect_uris -> Text,
        scopes -> Text,
        created_at -> Timestamp,
    }
}

table! {
    app_codes (digest) {
        digest -> Text,
        app_id -> BigInt,
        member_id -> BigInt,
        redirect_uri -> Text,
        scopes -> Text,
        challenge -> Nullable<Text>,
        expires_at -> Timestamp,
    }
}

table! {
    app_tokens (digest) {
        digest -> Text,
        app_id -> BigInt,
        scopes -> Text,
        created_at -> Timestamp,
    }
}

table! {
    passwords (member_id) {
        member_id -> BigInt,
        sealed_hash -> Binary,
        changed_at -> Timestamp,
    }
}

table! {
    sessions (digest) {
        digest -> Text,
        member_id -> BigInt,
        by_link -> Bool,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        sealed_name -> Nullable<Binary>,
    }
}

table! {
    sign_in_links (digest) {
        digest -> Text,
        member_id -> BigInt,
        expires_at -> Timestamp,
        sealed_next -> Nullable<Binary>,
    }
}

table! {
    passkeys (id) {
        id -> BigInt,
        member_id -> BigInt,
        credential_digest -> Text,
        sealed_credential -> Binary,
        sealed_name -> Binary,
        created_at -> Timestamp,
    }
}

table! {
    passkey_answers (digest) {
        digest -> Text,
        expires_at -> Timestamp,
    }
}

table! {
    roles (id) {
        id -> BigInt,
        member_id -> BigInt,
        kind -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        given_by -> Text,
    }
}

table! {
    follows (id) {
        id -> BigInt,
        ap_id -> Text,
        follower_id -> BigInt,
        followed_id -> BigInt,
        state -> Text,
        created_at -> Timestamp,
        without_boosts -> Bool,
        tells -> Bool,
    }
}

table! {
    listings (id) {
        id -> BigInt,
        slug -> Text,
        ap_id -> Text,
        origin_id -> BigInt,
        local -> Bool,
        author_id -> Nullable<BigInt>,
        speaker_id -> BigInt,
        hidden_author -> Bool,
        kind -> Text,
        category -> Text,
        title -> Text,
        language -> Text,
        details -> Text,
        amount -> Nullable<BigInt>,
        measure -> Nullable<Text>,
        unit_label -> Nullable<Text>,
        smallest_split -> Nullable<BigInt>,
        committed -> BigInt,
        delivered -> BigInt,
        takes_more -> Bool,
        audience -> Text,
        urgency -> Nullable<Text>,
        place_name -> Nullable<Text>,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        radius_m -> Nullable<BigInt>,
        cell -> Nullable<BigInt>,
        wide_cell -> Nullable<BigInt>,
        sealed_place -> Nullable<Binary>,
        pass_along -> Text,
        state -> Text,
        on_board -> Bool,
        revision -> BigInt,
        expires_at -> Timestamp,
        published_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        proxy_id -> Nullable<BigInt>,
        with_help -> Bool,
        held_under -> Nullable<Text>,
        hints -> BigInt,
    }
}

table! {
    log_entries (id) {
        id -> BigInt,
        role -> Nullable<Text>,
        handle -> Nullable<Text>,
        what -> Text,
        about -> Nullable<Text>,
        reason -> Nullable<Text>,
        agreement -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

table! {
    network_blocks (subject) {
        subject -> Text,
        level -> Text,
        reason -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

table! {
    member_blocks (member_id) {
        member_id -> BigInt,
        sealed -> Binary,
    }
}

table! {
    blocked_by (actor_id, blocked_id) {
        actor_id -> BigInt,
        blocked_id -> BigInt,
    }
}

table! {
    reports (id) {
        id -> BigInt,
        sealed -> Binary,
        state -> Text,
        created_at -> Timestamp,
        closed_at -> Nullable<Timestamp>,
    }
}

table! {
    listing_reach (listing_id, inbox) {
        listing_id -> BigInt,
        inbox -> Text,
    }
}

table! {
    responses (id) {
        id -> BigInt,
        ap_id -> Text,
        listing_id -> BigInt,
        responder_id -> BigInt,
        member_id -> Nullable<BigInt>,
        asked -> Nullable<BigInt>,
        accepted -> Nullable<BigInt>,
        sealed_message -> Nullable<Binary>,
        way -> Nullable<Text>,
        arrive_at -> Nullable<Timestamp>,
        state -> Text,
        answer -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        language -> Nullable<Text>,
        proxy_id -> Nullable<BigInt>,
        answer_in -> Nullable<Text>,
        sealed_arrival -> Nullable<Binary>,
        sealed_answer -> Nullable<Binary>,
    }
}

table! {
    handoffs (id) {
        id -> BigInt,
        slug -> Text,
        response_id -> BigInt,
        listing_id -> BigInt,
        agreement -> Text,
        author_id -> Nullable<BigInt>,
        responder_id -> Nullable<BigInt>,
        amount -> Nullable<BigInt>,
        way -> Nullable<Text>,
        window_from -> Nullable<Timestamp>,
        window_until -> Nullable<Timestamp>,
        sealed_details -> Nullable<Binary>,
        sealed_link -> Nullable<Binary>,
        link_digest -> Nullable<Text>,
        link_expires_at -> Nullable<Timestamp>,
        state -> Text,
        ended_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        sealed_times -> Nullable<Binary>,
    }
}

table! {
    handoff_keys (handoff_id) {
        handoff_id -> BigInt,
        wrapped_key -> Binary,
        erase_at -> Nullable<Timestamp>,
    }
}

table! {
    outbox_events (id) {
        id -> BigInt,
        event -> Text,
        created_at -> Timestamp,
        sealed_event -> Nullable<Binary>,
        subject -> Nullable<Text>,
        attempts -> BigInt,
        due_at -> Nullable<Timestamp>,
        set_aside_at -> Nullable<Timestamp>,
    }
}

table! {
    activities (id) {
        id -> BigInt,
        ap_id -> Text,
        actor_id -> BigInt,
        subject -> Text,
        public -> Bool,
        body -> Binary,
        created_at -> Timestamp,
        for_followers -> Bool,
    }
}

table! {
    deliveries (id) {
        id -> BigInt,
        activity_id -> BigInt,
        inbox -> Text,
        host -> Text,
        subject -> Text,
        attempts -> BigInt,
        due_at -> Timestamp,
        leased_until -> Nullable<Timestamp>,
        state -> Text,
        created_at -> Timestamp,
    }
}

table! {
    hosts (host) {
        host -> Text,
        state -> Text,
        failing_since -> Nullable<Timestamp>,
        failures -> BigInt,
        next_try_at -> Nullable<Timestamp>,
        last_heard_at -> Nullable<Timestamp>,
        signature_format -> Nullable<Text>,
        signature_since -> Nullable<Timestamp>,
    }
}

table! {
    received (id) {
        id -> BigInt,
        ap_id -> Text,
        actor -> Text,
        subject -> Text,
        sealed_body -> Nullable<Binary>,
        attempts -> BigInt,
        due_at -> Timestamp,
        leased_until -> Nullable<Timestamp>,
        state -> Text,
        problem -> Nullable<Text>,
        received_at -> Timestamp,
    }
}

table! {
    reply_notes (ap_id) {
        ap_id -> Text,
        response_id -> BigInt,
        sealed_words -> Binary,
        received_at -> Timestamp,
    }
}

table! {
    reply_explanations (listing_id, actor_id) {
        listing_id -> BigInt,
        actor_id -> BigInt,
        explained_at -> Timestamp,
    }
}

table! {
    tombstones (ap_id, actor) {
        ap_id -> Text,
        actor -> Text,
        deleted_at -> Timestamp,
    }
}

table! {
    passed_along (activity) {
        activity -> Text,
        listing_id -> BigInt,
        peer_id -> BigInt,
        hops -> BigInt,
        via -> Text,
        checked_at -> Timestamp,
    }
}

table! {
    passings (listing_id) {
        listing_id -> BigInt,
        activity -> Text,
        hops -> BigInt,
        via -> Text,
        by_rule -> Bool,
    }
}

table! {
    passings_stopped (listing_id) {
        listing_id -> BigInt,
    }
}

table! {
    sharings (actor_id) {
        actor_id -> BigInt,
        given -> Text,
        taken -> Text,
    }
}

table! {
    actor_reach (actor_id, inbox) {
        actor_id -> BigInt,
        inbox -> Text,
    }
}

table! {
    directory_entries (ap_id) {
        ap_id -> Text,
        handle -> Text,
        host -> Text,
        name -> Text,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        radius_m -> Nullable<BigInt>,
        languages -> Text,
        mode -> Nullable<Text>,
        intake -> Nullable<Text>,
        steps -> BigInt,
        via -> Text,
        fetched_at -> Timestamp,
    }
}

table! {
    walks (name) {
        name -> Text,
        due_at -> Timestamp,
    }
}

table! {
    coalitions (id) {
        id -> Text,
        terms -> Text,
        created_at -> Timestamp,
    }
}

table! {
    memberships (coalition_id, member) {
        coalition_id -> Text,
        member -> Text,
        joined -> Bool,
        sequence -> BigInt,
        list -> Text,
        said_at -> Timestamp,
        key_id -> Text,
        signature -> Text,
    }
}

table! {
    places (id) {
        id -> BigInt,
        external_id -> Nullable<Text>,
        kind -> Text,
        name -> Text,
        address -> Nullable<Text>,
        latitude -> Double,
        longitude -> Double,
        state -> Text,
        details -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

table! {
    resources (id) {
        id -> BigInt,
        external_id -> Nullable<Text>,
        name -> Text,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        details -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

table! {
    statuses (id) {
        id -> BigInt,
        ap_id -> Text,
        author_id -> BigInt,
        local -> Bool,
        boost_of -> Nullable<BigInt>,
        in_reply_to -> Nullable<Text>,
        in_reply_to_id -> Nullable<BigInt>,
        in_reply_to_author -> Nullable<BigInt>,
        conversation_id -> Nullable<BigInt>,
        visibility -> Text,
        on_home -> Bool,
        spoiler -> Text,
        content -> Text,
        source -> Nullable<Text>,
        sealed_words -> Nullable<Binary>,
        sensitive -> Bool,
        language -> Nullable<Text>,
        url -> Nullable<Text>,
        created_at -> Timestamp,
        edited_at -> Nullable<Timestamp>,
        listing_id -> Nullable<BigInt>,
        response_id -> Nullable<BigInt>,
        pinned_at -> Nullable<Timestamp>,
    }
}

table! {
    held_statuses (status_id) {
        status_id -> BigInt,
        visibility -> Text,
        on_home -> Bool,
        agreement -> Text,
        held_at -> Timestamp,
    }
}

table! {
    status_mentions (status_id, actor_id) {
        status_id -> BigInt,
        actor_id -> BigInt,
    }
}

table! {
    status_tags (tag, status_id) {
        tag -> Text,
        status_id -> BigInt,
    }
}

table! {
    status_reach (status_id, inbox) {
        status_id -> BigInt,
        inbox -> Text,
    }
}

table! {
    status_requests (member_id, idempotency_key) {
        member_id -> BigInt,
        idempotency_key -> Text,
        status_id -> BigInt,
        created_at -> Timestamp,
    }
}

table! {
    favourites (id) {
        id -> BigInt,
        ap_id -> Text,
        status_id -> BigInt,
        actor_id -> BigInt,
        created_at -> Timestamp,
    }
}

table! {
    bookmarks (id) {
        id -> BigInt,
        actor_id -> BigInt,
        status_id -> BigInt,
    }
}

table! {
    featured_tags (id) {
        id -> BigInt,
        member_id -> BigInt,
        tag -> Text,
    }
}

table! {
    member_desks (member_id) {
        member_id -> BigInt,
        sealed -> Binary,
    }
}

table! {
    conversations (id) {
        id -> BigInt,
        created_at -> Timestamp,
    }
}

table! {
    conversation_members (conversation_id, actor_id) {
        conversation_id -> BigInt,
        actor_id -> BigInt,
        last_status_id -> BigInt,
        unread -> Bool,
        hidden -> Bool,
    }
}

table! {
    notifications (id) {
        id -> BigInt,
        member_id -> BigInt,
        kind -> Text,
        from_id -> BigInt,
        status_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        filtered -> Bool,
    }
}

table! {
    announcements (id) {
        id -> BigInt,
        status_id -> Nullable<BigInt>,
        content -> Text,
        created_at -> Timestamp,
        starts_at -> Nullable<Timestamp>,
        ends_at -> Nullable<Timestamp>,
        language -> Nullable<Text>,
    }
}

table! {
    announcement_reactions (announcement_id, member_id, name) {
        announcement_id -> BigInt,
        member_id -> BigInt,
        name -> Text,
    }
}

table! {
    crossed_words (status_id) {
        status_id -> BigInt,
        ap_id -> Text,
    }
}

table! {
    status_apps (status_id) {
        status_id -> BigInt,
        sealed -> Binary,
    }
}

table! {
    announcement_dismissals (announcement_id, member_id) {
        announcement_id -> BigInt,
        member_id -> BigInt,
    }
}

table! {
    moves (actor_id) {
        actor_id -> BigInt,
        target -> Text,
        moved_at -> Timestamp,
        taken_back_at -> Nullable<Timestamp>,
    }
}

table! {
    aliases (actor_id, place) {
        actor_id -> BigInt,
        place -> BigInt,
        alias -> Text,
    }
}

table! {
    follower_digests (followed_id, host) {
        followed_id -> BigInt,
        host -> Text,
        digest -> Binary,
    }
}

table! {
    synchronizations (actor_id) {
        actor_id -> BigInt,
        url -> Text,
        digest -> Binary,
        due_at -> Nullable<Timestamp>,
        done_at -> Nullable<Timestamp>,
    }
}

table! {
    catch_ups (actor_id) {
        actor_id -> BigInt,
        due_at -> Nullable<Timestamp>,
        done_at -> Nullable<Timestamp>,
        failures -> BigInt,
        began_at -> Nullable<Timestamp>,
        next_page -> Nullable<Text>,
        all_read -> Bool,
        turns -> BigInt,
        seen -> Text,
    }
}

table! {
    media (id) {
        id -> BigInt,
        slug -> Text,
        owner_id -> BigInt,
        status_id -> Nullable<BigInt>,
        listing_id -> Nullable<BigInt>,
        part -> Nullable<Text>,
        place -> BigInt,
        kind -> Text,
        sealed_description -> Nullable<Binary>,
        focus_x -> Nullable<Double>,
        focus_y -> Nullable<Double>,
        remote_url -> Nullable<Text>,
        said_width -> Nullable<BigInt>,
        said_height -> Nullable<BigInt>,
        said_blurhash -> Nullable<Text>,
        file -> Nullable<Text>,
        wrapped_key -> Nullable<Binary>,
        format -> Nullable<Text>,
        width -> Nullable<BigInt>,
        height -> Nullable<BigInt>,
        small_width -> Nullable<BigInt>,
        small_height -> Nullable<BigInt>,
        blurhash -> Nullable<Text>,
        kept_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        milliseconds -> Nullable<BigInt>,
    }
}

table! {
    loose_files (file) {
        file -> Text,
        due_at -> Timestamp,
    }
}

table! {
    mail_addresses (member_id) {
        member_id -> BigInt,
        sealed_address -> Binary,
        address_digest -> Text,
        round -> BigInt,
        next_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

table! {
    mail_confirmations (member_id) {
        member_id -> BigInt,
        sealed_address -> Binary,
        link_digest -> Nullable<Text>,
        expires_at -> Timestamp,
    }
}

table! {
    mails (id) {
        id -> BigInt,
        member_id -> BigInt,
        kind -> Text,
        occasion -> Nullable<Text>,
        notification_id -> Nullable<BigInt>,
        response_id -> Nullable<BigInt>,
        attempts -> BigInt,
        due_at -> Timestamp,
        leased_until -> Nullable<Timestamp>,
        created_at -> Timestamp,
        sealed_next -> Nullable<Binary>,
        guest_need_id -> Nullable<BigInt>,
    }
}

table! {
    handoff_reminders (handoff_id, time_digest) {
        handoff_id -> BigInt,
        time_digest -> Text,
        reminded_at -> Timestamp,
    }
}

table! {
    asked_members (member_id, number) {
        member_id -> BigInt,
        number -> BigInt,
        asked_at -> Timestamp,
    }
}

table! {
    beginnings (slug) {
        slug -> Text,
        member_id -> BigInt,
        kept_at -> Timestamp,
        sealed -> Binary,
    }
}

joinable!(memberships -> coalitions (coalition_id));
joinable!(sharings -> actors (actor_id));
joinable!(members -> actors (actor_id));
joinable!(tokens -> members (member_id));
joinable!(app_codes -> apps (app_id));
joinable!(app_tokens -> apps (app_id));
joinable!(roles -> members (member_id));
joinable!(responses -> listings (listing_id));
joinable!(handoffs -> responses (response_id));
joinable!(deliveries -> activities (activity_id));
joinable!(handoff_keys -> handoffs (handoff_id));
joinable!(favourites -> statuses (status_id));
joinable!(status_tags -> statuses (status_id));
joinable!(status_mentions -> statuses (status_id));
joinable!(poll_votes -> polls (status_id));
joinable!(poll_votes -> actors (actor_id));

table! {
    scheduled_statuses (id) {
        id -> BigInt,
        member_id -> BigInt,
        due_at -> Timestamp,
        held -> Bool,
        sealed -> Binary,
    }
}

table! {
    scheduled_media (medium_id) {
        medium_id -> BigInt,
        scheduled_id -> BigInt,
    }
}

table! {
    polls (status_id) {
        status_id -> BigInt,
        options -> Text,
        sealed_options -> Nullable<Binary>,
        multiple -> Bool,
        hides_totals -> Bool,
        counts -> Text,
        voters -> Nullable<BigInt>,
        ends_at -> Nullable<Timestamp>,
        end_told -> Bool,
        tell_at -> Nullable<Timestamp>,
        asked_at -> Timestamp,
    }
}

table! {
    poll_votes (status_id, actor_id) {
        status_id -> BigInt,
        actor_id -> BigInt,
        sealed_choices -> Binary,
    }
}

table! {
    stream_events (id) {
        id -> BigInt,
        kind -> Text,
        status_id -> BigInt,
        author_id -> BigInt,
        public -> Bool,
        announcement_id -> Nullable<BigInt>,
        name -> Nullable<Text>,
    }
}

table! {
    status_edits (id) {
        id -> BigInt,
        status_id -> BigInt,
        sealed -> Binary,
        written_at -> Timestamp,
        erase_at -> Timestamp,
    }
}

table! {
    server_keys (name) {
        name -> Text,
        sealed_key -> Binary,
    }
}

table! {
    push_subscriptions (id) {
        id -> BigInt,
        token_id -> BigInt,
        member_id -> BigInt,
        host_digest -> Text,
        sealed -> Binary,
        created_at -> Timestamp,
    }
}

table! {
    push_messages (id) {
        id -> BigInt,
        subscription_id -> BigInt,
        notification_id -> BigInt,
        host_digest -> Text,
        attempts -> BigInt,
        due_at -> Timestamp,
        leased_until -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

joinable!(push_subscriptions -> tokens (token_id));

table! {
    guest_needs (id) {
        id -> BigInt,
        link_digest -> Text,
        sealed -> Binary,
        wrapped_key -> Binary,
        taken_by -> Nullable<BigInt>,
        proxy_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        erase_at -> Timestamp,
        is_done -> Bool,
    }
}

table! {
    guest_words (id) {
        id -> BigInt,
        need_id -> BigInt,
        from_guest -> Bool,
        sealed -> Binary,
        created_at -> Timestamp,
    }
}

table! {
    invites (id) {
        id -> BigInt,
        digest -> Text,
        made_by -> BigInt,
        room -> BigInt,
        expires_at -> Timestamp,
        created_at -> Timestamp,
    }
}

table! {
    join_requests (id) {
        id -> BigInt,
        link_digest -> Text,
        sealed -> Binary,
        state -> Text,
        created_at -> Timestamp,
        erase_at -> Timestamp,
    }
}

table! {
    translations (listing_id, language) {
        listing_id -> BigInt,
        language -> Text,
        member_id -> BigInt,
    }
}

/// Which tables one query may name together. All pairs of all tables would be thousands of implementations, which cost each
/// build what a tenth of the crate does: whoever joins two more adds their pair, where the compiler asks for
/// `allow_tables_to_appear_in_same_query!`.
macro_rules! together {
    ($($table:ident: $($other:ident),+;)*) => {
        $($(allow_tables_to_appear_in_same_query!($table, $other);)+)*
    };
}

together! {
    server_facts: actors, listings;
    actors: members, follows, listings, log_entries, network_blocks, member_blocks, blocked_by, reports, outbox_events,
        activities, deliveries, sharings, statuses, status_mentions, status_tags, status_reach, status_requests, favourites,
        bookmarks, conversations, conversation_members, notifications, announcements, follower_digests, polls, poll_votes;
    members: proxies, proxy_keys, proxy_offers, tokens, apps, roles, follows, listings, log_entries, network_blocks,
        member_blocks, blocked_by, reports, responses, handoffs, outbox_events, activities, deliveries, statuses,
        status_mentions, status_tags, status_reach, status_requests, favourites, bookmarks, notifications, announcements,
        server_keys, push_subscriptions, push_messages, member_desks;
    proxies: proxy_keys, proxy_offers, listings, responses, handoffs;
    proxy_keys: proxy_offers, listings, responses, handoffs;
    proxy_offers: listings, responses, handoffs;
    tokens: apps, app_codes, app_tokens, roles, push_subscriptions;
    apps: app_codes, app_tokens, roles;
    app_codes: app_tokens, passwords, sessions;
    passwords: sessions;
    sessions: sign_in_links;
    follows: listings, log_entries, network_blocks, member_blocks, blocked_by, reports, deliveries, statuses, status_mentions,
        status_tags, status_reach, status_requests, favourites, bookmarks, notifications, announcements, media;
    listings: log_entries, network_blocks, member_blocks, blocked_by, reports, listing_reach, responses, handoffs, deliveries,
        reply_notes, reply_explanations, passed_along, passings, actor_reach, statuses, media, scheduled_media;
    log_entries: network_blocks, member_blocks, blocked_by, reports, deliveries;
    network_blocks: member_blocks, blocked_by, reports, deliveries;
    member_blocks: blocked_by, reports, deliveries;
    blocked_by: reports, deliveries;
    reports: deliveries;
    listing_reach: actor_reach;
    responses: handoffs, reply_notes, reply_explanations;
    handoffs: handoff_keys, reply_notes, reply_explanations, mail_addresses, handoff_reminders;
    handoff_keys: mail_addresses, handoff_reminders;
    outbox_events: activities, deliveries, received;
    activities: deliveries;
    deliveries: received;
    reply_notes: reply_explanations;
    passed_along: passings;
    coalitions: memberships;
    statuses: held_statuses, status_mentions, status_tags, status_reach, status_requests, favourites, bookmarks, conversations,
        conversation_members, notifications, announcements, status_apps, media, stream_events, crossed_words;
    status_mentions: status_tags, status_reach, status_requests, favourites, bookmarks, conversations, conversation_members,
        notifications, announcements;
    status_tags: status_reach, status_requests, favourites, bookmarks, notifications, announcements;
    status_reach: status_requests, favourites, bookmarks, notifications, announcements;
    status_requests: favourites, bookmarks, notifications, announcements;
    favourites: bookmarks, notifications, announcements;
    bookmarks: notifications, announcements;
    conversations: conversation_members;
    notifications: announcements, media;
    announcements: announcement_reactions, announcement_dismissals;
    announcement_reactions: announcement_dismissals;
    moves: aliases;
    media: loose_files, scheduled_media;
    mail_addresses: mail_confirmations, mails, handoff_reminders;
    mail_confirmations: mails;
    scheduled_statuses: scheduled_media;
    polls: held_statuses, poll_votes;
    server_keys: push_subscriptions, push_messages;
    push_subscriptions: push_messages;
    guest_needs: guest_words;
    invites: join_requests;
}
