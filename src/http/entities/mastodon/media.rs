//! Pictures, as apps read them.

use crate::app::App;
use crate::domain::key::MediumId;
use crate::domain::media::{File, Focus, MediaKind, Medium, Size};
use serde::Serialize;

/// `MediaAttachment`.
#[derive(Clone, Debug, Serialize)]
pub struct MediaAttachmentEntity {
    id: MediumId,
    #[serde(rename = "type")]
    kind: &'static str,
    url: String,
    preview_url: Option<String>,
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
    /// Of a recording, as `0:01:05.50`.
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<String>,
    /// The same in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<f64>,
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

fn length(milliseconds: u64) -> String {
    let (seconds, rest) = (milliseconds / 1_000, milliseconds % 1_000 / 10);
    format!("{}:{:02}:{:02}.{rest:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

impl MediaAttachmentEntity {
    /// What it shows, in words.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// The addresses of a picture, large and small; nothing of a recording.
    pub fn picture(&self) -> Option<(&str, &str)> {
        self.preview_url.as_deref().map(|small| (self.url.as_str(), small))
    }

    /// The address of what is no picture.
    pub fn recording(&self) -> Option<&str> {
        self.preview_url.is_none().then_some(self.url.as_str())
    }

    /// A picture of ours, or of another server as it is shown here.
    pub fn new(app: &App, medium: &Medium) -> Self {
        let addresses = &app.here.addresses;
        let (original, small) = (medium.size(), medium.file.as_ref().and_then(File::small));
        let milliseconds = medium.file.as_ref().and_then(File::milliseconds);
        Self {
            id: medium.id,
            kind: medium.kind.as_str(),
            url: addresses.medium(&medium.slug).into(),
            // A recording has nothing to look at.
            preview_url: (medium.kind == MediaKind::Image).then(|| addresses.small_medium(&medium.slug).into()),
            remote_url: None,
            preview_remote_url: None,
            text_url: None,
            meta: Meta {
                original: original.map(Sides::from),
                small: small.map(Sides::from),
                focus: medium.focus.map(|Focus { x, y }| Point { x, y }),
                length: milliseconds.map(length),
                #[expect(clippy::cast_precision_loss, reason = "at most a day")]
                duration: milliseconds.map(|milliseconds| milliseconds as f64 / 1_000.0),
            },
            description: (!medium.description.is_empty()).then(|| medium.description.clone()),
            blurhash: medium.blurhash().map(str::to_owned),
        }
    }
}
