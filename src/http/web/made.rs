//! Pages that are the same for many who ask: made once, and given again for as long as nothing was written, a second at most
//! ([`Db::read_again`](crate::storage::Db::read_again)). When something is told on, many look at the same page within seconds.

use super::page::{Needs, has_script, headed};
use crate::app::App;
use crate::error::{Error, Result};
use crate::storage::{Conn, Parts};
use actix_web::http::StatusCode;
use actix_web::http::header::{AcceptEncoding, CONTENT_ENCODING, Encoding, VARY};
use actix_web::web::Bytes;
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use askama::Template;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// A page of a template.
///
/// # Errors
/// `Internal` when it cannot be made.
pub(super) fn html(template: &impl Template) -> Result<String> {
    template.render().map_err(|error| Error::internal(error.to_string()))
}

/// Whether a browser takes a page packed, as the middleware would send it.
fn takes_packed(request: &HttpRequest) -> bool {
    let accept = request.get_header::<AcceptEncoding>();
    let chosen = accept.and_then(|accept| accept.negotiate([Encoding::identity(), Encoding::gzip()].iter()));
    chosen == Some(Encoding::gzip())
}

fn packed(html: &str) -> Result<Bytes> {
    let mut into = GzEncoder::new(Vec::with_capacity(html.len() / 4), Compression::fast());
    into.write_all(html.as_bytes()).map_err(Error::internal)?;
    Ok(into.finish().map_err(Error::internal)?.into())
}

/// Answers with a page that `make` makes, or that it made for somebody else who asked the same. `question` names all on which
/// the page depends: which one, for whom, in which language.
///
/// # Errors
/// What `make` fails with, which is not given again; `Internal` when the database fails.
pub(super) async fn given_again<F>(
    app: &App,
    request: &HttpRequest,
    question: String,
    private: bool,
    needs: Needs<'_>,
    make: F,
) -> Result<HttpResponse>
where
    F: FnOnce(&mut Conn, &App, &Parts) -> Result<(StatusCode, String)> + Send + 'static,
{
    let (own, pack) = (app.clone(), takes_packed(request));
    let question = format!("page {pack} {question}");
    let read = app.here.db.read_again_of_parts(question, app.here.now(), move |conn, parts| {
        let (code, html) = make(conn, &own, parts)?;
        Ok((code, has_script(&html), if pack { packed(&html)? } else { Bytes::from(html) }))
    });
    let made = read.await?;
    let (code, has_script, body) = &*made;
    let mut answer = headed(*code, private, *has_script, needs);
    if pack {
        // The middleware leaves alone what is packed already.
        answer.insert_header((CONTENT_ENCODING, "gzip")).append_header((VARY, "accept-encoding"));
    }
    Ok(answer.body(body.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;
    use flate2::read::GzDecoder;
    use std::io::Read;

    #[test]
    fn a_page_is_packed_for_who_takes_it_so() {
        let takes = |accept: &str| {
            takes_packed(&TestRequest::get().insert_header(("accept-encoding", accept)).to_http_request())
        };
        for accept in ["gzip", "gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.5"] {
            assert!(takes(accept), "{accept}");
        }
        for accept in ["identity", "br", "gzip;q=0", "deflate"] {
            assert!(!takes(accept), "{accept}");
        }
        assert!(!takes_packed(&TestRequest::get().to_http_request()));
        let mut text = String::new();
        GzDecoder::new(&packed("<p>bread</p>").unwrap()[..]).read_to_string(&mut text).unwrap();
        assert_eq!(text, "<p>bread</p>");
    }
}
