//! Pictures, as apps read them.

use crate::app::App;
use crate::domain::key::MediumId;
use crate::domain::media::{Focus, Medium, Size};
use serde::Serialize;

/// `MediaAttachment`.
#[derive(Clone, Debug, Serialize)]
pub struct MediaAttachmentEntity {
    id: MediumId,
    #[serde(rename = "type")]
    kind: &'static str,
    url: String,
    preview_url: String,
    /// Where another server has it, we do not say: whoever asks there is seen there.
    remote_url: Option<String>,
    preview_remote_url: Option<String>,
    text_url: Option<String>,
    meta: Meta,
    description: Option<String>,
    blurhash: Option<String>,
}

/// What its `meta` says.
#[derive(Clone, Debug, Default, Serialize)]
struct Meta {
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<Sides>,
    #[serde(skip_serializing_if = "Option::is_none")]
    small: Option<Sides>,
    #[serde(skip_serializing_if = "Option::is_none")]
    focus: Option<Point>,
}

#[derive(Clone, Debug, Serialize)]
struct Sides {
    width: u32,
    height: u32,
    size: String,
    aspect: f64,
}

#[derive(Clone, Debug, Serialize)]
struct Point {
    x: f64,
    y: f64,
}

impl From<Size> for Sides {
    fn from(size: Size) -> Self {
        let Size { width, height } = size;
        let aspect = f64::from(width) / f64::from(height.max(1));
        Self { width, height, size: format!("{width}x{height}"), aspect }
    }
}

impl MediaAttachmentEntity {
    /// A picture of ours, or of another server as it is shown here.
    pub fn new(app: &App, medium: &Medium) -> Self {
        let addresses = &app.here.addresses;
        let (original, small) = (medium.size(), medium.file.as_ref().map(|file| file.small));
        Self {
            id: medium.id,
            kind: medium.kind.as_str(),
            url: addresses.medium(&medium.slug).into(),
            preview_url: addresses.small_medium(&medium.slug).into(),
            remote_url: None,
            preview_remote_url: None,
            text_url: None,
            meta: Meta {
                original: original.map(Sides::from),
                small: small.map(Sides::from),
                focus: medium.focus.map(|Focus { x, y }| Point { x, y }),
            },
            description: (!medium.description.is_empty()).then(|| medium.description.clone()),
            blurhash: medium.blurhash().map(str::to_owned),
        }
    }
}
