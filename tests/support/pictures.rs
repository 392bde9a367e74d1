//! Pictures, and sending them as apps do.

use super::client::{Answer, Visitor};
use reqwest::Method;
use serde_json::Value;
use std::io::Cursor;

/// A photograph of so many pixels, red on the left and blue on the right.
pub fn photograph(width: u32, height: u32) -> Vec<u8> {
    let colour = |x, _| image::Rgb(if x < width / 2 { [250, 10, 10] } else { [10, 10, 250] });
    let mut bytes = Cursor::new(Vec::new());
    let picture = image::RgbImage::from_fn(width, height, colour);
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("a JPEG");
    bytes.into_inner()
}

const BOUNDARY: &str = "----a-boundary";

/// A form with texts and files.
pub fn form(texts: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, text) in texts {
        body.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n").bytes(),
        );
    }
    for (name, media_type, bytes) in files {
        let head = format!("Content-Disposition: form-data; name=\"{name}\"; filename=\"a.jpg\"");
        body.extend(format!("--{BOUNDARY}\r\n{head}\r\nContent-Type: {media_type}\r\n\r\n").bytes());
        body.extend_from_slice(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    body
}

/// The media type of a form.
pub fn form_type() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

/// Sends a form.
pub async fn send_form(who: &Visitor, method: Method, path: &str, body: Vec<u8>) -> Answer {
    who.ask(method, path, &[("content-type", &form_type())], body).await
}

/// Sends a picture, with words and a point that stays in view.
pub async fn upload(who: &Visitor, bytes: &[u8], description: &str) -> Value {
    let body = form(&[("description", description), ("focus", "0.5,-0.25")], &[("file", "image/jpeg", bytes)]);
    send_form(who, Method::POST, "/api/v2/media", body).await.expect(200)
}
