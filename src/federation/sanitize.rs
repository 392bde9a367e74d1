//! HTML from other servers, cut down to what posts need (refusal 22).

use crate::federation::wire::Html;
use ammonia::Builder;
use std::borrow::Cow;
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
        .attribute_filter(|_, name, value| Some(if name == "href" { as_it_is_read(value) } else { value.into() }))
        .link_rel(Some("nofollow noopener noreferrer"));
    builder
});

/// An address without what whoever reads it leaves out: controls and spaces around it, line breaks and tabs within it (URL
/// Standard, 4.4). `https<tab>://…` is a web address, and is written as one, for whoever looks at how it begins.
fn as_it_is_read(address: &str) -> Cow<'_, str> {
    let address = address.trim_matches(|c: char| c <= ' ');
    let is_left_out = |c: char| matches!(c, '\t' | '\n' | '\r');
    if address.contains(is_left_out) { Cow::Owned(address.replace(is_left_out, "")) } else { Cow::Borrowed(address) }
}

/// A post's HTML, safe to show, and the same when it is cleaned again.
pub fn post(html: &Html) -> String {
    let mut written = cleaned(&untangled(html));
    for _ in 0..READINGS_MAX {
        if is_read_as_written(&written) {
            return written;
        }
        written = cleaned(&untangled(&written));
    }
    if is_read_as_written(&written) { written } else { cleaned(&ammonia::clean_text(&without_tags(&written))) }
}

/// How often what was written is read once more, until it says itself. After that it is read without its markup.
const READINGS_MAX: usize = 3;

fn cleaned(html: &str) -> String {
    steady(POST.clean(html).to_string())
}

/// Whether a browser reads what was written as it was written. A link in a link is none, and some elements close others
/// before they begin (HTML, 13.2.6.4.7); such nesting comes out of what is read in a roundabout way, or of what stood
/// between the two and was left out.
fn is_read_as_written(written: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = written;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let (closes, inside) = rest.strip_prefix('/').map_or((false, rest), |inside| (true, inside));
        let length = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
        let (name, after) = inside.split_at(length);
        let Some(end) = tag_end(after) else { return false };
        rest = &after[end..];
        if closes {
            open.pop();
            continue;
        }
        let moves = match name {
            "a" => open.contains(&"a"),
            "p" | "blockquote" | "ul" | "ol" | "pre" => open.contains(&"p"),
            "li" => {
                let around = open.iter().rev().find(|name| matches!(**name, "li" | "blockquote" | "ul" | "ol" | "pre"));
                open.contains(&"p") || around == Some(&"li")
            }
            _ => false,
        };
        if moves || open.len() >= DEPTH_MAX {
            return false;
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    true
}

/// What is written may be read as something else: a line break right behind `<pre>` is not read, and a carriage return is
/// read as a line break (HTML, 13.2.5.1 and 13.2.6.4.7). Neither is shown anyway. Nor is a control character, which a
/// reference such as `&#x1c;` brings past what [`Html`] leaves out.
fn steady(written: String) -> String {
    let written = if written.contains('\r') { written.replace("\r\n", "\n").replace('\r', "\n") } else { written };
    let is_unseen = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    let written = if written.contains(is_unseen) { written.replace(is_unseen, "") } else { written };
    if !written.contains("<pre") {
        return written;
    }
    let (mut steady, mut rest) = (String::with_capacity(written.len()), written.as_str());
    while let Some(start) = rest.find("<pre") {
        let (before, tag) = rest.split_at(start);
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        steady.push_str(before);
        steady.push_str(&tag[..end]);
        rest = tag[end..].trim_start_matches('\n');
    }
    steady + rest
}

/// Deepest nesting of elements that is read as it is.
const DEPTH_MAX: usize = 100;
/// Most tags of a text that has more in it than elements: then it is not clear without much work how deep they nest.
const ODD_TAGS_MAX: usize = 300;
/// Elements whose inside is read by other rules, or that have rules of their own for what is inside.
const ODD: [&str; 17] = [
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "svg",
    "math",
    "template",
    "table",
    "select",
    "frameset",
    "form",
];
/// Elements without an inside.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// The text, if it can be read in a time that its length lets expect; else without any markup. To read deeply nested
/// elements takes the square of their number, and formatting that is never closed is opened again in each paragraph:
/// 150 kB of either would keep a core busy for minutes, or fill the memory (refusal 22).
pub fn untangled(html: &str) -> Cow<'_, str> {
    if is_plain(html) { Cow::Borrowed(html) } else { Cow::Owned(ammonia::clean_text(&without_tags(html))) }
}

/// Whether no element lies deeper than [`DEPTH_MAX`]. An element counts as open until it is closed where it was opened:
/// what is closed in another order, which a reader may understand in more than one way, stays open here.
fn is_plain(html: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    let (mut tags, mut odd, mut rest) = (0, false, html);
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        tags += 1;
        odd |= rest.starts_with(['!', '?']);
        let (closes, inside) = rest.strip_prefix('/').map_or((false, rest), |inside| (true, inside));
        if inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let length =
                inside.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(inside.len());
            let name = inside[..length].to_ascii_lowercase();
            let Some(end) = tag_end(&inside[length..]) else { return open.len() <= DEPTH_MAX && !odd };
            odd |= ODD.contains(&name.as_str());
            rest = &inside[length + end..];
            if !closes && !VOID.contains(&name.as_str()) {
                open.push(name);
            } else if closes && open.last() == Some(&name) {
                open.pop();
            }
        } else {
            // `</>` and `</ …>` are comments of a kind.
            odd |= closes;
        }
        if open.len() > DEPTH_MAX || (odd && tags > ODD_TAGS_MAX) {
            return false;
        }
    }
    true
}

/// Where a tag ends, seen from behind its name: the first `>` that is in no value between quotation marks, as HTML has it
/// (13.2.5.32 to 39: only behind `=` do quotation marks begin a value).
fn tag_end(attributes: &str) -> Option<usize> {
    let (mut quote, mut before_value, mut in_value) = (None, false, false);
    for (at, c) in attributes.char_indices() {
        match (quote, c) {
            (Some(mark), c) if c == mark => (quote, in_value) = (None, false),
            (Some(_), _) => {}
            (None, '>') => return Some(at),
            (None, '"' | '\'') if before_value => (quote, before_value) = (Some(c), false),
            (None, c) if c.is_ascii_whitespace() => in_value = false,
            (None, '=') if !before_value && !in_value => before_value = true,
            (None, _) if before_value => (before_value, in_value) = (false, true),
            (None, _) => {}
        }
    }
    None
}

/// What stands between tags.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        text.push(' ');
        rest = rest[start..].split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.trim().to_owned()
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
        for odd in ["https\t://a.example/b", "ht\ntps:/&#10;/a.example/b&#x9;", " https://a.example/b &#13;"] {
            let said = clean(&format!("<a href=\"{odd}\">x</a>"));
            assert!(said.starts_with("<a href=\"https://a.example/b\""), "{odd:?}: {said}");
        }
        let mention =
            clean("<span class=\"h-card evil\"><a href=\"https://a.example/@b\" class=\"u-url mention\">@b</a></span>");
        assert!(mention.contains("class=\"h-card\"") && mention.contains("noopener"), "{mention}");
    }

    #[test]
    fn what_was_cleaned_is_the_same_when_it_is_cleaned_again() {
        for (from, to) in [
            ("<pre>\n\n./test\n</pre>", "<pre>./test\n</pre>"),
            ("<pre lang=\"sh\"><kbd>\n\n./test</kbd></pre>\n<p>a</p>", "<pre lang=\"sh\">./test</pre>\n<p>a</p>"),
            ("<p>a&#13;b&#13;&#10;c</p>", "<p>a\nb\nc</p>"),
            ("<p lang=\"e&#x1c;n\">a&#x1c;b&#x9;c&#x1b;</p>", "<p lang=\"en\">ab\tc</p>"),
            ("<pre>&#x1c;&#10;a</pre>", "<pre>a</pre>"),
            // What closed nothing while it was there is gone, and what is around it would be closed by what is inside.
            ("<p>a<button><p>b</p></button>c</p>", "<p>a</p><p>b</p>c<p></p>"),
            ("<ul><li>a<button><li>b</li></button></li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ] {
            assert_eq!(clean(from), to, "{from}");
            assert_eq!(clean(to), to, "{from}");
        }
        // Links that are opened again and again around what is nested, and end inside one another.
        for depth in 1..DEPTH_MAX {
            let links = format!("<a x>{}b<a y>c</a>d</a>", "<blockquote>".repeat(depth));
            let once = clean(&links);
            assert_eq!(clean(&once), once, "{depth} deep");
        }
    }

    #[test]
    fn refusal_22_what_nests_too_deeply_is_read_without_its_markup() {
        let deep = |depth: usize| format!("{}&amp; a{}", "<blockquote>".repeat(depth), "</blockquote>".repeat(depth));
        assert!(clean(&deep(DEPTH_MAX)).contains("<blockquote>"));
        assert_eq!(clean(&deep(DEPTH_MAX + 1)).trim(), "&amp;amp; a");
        // What is closed may come as often as it likes.
        let long = "<p>a <b class=\"x>y\">b</b><br><img alt='</b>'></p>".repeat(2_000);
        assert!(is_plain(&long) && clean(&long).contains("<b>b</b>"));
    }

    #[test]
    fn refusal_22_no_trick_hides_how_deep_it_is() {
        for (what, one) in [
            ("never closed", "<b>"),
            ("closed by another", "<b></i>"),
            ("closed in a value", "<b title=\"></b>\">"),
            ("closed in a value", "<b title='></b>'>"),
            ("closed in a value", "<b title\n = \n'></b>'>"),
            ("closed in a value behind one without marks", "<b a=b\" c=\"></b>\">"),
            ("closed in a value behind one with a sign", "<b a==\" c=\"></b>\">"),
            ("closed in a comment", "<b><!--</b>-->"),
            ("closed in a comment of a kind", "<b><?</b>"),
            ("closed in a comment of a kind", "<b></ </b>"),
            ("closed in text", "<b><style></b></style>"),
            ("in capital letters", "<B>"),
            ("closed by itself", "<b/>"),
            ("crossed", "<b><i></b></i>"),
        ] {
            assert!(!is_plain(&one.repeat(2_000)), "{what}: {one}");
        }
        // A comment that hides nothing, and is never closed.
        assert!(is_plain("<p>a</p><!-- wp:paragraph --><p>b</p>"));
        assert!(!is_plain(&format!("<style><!--</style>{}", "<b>".repeat(2_000))));
    }

    #[test]
    fn refusal_22_the_largest_texts_are_soon_read() {
        let full = |part: &str| part.repeat(150_000 / part.len());
        let tangle: String = (0..5_000).map(|number| format!("<b id={number}>")).collect();
        let texts =
            ["<ul><li>", "<blockquote>", "<p><b>", "<a href=https://a.example>", "</p>", "<!--", "&amp", "<p>a</p>"];
        let texts = texts.iter().map(|part| full(part)).chain([format!("{tangle}{}", "<p>".repeat(20_000))]);
        for text in texts {
            let (start, clean) = (std::time::Instant::now(), clean(&text));
            assert!(start.elapsed().as_secs() < 10 && clean.len() < 1_000_000, "{}", &text[..20]);
        }
    }
}
