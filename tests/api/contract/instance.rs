//! What a server says about itself, as the reference describes it.

use super::entities::{ACCOUNT, RULE};
use super::shape::Key::{Always, Perhaps};
use super::shape::Shape::*;
use super::shape::{Entity, Key, Shape};

const fn entity(name: &'static str, keys: &'static [(&'static str, Key, Shape)]) -> Entity {
    Entity { name, with: None, keys }
}

static URLS: Entity = entity(
    "Instance's urls",
    &[
        ("streaming", Always, Address),
        ("status", Perhaps, Null(&Address)),
        ("about", Perhaps, Null(&Address)),
        ("privacy_policy", Perhaps, Null(&Address)),
        ("terms_of_service", Perhaps, Null(&Address)),
    ],
);

static ACCOUNTS: Entity = entity(
    "Instance's accounts",
    &[("max_featured_tags", Always, Int), ("max_pinned_statuses", Perhaps, Int), ("max_profile_fields", Perhaps, Int)],
);

static STATUSES: Entity = entity(
    "Instance's statuses",
    &[
        ("max_characters", Always, Int),
        ("max_media_attachments", Always, Int),
        ("characters_reserved_per_url", Always, Int),
    ],
);

static MEDIA: Entity = entity(
    "Instance's media_attachments",
    &[
        ("description_limit", Perhaps, Int),
        ("supported_mime_types", Always, List(&Text)),
        ("image_size_limit", Always, Int),
        ("image_matrix_limit", Always, Int),
        ("video_size_limit", Always, Int),
        ("video_frame_rate_limit", Always, Int),
        ("video_matrix_limit", Always, Int),
    ],
);

static POLLS: Entity = entity(
    "Instance's polls",
    &[
        ("max_options", Always, Int),
        ("max_characters_per_option", Always, Int),
        ("min_expiration", Always, Int),
        ("max_expiration", Always, Int),
    ],
);

static TRANSLATION: Entity = entity("Instance's translation", &[("enabled", Always, Flag)]);

static VAPID: Entity = entity("Instance's vapid", &[("public_key", Always, Text)]);

static CONFIGURATION_V1: Entity = entity(
    "V1::Instance's configuration",
    &[
        ("accounts", Always, Is(&ACCOUNTS)),
        ("statuses", Always, Is(&STATUSES)),
        ("media_attachments", Always, Is(&MEDIA)),
        ("polls", Always, Is(&POLLS)),
        ("translation", Perhaps, Is(&TRANSLATION)),
        ("vapid", Perhaps, Is(&VAPID)),
    ],
);

static CONFIGURATION: Entity = Entity {
    name: "Instance's configuration",
    with: Some(&CONFIGURATION_V1),
    keys: &[
        ("urls", Always, Is(&URLS)),
        ("translation", Always, Is(&TRANSLATION)),
        ("limited_federation", Perhaps, Flag),
    ],
};

static ACTIVE: Entity = entity("Instance's users", &[("active_month", Always, Int)]);

static USAGE: Entity = entity("Instance's usage", &[("users", Always, Is(&ACTIVE))]);

static THUMBNAIL: Entity = entity(
    "Instance's thumbnail",
    &[
        ("url", Always, Address),
        ("blurhash", Perhaps, Null(&Text)),
        ("versions", Perhaps, Map(&Address)),
        ("description", Perhaps, Text),
    ],
);

static ICON: Entity = entity("Instance's icon", &[("src", Always, Address), ("size", Always, Text)]);

static REGISTRATIONS: Entity = entity(
    "Instance's registrations",
    &[
        ("enabled", Always, Flag),
        ("approval_required", Always, Flag),
        ("reason_required", Perhaps, Null(&Flag)),
        ("message", Always, Null(&Text)),
        ("min_age", Perhaps, Null(&Int)),
        ("url", Perhaps, Null(&Address)),
    ],
);

static CONTACT: Entity =
    entity("Instance's contact", &[("email", Always, Text), ("account", Always, Null(&Is(&ACCOUNT)))]);

static API_VERSIONS: Entity = entity("Instance's api_versions", &[("mastodon", Always, Int)]);

pub(super) static INSTANCE: Entity = entity(
    "Instance",
    &[
        ("domain", Always, Text),
        ("title", Always, Text),
        ("version", Always, Text),
        ("source_url", Always, Address),
        ("description", Always, Text),
        ("usage", Always, Is(&USAGE)),
        ("thumbnail", Always, Is(&THUMBNAIL)),
        ("icon", Perhaps, List(&Is(&ICON))),
        ("languages", Always, List(&Text)),
        ("configuration", Always, Is(&CONFIGURATION)),
        ("registrations", Always, Is(&REGISTRATIONS)),
        ("api_versions", Perhaps, Is(&API_VERSIONS)),
        ("contact", Always, Is(&CONTACT)),
        ("rules", Always, List(&Is(&RULE))),
    ],
);

static URLS_V1: Entity = entity("V1::Instance's urls", &[("streaming_api", Always, Address)]);

static STATS: Entity = entity(
    "V1::Instance's stats",
    &[("user_count", Always, Int), ("status_count", Always, Int), ("domain_count", Always, Int)],
);

pub(super) static INSTANCE_V1: Entity = entity(
    "V1::Instance",
    &[
        ("uri", Always, Text),
        ("title", Always, Text),
        ("short_description", Always, Text),
        ("description", Always, Text),
        ("email", Always, Text),
        ("version", Always, Text),
        ("urls", Always, Is(&URLS_V1)),
        ("stats", Always, Is(&STATS)),
        ("thumbnail", Always, Null(&Address)),
        ("languages", Always, List(&Text)),
        ("registrations", Always, Flag),
        ("approval_required", Always, Flag),
        ("invites_enabled", Always, Flag),
        ("configuration", Always, Is(&CONFIGURATION_V1)),
        ("contact_account", Always, Null(&Is(&ACCOUNT))),
        ("rules", Always, List(&Is(&RULE))),
    ],
);
