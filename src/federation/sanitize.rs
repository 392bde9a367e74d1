//! HTML from other servers, cut down to what posts need (refusal 22).

use crate::federation::wire::Html;
use ammonia::Builder;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The allowlist: paragraphs, lists, emphasis, quotations, code, and links to web addresses. Built once: it never changes.
static POST: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "span",
            "a",
            "del",
            "s",
            "pre",
            "blockquote",
            "code",
            "b",
            "strong",
            "u",
            "i",
            "em",
            "ul",
            "ol",
            "li",
        ]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start", "reversed"]))]))
        .generic_attributes(HashSet::from(["lang", "dir"]))
        // What apps look at to find mentions and tags, and to shorten addresses.
        .allowed_classes(HashMap::from([
            ("a", HashSet::from(["mention", "hashtag", "u-url"])),
            ("span", HashSet::from(["h-card", "invisible", "ellipsis", "mention", "hashtag"])),
        ]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(["http", "https"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer"));
    builder
});

/// A post's HTML, safe to show.
pub fn post(html: &Html) -> String {
    POST.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(html: &str) -> String {
        post(&Html::try_from(html).unwrap())
    }

    #[test]
    fn refusal_22_what_runs_is_gone_and_what_reads_stays() {
        for (from, to) in [
            ("<p>a<br>b</p><ul><li>c</li></ul>", "<p>a<br>b</p><ul><li>c</li></ul>"),
            ("<script>alert(1)</script><img src=x onerror=y>a", "a"),
            ("<p onclick=x style=y class=z>a</p>", "<p>a</p>"),
            ("<h1>a</h1><table><td>b</td></table><svg onload=x>", "ab"),
        ] {
            assert_eq!(clean(from), to, "{from}");
        }
        for bad in ["javascript:x", "data:text/html,x", "/x", "//evil.example", "vbscript:x", " java\nscript:x"] {
            assert!(!clean(&format!("<a href=\"{bad}\">x</a>")).contains("href"), "{bad}");
        }
        let mention =
            clean("<span class=\"h-card evil\"><a href=\"https://a.example/@b\" class=\"u-url mention\">@b</a></span>");
        assert!(mention.contains("class=\"h-card\"") && mention.contains("noopener"), "{mention}");
    }

    #[test]
    fn refusal_22_deep_nesting_ends() {
        let deep = "<blockquote>".repeat(10_000);
        assert!(clean(&deep).len() < 1_000_000);
    }
}
